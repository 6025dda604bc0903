"""Which official criterion each practice takes up, how, and where its text stands."""

from collections.abc import Sequence
from typing import Any

from xlaudit.model.meta import Practice, SourceLink
from xlaudit.model.referential import Referential
from xlaudit.rules.typeset import spelled
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.live.engine import CalcSheet
from xlaudit.workbook.write.live.facts import Facts
from xlaudit.workbook.write.questionnaire import protect
from xlaudit.workbook.write.table import Cell, Column, Link, set_widths, write_table

WIDTHS = {
    "practice": 76,
    "title": 290,
    "source": 130,
    "criterion": 80,
    "criterion_title": 380,
    "level": 110,
    "relation": 170,
}
CLIENT_WIDTHS = (190, 780)
"""In the client's workbook: what a document is called, and what it is."""
ROOM = 24
"""What a text across columns leaves free, in pixels: a merged row does not grow if programs draw letters wider."""


def write_sources(book: Book, spec: WorkbookSpec, calc: CalcSheet, facts: Facts) -> None:
    """Write the sources with their origin, then one row per link; not for a client, who has them in a hidden column."""
    sheet = book.sheet(spec.sheet_name("sources"))
    if spec.profile == "client":
        set_widths(sheet, [Column("", width) for width in CLIENT_WIDTHS])
        _head(book, sheet, spec, "sheet.sources_hint_client", CLIENT_WIDTHS, described=1)
        if spec.protected:
            protect(sheet)
        return
    columns = [Column(spec.say(f"sources.{key}"), width, sparse=key == "level") for key, width in WIDTHS.items()]
    set_widths(sheet, columns)
    header = _head(book, sheet, spec, "sheet.sources_hint_full", tuple(WIDTHS.values()), described=2) + 1
    links = [_row(spec, practice, link) for practice in spec.practices for link in practice.links]
    last = write_table(book, sheet, header, columns, links)
    sheet.freeze_panes(header + 1, 1)
    sheet.autofilter(header, 0, max(last, header + 1), len(columns) - 1)
    sheet.repeat_rows(header)
    if spec.protected:
        protect(sheet)


def _head(book: Book, sheet: Sheet, spec: WorkbookSpec, hint: str, widths: Sequence[int], described: int) -> int:
    """Write the title, the hint and a line per document, described from a column on; return the row below."""
    book.text(sheet, 0, 0, spec.say("sheet.sources_title", title=spec.title), bold=True, font_size=16)
    sheet.set_row(0, 26)
    _across(book, sheet, 1, 0, spec.tell(hint), widths, font_color=book.style.palette.muted)
    row = 2
    for source in spec.bundle.sources.values():
        _across(book, sheet, row, described, _origin(spec, source), widths)
        book.link(sheet, row, 0, source.url, source.short)
        row += 1
    return row


def _across(book: Book, sheet: Sheet, row: int, first: int, text: str, widths: Sequence[int], **look: Any) -> None:
    """Write a text from a column to the last, in a row as tall as it."""
    last, look = len(widths) - 1, {"text_wrap": True, **look}
    if first < last:
        sheet.merge_range(row, first, row, last, "", book.format(**look))
    book.text(sheet, row, first, text, **look)
    book.grow(sheet, row, [(text, sum(widths[first:]) - ROOM, False)])


def _origin(spec: WorkbookSpec, source: Referential) -> str:
    key = "sources.published" if source.origin == "published" else "sources.written"
    title = spec.prose(source.title)
    snapshot = spelled(source.snapshot, spec.phrases, spec.lang)
    return spec.tell(key, title=title, publisher=source.publisher, snapshot=snapshot, licence=source.licence)


def _row(spec: WorkbookSpec, practice: Practice, link: SourceLink) -> list[Cell]:
    lang = spec.lang
    source = spec.bundle.sources[link.source]
    criterion = source.by_id[link.number]
    return [
        practice.id,
        practice.title.pick(lang),
        source.short,
        Link(source.url_of(criterion), criterion.id),
        spec.prose(criterion.title),
        source.levels_by_id[criterion.level].label.pick(lang) if criterion.level else "",
        spec.say(f"relation.{link.relation}"),
    ]
