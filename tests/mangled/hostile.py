"""Files that cannot be read: not spreadsheets, broken, locked, or none of ours."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl

from tests.mangled.book import Book, packed
from tests.mangled.compound import encrypted, locked_xls
from tests.mangled.files import mark
from tests.mangled.registry import refused
from xlaudit.model.errors import ForeignWorkbookError, NotAWorkbookError

TABLE = "xl/worksheets/sheet2.xml"


@refused("zero bytes", NotAWorkbookError, "is empty (0 bytes)")
def zero(_: Book) -> bytes:
    return b""


@refused("a file cut in half", NotAWorkbookError, "damaged or cut short")
def halved(book: Book) -> bytes:
    data = book.bytes()
    return data[: len(data) // 2]


@refused("a file cut just before its end", NotAWorkbookError, "damaged or cut short")
def cut(book: Book) -> bytes:
    return book.bytes()[:-40]


@refused("a file with some bytes lost inside", NotAWorkbookError, "damaged")
def damaged(book: Book) -> bytes:
    data = book.bytes()
    with ZipFile(BytesIO(data)) as archive:
        entry = archive.getinfo(TABLE)
    middle = entry.header_offset + 200 + entry.compress_size // 2
    return data[:middle] + bytes(255 - byte for byte in data[middle : middle + 8]) + data[middle + 8 :]


@refused("a raw control character in the XML", NotAWorkbookError, "damaged inside")
def raw_control(book: Book) -> None:
    book.edit("Diagnostic", "à revoir", "à\x01revoir")


@refused("a letter", NotAWorkbookError, "a text file", file="rempli.txt")
def letter(_: Book) -> bytes:
    return "Bonjour,\nnos réponses suivront ; merci, à bientôt.\n".encode()


@refused("a PDF named .xlsx", NotAWorkbookError, "a PDF")
def pdf(_: Book) -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


@refused("a picture of the screen named .xlsx", NotAWorkbookError, "another kind of file")
def picture(_: Book) -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8


@refused("a web page named .xls", NotAWorkbookError, "a web page", file="rempli.xls")
def web_page(_: Book) -> bytes:
    return b"<html><body><table><tr><td>STRAT-01</td><td>3</td></tr></table></body></html>"


@refused("a Word document named .xlsx", NotAWorkbookError, "a Word document")
def word(_: Book) -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})


@refused("an archive named .xlsx", NotAWorkbookError, "an archive without a spreadsheet")
def archive(book: Book) -> bytes:
    return packed({"rempli.xlsx": book.bytes()})


@refused("an .xlsx under a password", NotAWorkbookError, "is protected by a password", "save it without one")
def locked(_: Book) -> bytes:
    return encrypted()


@refused("an .xls under a password", NotAWorkbookError, "is protected by a password", file="rempli.xls")
def locked_old(_: Book) -> bytes:
    return locked_xls()


@refused("an .ods under a password", NotAWorkbookError, "is protected by a password", file="rempli.ods")
def locked_ods(_: Book) -> bytes:
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": bytes(range(256)),
        }
    )


@refused("a spreadsheet of somebody else", ForeignWorkbookError, "not a workbook made by xlaudit", file="budget.xlsx")
def foreign(_: Book) -> bytes:
    book = openpyxl.Workbook()
    for row in (["Réf.", "Pratique", "Niveau"], ["STRAT-01", "Acheter moins", 3], ["STRAT-02", "Réparer", 2]):
        book.worksheets[0].append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@refused("a workbook that lost its questionnaire", ForeignWorkbookError, "has lost its questionnaire sheet")
def without_table(book: Book) -> None:
    book.drop("Diagnostic")


@refused(
    "another meta-referential, not installed",
    ForeignWorkbookError,
    "not installed",
    "no meta-referential named 'services-metier'; did you mean services-metiers?",
)
def other_meta(book: Book) -> None:
    mark(book, "meta", "services-metier")


@refused("a newer version", ForeignWorkbookError, "version 2.0.0", "1.0.0", "update xlaudit")
def newer(book: Book) -> None:
    mark(book, "version", "2.0.0")


@refused("a version newer by its second number alone", ForeignWorkbookError, "version 1.10.0", "update xlaudit")
def slightly_newer(book: Book) -> None:
    mark(book, "version", "1.10.0")
