"""Type answers into a workbook, as a person would, and leave all else as it is."""

import warnings
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import openpyxl

from xlaudit.workbook.layout import FIRST_ROW, KEYS_ROW
from xlaudit.workbook.read.grid import one_line_break
from xlaudit.workbook.write.package import escape_controls


def fill_workbook(data: bytes, sheet: str, answers: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Write values into the questionnaire of a workbook.

    Args:
        data: the workbook.
        sheet: the name of its questionnaire.
        answers: by practice, the value of each column by machine key: ``{"STRAT-01": {"level": "3"}}``.

    Returns:
        The filled workbook.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl drops data bars, and says so
        book = openpyxl.load_workbook(BytesIO(data))
    table = book[sheet]
    columns = {str(cell.value): index for index, cell in enumerate(table[KEYS_ROW + 1], start=1)}
    for row in range(FIRST_ROW + 1, table.max_row + 1):
        reference = table.cell(row, columns["practice"]).value
        for key, value in answers.get(str(reference), {}).items():
            cell = table.cell(row, columns[key])
            cell.value = escape_controls(one_line_break(value)) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"  # a text stays a text, whatever it begins with
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
