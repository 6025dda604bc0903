"""Files made to harm whoever reads them: bombs, entities, cells so far away that memory runs out."""

from io import BytesIO
from re import sub
from struct import pack
from zipfile import ZipFile
from zlib import compressobj, crc32

from tests.mangled.book import Book, packed
from tests.mangled.cells import MAIN
from tests.mangled.files import text_of
from tests.mangled.registry import refused
from tests.mangled.xlsb import xlsb
from tests.workbooks import repacked
from xlaudit.model.errors import ForeignWorkbookError, NotAWorkbookError, UnsafeWorkbookError

ODS = b"application/vnd.oasis.opendocument.spreadsheet"
STRINGS = "xl/sharedStrings.xml"
TABLE = "xl/worksheets/sheet2.xml"
LAUGHS = "<!DOCTYPE lolz [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(ord(name) + 1)} '{f'&{name};' * 10}'>" for name in "abcdefgh"
)
LAUGHS += "]>"
"""A billion laughs: a few hundred bytes that would expand to as many."""
FAR_CELL = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


@refused("a file of thirty-three megabytes", UnsafeWorkbookError, "far below 32 MB")
def heavy(book: Book) -> bytes:
    return book.bytes() + bytes(33 * 2**20)


@refused("a text of thirty-three megabytes", UnsafeWorkbookError, "far below 32 MB", file="Diagnostic.csv")
def heavy_text(book: Book) -> bytes:
    return text_of(book, ";", "utf-8") + (b"x" * 900_000 + b"\r\n") * 40


@refused("a text of thirty thousand rows", UnsafeWorkbookError, "far outside the table", file="Diagnostic.csv")
def long_text(book: Book) -> bytes:
    return text_of(book, ";", "utf-8") + b";;;;;;;\r\n" * 30_000 + b";;;;3;;;\r\n"


