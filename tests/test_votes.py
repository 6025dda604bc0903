"""What votes say: agreement, quorum, means, shares, the support they give, and what stands out (DESIGN §5)."""

from math import log2

import pytest

from tests.builders import Row, assessment, bundle, meta, phrases
from xlaudit.model.issue import LedgerCount
from xlaudit.model.policy import Policy
from xlaudit.model.results import Category, Flag, Priority
from xlaudit.model.workshop import Ballot, Counts, DotCount, PracticeVotes, Tally, Vote, Workshop
from xlaudit.rules.assess import compute_results
from xlaudit.rules.ballots import Sorted
from xlaudit.rules.votes import consensus, quorum, tally_practice
from xlaudit.rules.workshop import count_votes

POLICY = Policy()


def tally(*counts: int, invited: int | None = None, practice: str = "AAA-01") -> Tally:
    low, against, neutral, wanted, high = counts
    return tally_practice(
        PracticeVotes(practice=practice, counts=(low, against, neutral, wanted, high), invited=invited), POLICY
    )


@pytest.mark.parametrize(
    ("counts", "agreement"),
    [
        ((0, 0, 0, 0, 7), 1.0),  # all the same, wherever it is
        ((0, 0, 9, 0, 0), 1.0),
        ((4, 0, 0, 0, 4), 0.0),  # half and half at the two ends
        ((0, 0, 1, 1, 0), 1 + log2(1 - 0.5 / 4)),  # a step apart: each half a step from the mean, d = 4
        ((1, 1, 1, 1, 1), 1 + 0.2 * (2 * log2(1 / 2) + 2 * log2(3 / 4))),
        # by hand: mean (−2 + 3·1 + 2)/5 = 0.6; distances 2.6, 0.4, 1.4
        ((1, 0, 0, 3, 1), 1 + 0.2 * log2(1 - 2.6 / 4) + 0.6 * log2(1 - 0.4 / 4) + 0.2 * log2(1 - 1.4 / 4)),
        # a scale of seven, published with the R package agrmt
        ((30, 40, 210, 130, 530, 50, 10), 0.7256876),
    ],
)
def test_agreement_is_the_consensus_of_tastle_and_wierman(counts: tuple[int, ...], agreement: float) -> None:
    assert consensus(counts) == pytest.approx(agreement, abs=1e-7)


def test_agreement_is_measured_on_the_width_of_the_scale_and_not_on_the_votes_found() -> None:
    # For and against by one step only: on the range found it would be 0.
    assert consensus((0, 5, 0, 5, 0)) == pytest.approx(1 + log2(3 / 4))


def test_without_a_vote_there_is_nothing_to_say() -> None:
    found = tally(0, 0, 0, 0, 0)
    assert (found.votes, found.mean, found.agreement, found.share_for, found.share_against) == (
        0,
        None,
        None,
        None,
        None,
    )
    assert not found.enough
    assert not found.divided


def test_mean_and_shares_are_those_of_the_votes() -> None:
    found = tally(1, 2, 3, 0, 2)
    assert found.votes == 8
    assert found.mean == (-2 - 2 + 4) / 8
    assert (found.share_for, found.share_against) == (2 / 8, 3 / 8)


@pytest.mark.parametrize(("invited", "votes"), [(None, 3), (1, 1), (2, 2), (3, 3), (12, 3)])
def test_the_quorum_is_three_or_everybody_invited(invited: int | None, votes: int) -> None:
    assert quorum(invited, POLICY) == votes
    assert tally(0, 0, 0, 0, votes, invited=invited).enough
    assert not tally(0, 0, 0, 0, votes - 1, invited=invited).enough


@pytest.mark.parametrize(
    ("counts", "divided"),
    [
        ((1, 0, 1, 0, 1), True),  # exactly a third on each side
        ((0, 2, 2, 2, 0), True),
        ((1, 0, 2, 0, 1), False),  # a quarter
        ((1, 0, 0, 0, 1), False),  # under the quorum
        ((4, 0, 0, 1, 2), True),  # 3/7 and 4/7
        ((5, 0, 0, 1, 1), False),  # 2/7 for
    ],
)
def test_opinions_are_divided_from_a_third_on_each_side(counts: Counts, divided: bool) -> None:
    assert tally(*counts).divided == divided


