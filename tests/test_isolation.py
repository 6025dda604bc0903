"""A batch survives the file that kills its worker, hangs it or eats its memory."""

import ctypes
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
