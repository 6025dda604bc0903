"""The whole workbook to fill, as bytes."""

from collections.abc import Callable

from xlaudit.model.template import SheetKey
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.home import write_home
from xlaudit.workbook.write.mark import write_mark
from xlaudit.workbook.write.questionnaire import write_questionnaire
from xlaudit.workbook.write.sources import write_sources

SHEETS: dict[SheetKey, Callable[[Book, WorkbookSpec], None]] = {
    "home": write_home,
    "questionnaire": write_questionnaire,
    "sources": write_sources,
}
"""The sheets that exist so far, by key; the template gives their order per profile."""


def generate_workbook(spec: WorkbookSpec) -> bytes:
    """Write the workbook of a spec; the same spec gives the same bytes."""
    book = Book(spec.style, spec.lang, f"{spec.title} – {spec.identity.organisation or 'xlaudit'}")
    for key in spec.template.profiles[spec.profile]:
        if key in SHEETS:
            SHEETS[key](book, spec)
    write_mark(book, spec)
    return book.bytes()