def placed(row: Row, counts: Counts, invited: int | None = None) -> Priority:
    """Return where the votes place a practice."""
    made = bundle(meta(row))
    votes = (PracticeVotes(practice="AAA-01", counts=counts, invited=invited),)
    filled = assessment(row).model_copy(update={"votes": votes})
    return compute_results(made, filled, phrases(), "fr").priorities[0]


PLACED: dict[str, tuple[Row, Counts, Category, tuple[Flag, ...]]] = {
    "a mean of 1 is strongly for": (Row("0"), (0, 0, 0, 3, 0), "favoured", ()),
    "just under is not": (Row("0"), (0, 0, 1, 8, 0), "later", ()),
    "a mean of −1 is strongly against": (Row("0", "essential"), (0, 3, 0, 0, 0), "shunned", ()),
    "just above is not, but leans against": (Row("0", "essential"), (0, 8, 1, 0, 0), "introduce", ("reluctant",)),
    "an obligation is never shunned": (
        Row("0", obligation="all"),
        (9, 0, 0, 0, 0),
        "introduce",
        ("obligation", "reluctant"),
    ),
    "begun and strongly wanted": (Row("1"), (0, 0, 0, 0, 3), "strengthen", ()),
    "ballots win over a favourable answer": (Row("0", support=2), (0, 0, 3, 0, 0), "later", ()),
    "ballots win over a hostile answer": (Row("0", "essential", support=-2), (0, 0, 3, 0, 0), "introduce", ()),
    "too few ballots leave the answer": (Row("0", "essential", support=-2), (0, 0, 0, 0, 2), "shunned", ()),
    "no ballot leaves the answer": (Row("0", support=2), (0, 0, 0, 0, 0), "favoured", ()),
    "divided for later": (Row("0"), (2, 0, 1, 0, 2), "later", ("divided",)),
    "divided once acquired": (Row("4"), (2, 0, 1, 0, 2), "acquired", ("divided",)),
    "divided while unknown": (Row(None), (2, 0, 1, 0, 2), "unknown", ("divided",)),
    "not said where it does not apply": (Row("NA"), (2, 0, 1, 0, 2), "not_applicable", ()),
    "divided and reluctant": (Row("0"), (3, 0, 0, 0, 2), "later", ("reluctant", "divided")),
}


@pytest.mark.parametrize("case", PLACED)
def test_votes_place_a_practice(case: str) -> None:
    row, counts, category, flags = PLACED[case]
    found = placed(row, counts)
    assert (found.category, found.flags) == (category, flags)


def test_two_votes_count_where_two_people_are_invited() -> None:
    assert placed(Row("0"), (0, 0, 0, 0, 2), invited=2).category == "favoured"
    assert placed(Row("0"), (0, 0, 0, 0, 2), invited=3).category == "later"


def ballot(code: str, category: str | None, **votes: int | None) -> Ballot:
    """Return a ballot; ``A1=2`` is a vote of +2 on AAA-01."""
    given = tuple(Vote(practice=f"AAA-0{name[1:]}", value=value) for name, value in votes.items())
    return Ballot(
        file=f"{code}.xlsx",
        digest=code,
        meta="petit-meta",
        version="1.0.0",
        code=code,
        actor_category=category,
        votes=given,
    )


def held(*ballots: Ballot, counts: tuple[DotCount, ...] = (), invited: int | None = None) -> Workshop:
    return count_votes(
        assessment(Row("0"), Row("0"), Row("0"), Row("0")),
        Sorted(ballots, counts, ()),
        POLICY,
        invited=invited,
        categories=("management", "people", "support"),
        ledger=LedgerCount.of(()),
    )


