"""The general appreciation: six teams as a consultant would describe them, and what must hold of any other."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import phrases
from tests.mission import WORDS, filled, mission
from xlaudit.model.appreciation import Appreciation
from xlaudit.model.base import LANGS, Lang
from xlaudit.model.results import Results
from xlaudit.rules.appreciation import appreciate
from xlaudit.rules.assess import compute_results
from xlaudit.rules.plan import make_plan

APPROVED: dict[str, dict[Lang, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "appreciation.yaml").read_text(encoding="utf-8")
)
TEAMS: dict[str, dict[str, str]] = {
    "uniformly good": {"STRAT": "44343", "SPEC": "44433", "HOST": "44334", "CONT": "43443"},
    "uniformly weak": {"STRAT": "01010", "SPEC": "10101", "HOST": "01101", "CONT": "10011"},
    "contrasted": {"STRAT": "01100", "SPEC": "44343", "HOST": "34433", "CONT": "12211"},
    "half answered": {"STRAT": "2–1–1", "SPEC": "3–3––", "HOST": "–4–23", "CONT": "–2–1–"},
    "strong but essentials weak": {"STRAT": "00444", "SPEC": "01444", "HOST": "10444", "CONT": "02444"},
    "empty": {"STRAT": "–––––", "SPEC": "–––––", "HOST": "–––––", "CONT": "–––––"},
}
"""The levels of the five practices of each domain."""


def written(
    levels: dict[str, str], lang: Lang = "fr", support: dict[str, int] | None = None
) -> tuple[Appreciation, Results]:
    answers = filled(levels, support)
    found = compute_results(mission(), answers, phrases(), lang)
    return appreciate(mission(), found, make_plan(mission(), answers, found), phrases(), lang), found


def keys(said: Appreciation) -> list[str]:
    return [fact.key for fact in said.facts]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("team", TEAMS)
def test_a_team_is_described_in_the_words_that_were_approved(team: str, lang: Lang) -> None:
    said, _ = written(TEAMS[team], lang)
    assert [fact.text for fact in said.facts] == APPROVED[team][lang]
    assert said.text == " ".join(APPROVED[team][lang])


def test_the_approved_texts_are_those_of_the_six_teams() -> None:
    assert set(APPROVED) == set(TEAMS)


def test_the_numbers_of_a_statement_are_those_of_the_results() -> None:
    said, found = written(TEAMS["contrasted"])
    scores = {domain.id: domain.score for domain in found.domains}
    maturity, base, attention, quick, first = said.facts
    assert maturity.values == {"word": "moderate", "score": found.score, "floor": found.floor, "ceiling": found.ceiling}
    assert base.values == {"domains": ("SPEC", "HOST"), "domain_scores": (scores["SPEC"], scores["HOST"])}
    # of the two essential practices of STRAT (levels 0 and 1), none is systematic
    assert attention.values == {
        "domain": "STRAT",
        "domain_scores": (scores["STRAT"],),
        "met": 0,
        "known": 2,
        "practices": ("STRAT-02",),
    }
    assert quick.values == {"domain": "STRAT", "practices": ("STRAT-01", "STRAT-03")}
    assert (first.values["count"], first.values["score"]) == (5, found.score)


def test_the_maturity_that_the_essential_practices_hold_down_says_how_many_are_in_place() -> None:
    said, found = written(TEAMS["strong but essentials weak"])
    assert found.maturity.capped
    assert (said.facts[0].values["met"], said.facts[0].values["known"]) == (0, 8)
    assert "limitée par les pratiques essentielles (0 sur 8" in said.text
    assert "une base solide" not in said.text


@pytest.mark.parametrize(
    ("levels", "begins"),
    [
        ({"STRAT": "2––––", "SPEC": "–––––"}, ["too_early", "ask"]),
        ({"STRAT": "NNNNN"}, ["not_applicable"]),
        ({"STRAT": "NNDDD"}, ["no_level", "start"]),
        ({"STRAT": "–––––"}, ["empty", "start"]),
        ({"STRAT": "44444"}, ["maturity", "base_solid"]),
        ({"STRAT": "44444", "SPEC": "44444"}, ["maturity", "base_everywhere"]),
        ({"STRAT": "00000", "SPEC": "00000"}, ["maturity", "gains", "quick_several_there", "first_actions"]),
        ({"STRAT": "11111", "SPEC": "11111"}, ["maturity", "base_same"]),
        ({"STRAT": "22222", "SPEC": "33333"}, ["maturity", "base_solid"]),
        ({"STRAT": "11111", "SPEC": "22222"}, ["maturity", "base_under_way", "attention_essential"]),
        ({"STRAT": "00000", "SPEC": "11111"}, ["maturity", "base_begun", "attention_essential"]),
        ({"STRAT": "44111", "SPEC": "44444"}, ["maturity", "base_everywhere", "attention_margin"]),
        ({"STRAT": "44000", "SPEC": "44444"}, ["maturity", "base_solid", "attention_beyond"]),
        ({"STRAT": "NN000", "SPEC": "44444"}, ["maturity", "base_solid", "attention_little"]),
        ({"STRAT": "4444–", "SPEC": "44444"}, ["maturity_bounded", "base_everywhere"]),
        ({"STRAT": "0–444", "SPEC": "0–444"}, ["maturity_bounded_capped", "base_same"]),
        ({"STRAT": "1––34", "SPEC": "–44––"}, ["maturity_between"]),
    ],
    ids=str,
)
def test_each_situation_has_its_words(levels: dict[str, str], begins: list[str]) -> None:
    assert keys(written(levels)[0])[: len(begins)] == begins


@pytest.mark.parametrize("lang", LANGS)
def test_an_interval_may_be_held_down_too_where_the_policy_speaks_early(lang: Lang) -> None:
    # 1.5·¼ + 2·1.25 = 2.875: floor 2.875/12.5 = 23, score 2.875/4 = 72; the essential one at 25
    meta = mission().meta
    policy = meta.policy.model_copy(update={"known_from": 0.1, "maturity": (24.0, 40.0, 45.0, 60.0)})
    bundle = mission().model_copy(update={"meta": meta.model_copy(update={"policy": policy})})
    answers = filled({"STRAT": "–144–", "SPEC": "–––––"})
    found = compute_results(bundle, answers, phrases(), lang)
    said = appreciate(bundle, found, None, phrases(), lang)
    assert (found.maturity.low, found.maturity.high, found.maturity.capped) == ("initial", "moderate", True)
    assert said.facts[0].key == "maturity_between_capped"
    assert "(0 " in said.facts[0].text


@pytest.mark.parametrize(("spread", "told"), [("43333", True), ("33333", False)])
def test_domains_that_stand_close_together_are_not_told_apart(spread: str, told: bool) -> None:
    # 43333: (1.5 + ¾ · 4.75) / 6.25 = 81, six points above 75; 33333: 75
    said, _ = written({"STRAT": "33333", "SPEC": spread, "HOST": "33333"})
    assert any(key.startswith("attention") for key in keys(said)) == told


def test_low_effort_actions_are_those_of_the_weakest_domain_and_nobody_is_pushed() -> None:
    levels = {"STRAT": "00000", "SPEC": "33333"}
    said, _ = written(levels, support={"STRAT-01": -1})
    quick = next(fact for fact in said.facts if fact.key.startswith("quick"))
    assert quick.values == {"domain": "STRAT", "practices": ("STRAT-03",)}
    assert quick.key == "quick_one_here"


def test_where_the_weakest_domain_has_no_low_effort_action_another_domain_is_named() -> None:
    said, _ = written({"STRAT": "40400", "SPEC": "03333", "HOST": "44444"})
    quick = next(fact for fact in said.facts if fact.key.startswith("quick"))
    assert (quick.key, quick.values["domain"]) == ("quick_one_there", "SPEC")


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_first_actions_would_bring_is_left_out_without_a_plan(lang: Lang) -> None:
    found = compute_results(mission(), filled(TEAMS["contrasted"]), phrases(), lang)
    said = appreciate(mission(), found, None, phrases(), lang)
    assert [fact.text for fact in said.facts] == APPROVED["contrasted"][lang][:-1]


any_levels: st.SearchStrategy[dict[str, str]] = st.fixed_dictionaries(
    {domain: st.text("01234ND–", min_size=5, max_size=5) for domain in WORDS}
)
any_support: st.SearchStrategy[dict[str, int]] = st.dictionaries(
    st.sampled_from([practice.id for practice in mission().meta.practices]), st.integers(-2, 2)
)


@given(any_levels, any_support, st.sampled_from(LANGS))
@settings(max_examples=200, deadline=None)
def test_whatever_was_answered_it_reads_well(levels: dict[str, str], support: dict[str, int], lang: Lang) -> None:
    said, found = written(levels, lang, support)
    assert 1 <= len(said.facts) <= 5
    assert len(said.facts) > 1 or keys(said) == ["not_applicable"] or found.score == 100
    for fact in said.facts:
        assert re.fullmatch(r"[A-ZÉL«“].*\.", fact.text), fact.text
        assert not re.search(r"[{}]|  |\bNone\b|« »|“”| ,|\.\.", fact.text), fact.text
    named = [name for fact in said.facts for name in _tuple(fact.values.get("practices", ()))]
    assert len(named) == len(set(named))
    category = {item.practice: item.category for item in found.priorities}
    asked = {"ask", "start"}
    for fact in said.facts:
        for name in _tuple(fact.values.get("practices", ())):
            wanted = {"unknown"} if fact.key in asked else {"strengthen", "introduce", "favoured", "later"}
            assert category[str(name)] in wanted
    assert said.facts[0].values.get("score", found.score) == found.score


def _tuple(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
