"""How the tags of a template are read: sandboxed, escaped, and a wrong one named with the paragraph it stands in."""

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from html import unescape
from types import TracebackType
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError, TemplateRuntimeError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from lxml import etree
from markupsafe import Markup, escape

from xlaudit.model.errors import XlauditError
from xlaudit.report.typeset import clipped
from xlaudit.report.views import Drawing, View

PLACE = 160
"""How much of a paragraph is quoted, in characters."""
MARKUP_FILTERS = ("safe", "tojson", "urlize", "xmlattr")
"""Filters by which a template could let text through as markup."""
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What an XML file cannot hold: control characters and halves of characters."""
ALONE = re.compile(r"(</w:(?:p|tr|tc|tbl)>|</w:tblGrid>|<w:body[^>]*>)\s*(?=\{%)")
"""After what a tag stands that docxtpl has freed from its paragraph or row."""
FAULTS = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError)
"""What an expression of a template may raise."""


def plain(text: str) -> Markup:
    """Return a text as it is to be seen: escaped, without what XML cannot hold.

    docxtpl turns ``{_{`` into ``{{`` and other spellings of braces likewise, after rendering; a reference keeps them.
    """
    escaped = str(escape(NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))))
    for spelling in ("{_", "_}", "_%", "%_"):
        escaped = escaped.replace(spelling, spelling.replace("_", "&#95;"))
    return Markup(escaped)


def environment(place: Callable[[Drawing], Markup], names: Iterable[str]) -> SandboxedEnvironment:
    """Return the environment in which templates run.

    Args:
        place: puts a chart into the document and returns what stands for it.
        names: the tags there are at the top, to say which one is near a wrong one.
    """

    def shown(value: Any) -> Any:
        if isinstance(value, Drawing):
            return place(value)
        if isinstance(value, View | tuple | list | dict):
            raise TypeError("holds several things; take one of them, or loop over them")
        if isinstance(value, str) and not isinstance(value, Markup):
            return plain(value)
        return "" if value is None else value

    known = tuple(names)

    class Unknown(StrictUndefined):
        """A tag that there is not; says which one is near."""

        def __init__(
            self,
            hint: str | None = None,
            obj: Any = missing,
            name: Any = None,
            exc: type[TemplateRuntimeError] = UndefinedError,
        ) -> None:
            fields = type(obj).model_fields if isinstance(obj, View) else known
            near = get_close_matches(str(name), fields, n=2)
            near_said = f" (did you mean {' or '.join(near)}?)" if near else ""
            super().__init__(hint or f"there is no tag “{name}”{near_said}", obj, name, exc)

    env = SandboxedEnvironment(autoescape=True, undefined=Unknown, finalize=shown)
    for name in MARKUP_FILTERS:
        del env.filters[name]
    return env


class Template(DocxTemplate):  # type: ignore[misc]  # docxtpl ships no types
    """A Word document with tags, that says where a wrong one stands."""

    def __init__(self, file: Any, name: str) -> None:
        super().__init__(file)
        self._name = name

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """Fill the tags of one part; each paragraph, and each tag freed from one, stands on a line of its own."""
        source = ALONE.sub("\\1\n", src_xml)
        try:
            rendered: str = super().render_xml_part(source, part, context, jinja_env)
        except FAULTS as error:
            raise self._fault(source, error) from error
        return rendered.replace(">\n<", "><")

    def fix_tables(self, xml: str) -> Any:
        """Refuse tags that have torn the document apart; docxtpl would drop what it cannot read."""
        try:
            etree.fromstring(xml)
        except etree.XMLSyntaxError as error:
            raise self._torn(error) from error
        return super().fix_tables(xml)

    def map_headers_footers_xml(self, relKey: str, xml: bytes) -> None:
        """Refuse tags that have torn a header or a footer apart."""
        try:
            super().map_headers_footers_xml(relKey, xml)
        except etree.XMLSyntaxError as error:
            raise self._torn(error) from error

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Leave the properties of the document alone: they are set, not rendered."""

    def _torn(self, error: etree.XMLSyntaxError) -> XlauditError:
        return XlauditError(
            f"{self._name}: the tags tear the document apart ({error.msg}); let each {{%p … %}} stand alone in its "
            "paragraph and each {%tr … %} alone in its row, and close every loop where it was opened"
        )

    def _fault(self, source: str, error: Exception) -> XlauditError:
        lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", source).split("\n")
        number = error.lineno if isinstance(error, TemplateSyntaxError) else _line(error.__traceback__)
        line = lines[number - 1] if number is not None and 0 < number <= len(lines) else ""
        paragraph = clipped(unescape(re.sub(r"<[^>]*>", "", line)), PLACE)
        where = f", in the paragraph “{paragraph}”" if paragraph else ""
        return XlauditError(f"{self._name}: {str(error).rstrip('.')}{where}; the tags are listed in docs/report.md")


def _line(trace: TracebackType | None) -> int | None:
    """Return the last line of the template that a traceback goes through, counted from 1."""
    number = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            number = trace.tb_lineno
        trace = trace.tb_next
    return number
