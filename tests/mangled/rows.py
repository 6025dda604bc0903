"""What people do to rows and to what names them: sort, insert, copy, delete, hide, merge, retype."""

from copy import deepcopy
from random import Random

from tests.mangled.book import Book
from tests.mangled.cells import Row
from tests.mangled.registry import ANSWERS, TYPED, Said, case
from xlaudit.api import load

FIRST, LAST = 6, 109
PRACTICES = {row: practice.id for row, practice in enumerate(load("services-metiers").meta.practices, start=FIRST)}


def swap_parts(book: Book, one: int, other: int, columns: str) -> None:
    """Exchange some cells of two rows, as sorting a part of a table does."""
    for letter in columns:
        book.sheet().swap(f"{letter}{one}", f"{letter}{other}")


@case("rows sorted by their answers")
def sorted_rows(book: Book) -> None:
    sheet = book.sheet()
    values = {id(row): sheet.value(f"E{number}") for number, row in enumerate(sheet.rows, start=1)}
    sheet.rows[FIRST - 1 :] = sorted(sheet.rows[FIRST - 1 :], key=lambda row: values[id(row)], reverse=True)


@case("rows in any order")
def shuffled(book: Book) -> None:
    rows = book.sheet().rows[FIRST - 1 :]
    Random(5).shuffle(rows)
    book.sheet().rows[FIRST - 1 :] = rows


@case(
    "rows partly sorted: the references without their titles",
    answers={"STRAT-01": ANSWERS["STRAT-02"], "STRAT-02": ANSWERS["STRAT-01"]},
    issues=[Said("XA313", "A6", "STRAT-02", "STRAT-01"), Said("XA313", "A7", "STRAT-01", "STRAT-02")],
)
def references_sorted(book: Book) -> None:
    swap_parts(book, 6, 7, "A")


@case(
    "rows partly sorted: the descriptions without the references and the answers",
    issues=[Said("XA313", "A6", "STRAT-01", "SPEC-01"), Said("XA313", "A16", "SPEC-01", "STRAT-01")],
)
def descriptions_sorted(book: Book) -> None:
    swap_parts(book, 6, 16, "BCD")


@case("blank rows inserted between the practices")
def blank_rows(book: Book) -> None:
    for place in (60, 15, 5):
        book.sheet().rows.insert(place, Row())


@case("a heading of one's own inserted above each part")
def headings_inserted(book: Book) -> None:
    for place in (26, 15, 5):
        book.sheet().rows.insert(place, Row())
        book.sheet().put(f"A{place + 1}", "À voir avec Paul")


@case(
    "a row of one's own with answers",
    issues=[Said("XA305", "A17", value="WEB-01", sheet="Diagnostic")],
    ledger=(15, 0, 0, 2),
)
def own_row(book: Book) -> None:
    book.sheet().rows.insert(16, Row())
    for ref, text in {"A17": "WEB-01", "C17": "Notre pratique", "E17": "3", "H17": "à ajouter"}.items():
        book.sheet().put(ref, text)


@case("a remark in the answers below the table", issues=[Said("XA305", "A112", value="")], ledger=(15, 0, 0, 1))
def remark_below(book: Book) -> None:
    book.sheet().put("H112", "Merci de votre retour")


@case("the headings repeated within the table", issues=[Said("XA305", "A16", value="Réf.")], ledger=(15, 0, 0, 5))
def headings_repeated(book: Book) -> None:
    book.sheet().rows.insert(15, deepcopy(book.sheet().rows[4]))


@case(
    "a row duplicated with equal answers",
    issues=[Said("XA308", "A7", "STRAT-01")],
    ledger=(15, 0, 0, 2),
)
def duplicated_equal(book: Book) -> None:
    book.sheet().rows.insert(6, deepcopy(book.sheet().rows[5]))


@case(
    "a row duplicated with different answers",
    issues=[Said("XA304", "A110", "STRAT-01", "6, 110")],
    ledger=(15, 0, 0, 2),
)
def duplicated_different(book: Book) -> None:
    book.sheet().rows.append(deepcopy(book.sheet().rows[5]))
    book.sheet().put("E110", "1 – Amorcée")


@case(
    "a row pasted over another one",
    answers={"STRAT-02": None},
    issues=[Said("XA303", None, "STRAT-02"), Said("XA308", "A7", "STRAT-01")],
    ledger=(13, 0, 0, 2),
)
def pasted_over(book: Book) -> None:
    book.sheet().rows[6] = deepcopy(book.sheet().rows[5])


@case(
    "rows deleted",
    answers={"STRAT-02": None, "SPEC-01": None},
    issues=[Said("XA303", None, "STRAT-02"), Said("XA303", None, "SPEC-01"), Said("XA303", None, "UX-01")],
    ledger=(11, 0, 0, 0),
)
def deleted(book: Book) -> None:
    for row in (38, 16, 7):
        del book.sheet().rows[row - 1]


