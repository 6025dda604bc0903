"""A workshop: what each person votes, and what all of them together make of the practices."""

from typing import Annotated

from pydantic import Field

from xlaudit.model.base import Record
from xlaudit.model.issue import CellFate, Issue, LedgerCount

DEGREES = (-2, -1, 0, 1, 2)
"""The degrees of support, in the order of the counts."""
Count = Annotated[int, Field(ge=0)]
Counts = tuple[Count, Count, Count, Count, Count]
"""How many votes each degree got, from −2 to +2."""
NO_VOTES: Counts = (0, 0, 0, 0, 0)


class PracticeVotes(Record):
    """The votes on one practice; ``invited`` is how many people could vote, none when it is not known."""

    practice: str
    counts: Counts = NO_VOTES
    invited: Annotated[int, Field(ge=1)] | None = None

    @property
    def total(self) -> int:
        """How many people voted."""
        return sum(self.counts)

    def of(self, degree: int) -> int:
        """Return how many votes a degree got."""
        return self.counts[DEGREES.index(degree)]


class Vote(Record):
    """What one person says of one practice; ``value`` is −2 … +2, none when they do not vote."""

    practice: str
    value: Annotated[int, Field(ge=-2, le=2)] | None = None
    remark: str | None = None


class Handed(Record):
    """What is common to all that is handed in: the file, and what it was prepared for.

    ``source`` is the instance of the workbook it was prepared from, if any; ``digest`` tells two copies of one file.
    """

    file: str
    digest: str
    meta: str
    version: str
    source: str | None = None
    issues: tuple[Issue, ...] = ()
    ledger: tuple[CellFate, ...] = ()


class Ballot(Handed):
    """One person's ballot; ``votes`` holds a vote for every practice that it asks about, voted on or not."""

    code: str | None = None
    actor_category: str | None = None
    votes: tuple[Vote, ...] = ()

    @property
    def given(self) -> dict[str, int]:
        """The votes given, by practice."""
        return {vote.practice: vote.value for vote in self.votes if vote.value is not None}


class DotCount(Handed):
    """The dots that a facilitator counted: all of them, and per category of actor where that was noted."""

    invited: int | None = None
    votes: tuple[PracticeVotes, ...] = ()
    categories: dict[str, tuple[PracticeVotes, ...]] = {}  # noqa: RUF012  frozen record


class Tally(Record):
    """What the votes on one practice amount to.

    ``mean`` is −2 … +2; ``agreement`` is 0 (half and half at the two ends) to 1 (all alike); the shares are 0–1. They
    are none without a vote. ``enough`` says that the quorum is reached: under it the votes have no effect.
    """

    practice: str
    counts: Counts
    votes: int
    enough: bool
    mean: float | None
    agreement: float | None
    share_for: float | None
    share_against: float | None
    divided: bool


class CategoryTally(Record):
    """What one category of actors voted, on the practices where enough of them did."""

    category: str
    practices: tuple[Tally, ...]


class PracticeRemark(Record):
    """What somebody wrote beside a vote, without who."""

    practice: str
    text: str


class FileIssue(Issue):
    """Something wrong in what was handed in, and the file it stands in."""

    file: str | None = None


class Workshop(Record):
    """The outcome of a workshop: votes per practice, the practices that stand out, and what was found wrong.

    ``ballots`` counts the people whose ballot has a vote; ``favoured``, ``shunned`` and ``divisive`` hold every
    practice that is, the most so first.
    """

    meta: str
    version: str
    ballots: int
    invited: int | None
    quorum: int
    practices: tuple[Tally, ...]
    favoured: tuple[str, ...]
    shunned: tuple[str, ...]
    divisive: tuple[str, ...]
    categories: tuple[CategoryTally, ...] = ()
    remarks: tuple[PracticeRemark, ...] = ()
    ledger: LedgerCount
    issues: tuple[FileIssue, ...] = ()

    @property
    def votes(self) -> tuple[PracticeVotes, ...]:
        """The votes alone, as an assessment holds them."""
        return tuple(
            PracticeVotes(practice=item.practice, counts=item.counts, invited=self.invited) for item in self.practices
        )
