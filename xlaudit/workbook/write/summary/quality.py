"""What was read of a file: cells by fate, issues, what was not taken as it stood; and what is still to be asked."""

from xlaudit.model.issue import Issue
from xlaudit.model.phrases import SHOWN
from xlaudit.rules.questions import open_questions
from xlaudit.rules.typeset import typeset
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.summary.spec import SummarySpec, headed_sheet
from xlaudit.workbook.write.table import Cell, Column, write_table

REMARKED = "XA314"
"""The code of the issue that says remarks were kept."""


def write_quality(book: Book, spec: SummarySpec) -> None:
    """Write how many cells met each fate, what is to be checked, and what was not taken as it stood."""
    columns = [
        Column(spec.say("reading.severity"), 110),
        Column(spec.say("reading.code"), 70),
        Column(spec.say("reading.sheet"), 110),
        Column(spec.say("reading.cell"), 70),
        Column(spec.say("reading.practice"), 90),
        Column(spec.say("reading.message"), 420),
        Column(spec.say("reading.hint_column"), 380),
    ]
    name = spec.say("summary.sheet_reading")
    sheet = headed_sheet(book, name, columns, spec.say("reading.title"), spec.say("reading.hint"))
    row = 3
    for key in ("cells", "accepted", "normalised", "rejected", "ignored"):
        book.text(sheet, row, 0, spec.say(f"reading.{key}"))
        book.number(sheet, row, 2, getattr(spec.results.ledger, key), bold=True, align="left")
        row += 1
    row = _heading(book, sheet, row + 1, spec.say("reading.issues_title"))
    issues: list[list[Cell]] = [
        [
            spec.say(f"severity.{issue.severity}"),
            issue.code,
            issue.sheet or "",
            issue.cell or "",
            issue.practice or "",
            *(typeset(text, spec.lang, _typed(issue)) for text in (issue.message, issue.hint)),
        ]
        for issue in spec.results.issues
    ]
    if issues:
        row = write_table(book, sheet, row, columns, issues) + 2
    else:
        book.text(sheet, row, 0, spec.say("reading.no_issue"))
        row += 2
    codes = {(issue.sheet, issue.cell): issue.code for issue in spec.results.issues}
    fates: list[list[Cell]] = [
        [
            *(spec.say(f"fate.{fate.fate}"), codes.get((fate.sheet, fate.cell), ""), fate.sheet, fate.cell),
            *(fate.practice or "", fate.value, fate.taken or ""),
        ]
        for fate in spec.assessment.ledger
        if fate.fate != "accepted"
    ]
    if fates:
        row = _heading(book, sheet, row, spec.say("reading.fates_title"))
        labels = ("fate", "code", "sheet", "cell", "practice", "value", "taken")
        headed = [Column(spec.say(f"reading.{key}"), column.width) for key, column in zip(labels, columns, strict=True)]
        row = write_table(book, sheet, row, headed, fates) + 2
    _remarks(book, sheet, spec, row, columns)


def _typed(issue: Issue) -> tuple[str, ...]:
    """Return what people typed and the message of an issue repeats."""
    return (issue.value or "")[:SHOWN], issue.sheet or ""


def _remarks(book: Book, sheet: Sheet, spec: SummarySpec, row: int, columns: list[Column]) -> None:
    """Write what people noted beside the table."""
    if not spec.assessment.remarks:
        return
    row = _heading(book, sheet, row, spec.say("reading.remarks_title"))
    labels = ("kind", "code", "sheet", "cell", "practice", "remark", "heading")
    headed = [Column(spec.say(f"reading.{key}"), column.width) for key, column in zip(labels, columns, strict=True)]
    remarks: list[list[Cell]] = [
        [
            *(spec.say(f"reading.{'note' if item.heading is None else 'column'}"), REMARKED, item.sheet, item.cell),
            *(item.practice or "", item.text, item.heading or ""),
        ]
        for item in spec.assessment.remarks
    ]
    write_table(book, sheet, row, headed, remarks)


def write_questions(book: Book, spec: SummarySpec) -> None:
    """Write what is still to be asked, the most useful first."""
    found = open_questions(spec.bundle, spec.results, spec.lang)
    labels = {actor.id: actor.label.pick(spec.lang) for actor in spec.bundle.meta.actors}
    columns = [
        Column(spec.say("summary.rank"), 50, {"align": "center"}),
        Column(spec.say("summary.ref"), 80),
        Column(spec.say("summary.practice"), 260, {"bold": True}),
        Column(spec.say("reading.question"), 380),
        Column(spec.say("reading.evidence"), 260),
        Column(spec.say("reading.actors"), 220),
    ]
    name = spec.say("summary.sheet_questions")
    sheet = headed_sheet(book, name, columns, name, spec.say("reading.questions_hint"))
    rows: list[list[Cell]] = [
        [
            float(item.rank),
            item.practice,
            item.title,
            typeset(item.question, spec.lang),
            typeset(item.expected_evidence, spec.lang),
            ", ".join(labels[actor] for actor in item.actors),
        ]
        for item in found.questions
    ]
    write_table(book, sheet, 3, columns, rows)
    sheet.freeze_panes(4, 3)


def _heading(book: Book, sheet: Sheet, row: int, text: str) -> int:
    book.text(sheet, row, 0, text, bold=True, font_size=12, font_color=book.style.palette.header_fill)
    return row + 1
