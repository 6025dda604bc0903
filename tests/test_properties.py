"""What must hold of every filling: bounds hold the score, answers narrow them, order changes nothing."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import Row, assessment, bundle, meta, phrases, results
from xlaudit.model.referential import Importance
from xlaudit.model.results import MATURITIES, Results
from xlaudit.rules.assess import compute_results

TINY = 1e-9
IMPORTANCES: tuple[Importance, ...] = ("essential", "recommended", "further")
LEVELS = ("0", "1", "2", "3", "4", "NA", "DK", None)
RELATIONS = ("equal", "subset", "superset", "intersects")

rows: st.SearchStrategy[list[Row]] = st.lists(
    st.builds(
        Row,
        level=st.sampled_from(LEVELS),
        importance=st.sampled_from(IMPORTANCES),
        domain=st.sampled_from(("AAA", "BBB", "CCC")),
        support=st.sampled_from((None, -2, -1, 0, 1, 2)),
        impact=st.tuples(st.integers(0, 3), st.integers(0, 3)),
        effort=st.integers(1, 3),
        not_applicable=st.sampled_from(("allowed", "never")),
        obligation=st.sampled_from((None, "all", "state")),
        links=st.lists(
            st.tuples(st.sampled_from(("1.1", "1.2", "1.3")), st.sampled_from(RELATIONS)),
            max_size=3,
            unique_by=lambda link: link[0],
        ).map(tuple),
    ),
    min_size=1,
    max_size=25,
)
many = settings(max_examples=100, deadline=None)


def weighted(*made: Row) -> Results:
    return results(*made, weights=(1.5, 1.25, 1.0), never=("1.1",))


def sets_of(found: Results) -> list[Any]:
    """Return the whole and each domain."""
    return [found, *found.domains]


@given(rows)
@many
def test_the_score_stands_between_its_floor_and_its_ceiling(made: list[Row]) -> None:
    for scores in sets_of(weighted(*made)):
        if scores.floor is None:
            assert (scores.score, scores.ceiling, scores.known) == (None, None, None)
            continue
        assert 0 <= scores.floor <= scores.ceiling + TINY <= 100 + 2 * TINY
        assert 0 <= scores.known <= 1 + TINY
        assert 0 <= scores.completion <= 1
        if scores.score is not None:
            assert scores.floor - TINY <= scores.score <= scores.ceiling + TINY


@given(rows, st.data())
@many
def test_a_better_answer_never_lowers_score_floor_ceiling_or_maturity(made: list[Row], data: st.DataObject) -> None:
    answered = [i for i, row in enumerate(made) if row.level in ("0", "1", "2", "3")]
    if not answered:
        return
    i = data.draw(st.sampled_from(answered))
    level = data.draw(st.sampled_from([x for x in "1234" if x > str(made[i].level)]))
    better = [*made[:i], replace(made[i], level=level), *made[i + 1 :]]
    before, after = weighted(*made), weighted(*better)
    for old, new in zip(sets_of(before), sets_of(after), strict=True):
        if old.score is not None:
            assert new.score >= old.score - TINY
            assert new.floor >= old.floor - TINY
            assert new.ceiling >= old.ceiling - TINY
        assert new.known == pytest.approx(old.known)
    if before.maturity.id is not None:
        assert after.maturity.id is not None
        assert MATURITIES.index(after.maturity.id) >= MATURITIES.index(before.maturity.id)
    for was, now in zip(before.sources, after.sources, strict=True):
        if was.estimate is not None and now.estimate is not None:
            assert now.estimate.low >= was.estimate.low - TINY
            assert now.estimate.high >= was.estimate.high - TINY


@given(rows, st.data())
@many
def test_answering_an_open_question_narrows_the_interval(made: list[Row], data: st.DataObject) -> None:
    open_ones = [i for i, row in enumerate(made) if row.level in (None, "DK")]
    if not open_ones:
        return
    i = data.draw(st.sampled_from(open_ones))
    answered = [*made[:i], replace(made[i], level=data.draw(st.sampled_from("01234"))), *made[i + 1 :]]
    before, after = weighted(*made), weighted(*answered)
    assert before.floor is not None
    assert before.ceiling is not None
    assert after.floor is not None
    assert after.ceiling is not None
    assert after.floor >= before.floor - TINY
    assert after.ceiling <= before.ceiling + TINY
    assert (after.ceiling - after.floor) < (before.ceiling - before.floor)
    for was, now in zip(before.sources, after.sources, strict=True):
        if was.estimate is not None and now.estimate is not None:
            assert now.estimate.low >= was.estimate.low - TINY
            assert now.estimate.high <= was.estimate.high + TINY


@given(rows)
@many
def test_an_estimate_is_an_interval_inside_0_and_100(made: list[Row]) -> None:
    for item in weighted(*made).sources:
        if item.estimate is not None:
            assert 0 <= item.estimate.low <= item.estimate.high + TINY <= 100 + 2 * TINY
            assert 0 < item.estimate.coverage <= 1


@given(rows)
@many
def test_words_of_the_interval_stand_in_order_around_the_word(made: list[Row]) -> None:
    maturity = weighted(*made).maturity
    if maturity.id is None:
        assert (maturity.low, maturity.high, maturity.label) == (None, None, None)
    else:
        low, word, high = (MATURITIES.index(x) for x in (maturity.low, maturity.id, maturity.high) if x)
        assert low <= word <= high


@given(rows, st.randoms(use_true_random=False))
@many
def test_the_order_of_the_answers_changes_nothing(made: list[Row], chance: Any) -> None:
    whole = bundle(meta(*made))
    filled = assessment(*made)
    mixed = list(filled.answers)
    chance.shuffle(mixed)
    before = compute_results(whole, filled, phrases(), "fr")
    after = compute_results(whole, filled.model_copy(update={"answers": tuple(mixed)}), phrases(), "fr")
    for old, new in zip(sets_of(before), sets_of(after), strict=True):
        for name in ("score", "floor", "ceiling", "known", "completion"):
            assert getattr(new, name) == pytest.approx(getattr(old, name), abs=TINY)
    assert after.maturity == before.maturity
    assert {(x.practice, x.category, x.rank) for x in after.priorities} == {
        (x.practice, x.category, x.rank) for x in before.priorities
    }
