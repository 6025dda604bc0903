"""The sheet of votes: how many votes each choice got, to be corrected if need be, and what they say."""

from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from xlaudit.model.workshop import PracticeVotes, Tally
from xlaudit.rules.numbers import settle
from xlaudit.rules.votes import STRONGEST, tally_practice
from xlaudit.workbook.layout import (
    FIRST_ROW,
    HEADER_ROW,
    HINT_ROW,
    INVITED_KEY,
    KEYS_ROW,
    TITLE_ROW,
    votes_key,
)
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.count import COUNT, allow_counts
from xlaudit.workbook.write.live.engine import CalcSheet
from xlaudit.workbook.write.live.facts import Facts
from xlaudit.workbook.write.questionnaire import protect
from xlaudit.workbook.write.table import SIGNED, Column, set_widths

REF, TITLE, CHOICES = 0, 1, 2
"""Columns; the last is the first of those of the choices."""


def write_votes(book: Book, spec: WorkbookSpec, calc: CalcSheet, facts: Facts) -> None:
    """Write the sheet, and tell the hidden one where the votes stand."""
    sheet = book.sheet(spec.say("votes.sheet"))
    options = spec.bundle.scale.support
    columns = [
        Column(spec.say("summary.ref"), 76),
        Column(spec.say("summary.practice"), 330),
        *(Column(option.label.pick(spec.lang), 80) for option in options),
        Column(spec.say("votes.invited"), 84),
        Column(spec.say("votes.votes"), 60),
        Column(spec.say("votes.mean"), 88),
        Column(spec.say("votes.for"), 70),
        Column(spec.say("votes.against"), 70),
        Column(spec.say("votes.reading"), 190),
    ]
    keys = ["practice", "", *(votes_key(option.value) for option in options), INVITED_KEY]
    set_widths(sheet, columns)
    _head(book, sheet, spec, columns, keys)
    last = FIRST_ROW + len(spec.voted) - 1
    for row, votes in enumerate(spec.voted, start=FIRST_ROW):
        _row(book, sheet, row, spec, votes, columns)
    for column, key in enumerate(keys):
        if key:
            area = f"${xl_col_to_name(column)}${FIRST_ROW + 1}:${xl_col_to_name(column)}${last + 1}"
            calc.places[f"votes.{key}" if key == "practice" else key] = f"'{sheet.get_name()}'!{area}"
    _live(book, sheet, spec, calc, len(columns))
    allow_counts(sheet, spec, (FIRST_ROW, CHOICES, last, CHOICES + len(options)))
    sheet.freeze_panes(FIRST_ROW, CHOICES)
    sheet.autofilter(HEADER_ROW, 0, last, len(columns) - 1)
    sheet.repeat_rows(HEADER_ROW)
    if spec.protected:
        protect(sheet)


def _head(book: Book, sheet: Sheet, spec: WorkbookSpec, columns: list[Column], keys: list[str]) -> None:
    palette = book.style.palette
    book.text(sheet, TITLE_ROW, 0, spec.say("votes.title", title=spec.title), bold=True, font_size=16)
    sheet.set_row(TITLE_ROW, 26)
    hint = spec.tell("votes.hint", quorum=spec.bundle.meta.policy.quorum)
    book.text(sheet, HINT_ROW, 0, hint, font_color=palette.muted)
    sheet.set_row(KEYS_ROW, None, None, {"hidden": True})
    for i, key in enumerate(keys):
        book.text(sheet, KEYS_ROW, i, key, font_color=palette.muted)
    for i, column in enumerate(columns):
        typed = CHOICES <= i < len(keys)
        ink = palette.input_header_ink if typed else palette.header_ink
        fill = palette.input_header_fill if typed else palette.header_fill
        look = {"bold": True, "text_wrap": True, "border": 1, "border_color": palette.rule, "valign": "vcenter"}
        align = {"align": "center"} if i >= CHOICES else {}
        book.text(sheet, HEADER_ROW, i, column.label, font_color=ink, bg_color=fill, **look, **align)
    book.grow(sheet, HEADER_ROW, [(column.label, column.width - 16, True) for column in columns], least=2)


