"""What people type in the cells of answers, and what programs leave there."""

from collections.abc import Callable
from datetime import date
from typing import Any
from unicodedata import normalize

from tests.mangled.book import Book
from tests.mangled.cells import Formula, Value, Wrong
from tests.mangled.registry import Fates, Kept, Said, case

PLACE, PRACTICE = "E10", "STRAT-05"
"""A practice left blank in the known answers, which may be "not applicable"."""
NEVER_PLACE, NEVER = "E8", "STRAT-03"
TAKEN: Fates = (16, 0, 0, 0)
MEANT: Fates = (15, 1, 0, 0)
REFUSED: Fates = (15, 0, 1, 0)
BLANK: Fates = (15, 0, 0, 1)
LARGELY = "3 – Largement appliquée"
BOTH = "avant\u000baprès"
LONG = "abcdefgh " * 4444 + "fin."
"""Forty thousand characters, when Excel holds 32 767."""


def typing(ref: str, value: Value) -> Callable[[Book], None]:
    """Return a failure that is one value typed in one cell."""

    def type_it(book: Book) -> None:
        book.sheet().put(ref, value)

    return type_it


def level(name: str, value: Value, taken: str, ledger: Fates, *doubts: Said) -> None:
    """Register an answer that is understood; ``doubts`` are what is said of it all the same."""
    expected = case(f"an answer typed as {name}", answers={PRACTICE: {"level": taken}}, issues=doubts, ledger=ledger)
    expected(typing(PLACE, value))


def no_level(name: str, value: Value, code: str, shown: str, *said: str) -> None:
    """Register an answer that is not understood, and what is said of it."""
    issue = Said(code, PLACE, PRACTICE, shown, "Diagnostic")
    case(f"an answer typed as {name}", issues=[issue], ledger=REFUSED, said=said)(typing(PLACE, value))


def elsewhere(name: str, ref: str, value: Value, **expected: Any) -> None:
    """Register what is typed in another column."""
    case(name, **expected)(typing(ref, value))


level("the number 3", 3, "3", TAKEN)
level("the number 3.0", 3.0, "3", TAKEN)
level("the text 3", "3", "3", TAKEN)
level("the text 3.0", "3.0", "3", MEANT)
level("the text 3,0", "3,0", "3", MEANT)
level("a 3 between quotes", '"3"', "3", MEANT)
level("a 3 and a dash", "3 – ", "3", MEANT)
level("a 3 and another dash", "3 - largement", "3", MEANT)
level("a 3 and a long dash", "3 — Largement appliquée", "3", MEANT)
level("the label alone", "Largement appliquée", "3", MEANT)
level("the label in the other language", "3 – Mostly in place", "3", TAKEN)
level("the label with spaces after it", f"{LARGELY}   ", "3", MEANT)
level("the label with no-break spaces", LARGELY.replace(" ", "\u00a0"), "3", MEANT)
level("the label with decomposed accents", normalize("NFD", LARGELY), "3", MEANT)
level("the label in capitals without accents", "3 - LARGEMENT APPLIQUEE", "3", MEANT)
level("the label and a line break", f"{LARGELY}\n", "3", MEANT)
level("a no", "non", "0", MEANT)
level("n/a", "n/a", "NA", MEANT, Said("XA502", PLACE, PRACTICE))
level("N.A.", "N.A.", "NA", MEANT, Said("XA502", PLACE, PRACTICE))
level("a question mark", "?", "DK", MEANT)
level("a formula that gives a number", Formula("1+2", 3), "3", TAKEN)
level("a formula that gives the label", Formula('"3 – "&"Largement appliquée"', LARGELY), "3", TAKEN)
level("a formula that gives almost the label", Formula('LOWER("LARGEMENT")', "largement"), "3", MEANT)

no_level("OUI", "OUI", "XA403", "OUI", "jusqu’où va la pratique", "moins de la moitié des cas")
no_level("a cross", "X", "XA403", "X")
no_level("the truth value TRUE", True, "XA403", "TRUE")
no_level("the truth value FALSE", False, "XA403", "FALSE")
no_level("partielement", "partielement", "XA402", "partielement", "Vouliez-vous dire « 2 – Partielle »")
no_level("the text 2,5", "2,5", "XA401", "2,5", "Écrivez 0, 1, 2, 3, 4, NA ou NSP")
no_level("the number 2.5", 2.5, "XA401", "2.5")
no_level("the number 7", 7, "XA401", "7")
no_level("the number -1", -1, "XA401", "-1")
no_level("a date", date(2026, 3, 2), "XA401", "2026-03-02")
no_level("two levels", "2-3", "XA401", "2-3")
no_level("a sentence", "3 équipes sur 4", "XA401", "3 équipes sur 4")
no_level("a reference lost", Wrong("#REF!"), "XA406", "#REF!", "#REF!")
no_level("a look-up that fails", Wrong("#N/A"), "XA406", "#N/A")
no_level("a formula never computed", Formula("1+2"), "XA407", "")
no_level("a formula that gives an unknown word", Formula('"bof"', "bof"), "XA401", "bof")


