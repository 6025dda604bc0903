"""The categories of priority at each threshold, their flags, ranks and reasons, by hand (DESIGN §5)."""

import pytest

from tests.builders import Row, placed, results
from xlaudit.model.base import Lang
from xlaudit.model.meta import RulesOut
from xlaudit.model.policy import Policy
from xlaudit.model.results import Category, Flag

CATEGORIES: dict[str, tuple[Row, Category]] = {
    # rule 1: v ≥ target, which is 1 when essential or obligatory, else ¾
    "light at ¾ is acquired": (Row("3"), "acquired"),
    "light at ½ is not": (Row("2"), "strengthen"),
    "recommended at ¾ is acquired": (Row("3", "recommended"), "acquired"),
    "essential at ¾ is not": (Row("3", "essential"), "strengthen"),
    "essential at 1 is acquired": (Row("4", "essential"), "acquired"),
    "obligatory at ¾ is not": (Row("3", obligation="all"), "strengthen"),
    "obligatory at 1 is acquired": (Row("4", obligation="all"), "acquired"),
    "of major impact at ¾ is acquired all the same": (Row("3", impact=(3, 3)), "acquired"),
    "acquired whatever the team thinks of it": (Row("4", support=-2), "acquired"),
    # rule 2: strongly against, not obligatory, v ≤ ¼
    "strongly against at 0 is shunned": (Row("0", support=-2), "shunned"),
    "strongly against at ¼ is shunned": (Row("1", support=-2), "shunned"),
    "even when essential": (Row("0", "essential", support=-2), "shunned"),
    "strongly against at ½ is not": (Row("2", support=-2), "strengthen"),
    "against is not strongly against": (Row("0", "essential", support=-1), "introduce"),
    "an obligation is never shunned": (Row("0", support=-2, obligation="all"), "introduce"),
    "an obligation begun is never shunned": (Row("1", support=-2, obligation="all"), "strengthen"),
    # rule 3: v > 0 and (strong, or v ≥ ½, or strongly for)
    "begun and light is for later": (Row("1"), "later"),
    "begun and essential": (Row("1", "essential"), "strengthen"),
    "begun and obligatory": (Row("1", obligation="all"), "strengthen"),
    "begun with a marked environmental impact": (Row("1", impact=(2, 0)), "strengthen"),
    "begun with a marked social impact": (Row("1", impact=(0, 2)), "strengthen"),
    "begun with low impacts": (Row("1", impact=(1, 1)), "later"),
    "begun and strongly wanted": (Row("1", support=2), "strengthen"),
    "begun and wanted": (Row("1", support=1), "later"),
    "half way and light": (Row("2"), "strengthen"),
    # rule 4: v = 0, strongly for
    "absent and strongly wanted": (Row("0", support=2), "favoured"),
    "absent, strong and strongly wanted": (Row("0", "essential", support=2), "favoured"),
    "absent, obligatory and strongly wanted": (Row("0", support=2, obligation="all"), "favoured"),
    # rule 5: v = 0, strong
    "absent and essential": (Row("0", "essential"), "introduce"),
    "absent and obligatory": (Row("0", obligation="all"), "introduce"),
    "absent with a marked impact": (Row("0", impact=(0, 2)), "introduce"),
    "absent with a major impact": (Row("0", impact=(3, 0)), "introduce"),
    # rule 6: otherwise
    "absent and light": (Row("0"), "later"),
    "absent and wanted": (Row("0", support=1), "later"),
    "absent and recommended with low impacts": (Row("0", "recommended", impact=(1, 1)), "later"),
    # without a level
    "blank": (Row(None, "essential"), "unknown"),
    "blank, whatever the team thinks of it": (Row(None, support=-2), "unknown"),
    "don't know": (Row("DK", "essential"), "unknown"),
    "not applicable": (Row("NA", "essential"), "not_applicable"),
    "not applicable where never allowed": (Row("NA", "essential", not_applicable="never"), "unknown"),
}


@pytest.mark.parametrize("case", CATEGORIES)
def test_a_practice_is_placed_by_the_first_rule_that_fits(case: str) -> None:
    row, category = CATEGORIES[case]
    assert placed(results(row)).category == category


