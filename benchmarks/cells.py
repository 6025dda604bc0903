"""The cells of a workbook as plain data, and the barest loops of two libraries that write the same cells."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Literal
from zipfile import ZipFile

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, NamedStyle
from openpyxl.worksheet.worksheet import Worksheet

CELL = re.compile(rb"<c r=")
Value = str | float


@dataclass(frozen=True, slots=True)
class PlainCell:
    """A cell, counted from 0: a formula (with its ``=``) and its value, a text, a number or a formatted blank."""

    row: int
    col: int
    kind: Literal["formula", "text", "number", "blank"]
    value: Value = ""
    cached: Value = ""


@dataclass(frozen=True, slots=True)
class PlainBook:
    """Every cell of every sheet, hidden ones included, in the order of the rows."""

    sheets: dict[str, tuple[PlainCell, ...]]

    def count(self, kind: str | None = None) -> int:
        """Count the cells of a kind, or all of them."""
        return sum(kind in (None, cell.kind) for cells in self.sheets.values() for cell in cells)


def plain_book(data: bytes) -> PlainBook:
    """Read a generated workbook once; a formula shared by several cells comes out written in each.

    Raises:
        ValueError: some cell of the file was not found again.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl drops data bars, and says so
        formulas = openpyxl.load_workbook(BytesIO(data))
        values = openpyxl.load_workbook(BytesIO(data), data_only=True)
    book = PlainBook({sheet.title: tuple(_plain_cells(sheet, values[sheet.title])) for sheet in formulas.worksheets})
    with ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    written = sum(len(CELL.findall(part)) for part in parts)
    if book.count() != written:
        raise ValueError(f"the file has {written} cells, {book.count()} were read")
    return book


def _plain_cells(sheet: Worksheet, computed: Worksheet) -> Iterator[PlainCell]:
    for row, cells in enumerate(sheet.iter_rows()):
        for col, cell in enumerate(cells):
            if cell.data_type == "f":
                cached = computed.cell(row + 1, col + 1).value
                yield PlainCell(
                    row,
                    col,
                    "formula",
                    str(cell.value),
                    cached if isinstance(cached, int | float) else str(cached or ""),
                )
            elif isinstance(cell.value, str):
                yield PlainCell(row, col, "text", cell.value)
            elif isinstance(cell.value, int | float):
                yield PlainCell(row, col, "number", cell.value)
            elif cell.has_style or isinstance(cell, MergedCell):
                yield PlainCell(row, col, "blank")


def write_with_xlsxwriter(book: PlainBook, *, in_memory: bool) -> bytes:
    """Write the cells with xlsxwriter, one format for all, and nothing else."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True} if in_memory else {}) as workbook:
        wrapped = workbook.add_format({"text_wrap": True})
        for name, cells in book.sheets.items():
            sheet = workbook.add_worksheet(name)
            for cell in cells:
                if cell.kind == "formula":
                    sheet.write_formula(cell.row, cell.col, cell.value, wrapped, cell.cached)
                elif cell.kind == "text":
                    sheet.write_string(cell.row, cell.col, cell.value, wrapped)
                elif cell.kind == "number":
                    sheet.write_number(cell.row, cell.col, cell.value, wrapped)
                else:
                    sheet.write_blank(cell.row, cell.col, None, wrapped)
    return buffer.getvalue()


def write_with_openpyxl(book: PlainBook) -> bytes:
    """Write the cells with openpyxl, one named style for all, and nothing else (it knows no cached values)."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.add_named_style(NamedStyle("wrapped", alignment=Alignment(wrap_text=True)))
    for name, cells in book.sheets.items():
        sheet = workbook.create_sheet(name)
        for cell in cells:
            value = None if cell.kind == "blank" else cell.value
            sheet.cell(cell.row + 1, cell.col + 1, value).style = "wrapped"
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()
