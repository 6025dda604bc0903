"""What is handed in at a workshop, as bytes, to a record: a person's ballot, or a facilitator's count of dots."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import ForeignWorkbookError
from xlaudit.model.phrases import IssueCatalogue, Phrasebook
from xlaudit.model.workshop import Ballot, DotCount
from xlaudit.rules import refusals
from xlaudit.workbook.layout import HANDED_FIELDS, KIND_BALLOT, KIND_COUNT
from xlaudit.workbook.read.ballot import BallotTable, find_ballot, read_ballot
from xlaudit.workbook.read.count import read_count
from xlaudit.workbook.read.grid import Grid, read_grids
from xlaudit.workbook.read.identity import HomeCells
from xlaudit.workbook.read.inspect import inspect
from xlaudit.workbook.read.notes import Notes
from xlaudit.workbook.read.preflight import preflight
from xlaudit.workbook.read.recognise import read_mark
from xlaudit.workbook.read.votes import find_counts

Handing = Ballot | DotCount
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class VoteReader:
    """Reads what is handed in for the workbooks of one meta-referential, with messages in one language."""

    bundle: Bundle
    catalogue: IssueCatalogue
    phrases: Phrasebook
    lang: Lang

    def read(self, data: bytes, file: str) -> Handing:
        """Read one file.

        Args:
            data: the whole file.
            file: what messages call it.

        Raises:
            WorkbookError: when it is no spreadsheet, a dangerous one, or neither a ballot nor a count.
        """
        checked = preflight(data, file)
        grids = read_grids(data, file, inspect(data, file, checked.family, NOTHING), NOTHING)
        mark = read_mark(grids, HANDED_FIELDS)
        table = find_ballot(grids)
        kind = mark["kind"] if mark else _kind(table, grids)
        if kind not in (KIND_BALLOT, KIND_COUNT) or (kind == KIND_BALLOT and table is None):
            raise ForeignWorkbookError(file, refusals.NO_BALLOT)
        notes = Notes(self.catalogue, self.lang)
        meta = self.bundle.meta
        if mark is None:
            notes.issue("XA201", meta=meta.id)
        mark = mark or {}
        common: dict[str, Any] = {
            "file": file,
            "digest": sha256(data).hexdigest(),
            "meta": mark.get("meta") or meta.id,
            "version": mark.get("version") or meta.version,
            "source": mark.get("source") or None,
        }
        asked = tuple(filter(None, mark.get("selection", "").split(",")))
        known = common["meta"] == meta.id
        found = self._found(kind, table, grids, asked, notes) if known else {}
        record = common | found | {"issues": tuple(notes.issues), "ledger": tuple(notes.ledger)}
        return Ballot(**record) if kind == KIND_BALLOT else DotCount(**record)

    def _found(
        self, kind: str, table: BallotTable | None, grids: list[Grid], asked: tuple[str, ...], notes: Notes
    ) -> dict[str, Any]:
        cells = HomeCells(grids)
        if kind == KIND_BALLOT and table is not None:
            label = self.phrases.say("identity.actor_category", self.lang)
            return read_ballot(table, cells, self.bundle, asked, notes, label)
        label = self.phrases.say("count.invited", self.lang)
        return read_count(find_counts(grids), cells, self.bundle, notes, label)


def _kind(table: BallotTable | None, grids: Iterable[Grid]) -> str:
    """Tell by its keys what a file without identity is."""
    if table is not None:
        return KIND_BALLOT
    return KIND_COUNT if find_counts(grids) else ""