def test_a_practice_ruled_out_by_the_profile_is_not_applicable() -> None:
    found = results(Row(topics=("ai",)), rules_out=RulesOut(topics=("ai",)))
    assert placed(found).category == "not_applicable"


@pytest.mark.parametrize(
    ("policy", "row", "category"),
    [
        (Policy(target=0.5), Row("2"), "acquired"),
        (Policy(target_when_strong=0.75), Row("3", "essential"), "acquired"),
        (Policy(strengthen_from=0.25), Row("1"), "strengthen"),
        (Policy(shunned_up_to=0.0), Row("1", support=-2), "later"),
        (Policy(strong_impact=1), Row("0", impact=(1, 0)), "introduce"),
        (Policy(strong_impact=3), Row("0", impact=(2, 2)), "later"),
    ],
)
def test_thresholds_are_those_of_the_policy(policy: Policy, row: Row, category: Category) -> None:
    assert placed(results(row, policy=policy)).category == category


FLAGS: dict[str, tuple[Row, tuple[Flag, ...]]] = {
    "quick win: effort 1, strong, to introduce": (Row("0", "essential", effort=1), ("quick_win",)),
    "quick win: effort 1, strong, to strengthen": (Row("2", "essential", effort=1), ("quick_win",)),
    "quick win: effort 1, strong, favoured": (Row("0", "essential", effort=1, support=2), ("quick_win",)),
    "quick win by its impact": (Row("0", effort=1, impact=(2, 0)), ("quick_win",)),
    "no quick win at effort 2": (Row("0", "essential", effort=2), ()),
    "no quick win when light": (Row("0", effort=1), ()),
    "no quick win once acquired": (Row("4", "essential", effort=1), ()),
    "no quick win when shunned": (Row("0", "essential", effort=1, support=-2), ()),
    "no quick win when unknown": (Row(None, "essential", effort=1), ()),
    "reluctant when for later": (Row("0", support=-1), ("reluctant",)),
    "reluctant when to introduce": (Row("0", "essential", support=-1), ("reluctant",)),
    "reluctant when to strengthen, even strongly": (Row("2", support=-2), ("reluctant",)),
    "not reluctant when neutral": (Row("0", support=0), ()),
    "not reluctant once acquired": (Row("4", support=-2), ()),
    "not reluctant when shunned": (Row("0", support=-2), ()),
    "not reluctant when unknown": (Row(None, support=-2), ()),
    "obligation, quick and reluctant": (
        Row("0", obligation="all", effort=1, support=-2),
        ("obligation", "quick_win", "reluctant"),
    ),
    "obligation once acquired": (Row("4", obligation="all"), ("obligation",)),
    "obligation not known": (Row(None, obligation="all"), ("obligation",)),
}


@pytest.mark.parametrize("case", FLAGS)
def test_flags_stand_beside_the_categories_they_belong_to(case: str) -> None:
    row, flags = FLAGS[case]
    assert placed(results(row)).flags == flags


@pytest.mark.parametrize(
    ("applies_to", "structure_type", "bound"),
    [
        ("all", None, True),
        ("all", "company", True),
        ("state", "state", True),
        ("state", "company", False),
        ("state", None, False),
    ],
)
def test_an_obligation_counts_for_the_structure_types_it_binds(
    applies_to: str, structure_type: str | None, bound: bool
) -> None:
    found = placed(results(Row("0", obligation=applies_to), structure_type=structure_type))
    assert ("obligation" in found.flags) == bound
    assert found.category == ("introduce" if bound else "later")


@pytest.mark.parametrize(
    ("row", "index"),
    [
        # w · (1 − v) · (environmental + social + 1) / (effort + 1)
        (Row("0", "essential", impact=(3, 2), effort=1), 4.5),  # 1.5·1·6/2
        (Row("1", "essential", impact=(3, 2), effort=3), 1.6875),  # 1.5·¾·6/4
        (Row("0", "recommended", impact=(1, 0), effort=2), 0.833333),  # 1.25·2/3, six decimals
        (Row("0", "further", impact=(1, 0), effort=2), 0.666667),  # 2/3
        (Row("4", "essential", impact=(3, 3), effort=1), 0.0),
        (Row(None, "essential", impact=(0, 0), effort=1), 0.75),  # unknown: as if v = 0
    ],
)
def test_the_index_weighs_what_is_missing_against_the_effort(row: Row, index: float) -> None:
    assert placed(results(row)).index == pytest.approx(index, abs=1e-12)


