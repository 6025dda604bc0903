"""From interviews by actor to one workbook, then questions, criteria and targets, as a consultant types it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.workbooks import Filled, answer_of
from xlaudit.api import appreciate, plan, read
from xlaudit.cli.main import cli
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import XlauditError


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(item) for item in arguments], catch_exceptions=True)


def fine(*arguments: object) -> str:
    """Run a command that must succeed and return what it prints."""
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def type_into(path: Path, answers: dict[str, dict[str, Any]]) -> None:
    filled = Filled(path.read_bytes())
    for practice, values in answers.items():
        for key, value in values.items():
            filled.type(practice, key, value)
    path.write_bytes(filled.bytes())


@pytest.fixture(scope="module")
def interviews(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of interviews, one per actor, two of them filled in and at odds on one practice."""
    folder = tmp_path_factory.mktemp("interviews") / "entretiens"
    fine(
        *("generate", "services-metiers", "-o", folder, "--split-by", "actor", "--profile", "interview"),
        *("--organisation", "GIP Exemple", "--team", "Services métiers"),
    )
    host = {"declared": "3", "retained": "1", "evidence": "certificat", "support": "Favorable"}
    type_into(folder / "services-metiers-host.xlsx", {"HOST-01": host, "HOST-02": {"declared": "NSP"}})
    ops = {"declared": "4", "evidence": "contrat"}
    type_into(
        folder / "services-metiers-ops.xlsx", {"HOST-01": ops, "HOST-02": {"declared": "2"}, "INFRA-01": {"notes": "?"}}
    )
    return folder


@pytest.fixture(scope="module")
def merged(interviews: Path) -> Path:
    """Those interviews put together."""
    out = interviews.parent / "reunis.xlsx"
    run("merge", interviews / "services-metiers-ops.xlsx", interviews / "services-metiers-host.xlsx", "-o", out)
    return out


def test_one_workbook_per_actor_asks_what_that_actor_carries(interviews: Path, services: Bundle) -> None:
    carried = {
        actor.id: [p.id for p in services.meta.practices if actor.id in p.actors] for actor in services.meta.actors
    }
    written = {path.stem.removeprefix("services-metiers-") for path in interviews.iterdir()}
    assert written == {actor for actor, practices in carried.items() if practices}
    for actor in ("host", "dpo"):
        found = read(interviews / f"services-metiers-{actor}.xlsx")
        assert [answer.practice for answer in found.answers] == carried[actor]
        assert (found.identity.organisation, found.identity.team) == ("GIP Exemple", "Services métiers")
    assert read(interviews / "services-metiers-host.xlsx").identity.respondents == "Hébergeur"


def test_a_file_name_is_the_stem_of_those_written_and_other_options_still_select(tmp_path: Path) -> None:
    options = ("--split-by", "actor", "--domain", "HOST", "--actor", "host", "--actor", "ops", "--actor", "designer")
    fine("generate", "services-metiers", "-o", tmp_path / "q.xlsx", *options)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["q-host.xlsx", "q-ops.xlsx"]
    assert {answer.practice[:4] for answer in read(tmp_path / "q-ops.xlsx").answers} == {"HOST"}


def test_interviews_put_together_keep_what_agrees_and_leave_open_what_does_not(merged: Path) -> None:
    found = read(merged)
    assert answer_of(found, "HOST-02").level == "2"  # "don't know" gives way
    disputed = answer_of(found, "HOST-01")
    assert (disputed.level, disputed.declared, disputed.support) == (None, None, 1)
    assert disputed.evidence == "Exploitation et infrastructure : contrat\nHébergeur : certificat"
    assert answer_of(found, "INFRA-01").notes == "Exploitation et infrastructure : ?"
    assert found.identity.respondents == "Exploitation et infrastructure, Hébergeur"


def test_the_merged_workbook_notes_a_dispute_on_its_cell_and_lists_it(merged: Path) -> None:
    book = Filled(merged.read_bytes())
    note = book.cell("HOST-01", "declared").comment
    assert note is not None
    assert "Exploitation et infrastructure : 4 – Systématique ; Hébergeur : 1 – Amorcée" in str(note.text)
    listed = [str(cell.value) for row in book.book["À corriger"].iter_rows() for cell in row]
    assert any("les classeurs réunis ne donnent pas la même réponse" in text for text in listed)


