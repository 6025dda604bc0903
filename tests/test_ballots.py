"""Which ballots count: handed in twice, two people with one code, half empty, made for something else."""

from typing import Any

import pytest

from xlaudit.catalog.load import load_issue_catalogue
from xlaudit.model.assessment import Origin
from xlaudit.model.base import LANGS
from xlaudit.model.workshop import Ballot, DotCount, PracticeVotes, Vote
from xlaudit.rules.ballots import Sorted, sort_ballots

ORIGIN = Origin(meta="petit-meta", version="1.0.0", instance="here")
ASKED = ("AAA-01", "AAA-02", "AAA-03", "AAA-04")


def ballot(file: str, *votes: int | None, code: str | None = "A01", **given: Any) -> Ballot:
    """Return a ballot on the four practices, in their order."""
    asked = tuple(Vote(practice=name, value=value) for name, value in zip(ASKED, votes, strict=False))
    fields = {"digest": file, "meta": "petit-meta", "version": "1.0.0", "source": "here", "votes": asked, **given}
    return Ballot(file=file, code=code, **fields)


def sorted_out(*ballots: Ballot, counts: tuple[DotCount, ...] = ()) -> Sorted:
    return sort_ballots(ballots, counts, ORIGIN, ASKED)


def said(found: Sorted) -> list[tuple[str, str]]:
    return [(verdict.code, verdict.file) for verdict in found.verdicts]


def test_ballots_of_several_people_are_all_kept_and_nothing_is_said() -> None:
    found = sorted_out(ballot("a", 1, 1, 1, 1), ballot("b", 1, 1, 1, 1, code="A02"), ballot("c", 2, 0, 1, 1, code=None))
    assert [item.file for item in found.ballots] == ["a", "b", "c"]
    assert said(found) == []


TWICE: dict[str, tuple[Ballot, Ballot, list[tuple[str, str]], list[str]]] = {
    "the same votes": (ballot("a", 1, 2, 0, None), ballot("b", 1, 2, 0, None), [("XA325", "b")], ["a"]),
    "the very same file under another name, even without a code": (
        ballot("a", 1, 2, 0, 1, code=None),
        ballot("b", 1, 2, 0, 1, code=None, digest="a"),
        [("XA325", "b")],
        ["a"],
    ),
    "other votes": (ballot("a", 1, 2, 0, 1), ballot("b", 1, -2, 0, 1), [("XA326", "b")], ["a"]),
    "other votes, one without a category": (
        ballot("a", 1, 2, 0, 1, actor_category="management"),
        ballot("b", 1, -2, 0, 1),
        [("XA326", "b")],
        ["a"],
    ),
    "another category: two people with one code": (
        ballot("a", 1, 2, 0, 1, actor_category="management"),
        ballot("b", 1, 2, 0, 1, actor_category="people"),
        [("XA327", "b")],
        ["a", "b"],
    ),
    "the same votes without a code": (
        ballot("a", 1, 2, 0, 1, code=None),
        ballot("b", 1, 2, 0, 1, code=None),
        [("XA329", "b")],
        ["a", "b"],
    ),
}


@pytest.mark.parametrize("case", TWICE)
def test_two_ballots_are_told_apart(case: str) -> None:
    one, other, verdicts, kept = TWICE[case]
    found = sorted_out(one, other)
    assert said(found) == verdicts
    assert [item.file for item in found.ballots] == kept


def test_a_ballot_that_completes_another_one_makes_one_with_it() -> None:
    first = ballot("a", 1, None, None, 2).model_copy(update={"actor_category": None})
    found = sorted_out(first, ballot("b", 1, -1, 0, None, actor_category="people"))
    assert said(found) == [("XA328", "b")]
    (together,) = found.ballots
    assert together.given == {"AAA-01": 1, "AAA-02": -1, "AAA-03": 0, "AAA-04": 2}
    assert together.actor_category == "people"


def test_no_remark_of_a_ballot_handed_in_twice_is_lost() -> None:
    one = Vote(practice="AAA-01", value=1, remark="oui")
    other = Vote(practice="AAA-01", value=1, remark="mais plus tard")
    found = sorted_out(ballot("a", votes=(one,)), ballot("b", votes=(other,)))
    assert found.ballots[0].votes[0].remark == "oui\nmais plus tard"


