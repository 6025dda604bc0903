"""What the value reader hides in an xlsx file, from a bounded pass over its XML."""

from io import BytesIO
from posixpath import dirname, join, normpath
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from xlaudit.model.errors import NotAWorkbookError, UnsafeWorkbookError
from xlaudit.rules import refusals
from xlaudit.workbook.layout import MAGIC
from xlaudit.workbook.read.facts import MAX_COLUMN, MAX_ROW, Area, SheetFacts, address, area, position
from xlaudit.workbook.read.inspect_ods import scan_ods
from xlaudit.workbook.read.inspect_xlsb import refuse_far_cells
from xlaudit.workbook.read.plain import without_plain_cells
from xlaudit.workbook.read.preflight import Family, part_of
from xlaudit.workbook.read.regular import Order, refuse_odd_strings, refuse_odd_values

BROKEN = (
    *(BadZipFile, ZlibError, NotImplementedError, OSError, EOFError),
    *(KeyError, ValueError, ElementTree.ParseError, expat.ExpatError),
)
"""What a damaged part raises."""
Parts = dict[str, str]
"""The parts of a file by their names in small letters: spreadsheet programs ignore case, so do traps."""
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
MAX_STRINGS = 100_000
RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


def inspect(data: bytes, name: str, family: Family, skipped: frozenset[str]) -> dict[str, SheetFacts]:
    """Look through the sheets of a file; only the formats made of XML can be.

    Args:
        data: the whole file, past its preflight.
        name: what messages call it.
        family: its format.
        skipped: the names of sheets whose values will not be read either.

    Returns:
        The facts of each sheet, by sheet name.

    Raises:
        NotAWorkbookError: a part is damaged.
        UnsafeWorkbookError: a cell lies absurdly far away, or a part declares entities.
    """
    if family not in ("ooxml", "ods", "xlsb"):
        return {}
    try:
        with ZipFile(BytesIO(data)) as archive:
            if family == "ods":
                return scan_ods(part_of(archive, "content.xml"), name, skipped)
            if family == "xlsb":
                for part in archive.namelist():
                    if part.startswith("xl/worksheets/sheet") and part.endswith(".bin"):
                        refuse_far_cells(part_of(archive, part), part.rpartition("/")[2], name)
                return {}
            parts = {part.lower(): part for part in archive.namelist()}
            _check_strings(archive, parts, name)
            return {
                title: _Scan(name, title, _notes(archive, parts, part, name)).run(part_of(archive, part))
                for title, part in _sheets(archive, parts, name)
                if title not in skipped
            }
    except BROKEN as error:
        raise NotAWorkbookError(name, refusals.DAMAGED) from error


def _tree(archive: ZipFile, part: str, name: str) -> ElementTree.Element:
    xml = part_of(archive, part)
    refuse_entities(xml, name)
    return ElementTree.fromstring(xml)


def refuse_entities(xml: bytes, name: str) -> None:
    """Refuse a part that declares entities, in whatever encoding.

    Raises:
        UnsafeWorkbookError: it does.
    """
    encodings = ENCODINGS if b"\x00" in xml else ENCODINGS[:1]
    if any(mark.encode(encoding) in xml for mark in ("<!DOCTYPE", "<!ENTITY") for encoding in encodings):
        raise UnsafeWorkbookError(name, refusals.ENTITIES)


def _check_strings(archive: ZipFile, parts: Parts, name: str) -> None:
    """Refuse a table of strings that declares entities, or claims more strings than it has bytes."""
    part = parts.get("xl/sharedstrings.xml")
    if part is None:
        return
    xml = part_of(archive, part)
    refuse_entities(xml, name)

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sst":
            counts = (int(attributes.get(key, "0") or 0) for key in ("count", "uniqueCount"))
            if max(counts) > max(len(xml), MAX_STRINGS):
                raise UnsafeWorkbookError(name, refusals.TOO_MANY_TEXTS)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(xml[:4096], False)
    refuse_odd_strings(xml)


def _targets(archive: ZipFile, parts: Parts, part: str, name: str) -> dict[str, tuple[str, str]]:
    """Return what a part is related to: type and part, by relation id; a part that is not there is left out."""
    folder = dirname(part)
    found = {}
    for node in _tree(archive, parts[relations_of(part)], name):
        target = node.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        if path.lower() in parts:
            found[node.get("Id", "")] = (node.get("Type", "").rpartition("/")[2], parts[path.lower()])
    return found


def relations_of(part: str) -> str:
    """Return the name, in small letters, of the part that holds the relations of another."""
    return join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels").lower()


