"""The report in Word says what the results say, number by number, in both languages."""

from functools import cache
from io import BytesIO
from math import floor
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn

from tests.documents import every_text, faults, filled, headings, opened, parts, tables_under
from xlaudit.api import appreciate, assess, load, plan, report
from xlaudit.model.assessment import Answer, Remark
from xlaudit.model.base import LANGS, Lang
from xlaudit.model.results import REPORTED, Results

CATEGORIES = {
    "strengthen": "Prioritaire – à renforcer",
    "introduce": "Recommandée – à mettre en place",
    "favoured": "Inexistante et plébiscitée",
    "later": "À garder en tête (second temps)",
    "shunned": "Pertinente, peu soutenue à ce stade",
}
HORIZONS = {"now": "Dès maintenant", "year": "Dans l’année", "later": "Dans un second temps"}


@cache
def made(lang: Lang = "fr") -> bytes:
    return report(filled(), lang=lang)


@cache
def results() -> Results:
    return assess(filled(), lang="fr")


def whole(value: float | None) -> str:
    """Round half up; no score of this filling stands within 1e-6 of a half."""
    return "–" if value is None else str(floor(value + 0.5))


def share(value: float | None) -> str:
    assert value is not None
    return f"{whole(100 * value)}\u00a0%"


@pytest.mark.parametrize("lang", LANGS)
def test_the_document_is_valid_for_the_office_schemas(lang: Lang, tmp_path: Path) -> None:
    assert faults(made(lang), tmp_path) == []


def test_the_same_answers_give_the_same_bytes_whatever_the_time() -> None:
    assert report(filled()) == made()
    for data in (made(), parts(made())["word/embeddings/Microsoft_Excel_Sheet1.xlsx"]):
        assert {entry.date_time[:3] for entry in ZipFile(BytesIO(data)).infolist()} == {(1980, 1, 1)}
        assert b"2026-01-01T00:00:00Z</dcterms:created>" in parts(data)["docProps/core.xml"]


def test_it_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    assert report(filled(), tmp_path / "a.docx") == (tmp_path / "a.docx").read_bytes()


@pytest.mark.parametrize(
    ("lang", "locale", "title"), [("fr", "fr-FR", "Rapport"), ("en", "en-GB", "Assessment report")]
)
def test_a_screen_reader_knows_its_language_and_its_title(lang: Lang, locale: str, title: str) -> None:
    document = opened(made(lang))
    assert document.core_properties.language == locale
    assert document.core_properties.title.startswith(title)
    assert "GIP Exemple" in document.core_properties.title
    said = {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))}
    assert said == {locale}


def test_it_has_the_parts_of_a_report_as_real_headings() -> None:
    assert headings(made(), 1) == [
        "Contexte",
        "Méthode",
        "Diagnostic\u00a0: Services métiers",
        "Annexe\u00a0: les réponses de Services métiers",
    ]
    assert headings(made(), 2) == [
        "Comment le score est établi",
        "Situation actuelle",
        "Appréciation générale",
        "Par domaine",
        "Priorités",
        "Plan d’action",
        "Questions à clarifier",
        "Sources",
    ]
    assert [text for text in headings(made(), 3) if text in CATEGORIES.values()] == list(CATEGORIES.values())


def test_the_contents_lead_to_every_heading_of_two_levels() -> None:
    body = opened(made()).element.body
    links = [(link.get(qn("w:anchor")), link.text) for link in body.iter(qn("w:hyperlink"))]
    marked = {
        mark.get(qn("w:name")): "".join(node.text for node in mark.getparent().iter(qn("w:t")))
        for mark in body.iter(qn("w:bookmarkStart"))
    }
    assert links == list(marked.items())
    assert sorted(text for _, text in links) == sorted(headings(made(), 1) + headings(made(), 2))


