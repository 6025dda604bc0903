"""The project's texts are its own: no run of eight words from an official text or from a seed document."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from tests.conftest import ROOT, SHARED

RUN = 8
WORD = re.compile(r"\w+")
TAG = re.compile(r"<[^>]+>")
LINK = re.compile(r"\]\([^)]*\)|https?://\S+")
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FILES = sorted((ROOT / "referentials").rglob("*.yaml"))


def runs(text: str) -> Iterator[str]:
    """Yield every run of eight words of a text, case and punctuation dropped."""
    words = WORD.findall(text.casefold())
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def strings(value: object) -> Iterator[str]:
    """Yield every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def spreadsheet_strings(path: Path) -> Iterator[str]:
    """Yield the texts of an .xlsx or .ods file."""
    part = "xl/sharedStrings.xml" if path.suffix == ".xlsx" else "content.xml"
    closing = "</si>" if path.suffix == ".xlsx" else "</text:p>"
    with ZipFile(path) as archive:
        for piece in archive.read(part).decode("utf-8").split(closing):
            yield TAG.sub("", piece)


def texts_of(path: Path) -> Iterator[str]:
    if path.suffix == ".json":
        yield from strings(json.loads(path.read_text(encoding="utf-8")))
    elif path.suffix in (".xlsx", ".ods"):
        yield from spreadsheet_strings(path)
    elif path.suffix in (".md", ".txt"):
        yield path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def their_runs() -> dict[int, str]:
    """Every run of eight words of the official files and of the seeds, by hash, with the file it stands in."""
    if not (SHARED / "official").is_dir() or not (SHARED / "seeds").is_dir():
        pytest.skip("the official files and the seeds are not beside this checkout (../shared)")
    found: dict[int, str] = {}
    for folder in ("official", "seeds"):
        for path in sorted((SHARED / folder).rglob("*.*")):
            if path.name == "README.md":
                continue
            for text in texts_of(path):
                for run in runs(LINK.sub(" ", text)):
                    found.setdefault(hash(run), path.name)
    return found


def our_texts(value: object) -> Iterator[str]:
    """Yield every text in French or English of a YAML value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("fr", "en") and isinstance(inner, str):
                yield inner
            else:
                yield from our_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from our_texts(inner)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_holds_eight_words_in_a_row_of_a_source(path: Path, their_runs: dict[int, str]) -> None:
    texts = list(our_texts(yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)))
    assert texts
    # No exception is needed so far: titles of documents and of laws are all shorter than eight words.
    assert {run: their_runs[hash(run)] for text in texts for run in runs(text) if hash(run) in their_runs} == {}


def test_the_comparison_would_see_a_copied_sentence(their_runs: dict[int, str]) -> None:
    # The first criterion of the RGESN 2024, as published.
    sentence = "Le service numérique a-t-il été évalué favorablement en termes d’utilité ?"
    assert any(hash(run) in their_runs for run in runs(sentence))
