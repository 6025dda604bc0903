"""A workbook as parts and cells, edited in its XML: anything that any program may leave in a file can be written."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BEFORE_MERGES = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr")
BEFORE_MERGES += ("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate")
for _prefix, _uri in (("", MAIN), ("r", OFFICE)):
    ElementTree.register_namespace(_prefix, _uri)


def tag(name: str) -> str:
    """Return the name of an element of a sheet."""
    return f"{{{MAIN}}}{name}"


@dataclass(frozen=True)
class Formula:
    """A formula and the value last computed for it, none when it never was."""

    text: str
    value: str | float | None = None


@dataclass(frozen=True)
class Wrong:
    """A spreadsheet error, such as ``#REF!``."""

    text: str


Value = str | float | bool | date | Formula | Wrong | None


@dataclass
class Row:
    """A row: its attributes, and its cells by column counted from 1."""

    attributes: dict[str, str] = field(default_factory=dict)
    cells: dict[int, Element] = field(default_factory=dict)

    def shift(self, move: Callable[[int], int | None]) -> None:
        """Put every cell in the column that ``move`` says, or nowhere."""
        moved = {move(col): cell for col, cell in self.cells.items()}
        self.cells = {col: cell for col, cell in sorted(moved.items(), key=lambda pair: pair[0] or 0) if col}


class Sheet:
    """One sheet; ``rows[0]`` is row 1."""

    def __init__(self, xml: bytes, strings: list[str], day_style: str) -> None:
        self._root = ElementTree.fromstring(xml)
        self._strings, self._day_style = strings, day_style
        data = self._root.find(tag("sheetData"))
        assert data is not None
        self._data = data
        self.rows: list[Row] = []
        for element in data:
            self.row(int(element.attrib.pop("r")))
            self.rows[-1].attributes = dict(element.attrib)
            self.rows[-1].cells = {coordinate_to_tuple(cell.attrib["r"])[1]: cell for cell in element}

    def row(self, number: int) -> Row:
        """Return a row, made if need be."""
        while len(self.rows) < number:
            self.rows.append(Row())
        return self.rows[number - 1]

    def cell(self, ref: str) -> Element:
        """Return a cell, made if need be."""
        row, col = coordinate_to_tuple(ref)
        cells = self.row(row).cells
        if col not in cells:
            cells[col] = Element(tag("c"))
            self.row(row).cells = dict(sorted(cells.items()))
        return cells[col]

    def value(self, ref: str) -> str:
        """Return what a cell holds, as text."""
        cell = self.cell(ref)
        text = "".join(node.text or "" for node in cell.iter() if node.tag in (tag("v"), tag("t")))
        return self._strings[int(text)] if cell.get("t") == "s" else text

    def values(self) -> Iterable[tuple[int, int, str, bool]]:
        """Yield every filled cell: row, column, value, and whether it is a number."""
        for number, row in enumerate(self.rows, start=1):
            for col, cell in row.cells.items():
                if text := self.value(f"{get_column_letter(col)}{number}"):
                    yield number, col, text, cell.get("t", "n") == "n"

    def put(self, ref: str, value: Value) -> None:
        """Write a value in a cell, as a person would type it; its format stays."""
        cell = self.cell(ref)
        cell.attrib.pop("t", None)
        for child in list(cell):
            cell.remove(child)
        if isinstance(value, Formula):
            SubElement(cell, tag("f")).text = value.text
            if isinstance(value.value, str):
                cell.set("t", "str")
            self._value(cell, value.value)
        elif isinstance(value, Wrong):
            self._value(cell, value.text, "e")
        elif isinstance(value, bool):
            self._value(cell, int(value), "b")
        elif isinstance(value, date):
            cell.set("s", self._day_style)
            self._value(cell, (value - date(1899, 12, 30)).days)
        elif isinstance(value, str):
            cell.set("t", "inlineStr")
            text = SubElement(SubElement(cell, tag("is")), tag("t"))
            text.text = value
            text.set(SPACE, "preserve")
        else:
            self._value(cell, value)

    @staticmethod
    def _value(cell: Element, value: str | float | None, kind: str | None = None) -> None:
        if value is not None:
            SubElement(cell, tag("v")).text = str(value)
        if kind is not None:
            cell.set("t", kind)

    def copy(self, source: str, target: str) -> None:
        """Copy a cell over another, format included."""
        row, col = coordinate_to_tuple(target)
        self.cell(target)
        self.row(row).cells[col] = deepcopy(self.cell(source))

    def swap(self, one: str, other: str) -> None:
        """Exchange two cells."""
        kept = deepcopy(self.cell(one))
        self.copy(other, one)
        row, col = coordinate_to_tuple(other)
        self.row(row).cells[col] = kept

    def shift(self, move: Callable[[int], int | None]) -> None:
        """Move whole columns: ``move`` says where each one goes, none when it is deleted."""
        for row in self.rows:
            row.shift(move)

    def merge(self, *refs: str) -> None:
        """Merge ranges; as spreadsheet programs do, only the first cell keeps what it holds."""
        merges = self._root.find(tag("mergeCells"))
        if merges is None:
            merges = Element(tag("mergeCells"))
            before = [tag(name) for name in BEFORE_MERGES]
            self._root.insert(sum(child.tag in before for child in self._root), merges)
        for ref in refs:
            SubElement(merges, tag("mergeCell"), ref=ref)
            (top, left), (bottom, right) = map(coordinate_to_tuple, ref.split(":"))
            for row in range(top, bottom + 1):
                for col in range(left, right + 1):
                    if (row, col) != (top, left):
                        self.put(f"{get_column_letter(col)}{row}", None)
        merges.set("count", str(len(merges)))

    def bytes(self) -> bytes:
        """Return the sheet as a part of a file."""
        self._data.clear()
        for number, row in enumerate(self.rows, start=1):
            if row.attributes or row.cells:
                attributes = {key: value for key, value in row.attributes.items() if key != "spans"}
                element = SubElement(self._data, tag("row"), {"r": str(number), **attributes})
                for col, cell in row.cells.items():
                    cell.attrib = {"r": f"{get_column_letter(col)}{number}", **_without(cell.attrib, "r")}
                    element.append(cell)
        return ElementTree.tostring(self._root, encoding="UTF-8", xml_declaration=True)


