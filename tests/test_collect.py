"""Sixty files of three meta-referentials, some of them copies, old or broken: totals and numbers are exact."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl.workbook.workbook import Workbook
from openxml_audit import OpenXmlValidator

from tests.corpus import Corpus, Maker, make_corpus
from tests.test_looks import LEAST, STYLES, contrast, poor_cells
from tests.workbooks import open_book, signed_formats
from xlaudit.api import assess, collect, read
from xlaudit.catalog.load import load_phrases, load_style, load_vocabularies
from xlaudit.model.base import Lang
from xlaudit.model.collection import TABLES, Collection
from xlaudit.model.results import Results
from xlaudit.rules.refusals import CUT_SHORT, EMPTY, UNREADABLE
from xlaudit.workbook.write.collection.build import collection_workbook
from xlaudit.workbook.write.flat import parquet_bytes
from xlaudit.workbook.write.table import SIGNED

METAS = ("maturite-appetence-acteurs", "outils-collaborateurs", "services-metiers")
SHEETS = ("Équipes", "Carte", "Pratiques", "Faits saillants", "Contrastes", "Maturité et appétence", "Entraide")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("retours") / "retours"


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Corpus:
    return make_corpus(folder, 60, Maker(METAS, practices=16))


@pytest.fixture(scope="module")
def collection(corpus: Corpus, folder: Path) -> Collection:
    return collect([folder], workers=2)


@pytest.fixture(scope="module")
def single(corpus: Corpus, folder: Path) -> dict[str, Results]:
    """What ``xlaudit score`` says of each file that counts."""
    return {name: assess(read(folder / name)) for name in corpus.counted}


def workbook(collection: Collection, style: str = "sober") -> bytes:
    return collection_workbook(collection, load_vocabularies(), load_phrases(), load_style(style))


@pytest.fixture(scope="module")
def data(collection: Collection) -> bytes:
    return workbook(collection)


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return open_book(data)


def test_every_file_is_counted_set_aside_or_refused_as_it_should_be(corpus: Corpus, collection: Collection) -> None:
    assert len(corpus.counted) + len(corpus.duplicates) + len(corpus.superseded) + len(corpus.damaged) == 60
    assert {file.name: file.results.meta for file in collection.files} == corpus.counted
    aside = {why: {i.name: i.kept for i in collection.set_aside if i.why == why} for why in ("duplicate", "superseded")}
    assert aside == {"duplicate": corpus.duplicates, "superseded": corpus.superseded}
    assert {item.name: item.kind for item in collection.refused} == corpus.damaged
    assert all(item.said and item.reason == item.said.en for item in collection.refused)


def test_every_number_is_the_one_that_score_gives(collection: Collection, single: dict[str, Results]) -> None:
    for file in collection.files:
        assert file.results == single[file.name]


def test_meta_referentials_are_never_mixed(corpus: Corpus, collection: Collection) -> None:
    assert [part.meta for part in collection.parts] == list(METAS)
    for part in collection.parts:
        assert set(part.files) == {name for name, meta in corpus.counted.items() if meta == part.meta}
        own = {answer.practice for file in collection.of(part) for answer in file.results.answers}
        assert {practice.id for practice in part.practices} == own
        assert {domain.id for domain in part.domains} == {name.rpartition("-")[0] for name in own}


def rows(book: Workbook, sheet: str, header: int = 4) -> Iterator[dict[str, object]]:
    """Yield the rows of a table by heading, down to its first empty row."""
    table = book[sheet]
    heads = [str(cell.value) for cell in table[header]]
    for row in table.iter_rows(min_row=header + 1, values_only=True):
        if not any(value is not None for value in row):
            return
        yield dict(zip(heads, row, strict=True))


def test_the_first_sheet_says_the_totals(book: Workbook, corpus: Corpus) -> None:
    sheet = book["Consolidation"]
    found = {row[0]: row[1] for row in sheet.iter_rows(min_row=4, max_row=8, max_col=2, values_only=True)}
    expected = (60, len(corpus.counted), len(corpus.duplicates), len(corpus.superseded), len(corpus.damaged))
    assert tuple(found.values()) == expected == (60, 51, 3, 3, 3)
    assert list(found) == ["Fichiers trouvés", "Retenus", "Doublons", "Versions remplacées", "Refusés"]


def test_the_sheet_and_the_table_of_files_say_why_in_the_language_of_the_collection(
    book: Workbook, corpus: Corpus, collection: Collection
) -> None:
    english = collection.model_copy(update={"lang": "en"})
    said: dict[Lang, list[str]] = {}
    for made, sheet in ((collection, book["Fichiers"]), (english, open_book(workbook(english))["Files"])):
        rows = [row for row in sheet.iter_rows(values_only=True) if row[0] in corpus.damaged]
        shown = {str(row[0]): str(row[2]).replace("\u00a0", " ") for row in rows}  # the sheet keeps signs on their line
        frame = made.to_frame("files").dropna(subset="reason").set_index("file")
        assert shown == frame["reason"].to_dict() == {item.name: item.why(made.lang) for item in collection.refused}
        said[made.lang] = [shown[name] for name in sorted(shown)]
    assert said["fr"] == [CUT_SHORT.fr, EMPTY.fr, UNREADABLE.fr]
    assert said["en"] == [CUT_SHORT.en, EMPTY.en, UNREADABLE.en]
    heads = {cell.value for row in book["Fichiers"].iter_rows() for cell in row}
    assert "Pourquoi, et que faire" in heads


def test_each_meta_referential_has_its_own_sheets(book: Workbook) -> None:
    assert book.sheetnames == [
        "Consolidation",
        *(f"{number} {name}" for number in (1, 2, 3) for name in SHEETS),
        "Fichiers",
    ]


def test_the_overview_shows_each_team_with_its_own_scores(book: Workbook, single: dict[str, Results]) -> None:
    shown = {str(row["Fichier"]): row for n in (1, 2, 3) for row in rows(book, f"{n} Équipes")}
    assert set(shown) == set(single)
    for name, results in single.items():
        row, identity = shown[name], results.identity
        assert (row["Organisation"], row["Équipe"], row["Date"]) == (identity.organisation, identity.team, "2026-03-02")
        assert (row["Version"], row["Anomalies"]) == (results.version, len(results.issues))
        figures = [row[head] for head in ("Questionnaire rempli", "Score d’avancement", "Plancher", "Plafond")]
        assert figures == pytest.approx([results.completion, results.score, results.floor, results.ceiling], abs=1e-9)
        for domain in results.domains:
            assert row[domain.label] == pytest.approx("–" if domain.score is None else domain.score, abs=1e-9)
        assert row["Maturité"] == (results.maturity.label or "pas encore dite")


def test_the_heat_map_has_three_colours_and_the_number_in_the_cell(book: Workbook, collection: Collection) -> None:
    for number, part in enumerate(collection.parts, start=1):
        sheet = book[f"{number} Carte"]
        rules = [rule for ranges in sheet.conditional_formatting for rule in ranges.rules]
        assert [(rule.type, len(rule.colorScale.color)) for rule in rules] == [("colorScale", 3)] * 2
        shown = {str(row["Équipe"]): row for row in rows(book, sheet.title)}
        for file in collection.of(part):
            for domain in file.results.domains:
                expected = "–" if domain.score is None else domain.score
                assert shown[file.label][domain.label] == pytest.approx(expected, abs=1e-9)


def test_the_distribution_counts_every_answer(book: Workbook, single: dict[str, Results]) -> None:
    given: Counter[tuple[str, str, str | None]] = Counter()
    for results in single.values():
        given.update((results.meta, answer.practice, answer.level) for answer in results.answers)
    for number, meta in enumerate(METAS, start=1):
        for row in rows(book, f"{number} Pratiques"):
            counts = [row[label] for label in ("0 – Inexistante", "2 – Partielle", "4 – Systématique", "Ne sait pas")]
            practice = str(row["Réf."])
            assert counts == [given[meta, practice, level] for level in ("0", "2", "4", "DK")]


def test_the_file_is_valid_for_the_office_schemas(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert list(map(str, OpenXmlValidator().validate(path).errors)) == []


def test_the_same_collection_gives_the_same_bytes(collection: Collection, data: bytes) -> None:
    assert workbook(collection) == data


def test_the_mean_support_is_shown_with_a_true_minus(book: Workbook, data: bytes) -> None:
    assert signed_formats(book) == {SIGNED}
    with ZipFile(BytesIO(data)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    assert all(escape(SIGNED, {'"': "&quot;"}) in text for text in charts)


def test_every_chart_has_words_for_people_who_do_not_see_it(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as archive:
        drawings = [archive.read(name).decode() for name in archive.namelist() if "drawings/drawing" in name]
    drawings = [text for text in drawings if "<xdr:graphicFrame" in text]
    assert len(drawings) == 3
    assert all('descr="Nuage de points' in text for text in drawings)


@pytest.mark.parametrize("style", STYLES)
def test_every_cell_can_be_read_on_its_fill_and_on_each_tint(style: str, collection: Collection) -> None:
    assert poor_cells(workbook(collection, style)) == {}
    palette = load_style(style).palette
    for tint in (palette.warning_fill, palette.paper, palette.accent_soft):
        assert contrast(palette.ink[1:], tint[1:]) >= LEAST


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_a_data_frame(name: str, collection: Collection) -> None:
    frame = collection.to_frame(name)  # type: ignore[arg-type]
    assert list(frame.columns)
    assert frame.empty == (name == "groups")


def test_the_long_table_has_one_row_per_file_and_practice(collection: Collection, single: dict[str, Results]) -> None:
    frame = collection.to_frame("answers").set_index(["file", "practice"])
    assert len(frame) == sum(len(results.answers) for results in single.values())
    for name, results in single.items():
        for answer in results.answers:
            level = frame.loc[(name, answer.practice), "level"]
            assert level == answer.level or answer.level is None
    unanswered = sum(answer.level is None for results in single.values() for answer in results.answers)
    assert frame["level"].isna().sum() == unanswered


def test_parquet_holds_the_long_table_with_types_that_do_not_depend_on_the_answers(
    collection: Collection, corpus: Corpus
) -> None:
    frame = pd.read_parquet(BytesIO(parquet_bytes(collection)))
    assert len(frame) == len(collection.to_frame("answers"))
    assert str(frame["support"].dtype) == "Int64"
    assert frame["declared"].isna().all()
    assert str(frame["declared"].dtype).startswith("str")
    assert set(frame["file"]) == set(corpus.counted)
