"""Where answers stand in the workbook they were read from."""

from collections.abc import Sequence
from functools import cached_property

from xlaudit.model.issue import NOWHERE, CellFate, Place


class Cells:
    """The cells that were taken, by practice and key of their column.

    Args:
        ledger: what became of every cell.
    """

    def __init__(self, ledger: Sequence[CellFate]) -> None:
        self._ledger = ledger

    @cached_property
    def _places(self) -> dict[tuple[str | None, str | None], CellFate]:
        taken = (fate for fate in self._ledger if fate.fate in ("accepted", "normalised"))
        return {(fate.practice, fate.key): fate for fate in taken}

    def place(self, practice: str | None, *keys: str) -> Place:
        """Return the cell of the first of these keys that was filled in."""
        for key in keys:
            found = self._places.get((practice, key))
            if found is not None:
                return Place(found.sheet, found.cell)
        return NOWHERE

    def holds(self, practice: str | None, key: str) -> bool:
        """Tell whether a cell was taken."""
        return (practice, key) in self._places
