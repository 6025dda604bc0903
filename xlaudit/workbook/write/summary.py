"""The summary workbook: scores with charts, priorities, every answer, and what was read."""

from dataclasses import dataclass

from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.results import EVERY_CATEGORY, Results
from xlaudit.model.template import Style
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.scorecard import write_scorecard
from xlaudit.workbook.write.table import Cell, Column, set_widths, write_table


@dataclass(frozen=True)
class SummarySpec:
    """All that the summary is made of."""

    bundle: Bundle
    assessment: Assessment
    results: Results
    phrases: Phrasebook
    lang: Lang

    def say(self, key: str, **values: object) -> str:
        """Return a phrase in the language of the summary."""
        return self.phrases.say(key, self.lang, **values)

    def level(self, level: str | None) -> str:
        """Return what a level is called, or that nothing was answered."""
        if level is None:
            return self.say("summary.not_answered")
        return self.bundle.scale.by_id[level].display(self.lang)


def summary_workbook(
    bundle: Bundle, assessment: Assessment, results: Results, phrases: Phrasebook, style: Style, lang: Lang
) -> bytes:
    """Write the summary workbook as bytes; the same results give the same bytes."""
    spec = SummarySpec(bundle, assessment, results, phrases, lang)
    title = spec.say("summary.title", title=bundle.meta.title.pick(lang))
    book = Book(style, lang, f"{title} – {results.identity.organisation or 'xlaudit'}")
    write_scorecard(book, spec.bundle, results, phrases, lang)
    _priorities(book, spec)
    _answers(book, spec)
    _reading(book, spec)
    return book.bytes()


def _sheet(book: Book, name: str, columns: list[Column], title: str, hint: str = "") -> Sheet:
    sheet = book.sheet(name)
    set_widths(sheet, columns)
    book.text(sheet, 0, 0, title, bold=True, font_size=16)
    sheet.set_row(0, 26)
    if hint:
        book.text(sheet, 1, 0, hint, font_color=book.style.palette.muted)
    return sheet


def _priorities(book: Book, spec: SummarySpec) -> None:
    centre = {"align": "center"}
    columns = [
        Column(spec.say("summary.category"), 150),
        Column(spec.say("summary.rank"), 50, centre),
        Column(spec.say("summary.ref"), 80),
        Column(spec.say("summary.practice"), 240, {"bold": True}),
        Column(spec.say("summary.level"), 120),
        Column(spec.say("summary.flags"), 105),
        Column(spec.say("summary.reason"), 270),
        Column(spec.say("summary.action"), 270),
        Column(spec.say("summary.environmental"), 70, centre),
        Column(spec.say("summary.social"), 70, centre),
        Column(spec.say("summary.effort"), 100),
        Column(spec.say("summary.support"), 90),
    ]
    name = spec.say("summary.sheet_priorities")
    sheet = _sheet(book, name, columns, name, spec.say("summary.what"))
    meta, lang = spec.bundle.meta, spec.lang
    answers = {row.practice: row for row in spec.results.answers}
    placed = [item for item in spec.results.priorities if item.category != "not_applicable"]
    placed.sort(key=lambda item: (EVERY_CATEGORY.index(item.category), item.rank))
    rows: list[list[Cell]] = []
    for item in placed:
        practice, answer = meta.by_id[item.practice], answers[item.practice]
        rows.append(
            [
                spec.say(f"category.{item.category}"),
                float(item.rank),
                item.practice,
                practice.title.pick(lang),
                spec.level(answer.level),
                ", ".join(spec.say(f"flag.{flag}") for flag in item.flags),
                item.reason,
                practice.action.pick(lang),
                spec.say(f"impact.{practice.impact.environmental}"),
                spec.say(f"impact.{practice.impact.social}"),
                spec.say(f"effort.{practice.effort}"),
                spec.bundle.scale.support_label(answer.support, lang),
            ]
        )
    last = write_table(book, sheet, 3, columns, rows, lambda i: i > 0 and placed[i].category != placed[i - 1].category)
    sheet.freeze_panes(4, 4)
    sheet.autofilter(3, 0, max(last, 4), len(columns) - 1)
    sheet.repeat_rows(3)


def _answers(book: Book, spec: SummarySpec) -> None:
    interview = any(row.declared for row in spec.results.answers)
    columns = [
        Column(spec.say("summary.ref"), 80),
        Column(spec.say("summary.domain"), 150),
        Column(spec.say("summary.practice"), 300, {"bold": True}),
        Column(spec.say("summary.level"), 140),
        *([Column(spec.say("summary.declared"), 140)] if interview else []),
        Column(spec.say("summary.support"), 100),
        Column(spec.say("summary.evidence"), 260),
        Column(spec.say("summary.comment"), 260),
        Column(spec.say("summary.category"), 170),
    ]
    name = spec.say("summary.sheet_answers")
    sheet = _sheet(book, name, columns, name)
    meta, lang = spec.bundle.meta, spec.lang
    category = {item.practice: item.category for item in spec.results.priorities}
    rows: list[list[Cell]] = [
        [
            row.practice,
            meta.domain_of[row.practice].label.pick(lang),
            meta.by_id[row.practice].title.pick(lang),
            spec.level(row.level),
            *([spec.level(row.declared)] if interview else []),
            spec.bundle.scale.support_label(row.support, lang),
            row.evidence or "",
            row.comment or "",
            spec.say(f"category.{category[row.practice]}"),
        ]
        for row in spec.results.answers
    ]
    last = write_table(book, sheet, 2, columns, rows)
    sheet.freeze_panes(3, 3)
    sheet.autofilter(2, 0, max(last, 3), len(columns) - 1)
    sheet.repeat_rows(2)


def _reading(book: Book, spec: SummarySpec) -> None:
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
    sheet = _sheet(book, name, columns, spec.say("reading.title"), spec.say("reading.hint"))
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
            issue.message,
            issue.hint,
        ]
        for issue in spec.results.issues
    ]
    if issues:
        row = write_table(book, sheet, row, columns, issues) + 2
    else:
        book.text(sheet, row, 0, spec.say("reading.no_issue"))
        row += 2
    fates: list[list[Cell]] = [
        [spec.say(f"fate.{fate.fate}"), "", fate.sheet, fate.cell, fate.practice or "", fate.value, fate.taken or ""]
        for fate in spec.assessment.ledger
        if fate.fate != "accepted"
    ]
    if fates:
        row = _heading(book, sheet, row, spec.say("reading.fates_title"))
        labels = ("fate", "", "sheet", "cell", "practice", "value", "taken")
        headed = [
            Column(spec.say(f"reading.{key}") if key else "", column.width)
            for key, column in zip(labels, columns, strict=True)
        ]
        write_table(book, sheet, row, headed, fates)


def _heading(book: Book, sheet: Sheet, row: int, text: str) -> int:
    book.text(sheet, row, 0, text, bold=True, font_size=12, font_color=book.style.palette.header_fill)
    return row + 1
