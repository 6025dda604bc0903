"""The look and the language of a document: theme colours and fonts from a style, title and language for everybody."""

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from xlaudit.model.base import Lang
from xlaudit.model.template import Palette, Style
from xlaudit.report.tags import NOT_XML
from xlaudit.report.typeset import clipped

LOCALE: dict[Lang, str] = {"fr": "fr-FR", "en": "en-GB"}
DML = "http://schemas.openxmlformats.org/drawingml/2006/main"
LONGEST_TITLE = 255
SLOTS = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "muted",
    "lt2": "band",
    "accent1": "header_fill",
    "accent2": "accent",
    "accent3": "accent_soft",
    "accent4": "rule",
    "accent5": "warning_ink",
    "accent6": "warning_fill",
    "hlink": "link",
    "folHlink": "link",
}
"""Which colour of a palette stands in each place of a Word theme."""
NAMES = {
    "text1": "dk1",
    "background1": "lt1",
    "text2": "dk2",
    "background2": "lt2",
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""What WordprocessingML calls the places of a theme."""
SIZES = {"Table Text": -1, "Table Heading": -1}
"""Paragraph styles of tables, by how many points they differ from the size of a style; the text is one above it."""


def set_language(document: Document, lang: Lang, title: str) -> None:
    """Say the title and the language of a document, for screen readers and spelling alike."""
    properties = document.core_properties
    properties.title = clipped(NOT_XML.sub("", title), LONGEST_TITLE)
    properties.language = LOCALE[lang]
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), LOCALE[lang])
    for element in document.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), LOCALE[lang])


def apply_style(document: Document, style: Style) -> None:
    """Give the theme of a document the colours and the font of a style, and its text the size."""
    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    _set_theme(theme, style)
    for element in (document.styles.element, document.element):
        for node in element.iter():
            _refresh(node, style.palette)
    _set_sizes(document, style)


def _set_theme(theme: Part, style: Style) -> None:
    root = etree.fromstring(theme.blob)
    for slot, key in SLOTS.items():
        for place in root.iter(f"{{{DML}}}{slot}"):
            for child in list(place):
                place.remove(child)
            etree.SubElement(place, f"{{{DML}}}srgbClr", {"val": _hex(style.palette, key)})
    for kind in ("majorFont", "minorFont"):
        for font in root.iter(f"{{{DML}}}{kind}"):
            for latin in font.findall(f"{{{DML}}}latin"):
                latin.set("typeface", style.font)
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _refresh(node: Any, palette: Palette) -> None:
    """Repeat the theme colours of an element beside their names, for programs that do not know themes."""
    colour = "val" if node.tag == qn("w:color") else "color"
    for theme, cache in (("themeFill", "fill"), ("themeColor", colour)):
        name = node.get(qn(f"w:{theme}"))
        slot = NAMES.get(name, name)
        if slot in SLOTS:
            node.set(qn(f"w:{cache}"), _hex(palette, SLOTS[slot]))


def _set_sizes(document: Document, style: Style) -> None:
    for default in document.styles.element.iter(qn("w:rPrDefault")):
        _set_size(default, style.size + 1)
    for element in document.styles.element.iter(qn("w:style")):
        for name in element.iterfind(qn("w:name")):
            if (less := SIZES.get(name.get(qn("w:val")))) is not None:
                _set_size(element, style.size + less)


def _set_size(element: Any, points: int) -> None:
    for node in _sizes(element):
        node.set(qn("w:val"), str(2 * points))


def _sizes(element: Any) -> Iterator[Any]:
    yield from element.iter(qn("w:sz"))
    yield from element.iter(qn("w:szCs"))


def _hex(palette: Palette, key: str) -> str:
    colour: str = getattr(palette, key)
    return colour.removeprefix("#").upper()
