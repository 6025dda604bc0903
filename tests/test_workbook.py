"""The workbook to fill, as a spreadsheet program sees it: sheets, table, lists, protection, looks, bytes."""

import os
import re
import subprocess
import sys
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

from tests.workbooks import FIRST_ROW, HEADER_ROW, KEYS_ROW, Filled, open_book
from xlaudit.api import generate, load
from xlaudit.catalog.load import load_style
from xlaudit.model.assessment import PROFILES, Identity, Profile
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.workbook.write.fit import row_height

INPUTS = ("level", "support", "evidence", "comment", "initials")
# DESIGN §6: the keys and the French headings of the client's view
KEYS = [
    *("practice", "domain", "title", "expected", "level", "support", "evidence", "comment", "initials"),
    *("environmental", "social", "effort", "importance", "stages", "actors", "sources"),
]
HEADINGS = [
    "Réf.",
    "Domaine",
    "Pratique",
    "Ce qui est attendu",
    "Où en êtes-vous ?",
    "Adhésion de l’équipe",
    "Preuves ou exemples",
    "Commentaire",
]
ORDER = ["Accueil", "Diagnostic", "Résultats", "Priorités", "Checklist", "Sources", "_xlaudit"]
STYLES = ("sober", "high-contrast")
LANGS: tuple[Lang, ...] = ("fr", "en")


@pytest.fixture(scope="module")
def book(empty_workbook: bytes) -> Workbook:
    return open_book(empty_workbook)


@pytest.fixture(scope="module")
def table(book: Workbook) -> Worksheet:
    return book["Diagnostic"]


@cache
def made(style: str, lang: Lang) -> bytes:
    return generate(load("services-metiers"), style=style, lang=lang)


def xml_of(data: bytes, sheet: str) -> str:
    """Return the XML of a sheet, by its name."""
    with ZipFile(BytesIO(data)) as archive:
        index = open_book(data).sheetnames.index(sheet) + 1
        return archive.read(f"xl/worksheets/sheet{index}.xml").decode()


def test_sheets_stand_in_the_order_of_the_design_and_the_identity_is_very_hidden(book: Workbook) -> None:
    known = [name for name in book.sheetnames if name in ORDER]
    assert known == [name for name in ORDER if name in known]
    assert book.sheetnames[:2] == ["Accueil", "Diagnostic"]
    assert {"Sources", "_xlaudit"} <= set(known)
    states = {sheet.title: sheet.sheet_state for sheet in book}
    assert {name for name, state in states.items() if state != "visible"} == {
        name for name in states if name.startswith("_")
    }
    assert states["_xlaudit"] == "veryHidden"


@pytest.mark.parametrize("lang", LANGS)
def test_sheets_are_named_in_the_language_of_the_workbook(lang: Lang) -> None:
    names = open_book(made("sober", lang)).sheetnames
    assert names[:2] == {"fr": ["Accueil", "Diagnostic"], "en": ["Home", "Assessment"]}[lang]


def test_the_table_has_one_row_per_practice_in_the_order_of_the_meta_referential(
    table: Worksheet, services: Bundle
) -> None:
    shown = [cell.value for cell in table["A"][FIRST_ROW - 1 :]]
    assert shown == [practice.id for practice in services.meta.practices]
    assert table.merged_cells.ranges == set()


def test_a_hidden_row_of_machine_keys_stands_above_the_one_row_of_headings(table: Worksheet) -> None:
    assert [cell.value for cell in table[KEYS_ROW]] == KEYS
    assert table.row_dimensions[KEYS_ROW].hidden
    assert [cell.value for cell in table[HEADER_ROW]][: len(HEADINGS)] == HEADINGS
    assert not table.row_dimensions[HEADER_ROW].hidden


def test_headings_and_references_stay_in_sight_and_rows_can_be_filtered(table: Worksheet) -> None:
    assert table.freeze_panes == f"D{FIRST_ROW}"
    assert table.auto_filter.ref == f"A{HEADER_ROW}:P{FIRST_ROW + 103}"
    assert table.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"


