"""The words the rules and the sheets say, in both languages, kept outside the code."""

from functools import cached_property

from xlaudit.model.base import Lang, Record, Text
from xlaudit.model.issue import IssueKind


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
