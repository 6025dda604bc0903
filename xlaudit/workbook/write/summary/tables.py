"""The two long lists of the summary: priorities and answers."""

from xlaudit.model.results import EVERY_CATEGORY
from xlaudit.rules.typeset import typeset
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.summary.spec import SummarySpec, headed_sheet
from xlaudit.workbook.write.table import Cell, Column, write_table


def write_priority_list(book: Book, spec: SummarySpec) -> None:
    """Write every practice in the order of the reports, with why it stands there and what to do."""
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
    sheet = headed_sheet(book, name, columns, name, spec.say("summary.what"))
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
                typeset(item.reason, lang),
                spec.prose(practice.action),
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


def write_answers(book: Book, spec: SummarySpec) -> None:
    """Write every answer as it was kept."""
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
    sheet = headed_sheet(book, name, columns, name)
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
