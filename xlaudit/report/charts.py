"""Charts that Word edits: xlsxwriter's own chart XML, and the workbook that holds its figures."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from textwrap import wrap
from typing import Any
from zipfile import ZipFile

import xlsxwriter

from xlaudit.model.results import DomainScore
from xlaudit.report.spec import ReportSpec
from xlaudit.report.views import Drawing

NO_TICKS = {"major_tick_mark": "none", "minor_tick_mark": "none"}
AXIS = {"min": 0, "max": 100, "major_unit": 25}
CREATED = datetime(2026, 1, 1)
"""A fixed day, so that the same input gives the same bytes."""
LABEL = 26
"""The longest line of a label around a radar, in characters; longer ones would push it small."""
LEAST_FOR_RADAR = 3
"""A radar needs three spokes."""
WIDTH = 17.0
"""The width of the text of an A4 page, in centimetres."""
ABOVE, BELOW = 1.2, 1.8
"""Room for the title and for the axis with the legend of the bars, in centimetres."""
SHEET = "Score"
"""The sheet of the figures, by a word of both languages."""


def bars(spec: ReportSpec, domains: Sequence[DomainScore]) -> Drawing | None:
    """Draw the score of each domain with its bounds as stacked bars; none when no domain has a score."""
    if all(domain.score is None for domain in domains):
        return None
    palette = spec.style.palette
    rows = [
        (d.label, d.floor or 0.0, max(score - floor, 0.0), max((d.ceiling or 0.0) - max(score, floor), 0.0))
        for d in domains
        for score, floor in ((d.score or 0.0, d.floor or 0.0),)
    ]
    keys = ("floor", "to_score", "to_ceiling")
    heads = [spec.say("summary.domain"), *(spec.say(f"summary.{key}") for key in keys)]
    colours = (palette.accent, palette.accent_soft, palette.rule)
    font, height = _font(spec), 3.0 + 0.75 * len(rows)
    plot = {"x": 0.31, "y": ABOVE / height, "width": 0.65, "height": 1 - (ABOVE + BELOW) / height}

    def draw(book: Any) -> Any:
        chart = book.add_chart({"type": "bar", "subtype": "stacked"})
        for col, colour in enumerate(colours, start=1):
            chart.add_series({**_ranges(len(rows), col), "fill": {"color": colour}, "gap": 45})
        chart.set_legend({"position": "bottom", "font": font})
        chart.set_x_axis(
            {**AXIS, "num_format": "0", "num_font": font, "major_gridlines": {"visible": True, "line": _line(spec)}}
        )
        chart.set_y_axis({"reverse": True, "num_font": font, "crossing": "max", "line": _line(spec)})
        chart.set_plotarea({"layout": plot})
        return chart

    return _drawing(spec, "bars", heads, rows, draw, (WIDTH, height))


def radar(spec: ReportSpec, domains: Sequence[DomainScore]) -> Drawing | None:
    """Draw the scores of the domains as a filled radar; none under three domains with a score."""
    rows = [("\n".join(wrap(d.label, LABEL)), d.score) for d in domains if d.score is not None]
    if len(rows) < LEAST_FOR_RADAR:
        return None
    palette, font = spec.style.palette, _font(spec)
    heads = [spec.say("summary.domain"), spec.say("summary.domain_score")]

    def draw(book: Any) -> Any:
        chart = book.add_chart({"type": "radar", "subtype": "filled"})
        fill = {"color": palette.accent, "transparency": 55}
        chart.add_series({**_ranges(len(rows), 1), "fill": fill, "line": {"color": palette.accent, "width": 1.75}})
        chart.set_x_axis({"num_font": font})
        gridlines = {"visible": True, "line": _line(spec)}
        chart.set_y_axis({**AXIS, "num_format": "0", "num_font": font, "major_gridlines": gridlines, **NO_TICKS})
        chart.set_legend({"none": True})
        return chart

    return _drawing(spec, "radar", heads, rows, draw, (WIDTH, 10.5))


def _font(spec: ReportSpec) -> dict[str, Any]:
    return {"name": spec.style.font, "color": spec.style.palette.ink, "size": 9}


def _line(spec: ReportSpec) -> dict[str, Any]:
    return {"color": spec.style.palette.rule}


def _ranges(count: int, col: int) -> dict[str, Any]:
    return {
        "name": [SHEET, 0, col],
        "categories": [SHEET, 1, 0, count, 0],
        "values": [SHEET, 1, col, count, col],
    }


def _drawing(
    spec: ReportSpec,
    key: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str | float]],
    draw: Any,
    size: tuple[float, float],
) -> Drawing:
    """Write the figures twice: once under a chart, of which only the chart is kept, and once alone, to be edited."""
    title = spec.say(f"summary.{key}_title")

    def finish(book: Any, sheet: Any) -> None:
        chart = draw(book)
        chart.set_title({"name": title, "name_font": {**_font(spec), "size": 11, "bold": True}})
        chart.show_hidden_data()
        sheet.insert_chart(0, 0, chart)

    with ZipFile(BytesIO(_workbook(heads, rows, finish))) as archive:
        chart = archive.read("xl/charts/chart1.xml")
    return Drawing(
        chart=chart,
        workbook=_workbook(heads, rows),
        name=title,
        alt=spec.say(f"report.{key}_alt"),
        width=size[0],
        height=size[1],
    )


def _workbook(heads: Sequence[str], rows: Sequence[Sequence[str | float]], finish: Any = None) -> bytes:
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet(SHEET)
        for number, cells in enumerate([heads, *rows]):
            sheet.write_row(number, 0, cells)
        sheet.set_column(0, 0, 40)
        if finish is not None:
            finish(book, sheet)
    return buffer.getvalue()
