"""A filled workbook saved again by LibreOffice, in three formats, gives the same answers and the same score."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.workbooks import Filled
from xlaudit.api import assess, read
from xlaudit.model.assessment import Assessment
from xlaudit.model.bundle import Bundle

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed"),
]
FORMATS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods", "xls": "xls:MS Excel 97"}
TYPED: tuple[object, ...] = ("4 – Systématique", "3", 2, "NSP", "NA – Non applicable", "1 – Amorcée", "0", None, "oui")


@pytest.fixture(scope="module")
def original(services: Bundle, empty_workbook: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook filled with every kind of answer, texts with accents and signs among them."""
    filled = Filled(empty_workbook)
    for i, practice in enumerate(services.meta.practices):
        filled.type(practice.id, "level", TYPED[i % len(TYPED)])
        filled.type(practice.id, "support", ("Opposée", None, "Très favorable")[i % 3])
        filled.type(practice.id, "evidence", ("note « é » & <b>", None, "deux\nlignes", "=A1")[i % 4])
        filled.cell(practice.id, "evidence").data_type = "s"
    filled.identity("organisation").value = "Clinique du Lac"
    filled.identity("structure_type").value = "Établissement de santé privé"
    path = tmp_path_factory.mktemp("original") / "rempli.xlsx"
    path.write_bytes(filled.bytes())
    return path


@pytest.fixture(scope="module")
def saved_again(original: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same workbook as LibreOffice writes it, by format; one profile for all."""
    assert SOFFICE is not None
    profile = tmp_path_factory.mktemp("profile").as_uri()
    found = {}
    for name, filter_name in FORMATS.items():
        folder = tmp_path_factory.mktemp(name)
        command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", filter_name]
        run = subprocess.run(
            [*command, "--outdir", str(folder), str(original)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        found[name] = folder / f"rempli.{name}"
        assert found[name].is_file(), run.stdout + run.stderr
    return found


def comparable(found: Assessment) -> Assessment:
    """Leave out the one note that says of what format the file is."""
    return found.model_copy(update={"issues": tuple(issue for issue in found.issues if issue.code != "XA103")})


def content(found: Assessment) -> dict[str, object]:
    return {
        "answers": [answer.model_dump() for answer in found.answers],
        "identity": found.identity.model_dump(),
        "origin": found.origin.model_dump(),
        "issues": [(issue.code, issue.cell, issue.practice, issue.value) for issue in found.issues],
        "fates": [(fate.cell, fate.fate, fate.value) for fate in found.ledger],
    }


@pytest.mark.parametrize("name", FORMATS)
def test_the_answers_and_the_issues_are_the_same(saved_again: dict[str, Path], original: Path, name: str) -> None:
    before, after = content(read(original)), content(comparable(read(saved_again[name])))
    for key, value in before.items():
        assert after[key] == value, key


@pytest.mark.parametrize("name", FORMATS)
def test_the_results_are_the_same(saved_again: dict[str, Path], original: Path, name: str) -> None:
    before, after = assess(read(original)), assess(comparable(read(saved_again[name])))
    assert before.score is not None
    assert after == before
