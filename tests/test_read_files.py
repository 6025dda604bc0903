"""Files that are not what they should be: one clear refusal of the right kind, and never a crash."""

import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from tests.workbooks import Filled, read_bytes, repacked, with_parts
from xlaudit.api import read
from xlaudit.model.errors import (
    ForeignWorkbookError,
    NotAWorkbookError,
    ResourceNotFoundError,
    UnsafeWorkbookError,
    WorkbookError,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TABLE = "xl/worksheets/sheet2.xml"
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def plain_spreadsheet(_: bytes) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Budget"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def without_questionnaire(data: bytes) -> bytes:
    filled = Filled(data)
    del filled.book["Diagnostic"]
    return filled.bytes()


def of_a_meta_not_installed(data: bytes) -> bytes:
    filled = Filled(data)
    filled.mark("meta", "services-metier")
    return filled.bytes()


def damaged(data: bytes) -> bytes:
    """Flip bytes in the middle of the compressed questionnaire."""
    with ZipFile(BytesIO(data)) as made:
        entry = made.getinfo(TABLE)
    middle = entry.header_offset + 200 + entry.compress_size // 2
    return data[:middle] + bytes(255 - byte for byte in data[middle : middle + 8]) + data[middle + 8 :]


def same_name_twice(data: bytes) -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return with_parts(data, {TABLE: b"<worksheet/>"})


def encrypted_ods(_: bytes) -> bytes:
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return archive({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": b""})


def far_cell(quote: str, name: str) -> Callable[[bytes], bytes]:
    """Return a mangling that adds a filled cell at the far end of the sheet, written in an unusual way."""
    end = FAR.replace('"', quote).replace("XFD1048576", name)

    def mangle(data: bytes) -> bytes:
        return repacked(data, TABLE, b"</sheetData>", end.encode())

    return mangle


def far_cell_in_utf_16(data: bytes) -> bytes:
    with ZipFile(BytesIO(far_cell('"', "XFD1048576")(data))) as made:
        table = made.read(TABLE)
    other = table.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    return repacked(data, TABLE, table.replace(FAR.encode(), b"</sheetData>"), other)


def far_cell_in_ods(_: bytes) -> bytes:
    """Return an ods of a few hundred bytes with A1 and, a million rows and 16 000 columns further, another cell."""
    cell = '<table:table-cell office:value-type="string"><text:p>practice</text:p></table:table-cell>'
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    rows = (
        f"<table:table-row>{cell}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{cell}</table:table-row>'
    )
    table = f'<table:table table:name="A">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}>{body}</office:document-content>'
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return archive({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content.encode()})


def entity(data: bytes) -> bytes:
    declared = b'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    return repacked(data, TABLE, b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', declared)


REFUSED: dict[str, tuple[type[WorkbookError], str, Callable[[bytes], bytes]]] = {
    "zero bytes": (NotAWorkbookError, "is empty (0 bytes)", lambda _: b""),
    "a text": (NotAWorkbookError, "a text file", lambda _: b"Pratique;Niveau\nSTRAT-01;3\n"),
    "a PDF": (NotAWorkbookError, "a PDF", lambda _: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    "a web page": (NotAWorkbookError, "a web page", lambda _: b"  <html><table><tr><td>3</td></tr></table></html>"),
    "an image": (NotAWorkbookError, "another kind of file", lambda _: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    "a password": (
        NotAWorkbookError,
        "is protected by a password",
        lambda _: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(2000),
    ),
    "an old file of another program": (NotAWorkbookError, "cannot be read as a spreadsheet", lambda _: OLE + bytes(99)),
    "a Word document": (
        NotAWorkbookError,
        "a Word document",
        lambda _: archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}),
    ),
    "an archive": (NotAWorkbookError, "an archive without a spreadsheet", lambda _: archive({"a.txt": b"a"})),
    "an encrypted ods": (NotAWorkbookError, "is protected by a password", encrypted_ods),
    "cut in half": (NotAWorkbookError, "is damaged or cut short", lambda data: data[: len(data) // 2]),
    "cut at its end": (NotAWorkbookError, "is damaged or cut short", lambda data: data[:-100]),
    "damaged inside": (NotAWorkbookError, "damaged", damaged),
    "a hollow xlsx": (NotAWorkbookError, "", lambda _: archive({"xl/workbook.xml": b""})),
    "another spreadsheet": (ForeignWorkbookError, "not a workbook made by xlaudit", plain_spreadsheet),
    "its questionnaire deleted": (ForeignWorkbookError, "has lost its questionnaire", without_questionnaire),
    "an unknown meta-referential": (
        ForeignWorkbookError,
        "no meta-referential named 'services-metier'; did you mean services-metiers?",
        of_a_meta_not_installed,
    ),
    "two parts of one name": (UnsafeWorkbookError, "two parts of the same name", same_name_twice),
    "too many parts": (
        UnsafeWorkbookError,
        "parts, where a workbook has fewer than 2000",
        lambda data: with_parts(data, {f"x/{i}": b"" for i in range(2001)}),
    ),
    "a bomb": (UnsafeWorkbookError, "as a trap would", lambda data: with_parts(data, {"x/bomb": bytes(60 * 2**20)})),
    "far too large": (UnsafeWorkbookError, "far below 32 MB", lambda data: data + bytes(33 * 2**20)),
    "an entity": (UnsafeWorkbookError, "declares XML entities", entity),
    "a far cell": (UnsafeWorkbookError, "Diagnostic!XFD1048576", far_cell('"', "XFD1048576")),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_one_line_that_names_it(
    empty_workbook: bytes, tmp_path: Path, case: str
) -> None:
    kind, said, mangle = REFUSED[case]
    with pytest.raises(WorkbookError) as refusal:
        read_bytes(mangle(empty_workbook), tmp_path, "reponse.xlsx")
    assert type(refusal.value) is kind
    assert str(refusal.value).startswith(str(tmp_path / "reponse.xlsx"))
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert refusal.value.exit_code == 5


READ_UNDER_A_LIMIT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2 * 2**30, 2 * 2**30))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from xlaudit.api import read
from xlaudit.model.errors import WorkbookError
try:
    read(sys.argv[1])
except WorkbookError as error:
    print(error)
"""


@pytest.mark.parametrize(
    "mangle",
    [
        far_cell('"', "XFD1048576"),
        far_cell("'", "XFD1048576"),
        far_cell('"', "xfd1048576"),
        far_cell('"', "&#88;FD1048576"),
        far_cell_in_utf_16,
        far_cell_in_ods,
    ],
    ids=["plain", "single quotes", "small letters", "a character reference", "UTF-16", "ods"],
)
def test_a_far_cell_is_refused_however_it_is_written(
    empty_workbook: bytes, tmp_path: Path, root: Path, mangle: Callable[[bytes], bytes]
) -> None:
    # In its own process: such a cell makes the value reader ask for 128 GB and abort (DESIGN §7).
    path = tmp_path / "loin.xlsx"
    path.write_bytes(mangle(empty_workbook))
    run = subprocess.run(
        [sys.executable, "-c", READ_UNDER_A_LIMIT, str(path)], cwd=root, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-300:]
    assert run.stdout.startswith(str(path))


def test_a_far_cell_that_holds_nothing_is_fine(empty_workbook: bytes, tmp_path: Path) -> None:
    end = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    found = read_bytes(repacked(empty_workbook, TABLE, b"</sheetData>", end), tmp_path)
    assert found.issues == ()


def test_the_damage_of_the_test_file_is_real(empty_workbook: bytes) -> None:
    with ZipFile(BytesIO(damaged(empty_workbook))) as made, pytest.raises((zlib.error, Exception)) as broken:
        made.read(TABLE)
    assert broken.type.__name__ in ("error", "BadZipFile")


@pytest.mark.parametrize("name", ["absent.xlsx", "nulle-part/absent.xlsx"])
def test_a_file_that_is_not_there_is_said_with_those_that_are_near(tmp_path: Path, name: str) -> None:
    (tmp_path / "absente.xlsx").write_bytes(b"")
    with pytest.raises(ResourceNotFoundError, match=r"no file named 'absent\.xlsx'") as refusal:
        read(tmp_path / name)
    assert ("absente.xlsx" in str(refusal.value)) == (name == "absent.xlsx")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ResourceNotFoundError):
        read(tmp_path)