@pytest.mark.parametrize("sheet", ["Accueil", "Diagnostic", "Sources"])
def test_every_sheet_prints_on_a4_landscape_one_page_wide(book: Workbook, sheet: str) -> None:
    setup = book[sheet].page_setup
    assert (setup.orientation, int(setup.paperSize or 0), setup.fitToHeight) == ("landscape", 9, 0)
    fit = book[sheet].sheet_properties.pageSetUpPr
    assert fit is not None
    assert fit.fitToPage


@pytest.mark.parametrize(("key", "name"), [("level", "xa_list_levels"), ("support", "xa_list_support")])
def test_lists_come_from_a_named_range_and_warn_rather_than_forbid(book: Workbook, key: str, name: str) -> None:
    column = "ABCDEFGHIJKLMNOP"[KEYS.index(key)]
    rules = [
        rule
        for rule in book["Diagnostic"].data_validations.dataValidation
        if str(rule.sqref) == f"{column}{FIRST_ROW}:{column}{FIRST_ROW + 103}"
    ]
    assert len(rules) == 1
    assert (rules[0].type, rules[0].formula1, rules[0].errorStyle) == ("list", name, "warning")
    assert rules[0].error
    assert len(rules[0].prompt) <= 255


@pytest.mark.parametrize(
    ("name", "first", "last", "count"),
    [
        ("xa_list_levels", "0 – Inexistante", "NSP – Ne sait pas", 7),
        ("xa_list_support", "Très favorable", "Opposée", 5),
    ],
)
def test_the_named_ranges_hold_the_lists(book: Workbook, name: str, first: str, last: str, count: int) -> None:
    sheet, area = next(iter(book.defined_names[name].destinations))
    items = [row[0].value for row in book[sheet][area]]
    assert (items[0], items[-1], len(items)) == (first, last, count)
    assert not any(str(item).startswith(("+", "-", "=")) for item in items)


