"""The contrast of a style: every ink is read on its fill at 4.5:1 or more (WCAG 2.1, 1.4.3)."""

from collections.abc import Iterator

from xlaudit.catalog.references import FaultAt
from xlaudit.model.errors import Fault
from xlaudit.model.template import Palette, Style

LEAST = 4.5
PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "paper"),
    ("ink", "band"),
    ("ink", "input_fill"),
    ("ink", "accent_soft"),
    ("muted", "paper"),
    ("muted", "band"),
    ("title_ink", "title_fill"),
    ("header_ink", "header_fill"),
    ("header_fill", "paper"),
    ("input_header_ink", "input_header_fill"),
    ("link", "paper"),
    ("link", "band"),
    ("accent", "paper"),
    ("warning_ink", "warning_fill"),
)
"""Which colour is read on which, by the keys of the palette."""


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, 0 to 1 (WCAG 2.1)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def weak_pairs(palette: Palette) -> Iterator[tuple[str, str, float]]:
    """Yield every pair of a palette that is too hard to read, with its ratio."""
    for ink, fill in PAIRS:
        ratio = contrast(getattr(palette, ink), getattr(palette, fill))
        if ratio < LEAST:
            yield ink, fill, ratio


def style_faults(style: Style, fault_at: FaultAt) -> list[Fault]:
    """Return a fault for every pair of colours that is too hard to read."""
    return [
        fault_at(("palette", ink), f"has {ratio:.1f}:1 on {fill}; darken or lighten one of them, to {LEAST}:1 at least")
        for ink, fill, ratio in weak_pairs(style.palette)
    ]
