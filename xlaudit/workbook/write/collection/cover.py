"""The first sheet: what was found, what counts, and where each meta-referential begins."""

from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.collection.spec import CENTRE, SCORE, SHARE, CollectionSpec, PartSpec, dash
from xlaudit.workbook.write.summary.spec import headed_sheet
from xlaudit.workbook.write.table import Cell, Column, Link, write_table


def write_cover(book: Book, spec: CollectionSpec, parts: list[PartSpec]) -> None:
    """Write the totals, one row per meta-referential, and how to read the sheets."""
    columns = [
        Column(spec.say("collect.meta"), 330, {"bold": True}),
        Column(spec.say("collect.versions"), 90, CENTRE),
        Column(spec.say("collect.files"), 90, CENTRE),
        Column(spec.say("collect.organisations"), 110, CENTRE),
        Column(spec.say("summary.completion"), 110, SHARE),
        Column(spec.say("collect.median"), 90, {**SCORE, "bold": True}),
        Column(spec.say("collect.mean"), 90, SCORE),
        Column(spec.say("collect.lowest"), 90, SCORE),
        Column(spec.say("collect.highest"), 90, SCORE),
    ]
    name = spec.say("collect.sheet_cover")
    sheet = headed_sheet(book, name, columns, spec.say("collect.title"), spec.say("summary.what"))
    sheet.set_tab_color(book.style.palette.accent)
    found = spec.collection
    outcomes = [item.why for item in found.set_aside]
    totals = {
        "found": len(found.files) + len(found.set_aside) + len(found.refused),
        "counted": len(found.files),
        "duplicate": outcomes.count("duplicate"),
        "superseded": outcomes.count("superseded"),
        "refused": len(found.refused),
    }
    for row, (key, count) in enumerate(totals.items(), start=3):
        book.text(sheet, row, 0, spec.say(f"collect.{key}"), bold=key == "found")
        book.number(sheet, row, 1, count, bold=True, align="center")
    if found.anonymised:
        book.text(sheet, 8, 0, spec.tell("collect.anonymised"), italic=True)
    rows: list[list[Cell]] = [
        [
            Link(f"internal:'{item.sheet_name('overview')}'!A1", item.part.title),
            ", ".join(item.part.versions),
            float(len(item.part.files)),
            float(item.part.organisations),
            dash(item.part.completion),
            *map(dash, (score.median, score.mean, score.lowest, score.highest)),
        ]
        for item in parts
        for score in (item.part.score,)
    ]
    row = write_table(book, sheet, 10, columns, rows) + 2
    for line in ("numbers", "once", "sheets"):
        book.text(sheet, row, 0, spec.tell(f"collect.read_{line}"), font_color=book.style.palette.muted)
        row += 1
