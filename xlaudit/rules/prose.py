"""The sentences of the appreciation: ids become labels between quotes, numbers are rounded as people read them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlaudit.model.appreciation import Value
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.phrases import Phrasebook
from xlaudit.rules.numbers import as_whole


@dataclass(frozen=True, slots=True)
class Prose:
    """What turns a statement into a sentence of one language."""

    bundle: Bundle
    phrases: Phrasebook
    lang: Lang

    def sentence(self, key: str, values: Mapping[str, Value]) -> str:
        """Return the sentence of a statement.

        Labels stand between quotes and never after an article, so that any of them fits.

        Args:
            key: the phrase under ``appreciation``.
            values: ``word`` a maturity with its article, ``low`` and ``high`` maturities, ``practices``, ``domain`` or
                ``domains`` ids (with their ``domain_scores``, if given), ``share_…`` 0–1; all others are numbers.
        """
        return self._say(key, **dict(self._words(values)))

    def _words(self, values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
        for name, value in values.items():
            if name == "word":
                yield name, self._say(f"word.{value}")
            elif name in ("low", "high"):
                yield name, self.phrases.say(f"maturity.{value}", self.lang)
            elif name == "practices" and isinstance(value, tuple):
                titles = [self.bundle.meta.by_id[str(item)].title.pick(self.lang) for item in value]
                yield name, self._list([self._say("quoted", text=title) for title in titles])
            elif name in ("domain", "domains"):
                ids = value if isinstance(value, tuple) else (value,)
                yield name, self._list([self._domain(str(item), i, values) for i, item in enumerate(ids)])
            elif isinstance(value, int | float):
                yield name, as_whole(100 * value if name.startswith("share_") else value)

    def _domain(self, name: str, place: int, values: Mapping[str, Value]) -> str:
        label = next(domain.label.pick(self.lang) for domain in self.bundle.meta.domains if domain.id == name)
        scores = values.get("domain_scores")
        if not isinstance(scores, tuple):
            return self._say("quoted", text=label)
        return self._say("scored", text=label, score=as_whole(float(scores[place])))

    def _list(self, items: Sequence[str]) -> str:
        """Join items by commas and a last "and"."""
        if len(items) < 2:
            return "".join(items)
        return self._say("and", first=", ".join(items[:-1]), last=items[-1])

    def _say(self, key: str, **values: str) -> str:
        return self.phrases.say(f"appreciation.{key}", self.lang, **values)
