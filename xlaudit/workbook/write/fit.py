"""How tall a row must be for its texts, as Excel and LibreOffice would wrap them."""

from functools import lru_cache

from xlsxwriter.utility import CHAR_WIDTHS

from xlaudit.rules.typeset import NBSP

POINTS_PER_LINE = 13.0
POINTS_OF_PADDING = 5.0
PIXELS_OF_PADDING = 5
BOLD = 1.06
WIDTHS = {**CHAR_WIDTHS, NBSP: CHAR_WIDTHS[" "]}
WIDEST = max(WIDTHS.values())
"""The width of the widest character at 11 points, in pixels."""
TALLEST = 409.0
"""The tallest row that Excel draws, in points."""


@lru_cache(maxsize=20_000)
def text_width(text: str, size: int = 11) -> float:
    """Return the width of a text in pixels, in Calibri at a size in points."""
    return float(sum(WIDTHS.get(char, 8) for char in text)) * size / 11


@lru_cache(maxsize=20_000)
def line_count(text: str, width: int, size: int = 10, bold: bool = False) -> int:
    """Count the lines of a text wrapped word by word in a column of some pixels."""
    room = (width - PIXELS_OF_PADDING) / (BOLD if bold else 1)
    if "\n" not in text and len(text) * WIDEST * size / 11 <= room:
        return 1
    blank = text_width(" ", size)
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split(" "):
            long = text_width(word, size)
            if used and used + blank + long > room:
                lines += 1
                used = 0.0
            used += long + (blank if used else 0)
            while used > room:
                lines += 1
                used -= room
    return lines


def row_height(text: str, width: int, size: int = 10, bold: bool = False) -> float:
    """Return the height in points of a row that shows a whole text."""
    lines = line_count(text, width, size, bold)
    return min(TALLEST, lines * POINTS_PER_LINE * size / 10 + POINTS_OF_PADDING)
