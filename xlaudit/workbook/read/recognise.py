"""Find the sheets, columns and rows: by machine key, then by label, then by the text of the practice."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from xlaudit.model.base import LANGS
from xlaudit.model.meta import MetaReferential
from xlaudit.model.template import ColumnKey, WorkbookTemplate
from xlaudit.workbook.layout import ANSWER_KEYS, LEVEL_KEYS, MAGIC, MARK_FIELDS, MARK_SHEET
from xlaudit.workbook.read.grid import Grid, as_text
from xlaudit.workbook.read.words import fold

Labels = dict[str, ColumnKey]
"""Headings of every template and language, folded, with the key of their column."""
HEADER_SEARCH = 60
"""How many rows are searched for the keys or the headings."""
LEAST_LABELS = 3


@dataclass(frozen=True)
class Table:
    """The questionnaire as found: where its columns are, and where its rows begin."""

    grid: Grid
    columns: dict[ColumnKey, int]
    first_row: int
    by_key: bool
    header_row: int

    @property
    def filled_rows(self) -> int:
        """How many rows under the headings have a reference or a title."""
        columns = [self.columns[key] for key in ("practice", "title") if key in self.columns]
        rows = range(self.header_row + 1, len(self.grid.rows))
        return sum(any(as_text(self.grid.at(row, col)).strip() for col in columns) for row in rows)

    @cached_property
    def answer_columns(self) -> dict[ColumnKey, int]:
        """The columns that people fill."""
        return {key: col for key, col in self.columns.items() if key in ANSWER_KEYS}


def read_mark(grids: Iterable[Grid], fields: Iterable[str] = MARK_FIELDS) -> dict[str, str] | None:
    """Return what the identity sheet says, by field; none when there is no such sheet."""
    for grid in sorted(grids, key=lambda grid: grid.name != MARK_SHEET):
        pairs = {
            as_text(grid.at(row, 0)): as_text(grid.at(row, 1)) for row in range(min(len(grid.rows), HEADER_SEARCH))
        }
        if pairs.get("magic") == MAGIC:
            return {field: pairs.get(field, "") for field in fields}
    return None


def find_tables(grids: Iterable[Grid], labels: Labels) -> list[Table]:
    """Return every sheet that holds the questionnaire, those known by their keys first."""
    keys: set[str] = set(labels.values()) | set(ANSWER_KEYS)
    tables = []
    for grid in grids:
        table = _by_keys(grid, keys, labels) or _by_labels(grid, labels)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: not table.by_key)


def known_labels(templates: Iterable[WorkbookTemplate]) -> Labels:
    """Return every heading of every template and language, folded, with its key."""
    return {
        fold(column.label.pick(lang)): column.key
        for template in templates
        for columns in template.columns.values()
        for column in columns
        for lang in LANGS
    }


def _by_keys(grid: Grid, keys: set[str], labels: Labels) -> Table | None:
    """Find the row of keys; a column that lost its key is known by its heading below."""
    for row, values in enumerate(grid.rows[:HEADER_SEARCH]):
        found: dict[ColumnKey, int] = {}
        for col, value in enumerate(values):
            if isinstance(value, str) and value.strip() in keys:
                found.setdefault(value.strip(), col)  # type: ignore[arg-type]
        answers = sum(key in found for key in ANSWER_KEYS)
        if ("practice" in found and len(found) >= LEAST_LABELS) or (answers and len(found) > LEAST_LABELS):
            header = _heading_row(grid, row + 1, labels)
            taken = set(found.values())
            for col, value in enumerate(grid.rows[header] if header < len(grid.rows) else []):
                if col not in taken and isinstance(value, str) and (key := labels.get(fold(value))):
                    found.setdefault(key, col)
            return Table(grid, found, header, by_key=True, header_row=header)
    return None


def _heading_row(grid: Grid, first: int, labels: Labels) -> int:
    """Return the row of headings under the row of keys, the next row when there is none."""
    for row, values in enumerate(grid.rows[first : first + 5], start=first):
        if sum(isinstance(value, str) and fold(value) in labels for value in values) >= LEAST_LABELS:
            return row
    return first


def _by_labels(grid: Grid, labels: Labels) -> Table | None:
    for row, values in enumerate(grid.rows[:HEADER_SEARCH]):
        found: dict[ColumnKey, int] = {}
        for col, value in enumerate(values):
            if isinstance(value, str) and (key := labels.get(fold(value))):
                found.setdefault(key, col)
        known_row = "practice" in found or "title" in found
        if known_row and len(found) >= LEAST_LABELS and any(key in found for key in LEVEL_KEYS):
            return Table(grid, found, row + 1, by_key=False, header_row=row)
    return None


_FINDERS: dict[int, tuple[MetaReferential, "PracticeFinder"]] = {}


def finder_of(meta: MetaReferential) -> "PracticeFinder":
    """Return the finder of a meta-referential, made once: folding its titles takes as long as reading a file."""
    if id(meta) not in _FINDERS:
        _FINDERS[id(meta)] = (meta, PracticeFinder(meta))
    return _FINDERS[id(meta)][1]


class PracticeFinder:
    """Tell which practice a row is about: by its reference, else by its title."""

    def __init__(self, meta: MetaReferential) -> None:
        self._by_id = {fold(practice.id).replace(" ", ""): practice.id for practice in meta.practices}
        self._by_title: dict[str, str] = {}
        for practice in meta.practices:
            for lang in LANGS:
                self._by_title[fold(practice.title.pick(lang))] = practice.id

    def by_reference(self, table: Table, row: int) -> str | None:
        """Return the practice that the reference of a row names."""
        if "practice" not in table.columns:
            return None
        reference = fold(as_text(table.grid.at(row, table.columns["practice"]))).replace(" ", "")
        return self._by_id.get(reference)

    def by_title(self, table: Table, row: int) -> str | None:
        """Return the practice that the title of a row names."""
        if "title" not in table.columns:
            return None
        return self._by_title.get(fold(as_text(table.grid.at(row, table.columns["title"]))))

    def known(self, table: Table) -> set[str]:
        """Return the practices that the rows of a table name."""
        rows = range(table.first_row, len(table.grid.rows))
        return {practice for row in rows if (practice := self.find(table, row))}

    def find(self, table: Table, row: int) -> str | None:
        """Return the practice of a row, by its reference, else by its title."""
        return self.by_reference(table, row) or self.by_title(table, row)