def deflated(size: int) -> tuple[bytes, int]:
    """Return many zeros compressed, with their checksum."""
    packer = compressobj(9, wbits=-15)
    block = bytes(2**20)
    check, made = 0, b""
    for _ in range(size // len(block)):
        made += packer.compress(block)
        check = crc32(block, check)
    return made + packer.flush(), check


def central_field(data: bytes, part: str, offset: int, content: bytes) -> bytes:
    """Return an archive with a field of the central entry of a part replaced."""
    at = data.rindex(part.encode()) - 46 + offset
    assert data[at - offset :].startswith(b"PK\x01\x02")
    return data[:at] + content + data[at + len(content) :]


@refused("a bomb: sixty megabytes of nothing", UnsafeWorkbookError, "as a trap would")
def bomb(book: Book) -> None:
    book.parts["xl/media/image1.bmp"] = bytes(60 * 2**20)


@refused("a bomb: two thousand parts and more", UnsafeWorkbookError, "fewer than 2000")
def many_parts(book: Book) -> None:
    book.parts |= {f"xl/media/{number}.png": b"" for number in range(2001)}


@refused("a bomb: a part that declares four gigabytes", UnsafeWorkbookError, "more than 200 MB")
def declared(book: Book) -> bytes:
    return central_field(book.bytes(), TABLE, 24, pack("<I", 0xFFFFFFF0))


@refused("a bomb: a part of strings that hides its size", NotAWorkbookError, "damaged inside", isolated=True)
def hidden_size(book: Book) -> bytes:
    honest = len(book.parts[STRINGS])
    book.replace(STRINGS, "<si>", f"<!--{'a' * 20 * 2**20}--><si>")
    return central_field(book.bytes(), STRINGS, 24, pack("<I", honest))


@refused("a part of strings that claims to be empty", NotAWorkbookError, "damaged inside")
def claimed_empty(book: Book) -> bytes:
    return central_field(book.bytes(), STRINGS, 24, pack("<I", 0))


@refused("a table of strings that claims four billion of them", UnsafeWorkbookError, isolated=True)
def claimed_strings(book: Book) -> None:
    book.parts[STRINGS] = sub(rb'uniqueCount="\d+"', b'uniqueCount="4000000000"', book.parts[STRINGS], count=1)


@refused("a bomb: a thousand parts over the same bytes", UnsafeWorkbookError, "more than 200 MB")
def overlapping(_: Book) -> bytes:
    content, check = deflated(2**20)
    name = b"xl/workbook.xml"
    common = pack("<HHHHHIII", 20, 0, 8, 0, 33, check, len(content), 2**20)
    local = b"PK\x03\x04" + common + pack("<HH", len(name), 0) + name + content
    entries = b""
    for number in range(1000):
        title = name if number == 0 else f"xl/{number}.xml".encode()
        entries += b"PK\x01\x02" + pack("<H", 20) + common + pack("<HHHHHII", len(title), 0, 0, 0, 0, 0, 0) + title
    end = b"PK\x05\x06" + pack("<HHHHIIH", 0, 0, 1000, 1000, len(entries), len(local), 0)
    return local + entries + end


@refused("two parts of the same name", UnsafeWorkbookError, "two parts of the same name")
def twice(book: Book) -> bytes:
    data = book.bytes()
    return data.replace(b"xl/worksheets/sheet3.xml", TABLE.encode())


def with_entities(data: bytes, part: str, old: str, new: str, declared: str = LAUGHS, encoding: str = "utf-8") -> bytes:
    """Return a workbook with declarations at the head of a part, and a reference to one of them further down."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    assert old in text
    head, end, rest = text.replace(old, new, 1).replace("UTF-8", encoding.upper(), 1).partition("?>")
    parts[part] = (head + end + declared + rest).encode(encoding)
    return packed(parts)


ENTITIES = "declares XML entities"


@refused("an entity attack in the list of sheets", UnsafeWorkbookError, ENTITIES)
def entities_in_workbook(book: Book) -> bytes:
    return with_entities(book.bytes(), "xl/workbook.xml", "Sources", "&i;")


@refused("an entity attack in the list of sheets, in two bytes per letter", UnsafeWorkbookError, ENTITIES)
def entities_in_utf_16(book: Book) -> bytes:
    return with_entities(book.bytes(), "xl/workbook.xml", "Sources", "&b;", encoding="utf-16")


@refused("an entity attack in a sheet", UnsafeWorkbookError, ENTITIES)
def entities_in_sheet(book: Book) -> bytes:
    return with_entities(book.bytes(), TABLE, "note de cadrage", "&i;")


@refused("an entity attack in the strings", UnsafeWorkbookError, ENTITIES)
def entities_in_strings(book: Book) -> bytes:
    return with_entities(book.bytes(), STRINGS, "<t>STRAT-01</t>", "<t>&i;</t>")


@refused("an entity that reads another file", UnsafeWorkbookError, ENTITIES)
def external_entity(book: Book) -> bytes:
    declared = "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    return with_entities(book.bytes(), TABLE, "note de cadrage", "&x;", declared)


def ods(rows: str, declared: str = "") -> bytes:
    """Return an .ods of one sheet."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{declared}<office:document-content{names}><office:body>'
        f'<office:spreadsheet><table:table table:name="Diagnostic">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return packed({"mimetype": ODS, "META-INF/manifest.xml": manifest, "content.xml": content.encode()})


ODS_CELL = '<table:table-cell office:value-type="string"><text:p>practice</text:p></table:table-cell>'


@refused("an entity attack in an .ods", UnsafeWorkbookError, ENTITIES, file="rempli.ods")
def entities_in_ods(_: Book) -> bytes:
    return ods(f"<table:table-row>{ODS_CELL.replace('practice', '&i;')}</table:table-row>", LAUGHS)


FAR = "far outside the table"


@refused("a stray cell at XFD1048576", UnsafeWorkbookError, FAR, "Diagnostic!XFD1048576", isolated=True)
def far(book: Book) -> None:
    book.edit("Diagnostic", "</sheetData>", FAR_CELL)


@refused("a stray cell fifty thousand rows down", UnsafeWorkbookError, FAR, "Diagnostic!E50000", isolated=True)
def far_down(book: Book) -> None:
    book.edit("Diagnostic", "</sheetData>", FAR_CELL.replace("1048576", "50000").replace("XFD", "E"))


@refused("a stray cell a thousand columns away", UnsafeWorkbookError, FAR, "Diagnostic!ALL6", isolated=True)
def far_away(book: Book) -> None:
    book.sheet().put("ALL6", "x")


@refused("a stray cell on a sheet of one's own", UnsafeWorkbookError, FAR, "Brouillon!XFD1048576", isolated=True)
def far_elsewhere(book: Book) -> None:
    book.add("Brouillon", f'<worksheet xmlns="{MAIN}"><sheetData>{FAR_CELL}</worksheet>'.encode())


@refused("a stray cell in a part named in other letters", UnsafeWorkbookError, FAR, isolated=True)
def far_other_letters(book: Book) -> None:
    book.edit("Diagnostic", "</sheetData>", FAR_CELL)
    book.parts["xl/worksheets/Sheet2.xml"] = book.parts.pop(TABLE)


@refused("a stray cell on a sheet said to be a chart", ForeignWorkbookError, "has lost its", isolated=True)
def far_hidden_kind(book: Book) -> bytes:
    book.edit("Diagnostic", "</sheetData>", FAR_CELL)
    old = b'relationships/worksheet" Target="worksheets/sheet2.xml"'
    return repacked(book.bytes(), "xl/_rels/workbook.xml.rels", old, old.replace(b"/worksheet", b"/chartsheet", 1))


@refused("a stray cell on a sheet named almost as one of ours", UnsafeWorkbookError, FAR, isolated=True)
def far_calc(book: Book) -> None:
    book.drop("_calc")
    book.add("_CALC", f'<worksheet xmlns="{MAIN}"><sheetData>{FAR_CELL}</worksheet>'.encode())


@refused("a stray cell in an .ods", UnsafeWorkbookError, FAR, file="rempli.ods", isolated=True)
def far_ods(_: Book) -> bytes:
    gap = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    last = f'<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{ODS_CELL}</table:table-row>'
    return ods(f"<table:table-row>{ODS_CELL}</table:table-row>{gap}{last}")


@refused("a stray cell in an .xlsb", UnsafeWorkbookError, file="rempli.xlsb", isolated=True)
def far_xlsb(book: Book) -> bytes:
    return xlsb(book, ("Diagnostic", "_xlaudit"), far="XFD1048576")
