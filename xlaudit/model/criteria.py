"""What the practices say of each criterion of a source; the shape of ``xlaudit score --criteria SOURCE --json``."""

from typing import Literal, get_args

from xlaudit.model.base import Record

CriterionStatus = Literal["met", "not_met", "open", "not_applicable"]
"""What its decisive practices make of a criterion."""
SeenStatus = Literal[CriterionStatus, "to_check", "not_asked", "left_out"]
"""``to_check``: only practices that intersect it; ``not_asked``: outside the selection; ``left_out``: no practice."""
STATUSES: tuple[SeenStatus, ...] = get_args(SeenStatus)


class CriterionView(Record):
    """A criterion, its status, and the practices that it comes from."""

    criterion: str
    title: str
    status: SeenStatus
    practices: tuple[str, ...]


class CriteriaCount(Record):
    """How many criteria have each status; they add up to the criteria of the source."""

    met: int
    not_met: int
    open: int
    not_applicable: int
    to_check: int
    not_asked: int
    left_out: int


class SourceCriteria(Record):
    """The criteria of a source, seen through the practices: never a declaration."""

    id: str
    counts: CriteriaCount
    criteria: tuple[CriterionView, ...]
