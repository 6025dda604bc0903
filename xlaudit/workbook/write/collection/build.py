"""The whole consolidation, as bytes."""

from xlaudit.model.bundle import Vocabularies
from xlaudit.model.collection import Collection
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.template import Style
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.collection.cover import write_cover
from xlaudit.workbook.write.collection.files import write_files
from xlaudit.workbook.write.collection.groups import write_groups
from xlaudit.workbook.write.collection.highlights import write_contrasts, write_help, write_highlights
from xlaudit.workbook.write.collection.overview import write_heat_map, write_overview
from xlaudit.workbook.write.collection.practices import write_distribution
from xlaudit.workbook.write.collection.quadrant import write_quadrant
from xlaudit.workbook.write.collection.spec import CollectionSpec, PartSpec

PART_SHEETS = (
    write_overview,
    write_heat_map,
    write_distribution,
    write_highlights,
    write_contrasts,
    write_quadrant,
    write_help,
)


def collection_workbook(collection: Collection, vocabularies: Vocabularies, phrases: Phrasebook, style: Style) -> bytes:
    """Write the consolidation as bytes; the same collection gives the same bytes.

    The sheets of each meta-referential stand together, after the totals and before the files that do not count.
    """
    spec = CollectionSpec(collection, vocabularies, phrases)
    several = len(collection.parts) > 1
    parts = [PartSpec(spec, part, number if several else 0) for number, part in enumerate(collection.parts, start=1)]
    book = Book(style, collection.lang, spec.say("collect.title"))
    write_cover(book, spec, parts)
    for part in parts:
        for write in PART_SHEETS:
            write(book, part)
        if collection.anonymised:
            write_groups(book, part)
    write_files(book, spec)
    return book.bytes()
