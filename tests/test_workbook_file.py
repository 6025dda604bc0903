"""The workbook to fill as a file: what it is made of, that it is valid, that its bytes are always the same."""

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
from openxml_audit import OpenXmlValidator

from tests.workbooks import Filled, open_book
from xlaudit.api import generate, load
from xlaudit.catalog.load import load_style
from xlaudit.model.assessment import PROFILES, Identity, Profile
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle

STYLES = ("sober", "high-contrast")
LANGS: tuple[Lang, ...] = ("fr", "en")


@cache
def made(style: str, lang: Lang) -> bytes:
    return generate(load("services-metiers"), style=style, lang=lang)


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
