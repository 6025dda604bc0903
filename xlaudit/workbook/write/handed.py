"""What a ballot and a facilitator's count share: what they are about, and the identity sheet that says so."""

import re
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_rowcol_to_cell

from xlaudit.model.assessment import Identity
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.meta import Practice
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.template import Style
from xlaudit.rules.typeset import told, typeset
from xlaudit.workbook.layout import (
    HANDED_FIELDS,
    HOME_KEY,
    HOME_VALUE,
    MAGIC,
    MARK_SHEET,
    NAME_LISTS,
    NAME_VOTES,
    SCHEMA,
    practice_checksum,
)
from xlaudit.workbook.spec import NOBODY
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.fit import line_count

SENTENCE_END = re.compile(r"\.(?=\s+(?![a-zà-öø-ÿ])|\s*$)")
"""A full stop before a new sentence or the end, not that of "11 p.m. peak"."""
CLAUSE_END = re.compile(r"\s*;(?=\s)")
SHORT_WIDTH, SHORT_LINES, SHORT_SIZE = 316, 5, 9
"""The room that a card has for what is expected: a width in pixels, and lines of a size in points."""
FIRST_LIST_COLUMN = 3


@dataclass(frozen=True)
class VoteSpec:
    """A workbook to vote in, or to count votes in: what is put to the vote, for whom, in which words and colours.

    ``source`` is the instance of the workbook that it is prepared from, if any.
    """

    bundle: Bundle
    style: Style
    phrases: Phrasebook
    lang: Lang
    practices: tuple[Practice, ...]
    identity: Identity = NOBODY
    source: str | None = None
    code: str | None = None

    def say(self, key: str, **values: object) -> str:
        """Return a phrase in the language of the workbook."""
        return self.phrases.say(key, self.lang, **values)

    def tell(self, key: str, **values: object) -> str:
        """Return a phrase set for reading, its French punctuation on the line of its word."""
        return told(self.phrases, key, self.lang, **values)

    @cached_property
    def title(self) -> str:
        """The title of the meta-referential."""
        return self.bundle.meta.title.pick(self.lang)

    @property
    def choices(self) -> tuple[tuple[int, str], ...]:
        """The degrees of support and what they are called, the most favourable first."""
        options = sorted(self.bundle.scale.support, key=lambda option: -option.value)
        return tuple((option.value, option.label.pick(self.lang)) for option in options)

    def domain(self, practice: Practice) -> str:
        """Return the label of the domain of a practice."""
        return self.bundle.meta.domain_of[practice.id].label.pick(self.lang)

    def starts_domain(self, place: int) -> bool:
        """Tell whether a practice is the first of its domain among those put to the vote."""
        domain_of = self.bundle.meta.domain_of
        return place == 0 or domain_of[self.practices[place].id] != domain_of[self.practices[place - 1].id]


def in_short(practice: Practice, lang: Lang) -> str:
    """Return the first sentence of what is expected, without its last clauses where a card has no room for them."""
    sentence = SENTENCE_END.split(typeset(practice.expected.pick(lang), lang), maxsplit=1)[0]
    ends = [len(sentence), *(found.start() for found in reversed(list(CLAUSE_END.finditer(sentence))))]
    shorter = (f"{sentence[:end]}." for end in ends)
    return next((text for text in shorter if _has_room(text)), f"{sentence[: ends[-1]]}.")


def _has_room(text: str) -> bool:
    return line_count(text, SHORT_WIDTH, SHORT_SIZE) <= SHORT_LINES


def write_keys(book: Book, sheet: Sheet, key_column: int, value_column: int) -> None:
    """Name the hidden column of keys and the column to fill, on the hidden first row."""
    book.text(sheet, 0, key_column, HOME_KEY)
    book.text(sheet, 0, value_column, HOME_VALUE)
    sheet.set_row(0, None, None, {"hidden": True})


def write_handed_mark(book: Book, spec: VoteSpec, kind: str) -> None:
    """Write identity in columns A and B of the very hidden sheet, its lists from column D on."""
    sheet = book.sheet(MARK_SHEET)
    meta = spec.bundle.meta
    ids = tuple(practice.id for practice in spec.practices)
    said = (MAGIC, SCHEMA, kind, meta.id, meta.version, spec.lang, spec.source, spec.code, ",".join(ids))
    values = (*said, practice_checksum(ids))
    for row, (field, value) in enumerate(zip(HANDED_FIELDS, values, strict=True)):
        book.text(sheet, row, 0, field)
        book.text(sheet, row, 1, value or "")
    terms = spec.bundle.vocabularies.actor_categories
    lists = {
        NAME_VOTES: [label for _, label in spec.choices],
        NAME_LISTS["actor_category"]: [term.label.pick(spec.lang) for term in terms],
    }
    for column, (name, items) in enumerate(lists.items(), start=FIRST_LIST_COLUMN):
        for row, item in enumerate(items):
            book.text(sheet, row, column, item)
        first, last = (xl_rowcol_to_cell(row, column, True, True) for row in (0, len(items) - 1))
        book.raw.define_name(name, f"={MARK_SHEET}!{first}:{last}")
    sheet.very_hidden()
