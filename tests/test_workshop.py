"""The whole workshop as a facilitator lives it: prepare, vote in twelve files, count, see the priorities change."""

from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile
from typing import Any

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from tests.recalculation import Recalculated, cached_formulas, same
from tests.test_parity import agree
from tests.workbooks import Filled, open_book, signed_formats
from xlaudit import api
from xlaudit.model.assessment import Assessment, Identity
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import ForeignWorkbookError, XlauditError
from xlaudit.model.results import Priority
from xlaudit.model.workshop import Workshop

PEOPLE = 12
WANTED, UNWANTED, DUTY, SPLIT, STARTED = "SPEC-10", "STRAT-02", "ETHIC-03", "FRONT-03", "UX-04"
"""Practices: light; of marked impact; obligatory for a public body; light; begun and of marked impact."""
ASKED = ["STRAT-02", "SPEC-10", "UX-04", "FRONT-03", "ETHIC-03"]
MANAGEMENT, FIELD = "Direction et encadrement", "Professionnels de terrain"


def placed(assessment: Assessment) -> dict[str, Priority]:
    return {item.practice: item for item in api.assess(assessment).priorities}


def columns(sheet: Any, key: str) -> tuple[int, dict[str, int]]:
    """Return the row of keys that holds one, and its columns by key."""
    for row in sheet.iter_rows():
        found = {str(cell.value): cell.column for cell in row if cell.value is not None}
        if key in found:
            return row[0].row, found
    raise LookupError(key)


def vote(path: Path, votes: Mapping[str, Any], category: str | None = None, remark: str | None = None) -> None:
    """Fill a ballot with openpyxl, as a person would, and save it."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    keys, column = columns(sheet, "vote")
    for row in range(keys + 2, sheet.max_row + 1):
        name = str(sheet.cell(row, column["practice"]).value)
        if name in votes:
            sheet.cell(row, column["vote"]).value = votes[name]
            cell = sheet.cell(row, column["remark"])
            cell.value, cell.data_type = remark, "s"
    for row in range(1, keys):
        if sheet.cell(row, 1).value == "identity.actor_category":
            sheet.cell(row, columns(sheet, "value")[1]["value"]).value = category
    book.save(path)


@pytest.fixture(scope="module")
def before(services: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A diagnosis where everything is in place but five practices; the common answer is against the first."""
    book = Filled(api.generate(services, profile="referent", identity=Identity(structure_type="public-body")))
    for practice in services.meta.practices:
        book.type(practice.id, "level", "1" if practice.id == STARTED else "0" if practice.id in ASKED else "4")
    book.type(WANTED, "support", "Opposée")
    path = tmp_path_factory.mktemp("atelier") / "diagnostic.xlsx"
    path.write_bytes(book.bytes())
    return path


@pytest.fixture(scope="module")
def ballots(before: Path) -> Path:
    """Twelve ballots voted in: four managers, eight people of the field; then what goes wrong in any workshop."""
    folder = before.parent / "bulletins"
    paths = api.ballots(api.read(before), folder, PEOPLE)
    for number, path in enumerate(paths):
        manager = number < 4
        votes = {WANTED: "Très favorable", UNWANTED: "Opposée", DUTY: "Opposée"}
        votes |= {SPLIT: "Très favorable" if number % 2 else "opposé", STARTED: "Neutre" if manager else ""}
        remark = "=HYPERLINK(1)" if number == 0 else None
        vote(path, votes, MANAGEMENT if manager else FIELD, remark)
    copyfile(paths[0], folder / "copie de A01.xlsx")
    copyfile(before, folder / "diagnostic par erreur.xlsx")
    (folder / "photo.xlsx").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture(scope="module")
def after(before: Path, ballots: Path) -> tuple[Path, Workshop]:
    """The workbook with the votes, and the outcome."""
    output = before.parent / "avec les votes.xlsx"
    return output, api.tally([ballots], before, output)


def test_a_ballot_is_about_what_is_not_in_place_and_bears_a_code_and_no_name(ballots: Path) -> None:
    path = ballots.parent / "bulletin.xlsx"
    book = open_book(api.ballot(api.read(ballots.parent / "diagnostic.xlsx"), path, code="A07"))
    assert list(map(str, OpenXmlValidator().validate(path).errors)) == []
    assert book.sheetnames == ["Bulletin", "_xlaudit"]
    assert book["_xlaudit"].sheet_state == "veryHidden"
    mark = {row[0].value: row[1].value for row in book["_xlaudit"].iter_rows(max_col=2)}
    assert (mark["kind"], mark["meta"], mark["code"], mark["selection"]) == (
        "ballot",
        "services-metiers",
        "A07",
        ",".join(ASKED),
    )
    sheet = book["Bulletin"]
    keys, column = columns(sheet, "vote")
    assert sheet.row_dimensions[keys].hidden
    assert [sheet.cell(keys + 2 + i, column["practice"]).value for i in range(5)] == ASKED
    rules = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert sorted(rules) == ["xa_list_actor_categories", "xa_list_votes"]


