"""A workbook filled by a real client, LibreOffice driven without a window, counts alike live and when it is read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.office import differences, needs_office, talk
from xlaudit.api import assess, generate, read
from xlaudit.model.assessment import Answer, Assessment
from xlaudit.model.bundle import Bundle

pytestmark = [pytest.mark.libreoffice, needs_office]

Step = Sequence[Any]
Answers = dict[str, dict[str, str]]
"""What is typed: by practice, the text of each column by machine key."""


class Client:
    """A person at LibreOffice. Its source is run by LibreOffice's Python: it must stand alone."""

    def __init__(self, context: Any) -> None:
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
        area = sheet.getCellRangeByPosition(
            0, min(rows.values()) - 1, max(columns.values()), max(rows.values()) - 1
        )
        fields = self.property("SortFields", self.sort_field(columns[key]))
        area.sort((fields, self.property("ContainsHeader", False)))
        return [values[columns["practice"]] for values in area.getDataArray()]

    def sort_field(self, column: int) -> Any:
        import uno  # only there

        field = uno.createUnoStruct("com.sun.star.table.TableSortField")
        field.Field, field.IsAscending = column, True
        return uno.Any("[]com.sun.star.table.TableSortField", (field,))

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
        import uno  # only there

        made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        made.Name, made.Value = name, value
        return made
