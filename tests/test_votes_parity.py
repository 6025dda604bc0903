"""The live workbook and the library agree on votes, whatever they are and however they are corrected on their sheet."""

import random
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.builders import Row
from tests.recalculation import Recalculated, cached_formulas, same
from tests.test_formulas import FUNCTION, SAFE, STRING, formulas
from tests.test_parity import agree, made, random_filling
from tests.workbooks import Filled, read_bytes
from xlaudit.api import assess, load, metas
from xlaudit.catalog.load import load_phrases
from xlaudit.model.assessment import Answer, Assessment, Identity, Origin
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.referential import Importance
from xlaudit.model.results import Results
from xlaudit.model.workshop import Counts, PracticeVotes
from xlaudit.rules.assess import compute_results

FILLINGS = 2
Given = dict[str, Any]


def expected(bundle: Bundle, lang: Lang, given: Given) -> Results:
    """What the library says of the same answers and votes."""
    answers = {answer.practice: answer for answer in given["answers"]}
    filled = Assessment(
        origin=Origin(meta=bundle.meta.id, version=bundle.meta.version),
        identity=given.get("identity", Identity()),
        answers=tuple(answers.get(practice.id, Answer(practice=practice.id)) for practice in bundle.meta.practices),
        ruled_out_by=given.get("ruled_out_by", ()),
        votes=given["votes"],
    )
    return compute_results(bundle, filled, load_phrases(), lang)


def check(bundle: Bundle, folder: Path, given: Given, lang: Lang = "fr") -> Results:
    """Generate with votes in place; the cached values, the engine's and the library's must be the same."""
    data = made(bundle, "referent", lang, **given)
    recalculated = Recalculated(data, folder)
    wrong = {
        place: (value, recalculated.at(*place))
        for place, value in cached_formulas(data).items()
        if not same(value, recalculated.at(*place))
    }
    assert not wrong
    results = expected(bundle, lang, given)
    agree(recalculated, results)
    return results


def random_votes(bundle: Bundle, chance: random.Random) -> tuple[PracticeVotes, ...]:
    """Votes on most practices: none, few, many, one-sided, divided; people invited known or not."""
    votes = []
    for practice in bundle.meta.practices:
        if chance.random() < 0.2:
            continue
        most = chance.choice([0, 1, 1, 2, 3, 12])
        low, against, neutral, wanted, high = (chance.randint(0, most) * chance.choice([0, 1, 1]) for _ in range(5))
        invited = chance.choice([None, 1, 2, 3, 12])
        votes.append(PracticeVotes(practice=practice.id, counts=(low, against, neutral, wanted, high), invited=invited))
    return tuple(votes)


@pytest.mark.parametrize("meta", metas())
def test_random_votes_are_computed_alike(meta: str, tmp_path: Path) -> None:
    bundle = load(meta)
    flags = set()
    for seed in range(FILLINGS):
        given = random_filling(bundle, seed + 100, "referent")
        given["votes"] = random_votes(bundle, random.Random(seed))
        results = check(bundle, tmp_path, given, "en" if seed % 2 else "fr")
        flags |= {flag for item in results.priorities for flag in item.flags}
    assert {"divided", "reluctant"} <= flags


EDGES: dict[str, tuple[Counts, int | None]] = {
    "nobody voted": ((0, 0, 0, 0, 0), 12),
    "one vote short of the quorum": ((0, 0, 0, 0, 2), 12),
    "the quorum": ((0, 0, 0, 0, 3), 12),
    "two of two people": ((0, 0, 0, 0, 2), 2),
    "one of two people": ((0, 0, 0, 0, 1), 2),
    "two people, of how many is not known": ((0, 0, 0, 0, 2), None),
    "exactly half for": ((0, 0, 0, 5, 0), 12),
    "exactly half for, of thirds": ((0, 0, 1, 1, 1), 12),
    "just under half for": ((0, 0, 1, 6, 0), 12),
    "exactly half against": ((0, 5, 0, 0, 0), 12),
    "exactly half against, of thirds": ((1, 1, 1, 0, 0), 12),
    "just above half against": ((0, 6, 1, 0, 0), 12),
    "a mean of zero": ((1, 1, 0, 1, 1), 12),
    "barely against": ((0, 2, 8, 1, 0), 12),
    "exactly a third on each side": ((1, 0, 1, 1, 0), 12),
    "two thirds and a third": ((0, 2, 0, 4, 0), 12),
    "under a third on one side": ((0, 3, 4, 3, 0), 12),
    "more votes than people": ((4, 0, 0, 0, 4), 3),
}


