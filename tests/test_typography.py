"""No line of our own French prose begins with a sign or ends with an opening quote; typed texts stay as they are."""

import re
from functools import cache
from pathlib import Path

import pytest
from openpyxl.workbook.workbook import Workbook

from tests.workbooks import Filled, open_book
from xlaudit.api import annotate, assess, ballot, collect, facilitator, generate, load, read, summarise
from xlaudit.catalog.load import load_phrases
from xlaudit.model.assessment import PROFILES, Assessment, Profile
from xlaudit.model.base import LANGS
from xlaudit.model.bundle import Bundle
from xlaudit.rules.typeset import spelled, typeset

LOOSE = re.compile(r" [:;?!»%]|« ")
"""Where a line may be parted from its sign."""


TYPED = "un oui ; non : 5 % ?"
"""An answer that is none, and what stands in the other columns to fill."""


def loose(book: Workbook) -> set[str]:
    """Return the texts that people see, but for titles, in which a line may begin with a sign."""
    seen = [sheet for sheet in book if sheet.sheet_state == "visible"]
    titles = {cell.value for sheet in seen for row in sheet.iter_rows(max_row=2, max_col=2) for cell in row}
    texts = {cell.value for sheet in seen for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    return {text for text in texts - titles - compared() if LOOSE.search(text) and not text.startswith("=")}


@cache
def compared() -> frozenset[str]:
    """Return what stays as it is written: titles of practices and resources, and headings."""
    practices = load("services-metiers").meta.practices
    titles = [
        title for item in practices for title in (item.title.fr, *(resource.title for resource in item.resources))
    ]
    levels = [f"À « {level.display('fr')} »" for level in load("services-metiers").scale.levels]
    return frozenset([*titles, *levels, "Où en êtes-vous ?"])


@pytest.fixture(scope="module")
def filled(empty_workbook: bytes, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """A filling with answers that are not understood and words of people in every column."""
    book = Filled(empty_workbook)
    for i, name in enumerate(book.rows):
        book.type(name, "level", ("0", "1", "2", "3", "4", "NSP", None)[i % 7])
    first = next(iter(book.rows))
    for key in ("level", "support", "evidence", "comment"):
        book.type(first, key, TYPED)
    book.identity("organisation").value = TYPED
    path = tmp_path_factory.mktemp("typography") / "a.xlsx"
    path.write_bytes(book.bytes())
    return read(path)


def test_blanks_before_double_punctuation_and_inside_quotes_are_kept_on_the_line() -> None:
    text = "Dites « oui » : 5 % ; sûr ? Oui !"
    assert typeset(text, "fr") == "Dites «\u00a0oui\u00a0»\u00a0: 5\u00a0%\u00a0; sûr\u00a0? Oui\u00a0!"
    assert typeset(text, "en") == text


def test_what_people_typed_stays_as_it_is_inside_a_sentence_of_ours() -> None:
    said = typeset("« ça ; non : 5 % » n’est pas une réponse ; revoir.", "fr", ("ça ; non : 5 %", ""))
    assert said == "«\u00a0ça ; non : 5 %\u00a0» n’est pas une réponse\u00a0; revoir."


@pytest.mark.parametrize(
    ("given", "french", "english"),
    [
        ("2024-05-17", "17 mai 2024", "17 May 2024"),
        ("2025-08-01", "1er août 2025", "1 August 2025"),
        ("le 3 mars", "le 3 mars", "le 3 mars"),
        (None, "", ""),
    ],
)
def test_a_day_is_spelled_out_and_what_is_none_stays_as_it_is(given: str | None, french: str, english: str) -> None:
    assert [spelled(given, load_phrases(), lang) for lang in LANGS] == [french, english]


@pytest.mark.parametrize("profile", PROFILES)
def test_no_line_of_a_workbook_to_fill_begins_with_a_sign(profile: Profile) -> None:
    assert loose(open_book(generate(load("services-metiers"), profile=profile))) == set()


def test_no_line_of_what_goes_to_a_workshop_begins_with_a_sign(services: Bundle) -> None:
    assert loose(open_book(ballot(services))) == set()
    assert loose(open_book(facilitator(services))) == set()


def test_the_summary_sets_its_own_prose_and_repeats_what_was_typed_as_it_stands(filled: Assessment) -> None:
    found = loose(open_book(summarise(filled)))
    assert TYPED in found
    assert all(TYPED in text for text in found)
    assert {text for text in found if LOOSE.search(text.replace(TYPED, ""))} == set()


def test_what_is_sent_back_for_correction_repeats_what_was_typed_as_it_stands(filled: Assessment) -> None:
    found = loose(open_book(annotate(filled)))
    assert TYPED in found
    assert {text for text in found if LOOSE.search(text.replace(TYPED, ""))} == set()


def test_the_sheets_of_a_consolidation_keep_their_signs(filled: Assessment, tmp_path: Path) -> None:
    folder, output = tmp_path / "retours", tmp_path / "consolidation.xlsx"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(annotate(filled))
    (folder / "b.xlsx").write_bytes(b"rien")
    collect([folder], output, workers=1)
    assert {text for text in loose(open_book(output.read_bytes())) if TYPED not in text} == set()


def test_results_and_prose_given_to_programs_stay_as_they_are_written(filled: Assessment) -> None:
    assert "\u00a0" not in assess(filled).model_dump_json()
    assert "\u00a0" not in filled.model_dump_json()
