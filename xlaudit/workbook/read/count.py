"""The cells of a facilitator's count: people present, dots per practice and choice, and per category of actors."""

from collections.abc import Iterable
from typing import Any

from xlaudit.model.bundle import Bundle
from xlaudit.model.workshop import NO_VOTES, Counts, PracticeVotes
from xlaudit.workbook.layout import CATEGORY_KEY, MOST_VOTES, PRESENT_KEY
from xlaudit.workbook.read.identity import HomeCells, term_of
from xlaudit.workbook.read.notes import Notes
from xlaudit.workbook.read.votes import CountRow, CountTable, read_counts, whole_number


def read_count(
    tables: Iterable[CountTable], cells: HomeCells, bundle: Bundle, notes: Notes, label: str
) -> dict[str, Any]:
    """Read the people present and the dots, as the fields of a count.

    Args:
        tables: the sheets of counts.
        cells: the keyed cells above them.
        bundle: the meta-referential.
        notes: where issues and fates go.
        label: what the number of people present is called.
    """
    known = tuple(practice.id for practice in bundle.meta.practices)
    present = _present(cells, notes, label)
    apart: dict[str, dict[str, Counts]] = {}
    rows: dict[str, tuple[CountTable, CountRow]] = {}
    for table in tables:
        for row in read_counts(table, known, notes):
            if CATEGORY_KEY not in table.columns:
                rows.setdefault(row.practice, (table, row))
            elif (term := term_of(bundle.vocabularies.actor_categories, row.category)) is not None:
                apart.setdefault(term.id, {})[row.practice] = row.counts
    votes = []
    for practice, (table, row) in rows.items():
        counts = _whole(row, [of_one.get(practice, NO_VOTES) for of_one in apart.values()], table, notes)
        votes.append(PracticeVotes(practice=practice, counts=counts))
        if present is not None and sum(counts) > present:
            values = {"value": str(sum(counts)), "invited": str(present)}
            notes.issue("XA424", grid=table.grid, at=row.at, practice=practice, **values)
    return {
        "invited": present or None,
        "votes": tuple(votes),
        "categories": {
            category: tuple(PracticeVotes(practice=name, counts=counts) for name, counts in found.items())
            for category, found in apart.items()
        },
    }


def _whole(row: CountRow, apart: list[Counts], table: CountTable, notes: Notes) -> Counts:
    """Return the votes of all: those of the row, or those of the categories where only these were counted."""
    together = tuple(sum(counts) for counts in zip(NO_VOTES, *apart, strict=True))
    low, against, neutral, wanted, high = map(max, row.counts, together)
    if sum(row.counts) and (low, against, neutral, wanted, high) != row.counts:
        notes.issue("XA425", grid=table.grid, at=row.at, practice=row.practice)
    return low, against, neutral, wanted, high


def _present(cells: HomeCells, notes: Notes, label: str) -> int | None:
    cell = cells.filled(PRESENT_KEY)
    if cell is None:
        return None
    number = whole_number(cell.text)
    if number is None:
        notes.issue("XA423", grid=cell.grid, at=cell.at, value=cell.text, where=label, most=str(MOST_VOTES))
    notes.fate("rejected" if number is None else "accepted", cell.grid, cell.at, cell.text, key=cell.key)
    return number
