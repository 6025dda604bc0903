"""A batch survives the file that kills its worker, hangs it or eats its memory."""

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import xlaudit
from xlaudit.model.base import Text
from xlaudit.model.errors import WorkbookError
from xlaudit.workbook.read.isolate import run_isolated


def behave(how: str) -> str:
    """Do as told: the worst that a file could make a reader do."""
    if how == "crash":
        ctypes.string_at(0)
    if how == "hang":
        time.sleep(60)
    if how == "eat":
        return "x" * (4 * 2**30)
    if how == "refuse":
        raise xlaudit.NotAWorkbookError("a.xlsx", Text(fr="est endommagé", en="is damaged"))
    return how.upper()


def test_each_loss_costs_its_own_item_and_the_order_is_kept() -> None:
    items = ["a", "crash", "b", "hang", "c", "eat", "d", "refuse", "e"]
    found = list(run_isolated(behave, items, workers=2, memory=2048, seconds=2))
    assert [item.result for item in found] == ["A", None, "B", None, "C", None, "D", None, "E"]
    assert [item.lost for item in found] == [None, "crashed", None, "too long", None, "crashed", None, None, None]
    assert isinstance(found[7].error, WorkbookError)
    assert str(found[7].error) == "a.xlsx: is damaged"
    assert found[7].error.said == Text(fr="est endommagé", en="is damaged")


@pytest.mark.parametrize("count", [0, 1, 5])
def test_any_number_of_items_is_worked_off(count: int) -> None:
    items = [f"file{i}" for i in range(count)]
    assert [item.result for item in run_isolated(behave, items, workers=2)] == [item.upper() for item in items]


def test_many_files_are_read_in_order_with_what_was_refused(tmp_path: Path, empty_workbook: bytes) -> None:
    good, bad = tmp_path / "good.xlsx", tmp_path / "bad.xlsx"
    good.write_bytes(empty_workbook)
    bad.write_bytes(empty_workbook[:5000])
    found = list(xlaudit.read_many([good, bad, tmp_path / "absent.xlsx", good], workers=2))
    assert [path.name for path, _ in found] == ["good.xlsx", "bad.xlsx", "absent.xlsx", "good.xlsx"]
    kinds = [type(result).__name__ for _, result in found]
    assert kinds == ["Assessment", "NotAWorkbookError", "ResourceNotFoundError", "Assessment"]


CALLS = {
    "read_many": "list(xlaudit.read_many([sys.argv[1]], workers=1))",
    "collect": "xlaudit.collect([sys.argv[1]])",
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("given", ["a file without the guard", "standard input"])
def test_a_script_whose_main_module_cannot_run_again_is_told_what_to_do(
    given: str, call: str, empty_workbook: bytes, tmp_path: Path, root: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(empty_workbook)
    script = tmp_path / "script.py"
    script.write_text(f"import sys\nimport xlaudit\n{CALLS[call]}\n")
    asked, typed = (str(script), "") if given != "standard input" else ("-", script.read_text())
    command = [sys.executable, asked, str(tmp_path / "a.xlsx")]
    env = {**os.environ, "PYTHONPATH": str(root)}
    run = subprocess.run(command, cwd=tmp_path, env=env, input=typed, capture_output=True, text=True, check=False)
    last = run.stderr.strip().splitlines()[-1]
    assert last.startswith("xlaudit.model.errors.XlauditError: the processes that read the files could not start")
    assert "__main__" in last


def test_a_script_with_the_guard_reads_many(empty_workbook: bytes, tmp_path: Path, root: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(empty_workbook)
    script = tmp_path / "script.py"
    script.write_text(f"import sys\nimport xlaudit\nif __name__ == '__main__':\n    {CALLS['read_many']}\n")
    env = {**os.environ, "PYTHONPATH": str(root)}
    subprocess.run([sys.executable, script, tmp_path / "a.xlsx"], cwd=tmp_path, env=env, check=True)
