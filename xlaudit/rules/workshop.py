"""The outcome of a workshop: the votes of all, the practices that stand out, the votes per category of actors."""

from collections import Counter
from collections.abc import Iterable, Sequence

from xlaudit.model.assessment import Assessment
from xlaudit.model.issue import LedgerCount
from xlaudit.model.policy import Policy
from xlaudit.model.workshop import (
    DEGREES,
    Ballot,
    CategoryTally,
    Counts,
    FileIssue,
    PracticeRemark,
    PracticeVotes,
    Tally,
    Workshop,
)
from xlaudit.rules.ballots import Sorted
from xlaudit.rules.numbers import settle
from xlaudit.rules.votes import quorum, tally_practice


def count_votes(
    assessment: Assessment,
    handed: Sorted,
    policy: Policy,
    *,
    invited: int | None,
    categories: Iterable[str],
    ledger: LedgerCount,
    issues: tuple[FileIssue, ...] = (),
) -> Workshop:
    """Count the votes of a workshop.

    Args:
        assessment: the workbook that they are for.
        handed: the ballots and counts that count.
        policy: the thresholds.
        invited: how many people could vote; by default as many as handed in a ballot or were counted in the room.
        categories: those of actors, in their order.
        ledger: what became of the cells of all the files.
        issues: what was found wrong in them.
    """
    asked = [answer.practice for answer in assessment.answers]
    able = invited or _present(handed) or None
    needed = quorum(able, policy)
    every = _counted(handed.ballots, [count.votes for count in handed.counts])
    practices = [
        tally_practice(PracticeVotes(practice=name, counts=_counts(every[name]), invited=able), policy)
        for name in asked
        if name in every
    ]
    return Workshop(
        meta=assessment.origin.meta,
        version=assessment.origin.version,
        ballots=sum(bool(ballot.given) for ballot in handed.ballots),
        invited=able,
        quorum=needed,
        practices=tuple(practices),
        favoured=favoured(practices),
        shunned=shunned(practices),
        divisive=divisive(practices),
        categories=_per_category(handed, practices, policy, needed, categories),
        remarks=_remarks(handed.ballots, asked),
        ledger=ledger,
        issues=issues,
    )


def favoured(tallies: Iterable[Tally]) -> tuple[str, ...]:
    """Rank the practices that people lean for: highest mean, then largest agreement."""
    return _ranked(tallies, 1)


def shunned(tallies: Iterable[Tally]) -> tuple[str, ...]:
    """Rank the practices that people lean against: lowest mean, then largest agreement."""
    return _ranked(tallies, -1)


def _ranked(tallies: Iterable[Tally], sign: int) -> tuple[str, ...]:
    found = [(sign * (item.mean or 0.0), item.agreement or 0.0, item.practice) for item in tallies if item.enough]
    leaning = [(settle(mean), settle(agreement), name) for mean, agreement, name in found if settle(mean) > 0]
    return tuple(name for _, _, name in sorted(leaning, key=lambda item: (-item[0], -item[1])))


def divisive(tallies: Iterable[Tally]) -> tuple[str, ...]:
    """Rank the practices with votes for and votes against: smallest agreement first."""
    split = [item for item in tallies if item.enough and item.share_for and item.share_against]
    return tuple(item.practice for item in sorted(split, key=lambda item: settle(item.agreement or 0.0)))


def _present(handed: Sorted) -> int:
    """Return how many people handed in a ballot or stood in the room."""
    rooms = (count.invited or max((item.total for item in count.votes), default=0) for count in handed.counts)
    return len(handed.ballots) + sum(rooms)


def _counted(ballots: Iterable[Ballot], counts: Iterable[Iterable[PracticeVotes]]) -> dict[str, Counter[int]]:
    """Count the votes of each degree by practice; a practice put to the vote is there even without any."""
    found: dict[str, Counter[int]] = {}
    for ballot in ballots:
        for vote in ballot.votes:
            votes = found.setdefault(vote.practice, Counter())
            if vote.value is not None:
                votes[vote.value] += 1
    for item in (item for votes_of_all in counts for item in votes_of_all):
        found.setdefault(item.practice, Counter()).update(dict(zip(DEGREES, item.counts, strict=True)))
    return found


def _counts(votes: Counter[int]) -> Counts:
    low, against, neutral, wanted, high = (votes[degree] for degree in DEGREES)
    return low, against, neutral, wanted, high


def _per_category(
    handed: Sorted, practices: Sequence[Tally], policy: Policy, needed: int, categories: Iterable[str]
) -> tuple[CategoryTally, ...]:
    """Tally the votes of each category on the practices where enough of its people voted.

    Where the votes that are not shown would be too few themselves, they could be found by subtraction from those of
    all; the smallest category shown is then hidden with them.
    """
    counted = {
        category: _counted(
            (ballot for ballot in handed.ballots if ballot.actor_category == category),
            [count.categories[category] for count in handed.counts if category in count.categories],
        )
        for category in categories
    }
    shown: dict[str, list[Tally]] = {category: [] for category in counted}
    for practice in practices:
        sizes = {
            category: votes[practice.practice].total()
            for category, votes in counted.items()
            if practice.practice in votes
        }
        for category in _large_enough(sizes, practice.votes, needed):
            votes = PracticeVotes(practice=practice.practice, counts=_counts(counted[category][practice.practice]))
            tally = tally_practice(votes, policy.model_copy(update={"quorum": needed}))
            shown[category].append(tally)
    return tuple(CategoryTally(category=name, practices=tuple(found)) for name, found in shown.items() if found)


def _large_enough(sizes: dict[str, int], total: int, needed: int) -> list[str]:
    """Return the categories whose votes may be shown without betraying those of a smaller group."""
    kept = [category for category, size in sizes.items() if size >= needed]
    hidden = total - sum(sizes[category] for category in kept)
    if kept and 0 < hidden < needed:
        kept.remove(min(kept, key=lambda category: sizes[category]))
    return kept


def _remarks(ballots: Iterable[Ballot], asked: Sequence[str]) -> tuple[PracticeRemark, ...]:
    """Gather the remarks in the order of the practices, then of their letters: nothing tells whose they are."""
    found = [(vote.practice, vote.remark) for ballot in ballots for vote in ballot.votes if vote.remark]
    ordered = sorted(found, key=lambda item: (asked.index(item[0]), item[1]))
    return tuple(PracticeRemark(practice=practice, text=text) for practice, text in ordered)
