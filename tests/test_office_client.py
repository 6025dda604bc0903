"""A workbook filled by a real client, LibreOffice driven without a window, counts alike live and when it is read."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from tests.office import FILTERS, differences, named_results, needs_office, talk
from tests.recalculation import Value
from xlaudit.api import assess, generate, read
from xlaudit.model.assessment import Answer
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle

pytestmark = [pytest.mark.libreoffice, needs_office]

Step = Sequence[Any]
"""The name of a method of ``Client`` and its arguments."""
Answers = dict[str, dict[str, str]]
"""What is typed: by practice, the text of each column by machine key."""
KINDS = ("xlsx", "ods")


class Client:
    """A person at LibreOffice. Its source is run by LibreOffice's Python: it must stand alone."""

    def __init__(self, context: Any, uno: Any) -> None:
        self.uno = uno
        services = context.ServiceManager
        self.desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        self.document: Any = None

    def answer(self, payload: Any) -> Any:
        """Take the steps one after another; each is the name of a method and its arguments."""
        return [getattr(self, name)(*arguments) for name, *arguments in payload]

    def open(self, url: str) -> None:
        self.document = self.desktop.loadComponentFromURL(url, "_blank", 0, ())

    def store(self, url: str, filter_name: str) -> None:
        self.document.storeToURL(url, (self.property("FilterName", filter_name),))

    def close(self) -> None:
        self.document.close(True)

    def type(self, sheet: str, cell: str, text: str) -> str:
        """Type into a cell as from the keyboard; return what the cell shows then."""
        found = self.document.Sheets.getByName(sheet)
        self.document.CurrentController.setActiveSheet(found)
        self.command("GoToCell", ToPoint=cell)
        self.command("EnterString", StringName=text)
        return str(found.getCellRangeByName(cell).String)

    def erase(self, sheet: str, cell: str) -> None:
        """Select a cell and press the key that empties it."""
        self.document.CurrentController.setActiveSheet(self.document.Sheets.getByName(sheet))
        self.command("GoToCell", ToPoint=cell)
        self.command("ClearContents")

    def fill(self, answers: dict[str, dict[str, str]]) -> None:
        """Type answers into the questionnaire, found by its machine keys."""
        sheet, columns, rows = self.table()
        for practice, texts in answers.items():
            for key, text in texts.items():
                cell = f"{sheet.Columns.getByIndex(columns[key]).Name}{rows[practice]}"
                if text:
                    self.type(sheet.Name, cell, text)
                else:
                    self.erase(sheet.Name, cell)

    def introduce(self, texts: dict[str, str]) -> None:
        """Type into the first sheet, found by its machine keys."""
        sheet = self.document.Sheets.getByIndex(0)
        for row, values in enumerate(self.values(sheet), start=1):
            if values[0] in texts:
                self.type(sheet.Name, f"C{row}", texts[values[0]])

    def named(self) -> dict[str, list[Any]]:
        """Return the values of the live cells by their defined names."""
        names = self.document.NamedRanges
        found = {name: names.getByName(name) for name in names.ElementNames if name.startswith("xa_")}
        return {
            name: [value for row in area.getReferredCells().getDataArray() for value in row]
            for name, area in found.items()
            if "_calc" in area.Content
        }

    def sort(self, key: str) -> list[str]:
        """Sort the rows of the questionnaire by a column; return the references in their new order."""
        sheet, columns, rows = self.table()
        area = sheet.getCellRangeByPosition(0, min(rows.values()) - 1, max(columns.values()), max(rows.values()) - 1)
        fields = self.property("SortFields", self.sort_field(columns[key]))
        area.sort((fields, self.property("ContainsHeader", False)))
        return [values[columns["practice"]] for values in area.getDataArray()]

    def sort_field(self, column: int) -> Any:
        field = self.uno.createUnoStruct("com.sun.star.table.TableSortField")
        field.Field, field.IsAscending = column, True
        return self.uno.Any("[]com.sun.star.table.TableSortField", (field,))

    def hide(self, key: str) -> None:
        sheet, columns, _ = self.table()
        sheet.Columns.getByIndex(columns[key]).IsVisible = False

    def rename(self, name: str) -> None:
        self.table()[0].Name = name

    def insert(self, practice: str, key: str) -> None:
        """Insert a row above a practice and a column before a key."""
        sheet, columns, rows = self.table()
        sheet.Rows.insertByIndex(rows[practice] - 1, 1)
        sheet.Columns.insertByIndex(columns[key], 1)

    def delete_row(self, practice: str) -> None:
        """Select the row of a practice and ask for its deletion."""
        sheet, _, rows = self.table()
        self.document.CurrentController.setActiveSheet(sheet)
        self.command("GoToCell", ToPoint=f"A{rows[practice]}")
        self.command("DeleteRows")

    def column(self, key: str) -> str:
        """Return the letter of a column of the questionnaire."""
        sheet, columns, _ = self.table()
        return str(sheet.Columns.getByIndex(columns[key]).Name)

    def links(self) -> list[str]:
        """Return the formulas of the first sheet that lead elsewhere."""
        area = self.document.Sheets.getByIndex(0).getCellRangeByName("A1:D80")
        return [text for row in area.getFormulaArray() for text in row if "HYPERLINK" in text]

    def sheets(self) -> list[str]:
        return list(self.document.Sheets.ElementNames)

    def table(self) -> Any:
        """Return the questionnaire: sheet, column by key (from 0), row by practice (from 1)."""
        for sheet in self.document.Sheets:
            values = self.values(sheet)
            for number, row in enumerate(values):
                if "practice" in row and "evidence" in row:
                    at = row.index("practice")
                    below = enumerate(values[number + 2 :], start=number + 3)
                    rows = {line[at]: i for i, line in below if line[at]}
                    return sheet, {key: i for i, key in enumerate(row) if key}, rows
        raise LookupError("no questionnaire")

    def values(self, sheet: Any) -> Any:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        return sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()

    def command(self, name: str, **arguments: Any) -> None:
        frame = self.document.CurrentController.Frame
        given = tuple(self.property(key, value) for key, value in arguments.items())
        self.dispatcher.executeDispatch(frame, f".uno:{name}", "", 0, given)

    def property(self, name: str, value: Any) -> Any:
        made = self.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        made.Name, made.Value = name, value
        return made


