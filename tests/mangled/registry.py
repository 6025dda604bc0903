"""The workbook that every case starts from, with its known answers; the cases, and what each must come to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from tests.mangled.book import Book
from tests.mangled.cells import Value
from xlaudit.api import generate, read
from xlaudit.model.assessment import Answer, Assessment
from xlaudit.model.errors import WorkbookError

META = "services-metiers"
TYPED: dict[str, Value] = {
    "E6": "4 – Systématique",
    "G6": "note de cadrage",
    "E7": "1 – Amorcée",
    "F7": "Opposée",
    "E16": "3 – Largement appliquée",
    "H16": "à revoir",
    "E28": "NA – Non applicable",
    "H28": "rien à installer",
    "E101": "NSP – Ne sait pas",
    "F101": "Favorable",
    "I101": "AB",
    "E109": "0 – Inexistante",
}
"""What was typed in the questionnaire, from its first row of practices (6) to its last (109)."""
WHO = {"identity.organisation": "Clinique du Lac", "identity.structure_type": "Association", "applicability.ai": "Non"}
"""What was typed on the first sheet."""

Given = Mapping[str, str | int | None]
ANSWERS: dict[str, Given] = {
    "STRAT-01": {"level": "4", "evidence": "note de cadrage"},
    "STRAT-02": {"level": "1", "support": -2},
    "SPEC-01": {"level": "3", "comment": "à revoir"},
    "ARCH-02": {"level": "NA", "comment": "rien à installer"},
    "ETHIC-04": {"level": "DK", "support": 1, "initials": "AB"},
    "ETHIC-12": {"level": "0"},
}
"""What they mean; every other practice is unanswered."""
IDENTITY = {"organisation": "Clinique du Lac", "structure_type": "association"}
NOBODY: dict[str, str] = {}
RULED_OUT = ("ai",)

Fates = tuple[int, int, int, int]
"""How many filled cells were accepted, normalised, rejected, ignored."""
ALL: Fates = (15, 0, 0, 0)
"""The twelve cells of the questionnaire and the three of the first sheet."""
Source = Literal["given", "ods", "xls"]


class Said(NamedTuple):
    """An issue expected: what it is, where, about what; its sheet and value are looked at when given."""

    code: str
    cell: str | None = None
    practice: str | None = None
    value: str | None = None
    sheet: str | None = None


class Kept(NamedTuple):
    """A remark expected."""

    practice: str | None
    cell: str
    text: str
    heading: str | None = None


Mangle = Callable[[Book], bytes | None]
"""Change the workbook, or return another file made of it."""


@dataclass(frozen=True)
class Case:
    """A failure, and all that must be read of the file nevertheless."""

    name: str
    mangle: Mangle
    answers: Mapping[str, Given]
    issues: Sequence[Said] = ()
    ledger: Fates = ALL
    remarks: Sequence[Kept] = ()
    identity: Mapping[str, str] = field(default_factory=lambda: IDENTITY)
    ruled_out: tuple[str, ...] = RULED_OUT
    meta: str = META
    version: str = "1.0.0"
    practices: tuple[str, ...] | None = None
    """Those that the workbook asks, when not all of the installed version."""
    shelf: Mapping[str, str] = field(default_factory=dict)
    """Files of one's own, by path under ``$XLAUDIT_PATH``."""
    said: tuple[str, ...] = ()
    """What messages or hints must say."""
    file: str = "rempli.xlsx"
    saved_as: Source = "given"
    """What LibreOffice saves the file as before it is read; ``given`` when it does not touch it."""


@dataclass(frozen=True)
class Refusal:
    """A file that must be refused, of what kind, and what its message must hold."""

    name: str
    mangle: Mangle
    kind: type[WorkbookError]
    says: tuple[str, ...]
    file: str = "rempli.xlsx"
    isolated: bool = False
    """Whether it is read in a process of its own, because a reader that fell for it would take the tests down."""


CASES: dict[str, Case] = {}
REFUSALS: dict[str, Refusal] = {}


def case(
    name: str,
    *,
    answers: Mapping[str, Given | None] | None = None,
    issues: Sequence[Said] = (),
    ledger: Fates = ALL,
    remarks: Sequence[Kept] = (),
    identity: Mapping[str, str] = IDENTITY,
    ruled_out: tuple[str, ...] = RULED_OUT,
    meta: str = META,
    version: str = "1.0.0",
    practices: tuple[str, ...] | None = None,
    shelf: Mapping[str, str] | None = None,
    said: tuple[str, ...] = (),
    file: str = "rempli.xlsx",
    saved_as: Source = "given",
) -> Callable[[Mangle], Mangle]:
    """Register a failure that does not stop the reading; ``answers`` are those that differ from the known ones."""
    assert name not in CASES, name
    given = {practice: values for practice, values in {**ANSWERS, **(answers or {})}.items() if values is not None}

    def register(mangle: Mangle) -> Mangle:
        CASES[name] = Case(
            name,
            mangle,
            given,
            issues=issues,
            ledger=ledger,
            remarks=remarks,
            identity=identity,
            ruled_out=ruled_out,
            meta=meta,
            version=version,
            practices=practices,
            shelf=shelf or {},
            said=said,
            file=file,
            saved_as=saved_as,
        )
        return mangle

    return register


def refused(
    name: str, kind: type[WorkbookError], *says: str, file: str = "rempli.xlsx", isolated: bool = False
) -> Callable[[Mangle], Mangle]:
    """Register a file that must be refused."""
    assert name not in REFUSALS, name

    def register(mangle: Mangle) -> Mangle:
        REFUSALS[name] = Refusal(name, mangle, kind, says, file, isolated)
        return mangle

    return register


@cache
def generated(meta: str = META) -> bytes:
    """Return the workbook of a meta-referential, as sent."""
    return generate(meta)


def fill(data: bytes) -> bytes:
    """Return a workbook with the known answers."""
    book = Book(data)
    for ref, value in TYPED.items():
        book.sheet().put(ref, value)
    home = book.sheet("Accueil")
    rows = {home.value(f"A{number}"): number for number in range(1, 60)}
    for key, text in WHO.items():
        home.put(f"C{rows[key]}", text)
    return book.bytes()


@cache
def filled() -> bytes:
    """Return the workbook that every case starts from."""
    return fill(generated())


def mangled(mangle: Mangle) -> bytes:
    """Return the filled workbook after a failure."""
    book = Book(filled())
    data = mangle(book)
    return book.bytes() if data is None else data


def read_file(data: bytes, folder: Path, name: str) -> Assessment:
    """Write a file and read it."""
    path = folder / name
    path.write_bytes(data)
    return read(path)


def answers_of(given: Mapping[str, Given], practices: Sequence[str]) -> tuple[Answer, ...]:
    """Return the answers in full, blank ones among them."""
    return tuple(Answer.model_validate({"practice": name, **given.get(name, {})}) for name in practices)
