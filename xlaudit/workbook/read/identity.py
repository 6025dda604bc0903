"""Who answered, and what concerns them: the cells to fill on the first sheet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xlaudit.model.assessment import Identity
from xlaudit.model.base import LANGS, Term
from xlaudit.model.bundle import Vocabularies
from xlaudit.model.issue import Fate
from xlaudit.model.meta import Applicability
from xlaudit.workbook.layout import (
    APPLICABILITY_PREFIX,
    HOME_KEY,
    HOME_VALUE,
    IDENTITY_FIELDS,
    IDENTITY_PREFIX,
)
from xlaudit.workbook.read.facts import address
from xlaudit.workbook.read.grid import Grid, as_text
from xlaudit.workbook.read.notes import Notes
from xlaudit.workbook.read.recognise import HEADER_SEARCH
from xlaudit.workbook.read.words import fold

YES, NO = ("oui", "o", "yes", "y"), ("non", "n", "no")
"""The same words as the live formulas know."""


@dataclass(frozen=True, slots=True)
class HomeCell:
    """A filled cell of the first sheet, with its machine key."""

    key: str
    grid: Grid
    at: tuple[int, int]
    text: str


class HomeCells:
    """The cells to fill of the first sheet, found by their hidden keys."""

    def __init__(self, grids: Iterable[Grid]) -> None:
        self._places: dict[str, tuple[Grid, int, int]] = {}
        for grid in grids:
            for key, row, col in _keyed(grid):
                self._places.setdefault(key, (grid, row, col))

    @property
    def found(self) -> bool:
        """Whether any line of the first sheet was found."""
        return bool(self._places)

    def filled(self, key: str) -> HomeCell | None:
        """Return a cell that something was typed into; of a spreadsheet error, its name."""
        if key not in self._places:
            return None
        grid, row, col = self._places[key]
        text = grid.facts.errors.get(address(row, col)) or as_text(grid.at(row, col)).strip()
        return HomeCell(key, grid, (row, col), text) if text else None

    def expected(self, key: str, field: str, notes: Notes) -> HomeCell | None:
        """Return a filled cell; a line that is gone while others are there, and a formula without a value, are said."""
        if key not in self._places:
            if self._places:
                notes.issue("XA206", field=field)
            return None
        grid, row, col = self._places[key]
        if address(row, col) in grid.facts.unvalued:
            notes.fate("rejected", grid, (row, col), "", key=key)
            notes.issue("XA207", grid=grid, at=(row, col), field=field)
            return None
        return self.filled(key)


def _keyed(grid: Grid) -> Iterator[tuple[str, int, int]]:
    for values in grid.rows[:HEADER_SEARCH]:
        if HOME_KEY in values and HOME_VALUE in values:
            key_col, value_col = values.index(HOME_KEY), values.index(HOME_VALUE)
            for row in range(len(grid.rows)):
                if "." in (key := as_text(grid.at(row, key_col)).strip()):
                    yield key, row, value_col
            return


def read_identity(cells: HomeCells, vocabularies: Vocabularies, notes: Notes, labels: dict[str, str]) -> Identity:
    """Read the identity cells; an answer outside its list is left out of the identity and said."""
    values: dict[str, str] = {}
    for field in IDENTITY_FIELDS:
        cell = cells.expected(f"{IDENTITY_PREFIX}{field}", labels[field], notes)
        if cell is None:
            continue
        terms = vocabularies.of(field)
        if not terms:
            values[field] = cell.text
            _take(cell, None, notes)
            continue
        term = term_of(terms, cell.text)
        if term is None:
            _reject(cell, labels[field], notes)
            continue
        _take(cell, None if cell.text in (term.label.fr, term.label.en) else term.id, notes)
        values[field] = term.id
    return Identity(**values)


def read_applicability(cells: HomeCells, questions: tuple[Applicability, ...], notes: Notes) -> tuple[str, ...]:
    """Return the questions answered no; an answer that is neither yes nor no counts as yes and is said."""
    refused = []
    for question in questions:
        text = question.question.pick(notes.lang)
        cell = cells.expected(f"{APPLICABILITY_PREFIX}{question.id}", text, notes)
        if cell is None:
            continue
        answer = fold(cell.text)
        if answer not in (*YES, *NO):
            _reject(cell, text, notes)
            continue
        _take(cell, None if cell.text in ("Oui", "Non", "Yes", "No") else answer, notes)
        if answer in NO:
            refused.append(question.id)
    return tuple(refused)


def _take(cell: HomeCell, taken: str | None, notes: Notes) -> None:
    fate: Fate = "accepted" if taken is None else "normalised"
    notes.fate(fate, cell.grid, cell.at, cell.text, taken=taken, key=cell.key)


def _reject(cell: HomeCell, field: str, notes: Notes) -> None:
    notes.fate("rejected", cell.grid, cell.at, cell.text, key=cell.key)
    notes.issue("XA203", grid=cell.grid, at=cell.at, value=cell.text, field=field)


def term_of(terms: tuple[Term, ...], text: str) -> Term | None:
    """Return the term that a text names, by its id or by its label in any language."""
    folded = fold(text)
    for term in terms:
        if folded in (fold(term.id), *(fold(term.label.pick(lang)) for lang in LANGS)):
            return term
    return None
