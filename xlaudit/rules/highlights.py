"""What stands out: the practices and domains that carry a team, and those that would gain most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlaudit.model.results import REPORTED, DomainScore
from xlaudit.rules.numbers import settle
from xlaudit.rules.priorities import Placement

PRACTICES, DOMAINS = 5, 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """Ids in order, best first for strengths, most to gain first for the others."""

    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]


def rank_practices(placements: Iterable[Placement]) -> Ranked:
    """Rank every acquired practice by weight gained, and every practice to work on by its priority index.

    Ties go to the highest impact, then to the order of the meta-referential.
    """
    rows = sorted(placements, key=lambda placement: placement.state.order)
    gained = [row for row in rows if row.category == "acquired"]
    gained.sort(key=lambda row: (-row.state.weight * row.state.value, -row.state.practice.impact.highest))
    missing = [row for row in rows if row.category in REPORTED]
    missing.sort(key=lambda row: (-row.index, -row.state.practice.impact.highest))
    return Ranked(_ids(gained), _ids(missing))


def _ids(rows: Sequence[Placement]) -> tuple[str, ...]:
    return tuple(row.state.practice.id for row in rows)


def rank_domains(domains: Iterable[DomainScore]) -> Ranked:
    """Rank the domains that have a score, from both ends; ties go to the order of the meta-referential."""
    scored = [(settle(domain.score), domain.id) for domain in domains if domain.score is not None]
    best = sorted(scored, key=lambda pair: -pair[0])
    worst = sorted(scored, key=lambda pair: pair[0])
    return Ranked(tuple(name for _, name in best), tuple(name for _, name in worst))
