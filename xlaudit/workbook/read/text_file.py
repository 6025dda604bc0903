"""The questionnaire saved as a text file, values parted by semicolons, commas or tabs."""

import csv
from io import StringIO

from xlaudit.model.errors import UnsafeWorkbookError
from xlaudit.rules import refusals
from xlaudit.workbook.read.facts import MAX_ROW
from xlaudit.workbook.read.grid import Grid

ENCODINGS = ("utf-8-sig", "cp1252")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
MAX_FIELD = 1_000_000


def read_text(data: bytes, name: str) -> Grid | None:
    """Return the values of a text file as a sheet, none when it is no text.

    Raises:
        UnsafeWorkbookError: it has more rows than any workbook to fill.
    """
    text = _decoded(data)
    if text is None:
        return None
    csv.field_size_limit(MAX_FIELD)
    first = next((line for line in text.splitlines() if line.strip(";,\t ")), "")
    delimiter = max(";\t,", key=first.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return None
    if len(rows) > MAX_ROW:
        raise UnsafeWorkbookError(name, refusals.far_cell(f"A{MAX_ROW + 1}"))
    return Grid("csv", [list(row) for row in rows])


def _decoded(data: bytes) -> str | None:
    if data.startswith(UTF16):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        return None
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
