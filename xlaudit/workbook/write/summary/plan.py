"""The action plan, editable: who, when, what it costs, how far it is, and the score that moves with it."""

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from xlaudit.model.plan import Action
from xlaudit.model.results import Category
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.summary.spec import SummarySpec, headed_sheet
from xlaudit.workbook.write.table import Cell, Column, write_table

HEADER = 9
PER_CATEGORY: dict[Category, int] = {"strengthen": 6, "introduce": 6, "favoured": 6, "later": 3}
"""How many actions of each category the plan begins with; spare rows take the others."""
SPARE_ROWS = 15
STATUSES = ("to_do", "under_way", "done", "dropped")


def write_plan(book: Book, spec: SummarySpec) -> None:
    """Write the first actions of each category, and the score once they are done."""
    columns = _columns(book, spec)
    name = spec.say("summary.sheet_plan")
    sheet = headed_sheet(book, name, columns, name, spec.say("plan.hint"))
    gains = _gains(spec)
    chosen = _chosen(spec)
    rows = [_row(spec, action, gains[action.practice]) for action in chosen]
    rows += [[""] * len(columns)] * SPARE_ROWS
    last = write_table(book, sheet, HEADER, columns, rows)
    status = len(columns) - 2
    sheet.set_column_pixels(len(columns) - 1, len(columns) - 1, 60, None, {"hidden": 1})
    labels = [spec.say(f"plan.status.{item}") for item in STATUSES]
    sheet.data_validation(
        HEADER + 1, status, last, status, {"validate": "list", "source": labels, "error_type": "warning"}
    )
    _progress(book, sheet, spec, (HEADER + 1, last), status, [gains[action.practice] for action in chosen])
    sheet.freeze_panes(HEADER + 1, 3)
    sheet.repeat_rows(HEADER)


def _gains(spec: SummarySpec) -> dict[str, float]:
    """Return how many points of the whole score each action of the plan brings."""
    plan = spec.plan
    before = [plan.score or 0.0, *(action.projected for action in plan.actions)]
    return {action.practice: action.projected - start for action, start in zip(plan.actions, before, strict=False)}


def _chosen(spec: SummarySpec) -> list[Action]:
    return [
        action
        for category, most in PER_CATEGORY.items()
        for action in sorted((a for a in spec.plan.actions if a.category == category), key=lambda a: a.rank)[:most]
    ]


def _columns(book: Book, spec: SummarySpec) -> list[Column]:
    palette = book.style.palette
    typed: dict[str, Any] = {"bg_color": palette.input_fill, "locked": False}
    return [
        Column(spec.say("summary.ref"), 80),
        Column(spec.say("summary.practice"), 230, {"bold": True}),
        Column(spec.say("summary.category"), 150),
        Column(spec.say("plan.horizon"), 110),
        Column(spec.say("summary.action"), 300),
        Column(spec.say("summary.level"), 130),
        Column(spec.say("plan.target"), 130),
        Column(spec.say("plan.owner"), 130, typed),
        Column(spec.say("plan.due"), 100, typed),
        Column(spec.say("plan.cost"), 100, typed),
        Column(spec.say("plan.status.label"), 110, typed),
        Column(spec.say("plan.gain"), 60),
    ]


def _row(spec: SummarySpec, action: Action, gain: float) -> list[Cell]:
    practice = spec.bundle.meta.by_id[action.practice]
    return [
        practice.id,
        practice.title.pick(spec.lang),
        spec.say(f"category.{action.category}"),
        spec.say(f"horizon.{action.horizon}"),
        spec.prose(practice.action),
        spec.level(action.level),
        spec.level(action.target),
        "",
        "",
        "",
        spec.say("plan.status.to_do"),
        gain,
    ]


def _progress(
    book: Book, sheet: Sheet, spec: SummarySpec, rows: tuple[int, int], status: int, gains: list[float]
) -> None:
    """Write the live lines: actions done, score today, with what is done, and once all that is kept has succeeded."""
    today = spec.plan.score
    states, points = (
        f"{xl_rowcol_to_cell(rows[0], col, True, True)}:{xl_rowcol_to_cell(rows[1], col, True, True)}"
        for col in (status, status + 1)
    )
    done, dropped = (spec.say(f"plan.status.{item}") for item in ("done", "dropped"))
    listed = xl_rowcol_to_cell(rows[0], 0, True, True), xl_rowcol_to_cell(rows[1], 0, True, True)
    look = {"bold": True, "num_format": "0", "align": "left"}
    score = "–" if today is None else today
    whole = "–" if today is None else today + sum(gains)
    start = f"{today!r}" if today is not None else '"–"'
    lines: list[tuple[str, str, float | str]] = [
        ("plan.done", f'COUNTIF({states},"{done}")&" / "&COUNTA({listed[0]}:{listed[1]})', f"0 / {len(gains)}"),
        ("plan.today", start, score),
        ("plan.with_done", f'IF(ISNUMBER({start}),{start}+SUMIFS({points},{states},"{done}"),"–")', score),
        (
            "plan.with_all",
            f'IF(ISNUMBER({start}),{start}+SUM({points})-SUMIFS({points},{states},"{dropped}"),"–")',
            whole,
        ),
    ]
    for row, (key, formula, value) in enumerate(lines, start=3):
        book.text(sheet, row, 0, spec.say(key), font_color=book.style.palette.muted)
        book.formula(sheet, row, 2, formula, value, **look)
    book.text(sheet, 7, 0, spec.tell("plan.caution"), italic=True, font_color=book.style.palette.muted)
