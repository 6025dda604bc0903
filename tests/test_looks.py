"""Everything can be read: contrasts of every style, computed from the palette and from the cells themselves."""

from functools import cache

import pytest
from openpyxl.cell.cell import Cell

from tests.workbooks import Filled, open_book
from xlaudit.api import generate, load, read, summarise
from xlaudit.catalog.load import load_style
from xlaudit.catalog.paths import shelf_files

STYLES = tuple(shelf_files("templates/styles"))
# The docstring of Palette: each ink on the fill beside it; headings are written in header_fill and the score in
# accent on paper.
PAIRS = [
    ("ink", "paper"),
    ("ink", "band"),
    ("muted", "paper"),
    ("muted", "band"),
    ("title_ink", "title_fill"),
    ("header_ink", "header_fill"),
    ("input_header_ink", "input_header_fill"),
    ("ink", "input_fill"),
    ("link", "paper"),
    ("warning_ink", "warning_fill"),
    ("header_fill", "paper"),
    ("accent", "paper"),
]
LEAST = 4.5
"""WCAG 2.1, 1.4.3."""


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour "RRGGBB", as WCAG 2.1 defines it."""

    def linear(part: str) -> float:
        x = int(part, 16) / 255
        return x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[i : i + 2]) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_is_that_of_known_pairs() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.005)  # the lightest grey that passes AA


@pytest.mark.parametrize(("ink", "fill"), PAIRS)
@pytest.mark.parametrize("style", STYLES)
def test_each_ink_can_be_read_on_its_fill(style: str, ink: str, fill: str) -> None:
    palette = load_style(style).palette
    assert contrast(getattr(palette, ink)[1:], getattr(palette, fill)[1:]) >= LEAST


@cache
def filled(style: str) -> bytes:
    return generate(load("services-metiers"), style=style)


def poor_cells(data: bytes) -> dict[str, float]:
    """Return the filled cells whose text is hard to read on its fill, with their contrast."""
    found = {}
    for sheet in open_book(data):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None or not isinstance(cell, Cell):
                    continue
                ink = (
                    cell.font.color.rgb if cell.font.color is not None and cell.font.color.type == "rgb" else "FF000000"
                )
                fill = cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else "FFFFFFFF"
                ratio = contrast(str(ink)[2:], str(fill)[2:])
                if ratio < LEAST:
                    found[f"{sheet.title}!{cell.coordinate}"] = ratio
    return found


@pytest.mark.parametrize("style", STYLES)
def test_every_cell_of_the_questionnaire_can_be_read(style: str) -> None:
    assert poor_cells(filled(style)) == {}


@pytest.mark.parametrize("style", STYLES)
def test_every_cell_of_the_summary_can_be_read(style: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    made = Filled(filled(style))
    made.type("STRAT-01", "level", "oui")
    made.type("STRAT-02", "level", "2")
    path = tmp_path_factory.mktemp("looks") / "a.xlsx"
    path.write_bytes(made.bytes())
    assert poor_cells(summarise(read(path), style=style)) == {}
