"""Reports for the tests: a filled meta-referential, its Word document, and what can be read in it."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.document import Document as DocumentType
from openxml_audit import OpenXmlValidator

from xlaudit.api import load
from xlaudit.model.assessment import Answer, Assessment, Identity, Origin

LEVELS: tuple[str | None, ...] = ("0", "1", "2", "3", "4", "NA", "DK", None)
SUPPORTS: tuple[int | None, ...] = (2, None, -2, 1, None, -1, 0)
MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def filled(meta: str = "services-metiers", team: str = "Services métiers", **texts: str) -> Assessment:
    """Return answers of every kind, by turns; texts go into the identity, or into the first evidence and comment."""
    bundle = load(meta)
    levels = [level for level in LEVELS if level is None or level in bundle.scale.by_id]
    first = {key: texts.pop(key, None) for key in ("evidence", "comment")}
    identity = {"organisation": "GIP Exemple", "team": team, "date": "2026-03-01", "structure_type": "public-body"}
    return Assessment(
        origin=Origin(meta=bundle.meta.id, version=bundle.meta.version),
        identity=Identity(**{**identity, **texts}),
        answers=tuple(
            Answer(
                practice=practice.id,
                level=levels[i % len(levels)],
                support=SUPPORTS[i % len(SUPPORTS)],
                evidence=f"Preuve {i}" if i else first["evidence"],
                comment=f"Remarque {i}" if i else first["comment"],
            )
            for i, practice in enumerate(bundle.meta.practices)
        ),
    )


def own_template(folder: Path, *lines: str, header: str = "", rows: Sequence[Sequence[str]] = ()) -> Path:
    """Write a template of a consultant's: some paragraphs, a table, a header."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for cells, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    path = folder / "own.docx"
    document.save(str(path))
    return path


def opened(data: bytes) -> DocumentType:
    """Open a document."""
    return Document(BytesIO(data))


def tables(data: bytes) -> list[list[list[str]]]:
    """Return the cells of every table."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in opened(data).tables]


def tables_under(data: bytes, heading: str) -> list[list[list[str]]]:
    """Return the tables that follow a heading, up to the next heading of the same level or above."""
    document, found, level = opened(data), [], 0
    for block in document.iter_inner_content():
        style = block.style.name if block.style is not None else ""
        if style and style.startswith("Heading "):
            here = int(style[-1])
            if level and here <= level:
                level = 0
            if block.text == heading:  # type: ignore[union-attr]  # a table has no such style
                level = here
        elif level and hasattr(block, "rows"):
            found.append([[cell.text for cell in row.cells] for row in block.rows])
    assert found, f"no table under {heading!r}"
    return found


def headings(data: bytes, level: int) -> list[str]:
    """Return the headings of a level."""
    return [p.text for p in opened(data).paragraphs if p.style is not None and p.style.name == f"Heading {level}"]


def every_text(data: bytes) -> str:
    """Return all that can be read in the body."""
    return "\n".join(paragraph_texts(opened(data).element.body))


def paragraph_texts(body: Any) -> Iterator[str]:
    """Yield the text of each paragraph, line breaks and tabs as such."""
    for paragraph in body.iter(f"{MAIN}p"):
        marks = {f"{MAIN}br": "\n", f"{MAIN}tab": "\t"}
        yield "".join(
            node.text or "" if node.tag == f"{MAIN}t" else marks[node.tag]
            for node in paragraph.iter(f"{MAIN}t", *marks)
        )


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a document by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def faults(data: bytes, folder: Path) -> list[str]:
    """Return what the schemas of Office find wrong."""
    path = folder / "a.docx"
    path.write_bytes(data)
    return [str(error)[:300] for error in OpenXmlValidator().validate(path).errors]
