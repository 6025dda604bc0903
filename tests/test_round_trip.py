r"""What is answered is what is read, whatever it is: written by the generator, typed by openpyxl, saved by LibreOffice.

What must come back is what was typed, to the character, but for two things that no cell tells apart:

- a text of blanks alone is no answer (its cell is ``ignored`` in the ledger);
- a line break is ``\n``, whatever program wrote it (``\r\n`` and a lone ``\r`` are the same break).

Texts hold any character that XML can hold, up to the 32 767 UTF-16 units of an Excel cell.
"""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import Row, bundle, meta, phrases
from tests.office import FILTERS, convert, needs_office
from xlaudit.catalog.load import load_issue_catalogue, load_style, load_template
from xlaudit.model.assessment import PROFILES, Answer, Assessment, Profile
from xlaudit.model.base import LANGS, Lang
from xlaudit.model.bundle import Bundle
from xlaudit.workbook.fill import fill_workbook
from xlaudit.workbook.layout import LEVEL_KEYS, MAX_CELL
from xlaudit.workbook.read.origin import Library
from xlaudit.workbook.read.workbook import read_workbook
from xlaudit.workbook.spec import WorkbookSpec, typed_level
from xlaudit.workbook.write.generate import generate_workbook

LEVELS = (None, "0", "1", "2", "3", "4", "NA", "DK")
SUPPORTS = (None, -2, -1, 0, 1, 2)
TEXT_KEYS = ("evidence", "comment", "notes", "initials")
ROWS = tuple(
    Row(domain=domain, not_applicable=rule) for domain in ("AAA", "BBB") for rule in ("allowed", "never", "allowed")
)
HARD = (
    *("=1+1", "=A1", "+33 6", "-2", "@nom", "'cité", "=", "#REF!", "#N/A", "TRUE", "3", "1e5", "2026-03-02", "oui"),
    *(" avant", "après ", "\tavant", "après\t", "un\tdeux", "un  deux", "\n\nun\n", " \n un", "\u00a0un\u00a0"),
    *("un\ndeux", "un\r\ndeux", "un\rdeux", "un\n\r\ndeux", "un\u2028deux", "un\u0085deux"),
    *("_x000D_", "_x000d_", "a_x0041_b", "_x005F_x000D_", "_x005F_", "_x0_", "_xD83D_", "__x000A__"),
    *("😀 🇫🇷 👩🏽‍⚕️", "שלום (עולם)", "\u202eabc\u202c", "e\u0301", "\ufeffa", "\u200b", "\u00ada", "\x7f", "\x9f"),
    *("<b>&amp;</b>", "<r>x</r>", "<r><t>a</t></r>", "]]>", "&#13;", "&lt;", '"', "{}"),
    *("%PDF", "\\n", "\U0010fffd", "\U0001fffe", "\ue000"),
)
"""Texts that one program or another takes for something else."""
BLANK = (" ", "\n", " \u00a0\t", "\u3000", "\u2028", "\r\n")
LONG = ("é" * MAX_CELL, "un mot " * 4681, "\U0001f600" * (MAX_CELL // 2), "=" * 5000, "ligne\n" * 3000)

characters = st.characters(
    exclude_categories=["Cs"],
    exclude_characters="".join(map(chr, range(32))).translate({9: None, 10: None, 13: None}) + "\ufffe\uffff",
)
"""All that XML can hold."""
pieces = st.lists(st.sampled_from((*HARD, *BLANK)) | st.text(characters, max_size=6), max_size=8).map("".join)
long_texts = st.builds(
    lambda piece, length: within(piece * (length // len(piece) + 1)),
    st.text(characters, min_size=1, max_size=9),
    st.integers(1000, MAX_CELL),
)
texts = st.none() | st.text(characters, max_size=60) | pieces | st.sampled_from((*HARD, *BLANK)) | long_texts
levels, supports = st.sampled_from(LEVELS), st.sampled_from(SUPPORTS)


def within(text: str) -> str:
    """Return what of a text fits in a cell."""
    return text.encode("utf-16-le")[: 2 * MAX_CELL].decode("utf-16-le", "ignore")


def came_back(text: str | None, _found: str | None = None) -> str | None:
    """Return what must be read where a text was typed, whatever was found."""
    if text is None or not text.strip():
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


@cache
def small() -> Bundle:
    """Return the meta-referential of these tests: two domains of three practices."""
    return bundle(meta(*ROWS))


@cache
def library() -> Library:
    """Return what reading needs to know, and nothing but the small meta-referential."""
    return Library(
        load=lambda _name, _version: small(),
        metas=lambda: (small().meta.id,),
        templates=(load_template("standard"),),
        catalogue=load_issue_catalogue(),
        phrases=phrases(),
    )


@cache
def spec(profile: Profile, lang: Lang) -> WorkbookSpec:
    """Return the workbook to fill of a profile."""
    return WorkbookSpec(
        bundle=small(),
        template=load_template("standard"),
        style=load_style("sober"),
        phrases=phrases(),
        lang=lang,
        profile=profile,
        practices=small().meta.practices,
    )


@cache
def empty(profile: Profile, lang: Lang) -> bytes:
    """Return the empty workbook of a profile."""
    return generate_workbook(spec(profile, lang))


def keys_of(profile: Profile) -> set[str]:
    return {column.key for column in spec(profile, "fr").columns}


@st.composite
def answers(draw: st.DrawFn, profile: Profile) -> tuple[Answer, ...]:
    """Draw the answers of a whole workbook."""
    found = []
    for practice in small().meta.practices:
        level, declared = draw(levels), draw(levels) if "declared" in keys_of(profile) else None
        said = {key: draw(texts) for key in TEXT_KEYS if key in keys_of(profile)}
        support = draw(supports)
        found.append(
            Answer(practice=practice.id, level=level or declared, declared=declared, support=support).model_copy(
                update=said
            )
        )
    return tuple(found)


filled = st.sampled_from(PROFILES).flatmap(
    lambda profile: st.tuples(st.just(profile), st.sampled_from(LANGS), answers(profile))
)
Filling = tuple[Profile, Lang, tuple[Answer, ...]]


def typed(filling: Filling) -> dict[str, dict[str, str]]:
    """Return what a person types for these answers: by practice and column."""
    profile, lang, given = filling
    scale = small().scale
    found: dict[str, dict[str, str]] = {}
    for answer in given:
        row: dict[str, str | None] = {key: getattr(answer, key) for key in TEXT_KEYS}
        for key in LEVEL_KEYS:
            level = typed_level(answer, key) if key in keys_of(profile) else None
            row[key] = scale.by_id[level].display(lang) if level else None
        row["support"] = scale.support_label(answer.support, lang) or None
        found[answer.practice] = {key: value for key, value in row.items() if value is not None}
    return found


def written(filling: Filling) -> bytes:
    """Return the workbook that the generator writes with the answers in place."""
    profile, lang, given = filling
    return generate_workbook(replace(spec(profile, lang), answers=given))


def differences(
    found: tuple[Answer, ...],
    given: tuple[Answer, ...],
    rule: Callable[[str | None, str | None], str | None] = came_back,
) -> list[str]:
    """Return each answer that is not read as it was given, with both; ``rule`` says what a text must be read as."""
    assert [answer.practice for answer in found] == [answer.practice for answer in given]
    wrong = []
    for read, answer in zip(found, given, strict=True):
        for key, value in answer:
            wanted, got = rule(value, getattr(read, key)) if key in TEXT_KEYS else value, getattr(read, key)
            if got != wanted:
                wrong.append(f"{answer.practice} {key}: {wanted!a:.80} was read as {got!a:.80}")
    return wrong


def read_back(data: bytes) -> Assessment:
    return read_workbook(data, "rempli", library())


def check(found: Assessment, filling: Filling) -> None:
    """Check answers, issues and ledger; the only thing to say is "not applicable" where that is never allowed."""
    assert differences(found.answers, filling[2]) == []
    never = {practice.id for practice in small().meta.practices if practice.not_applicable == "never"}
    ruled = [answer.practice for answer in filling[2] if answer.level == "NA" and answer.practice in never]
    said = [(issue.code, issue.practice) for issue in found.issues if issue.code != "XA103"]
    assert said == [("XA405", practice) for practice in ruled]
    cells = [value for row in typed(filling).values() for value in row.values() if value]
    blanks = sum(not value.strip() for value in cells)
    fates = [fate.fate for fate in found.ledger]
    assert (fates.count("accepted"), fates.count("ignored")) == (len(cells) - blanks, blanks)
    assert len(fates) == len(cells)


def one(text: str, profile: Profile = "client") -> Filling:
    """Return a filling with one text, as evidence of the first practice."""
    first, *others = (Answer(practice=practice.id) for practice in small().meta.practices)
    return profile, "fr", (first.model_copy(update={"evidence": text}), *others)


@given(filled)
@example(one("_x005F_x000D_"))
@settings(max_examples=100, deadline=None)
def test_what_the_generator_writes_is_what_is_read(filling: Filling) -> None:
    check(read_back(written(filling)), filling)


@given(filled)
@example(one("=1+1"))
@example(one("#REF!"))
@example(one("_x000D_"))
@settings(max_examples=60, deadline=None)
def test_what_is_typed_with_openpyxl_is_what_is_read(filling: Filling) -> None:
    profile, lang, _ = filling
    sheet = getattr(spec(profile, lang).template.sheets["questionnaire"], lang)
    check(read_back(fill_workbook(empty(profile, lang), sheet, typed(filling))), filling)


@pytest.mark.parametrize("text", [*HARD, *BLANK, *LONG], ids=lambda text: ascii(text[:12]))
def test_each_hard_text_comes_back(text: str) -> None:
    for filling in (one(text), one(text, "interview")):
        check(read_back(written(filling)), filling)


FILLINGS = 12
LOST_BY_LIBREOFFICE = ("_x0_", "_x005F_x000D_")
"""It reads the first as an escaped character, and does not escape both of two escapes that share a sign."""
SPLIT = "\ufffd\ufffd"


def random_fillings() -> tuple[Filling, ...]:
    """Return the dozen fillings that LibreOffice saves again: every hard text, mixtures of them, any characters."""
    chance = random.Random(5)
    whole = [chr(code) for code in (9, 10, *range(32, 0xD800), *range(0xE000, 0xFFFE), *range(0x10000, 0x110000))]
    hard = [text for text in (*HARD, *BLANK) if text not in LOST_BY_LIBREOFFICE]
    dealt: list[str | None] = [*hard, *LONG, *[None] * 40]
    dealt += ["".join(chance.choices(hard, k=chance.randint(2, 6))) for _ in range(60)]
    dealt += ["".join(chance.choices(whole, k=chance.randint(1, 60))) for _ in range(60)]
    chance.shuffle(dealt)

    def answer(profile: Profile, practice: str) -> Answer:
        level, declared = chance.choice(LEVELS), chance.choice(LEVELS)
        declared = declared if profile == "interview" else None
        given = Answer(practice=practice, level=level or declared, declared=declared, support=chance.choice(SUPPORTS))
        said = {key: dealt.pop() if dealt else None for key in TEXT_KEYS if key in keys_of(profile)}
        return given.model_copy(update=said)

    def filling(profile: Profile, lang: Lang) -> Filling:
        return profile, lang, tuple(answer(profile, practice.id) for practice in small().meta.practices)

    found = tuple(filling(PROFILES[number % 3], LANGS[number % 2]) for number in range(FILLINGS))
    assert not dealt, f"{len(dealt)} texts found no cell"
    return found


def as_xls_has_it(typed: str | None, found: str | None) -> str | None:
    """Return what must be read of a text in a .xls file: what was typed, but for two things that it cannot hold.

    A byte-order mark that begins a string is taken for the mark of its encoding. A string is cut into records of
    8 224 bytes at most; a character of two units on a cut comes back as two replacement characters.
    """
    wanted = came_back(typed and typed.removeprefix("\ufeff"))
    if wanted is None or found is None or SPLIT not in found:
        return wanted
    parts = found.split(SPLIT)
    cuts = len(wanted.encode("utf-16-le")) // 8000
    kept = re.fullmatch("[\U00010000-\U0010ffff]".join(map(re.escape, parts)), wanted)
    return found if kept and len(parts) - 1 <= cuts else wanted


def as_ods_has_it(typed: str | None, found: str | None) -> str | None:
    """Return what must be read of a text in an .ods file: what was typed, less the tabs, dropped by the reader."""
    wanted = came_back(typed)
    return found if wanted is not None and found == wanted.replace("\t", "") else wanted


ALLOWED = {"xls": as_xls_has_it, "ods": as_ods_has_it}


@pytest.mark.libreoffice
@needs_office
@pytest.mark.parametrize("kind", FILTERS)
def test_what_libreoffice_saves_again_is_what_is_read(kind: str, tmp_path: Path) -> None:
    fillings = {tmp_path / f"rempli-{number}.xlsx": filling for number, filling in enumerate(random_fillings())}
    for path, filling in fillings.items():
        path.write_bytes(written(filling))
    folder = tmp_path / "saved"
    folder.mkdir()
    for path, saved in convert(fillings, kind, folder).items():
        found = read_back(saved.read_bytes())
        assert differences(found.answers, fillings[path][2], ALLOWED.get(kind, came_back)) == []
        assert {issue.code for issue in found.issues} <= {"XA103", "XA405"}
