"""Several fillings put together: one answer per practice, what differs said with names, in any order."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import VOCABULARIES, Row, bundle, meta, phrases
from tests.mission import filled, mission
from xlaudit.catalog.load import load_issue_catalogue
from xlaudit.model.assessment import Answer, Assessment, Identity, Origin, Remark
from xlaudit.model.base import Lang
from xlaudit.model.errors import XlauditError
from xlaudit.model.issue import CellFate, Issue
from xlaudit.model.meta import RulesOut
from xlaudit.model.workshop import PracticeVotes
from xlaudit.rules.merging import merge_assessments


def merged(*files: Assessment, lang: Lang = "fr") -> Assessment:
    return merge_assessments(mission(), files, load_issue_catalogue(), phrases(), lang)


def said_by(who: str | None, *answers: Answer, team: str | None = "Équipe", **more: Any) -> Assessment:
    """Return what one person answered."""
    return Assessment(
        origin=Origin(meta="petite-mission", version="1.0.0"),
        identity=Identity(team=team, respondents=who, **more.pop("identity", {})),
        answers=answers,
        **more,
    )


def first(name: str, who: str = "Exploitation", **fields: Any) -> Assessment:
    return said_by(who, Answer(practice=name, **fields))


def only(found: Assessment) -> Answer:
    (answer,) = found.answers
    return answer


@pytest.mark.parametrize(
    ("levels", "kept", "disputed"),
    [
        (("3", "3"), "3", False),
        (("3", None), "3", False),
        ((None, None), None, False),
        (("3", "DK"), "3", False),
        (("DK", "DK"), "DK", False),
        (("DK", None), "DK", False),
        (("NA", "DK"), "NA", False),
        (("3", "2"), None, True),
        (("3", "NA"), None, True),
        (("3", "3", "2"), None, True),
        (("3", "DK", "3"), "3", False),
    ],
)
def test_one_answer_is_kept_where_all_who_know_agree(
    levels: tuple[str | None, ...], kept: str | None, disputed: bool
) -> None:
    found = merged(*(first("STRAT-01", f"Personne {i}", level=level) for i, level in enumerate(levels)))
    assert only(found).level == kept
    assert [issue.code for issue in found.issues] == (["XA316"] if disputed else [])


def test_a_dispute_says_who_said_what() -> None:
    found = merged(
        first("STRAT-01", "Direction", level="3"),
        first("STRAT-01", "Achats", level="1"),
        first("STRAT-01", "Exploitation", level="3"),
        first("STRAT-01", "Accueil", level="DK"),
    )
    (issue,) = found.issues
    assert (issue.severity, issue.practice) == ("error", "STRAT-01")
    assert issue.value == (
        "Accueil : NSP – Ne sait pas ; Achats : 1 – Amorcée ; Direction, Exploitation : 3 – Largement appliquée"
    )
    assert issue.value in issue.message


def test_practices_of_all_stand_in_the_order_of_the_meta_referential() -> None:
    found = merged(first("HOST-02", level="1"), first("STRAT-03", level="2"), first("HOST-01", level="3"))
    assert [(answer.practice, answer.level) for answer in found.answers] == [
        ("STRAT-03", "2"),
        ("HOST-01", "3"),
        ("HOST-02", "1"),
    ]


def test_texts_of_all_are_kept_with_names_and_the_same_text_once() -> None:
    found = merged(
        first("STRAT-01", "Direction", evidence="charte", comment="voir l’intranet", initials="AB"),
        first("STRAT-01", "Achats", evidence="charte", comment="pas encore lue", initials="CD"),
        first("STRAT-01", "Exploitation", evidence="procédure 7"),
    )
    assert only(found) == Answer(
        practice="STRAT-01",
        evidence="Achats, Direction : charte\nExploitation : procédure 7",
        comment="Achats : pas encore lue\nDirection : voir l’intranet",
        initials="CD, AB",
    )


def test_support_that_differs_is_left_blank_and_never_averaged() -> None:
    found = merged(first("STRAT-01", "A", level="3", support=2), first("STRAT-01", "B", level="3", support=-2))
    assert (only(found).level, only(found).support) == ("3", None)
    (issue,) = found.issues
    assert (issue.code, issue.severity) == ("XA317", "warning")
    assert issue.value == "A : Très favorable ; B : Opposée"
    assert only(merged(first("STRAT-01", "A", support=1), first("STRAT-01", "B"))).support == 1


def test_a_declared_level_is_kept_beside_the_retained_one_where_all_agree() -> None:
    found = merged(first("STRAT-01", "A", declared="3", level="2"), first("STRAT-01", "B", declared="3", level="2"))
    assert (only(found).declared, only(found).level, only(found).notes) == ("3", "2", None)


def test_declared_levels_that_differ_go_to_the_notes() -> None:
    found = merged(
        first("STRAT-01", "A", declared="3", level="2", notes="vu"), first("STRAT-01", "B", declared="4", level="2")
    )
    assert (only(found).declared, only(found).level) == (None, "2")
    assert only(found).notes == (
        "A : niveau déclaré : 3 – Largement appliquée\nB : niveau déclaré : 4 – Systématique\nA : vu"
    )


def test_a_dispute_leaves_no_declared_level_that_would_count_as_the_answer() -> None:
    found = merged(first("STRAT-01", "A", declared="3", level="3"), first("STRAT-01", "B", declared="3", level="1"))
    assert (only(found).level, only(found).declared) == (None, None)
    assert only(found).notes == "A, B : niveau déclaré : 3 – Largement appliquée"


def names(*identities: tuple[str | None, str | None]) -> list[str]:
    """Return the names in front of texts, for fillings of these teams and respondents."""
    files = [
        said_by(who, Answer(practice="STRAT-01", comment=f"texte {i}"), team=team)
        for i, (team, who) in enumerate(identities)
    ]
    lines = (only(merged(*files)).comment or "").splitlines()
    return [line.partition(" : ")[0] for line in lines]


def test_people_are_named_by_role_in_one_team_and_by_team_in_several() -> None:
    assert names(("DSI", "Exploitation"), ("DSI", "Achats")) == ["Achats", "Exploitation"]
    assert names(("DSI", None), ("Achats", None)) == ["Achats", "DSI"]
    assert names(("DSI", "Exploitation"), ("Achats", "Exploitation")) == ["Achats, Exploitation", "DSI, Exploitation"]
    assert names(("DSI", "Exploitation"), ("DSI", "Exploitation")) == ["Exploitation (1)", "Exploitation (2)"]
    assert names((None, None), (None, "Achats")) == ["Achats", "Sans nom"]


def test_one_filling_handed_in_twice_is_one_voice() -> None:
    one = first("STRAT-01", level="2", evidence="note")
    assert merged(one, one.model_copy()) == merged(one)
    assert only(merged(one, one)).evidence == "Exploitation : note"


def test_identities_are_joined_and_what_should_be_common_is_left_blank_where_it_differs() -> None:
    common: dict[str, Any] = {"organisation": "GIP", "structure_type": "state", "size": "small"}
    found = merged(
        said_by("Direction", identity={**common, "date": "2026-03-02"}),
        said_by("Achats", identity={**common, "structure_type": "company", "date": "2026-02-27"}),
    )
    identity = found.identity
    assert (identity.organisation, identity.size, identity.structure_type) == ("GIP", "small", None)
    assert (identity.team, identity.respondents, identity.date) == ("Équipe", "Achats, Direction", "2026-03-02")
    (issue,) = found.issues
    labels = {term.id: term.label.fr for term in VOCABULARIES.structure_types}
    assert issue.value == f"Achats : {labels['company']} ; Direction : {labels['state']}"


def about_ai(who: str, answer: bool | None) -> Assessment:
    """Return what somebody answered to the one applicability question."""
    fate = CellFate(sheet="Accueil", cell="C20", fate="accepted", value=str(answer), key="applicability.ai")
    given = said_by(who, ledger=() if answer is None else (fate,), ruled_out_by=("ai",) if answer is False else ())
    return given.model_copy(update={"origin": Origin(meta="petit-meta", version="1.0.0")})


@pytest.mark.parametrize(
    ("given", "ruled_out", "disputed"),
    [
        ((False, False), ("ai",), False),
        ((False, None), ("ai",), False),
        ((None, None), (), False),
        ((True, None), (), False),
        ((True, False), (), True),
    ],
)
def test_what_does_not_apply_is_ruled_out_unless_somebody_says_that_it_does(
    given: tuple[bool | None, ...], ruled_out: tuple[str, ...], disputed: bool
) -> None:
    whole = bundle(meta(Row(topics=("ai",)), rules_out=RulesOut(topics=("ai",))))
    files = [about_ai(f"Personne {i}", answer) for i, answer in enumerate(given)]
    found = merge_assessments(whole, files, load_issue_catalogue(), phrases(), "fr")
    assert found.ruled_out_by == ruled_out
    assert [(issue.code, issue.value) for issue in found.issues] == (
        [("XA317", "Personne 0 : oui ; Personne 1 : non")] if disputed else []
    )


def test_registers_remarks_ledgers_and_issues_of_all_are_kept_with_names() -> None:
    fate = CellFate(sheet="Diagnostic", cell="E6", fate="rejected", value="oui", practice="STRAT-01", key="level")
    issue = Issue(
        code="XA403", severity="error", sheet="Diagnostic", cell="E6", message="Trop vague.", hint="Précisez."
    )
    remark = Remark(practice=None, sheet="Diagnostic", cell="F6", text="à voir")
    row = {"name": "Messagerie"}
    found = merged(
        said_by("Direction", ledger=(fate,), issues=(issue,), remarks=(remark,), registers={"tools": (row,)}),
        said_by("Achats", registers={"tools": (row, {"name": "Tableur"})}),
    )
    assert found.registers == {"tools": (row, {"name": "Tableur"})}
    assert [fate.sheet for fate in found.ledger] == ["Direction : Diagnostic"]
    assert [remark.sheet for remark in found.remarks] == ["Direction : Diagnostic"]
    (kept,) = found.issues
    assert (kept.code, kept.sheet, kept.message) == ("XA403", "Direction : Diagnostic", "Direction : Trop vague.")


def test_votes_of_a_workshop_are_kept_where_they_are_the_same_and_never_added_up() -> None:
    votes = PracticeVotes(practice="STRAT-01", counts=(0, 0, 1, 2, 3))
    other = PracticeVotes(practice="STRAT-01", counts=(0, 0, 0, 1, 0))
    assert merged(said_by("A", votes=(votes,)), said_by("B", votes=(votes,)), said_by("C")).votes == (votes,)
    found = merged(said_by("A", votes=(votes,)), said_by("B", votes=(other,)))
    assert found.votes == ()
    assert [(issue.code, issue.value) for issue in found.issues] == [
        ("XA317", "A : 0 / 0 / 1 / 2 / 3 ; B : 0 / 0 / 0 / 1 / 0")
    ]


def test_a_dispute_points_to_the_cell_of_the_first_named() -> None:
    fate = CellFate(sheet="Diagnostic", cell="E6", fate="accepted", value="3", practice="STRAT-01", key="level")
    found = merged(
        first("STRAT-01", "B", level="1"),
        said_by("A", Answer(practice="STRAT-01", level="3"), ledger=(fate,)),
    )
    assert [(issue.sheet, issue.cell) for issue in found.issues] == [("A : Diagnostic", "E6")]


def test_the_outcome_is_an_interview_as_soon_as_one_filling_is() -> None:
    interview = first("STRAT-01").model_copy(
        update={"origin": Origin(meta="petite-mission", version="1.0.0", profile="interview", instance="x")}
    )
    origin = merged(first("STRAT-02"), interview, lang="en").origin
    assert (origin.profile, origin.lang, origin.instance) == ("interview", "en", None)


def test_fillings_of_several_versions_are_refused_by_name() -> None:
    other = first("STRAT-01").model_copy(update={"origin": Origin(meta="petite-mission", version="0.9.0")})
    with pytest.raises(XlauditError, match=r"petite-mission 0\.9\.0 and petite-mission 1\.0\.0"):
        merged(first("STRAT-01"), other)
    with pytest.raises(XlauditError, match="at least one"):
        merged()


levels = st.text("0124ND–", min_size=5, max_size=5)
people: st.SearchStrategy[list[Assessment]] = st.lists(
    st.builds(
        lambda who, team, row, support: filled(
            {"STRAT": row}, {"STRAT-01": support}, Identity(respondents=who, team=team)
        ),
        st.sampled_from((None, "Achats", "Direction")),
        st.sampled_from((None, "DSI")),
        levels,
        st.integers(-2, 2),
    ),
    min_size=2,
    max_size=4,
)


@given(people)
@settings(max_examples=60, deadline=None)
def test_the_order_of_files_changes_nothing(files: list[Assessment]) -> None:
    outcome = merged(*files)
    assert all(merged(*order) == outcome for order in permutations(files))


@given(people)
@settings(max_examples=60, deadline=None)
def test_a_level_kept_is_one_that_was_given_and_that_nobody_contradicts(files: list[Assessment]) -> None:
    found = merged(*files)
    disputed = {issue.practice for issue in found.issues if issue.code == "XA316"}
    for answer in found.answers:
        given = {item.level for file in files for item in file.answers if item.practice == answer.practice} - {None}
        known = given - {"DK"}
        assert (answer.practice in disputed) == (len(known) > 1)
        assert answer.level == (next(iter(known or given), None) if len(known) < 2 else None)
