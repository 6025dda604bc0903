"""What became of the files that do not count: refused, said twice, or replaced by a later version."""

from xlaudit.model.collection import SetAside
from xlaudit.rules.typeset import typeset
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.collection.spec import CollectionSpec, write_section
from xlaudit.workbook.write.summary.spec import headed_sheet
from xlaudit.workbook.write.table import Cell, Column

TOP = 3


def write_files(book: Book, spec: CollectionSpec) -> None:
    """Write the refusals with their reason, then what is set aside with the file that counts in its place."""
    found, none = spec.collection, spec.say("collect.no_file")
    refused = [
        Column(spec.say("collect.file"), 330, {"bold": True}),
        Column(spec.say("collect.why"), 330),
        *([] if found.anonymised else [Column(spec.say("collect.detail"), 460)]),
    ]
    aside = [
        Column(spec.say("collect.file"), 330, {"bold": True}),
        Column(spec.say("collect.kept"), 330),
        Column(spec.say("collect.whose"), 460),
    ]
    sheet = headed_sheet(book, spec.say("collect.sheet_files"), aside, spec.say("collect.files_title"))
    sheet.set_tab_color(book.style.palette.accent)
    book.text(sheet, 1, 0, spec.tell("collect.hint_files"), font_color=book.style.palette.muted)
    rows: list[list[Cell]] = [
        [
            item.name,
            spec.tell(f"refusal.{item.kind}"),
            *([] if found.anonymised else [typeset(item.why(found.lang), found.lang)]),
        ]
        for item in found.refused
    ]
    row = write_section(book, sheet, TOP, spec.say("collect.refused_files"), refused, rows, none)
    for why in ("duplicate", "superseded"):
        rows = [[item.name, item.kept, _whose(spec, item)] for item in found.set_aside if item.why == why]
        row = write_section(book, sheet, row, spec.say(f"collect.{why}_files"), aside, rows, none)


def _whose(spec: CollectionSpec, item: SetAside) -> str:
    """Say whose file counts in the place of one set aside, and what to do where other people answered."""
    kept = spec.label(item.kept) if item.kept in spec.collection.by_name else ""
    return f"{kept}. {spec.tell('collect.other_people')}" if item.other_people else kept