case("an answer typed as spaces", ledger=BLANK)(typing(PLACE, " \u00a0 "))
case("an answer typed as a formula that shows nothing")(typing(PLACE, Formula('IF(1=2,"3","")', "")))


@case("an answer typed as a formula in error", issues=[Said("XA406", PLACE, PRACTICE, "#DIV/0!")], ledger=REFUSED)
def formula_in_error(book: Book) -> None:
    book.sheet().put(PLACE, Wrong("#DIV/0!"))
    book.edit("Diagnostic", "<v>#DIV/0!</v>", "<f>1/0</f><v>#DIV/0!</v>")


elsewhere(
    "an answer typed as NA where it makes no sense",
    NEVER_PLACE,
    "NA",
    answers={NEVER: {"level": "NA"}},
    issues=[Said("XA405", NEVER_PLACE, NEVER, "NA")],
    ledger=TAKEN,
)
elsewhere(
    "an answer typed as sans objet where it makes no sense",
    NEVER_PLACE,
    "sans objet",
    answers={NEVER: {"level": "NA"}},
    issues=[Said("XA405", NEVER_PLACE, NEVER, "NA")],
    ledger=MEANT,
)
elsewhere("a support typed as a number", "F10", -1, answers={PRACTICE: {"support": -1}}, ledger=MEANT)
elsewhere("a support typed as pour", "F10", "POUR", answers={PRACTICE: {"support": 1}}, ledger=MEANT)
elsewhere(
    "a support typed as an unknown word", "F10", "bof", issues=[Said("XA404", "F10", PRACTICE, "bof")], ledger=REFUSED
)
elsewhere(
    "a support in error", "F10", Wrong("#NAME?"), issues=[Said("XA406", "F10", PRACTICE, "#NAME?")], ledger=REFUSED
)
elsewhere("a text forty thousand long", "G10", LONG, answers={PRACTICE: {"evidence": LONG}}, ledger=TAKEN)
elsewhere("a text of several lines", "H10", "un\n\ndeux", answers={PRACTICE: {"comment": "un\n\ndeux"}}, ledger=TAKEN)
elsewhere("a text like a formula", "H10", "=1+1 ?", answers={PRACTICE: {"comment": "=1+1 ?"}}, ledger=TAKEN)
elsewhere("a text like markup", "H10", "<b>&amp;</b>", answers={PRACTICE: {"comment": "<b>&amp;</b>"}}, ledger=TAKEN)
elsewhere("a date as evidence", "G10", date(2026, 3, 2), answers={PRACTICE: {"evidence": "2026-03-02"}}, ledger=TAKEN)
elsewhere("a number as evidence", "G10", 12.5, answers={PRACTICE: {"evidence": "12.5"}}, ledger=TAKEN)
elsewhere("a control character", "H10", "avant_x000B_après", answers={PRACTICE: {"comment": BOTH}}, ledger=TAKEN)
elsewhere(
    "an evidence in error", "G10", Wrong("#VALUE!"), issues=[Said("XA406", "G10", PRACTICE, "#VALUE!")], ledger=REFUSED
)
elsewhere("an emoji and rare letters", "H10", "✅ 𝒳 ‮", answers={PRACTICE: {"comment": "✅ 𝒳 ‮"}}, ledger=TAKEN)


@case("an answer in several fonts", answers={PRACTICE: {"level": "3"}}, ledger=TAKEN)
def rich_text(book: Book) -> None:
    book.sheet().put(PLACE, "@")
    first = '<t xml:space="preserve">@</t>'
    said = f"<r>{first.replace('@', '3 – Largement ')}</r><r><rPr><b /></rPr><t>appliquée</t></r>"
    book.edit("Diagnostic", first, said)


@case(
    "an answer with a note on its cell",
    issues=[Said("XA314", value="2", sheet="Diagnostic")],
    remarks=[Kept("STRAT-01", "E6", "Anne : vu en réunion"), Kept(None, "A1", "Merci")],
)
def notes(book: Book) -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    said = {"E6": "Anne : vu en réunion", "A1": "Merci"}
    listed = "".join(
        f'<comment ref="{ref}" authorId="0"><text><r><t>{text}</t></r></text></comment>' for ref, text in said.items()
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    book.parts["xl/comments1.xml"] = (
        f'<comments xmlns="{main}"><authors><author>Anne</author></authors>'
        f"<commentList>{listed}</commentList></comments>"
    ).encode()
    book.parts["xl/worksheets/_rels/sheet2.xml.rels"] = (
        f'<Relationships xmlns="{links}">'
        f'<Relationship Id="rId1" Type="{relation}/comments" Target="../comments1.xml"/></Relationships>'
    ).encode()
