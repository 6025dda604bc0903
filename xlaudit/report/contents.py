"""The table of contents, filled with links to the headings; Word adds page numbers when asked to update it."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

FIELD = re.compile(r'^\s*TOC\b.*\\o\s+"(\d)-(\d)"')
HEADING = re.compile(r"^Heading (\d)$")


def empty_contents(document: Document) -> None:
    """Empty every table of contents of a template: Word has copied the headings into it, with their tags."""
    body = document.element.body
    for start, end in _fields(body):
        first, last = _paragraph(start), _paragraph(end)
        paragraphs = list(body.iter(qn("w:p")))
        for between in paragraphs[paragraphs.index(first) + 1 : paragraphs.index(last)]:
            between.getparent().remove(between)
        before = [] if last is first else [node for node in last[: last.index(end)] if node.tag != qn("w:pPr")]
        after = list(end.itersiblings())
        for node in [*start.itersiblings(), *before]:
            node.getparent().remove(node)
        first.append(end)
        if last is not first and not after:
            last.getparent().remove(last)


def _fields(body: Any) -> list[tuple[Any, Any]]:
    """Return the runs that part what a table of contents asks for from what it shows, and those that end it."""
    found, fields = [], []
    for node in body.iter(qn("w:fldChar"), qn("w:instrText")):
        kind = node.get(qn("w:fldCharType"))
        if kind == "begin":
            fields.append({"asked": ""})
        elif fields and kind is None:
            fields[-1]["asked"] += node.text or ""
        elif fields and kind == "separate":
            fields[-1]["start"] = node.getparent()
        elif fields:
            field = fields.pop()
            if FIELD.match(field["asked"]) and "start" in field:
                found.append((field["start"], node.getparent()))
    return found


def _paragraph(run: Any) -> Any:
    return next(run.iterancestors(qn("w:p")))


def fill_contents(document: Document) -> None:
    """Fill every table of contents of a document."""
    for start, end in _fields(document.element.body):
        line = _paragraph(start)
        asked = FIELD.match("".join(node.text or "" for node in line.iter(qn("w:instrText"))))
        if asked is not None and _paragraph(end) is line:
            _fill(document, line, end, list(_headings(document, int(asked[1]), int(asked[2]))))


def _headings(document: Document, first: int, last: int) -> Iterator[tuple[int, str, str]]:
    """Yield level, text and bookmark of each heading, marking them on the way."""
    used = [int(node.get(qn("w:id"))) for node in document.element.iter(qn("w:bookmarkStart"))]
    number = max(used, default=0)
    for paragraph in document.paragraphs:
        style = paragraph.style.name if paragraph.style is not None else None
        found = HEADING.match(style or "")
        if found and first <= int(found[1]) <= last and paragraph.text.strip():
            number += 1
            name = f"_Toc{number:08d}"
            start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            for node in (start, end):
                node.set(qn("w:id"), str(number))
            start.set(qn("w:name"), name)
            paragraph._p.insert(0 if paragraph._p.pPr is None else 1, start)
            paragraph._p.append(end)
            yield int(found[1]), paragraph.text, name


def _fill(document: Document, line: Any, end: Any, headings: list[tuple[int, str, str]]) -> None:
    """Put one line per heading between the beginning of a field, in the first line, and its end."""
    styles = {style.name for style in document.styles}
    properties = deepcopy(line.pPr)
    line.remove(end)
    for number, (level, text, name) in enumerate(headings):
        if number:
            following = OxmlElement("w:p")
            if properties is not None:
                following.append(deepcopy(properties))
            line.addnext(following)
            line = following
        if f"toc {level}" in styles:
            Paragraph(line, document._body).style = f"toc {level}"
        line.append(_link(text, name))
    line.append(end)


def _link(text: str, bookmark: str) -> Any:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    run, shown = OxmlElement("w:r"), OxmlElement("w:t")
    shown.text = text
    shown.set(qn("xml:space"), "preserve")
    run.append(shown)
    link.append(run)
    return link
