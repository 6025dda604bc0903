"""The filled rows of the registers, by their hidden row of keys."""

from collections.abc import Iterable

from xlaudit.model.assessment import RegisterRow
from xlaudit.model.base import LANGS
from xlaudit.model.meta import Register, RegisterColumn
from xlaudit.workbook.layout import register_key
from xlaudit.workbook.read.grid import Grid, Value, as_text
from xlaudit.workbook.read.identity import NO, YES
from xlaudit.workbook.read.notes import Notes
from xlaudit.workbook.read.recognise import HEADER_SEARCH
from xlaudit.workbook.read.words import fold


def read_registers(
    grids: Iterable[Grid], registers: tuple[Register, ...], notes: Notes, wanted: dict[str, str]
) -> dict[str, tuple[RegisterRow, ...]]:
    """Return the filled rows of each register that the workbook holds.

    Args:
        grids: the sheets.
        registers: those of the meta-referential.
        notes: where issues and fates go.
        wanted: what a column of each type asks for, in words.
    """
    found = {}
    for register in registers:
        for grid in grids:
            place = _columns(grid, register)
            if place is not None:
                found[register.id] = _rows(grid, register, *place, notes, wanted)
                break
    return found


def _columns(grid: Grid, register: Register) -> tuple[dict[str, int], int] | None:
    """Return where each column of a register stands on a sheet, and its first row."""
    keys = {register_key(register.id, column.id): column.id for column in register.columns}
    for row, values in enumerate(grid.rows[:HEADER_SEARCH]):
        columns = {keys[value]: col for col, value in enumerate(values) if isinstance(value, str) and value in keys}
        if columns:
            return columns, row + 2
    return None


def _rows(
    grid: Grid, register: Register, columns: dict[str, int], first: int, notes: Notes, wanted: dict[str, str]
) -> tuple[RegisterRow, ...]:
    rows: list[RegisterRow] = []
    for number in range(first, len(grid.rows)):
        row: RegisterRow = {}
        for column in register.columns:
            if column.id not in columns:
                continue
            at = (number, columns[column.id])
            value = grid.at(*at)
            text = as_text(value).strip()
            if not text:
                continue
            taken = _value(column, value, text)
            if taken is None:
                names = {"register": register.label.pick(notes.lang), "column": column.label.pick(notes.lang)}
                notes.issue("XA204", grid=grid, at=at, value=text, wanted=wanted[column.type], **names)
            row[column.id] = text if taken is None else taken
            notes.fate("accepted", grid, at, text, key=register_key(register.id, column.id))
        if row:
            rows.append({column.id: row.get(column.id) for column in register.columns})
    return tuple(rows)


def _value(column: RegisterColumn, value: Value, text: str) -> str | float | None:
    """Return a value as its column means it, none when it is not of its type."""
    if column.type in ("number", "year"):
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        try:
            return float(text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", "."))
        except ValueError:
            return None
    if column.type == "choice":
        return next((c.id for c in column.choices if fold(text) in {fold(c.label.pick(lang)) for lang in LANGS}), None)
    if column.type == "yes_no":
        return "yes" if fold(text) in YES else "no" if fold(text) in NO else None
    return text
