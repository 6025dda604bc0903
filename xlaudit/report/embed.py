"""A chart in a Word document: its part, the workbook behind it, and the frame that shows it."""

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from lxml import etree
from markupsafe import Markup, escape

from xlaudit.report.views import Drawing

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EMU = 360_000
"""English metric units in a centimetre."""
FRAME = """</w:t></w:r><w:r><w:drawing {names}><wp:inline distT="0" distB="0" distL="0" distR="0">\
<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="1" name="{name}" descr="{alt}"/><wp:cNvGraphicFramePr/>\
<a:graphic><a:graphicData uri="{chart}"><c:chart xmlns:c="{chart}" r:id="{rel}"/></a:graphicData></a:graphic>\
</wp:inline></w:drawing></w:r><w:r><w:t xml:space="preserve">"""
"""What stands inside a run for a chart; docxtpl numbers ``docPr`` afterwards."""


def place(drawing: Drawing, part: Any) -> Markup:
    """Add a chart to the package and return the frame that shows it in a part."""
    package = part.package
    book = Part(
        package.next_partname("/word/embeddings/Microsoft_Excel_Sheet%d.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        drawing.workbook,
        package,
    )
    chart = Part(PackURI(package.next_partname("/word/charts/chart%d.xml")), CONTENT_TYPE.DML_CHART, b"", package)
    chart._blob = _editable(drawing.chart, chart.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))
    return Markup(FRAME).format(
        names=Markup(nsdecls("wp", "a", "r")),
        cx=round(drawing.width * EMU),
        cy=round(drawing.height * EMU),
        name=escape(drawing.name),
        alt=escape(drawing.alt),
        chart=CHART,
        rel=part.relate_to(chart, RELATIONSHIP_TYPE.CHART),
    )


def _editable(chart: bytes, rel: str) -> bytes:
    """Return chart XML that names the workbook it is edited from; the print settings of a sheet are dropped."""
    root = etree.fromstring(chart)
    for settings in root.findall(f"{{{CHART}}}printSettings"):
        root.remove(settings)
    book = etree.SubElement(root, f"{{{CHART}}}externalData", {f"{{{REL}}}id": rel})
    etree.SubElement(book, f"{{{CHART}}}autoUpdate", {"val": "0"})
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
