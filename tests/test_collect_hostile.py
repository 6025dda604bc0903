"""Whatever teams type, the consolidation holds it as text, and the anonymised one does not hold it at all."""

import csv
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.cell.cell import Cell
from openxml_audit import OpenXmlValidator

from tests.corpus import Maker
from tests.payloads import PAYLOADS
from tests.workbooks import open_book
from xlaudit.api import collect, load
from xlaudit.model.assessment import Answer, Identity
from xlaudit.model.collection import Collection
from xlaudit.workbook.write.flat import harmless

MARK = "Tilleul"
"""Stands in everything that is typed, so that what is left of it can be looked for."""
SIGNS = tuple("=+-@＝＋－＠\t\r")


def typed(number: int) -> str:
    return f"{PAYLOADS[number]} {MARK} {number}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file per payload, typed into all that takes free text."""
    folder = tmp_path_factory.mktemp("hostile") / "retours"
    folder.mkdir()
    maker, practices = Maker(["services-metiers"], practices=5), load("services-metiers").meta.practices[:5]
    for number in range(len(PAYLOADS)):
        said = typed(number)
        who = Identity(organisation=said, team=said, site=said, respondents=said, territory=said, date=said)
        answers = tuple(
            Answer(practice=practice.id, level=str(number % 5), support=number % 5 - 2, evidence=said, comment=said)
            for practice in practices
        )
        (folder / f"=1+1 {MARK} {number}.xlsx").write_bytes(maker.workbook(0, who, answers))
    (folder / f"=abîmé {MARK}.xlsx").write_bytes(b"perdu")
    return folder


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("output")


@pytest.fixture(scope="module")
def named(folder: Path, output: Path) -> Collection:
    return collect([folder], output / "a.xlsx", csv=output / "csv", workers=2)


@pytest.fixture(scope="module")
def anonymous(folder: Path, output: Path) -> Collection:
    return collect(
        [folder], output / "b.xlsx", csv=output / "b", parquet=output / "b.parquet", anonymise=True, workers=2
    )


def parts(path: Path) -> dict[str, str]:
    with ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def test_there_are_twenty_four_payloads_and_each_makes_a_team_of_its_own(named: Collection) -> None:
    assert len(set(PAYLOADS)) == 24
    assert {file.results.identity.team for file in named.files} == {typed(i).strip() for i in range(24)}
    assert named.set_aside == ()


def test_no_cell_of_the_workbook_is_a_formula_or_leads_outside(named: Collection, output: Path) -> None:
    found = parts(output / "a.xlsx")
    assert [name for name, text in found.items() if "worksheets/sheet" in name and re.search(r"<f[ >]", text)] == []
    assert [name for name, text in found.items() if "TargetMode" in text or "externalLink" in name] == []
    links = re.findall(r"<hyperlink [^>]*>", "".join(found.values()))
    assert [link for link in links if "location=\"'Équipes'!A1\"" not in link] == []
    assert len(links) == 1


def test_charts_take_the_names_of_teams_from_cells_alone(named: Collection, output: Path) -> None:
    charts = "".join(text for name, text in parts(output / "a.xlsx").items() if "charts/chart" in name)
    references = re.findall(r"<c:f>(.*?)</c:f>", charts)
    assert len(references) == 3 * 24
    own = re.compile(r"'Maturité et appétence'!\$[A-E]\$\d+")
    assert [text for text in references if not own.fullmatch(text)] == []


def test_what_was_typed_stands_in_the_workbook_as_it_was(named: Collection, output: Path) -> None:
    sheet = open_book((output / "a.xlsx").read_bytes())["Équipes"]
    cells = [cell for row in sheet.iter_rows(min_row=5) for cell in row if MARK in str(cell.value)]
    assert {str(cell.value) for cell in cells} >= {typed(i).strip() for i in range(24)}
    for cell in cells:
        assert isinstance(cell, Cell)
        assert cell.data_type == "s"
        assert cell.quotePrefix == str(cell.value).startswith(SIGNS[:4])


