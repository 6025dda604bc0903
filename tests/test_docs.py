"""The pages made from code and catalogues are up to date, and the docs name every command."""

import json
import re
import struct
import subprocess
import sys
import tomllib
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


def picture(path: Path, lines: list[bytes], *options: str) -> tuple[int, int]:
    """Have a picture made of lines of pixels, and return its width and height."""
    pytest.importorskip("PIL", reason="pictures need Pillow: pip install --group docs")
    ppm = b"P6 %d %d 255\n" % (len(lines[0]) // 3, len(lines)) + b"".join(lines)
    script = ROOT / "docs" / "small_png.py"
    subprocess.run([sys.executable, script, path, *options], input=ppm, check=True)
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height, _, kind = struct.unpack(">2I2B", data[16:26])
    assert kind == 3, "a picture has a palette"
    return width, height


def test_a_picture_keeps_all_its_lines_unless_asked_to_end_with_a_whole_row(tmp_path: Path) -> None:
    paper, rule, cut = b"\xff\xff\xff" * 20, b"\x11\x22\x33" * 20, b"\0\0\0" * 5 + b"\xff\xff\xff" * 15
    lines = [rule, paper, cut, rule, paper, cut]
    assert picture(tmp_path / "all.png", lines) == (20, 6)
    assert picture(tmp_path / "rows.png", lines, "--rows") == (20, 4)
    assert picture(tmp_path / "no-rule.png", [paper, cut], "--rows") == (20, 2)


def test_the_heading_of_the_script_of_pictures_says_what_it_needs() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    assert any(name.startswith("pillow") for name in groups["docs"])
    assert "pip install --group docs" in (ROOT / "docs" / "screenshots.sh").read_text(encoding="utf-8")
