"""Whether a mutated workbook was read honestly: the same answers, or a word on every answer that differs.

An answer that differs from the truth must be *said*: by an issue that names its practice or stands in its row, its
cell or the heading of its column, or by an error or a warning about the whole table (its version, a column, a sheet).
Blanks around a text do not count: they hang on one attribute of the XML.

One thing excuses silence, when the XML itself was mutated: the file *says* that other answer, by a second and strict
reading of the XML that shares nothing with xlaudit but the standard.

- The row of the answer is regular: its number and the addresses of its cells are borne once in the sheet and agree;
  it holds nothing but cells, and they hold nothing but one value, text or formula with its value, of a known type, no
  error, no date, and an index within the shared strings.
- The row still bears the practice in its first column (on the first sheet: the key of the line).
- The cell of the answer holds exactly the text that the ledger calls ``accepted`` or ``normalised`` in that very cell,
  for that very practice and column, and the answer read is what that text, or what it was normalised to, means in the
  lists. Or the cell is empty, the ledger has nothing there, and no answer is read.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from xlaudit.model.assessment import Assessment
from xlaudit.model.issue import Issue

LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
HEADINGS = ("4", "5")
"""The rows of the questionnaire that hold keys and headings, as a person numbers them."""
SHEET_WIDE = re.compile("XA[23]")


class IrregularError(Exception):
    """The XML is not what a spreadsheet program writes."""


IRREGULAR = (IrregularError, ElementTree.ParseError, LookupError, ValueError)

Place = tuple[str, str]
"""What an answer answers: a practice and a column, or "" and the key of a line of the first sheet."""
Cell = tuple[str, str]
"""A sheet and an address."""


def _bare(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def content(found: Assessment) -> dict[Place, object]:
    """Return every answer of an assessment, with the practices asked."""
    told: dict[Place, object] = {}
    for answer in found.answers:
        told[answer.practice, "asked"] = True
        told |= {
            (answer.practice, key): _bare(value) for key, value in answer if key != "practice" and value is not None
        }
    told |= {("", f"identity.{key}"): _bare(value) for key, value in found.identity if value is not None}
    told |= {("", f"applicability.{question}"): "no" for question in found.ruled_out_by}
    return told


@dataclass(frozen=True)
class Truth:
    """What is known of a workbook before it is mutated.

    Args:
        data: the workbook.
        content: its answers.
        cells: where each answer stands, or would stand.
        guards: the cell that tells what the row of each answer is about, and what it holds.
        meanings: what the words of the lists mean, by column.
    """

    data: bytes
    content: dict[Place, object]
    cells: dict[Place, Cell]
    guards: dict[Place, tuple[str, str]]
    meanings: dict[str, dict[str, object]]

    @cached_property
    def practice_of(self) -> dict[tuple[str, str], str]:
        """The practice of each row, by sheet and number."""
        return {(sheet, row_of(cell)): place[0] for place, (sheet, cell) in self.cells.items()}


def letters_of(cell: str) -> str:
    return cell.rstrip("0123456789")


def row_of(cell: str) -> str:
    return cell.removeprefix(letters_of(cell))


def problems(truth: Truth, found: Assessment, data: bytes, excusable: bool) -> tuple[list[str], bool]:
    """Return what is dishonest in a reading, and whether anything differs from the truth.

    Args:
        truth: the workbook before it was mutated.
        found: what was read after.
        data: the mutated workbook.
        excusable: whether the file itself may say something else.
    """
    read = content(found)
    places = [place for place in {**truth.content, **read} if truth.content.get(place) != read.get(place)]
    unsaid = [place for place in places if not any(_says(issue, place, truth) for issue in found.issues)]
    faults = list(_ledger_faults(found))
    said_by_file: dict[str, dict[str, str]] = {}
    if excusable:
        with suppress(*IRREGULAR):
            said_by_file = strict_cells(data, {sheet for sheet, _ in truth.cells.values()})
    standing = {place: text for place in truth.cells if (text := _standing(place, truth, said_by_file)) is not None}
    for place in unsaid:
        if not _excused(place, read.get(place), standing.get(place), truth, found):
            faults.append(f"{place}: {truth.content.get(place)!a:.60} was read as {read.get(place)!a:.60}, unsaid")
    ledger = {(fate.sheet, fate.cell) for fate in found.ledger}
    lost = [
        truth.cells[place]
        for place, text in standing.items()
        if text and truth.cells[place] not in ledger and not any(_says(issue, place, truth) for issue in found.issues)
    ]
    return [*faults, *(f"{cell} is filled and not in the ledger" for cell in lost)], bool(places)


def _standing(place: Place, truth: Truth, said_by_file: dict[str, dict[str, str]]) -> str | None:
    """Return what stands in the cell of an answer, none when that is no longer its cell or its sheet is irregular."""
    sheet, cell = truth.cells[place]
    texts = said_by_file.get(sheet)
    if texts is None or texts.get(truth.guards[place][0]) != truth.guards[place][1]:
        return None
    return texts.get(cell, "").strip()


def _says(issue: Issue, place: Place, truth: Truth) -> bool:
    practice = place[0]
    if issue.code.startswith("XA5"):  # what an answer makes likely, not how it was read
        return False
    if practice and practice in (issue.practice, issue.value):
        return True
    if issue.cell is None:
        return issue.practice is None and issue.severity != "note" and bool(SHEET_WIDE.match(issue.code))
    sheet, cell = truth.cells.get(place, (None, ""))
    if sheet == issue.sheet and issue.cell in (cell, *(letters_of(cell) + row for row in HEADINGS)):
        return True
    return bool(practice) and truth.practice_of.get((issue.sheet or "", row_of(issue.cell))) == practice


def _ledger_faults(found: Assessment) -> Iterator[str]:
    """Yield where the ledger does not add up: a cell twice, or more or fewer cells taken than there are answers."""
    cells = [(fate.sheet, fate.cell) for fate in found.ledger]
    if len(set(cells)) != len(cells):
        yield "a cell stands twice in the ledger"
    taken = [fate.practice for fate in found.ledger if fate.fate in ("accepted", "normalised")]
    for answer in found.answers:
        given = len(answer.model_dump(exclude_none=True)) - 1
        if taken.count(answer.practice) != given:
            yield f"{answer.practice}: {given} answers, {taken.count(answer.practice)} cells taken"


def _excused(place: Place, read: object, text: str | None, truth: Truth, found: Assessment) -> bool:
    """Tell whether the file says that answer itself, and the ledger that it was taken as it stands."""
    if text is None:
        return False
    fates = [fate for fate in found.ledger if (fate.sheet, fate.cell) == truth.cells[place]]
    if not text:
        return read is None and all(fate.fate == "ignored" for fate in fates)
    words = truth.meanings.get(place[1])
    if len(fates) != 1 or fates[0].fate not in ("accepted", "normalised"):
        return False
    fate, told = fates[0], fates[0].taken or text
    if (fate.practice or "", fate.key) != place or fate.value.strip() != text:
        return False
    return read == (told if words is None else words.get(told))


# The strict reading.


def strict_cells(data: bytes, sheets: Collection[str]) -> dict[str, dict[str, str]]:
    """Return the text of every cell of the regular rows of these sheets, by sheet and address.

    Raises:
        Exception: one of IRREGULAR, when what the sheets share is not regular.
    """
    with ZipFile(BytesIO(data)) as archive:
        shared = "xl/sharedStrings.xml"
        strings = _children(_root(archive, shared, "sst"), {"si"}) if shared in archive.namelist() else []
        links = {
            node.get("Id"): node.get("Target", "").removeprefix("/xl/")
            for node in _root(archive, "xl/_rels/workbook.xml.rels", "Relationships")
        }
        found: dict[str, dict[str, str]] = {}
        for sheet in _root(archive, "xl/workbook.xml", "workbook").iterfind("sheets/sheet"):
            if (name := sheet.get("name", "")) in sheets:
                root = _root(archive, f"xl/{links[sheet.get(LINK)]}", "worksheet")
                (table,) = root.iterfind("sheetData")
                found[name] = dict(_regular_cells(table, strings))
        return found


def _root(archive: ZipFile, part: str, tag: str) -> Element:
    """Return the root of a part without its namespaces, by which no program is told apart here."""
    xml = archive.read(part)
    root = ElementTree.fromstring(xml)
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2]
    if b"<!DOCTYPE" in xml or root.tag != tag:
        raise IrregularError
    return root


def _children(node: Element, tags: set[str]) -> list[Element]:
    """Return the children of a node that holds nothing but these tags, and no text between them."""
    if any(child.tag not in tags or (child.tail or "").strip() for child in node):
        raise IrregularError
    if (node.text or "").strip():
        raise IrregularError
    return list(node)


def _regular_cells(table: Element, strings: list[Element]) -> Iterator[tuple[str, str]]:
    rows = Counter(row.get("r") for row in table)
    cells = Counter(cell.get("r") for row in table for cell in row)
    for row in table:
        with suppress(*IRREGULAR):
            number = row.get("r", "")
            addresses = [cell.get("r", "") for cell in _children(row, {"c"})]
            if row.tag != "row" or rows[number] > 1 or not re.fullmatch(r"[1-9]\d*", number):
                raise IrregularError
            if any(cells[cell] > 1 or not re.fullmatch("[A-Z]{1,3}" + number, cell) for cell in addresses):
                raise IrregularError
            yield from [(cell, _value(node, strings)) for cell, node in zip(addresses, row, strict=True)]


def _value(cell: Element, strings: list[Element]) -> str:
    """Return the text of a cell, a number as a person types it."""
    parts = {node.tag: node for node in _children(cell, {"f", "v", "is"})}
    if len(parts) != len(cell) or ("f" in parts and "v" not in parts) or ("is" in parts and len(parts) > 1):
        raise IrregularError
    kind, text = cell.get("t", "n"), _text(parts["v"]) if "v" in parts else ""
    if "is" in parts and kind == "inlineStr":
        return _string(parts["is"])
    if not text and "is" not in parts:
        return ""
    if kind == "s" and re.fullmatch(r"\d{1,9}", text):
        return _string(strings[int(text)])
    if kind == "n" and NUMBER.fullmatch(text):
        return str(int(float(text))) if float(text).is_integer() else str(float(text))
    if kind == "str":
        return text
    raise IrregularError


def _string(item: Element) -> str:
    """Return the text of a shared or inline string: its own or that of its runs, not its phonetic guide."""
    nodes = _children(item, {"t", "r", "rPh", "phoneticPr"})
    texts = [
        text
        for node in nodes
        if node.tag in ("t", "r")
        for text in ([node] if node.tag == "t" else _children(node, {"rPr", "t"}))
        if text.tag == "t"
    ]
    if len(texts) != 1 and any(node.tag == "t" for node in nodes):
        raise IrregularError
    return "".join(map(_text, texts))


def _text(node: Element) -> str:
    if len(node):
        raise IrregularError
    return (node.text or "").replace("\r\n", "\n").replace("\r", "\n")
