"""What programs do to the whole file: save it again in another format, add macros, lose its name; and versions."""

import csv
import warnings
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from re import sub
from tempfile import TemporaryDirectory

import openpyxl

from tests.mangled.book import Book
from tests.mangled.cells import Formula, Wrong
from tests.mangled.registry import ANSWERS, META, NOBODY, Fates, Said, case, fill, generated
from tests.mangled.xlsb import xlsb
from xlaudit.api import generate, load
from xlaudit.catalog.paths import find
from xlaudit.workbook.fill import fill_workbook

TABLE: Fates = (12, 0, 0, 0)
"""What a text file of the questionnaire holds: no first sheet, hence no identity."""
READABLE = ("Accueil", "Diagnostic", "_xlaudit")
NO_ERRORS_SHOWN = Said("XA103")
BY_REFERENCES = Said("XA201")
OTHER = "marketing-communication"
OLD = "0.9.0"
OLD_FILE = f"referentials/meta/versions/{META}@{OLD}.yaml"
NO_ANSWERS = dict.fromkeys(ANSWERS)


@case("a workbook saved again by openpyxl")
def openpyxl_again(book: Book) -> bytes:
    buffer = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it says that it drops data bars
        openpyxl.load_workbook(BytesIO(book.bytes())).save(buffer)
    return buffer.getvalue()


@case("a workbook with the extension of another format", file="rempli.xls")
def wrong_extension(book: Book) -> bytes:
    return book.bytes()


@case("a workbook without any extension", file="rempli")
def no_extension(book: Book) -> bytes:
    return book.bytes()


@case("a workbook named .csv", file="rempli.csv")
def named_csv(book: Book) -> bytes:
    return book.bytes()


@case("a workbook with macros", issues=[Said("XA101")], file="rempli.xlsm")
def macros(book: Book) -> None:
    book.parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    book.replace("[Content_Types].xml", main, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")


@case(
    "an answer linked to another file",
    answers={"STRAT-05": {"level": "3"}},
    issues=[Said("XA102")],
    ledger=(16, 0, 0, 0),
)
def external_link(book: Book) -> None:
    book.parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    book.sheet().put("E10", Formula("[1]Feuil1!$A$1", "3"))


@case(
    "a workbook without the addresses of its cells",
    issues=[Said("XA406", "E10", "STRAT-05", "#REF!"), Said("XA407", "E11", "STRAT-06")],
    ledger=(15, 0, 2, 0),
)
def without_addresses(book: Book) -> None:
    # The format allows it, and some exporters write that.
    book.sheet().put("E10", Wrong("#REF!"))
    book.sheet().put("E11", Formula("1+2"))
    assert b'r="E10"' not in book.close(addresses=False)


@case(
    "part names in other letters than those that point to them",
    issues=[Said("XA406", "E10", "STRAT-05", "#REF!")],
    ledger=(15, 0, 1, 0),
)
def other_letters(book: Book) -> None:
    book.sheet().put("E10", Wrong("#REF!"))
    part = book.part_of("Diagnostic")
    book.parts["xl/worksheets/Sheet2.xml"] = book.close()
    del book.parts[part]


@case("a part named as if it were elsewhere")
def outside(book: Book) -> None:
    book.parts["../../../tmp/xlaudit-evil.xml"] = b"<x/>"


@case("sheets written with a prefix for every name")
def prefixed(book: Book) -> None:
    # As the tools of Microsoft for programmers write them.
    part = book.part_of("Diagnostic")
    book.parts[part] = sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", book.close()).replace(b"xmlns=", b"xmlns:x=", 1)


@case("a binary workbook (.xlsb)", issues=[NO_ERRORS_SHOWN], said=(".xlsb",), file="rempli.xlsb")
def binary(book: Book) -> bytes:
    return xlsb(book, READABLE)


def text_of(book: Book, delimiter: str, encoding: str) -> bytes:
    """Return the questionnaire as a spreadsheet program writes it in a text file."""
    sheet = book.sheet()
    cells = {(row, col): text for row, col, text, _ in sheet.values()}
    buffer = StringIO()
    rows = [[cells.get((row, col), "") for col in range(1, 17)] for row in range(1, len(sheet.rows) + 1)]
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding, errors="replace")


@case(
    "the questionnaire as text, with semicolons",
    issues=[BY_REFERENCES],
    identity=NOBODY,
    ruled_out=(),
    ledger=TABLE,
    file="Diagnostic.csv",
)
def semicolons(book: Book) -> bytes:
    return text_of(book, ";", "utf-8-sig")


