"""A client at LibreOffice, driven without a window: what it types, and what its live cells then hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from tests.office import FILTERS, talk
from tests.recalculation import Value
from xlaudit.model.assessment import Answer
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle

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
            if "_calc" in area.Content and area.getReferredCells() is not None
        }

    def content(self, name: str) -> Any:
        """Return what a defined name stands for."""
        return self.document.NamedRanges.getByName(name).Content

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
