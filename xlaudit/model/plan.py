"""What to do, when, and what it would bring."""

from typing import Literal

from xlaudit.model.base import Record
from xlaudit.model.results import Category

Horizon = Literal["now", "year", "later"]
HORIZONS: tuple[Horizon, ...] = ("now", "year", "later")


class Action(Record):
    """One practice to work on: from which level to which, and by when.

    ``level`` is none when nothing is in place yet; ``target`` is the id of the level that makes the practice acquired.
    """

    practice: str
    domain: str
    category: Category
    rank: int
    horizon: Horizon
    level: str | None
    target: str
    effort: int


class DomainGap(Record):
    """What a domain lacks to reach its target; scores in 0–100, none where nothing is known."""

    id: str
    score: float | None
    target: float | None
    gap: float | None
    projected: float | None


class ActionPlan(Record):
    """The actions in order, the score today, and the score once they have reached their target level."""

    actions: tuple[Action, ...]
    score: float | None
    projected: float | None
    domains: tuple[DomainGap, ...]
