"""``ballot`` and ``tally`` from the command line: what they write, what they print, what they refuse."""

import json
from pathlib import Path

import pytest

from tests.test_commands import run
from tests.test_workshop import vote
from tests.workbooks import Filled, open_book
from xlaudit.api import assess, read


@pytest.fixture(scope="module")
def filled(empty_workbook: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with three practices that are absent."""
    book = Filled(empty_workbook)
    for practice in book.rows:
        book.type(practice, "level", "0" if practice in ("STRAT-01", "STRAT-02", "STRAT-03") else "4")
    path = tmp_path_factory.mktemp("commandes") / "q.xlsx"
    path.write_bytes(book.bytes())
    return path


def test_ballots_are_written_voted_and_counted(root: Path, tmp_path: Path, filled: Path) -> None:
    folder = tmp_path / "bulletins"
    made = run("ballot", filled, "--codes", "A-1,A-2, B", "-o", folder, root=root)
    assert (made.returncode, made.stdout) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == [f"bulletin-{code}.xlsx" for code in ("A-1", "A-2", "B")]
    for path in folder.iterdir():
        vote(path, {"STRAT-01": "Très favorable", "STRAT-02": "Réticente"})
    output = tmp_path / "votes.xlsx"
    counted = run("tally", folder, "--into", filled, "-o", output, root=root)
    assert counted.returncode == 0, counted.stderr
    assert counted.stdout.startswith("Bulletins avec au moins un vote : 3\nPersonnes invitées : 3\nQuorum")
    assert "STRAT-01   3 votes, moyenne +2,0, accord 1,00" in counted.stdout
    assert "Pas assez de votes : STRAT-03" in counted.stdout
    scored = assess(read(output))
    categories = {item.practice: item.category for item in scored.priorities if item.category != "acquired"}
    assert categories == {"STRAT-01": "favoured", "STRAT-02": "shunned", "STRAT-03": "introduce"}
    told = run("tally", folder, "--into", filled, "-o", output, "--invited", 9, "--json", "--lang", "en", root=root)
    found = json.loads(told.stdout)
    assert (found["invited"], found["shunned"], found["issues"]) == (9, ["STRAT-02"], [])


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--participants", "2", "--codes", "A"], 2, "use one of --participants, --codes and --facilitator"),
        (["--participants", "2", "--facilitator"], 2, "use one of"),
        (["--actor-category", "management", "--actor-category", "people"], 2, "several are for --facilitator"),
        (["--participants", "0"], 1, "found 0 participants; write a number from 1 to 500"),
        (["--codes", "../A"], 1, "found the code '../A'"),
        (["--codes", "A,a"], 1, "found the code a twice"),
        (["--practices", "STRAT-1"], 3, "no practice in services-metiers named 'STRAT-1'"),
        (["--actor-category", "managment"], 3, "did you mean management"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_makes_no_ballot_is_said_and_writes_nothing(
    root: Path, tmp_path: Path, options: list[str], code: int, said: str
) -> None:
    result = run("ballot", "services-metiers", "-o", tmp_path / "sortie", *options, root=root)
    assert (result.returncode, result.stdout) == (code, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_practice_that_the_workbook_does_not_ask_and_a_workbook_in_order_make_no_ballot(
    root: Path, tmp_path: Path, filled: Path, empty_workbook: bytes
) -> None:
    absent = run("ballot", filled, "-o", tmp_path / "b.xlsx", "--practices", "ZZZ-01", root=root)
    assert (absent.returncode, list(tmp_path.iterdir())) == (3, [])
    book = Filled(empty_workbook)
    for practice in book.rows:
        book.type(practice, "level", "4")
    path = tmp_path / "q.xlsx"
    path.write_bytes(book.bytes())
    done = run("ballot", path, "-o", tmp_path / "b.xlsx", root=root)
    assert done.returncode == 1
    assert "every practice of this workbook is in place" in done.stderr


def test_the_facilitator_s_workbook_speaks_the_language_asked_for(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "room.xlsx"
    options = ["--practices", "STRAT-01,STRAT-02", "--facilitator", "--lang", "en", "--actor-category", "people"]
    assert run("ballot", "services-metiers", "-o", path, *options, root=root).returncode == 0
    assert open_book(path.read_bytes()).sheetnames == ["Count", "By category", "Cards", "_xlaudit"]
