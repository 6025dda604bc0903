"""What people typed stays text in a Word document, whatever it looks like."""

from functools import cache
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.documents import every_text, faults, filled, opened, parts
from tests.payloads import PAYLOADS
from xlaudit.api import report
from xlaudit.model.assessment import Assessment, Remark

HOSTILE = (
    *PAYLOADS,
    "A & B <Ltd>",
    "{% for x in range(10) %}boum{% endfor %}",
    "{{ teams[0].score }} {{ 1234 * 5678 }} {# vu #}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{_{ 7*7 }_} {_% if 1 %_}",
    "{%p for team in teams %} {%tr endfor %} {{r title }}",
    "</w:t></w:r></w:p><w:p><w:r><w:t>intrus</w:t></w:r></w:p>",
    "]]><!-- --><?xml version='1.0'?>&#x0;&lt;",
    'TOC \\o "1-3" \\h HYPERLINK "https://example.org" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
    "مرحبا بالعالم \u202eshalom שלום",
    "🌱👩\u200d💻 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "première ligne\n\nderrière\tune tabulation",
    "  espaces   gardées  ",
    "x" * 10_000,
)
LOST = "cloche\x07, page\x0c, zéro\x00, échappement\x1b, moitié\ud800, fin\uffff"
"""What no XML file can hold."""


def with_texts(texts: tuple[str, ...]) -> Assessment:
    """Return answers with the texts as evidence, as comments and as remarks, one practice each."""
    answered = filled()
    answers = list(answered.answers)
    for i, text in enumerate(texts):
        answers[i] = answers[i].model_copy(update={"evidence": text, "comment": text})
    remarks = tuple(Remark(practice="STRAT-01", sheet="Diagnostic", cell="A1", heading=x, text=x) for x in texts)
    return answered.model_copy(update={"answers": tuple(answers), "remarks": remarks})


@cache
def made() -> bytes:
    return report(with_texts(HOSTILE))


def as_read(text: str) -> str:
    """Return a text as a document holds it: XML knows one way to end a line."""
    return text.replace("\r", "\n")


def test_there_are_the_payloads_that_were_asked_for() -> None:
    assert len(PAYLOADS) == 24


def test_the_document_is_valid_for_the_office_schemas(tmp_path: Path) -> None:
    assert faults(made(), tmp_path) == []


@pytest.fixture(scope="module")
def cells() -> list[str]:
    """The text of every cell of the annex, line breaks and tabs as such."""
    return [cell.text for table in opened(made()).tables for row in table.rows for cell in row.cells]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:40])
def test_each_text_is_read_again_letter_by_letter_as_evidence_comment_and_remark(cells: list[str], text: str) -> None:
    alike = [as_read(other) for other in HOSTILE].count(as_read(text))
    assert cells.count(as_read(text)) == 3 * alike


def test_nothing_leads_out_of_the_document() -> None:
    relations = {name: data for name, data in parts(made()).items() if name.endswith(".rels")}
    assert relations
    assert not any(b"External" in data for data in relations.values())
    links = opened(made()).element.body.iter(qn("w:hyperlink"))
    assert all(link.get(qn("r:id")) is None for link in links)


def test_the_only_fields_are_the_contents_and_the_page_numbers() -> None:
    asked = {
        name: [node.text.split()[0] for node in etree.fromstring(data).iter(qn("w:instrText"), qn("w:fldSimple"))]
        for name, data in parts(made()).items()
        if name.endswith(".xml")
    }
    kinds = {name.rstrip("0123456789.xml"): fields for name, fields in asked.items() if fields}
    assert kinds == {"word/document": ["TOC"], "word/footer": ["PAGE"]}


def test_no_template_instruction_of_a_client_is_carried_out() -> None:
    text = every_text(made())
    assert "boumboum" not in text
    assert str(1234 * 5678) not in text
    assert "intrus" not in text.splitlines()


def test_what_xml_cannot_hold_is_dropped_and_the_rest_kept(tmp_path: Path) -> None:
    data = report(with_texts((LOST,)))
    assert faults(data, tmp_path) == []
    assert "cloche, page, zéro, échappement, moitié, fin" in every_text(data).splitlines()


@pytest.mark.parametrize("restitution", [False, True])
def test_names_are_texts_too_and_fit_their_place(restitution: bool, tmp_path: Path) -> None:
    named = filled(team="A & B <Ltd> {{ 7 * 7 }}" + LOST, organisation="A" * 10_000, date="{% raw %}", territory=LOST)
    data = report(named, restitution=restitution)
    assert faults(data, tmp_path) == []
    document = opened(data)
    assert len(document.core_properties.title) <= 255
    assert all(
        len(p.text) <= 120 for p in document.paragraphs if p.style is not None and "Heading" in str(p.style.name)
    )
    assert "A & B <Ltd> {{ 7 * 7 }}cloche" in every_text(data)
    assert "{% raw %}" in every_text(data)
