"""The two records of a reading: the issues found, and what became of each cell."""

from dataclasses import dataclass, field

from xlaudit.model.base import Lang
from xlaudit.model.issue import CellFate, Fate, Issue, Place
from xlaudit.model.phrases import IssueCatalogue
from xlaudit.workbook.read.facts import address
from xlaudit.workbook.read.grid import Grid


@dataclass
class Notes:
    """Issues and fates, gathered as a workbook is read."""

    catalogue: IssueCatalogue
    lang: Lang
    issues: list[Issue] = field(default_factory=list)
    ledger: list[CellFate] = field(default_factory=list)

    def issue(
        self,
        code: str,
        *,
        grid: Grid | None = None,
        at: tuple[int, int] | None = None,
        practice: str | None = None,
        value: str | None = None,
        **values: object,
    ) -> None:
        """Record an issue; ``values`` fill the placeholders of its texts."""
        place = Place(grid.name if grid else None, address(*at) if at else None)
        found = self.catalogue.issue(code, self.lang, place=place, practice=practice, value=value, words=values)
        self.issues.append(found)

    def fate(
        self,
        fate: Fate,
        grid: Grid,
        at: tuple[int, int],
        value: str,
        *,
        taken: str | None = None,
        practice: str | None = None,
        key: str | None = None,
    ) -> None:
        """Record what became of a filled cell."""
        self.ledger.append(
            CellFate(
                sheet=grid.name, cell=address(*at), fate=fate, value=value, taken=taken, practice=practice, key=key
            )
        )
