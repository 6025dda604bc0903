"""How the questionnaire answers the eye as one types: conditional formats, never by colour alone."""

from typing import Any

from xlsxwriter.utility import xl_col_to_name

from xlaudit.model.template import ColumnKey
from xlaudit.workbook.layout import FIRST_ROW, LEVEL_KEYS
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book, Sheet

HATCH, DOTS = 14, 17
"""Pattern fills, so that what a tint says is also said without colour."""


def mark_answers(book: Book, sheet: Sheet, spec: WorkbookSpec, last_row: int) -> None:
    """Mark rows ruled out, "don't know", support not asked for, and the highest level without evidence."""
    at: dict[ColumnKey, int] = {column.key: i for i, column in enumerate(spec.columns)}
    levels = [at[key] for key in LEVEL_KEYS if key in at]
    kept = _kept(at)
    code = f'LEFT(TRIM({kept}),{{n}})="{{code}}"'
    best = spec.bundle.scale.best.code.pick(spec.lang)
    unknown = next(level.code.pick(spec.lang) for level in spec.bundle.scale.levels if level.kind == "unknown")
    in_place = [best, *(x.code.pick(spec.lang) for x in spec.bundle.scale.levels if (x.value or 0) >= 0.75)]
    palette = book.style.palette

    def rule(first: int, last: int, criteria: str, **look: Any) -> None:
        settings = {"type": "formula", "criteria": f"={criteria}", "format": book.raw.add_format(look)}
        sheet.conditional_format(FIRST_ROW, first, last_row, last, settings)

    row = f"$A{FIRST_ROW + 1}"
    out = f"INDEX(xa_state,MATCH({row},xa_ids,0))+INDEX(xa_ruled_out,MATCH({row},xa_ids,0))=3"
    rule(
        0,
        max(at.get("expected", 0), at.get("title", 0)),
        out,
        italic=True,
        font_strikeout=True,
        font_color=palette.muted,
    )
    for col in levels:
        cell = f"${xl_col_to_name(col)}{FIRST_ROW + 1}"
        same = f'LEFT(TRIM({cell}),{len(unknown)})="{unknown}"'
        rule(col, col, same, italic=True, font_color=palette.warning_ink, bg_color=palette.warning_fill)
    if "support" in at:
        asked = ",".join(code.format(n=len(word), code=word) for word in dict.fromkeys(in_place))
        look = {"pattern": DOTS, "fg_color": palette.rule, "bg_color": palette.paper}
        rule(at["support"], at["support"], f"OR({asked})", **look)
    if "evidence" in at:
        evidence = f"${xl_col_to_name(at['evidence'])}{FIRST_ROW + 1}"
        bare = f'AND({code.format(n=len(best), code=best)},TRIM({evidence})="")'
        look = {"pattern": HATCH, "fg_color": palette.warning_ink, "bg_color": palette.warning_fill}
        rule(at["evidence"], at["evidence"], bare, **look)


def _kept(at: dict[ColumnKey, int]) -> str:
    """Return the formula of the level that counts on the first row."""
    cells = {key: f"${xl_col_to_name(at[key])}{FIRST_ROW + 1}" for key in LEVEL_KEYS if key in at}
    if "level" in cells:
        return cells["level"]
    return f'IF(TRIM({cells["retained"]})="",{cells["declared"]},{cells["retained"]})'