def test_votes_are_counted_by_practice_and_choice_on_the_practices_put_to_the_vote() -> None:
    found = held(ballot("A", None, A1=2, A3=-1), ballot("B", None, A1=2, A3=None), ballot("C", None, A1=-2, A3=0))
    assert [(item.practice, item.counts) for item in found.practices] == [
        ("AAA-01", (1, 0, 0, 0, 2)),
        ("AAA-03", (0, 1, 1, 0, 0)),
    ]
    assert (found.ballots, found.invited, found.quorum) == (3, 3, 3)


def test_people_invited_are_those_said_or_those_who_took_part() -> None:
    dots = DotCount(
        file="d",
        digest="d",
        meta="m",
        version="1.0.0",
        votes=(PracticeVotes(practice="AAA-01", counts=(0, 0, 4, 0, 1)),),
    )
    assert held(ballot("A", None, A1=2)).invited == 1
    assert held(ballot("A", None, A1=2), counts=(dots,)).invited == 6
    assert held(ballot("A", None, A1=2), counts=(dots.model_copy(update={"invited": 9}),)).invited == 10
    assert held(ballot("A", None, A1=2), invited=40).invited == 40


def test_what_stands_out_is_ranked_by_the_mean_then_by_agreement() -> None:
    found = held(
        ballot("A", None, A1=1, A2=2, A3=-2, A4=2),
        ballot("B", None, A1=1, A2=1, A3=-2, A4=-2),
        ballot("C", None, A1=1, A2=0, A3=-2, A4=-1),
    )
    assert found.favoured == ("AAA-01", "AAA-02")  # both at +1.0, the first unanimous
    assert found.shunned == ("AAA-03", "AAA-04")
    assert found.divisive == ("AAA-04",)


def test_what_has_too_few_votes_stands_out_of_no_ranking() -> None:
    found = held(ballot("A", None, A1=2, A2=2), ballot("B", None, A1=2), ballot("C", None, A2=-2), invited=12)
    assert (found.favoured, found.shunned, found.divisive) == ((), (), ())


def test_no_category_is_shown_under_the_quorum() -> None:
    found = held(
        *(ballot(f"M{i}", "management", A1=2) for i in range(3)), *(ballot(f"P{i}", "people", A1=-2) for i in range(4))
    )
    assert [(item.category, item.practices[0].mean) for item in found.categories] == [("management", 2), ("people", -2)]
    fewer = held(*(ballot(f"M{i}", "management", A1=2) for i in range(2)))
    assert fewer.quorum == 2
    assert held(*(ballot(f"M{i}", "management", A1=2) for i in range(2)), invited=5).categories == ()


def test_the_votes_of_a_small_group_cannot_be_found_by_subtraction() -> None:
    # One person of the support: with the others shown, what is left of the whole would be that person's vote.
    people = [ballot(f"P{i}", "people", A1=1) for i in range(5)]
    managers = [ballot(f"M{i}", "management", A1=2) for i in range(3)]
    alone = ballot("S", "support", A1=-2)
    assert [item.category for item in held(*people, *managers, alone).categories] == ["people"]
    assert held(*people, alone).categories == ()
    others = [ballot(f"S{i}", "support", A1=-2) for i in range(3)]
    assert len(held(*people, *managers, *others).categories) == 3


def test_remarks_stand_without_a_name_in_the_order_of_the_practices() -> None:
    def said(code: str, practice: str, text: str) -> Ballot:
        return ballot(code, None).model_copy(update={"votes": (Vote(practice=practice, value=1, remark=text),)})

    found = held(
        said("A", "AAA-02", "oui"), said("B", "AAA-01", "zut"), said("C", "AAA-01", "bof"), said("D", "AAA-01", "bof")
    )
    assert [(item.practice, item.text) for item in found.remarks] == [
        ("AAA-01", "bof"),
        ("AAA-01", "bof"),
        ("AAA-01", "zut"),
        ("AAA-02", "oui"),
    ]
