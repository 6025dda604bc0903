"""Something wrong in a person's file, and what became of each of its cells: records, not exceptions."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Final, Literal, NamedTuple, Self

from pydantic import Field

from xlaudit.model.base import Record, Text

Severity = Literal["error", "warning", "note"]
Fate = Literal["accepted", "normalised", "rejected", "ignored"]
IssueCode = Annotated[str, Field(pattern=r"^XA[1-5]\d\d$")]

IDENTITY_PREFIX: Final = "identity."
APPLICABILITY_PREFIX: Final = "applicability."
"""The machine keys of the lines of the first sheet begin so; the id of a field or of a question follows."""


class Place(NamedTuple):
    """A cell of a file; none where nothing more precise than the file is meant."""

    sheet: str | None = None
    cell: str | None = None


NOWHERE: Final = Place()


class Issue(Record):
    """Something wrong in a file: where, what was found, what to do."""

    code: IssueCode
    severity: Severity
    sheet: str | None = None
    cell: str | None = None
    practice: str | None = None
    message: str
    hint: str
    value: str | None = None


class IssueKind(Record):
    """An entry of the issue catalogue; its texts hold ``{placeholders}``."""

    code: IssueCode
    severity: Severity
    message: Text
    hint: Text


class CellFate(Record):
    """What became of one filled cell: ``taken`` is what it was read as, when it was normalised.

    ``key`` is the machine key of its column, or of its line on the first sheet.
    """

    sheet: str
    cell: str
    fate: Fate
    value: str
    taken: str | None = None
    practice: str | None = None
    key: str | None = None


class LedgerCount(Record):
    """How many filled cells met each fate; the four add up to ``cells``."""

    cells: int
    accepted: int
    normalised: int
    rejected: int
    ignored: int

    @classmethod
    def of(cls, fates: Iterable[CellFate]) -> Self:
        """Count the fates."""
        count = Counter(fate.fate for fate in fates)
        return cls(
            cells=count.total(),
            accepted=count["accepted"],
            normalised=count["normalised"],
            rejected=count["rejected"],
            ignored=count["ignored"],
        )
