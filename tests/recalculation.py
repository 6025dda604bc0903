"""An independent engine (ironcalc) that recalculates a workbook whose computed values were all spoilt first."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import ironcalc

Value = str | float
SPOILT = b"<v>-777</v>"
FORMULA_CELL = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>(<f[^>]*/>|<f.*?</f>)<v>(.*?)</v></c>', re.DOTALL)
EMPTY_NUMBER = re.compile(rb'(<c [^>]*?) t="n"([^>]*?)(?:/>|></c>)')


class Recalculated:
    """A workbook recalculated from its inputs and formulas alone.

    Args:
        data: the workbook; its cached values are thrown away before it is loaded.
        folder: where to put the file that the engine loads.
    """

    def __init__(self, data: bytes, folder: Path) -> None:
        path = folder / "spoilt.xlsx"
        path.write_bytes(spoilt(data))
        self._model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        self._model.evaluate()
        self._names = {item["name"]: item["formula"] for item in self._model.get_defined_name_list()}
        self.sheets = [sheet["name"] for sheet in self._model.get_worksheets_properties()]

    def at(self, sheet: str, cell: str) -> Value:
        """Return the value of a cell, "" when it is empty."""
        found = re.fullmatch(r"([A-Z]+)(\d+)", cell)
        assert found is not None, cell
        column = ironcalc.column_number_from_name(found[1])
        value = self._model.get_cell_value(self.sheets.index(sheet), int(found[2]), column)
        return "" if value is None else value

    def has(self, name: str) -> bool:
        """Tell whether a defined name exists."""
        return name in self._names

    def named(self, name: str) -> list[Value]:
        """Return the values of a defined name, in order."""
        sheet, _, area = self._names[name].replace("$", "").rpartition("!")
        first, _, last = area.partition(":")
        column = re.sub(r"\d", "", first)
        rows = range(int(re.sub(r"\D", "", first)), int(re.sub(r"\D", "", last or first)) + 1)
        return [self.at(sheet.strip("'"), f"{column}{row}") for row in rows]


def spoilt(data: bytes) -> bytes:
    """Spoil every cached value, and undo what openpyxl does to empty cells (a number without a value reads as 0)."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = EMPTY_NUMBER.sub(rb"\1\2/>", part)
                part = re.sub(rb"(</f>|<f[^>]*/>)<v>.*?</v>", rb"\1" + SPOILT, part, flags=re.DOTALL)
                part = part.replace(b' t="str"', b"")
            new.writestr(name, part)
    return buffer.getvalue()


def cached_formulas(data: bytes) -> dict[tuple[str, str], Value]:
    """Return the value cached beside each formula, by sheet name and cell, as the file holds it."""
    with ZipFile(BytesIO(data)) as archive:
        book = archive.read("xl/workbook.xml").decode()
        sheets = re.findall(r'<sheet name="([^"]+)"', book)
        found: dict[tuple[str, str], Value] = {}
        for number, sheet in enumerate(sheets, start=1):
            for cell, kind, _, value in FORMULA_CELL.findall(archive.read(f"xl/worksheets/sheet{number}.xml")):
                text = _unescaped(value.decode())
                found[sheet, cell.decode()] = text if b't="str"' in kind else float(text)
    return found


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def same(one: Value, other: Value) -> bool:
    """Tell whether two values are equal: texts exactly, numbers to 1e-9."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return abs(one - other) <= 1e-9