def test_merge_prints_its_issues_or_json_alone(interviews: Path, tmp_path: Path) -> None:
    files = [interviews / f"services-metiers-{actor}.xlsx" for actor in ("host", "ops")]
    text = fine("merge", *files, "-o", tmp_path / "a.xlsx")
    assert "XA316" in text
    found = json.loads(fine("merge", *reversed(files), "-o", tmp_path / "b.xlsx", "--json"))
    assert [issue["practice"] for issue in found["issues"] if issue["code"] == "XA316"] == ["HOST-01"]
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_workbooks_of_two_meta_referentials_are_not_put_together(interviews: Path, tmp_path: Path) -> None:
    other = tmp_path / "autre.xlsx"
    fine("generate", "maturite-appetence-acteurs", "-o", other)
    result = run("merge", interviews / "services-metiers-host.xlsx", other, "-o", tmp_path / "a.xlsx")
    assert isinstance(result.exception, XlauditError)
    assert "maturite-appetence-acteurs 1.0.0 and services-metiers 1.0.0" in str(result.exception)
    assert not (tmp_path / "a.xlsx").exists()


def test_questions_are_listed_by_rank_as_json_or_as_messages(interviews: Path) -> None:
    path = interviews / "services-metiers-host.xlsx"
    found = json.loads(fine("questions", path, "--json"))
    asked = [item["practice"] for item in found["questions"]]
    assert found["identity"]["organisation"] == "GIP Exemple"
    assert found["providers"][0]["practices"] == asked
    assert "HOST-02" in asked
    assert "HOST-01" not in asked
    assert [line.split()[1] for line in fine("questions", path).splitlines() if line[:4].strip().isdigit()] == asked
    message = fine("questions", path, "--text", "--actor", "host")
    assert message.startswith("À l’attention de : Hébergeur")
    assert fine("questions", path, "--text", "--lang", "en").startswith("To: Hosting provider")


def test_questions_of_an_actor_that_does_not_exist_are_refused(interviews: Path) -> None:
    result = run("questions", interviews / "services-metiers-host.xlsx", "--actor", "hots")
    assert isinstance(result.exception, XlauditError)
    assert "did you mean host" in str(result.exception)


def test_score_with_criteria_shows_each_criterion_of_a_source(interviews: Path) -> None:
    path = interviews / "services-metiers-host.xlsx"
    found = json.loads(fine("score", path, "--criteria", "rgesn-2024", "--json"))
    assert (found["id"], sum(found["counts"].values()), len(found["criteria"])) == ("rgesn-2024", 78, 78)
    text = fine("score", path, "--criteria", "rgesn-2024")
    assert "jamais une déclaration" in text
    assert "[HOST-01]" in text
    result = run("score", path, "--criteria", "rgesn")
    assert isinstance(result.exception, XlauditError)
    assert "did you mean rgesn-2024" in str(result.exception)


def test_targets_reach_the_json_the_text_and_keep_its_shape(merged: Path) -> None:
    plain = json.loads(fine("score", merged, "--json"))
    aimed = json.loads(fine("score", merged, "--json", "--target", "HOST=70", "--target", "STRAT = 55.5"))
    targets = {domain["id"]: domain["target"] for domain in aimed["domains"] if domain["target"] is not None}
    assert targets == {"HOST": 70.0, "STRAT": 55.5}
    for domain in aimed["domains"]:
        domain["target"] = None
    assert aimed == plain
    assert "HOST     50 → 70, écart 20" in fine("score", merged, "--target", "HOST=70")
    assert "HOST     50 → 70, gap 20" in fine("score", merged, "--target", "HOST=70", "--lang", "en")


@pytest.mark.parametrize("value", ["HOST", "HOST=beaucoup", "=70", "HOST=170", "HOTS=70"])
def test_a_target_that_makes_no_sense_is_refused(merged: Path, value: str) -> None:
    result = run("score", merged, "--target", value)
    assert result.exit_code != 0
    assert "Traceback" not in result.output


def test_score_ends_with_the_appreciation_and_the_plan(merged: Path) -> None:
    text = fine("score", merged)
    filled = read(merged)
    assert appreciate(filled).text in text
    assert f"{len(plan(filled).within('now'))}" in text.partition("Plan ")[2].splitlines()[0]
