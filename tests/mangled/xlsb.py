"""A binary workbook (.xlsb), which nothing at hand writes: the values of some sheets as the records of the format.

Each record is a type and a length, both in seven bits per byte, then its content ([MS-XLSB] 2.1.4).
"""

from struct import pack

from openpyxl.utils.cell import coordinate_to_tuple

from tests.mangled.book import PACKAGE, TYPES, Book, packed
from tests.mangled.cells import OFFICE

ROW, REAL, TEXT = 0, 5, 6
BEGIN_SHEET, END_SHEET, BEGIN_BOOK, END_BOOK = 129, 130, 131, 132
BEGIN_SHEETS, END_SHEETS, BEGIN_DATA, END_DATA, DIMENSION, SHEET = 143, 144, 145, 146, 148, 156
KIND = "application/vnd.ms-excel"


def xlsb(book: Book, titles: tuple[str, ...], far: str | None = None) -> bytes:
    """Return a binary workbook with the values of some sheets; ``far`` is one more cell on the first of them."""
    sheets = {f"sheet{i}.bin": _sheet(book, title, far if i == 1 else None) for i, title in enumerate(titles, start=1)}
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/{name}" ContentType="{KIND}.worksheet"/>' for name in sheets
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/{name}"/>'
        for i, name in enumerate(sheets, start=1)
    )
    home = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.bin"/>'
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/'
            f'vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="{KIND}.sheet.binary.'
            f'macroEnabled.main"/>{overrides}</Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{home}</Relationships>'.encode(),
            "xl/workbook.bin": _book(titles),
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'.encode(),
            **{f"xl/worksheets/{name}": content for name, content in sheets.items()},
        }
    )


def _record(kind: int, content: bytes = b"") -> bytes:
    return _seven_bits(kind) + _seven_bits(len(content)) + content


def _seven_bits(number: int) -> bytes:
    made = bytearray()
    while True:
        number, low = number >> 7, number & 127
        made.append(low | 128 if number else low)
        if not number:
            return bytes(made)


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return pack("<I", len(encoded) // 2) + encoded


def _book(titles: tuple[str, ...]) -> bytes:
    sheets = b"".join(
        _record(SHEET, pack("<II", 0, i) + _text(f"rId{i}") + _text(title)) for i, title in enumerate(titles, start=1)
    )
    return _record(BEGIN_BOOK) + _record(BEGIN_SHEETS) + sheets + _record(END_SHEETS) + _record(END_BOOK)


def _sheet(book: Book, title: str, far: str | None) -> bytes:
    cells = {(row, col): (text, number) for row, col, text, number in book.sheet(title).values()}
    if far:
        cells[coordinate_to_tuple(far)] = ("1", True)
    last_row, last_col = max(row for row, _ in cells), max(col for _, col in cells)
    made = _record(BEGIN_SHEET) + _record(DIMENSION, pack("<IIII", 0, last_row - 1, 0, last_col - 1))
    made += _record(BEGIN_DATA)
    current = 0
    for (row, col), (text, number) in sorted(cells.items()):
        if row != current:
            made += _record(ROW, pack("<IIHHBI", row - 1, 0, 300, 0, 0, 0))
            current = row
        place = pack("<II", col - 1, 0)
        made += _record(REAL, place + pack("<d", float(text))) if number else _record(TEXT, place + _text(text))
    return made + _record(END_DATA) + _record(END_SHEET)
