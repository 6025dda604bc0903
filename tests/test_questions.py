"""The questions to ask first: every unknown practice by rank, and what a provider can answer, ready to be sent."""

import pytest

from tests.builders import phrases
from tests.mission import filled, mission, outcome
from xlaudit.model.assessment import Identity
from xlaudit.model.base import LANGS, Lang
from xlaudit.model.errors import ResourceNotFoundError
from xlaudit.model.questions import QuestionList
from xlaudit.rules.questions import letters, open_questions

LEVELS = {"STRAT": "0D–4N", "SPEC": "44444", "HOST": "–4D33", "CONT": "–2222"}


def asked(levels: dict[str, str], actor: str | None = None, identity: Identity | None = None) -> QuestionList:
    return open_questions(mission(), outcome(filled(levels, identity=identity)), "fr", actor)


def test_every_unknown_practice_is_asked_about_in_the_order_of_its_rank() -> None:
    # w·(impacts + 1)/(effort + 1): HOST-01 and CONT-01 1.5·6/2 = 4.5, HOST-03 and STRAT-03 1.25·3/2, STRAT-02 1.5·4/3
    found = asked(LEVELS)
    assert [(item.rank, item.practice) for item in found.questions] == [
        (1, "HOST-01"),
        (2, "CONT-01"),
        (3, "STRAT-02"),
        (4, "STRAT-03"),
        (5, "HOST-03"),
    ]


def test_what_a_provider_can_answer_is_gathered_by_provider() -> None:
    (provider,) = asked(LEVELS).providers
    assert (provider.actor, provider.label) == ("host", "Hébergeur")
    assert provider.practices == ("HOST-01", "HOST-03")


def test_one_actor_is_asked_only_what_it_carries_with_the_ranks_of_the_whole() -> None:
    found = asked(LEVELS, "host")
    assert [(item.rank, item.practice) for item in found.questions] == [(1, "HOST-01"), (5, "HOST-03")]
    assert asked(LEVELS, "team").providers == ()
    assert len(asked(LEVELS, "team").questions) == 5


def test_an_unknown_actor_is_said_with_those_that_are_near() -> None:
    with pytest.raises(ResourceNotFoundError, match="no actor in petite-mission named 'hots'; did you mean host"):
        asked(LEVELS, "hots")


@pytest.mark.parametrize("lang", LANGS)
def test_a_provider_gets_a_message_that_says_what_is_expected_and_the_team_its_own(lang: Lang) -> None:
    identity = Identity(organisation="GIP Exemple", team="Services métiers")
    found = open_questions(mission(), outcome(filled(LEVELS, identity=identity)), lang)
    provider, team = letters(mission(), found, phrases(), lang).split("\n\n\n")
    assert ("Hosting provider" if lang == "en" else "Hébergeur") in provider.splitlines()[0]
    assert "Services métiers" in team.splitlines()[0]
    for name, message, other in (("HOST-03", provider, team), ("STRAT-02", team, provider)):
        assert f"[{name}]" in message
        assert f"[{name}]" not in other
        assert f"Document {name}" in message
    assert ("Expected for HOST-03." if lang == "en" else "Attendu pour HOST-03.") in provider
    assert ("How do you go about STRAT-02?" if lang == "en" else "Comment faites-vous pour STRAT-02 ?") in team
    assert "GIP Exemple" in provider
    assert "{" not in provider + team


def test_questions_are_numbered_in_each_message() -> None:
    provider, team = letters(mission(), asked(LEVELS), phrases(), "fr").split("\n\n\n")
    assert [line[:2] for line in provider.splitlines() if line[:1].isdigit()] == ["1.", "2."]
    assert [line[:2] for line in team.splitlines() if line[:1].isdigit()] == ["1.", "2.", "3."]


def test_with_every_answer_known_there_is_nothing_to_ask_and_it_says_so() -> None:
    found = asked({"STRAT": "44440"})
    assert (found.questions, found.providers) == ((), ())
    assert (
        letters(mission(), found, phrases(), "fr") == "Aucune question n’est ouverte : chaque pratique a une réponse."
    )