LEVELS: dict[Lang, dict[str | None, tuple[str, ...]]] = {
    "fr": {
        "4": ("4 – Systématique", "  4 ", "toujours"),
        "3": ("3 – Largement appliquée", "3", "3 - largement, depuis 2024"),
        "2": ("2 – Partielle", "2", "partiel"),
        "1": ("1 – Amorcée", "1", "amorcé"),
        "0": ("0 – Inexistante", "0", "NON"),
        "NA": ("NA – Non applicable", "na", "sans objet"),
        "DK": ("NSP – Ne sait pas", "NSP"),
        None: ("oui", "", "7", "2,5"),
    },
    "en": {
        "4": ("4 – Systematic", "4"),
        "3": ("3 – Mostly in place", "mostly in place"),
        "2": ("2 – Partial", "partly"),
        "1": ("1 – Started", "1"),
        "0": ("0 – Not in place", "no"),
        "NA": ("NA – Not applicable", "n/a"),
        "DK": ("DK – Don’t know", "DK"),
        None: ("yes", "", "*"),
    },
}
"""By level, what one may type where one stands; under none, what means no level."""
SUPPORTS: dict[Lang, tuple[tuple[str, int | None], ...]] = {
    "fr": (("Très favorable", 2), ("", None), ("Opposée", -2), ("-1", -1), ("neutre", 0), ("peut-être", None)),
    "en": (("Strongly for", 2), ("", None), ("Against", -2), ("1", 1), ("neutral", 0), ("2", 2), ("maybe", None)),
}
EVIDENCE = ("charte 2024, « page 3 »", "", "=1+1", "0123", "", "2026-03-02", "1/2")
VALUES = {"0": 0.0, "1": 0.25, "2": 0.5, "3": 0.75, "4": 1.0}
WEIGHTS = {"essential": 1.5, "recommended": 1.25, "further": 1.0}


def typed_answers(bundle: Bundle, lang: Lang) -> tuple[Answers, dict[str, Answer]]:
    """Return something to type for every practice, and what it means."""
    levels = [(word, level) for level, words in LEVELS[lang].items() for word in words]
    typed, meant = {}, {}
    for practice, (word, level), (label, support), evidence in zip(
        bundle.meta.practices, cycle(levels), cycle(SUPPORTS[lang]), cycle(EVIDENCE), strict=False
    ):
        texts = {"level": word, "support": label, "evidence": evidence}
        typed[practice.id] = {key: text for key, text in texts.items() if text}
        meant[practice.id] = Answer(practice=practice.id, level=level, support=support, evidence=evidence or None)
    return typed, meant


def score_by_hand(bundle: Bundle, answers: Iterable[Answer]) -> float:
    """Return the weighted mean of the levels, 0–100."""
    known = [
        (WEIGHTS[bundle.meta.by_id[answer.practice].importance], VALUES[answer.level])
        for answer in answers
        if answer.level in VALUES
    ]
    return 100 * sum(weight * value for weight, value in known) / sum(weight for weight, _ in known)


@dataclass(frozen=True)
class Stage:
    """A workbook at one moment: what its live cells hold, where it was stored, what each step returned."""

    live: dict[str, list[Value]]
    files: dict[str, Path]
    said: list[Any]


@dataclass(frozen=True)
class Played:
    """The stages of one workbook, and what the answers mean at each."""

    stages: dict[str, Stage]
    meant: dict[str, dict[str, Answer]]


