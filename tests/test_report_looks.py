"""A report can be read by everybody, and looks as the style says."""

from collections.abc import Iterator

import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.documents import filled, opened, parts
from tests.test_looks import LEAST, STYLES, contrast
from xlaudit.api import report
from xlaudit.catalog.load import load_style


def test_each_table_has_a_header_row_that_is_repeated_and_says_what_it_is() -> None:
    tables = opened(report(filled())).tables
    assert len(tables) > 20
    for table in tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr is None or row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(cell.text.strip() for cell in first.cells)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


@pytest.mark.parametrize("style", STYLES)
def test_the_colours_and_the_font_are_those_of_the_style(style: str) -> None:
    chosen = load_style(style)
    found = parts(report(filled(), style=style))
    theme = found["word/theme/theme1.xml"].decode()
    for key in ("ink", "header_fill", "accent", "band", "link"):
        assert f'<a:srgbClr val="{getattr(chosen.palette, key)[1:].upper()}"/>' in theme
    assert theme.count(f'<a:latin typeface="{chosen.font}"') == 2
    styles = found["word/styles.xml"].decode()
    assert f'w:fill="{chosen.palette.header_fill[1:].upper()}" w:themeFill="accent1"' in styles
    assert f'<w:sz w:val="{2 * (chosen.size + 1)}"/>' in styles.partition("</w:docDefaults>")[0]
    assert chosen.palette.accent[1:].upper() in found["word/charts/chart2.xml"].decode()


def inks(data: bytes, paper: str) -> Iterator[tuple[str, str, str]]:
    """Yield each style of paragraph or table head with its ink and what it is read on."""
    styles = etree.fromstring(parts(data)["word/styles.xml"])
    plain = styles.find(f".//{qn('w:docDefaults')}//{qn('w:color')}").get(qn("w:val"))
    for style in styles.iter(qn("w:style")):
        ink, fill = style.find(f".//{qn('w:color')}"), style.find(f"{qn('w:pPr')}/{qn('w:shd')}")
        yield (
            style.find(qn("w:name")).get(qn("w:val")),
            plain if ink is None else ink.get(qn("w:val")),
            paper if fill is None else fill.get(qn("w:fill")),
        )


@pytest.mark.parametrize("style", STYLES)
def test_every_text_can_be_read_on_its_ground(style: str) -> None:
    palette = load_style(style).palette
    data = report(filled(), style=style)
    found = {name: (ink, fill) for name, ink, fill in inks(data, palette.paper[1:])}
    # The one style that stands on the head of a table, not on paper.
    found["Table Heading"] = (found["Table Heading"][0], palette.header_fill[1:])
    assert {name: pair for name, pair in found.items() if contrast(*pair) < LEAST} == {}
    assert found["Title"] == (palette.paper[1:], palette.header_fill[1:])
    assert len(found) > 20


@pytest.mark.parametrize("style", STYLES)
def test_a_text_that_is_read_in_a_table_has_a_style_whose_size_follows_the_style(style: str) -> None:
    document = opened(report(filled(), style=style))
    size = load_style(style).size
    named = {style.name: style.font.size.pt for style in document.styles if style.type == 1 and style.font.size}
    assert (named["Table Text"], named["Table Heading"]) == (size - 1, size - 1)
    used = {p.style.name for t in document.tables for r in t.rows for c in r.cells for p in c.paragraphs if p.style}
    assert used == {"Table Text", "Table Strong", "Table Note", "Table Heading"}
