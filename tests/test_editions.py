"""Several files of one workbook: identical answers are duplicates, the later version counts, teams stay apart."""

import pytest

from tests.builders import Row, assessment
from xlaudit.model.assessment import Identity, Remark
from xlaudit.model.collection import SetAside
from xlaudit.rules.editions import ReadFile, sort_editions

LOW, HIGH = Row("1"), Row("3")


def file(
    name: str,
    row: Row = LOW,
    *,
    instance: str | None = "uuid-1",
    modified: float = 0,
    **identity: str | None,
) -> ReadFile:
    """Return a file with one answer."""
    made = assessment(row)
    origin = made.origin.model_copy(update={"instance": instance})
    return ReadFile(name, modified, made.model_copy(update={"origin": origin, "identity": Identity(**identity)}))


def sorted_out(*files: ReadFile) -> tuple[list[str], dict[str, tuple[str, str]]]:
    """Return the names of the files that count, and for the others why and what counts instead."""
    kept, aside = sort_editions(files)
    assert len(kept) + len(aside) == len(files)
    return [item.name for item in kept], {item.name: (item.why, item.kept) for item in aside}


def test_the_same_answers_in_one_workbook_are_a_duplicate() -> None:
    assert sorted_out(file("a", modified=2), file("b", modified=1)) == (["a"], {"b": ("duplicate", "a")})


def test_the_later_day_of_answers_supersedes_whatever_was_saved_last() -> None:
    old, new = file("a", LOW, date="2026-01-05", modified=99), file("b", HIGH, date="2026-02-01", modified=1)
    assert sorted_out(old, new) == (["b"], {"a": ("superseded", "b")})


@pytest.mark.parametrize("days", [(None, None), ("2026-02-01", "2026-02-01"), ("2026-02-01", None), ("mars", "2026")])
def test_without_a_later_day_the_last_change_decides(days: tuple[str | None, str | None]) -> None:
    old, new = file("a", LOW, modified=1, date=days[0]), file("b", HIGH, modified=2, date=days[1])
    assert sorted_out(old, new) == (["b"], {"a": ("superseded", "b")})


def test_a_copy_of_an_old_version_is_a_duplicate_of_that_version() -> None:
    files = file("v1", LOW, modified=2), file("v1 copie", LOW, modified=1), file("v2", HIGH, modified=3)
    assert sorted_out(*files) == (["v2"], {"v1": ("superseded", "v2"), "v1 copie": ("duplicate", "v1")})


def test_of_equals_the_first_name_counts_in_whatever_order_they_come() -> None:
    for files in ((file("a"), file("b"), file("c")), (file("c"), file("b"), file("a"))):
        kept, aside = sorted_out(*files)
        assert (kept, aside) == (["a"], {"b": ("duplicate", "a"), "c": ("duplicate", "a")})


def test_an_empty_workbook_never_supersedes_a_filled_one() -> None:
    sent, back = file("envoi", Row(), date="2026-05-01", modified=9), file("retour", LOW, date="2026-01-01")
    assert sorted_out(sent, back) == (["retour"], {"envoi": ("superseded", "retour")})


@pytest.mark.parametrize("field", ["organisation", "site", "team", "actor_category"])
def test_one_empty_workbook_filled_by_two_teams_stays_two(field: str) -> None:
    one, other = (
        ReadFile(name, 0, file(name).assessment.model_copy(update={"identity": Identity(**{field: name})}))
        for name in ("a", "b")
    )
    assert sorted_out(one, other) == (["a", "b"], {})


def test_case_and_blanks_do_not_make_another_team() -> None:
    files = file("a", organisation="Clinique  du Parc", modified=1), file("b", organisation="clinique du parc ")
    assert sorted_out(*files) == (["a"], {"b": ("duplicate", "a")})


def test_a_blank_name_says_nothing_and_joins_the_only_team() -> None:
    files = file("a", LOW, modified=1), file("b", HIGH, organisation="Clinique", modified=2)
    assert sorted_out(*files) == (["b"], {"a": ("superseded", "b")})


def test_a_blank_name_among_several_teams_stands_alone() -> None:
    files = file("a"), file("b", organisation="Clinique"), file("c", organisation="Mairie")
    assert sorted_out(*files) == (["a", "b", "c"], {})


def test_different_instances_are_different_workbooks_even_with_the_same_answers() -> None:
    assert sorted_out(file("a"), file("b", instance="uuid-2")) == (["a", "b"], {})


def test_without_an_instance_only_the_same_answers_make_a_duplicate() -> None:
    files = file("a", LOW, instance=None), file("b", LOW, instance=None), file("c", HIGH, instance=None)
    assert sorted_out(*files) == (["a", "c"], {"b": ("duplicate", "a")})


def test_a_remark_beside_the_table_makes_no_other_version() -> None:
    one, other = file("a", modified=1), file("b")
    remark = Remark(practice=None, sheet="Diagnostic", cell="Z1", text="à revoir")
    other = ReadFile("b", 0, other.assessment.model_copy(update={"remarks": (remark,)}))
    assert sort_editions([one, other])[1] == (SetAside(name="b", meta="petit-meta", why="duplicate", kept="a"),)


def test_a_version_replaced_by_the_answers_of_other_people_says_so() -> None:
    old = file("a", LOW, modified=1, respondents="Chef de projet")
    for people, other in (("chef  de Projet", False), (None, False), ("Responsable applicatif", True)):
        _, aside = sort_editions([old, file("b", HIGH, modified=2, respondents=people)])
        assert [(item.why, item.other_people) for item in aside] == [("superseded", other)]
    _, twin = sort_editions([old, file("b", LOW, modified=2, respondents="Responsable applicatif")])
    assert [(item.why, item.other_people) for item in twin] == [("duplicate", False)]
