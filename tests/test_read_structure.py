"""Workbooks that came back changed: sorted, cut, copied, renamed – nothing is lost, and nothing guessed in silence."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.workbooks import FIRST_ROW, HEADER_ROW, KEYS_ROW, Filled, answer_of, read_bytes, with_parts
from xlaudit.api import read
from xlaudit.model.assessment import Assessment
from xlaudit.model.issue import LedgerCount

INPUTS = ("level", "support", "evidence", "comment", "initials")
TYPED: dict[str, dict[str, Any]] = {
    "STRAT-01": {"level": "4 – Systématique", "evidence": "note"},
    "STRAT-02": {"level": "1", "support": "Opposée"},
    "SPEC-01": {"level": 3, "comment": "à revoir"},
    "ETHIC-04": {"level": "NSP", "support": "Favorable", "initials": "AB"},
}
READ = {
    "STRAT-01": ("4", None, "note", None),
    "STRAT-02": ("1", -2, None, None),
    "SPEC-01": ("3", None, None, "à revoir"),
    "ETHIC-04": ("DK", 1, None, None),
}


@pytest.fixture
def filled(empty_workbook: bytes) -> Filled:
    """A workbook with four practices answered."""
    made = Filled(empty_workbook)
    for practice, values in TYPED.items():
        for key, value in values.items():
            made.type(practice, key, value)
    return made


def taken(found: Assessment) -> dict[str, tuple[str | None, int | None, str | None, str | None]]:
    return {
        answer.practice: (answer.level, answer.support, answer.evidence, answer.comment)
        for answer in found.answers
        if (answer.level, answer.support, answer.evidence, answer.comment) != (None,) * 4
    }


def codes(found: Assessment) -> list[str]:
    return [issue.code for issue in found.issues]


def filled_cells(made: Filled) -> int:
    """Count the filled cells below the headings, in the columns that people fill."""
    columns = [made.columns[key] for key in INPUTS if key in made.columns]
    return sum(
        made.table.cell(row, column).value is not None
        for row in range(FIRST_ROW, made.table.max_row + 1)
        for column in columns
    )


def check_ledger(found: Assessment, cells: int) -> LedgerCount:
    """Check that every filled cell is accounted for, once."""
    count = LedgerCount.of(found.ledger)
    assert count.cells == cells
    assert count.accepted + count.normalised + count.rejected + count.ignored == cells
    assert len({(fate.sheet, fate.cell) for fate in found.ledger}) == cells
    return count


def swap_rows(made: Filled) -> None:
    """Put the rows in another order, as sorting does."""
    width = made.table.max_column
    values = [
        [made.table.cell(row, column).value for column in range(1, width + 1)]
        for row in range(FIRST_ROW, made.table.max_row + 1)
    ]
    random.Random(7).shuffle(values)
    for row, cells in enumerate(values, start=FIRST_ROW):
        for column, value in enumerate(cells, start=1):
            made.table.cell(row, column).value = value


def insert_rows_and_columns(made: Filled) -> None:
    made.table.insert_cols(3)
    made.table.insert_rows(1, 3)
    made.table.insert_rows(40, 2)


def rename_sheets(made: Filled) -> None:
    made.table.title = "Copie de Diagnostic (2)"
    made.book.worksheets[0].title = "Page 1"


def hide_and_filter(made: Filled) -> None:
    for row in range(FIRST_ROW, FIRST_ROW + 30):
        made.table.row_dimensions[row].hidden = True
    made.table.column_dimensions["E"].hidden = True


def show_hidden_sheet_first(made: Filled) -> None:
    made.book["_xlaudit"].sheet_state = "visible"
    made.book.move_sheet("_xlaudit", -3)


HARMLESS: list[Callable[[Filled], None]] = [swap_rows, insert_rows_and_columns, rename_sheets, show_hidden_sheet_first]


@pytest.mark.parametrize("change", HARMLESS, ids=lambda change: change.__name__)
def test_a_harmless_change_loses_no_answer_and_raises_no_issue(
    filled: Filled, tmp_path: Path, change: Callable[[Filled], None]
) -> None:
    change(filled)
    found = filled.read(tmp_path)
    assert taken(found) == READ
    assert codes(found) == []
    # Nine cells were typed; the bare "1" and 3 and "NSP" are codes of the scale, taken as they are.
    assert check_ledger(found, 9).accepted == 9


def test_hidden_and_filtered_rows_are_read_and_their_number_is_said(filled: Filled, tmp_path: Path) -> None:
    hide_and_filter(filled)
    found = filled.read(tmp_path)
    assert taken(found) == READ
    assert [(issue.code, issue.severity, issue.value) for issue in found.issues] == [("XA311", "note", "30")]
    assert check_ledger(found, 9).accepted == 9


def test_a_sheet_without_its_keys_is_recognised_by_its_headings(filled: Filled, tmp_path: Path) -> None:
    filled.table.delete_rows(KEYS_ROW)
    found = filled.read(tmp_path)
    assert taken(found) == READ
    assert codes(found) == ["XA301"]
    assert found.issues[0].sheet == "Diagnostic"
    check_ledger(found, 9)


def test_a_column_that_lost_its_key_alone_is_recognised_by_its_heading(filled: Filled, tmp_path: Path) -> None:
    filled.put(KEYS_ROW, "support", None)
    found = filled.read(tmp_path)
    assert taken(found) == READ
    check_ledger(found, 9)


def test_headings_are_known_in_the_other_language_and_in_other_letters(filled: Filled, tmp_path: Path) -> None:
    filled.table.delete_rows(KEYS_ROW)
    row = HEADER_ROW - 1
    for key, label in {"level": "WHERE DO YOU STAND?", "support": "adhesion de l'equipe", "practice": "Ref."}.items():
        filled.put(row, key, label)
    assert taken(filled.read(tmp_path)) == READ


def test_a_missing_column_is_named(filled: Filled, tmp_path: Path) -> None:
    filled.table.delete_cols(filled.columns["support"])
    found = filled.read(tmp_path)
    assert codes(found) == ["XA302"]
    assert "Adhésion de l’équipe" in found.issues[0].message
    assert taken(found) == {name: (level, None, *rest) for name, (level, _, *rest) in READ.items()}


def test_a_missing_row_is_named_and_counted_as_unanswered(filled: Filled, tmp_path: Path) -> None:
    filled.table.delete_rows(filled.rows["STRAT-02"])
    found = filled.read(tmp_path)
    assert [(issue.code, issue.practice, issue.sheet) for issue in found.issues] == [
        ("XA303", "STRAT-02", "Diagnostic")
    ]
    assert taken(found) == {name: value for name, value in READ.items() if name != "STRAT-02"}
    assert len(found.answers) == 104
    check_ledger(found, 7)


def test_a_practice_that_stands_twice_with_other_answers_keeps_the_first_and_says_so(
    filled: Filled, tmp_path: Path
) -> None:
    row = filled.add_row("STRAT-01", level="1", comment="autre")
    found = filled.read(tmp_path)
    issue = found.issues[0]
    assert codes(found) == ["XA304"]
    assert (issue.severity, issue.practice, issue.cell) == ("error", "STRAT-01", f"A{row}")
    assert issue.value == f"{filled.rows['STRAT-01']}, {row}"
    assert taken(found) == READ
    assert check_ledger(found, 11).ignored == 2


def test_a_practice_that_stands_twice_with_the_same_answers_is_counted_once(filled: Filled, tmp_path: Path) -> None:
    row = filled.add_row("STRAT-01", **TYPED["STRAT-01"])
    found = filled.read(tmp_path)
    assert [(issue.code, issue.severity, issue.cell) for issue in found.issues] == [("XA308", "note", f"A{row}")]
    assert taken(found) == READ
    assert check_ledger(found, 11).ignored == 2


def test_the_filled_one_of_two_rows_is_taken_when_the_other_is_blank(filled: Filled, tmp_path: Path) -> None:
    filled.add_row("STRAT-03", level="2")
    found = filled.read(tmp_path)
    assert codes(found) == ["XA308"]
    assert answer_of(found, "STRAT-03").level == "2"
    check_ledger(found, 10)


def test_a_filled_row_of_an_unknown_practice_is_said_with_its_cell(filled: Filled, tmp_path: Path) -> None:
    row = filled.add_row("ZZZ-99", level="3", evidence="une preuve")
    found = filled.read(tmp_path)
    assert [(issue.code, issue.cell, issue.value) for issue in found.issues] == [("XA305", f"A{row}", "ZZZ-99")]
    assert taken(found) == READ
    assert check_ledger(found, 11).ignored == 2


def test_a_filled_row_without_any_reference_is_said_with_its_cell(filled: Filled, tmp_path: Path) -> None:
    row = filled.add_row(None, comment="une remarque en bas de page")
    found = filled.read(tmp_path)
    assert [(issue.code, issue.cell) for issue in found.issues] == [("XA305", f"A{row}")]
    assert check_ledger(found, 10).ignored == 1


def test_a_second_copy_of_the_questionnaire_is_named_and_the_first_is_read(filled: Filled, tmp_path: Path) -> None:
    copy = filled.book.copy_worksheet(filled.table)
    copy.title = "Diagnostic (2)"
    copy[filled.cell("STRAT-01", "level").coordinate] = "0"
    found = filled.read(tmp_path)
    assert [(issue.code, issue.severity, issue.sheet) for issue in found.issues] == [
        ("XA306", "error", "Diagnostic (2)")
    ]
    assert taken(found) == READ


def test_a_practice_that_lost_its_reference_is_recognised_by_its_title(filled: Filled, tmp_path: Path) -> None:
    row = filled.rows["SPEC-01"]
    filled.cell("SPEC-01", "practice").value = None
    found = filled.read(tmp_path)
    assert [(issue.code, issue.practice, issue.cell) for issue in found.issues] == [("XA307", "SPEC-01", f"A{row}")]
    assert taken(found) == READ


@pytest.mark.parametrize("reference", ["strat-01", " STRAT-01 ", "STRAT‑01", "STRAT–01", "STRAT - 01"])
def test_a_reference_written_otherwise_is_still_known(filled: Filled, tmp_path: Path, reference: str) -> None:
    filled.cell("STRAT-01", "practice").value = reference
    assert taken(filled.read(tmp_path)) == READ


def test_a_workbook_without_its_identity_sheet_is_recognised_by_its_practices(filled: Filled, tmp_path: Path) -> None:
    del filled.book["_xlaudit"]
    found = filled.read(tmp_path)
    assert found.origin.meta == "services-metiers"
    assert [(issue.code, issue.severity) for issue in found.issues] == [("XA201", "note")]
    assert "services-metiers" in found.issues[0].message
    assert taken(found) == READ


def test_a_draft_of_one_s_own_does_not_stop_the_recognition_of_a_workbook(
    filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = tmp_path / "own" / "referentials" / "meta"
    shelf.mkdir(parents=True)
    (shelf / "brouillon.yaml").write_text("id: brouillon\n", encoding="utf-8")
    monkeypatch.setenv("XLAUDIT_PATH", str(tmp_path / "own"))
    del filled.book["_xlaudit"]
    assert taken(filled.read(tmp_path)) == READ


def test_another_version_is_said_and_read_all_the_same(filled: Filled, tmp_path: Path) -> None:
    filled.mark("version", "0.9.0")
    found = filled.read(tmp_path)
    assert [(issue.code, issue.severity) for issue in found.issues] == [("XA202", "warning")]
    assert "0.9.0" in found.issues[0].message
    assert found.origin.version == "0.9.0"
    assert taken(found) == READ


@pytest.mark.parametrize(
    ("part", "code"), [("xl/vbaProject.bin", "XA101"), ("xl/externalLinks/externalLink1.xml", "XA102")]
)
def test_macros_and_links_are_named_and_never_run(filled: Filled, tmp_path: Path, part: str, code: str) -> None:
    found = read_bytes(with_parts(filled.bytes(), {part: b"<x/>"}), tmp_path)
    assert [(issue.code, issue.severity) for issue in found.issues] == [(code, "warning")]
    assert taken(found) == READ


def test_in_an_interview_the_retained_level_wins_and_both_are_kept(filled: Filled, tmp_path: Path) -> None:
    columns = {"declared": filled.columns["level"], "retained": filled.columns["initials"]}
    for key, column in columns.items():
        filled.table.cell(KEYS_ROW, column).value = key
    filled.cell("ETHIC-04", "initials").value = None
    filled.cell("STRAT-01", "initials").value = "2"
    filled.cell("STRAT-03", "initials").value = "1"
    found = filled.read(tmp_path)
    kept = {
        name: (answer_of(found, name).level, answer_of(found, name).declared)
        for name in ("STRAT-01", "STRAT-02", "STRAT-03")
    }
    assert kept == {"STRAT-01": ("2", "4"), "STRAT-02": ("1", "1"), "STRAT-03": ("1", None)}


def test_the_name_of_the_file_says_nothing_of_its_format(filled: Filled, tmp_path: Path) -> None:
    path = tmp_path / "réponses sans extension"
    path.write_bytes(filled.bytes())
    assert taken(read(path)) == READ
