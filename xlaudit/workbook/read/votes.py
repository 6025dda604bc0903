"""Numbers of votes per practice and choice: the sheet of votes of a workbook, and a facilitator's count."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xlaudit.model.workshop import DEGREES, Counts, PracticeVotes
from xlaudit.workbook.layout import CATEGORY_KEY, INVITED_KEY, MOST_VOTES, votes_key
from xlaudit.workbook.read.facts import address
from xlaudit.workbook.read.grid import Grid, as_text
from xlaudit.workbook.read.notes import Notes
from xlaudit.workbook.read.recognise import HEADER_SEARCH
from xlaudit.workbook.read.words import fold

KEYS = {votes_key(degree): degree for degree in DEGREES}


@dataclass(frozen=True, slots=True)
class CountTable:
    """A sheet of counts as found: where its columns are, by machine key, and where its rows begin."""

    grid: Grid
    columns: dict[str, int]
    first_row: int


@dataclass(frozen=True, slots=True)
class CountRow:
    """One row of counts; ``category`` is the text of its category of actors, empty where there is none."""

    at: tuple[int, int]
    practice: str
    category: str
    counts: Counts
    invited: int | None


def find_counts(grids: Iterable[Grid]) -> list[CountTable]:
    """Return every sheet with a row of keys that names practices and choices."""
    found = []
    for grid in grids:
        for row, values in enumerate(grid.rows[:HEADER_SEARCH]):
            texts = [(col, value) for col, value in enumerate(values) if isinstance(value, str) and value]
            if not any("practice" in text for _, text in texts):
                continue
            columns = {text.strip(): col for col, text in texts if text.strip()}
            if "practice" in columns and columns.keys() & KEYS.keys():
                found.append(CountTable(grid, columns, row + 2))
                break
    return found


def read_votes(grids: Iterable[Grid], selection: tuple[str, ...], notes: Notes) -> tuple[PracticeVotes, ...]:
    """Read the sheet of votes of a workbook, in the order of its practices; nothing when it has none."""
    for table in find_counts(grids):
        if CATEGORY_KEY not in table.columns:
            rows = {row.practice: row for row in read_counts(table, selection, notes)}
            return tuple(
                PracticeVotes(practice=name, counts=rows[name].counts, invited=rows[name].invited)
                for name in selection
                if name in rows
            )
    return ()


def read_counts(table: CountTable, known: Iterable[str], notes: Notes) -> Iterator[CountRow]:
    """Yield the rows of a sheet of counts, each practice (of each category) once."""
    references = {fold(name): name for name in known}
    seen: dict[tuple[str, str], CountRow] = {}
    for number in range(table.first_row, len(table.grid.rows)):
        reference = as_text(table.grid.at(number, table.columns["practice"]))
        practice = references.get(fold(reference))
        filled = any(as_text(table.grid.at(number, col)).strip() for key, col in table.columns.items() if key in KEYS)
        at = (number, table.columns["practice"])
        if practice is None:
            if filled:
                notes.issue("XA305", grid=table.grid, at=at, value=reference)
            continue
        category = as_text(table.grid.at(number, table.columns[CATEGORY_KEY])) if CATEGORY_KEY in table.columns else ""
        if (practice, category) in seen:
            if filled:
                rows = f"{seen[practice, category].at[0] + 1}, {number + 1}"
                notes.issue("XA304", grid=table.grid, at=at, practice=practice, value=rows)
            continue
        counts = [_number(table, number, practice, votes_key(degree), notes) or 0 for degree in DEGREES]
        low, against, neutral, wanted, high = counts
        invited = _number(table, number, practice, INVITED_KEY, notes) or None
        row = CountRow(at, practice, category, (low, against, neutral, wanted, high), invited)
        if invited is not None and sum(counts) > invited:
            notes.issue(
                "XA424", grid=table.grid, at=at, practice=practice, value=str(sum(counts)), invited=str(invited)
            )
        seen[practice, category] = row
        yield row


def _number(table: CountTable, row: int, practice: str, key: str, notes: Notes) -> int | None:
    """Return the number of votes in a cell, none where there is none; what is no such number is said."""
    if key not in table.columns:
        return None
    at = (row, table.columns[key])
    value, cell = table.grid.at(*at), address(row, table.columns[key])
    text = table.grid.facts.errors.get(cell) or as_text(value)
    if cell in table.grid.facts.unvalued:
        notes.issue("XA407", grid=table.grid, at=at, practice=practice)
        notes.fate("rejected", table.grid, at, text, practice=practice, key=key)
        return None
    if not text.strip():
        return None
    number = whole_number(text)
    if number is None or isinstance(value, bool):
        notes.issue(
            "XA423", grid=table.grid, at=at, practice=practice, value=text, where=practice, most=str(MOST_VOTES)
        )
        notes.fate("rejected", table.grid, at, text, practice=practice, key=key)
        return None
    taken = str(number) if isinstance(value, str) else None
    notes.fate("normalised" if taken else "accepted", table.grid, at, text, taken=taken, practice=practice, key=key)
    return number


def whole_number(text: str) -> int | None:
    """Return the number of votes that a text is, none when it is no such number; the same rule as on the sheet."""
    text = text.strip(" ")
    if not (text.isascii() and text.isdigit()) or int(text) > MOST_VOTES:
        return None
    return int(text) if str(int(text)) == text else None
