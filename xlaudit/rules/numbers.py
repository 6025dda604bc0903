"""Rounding as a spreadsheet does it, so that the library and the workbook agree to the last digit shown."""

from decimal import ROUND_HALF_UP, Decimal


def settle(x: float) -> float:
    """Return a number cleared of the noise of floating point, for comparing with a threshold or another number."""
    return round(x, 9)


def round_half_up(x: float, digits: int = 0) -> float:
    """Round half away from zero, as ``ROUND(ROUND(x,9),digits)`` does on a sheet (Python's own rounds half to even)."""
    exact = Decimal(repr(round(x, 9)))
    return float(exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))


def as_whole(x: float) -> str:
    """Return a score as people read it: a whole number, rounded half up."""
    return f"{round_half_up(x):.0f}"