@case("rows hidden", issues=[Said("XA311", value="3", sheet="Diagnostic")])
def hidden(book: Book) -> None:
    for row in (6, 7, 50):
        book.sheet().row(row).attributes["hidden"] = "1"


@case("rows filtered out", issues=[Said("XA311", value="98", sheet="Diagnostic")])
def filtered(book: Book) -> None:
    for row in range(FIRST, LAST + 1):
        if f"E{row}" not in TYPED:
            book.sheet().row(row).attributes["hidden"] = "true"


@case("rows hidden outside the practices")
def hidden_elsewhere(book: Book) -> None:
    for row in (1, 2, 5, 130):
        book.sheet().row(row).attributes["hidden"] = "1"


@case("a reference blanked", issues=[Said("XA307", "A16", "SPEC-01")])
def reference_blanked(book: Book) -> None:
    book.sheet().put("A16", None)


@case(
    "every reference blanked",
    issues=[Said("XA307", f"A{row}", practice) for row, practice in PRACTICES.items()],
)
def references_blanked(book: Book) -> None:
    for row in PRACTICES:
        book.sheet().put(f"A{row}", None)


@case("a reference retyped as another word", issues=[Said("XA307", "A7", "STRAT-02")])
def reference_renamed(book: Book) -> None:
    book.sheet().put("A7", "Point n° 2")


@case(
    "a reference and a title lost",
    answers={"SPEC-01": None},
    issues=[Said("XA303", None, "SPEC-01"), Said("XA305", "A16", value="")],
    ledger=(13, 0, 0, 2),
)
def row_without_name(book: Book) -> None:
    book.sheet().put("A16", None)
    book.sheet().put("C16", "Autre intitulé")


@case("titles retyped")
def titles_retyped(book: Book) -> None:
    book.sheet().put("C6", "Utilité du service")
    book.sheet().put("C7", None)


@case("references retyped with a no-break space")
def nbsp(book: Book) -> None:
    book.sheet().put("A6", "STRAT-01\u00a0")
    book.sheet().put("A7", "\u00a0STRAT\u00a0-\u202f02")


@case("references retyped with odd hyphens")
def hyphens(book: Book) -> None:
    for row, hyphen in {6: "\u2011", 7: "\u2013", 16: "\u2212", 28: "\u2010", 101: "\u2014"}.items():
        book.sheet().put(f"A{row}", PRACTICES[row].replace("-", hyphen))


@case("references retyped in small letters")
def small_letters(book: Book) -> None:
    for row in (6, 7, 109):
        book.sheet().put(f"A{row}", PRACTICES[row].lower())


@case(
    "answers merged over three practices",
    answers={"STRAT-02": {"support": -2}},
    issues=[Said("XA310", "E6", "STRAT-01")],
    ledger=(14, 0, 0, 0),
    said=("E6:E8",),
)
def merged(book: Book) -> None:
    book.sheet().merge("E6:E8")


@case(
    "answers and comments merged over several practices",
    answers={"STRAT-02": None, "STRAT-04": {"comment": "voir l’annexe"}},
    issues=[Said("XA310", "E6", "STRAT-01"), Said("XA310", "H9", "STRAT-04")],
    ledger=(14, 0, 0, 0),
    said=("E6:F7", "H9:H12"),
)
def merged_areas(book: Book) -> None:
    book.sheet().put("H9", "voir l’annexe")
    book.sheet().merge("E6:F7", "H9:H12")


@case("cells merged outside the answers")
def merged_elsewhere(book: Book) -> None:
    book.sheet().merge("A1:P1", "B6:B15", "E112:E114")


@case("a hundred thousand formatted empty rows")
def formatted_rows(book: Book) -> None:
    style = book.sheet().cell("G6").get("s", "0")
    rows = "".join(f'<row r="{row}"><c r="E{row}" s="{style}"/></row>' for row in range(110, 100_110))
    book.edit("Diagnostic", "</sheetData>", rows + "</sheetData>")


@case("a formatted empty cell at the very end of the sheet")
def formatted_far(book: Book) -> None:
    end = '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    book.edit("Diagnostic", "</sheetData>", end)


@case("a used range that claims the whole sheet")
def claimed(book: Book) -> None:
    book.edit("Diagnostic", 'ref="A1:P109"', 'ref="A1:XFD1048576"')


@case("a hundred thousand merged ranges below the table")
def merged_many(book: Book) -> None:
    ranges = "".join(f'<mergeCell ref="E{row}:E{row + 1}"/>' for row in range(200, 200_200, 2))
    merges = f'<mergeCells count="100000">{ranges}</mergeCells>'
    book.edit("Diagnostic", "<conditionalFormatting ", merges + "<conditionalFormatting ")