def test_only_what_is_to_be_filled_is_unlocked(book: Workbook, empty_workbook: bytes) -> None:
    filled = Filled(empty_workbook)
    unlocked = {cell.coordinate for row in filled.table.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {filled.cell(practice, key).coordinate for practice in filled.rows for key in INPUTS}
    home = {cell.coordinate[0] for row in book["Accueil"].iter_rows() for cell in row if not cell.protection.locked}
    assert home == {"C"}


@pytest.mark.parametrize("sheet", ["Accueil", "Diagnostic", "Sources"])
def test_protection_has_no_password_and_leaves_filters_widths_and_heights_free(book: Workbook, sheet: str) -> None:
    protection = book[sheet].protection
    assert protection.sheet
    assert (protection.password, protection.hashValue) == (None, None)
    # in the file, "0" allows
    assert (protection.autoFilter, protection.formatColumns, protection.formatRows) == (False, False, False)


def test_an_unprotected_workbook_locks_nothing(services: Bundle) -> None:
    free = open_book(generate(services, protected=False))
    assert [sheet.title for sheet in free if sheet.protection.sheet] == []


def test_nothing_is_prefilled(table: Worksheet) -> None:
    columns = [KEYS.index(key) for key in INPUTS]
    assert {row[column].value for row in table.iter_rows(min_row=FIRST_ROW) for column in columns} == {None}


def test_the_first_sheet_opens_on_its_first_cell(book: Workbook) -> None:
    assert book.active is book.worksheets[0]
    selection = book.worksheets[0].sheet_view.selection
    assert [item.activeCell for item in selection] in ([], ["A1"])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("style", STYLES)
def test_no_help_of_the_first_sheet_is_cut(style: str, lang: Lang) -> None:
    home = open_book(generate("services-metiers", style=style, lang=lang)).worksheets[0]
    helps = [row[3] for row in home.iter_rows() if str(row[0].value).startswith("identity.") and row[3].value]
    assert len(helps) == 3
    for cell in helps:
        assert cell.alignment.wrap_text
        size = int(cell.font.size or 0)
        assert row_height(str(cell.value), 320 - 16, size) <= (home.row_dimensions[cell.row].height or 0) + 0.75


def test_rows_may_grow_as_one_types(empty_workbook: bytes) -> None:
    rows = re.findall(r'<row r="(\d+)"([^>]*)>', xml_of(empty_workbook, "Diagnostic"))
    questions = [attributes for number, attributes in rows if int(number) >= FIRST_ROW]
    assert len(questions) == 104
    assert all(" ht=" in attributes and "customHeight" not in attributes for attributes in questions)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("style", STYLES)
def test_the_client_s_columns_fit_a_laptop(style: str, lang: Lang) -> None:
    xml = xml_of(made(style, lang), {"fr": "Diagnostic", "en": "Assessment"}[lang])
    width = 0
    for column in re.findall(r"<col [^>]*>", xml):
        found = dict(re.findall(r'(\w+)="([^"]*)"', column))
        if found.get("hidden") != "1":
            # Calibri 11: seven pixels to a unit of width
            width += round(float(found["width"]) * 7) * (int(found["max"]) - int(found["min"]) + 1)
    assert 1000 < width <= 1230


@pytest.mark.parametrize("profile", PROFILES)
def test_no_text_is_in_the_file_that_no_cell_shows(profile: Profile) -> None:
    with ZipFile(BytesIO(generate(load("services-metiers"), profile=profile))) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    shown = [int(index) for sheet in sheets for index in re.findall(r't="s"><v>(\d+)</v>', sheet)]
    assert f'count="{len(shown)}" uniqueCount="{len(set(shown))}"' in strings
    assert strings.count("<si>") == len(set(shown)) == max(shown) + 1


@pytest.mark.parametrize("style", STYLES)
def test_the_theme_offers_the_colours_and_the_font_of_the_style(style: str) -> None:
    with ZipFile(BytesIO(made(style, "fr"))) as archive:
        theme = archive.read("xl/theme/theme1.xml").decode()
    look = load_style(style)
    slots = dict(re.findall(r'<a:(\w+)><a:srgbClr val="(\w{6})"/>', theme))
    assert len(slots) == 12
    assert slots["dk1"] == look.palette.ink[1:].upper()
    assert slots["accent1"] == look.palette.accent[1:].upper()
    assert theme.count(f'<a:latin typeface="{look.font}"/>') == 2


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("style", STYLES)
def test_the_file_is_valid_for_the_office_schemas(tmp_path: Path, style: str, lang: Lang) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(made(style, lang))
    result = OpenXmlValidator().validate(path)
    assert list(map(str, result.errors)) == []


def test_the_validator_sees_a_file_that_is_not_valid(tmp_path: Path, empty_workbook: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(Filled(empty_workbook).bytes())
    assert len(OpenXmlValidator().validate(path).errors) > 0  # DESIGN §10: openpyxl's files give 4–5


def test_the_document_says_its_title(services: Bundle) -> None:
    data = generate(services, identity=Identity(organisation="Clinique & Cie"))
    properties = open_book(data).properties
    assert properties.title == "Services métiers – Clinique & Cie"


@pytest.mark.parametrize("lang", LANGS)
def test_the_document_says_its_language(lang: Lang) -> None:
    assert open_book(made("sober", lang)).properties.language == lang


def test_the_same_input_gives_the_same_bytes_in_any_process(root: Path, empty_workbook: bytes) -> None:
    code = "import hashlib, xlaudit; print(hashlib.sha256(xlaudit.generate('services-metiers')).hexdigest())"
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert digests == {sha256(empty_workbook).hexdigest()}


def test_a_text_that_looks_like_a_formula_stays_a_text(services: Bundle) -> None:
    data = generate(services, identity=Identity(organisation="=1+1", team="@SUM(A1)", site="-2", territory="+3"))
    filled = Filled(data)
    cells = [filled.identity(field) for field in ("organisation", "team", "site", "territory")]
    assert [(cell.value, cell.data_type) for cell in cells] == [
        ("=1+1", "s"),
        ("@SUM(A1)", "s"),
        ("-2", "s"),
        ("+3", "s"),
    ]
    assert all(cell.quotePrefix for cell in cells)
