"""Scores, their bounds and the word of maturity, by hand (DESIGN §4)."""

from dataclasses import replace

import pytest

from tests.builders import Row, results
from xlaudit.model.meta import RulesOut
from xlaudit.model.policy import Policy, Weights
from xlaudit.model.results import Results

ESSENTIAL, RECOMMENDED, FURTHER = (
    Row(importance="essential"),
    Row(importance="recommended"),
    Row(importance="further"),
)


def figures(found: Results) -> tuple[float | None, ...]:
    return found.score, found.floor, found.ceiling, found.known, found.completion


def quarters(gained: int, count: int, domain: str = "AAA") -> list[Row]:
    """Return rows of weight 1 whose values add up to a number of quarters."""
    whole, rest = divmod(gained, 4)
    levels = ["4"] * whole + ([str(rest)] if rest else [])
    return [Row(level, domain=domain) for level in levels + ["0"] * (count - len(levels))]


def close(*expected: float | None) -> tuple[object, ...]:
    return tuple(None if x is None else pytest.approx(x, abs=1e-9) for x in expected)


CASES = {
    # (1.5·1 + 1.25·½ + 1·0) / 3.75 = 2.125 / 3.75
    "weights of the RGESN": (
        [replace(ESSENTIAL, level="4"), replace(RECOMMENDED, level="2"), replace(FURTHER, level="0")],
        (212.5 / 3.75, 212.5 / 3.75, 212.5 / 3.75, 1, 1),
    ),
    # Every level once, weight 1: (0 + ¼ + ½ + ¾ + 1) / 5
    "values of the levels": ([Row(level) for level in "01234"], (50, 50, 50, 1, 1)),
    # Known: 1.5·1 of 1.5; open 1.25; all 2.75. A blank row is not answered.
    "a blank practice counts in neither side of the score": (
        [replace(ESSENTIAL, level="4"), RECOMMENDED],
        (100, 150 / 2.75, 100, 1.5 / 2.75, 1 / 2),
    ),
    # As above with DK in place of blank: open too, yet answered.
    "don't know is open and answered": (
        [replace(ESSENTIAL, level="4"), replace(RECOMMENDED, level="DK")],
        (100, 150 / 2.75, 100, 1.5 / 2.75, 1),
    ),
    # NA leaves both sides: only 1·¼ of 1 remains.
    "not applicable leaves the calculation": (
        [replace(ESSENTIAL, level="NA"), Row("1")],
        (25, 25, 25, 1, 1),
    ),
    # NA where it is never allowed: open, so floor 1·½/2.5, ceiling (½ + 1.5)/2.5, known 1/2.5.
    "not applicable where never allowed is open": (
        [replace(ESSENTIAL, level="NA", not_applicable="never"), Row("2")],
        (50, 20, 80, 0.4, 1),
    ),
    "nothing answered": ([ESSENTIAL, FURTHER], (None, 0, 100, 0, 0)),
    "nothing applicable": ([Row("NA"), Row("NA")], (None, None, None, None, 1)),
    "only don't know": ([Row("DK")], (None, 0, 100, 0, 1)),
    # Four rows of weight 1: ¾ known, one open: floor .75/2, ceiling 1.75/2; completion 3 of 4.
    "all kinds together": (
        [Row("3"), Row("NA"), Row("DK"), Row(None, importance="further")],
        (75, 25, 275 / 3, 1 / 3, 3 / 4),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_scores_bounds_known_and_completion_are_those_computed_by_hand(case: str) -> None:
    rows, expected = CASES[case]
    assert figures(results(*rows)) == close(*expected)


def test_the_profile_rules_out_by_practice_topic_or_domain() -> None:
    rows = [Row("4"), Row(None), Row(None, topics=("ai",)), Row(None, domain="BBB"), Row("0", domain="CCC")]
    out = RulesOut(practices=("AAA-02",), topics=("ai",), domains=("BBB",))
    # AAA-01 at 1 and CCC-01 at 0 remain; the three others are not applicable and count as answered.
    assert figures(results(*rows, rules_out=out)) == close(50, 50, 50, 1, 1)


@pytest.mark.parametrize(("level", "expected"), [("3", (75, 75, 75, 1, 1)), ("DK", (None, 0, 100, 0, 1))])
def test_an_answer_typed_on_the_row_wins_over_the_profile(level: str, expected: tuple[float | None, ...]) -> None:
    found = results(Row(level, topics=("ai",)), rules_out=RulesOut(topics=("ai",)))
    assert figures(found) == close(*expected)


def test_the_weights_are_those_of_the_policy() -> None:
    policy = Policy(weights=Weights(essential=3.0, recommended=2.0, further=1.0))
    rows = [replace(ESSENTIAL, level="4"), replace(RECOMMENDED, level="0"), replace(FURTHER, level="0")]
    assert results(*rows, policy=policy).score == pytest.approx(50)  # 3 / 6


def test_a_domain_has_the_figures_of_its_own_practices() -> None:
    found = results(Row("4"), Row(None), Row("NA"), Row("1", domain="BBB"))
    first, second = found.domains
    assert (first.id, first.applicable, second.id, second.applicable) == ("AAA", 2, "BBB", 1)
    assert (first.score, first.floor, first.ceiling, first.known) == close(100, 50, 100, 0.5)
    assert first.completion == pytest.approx(2 / 3)
    assert (second.score, second.floor, second.ceiling, second.known) == close(25, 25, 25, 1)


# Quarters gained among rows of weight 1: the score is 100·gained / (4·count).
@pytest.mark.parametrize(
    ("gained", "count", "word"),
    [
        (0, 5, "initial"),
        (46, 59, "initial"),  # 19.49
        (39, 50, "emerging"),  # 19.5
        (4, 5, "emerging"),  # 20
        (90, 57, "emerging"),  # 39.47
        (79, 50, "moderate"),  # 39.5
        (88, 37, "moderate"),  # 59.46
        (119, 50, "good"),  # 59.5
        (124, 39, "good"),  # 79.49
        (159, 50, "advanced"),  # 79.5
        (20, 5, "advanced"),
    ],
)
def test_maturity_is_that_of_the_score_rounded_half_up(gained: int, count: int, word: str) -> None:
    maturity = results(*quarters(gained, count)).maturity
    assert (maturity.id, maturity.low, maturity.high, maturity.capped) == (word, word, word, False)


# Twenty rows at 4 and one essential practice: 100·(20 + 1.5·v) / 21.5 ≥ 93, advanced if nothing held it back.
@pytest.mark.parametrize(
    ("essential", "word", "capped"),
    [
        ("0", "emerging", True),  # 0: initial, one step above
        ("1", "moderate", True),  # 25: emerging
        ("2", "good", True),  # 50: moderate
        ("3", "advanced", False),  # 75: good, one step above is advanced
        ("4", "advanced", False),
        ("DK", "advanced", False),  # no cap where no essential practice is known
        ("NA", "advanced", False),
    ],
)
def test_maturity_stands_at_most_one_step_above_the_essential_practices(
    essential: str, word: str, capped: bool
) -> None:
    maturity = results(replace(ESSENTIAL, level=essential), *[Row("4")] * 20).maturity
    assert (maturity.id, maturity.capped) == (word, capped)


def test_the_cap_bounds_the_words_of_the_interval_too() -> None:
    # Known: 1.5 at 0 and 20 at 1; open: 10. Floor 2000/31.5 = 63 (good), ceiling 3000/31.5 = 95 (advanced).
    maturity = results(replace(ESSENTIAL, level="0"), *[Row("4")] * 20, *[Row()] * 10).maturity
    assert (maturity.low, maturity.id, maturity.high) == ("emerging", "emerging", "emerging")
    assert (maturity.label, maturity.capped) == ("émergente", True)


def test_a_low_score_is_not_raised_by_good_essential_practices() -> None:
    # (1.5·1 + 0) / (1.5 + 20) = 7 %
    assert results(replace(ESSENTIAL, level="4"), *[Row("0")] * 20).maturity.id == "initial"


@pytest.mark.parametrize(
    ("known", "open_", "said"),
    [
        (1, 1, True),  # exactly half of the weight
        (1, 2, False),
        (50, 51, False),  # 0.495
    ],
)
def test_maturity_is_said_only_from_half_of_the_weight(known: int, open_: int, said: bool) -> None:
    maturity = results(*[Row("2")] * known, *[Row("DK")] * open_).maturity
    assert (maturity.id is not None) == said
    assert (maturity.label is not None) == said
    assert said or maturity.model_dump(exclude_defaults=True) == {}


def test_the_half_is_of_the_weight_and_not_of_the_rows() -> None:
    # One row of two is known, but 1.25 / (1.25 + 1.5) = 0.45 of the weight.
    assert results(replace(RECOMMENDED, level="4"), ESSENTIAL).maturity.id is None


# Rows at 2 (½) and open rows, all of weight 1.
@pytest.mark.parametrize(
    ("known", "open_", "low", "high", "label"),
    [
        (3, 1, "emerging", "good", "entre émergente et bonne"),  # floor 37.5, ceiling 62.5: two steps
        (4, 1, "moderate", "good", "modérée"),  # floor 40, ceiling 60: one step
        (1, 1, "emerging", "good", "entre émergente et bonne"),  # floor 25, ceiling 75
        (9, 1, "moderate", "moderate", "modérée"),  # floor 45, ceiling 55
    ],
)
def test_bounds_more_than_one_step_apart_are_said_as_an_interval(
    known: int, open_: int, low: str, high: str, label: str
) -> None:
    maturity = results(*[Row("2")] * known, *[Row()] * open_).maturity
    assert (maturity.low, maturity.high, maturity.label) == (low, high, label)
    assert maturity.id == "moderate"


def test_maturity_is_said_in_the_language_asked_for() -> None:
    assert results(*[Row("2")] * 3, Row(), lang="en").maturity.label == "between emerging and good"


def domains(*shares: tuple[int, int]) -> list[Row]:
    """Return one domain per (quarters gained, rows)."""
    return [
        row for name, (gained, count) in zip("ABCD", shares, strict=False) for row in quarters(gained, count, name * 3)
    ]


@pytest.mark.parametrize(
    ("shares", "contrasted"),
    [
        # 30, 30, 70, 70 with equal weights: mean 50, deviation exactly 20
        (((6, 5), (6, 5), (14, 5), (14, 5)), True),
        # 30 on ten rows, 70 and 70 on five: mean 50, weighted deviation exactly 20 (18.9 if unweighted)
        (((12, 10), (14, 5), (14, 5)), True),
        # 32.5 in place of 30: weighted deviation 18.75
        (((13, 10), (14, 5), (14, 5)), False),
        # 30 on five rows, 70 on five and on five: deviation 18.9
        (((6, 5), (14, 5), (14, 5)), False),
        # two domains, however far apart
        (((0, 10), (40, 10)), False),
        # a third domain of four answers only: two domains count
        (((0, 10), (40, 10), (16, 4)), False),
        # the same with a fifth answer: 0, 100 and 100
        (((0, 10), (40, 10), (20, 5)), True),
        (((10, 5), (10, 5), (10, 5)), False),
    ],
)
def test_levels_are_contrasted_from_a_weighted_deviation_of_twenty(
    shares: tuple[tuple[int, int], ...], contrasted: bool
) -> None:
    assert results(*domains(*shares)).maturity.contrasted == contrasted


def test_open_answers_do_not_make_a_domain_count_as_contrasted() -> None:
    # Five rows in the third domain, of which one is DK: four known answers.
    rows = [*domains((0, 10), (40, 10)), *quarters(16, 4, "CCC"), Row("DK", domain="CCC")]
    assert results(*rows).maturity.contrasted is False


def test_contrast_is_not_said_where_maturity_is_not() -> None:
    rows = [*domains((0, 10), (40, 10), (20, 5)), *[Row(domain="DDD")] * 26]  # 25 known of 51
    assert results(*rows).maturity.contrasted is False
