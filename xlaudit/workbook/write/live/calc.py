"""The hidden sheet of a workbook: which blocks and cells it holds, and the public names of its results."""

from xlsxwriter.utility import xl_col_to_name

from xlaudit.model.referential import Referential
from xlaudit.workbook.layout import ANSWER_KEYS, FIRST_ROW, LEVEL_KEYS
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.live.engine import CalcSheet
from xlaudit.workbook.write.live.facts import Facts
from xlaudit.workbook.write.live.practices import practice_block, vocabulary_blocks, wording_blocks
from xlaudit.workbook.write.live.scores import (
    criteria_blocks,
    domain_block,
    estimate_cells,
    maturity_block,
    output_cells,
    progress_cells,
    whole_cells,
)

NEXT = "xa_next"
"""The name of the first cell to answer that is still empty: a link to a name survives a sheet that is renamed."""
NAMES = {
    "xa_score": "score",
    "xa_floor": "floor",
    "xa_ceiling": "ceiling",
    "xa_known": "known",
    "xa_completion": "completion",
    "xa_maturity": "maturity",
    "xa_contrasted": "contrasted",
}
RANGES = {"xa_category": "p.cat", "xa_rank": "p.rank", "xa_ids": "p.id", "xa_state": "p.state", "xa_ruled_out": "p.out"}


def scored_source(spec: WorkbookSpec) -> Referential | None:
    """Return the source that has an official rule, if any."""
    return next((source for source in spec.bundle.sources.values() if source.scoring), None)


def plan_calc(spec: WorkbookSpec, facts: Facts) -> CalcSheet:
    """Lay out the hidden sheet; the addresses of other sheets are filled in as these are written."""
    calc = CalcSheet()
    words = wording_blocks(facts) if spec.shows("priorities") else []
    scored = practice_block(facts), domain_block(facts), maturity_block(facts)
    for block in (*vocabulary_blocks(facts), *words, *scored):
        calc.add(block)
    calc.cells |= whole_cells(facts) | output_cells(facts) | progress_cells(facts)
    source = scored_source(spec)
    if source is not None and facts.statuses(source.id):
        for block in criteria_blocks(facts, source):
            calc.add(block)
        calc.cells |= estimate_cells(facts, source)
    _questionnaire_places(spec, calc)
    return calc


def _questionnaire_places(spec: WorkbookSpec, calc: CalcSheet) -> None:
    """Say where the columns of the questionnaire stand."""
    name = spec.sheet_name("questionnaire")
    last = FIRST_ROW + len(spec.practices)
    for i, column in enumerate(spec.columns):
        if column.key == "practice" or column.key in ANSWER_KEYS:
            letter = xl_col_to_name(i)
            calc.places[f"diag.{column.key}"] = f"'{name}'!${letter}${FIRST_ROW + 1}:${letter}${last}"


def source_name(source: str) -> str:
    """Return the defined name of a source's progress: ``xa_progress_rgesn_2024``."""
    return f"xa_progress_{source.replace('-', '_').replace('.', '_')}"


def define_names(book: Book, calc: CalcSheet) -> None:
    """Give the results the names that tests and tools rely on; ranges follow the order of the meta-referential."""
    for name, cell in NAMES.items():
        book.raw.define_name(name, f"={calc.cell(cell)}")
    for name, column in RANGES.items():
        book.raw.define_name(name, f"={calc.range(column)}")
    level = next(calc.places[f"diag.{key}"] for key in LEVEL_KEYS if f"diag.{key}" in calc.places)
    row = f"IF({calc.cell('next')}=0,1,INDEX({calc.range('p.row')},{calc.cell('next')}))"
    book.raw.define_name(NEXT, f"=INDEX({level},{row})")
    for cell in calc.cells:
        if cell.startswith("progress."):
            book.raw.define_name(source_name(cell.removeprefix("progress.")), f"={calc.cell(cell)}")
    if "est_low" in calc.cells:
        book.raw.define_name("xa_estimate_low", f"={calc.cell('est_low')}")
        book.raw.define_name("xa_estimate_high", f"={calc.cell('est_high')}")
    book.raw.define_name("xa_domain_scores", f"={calc.range('d.shown')}")
