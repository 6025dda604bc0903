"""An xlsxwriter workbook that never guesses, never fails in silence and always gives the same bytes."""

import warnings
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import StringIO
from math import isfinite
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import CellBlankTuple, CellNumberTuple, CellStringTuple, Worksheet

from xlaudit.model.base import Lang
from xlaudit.model.template import Style
from xlaudit.workbook.layout import MAX_CELL
from xlaudit.workbook.write.fit import row_height
from xlaudit.workbook.write.package import PlainWorkbook, escape_controls
from xlaudit.workbook.write.theme import theme_xml

CREATED = datetime(2026, 1, 1)
"""A fixed day, so that the same input gives the same bytes."""
CUT = {"fr": " […] (texte coupé)", "en": " […] (text cut)"}
COLUMNS = tuple(xl_col_to_name(col) for col in range(702))
"""The letters of the columns, A to ZZ."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class Formula(NamedTuple):
    """A formula with its computed value; ``share`` numbers a formula that several cells have in common.

    The name is the one that xlsxwriter looks for when it fills the caches of charts.
    """

    text: str
    format: Format
    value: float | str
    share: int | None = None
    area: str | None = None


class Sheet(Worksheet):  # type: ignore[misc]  # xlsxwriter ships no types
    """A worksheet whose rows may keep growing as one types, and that shares formulas between cells."""

    book: "Book"
    growing: set[int]
    shares: int
    styled: bool
    """Whether its cells say how they look; those of a sheet that is never shown do not."""

    def put(self, row: int, col: int, cell: Any) -> None:
        """Place a cell of one of the kinds that xlsxwriter tells by their names, past its pass over the arguments."""
        _checked(self._check_dimensions(row, col))
        self.table[row][col] = cell

    def _write_rows(self) -> None:
        # As xlsxwriter does, without the "spans" that no program needs at the price of a pass over every cell.
        for row in range(self.dim_rowmin, self.dim_rowmax + 1):
            cells, info = self.table.get(row), self.row_info.get(row)
            if cells:
                self._write_row(row, None, info)
                for col in sorted(cells):
                    self._write_cell(row, col, cells[col])
                self._xml_end_tag("row")
            elif info is not None or row in self.comments:
                self._write_empty_row(row, None, info)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        # The common kinds in one string each, and formulas as they stand: xlsxwriter runs 29 patterns over each.
        kind = type(cell).__name__
        if not cell.format or kind not in ("String", "Blank", "Number", "Formula"):
            super()._write_cell(row, col, cell)
            return
        look = f' s="{cell.format._get_xf_index()}"' if self.styled else ""
        head = f'<c r="{COLUMNS[col]}{row + 1}"{look}'
        if kind == "String":
            self.fh.write(f'{head} t="s"><v>{cell.string}</v></c>')
        elif kind == "Blank":
            self.fh.write(f"{head}/>")
        elif kind == "Number":
            self.fh.write(f"{head}><v>{_digits(cell.number)}</v></c>")
        else:
            self.fh.write(head + self._formula(cell))

    def _formula(self, cell: Formula) -> str:
        """Return what stands in a formula cell behind its address and style."""
        if isinstance(cell.value, str):
            kind, value = ' t="str"', escape(escape_controls(cell.value))
        else:
            kind, value = "", _digits(cell.value)
        if cell.share is None:
            formula = f"<f>{escape(cell.text)}</f>"
        elif cell.area is not None:
            formula = f'<f t="shared" ref="{cell.area}" si="{cell.share}">{escape(cell.text)}</f>'
        else:
            formula = f'<f t="shared" si="{cell.share}"/>'
        return f"{kind}>{formula}<v>{value}</v></c>"

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]] | None = None) -> None:
        # A row with a height of its own is frozen by customHeight; without it Excel and LibreOffice let it grow.
        if tag == "row" and attributes and attributes[0][1] - 1 in self.growing:
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


class Book:
    """A workbook in one style and one language.

    Args:
        style: palette and fonts.
        lang: the language of its texts.
        title: the title in the document properties.
    """

    def __init__(self, style: Style, lang: Lang, title: str) -> None:
        self.style, self.lang = style, lang
        self.raw = PlainWorkbook(
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": style.font, "font_size": 11},
            }
        )
        self.raw.use_custom_theme(StringIO(theme_xml(style)))
        self.raw.set_properties({"title": title, "created": CREATED, "author": "xlaudit"})
        self.raw.doc_properties["language"] = lang
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._asked: dict[tuple[tuple[str, Any], ...], Format] = {}

    def sheet(self, name: str, *, styled: bool = True) -> Sheet:
        """Add a sheet; A4 landscape, fitted to one page wide, with the style's footer."""
        sheet: Sheet = self.raw.add_worksheet(name, worksheet_class=Sheet)
        sheet.book, sheet.growing, sheet.shares, sheet.styled = self, set(), 0, styled
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        footer = self.style.footer.pick(self.lang).replace("&", "&&")
        sheet.set_footer(f"&L&8{footer}&R&8&P / &N")
        sheet.hide_gridlines(2)
        return sheet

    def format(self, **properties: Any) -> Format:
        """Return the format of these properties, on the style's font; the same object for the same properties."""
        asked = tuple(properties.items())
        if asked in self._asked:
            return self._asked[asked]
        merged = {
            "font_name": self.style.font,
            "font_size": self.style.size,
            "font_color": self.style.palette.ink,
            "valign": "top",
            **properties,
        }
        key = tuple(sorted(merged.items()))
        if key not in self._formats:
            self._formats[key] = self.raw.add_format(merged)
        self._asked[asked] = self._formats[key]
        return self._formats[key]

    def expect(self, texts: Iterable[str]) -> None:
        """Keep texts side by side in the table of texts: those that share words pack tighter near one another.

        Each must be written to some cell later.
        """
        table = self.raw.str_table
        for text in texts:
            table._get_shared_string_index(text)
        table.count = 0

    def text(self, sheet: Sheet, row: int, col: int, text: str, **properties: Any) -> None:
        """Write a text as text, whatever it begins with; a text too long for a cell is cut and says so."""
        if not text:
            sheet.put(row, col, CellBlankTuple(self.format(**properties)))
            return
        if len(text) > MAX_CELL // 2 and len(text.encode("utf-16-le")) // 2 > MAX_CELL:
            mark = CUT[self.lang]
            text = text.encode("utf-16-le")[: 2 * (MAX_CELL - len(mark))].decode("utf-16-le", "ignore") + mark
        if text.startswith(FORMULA_SIGNS):
            properties["quote_prefix"] = True
        index = self.raw.str_table._get_shared_string_index(text)
        sheet.put(row, col, CellStringTuple(index, self.format(**properties)))

    def number(self, sheet: Sheet, row: int, col: int, value: float | None, **properties: Any) -> None:
        """Write a number, or a dash where there is none."""
        if value is None:
            self.text(sheet, row, col, "–", **properties | {"align": "right"})
        else:
            sheet.put(row, col, CellNumberTuple(value, self.format(**properties)))

    def formula(self, sheet: Sheet, row: int, col: int, text: str, value: float | str, **properties: Any) -> None:
        """Write a formula (without its ``=``) with the value it has now."""
        sheet.put(row, col, Formula(text, self.format(**properties), value))

    def formulas(
        self, sheet: Sheet, row: int, col: int, text: str, values: Sequence[float | str], **properties: Any
    ) -> None:
        """Write one formula down a column, shared by all its cells; its relative references are those of the first."""
        look = self.format(**properties)
        area = f"{xl_rowcol_to_cell(row, col)}:{xl_rowcol_to_cell(row + len(values) - 1, col)}"
        share = sheet.shares
        sheet.shares += 1
        for offset, value in enumerate(values):
            first = offset == 0
            cell = Formula(text if first else "", look, value, share, area if first else None)
            sheet.put(row + offset, col, cell)

    def link(self, sheet: Sheet, row: int, col: int, url: str, text: str, **properties: Any) -> None:
        """Write a link with its text; ``internal:name`` goes to a defined name."""
        look = {"font_color": self.style.palette.link, "underline": 1, **properties}
        _checked(sheet.write_url(row, col, url, self.format(**look), string=text))

    def note(self, sheet: Sheet, row: int, col: int, text: str) -> None:
        """Attach a note to a cell."""
        _checked(sheet.write_comment(row, col, text, {"author": "xlaudit", "x_scale": 2, "y_scale": 1.4}))

    def grow(self, sheet: Sheet, row: int, cells: list[tuple[str, int, bool]], least: int = 1) -> None:
        """Give a row the height of its tallest text, free to grow.

        Args:
            sheet: the sheet.
            row: counted from 0.
            cells: text, width in pixels and boldness of each cell.
            least: the lines a row holds at least.
        """
        height = max((row_height(text, width, self.style.size, bold) for text, width, bold in cells), default=0.0)
        _checked(sheet.set_row(row, max(height, row_height("\n" * (least - 1), 100, self.style.size, False))))
        sheet.growing.add(row)

    def bytes(self) -> bytes:
        """Close the workbook and return the file; what xlsxwriter warns of is an error."""
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            self.raw.close()
        return self.raw.packed.getvalue()


def _digits(value: float) -> str:
    """Return the shortest text that is read as this very number; there is none for what is no number."""
    if not isfinite(value):
        raise ValueError(f"a cell cannot hold {value}")
    return repr(float(value)).removesuffix(".0")


def _checked(code: object) -> None:
    """Refuse the negative codes by which xlsxwriter says that it wrote nothing."""
    if isinstance(code, int) and code < 0:
        raise ValueError(f"xlsxwriter refused a cell (code {code})")
