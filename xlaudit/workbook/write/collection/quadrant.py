"""Maturity and appetite: where each category of actors, or each team, stands between score and support."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from xlaudit.model.spread import AppetitePoint
from xlaudit.rules.numbers import round_half_up
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.charts import CHART_ROWS, finish_chart
from xlaudit.workbook.write.collection.spec import CENTRE, SCORE, SUPPORT, PartSpec, dash, write_section
from xlaudit.workbook.write.table import SIGNED, Cell, Column

CHART_TOP = 3
TABLE_TOP = CHART_TOP + CHART_ROWS + 1
MIDDLE = 50
"""The score between the left and the right half; the support between the lower and the upper half is 0."""
NAMED = 12
"""The most points that bear a name in the chart; beyond, they bear their number in the table."""
NUMBER, NAME, X, Y = 0, 1, 3, 4


def write_quadrant(book: Book, spec: PartSpec) -> None:
    """Write the chart, and under it the points of the categories and of the teams."""
    columns = [
        Column(spec.say("collect.number"), 60, CENTRE),
        Column(spec.say("collect.whose"), 330, {"bold": True}),
        Column(spec.say("collect.teams"), 90, CENTRE),
        Column(spec.say("summary.score"), 110, SCORE),
        Column(spec.say("collect.mean_support"), 110, SUPPORT),
        Column(spec.say("collect.quadrant"), 220),
    ]
    sheet = spec.sheet(book, "quadrant", columns)
    row, drawn = TABLE_TOP, False
    for kind, label in (("actor_category", "identity.actor_category"), ("file", "collect.whose")):
        columns[NAME] = Column(spec.say(label), 330, {"bold": True})
        points = [point for point in spec.part.points if point.kind == kind]
        if kind == "actor_category" and not points:
            continue
        rows = [_row(spec, number, point) for number, point in enumerate(points, start=1)]
        first = row + 2
        row = write_section(
            book, sheet, row, spec.say(f"collect.points_{kind}"), columns, rows, spec.say("collect.none")
        )
        standing = [first + i for i, point in enumerate(points) if _stands(point)]
        if standing and not drawn:
            drawn = True
            _chart(book, sheet, spec, standing, len(points))
    if not drawn:
        book.text(sheet, CHART_TOP, 0, spec.whole.tell("collect.no_point"), font_color=book.style.palette.muted)


def _stands(point: AppetitePoint) -> bool:
    return point.score is not None and point.support is not None


def _row(spec: PartSpec, number: int, point: AppetitePoint) -> list[Cell]:
    name = spec.whole.term("actor_category", point.id) if point.kind == "actor_category" else spec.whole.label(point.id)
    return [float(number), name, float(point.teams), dash(point.score), dash(point.support), _quadrant(spec, point)]


def _quadrant(spec: PartSpec, point: AppetitePoint) -> str:
    if point.score is None or point.support is None:
        return spec.say("collect.quadrant_unknown")
    up = "upper" if round_half_up(point.support, 1) >= 0 else "lower"  # of the numbers as they are shown
    across = "right" if round_half_up(point.score) >= MIDDLE else "left"
    return spec.say(f"collect.quadrant_{up}_{across}")


def _chart(book: Book, sheet: Sheet, spec: PartSpec, rows: Sequence[int], points: int) -> None:
    """Draw one series per point: its name is a cell, which every program shows, and which is never a formula."""
    chart = book.raw.add_chart({"type": "scatter"})
    palette, sheet_name = book.style.palette, sheet.get_name()
    font, label = {"color": palette.ink, "size": 9}, {"fill": {"color": palette.paper}}
    for row in rows:
        cell = {col: f"='{sheet_name}'!{xl_rowcol_to_cell(row, col, True, True)}" for col in (NUMBER, NAME, X, Y)}
        chart.add_series(
            {
                "name": cell[NAME if points <= NAMED else NUMBER],
                "categories": cell[X],
                "values": cell[Y],
                "marker": {
                    "type": "circle",
                    "size": 9,
                    "fill": {"color": palette.accent},
                    "border": {"color": palette.ink},
                },
                "data_labels": {**label, "series_name": True, "value": False, "position": "right", "font": font},
            }
        )
    line = {"color": palette.muted, "width": 1.25}
    common = {"num_font": font, "name_font": font, "label_position": "low", "line": line}
    grid = {"visible": True, "line": {"color": palette.rule, "width": 0.5}}
    x = {"min": 0, "max": 100, "major_unit": 25, "crossing": MIDDLE, "major_gridlines": grid}
    y = {"num_format": SIGNED, "min": -2, "max": 2, "major_unit": 1, "crossing": 0, "major_gridlines": grid}
    chart.set_x_axis({**common, **x, "name": spec.say("summary.score")})
    chart.set_y_axis({**common, **y, "name": spec.say("collect.mean_support")})
    chart.set_legend({"none": True})
    finish_chart(book, sheet, CHART_TOP, chart, spec.say("collect.quadrant_title"), spec.say("collect.quadrant_alt"))
