"""What was done to the table itself: copies, merged cells, hidden rows, swapped headings."""

from collections.abc import Callable, Mapping

from xlaudit.model.assessment import Answer
from xlaudit.workbook.read.facts import address
from xlaudit.workbook.read.grid import as_text
from xlaudit.workbook.read.notes import Notes
from xlaudit.workbook.read.recognise import Labels, Table
from xlaudit.workbook.read.words import fold


def choose_table(tables: list[Table], name: str) -> tuple[Table, list[Table]]:
    """Take the table on the sheet of the given name, else the first; return the others beside it."""
    chosen = next((table for table in tables if table.by_key and table.grid.name == name), tables[0])
    return chosen, [table for table in tables if table is not chosen]


def say_copies(
    chosen: tuple[Answer, ...], others: list[Table], read: Callable[[Table], tuple[Answer, ...]], notes: Notes
) -> None:
    """Say which other sheets hold the questionnaire, and whether they answer alike."""
    for other in others:
        notes.issue("XA309" if read(other) == chosen else "XA306", grid=other.grid)


def say_merged(table: Table, practice_of: Mapping[int, str], notes: Notes) -> None:
    """Say which answer cells are merged over several practices."""
    answers = set(table.answer_columns.values())
    for top, left, bottom, right in table.grid.facts.merged:
        rows = [row for row in range(top, min(bottom, top + 1000) + 1) if row in practice_of]
        if len(rows) > 1 and answers & set(range(left, right + 1)):
            cells = f"{address(top, left)}:{address(bottom, right)}"
            notes.issue("XA310", grid=table.grid, at=(top, left), practice=practice_of[rows[0]], cells=cells)


def say_hidden(table: Table, practice_of: Mapping[int, str], notes: Notes) -> None:
    """Say how many rows of the questionnaire are hidden."""
    hidden = sum(row in practice_of for row in table.grid.facts.hidden_rows)
    if hidden:
        notes.issue("XA311", grid=table.grid, value=str(hidden))


def say_swapped_headings(table: Table, labels: Labels, spoken: Mapping[str, str], notes: Notes) -> None:
    """Say which headings are those of another column; the keys are followed."""
    if not table.by_key:
        return
    for key, col in table.columns.items():
        heading = as_text(table.grid.at(table.header_row, col))
        found = labels.get(fold(heading))
        if found is not None and found != key:
            notes.issue(
                "XA312", grid=table.grid, at=(table.header_row, col), value=heading, column=spoken.get(key, key)
            )