def test_the_votes_change_the_priorities(before: Path, after: tuple[Path, Workshop]) -> None:
    first, then = placed(api.read(before)), placed(api.read(after[0]))
    assert (first[WANTED].category, then[WANTED].category) == ("shunned", "favoured")
    assert (first[UNWANTED].category, then[UNWANTED].category) == ("introduce", "shunned")
    assert (first[DUTY].category, then[DUTY].category) == ("introduce", "introduce")
    assert then[DUTY].flags == ("obligation", "reluctant")
    assert (then[SPLIT].category, then[SPLIT].flags) == ("later", ("divided",))
    assert "Les avis sont partagés." in then[SPLIT].reason
    assert then[STARTED].model_copy(update={"rank": 0}) == first[STARTED].model_copy(update={"rank": 0})


def test_the_answers_stay_and_no_mean_is_written_into_their_column(before: Path, after: tuple[Path, Workshop]) -> None:
    first, then = api.read(before), api.read(after[0])
    assert then.answers == first.answers
    assert then.identity == first.identity
    assert {votes.practice: votes.counts for votes in then.votes}[SPLIT] == (6, 0, 0, 0, 6)
    assert {votes.invited for votes in then.votes} == {PEOPLE}
    assert not [issue for issue in then.issues if issue.code.startswith(("XA3", "XA4"))]


def test_the_outcome_says_what_stands_out_and_what_was_wrong(after: tuple[Path, Workshop]) -> None:
    _, found = after
    assert (found.ballots, found.invited, found.quorum) == (PEOPLE, PEOPLE, 3)
    assert found.favoured == (WANTED,)
    assert found.shunned == (UNWANTED, DUTY)
    assert found.divisive == (SPLIT,)
    assert {item.practice: item.votes for item in found.practices}[STARTED] == 4
    managers, field = found.categories
    assert (managers.category, field.category) == ("management", "professionals")
    assert STARTED in {item.practice for item in managers.practices}
    assert STARTED not in {item.practice for item in field.practices}
    assert {(issue.code, issue.file) for issue in found.issues} == {
        ("XA325", "copie de A01.xlsx"),
        ("XA320", "diagnostic par erreur.xlsx"),
        ("XA320", "photo.xlsx"),
    }
    said = {issue.file: issue.message for issue in found.issues}
    assert said["diagnostic par erreur.xlsx"] == (
        "Le fichier n’a pas pu être lu comme un bulletin : il n’est pas un fichier de vote fait par xlaudit "
        "(ni bulletin, ni comptage) ; demandez le bon fichier."
    )
    ledger = found.ledger
    assert ledger.cells == ledger.accepted + ledger.normalised
    assert ledger.normalised == 7  # "opposé", of six people and of the copy
    assert {remark.text for remark in found.remarks} == {"=HYPERLINK(1)"}


def test_the_workbook_with_votes_is_valid_and_live(after: tuple[Path, Workshop], tmp_path: Path) -> None:
    path, _ = after
    assert list(map(str, OpenXmlValidator().validate(path).errors)) == []
    data = path.read_bytes()
    book = open_book(data)
    assert book.sheetnames[-4:] == ["Votes", "Atelier", "_xlaudit", "_calc"]
    assert not [cell for row in book["Atelier"].iter_rows() for cell in row if cell.data_type == "f"]
    recalculated = Recalculated(data, tmp_path)
    assert all(same(value, recalculated.at(*place)) for place, value in cached_formulas(data).items())
    corrected = Filled(data, "Votes")
    corrected.type(UNWANTED, "votes.-2", None)
    corrected.type(UNWANTED, "votes.2", 12)
    read = corrected.read(tmp_path)
    assert placed(read)[UNWANTED].category == "favoured"
    agree(Recalculated(corrected.bytes(), tmp_path), api.assess(read), "rgesn-2024")


def test_means_are_shown_with_a_true_minus(services: Bundle, after: tuple[Path, Workshop]) -> None:
    for data in (after[0].read_bytes(), api.facilitator(services)):
        assert signed_formats(open_book(data)) == {'+0.0;"−"0.0;0.0'}


def test_votes_outlive_a_workbook_sent_back_and_are_replaced_by_those_of_a_second_workshop(
    after: tuple[Path, Workshop], tmp_path: Path
) -> None:
    again = tmp_path / "annoté.xlsx"
    api.annotate(api.read(after[0]), again)
    assert api.read(again).votes == api.read(after[0]).votes
    api.ballot(api.read(again), tmp_path / "seul.xlsx", practices=[WANTED])
    vote(tmp_path / "seul.xlsx", {WANTED: "Réticente"})
    found = api.tally([tmp_path / "seul.xlsx"], again, tmp_path / "encore.xlsx", invited=1)
    assert [(issue.code, issue.file) for issue in found.issues if issue.code == "XA331"] == [("XA331", None)]
    votes = {item.practice: item for item in api.read(tmp_path / "encore.xlsx").votes}
    assert (votes[WANTED].counts, votes[WANTED].invited) == ((0, 1, 0, 0, 0), 1)
    assert (votes[SPLIT].counts, votes[SPLIT].invited) == ((6, 0, 0, 0, 6), PEOPLE)


