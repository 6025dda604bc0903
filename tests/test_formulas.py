"""Every formula of every workbook is one that Excel 2010, LibreOffice and Google Sheets share."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.test_parity import PROFILES, made
from xlaudit.api import load, metas
from xlaudit.model.assessment import Profile

SAFE = {
    *(
        "SUM",
        "SUMPRODUCT",
        "SUMIFS",
        "COUNTIF",
        "COUNTIFS",
        "COUNTA",
        "AVERAGEIFS",
        "MIN",
        "MAX",
        "LARGE",
        "SMALL",
        "RANK",
    ),
    *("IF", "AND", "OR", "NOT", "IFERROR", "ISNUMBER", "INDEX", "MATCH", "ROUND", "ABS", "SQRT"),
    *("TEXT", "REPT", "LEFT", "FIND", "TRIM", "SUBSTITUTE", "VALUE", "HYPERLINK"),
}
FUNCTION = re.compile(r"([A-Z][A-Z0-9.]*)\(")
STRING = re.compile(r'"(?:[^"]|"")*"')


def formulas(data: bytes) -> list[str]:
    """Return the formulas of every sheet, of validations and of conditional formats."""
    found: list[str] = []
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                xml = archive.read(name).decode()
                found += re.findall(r"<(?:f|formula|formula1)(?: [^>]*[^/])?>([^<]+)</", xml)
    return [
        item.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for item in found
    ]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("meta", metas())
def test_only_functions_that_every_office_suite_shares_are_used(meta: str, profile: Profile) -> None:
    found = formulas(made(load(meta), profile))
    assert len(found) > 50
    used = {name for formula in found for name in FUNCTION.findall(STRING.sub('""', formula))}
    assert used <= SAFE
    assert not any("@" in STRING.sub('""', formula) for formula in found)


def test_numbers_are_put_into_texts_by_the_plain_format_alone() -> None:
    with_text = [formula for formula in formulas(made(load("services-metiers"))) if "TEXT(" in formula]
    assert with_text
    assert all(formula.count("TEXT(") == formula.count(',"0")') for formula in with_text)


def test_no_formula_stands_on_the_table_that_people_sort_and_filter() -> None:
    with ZipFile(BytesIO(made(load("services-metiers")))) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    assert "<f>" not in sheet
    assert "<f " not in sheet
