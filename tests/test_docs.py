"""The pages made from code and catalogues are up to date, and the docs name every command."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from xlaudit.cli.main import COMMANDS
from xlaudit.model.results import Results


def test_the_generated_pages_are_up_to_date() -> None:
    script = ROOT / "docs" / "build_pages.py"
    run = subprocess.run([sys.executable, script, "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_shows_every_command(command: str) -> None:
    assert f"xlaudit {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_schema_of_the_results_is_the_contract() -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "score.json").read_text(encoding="utf-8"))
    assert list(schema["properties"]) == list(Results.model_fields)


def test_the_readme_shows_its_two_commands_and_its_pictures() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text
    pictures = [part.partition(")")[0] for part in text.split("](docs/images/")[1:]]
    assert len(pictures) >= 2
    assert all((ROOT / "docs" / "images" / Path(name)).is_file() for name in pictures)


def test_every_picture_is_shown_in_words_and_the_whole_stays_light() -> None:
    shown = dict[str, str]()
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        found = re.findall(r"!\[([^]]*)]\((\S+\.png)\)", page.read_text(encoding="utf-8"))
        shown |= {str((page.parent / path).resolve()): words for words, path in found}
    pictures = {str(path.resolve()): path.stat().st_size for path in (ROOT / "docs" / "images").iterdir()}
    assert set(shown) == set(pictures)
    assert all(len(words) > 10 for words in shown.values())
    assert max(pictures.values()) <= 110_000
    assert sum(pictures.values()) <= 1_600_000
