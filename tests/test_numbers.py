"""Rounding agrees with a spreadsheet: compared with ROUND(ROUND(x,9),n) as an independent engine computes it."""

from decimal import ROUND_HALF_UP, Decimal

import ironcalc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlaudit.rules.numbers import round_half_up, settle

HALVES = [0.5, 1.5, 2.5, 59.5, 39.5, 19.5, 79.5, -0.5, -2.5, 62.5]
NEAR_HALVES = [39.499999, 39.4999995, 39.49999, 59.4999999999, 59.500000001, 19.499999999, 0.1 + 0.2, 100 / 3, 200 / 3]
WHOLE = [0.0, 1.0, 100.0, 99.99999999999, -1.0, 99.5]


def sheet_rounds(x: float, digits: int) -> float:
    """Round on a sheet of ironcalc."""
    model = ironcalc.create("rounding", "en", "UTC", "en")
    model.set_user_input(0, 1, 1, f"=ROUND(ROUND({x!r},9),{digits})")
    model.evaluate()
    return float(model.get_formatted_cell_value(0, 1, 1).replace(",", ""))


def decimal_rounds(x: float, digits: int) -> float:
    """Round in decimal arithmetic, half away from zero, twice, as the formula says."""
    nine = Decimal(repr(x)).quantize(Decimal("1e-9"), ROUND_HALF_UP)
    return float(nine.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


@pytest.mark.parametrize("x", [*HALVES, *NEAR_HALVES, *WHOLE])
@pytest.mark.parametrize("digits", [0, 1, 6])
def test_rounding_is_that_of_a_spreadsheet(x: float, digits: int) -> None:
    assert round_half_up(x, digits) == pytest.approx(sheet_rounds(x, digits), abs=1e-9)


@given(st.integers(0, 4000), st.integers(1, 4000), st.sampled_from([0, 1]))
@settings(max_examples=300, deadline=None)
def test_scores_made_of_quarters_round_half_up(gained: int, weight: int, digits: int) -> None:
    x = 100 * min(gained, weight) / weight
    assert round_half_up(x, digits) == pytest.approx(decimal_rounds(x, digits), abs=1e-9)


def test_settling_drops_the_noise_of_floating_point_and_nothing_else() -> None:
    assert settle(0.1 + 0.2) == 0.3
    assert settle(0.300000001) == 0.300000001
