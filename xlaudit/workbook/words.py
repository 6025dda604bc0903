"""The words of a scale as the live formulas compare them: one table, each word once."""

from typing import TypeVar

from xlaudit.model.base import LANGS, Term
from xlaudit.model.scale import Scale
from xlaudit.workbook.read.words import fold, tidy

T = TypeVar("T")


def level_words(scale: Scale) -> dict[str, str]:
    """Return every word that names a level, in every language, with and without accents; a sheet ignores case."""
    words: dict[str, str] = {}
    for level in scale.levels:
        for lang in LANGS:
            spoken: tuple[str, ...] = getattr(level.aliases, lang)
            code = level.code.pick(lang)
            for word in (code, level.label.pick(lang), *_decimals(code), *spoken):
                _add(words, word, level.id)
    return words


def support_words(scale: Scale) -> dict[str, int]:
    """Return every word that names a degree of support."""
    words: dict[str, int] = {}
    for option in scale.support:
        for lang in LANGS:
            spoken: tuple[str, ...] = getattr(option.aliases, lang)
            for word in (option.label.pick(lang), *spoken, *_decimals(str(option.value))):
                _add(words, word, option.value)
    return words


def term_words(terms: tuple[Term, ...]) -> dict[str, float]:
    """Return every word that names a term of a vocabulary, with the number of the term, from 1."""
    words: dict[str, float] = {}
    for number, term in enumerate(terms, start=1):
        for word in (term.id, *(term.label.pick(lang) for lang in LANGS)):
            _add(words, word, float(number))
    return words


def _decimals(code: str) -> tuple[str, ...]:
    """Return a whole number as some programs write it."""
    return (f"{code}.0", f"{code},0") if code.lstrip("-").isdigit() else ()


def _add(words: dict[str, T], word: str, meaning: T) -> None:
    for form in (tidy(word).casefold(), fold(word)):
        words.setdefault(form, meaning)