def order(*rows: Row, category: Category) -> list[str]:
    found = [item for item in results(*rows).priorities if item.category == category]
    assert sorted(item.rank for item in found) == list(range(1, len(found) + 1))
    return [item.practice for item in sorted(found, key=lambda item: item.rank)]


def test_obligations_come_first_then_the_index_then_the_highest_impact_then_the_order_of_the_practices() -> None:
    rows = (
        Row("0", "essential", impact=(1, 1)),  # AAA-01: 1.5·3/3 = 1.5, highest 1
        Row("0", "essential", impact=(2, 0)),  # AAA-02: 1.5, highest 2
        Row("0", "essential", impact=(0, 2)),  # AAA-03: 1.5, highest 2, after AAA-02
        Row("0", "essential", impact=(3, 3)),  # AAA-04: 1.5·7/3 = 3.5
        Row("0", obligation="all"),  # AAA-05: 1·1/3, an obligation
        Row("0", obligation="all", impact=(0, 1)),  # AAA-06: 1·2/3, an obligation
    )
    assert order(*rows, category="introduce") == ["AAA-06", "AAA-05", "AAA-04", "AAA-02", "AAA-03", "AAA-01"]


def test_indexes_equal_but_for_the_noise_of_floating_point_are_tied() -> None:
    # 1·¾·(1+1)/(2+1) = 0.5 and 1·½·(1+0+1)/(1+1) = 0.5: tied, so the highest impact and then the order decide.
    rows = (Row("2", impact=(1, 0), effort=1), Row("1", impact=(1, 0), effort=2, support=2))
    assert [placed(results(*rows), name).index for name in ("AAA-01", "AAA-02")] == [0.5, 0.5]
    assert order(*rows, category="strengthen") == ["AAA-01", "AAA-02"]


def test_open_questions_are_ranked_as_if_nothing_were_in_place() -> None:
    rows = (Row("DK", impact=(0, 0)), Row(None, "essential", impact=(3, 3)))
    assert order(*rows, category="unknown") == ["AAA-02", "AAA-01"]


def test_ranks_are_counted_in_each_category_and_every_practice_is_placed_once() -> None:
    rows = [row for row, _ in CATEGORIES.values()]
    found = results(*rows).priorities
    assert len({item.practice for item in found}) == len(found) == len(rows)
    for category in {item.category for item in found}:
        ranks = [item.rank for item in found if item.category == category]
        assert sorted(ranks) == list(range(1, len(ranks) + 1))


@pytest.mark.parametrize(
    ("lang", "impact", "words"),
    [
        ("fr", (3, 2), ["impact environnemental majeur", "impact social marqué"]),
        ("fr", (1, 0), ["impact environnemental faible"]),
        ("fr", (0, 3), ["impact social majeur"]),
        ("en", (3, 2), ["major environmental impact", "marked social impact"]),
        ("en", (0, 1), ["low social impact"]),
    ],
)
def test_a_reason_names_the_environmental_and_social_impact(
    lang: Lang, impact: tuple[int, int], words: list[str]
) -> None:
    reason = placed(results(Row("0", "essential", impact=impact), lang=lang)).reason
    assert [word for word in words if word not in reason] == []
    assert ("social" in reason) == (impact[1] > 0)
    assert ("environ" in reason) == (impact[0] > 0)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Row("0", obligation="all"), "Un texte l’impose."),
        (Row("0", "essential", effort=1), "Peu d’effort"),
        (Row("0", support=-1), "L’équipe est réticente"),
    ],
)
def test_a_reason_says_what_its_flags_mean(row: Row, words: str) -> None:
    assert words in placed(results(row)).reason


@pytest.mark.parametrize("case", CATEGORIES)
def test_every_placement_has_a_reason_without_a_hole(case: str) -> None:
    reason = placed(results(CATEGORIES[case][0])).reason
    assert len(reason.split()) >= 6
    assert "{" not in reason
    assert reason.endswith(".")
