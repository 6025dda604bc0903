"""The cells of a ballot: whose it is, its votes and its remarks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from xlaudit.model.bundle import Bundle
from xlaudit.model.issue import Fate
from xlaudit.model.workshop import Vote
from xlaudit.workbook.layout import CODE_KEY, IDENTITY_PREFIX, VOTE_KEYS
from xlaudit.workbook.read.answers import SupportWords
from xlaudit.workbook.read.facts import address
from xlaudit.workbook.read.grid import Grid, as_text
from xlaudit.workbook.read.identity import HomeCells, term_of
from xlaudit.workbook.read.notes import Notes
from xlaudit.workbook.read.recognise import HEADER_SEARCH
from xlaudit.workbook.read.words import fold, tidy

PRACTICE, VOTE, REMARK = VOTE_KEYS


@dataclass(frozen=True, slots=True)
class BallotTable:
    """The table of a ballot as found: where its columns are, and where its rows begin."""

    grid: Grid
    columns: dict[str, int]
    first_row: int

    def text(self, row: int, key: str) -> str:
        """Return what a cell holds, of a spreadsheet error its name; "" where there is no such column."""
        if key not in self.columns:
            return ""
        cell = address(row, self.columns[key])
        return self.grid.facts.errors.get(cell) or as_text(self.grid.at(row, self.columns[key])).strip()


def find_ballot(grids: Iterable[Grid]) -> BallotTable | None:
    """Return the table of votes, by its hidden row of keys."""
    for grid in grids:
        for row, values in enumerate(grid.rows[:HEADER_SEARCH]):
            columns = {value: col for col, value in enumerate(values) if isinstance(value, str) and value in VOTE_KEYS}
            if PRACTICE in columns and VOTE in columns:
                return BallotTable(grid, columns, row + 2)
    return None


def read_ballot(
    table: BallotTable, cells: HomeCells, bundle: Bundle, asked: tuple[str, ...], notes: Notes, label: str
) -> dict[str, Any]:
    """Read code, category and votes, as the fields of a ballot.

    Args:
        table: where the votes stand.
        cells: the keyed cells above it.
        bundle: the meta-referential.
        asked: the practices that the ballot was made for; a row that somebody deleted counts as blank.
        notes: where issues and fates go.
        label: what the category of actors is called.
    """
    votes = {vote.practice: vote for vote in _Votes(table, bundle, notes).read()}
    asked = tuple(name for name in asked if name in bundle.meta.by_id)
    return {
        "code": _code(cells, notes),
        "actor_category": _category(cells, bundle, notes, label),
        "votes": tuple(votes.get(name) or Vote(practice=name) for name in dict.fromkeys((*asked, *votes))),
    }


def _code(cells: HomeCells, notes: Notes) -> str | None:
    """Return the code in one form: ``a 01`` and ``A01`` are the same."""
    cell = cells.filled(CODE_KEY)
    if cell is None:
        return None
    notes.fate("accepted", cell.grid, cell.at, cell.text, key=CODE_KEY)
    return tidy(cell.text).upper().replace(" ", "")


def _category(cells: HomeCells, bundle: Bundle, notes: Notes, label: str) -> str | None:
    cell = cells.filled(f"{IDENTITY_PREFIX}actor_category")
    if cell is None:
        return None
    term = term_of(bundle.vocabularies.actor_categories, cell.text)
    if term is None:
        notes.fate("rejected", cell.grid, cell.at, cell.text, key=cell.key)
        notes.issue("XA203", grid=cell.grid, at=cell.at, value=cell.text, field=label)
        return None
    notes.fate("accepted", cell.grid, cell.at, cell.text, key=cell.key)
    return term.id


class _Votes:
    """The rows of a ballot, being read."""

    def __init__(self, table: BallotTable, bundle: Bundle, notes: Notes) -> None:
        self._table, self._notes = table, notes
        self._words = SupportWords(bundle.scale, notes.lang)
        self._choices = ", ".join(option.label.pick(notes.lang) for option in bundle.scale.support)
        self._references = {fold(practice.id): practice.id for practice in bundle.meta.practices}

    def read(self) -> Iterable[Vote]:
        """Yield a vote for each row of a known practice, the first of each."""
        rows: dict[str, int] = {}
        grid = self._table.grid
        for number in range(self._table.first_row, len(grid.rows)):
            reference = self._table.text(number, PRACTICE)
            practice = self._references.get(fold(reference))
            filled = any(self._table.text(number, key) for key in (VOTE, REMARK))
            if practice is not None and practice not in rows:
                rows[practice] = number
                self._say_unvalued(number, practice)
                yield Vote(practice=practice, value=self._vote(number, practice), remark=self._remark(number, practice))
            elif filled:
                at = (number, self._table.columns[PRACTICE])
                if practice is None:
                    self._notes.issue("XA305", grid=grid, at=at, value=reference)
                else:
                    both = f"{rows[practice] + 1}, {number + 1}"
                    self._notes.issue("XA304", grid=grid, at=at, practice=practice, value=both)
                self._ignore(number, practice)

    def _vote(self, row: int, practice: str) -> int | None:
        text = self._table.text(row, VOTE)
        if not text:
            return None
        at = (row, self._table.columns[VOTE])
        found = None
        if address(*at) not in self._table.grid.facts.errors:
            found = self._words.read(self._table.grid.at(*at))
        if found is None:
            self._notes.issue(
                "XA422", grid=self._table.grid, at=at, practice=practice, value=text, choices=self._choices
            )
            self._notes.fate("rejected", self._table.grid, at, text, practice=practice, key=VOTE)
            return None
        value, exact = found
        taken = None if exact else self._words.display(value)
        fate: Fate = "accepted" if exact else "normalised"
        self._notes.fate(fate, self._table.grid, at, text, taken=taken, practice=practice, key=VOTE)
        return value

    def _remark(self, row: int, practice: str) -> str | None:
        text = self._table.text(row, REMARK)
        if text:
            at = (row, self._table.columns[REMARK])
            self._notes.fate("accepted", self._table.grid, at, text, practice=practice, key=REMARK)
        return text or None

    def _say_unvalued(self, row: int, practice: str) -> None:
        """Say which cells hold a formula that nothing has calculated."""
        for key in (VOTE, REMARK):
            at = (row, self._table.columns.get(key, -1))
            if at[1] >= 0 and address(*at) in self._table.grid.facts.unvalued:
                self._notes.issue("XA407", grid=self._table.grid, at=at, practice=practice)
                self._notes.fate("rejected", self._table.grid, at, "", practice=practice, key=key)

    def _ignore(self, row: int, practice: str | None) -> None:
        for key in (VOTE, REMARK):
            if text := self._table.text(row, key):
                at = (row, self._table.columns[key])
                self._notes.fate("ignored", self._table.grid, at, text, practice=practice, key=key)
