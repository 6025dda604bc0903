"""Free-row tables beside the questionnaire: one sheet each, a hidden row of keys, empty rows to fill."""

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from xlaudit.model.meta import Register, RegisterColumn
from xlaudit.workbook.layout import FIRST_ROW, HEADER_ROW, HINT_ROW, KEYS_ROW, REGISTER_ROWS, TITLE_ROW, register_key
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.live.engine import CalcSheet
from xlaudit.workbook.write.live.facts import Facts
from xlaudit.workbook.write.questionnaire import protect

WIDTHS = {"text": 240, "number": 110, "year": 80, "date": 110, "choice": 160, "yes_no": 90}
SPARE_ROWS = 10
CHOICES_AFTER = 40
"""Lists of choices stand on the sheet itself, in hidden columns from here on."""


def write_registers(book: Book, spec: WorkbookSpec, calc: CalcSheet, facts: Facts) -> None:
    """Write one sheet per register of the meta-referential."""
    for register in spec.bundle.meta.registers:
        _register(book, spec, register)


def _register(book: Book, spec: WorkbookSpec, register: Register) -> None:
    name = register.label.pick(spec.lang)[:31]
    sheet = book.sheet(name)
    palette = book.style.palette
    book.text(sheet, TITLE_ROW, 0, register.label.pick(spec.lang), bold=True, font_size=16)
    sheet.set_row(TITLE_ROW, 26)
    book.text(sheet, HINT_ROW, 0, register.purpose.pick(spec.lang), font_color=palette.muted)
    sheet.set_row(KEYS_ROW, None, None, {"hidden": True})
    filled = spec.registers.get(register.id, ())
    last = FIRST_ROW + max(REGISTER_ROWS, len(filled) + SPARE_ROWS) - 1
    shown = []
    for col, column in enumerate(register.columns):
        label = _label(column, spec)
        width = WIDTHS[column.type]
        sheet.set_column_pixels(col, col, width)
        book.text(sheet, KEYS_ROW, col, register_key(register.id, column.id))
        look = {"bold": True, "font_color": palette.input_header_ink, "bg_color": palette.input_header_fill}
        frame = {"border": 1, "border_color": palette.rule, "text_wrap": True, "valign": "vcenter"}
        book.text(sheet, HEADER_ROW, col, label, **look, **frame)
        shown.append((label, width, True))
        _rule(book, sheet, spec, column, col, last)
    book.grow(sheet, HEADER_ROW, shown, least=2)
    blank = {"border": 1, "border_color": palette.input_rule, "bg_color": palette.input_fill, "text_wrap": True}
    for row in range(FIRST_ROW, last + 1):
        for col, column in enumerate(register.columns):
            form = {"num_format": "@"} if column.type in ("text", "date") else {}
            given = filled[row - FIRST_ROW].get(column.id) if row - FIRST_ROW < len(filled) else None
            if isinstance(given, float):
                book.number(sheet, row, col, given, locked=False, **blank, **form)
            else:
                book.text(sheet, row, col, _shown(column, given, spec), locked=False, **blank, **form)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.repeat_rows(HEADER_ROW)
    if spec.protected:
        protect(sheet)


def _shown(column: RegisterColumn, value: str | None, spec: WorkbookSpec) -> str:
    """Return a value already given as people read it: the label of a choice, yes or no."""
    if column.type == "yes_no" and value in ("yes", "no"):
        return spec.say(f"home.{value}")
    return next((choice.label.pick(spec.lang) for choice in column.choices if choice.id == value), value or "")


def _label(column: RegisterColumn, spec: WorkbookSpec) -> str:
    label = column.label.pick(spec.lang)
    return f"{label} ({column.unit.pick(spec.lang)})" if column.unit else label


def _rule(book: Book, sheet: Sheet, spec: WorkbookSpec, column: RegisterColumn, col: int, last: int) -> None:
    """Attach the list of a choice, or the help of a column."""
    rule: dict[str, Any] = {"validate": "any"}
    choices = _choices(column, spec)
    if choices:
        at = CHOICES_AFTER + col
        for row, choice in enumerate(choices, start=FIRST_ROW):
            book.text(sheet, row, at, choice)
        sheet.set_column(at, at, None, None, {"hidden": 1})
        first, end = (xl_rowcol_to_cell(row, at, True, True) for row in (FIRST_ROW, FIRST_ROW + len(choices) - 1))
        rule = {"validate": "list", "source": f"={first}:{end}", "error_type": "warning"}
    if column.help is not None:
        rule |= {"input_title": column.label.pick(spec.lang)[:32], "input_message": column.help.pick(spec.lang)[:255]}
    if len(rule) > 1:
        sheet.data_validation(FIRST_ROW, col, last, col, rule)


def _choices(column: RegisterColumn, spec: WorkbookSpec) -> list[str]:
    if column.type == "yes_no":
        return [spec.say("home.yes"), spec.say("home.no")]
    return [choice.label.pick(spec.lang) for choice in column.choices]
