"""The sheets beside the questionnaire as people see them: nothing empty in a table, no text cut."""

from collections.abc import Iterator

import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbooks import open_book
from xlaudit.api import generate
from xlaudit.model.bundle import Bundle


@pytest.fixture(scope="module")
def referent(services: Bundle) -> Workbook:
    return open_book(generate(services, profile="referent"))


def found(sheet: Worksheet, text: str) -> tuple[int, int]:
    """Return the row and the column of a text."""
    return next((cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value == text)


def width(sheet: Worksheet, column: int) -> float:
    """Return the width of a column in characters; neighbours of one width are written together."""
    return next(
        float(item.width) for item in sheet.column_dimensions.values() if (item.min or 0) <= column <= (item.max or 0)
    )


def framed(sheet: Worksheet, row: int, column: int) -> Iterator[int]:
    """Yield the columns of a table from one of its headings on, as far as its frame goes."""
    while sheet.cell(row, column).border.left.style is not None:
        yield column
        column += 1


def test_the_grid_of_impact_and_effort_has_no_empty_column_and_efforts_of_one_width(referent: Workbook) -> None:
    sheet = referent["Priorités"]
    row, first = found(sheet, "Impact le plus fort ↓  Effort →")
    columns = list(framed(sheet, row, first))
    assert [sheet.cell(row, column).value for column in columns[1:]] == [
        "quelques jours",
        "quelques semaines",
        "des mois ou un budget",
    ]
    assert all(sheet.cell(line, column).value for line in range(row, row + 5) for column in columns)
    assert len({width(sheet, column) for column in columns[1:]}) == 1
    assert not sheet.merged_cells.ranges
