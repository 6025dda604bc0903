"""Which ballots count: another kind of team's, handed in twice, two people with one code, half empty."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from xlaudit.model.assessment import Origin
from xlaudit.model.workshop import Ballot, DotCount, Vote

H = TypeVar("H", Ballot, DotCount)
HALF = 0.5
TWICE, CONTRARY, SHARED, COMPLETED, ALIKE = "XA325", "XA326", "XA327", "XA328", "XA329"
"""One person's ballot twice, the same or not; two people with one code; one completing another; no code, alike."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Something to say of a file that was handed in: the code of an issue and what fills its texts."""

    code: str
    file: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sorted:
    """The ballots and the counts of dots that count, with what there is to say of the others."""

    ballots: tuple[Ballot, ...]
    counts: tuple[DotCount, ...]
    verdicts: tuple[Verdict, ...]


def sort_ballots(ballots: Iterable[Ballot], counts: Iterable[DotCount], origin: Origin, asked: Iterable[str]) -> Sorted:
    """Keep what counts of all that was handed in.

    Args:
        ballots: those that could be read, in the order of their files.
        counts: the dots counted by facilitators.
        origin: the workbook that the votes are for.
        asked: the practices that it asks.
    """
    known = frozenset(asked)
    verdicts: list[Verdict] = []
    mine = list(_of_this_workbook(ballots, origin, verdicts))
    kept: list[Ballot] = []
    for ballot in mine:
        _say_strangers(ballot, ballot.given, known, verdicts)
        votes = tuple(vote for vote in ballot.votes if vote.practice in known)
        _add(ballot.model_copy(update={"votes": votes}), kept, verdicts)
    for ballot in kept:
        _say_blanks(ballot, verdicts)
    dots: list[DotCount] = []
    for count in _of_this_workbook(counts, origin, verdicts):
        _say_strangers(count, (item.practice for item in count.votes if item.total), known, verdicts)
        if (twin := _twin(count, dots)) is not None:
            verdicts.append(Verdict(TWICE, count.file, {"other": twin.file}))
        else:
            dots.append(count)
    if kept and dots:
        verdicts.append(Verdict("XA330", dots[0].file, {"ballots": str(len(kept))}))
    return Sorted(tuple(kept), tuple(dots), tuple(verdicts))


def _of_this_workbook(handed: Iterable[H], origin: Origin, verdicts: list[Verdict]) -> Iterator[H]:
    """Yield what was prepared for the same meta-referential; say which was for another, or another version."""
    for item in handed:
        if item.meta != origin.meta:
            verdicts.append(Verdict("XA321", item.file, {"found": item.meta, "meta": origin.meta}))
            continue
        if item.version != origin.version:
            verdicts.append(Verdict("XA322", item.file, {"found": item.version, "version": origin.version}))
        elif None not in (item.source, origin.instance) and item.source != origin.instance:
            verdicts.append(Verdict("XA324", item.file))
        yield item


def _say_strangers(
    item: Ballot | DotCount, voted: Iterable[str], known: frozenset[str], verdicts: list[Verdict]
) -> None:
    strangers = [practice for practice in voted if practice not in known]
    if strangers:
        verdicts.append(Verdict("XA323", item.file, {"practices": ", ".join(strangers)}))


def _twin(item: H, kept: Iterable[H]) -> H | None:
    """Return the file kept before that has the very same bytes."""
    return next((other for other in kept if other.digest == item.digest), None)


def _add(ballot: Ballot, kept: list[Ballot], verdicts: list[Verdict]) -> None:
    """Add a ballot to those kept; one of a person whose ballot is there already is put together with it."""
    for place, other in enumerate(kept):
        code = _compared(ballot, other)
        if code is None:
            continue
        values = {"other": other.file, "code": ballot.code or "", "practices": ", ".join(_contrary(ballot, other))}
        verdicts.append(Verdict(code, ballot.file, values))
        if code in (TWICE, COMPLETED):
            kept[place] = _together(other, ballot)
        if code in (TWICE, COMPLETED, CONTRARY):
            return
    kept.append(ballot)


def _compared(ballot: Ballot, other: Ballot) -> str | None:
    """Say what a ballot is beside another one; none when they are simply of two people."""
    if ballot.digest == other.digest:
        return TWICE
    if ballot.code is None or ballot.code != other.code:
        alike = ballot.code is None and other.code is None and ballot.given and ballot.given == other.given
        return ALIKE if alike else None
    if None not in (ballot.actor_category, other.actor_category) and ballot.actor_category != other.actor_category:
        return SHARED
    if _contrary(ballot, other):
        return CONTRARY
    return TWICE if ballot.given == other.given else COMPLETED


def _contrary(one: Ballot, other: Ballot) -> list[str]:
    """Return the practices on which two ballots vote differently."""
    return [name for name, value in one.given.items() if other.given.get(name, value) != value]


def _together(one: Ballot, other: Ballot) -> Ballot:
    """Put together two ballots of one person, which do not contradict each other."""
    votes = {vote.practice: vote for vote in one.votes}
    for vote in other.votes:
        mine = votes.get(vote.practice, vote)
        value = vote.value if mine.value is None else mine.value
        remarks = dict.fromkeys(text for text in (mine.remark, vote.remark) if text)
        votes[vote.practice] = Vote(practice=vote.practice, value=value, remark="\n".join(remarks) or None)
    category = one.actor_category or other.actor_category
    return one.model_copy(update={"votes": tuple(votes.values()), "actor_category": category})


def _say_blanks(ballot: Ballot, verdicts: list[Verdict]) -> None:
    given, asked = len(ballot.given), len(ballot.votes)
    if not given:
        verdicts.append(Verdict("XA421", ballot.file))
    elif given <= HALF * asked:
        verdicts.append(Verdict("XA420", ballot.file, {"given": str(given), "asked": str(asked)}))