def _sheets(archive: ZipFile, parts: Parts, name: str) -> list[tuple[str, str]]:
    book = parts["xl/workbook.xml"]
    targets = _targets(archive, parts, book, name)
    found = []
    for node in _tree(archive, book, name).iter():
        if node.tag.endswith("}sheet"):
            reference = next((node.get(key) for key in RELATIONS if node.get(key)), None)
            kind, part = targets.get(reference or "", ("", ""))
            if kind == "worksheet":
                found.append((node.get("name", ""), part))
    return found


def _notes(archive: ZipFile, parts: Parts, sheet: str, name: str) -> dict[str, str]:
    """Return what people attached to the cells of a sheet; of a thread, every message."""
    if relations_of(sheet) not in parts:
        return {}
    found: dict[str, str] = {}
    threads: dict[str, str] = {}
    for kind, part in _targets(archive, parts, sheet, name).values():
        if kind == "comments":
            tree = _tree(archive, part, name)
            authors = [node.text for node in tree.iter() if node.tag.endswith("}author")]
            for node in tree.iter():
                if node.tag.endswith("}comment") and not _is_ours(node, authors):
                    text = "".join(child.text or "" for child in node.iter() if child.tag.endswith("}t"))
                    found[node.get("ref", "")] = text.strip()
        elif kind == "threadedComment":
            for node in _tree(archive, part, name).iter():
                if node.tag.endswith("}threadedComment"):
                    text = "".join(child.text or "" for child in node if child.tag.endswith("}text")).strip()
                    cell = node.get("ref", "")
                    threads[cell] = f"{threads[cell]}\n{text}" if cell in threads else text
    return {cell: text for cell, text in (found | threads).items() if text}


def _is_ours(node: ElementTree.Element, authors: list[str | None]) -> bool:
    """Tell whether a note is one that xlaudit wrote on a workbook sent back."""
    number = node.get("authorId", "")
    return number.isdigit() and int(number) < len(authors) and authors[int(number)] == MAGIC


class _Scan:
    """One pass over a sheet: elements are looked at, nothing is kept but what is out of the ordinary."""

    def __init__(self, file: str, sheet: str, notes: dict[str, str]) -> None:
        self._file, self._sheet, self._notes = file, sheet, notes
        self._order = Order()
        self._in_row = False
        self._errors: dict[str, str] = {}
        self._unvalued: set[str] = set()
        self._merged: list[Area] = []
        self._hidden: set[int] = set()
        self._row = self._column = 0
        self._cell = self._kind = ""
        self._formula = self._valued = self._far = False

    def run(self, xml: bytes) -> SheetFacts:
        """Parse a sheet."""
        xml, self._unvalued = without_plain_cells(xml)
        refuse_odd_values(xml)
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(xml, True)
        return SheetFacts(
            self._errors, frozenset(self._unvalued), tuple(self._merged), frozenset(self._hidden), self._notes
        )

    def _doctype(self, *_: object) -> None:
        raise UnsafeWorkbookError(self._file, refusals.ENTITIES)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if self._in_row:
            self._order.in_row(tag)
        if tag == "c":
            self._open_cell(attributes)
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            self._in_row = True
            self._order.row(self._row)
            if attributes.get("hidden") in ("1", "true"):
                self._hidden.add(self._row - 1)
        elif tag in ("v", "is"):
            self._order.value(tag)
            # Texts are looked at only where they tell something: a call per cell would double the time.
            if self._far or self._formula or self._kind == "e":
                self._parser.CharacterDataHandler = self._text
        elif tag == "f":
            self._formula = True
        elif tag == "mergeCell":
            self._merged.append(area(attributes.get("ref", "A1")))

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._cell = written = attributes.get("r", "")
        self._kind = attributes.get("t", "")
        self._formula = self._valued = False
        if self._cell:
            row, column = position(self._cell)
            self._column = column + 1
        else:
            row, self._column = self._row - 1, self._column + 1
            self._cell = address(max(row, 0), self._column - 1)
        self._far = row >= MAX_ROW or self._column > MAX_COLUMN
        self._order.cell(written, row + 1, self._column, self._kind, far=self._far)

    def _text(self, text: str) -> None:
        self._valued = self._valued or bool(text)
        if self._far:
            raise UnsafeWorkbookError(self._file, refusals.far_cell(f"{self._sheet}!{self._cell}"))
        if self._kind == "e":
            self._errors[self._cell] = self._errors.get(self._cell, "") + text

    def _end(self, tag: str) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag in ("v", "is"):
            self._parser.CharacterDataHandler = None
        elif tag == "row":
            self._in_row = False
        elif tag == "c":
            self._order.close_cell()
            if self._formula and not self._valued and self._kind != "str":
                self._unvalued.add(self._cell)
