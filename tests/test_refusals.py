"""Every reason for which a file is refused is said in French and in English, also when it comes from a worker."""

import pickle
import re

import pytest

from xlaudit.model.base import Text
from xlaudit.model.collection import Refusal
from xlaudit.model.errors import (
    Fault,
    ForeignWorkbookError,
    NotAWorkbookError,
    ReferentialError,
    ResourceNotFoundError,
    UnsafeWorkbookError,
    WorkbookError,
    XlauditError,
)
from xlaudit.rules import refusals

METAS = ("outils-collaborateurs", "services-metiers")
NEAR = ResourceNotFoundError("meta-referential", "service-metiers", METAS)
FAR = ResourceNotFoundError("meta-referential", "xyz", METAS)
FAULTY = ReferentialError([Fault("a.yaml", 3, "id", "is missing"), Fault("b.yaml", 41, "title", "is too long")])
CONSTANTS = {name: value for name, value in vars(refusals).items() if isinstance(value, Text)}
KINDS = ("PDF", "MARKUP", "PLAIN_TEXT", "OTHER_KIND", "WORD", "ARCHIVE")
"""What a file is instead of a spreadsheet: part of a reason."""
FILLED: dict[str, tuple[Text, tuple[str, ...]]] = {
    "no spreadsheet": (refusals.no_spreadsheet(refusals.PDF), ("PDF", ".xlsx, .xls, .xlsb")),
    "other archive": (refusals.other_archive(refusals.WORD), ("Word", ".xlsx, .xls, .xlsb")),
    "too large": (refusals.too_large(33, 32), ("33", "32")),
    "too many parts": (refusals.too_many_parts(2001, 2000), ("2001", "2000")),
    "unpacks beyond": (refusals.unpacks_beyond(200), ("200",)),
    "swells beyond": (refusals.swells_beyond(300), ("300",)),
    "far cell": (refusals.far_cell("Diagnostic!XFD1048576"), ("(Diagnostic!XFD1048576)",)),
    "newer": (refusals.newer("services-metiers", "2.0.0", "1.0.0"), ("2.0.0", "services-metiers", "1.0.0")),
    "not installed, near": (refusals.not_installed(NEAR), ("service-metiers", "services-metiers")),
    "not installed, far": (refusals.not_installed(FAR), ("xyz", *METAS)),
    "no such file": (refusals.said_of(ResourceNotFoundError("file", "a.xlsx", ["b.xlsx"])), ("a.xlsx", "b.xlsx")),
    "nothing of the kind": (refusals.said_of(ResourceNotFoundError("file", "a.xlsx", [])), ("a.xlsx",)),
    "a referential at fault": (refusals.said_of(FAULTY), ("a.yaml:3", "b.yaml:41")),
    "another failure": (refusals.said_of(XlauditError("pyarrow is missing")), ("pyarrow is missing",)),
}
"""Reasons with parameters, and what both languages keep of these."""
REASONS = {name: text for name, text in CONSTANTS.items() if name not in KINDS} | {
    name: text for name, (text, _) in FILLED.items()
}
DOES = re.compile(r"^(n’)?(a|est|contient|déclare|annonce|ne peut|pèse|prend|dépasserait|fait|dépend|n’a|«) ?")
"""How a French reason goes on from the name of a file."""


@pytest.mark.parametrize("text", CONSTANTS.values(), ids=CONSTANTS)
def test_the_two_languages_differ(text: Text) -> None:
    assert text.fr != text.en


@pytest.mark.parametrize(("text", "kept"), FILLED.values(), ids=FILLED)
def test_parameters_stand_in_both_languages(text: Text, kept: tuple[str, ...]) -> None:
    assert text.fr != text.en
    assert [word for word in kept if word not in text.fr or word not in text.en] == []


@pytest.mark.parametrize("text", REASONS.values(), ids=REASONS)
def test_french_reasons_go_on_from_the_file_and_are_set_as_the_catalogues_are(text: Text) -> None:
    assert DOES.match(text.fr)
    assert "\n" not in text.fr
    assert not re.search(r"'|\"|[^ ][:;?!](?= |$)|\.$| {2}", text.fr)
    assert text.fr.count("« ") == text.fr.count(" »") == text.fr.count("«")


@pytest.mark.parametrize("name", [name for name in CONSTANTS if name not in KINDS])
def test_every_reason_says_in_french_what_to_do(name: str) -> None:
    assert re.search(r" ; .*\b(redemandez|renvoyez|demandez|dépouillez)", CONSTANTS[name].fr)


def test_names_are_said_whatever_they_are_made_of() -> None:
    odd = ResourceNotFoundError("meta-referential", "a\n b", ["z\udcff "])
    assert refusals.not_installed(odd).fr.endswith("« a b » est introuvable ; noms connus : z?")
    assert refusals.said_of(odd).en == "no meta-referential named 'a\\n b'; there are: z?"


@pytest.mark.parametrize("kind", [WorkbookError, NotAWorkbookError, UnsafeWorkbookError, ForeignWorkbookError])
def test_an_error_keeps_both_languages_on_its_way_from_a_worker(kind: type[WorkbookError]) -> None:
    error = pickle.loads(pickle.dumps(kind("a.xlsx", refusals.PROTECTED)))
    assert type(error) is kind
    assert (error.path, error.said, error.reason) == ("a.xlsx", refusals.PROTECTED, refusals.PROTECTED.en)
    assert str(error) == f"a.xlsx: {refusals.PROTECTED.en}"


def test_when_no_file_can_be_read_each_is_named_in_both_languages() -> None:
    refused = [
        Refusal(name=name, kind="other", reason=text.en, said=text)
        for name, text in (("a.xlsx", refusals.EMPTY), ("b.xlsx", refusals.LOST))
    ]
    said = refusals.nothing_read(refused)
    assert said.en.splitlines() == [
        "no workbook could be read",
        f"  a.xlsx: {refusals.EMPTY.en}",
        f"  b.xlsx: {refusals.LOST.en}",
    ]
    assert said.fr.splitlines()[1:] == [f"  a.xlsx : {refusals.EMPTY.fr}", f"  b.xlsx : {refusals.LOST.fr}"]
    assert refusals.nothing_read([]).fr.startswith("aucun classeur n’a pu être lu ; indiquez")
