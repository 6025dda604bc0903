"""The sheet that lists what is to be corrected, each with a link to its cell."""

from xlsxwriter.utility import xl_rowcol_to_cell

from xlaudit.model.phrases import SHOWN
from xlaudit.rules.typeset import typeset
from xlaudit.workbook.layout import FIRST_ROW
from xlaudit.workbook.spec import Finding, WorkbookSpec
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.live.engine import CalcSheet
from xlaudit.workbook.write.table import Cell, Column, Link, set_widths, write_table

HEADER = 3


def write_findings(book: Book, spec: WorkbookSpec, calc: CalcSheet) -> None:
    """Write the list, errors first."""
    sheet = book.sheet(spec.say("findings.sheet"))
    columns = [
        Column(spec.say("reading.severity"), 110, {"bold": True}),
        Column(spec.say("findings.where"), 130),
        Column(spec.say("reading.message"), 460),
        Column(spec.say("reading.hint_column"), 460),
    ]
    set_widths(sheet, columns)
    book.text(sheet, 0, 0, spec.say("findings.title"), bold=True, font_size=16)
    sheet.set_row(0, 26)
    book.text(sheet, 1, 0, spec.tell("findings.hint"), font_color=book.style.palette.muted)
    order = ("error", "warning", "note")
    listed = sorted(spec.findings, key=lambda finding: order.index(finding.severity))
    rows: list[list[Cell]] = [
        [spec.say(f"severity.{item.severity}"), _where(spec, calc, item), *_sentences(spec, item)] for item in listed
    ]
    write_table(book, sheet, HEADER, columns, rows)
    sheet.freeze_panes(HEADER + 1, 0)


def _sentences(spec: WorkbookSpec, finding: Finding) -> tuple[str, ...]:
    typed = (finding.value or "")[:SHOWN]
    return tuple(typeset(text, spec.lang, (typed,)) for text in (finding.message, finding.hint))


def _where(spec: WorkbookSpec, calc: CalcSheet, finding: Finding) -> Cell:
    """Return a link to the cell a finding is about, or the practice, or nothing."""
    if finding.practice is None:
        place = calc.places.get(f"home.{finding.key}") if finding.key else None
        return Link(f"internal:{place.replace('$', '')}", spec.sheet_name("home")) if place else ""
    asked = [practice.id for practice in spec.practices]
    keys = [column.key for column in spec.columns]
    if finding.practice not in asked:
        return finding.practice
    column = keys.index(finding.key) if finding.key in keys else 0
    cell = xl_rowcol_to_cell(FIRST_ROW + asked.index(finding.practice), column)
    return Link(f"internal:'{spec.sheet_name('questionnaire')}'!{cell}", finding.practice)
