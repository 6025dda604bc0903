"""A workbook filled by a real client, LibreOffice driven without a window, counts alike live and when it is read."""

import re
from itertools import islice

import pytest

from tests.office import differences, needs_office
from tests.office_client import KINDS, Played, Step, play, score_by_hand, typed_answers
from xlaudit.api import assess, generate, read
from xlaudit.model.assessment import Answer
from xlaudit.model.bundle import Bundle

pytestmark = [pytest.mark.libreoffice, needs_office]

IDENTITY = {
    "organisation": "Clinique du Lac & Cie",
    "structure_type": "Établissement de santé privé",
    "team": "DSI",
    "date": "2026-03-02",
}
PROFILE = {"ai": "Non", "blockchain": "non", "audio-video": "Oui"}
LOCKED = {"Diagnostic": ("A6", "B7", "C6", "D8", "A4", "E4", "E5", "A1"), "Résultats": ("A1", "A5"), "Accueil": ("B2",)}
"""References, texts, machine keys, headings, titles."""
RENAMED = "Our answers"


@pytest.fixture(scope="module")
def protected(services: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The French workbook as it is sent: filled, then answers changed and taken back, then what is locked attacked."""
    typed, meant = typed_answers(services, "fr")
    home = {f"identity.{key}": text for key, text in IDENTITY.items()}
    home |= {f"applicability.{key}": text for key, text in PROFILE.items()}
    one, two, three = (practice.id for practice in services.meta.practices[:3])
    stages: dict[str, list[Step]] = {
        "filled": [("introduce", home), ("fill", typed)],
        "changed": [
            ("fill", {one: {"level": "1", "support": "Favorable"}, two: {"level": ""}, three: {"evidence": ""}})
        ],
        "attacked": [
            *(("type", sheet, cell, "hop") for sheet, cells in LOCKED.items() for cell in cells),
            ("delete_row", one),
        ],
    }
    changed = meant | {
        one: meant[one].model_copy(update={"level": "1", "support": 1}),
        two: meant[two].model_copy(update={"level": None}),
        three: meant[three].model_copy(update={"evidence": None}),
    }
    played = play(generate(services), tmp_path_factory.mktemp("protected"), stages)
    return Played(played, {"filled": meant, "changed": changed, "attacked": changed})


@pytest.fixture(scope="module")
def unprotected(services: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The English workbook that locks nothing: half filled, sorted and filled, renamed and widened, corrected."""
    typed, meant = typed_answers(services, "en")
    half = len(typed) // 2
    early, late = dict(islice(typed.items(), half)), dict(islice(typed.items(), half, None))
    one = services.meta.practices[20].id
    stages: dict[str, list[Step]] = {
        "half": [("fill", early)],
        "sorted": [("sort", "title"), ("hide", "domain"), ("fill", late)],
        "moved": [
            *(("rename", RENAMED), ("insert", one, "level"), ("sheets",)),
            *(("column", "level"), ("links",), ("content", "xa_next")),
        ],
        "corrected": [("fill", {one: {"level": "4", "support": "Against"}}), ("type", RENAMED, "A1", "hop")],
    }
    blank = {practice: Answer(practice=practice) for practice in late}
    last = meant | {one: meant[one].model_copy(update={"level": "4", "support": -2})}
    played = play(generate(services, lang="en", protected=False), tmp_path_factory.mktemp("unprotected"), stages)
    return Played(played, {"half": meant | blank, "sorted": meant, "moved": meant, "corrected": last})


STAGES = [
    *(("protected", stage) for stage in ("filled", "changed", "attacked")),
    *(("unprotected", stage) for stage in ("half", "sorted", "moved", "corrected")),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("book", "stage"), STAGES)
def test_the_stored_file_says_what_the_client_saw(
    book: str, stage: str, kind: str, services: Bundle, request: pytest.FixtureRequest
) -> None:
    played: Played = request.getfixturevalue(book)
    found, meant = played.stages[stage], played.meant[stage]
    results = assess(read(found.files[kind]))
    assert not differences(found.live, results)
    answers = [(row.practice, row.level, row.support, row.evidence) for row in results.answers]
    assert answers == [(row.practice, row.level, row.support, row.evidence) for row in meant.values()]
    (score,) = found.live["xa_score"]
    assert score == pytest.approx(score_by_hand(services, meant.values()), abs=1e-9)
    assert not [issue for issue in results.issues if issue.code < "XA4"]


@pytest.mark.parametrize("kind", KINDS)
def test_who_answers_and_what_concerns_them_is_read(protected: Played, kind: str) -> None:
    found = read(protected.stages["filled"].files[kind])
    wanted = IDENTITY | {"structure_type": "private-health"}
    assert found.identity.model_dump(exclude_none=True) == wanted
    assert found.ruled_out_by == ("ai", "blockchain")
    assert found.origin.profile == "client"


def test_what_is_locked_refuses_typing(protected: Played, unprotected: Played) -> None:
    said = protected.stages["attacked"].said[:-1]
    assert len(said) == sum(len(cells) for cells in LOCKED.values())
    assert "hop" not in said
    assert unprotected.stages["corrected"].said[-1] == "hop"  # where nothing is locked, it is typed
    assert protected.stages["attacked"].live == protected.stages["changed"].live


def test_the_table_was_sorted_by_its_titles(unprotected: Played, services: Bundle) -> None:
    order = unprotected.stages["sorted"].said[0]
    ids = [practice.id for practice in services.meta.practices]
    assert order != ids
    assert sorted(order) == sorted(ids)
    assert unprotected.stages["sorted"].live["xa_ids"] == ids


def test_the_link_to_the_next_practice_follows_the_table(unprotected: Played) -> None:
    _, _, sheets, level, links, target = unprotected.stages["moved"].said
    assert RENAMED in sheets
    assert links
    assert all('"#xa_next"' in link for link in links)
    assert re.search(rf"{RENAMED}'?\.?!?\$?{level}\$", target.replace("$'", "'").replace("'.", "'.")), target
