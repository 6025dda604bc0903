"""What one cell answers: a level, a degree of support, or something to ask about."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from difflib import get_close_matches
from typing import Literal

from xlaudit.model.base import LANGS, Lang
from xlaudit.model.scale import Scale
from xlaudit.workbook.read.grid import Value, as_text
from xlaudit.workbook.read.words import fold, head

WHOLE = re.compile(r"^([+-]?\d+)[.,]0+$")
NEAR = 0.75


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer understood; ``exact`` when it was written as the list or the code has it."""

    id: str
    exact: bool


@dataclass(frozen=True, slots=True)
class NotTaken:
    """An answer not understood: unknown, near a known one, or one that is asked about."""

    why: Literal["unknown", "near", "ask"]
    near: str = ""


class LevelWords:
    """The words of a scale in every language, for reading levels."""

    def __init__(self, scale: Scale, lang: Lang) -> None:
        self._exact: dict[str, str] = {}
        self._folded: dict[str, str] = {}
        self._display = {level.id: level.display(lang) for level in scale.levels}
        for level in scale.levels:
            for language in LANGS:
                code, label = level.code.pick(language), level.label.pick(language)
                aliases: tuple[str, ...] = getattr(level.aliases, language)
                self._exact |= {code: level.id, level.display(language): level.id}
                self._folded |= {fold(word): level.id for word in (code, label, level.display(language), *aliases)}
        self._ask = {fold(word) for language in LANGS for word in getattr(scale.ask, language)}

    def display(self, level: str) -> str:
        """Return what the list shows for a level."""
        return self._display[level]

    def read(self, value: Value) -> Taken | NotTaken:
        """Read a level; nothing near is guessed."""
        if isinstance(value, bool):
            return NotTaken("ask")
        if isinstance(value, date | time | timedelta):
            return NotTaken("unknown")
        text = as_text(value)
        if text in self._exact:
            return Taken(self._exact[text], exact=True)
        words = fold(WHOLE.sub(r"\1", text.strip()))
        for candidate in (words, fold(head(text))):
            if candidate in self._folded:
                return Taken(self._folded[candidate], exact=False)
        if words in self._ask:
            return NotTaken("ask")
        near = get_close_matches(words, [word for word in self._folded if len(word) > 3], n=1, cutoff=NEAR)
        return NotTaken("near", self._display[self._folded[near[0]]]) if near else NotTaken("unknown")


class SupportWords:
    """The words of support in every language."""

    def __init__(self, scale: Scale, lang: Lang) -> None:
        self._exact: dict[str, int] = {}
        self._folded: dict[str, int] = {}
        self._display = {option.value: option.label.pick(lang) for option in scale.support}
        for option in scale.support:
            for language in LANGS:
                label = option.label.pick(language)
                self._exact[label] = option.value
                self._folded |= {fold(word): option.value for word in (label, *getattr(option.aliases, language))}

    def display(self, value: int) -> str:
        """Return the label of a degree of support."""
        return self._display[value]

    def read(self, value: Value) -> tuple[int, bool] | None:
        """Read a degree of support and whether it was written as the list has it; none when not understood."""
        if isinstance(value, bool | date | time | timedelta):
            return None
        text = as_text(value)
        if text in self._exact:
            return self._exact[text], True
        found = self._folded.get(fold(WHOLE.sub(r"\1", text.strip())))
        return None if found is None else (found, False)
