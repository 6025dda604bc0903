"""The live priorities: one flat list in the order of the reports, and a matrix of impact and effort."""

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from xlaudit.model.results import REPORTED
from xlaudit.rules.votes import mean_vote
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.live.engine import CalcSheet
from xlaudit.workbook.write.live.facts import Facts, flags_said
from xlaudit.workbook.write.questionnaire import protect
from xlaudit.workbook.write.table import SIGNED, Column, set_widths

FIRST = 12
"""The first row of the list, counted from 0."""
AT, SHOWN = 0, 1
"""The hidden column with the row of the practice that stands there; then the columns shown."""
TITLE, EFFORTS = SHOWN + 3, (SHOWN + 4, SHOWN + 5, SHOWN + 6)
"""The column of the practice, under the impacts of the grid, and the three of one width, under its efforts."""
REPORTED_CATEGORIES = len(REPORTED)
"""The categories of the reports come first; for the others there is nothing to do, or a question to ask first."""
HEIGHT = 57.0
HEIGHT_WITH_VOTES = 70.0
"""Votes may add a sentence to the reasons."""


def write_priorities(book: Book, spec: WorkbookSpec, calc: CalcSheet, facts: Facts) -> None:
    """Write the sheet of priorities."""
    sheet = book.sheet(spec.sheet_name("priorities"))
    columns = [
        Column("", 20),
        Column(spec.say("summary.category"), 140),
        Column(spec.say("summary.rank"), 50),
        Column(spec.say("summary.ref"), 80),
        Column(spec.say("summary.practice"), 220),
        Column(spec.say("summary.level"), 120),
        Column(spec.say("summary.flags"), 120),
        Column(spec.say("summary.effort"), 120),
        Column(spec.say("summary.reason"), 330),
        Column(spec.say("summary.action"), 310),
        Column(spec.say("summary.environmental"), 75),
        Column(spec.say("summary.social"), 75),
        Column(spec.say("summary.support"), 95),
        *([Column(spec.say("votes.mean"), 80)] if spec.voted else []),
    ]
    set_widths(sheet, columns)
    sheet.set_column_pixels(AT, AT, 20, None, {"hidden": 1})
    book.text(sheet, 0, SHOWN, spec.say("results.priorities_title", title=spec.title), bold=True, font_size=16)
    sheet.set_row(0, 26)
    book.text(sheet, 1, SHOWN, spec.say("summary.what"), italic=True, font_color=book.style.palette.muted)
    _matrix(book, sheet, spec, calc, facts)
    _list(book, sheet, spec, calc, facts, columns)
    last = FIRST + len(spec.practices) - 1
    sheet.freeze_panes(FIRST, TITLE + 1)
    sheet.autofilter(FIRST - 1, SHOWN, last, len(columns) - 1)
    sheet.repeat_rows(FIRST - 1)
    if spec.protected:
        protect(sheet)


def _matrix(book: Book, sheet: Sheet, spec: WorkbookSpec, calc: CalcSheet, facts: Facts) -> None:
    """Write how many practices there are to do, by impact and effort."""
    palette = book.style.palette
    head = {"bold": True, "font_color": palette.header_ink, "bg_color": palette.header_fill, "text_wrap": True}
    frame = {"border": 1, "border_color": palette.rule, "valign": "vcenter"}
    book.text(
        sheet, 3, TITLE, spec.say("results.matrix_title"), bold=True, font_size=12, font_color=palette.header_fill
    )
    book.text(sheet, 4, TITLE, spec.say("results.matrix_corner"), **head, **frame)
    for effort, col in enumerate(EFFORTS, start=1):
        book.text(sheet, 4, col, spec.say(f"effort.{effort}"), **head, **frame, align="center")
    to_do = [s for s in facts.states if facts.category(s) <= 4]
    for row, impact in enumerate((3, 2, 1, 0), start=5):
        book.text(sheet, row, TITLE, spec.say("results.matrix_row", impact=spec.say(f"impact.{impact}")), **frame)
        highest = f"([[p.env]]={impact})*([[p.soc]]<={impact})+([[p.env]]<{impact})*([[p.soc]]={impact})"
        for effort, col in enumerate(EFFORTS, start=1):
            text = f"SUMPRODUCT(([[p.cat]]<=4)*({highest})*([[p.eff]]={effort}))"
            count = sum(s.practice.impact.highest == impact and s.practice.effort == effort for s in to_do)
            book.formula(sheet, row, col, calc.resolve(text), float(count), **frame, align="center", bold=True)
    book.grow(sheet, 4, [(spec.say("results.matrix_corner"), 220, True), (spec.say("effort.3"), 120, True)])


