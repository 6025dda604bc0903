"""``xlaudit collect`` as a person uses it: which files are taken, exit codes, what is said and written."""

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.corpus import Maker, foreign_workbook
from tests.test_commands import run
from xlaudit.api import collect
from xlaudit.cli.collections import collect as command
from xlaudit.model.errors import OutputError, ResourceNotFoundError, WorkbookError, XlauditError
from xlaudit.workbook.read.found import find_files


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return Maker(["maturite-appetence-acteurs"]).workbook(1)


@pytest.fixture
def folder(workbook: bytes, tmp_path: Path) -> Path:
    """Two files: one that can be read, in a folder of its own, and one that is none of ours."""
    folder = tmp_path / "retours"
    (folder / "lot 1").mkdir(parents=True)
    (folder / "lot 1" / "a.xlsx").write_bytes(workbook)
    foreign_workbook(folder / "b.xlsx")
    return folder


def test_0_when_one_file_was_read_and_each_refusal_is_named(root: Path, folder: Path, tmp_path: Path) -> None:
    result = run("collect", folder, "-o", tmp_path / "c.xlsx", "--csv", tmp_path / "csv", root=root)
    assert (result.returncode, result.stdout) == (0, "")
    assert "refused b.xlsx: is a spreadsheet, but not a workbook made by xlaudit" in result.stderr
    assert "1 counted, 0 duplicates, 0 superseded, 1 refused" in result.stderr
    assert f"wrote {tmp_path / 'c.xlsx'}" in result.stderr
    assert "Reading" not in result.stderr  # no bar where there is no terminal
    assert (tmp_path / "csv" / "overview.csv").is_file()


def test_5_when_no_file_could_be_read_and_nothing_is_written(root: Path, folder: Path, tmp_path: Path) -> None:
    result = run("collect", folder / "b.xlsx", "-o", tmp_path / "c.xlsx", root=root)
    assert result.returncode == 5
    assert "no workbook could be read" in result.stderr
    assert "b.xlsx: is a spreadsheet, but not a workbook made by xlaudit" in result.stderr
    assert not (tmp_path / "c.xlsx").exists()


def test_a_folder_without_spreadsheets_says_so(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="no workbook could be read; name a folder or files that hold some"):
        collect([tmp_path])


def test_a_name_of_nothing_is_said_with_what_is_near(folder: Path) -> None:
    with pytest.raises(ResourceNotFoundError, match=r"did you mean b\.xlsx"):
        collect([folder / "c.xlsx"])


def test_a_folder_that_cannot_be_made_is_said(folder: Path, workbook: bytes) -> None:
    with pytest.raises(OutputError, match="choose another folder"):
        collect([folder / "lot 1"], csv=folder / "b.xlsx", workers=1)


def test_parquet_without_pyarrow_says_what_to_install(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(XlauditError, match=r"pip install 'xlaudit\[parquet\]'"):
        collect([folder / "lot 1"], parquet=tmp_path / "a.parquet", workers=1)


def test_progress_is_told_file_by_file(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    collect([folder], workers=1, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_the_command_passes_on_language_and_anonymity(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "c.xlsx"
    result = CliRunner().invoke(command, [str(folder), "-o", str(output), "--anonymise", "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert "refused FILE-0" in result.output
    assert "b.xlsx" not in result.output


def test_folders_give_their_spreadsheets_and_leave_the_rest(folder: Path) -> None:
    for name in ("~$a.xlsx", ".cache.xlsx", ".~lock.a.ods#", "rapport.docx", "lire.txt"):
        (folder / name).write_bytes(b"")
    (folder / ".git").mkdir()
    (folder / ".git" / "c.xlsx").write_bytes(b"")
    (folder / "C.XLSM").write_bytes(b"")
    assert [found.name for found in find_files([folder])] == ["C.XLSM", "b.xlsx", "lot 1/a.xlsx"]


def test_a_file_named_twice_is_read_once_and_what_is_written_is_not_read(folder: Path) -> None:
    found = find_files([folder / "b.xlsx", folder, folder / "lot 1" / ".." / "b.xlsx"], [folder / "lot 1"])
    assert [item.name for item in found] == ["b.xlsx"]


def test_files_of_one_name_in_two_places_are_told_apart(folder: Path) -> None:
    (folder / "a.xlsx").write_bytes(b"")
    found = find_files([folder / "a.xlsx", folder / "lot 1" / "a.xlsx"])
    assert len({item.name for item in found}) == 2


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are always Unicode on this system")
def test_a_name_in_another_code_is_spelled(folder: Path, tmp_path: Path) -> None:
    (folder / "b.xlsx").rename(folder / os.fsdecode(b"caf\xe9.xlsx"))
    assert "caf\\xe9.xlsx" in [item.name for item in find_files([folder])]
    made = collect([folder], tmp_path / "c.xlsx", csv=tmp_path / "tables")
    assert "caf\\xe9.xlsx" in [item.name for item in made.refused]
    assert "caf\\xe9.xlsx" in (tmp_path / "tables" / "files.csv").read_text(encoding="utf-8-sig")


def test_a_file_that_is_named_is_tried_whatever_it_is(folder: Path) -> None:
    (folder / "lettre.txt").write_bytes(b"Bonjour")
    assert [item.name for item in find_files([folder / "lettre.txt"])] == ["lettre.txt"]
