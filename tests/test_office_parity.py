"""LibreOffice and the library agree: on every meta-referential, whatever was answered."""

import warnings
from pathlib import Path

import openpyxl
import pytest

from tests.office import convert, differences, needs_office
from tests.recalculation import Value, cached_formulas, same, spoilt
from tests.test_parity import PROFILES, expected, made, random_filling
from xlaudit.api import load, metas
from xlaudit.model.base import Lang
from xlaudit.model.results import Results

pytestmark = [pytest.mark.libreoffice, needs_office]
FILLINGS = 30


class Opened:
    """A workbook as a person sees it: the values, not the formulas."""

    def __init__(self, path: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # openpyxl drops data bars, and says so
            self._book = openpyxl.load_workbook(path, data_only=True)

    def at(self, sheet: str, cell: str) -> Value:
        """Return the value of a cell, "" when it is empty."""
        value = self._book[sheet][cell].value
        return "" if value is None else value

    def named(self) -> dict[str, list[Value]]:
        """Return the values of each defined name, in order."""
        found = {}
        for name, defined in self._book.defined_names.items():
            if name.startswith("xa_"):
                ((sheet, area),) = defined.destinations
                cells = self._book[sheet][area.replace("$", "")]
                rows = cells if isinstance(cells, tuple) else ((cells,),)
                found[name] = [value for row in rows for cell in row if (value := cell.value) is not None]
        return found


@pytest.mark.parametrize("meta", metas())
def test_random_fillings_are_computed_alike(meta: str, tmp_path: Path) -> None:
    bundle = load(meta)
    wanted: dict[Path, Results] = {}
    originals: dict[Path, bytes] = {}
    for seed in range(FILLINGS):
        profile = PROFILES[seed % 3]
        lang: Lang = "en" if seed % 4 == 0 else "fr"
        given = random_filling(bundle, 1000 + seed, profile)
        path = tmp_path / f"{meta}-{seed}.xlsx"
        data = made(bundle, profile, lang, **given)
        path.write_bytes(spoilt(data))
        wanted[path], originals[path] = expected(bundle, lang, **given), data
    after = tmp_path / "after"
    after.mkdir()
    wrong: dict[str, object] = {}
    for path, recalculated in convert(wanted, "xlsx", after).items():
        found = Opened(recalculated)
        if different := differences(found.named(), wanted[path]):
            wrong[path.stem] = different
    assert not wrong
    assert len({results.score for results in wanted.values()}) > FILLINGS / 2
    first = next(iter(wanted))
    every = cached_formulas(originals[first])
    seen = Opened(after / first.name)
    assert not {place: value for place, value in every.items() if not same(value, seen.at(*place))}
