"""What is typed in a cell is what is read: levels, support, texts, identity, and what is asked about."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from tests.workbooks import Filled, answer_of
from xlaudit.api import assess, read
from xlaudit.model.assessment import Assessment
from xlaudit.model.bundle import Bundle
from xlaudit.model.issue import Fate, Issue, LedgerCount

LABELS = {
    "0": "0 – Inexistante",
    "1": "1 – Amorcée",
    "2": "2 – Partielle",
    "3": "3 – Largement appliquée",
    "4": "4 – Systématique",
    "NA": "NA – Non applicable",
    "DK": "NSP – Ne sait pas",
}
SUPPORT = {"Très favorable": 2, "Favorable": 1, "Neutre": 0, "Réticente": -1, "Opposée": -2}
FREE, NEVER, OTHER = "ARCH-02", "STRAT-01", "ARCH-05"
"""Two practices that allow "not applicable" in services-metiers, around one that never does."""

EXACT = [
    *((label, level) for level, label in LABELS.items()),
    *((level, level) for level in ("0", "1", "2", "3", "4", "NA")),
    ("NSP", "DK"),
    ("DK", "DK"),
    (3, "3"),
    (0, "0"),
    (4.0, "4"),
    ("3 – Mostly in place", "3"),
    ("DK – Don’t know", "DK"),
]
MEANT = [
    ("3.0", "3"),
    ("3,0", "3"),
    (" 3 ", "3"),
    ("na", "NA"),
    ("n/a", "NA"),
    ("nsp", "DK"),
    ("3 - Largement appliquée", "3"),
    ("3\u00a0–\u00a0Largement appliquée", "3"),
    ("3 – à peu près partout", "3"),
    ("largement appliquee", "3"),
    ("PARTIELLE", "2"),
    (normalize("NFD", "1 – Amorcée"), "1"),
    ("Non", "0"),
    ("sans objet", "NA"),
    ("?", "DK"),
    ("Don't know", "DK"),
]


REFUSED = [
    *(("XA401", typed) for typed in ("peut-être", "2-3", "0*", "*", "5", "-1", "1/2", "+3")),
    *(("XA401", typed) for typed in (5, -1, 0.5, 2.5, date(2026, 3, 2), datetime(2026, 3, 2, 10, 30))),
    *(("XA402", typed) for typed in ("Partielel", "Systematiqe", "Inexistent")),
    *(("XA403", typed) for typed in ("oui", "Oui", "OK", "x", "yes", "fait", True, False)),
]
MEANT_SUPPORT = [(2, 2), (-2, -2), ("+1", 1), ("très favorable", 2), ("contre", -2), (0, 0)]
REFUSED_SUPPORT = ["bof", 3, -3, 0.5, "très", True, date(2026, 3, 2)]
TEXTS = ["Une note", "deux\nlignes", "  bords  ", "=1+1 ?", "é" * 5000, "+33 6", "3", "oui"]
VALUES_AS_TEXTS = [(2026, "2026"), (12.5, "12.5"), (date(2026, 3, 2), "2026-03-02")]
Batch = dict[str, tuple[Assessment, str, str]]
"""By case: what was read, the practice, and the address of the cell."""


@dataclass(frozen=True)
class Case:
    """One value typed in one column, and what it must become; ``codes`` are the issues expected."""

    key: str
    typed: Any
    taken: Any = None
    fate: Fate = "accepted"
    codes: tuple[str, ...] = ()
    text: bool = False
    """Whether the cell is forced to hold a text, whatever it begins with."""

    def __str__(self) -> str:
        """Return the name of the case."""
        return f"{self.key} {self.typed!r:.40}"


CASES = [
    *(Case("level", typed, level) for typed, level in EXACT),
    *(Case("level", typed, level, "normalised") for typed, level in MEANT),
    *(Case("level", typed, None, "rejected", (code,)) for code, typed in REFUSED),
    *(Case("level", error, None, "rejected", ("XA406",)) for error in ("#REF!", "#N/A", "#DIV/0!")),
    Case("support", "#N/A", None, "rejected", ("XA406",)),
    *(Case("support", typed, value) for typed, value in (*SUPPORT.items(), ("Strongly for", 2), ("For", 1))),
    *(Case("support", typed, value, "normalised") for typed, value in MEANT_SUPPORT),
    *(Case("support", typed, None, "rejected", ("XA404",)) for typed in REFUSED_SUPPORT),
    *(Case(key, typed, typed, text=True) for key in ("evidence", "comment", "initials") for typed in TEXTS),
    *(Case(key, typed, said) for key in ("evidence", "comment") for typed, said in VALUES_AS_TEXTS),
    *(Case(key, " \u00a0 ", None, "ignored") for key in ("level", "support", "evidence", "comment")),
]


@pytest.fixture(scope="module")
def batch(services: Bundle, empty_workbook: bytes, tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """Every case typed into its own row, forty to a workbook, and read."""
    free = [practice.id for practice in services.meta.practices if practice.not_applicable == "allowed"][:40]
    found: Batch = {}
    for start in range(0, len(CASES), len(free)):
        filled = Filled(empty_workbook)
        placed = []
        for practice, case in zip(free, CASES[start : start + len(free)], strict=False):
            cell = filled.type(practice, case.key, case.typed)
            if case.text:
                filled.cell(practice, case.key).data_type = "s"
            placed.append((str(case), practice, cell))
        read_back = filled.read(tmp_path_factory.mktemp("batch"))
        assert len(read_back.ledger) == len(placed)
        found |= {name: (read_back, practice, cell) for name, practice, cell in placed}
    return found


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_typed_is_what_is_read(batch: Batch, case: Case) -> None:
    found, practice, _ = batch[str(case)]
    assert getattr(answer_of(found, practice), case.key) == case.taken


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_ledger_says_what_became_of_the_cell(batch: Batch, case: Case) -> None:
    found, practice, cell = batch[str(case)]
    fates = [fate for fate in found.ledger if fate.practice == practice]
    assert [(fate.sheet, fate.cell, fate.fate) for fate in fates] == [("Diagnostic", cell, case.fate)]
    if case.fate == "normalised":
        assert fates[0].taken == (LABELS | {value: key for key, value in SUPPORT.items()})[case.taken]
    else:
        assert fates[0].taken is None
    if isinstance(case.typed, str):
        assert fates[0].value == case.typed


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_not_understood_is_said_with_its_cell_and_its_words(batch: Batch, case: Case) -> None:
    found, practice, cell = batch[str(case)]
    issues = [issue for issue in found.issues if issue.practice == practice and issue.code < "XA5"]
    assert tuple(issue.code for issue in issues) == case.codes
    for issue in issues:
        assert (issue.sheet, issue.cell) == ("Diagnostic", cell)
        assert issue.severity == ("warning" if issue.code == "XA404" else "error")
        assert issue.value
        assert issue.value in issue.message
        assert issue.hint


def with_answer(data: bytes, folder: Path, key: str, value: Any, practice: str = FREE) -> tuple[Assessment, str]:
    """Type one value, read, and return what was read with the address of the cell."""
    filled = Filled(data)
    cell = filled.type(practice, key, value)
    return filled.read(folder), cell


def only_issue(found: Assessment) -> Issue:
    assert len(found.issues) == 1, found.issues
    return found.issues[0]


@pytest.mark.parametrize(("typed", "near"), [("Partielel", "2 – Partielle"), ("Systematiqe", "4 – Systématique")])
def test_a_near_answer_is_proposed_and_never_guessed(batch: Batch, typed: str, near: str) -> None:
    found, practice, _ = batch[str(Case("level", typed))]
    assert [near in issue.hint for issue in found.issues if issue.practice == practice] == [True]


@pytest.mark.parametrize("typed", ["NA", "sans objet"])
def test_not_applicable_where_never_allowed_is_kept_counted_as_open_and_said(
    empty_workbook: bytes, tmp_path: Path, typed: str
) -> None:
    found, cell = with_answer(empty_workbook, tmp_path, "level", typed, practice=NEVER)
    issue = only_issue(found)
    assert (issue.code, issue.severity, issue.cell, issue.practice) == ("XA405", "warning", cell, NEVER)
    assert answer_of(found, NEVER).level == "NA"
    results = assess(found)
    assert (results.score, results.floor, results.ceiling) == (None, 0, 100)
    assert results.completion == pytest.approx(1 / 104)


@pytest.mark.parametrize("key", ["support", "evidence", "comment"])
def test_a_spreadsheet_error_in_another_column_is_said_and_not_taken(
    empty_workbook: bytes, tmp_path: Path, key: str
) -> None:
    found, cell = with_answer(empty_workbook, tmp_path, key, "#REF!")
    assert [issue.cell for issue in found.issues] == [cell]
    assert getattr(answer_of(found, FREE), key) is None
    assert [fate.fate for fate in found.ledger] == ["rejected"]


@pytest.mark.parametrize("key", ["level", "support", "evidence"])
def test_a_formula_that_was_never_computed_is_said_with_its_cell(
    empty_workbook: bytes, tmp_path: Path, key: str
) -> None:
    # openpyxl writes formulas with an empty value
    found, cell = with_answer(empty_workbook, tmp_path, key, "=1+2")
    assert [issue.cell for issue in found.issues] == [cell]
    assert getattr(answer_of(found, FREE), key) is None


def test_an_untouched_workbook_has_no_score_and_completion_zero(empty_workbook: bytes, tmp_path: Path) -> None:
    path = tmp_path / "vide.xlsx"
    path.write_bytes(empty_workbook)
    found = read(path)
    results = assess(found)
    assert (found.issues, found.ledger) == ((), ())
    assert (results.score, results.floor, results.ceiling) == (None, 0, 100)
    assert (results.known, results.completion, results.maturity.id) == (0, 0, None)
    assert len(found.answers) == 104


def test_identity_is_read_with_the_ids_of_the_lists(empty_workbook: bytes, tmp_path: Path) -> None:
    filled = Filled(empty_workbook)
    typed: dict[str, Any] = {
        "organisation": "Clinique du Lac",
        "structure_type": "Établissement de santé privé",
        "size": "50 À 249 personnes",
        "team": "Équipe web",
        "actor_category": "Front-line professionals",
        "date": date(2026, 3, 2),
    }
    for field, value in typed.items():
        filled.identity(field).value = value
    found = filled.read(tmp_path)
    expected = {
        "organisation": "Clinique du Lac",
        "structure_type": "private-health",
        "size": "50-to-249",
        "team": "Équipe web",
        "actor_category": "professionals",
        "date": "2026-03-02",
    }
    assert found.identity.model_dump(exclude_none=True) == expected
    assert LedgerCount.of(found.ledger).model_dump() == {
        "cells": 6,
        "accepted": 5,
        "normalised": 1,
        "rejected": 0,
        "ignored": 0,
    }


def test_an_identity_outside_its_list_is_said_with_its_cell(empty_workbook: bytes, tmp_path: Path) -> None:
    filled = Filled(empty_workbook)
    cell = filled.identity("structure_type")
    cell.value = "Licorne"
    found = filled.read(tmp_path)
    issue = only_issue(found)
    assert (issue.code, issue.sheet, issue.cell, issue.value) == ("XA203", "Accueil", cell.coordinate, "Licorne")
    assert "Type de structure" in issue.message
    assert found.identity.structure_type is None
    assert found.ledger[0].fate == "rejected"


def test_messages_are_in_the_language_asked_for(empty_workbook: bytes, tmp_path: Path) -> None:
    filled = Filled(empty_workbook)
    filled.type(OTHER, "level", "oui")
    path = tmp_path / "rempli.xlsx"
    path.write_bytes(filled.bytes())
    assert "counted as unanswered" in only_issue(read(path, lang="en")).message
    assert "comptée sans réponse" in only_issue(read(path)).message
