"""What the consolidation is made of, and what its sheets share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlaudit.model.bundle import Vocabularies
from xlaudit.model.collection import Collection, CountedFile
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.results import DomainScore
from xlaudit.model.spread import MetaPart
from xlaudit.rules.typeset import told
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.summary.spec import headed_sheet
from xlaudit.workbook.write.table import SIGNED, Cell, Column, write_table

NAMES_SHOWN = 8
"""How many teams a cell names before it only counts the others."""
CENTRE: dict[str, Any] = {"align": "center"}
SCORE: dict[str, Any] = {"num_format": "0", "align": "center"}
SUPPORT: dict[str, Any] = {"num_format": SIGNED, "align": "center"}
SHARE: dict[str, Any] = {"num_format": "0%", "align": "center"}


@dataclass(frozen=True)
class CollectionSpec:
    """All that the consolidation is made of."""

    collection: Collection
    vocabularies: Vocabularies
    phrases: Phrasebook

    def say(self, key: str, **values: object) -> str:
        """Return a phrase in the language of the collection."""
        return self.phrases.say(key, self.collection.lang, **values)

    def tell(self, key: str, **values: object) -> str:
        """Return a phrase set for reading, its French punctuation on the line of its word."""
        return told(self.phrases, key, self.collection.lang, **values)

    def term(self, field: str, value: str | None) -> str:
        """Return what an identity field says, in words."""
        terms = self.vocabularies.of(field)
        return next((term.label.pick(self.collection.lang) for term in terms if term.id == value), value or "")

    def label(self, file: str | None) -> str:
        """Return whose a file is."""
        return "" if file is None else self.collection.by_name[file].label

    def labels(self, files: Sequence[str]) -> str:
        """Name teams, the first ones only when they are many."""
        named = "\n".join(self.label(file) for file in files[:NAMES_SHOWN])
        more = len(files) - NAMES_SHOWN
        return named if more <= 0 else f"{named}\n{self.say('collect.more', count=more)}"


@dataclass(frozen=True)
class PartSpec:
    """One meta-referential of the consolidation; ``number`` counts from 1, and is 0 when there is only one."""

    whole: CollectionSpec
    part: MetaPart
    number: int

    def say(self, key: str, **values: object) -> str:
        """Return a phrase in the language of the collection."""
        return self.whole.say(key, **values)

    @property
    def files(self) -> tuple[CountedFile, ...]:
        """The files of the part."""
        return self.whole.collection.of(self.part)

    def domain_label(self, domain: str) -> str:
        """Return what a domain is called, as far as somebody was asked about it."""
        return next((item.label for item in self.part.domains if item.id == domain), domain)

    def level(self, level: str) -> str:
        """Return what a level of the scale is called."""
        return next(item.label for item in self.part.levels if item.id == level)

    def sheet_name(self, key: str) -> str:
        """Return the name of a sheet, numbered when there are several meta-referentials."""
        name = self.say(f"collect.sheet_{key}")
        return f"{self.number} {name}" if self.number else name

    def sheet(self, book: Book, key: str, columns: list[Column]) -> Sheet:
        """Add a sheet with its title, which names the meta-referential, and what it shows."""
        title = f"{self.say(f'collect.sheet_{key}')} – {self.part.title}"
        sheet = headed_sheet(book, self.sheet_name(key), columns, title, self.say(f"collect.hint_{key}"))
        palette = book.style.palette
        sheet.set_tab_color(palette.header_fill if self.number % 2 else palette.input_header_fill)
        return sheet


def dash(value: float | None) -> Cell:
    """Return a number, or a dash that stands where the number would."""
    return "–" if value is None else value


def scores_by_domain(file: CountedFile) -> dict[str, DomainScore]:
    """Return the domain scores of a file by id."""
    return {domain.id: domain for domain in file.results.domains}


def write_section(
    book: Book, sheet: Sheet, row: int, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], none: str
) -> int:
    """Write a heading and a table, or that there is nothing; return the row where the next section begins."""
    book.text(sheet, row, 0, title, bold=True, font_size=12, font_color=book.style.palette.header_fill)
    if not rows:
        book.text(sheet, row + 1, 0, none, font_color=book.style.palette.muted)
        return row + 3
    return write_table(book, sheet, row + 1, columns, rows) + 2


def colour_scores(book: Book, sheet: Sheet, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Tint scores from 0 to 100 in three colours; the number stays in the cell, so that no colour speaks alone."""
    palette = book.style.palette
    scale = {"type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num"}
    points = {"min_value": 0, "mid_value": 50, "max_value": 100}
    colours = {"min_color": palette.warning_fill, "mid_color": palette.paper, "max_color": palette.accent_soft}
    sheet.conditional_format(*first, *last, {**scale, **points, **colours})
