"""The page that gives a team back what it said: strengths, wishes, reservations, and what becomes of them."""

import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.documents import every_text, faults, filled, headings, opened, tables_under
from tests.office import SOFFICE, needs_office, profile
from xlaudit.api import assess, load, report
from xlaudit.model.assessment import Answer, Assessment
from xlaudit.model.base import LANGS, Lang
from xlaudit.model.workshop import PracticeVotes

HEADING = "Ce que vous nous avez dit, et ce que cela devient"


@cache
def made(lang: Lang = "fr") -> bytes:
    return report(filled(), restitution=True, lang=lang)


def answered(**answers: Answer) -> Assessment:
    """Return the answers of the filling, some of them replaced; a key is an id with an underscore."""
    kept = filled()
    named = {key.replace("_", "-"): answer for key, answer in answers.items()}
    return kept.model_copy(
        update={"answers": tuple(named.get(x.practice, Answer(practice=x.practice, level="4")) for x in kept.answers)}
    )


def outcomes(data: bytes, heading: str) -> list[list[str]]:
    """Return support and outcome by practice, as listed under a heading."""
    titles = {practice.title.fr: practice.id for practice in load("services-metiers").meta.practices}
    rows = tables_under(data, heading)[0][1:]
    return [[titles[row[0]], row[1], row[2].replace("\u00a0", " ")] for row in rows]


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_valid_for_the_office_schemas(lang: Lang, tmp_path: Path) -> None:
    assert faults(made(lang), tmp_path) == []
    assert opened(made(lang)).core_properties.language == {"fr": "fr-FR", "en": "en-GB"}[lang]


def test_it_says_where_the_team_stands_and_that_it_is_progress() -> None:
    results = assess(filled())
    assert results.maturity.label == "entre émergente et bonne"
    stands = "Où vous en êtes : 50 sur 100, entre 36 et 65 selon les réponses encore ouvertes. Maturité : entre"
    assert stands in every_text(made()).replace("\u00a0", " ")
    assert "jamais de conformité" in opened(made()).sections[0].footer.paragraphs[0].text


def test_it_counts_what_was_given() -> None:
    rows = filled().answers
    counts = (
        f"Réponses : {sum(row.level is not None for row in rows)} sur {len(rows)}. "
        f"Preuves ou exemples : {len(rows) - 1}. Commentaires : {len(rows) - 1}. "
        f"Avis sur une pratique : {sum(row.support is not None for row in rows)}."
    )
    assert counts in every_text(made()).replace("\u00a0", " ")


def test_the_strengths_are_practices_in_place_the_weightiest_first() -> None:
    practices = load("services-metiers").meta.by_id
    text = every_text(made()).splitlines()
    shown = text[text.index("Vos points d’appui") + 1 :][:4]
    acquired = [item.practice for item in assess(filled()).priorities if item.category == "acquired"]
    names = [name for name in acquired if practices[name].title.fr in shown]
    assert len(names) == 4
    # Four systematic essential practices at least are in the filling: nothing weighs more.
    assert {practices[name].importance for name in names} == {"essential"}


def test_each_wish_and_each_reservation_is_told_what_becomes_of_it() -> None:
    # STRAT-01 essential and absent; STRAT-08 absent; ETHIC-03 a legal duty; CONT-06 light and refused.
    data = report(
        answered(
            STRAT_01=Answer(practice="STRAT-01", level="0", support=2),
            STRAT_02=Answer(practice="STRAT-02", level="4", support=1),
            STRAT_03=Answer(practice="STRAT-03", level=None, support=2),
            SPEC_01=Answer(practice="SPEC-01", level="0", support=-1),
            CONT_06=Answer(practice="CONT-06", level="0", support=-2),
            ETHIC_03=Answer(practice="ETHIC-03", level="1", support=-2),
        ),
        restitution=True,
    )
    assert outcomes(data, "Ce que vous souhaitez") == [
        ["STRAT-01", "Très favorable", "Au plan, dès maintenant."],
        ["STRAT-03", "Très favorable", "À clarifier d’abord : elle n’a pas encore de réponse."],
        ["STRAT-02", "Favorable", "C’est en place : on la garde."],
    ]
    found = {row[0]: row[1:] for row in outcomes(data, "Ce qui vous fait hésiter")}
    assert list(found) == ["CONT-06", "ETHIC-03", "SPEC-01"]
    assert found["CONT-06"] == ["Opposée", "Mise de côté pour l’instant."]
    assert found["ETHIC-03"][1].endswith("Un texte l’impose : à nous de trouver ensemble comment.")
    assert found["SPEC-01"][1].endswith("Vos réserves seront discutées d’abord.")


