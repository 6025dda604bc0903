"""The sources seen through the practices: counts, then each criterion with its status."""

from xlaudit.rules.criteria import source_criteria
from xlaudit.rules.states import practice_states
from xlaudit.rules.typeset import typeset
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.summary.spec import SummarySpec, headed_sheet
from xlaudit.workbook.write.table import Cell, Column, Link, write_table

HIDDEN_STATUSES = ("left_out", "not_asked")
"""Statuses of criteria that say nothing of the team; they are counted, not listed."""


def write_criteria(book: Book, spec: SummarySpec) -> None:
    """Write what the practices make of every criterion; never a declaration."""
    columns = [
        Column(spec.say("sources.source"), 150),
        Column(spec.say("sources.criterion"), 90),
        Column(spec.say("sources.criterion_title"), 460),
        Column(spec.say("criterion.status"), 300),
        Column(spec.say("criterion.practices"), 300),
    ]
    name = spec.say("summary.sheet_sources")
    sheet = headed_sheet(book, name, columns, name, spec.say("criterion.caution"))
    states = practice_states(spec.bundle.meta, spec.bundle.scale, spec.assessment)
    rows: list[list[Cell]] = []
    for found in source_criteria(spec.bundle, states, spec.lang):
        source = spec.bundle.sources[found.id]
        for view in found.criteria:
            if view.status not in HIDDEN_STATUSES:
                link = Link(source.url_of(source.by_id[view.criterion]), view.criterion)
                status = spec.tell(f"criterion.one.{view.status}")
                rows.append([source.short, link, typeset(view.title, spec.lang), status, ", ".join(view.practices)])
    last = write_table(book, sheet, 3, columns, rows, lambda i: i > 0 and rows[i][0] != rows[i - 1][0])
    sheet.freeze_panes(4, 2)
    sheet.autofilter(3, 0, max(last, 4), len(columns) - 1)
    sheet.repeat_rows(3)
