"""What people do to sheets: rename them, copy them, move them, add their own."""

from openpyxl.utils.cell import get_column_letter

from tests.mangled.book import Book
from tests.mangled.cells import Formula
from tests.mangled.registry import NOBODY, TYPED, Said, case

LEVELS = [ref for ref in TYPED if ref.startswith("E")]
NOTES = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'


@case("nothing was changed at all")
def untouched(book: Book) -> None:
    assert book.sheet().value("A6") == "STRAT-01"


@case("every sheet renamed")
def renamed(book: Book) -> None:
    book.rename("Diagnostic", "Réponses équipe web (v2)")
    book.rename("Accueil", "Page 1")


@case("the questionnaire moved to the end and the first sheet after it")
def moved(book: Book) -> None:
    book.move("Diagnostic", 5)
    book.move("Accueil", 5)


@case("the questionnaire hidden and the identity sheet shown")
def hidden(book: Book) -> None:
    book.entry("Diagnostic").set("state", "hidden")
    del book.entry("_xlaudit").attrib["state"]


@case("a duplicate with the same answers", issues=[Said("XA309", sheet="Diagnostic (2)")])
def duplicated_equal(book: Book) -> None:
    book.duplicate("Diagnostic", "Diagnostic (2)")


@case("a duplicate with the same answers in another order", issues=[Said("XA309", sheet="Diagnostic trié")])
def duplicated_sorted(book: Book) -> None:
    copy = book.duplicate("Diagnostic", "Diagnostic trié")
    copy.rows[5:] = reversed(copy.rows[5:])


@case("a duplicate with edits in the copy", issues=[Said("XA306", sheet="Diagnostic (2)")])
def duplicated_with_edits(book: Book) -> None:
    book.duplicate("Diagnostic", "Diagnostic (2)").put("E6", "0 – Inexistante")


@case("a duplicate with edits in a comment alone", issues=[Said("XA306", sheet="Diagnostic (2)")])
def duplicated_with_a_comment(book: Book) -> None:
    book.duplicate("Diagnostic", "Diagnostic (2)").put("H6", "vu avec la direction")


@case("a duplicate with edits, put before the original", issues=[Said("XA306", sheet="Diagnostic (2)")])
def duplicated_before(book: Book) -> None:
    book.duplicate("Diagnostic", "Diagnostic (2)", 0).put("E7", "4 – Systématique")


@case("two questionnaires that differ, neither under its own name", issues=[Said("XA306", sheet="Réponses Paul")])
def two_names(book: Book) -> None:
    book.rename("Diagnostic", "Réponses Anne")
    book.duplicate("Réponses Anne", "Réponses Paul").put("E109", "4 – Systématique")


@case(
    "three questionnaires, one equal and one that differs",
    issues=[Said("XA309", sheet="Diagnostic (2)"), Said("XA306", sheet="Diagnostic (3)")],
)
def three(book: Book) -> None:
    book.duplicate("Diagnostic", "Diagnostic (2)")
    book.duplicate("Diagnostic", "Diagnostic (3)").put("E6", None)


@case("an untouched copy of the questionnaire kept beside", issues=[Said("XA306", sheet="Modèle")])
def blank_copy(book: Book) -> None:
    copy = book.duplicate("Diagnostic", "Modèle")
    for ref in TYPED:
        copy.put(ref, None)


@case("a sheet of one's own added", issues=[Said("XA315", sheet="Réunion du 3 mars")])
def added(book: Book) -> None:
    sheet = book.add("Réunion du 3 mars", NOTES, 0)
    sheet.put("A1", "Présents")
    sheet.put("B3", 12)


@case("an empty sheet added")
def added_empty(book: Book) -> None:
    book.add("Feuil1", NOTES)


@case("the sheets of results and sources deleted")
def results_deleted(book: Book) -> None:
    book.drop("Résultats")
    book.drop("Sources")


@case("the first sheet deleted", identity=NOBODY, ruled_out=(), ledger=(12, 0, 0, 0), issues=[Said("XA208")])
def home_deleted(book: Book) -> None:
    book.drop("Accueil")


@case("the identity sheet deleted", issues=[Said("XA201")], said=("services-metiers",))
def mark_deleted(book: Book) -> None:
    book.drop("_xlaudit")


@case(
    "the questionnaire alone left in the file",
    identity=NOBODY,
    ruled_out=(),
    ledger=(12, 0, 0, 0),
    issues=[Said("XA201"), Said("XA208")],
)
def questionnaire_alone(book: Book) -> None:
    for sheet in ("Accueil", "_xlaudit", "Résultats", "Sources"):
        book.drop(sheet)


@case("the questionnaire copied with a formula for every answer")
def linked(book: Book) -> None:
    # As when the answers are prepared on a sheet of one's own and the questionnaire points to it.
    sheet = book.sheet()
    for ref, value in TYPED.items():
        assert isinstance(value, str)
        sheet.put(ref, Formula(f"'Brouillon'!{ref}", value))


@case("rows put above the title and columns before the table")
def pushed(book: Book) -> None:
    sheet = book.sheet()
    sheet.shift(lambda col: col + 2)
    sheet.row(1)
    for _ in range(3):
        sheet.rows.insert(0, type(sheet.rows[0])())
    assert sheet.value(f"{get_column_letter(3)}9") == "STRAT-01"
