"""The sheets beside the questionnaire as people see them: nothing empty in a table, no text cut."""

from collections.abc import Iterator

import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbooks import open_book
from xlaudit.api import generate, load, metas
from xlaudit.catalog.load import load_style
from xlaudit.catalog.paths import shelf_files
from xlaudit.model.assessment import PROFILES, Profile
from xlaudit.model.base import LANGS, Lang
from xlaudit.model.bundle import Bundle
from xlaudit.workbook.write.fit import row_height

STYLES = tuple(shelf_files("templates/styles"))
PIXEL = 0.75
"""In points; heights are whole pixels."""


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


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("meta", metas())
def test_no_title_of_a_resource_is_cut_in_the_checklist(meta: str, style: str) -> None:
    bundle, size = load(meta), load_style(style).size
    sheet = open_book(generate(bundle, profile="referent", style=style))["Checklist"]
    row, column = found(sheet, "Pour approfondir")
    pixels = round(width(sheet, column) * 7)
    shown = {practice.id: practice.resources[0] for practice in bundle.meta.practices}
    for line in range(row + 1, row + 1 + len(shown)):
        resource, cell = shown[str(sheet.cell(line, 1).value)], sheet.cell(line, column)
        assert cell.value == f'=HYPERLINK("{resource.url}","{resource.title}")'
        assert cell.hyperlink is None, "LibreOffice would keep it on one line"
        assert cell.alignment.wrap_text
        assert float(sheet.row_dimensions[line].height or 0) + PIXEL >= row_height(resource.title, pixels, size)


SAID = {
    "fr": "Référentiel général d’écoconception de services numériques, publié par Arcep, Arcom, ADEME, DINUM, CNIL, "
    "Inria, version du 17 mai 2024, CC BY-SA 4.0",
    "en": "General policy framework for the ecodesign of digital services, published by Arcep, Arcom, ADEME, DINUM, "
    "CNIL, Inria, text of 17 May 2024, CC BY-SA 4.0",
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("profile", PROFILES)
def test_a_document_is_described_with_a_spoken_day_and_nothing_is_cut(
    services: Bundle, profile: Profile, lang: Lang
) -> None:
    sheet = open_book(generate(services, profile=profile, lang=lang))["Sources"]
    row, column = found(sheet, SAID[lang])
    documents = range(row, row + len(services.sources))
    size = load_style("sober").size
    for line, first in ((2, 1), *((line, column) for line in documents)):
        cell = sheet.cell(line, first)
        last = next((area.max_col for area in sheet.merged_cells.ranges if cell.coordinate in area), first)
        pixels = round(sum(width(sheet, number) * 7 for number in range(first, last + 1)))
        assert cell.alignment.wrap_text
        assert float(sheet.row_dimensions[line].height or 0) + PIXEL >= row_height(str(cell.value), pixels, size)
        assert pixels > 700, "room for a sentence"
