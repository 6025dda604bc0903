"""The summary workbook says what the results say, to people who see the charts and to those who do not."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl.workbook.workbook import Workbook
from openxml_audit import OpenXmlValidator

from tests.workbooks import Filled, open_book
from xlaudit.api import assess, read, summarise
from xlaudit.catalog.load import load_style
from xlaudit.model.assessment import Assessment, Remark
from xlaudit.model.base import LANGS, Lang
from xlaudit.model.bundle import Bundle

FORMULAS = ["=1+1", "+33 1 23", "-2 points", "@nous", '=HYPERLINK("https://example.org")', "=cmd|' /C calc'!A0"]


@pytest.fixture(scope="module")
def assessment(services: Bundle, empty_workbook: bytes, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """A filling with every level, texts that look like formulas, and two answers that are not understood."""
    filled = Filled(empty_workbook)
    for i, practice in enumerate(services.meta.practices):
        filled.type(practice.id, "level", ("0", "1", "2", "3", "4", "NSP", None)[i % 7])
    for name, words in zip(list(filled.rows)[:6], FORMULAS, strict=True):
        for key in ("evidence", "comment"):
            filled.type(name, key, words)
            filled.cell(name, key).data_type = "s"
    filled.type("STRAT-07", "level", "=oui")
    filled.cell("STRAT-07", "level").data_type = "s"
    filled.identity("organisation").value = "Clinique"
    path = tmp_path_factory.mktemp("summary") / "a.xlsx"
    path.write_bytes(filled.bytes())
    return read(path)


@pytest.fixture(scope="module")
def data(assessment: Assessment) -> bytes:
    return summarise(assessment)


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return open_book(data)


def values(book: Workbook, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


SHEETS = [
    *("Couverture", "Synthèse", "Priorités", "Plan d’action", "Détail"),
    *("Sources", "Qualité", "Questions ouvertes", "Restitution"),
]
PLAN = SHEETS.index("Plan d’action")


def test_the_sheets_are_those_of_a_deliverable_in_its_order(book: Workbook) -> None:
    assert book.sheetnames == SHEETS


def test_the_file_is_valid_for_the_office_schemas(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert list(map(str, OpenXmlValidator().validate(path).errors)) == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_summary_of_an_untouched_workbook_is_valid_and_shows_no_score(
    empty_workbook: bytes, tmp_path: Path, lang: Lang
) -> None:
    path = tmp_path / "vide.xlsx"
    path.write_bytes(empty_workbook)
    made = summarise(read(path), tmp_path / "a.xlsx", lang=lang)
    assert list(map(str, OpenXmlValidator().validate(tmp_path / "a.xlsx").errors)) == []
    rows = values(open_book(made), {"fr": "Synthèse", "en": "Summary"}[lang])
    label = {"fr": "Score d’avancement", "en": "Progress score"}[lang]
    assert next(row[1] for row in rows if row[0] == label) == "–"


def test_the_same_assessment_gives_the_same_bytes(assessment: Assessment, data: bytes) -> None:
    assert summarise(assessment) == data


def test_every_chart_has_words_for_people_who_do_not_see_it(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as archive:
        drawings = "".join(
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/drawings/drawing")
        )
    assert drawings.count("<xdr:graphicFrame") == 2
    assert drawings.count('descr="') == 2
    assert 'descr=""' not in drawings


def test_texts_that_look_like_formulas_stay_texts(book: Workbook, data: bytes) -> None:
    with ZipFile(BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        links = [name for name in archive.namelist() if "externalLink" in name]
    assert len(sheets) == len(SHEETS)
    # Only the plan computes, and no text that a client typed stands on it.
    assert [b"<f>" in sheet for sheet in sheets] == [i == PLAN for i in range(len(SHEETS))]
    assert links == []
    cells = [cell for row in book["Détail"].iter_rows() for cell in row if cell.value in FORMULAS]
    assert len(cells) == 2 * len(FORMULAS)
    assert all(cell.quotePrefix for cell in cells)


def test_the_score_is_shown_unrounded_under_its_format_with_its_bounds(book: Workbook, assessment: Assessment) -> None:
    results = assess(assessment)
    assert results.score is not None
    assert results.floor is not None
    assert results.ceiling is not None
    row = next(row for row in book["Synthèse"].iter_rows() if row[0].value == "Score d’avancement")
    assert row[1].value == pytest.approx(results.score, abs=1e-9)
    assert row[1].number_format == "0"
    floor, ceiling = (int(x + 0.5) for x in (results.floor, results.ceiling))
    assert row[2].value == f"entre {floor} et {ceiling} selon les réponses encore ouvertes"


def test_wherever_a_score_is_shown_the_sheet_says_that_it_is_of_progress_and_not_of_conformity(book: Workbook) -> None:
    for sheet in book:
        said = " ".join(str(value) for row in values(book, sheet.title) for value in row if value)
        footer = sheet.oddFooter
        assert footer is not None
        assert footer.left is not None
        assert "jamais de conformité" in said or "non de conformité" in str(footer.left.text)


def test_the_domains_are_those_of_the_results(book: Workbook, assessment: Assessment) -> None:
    rows = {row[0]: row[1:7] for row in values(book, "Synthèse")}
    for domain in assess(assessment).domains:
        shown = [domain.score, domain.floor, domain.ceiling, domain.known, domain.completion, domain.applicable]
        assert rows[domain.label] == pytest.approx(shown, abs=1e-9)


def test_every_practice_has_its_answer_in_the_detail(book: Workbook, assessment: Assessment) -> None:
    shown = {row[0]: row for row in values(book, "Détail")[3:]}
    assert list(shown) == [answer.practice for answer in assessment.answers]
    assert shown["STRAT-01"][3] == "0 – Inexistante"
    assert shown["STRAT-06"][3] == "NSP – Ne sait pas"
    assert shown["STRAT-07"][3] == "sans réponse"


def test_priorities_are_listed_in_the_order_of_a_report(book: Workbook, assessment: Assessment) -> None:
    rows = values(book, "Priorités")[4:]
    labels = list(dict.fromkeys(row[0] for row in rows))
    # DESIGN §5: strengthen, introduce, favoured, later, shunned; then what needs no action or no answer yet
    order = [
        "Prioritaire – à renforcer",
        "Recommandée – à mettre en place",
        "Inexistante et plébiscitée",
        "À garder en tête (second temps)",
        "Pertinente, peu soutenue à ce stade",
        "Déjà acquise",
        "À clarifier",
    ]
    assert labels == [label for label in order if label in labels]
    assert sorted(row[2] for row in rows) == sorted(
        item.practice for item in assess(assessment).priorities if item.category != "not_applicable"
    )
    for label in labels:
        ranks = [row[1] for row in rows if row[0] == label]
        assert ranks == list(range(1, len(ranks) + 1))


def test_what_could_not_be_taken_stands_in_the_reading_with_its_cell(book: Workbook) -> None:
    rows = values(book, "Qualité")
    assert any(row[1:5] == ["XA401", "Diagnostic", "E12", "STRAT-07"] for row in rows)
    assert ["Rejetées", None, 1] in [row[:3] for row in rows]


def test_a_column_to_fill_has_the_heading_of_the_questionnaire_and_a_number_one_above_it(book: Workbook) -> None:
    palette = load_style("sober").palette
    plan = next(row for row in book["Plan d’action"].iter_rows() if row[0].value == "Réf.")
    fills = {str(cell.value): cell.fill.fgColor.rgb for cell in plan}
    assert fills["Qui porte"] == fills["État"] == "FF" + palette.input_header_fill[1:]
    assert fills["Action"] == "FF" + palette.header_fill[1:]
    domains = next(row for row in book["Synthèse"].iter_rows() if row[0].value == "Domaine")
    assert [cell.alignment.horizontal for cell in domains[:2]] == [None, "center"]


def test_a_cell_that_was_not_taken_stands_with_the_code_of_its_issue(book: Workbook) -> None:
    rows = values(book, "Qualité")
    first = next(i for i, row in enumerate(rows) if row[0] == "Sort")
    assert None not in rows[first]
    assert any(row[0] == "rejetée" and str(row[1]).startswith("XA") for row in rows[first:])


HEADINGS = {
    "fr": ["Nature", "Code", "Feuille", "Cellule", "Pratique", "Remarque", "En-tête de la colonne"],
    "en": ["Kind", "Code", "Sheet", "Cell", "Practice", "Remark", "Heading of the column"],
}


@pytest.mark.parametrize("lang", LANGS)
def test_every_column_of_the_remarks_has_its_heading_and_says_something(assessment: Assessment, lang: Lang) -> None:
    note = Remark(practice="STRAT-01", sheet="Diagnostic", cell="E6", text="voir annexe")
    column = note.model_copy(update={"cell": "Q6", "heading": "Pilote"})
    book = open_book(summarise(assessment.model_copy(update={"remarks": (note, column)}), lang=lang))
    rows = values(book, "Qualité" if lang == "fr" else "Quality")
    first = rows.index(HEADINGS[lang])
    kinds = ["note", "colonne ajoutée" if lang == "fr" else "added column"]
    assert [row[0] for row in rows[first + 1 : first + 3]] == kinds
    assert rows[first + 1][1:] == ["XA314", "Diagnostic", "E6", "STRAT-01", "voir annexe", None]
    assert rows[first + 2][1:] == ["XA314", "Diagnostic", "Q6", "STRAT-01", "voir annexe", "Pilote"]
