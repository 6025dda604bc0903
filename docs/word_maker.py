"""What a Word template is made with: paragraphs, tags, tables that repeat a row, headers and footers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, cast

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import _Cell
from word_styles import numbering_xml, settings_xml, styles_xml

from xlaudit.catalog.load import load_phrases, load_style
from xlaudit.model.base import Lang
from xlaudit.report.dress import apply_style, set_language
from xlaudit.report.word import repacked
from xlaudit.rules.typeset import typeset

CREATED = datetime(2026, 1, 1)
MARGIN = 2.0
"""The margins of a page, in centimetres."""
UPRIGHT = 17.0
"""The width of the text of an A4 page, in centimetres."""
TEXT, STRONG, NOTE = "Table Text", "Table Strong", "Table Note"
"""The styles of what stands in cells."""
CRUFT = ("customXml", "stylesWithEffects", "webSettings", "thumbnail")
"""What python-docx puts into a new document and no document needs, by the end of its relationship."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its width in centimetres, and the lines of its cells, each with its style."""

    label: str
    width: float
    lines: tuple[tuple[str, str], ...]


class Maker:
    """A template being written in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.phrases = load_phrases()
        self.document = _blank()

    def say(self, key: str, **tags: str) -> str:
        """Return a phrase whose placeholders are tags."""
        text = typeset(self.phrases.say(key, self.lang), self.lang)
        return text.format(**{name: f"{{{{ {tag} }}}}" for name, tag in tags.items()}) if tags else text

    def line(self, text: str, style: str = "Normal") -> None:
        """Add a paragraph."""
        self.document.add_paragraph(text, style)

    def heading(self, key: str, level: int, *, new_page: bool = False, **tags: str) -> None:
        """Add a heading, on a new page if asked."""
        self.line(self.say(key, **tags), f"Heading {level}")
        if new_page:
            self.document.paragraphs[-1].paragraph_format.page_break_before = True

    def tag(self, text: str) -> None:
        """Add a tag that stands alone in its paragraph, which goes away with it."""
        self.line(f"{{%p {text} %}}", "Template Tag")

    def column(self, key: str, width: float, lines: tuple[tuple[str, str], ...]) -> Column:
        """Return a column whose heading is a phrase."""
        return Column(self.say(key), width, lines)

    def table(self, columns: Sequence[Column], loop: str, description: str, *, breakable: bool = False) -> None:
        """Add a table with one row per item of a loop, its header repeated on each page.

        Args:
            columns: what it shows.
            loop: what it goes through, such as ``domain in team.domains``.
            description: the phrase said of it to somebody who does not see it.
            breakable: whether a row may run over to the next page, as one with a long text must.
        """
        table = self.document.add_table(4, len(columns), "Report Table")
        table.autofit = False
        for column, width in zip(table.columns, columns, strict=True):
            column.width = Cm(width.width)
        for row in table.rows:
            for cell, column in zip(row.cells, columns, strict=True):
                cell.width = Cm(column.width)
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            _write(cell, (("Table Heading", column.label),))
        for cell, column in zip(table.rows[2].cells, columns, strict=True):
            _write(cell, column.lines)
        for number, text in ((1, f"for {loop}"), (3, "endfor")):
            _write(table.rows[number].cells[0], (("Template Tag", f"{{%tr {text} %}}"),))
        for number in (0,) if breakable else (0, 2):
            table.rows[number]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self._describe(table, self.say(description))
        self.line("", "After Table")

    def _describe(self, table: Any, description: str) -> None:
        properties = table._tbl.tblPr
        look = properties.find(qn("w:tblLook"))
        for name in list(look.attrib):
            del look.attrib[name]
        for name, value in (
            ("val", "0020"),
            ("firstRow", "1"),
            ("lastRow", "0"),
            ("firstColumn", "0"),
            ("lastColumn", "0"),
            ("noHBand", "1"),
            ("noVBand", "1"),
        ):
            look.set(qn(f"w:{name}"), value)
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), description)
        properties.append(caption)

    def bytes(self, title: str) -> bytes:
        """Return the template, dressed in the default style."""
        apply_style(self.document, load_style("sober"))
        set_language(self.document, self.lang, title)
        buffer = BytesIO()
        self.document.save(buffer)
        return repacked(buffer.getvalue())


def _write(cell: _Cell, lines: Sequence[tuple[str, str]]) -> None:
    for number, (style, text) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = style
        paragraph.add_run(text)


def _blank() -> DocumentType:
    """Return an empty A4 document with our styles and none of python-docx's leftovers."""
    document = Document()
    main = document.part
    for rels in (main.rels, main.package.rels):
        for rel in list(rels.values()):
            if rel.reltype.endswith(CRUFT):
                del rels[rel.rId]
    for kind, xml in ((RT.STYLES, styles_xml()), (RT.SETTINGS, settings_xml()), (RT.NUMBERING, numbering_xml())):
        cast(XmlPart, main.part_related_by(kind))._element = parse_xml(xml)
    properties = document.core_properties
    properties.author, properties.comments, properties.keywords = "xlaudit", "", ""
    properties.created = properties.modified = CREATED
    properties.last_modified_by = ""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(MARGIN))
    section.header_distance = section.footer_distance = Cm(1)
    return document


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """Add a field with what it shows until it is updated."""
    for kind in ("begin", "", "separate", "shown", "end"):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = shown
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = f" {instruction} "
            run._r.append(text)


def add_margins(make: Maker, section: Any, width: float, header: str) -> None:
    """Write the header and the footer of a section whose text is so many centimetres wide."""
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    section.header.paragraphs[0].add_run(header)
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run("{{ warning }}\t" + make.say("report_text.page") + "\u00a0")
    add_field(footer, "PAGE", "1")
