"""``xlaudit report`` as a person uses it."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.documents import headings, own_template
from tests.test_commands import with_level
from xlaudit.api import read, report
from xlaudit.cli.main import main

Said = tuple[int, str, str]
"""What a command leaves: its exit code, and what it said on stdout and stderr."""


@pytest.fixture(scope="module")
def good(empty_workbook: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with one sound answer."""
    return with_level(empty_workbook, tmp_path_factory.mktemp("good"), "3")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run the command in this process."""

    def called(*arguments: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["xlaudit", "report", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return called


def test_the_command_writes_what_the_library_writes_and_says_where(
    run: Callable[..., Said], good: Path, tmp_path: Path
) -> None:
    output = tmp_path / "rapport.docx"
    assert run(good, "-o", output) == (0, "", f"wrote {output}\n")
    assert output.read_bytes() == report(read(good))


def test_several_files_one_page_per_team_another_language_a_target_and_a_style(
    run: Callable[..., Said], good: Path, tmp_path: Path
) -> None:
    output = tmp_path / "page.docx"
    options = ["--restitution", "--lang", "en", "--style", "high-contrast", "--target", "HOST=80"]
    assert run(good, good, "-o", output, *options)[0] == 0
    assert headings(output.read_bytes(), 1) == ["What you told us, and what becomes of it"] * 2


def test_an_answer_that_could_not_be_taken_is_said(
    run: Callable[..., Said], empty_workbook: bytes, tmp_path: Path
) -> None:
    wrong = with_level(empty_workbook, tmp_path, "oui")
    _, _, said = run(wrong, "-o", tmp_path / "a.docx")
    assert said.endswith("a.docx, 1 answers could not be taken (see xlaudit check)\n")


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--template", "absent.docx"], 3, "no file named 'absent.docx'"),
        (["--template", __file__], 1, "test_report_command.py: is no Word document"),
        (["--style", "sombre"], 3, "no style named 'sombre'"),
        (["--target", "NULLE=70"], 3, "no domain in services-metiers named 'NULLE'"),
        (["--target", "HOST=170"], 1, "write a score from 0 to 100"),
    ],
    ids=lambda x: x[0] if isinstance(x, list) else "",
)
def test_what_is_wrong_is_one_line_and_writes_nothing(
    run: Callable[..., Said], good: Path, tmp_path: Path, options: list[str], code: int, said: str
) -> None:
    output = tmp_path / "a.docx"
    found, out, err = run(good, "-o", output, *options)
    assert (found, out, err.count("\n")) == (code, "", 1)
    assert err.startswith("xlaudit: ")
    assert said in err
    assert not output.exists()


def test_a_wrong_tag_is_one_line_with_its_paragraph(run: Callable[..., Said], good: Path, tmp_path: Path) -> None:
    template = own_template(tmp_path, "{{ titre }} du rapport")
    code, _, err = run(good, "-o", tmp_path / "a.docx", "--template", template)
    assert (code, err.count("\n")) == (1, 1)
    assert "there is no tag “titre” (did you mean title?), in the paragraph “{{ titre }} du rapport”" in err


def test_a_place_that_cannot_be_written_is_said(run: Callable[..., Said], good: Path, tmp_path: Path) -> None:
    code, _, err = run(good, "-o", tmp_path / "nulle" / "part" / "a.docx")
    assert code == 6
    assert "cannot write" in err
