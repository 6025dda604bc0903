"""The values of every sheet, with absolute addresses."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from xlaudit.model.errors import NotAWorkbookError
from xlaudit.rules import refusals
from xlaudit.workbook.read.facts import NO_FACTS, SheetFacts

Value = str | float | int | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: rows of values from A1 on, "" where there is nothing."""

    name: str
    rows: list[list[Value]]
    facts: SheetFacts = NO_FACTS

    def at(self, row: int, col: int) -> Value:
        """Return a value by row and column counted from 0, "" outside the sheet."""
        if row < len(self.rows) and col < len(self.rows[row]):
            return self.rows[row][col]
        return ""


def one_line_break(text: str) -> str:
    """Return a text whose line breaks are all the same, whatever program wrote them."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def as_text(value: Value) -> str:
    """Return a value as a person would have typed it: 3.0 as ``3``, a day as ``2026-03-02``, any line break as one."""
    if isinstance(value, str):
        return one_line_break(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return str(value)


def read_grids(data: bytes, name: str, facts: dict[str, SheetFacts], skipped: frozenset[str]) -> list[Grid]:
    """Read the values of every worksheet, hidden ones included, but those skipped.

    Raises:
        NotAWorkbookError: when the values cannot be read.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return [
            Grid(
                sheet.name,
                book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False),
                facts.get(sheet.name, NO_FACTS),
            )
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.name not in skipped
        ]
    except PasswordError as error:
        raise NotAWorkbookError(name, refusals.PROTECTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise NotAWorkbookError(name, refusals.UNREADABLE) from error