def play(book: bytes, folder: Path, stages: dict[str, list[Step]], kinds: tuple[str, ...] = KINDS) -> dict[str, Stage]:
    """Open a workbook, take the steps of each stage, store it and look at it after each."""
    path = folder / "workbook.xlsx"
    path.write_bytes(book)
    script: list[Step] = [("open", path.as_uri())]
    files = {name: {kind: folder / f"{name}.{kind}" for kind in kinds} for name in stages}
    for name, steps in stages.items():
        stores = [("store", file.as_uri(), FILTERS[kind]) for kind, file in files[name].items()]
        script += [*steps, *stores, ("named",)]
    said = iter(talk(Client, [*script, ("close",)])[1:])
    found = {}
    for name, steps in stages.items():
        answers = list(islice(said, len(steps) + len(kinds) + 1))
        found[name] = Stage(live=answers[-1], files=files[name], said=answers[: len(steps)])
    return found


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
        "moved": [("rename", RENAMED), ("insert", one, "level"), ("sheets",), ("column", "level"), ("links",)],
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
    _, _, sheets, level, links = unprotected.stages["moved"].said
    assert RENAMED in sheets
    assert links
    for sheet, column in re.findall(r"#'([^']+)'!\$?([A-Z]+)", " ".join(links)):
        assert sheet in sheets
        assert column == level


LEVEL_SPELLINGS = (
    "Don’t know|Don't know|Je ne sais pas|systematique|SYSTÉMATIQUE|3 — largement|3–largement|4-|(3)|3/4|1/2|50%|3 %|<3"
    "|0*|1.0|1,0|TRUE|3\u202f– Largement appliquée|3 \u2011 largement"
)
SUPPORT_SPELLINGS = "TRÈS FAVORABLE|tres favorable |+2|2.0|–2|−2"
SPELLINGS = [
    *(("level", text) for text in LEVEL_SPELLINGS.split("|")),
    *(("support", text) for text in SUPPORT_SPELLINGS.split("|")),
]
"""What people type or paste, understood or not; \u202f is the blank of French typography, \u2011 a firm hyphen."""


@pytest.fixture(scope="module")
def spelt(services: Bundle, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[Value, Value]]:
    """Return the category of a practice answered in each spelling: live, then as read.

    The first practices are ruled out by the profile, so that "don't know" does not look like no answer; no law asks
    for any, so that support counts.
    """
    question = services.meta.applicability[0]
    free = [practice.id for practice in services.meta.practices if practice.obligation is None]
    free.sort(key=lambda practice: practice not in question.rules_out.practices)
    typed = {practice: {"level": "0", key: text} for practice, (key, text) in zip(free, SPELLINGS, strict=False)}
    steps: list[Step] = [("introduce", {f"applicability.{question.id}": "Non"}), ("fill", typed)]
    folder = tmp_path_factory.mktemp("spelt")
    stage = play(generate(services, protected=False), folder, {"spelt": steps}, ("xlsx",))["spelt"]
    wanted = named_results(assess(read(stage.files["xlsx"])))["xa_category"]
    at = {practice: i for i, practice in enumerate(stage.live["xa_ids"])}
    categories = [(stage.live["xa_category"][at[practice]], wanted[at[practice]]) for practice in typed]
    return dict(zip(SPELLINGS, categories, strict=True))


@pytest.mark.parametrize("spelling", SPELLINGS, ids=ascii)
def test_a_spelling_counts_live_as_it_is_read(
    spelling: tuple[str, str], spelt: dict[tuple[str, str], tuple[Value, Value]]
) -> None:
    live, as_read = spelt[spelling]
    assert live == as_read


STRUCTURES = [
    "Établissement de santé privé",
    "établissement DE SANTÉ privé ",
    "Private health-care provider",
    "Établissement de\u00a0santé privé",
    "Etablissement de sante prive",
    "État ou opérateur de l'État",
    "Clinique",
]


@pytest.fixture(scope="module")
def structured(services: Bundle, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    """A workbook answered "3" throughout, where obligations decide of categories, as each kind of structure."""
    typed = {practice.id: {"level": "3"} for practice in services.meta.practices}
    stages: dict[str, list[Step]] = {
        f"s{i}": [("introduce", {"identity.structure_type": text})] for i, text in enumerate(STRUCTURES)
    }
    stages["s0"].insert(0, ("fill", typed))
    return play(generate(services), tmp_path_factory.mktemp("structured"), stages, ("xlsx",))


@pytest.mark.parametrize("text", STRUCTURES, ids=ascii)
def test_a_structure_type_counts_live_as_it_is_read(text: str, structured: dict[str, Stage]) -> None:
    stage = structured[f"s{STRUCTURES.index(text)}"]
    assert not differences(stage.live, assess(read(stage.files["xlsx"])))
