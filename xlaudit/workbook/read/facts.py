"""What an inspection finds in a sheet, beside its values; and the bounds it keeps."""

from dataclasses import dataclass, field
from functools import cache, lru_cache

MAX_ROW, MAX_COLUMN = 20_000, 500
"""Beyond these a lone cell would make the value reader allocate the whole rectangle."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a sheet holds that its values do not show.

    ``errors`` are spreadsheet errors by address, ``unvalued`` formulas without a value, ``notes`` what people attached
    to cells; rows count from 0.
    """

    errors: dict[str, str] = field(default_factory=dict)
    unvalued: frozenset[str] = frozenset()
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    notes: dict[str, str] = field(default_factory=dict)
    booleans: frozenset[str] = frozenset()
    """Cells that hold true or false where the value reader gives a number."""

    @property
    def odd(self) -> bool:
        """Whether any cell is not what its value says."""
        return bool(self.errors or self.unvalued or self.booleans)


NO_FACTS = SheetFacts()


def address(row: int, col: int) -> str:
    """Return the address of a cell counted from 0: ``(3, 9)`` is ``J4``."""
    return f"{letters_of(col)}{row + 1}"


@cache
def letters_of(col: int) -> str:
    """Return the letters of a column counted from 0: 9 is ``J``."""
    before, rest = divmod(col, 26)
    return (letters_of(before - 1) if before else "") + chr(ord("A") + rest)


@lru_cache(maxsize=50_000)
def position(cell: str) -> tuple[int, int]:
    """Return the row and the column of an address, counted from 0: ``J4`` is ``(3, 9)``.

    Raises:
        ValueError: when it is no address.
    """
    cell = cell.replace("$", "").upper()
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError(f"no cell address: {cell!r}")
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]) - 1, column - 1


def area(reference: str) -> Area:
    """Return the area of a reference such as ``E6:E8``."""
    first, _, last = reference.partition(":")
    return (*position(first), *position(last or first))
