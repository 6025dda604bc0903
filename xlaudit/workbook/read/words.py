"""Texts compared as people mean them: case, accents, blanks, hyphens and quotes do not count."""

import re
from functools import lru_cache
from unicodedata import combining, normalize

BLANKS = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]+")
HYPHENS = re.compile("[\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d]")
QUOTES = re.compile("[\u2018\u2019\u02bc\u2032]")
DOUBLE_QUOTES = re.compile('[\u201c\u201d\u00ab\u00bb"]')


def tidy(text: str) -> str:
    """Return a text with plain hyphens, plain quotes and single blanks, its letters untouched."""
    text = HYPHENS.sub("-", QUOTES.sub("'", normalize("NFC", text)))
    return BLANKS.sub(" ", text).strip()


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return a text reduced to what counts when two are compared."""
    plain = normalize("NFD", tidy(DOUBLE_QUOTES.sub("", text)).casefold())
    return "".join(char for char in plain if not combining(char)).strip()


def head(text: str) -> str:
    """Return what stands before " –" in a tidied text: the code of ``3 – Largement appliquée``.

    The same rule as the live formulas: ``LEFT(txt&" -",FIND(" -",txt&" -")-1)``.
    """
    return (tidy(text) + " -").partition(" -")[0].strip()
