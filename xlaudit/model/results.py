"""What the rules compute from an assessment; the shape of ``xlaudit score --json``."""

from typing import TYPE_CHECKING, Literal

from xlaudit.model.assessment import Identity, RegisterRow
from xlaudit.model.base import Record
from xlaudit.model.frames import data_frame
from xlaudit.model.issue import Issue, LedgerCount

if TYPE_CHECKING:
    import pandas as pd

MaturityId = Literal["initial", "emerging", "moderate", "good", "advanced"]
MATURITIES: tuple[MaturityId, ...] = ("initial", "emerging", "moderate", "good", "advanced")
Category = Literal["acquired", "shunned", "strengthen", "favoured", "introduce", "later", "unknown", "not_applicable"]
REPORTED: tuple[Category, ...] = ("strengthen", "introduce", "favoured", "later", "shunned")
"""The categories of a report, in its order."""
EVERY_CATEGORY: tuple[Category, ...] = (*REPORTED, "acquired", "unknown", "not_applicable")
Flag = Literal["obligation", "quick_win", "reluctant", "divided"]
Part = Literal["answers", "domains", "priorities", "sources", "issues"]


class Maturity(Record):
    """The word said of a score; every field is none when too little is known to say one."""

    id: MaturityId | None = None
    label: str | None = None
    low: MaturityId | None = None
    high: MaturityId | None = None
    capped: bool = False
    """Whether the essential practices hold the word down."""
    contrasted: bool = False


class Scores(Record):
    """The figures of a set of practices; scores in 0–100, shares in 0–1, none where nothing is known.

    ``score`` is of the practices answered; ``floor`` and ``ceiling`` bound it whatever the open answers turn out to be.
    """

    score: float | None
    floor: float | None
    ceiling: float | None
    known: float | None
    completion: float | None
    applicable: int


class DomainScore(Scores):
    """The figures of one domain; ``target`` is the score aimed at, if any."""

    id: str
    label: str
    target: float | None = None


class Estimate(Record):
    """An official score seen through the links, 0–100: an interval, never a declaration.

    ``coverage`` is the share of the criteria that the practices decide.
    """

    low: float
    high: float
    coverage: float


class SourceScore(Record):
    """How far the practices linked to a source have come."""

    id: str
    progress: float | None
    estimate: Estimate | None = None


class AnswerRow(Record):
    """The answer to one practice, as kept."""

    practice: str
    level: str | None
    declared: str | None
    support: int | None
    evidence: str | None
    comment: str | None


class Priority(Record):
    """Where a practice is placed; ``rank`` counts from 1 inside its category, ``index`` weighs gain against effort."""

    practice: str
    category: Category
    rank: int
    index: float
    flags: tuple[Flag, ...]
    reason: str


class Results(Record):
    """Scores, priorities, answers and what was found wrong."""

    meta: str
    version: str
    identity: Identity
    score: float | None
    floor: float | None
    ceiling: float | None
    known: float | None
    completion: float | None
    maturity: Maturity
    domains: tuple[DomainScore, ...]
    sources: tuple[SourceScore, ...]
    answers: tuple[AnswerRow, ...]
    priorities: tuple[Priority, ...]
    registers: dict[str, tuple[RegisterRow, ...]]
    ledger: LedgerCount
    issues: tuple[Issue, ...]

    def to_frame(self, part: Part = "answers") -> "pd.DataFrame":
        """Return one part as a pandas DataFrame, one row per item.

        Args:
            part: ``answers`` (indexed by practice, with category, rank and index joined), ``domains`` or ``sources``
                (indexed by id), ``priorities`` (one row per practice, in order of category and rank) or ``issues``.
        """
        if part == "answers":
            answers = data_frame((row.model_dump() for row in self.answers), AnswerRow.model_fields)
            placed = data_frame((row.model_dump() for row in self.priorities), Priority.model_fields)
            return answers.set_index("practice").join(placed.set_index("practice"))
        if part == "sources":
            rows = [
                {
                    "id": source.id,
                    "progress": source.progress,
                    "low": source.estimate.low if source.estimate else None,
                    "high": source.estimate.high if source.estimate else None,
                    "coverage": source.estimate.coverage if source.estimate else None,
                }
                for source in self.sources
            ]
            return data_frame(rows, ("id", "progress", "low", "high", "coverage")).set_index("id")
        if part == "domains":
            columns = ("id", "label", *Scores.model_fields, "target")
            return data_frame((row.model_dump() for row in self.domains), columns).set_index("id")
        records: tuple[Priority, ...] | tuple[Issue, ...] = self.priorities if part == "priorities" else self.issues
        fields = Priority.model_fields if part == "priorities" else Issue.model_fields
        return data_frame((row.model_dump() for row in records), fields)


class CheckReport(Record):
    """What ``xlaudit check --json`` answers: what was found wrong, and what became of every cell."""

    meta: str
    version: str
    identity: Identity
    ledger: LedgerCount
    issues: tuple[Issue, ...]
