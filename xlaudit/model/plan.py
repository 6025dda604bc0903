"""What to do, when, and what it would bring."""

from typing import Literal

from xlaudit.model.base import Record
from xlaudit.model.results import Category

Horizon = Literal["now", "year", "later"]
HORIZONS: tuple[Horizon, ...] = ("now", "year", "later")


class Action(Record):
    """One practice to work on: from which level to which, and by when.

    ``level`` is the id of the level answered, ``target`` that of the lowest one at which the practice is acquired.
    ``projected`` is the score (0–100) once this action and all those before it have reached their target.
    """

    practice: str
    domain: str
    category: Category
    rank: int
    horizon: Horizon
    level: str
    target: str
    effort: int
    projected: float


class DomainGap(Record):
    """What a domain lacks to reach its target, and where its own actions would bring it; scores in 0–100.

    ``gap`` is 0 once the target is reached, and none where there is no target or no score.
    """

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

    def after(self, count: int) -> float | None:
        """Return the score (0–100) once the first ``count`` actions have reached their target level."""
        done = self.actions[: max(count, 0)]
        return done[-1].projected if done else self.score

    def within(self, horizon: Horizon) -> tuple[Action, ...]:
        """Return the actions of a horizon."""
        return tuple(action for action in self.actions if action.horizon == horizon)
