"""A sheet of computed columns: formulas written with names, turned into addresses once the layout is known.

In a formula, ``[key]`` is the cell of the same row in a column of the same block, ``[[block.key]]`` the whole column,
``[first:last]`` the cells of the same row from one column to another, ``<first:last>`` the same in the row of flags,
and ``{key}`` a single cell.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from xlaudit.workbook.layout import CALC_SHEET
from xlaudit.workbook.write.book import Book, Sheet

NAMES_ROW, FLAGS_ROW, FIRST = 0, 1, 2
TOKEN = re.compile(r"\[\[(?P<all>[\w.-]+)\]\]|\[(?P<row>[\w.:-]+)\]|<(?P<flags>[\w.-]+:[\w.-]+)>|\{(?P<one>[\w.-]+)\}")

Value = float | str | None
"""A computed value, or none for a cell left empty."""


@dataclass(frozen=True)
class CalcColumn:
    """A column of constants, or one formula down the column with the values it has now."""

    key: str
    values: Sequence[Value]
    formula: str | None = None
    flag: "Cell | None" = None


@dataclass(frozen=True)
class Cell:
    """A single constant or formula with its value."""

    value: float | str
    formula: str | None = None


@dataclass(frozen=True)
class Block:
    """Columns side by side that share their rows."""

    key: str
    columns: tuple[CalcColumn, ...]


@dataclass
class CalcSheet:
    """The layout of the hidden sheet: blocks from left to right, single cells in a last pair of columns.

    ``places`` holds the addresses of cells and ranges on other sheets, by key.
    """

    blocks: list[Block] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    _columns: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, block: Block) -> None:
        """Place a block to the right of the others, a column apart."""
        start = self._width()
        self.blocks.append(block)
        for offset, column in enumerate(block.columns):
            self._columns[f"{block.key}.{column.key}"] = (start + offset, len(column.values))

    def _width(self) -> int:
        return sum(len(block.columns) + 1 for block in self.blocks)

    def range(self, name: str) -> str:
        """Return the address of a whole column, ``_calc!$C$3:$C$106``."""
        if name in self.places:
            return self.places[name]
        col, rows = self._columns[name]
        return f"{CALC_SHEET}!{self._span(col, rows)}"

    def _span(self, col: int, rows: int) -> str:
        letter = xl_col_to_name(col)
        return f"${letter}${FIRST + 1}:${letter}${FIRST + rows}"

    def cell(self, name: str) -> str:
        """Return the address of a single cell, ``_calc!$Z$4``."""
        return self.places[name] if name in self.places else f"{CALC_SHEET}!{self._cell(name)}"

    def _cell(self, name: str) -> str:
        row = FIRST + list(self.cells).index(name)
        return str(xl_rowcol_to_cell(row, self._width() + 1, row_abs=True, col_abs=True))

    def resolve(self, formula: str, block: str = "", row: int = FIRST, *, here: bool = False) -> str:
        """Turn names into addresses; ``here`` for a formula that stands on the hidden sheet itself."""

        def address(match: re.Match[str]) -> str:
            if (name := match["all"]) is not None:
                return self.places[name] if name in self.places else self._local(self.range(name), here)
            if (name := match["one"]) is not None:
                return self._local(self.cell(name), here)
            if (name := match["flags"]) is not None:
                return ":".join(
                    f"${xl_col_to_name(self._columns[f'{block}.{key}'][0])}${FLAGS_ROW + 1}" for key in name.split(":")
                )
            return ":".join(
                f"${xl_col_to_name(self._columns[f'{block}.{key}'][0])}{row + 1}" for key in match["row"].split(":")
            )

        return TOKEN.sub(address, formula)

    def _local(self, address: str, here: bool) -> str:
        return address.removeprefix(f"{CALC_SHEET}!") if here else address

    def write(self, book: Book) -> None:
        """Write the hidden sheet; every address in ``places`` must be known by now."""
        sheet = book.sheet(CALC_SHEET, styled=False)
        for block in self.blocks:
            for column in block.columns:
                self._write_column(book, sheet, block, column)
        label = self._width()
        for row, (name, cell) in enumerate(self.cells.items(), start=FIRST):
            book.text(sheet, row, label, name)
            self._write_cell(book, sheet, row, label + 1, cell)
        sheet.very_hidden()

    def _write_column(self, book: Book, sheet: Sheet, block: Block, column: CalcColumn) -> None:
        col = self._columns[f"{block.key}.{column.key}"][0]
        book.text(sheet, NAMES_ROW, col, f"{block.key}.{column.key}")
        if column.flag is not None:
            self._write_cell(book, sheet, FLAGS_ROW, col, column.flag)
        if column.formula is not None:
            text = self.resolve(column.formula, block.key, here=True)
            book.formulas(sheet, FIRST, col, text, [value if value is not None else "" for value in column.values])
            return
        for row, value in enumerate(column.values, start=FIRST):
            if isinstance(value, str):
                book.text(sheet, row, col, value)
            elif value is not None:
                book.number(sheet, row, col, value)

    def _write_cell(self, book: Book, sheet: Sheet, row: int, col: int, cell: Cell) -> None:
        if cell.formula is not None:
            book.formula(sheet, row, col, self.resolve(cell.formula, here=True), cell.value)
        elif isinstance(cell.value, str):
            book.text(sheet, row, col, cell.value)
        else:
            book.number(sheet, row, col, cell.value)
