"""Cards to print and cut out, eight to an A4 page: what a practice is, and room for the dots."""

from typing import Any

from xlaudit.model.meta import Practice
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.fit import POINTS_OF_PADDING, row_height
from xlaudit.workbook.write.handed import SHORT_SIZE, SHORT_WIDTH, VoteSpec, in_short

ACROSS, DOWN = 2, 4
"""Cards side by side and one under the other: eight to a page."""
INDENT = 14
"""What an indented text loses of the width, in pixels."""
CARD_WIDTH, GAP_WIDTH = SHORT_WIDTH + INDENT, 14
"""In pixels; two cards and their gap are as wide as A4 between its margins, less what LibreOffice adds."""
HEIGHTS = (20.0, 34.0, 58.5, 22.0, 22.0, 30.0)
"""Heights in points of the rows of a card: reference, title, in short, impacts, names of the choices, their dots."""
GAP_HEIGHT = 9.0
ROWS = len(HEIGHTS) + 1
MARGIN = 0.4
"""Of the page, in inches."""


def write_cards(book: Book, spec: VoteSpec) -> None:
    """Write the sheet of cards."""
    sheet = book.sheet(spec.say("cards.sheet"))
    sheet.set_portrait()
    sheet.set_print_scale(100)
    sheet.set_margins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=MARGIN)
    sheet.set_footer("")
    sheet.center_horizontally()
    choices = len(spec.choices)
    for side in range(ACROSS):
        first = side * (choices + 1)
        for column in range(first, first + choices):
            wide = CARD_WIDTH * (column - first + 1) // choices - CARD_WIDTH * (column - first) // choices
            sheet.set_column_pixels(column, column, wide)
        if side + 1 < ACROSS:
            sheet.set_column_pixels(first + choices, first + choices, GAP_WIDTH)
    rows_of_cards = -(-len(spec.practices) // ACROSS)
    for line in range(rows_of_cards):
        top = line * ROWS
        for offset, height in enumerate((*HEIGHTS, GAP_HEIGHT)):
            sheet.set_row(top + offset, height)
        for side, practice in enumerate(spec.practices[line * ACROSS : (line + 1) * ACROSS]):
            _card(book, sheet, spec, practice, top, side * (choices + 1))
    sheet.set_h_pagebreaks([line * ROWS for line in range(DOWN, rows_of_cards, DOWN)])
    last = rows_of_cards * ROWS - 1
    sheet.print_area(0, 0, last, ACROSS * (choices + 1) - 2)


def _card(book: Book, sheet: Sheet, spec: VoteSpec, practice: Practice, top: int, left: int) -> None:
    """Write one card: a band with its reference, its title, one line, its impacts, a box per choice."""
    palette = book.style.palette
    right = left + len(spec.choices) - 1
    impact = practice.impact
    impacts = spec.tell(
        "cards.impacts",
        environmental=spec.say(f"impact.{impact.environmental}"),
        social=spec.say(f"impact.{impact.social}"),
        effort=spec.say(f"effort.{practice.effort}"),
    )
    title, short = practice.title.pick(spec.lang), in_short(practice, spec.lang)
    band = {"font_color": palette.title_ink, "bg_color": palette.title_fill, "bold": True}
    lines: tuple[tuple[str, dict[str, Any]], ...] = (
        (f"{practice.id}   {spec.domain(practice)}", band),
        (title, {"bold": True, "font_size": _largest(title, HEIGHTS[1], (12, 11, 10, 9), bold=True)}),
        (short, {"font_size": _largest(short, HEIGHTS[2], (10, SHORT_SIZE), bold=False)}),
        (impacts, {"font_size": 8, "font_color": palette.muted}),
    )
    for offset, (text, look) in enumerate(lines):
        whole = {"text_wrap": True, "valign": "vcenter", "indent": 1, "left": 1, "right": 1, **look}
        if offset == 0:
            whole |= {"top": 1}
        shape = book.format(**whole, border_color=palette.muted)
        sheet.merge_range(top + offset, left, top + offset, right, "", shape)
        book.text(sheet, top + offset, left, text, **whole, border_color=palette.muted)
    box = {"border": 1, "border_color": palette.muted, "align": "center", "valign": "vcenter", "text_wrap": True}
    for column, (_, label) in enumerate(spec.choices, start=left):
        book.text(sheet, top + len(lines), column, label, **box, font_size=8, bg_color=palette.band)
        book.text(sheet, top + len(lines) + 1, column, "", **box)


def _largest(text: str, height: float, sizes: tuple[int, ...], *, bold: bool) -> int:
    """Return the first of the sizes, in points, at which a text fits in a height; else the last."""
    room = height + POINTS_OF_PADDING
    return next((size for size in sizes if row_height(text, CARD_WIDTH - INDENT, size, bold) <= room), sizes[-1])
