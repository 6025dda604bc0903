"""What the value reader hides, from a bounded pass over the XML: errors, empty formulas, cells far away."""

from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from xlaudit.model.errors import NotAWorkbookError, UnsafeWorkbookError
from xlaudit.workbook.layout import CALC_SHEET

MAX_ROW, MAX_COLUMN = 20_000, 500
"""Beyond these a lone cell would make the value reader allocate the whole rectangle."""

ENTITIES = "declares XML entities, which no spreadsheet program writes"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


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
            found = {}
            for title, part in _sheets(archive, name):
                if title != CALC_SHEET:  # computed cells are never read
                    found[title] = _Scan(name, title).run(archive.read(part))
            return found
    except (BadZipFile, ZlibError, KeyError, ElementTree.ParseError, expat.ExpatError, EOFError, ValueError) as error:
        raise NotAWorkbookError(name, "is damaged inside; ask for the file again") from error


def _sheets(archive: ZipFile, name: str) -> list[tuple[str, str]]:
    names = set(archive.namelist())
    xml = [archive.read(part) for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")]
    if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in xml):
        raise UnsafeWorkbookError(name, ENTITIES)
    targets = {node.get("Id"): node.get("Target", "") for node in ElementTree.fromstring(xml[1])}
    found = []
    for node in ElementTree.fromstring(xml[0]).iter():
        if node.tag.endswith("}sheet"):
            target = targets.get(node.get(OFFICE) or node.get(STRICT), "")
            part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            if part in names and "chartsheets" not in part:
                found.append((node.get("name", ""), part))
    return found


class _Scan:
    """One pass over a sheet: elements are looked at, nothing is kept but what is wrong."""

    def __init__(self, file: str, sheet: str) -> None:
        self._file, self._sheet = file, sheet
        self._errors: dict[str, str] = {}
        self._unvalued: set[str] = set()
        self._row = self._column = 0
        self._cell = self._kind = ""
        self._formula = self._valued = self._far = self._in_value = False

    def run(self, xml: bytes) -> SheetFacts:
        """Parse a sheet."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(xml, True)
        return SheetFacts(self._errors, frozenset(self._unvalued))

    def _doctype(self, *_: object) -> None:
        raise UnsafeWorkbookError(self._file, ENTITIES)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._open_cell(attributes)
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif tag in ("v", "is"):
            self._in_value = True
        elif tag == "f":
            self._formula = True

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._cell = attributes.get("r", "").upper()
        self._kind = attributes.get("t", "")
        self._formula = self._valued = False
        if self._cell:
            letters = self._cell.rstrip("0123456789")
            row, self._column = int(self._cell[len(letters) :] or 0), _column(letters)
        else:
            row, self._column = self._row, self._column + 1
        self._far = row > MAX_ROW or self._column > MAX_COLUMN

    def _text(self, text: str) -> None:
        if not self._in_value or not self._cell:
            return
        self._valued = self._valued or bool(text)
        if self._far:
            where = f"{self._sheet}!{self._cell}"
            raise UnsafeWorkbookError(self._file, f"has a filled cell far outside the table ({where}); delete it")
        if self._kind == "e":
            self._errors[self._cell] = self._errors.get(self._cell, "") + text

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("v", "is"):
            self._in_value = False
        elif tag == "c" and self._formula and not self._valued and self._kind != "str":
            self._unvalued.add(self._cell)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
