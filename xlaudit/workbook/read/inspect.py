"""What the value reader hides, from a bounded look at the XML: errors, empty formulas, cells far away."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from xlaudit.model.errors import NotAWorkbookError, UnsafeWorkbookError

MAX_ROW, MAX_COLUMN = 20_000, 500
"""Beyond these a lone cell would make the value reader allocate the whole rectangle."""

CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
ERROR = re.compile(rb'\bt="e"')
VALUE = re.compile(rb"<(?:\w+:)?v>(.*?)</(?:\w+:)?v>", re.DOTALL)
FORMULA = re.compile(rb"<(?:\w+:)?f\b")
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Cells of one sheet by address: spreadsheet errors with their text, formulas without a value."""

    errors: dict[str, str] = field(default_factory=dict)
    unvalued: frozenset[str] = frozenset()


def inspect(data: bytes, name: str) -> dict[str, SheetFacts]:
    """Look through the sheets of an xlsx or xlsm file.

    Args:
        data: the whole file, past its preflight.
        name: what messages call it.

    Returns:
        The facts of each sheet, by sheet name.

    Raises:
        NotAWorkbookError: a part is damaged.
        UnsafeWorkbookError: a cell lies absurdly far away, or a part declares entities.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            return {title: _sheet(archive.read(part), title, name) for title, part in _sheets(archive, name)}
    except (BadZipFile, ZlibError, KeyError, ElementTree.ParseError, EOFError) as error:
        raise NotAWorkbookError(name, "is damaged inside; ask for the file again") from error


def _sheets(archive: ZipFile, name: str) -> list[tuple[str, str]]:
    names = set(archive.namelist())
    book = "xl/workbook.xml"
    xml = [archive.read(part) for part in (book, "xl/_rels/workbook.xml.rels")]
    if any(DOCTYPE.search(part) for part in xml):
        raise UnsafeWorkbookError(name, "declares XML entities, which no spreadsheet program writes")
    targets = {node.get("Id"): node.get("Target", "") for node in ElementTree.fromstring(xml[1])}
    found = []
    for node in ElementTree.fromstring(xml[0]).iter():
        if node.tag.endswith("}sheet"):
            target = targets.get(node.get(OFFICE), "")
            part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            if part in names and "worksheets" in part:
                found.append((node.get("name", ""), part))
    return found


def _sheet(xml: bytes, title: str, name: str) -> SheetFacts:
    if DOCTYPE.search(xml[:4096]):
        raise UnsafeWorkbookError(name, "declares XML entities, which no spreadsheet program writes")
    errors: dict[str, str] = {}
    unvalued: set[str] = set()
    for match in CELL.finditer(xml):
        attributes, content = match.group(1), match.group(2)
        reference = REFERENCE.search(attributes)
        if reference is None:
            continue
        column, row = reference.group(1), int(reference.group(2))
        if row > MAX_ROW or len(column) > 2 or _column(column) > MAX_COLUMN:
            address = f"{column.decode()}{row}"
            if content and (VALUE.search(content) or b"<is>" in content):
                raise UnsafeWorkbookError(
                    name, f"has a filled cell far outside the table ({title}!{address}); delete it"
                )
            continue
        if not content:
            continue
        if ERROR.search(attributes):
            value = VALUE.search(content)
            errors[f"{column.decode()}{row}"] = value.group(1).decode("utf-8", "replace") if value else "#?"
        elif FORMULA.search(content) and not VALUE.search(content):
            unvalued.add(f"{column.decode()}{row}")
    return SheetFacts(errors, frozenset(unvalued))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
