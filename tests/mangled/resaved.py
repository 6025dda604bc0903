"""Workbooks saved again by LibreOffice, in its own format and in the old one of Excel."""

from datetime import date

from tests.mangled import answers, columns, rows, sheets
from tests.mangled.book import Book
from tests.mangled.cells import Formula, Value, Wrong
from tests.mangled.registry import Fates, Given, Kept, Said, Source, case

MANY: dict[str, Value] = {
    "E10": Formula("1+2", 3),
    "E11": "oui",
    "E12": date(2026, 3, 2),
    "E13": True,
    "E15": 3.0,
    "F15": -1,
    "G15": "=1+1 ?",
    "E17": "n/a",
}
MEANT: dict[str, Given | None] = {
    "STRAT-05": {"level": "3"},
    "STRAT-10": {"level": "3", "support": -1, "evidence": "=1+1 ?"},
    "SPEC-02": {"level": "NA"},
}
DOUBTS = [
    Said("XA403", "E11", "STRAT-06", "oui"),
    Said("XA401", "E12", "STRAT-07", "2026-03-02"),
    Said("XA403", "E13", "STRAT-08", "TRUE"),
    Said("XA502", "E17", "SPEC-02"),
]
OF_MANY: Fates = (18, 2, 3, 0)
SAVED = "saved again by LibreOffice as"


def many(book: Book) -> None:
    """Type some of everything."""
    for ref, value in MANY.items():
        book.sheet().put(ref, value)


def error(book: Book) -> None:
    """Leave a spreadsheet error for an answer."""
    book.sheet().put("E10", Wrong("#REF!"))


def register(kind: Source, first: list[Said]) -> None:
    """Register what every format must give back; ``first`` is what is said of the format itself."""
    case(f"a workbook {SAVED} .{kind}", issues=first, saved_as=kind)(sheets.untouched)
    case(
        f"answers of all kinds {SAVED} .{kind}", answers=MEANT, issues=[*first, *DOUBTS], ledger=OF_MANY, saved_as=kind
    )(many)
    case(f"rows in any order {SAVED} .{kind}", issues=first, saved_as=kind)(rows.shuffled)
    case(f"the row of keys deleted {SAVED} .{kind}", issues=[*first, columns.BY_HEADING], saved_as=kind)(
        columns.lose_keys
    )
    case(
        f"a duplicate with edits {SAVED} .{kind}", issues=[*first, Said("XA306", sheet="Diagnostic (2)")], saved_as=kind
    )(sheets.duplicated_with_edits)


register("ods", [])
register("xls", [Said("XA103")])
case(
    f"an error {SAVED} .ods", issues=[Said("XA406", "E10", "STRAT-05", "#REF!")], ledger=(15, 0, 1, 0), saved_as="ods"
)(error)
case(f"rows hidden {SAVED} .ods", issues=[Said("XA311", value="3")], saved_as="ods")(rows.hidden)
case(
    f"answers merged {SAVED} .ods",
    answers={"STRAT-02": {"support": -2}},
    issues=[Said("XA310", "E6", "STRAT-01")],
    ledger=(14, 0, 0, 0),
    said=("E6:E8",),
    saved_as="ods",
)(rows.merged)
case(
    f"notes on cells {SAVED} .ods",
    issues=[Said("XA314", value="2")],
    remarks=[Kept("STRAT-01", "E6", "Anne : vu en réunion"), Kept(None, "A1", "Merci")],
    saved_as="ods",
)(answers.notes)
case(f"an error {SAVED} .xls", issues=[Said("XA103")], said=(".xls",), saved_as="xls")(error)
