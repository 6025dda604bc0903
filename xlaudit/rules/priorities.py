"""The categories of priority, their flags and their order (DESIGN §5)."""

from collections.abc import Iterable
from dataclasses import dataclass

from xlaudit.model.policy import Policy
from xlaudit.model.results import EVERY_CATEGORY, Category, Flag
from xlaudit.rules.numbers import round_half_up, settle
from xlaudit.rules.states import PracticeState
from xlaudit.rules.votes import Support, ballot_support, column_support

TO_DO: frozenset[Category] = frozenset({"strengthen", "introduce", "favoured", "later"})


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a practice stands, before the sentence that says why."""

    state: PracticeState
    category: Category
    rank: int
    index: float
    flags: tuple[Flag, ...]


def is_strong(row: PracticeState, policy: Policy) -> bool:
    """Tell whether a practice is essential, obligatory or of marked impact."""
    return row.practice.importance == "essential" or row.obliged or row.practice.impact.highest >= policy.strong_impact


def target_of(row: PracticeState, policy: Policy) -> float:
    """Return the value (0–1) from which a practice is acquired."""
    return policy.target_when_strong if row.practice.importance == "essential" or row.obliged else policy.target


def categorise(row: PracticeState, support: Support | None, policy: Policy) -> Category:
    """Place one practice by the first rule that fits."""
    if row.state == "not_applicable":
        return "not_applicable"
    if row.state == "open":
        return "unknown"
    value, strong = settle(row.value), is_strong(row, policy)
    strongly_for = support is not None and support.strongly_for
    strongly_against = support is not None and support.strongly_against
    if value >= settle(target_of(row, policy)):
        return "acquired"
    if strongly_against and not row.obliged and value <= settle(policy.shunned_up_to):
        return "shunned"
    if value > 0 and (strong or value >= settle(policy.strengthen_from) or strongly_for):
        return "strengthen"
    if value == 0 and strongly_for:
        return "favoured"
    if value == 0 and strong:
        return "introduce"
    return "later"


def priority_index(row: PracticeState) -> float:
    """Return weight × what is missing × (impact + 1) / (effort + 1), rounded to six decimals."""
    gain = row.weight * (1 - row.value) * (row.practice.impact.total + 1)
    return round_half_up(gain / (row.practice.effort + 1), 6)


def flags_of(row: PracticeState, category: Category, support: Support | None, policy: Policy) -> tuple[Flag, ...]:
    """Return what is worth saying beside the category."""
    flags: list[Flag] = []
    if row.obliged and category != "not_applicable":
        flags.append("obligation")
    if category in TO_DO and row.practice.effort == 1 and is_strong(row, policy):
        flags.append("quick_win")
    if category in TO_DO and support is not None and support.against:
        flags.append("reluctant")
    if category != "not_applicable" and support is not None and support.divided:
        flags.append("divided")
    return tuple(flags)


def support_of(row: PracticeState, policy: Policy) -> Support | None:
    """Return what the team thinks of a practice: its ballots, or its common answer where they are too few."""
    return ballot_support(row.votes, policy) or column_support(row.support)


def place(states: Iterable[PracticeState], policy: Policy) -> tuple[Placement, ...]:
    """Place every practice and rank each category: obligations, index, highest impact, order of the meta."""
    rows = tuple(states)
    supports = [support_of(row, policy) for row in rows]
    categories = [categorise(row, support, policy) for row, support in zip(rows, supports, strict=True)]
    indexes = [priority_index(row) for row in rows]
    placements: list[Placement] = []
    for category in EVERY_CATEGORY:
        members = [i for i, found in enumerate(categories) if found == category]
        members.sort(key=lambda i: (not rows[i].obliged, -indexes[i], -rows[i].practice.impact.highest, i))
        placements += [
            Placement(rows[i], category, rank, indexes[i], flags_of(rows[i], category, supports[i], policy))
            for rank, i in enumerate(members, start=1)
        ]
    return tuple(placements)
