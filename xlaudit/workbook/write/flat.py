"""The tables of a collection for other tools: csv files in which no cell can become a formula, and parquet."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from xlaudit.model.collection import COLUMNS, Collection, Row, TableName
from xlaudit.model.errors import XlauditError

ANSWERED: tuple[TableName, ...] = ("overview", "answers", "domains", "priorities", "issues", "practices", "files")
DANGER = re.compile(r"""(^|[;\t\r\n])(?=[\s"]*[=+\-@＝＋－＠\t\r])""")
"""Where a spreadsheet may see a formula begin: at the start of a text, or after what may part cells and rows.

A French Excel parts a csv at semicolons, and then knows no quotes that do not begin a cell.
"""
NUMBERS = {"support": "Int64", "rank": "Int64", "index": "Float64"}
"""The columns of the answers that are no texts."""


def csv_tables(collection: Collection) -> dict[str, bytes]:
    """Return the csv files of a collection by name: RFC 4180, parted by commas, UTF-8 with a signature."""
    names: Sequence[TableName] = (*ANSWERED, "groups") if collection.anonymised else ANSWERED
    return {f"{name}.csv": csv_bytes(COLUMNS[name], collection.table(name)) for name in names}


def csv_bytes(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return one csv file."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: str | float | None) -> str | float | None:
    return harmless(value) if isinstance(value, str) else value


def harmless(text: str) -> str:
    """Return a text with an apostrophe before each sign that may begin a formula."""
    return DANGER.sub(r"\1'", text)


def parquet_bytes(collection: Collection) -> bytes:
    """Return the long table of answers as a parquet file, with the same types whatever was answered.

    Raises:
        XlauditError: pyarrow is not installed.
    """
    frame = collection.to_frame("answers")
    typed = frame.astype({column: NUMBERS.get(column, "string") for column in frame.columns})
    try:
        data: bytes = typed.to_parquet(None, engine="pyarrow", index=False)
    except ImportError as error:
        raise XlauditError("parquet files need pyarrow; run: pip install 'xlaudit[parquet]'") from error
    return data
