"""The words the rules and the sheets say, in both languages, kept outside the code."""

from collections.abc import Mapping
from functools import cached_property

from xlaudit.model.base import Lang, Record, Text
from xlaudit.model.issue import NOWHERE, Issue, IssueKind, Place

SHOWN = 120
"""The most characters of a value that a message repeats."""


class Phrasebook(Record):
    """Texts by dotted key; a text may hold ``{placeholders}``."""

    entries: dict[str, Text]

    def say(self, key: str, lang: Lang, **values: object) -> str:
        """Return the text of a key in one language, its placeholders filled."""
        text = self.entries[key].pick(lang)
        return text.format(**values) if values else text


class IssueCatalogue(Record):
    """Every kind of issue, by code."""

    kinds: tuple[IssueKind, ...]

    @cached_property
    def by_code(self) -> dict[str, IssueKind]:
        """The kinds by code."""
        return {kind.code: kind for kind in self.kinds}

    def issue(
        self,
        code: str,
        lang: Lang,
        *,
        place: Place = NOWHERE,
        practice: str | None = None,
        value: str | None = None,
        words: Mapping[str, object] | None = None,
    ) -> Issue:
        """Return an issue of a kind; what was found, and ``words``, fill the placeholders of its texts."""
        kind = self.by_code[code]
        shown = value if value is None or len(value) <= SHOWN else value[:SHOWN] + "…"
        filled = {"practice": practice, "value": shown, "sheet": place.sheet or "", **(words or {})}
        return Issue(
            code=code,
            severity=kind.severity,
            sheet=place.sheet,
            cell=place.cell,
            practice=practice,
            message=kind.message.pick(lang).format(**filled),
            hint=kind.hint.pick(lang).format(**filled),
            value=value,
        )