def test_the_votes_of_a_workshop_win_over_the_common_answer() -> None:
    asked = answered(STRAT_01=Answer(practice="STRAT-01", level="0", support=2))
    against = PracticeVotes(practice="STRAT-01", counts=(0, 4, 1, 0, 0), invited=5)
    data = report(asked.model_copy(update={"votes": (against,)}), restitution=True)
    ((practice, support, outcome),) = outcomes(data, "Ce qui vous fait hésiter")
    assert (practice, support) == ("STRAT-01", "Réticente (moyenne des votes : −0,8)".replace(" :", "\u00a0:"))
    assert outcome.startswith("Au plan")
    assert "Aucun souhait n’a été exprimé." in every_text(data)


def test_a_team_that_said_nothing_gets_a_page_that_says_so(tmp_path: Path) -> None:
    kept = filled()
    empty = kept.model_copy(update={"answers": tuple(Answer(practice=x.practice) for x in kept.answers)})
    data = report(empty, restitution=True)
    assert faults(data, tmp_path) == []
    text = every_text(data)
    assert "Il est trop tôt pour dire un score." in text
    assert "Aucun souhait n’a été exprimé." in text
    assert "Ce qui vous fait hésiter" not in text


def test_what_does_not_fit_is_counted() -> None:
    support = [row.support for row in filled().answers]
    others = sum(x is not None and x > 0 for x in support) - 5
    assert f"Autres pratiques dans ce cas\u00a0: {others}." in every_text(made())


def longest(meta: str, lang: Lang) -> Assessment:
    """Return answers by which the longest titles are strengths, wishes and reservations."""
    bundle = load(meta)
    ranked = sorted(bundle.meta.practices, key=lambda x: -len(x.title.pick(lang)))
    said = {p.id: (("4", None), ("0", 2), ("1", -1))[i % 3] for i, p in enumerate(ranked)}
    kept = filled(meta, "Équipe " + "d’un nom assez long " * 3)
    return kept.model_copy(
        update={"answers": tuple(Answer(practice=x.practice, level=said[x.practice][0], support=said[x.practice][1])
                                 for x in kept.answers)}
    )  # fmt: skip


@needs_office
@pytest.mark.libreoffice
def test_each_team_has_exactly_one_page_whatever_its_titles(tmp_path: Path) -> None:
    metas = ("services-metiers", "marketing-communication", "outils-collaborateurs", "continuite-numerique-essms")
    looks: tuple[tuple[Lang, str], ...] = (("fr", "sober"), ("fr", "high-contrast"), ("en", "high-contrast"))
    paths = []
    for lang, style in looks:
        paths.append(tmp_path / f"{lang}-{style}.docx")
        report([longest(meta, lang) for meta in metas], paths[-1], restitution=True, lang=lang, style=style)
    assert SOFFICE is not None
    command = [SOFFICE, f"-env:UserInstallation={profile().as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *map(str, paths)], capture_output=True, check=True, timeout=300
    )
    for path in paths:
        read = ["pdftotext", str(path.with_suffix(".pdf")), "-"]
        pages = subprocess.run(read, capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
        title = headings(path.read_bytes(), 1)[0]
        assert [title in page for page in pages] == [True] * len(metas)
