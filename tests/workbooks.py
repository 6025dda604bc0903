"""A generated workbook in openpyxl's hands: find its cells by practice and key, type into it, mangle it, save it."""

import warnings
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xlaudit.api import read
from xlaudit.model.assessment import Answer, Assessment

KEYS_ROW, HEADER_ROW, FIRST_ROW = 4, 5, 6
"""The rows of the questionnaire as a person numbers them."""


def open_book(data: bytes) -> Workbook:
    """Open a workbook; openpyxl warns that it drops what it does not know (data bars), which no test looks at."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*extension is not supported", category=UserWarning)
        return openpyxl.load_workbook(BytesIO(data))


class Filled:
    """A workbook being filled."""

    def __init__(self, data: bytes, sheet: str = "Diagnostic") -> None:
        self.book: Workbook = open_book(data)
        self.table: Worksheet = self.book[sheet]
        self.columns = {str(cell.value): i for i, cell in enumerate(self.table[KEYS_ROW], start=1)}
        column = self.columns["practice"]
        self.rows = {str(self.table.cell(row, column).value): row for row in range(FIRST_ROW, self.table.max_row + 1)}

    def cell(self, practice: str, key: str) -> Cell:
        """Return the cell of a practice in the column of a key."""
        found = self.table.cell(self.rows[practice], self.columns[key])
        assert isinstance(found, Cell)
        return found

    def type(self, practice: str, key: str, value: Any) -> str:
        """Type a value and return the address of its cell."""
        cell = self.cell(practice, key)
        cell.value = value
        return str(cell.coordinate)

    def put(self, row: int, key: str, value: Any) -> None:
        """Write a value in any row of the table, below or above its practices."""
        cell = self.table.cell(row, self.columns[key])
        assert isinstance(cell, Cell)
        cell.value = value

    def add_row(self, reference: str | None, **values: Any) -> int:
        """Add a row below the table and return its number."""
        row = self.table.max_row + 1
        for key, value in {"practice": reference, **values}.items():
            self.put(row, key, value)
        return row

    def mark(self, field: str, value: str) -> None:
        """Change what the identity sheet says."""
        for name, cell in self.book["_xlaudit"].iter_rows(max_col=2):
            if name.value == field:
                assert isinstance(cell, Cell)
                cell.value = value

    def identity(self, field: str) -> Cell:
        """Return the cell of an identity field of the first sheet."""
        home = self.book.worksheets[0]
        for row in home.iter_rows():
            if row[0].value == f"identity.{field}":
                assert isinstance(row[2], Cell)
                return row[2]
        raise LookupError(field)

    def bytes(self) -> bytes:
        """Return the file."""
        buffer = BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()

    def read(self, folder: Path) -> Assessment:
        """Save the workbook and read it."""
        return read_bytes(self.bytes(), folder)


def read_bytes(data: bytes, folder: Path, name: str = "rempli.xlsx") -> Assessment:
    """Write a file and read it."""
    path = folder / name
    path.write_bytes(data)
    return read(path)


def answer_of(read_back: Assessment, practice: str) -> Answer:
    """Return the answer to one practice."""
    return next(answer for answer in read_back.answers if answer.practice == practice)


def signed_formats(book: Workbook) -> set[str]:
    """Return the number formats of a workbook that say how a negative number is shown."""
    formats = {str(cell.number_format) for sheet in book for row in sheet.iter_rows() for cell in row}
    return {form for form in formats if ";" in form or "-" in form}


def repacked(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return an archive with a piece of one part replaced; the piece must be there."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(buffer, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == part:
                assert old in content, f"{old!r} is not in {part}"
                content = content.replace(old, new, 1)
            after.writestr(entry, content)
    return buffer.getvalue()


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    """Return an archive with some parts more."""
    buffer = BytesIO(data)
    with ZipFile(buffer, "a", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
