"""Scores, their bounds and the word of maturity (DESIGN §4)."""

from collections.abc import Iterable, Sequence
from math import sqrt

from xlaudit.model.policy import Policy
from xlaudit.model.results import MATURITIES, Maturity, MaturityId, Scores
from xlaudit.rules.numbers import round_half_up, settle
from xlaudit.rules.states import PracticeState


def scores(states: Iterable[PracticeState]) -> Scores:
    """Compute the score of a set of practices, its bounds and how much of it is known."""
    rows = tuple(states)
    applicable = [row for row in rows if row.state != "not_applicable"]
    weight = sum(row.weight for row in applicable)
    known = sum(row.weight for row in applicable if row.state == "known")
    gained = sum(row.weight * row.value for row in applicable if row.state == "known")
    return Scores(
        score=100 * gained / known if known else None,
        floor=100 * gained / weight if weight else None,
        ceiling=100 * (gained + weight - known) / weight if weight else None,
        known=known / weight if weight else None,
        completion=sum(row.answered for row in rows) / len(rows) if rows else None,
        applicable=len(applicable),
    )


def maturity_step(score: float, policy: Policy) -> int:
    """Return the step of a score, 0 (initial) to 4 (advanced), from the score rounded to a whole number."""
    whole = round_half_up(score)
    return sum(threshold <= whole for threshold in policy.maturity)


def maturity(states: Sequence[PracticeState], policy: Policy) -> Maturity:
    """Say the maturity of a whole, when enough is known; ``label`` is left to who knows the language.

    The word, and those of its bounds, never stand more than one step above the essential practices alone.
    """
    whole = scores(states)
    if whole.score is None or whole.floor is None or whole.ceiling is None or whole.known is None:
        return Maturity()
    if settle(whole.known) < settle(policy.known_from):
        return Maturity()
    essential = scores(row for row in states if row.practice.importance == "essential").score
    cap = len(MATURITIES) - 1 if essential is None else maturity_step(essential, policy) + 1

    def word(score: float) -> MaturityId:
        return MATURITIES[min(maturity_step(score, policy), cap)]

    return Maturity(
        id=word(whole.score),
        low=word(whole.floor),
        high=word(whole.ceiling),
        capped=maturity_step(whole.score, policy) > cap,
        contrasted=is_contrasted(states, policy),
    )


def said_as_interval(result: Maturity) -> bool:
    """Tell whether the bounds stand more than one step apart, so that the word is said as "between … and …"."""
    if result.low is None or result.high is None:
        return False
    return MATURITIES.index(result.high) - MATURITIES.index(result.low) > 1


def is_contrasted(states: Sequence[PracticeState], policy: Policy) -> bool:
    """Tell whether the domains stand far apart.

    Population standard deviation of the domain scores, weighted by what is known of each, around their own weighted
    mean, over the domains with enough known answers.
    """
    points: list[tuple[float, float]] = []
    for domain in dict.fromkeys(row.domain for row in states):
        known = [row for row in states if row.domain == domain and row.state == "known"]
        if len(known) >= policy.contrast_answers:
            weight = sum(row.weight for row in known)
            points.append((weight, 100 * sum(row.weight * row.value for row in known) / weight))
    if len(points) < policy.contrast_domains:
        return False
    total = sum(weight for weight, _ in points)
    mean = sum(weight * score for weight, score in points) / total
    deviation = sqrt(sum(weight * (score - mean) ** 2 for weight, score in points) / total)
    return settle(deviation) >= settle(policy.contrast_spread)
