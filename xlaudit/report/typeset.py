"""How numbers and long texts are set on a printed page."""

from xlaudit.model.base import Lang
from xlaudit.rules.numbers import as_whole

NO_NUMBER = "–"


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


def clipped(text: str, most: int) -> str:
    """Return a text on one line, cut with an ellipsis where it is too long for its place."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
