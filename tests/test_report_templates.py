"""A template of one's own: what it may show, what keeps its look, and how a wrong tag is reported."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.conftest import ROOT
from tests.documents import every_text, filled, headings, opened, own_template, parts, tables
from xlaudit.api import report
from xlaudit.model.errors import ResourceNotFoundError, XlauditError

SHIPPED = sorted((ROOT / "templates" / "report").glob("*.docx"))


def said_of(folder: Path, *lines: str, header: str = "") -> str:
    """Return the one sentence by which a template is refused."""
    with pytest.raises(XlauditError) as caught:
        report(filled(), template=own_template(folder, "Un titre", *lines, header=header))
    said = str(caught.value)
    assert said.startswith("own.docx: ")
    assert "\n" not in said
    return said


@pytest.mark.parametrize(
    ("lines", "what", "paragraph"),
    [
        (["Score : {{ scor }} fin"], "no tag “scor” (did you mean scope?)", "Score : {{ scor }} fin"),
        (["{%p for team in teams %}", "{{ team.scor }} !", "{%p endfor %}"],
         "no tag “scor” (did you mean score?)", "{{ team.scor }} !"),
        (["{%p for team in teams %}", "x", "{%p for p in team.practice %}", "y", "{%p endfor %}", "{%p endfor %}"],
         "no tag “practice”", "{% for p in team.practice %}"),
        (["{%p for team in teams %}", "{{ team.name }} ici"], "'endfor'", "{{ team.name }} ici"),
        (["Voici {{ title }"], "unexpected '}'", "Voici {{ title }"),
        (["{{ title | majuscules }}"], "No filter named 'majuscules'", "{{ title | majuscules }}"),
        (["{{ teams }}"], "holds several things", "{{ teams }}"),
        (["{{ teams[7].score }}"], "no tag “7”", "{{ teams[7].score }}"),
        (["{{ title + 1 }}"], "can only concatenate str", "{{ title + 1 }}"),
        (["{{ 1 / 0 }}"], "division by zero", "{{ 1 / 0 }}"),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)  # fmt: skip
def test_a_wrong_tag_is_named_with_the_paragraph_it_stands_in(
    tmp_path: Path, lines: list[str], what: str, paragraph: str
) -> None:
    said = said_of(tmp_path, *lines)
    assert what in said
    assert f"in the paragraph “{paragraph}”" in said


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ title.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ teams[0].__class__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ range(10 ** 9) | list }}",
        "{% include '/etc/passwd' %}",
        "{{ title | safe }}",
    ],
)
def test_a_template_runs_in_a_sandbox(tmp_path: Path, tag: str) -> None:
    assert f"“{tag}”" in said_of(tmp_path, tag)


def test_a_wrong_tag_of_a_header_or_of_a_row_is_found_too(tmp_path: Path) -> None:
    assert "there is no tag “titre”" in said_of(tmp_path, header="{{ titre }}")
    rows = [["Équipe"], ["{%tr for team in teams %}"], ["{{ team.nom }}"], ["{%tr endfor %}"]]
    with pytest.raises(XlauditError, match=r"no tag “nom”.*“{{ team.nom }}”"):
        report(filled(), template=own_template(tmp_path, rows=rows))


def test_tags_that_tear_the_document_apart_are_refused_rather_than_half_written(tmp_path: Path) -> None:
    rows = [["a"], ["{% for team in teams %}"], ["{{ team.name }}"], ["{%tr endfor %}"]]
    with pytest.raises(XlauditError, match=r"own.docx: the tags tear the document apart .* alone in its row"):
        report([filled(), filled("marketing-communication")], template=own_template(tmp_path, rows=rows))


def test_texts_and_charts_of_a_client_are_shown_by_a_template_whatever_it_asks(tmp_path: Path) -> None:
    answered = filled(comment="A & B <Ltd> {{ 7 * 7 }}")
    comment = "teams[0].chapters[0].practices[0].comment"
    lines = (
        f"{{{{ {comment} }}}}",
        f"{{% autoescape false %}}{{{{ {comment} }}}}{{% endautoescape %}}",
        f"{{{{ {comment} ~ '' }}}}",
        f"{{{{ {comment} | e }}}}",
        "{{ teams[0].radar }}",
    )
    data = report(answered, template=own_template(tmp_path, *lines))
    assert every_text(data).splitlines()[:4] == ["A & B <Ltd> {{ 7 * 7 }}"] * 4
    assert "word/charts/chart1.xml" in parts(data)


def test_what_is_not_there_shows_as_nothing(tmp_path: Path) -> None:
    empty = filled().model_copy(update={"answers": filled().answers[:1]})
    data = report(empty, template=own_template(tmp_path, "[{{ teams[0].radar }}] [{{ teams[0].providers | length }}]"))
    assert every_text(data) == "[] [0]"


@pytest.mark.parametrize("name", ["absent.docx", "autre/absent.docx"])
def test_a_template_that_is_not_there_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(ResourceNotFoundError, match=r"no file named 'absent\.docx'"):
        report(filled(), template=tmp_path / name)


def test_a_file_that_is_no_word_document_is_said(tmp_path: Path, empty_workbook: bytes) -> None:
    for name, data in (("a.docx", b"bonjour"), ("b.docx", empty_workbook), ("c.docx", b"PK\x03\x04"), ("d.docx", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(XlauditError, match=f"{name}: is no Word document"):
            report(filled(), template=tmp_path / name)


def test_a_template_of_the_same_name_in_a_folder_of_ones_own_hides_the_shipped_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "templates" / "report"
    folder.mkdir(parents=True)
    own_template(folder, "Rapport du cabinet : {{ scope }}").rename(folder / "standard.docx")
    monkeypatch.setenv("XLAUDIT_PATH", str(tmp_path))
    data = report(filled())
    assert every_text(data) == "Rapport du cabinet : Services métiers"
    shipped = parts((folder / "standard.docx").read_bytes())
    assert parts(data)["word/theme/theme1.xml"] == shipped["word/theme/theme1.xml"]


def test_an_own_template_keeps_its_look_unless_a_style_is_asked_for(tmp_path: Path) -> None:
    path = own_template(tmp_path, "{{ title }}")
    theme = parts(path.read_bytes())["word/theme/theme1.xml"]
    assert parts(report(filled(), template=path))["word/theme/theme1.xml"] == theme
    assert parts(report(filled(), template=path, style="sober"))["word/theme/theme1.xml"] != theme


def test_contents_that_word_has_filled_are_made_anew(tmp_path: Path) -> None:
    document = Document(str(next(path for path in SHIPPED if path.name == "standard.docx")))
    line = next(p for p in document.paragraphs if "TOC" in "".join(x.text for x in p._p.iter(qn("w:instrText"))))
    end, last = line.runs[-1]._r, line._p
    # As Word leaves it once updated: a line per heading, tags and all, and the end of the field in the last one.
    for text in ("Diagnostic : {{ team.name }}", "{{ category.label }}"):
        following, run, shown = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
        shown.text = text
        run.append(shown)
        following.append(run)
        last.addnext(following)
        last = following
    last.append(end)
    document.save(str(tmp_path / "updated.docx"))
    assert every_text(report(filled(), template=tmp_path / "updated.docx")) == every_text(report(filled()))


def test_the_example_of_the_docs_is_a_template(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    example = next(block for block in re.findall(r"```\n(.*?)```", page, re.DOTALL) if "{%p" in block)
    text = every_text(report(filled(), template=own_template(tmp_path, *example.splitlines())))
    assert text.startswith("Services métiers: 50 out of 100, entre ")
    assert len(text.splitlines()) == 6


def test_the_shipped_templates_are_those_that_their_script_makes() -> None:
    script = ROOT / "docs" / "build_report_templates.py"
    run = subprocess.run([sys.executable, script, "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert len(SHIPPED) == 4


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_template_reads_as_a_document_with_tags(path: Path) -> None:
    data = path.read_bytes()
    assert headings(data, 1)
    tags = re.findall(r"\{\{ [\w.]+", every_text(data) + "".join(cell for t in tables(data) for r in t for cell in r))
    assert len(tags) > 10
    assert not opened(data).inline_shapes


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("xlaudit.report.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    with pytest.raises(XlauditError, match=r'pip install "xlaudit\[report\]"'):
        report(filled())


def test_there_must_be_something_to_report_on() -> None:
    with pytest.raises(XlauditError, match="nothing to report on"):
        report([])


def test_a_target_for_a_domain_that_no_team_has_is_refused() -> None:
    teams = [filled(), filled("marketing-communication")]
    own = {"HOST": 80.0}
    assert report(teams, targets=own)
    with pytest.raises(ResourceNotFoundError, match="no domain"):
        report(teams, targets=own | {"HSOT": 80.0})