def test_a_facilitator_s_count_says_the_same_as_the_ballots(before: Path, after: tuple[Path, Workshop]) -> None:
    path = before.parent / "salle.xlsx"
    data = api.facilitator(api.read(before), path, actor_categories=["professionals", "management"])
    assert list(map(str, OpenXmlValidator().validate(path).errors)) == []
    book = open_book(data)
    assert book.sheetnames == ["Dépouillement", "Par catégorie", "Cartes", "_xlaudit"]
    sheet = book["Dépouillement"]
    keys, column = columns(sheet, "votes.2")
    for row in range(keys + 2, keys + 2 + len(ASKED)):
        name = sheet.cell(row, column["practice"]).value
        counts = next(item.counts for item in after[1].practices if item.practice == name)
        for degree, count in zip((-2, -1, 0, 1, 2), counts, strict=True):
            sheet.cell(row, column[f"votes.{degree}"]).value = count or None
    present = next(row for row in range(1, keys) if sheet.cell(row, 1).value == "count.invited")
    sheet.cell(present, columns(sheet, "value")[1]["value"]).value = PEOPLE
    apart = book["Par catégorie"]
    row, column = columns(apart, "votes.category")
    assert apart.cell(row + 2, column["votes.category"]).value == "management"
    apart.cell(row + 2, column["votes.-2"]).value = 5
    book.save(path)
    found = api.tally([path], before)
    assert [(item.practice, item.counts) for item in found.practices] == [
        (item.practice, item.counts) for item in after[1].practices
    ]
    assert (found.favoured, found.invited) == (after[1].favoured, PEOPLE)
    assert [(item.category, item.practices[0].mean) for item in found.categories] == [("management", -2)]
    assert found.issues == ()


def test_the_line_between_domains_goes_across_the_count(services: Bundle) -> None:
    sheet = open_book(api.facilitator(services))["Dépouillement"]
    keys, column = columns(sheet, "votes.2")
    starts = [
        row for row in sheet.iter_rows(min_row=keys + 2) if row[column["practice"] - 1].border.top.style == "medium"
    ]
    assert len(starts) == len(services.meta.domains)
    assert all(cell.border.top.style == "medium" for row in starts for cell in row[1:])


def test_what_cannot_be_taken_from_a_ballot_is_said_and_counted_in_the_ledger(before: Path, tmp_path: Path) -> None:
    path = tmp_path / "bulletin.xlsx"
    api.ballot(api.read(before), path, code="Z-9")
    votes = {WANTED: "Pourquoi pas", UNWANTED: "très favorable", DUTY: -2, SPLIT: 5}
    vote(path, votes, "La direction")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    keys, column = columns(sheet, "vote")
    sheet.cell(keys + 2 + ASKED.index(STARTED), column["vote"]).value = "=A1"
    last = keys + 2 + len(ASKED)
    sheet.cell(last, column["practice"]).value, sheet.cell(last, column["vote"]).value = "STRAT-99", "Neutre"
    sheet.cell(last + 1, column["practice"]).value, sheet.cell(last + 1, column["vote"]).value = WANTED, "Neutre"
    book.save(path)
    found = api.tally([path], before)
    assert {(issue.code, issue.practice) for issue in found.issues if issue.cell} == {
        ("XA203", None),
        ("XA304", WANTED),
        ("XA305", None),
        ("XA407", STARTED),
        ("XA422", WANTED),
        ("XA422", SPLIT),
    }
    choices = next(issue.hint for issue in found.issues if issue.code == "XA422")
    assert "Très favorable, Favorable, Neutre, Réticente, Opposée" in choices
    given = {item.practice: item.counts for item in found.practices if item.votes}
    assert given == {UNWANTED: (0, 0, 0, 0, 1), DUTY: (1, 0, 0, 0, 0)}
    ledger = found.ledger
    assert (ledger.accepted, ledger.normalised, ledger.rejected, ledger.ignored) == (1, 2, 4, 2)


def test_a_ballot_given_for_an_answer_is_named_as_what_it_is(ballots: Path) -> None:
    with pytest.raises(ForeignWorkbookError, match="holds votes, not answers; give it to xlaudit tally"):
        api.read(ballots / "bulletin-A01.xlsx")


def test_a_workshop_without_a_vote_is_none(before: Path, tmp_path: Path) -> None:
    api.ballot(api.read(before), tmp_path / "vide.xlsx")
    with pytest.raises(XlauditError, match="no vote could be counted"):
        api.tally([tmp_path / "vide.xlsx"], before, tmp_path / "sortie.xlsx")
    assert not (tmp_path / "sortie.xlsx").exists()
