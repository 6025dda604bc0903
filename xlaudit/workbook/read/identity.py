"""Who answered, and what concerns them: the cells to fill on the first sheet."""

from collections.abc import Iterable

from xlaudit.model.assessment import Identity
from xlaudit.model.base import LANGS, Term
from xlaudit.model.bundle import Vocabularies
from xlaudit.model.meta import Applicability
from xlaudit.workbook.layout import APPLICABILITY_PREFIX, HOME_KEY, HOME_VALUE, IDENTITY_FIELDS, IDENTITY_PREFIX
from xlaudit.workbook.read.grid import Grid, as_text
from xlaudit.workbook.read.notes import Notes
from xlaudit.workbook.read.recognise import HEADER_SEARCH
from xlaudit.workbook.read.words import fold

YES, NO = ("oui", "o", "yes", "y"), ("non", "n", "no")
"""The same words as the live formulas know."""


def keyed_cells(grids: Iterable[Grid]) -> dict[str, tuple[Grid, int, int]]:
    """Return where each keyed value of the first sheet stands: grid, row, column."""
    found: dict[str, tuple[Grid, int, int]] = {}
    for grid in grids:
        columns = _key_and_value_columns(grid)
        if columns is None:
            continue
        key_col, value_col = columns
        for row in range(len(grid.rows)):
            key = as_text(grid.at(row, key_col)).strip()
            if "." in key:
                found.setdefault(key, (grid, row, value_col))
    return found


def _key_and_value_columns(grid: Grid) -> tuple[int, int] | None:
    for values in grid.rows[:HEADER_SEARCH]:
        if HOME_KEY in values and HOME_VALUE in values:
            return values.index(HOME_KEY), values.index(HOME_VALUE)
    return None


def read_identity(
    cells: dict[str, tuple[Grid, int, int]], vocabularies: Vocabularies, notes: Notes, labels: dict[str, str]
) -> Identity:
    """Read the identity cells; an answer outside its list is kept in words out of the identity and said."""
    values: dict[str, str] = {}
    for field in IDENTITY_FIELDS:
        key = f"{IDENTITY_PREFIX}{field}"
        place = cells.get(key)
        if place is None:
            continue
        grid, row, col = place
        text = as_text(grid.at(row, col)).strip()
        if not text:
            continue
        terms = vocabularies.of(field)
        if not terms:
            values[field] = text
            notes.fate("accepted", grid, (row, col), text, key=key)
            continue
        term = _term(terms, text)
        if term is None:
            notes.fate("rejected", grid, (row, col), text, key=key)
            notes.issue("XA203", grid=grid, at=(row, col), value=text, field=labels[field])
            continue
        exact = text in (term.label.fr, term.label.en)
        taken = None if exact else term.id
        notes.fate("accepted" if exact else "normalised", grid, (row, col), text, taken=taken, key=key)
        values[field] = term.id
    return Identity(**values)


def read_applicability(
    cells: dict[str, tuple[Grid, int, int]], questions: tuple[Applicability, ...], notes: Notes
) -> tuple[str, ...]:
    """Return the questions answered no; an answer that is neither yes nor no counts as yes and is said."""
    refused = []
    for number, question in enumerate(questions, start=1):
        key = f"{APPLICABILITY_PREFIX}{question.id}"
        place = cells.get(key)
        if place is None:
            continue
        grid, row, col = place
        text = as_text(grid.at(row, col)).strip()
        if not text:
            continue
        answer = fold(text)
        if answer not in (*YES, *NO):
            notes.fate("rejected", grid, (row, col), text, key=key)
            notes.issue("XA203", grid=grid, at=(row, col), value=text, field=f"Question {number}")
            continue
        exact = text in ("Oui", "Non", "Yes", "No")
        taken = None if exact else answer
        notes.fate("accepted" if exact else "normalised", grid, (row, col), text, taken=taken, key=key)
        if answer in NO:
            refused.append(question.id)
    return tuple(refused)


def _term(terms: tuple[Term, ...], text: str) -> Term | None:
    folded = fold(text)
    for term in terms:
        if folded in (fold(term.id), *(fold(term.label.pick(lang)) for lang in LANGS)):
            return term
    return None
