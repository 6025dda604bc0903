"""What people wrote beside the table: notes on cells, columns and sheets of their own."""

from collections.abc import Iterable, Mapping

from xlaudit.model.assessment import Remark
from xlaudit.workbook.layout import CALC_SHEET, HOME_KEY, HOME_VALUE, MARK_SHEET, REGISTER_PREFIX, VOTES_PREFIX
from xlaudit.workbook.read.facts import address, position
from xlaudit.workbook.read.grid import Grid, as_text
from xlaudit.workbook.read.notes import Notes
from xlaudit.workbook.read.recognise import HEADER_SEARCH, Table


def read_remarks(table: Table, practice_of: Mapping[int, str], notes: Notes) -> tuple[Remark, ...]:
    """Return the notes on cells and the texts of added columns, each with its practice when it has one.

    Args:
        table: the questionnaire.
        practice_of: the practice of each row.
        notes: where it is said that remarks were kept.
    """
    grid = table.grid
    found = [_note(grid, cell, text, practice_of) for cell, text in grid.facts.notes.items()]
    if found:
        notes.issue("XA314", grid=grid, value=str(len(found)))
    known = set(table.columns.values())
    width = max((len(grid.rows[row]) for row in practice_of), default=0)
    for col in (col for col in range(width) if col not in known):
        texts = {row: as_text(grid.at(row, col)) for row in practice_of}
        written = {row: text for row, text in texts.items() if text.strip()}
        if written:
            heading = as_text(grid.at(table.header_row, col)).strip()
            notes.issue("XA314", grid=grid, at=(table.header_row, col), value=heading or address(table.header_row, col))
            found += [
                Remark(practice=practice_of[row], sheet=grid.name, cell=address(row, col), heading=heading, text=text)
                for row, text in written.items()
            ]
    return tuple(found)


def _note(grid: Grid, cell: str, text: str, practice_of: Mapping[int, str]) -> Remark:
    row, _ = position(cell)
    return Remark(practice=practice_of.get(row), sheet=grid.name, cell=cell, text=text)


def say_added_sheets(grids: Iterable[Grid], tables: Iterable[Table], ours: Iterable[str], notes: Notes) -> None:
    """Say which sheets with something in them are not of the workbook.

    Args:
        grids: every sheet.
        tables: those that hold the questionnaire.
        ours: the names of the sheets that a workbook has, in every language.
        notes: where it is said.
    """
    known = {table.grid.name for table in tables} | set(ours) | {MARK_SHEET, CALC_SHEET}
    for grid in grids:
        if grid.name not in known and not _has_keys(grid) and any(as_text(v).strip() for row in grid.rows for v in row):
            notes.issue("XA315", grid=grid)


def _has_keys(grid: Grid) -> bool:
    """Tell whether a sheet is the first one, a register or that of the votes, by its row of keys."""
    for values in grid.rows[:HEADER_SEARCH]:
        if HOME_KEY in values and HOME_VALUE in values:
            return True
        if any(isinstance(value, str) and value.startswith((REGISTER_PREFIX, VOTES_PREFIX)) for value in values):
            return True
    return False