def test_the_practices_on_which_two_ballots_differ_are_named() -> None:
    (verdict,) = sorted_out(ballot("a", 1, 2, 0, 1), ballot("b", 1, -2, 0, 2)).verdicts
    assert verdict.values == {"code": "A01", "other": "a", "practices": "AAA-02, AAA-04"}


@pytest.mark.parametrize(
    ("votes", "code"),
    [((None, None, None, None), "XA421"), ((1, None, None, None), "XA420"), ((1, 1, None, None), "XA420")],
)
def test_an_empty_and_a_half_empty_ballot_are_said_and_kept(votes: tuple[int | None, ...], code: str) -> None:
    found = sorted_out(ballot("a", *votes))
    assert said(found) == [(code, "a")]
    assert len(found.ballots) == 1


def test_a_ballot_with_more_than_half_of_its_votes_is_fine() -> None:
    assert said(sorted_out(ballot("a", 1, 0, -1, None))) == []


def test_an_empty_ballot_followed_by_the_full_one_is_one_person() -> None:
    found = sorted_out(ballot("a", None, None, None, None), ballot("b", 1, 1, 1, 1))
    assert said(found) == [("XA328", "b")]
    assert [len(item.given) for item in found.ballots] == [4]


def test_what_was_made_for_another_meta_referential_version_or_workbook_is_said() -> None:
    found = sorted_out(
        ballot("a", 1, 1, 1, 1, meta="autre"),
        ballot("b", 1, 1, 1, 1, code="B", version="0.9.0"),
        ballot("c", 1, 1, 1, 1, code="C", source="there"),
        ballot("d", 1, 1, 1, 1, code="D", source=None),
    )
    assert said(found) == [("XA321", "a"), ("XA322", "b"), ("XA324", "c")]
    assert [item.file for item in found.ballots] == ["b", "c", "d"]


def test_votes_on_practices_that_the_workbook_does_not_ask_are_left_out_and_named() -> None:
    strange = (Vote(practice="AAA-01", value=2), Vote(practice="ZZZ-01", value=2), Vote(practice="ZZZ-02"))
    found = sorted_out(ballot("a", votes=strange))
    assert [(verdict.code, verdict.values) for verdict in found.verdicts] == [("XA323", {"practices": "ZZZ-01"})]
    assert [vote.practice for vote in found.ballots[0].votes] == ["AAA-01"]


def dots(file: str, **given: Any) -> DotCount:
    votes = (PracticeVotes(practice="AAA-01", counts=(0, 0, 0, 0, 4)),)
    fields = {"digest": file, "meta": "petit-meta", "version": "1.0.0", "votes": votes, **given}
    return DotCount(file=file, **fields)


def test_counts_in_the_room_are_added_to_ballots_with_a_warning_and_counted_once() -> None:
    found = sorted_out(ballot("a", 1, 1, 1, 1), counts=(dots("x"), dots("y"), dots("z", digest="x")))
    assert said(found) == [("XA325", "z"), ("XA330", "x")]
    assert [item.file for item in found.counts] == ["x", "y"]
    assert said(sorted_out(counts=(dots("x", meta="autre"),))) == [("XA321", "x")]


def test_the_texts_of_every_verdict_can_be_filled() -> None:
    found = [sorted_out(*case[:2]) for case in TWICE.values()] + [
        sorted_out(ballot("a", None)),
        sorted_out(ballot("a", 1, None)),
        sorted_out(ballot("a", meta="autre"), ballot("b", 1, version="2.0.0"), ballot("c", 1, code="C", source="x")),
        sorted_out(ballot("a", votes=(Vote(practice="ZZZ-01", value=1),)), counts=(dots("x"),)),
        sorted_out(ballot("a", 1, None), ballot("b", None, 1)),
    ]
    verdicts = [verdict for item in found for verdict in item.verdicts]
    assert len({verdict.code for verdict in verdicts}) == 12
    for verdict in verdicts:
        for lang in LANGS:
            issue = load_issue_catalogue().issue(verdict.code, lang, words=verdict.values)
            assert issue.message
            assert issue.hint
            assert "{" not in issue.message + issue.hint
