"""Whether an xlsb file holds cells far away, from a walk over its records."""

from collections.abc import Iterator
from struct import unpack_from

from xlaudit.model.errors import UnsafeWorkbookError
from xlaudit.rules import refusals
from xlaudit.workbook.read.facts import MAX_COLUMN, MAX_ROW, address

ROW = 0
FILLED_CELLS = frozenset({*range(2, 12), 62})
"""Records that hold a cell with a value: [MS-XLSB] 2.3.2, BrtCellRk to BrtFmlaError and BrtCellRString."""


def refuse_far_cells(part: bytes, sheet: str, name: str) -> None:
    """Look through the records of one sheet.

    Raises:
        UnsafeWorkbookError: a filled cell lies absurdly far away.
        ValueError: the records are cut short.
    """
    row = 0
    for kind, start, size in _records(part):
        if kind == ROW and size >= 4:
            (row,) = unpack_from("<I", part, start)
        elif kind in FILLED_CELLS and size >= 8:
            (column,) = unpack_from("<I", part, start)
            if row >= MAX_ROW or column >= MAX_COLUMN:
                raise UnsafeWorkbookError(name, refusals.far_cell(f"{sheet}!{address(row, column)}"))


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the kind, the start and the size of each record."""
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        size, at = _number(part, at, 4)
        if at + size > len(part):
            raise ValueError("a record is cut short")
        yield kind, at, size
        at += size


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """Read a number of seven bits a byte; return it and where the next byte stands."""
    value = 0
    for i in range(most):
        if at >= len(part):
            raise ValueError("a record is cut short")
        byte = part[at]
        at += 1
        value |= (byte & 0x7F) << (7 * i)
        if not byte & 0x80:
            break
    return value, at
