"""Every file of this folder is read, or refused, exactly as it must be."""

import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.mangled import answers, columns, files, hostile, resaved, rows, sheets, traps
from tests.mangled.registry import CASES, REFUSALS, Case, Refusal, answers_of, mangled, read_file
from tests.office import convert, needs_office
from xlaudit.api import load, read
from xlaudit.model import errors
from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Text
from xlaudit.model.errors import WorkbookError
from xlaudit.model.issue import LedgerCount

THEMES = (answers, columns, files, hostile, resaved, rows, sheets, traps)
LEAST = 45
"""How many failures of real life must be here at least."""
PATIENCE = 300.0
AS_GIVEN = [case for case in CASES.values() if case.saved_as == "given"]
SAVED_AGAIN = [case for case in CASES.values() if case.saved_as != "given"]


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> dict[str, Path]:
    """The files that LibreOffice saves again, by case; workers share them, and the first to come makes them."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "mangled-saved-again"
    try:
        folder.mkdir()
    except FileExistsError:
        end = monotonic() + PATIENCE
        while not (folder / "done").exists():
            assert monotonic() < end, "the worker that saves the files has not ended"
            sleep(0.1)
    else:
        save_again(folder)
    return {case.name: folder / f"{case.saved_as}-{number}.{case.saved_as}" for number, case in enumerate(SAVED_AGAIN)}


def save_again(folder: Path) -> None:
    """Write the files and have them saved, in one call of LibreOffice for each format."""
    before = folder / "before"
    before.mkdir()
    for kind in sorted({case.saved_as for case in SAVED_AGAIN}):
        paths = []
        for number, case in enumerate(SAVED_AGAIN):
            if case.saved_as == kind:
                paths.append(before / f"{kind}-{number}.xlsx")
                paths[-1].write_bytes(mangled(case.mangle))
        convert(paths, kind, folder)
    (folder / "done").touch()


def check(found: Assessment, case: Case) -> None:
    """Compare all that was read with all that was expected."""
    practices = case.practices or tuple(practice.id for practice in load(case.meta).meta.practices)
    assert (found.origin.meta, found.origin.version) == (case.meta, case.version)
    wrong = [
        (read_back, wanted)
        for read_back, wanted in zip(found.answers, answers_of(case.answers, practices), strict=True)
        if read_back != wanted
    ]
    assert wrong == []
    assert found.identity.model_dump(exclude_none=True) == case.identity
    assert found.ruled_out_by == case.ruled_out
    check_issues(found, case)
    kept = sorted((remark.practice or "", remark.cell, remark.text, remark.heading) for remark in found.remarks)
    assert kept == sorted((remark.practice or "", *remark[1:]) for remark in case.remarks)
    check_ledger(found, case)


def check_issues(found: Assessment, case: Case) -> None:
    """Compare the issues: codes, cells and practices all, sheets and values where they are stated."""
    issues = sorted(found.issues, key=lambda issue: (issue.code, issue.cell or "", issue.practice or ""))
    wanted = sorted(case.issues, key=lambda said: (said.code, said.cell or "", said.practice or ""))
    assert [(issue.code, issue.cell, issue.practice) for issue in issues] == [said[:3] for said in wanted]
    for issue, said in zip(issues, wanted, strict=True):
        assert said.value in (None, issue.value)
        assert said.sheet in (None, issue.sheet)
        assert issue.hint
    words = " ".join(f"{issue.message} {issue.hint}" for issue in found.issues)
    assert [said for said in case.said if said not in words] == []


def check_ledger(found: Assessment, case: Case) -> None:
    """Compare the fates: every cell once, and the four add up."""
    count = LedgerCount.of(found.ledger)
    assert (count.accepted, count.normalised, count.rejected, count.ignored) == case.ledger
    assert count.cells == sum(case.ledger)
    assert len({(fate.sheet, fate.cell) for fate in found.ledger}) == count.cells


@pytest.mark.parametrize("case", AS_GIVEN, ids=lambda case: case.name)
def test_a_mangled_file_is_read_for_what_it_holds(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, text in case.shelf.items():
        (tmp_path / "own" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / path).write_text(text, encoding="utf-8")
    if case.shelf:
        monkeypatch.setenv("XLAUDIT_PATH", str(tmp_path / "own"))
    check(read_file(mangled(case.mangle), tmp_path, case.file), case)


@needs_office
@pytest.mark.libreoffice
@pytest.mark.parametrize("case", SAVED_AGAIN, ids=lambda case: case.name)
def test_a_file_saved_again_is_read_for_what_it_holds(case: Case, saved_again: dict[str, Path]) -> None:
    check(read(saved_again[case.name]), case)


ISOLATED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2 * 2**30, 2 * 2**30))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from xlaudit.api import read
from xlaudit.model.errors import WorkbookError
try:
    read(sys.argv[1])
except WorkbookError as error:
    print(type(error).__name__, error.path, error.said.fr, error.said.en, sep="\\n")
"""


def refuse_apart(path: Path) -> WorkbookError:
    """Return the refusal of a file read in a process of its own, with little memory."""
    run = subprocess.run([sys.executable, "-c", ISOLATED, str(path)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-300:]
    assert run.stdout, "it was read"
    kind, name, fr, en = run.stdout.splitlines()
    made: WorkbookError = getattr(errors, kind)(name, Text(fr=fr, en=en))
    return made


def refuse(path: Path) -> WorkbookError:
    """Return the refusal of a file."""
    with pytest.raises(WorkbookError) as refusal:
        read(path)
    return refusal.value


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=lambda refusal: refusal.name)
def test_a_file_that_must_not_be_read_is_refused_in_one_line_of_each_language(refusal: Refusal, tmp_path: Path) -> None:
    path = tmp_path / refusal.file
    path.write_bytes(mangled(refusal.mangle))
    error = (refuse_apart if refusal.isolated else refuse)(path)
    assert type(error) is refusal.kind
    assert [said for said in refusal.says if said not in str(error)] == []
    assert str(error).startswith(f"{path}: ")
    assert "\n" not in error.said.fr + str(error)
    assert error.said.fr != error.said.en == error.reason


def test_there_are_enough_failures_and_each_theme_has_some() -> None:
    assert len(CASES) + len(REFUSALS) >= LEAST
    made = [case.mangle for case in CASES.values()] + [refusal.mangle for refusal in REFUSALS.values()]
    assert {theme.__name__ for theme in THEMES} - {resaved.__name__} <= {mangle.__module__ for mangle in made}