KINDS: tuple[tuple[Importance, str | None], ...] = (("essential", None), ("further", None), ("further", "all"))


@pytest.mark.parametrize("level", ["0", "1", "2", None])
def test_votes_at_each_edge_are_computed_alike(level: str | None, tmp_path: Path) -> None:
    supports = (None, 2, -2)
    rows = [
        Row(level, importance, support=support, obligation=duty, impact=(1, 0))
        for _ in EDGES
        for importance, duty in KINDS
        for support in supports
    ]
    bundle = builders.bundle(builders.meta(*rows))
    edges = [edge for edge in EDGES.values() for _ in range(9)]
    votes = tuple(
        PracticeVotes(practice=practice.id, counts=counts, invited=invited)
        for practice, (counts, invited) in zip(bundle.meta.practices, edges, strict=True)
    )
    check(bundle, tmp_path, {"answers": builders.assessment(*rows).answers, "votes": votes})


def test_ties_keep_the_order_of_the_meta_referential_alike(tmp_path: Path) -> None:
    rows = [Row("0", impact=(2, 0))] * 6
    bundle = builders.bundle(builders.meta(*rows))
    votes = tuple(PracticeVotes(practice=p.id, counts=(0, 0, 0, 0, 4)) for p in bundle.meta.practices)
    results = check(bundle, tmp_path, {"answers": builders.assessment(*rows).answers, "votes": votes})
    assert [item.practice for item in results.priorities] == [f"AAA-0{i}" for i in range(1, 7)]
    assert {item.category for item in results.priorities} == {"favoured"}


TYPED: tuple[Any, ...] = (
    5,
    "5",
    " 5 ",
    2.0,
    2.5,
    -1,
    "beaucoup",
    12_000,
    True,
    "",
    None,
    0,
    "1e2",
    "=2+1",
    "05",
    "5\u00a0",
    "3,0",
    "1-2",
    "0",
)
"""What a facilitator may type where a number of votes is asked for."""


def test_corrections_typed_on_the_sheet_are_read_by_the_formulas_as_by_the_reader(
    services: Bundle, tmp_path: Path
) -> None:
    given = random_filling(services, 7, "referent")
    given["answers"] = tuple(answer.model_copy(update={"level": "0"}) for answer in given["answers"])
    practices = [practice.id for practice in services.meta.practices][: 2 * len(TYPED)]
    votes = tuple(PracticeVotes(practice=name, counts=(1, 0, 1, 0, 1), invited=9) for name in practices)
    filled = Filled(made(services, "referent", **given, votes=votes), "Votes")
    for name, value in zip(practices, TYPED * 2, strict=True):
        column = "votes.2" if practices.index(name) < len(TYPED) else "votes.-2"
        cell = filled.cell(name, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    filled.type(practices[0], "votes.invited", None)
    data = filled.bytes()
    read = read_bytes(data, tmp_path)
    first = read.votes[0]
    assert (first.counts, first.invited) == ((1, 0, 1, 0, 5), None)
    rejected = [issue.value for issue in read.issues if issue.code == "XA423"]
    refused = ["2.5", "-1", "beaucoup", "12000", "TRUE", "1e2", "=2+1", "05", "5\u00a0", "3,0", "1-2"]
    assert rejected == refused * 2
    agree(Recalculated(data, tmp_path), assess(read, bundle=services), "rgesn-2024")


def test_votes_bring_no_function_that_an_office_suite_may_lack(services: Bundle) -> None:
    votes = tuple(PracticeVotes(practice=practice.id, counts=(1, 0, 1, 0, 1)) for practice in services.meta.practices)
    found = formulas(made(services, "referent", votes=votes))
    used = {name for formula in found for name in FUNCTION.findall(STRING.sub('""', formula))}
    assert used <= SAFE
    assert max(map(len, found)) < 8192


def test_a_workbook_without_votes_has_no_cell_for_them(services: Bundle) -> None:
    book = Filled(made(services, "referent")).book
    assert "Votes" not in book.sheetnames
    headings = {cell.value for cell in book["_calc"][1]}
    assert "p.sup" in headings
    assert not {"p.vrow", "p.vn", "p.vsup", "p.vdiv"} & headings
