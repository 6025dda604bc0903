"""Whether the XML of a sheet is what spreadsheet programs write, so that every reader makes the same of it.

The value reader is lenient where others are strict: two values in a cell, a comment inside one, an index that is no
number, two cells of one address. What it then returns is not what a person sees, so such a file counts as damaged.
"""

import re

from xlaudit.workbook.read.plain import are_plain_strings

VALUED = re.compile(rb"<(?:\w+:)?(?:v|t|is|si|c)[\s>]")
"""What all the patterns below are about."""
VALUE_WITH_MARKUP = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^>]*)?>[^<]*<(?!/)")
"""A value that holds a comment, an instruction, a CDATA section or an element."""
VALUE_WITH_REFERENCE = re.compile(rb"<(?:\w+:)?v>[^<a-zA-Z]*&#")
INDEX_THAT_IS_NONE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\bt="s"[^>]*>\s*<(?:\w+:)?v>(?!\d{1,9}</)')
BOOLEAN_THAT_IS_NONE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\bt="b"[^>]*>\s*<(?:\w+:)?v>(?![01]</)')
DATE_THAT_IS_NONE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\bt="d"[^>]*>\s*<(?:\w+:)?v>(?!\d{4}-\d\d-\d\d|\d\d:\d\d)')
ERROR_THAT_IS_NONE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\bt="e"[^>]*>\s*<(?:\w+:)?v>(?!#)')
NUMBER_THAT_IS_NONE = re.compile(
    rb'<(?:\w+:)?c\s(?![^>]*\bt="(?!n"))[^>]*[^/>]>\s*<(?:\w+:)?v>(?!-?[\d.]+(?:[eE][+-]?\d+)?</)'
)
RARE_TYPES = {b't="b"': BOOLEAN_THAT_IS_NONE, b't="d"': DATE_THAT_IS_NONE, b't="e"': ERROR_THAT_IS_NONE}
STRING_WITHOUT_TEXT = re.compile(rb"<(?:\w+:)?(?:si|is)>\s*<(?!(?:\w+:)?(?:t|r)[\s>/])")
STRING_OUT_OF_PLACE = re.compile(rb"</(?:\w+:)?si>\s*<(?!(?:\w+:)?si[\s>/]|/(?:\w+:)?sst>|(?:\w+:)?extLst[\s>/])")
STRINGS = re.compile(rb"<(?:\w+:)?si[\s>/]")
STRINGS_ANNOUNCED = re.compile(rb"<(?:\w+:)?sst\s[^>]*\buniqueCount=[\"'](\d+)[\"']")
TWO_TEXTS = re.compile(rb"<(?:\w+:)?(?:is|si)>\s*<(?:\w+:)?t(?:\s[^>]*)?>[^<]*</(?:\w+:)?t>\s*<(?:\w+:)?t[\s>]")
ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
TYPES = frozenset({"", "b", "d", "e", "inlineStr", "n", "s", "str"})
OF_A_ROW = frozenset({"c", "extLst"})
OF_A_CELL = frozenset({"c", "f", "v", "is", "extLst"})


class IrregularSheetError(ValueError):
    """The XML of a sheet is not what a spreadsheet program writes."""


def refuse_odd_values(xml: bytes) -> None:
    """Look at the bytes of a sheet or of shared strings.

    Raises:
        IrregularSheetError: a value is written as no program writes it.
    """
    if VALUED.search(xml) is None:
        return
    odd = [VALUE_WITH_MARKUP, VALUE_WITH_REFERENCE, TWO_TEXTS, STRING_WITHOUT_TEXT]
    odd += [INDEX_THAT_IS_NONE, NUMBER_THAT_IS_NONE]
    odd += [pattern for mark, pattern in RARE_TYPES.items() if mark in xml]
    if any(pattern.search(xml) for pattern in odd):
        raise IrregularSheetError("a value is not written as spreadsheet programs write it")


def refuse_odd_strings(xml: bytes) -> None:
    """Look at the bytes of the shared strings: one lost or renamed would shift all those behind it.

    Raises:
        IrregularSheetError: a string has no text, or there are not as many as announced.
    """
    if are_plain_strings(xml):
        found = xml.count(b"<si>")
    else:
        refuse_odd_values(xml)
        if STRING_OUT_OF_PLACE.search(xml):
            raise IrregularSheetError("something stands between the shared strings")
        found = len(STRINGS.findall(xml))
    announced = STRINGS_ANNOUNCED.search(xml)
    if announced and int(announced[1]) != found:
        raise IrregularSheetError("the shared strings are not those announced")


class Order:
    """Follow the rows and cells of a sheet: numbers grow, addresses agree, a cell holds one value."""

    def __init__(self) -> None:
        self._row = self._column = 0
        self._in_cell = self._valued = False
        self._kind = ""

    def row(self, number: int) -> None:
        """Open a row, counted from 1."""
        if number <= self._row:
            raise IrregularSheetError("rows are out of order")
        self._row, self._column = number, 0

    def cell(self, address: str, row: int, column: int, kind: str, *, far: bool) -> None:
        """Open a cell; row and column from 1, the address empty when it is not written; one far away is no matter."""
        if self._in_cell:
            raise IrregularSheetError("a cell stands in another")
        self._in_cell, self._valued, self._kind = True, False, kind
        if far:
            return
        if address and (ADDRESS.fullmatch(address) is None or row != self._row):
            raise IrregularSheetError("an address is not that of its row")
        if column <= self._column or kind not in TYPES:
            raise IrregularSheetError("cells are out of order or of an unknown type")
        self._column = column

    def value(self, tag: str) -> None:
        """Open a value or an inline text."""
        if not self._in_cell or self._valued or (tag == "is") != (self._kind == "inlineStr"):
            raise IrregularSheetError("a cell has two values, or one of another type, or a value has no cell")
        self._valued = True

    def close_cell(self) -> None:
        """Close a cell."""
        self._in_cell = False

    def in_row(self, tag: str) -> None:
        """Open an element inside a row: a cell, or something inside a cell."""
        if not self._in_cell and tag not in OF_A_ROW:
            raise IrregularSheetError("a row holds something that is no cell")
        if self._in_cell and self._kind != "inlineStr" and tag not in OF_A_CELL:
            raise IrregularSheetError("a cell holds something that is no value")
