"""What the practices say of each criterion: every status by hand, and counts that add up."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import MINI, Row, assessment, bundle, meta, results, source
from tests.test_properties import rows
from xlaudit.api import criteria
from xlaudit.model.criteria import STATUSES, SeenStatus, SourceCriteria
from xlaudit.model.meta import Relation


def seen(*made: Row, never: tuple[str, ...] = (), keep: int | None = None) -> SourceCriteria:
    """Return what some rows say of the small source; ``keep`` asks only the first ones."""
    answers = assessment(*made)
    answers = answers.model_copy(update={"answers": answers.answers[:keep]})
    whole = bundle(meta(*made), source((1.0, 1.0, 1.0), never))
    (found,) = criteria(answers, bundle=whole)
    return found


def status(found: SourceCriteria, number: str = "1.1") -> SeenStatus:
    return next(item.status for item in found.criteria if item.criterion == number)


Links = tuple[tuple[str, Relation], ...]
EQUAL: Links = (("1.1", "equal"),)
PART: Links = (("1.1", "subset"),)
NEAR: Links = (("1.1", "intersects"),)
CASES: dict[str, tuple[tuple[Row, ...], SeenStatus]] = {
    "in place": ((Row("4", links=EQUAL),), "met"),
    "mostly in place": ((Row("3", links=EQUAL),), "open"),
    "absent": ((Row("0", links=EQUAL),), "not_met"),
    "unanswered": ((Row(None, links=EQUAL),), "open"),
    "not applicable": ((Row("NA", links=EQUAL),), "not_applicable"),
    "two parts in place": ((Row("4", links=PART), Row("4", links=PART)), "met"),
    "one part in place": ((Row("4", links=PART), Row("2", links=PART)), "open"),
    "one part absent": ((Row("4", links=PART), Row("0", links=PART)), "not_met"),
    "a part beside the whole decides nothing": ((Row("4", links=EQUAL), Row("0", links=PART)), "met"),
    "related only, in place": ((Row("4", links=NEAR),), "to_check"),
    "related only, absent": ((Row("0", links=NEAR),), "to_check"),
    "related beside the whole decides nothing": ((Row("4", links=EQUAL), Row("0", links=NEAR)), "met"),
    "no practice": ((Row("4"),), "left_out"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_criterion_is_what_its_practices_make_of_it(case: str) -> None:
    made, expected = CASES[case]
    assert status(seen(*made)) == expected


def test_a_criterion_that_must_apply_stays_open_when_its_practice_does_not() -> None:
    assert status(seen(Row("NA", links=EQUAL), never=("1.1",))) == "open"


@pytest.mark.parametrize("links", [PART, NEAR])
def test_what_a_targeted_questionnaire_does_not_ask_is_said_so(links: Links) -> None:
    assert status(seen(Row("4"), Row("4", links=links), keep=1)) == "not_asked"


def test_a_criterion_decided_in_part_by_what_is_not_asked_is_not_decided() -> None:
    assert status(seen(Row("4", links=PART), Row("4", links=PART), keep=1)) == "not_asked"


def test_a_criterion_names_the_practices_that_decide_it_or_else_those_related() -> None:
    found = seen(
        Row("4", links=(("1.1", "equal"), ("1.2", "intersects"))),
        Row("4", links=(("1.1", "intersects"), ("1.2", "intersects"))),
    )
    assert [item.practices for item in found.criteria] == [("AAA-01",), ("AAA-01", "AAA-02"), ()]
    assert [item.title for item in found.criteria] == ["Critère 1", "Critère 2", "Critère 3"]


@given(rows, st.integers(1, 25))
@settings(max_examples=100, deadline=None)
def test_the_counts_add_up_and_agree_with_the_estimate(made: list[Row], keep: int) -> None:
    found = seen(*made, never=("1.1",), keep=keep)
    counted = Counter(item.status for item in found.criteria)
    assert found.id == MINI
    assert {name: getattr(found.counts, name) for name in STATUSES} == {name: counted[name] for name in STATUSES}
    assert sum(counted.values()) == 3
    if keep >= len(made):
        (estimated,) = results(*made, never=("1.1",)).sources
        applicable = counted["met"] + counted["not_met"] + counted["open"]
        if estimated.estimate is None:
            assert applicable == 0
        else:
            # all three criteria weigh the same
            assert estimated.estimate.low == pytest.approx(100 * counted["met"] / applicable)
            assert estimated.estimate.high == pytest.approx(100 * (applicable - counted["not_met"]) / applicable)
            decided = applicable + counted["not_applicable"]
            assert estimated.estimate.coverage == pytest.approx(decided / 3)
