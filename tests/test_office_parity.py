"""LibreOffice and the library agree: on every meta-referential, whatever was answered."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from tests.office import convert, differences, needs_office
from tests.recalculation import Value, cached_formulas, same, spoilt
from tests.test_parity import PROFILES, expected, made, random_filling
from xlaudit.api import load, metas
from xlaudit.model.assessment import Profile
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.results import Results
from xlaudit.workbook.layout import CALC_SHEET

pytestmark = [
    pytest.mark.libreoffice,
    needs_office,
    pytest.mark.filterwarnings("ignore:.*is not supported and will be removed"),  # openpyxl, of data bars
]
FILLINGS = 18
"""For each meta-referential: six of each profile."""


class Opened:
    """The values of a workbook, as a person would see them."""

    def __init__(self, path: Path) -> None:
        self._book = openpyxl.load_workbook(path, data_only=True, read_only=True)
        self._sheets: dict[str, list[tuple[Any, ...]]] = {}

    def area(self, sheet: str, area: str) -> list[Value]:
        """Return the values of a range row by row, "" for an empty cell."""
        if sheet not in self._sheets:
            self._sheets[sheet] = list(self._book[sheet].iter_rows(values_only=True))
        left, top, right, bottom = (edge or 1 for edge in range_boundaries(area))
        rows = self._sheets[sheet][top - 1 : bottom]
        return ["" if value is None else value for row in rows for value in row[left - 1 : right]]

    def named(self) -> dict[str, list[Value]]:
        """Return the values of each defined name of the results, in order."""
        places = {name: list(defined.destinations) for name, defined in self._book.defined_names.items()}
        return {
            name: self.area(sheet, area.replace("$", ""))
            for name, destinations in places.items()
            for sheet, area in destinations
            if name.startswith("xa_") and sheet == CALC_SHEET
        }


@pytest.mark.parametrize("meta", metas())
def test_random_fillings_are_computed_alike(meta: str, tmp_path: Path) -> None:
    bundle = load(meta)
    wanted: dict[Path, Results] = {}
    for seed in range(FILLINGS):
        profile = PROFILES[seed % 3]
        lang: Lang = "en" if seed % 4 == 0 else "fr"
        given = random_filling(bundle, 1000 + seed, profile)
        path = tmp_path / f"{meta}-{seed}.xlsx"
        path.write_bytes(spoilt(made(bundle, profile, lang, **given)))
        wanted[path] = expected(bundle, lang, **given)
    after = tmp_path / "after"
    after.mkdir()
    wrong: dict[str, object] = {}
    for path, recalculated in convert(wanted, "xlsx", after).items():
        if different := differences(Opened(recalculated).named(), wanted[path]):
            wrong[path.stem] = different
    assert not wrong
    assert len({results.score for results in wanted.values()}) > FILLINGS / 2  # the fillings do differ


@pytest.mark.parametrize("profile", PROFILES)
def test_every_formula_is_computed_as_it_was_written(services: Bundle, profile: Profile, tmp_path: Path) -> None:
    data = made(services, profile, **random_filling(services, 7, profile))
    path = tmp_path / "spoilt.xlsx"
    path.write_bytes(spoilt(data))
    after = tmp_path / "after"
    after.mkdir()
    found = Opened(convert([path], "xlsx", after)[path])
    every = cached_formulas(data)
    assert len(every) > 1000
    seen = {(sheet, cell): found.area(sheet, cell) or [""] for sheet, cell in every}
    assert not {place: (value, seen[place]) for place, value in every.items() if not same(value, seen[place][0])}