class Book:
    """A workbook: its parts by name, its sheets by title."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._workbook = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        self._links = ElementTree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])
        strings = ElementTree.fromstring(self.parts["xl/sharedStrings.xml"])
        self._strings = ["".join(node.text or "" for node in item.iter(tag("t"))) for item in strings]
        self._day_style = self._add_day_style()
        self._sheets: dict[str, Sheet] = {}

    def _add_day_style(self) -> str:
        """Add the format of a day to the styles and return its number."""
        styles = ElementTree.fromstring(self.parts["xl/styles.xml"])
        formats = styles.find(tag("cellXfs"))
        assert formats is not None
        plain = {"numFmtId": "14", "fontId": "0", "fillId": "0", "borderId": "0", "xfId": "0", "applyNumberFormat": "1"}
        SubElement(formats, tag("xf"), plain)
        formats.set("count", str(len(formats)))
        self.parts["xl/styles.xml"] = ElementTree.tostring(styles, encoding="UTF-8", xml_declaration=True)
        return str(len(formats) - 1)

    def _list(self) -> Element:
        sheets = self._workbook.find(tag("sheets"))
        assert sheets is not None
        return sheets

    def entry(self, title: str) -> Element:
        """Return the line of a sheet in the list of sheets."""
        return next(entry for entry in self._list() if entry.get("name") == title)

    def part_of(self, title: str) -> str:
        """Return the part that holds a sheet."""
        wanted = self.entry(title).get(f"{{{OFFICE}}}id")
        return "xl/" + next(link.get("Target", "") for link in self._links if link.get("Id") == wanted)

    def sheet(self, title: str = "Diagnostic") -> Sheet:
        """Return a sheet, to be edited."""
        part = self.part_of(title)
        if part not in self._sheets:
            self._sheets[part] = Sheet(self.parts[part], self._strings, self._day_style)
        return self._sheets[part]

    def edit(self, title: str, old: str, new: str) -> None:
        """Replace a piece of the text of a sheet, which must be there; the sheet is closed."""
        part = self.part_of(title)
        sheet = self._sheets.pop(part, None)
        self.replace(part, old, new, sheet.bytes() if sheet else None)

    def replace(self, part: str, old: str, new: str, content: bytes | None = None) -> None:
        """Replace a piece of a part, which must be there."""
        content = content or self.parts[part]
        assert old.encode() in content, f"{old!r} is not in {part}"
        self.parts[part] = content.replace(old.encode(), new.encode(), 1)

    def rename(self, title: str, new: str) -> None:
        """Rename a sheet, and in the formulas that name it."""
        self.entry(title).set("name", new)
        for node in self._workbook.iter(tag("definedName")):
            node.text = (node.text or "").replace(f"'{title}'!", f"'{new}'!").replace(f"{title}!", f"'{new}'!")

    def move(self, title: str, place: int) -> None:
        """Put a sheet elsewhere in the order of the sheets."""
        entry = self.entry(title)
        self._list().remove(entry)
        self._list().insert(place, entry)

    def drop(self, title: str) -> None:
        """Delete a sheet; its part stays, out of reach."""
        self._list().remove(self.entry(title))

    def add(self, title: str, xml: bytes, place: int | None = None) -> Sheet:
        """Add a sheet, last unless said otherwise."""
        number = 1 + sum(name.startswith("xl/worksheets/sheet") for name in self.parts)
        part, link = f"worksheets/sheet{number}.xml", f"rIdAdded{number}"
        SubElement(self._links, f"{{{PACKAGE}}}Relationship", Id=link, Type=f"{OFFICE}/worksheet", Target=part)
        entry = Element(tag("sheet"), {"name": title, "sheetId": str(100 + number), f"{{{OFFICE}}}id": link})
        self._list().insert(len(self._list()) if place is None else place, entry)
        types = ElementTree.fromstring(self.parts["[Content_Types].xml"])
        SubElement(types, f"{{{TYPES}}}Override", PartName=f"/xl/{part}", ContentType=WORKSHEET)
        self.parts["[Content_Types].xml"] = ElementTree.tostring(types, encoding="UTF-8", xml_declaration=True)
        self.parts[f"xl/{part}"] = xml
        return self.sheet(title)

    def duplicate(self, title: str, new: str, place: int | None = None) -> Sheet:
        """Copy a sheet as a spreadsheet program does, and return the copy."""
        return self.add(new, self.sheet(title).bytes(), place)

    def bytes(self) -> bytes:
        """Return the file."""
        parts = self.parts | {part: sheet.bytes() for part, sheet in self._sheets.items()}
        parts["xl/workbook.xml"] = ElementTree.tostring(self._workbook, encoding="UTF-8", xml_declaration=True)
        parts["xl/_rels/workbook.xml.rels"] = ElementTree.tostring(
            self._links, encoding="UTF-8", xml_declaration=True, default_namespace=PACKAGE
        )
        return packed(parts)


def _without(attributes: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in attributes.items() if key != name}


def packed(parts: dict[str, bytes]) -> bytes:
    """Return parts as an archive."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
