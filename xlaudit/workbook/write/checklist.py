"""The practices by stage, as a memo: what to do, at which stages, where one stands, what to read."""

from xlsxwriter.utility import xl_rowcol_to_cell

from xlaudit.model.meta import Practice
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.live.engine import CalcSheet
from xlaudit.workbook.write.live.facts import Facts
from xlaudit.workbook.write.questionnaire import protect
from xlaudit.workbook.write.table import Cell, Column, Link, set_widths, write_table

HEADER = 3
MARK = "●"


def write_checklist(book: Book, spec: WorkbookSpec, calc: CalcSheet, facts: Facts) -> None:
    """Write a row per practice, by first stage, with a mark under each of its stages; the level is live."""
    sheet = book.sheet(spec.sheet_name("checklist"))
    palette, lang = book.style.palette, spec.lang
    stages = spec.bundle.meta.stages
    centre = {"align": "center"}
    columns = [
        Column(spec.say("summary.ref"), 80),
        Column(spec.say("summary.practice"), 280, {"bold": True}),
        Column(spec.say("summary.action"), 330),
        *(Column(stage.label.pick(lang), 88, centre, sparse=True) for stage in stages),
        Column(spec.say("summary.level"), 140),
        Column(spec.say("checklist.resource"), 250),
        Column(spec.say("checklist.done"), 60, {"locked": False, "bg_color": palette.input_fill, **centre}),
    ]
    set_widths(sheet, columns)
    book.text(sheet, 0, 0, spec.say("checklist.title", title=spec.title), bold=True, font_size=16)
    sheet.set_row(0, 26)
    book.text(sheet, 1, 0, spec.tell("checklist.hint"), font_color=palette.muted)
    order = [stage.id for stage in stages]
    chosen = sorted(spec.practices, key=lambda practice: min(order.index(stage) for stage in practice.stages))
    last = write_table(book, sheet, HEADER, columns, [_row(spec, practice) for practice in chosen])
    levels = {answer.practice: answer.level for answer in facts.assessment.answers}
    scale = spec.bundle.scale.by_id
    shown: list[float | str] = [scale[level].display(lang) if (level := levels[p.id]) else "" for p in chosen]
    at = f"MATCH({xl_rowcol_to_cell(HEADER + 1, 0, col_abs=True)},[[p.id]],0)"
    text = f'IF(INDEX([[p.code]],{at})=0,"",INDEX([[lev.label]],INDEX([[p.code]],{at})))'
    frame = {"border": 1, "border_color": palette.rule, "text_wrap": True}
    book.formulas(sheet, HEADER + 1, 3 + len(stages), calc.resolve(text), shown, **frame)
    done = len(columns) - 1
    sheet.data_validation(HEADER + 1, done, last, done, {"validate": "list", "source": ["✓"], "error_type": "warning"})
    sheet.freeze_panes(HEADER + 1, 2)
    sheet.autofilter(HEADER, 0, last, done)
    sheet.repeat_rows(HEADER)
    if spec.protected:
        protect(sheet)


def _row(spec: WorkbookSpec, practice: Practice) -> list[Cell]:
    resource = practice.resources[0]
    return [
        practice.id,
        practice.title.pick(spec.lang),
        spec.prose(practice.action),
        *(MARK if stage.id in practice.stages else "" for stage in spec.bundle.meta.stages),
        "",
        Link(resource.url, resource.title, wraps=True),
        "",
    ]
