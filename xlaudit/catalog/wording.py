"""Small turns of phrase shared by the messages to authors."""

from collections.abc import Iterable
from difflib import get_close_matches


def near(found: str, known: Iterable[str]) -> str:
    """Return "; did you mean …?" when a known name is near, else what may be written, when that is short."""
    names = sorted(known)
    matches = get_close_matches(found, names, n=1, cutoff=0.6)
    if matches:
        return f"; did you mean {matches[0]!r}?"
    return f"; write one of: {', '.join(names)}" if 0 < len(names) <= 20 else ""
