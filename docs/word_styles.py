"""The styles of the Word templates: every colour and font through the theme, so that one change of theme is enough."""

from dataclasses import dataclass

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
INK, PAPER, MUTED, BAND = "text1", "background1", "text2", "background2"
HEADER, ACCENT, RULE = "accent1", "accent2", "accent4"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph style; sizes in points, distances in points, colours by their place in the theme."""

    id: str
    name: str
    based_on: str = "Normal"
    following: str = "Normal"
    size: float = 0
    bold: bool = False
    italic: bool = False
    colour: str = ""
    fill: str = ""
    edge: str = ""
    before: float = 0
    after: float = 6
    keep: bool = False
    level: int = -1
    new_page: bool = False
    listed: int = 0
    indent: float = 0
    own: bool = False

    def xml(self) -> str:
        """Return the style as WordprocessingML; the order of the elements is that of the schema."""
        custom = ' w:customStyle="1"' if self.own else ""
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{self.based_on}"/><w:next w:val="{self.following}"/><w:qFormat/>'
            f"<w:pPr>{self._paragraph()}</w:pPr><w:rPr>{self._run()}</w:rPr></w:style>"
        )

    def _paragraph(self) -> str:
        parts = []
        if self.keep:
            parts.append("<w:keepNext/><w:keepLines/>")
        if self.new_page:
            parts.append("<w:pageBreakBefore/>")
        if self.listed:
            parts.append(f'<w:numPr><w:numId w:val="{self.listed}"/></w:numPr>')
        if self.edge:
            line = f'w:val="single" w:sz="6" w:space="8" w:color="auto" w:themeColor="{self.edge}"'
            parts.append(
                f"<w:pBdr>{''.join(f'<w:{side} {line}/>' for side in ('top', 'left', 'bottom', 'right'))}</w:pBdr>"
            )
        if self.fill:
            parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF" w:themeFill="{self.fill}"/>')
        parts.append(f'<w:spacing w:before="{round(20 * self.before)}" w:after="{round(20 * self.after)}"/>')
        if self.indent:
            parts.append(f'<w:ind w:left="{round(20 * self.indent)}" w:right="{round(20 * self.indent)}"/>')
        if self.level >= 0:
            parts.append(f'<w:outlineLvl w:val="{self.level}"/>')
        return "".join(parts)

    def _run(self) -> str:
        parts = []
        if self.bold:
            parts.append("<w:b/><w:bCs/>")
        if self.italic:
            parts.append("<w:i/><w:iCs/>")
        if self.colour:
            parts.append(f'<w:color w:val="000000" w:themeColor="{self.colour}"/>')
        if self.size:
            parts.append(f'<w:sz w:val="{round(2 * self.size)}"/><w:szCs w:val="{round(2 * self.size)}"/>')
        return "".join(parts)


PARAGRAPHS = (
    Paragraph(
        "Title",
        "Title",
        "Normal",
        "Subtitle",
        30,
        True,
        colour=PAPER,
        fill=HEADER,
        edge=HEADER,
        before=150,
        after=0,
        indent=8,
    ),
    Paragraph("Subtitle", "Subtitle", size=16, colour=PAPER, fill=HEADER, edge=HEADER, after=48, indent=8),
    Paragraph("Heading1", "heading 1", size=20, bold=True, colour=HEADER, before=24, after=10, keep=True, level=0),
    Paragraph("Heading2", "heading 2", size=15, bold=True, colour=HEADER, before=18, after=6, keep=True, level=1),
    Paragraph("Heading3", "heading 3", size=12, bold=True, colour=ACCENT, before=14, after=4, keep=True, level=2),
    Paragraph("TOCHeading", "TOC Heading", size=20, bold=True, colour=HEADER, after=10, keep=True, new_page=True),
    Paragraph("TOC1", "toc 1", before=8, after=2, bold=True),
    Paragraph("TOC2", "toc 2", after=2, indent=14),
    Paragraph("ListBullet", "List Bullet", "Normal", "ListBullet", after=3, listed=1),
    Paragraph("Header", "header", "Normal", "Header", 9, colour=MUTED, after=0),
    Paragraph("Footer", "footer", "Normal", "Footer", 9, colour=MUTED, after=0),
    Paragraph("CoverLine", "Cover Line", "Normal", "CoverLine", 14, after=6, own=True),
    Paragraph("Lead", "Lead", size=26, bold=True, colour=ACCENT, after=0, keep=True, own=True),
    Paragraph("Callout", "Callout", "Normal", "Callout", colour=INK, fill=BAND, edge=RULE, after=0, indent=8, own=True),
    Paragraph(
        "CalloutHeading",
        "Callout Heading",
        "Callout",
        "Callout",
        12,
        True,
        colour=INK,
        fill=BAND,
        edge=RULE,
        before=10,
        after=0,
        keep=True,
        indent=8,
        own=True,
    ),
    Paragraph("Note", "Note", size=9, colour=MUTED, italic=True, own=True),
    Paragraph("TableText", "Table Text", "Normal", "TableText", 9, after=2, own=True),
    Paragraph("TableStrong", "Table Strong", "TableText", "TableText", bold=True, after=2, own=True),
    Paragraph("TableNote", "Table Note", "TableText", "TableText", colour=MUTED, after=2, own=True),
    Paragraph("Introduction", "Introduction", keep=True, own=True),
    Paragraph(
        "TableHeading", "Table Heading", "Normal", "TableHeading", 9, True, colour=PAPER, after=2, keep=True, own=True
    ),
    Paragraph("AfterTable", "After Table", size=4, after=4, own=True),
    Paragraph("TemplateTag", "Template Tag", "Normal", "TemplateTag", 8, colour=ACCENT, after=0, own=True),
)


def styles_xml() -> bytes:
    """Return the styles part."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = f'w:val="single" w:sz="4" w:space="0" w:color="auto" w:themeColor="{RULE}"'
    borders = "".join(f"<w:{side} {line}/>" for side in sides)
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", 85), ("bottom", 20), ("right", 85))
    )
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" \
w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>\
<w:color w:val="000000" w:themeColor="{INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/>\
<w:lang w:val="fr-FR" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
<w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>\
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">\
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>\
<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>\
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>\
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>\
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>\
{"".join(style.xml() for style in PARAGRAPHS)}\
<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>\
<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>\
<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>\
<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="000000" w:themeFill="{HEADER}"/></w:tcPr></w:tblStylePr>\
</w:style></w:styles>""".encode()


def numbering_xml() -> bytes:
    """Return the numbering part: one list of bullets."""
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>\
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>\
<w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr></w:lvl></w:abstractNum>\
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>""".encode()


def settings_xml() -> bytes:
    """Return the settings part: a document of today's Word, its theme mapped in the usual way."""
    same = " ".join(f'w:accent{i}="accent{i}"' for i in range(1, 7))
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>\
<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" \
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="fr-FR"/>\
<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" {same} w:hyperlink="hyperlink" \
w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>\
</w:settings>""".encode()