@case(
    "the questionnaire as text, with commas and without the row of keys",
    issues=[BY_REFERENCES, Said("XA301")],
    identity=NOBODY,
    ruled_out=(),
    ledger=TABLE,
    file="Diagnostic.csv",
)
def commas(book: Book) -> bytes:
    del book.sheet().rows[3]
    return text_of(book, ",", "utf-8")


@case(
    "the questionnaire as text of an old Windows",
    issues=[BY_REFERENCES],
    identity=NOBODY,
    ruled_out=(),
    ledger=TABLE,
    file="Diagnostic.csv",
)
def windows(book: Book) -> bytes:
    return text_of(book, ";", "cp1252")


@case(
    "the questionnaire as text with tabs, in two bytes per letter",
    issues=[BY_REFERENCES],
    identity=NOBODY,
    ruled_out=(),
    ledger=TABLE,
    file="Diagnostic.txt",
)
def tabs(book: Book) -> bytes:
    return text_of(book, "\t", "utf-16")


@case(
    "the questionnaire as text, with an error and a doubt",
    issues=[BY_REFERENCES, Said("XA403", "E10", "STRAT-05", "oui"), Said("XA401", "E11", "STRAT-06", "#REF!")],
    identity=NOBODY,
    ruled_out=(),
    ledger=(12, 0, 2, 0),
    file="Diagnostic.csv",
)
def text_with_error(book: Book) -> bytes:
    book.sheet().put("E10", "oui")
    book.sheet().put("E11", "#REF!")
    return text_of(book, ";", "utf-8-sig")


def mark(book: Book, field: str, text: str) -> None:
    """Change what the identity sheet says."""
    sheet = book.sheet("_xlaudit")
    row = next(row for row in range(1, 10) if sheet.value(f"A{row}") == field)
    sheet.put(f"B{row}", text)


@case("a previous version that is not kept", issues=[Said("XA202")], version=OLD, said=(OLD, "1.0.0"))
def previous(book: Book) -> None:
    mark(book, "version", OLD)


@cache
def old_text() -> str:
    """Return a former version of the meta-referential: a practice since renamed, one reworded, one made compulsory."""
    text = find("referentials/meta", META).read_text(encoding="utf-8")
    for now, then in (
        ('version: "1.0.0"', f'version: "{OLD}"'),
        ("- id: STRAT-05\n", "- id: STRAT-50\n"),
        ("Nommer un référent écoconception doté de temps et de moyens", "Nommer quelqu’un"),
    ):
        assert text.count(now) == 1, now
        text = text.replace(now, then)
    head, _, tail = text.partition("- id: STRAT-03\n")
    return head + "- id: STRAT-03\n" + tail.replace("        not_applicable: never\n", "", 1)


@cache
def old_workbook() -> bytes:
    """Return the workbook of the former version, with the known answers and two more."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ancien.yaml"
        path.write_text(old_text(), encoding="utf-8")
        book = Book(fill(generate(str(path))))
    book.sheet().put("E10", "2 – Partielle")
    book.sheet().put("E8", "NA – Non applicable")
    return book.bytes()


@case(
    "a previous version that is kept",
    answers={"STRAT-50": {"level": "2"}, "STRAT-03": {"level": "NA"}},
    issues=[Said("XA202"), Said("XA205"), Said("XA502", "E8", "STRAT-03")],
    ledger=(17, 0, 0, 0),
    version=OLD,
    practices=tuple("STRAT-50" if practice.id == "STRAT-05" else practice.id for practice in load(META).meta.practices),
    shelf={OLD_FILE: old_text()},
    said=("STRAT-05", "STRAT-50", "STRAT-02, STRAT-03"),
)
def previous_kept(_: Book) -> bytes:
    return old_workbook()


@case(
    "the workbook of another meta-referential",
    answers={**NO_ANSWERS, "EQUIPE-01": {"level": "3"}, "EQUIPE-02": {"comment": "à voir"}},
    identity=NOBODY,
    ruled_out=(),
    ledger=(2, 0, 0, 0),
    meta=OTHER,
    version=load(OTHER).meta.version,
)
def other_meta(_: Book) -> bytes:
    given = {"EQUIPE-01": {"level": "3"}, "EQUIPE-02": {"comment": "à voir"}}
    return fill_workbook(generated(OTHER), "Diagnostic", given)