def test_the_workbook_is_valid(named: Collection, output: Path) -> None:
    assert list(map(str, OpenXmlValidator().validate(output / "a.xlsx").errors)) == []


def tables(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.csv"))}


def begins_a_formula(cell: str) -> bool:
    """Tell whether a spreadsheet may take a cell for a formula; a negative number is none."""
    bare = cell.lstrip(' "\n\xa0')
    return bare.startswith(SIGNS) and re.fullmatch(r"-\d+(\.\d+)?(e-?\d+)?", bare) is None


def test_csv_files_are_rfc_4180_with_a_signature(named: Collection, output: Path) -> None:
    found = tables(output / "csv")
    assert list(found) == [
        *("answers.csv", "domains.csv", "files.csv", "issues.csv"),
        *("overview.csv", "practices.csv", "priorities.csv"),
    ]
    for text in found.values():
        assert text.startswith("\ufeff")
        lines = list(csv.reader(StringIO(text[1:], newline=""), strict=True))
        assert {len(line) for line in lines} == {len(lines[0])}
        assert text.endswith("\r\n")


def test_no_cell_of_a_csv_file_begins_a_formula(named: Collection, output: Path) -> None:
    for text in tables(output / "csv").values():
        cells = [cell for line in csv.reader(StringIO(text[1:], newline="")) for cell in line]
        assert [cell for cell in cells if begins_a_formula(cell)] == []


def torn(text: str) -> Iterator[str]:
    """Yield the cells that a French Excel sees in a csv: it parts lines and semicolons, whatever commas quote."""
    for line in re.split(r"\r\n|\r|\n", text[1:]):
        yield from line.split(";")


def test_neither_does_one_that_is_opened_with_semicolons_or_tabs(named: Collection, output: Path) -> None:
    for text in tables(output / "csv").values():
        assert [cell for cell in torn(text) if begins_a_formula(cell)] == []
        assert [cell for cell in text.split("\t") if begins_a_formula(cell)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("\t=1", "'\t'=1"),
        ("vu ; =1", "vu ;' =1"),
        ("- un\n- deux", "'- un\n'- deux"),
        ("a = b ; c", "a = b ; c"),
        ("rendez-vous", "rendez-vous"),
    ],
)
def test_an_apostrophe_stands_before_each_danger_and_nowhere_else(text: str, expected: str) -> None:
    assert harmless(text) == expected


def test_data_frames_hold_the_texts_as_they_were(named: Collection) -> None:
    frame = named.to_frame("answers")
    assert {said.replace("\r", "\n") for said in frame["evidence"]} == {typed(i).replace("\r", "\n") for i in range(24)}


def test_the_anonymised_files_hold_nothing_that_was_typed(anonymous: Collection, output: Path) -> None:
    for name, text in (parts(output / "b.xlsx") | tables(output / "b")).items():
        assert MARK not in text, name
    assert MARK.encode() not in (output / "b.parquet").read_bytes()
    assert "groups.csv" in tables(output / "b")


def test_the_anonymised_workbook_is_valid_and_has_the_groups(anonymous: Collection, output: Path) -> None:
    assert list(map(str, OpenXmlValidator().validate(output / "b.xlsx").errors)) == []
    sheet = open_book((output / "b.xlsx").read_bytes())["Groupes"]
    titles = [row[0] for row in sheet.iter_rows(max_col=1, values_only=True) if row[0]]
    assert [f"Par {what}" in titles for what in ("type de structure", "taille", "territoire")] == [True] * 3


def test_parquet_is_not_compressed_out_of_sight_of_the_test_above(named: Collection, folder: Path) -> None:
    buffer = BytesIO(named.to_frame("answers").to_parquet(None, engine="pyarrow"))
    assert MARK.encode() in buffer.getvalue()
