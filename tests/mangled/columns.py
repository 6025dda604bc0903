"""What people do to columns and headings: translate, retype, swap, insert, move, delete."""

from collections.abc import Callable

from tests.mangled.book import Book
from tests.mangled.cells import Row
from tests.mangled.registry import ANSWERS, Given, Kept, Said, case

KEYS, HEADINGS = 4, 5
ENGLISH = {"A5": "Ref.", "C5": "Practice", "E5": "Where do you stand?", "F5": "Team support", "H5": "Comment"}
BY_HEADING = Said("XA301", sheet="Diagnostic")


def without(*keys: str) -> dict[str, Given | None]:
    """Return the known answers less some columns."""
    return {
        practice: {key: value for key, value in given.items() if key not in keys} for practice, given in ANSWERS.items()
    }


def to(place: int, source: int) -> Callable[[int], int]:
    """Return how columns move when one is cut and inserted at another place."""

    def move(col: int) -> int:
        if col == source:
            return place
        if source < col <= place:
            return col - 1
        return col + 1 if place <= col < source else col

    return move


def dropping(gone: int) -> Callable[[int], int | None]:
    """Return how columns move when one is deleted."""
    return lambda col: None if col == gone else col - (col > gone)


def inserting(place: int) -> Callable[[int], int]:
    """Return how columns move when one is inserted."""
    return lambda col: col + (col >= place)


def lose_keys(book: Book) -> None:
    """Delete the hidden row of keys."""
    del book.sheet().rows[KEYS - 1]


@case("headings translated")
def translated(book: Book) -> None:
    for ref, text in ENGLISH.items():
        book.sheet().put(ref, text)


@case("headings retyped in words of one's own")
def retyped(book: Book) -> None:
    for ref, text in {"E5": "Niveau (0 à 4)", "F5": "Envie ?", "G5": "", "A5": "N°"}.items():
        book.sheet().put(ref, text)


@case("the row of keys deleted", issues=[BY_HEADING])
def keys_deleted(book: Book) -> None:
    lose_keys(book)


@case("the row of keys deleted and the headings translated", issues=[BY_HEADING])
def keys_deleted_translated(book: Book) -> None:
    translated(book)
    lose_keys(book)


@case("the row of keys deleted and the headings in capitals without accents", issues=[BY_HEADING])
def keys_deleted_capitals(book: Book) -> None:
    for ref, text in {"A5": "REF.", "E5": "OU EN ETES-VOUS ?", "F5": "ADHESION DE L'EQUIPE"}.items():
        book.sheet().put(ref, text)
    lose_keys(book)


@case(
    "the row of keys deleted and one heading retyped",
    answers=without("support"),
    issues=[BY_HEADING, Said("XA302", sheet="Diagnostic"), Said("XA314", "F4", value="Envie ?")],
    remarks=[Kept("STRAT-02", "F6", "Opposée", "Envie ?"), Kept("ETHIC-04", "F100", "Favorable", "Envie ?")],
    ledger=(13, 0, 0, 0),
    said=("Adhésion de l’équipe",),
)
def keys_deleted_retyped(book: Book) -> None:
    book.sheet().put("F5", "Envie ?")
    lose_keys(book)


@case("the row of headings deleted, the keys kept")
def headings_deleted(book: Book) -> None:
    del book.sheet().rows[HEADINGS - 1]


@case("a blank row between the keys and the headings")
def keys_apart(book: Book) -> None:
    book.sheet().rows.insert(HEADINGS - 1, Row())


@case("one key lost")
def one_key_lost(book: Book) -> None:
    book.sheet().put("F4", None)


@case("the key of the references lost")
def reference_key_lost(book: Book) -> None:
    book.sheet().put("A4", None)


@case(
    "two headings swapped",
    issues=[Said("XA312", "E5", value="Commentaire"), Said("XA312", "H5", value="Où en êtes-vous ?")],
)
def headings_swapped(book: Book) -> None:
    book.sheet().swap("E5", "H5")


@case("a heading of another column", issues=[Said("XA312", "G5", value="Commentaire")])
def heading_twice(book: Book) -> None:
    book.sheet().copy("H5", "G5")


@case("an empty column inserted")
def inserted(book: Book) -> None:
    book.sheet().shift(inserting(5))


@case(
    "a column of one's own inserted",
    issues=[Said("XA314", "E5", value="Qui s’en charge ?")],
    remarks=[
        Kept("STRAT-01", "E6", "Anne", "Qui s’en charge ?"),
        Kept("STRAT-05", "E10", "Paul, en mai", "Qui s’en charge ?"),
    ],
)
def own_column(book: Book) -> None:
    book.sheet().shift(inserting(5))
    for ref, text in {"E5": "Qui s’en charge ?", "E6": "Anne", "E10": "Paul, en mai"}.items():
        book.sheet().put(ref, text)


@case(
    "two columns of one's own at the end, one without a heading",
    issues=[Said("XA314", "Q5", value="Priorité"), Said("XA314", "R5")],
    remarks=[Kept("STRAT-02", "Q7", "1", "Priorité"), Kept("ETHIC-12", "R109", "à faire", "")],
)
def own_columns(book: Book) -> None:
    book.sheet().put("Q5", "Priorité")
    book.sheet().put("Q7", 1)
    book.sheet().put("R109", "à faire")


@case("the level moved after the comment")
def moved(book: Book) -> None:
    book.sheet().shift(to(8, 5))


@case("the level moved before all others, the references last")
def moved_first(book: Book) -> None:
    book.sheet().shift(to(1, 5))
    book.sheet().shift(to(16, 2))


@case(
    "the column of support deleted",
    answers=without("support"),
    issues=[Said("XA302", sheet="Diagnostic")],
    ledger=(13, 0, 0, 0),
    said=("Adhésion de l’équipe",),
)
def support_deleted(book: Book) -> None:
    book.sheet().shift(dropping(6))


@case(
    "the column of levels deleted",
    answers=without("level"),
    issues=[Said("XA302", sheet="Diagnostic")],
    ledger=(9, 0, 0, 0),
    said=("Où en êtes-vous ?",),
)
def level_deleted(book: Book) -> None:
    book.sheet().shift(dropping(5))


@case(
    "the columns of evidence and comment deleted",
    answers=without("evidence", "comment"),
    issues=[
        *(Said("XA302", sheet="Diagnostic"), Said("XA302", sheet="Diagnostic")),
        *(Said("XA501", "E6", "STRAT-01"), Said("XA502", "E28", "ARCH-02")),
    ],
    ledger=(12, 0, 0, 0),
    said=("Preuves ou exemples", "Commentaire"),
)
def two_deleted(book: Book) -> None:
    book.sheet().shift(dropping(8))
    book.sheet().shift(dropping(7))


@case("the columns that describe the practices deleted")
def descriptions_deleted(book: Book) -> None:
    for col in (*range(16, 9, -1), 4, 2):
        book.sheet().shift(dropping(col))


@case("the titles of the practices deleted")
def titles_deleted(book: Book) -> None:
    book.sheet().shift(dropping(3))
