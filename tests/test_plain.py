"""What is taken for plain without a closer look is what the closer look finds nothing in."""

import os
import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.fuzzing import Parts, mutate_xml, round_of
from tests.workbooks import Filled
from xlaudit.api import generate
from xlaudit.model.errors import WorkbookError
from xlaudit.workbook.read import inspect, regular
from xlaudit.workbook.read.facts import SheetFacts
from xlaudit.workbook.read.plain import MOST_BYTES, are_plain_strings, without_plain_cells
from xlaudit.workbook.read.regular import refuse_odd_strings

SEED = os.environ.get("XLAUDIT_FUZZ_SEED", "plain")
ROUNDS = 400
EMPTY = (b'<worksheet><sheetData><row r="1"></row></sheetData></worksheet>', set[str]())
SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")


def workbooks() -> list[Parts]:
    """A filled workbook as the generator writes it, and as openpyxl does."""
    data = generate("maturite-appetence-acteurs", profile="referent")
    filled = Filled(data)
    for i, practice in enumerate(filled.rows):
        filled.type(practice, "level", (3, "2 – Partielle", "NA", None)[i % 4])
        filled.type(practice, "evidence", "À & B <é>\n « fin » ")
    return [Parts(data), Parts(filled.bytes())]


def mutated() -> list[tuple[str, bytes]]:
    """Every sheet and table of strings that some round changed, with its name."""
    books, found = workbooks(), list[tuple[str, bytes]]()
    for number in range(ROUNDS):
        parts = books[number % 2]
        data, _ = mutate_xml(parts, round_of(SEED, "plain", number))
        with ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                if (content := archive.read(name)) != parts.contents.get(name):
                    found.append((name, content))
    return [(name, content) for name, content in found if SHEET.fullmatch(name) or name.endswith("sharedStrings.xml")]


def looked_at(xml: bytes, monkeypatch: pytest.MonkeyPatch) -> SheetFacts | None:
    """Return what the parser says of every cell of a sheet, none when it refuses it."""
    with monkeypatch.context() as patch:
        patch.setattr(inspect, "without_plain_cells", lambda xml: (xml, set()))
        return seen(xml)


def seen(xml: bytes) -> SheetFacts | None:
    """Return what a sheet holds beside its values, none when it is refused."""
    try:
        return inspect._Scan("file", "sheet", {}).run(xml)
    except (*inspect.BROKEN, WorkbookError):
        return None


def test_a_sheet_is_judged_alike_whether_its_cells_are_plain_or_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = 0
    for name, xml in mutated():
        if SHEET.fullmatch(name):
            plain += without_plain_cells(xml)[0] != xml
            assert seen(xml) == looked_at(xml, monkeypatch), (name, xml)
    assert plain > 50


def test_plain_strings_are_refused_by_no_closer_look(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = [xml for name, xml in mutated() if name.endswith("sharedStrings.xml") and are_plain_strings(xml)]
    assert len(tables) > 10
    for xml in tables:
        with monkeypatch.context() as patch:
            patch.setattr(regular, "are_plain_strings", lambda _: False)
            closer = _refused(xml)
        assert _refused(xml) == closer


def _refused(xml: bytes) -> bool:
    try:
        refuse_odd_strings(xml)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize("number", [1, 2, 5])
def test_the_sheets_of_a_generated_workbook_are_plain(number: int) -> None:
    contents = Parts(generate("services-metiers")).contents
    rest, unvalued = without_plain_cells(contents[f"xl/worksheets/sheet{number}.xml"])
    assert unvalued == set()
    assert b"<v>" not in rest
    assert are_plain_strings(contents["xl/sharedStrings.xml"])


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>',
        '<c r="B1"><v>1</v></c><c r="A1"><v>2</v></c>',
        '<c r="A2"><v>1</v></c>',
        '<c r="A1"><v>1</v><v>2</v></c>',
        '<c r="A1" t="s"><v>x</v></c>',
        '<c r="A1" t="e"><v>#REF!</v></c>',
        '<c r="A1"><v><!-- 1 -->2</v></c>',
        '<c r="A1"><v><![CDATA[1]]></v></c>',
        '<c r="A1" t="str"><f>B1</f><v></v></c>',
        '<c s="1" r="A1"><v>1</v></c>',
        '<c r="A1" t="inlineStr"><is><t>&#0;</t></is></c>',
        '<c r="A1" t="inlineStr"><is><t>&nbsp;</t></is></c>',
        '<c r="SZZ1"><v>1</v></c>',
        '<x:c r="A1"><x:v>1</x:v></x:c>',
        "<c><v>1</v></c>",
    ],
)
def test_a_cell_out_of_the_ordinary_is_looked_at(cells: str) -> None:
    sheet = '<worksheet><sheetData><row r="1">%s</row></sheetData></worksheet>'
    assert without_plain_cells((sheet % '<c r="A1" s="3" t="s"><v>0</v></c><c r="C1"/>').encode()) == EMPTY
    assert without_plain_cells((sheet % cells).encode()) == ((sheet % cells).encode(), set())


def test_a_large_sheet_is_read_in_a_stream() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n}</v></c></row>' for n in range(1, 19_000))
    small = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()
    large = small.replace(b"<sheetData>", b"<!--%s--><sheetData>" % (b" " * MOST_BYTES))
    assert b"<c " not in without_plain_cells(small)[0]
    assert without_plain_cells(large) == (large, set())


def test_a_formula_without_a_value_is_plain_and_named() -> None:
    cells = '<c r="A1"><f>B1</f></c><c r="B1" s="1"><f>C1</f><v></v></c><c r="C1"><f>1</f><v>1</v></c>'
    xml = f'<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'.encode()
    assert without_plain_cells(xml) == (EMPTY[0], {"A1", "B1"})