def _list(book: Book, sheet: Sheet, spec: WorkbookSpec, calc: CalcSheet, facts: Facts, columns: list[Column]) -> None:
    palette, count = book.style.palette, len(spec.practices)
    look: dict[str, Any] = {"border": 1, "border_color": palette.rule, "text_wrap": True}
    head = {"bold": True, "font_color": palette.header_ink, "bg_color": palette.header_fill, "valign": "vcenter"}
    for col, column in enumerate(columns[SHOWN:], start=SHOWN):
        book.text(sheet, FIRST - 1, col, column.label, **look, **head)
    sheet.set_row(FIRST - 1, 32)
    shown = [placement.state.order + 1.0 for placement in facts.placements]
    here = xl_rowcol_to_cell(FIRST, AT, col_abs=True)
    above = f"$A${FIRST}:$A{FIRST}"  # from the heading down to the row above
    book.formulas(sheet, FIRST, AT, calc.resolve(f'MATCH(1+COUNTIF({above},">0"),[[p.pos]],0)'), shown)
    for col, (text, values, extra) in enumerate(_columns(spec, facts, here), start=SHOWN):
        book.formulas(sheet, FIRST, col, calc.resolve(text), values, **look, **extra)
    for row in range(FIRST, FIRST + count):
        sheet.set_row(row, HEIGHT_WITH_VOTES if spec.voted else HEIGHT)
    edge = book.raw.add_format({"border": 1, "border_color": palette.rule, "top": 1, "top_color": palette.ink})
    category = [xl_rowcol_to_cell(row, SHOWN, col_abs=True) for row in (FIRST, FIRST - 1)]
    sheet.conditional_format(
        FIRST,
        SHOWN,
        FIRST + count - 1,
        len(columns) - 1,
        {"type": "formula", "criteria": f"={category[0]}<>{category[1]}", "format": edge},
    )


def _columns(spec: WorkbookSpec, facts: Facts, here: str) -> list[tuple[str, list[float | str], dict[str, Any]]]:
    """Return the formula, the values and the look of each column of the list; ``here`` is the row of the practice."""
    lang, centre = spec.lang, {"align": "center"}
    placed = facts.placements
    by_id = {item.practice: item for item in facts.results.priorities}

    def at(key: str) -> str:
        return f"INDEX([[p.{key}]],{here})"

    reason = f'INDEX([[cat.lead]],{at("cat")})&" "&{at("because")}&INDEX([[flag.more]],{at("flags")}+1)'
    impact = "INDEX([[imp.word]],%s+1)"
    support = f'IF({at("sup")}=0,"",INDEX([[sup.label]],{at("sup")}))'
    level = f'IF({at("code")}=0,"{spec.say("summary.not_answered")}",INDEX([[lev.label]],{at("code")}))'
    practices = [item.state.practice for item in placed]
    answers = [facts.answer_of(item.state) for item in placed]
    scale = spec.bundle.scale
    return [
        (f"INDEX([[cat.label]],{at('cat')})", [spec.say(f"category.{item.category}") for item in placed], {}),
        (at("rank"), [float(item.rank) for item in placed], centre),
        (at("id"), [practice.id for practice in practices], {}),
        (at("title"), [practice.title.pick(lang) for practice in practices], {"bold": True}),
        (
            level,
            [scale.by_id[a.level].display(lang) if a.level else spec.say("summary.not_answered") for a in answers],
            {},
        ),
        (f'INDEX([[flag.said]],{at("flags")}+1)&""', [flags_said(spec, item.flags) for item in placed], {}),
        (f"INDEX([[eff.word]],{at('eff')})", [spec.say(f"effort.{practice.effort}") for practice in practices], {}),
        (reason, [by_id[practice.id].reason for practice in practices], {}),
        (
            f'IF({at("cat")}<={REPORTED_CATEGORIES},{at("action")},"")',
            [item.state.practice.action.pick(lang) if item.category in REPORTED else "" for item in placed],
            {},
        ),
        (impact % at("env"), [spec.say(f"impact.{practice.impact.environmental}") for practice in practices], centre),
        (impact % at("soc"), [spec.say(f"impact.{practice.impact.social}") for practice in practices], centre),
        (support, [scale.support_label(answer.support, lang) for answer in answers], {}),
        *_means(spec, facts, at("vn"), at("vmean")),
    ]


def _means(
    spec: WorkbookSpec, facts: Facts, votes: str, mean: str
) -> list[tuple[str, list[float | str], dict[str, Any]]]:
    """Return the column of the mean votes; none without votes."""
    if not spec.voted:
        return []
    means = [mean_vote(item.state.votes.counts) if item.state.votes else None for item in facts.placements]
    look = {"align": "center", "num_format": SIGNED}
    return [(f'IF({votes}>0,{mean},"–")', ["–" if value is None else value for value in means], look)]
