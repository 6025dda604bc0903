"""What votes say: mean, agreement, quorum, and the support that they give a practice (DESIGN §5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from xlaudit.model.policy import Policy
from xlaudit.model.workshop import DEGREES, PracticeVotes, Tally
from xlaudit.rules.numbers import settle

STRONGEST = DEGREES[-1]
"""The vote that counts for a whole support of 1."""


@dataclass(frozen=True, slots=True)
class Support:
    """What a team thinks of a practice: −1 (against) to 1 (for), and whether it is strongly or divided so."""

    mean: float
    strongly_for: bool
    strongly_against: bool
    divided: bool = False

    @property
    def against(self) -> bool:
        """Whether the team leans against the practice."""
        return settle(self.mean) < 0


def column_support(value: int | None) -> Support | None:
    """Read a team's common answer, −2 … +2: strong only at its two ends."""
    if value is None:
        return None
    return Support(value / STRONGEST, strongly_for=value == STRONGEST, strongly_against=value == -STRONGEST)


def ballot_support(votes: PracticeVotes | None, policy: Policy) -> Support | None:
    """Read the ballots of a team; none under the quorum, where they have no effect."""
    if votes is None:
        return None
    found = tally_practice(votes, policy)
    if found.mean is None or not found.enough:
        return None
    support = settle(found.mean / STRONGEST)
    strongly = settle(policy.strongly)
    return Support(support, support >= strongly, support <= -strongly, found.divided)


def quorum(invited: int | None, policy: Policy) -> int:
    """Return how many votes a practice needs: those of the policy, or everybody where fewer are invited."""
    return policy.quorum if invited is None else min(policy.quorum, invited)


def mean_vote(counts: Sequence[int]) -> float | None:
    """Return the mean vote, −2 … +2; none without a vote."""
    total = sum(counts)
    return sum(degree * count for degree, count in zip(DEGREES, counts, strict=True)) / total if total else None


def consensus(counts: Sequence[int]) -> float | None:
    """Return how much the votes agree, 0 to 1, by Tastle and Wierman's consensus; none without a vote.

    ``Cns = 1 + Σ pᵢ·log₂(1 − |xᵢ − μ| / d)`` with d the width of the scale (Consensus and dissention: a measure of
    ordinal dispersion, International Journal of Approximate Reasoning 45, 2007).

    Args:
        counts: how many votes each degree of the scale got, in order.
    """
    total, width = sum(counts), len(counts) - 1
    if not total:
        return None
    mean = sum(place * count for place, count in enumerate(counts)) / total
    return 1 + sum(count / total * log2(1 - abs(place - mean) / width) for place, count in enumerate(counts) if count)


def tally_practice(votes: PracticeVotes, policy: Policy) -> Tally:
    """Work out what the votes on a practice amount to."""
    total = votes.total
    wanted = sum(count for degree, count in zip(DEGREES, votes.counts, strict=True) if degree > 0)
    unwanted = sum(count for degree, count in zip(DEGREES, votes.counts, strict=True) if degree < 0)
    enough = total > 0 and total >= quorum(votes.invited, policy)
    threshold = settle(policy.divided_from)
    return Tally(
        practice=votes.practice,
        counts=votes.counts,
        votes=total,
        enough=enough,
        mean=mean_vote(votes.counts),
        agreement=consensus(votes.counts),
        share_for=wanted / total if total else None,
        share_against=unwanted / total if total else None,
        divided=enough and min(settle(wanted / total), settle(unwanted / total)) >= threshold,
    )
