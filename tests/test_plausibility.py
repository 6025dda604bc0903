"""Answers that are understood and yet hard to believe: issues 5xx, each at its threshold and at its cell."""

from pathlib import Path
from typing import Any

import pytest

from tests.builders import Row, assessment, bundle, meta
from tests.mission import filled, mission
from tests.workbooks import Filled
from xlaudit.api import annotate, check, generate
from xlaudit.catalog.load import load_issue_catalogue
from xlaudit.model.assessment import Answer, Assessment
from xlaudit.model.base import LANGS, Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.issue import Issue
from xlaudit.rules.plausibility import implausible


def doubts(answers: Assessment) -> tuple[Issue, ...]:
    return implausible(mission(), answers, load_issue_catalogue(), "fr")


def answered(**fields: Any) -> Assessment:
    """Return a filling of one practice."""
    return filled({"STRAT": "–"}).model_copy(update={"answers": (Answer(practice="STRAT-01", **fields),)})


CASES: dict[str, tuple[dict[str, str | None], list[str]]] = {
    "systematic without evidence": ({"level": "4"}, ["XA501"]),
    "systematic with blanks for evidence": ({"level": "4", "evidence": " \n"}, ["XA501"]),
    "systematic with a comment alone": ({"level": "4", "comment": "bien sûr"}, ["XA501"]),
    "systematic with evidence": ({"level": "4", "evidence": "note 12"}, []),
    "systematic with notes of the interview": ({"level": "4", "notes": "vu sur place"}, []),
    "mostly in place without evidence": ({"level": "3"}, []),
    "not applicable without a word": ({"level": "NA"}, ["XA502"]),
    "not applicable with a comment": ({"level": "NA", "comment": "pas de vidéo"}, []),
    "not applicable with notes": ({"level": "NA", "notes": "pas de vidéo"}, []),
    "don't know without a word": ({"level": "DK"}, []),
    "declared two levels above": ({"level": "1", "declared": "3"}, ["XA503"]),
    "declared four levels above": ({"level": "0", "declared": "4"}, ["XA503"]),
    "declared one level above": ({"level": "2", "declared": "3"}, []),
    "declared below": ({"level": "3", "declared": "0"}, []),
    "declared and retained as not applicable": ({"level": "NA", "declared": "4", "comment": "hors sujet"}, []),
    "declared not applicable, retained": ({"level": "0", "declared": "NA"}, []),
    "evidence of an absent practice": ({"level": "0", "evidence": "note 12"}, ["XA505"]),
    "a comment on an absent practice": ({"level": "0", "comment": "jamais vu"}, []),
    "evidence of a practice begun": ({"level": "1", "evidence": "note 12"}, []),
    "evidence without an answer": ({"level": None, "evidence": "note 12"}, []),
    "a gap and evidence of an absent practice": (
        {"level": "0", "declared": "2", "evidence": "note 12"},
        ["XA503", "XA505"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_doubt_is_raised_at_its_threshold_and_not_before(case: str) -> None:
    fields, codes = CASES[case]
    found = doubts(answered(**fields))
    assert [issue.code for issue in found] == codes
    assert {issue.practice for issue in found} <= {"STRAT-01"}


def test_not_applicable_where_it_is_never_allowed_is_said_once() -> None:
    row = Row("NA", not_applicable="never")
    assert implausible(bundle(meta(row)), assessment(row), load_issue_catalogue(), "fr") == ()


@pytest.mark.parametrize(
    ("levels", "count"),
    [
        ({"STRAT": "33333", "SPEC": "33333"}, 10),
        ({"STRAT": "33333", "SPEC": "33333", "HOST": "–––––"}, 10),
        ({"STRAT": "33333", "SPEC": "3333–"}, None),
        ({"STRAT": "33333", "SPEC": "33332"}, None),
        ({"STRAT": "33333", "SPEC": "33333", "HOST": "D––––"}, None),
        ({"STRAT": "DDDDD", "SPEC": "DDDDD", "HOST": "DDDDD"}, 15),
        ({"STRAT": "–––––", "SPEC": "–––––"}, None),
    ],
)
def test_one_answer_on_every_row_is_strange_from_ten_rows_on(levels: dict[str, str], count: int | None) -> None:
    found = [issue for issue in doubts(filled(levels)) if issue.code == "XA504"]
    assert len(found) == (0 if count is None else 1)
    if count is not None:
        assert found[0].practice is None
        assert str(count) in found[0].message


def test_none_of_them_is_an_error() -> None:
    kinds = [kind for kind in load_issue_catalogue().kinds if kind.code.startswith("XA5")]
    severities = {kind.code: kind.severity for kind in kinds}
    assert severities == {"XA501": "warning", "XA502": "note", "XA503": "warning", "XA504": "warning", "XA505": "note"}


@pytest.fixture(scope="module")
def interview(services: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """An interview in which each doubt about a row has its cell."""
    made = Filled(generate(services, profile="interview"))
    made.type("STRAT-01", "declared", "4")
    made.type("STRAT-02", "declared", "4")
    made.type("STRAT-02", "retained", "1")
    made.type("STRAT-08", "retained", "0")
    made.type("STRAT-08", "evidence", "note 12")
    return made.read(tmp_path_factory.mktemp("interview"))


def test_a_doubt_points_to_the_cell_that_decides(interview: Assessment) -> None:
    found = [(issue.code, issue.practice, issue.sheet, issue.cell) for issue in interview.issues]
    assert found == [
        ("XA501", "STRAT-01", "Diagnostic", "F6"),  # the declared level, as none is retained
        ("XA503", "STRAT-02", "Diagnostic", "G7"),  # the retained level
        ("XA505", "STRAT-08", "Diagnostic", "J13"),  # the evidence
    ]


def test_check_says_it_and_the_annotated_workbook_notes_it_on_the_cell(interview: Assessment, tmp_path: Path) -> None:
    assert check(interview).issues == interview.issues
    sent_back = Filled(annotate(interview))
    note = sent_back.cell("STRAT-02", "retained").comment
    assert note is not None
    assert "4 – Systématique" in str(note.text)
    assert "1 – Amorcée" in str(note.text)
    assert sent_back.read(tmp_path).answers == interview.answers


@pytest.mark.parametrize("lang", LANGS)
def test_a_doubt_speaks_the_language_asked_for(lang: Lang) -> None:
    (issue,) = implausible(mission(), answered(level="4"), load_issue_catalogue(), lang)
    assert ("sans preuve" in issue.message) == (lang == "fr")
    assert issue.value == ("4 – Systématique" if lang == "fr" else "4 – Systematic")
