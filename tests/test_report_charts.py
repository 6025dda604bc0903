"""The charts of a report are Word's own, hold the numbers of the results, and are said in words."""

from functools import cache
from io import BytesIO

import pytest
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook

from tests.documents import filled, parts
from xlaudit.api import assess, report
from xlaudit.model.base import LANGS, Lang
from xlaudit.model.results import DomainScore

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@cache
def made(lang: Lang = "fr") -> dict[str, bytes]:
    return parts(report(filled(), lang=lang))


def chart(number: int) -> etree._Element:
    return etree.fromstring(made()[f"word/charts/chart{number}.xml"])


def cached(series: etree._Element) -> list[float]:
    """Return the values that a chart shows before its workbook is opened."""
    points = series.find(f"{CHART}val").iter(f"{CHART}pt")
    return [float(point.findtext(f"{CHART}v")) for point in points]


def stacked(domain: DomainScore) -> list[float]:
    """Return the lengths of the parts of a bar: floor, floor to score, score to ceiling."""
    assert domain.floor is not None
    assert domain.score is not None
    assert domain.ceiling is not None
    return [domain.floor, domain.score - domain.floor, domain.ceiling - domain.score]


def test_there_are_bars_and_a_radar_per_team() -> None:
    assert [chart(1).find(f".//{CHART}{kind}") is not None for kind in ("barChart", "radarChart")] == [True, False]
    assert [chart(2).find(f".//{CHART}{kind}") is not None for kind in ("barChart", "radarChart")] == [False, True]


def test_the_bars_show_the_bounds_and_the_score_of_each_domain() -> None:
    series = [cached(node) for node in chart(1).iter(f"{CHART}ser")]
    expected = [stacked(domain) for domain in assess(filled()).domains]
    assert [pytest.approx(row, abs=1e-9) for row in zip(*series, strict=True)] == expected


def test_the_radar_shows_the_score_of_each_domain() -> None:
    (series,) = chart(2).iter(f"{CHART}ser")
    assert cached(series) == pytest.approx([domain.score for domain in assess(filled()).domains], abs=1e-9)
    names = [point.findtext(f"{CHART}v") for point in series.find(f"{CHART}cat").iter(f"{CHART}pt")]
    assert [name.replace("\n", " ") for name in names] == [
        domain.label for domain in assess(filled(), lang="fr").domains
    ]


@pytest.mark.parametrize("number", [1, 2])
def test_a_chart_is_edited_from_a_workbook_with_the_very_figures_it_shows(number: int) -> None:
    relations = etree.fromstring(made()[f"word/charts/_rels/chart{number}.xml.rels"])
    (relation,) = relations
    assert chart(number).find(f"{CHART}externalData").get(qn("r:id")) == relation.get("Id")
    target = relation.get("Target").replace("..", "word")
    sheet = load_workbook(BytesIO(made()[target])).active
    assert sheet is not None
    columns = list(sheet.iter_cols(min_col=2, values_only=True))
    shown = [cached(series) for series in chart(number).iter(f"{CHART}ser")]
    assert [list(column[1:]) for column in columns] == shown
    formulas = {node.text for node in chart(number).iter(f"{CHART}f")}
    assert all(text is not None and text.startswith(f"{sheet.title}!") for text in formulas)


@pytest.mark.parametrize("lang", LANGS)
def test_each_chart_has_words_for_people_who_do_not_see_it(lang: Lang) -> None:
    document = etree.fromstring(made(lang)["word/document.xml"])
    frames = list(document.iter(qn("wp:docPr")))
    sentence = {"fr": "les chiffres sont dans le tableau qui précède.", "en": "the figures are in the table above."}
    assert [frame.get("descr").endswith(sentence[lang]) for frame in frames] == [True, True]
    assert len({frame.get("id") for frame in frames}) == 2
