"""``xlaudit report`` as a person uses it."""

from pathlib import Path

import pytest

from tests.documents import headings, own_template
from tests.test_commands import one_line, run, with_level
from xlaudit.api import read, report


@pytest.fixture
def good(empty_workbook: bytes, tmp_path: Path) -> Path:
    """A workbook with one sound answer."""
    return with_level(empty_workbook, tmp_path, "3")


def test_the_command_writes_what_the_library_writes_and_says_where(good: Path, root: Path, tmp_path: Path) -> None:
    output = tmp_path / "rapport.docx"
    result = run("report", good, "-o", output, root=root)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == f"wrote {output}\n"
    assert output.read_bytes() == report(read(good))


def test_several_files_one_page_per_team_another_language_a_target_and_a_style(
    good: Path, root: Path, tmp_path: Path
) -> None:
    output = tmp_path / "page.docx"
    options = ["--restitution", "--lang", "en", "--style", "high-contrast", "--target", "HOST=80"]
    assert run("report", good, good, "-o", output, *options, root=root).returncode == 0
    assert headings(output.read_bytes(), 1) == ["What you told us, and what becomes of it"] * 2


def test_an_answer_that_could_not_be_taken_is_said(empty_workbook: bytes, root: Path, tmp_path: Path) -> None:
    wrong = with_level(empty_workbook, tmp_path, "oui")
    result = run("report", wrong, "-o", tmp_path / "a.docx", root=root)
    assert result.stderr.endswith("a.docx, 1 answers could not be taken (see xlaudit check)\n")


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--template", "absent.docx"], 3, "no file named 'absent.docx'"),
        (["--template", "README.md"], 1, "README.md: is no Word document"),
        (["--style", "sombre"], 3, "no style named 'sombre'"),
        (["--target", "NULLE=70"], 3, "no domain in services-metiers named 'NULLE'"),
        (["--target", "HOST=170"], 1, "write a score from 0 to 100"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, list) else "",
)
def test_what_is_wrong_is_one_line_and_writes_nothing(
    good: Path, root: Path, tmp_path: Path, options: list[str], code: int, said: str
) -> None:
    output = tmp_path / "a.docx"
    result = run("report", good, "-o", output, *options, root=root)
    assert result.returncode == code
    assert said in one_line(result)
    assert not output.exists()


def test_a_wrong_tag_is_one_line_with_its_paragraph(good: Path, root: Path, tmp_path: Path) -> None:
    template = own_template(tmp_path, "{{ titre }} du rapport")
    result = run("report", good, "-o", tmp_path / "a.docx", "--template", template, root=root)
    assert result.returncode == 1
    assert "there is no tag “titre” (did you mean title?), in the paragraph “{{ titre }} du rapport”" in one_line(
        result
    )


def test_a_place_that_cannot_be_written_is_said(good: Path, root: Path, tmp_path: Path) -> None:
    result = run("report", good, "-o", tmp_path / "nulle" / "part" / "a.docx", root=root)
    assert result.returncode == 6
    assert "cannot write" in one_line(result)
