"""A plain table: one header row, bordered cells, rows as tall as their texts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from xlaudit.workbook.write.book import Book, Sheet

LONGEST_LITERAL = 255
"""The most characters of a text inside a formula."""
SIGNED = '+0.0;"−"0.0;0.0'
"""How a mean of votes or of support is shown: with its sign, the minus that headings have (U+2212)."""


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to an address.

    One that wraps is a formula, since LibreOffice keeps the text of a cell that bears a link on one line, and cuts it.
    """

    url: str
    text: str
    wraps: bool = False


Cell = str | float | Link | None
"""A text, a number, a link, or none where there is no number."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, width in pixels, and the look of its cells.

    A sparse column writes no empty cells, which weigh as much as others; one rule for all draws their frame.
    """

    label: str
    width: int
    look: dict[str, Any] = field(default_factory=dict)
    sparse: bool = False


def set_widths(sheet: Sheet, columns: Sequence[Column]) -> None:
    """Give the columns of a sheet the widths of its main table."""
    for i, column in enumerate(columns):
        sheet.set_column_pixels(i, i, column.width)


def write_table(
    book: Book,
    sheet: Sheet,
    row: int,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    starts: Callable[[int], bool] = lambda _: False,
) -> int:
    """Write a header row and the rows under it; columns to fill have the headings of those of the questionnaire.

    Args:
        book: the workbook.
        sheet: where to write.
        row: the row of the headings, counted from 0; the table begins in the first column.
        columns: headings, widths and looks.
        rows: the cells, one sequence per row.
        starts: tells by the row's number in the table whether a thicker line parts it from the one above.

    Returns:
        The last row written.
    """
    palette = book.style.palette
    frame: dict[str, Any] = {"border": 1, "border_color": palette.rule, "text_wrap": True}
    for i, column in enumerate(columns):
        typed = not column.look.get("locked", True)
        ink = palette.input_header_ink if typed else palette.header_ink
        fill = palette.input_header_fill if typed else palette.header_fill
        look = {"bold": True, "font_color": ink, "bg_color": fill, "valign": "vcenter"}
        align = {"align": column.look["align"]} if "align" in column.look else {}
        book.text(sheet, row, i, column.label, **frame, **look, **align)
    book.grow(sheet, row, [(column.label, column.width, True) for column in columns])
    first = row + 1
    for number, cells in enumerate(rows):
        row += 1
        edge = {"top": 2, "top_color": palette.header_fill} if starts(number) else {}
        for i, (cell, column) in enumerate(zip(cells, columns, strict=True)):
            if column.sparse and cell == "":
                continue
            _write(book, sheet, row, i, cell, {**frame, **edge, **column.look})
        shown = (
            (cell.text if isinstance(cell, Link) else cell, column) for cell, column in zip(cells, columns, strict=True)
        )
        texts = [(text, column.width, bool(column.look.get("bold"))) for text, column in shown if isinstance(text, str)]
        book.grow(sheet, row, texts)
    sparse = [i for i, column in enumerate(columns) if column.sparse]
    if sparse and row >= first:
        rule = {"type": "formula", "criteria": f'={xl_rowcol_to_cell(first, sparse[0])}=""'}
        edges = book.raw.add_format({"border": 1, "border_color": palette.rule})
        sheet.conditional_format(first, sparse[0], row, sparse[-1], rule | {"format": edges})
    return row


def _write(book: Book, sheet: Sheet, row: int, col: int, cell: Cell, look: dict[str, Any]) -> None:
    if isinstance(cell, Link):
        _link(book, sheet, row, col, cell, look)
    elif isinstance(cell, str):
        book.text(sheet, row, col, cell, **look)
    else:
        book.number(sheet, row, col, cell, **look)


def _link(book: Book, sheet: Sheet, row: int, col: int, link: Link, look: dict[str, Any]) -> None:
    if not link.wraps or max(len(link.url), len(link.text)) > LONGEST_LITERAL:
        book.link(sheet, row, col, link.url, link.text, **look)
        return
    url, text = (part.replace('"', '""') for part in (link.url, link.text))
    shown = {"font_color": book.style.palette.link, "underline": 1, **look}
    book.formula(sheet, row, col, f'HYPERLINK("{url}","{text}")', link.text, **shown)
