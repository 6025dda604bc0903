"""The rows of the questionnaire to answers, every filled cell accounted for."""

from dataclasses import dataclass

from xlaudit.model.assessment import Answer
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.issue import Fate
from xlaudit.model.template import ColumnKey
from xlaudit.workbook.layout import LEVEL_KEYS
from xlaudit.workbook.read.answers import LevelWords, SupportWords, Taken
from xlaudit.workbook.read.facts import address
from xlaudit.workbook.read.grid import Grid, Value, as_text
from xlaudit.workbook.read.notes import Notes
from xlaudit.workbook.read.recognise import Table, finder_of

KEPT_FIRST: tuple[ColumnKey, ...] = ("retained", "level", "declared")
"""Which level is kept where several were given."""
TEXT_KEYS: tuple[ColumnKey, ...] = ("evidence", "comment", "notes", "initials")


@dataclass
class _Row:
    """The cells of one row as found: value by column key."""

    number: int
    values: dict[ColumnKey, Value]

    @property
    def answered(self) -> dict[ColumnKey, str]:
        return {key: as_text(value).strip() for key, value in self.values.items()}


class QuestionnaireReader:
    """Read the rows of one table.

    Args:
        bundle: the meta-referential the workbook was made from.
        notes: where issues and fates go.
        lang: the language of what is shown.
    """

    def __init__(self, bundle: Bundle, notes: Notes, lang: Lang) -> None:
        self._bundle, self._notes = bundle, notes
        self._levels = LevelWords(bundle.scale, lang)
        self._support = SupportWords(bundle.scale, lang)
        self._finder = finder_of(bundle.meta)
        self.practice_of: dict[int, str] = {}
        """The practice of each row of the table read last."""

    def read(self, table: Table, selection: tuple[str, ...]) -> tuple[Answer, ...]:
        """Return an answer for every practice of the selection, in its order."""
        rows: dict[str, _Row] = {}
        asked = frozenset(selection)
        self.practice_of = {}
        for number in range(table.first_row, len(table.grid.rows)):
            self._sort(table, number, asked, rows)
        for practice in selection:
            if practice not in rows:
                self._notes.issue("XA303", grid=table.grid, practice=practice)
        return tuple(self._answer(table.grid, table, practice, rows.get(practice)) for practice in selection)

    def _sort(self, table: Table, number: int, selection: frozenset[str], rows: dict[str, _Row]) -> None:
        """Give a row to its practice; a row that is nobody's, or comes twice, is said and its cells are ignored."""
        grid = table.grid
        row = _Row(number, self._filled(table, number))
        practice, titled = self._finder.by_reference(table, number), self._finder.by_title(table, number)
        by_reference = practice is not None
        practice = practice or titled
        if practice is None or practice not in selection:
            if row.values and not self._is_heading(table, number):
                reference = as_text(grid.at(number, table.columns.get("practice", 0)))
                self._notes.issue("XA305", grid=grid, at=(number, min(table.columns.values())), value=reference)
                self._ignore(grid, table, row, None)
            return
        at = (number, min(table.columns.values()))
        if by_reference and titled not in (None, practice) and row.values:
            self._notes.issue("XA313", grid=grid, at=at, practice=practice, value=titled)
        if practice not in rows:
            rows[practice] = row
            self.practice_of[number] = practice
            if not by_reference:
                self._notes.issue("XA307", grid=grid, at=at, practice=practice)
            return
        if row.answered == rows[practice].answered or not row.values:
            self._notes.issue("XA308", grid=grid, at=at, practice=practice)
        elif not rows[practice].values:
            rows[practice], row = row, rows[practice]
            self._notes.issue("XA308", grid=grid, at=at, practice=practice)
        else:
            rows_named = f"{rows[practice].number + 1}, {number + 1}"
            self._notes.issue("XA304", grid=grid, at=at, practice=practice, value=rows_named)
        self._ignore(grid, table, row, practice)

    def _filled(self, table: Table, number: int) -> dict[ColumnKey, Value]:
        """Return the filled answer cells of a row; errors and empty formulas count as filled."""
        grid = table.grid
        if not grid.facts.odd:
            values = {key: grid.at(number, col) for key, col in table.answer_columns.items()}
            return {key: value for key, value in values.items() if value != ""}
        filled: dict[ColumnKey, Value] = {}
        for key, col in table.answer_columns.items():
            cell = address(number, col)
            if cell in grid.facts.errors:
                filled[key] = grid.facts.errors[cell]
            elif cell in grid.facts.unvalued:
                filled[key] = ""
            elif (value := grid.at(number, col)) != "":
                filled[key] = bool(value) if cell in grid.facts.booleans else value
        return filled

    def _is_heading(self, table: Table, number: int) -> bool:
        """Tell whether a row below the keys is the row of headings."""
        return table.by_key and number == table.first_row and "practice" in table.columns

    def _ignore(self, grid: Grid, table: Table, row: _Row, practice: str | None) -> None:
        for key, value in row.values.items():
            at = (row.number, table.columns[key])
            self._notes.fate("ignored", grid, at, as_text(value), practice=practice, key=key)

    def _answer(self, grid: Grid, table: Table, practice: str, row: _Row | None) -> Answer:
        if row is None or not row.values:
            return Answer(practice=practice)
        levels = {key: self._level(grid, table, practice, row, key) for key in LEVEL_KEYS if key in row.values}
        texts = {key: self._text(grid, table, practice, row, key) for key in TEXT_KEYS if key in row.values}
        kept = next((level for key in KEPT_FIRST if (level := levels.get(key)) is not None), None)
        if kept in self._bundle.scale.not_applicable and self._bundle.meta.by_id[practice].not_applicable == "never":
            key = next(key for key in KEPT_FIRST if levels.get(key) == kept)
            self._notes.issue("XA405", grid=grid, at=(row.number, table.columns[key]), practice=practice, value=kept)
        return Answer(
            practice=practice,
            level=kept,
            declared=levels.get("declared"),
            support=self._support_of(grid, table, practice, row),
            **texts,
        )

    def _filled_text(self, grid: Grid, table: Table, practice: str, row: _Row, key: ColumnKey) -> str | None:
        """Return what a cell holds as text; a blank, an error or a formula without a value is said, and is none."""
        if key not in row.values:
            return None
        at = (row.number, table.columns[key])
        text = as_text(row.values[key])
        if grid.facts.odd and ((cell := address(*at)) in grid.facts.errors or cell in grid.facts.unvalued):
            code = "XA406" if cell in grid.facts.errors else "XA407"
            self._notes.issue(code, grid=grid, at=at, practice=practice, value=text)
            self._notes.fate("rejected", grid, at, text, practice=practice, key=key)
            return None
        if not text.strip():
            self._notes.fate("ignored", grid, at, text, practice=practice, key=key)
            return None
        return text

    def _level(self, grid: Grid, table: Table, practice: str, row: _Row, key: ColumnKey) -> str | None:
        text = self._filled_text(grid, table, practice, row, key)
        if text is None:
            return None
        at = (row.number, table.columns[key])
        found = self._levels.read(row.values[key])
        if isinstance(found, Taken):
            taken = None if found.exact else self._levels.display(found.id)
            fate: Fate = "accepted" if found.exact else "normalised"
            self._notes.fate(fate, grid, at, text, taken=taken, practice=practice, key=key)
            return found.id
        code = {"unknown": "XA401", "near": "XA402", "ask": "XA403"}[found.why]
        self._notes.issue(code, grid=grid, at=at, practice=practice, value=text, near=found.near)
        self._notes.fate("rejected", grid, at, text, practice=practice, key=key)
        return None

    def _support_of(self, grid: Grid, table: Table, practice: str, row: _Row) -> int | None:
        text = self._filled_text(grid, table, practice, row, "support")
        if text is None:
            return None
        at = (row.number, table.columns["support"])
        found = self._support.read(row.values["support"])
        if found is None:
            self._notes.issue("XA404", grid=grid, at=at, practice=practice, value=text)
            self._notes.fate("rejected", grid, at, text, practice=practice, key="support")
            return None
        value, exact = found
        taken = None if exact else self._support.display(value)
        fate: Fate = "accepted" if exact else "normalised"
        self._notes.fate(fate, grid, at, text, taken=taken, practice=practice, key="support")
        return value

    def _text(self, grid: Grid, table: Table, practice: str, row: _Row, key: ColumnKey) -> str | None:
        text = self._filled_text(grid, table, practice, row, key)
        if text is not None:
            at = (row.number, table.columns[key])
            self._notes.fate("accepted", grid, at, text, practice=practice, key=key)
        return text
