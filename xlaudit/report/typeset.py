"""How numbers, days and French punctuation are set on a printed page."""

import re
from datetime import date as Date

from xlaudit.model.base import Lang
from xlaudit.rules.numbers import as_whole

NBSP = "\u00a0"
NO_NUMBER = "–"
_BEFORE = re.compile(r" (?=[:;!?»%])")
_AFTER = re.compile(r"(?<=«) ")


def typeset(text: str, lang: Lang) -> str:
    """Keep French double punctuation on the line of its word; meant for our own texts, not for what people typed."""
    return _AFTER.sub(NBSP, _BEFORE.sub(NBSP, text)) if lang == "fr" else text


def whole(value: float | None) -> str:
    """Return a score as people read it, or a dash."""
    return NO_NUMBER if value is None else as_whole(value)


def share(value: float | None) -> str:
    """Return a share (0 to 1) as a whole number of hundredths, or a dash."""
    return whole(None if value is None else 100 * value)


def decimal(value: float, lang: Lang) -> str:
    """Return a weight or a threshold without needless zeros, with the decimal sign of the language."""
    text = f"{value:g}".replace("-", "−")
    return text.replace(".", ",") if lang == "fr" else text


def day(text: str | None) -> Date | None:
    """Return the day that was given as ``2026-03-02``, none when it was written otherwise or not at all."""
    try:
        return Date.fromisoformat(text) if text else None
    except ValueError:
        return None


def clipped(text: str, most: int) -> str:
    """Return a text on one line, cut with an ellipsis where it is too long for its place."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
