"""The action plan: what is planned, by when, up to which level, and the score it would bring, by hand (DESIGN §5)."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import Row, assessment, bundle, meta, phrases
from tests.mission import filled, mission, outcome
from tests.test_properties import rows
from xlaudit.model.errors import ResourceNotFoundError, XlauditError
from xlaudit.model.plan import ActionPlan, Horizon
from xlaudit.model.policy import Policy
from xlaudit.rules.assess import compute_results
from xlaudit.rules.plan import make_plan

WEIGHTS = {"essential": Fraction(3, 2), "recommended": Fraction(5, 4), "further": Fraction(1)}


def plan_of(*made: Row, policy: Policy | None = None, targets: dict[str, float] | None = None) -> ActionPlan:
    whole, answers = bundle(meta(*made, policy=policy)), assessment(*made)
    found = compute_results(whole, answers, phrases(), "fr", targets or {})
    return make_plan(whole, answers, found)


HORIZONS: dict[str, tuple[Row, Horizon | None]] = {
    "a duty, whatever its effort": (Row("0", obligation="all", effort=3), "now"),
    "a quick win": (Row("0", "essential", effort=1), "now"),
    "a quick win already begun": (Row("2", impact=(2, 0), effort=1), "now"),
    "months of effort": (Row("0", "essential", effort=3), "later"),
    "a practice for later": (Row("0"), "later"),
    "a practice for later of little effort": (Row("0", effort=1), "later"),
    "weeks of effort": (Row("0", "essential", effort=2), "year"),
    "a wanted practice": (Row("0", support=2, effort=2), "year"),
    "a wanted practice that takes months": (Row("0", support=2, effort=3), "later"),
    "to strengthen": (Row("2"), "year"),
    "a practice already in place": (Row("3"), None),
    "a duty already met": (Row("4", obligation="all"), None),
    "a practice that the team shuns": (Row("0", "essential", support=-2, effort=1), None),
    "an unknown practice": (Row(None, "essential", effort=1), None),
    "don't know": (Row("DK", obligation="all"), None),
    "not applicable": (Row("NA", "essential"), None),
}


@pytest.mark.parametrize("case", HORIZONS)
def test_what_is_planned_and_by_when(case: str) -> None:
    row, horizon = HORIZONS[case]
    assert [action.horizon for action in plan_of(row).actions] == ([] if horizon is None else [horizon])


@pytest.mark.parametrize(
    ("row", "policy", "target"),
    [
        (Row("0", "essential"), None, "4"),
        (Row("0", obligation="all"), None, "4"),
        (Row("0", impact=(3, 3)), None, "3"),
        (Row("2"), None, "3"),
        (Row("0"), Policy(target=0.5), "2"),
        (Row("0"), Policy(target=0.6), "3"),
        (Row("0"), Policy(target=0.1), "1"),
        (Row("0", "essential"), Policy(target_when_strong=0.75), "3"),
    ],
)
def test_the_level_aimed_at_is_the_lowest_that_makes_the_practice_acquired(
    row: Row, policy: Policy | None, target: str
) -> None:
    (action,) = plan_of(row, policy=policy).actions
    assert (action.level, action.target) == (row.level, target)


def test_actions_come_by_horizon_then_category_in_the_order_of_reports_then_rank() -> None:
    planned = plan_of(
        Row("0"),  # AAA-01 later
        Row("0", "essential", effort=1),  # AAA-02 introduce, quick win, index 1.5·1/2 = 0.75
        Row("2", "essential", effort=1),  # AAA-03 strengthen, quick win
        Row("0", "essential", effort=1, impact=(1, 0)),  # AAA-04 introduce, quick win, index 1.5
        Row("0", support=2),  # AAA-05 favoured
        Row("0", "essential"),  # AAA-06 introduce
    )
    assert [(action.practice, action.horizon) for action in planned.actions] == [
        ("AAA-03", "now"),
        ("AAA-04", "now"),
        ("AAA-02", "now"),
        ("AAA-06", "year"),
        ("AAA-05", "year"),
        ("AAA-01", "later"),
    ]
    assert [action.practice for action in planned.within("year")] == ["AAA-06", "AAA-05"]


def test_the_projected_score_counts_each_action_at_its_target_and_leaves_the_rest_as_it_is() -> None:
    rows = (
        Row("0", "essential", effort=1),  # 1.5: 0 → 1, now
        Row("2", "recommended"),  # 1.25: ½ → ¾, this year
        Row("1", "further", domain="BBB"),  # 1: ¼ → ¾, second phase
        Row("0", "essential", domain="BBB", support=-2),  # 1.5: shunned, stays at 0
        Row("4", "further", domain="BBB"),  # 1: in place
        Row(None, "essential", domain="CCC"),  # open: outside the score
    )
    planned = plan_of(*rows)
    whole = Fraction(25, 4)
    today = Fraction(5, 8) + Fraction(1, 4) + 1
    first = today + Fraction(3, 2)
    second = first + Fraction(5, 16)
    third = second + Fraction(1, 2)
    assert planned.score == pytest.approx(float(100 * today / whole))
    assert [action.projected for action in planned.actions] == pytest.approx(
        [float(100 * gained / whole) for gained in (first, second, third)]
    )
    assert planned.projected == planned.actions[-1].projected
    projected = {domain.id: domain.projected for domain in planned.domains}
    assert projected["AAA"] == pytest.approx(float(100 * (Fraction(3, 2) + Fraction(15, 16)) / Fraction(11, 4)))
    assert projected["BBB"] == pytest.approx(float(100 * Fraction(7, 4) / Fraction(7, 2)))
    assert projected["CCC"] is None


def test_the_score_after_the_first_actions_is_read_from_the_plan() -> None:
    planned = plan_of(Row("0", "essential"), Row("0", "essential"), Row("0", "essential"), Row("4", "essential"))
    assert [planned.after(count) for count in (-1, 0, 1, 2, 3, 9)] == [25, 25, 50, 75, 100, 100]


def test_nothing_known_or_nothing_to_do_projects_nothing_more() -> None:
    empty = plan_of(Row(None))
    assert (empty.actions, empty.score, empty.projected, empty.after(3)) == ((), None, None, None)
    full = plan_of(Row("4"))
    assert (full.actions, full.score, full.projected) == ((), 100, 100)


def test_a_domain_has_a_gap_to_its_target_and_none_once_it_is_reached() -> None:
    answers = filled({"STRAT": "00000", "SPEC": "44444", "HOST": "–––––", "CONT": "22222"})
    found = outcome(answers, {"STRAT": 60.0, "SPEC": 80.0, "HOST": 50.0})
    assert [domain.target for domain in found.domains] == [60.0, 80.0, 50.0, None]
    planned = make_plan(mission(), answers, found)
    assert [(gap.id, gap.target, gap.gap) for gap in planned.domains] == [
        ("STRAT", 60.0, 60.0),
        ("SPEC", 80.0, 0.0),
        ("HOST", 50.0, None),
        ("CONT", None, None),
    ]


def test_targets_given_to_the_plan_win_over_those_of_the_results() -> None:
    answers = filled({"STRAT": "22222"})
    planned = make_plan(mission(), answers, outcome(answers, {"STRAT": 60.0}), {"STRAT": 70.0})
    assert [(gap.target, gap.gap) for gap in planned.domains] == [(70.0, 20.0)]


def test_a_target_for_an_unknown_domain_names_those_that_are_near() -> None:
    with pytest.raises(ResourceNotFoundError, match="no domain in petite-mission named 'HOTS'; did you mean HOST"):
        outcome(filled({"STRAT": "22222"}), {"HOTS": 60.0})


@pytest.mark.parametrize("target", [-0.5, 100.5, float("nan"), float("inf")])
def test_a_target_that_is_no_score_is_refused(target: float) -> None:
    with pytest.raises(XlauditError, match="write a score from 0 to 100"):
        outcome(filled({"STRAT": "22222"}), {"STRAT": target})


@given(rows)
@settings(max_examples=100, deadline=None)
def test_each_action_of_any_plan_brings_the_score_up_to_what_the_formula_gives(made: list[Row]) -> None:
    planned = plan_of(*made)
    if planned.score is None:
        assert planned.actions == ()
        return
    scores = [planned.score, *(action.projected for action in planned.actions)]
    assert all(after > before for before, after in pairwise(scores))
    # the score again, from nothing but levels and weights
    values = {str(i): Fraction(i, 4) for i in range(5)}
    reached = {action.practice: action.target for action in planned.actions}
    answers = assessment(*made).answers
    importance = {practice.id: practice.importance for practice in meta(*made).practices}
    known = [(answer.practice, answer.level) for answer in answers if answer.level in values]
    whole = sum(WEIGHTS[importance[name]] for name, _ in known)
    gained = sum(WEIGHTS[importance[name]] * values[reached.get(name, level or "")] for name, level in known)
    assert planned.projected == pytest.approx(float(100 * gained / whole))


@given(rows, st.sampled_from(("shunned", "acquired", "unknown", "not_applicable")))
@settings(max_examples=50, deadline=None)
def test_nobody_is_asked_to_do_what_is_shunned_done_unknown_or_out_of_scope(made: list[Row], category: str) -> None:
    found = compute_results(bundle(meta(*made)), assessment(*made), phrases(), "fr")
    named = {action.practice for action in make_plan(bundle(meta(*made)), assessment(*made), found).actions}
    assert not named & {item.practice for item in found.priorities if item.category == category}
