"""The practices by stage, as a memo: what to do, where one stands, what to read."""

from xlsxwriter.utility import xl_rowcol_to_cell

from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.live.engine import CalcSheet
from xlaudit.workbook.write.live.facts import Facts
from xlaudit.workbook.write.questionnaire import protect
from xlaudit.workbook.write.table import Cell, Column, Link, set_widths, write_table

HEADER = 3
REF, LEVEL, DONE = 1, 4, 6


def write_checklist(book: Book, spec: WorkbookSpec, calc: CalcSheet, facts: Facts) -> None:
    """Write a row per stage and practice; the level is live, the box is to be ticked."""
    sheet = book.sheet(spec.sheet_name("checklist"))
    palette = book.style.palette
    columns = [
        Column(spec.say("checklist.stage"), 130),
        Column(spec.say("summary.ref"), 80),
        Column(spec.say("summary.practice"), 300, {"bold": True}),
        Column(spec.say("summary.action"), 360),
        Column(spec.say("summary.level"), 140),
        Column(spec.say("checklist.resource"), 260),
        Column(spec.say("checklist.done"), 60),
    ]
    set_widths(sheet, columns)
    book.text(sheet, 0, 0, spec.say("checklist.title", title=spec.title), bold=True, font_size=16)
    sheet.set_row(0, 26)
    book.text(sheet, 1, 0, spec.say("checklist.hint"), font_color=palette.muted)
    rows: list[list[Cell]] = []
    levels: list[float | str] = []
    for stage in spec.bundle.meta.stages:
        for state in facts.states:
            practice = state.practice
            if stage.id not in practice.stages:
                continue
            level = facts.answer_of(state).level
            levels.append(spec.bundle.scale.by_id[level].display(spec.lang) if level else "")
            texts = (stage.label, practice.title, practice.action)
            label, title, action = (text.pick(spec.lang) for text in texts)
            resource = practice.resources[0]
            rows.append([label, practice.id, title, action, "", Link(resource.url, resource.title), ""])
    last = write_table(book, sheet, HEADER, columns, rows, lambda i: i > 0 and rows[i][0] != rows[i - 1][0])
    frame = {"border": 1, "border_color": palette.rule, "text_wrap": True}
    at = f"MATCH({xl_rowcol_to_cell(HEADER + 1, REF, col_abs=True)},[[p.id]],0)"
    text = f'IF(INDEX([[p.code]],{at})=0,"",INDEX([[lev.label]],INDEX([[p.code]],{at})))'
    book.formulas(sheet, HEADER + 1, LEVEL, calc.resolve(text), levels, **frame)
    for row in range(HEADER + 1, last + 1):
        book.text(sheet, row, DONE, "", locked=False, bg_color=palette.input_fill, align="center", **frame)
    sheet.data_validation(HEADER + 1, DONE, last, DONE, {"validate": "list", "source": ["✓"], "error_type": "warning"})
    sheet.freeze_panes(HEADER + 1, 3)
    sheet.autofilter(HEADER, 0, last, len(columns) - 1)
    sheet.repeat_rows(HEADER)
    if spec.protected:
        protect(sheet)
