"""The two charts of the domains: bars with their bounds, and a radar."""

from xlsxwriter.chart import Chart

from xlaudit.workbook.write.book import Book, Sheet

WIDTH, HEIGHT = 900, 440
CHART_ROWS = 23
"""How many rows of ordinary height a chart covers."""
AXIS = {"min": 0, "max": 100, "major_unit": 25}


def insert_bars(
    book: Book,
    sheet: Sheet,
    row: int,
    categories: str,
    series: list[tuple[str, str, str]],
    title: str,
    alt: str,
) -> None:
    """Insert stacked bars, 0–100.

    Args:
        book: the workbook.
        sheet: where the chart goes.
        row: the row of its top, counted from 0.
        categories: the range of the names.
        series: name, range and colour of each part of the bars.
        title: what stands above.
        alt: what is said to somebody who does not see the chart.
    """
    chart = book.raw.add_chart({"type": "bar", "subtype": "stacked"})
    ink, line = book.style.palette.ink, book.style.palette.rule
    for name, values, colour in series:
        chart.add_series(
            {"name": name, "categories": categories, "values": values, "fill": {"color": colour}, "gap": 45}
        )
    font = {"color": ink, "size": 9}
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_x_axis({**AXIS, "num_font": font, "major_gridlines": {"visible": True, "line": {"color": line}}})
    chart.set_y_axis({"reverse": True, "num_font": font, "crossing": "max", "line": {"color": line}})
    chart.set_plotarea({"layout": {"x": 0.27, "y": 0.1, "width": 0.69, "height": 0.74}})
    finish_chart(book, sheet, row, chart, title, alt)


def insert_radar(
    book: Book, sheet: Sheet, row: int, categories: str, values: tuple[str, str], title: str, alt: str
) -> None:
    """Insert a filled radar, 0–100; arguments as ``insert_bars``, ``values`` being a name and a range."""
    chart = book.raw.add_chart({"type": "radar", "subtype": "filled"})
    palette = book.style.palette
    chart.add_series(
        {
            "name": values[0],
            "categories": categories,
            "values": values[1],
            "fill": {"color": palette.accent, "transparency": 55},
            "line": {"color": palette.accent, "width": 1.75},
        }
    )
    font = {"color": palette.ink, "size": 9}
    chart.set_x_axis({"num_font": font})
    chart.set_y_axis({**AXIS, "num_font": font, "major_gridlines": {"visible": True, "line": {"color": palette.rule}}})
    chart.set_legend({"none": True})
    finish_chart(book, sheet, row, chart, title, alt)


def finish_chart(book: Book, sheet: Sheet, row: int, chart: Chart, title: str, alt: str) -> None:
    """Give a chart its title, size and alternative text, and insert it."""
    chart.set_title({"name": title, "name_font": {"size": 11, "bold": True, "color": book.style.palette.ink}})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    chart.show_hidden_data()
    sheet.insert_chart(row, 0, chart, {"description": alt, "object_position": 2})
