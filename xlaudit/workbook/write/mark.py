"""The very hidden sheet that tells what a workbook is, and holds its lists."""

from xlaudit.workbook.layout import MARK_FIELDS, MARK_SHEET, NAME_LEVELS, NAME_LISTS, NAME_SUPPORT, NAME_YES_NO
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book

FIRST_LIST_COLUMN = 3


def write_mark(book: Book, spec: WorkbookSpec) -> None:
    """Write identity in columns A and B, one vocabulary per column from D on, with a defined name for each."""
    sheet = book.sheet(MARK_SHEET)
    mark = spec.mark()
    for row, field in enumerate(MARK_FIELDS):
        book.text(sheet, row, 0, field)
        book.text(sheet, row, 1, mark[field])
        if field in ("meta", "version", "instance", "profile"):
            book.raw.set_custom_property(f"xlaudit.{field}", mark[field])
    for column, (name, items) in enumerate(_lists(spec).items(), start=FIRST_LIST_COLUMN):
        for row, item in enumerate(items):
            book.text(sheet, row, column, item)
        letter = chr(ord("A") + column)
        book.raw.define_name(name, f"={MARK_SHEET}!${letter}$1:${letter}${len(items)}")
    sheet.very_hidden()


def _lists(spec: WorkbookSpec) -> dict[str, list[str]]:
    lang, scale, vocabularies = spec.lang, spec.bundle.scale, spec.bundle.vocabularies
    return {
        NAME_LEVELS: [level.display(lang) for level in scale.levels],
        NAME_SUPPORT: [option.label.pick(lang) for option in scale.support],
        NAME_YES_NO: [spec.say("home.yes"), spec.say("home.no")],
        NAME_LISTS["structure_type"]: [term.label.pick(lang) for term in vocabularies.structure_types],
        NAME_LISTS["size"]: [term.label.pick(lang) for term in vocabularies.sizes],
        NAME_LISTS["actor_category"]: [term.label.pick(lang) for term in vocabularies.actor_categories],
    }
