"""Which official criterion each practice takes up, how, and where its text stands."""

from xlaudit.model.meta import Practice, SourceLink
from xlaudit.model.referential import Referential
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


def write_sources(book: Book, spec: WorkbookSpec, calc: CalcSheet, facts: Facts) -> None:
    """Write the sources with their origin, then one row per link."""
    sheet = book.sheet(spec.sheet_name("sources"))
    columns = [Column(spec.say(f"sources.{key}"), width, sparse=key == "level") for key, width in WIDTHS.items()]
    set_widths(sheet, columns)
    book.text(sheet, 0, 0, spec.say("sheet.sources_title", title=spec.title), bold=True, font_size=16)
    sheet.set_row(0, 26)
    book.text(
        sheet,
        1,
        0,
        spec.tell(f"sheet.sources_hint_{'client' if spec.profile == 'client' else 'full'}"),
        font_color=book.style.palette.muted,
    )
    header = _origins(book, sheet, spec, row=2) + 1
    if spec.profile == "client":  # calm and light: the links of each practice stand in its hidden column
        if spec.protected:
            protect(sheet)
        return
    links = [_row(spec, practice, link) for practice in spec.practices for link in practice.links]
    last = write_table(book, sheet, header, columns, links)
    sheet.freeze_panes(header + 1, 1)
    sheet.autofilter(header, 0, max(last, header + 1), len(columns) - 1)
    sheet.repeat_rows(header)
    if spec.protected:
        protect(sheet)


def _origins(book: Book, sheet: Sheet, spec: WorkbookSpec, row: int) -> int:
    for source in spec.bundle.sources.values():
        book.link(sheet, row, 0, source.url, source.short)
        book.text(sheet, row, 2, _origin(spec, source))
        row += 1
    return row


def _origin(spec: WorkbookSpec, source: Referential) -> str:
    key = "sources.published" if source.origin == "published" else "sources.written"
    title = spec.prose(source.title)
    return spec.tell(key, title=title, publisher=source.publisher, snapshot=source.snapshot, licence=source.licence)


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