@pytest.mark.parametrize(("lang", "said"), [("fr", "jamais de conformité"), ("en", "never of conformity")])
def test_it_says_that_the_score_is_of_progress_beside_the_score_and_on_every_page(lang: Lang, said: str) -> None:
    texts = [paragraph.text for paragraph in opened(made(lang)).paragraphs]
    lead = next(i for i, text in enumerate(texts) if text.startswith("50 "))
    assert any(said in text for text in texts[lead : lead + 4])
    assert all(said in section.footer.paragraphs[0].text for section in opened(made(lang)).sections)


def test_the_score_is_that_of_the_results_with_its_bounds_and_its_word() -> None:
    text = every_text(made())
    assert f"\n{whole(results().score)} sur 100\n" in text
    bounds = f"entre {whole(results().floor)} et {whole(results().ceiling)} selon les réponses encore ouvertes"
    assert f"Score d’avancement, {bounds}." in text
    known = f"Part connue\u00a0: {share(results().known)}. Questionnaire rempli\u00a0: {share(results().completion)}."
    assert f"Maturité\u00a0: {results().maturity.label}. {known}" in text


def test_a_score_that_nothing_can_move_any_more_is_said_without_an_interval() -> None:
    kept = filled()
    known = kept.model_copy(update={"answers": tuple(Answer(practice=x.practice, level="3") for x in kept.answers)})
    assert "\n75 sur 100\nScore d’avancement, toutes les réponses étant connues." in every_text(report(known))