def _row(book: Book, sheet: Sheet, row: int, spec: WorkbookSpec, votes: PracticeVotes, columns: list[Column]) -> None:
    """Write reference, title and numbers; a zero is left blank, which counts the same and reads better."""
    palette = book.style.palette
    edge: dict[str, Any] = {"border": 1, "border_color": palette.rule}
    title = spec.bundle.meta.by_id[votes.practice].title.pick(spec.lang)
    book.text(sheet, row, REF, votes.practice, font_color=palette.muted, valign="vcenter", **edge)
    book.text(sheet, row, TITLE, title, bold=True, text_wrap=True, valign="vcenter", **edge)
    numbers = {votes_key(option.value): votes.of(option.value) for option in spec.bundle.scale.support}
    numbers[INVITED_KEY] = votes.invited or 0
    for column, (key, number) in enumerate(numbers.items(), start=CHOICES):
        look = {"bg_color": palette.input_fill, "left_color": palette.input_rule, "locked": False, **COUNT, **edge}
        if number:
            book.number(sheet, row, column, number, **look)
            continue
        finding = spec.found_on(votes.practice, key)
        if finding is not None:
            look |= {"bg_color": palette.warning_fill, "font_color": palette.warning_ink, "bold": True}
            book.note(sheet, row, column, f"{finding.message} {finding.hint}")
        book.text(sheet, row, column, (finding.raw or "") if finding else "", **look)
    book.grow(sheet, row, [(title, columns[TITLE].width, True)])


def _live(book: Book, sheet: Sheet, spec: WorkbookSpec, calc: CalcSheet, width: int) -> None:
    """Write what the votes of each row amount to; the last column, hidden, finds the row of its practice."""
    policy = spec.bundle.meta.policy
    tallies = [tally_practice(votes, policy) for votes in spec.voted]
    order = [practice.id for practice in spec.practices]
    found = [order.index(tally.practice) + 1.0 for tally in tallies]
    here = xl_rowcol_to_cell(FIRST_ROW, REF, col_abs=True)
    book.formulas(sheet, FIRST_ROW, width, calc.resolve(f"MATCH({here},[[p.id]],0)"), found)
    sheet.set_column(width, width, None, None, {"hidden": 1})
    at = xl_rowcol_to_cell(FIRST_ROW, width, col_abs=True)

    def of(key: str) -> str:
        return f"INDEX([[p.{key}]],{at})"

    def known(key: str) -> str:
        return f'IF({of("vn")}>0,{of(key)},"–")'

    look = {**COUNT, "border": 1, "border_color": book.style.palette.rule}
    share = {**look, "num_format": "0%"}
    words = {"border": 1, "border_color": book.style.palette.rule, "valign": "vcenter", "bold": True}
    shown: tuple[tuple[str, list[float | str], dict[str, Any]], ...] = (
        (of("vn"), [float(tally.votes) for tally in tallies], look),
        (known("vmean"), [_or_dash(tally.mean) for tally in tallies], look | {"num_format": SIGNED}),
        (known("vfor"), [_or_dash(tally.share_for) for tally in tallies], share),
        (known("vagainst"), [_or_dash(tally.share_against) for tally in tallies], share),
        (_reading(spec, of), [spoken(tally, spec) for tally in tallies], words),
    )
    for column, (text, values, style) in enumerate(shown, start=width - len(shown)):
        book.formulas(sheet, FIRST_ROW, column, calc.resolve(text), values, **style)


def _or_dash(value: float | None) -> float | str:
    return "–" if value is None else value


def spoken(tally: Tally, spec: WorkbookSpec) -> str:
    """Say in words what the votes on a practice amount to."""
    if not tally.enough or tally.mean is None:
        return spec.say("votes.few")
    support, strongly = settle(tally.mean / STRONGEST), settle(spec.bundle.meta.policy.strongly)
    side = "for" if support > 0 else "against"
    word = "neutral" if support == 0 else f"{'strongly' if abs(support) >= strongly else 'leaning'}_{side}"
    return spec.say(f"votes.{word}") + (f", {spec.say('votes.divided')}" if tally.divided else "")


def _reading(spec: WorkbookSpec, of: Any) -> str:
    """Return the formula of ``spoken``."""
    strongly = repr(settle(spec.bundle.meta.policy.strongly))
    support, word = of("vsup"), {key: spec.say(f"votes.{key}") for key in WORDS}
    degree = (
        f'IF({support}=0,"{word["neutral"]}",IF({support}>={strongly},"{word["strongly_for"]}",'
        f'IF({support}<=-{strongly},"{word["strongly_against"]}",'
        f'IF({support}>0,"{word["leaning_for"]}","{word["leaning_against"]}"))))'
    )
    return f'IF({of("venough")}=1,{degree}&IF({of("vdiv")}=1,", {word["divided"]}",""),"{word["few"]}")'


WORDS = ("strongly_for", "leaning_for", "neutral", "leaning_against", "strongly_against", "few", "divided")
