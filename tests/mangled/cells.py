"""A sheet as rows and cells, edited in its XML: anything that any program may leave there can be written."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BEFORE_MERGES = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate"),
)


def tag(name: str) -> str:
    """Return the name of an element of a sheet."""
    return f"{{{MAIN}}}{name}"


def written(root: Element) -> bytes:
    """Return a part as Office writes it: the names of its own kind without a prefix."""
    ElementTree.register_namespace("", root.tag[1:].partition("}")[0])
    ElementTree.register_namespace("r", OFFICE)
    made: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return made


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
        moved = {place: cell for col, cell in self.cells.items() if (place := move(col))}
        self.cells = dict(sorted(moved.items()))


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

    def bytes(self, *, addresses: bool = True) -> bytes:
        """Return the sheet as a part of a file; without addresses, every row and cell stands in its place."""
        self._data.clear()
        for number, row in enumerate(self.rows, start=1):
            kept = {key: value for key, value in row.attributes.items() if key != "spans"}
            columns = list(row.cells) if addresses else range(1, max(row.cells, default=0) + 1)
            if addresses and not kept and not row.cells:
                continue
            element = SubElement(self._data, tag("row"), {**({"r": str(number)} if addresses else {}), **kept})
            for col in columns:
                cell = row.cells.get(col, Element(tag("c")))
                address = {"r": f"{get_column_letter(col)}{number}"} if addresses else {}
                cell.attrib = {**address, **{key: value for key, value in cell.attrib.items() if key != "r"}}
                element.append(cell)
        return written(self._root)