def test_the_domains_are_those_of_the_results() -> None:
    shown = tables_under(made(), "Par domaine")[0][1:]
    assert shown == [
        [
            d.label,
            whole(d.score),
            whole(d.floor),
            whole(d.ceiling),
            share(d.known),
            share(d.completion),
            str(d.applicable),
        ]
        for d in results().domains
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_the_appreciation_is_the_one_of_the_rules(lang: Lang) -> None:
    # French punctuation is set with spaces that do not break
    assert appreciate(filled(), lang=lang).text in every_text(made(lang)).replace("\u00a0", " ")


@pytest.mark.parametrize("category", REPORTED)
def test_each_category_lists_its_practices_by_rank_with_the_reason_and_the_impact(category: str) -> None:
    placed = sorted((x for x in results().priorities if x.category == category), key=lambda x: x.rank)
    practices = load("services-metiers").meta.by_id
    assert placed
    rows = tables_under(made(), CATEGORIES[category])[0][1:]
    assert [row[0].splitlines()[1].split(" · ")[0] for row in rows] == [item.practice for item in placed]
    words = ("nul", "faible", "marqué", "majeur")
    for row, item in zip(rows, placed, strict=True):
        practice = practices[item.practice]
        assert row[0].startswith(practice.title.fr)
        assert row[1].replace("\u00a0", " ").startswith(item.reason)
        impacts = (words[practice.impact.environmental], words[practice.impact.social])
        assert row[2] == "Env.\u00a0: {}\nSocial\u00a0: {}".format(*impacts)
        assert row[4].replace("\u00a0", " ") == practice.action.fr


def test_the_plan_is_that_of_the_rules_by_horizon_with_the_score_it_would_bring() -> None:
    made_plan = plan(filled())
    scale = load("services-metiers").scale
    for horizon, label in HORIZONS.items():
        rows = tables_under(made(), label)[0][1:]
        actions = [action for action in made_plan.actions if action.horizon == horizon]
        assert [row[0].splitlines()[1] for row in rows] == [action.practice for action in actions]
        levels = [(scale.by_id[x.level].display("fr"), scale.by_id[x.target].display("fr")) for x in actions]
        assert [row[1] for row in rows] == [f"{level}\n→ {target}" for level, target in levels]
    assert f"le score passe de {whole(made_plan.score)} à {whole(made_plan.projected)} sur 100" in every_text(made())


def test_a_target_is_shown_with_what_is_missing_and_none_is_shown_without() -> None:
    assert "Cibles par domaine" not in headings(made(), 3)
    aimed = report(filled(), targets={"HOST": 90.0})
    gap = next(gap for gap in plan(filled(), targets={"HOST": 90.0}).domains if gap.id == "HOST")
    row = next(row for row in tables_under(aimed, "Cibles par domaine")[0] if row[0] == "Hébergement")
    assert row[1:] == [whole(gap.score), "90", whole(gap.gap), whole(gap.projected)]


def test_what_is_unknown_is_asked_by_rank_and_the_providers_are_named() -> None:
    unknown = sorted((x for x in results().priorities if x.category == "unknown"), key=lambda x: x.rank)
    rows = tables_under(made(), "Questions à clarifier")[0][1:]
    assert [row[0].splitlines()[1] for row in rows] == [item.practice for item in unknown]
    meta = load("services-metiers").meta
    theirs = [x.practice for x in unknown if "host" in meta.by_id[x.practice].actors]
    assert f"Hébergeur\u00a0: {', '.join(theirs)}" in every_text(made())


def test_each_source_has_its_progress_and_the_estimate_is_an_interval() -> None:
    rows = {row[0]: row for row in tables_under(made(), "Sources")[0][1:]}
    sources = load("services-metiers").sources
    for score in results().sources:
        row = rows[sources[score.id].short]
        assert row[2] == whole(score.progress)
        assert sources[score.id].url in row[1]
        if score.estimate is not None:
            assert f"entre {whole(score.estimate.low)} et {whole(score.estimate.high)}" in row[1]
            assert "ce n’est pas une déclaration" in row[1]
    assert any(score.estimate for score in results().sources)


def test_the_annex_holds_every_answer_with_its_evidence_and_comment() -> None:
    rows = [row for table in tables_under(made(), headings(made(), 1)[-1]) for row in table[1:]]
    scale = load("services-metiers").scale
    expected = [
        [
            answer.practice,
            scale.by_id[answer.level].display("fr") if answer.level else "sans réponse",
            scale.support_label(answer.support, "fr"),
            answer.evidence or "",
            answer.comment or "",
        ]
        for answer in filled().answers
    ]
    assert [[row[0], *row[2:]] for row in rows] == expected


def test_an_interview_shows_the_declared_level_where_another_was_kept_and_remarks_are_kept_too() -> None:
    kept = filled()
    declared = Answer(practice=kept.answers[0].practice, level="2", declared="4")
    remark = Remark(practice="STRAT-02", sheet="Diagnostic", cell="Z9", heading="À revoir", text="voir avec Léa")
    changed = kept.model_copy(update={"answers": (declared, *kept.answers[1:]), "remarks": (remark,)})
    text = every_text(report(changed))
    assert "2 – Partielle\nniveau déclaré\u00a0: 4 – Systématique" in text
    assert "STRAT-02, À revoir\nvoir avec Léa" in text


def test_several_teams_stand_in_one_document_with_an_overview() -> None:
    other = filled("marketing-communication", "Communication")
    both = report([filled(), other], lang="fr")
    assert [text for text in headings(both, 1) if text.startswith("Diagnostic")] == [
        "Diagnostic\u00a0: Services métiers",
        "Diagnostic\u00a0: Communication",
    ]
    rows = tables_under(both, "Vue d’ensemble")[0][1:]
    expected = [assess(item, lang="fr") for item in (filled(), other)]
    assert [row[1] for row in rows] == [whole(item.score) for item in expected]
    assert len([name for name in parts(both) if name.startswith("word/charts/chart")]) == 4
    assert headings(both, 2).count("Comment le score est établi") == 1


def test_nothing_answered_gives_a_report_without_a_score_or_a_chart(tmp_path: Path) -> None:
    asked = filled()
    empty = asked.model_copy(update={"answers": tuple(Answer(practice=x.practice) for x in asked.answers)})
    data = report(empty)
    assert faults(data, tmp_path) == []
    text = every_text(data)
    assert "\n– sur 100\n" in text
    assert "Maturité\u00a0: aucune réponse." in text
    assert "Aucune action n’est proposée à ce stade." in text
    assert text.count("Aucune pratique dans cette liste.") == len(REPORTED)
    assert not any("chart" in name for name in parts(data))
