"""The command line as a person uses it: exit codes, one clear line on stderr, JSON alone on stdout."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.workbooks import Filled


def run(*arguments: object, root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xlaudit", *map(str, arguments)],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def with_level(empty: bytes, folder: Path, typed: Any) -> Path:
    """Write a workbook with one answer."""
    filled = Filled(empty)
    filled.type("STRAT-01", "level", typed)
    path = folder / "reponse.xlsx"
    path.write_bytes(filled.bytes())
    return path


@pytest.fixture
def good(empty_workbook: bytes, tmp_path: Path) -> Path:
    """A workbook with one sound answer."""
    return with_level(empty_workbook, tmp_path, "3")


@pytest.fixture
def wrong(empty_workbook: bytes, tmp_path: Path) -> Path:
    """A workbook with one answer that is not understood."""
    return with_level(empty_workbook, tmp_path, "oui")


def one_line(result: subprocess.CompletedProcess[str]) -> str:
    """Return the one line of stderr, which begins with the name of the program."""
    assert "Traceback" not in result.stderr
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("xlaudit: ")
    return lines[0].removeprefix("xlaudit: ")


@pytest.mark.parametrize("verb", [["check"], ["score"], ["check", "--json"], ["score", "--json"]])
def test_0_a_sound_workbook_is_fine_and_nothing_is_said_on_stderr(root: Path, good: Path, verb: list[str]) -> None:
    result = run(*verb, good, root=root)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout


@pytest.mark.parametrize(
    "arguments",
    [["score"], ["scores"], ["score", "--jsn", "x"], ["generate", "services-metiers"], ["show", "x", "--lang", "de"]],
    ids=" ".join,
)
def test_2_wrong_usage_is_said_by_the_command_line(root: Path, arguments: list[str]) -> None:
    result = run(*arguments, root=root)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "services-metier"], "no meta-referential named 'services-metier'; did you mean services-metiers?"),
        (["show", "absent.yaml"], "no file named 'absent.yaml'"),
        (["score", "absent.xlsx"], "no file named 'absent.xlsx'"),
        (["check", "tests"], "no file named 'tests'"),
        (["referential", "lint", "absent.yaml"], "no file named 'absent.yaml'"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, list) else "",
)
def test_3_what_is_not_found_is_said_with_what_is_near(root: Path, arguments: list[str], said: str) -> None:
    result = run(*arguments, root=root)
    assert (result.returncode, result.stdout) == (3, "")
    assert said in one_line(result)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--style", "sombre", "no style named 'sombre'"), ("--structure-type", "etat", "did you mean state")],
)
def test_3_an_unknown_style_or_identity_id_is_said(
    root: Path, tmp_path: Path, option: str, value: str, said: str
) -> None:
    result = run("generate", "services-metiers", "-o", tmp_path / "a.xlsx", option, value, root=root)
    assert result.returncode == 3
    assert said in one_line(result)
    assert list(tmp_path.iterdir()) == []


def test_1_a_day_that_is_none_is_another_failure(root: Path, tmp_path: Path) -> None:
    result = run("generate", "services-metiers", "-o", tmp_path / "a.xlsx", "--date", "2/3/2026", root=root)
    assert result.returncode == 1
    assert "2/3/2026" in one_line(result)
    assert list(tmp_path.iterdir()) == []


def test_4_a_referential_at_fault_is_refused_with_its_line(root: Path, tmp_path: Path) -> None:
    shipped = root / "referentials" / "meta" / "services-metiers.yaml"
    path = tmp_path / "services-metiers.yaml"
    content = shipped.read_text(encoding="utf-8").replace('version: "1.0.0"', 'version: "un"', 1)
    path.write_text(content, encoding="utf-8")
    result = run("show", path, root=root)
    assert (result.returncode, result.stdout) == (4, "")
    assert one_line(result).startswith(f"{path}:2: version: found 'un'")


@pytest.mark.parametrize("verb", [["check"], ["score"], ["score", "--json"]], ids=" ".join)
@pytest.mark.parametrize("content", [b"", b"STRAT-01;3\n", b"%PDF-1.7\n"], ids=["empty", "text", "pdf"])
def test_5_a_file_that_is_no_workbook_is_refused(root: Path, tmp_path: Path, verb: list[str], content: bytes) -> None:
    path = tmp_path / "reponse.xlsx"
    path.write_bytes(content)
    result = run(*verb, path, root=root)
    assert (result.returncode, result.stdout) == (5, "")
    assert one_line(result).startswith(str(path))


def test_5_the_summary_of_no_workbook_writes_nothing(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "reponse.xlsx"
    path.write_bytes(b"%PDF")
    result = run("summary", path, "-o", tmp_path / "synthese.xlsx", root=root)
    assert result.returncode == 5
    assert [item.name for item in tmp_path.iterdir()] == ["reponse.xlsx"]


def test_6_what_cannot_be_written_is_said(root: Path, tmp_path: Path, good: Path) -> None:
    place = tmp_path / "pas-de-dossier" / "a.xlsx"
    for arguments in (["generate", "services-metiers", "-o", place], ["summary", good, "-o", place]):
        result = run(*arguments, root=root)
        assert result.returncode == 6
        assert one_line(result).startswith(f"cannot write {place}")


def test_7_check_says_that_an_answer_could_not_be_taken(root: Path, wrong: Path) -> None:
    result = run("check", wrong, root=root)
    assert result.returncode == 7
    assert "XA403 Diagnostic!E6" in result.stdout
    assert "Cellules remplies : 1 (prises 0, normalisées 0, rejetées 1, ignorées 0)" in result.stdout
    assert result.stderr == ""


def test_score_is_given_all_the_same_when_an_answer_could_not_be_taken(root: Path, wrong: Path) -> None:
    result = run("score", wrong, "--json", root=root)
    assert result.returncode == 0
    assert json.loads(result.stdout)["score"] is None


def test_check_json_holds_issues_ledger_and_identity_and_keeps_its_exit_code(root: Path, wrong: Path) -> None:
    result = run("check", wrong, "--json", root=root)
    assert (result.returncode, result.stderr) == (7, "")
    found = json.loads(result.stdout)
    assert {"issues", "ledger", "identity"} <= found.keys()
    assert found["ledger"] == {"cells": 1, "accepted": 0, "normalised": 0, "rejected": 1, "ignored": 0}
    issue = found["issues"][0]
    assert issue["message"]
    assert issue["hint"]
    assert {key: issue[key] for key in ("code", "severity", "sheet", "cell", "practice", "value")} == {
        "code": "XA403",
        "severity": "error",
        "sheet": "Diagnostic",
        "cell": "E6",
        "practice": "STRAT-01",
        "value": "oui",
    }


def test_show_json_has_the_shape_of_the_contract(root: Path) -> None:
    result = run("show", "services-metiers", "--json", root=root)
    assert (result.returncode, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert {"id", "version", "domains", "practices", "coverage"} <= found.keys()
    assert found["domains"][0] == {"id": "STRAT", "label": "Stratégie et gouvernance"}
    first = found["practices"][0]
    assert {key: first[key] for key in ("id", "domain", "title")} == {
        "id": "STRAT-01",
        "domain": "STRAT",
        "title": "Évaluer l’utilité du service au regard de ses impacts",
    }
    assert first["links"][0] == {"criterion": "rgesn-2024:1.1", "relation": "equal"}
    assert found["coverage"]["rgesn-2024"] == {"criteria": 78, "linked": 78, "left_out": 0}


def test_show_speaks_the_language_asked_for(root: Path) -> None:
    found = json.loads(run("show", "services-metiers", "--json", "--lang", "en", root=root).stdout)
    assert found["domains"][0]["label"] == "Strategy and governance"


def test_generate_then_score_goes_through_the_command_line(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    options = ["--organisation", "=Clinique", "--structure-type", "private-health", "--lang", "en"]
    made = run("generate", "services-metiers", "-o", path, *options, root=root)
    assert (made.returncode, made.stdout) == (0, "")
    found = json.loads(run("score", path, "--json", root=root).stdout)
    assert found["identity"]["organisation"] == "=Clinique"
    assert found["identity"]["structure_type"] == "private-health"
    assert (found["score"], found["completion"]) == (None, 0)


def test_output_in_a_terminal_of_another_encoding_is_no_failure(root: Path, good: Path) -> None:
    result = run("score", good, root=root, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr


def test_the_demo_holds_the_published_score(root: Path, tmp_path: Path) -> None:
    result = run("demo", "--output", tmp_path / "demo", root=root)
    assert result.returncode == 0, result.stderr
    assert "holds the published 68.8" in result.stdout
    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == [
        "questionnaire-rempli.xlsx",
        "questionnaire.xlsx",
        "synthese.xlsx",
    ]


def test_list_names_what_there_is(root: Path) -> None:
    result = run("list", root=root)
    assert result.returncode == 0
    for name in ("services-metiers", "rgesn-2024", "wsg-1.0", "standard", "sober"):
        assert f"  {name} " in result.stdout


def test_score_speaks_one_language(root: Path, good: Path) -> None:
    french, english = (run("score", good, "--lang", lang, root=root).stdout for lang in ("fr", "en"))
    assert "Score d’avancement" in french
    assert "Prioritaire – à renforcer" in french
    assert "Progress score" in english
    assert "Priority – to strengthen" in english
    words = (r"\bthe\b", r"\bof\b", "applicable", "progress")
    assert not [word for word in words if re.search(word, french)]
    assert not [word for word in (r"\bles\b", r"\bselon\b", "avancement") if re.search(word, english)]
