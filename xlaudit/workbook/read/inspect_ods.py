"""What the value reader hides in an ods file: errors, merged cells, hidden rows, notes, cells far away."""

from xml.parsers import expat

from xlaudit.model.errors import UnsafeWorkbookError
from xlaudit.rules import refusals
from xlaudit.workbook.read.facts import MAX_COLUMN, MAX_ROW, Area, SheetFacts, address


def scan_ods(xml: bytes, name: str, skipped: frozenset[str]) -> dict[str, SheetFacts]:
    """Look through the tables of a ``content.xml``; cells far away in a skipped one do no harm.

    Raises:
        UnsafeWorkbookError: a filled cell lies absurdly far away, or the file declares entities.
    """
    scan = _Scan(name, skipped)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    parser.StartDoctypeDeclHandler = scan.doctype
    parser.Parse(xml, True)
    return scan.found


class _Scan:
    """One pass over every table; repeated rows and cells are counted, not unrolled."""

    def __init__(self, file: str, skipped: frozenset[str]) -> None:
        self._skipped = skipped
        self.found: dict[str, SheetFacts] = {}
        self._file = file
        self._table = ""
        self._row = self._next_row = self._next_column = self._column = 0
        self._repeated = 1
        self._is_error = self._in_note = self._in_paragraph = False
        self._errors: dict[str, str] = {}
        self._merged: list[Area] = []
        self._hidden: set[int] = set()
        self._notes: dict[str, str] = {}
        self._booleans: set[str] = set()

    def doctype(self, *_: object) -> None:
        """Refuse declarations, by which entities would expand."""
        raise UnsafeWorkbookError(self._file, refusals.ENTITIES)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if tag == "table:table":
            self._table = attributes.get("table:name", "")
            self._row = self._next_row = 0
            self._errors, self._merged, self._hidden, self._notes, self._booleans = {}, [], set(), {}, set()
        elif tag == "table:table-row":
            self._row = self._next_row
            self._repeated = int(attributes.get("table:number-rows-repeated", 1))
            self._next_row += self._repeated
            self._next_column = 0
            if attributes.get("table:visibility") in ("collapse", "filter") and self._repeated < MAX_ROW:
                self._hidden |= set(range(self._row, self._next_row))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif tag == "office:annotation":
            self._in_note = True
        elif tag == "text:p":
            self._in_paragraph = True

    def _cell(self, attributes: dict[str, str]) -> None:
        self._column = self._next_column
        columns = int(attributes.get("table:number-columns-repeated", 1))
        self._next_column += columns
        filled = "office:value-type" in attributes or "calcext:value-type" in attributes
        too_far = self._row + self._repeated > MAX_ROW or self._next_column > MAX_COLUMN
        if filled and too_far and self._table not in self._skipped:
            where = f"{self._table}!{address(self._row, self._column)}"
            raise UnsafeWorkbookError(self._file, refusals.far_cell(where))
        if attributes.get("office:value-type") == "boolean":
            self._booleans.add(address(self._row, self._column))
        self._is_error = attributes.get("calcext:value-type") == "error"
        if self._is_error:
            self._errors[address(self._row, self._column)] = ""
        down = int(attributes.get("table:number-rows-spanned", 1))
        across = int(attributes.get("table:number-columns-spanned", 1))
        if down > 1 or across > 1:
            self._merged.append((self._row, self._column, self._row + down - 1, self._column + across - 1))

    def text(self, text: str) -> None:
        """Take the text of a note or of an error."""
        cell = address(self._row, self._column)
        if self._in_note and self._in_paragraph:
            self._notes[cell] = self._notes.get(cell, "") + text
        elif self._is_error and not self._in_note:
            self._errors[cell] += text

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag == "office:annotation":
            self._in_note = False
        elif tag == "text:p":
            self._in_paragraph = False
        elif tag == "table:table-cell":
            self._is_error = False
        elif tag == "table:table":
            self.found[self._table] = SheetFacts(
                self._errors,
                frozenset(),
                tuple(self._merged),
                frozenset(self._hidden),
                self._notes,
                frozenset(self._booleans),
            )
