"""A Word document from a template: filled, dressed, with its contents, the same bytes for the same input."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError
from markupsafe import Markup

from xlaudit.model.errors import XlauditError
from xlaudit.report.compose import compose
from xlaudit.report.contents import empty_contents, fill_contents
from xlaudit.report.dress import apply_style, set_language
from xlaudit.report.embed import place
from xlaudit.report.spec import ReportSpec
from xlaudit.report.tags import Template, environment
from xlaudit.report.views import Drawing


def write_document(spec: ReportSpec, template: Path, *, restyle: bool) -> bytes:
    """Fill a template with what there is to say of the teams.

    Args:
        spec: the teams, the words and the look.
        template: a Word document with tags.
        restyle: whether the template takes the colours and the font of the style; its charts do anyway.

    Raises:
        XlauditError: the template is no Word document, or a tag of it is wrong.
    """
    view = compose(spec)
    made = _opened(template)

    def placed(drawing: Drawing) -> Markup:
        return place(drawing, made.current_rendering_part)

    empty_contents(made.docx)
    if restyle:
        apply_style(made.docx, spec.style)
    names = type(view).model_fields
    made.render({name: getattr(view, name) for name in names}, environment(placed, names))
    document: Document = made.docx
    title = " – ".join(part for part in (view.title, view.organisation, view.scope) if part)
    set_language(document, spec.lang, title)
    fill_contents(document)
    buffer = BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue())


def _opened(path: Path) -> Template:
    made = Template(BytesIO(path.read_bytes()), path.name)
    try:
        made.init_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError) as error:
        raise XlauditError(f"{path}: is no Word document; save the template as .docx and give that file") from error
    return made


def repacked(data: bytes) -> bytes:
    """Return an archive without the time at which it was written."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(buffer, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            after.writestr(ZipInfo(entry.filename), before.read(entry), ZIP_DEFLATED)
    return buffer.getvalue()
