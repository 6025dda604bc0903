"""How our own texts are set for reading: French punctuation kept on the line of its word, days in words."""

import re
from collections.abc import Iterable
from datetime import date as Date

from xlaudit.model.base import Lang
from xlaudit.model.phrases import Phrasebook

NBSP = "\u00a0"
_BEFORE = re.compile(r" (?=[:;!?»%])")
_AFTER = re.compile(r"(?<=«) ")


def typeset(text: str, lang: Lang, kept: Iterable[str] = ()) -> str:
    """Keep French double punctuation on the line of its word; meant for our own texts, not for what people typed.

    Args:
        text: the text.
        lang: its language; English has no such blanks.
        kept: what people typed and the text repeats, left as it stands.
    """
    if lang != "fr":
        return text
    typed = "|".join(re.escape(part) for part in sorted(filter(None, kept), key=len, reverse=True))
    parts = re.split(f"({typed})", text) if typed else [text]
    parts[::2] = [_AFTER.sub(NBSP, _BEFORE.sub(NBSP, part)) for part in parts[::2]]
    return "".join(parts)


def told(phrases: Phrasebook, key: str, lang: Lang, **values: object) -> str:
    """Return a phrase set for reading; only the phrase is, never what fills it."""
    text = typeset(phrases.say(key, lang), lang)
    return text.format(**values) if values else text


def day(text: str | None) -> Date | None:
    """Return the day that was given as ``2026-03-02``, none when it was written otherwise or not at all."""
    try:
        return Date.fromisoformat(text) if text else None
    except ValueError:
        return None


def spelled(text: str | None, phrases: Phrasebook, lang: Lang) -> str:
    """Return a day as it is said (2 mars 2026, 2 March 2026), as it stands when it was not given as ``2026-03-02``."""
    found = day(text)
    if found is None:
        return text or ""
    number = phrases.say("report.first_day", lang) if found.day == 1 else str(found.day)
    return f"{number} {phrases.say(f'report.month.{found.month}', lang)} {found.year}"
