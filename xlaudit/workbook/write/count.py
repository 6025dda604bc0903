"""The workbook of a facilitator: dots counted per practice and choice, and the cards to print."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from xlaudit.model.base import Term
from xlaudit.workbook.layout import (
    CATEGORY_KEY,
    KIND_COUNT,
    MOST_VOTES,
    PRESENT_KEY,
    votes_key,
)
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.cards import write_cards
from xlaudit.workbook.write.handed import VoteSpec, write_handed_mark, write_keys
from xlaudit.workbook.write.questionnaire import protect
from xlaudit.workbook.write.table import SIGNED, Column, set_widths

KEY, REF, DOMAIN, TITLE = range(4)
"""The columns before those of the choices; the first is hidden and holds keys, or the id of a category."""
TITLE_ROW, HINT_ROW, PRESENT_ROW, DEGREES_ROW, KEYS_ROW, HEADER_ROW, FIRST_ROW = range(1, 8)
COUNT = {"num_format": "0", "align": "center", "valign": "vcenter"}


def count_workbook(spec: VoteSpec, categories: Sequence[Term] = ()) -> bytes:
    """Write the workbook of a facilitator; the same spec gives the same bytes.

    Args:
        spec: what is put to the vote.
        categories: the categories of actors to count apart, on a sheet of their own.
    """
    book = Book(spec.style, spec.lang, spec.say("count.title", title=spec.title))
    _count(book, spec)
    if categories:
        _count_by_category(book, spec, categories)
    write_cards(book, spec)
    write_handed_mark(book, spec, KIND_COUNT)
    return book.bytes()


def allow_counts(sheet: Sheet, spec: Any, area: tuple[int, int, int, int]) -> None:
    """Ask for a whole number of votes in an area: first row, first column, last row, last column."""
    rule = {
        "validate": "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": MOST_VOTES,
        "error_title": spec.say("count.number_title"),
        "error_message": spec.say("count.number_help", most=MOST_VOTES),
    }
    sheet.data_validation(*area, rule)


def _count(book: Book, spec: VoteSpec) -> None:
    sheet = book.sheet(spec.say("count.sheet"))
    columns = [
        Column("", 20),
        Column(spec.say("summary.ref"), 76),
        Column(spec.say("summary.domain"), 150),
        Column(spec.say("summary.practice"), 330),
        *(Column(label, 82) for _, label in spec.choices),
        Column(spec.say("votes.votes"), 64),
        Column(spec.say("votes.mean"), 88),
    ]
    _head(book, sheet, spec, columns, "count.title", "count.hint")
    write_keys(book, sheet, KEY, TITLE)
    palette = book.style.palette
    typed = {"border": 1, "border_color": palette.input_rule, "bg_color": palette.input_fill, "num_format": "0"}
    book.text(sheet, PRESENT_ROW, KEY, PRESENT_KEY)
    book.text(sheet, PRESENT_ROW, REF, spec.say("count.invited"), bold=True, valign="vcenter")
    book.text(sheet, PRESENT_ROW, TITLE, "", locked=False, bold=True, valign="vcenter", align="left", **typed)
    note = {"font_color": palette.muted, "valign": "vcenter", "indent": 1}
    book.text(sheet, PRESENT_ROW, TITLE + 1, spec.tell("count.invited_help"), **note)
    sheet.set_row(PRESENT_ROW, 20)
    allow_counts(sheet, spec, (PRESENT_ROW, TITLE, PRESENT_ROW, TITLE))
    for place, practice in enumerate(spec.practices):
        edge = _edge(book, starts=spec.starts_domain(place))
        texts = (practice.id, spec.domain(practice), practice.title.pick(spec.lang))
        _labels(book, sheet, FIRST_ROW + place, columns, texts, edge)
        _blanks(book, sheet, FIRST_ROW + place, len(spec.choices), edge)
    last = FIRST_ROW + len(spec.practices) - 1
    _live(book, sheet, spec)
    _finish(sheet, spec, columns, last)


def _count_by_category(book: Book, spec: VoteSpec, categories: Sequence[Term]) -> None:
    sheet = book.sheet(spec.say("count.sheet_categories"))
    columns = [
        Column("", 20),
        Column(spec.say("summary.ref"), 76),
        Column(spec.say("identity.actor_category"), 190),
        Column(spec.say("summary.practice"), 330),
        *(Column(label, 82) for _, label in spec.choices),
    ]
    _head(book, sheet, spec, columns, "count.title_categories", "count.hint_categories")
    book.text(sheet, KEYS_ROW, KEY, CATEGORY_KEY)
    row = FIRST_ROW
    for term in categories:
        for place, practice in enumerate(spec.practices):
            edge = _edge(book, starts=place == 0)
            book.text(sheet, row, KEY, term.id)
            texts = (practice.id, term.label.pick(spec.lang), practice.title.pick(spec.lang))
            _labels(book, sheet, row, columns, texts, edge)
            _blanks(book, sheet, row, len(spec.choices), edge)
            row += 1
    _finish(sheet, spec, columns, row - 1)


def _head(book: Book, sheet: Sheet, spec: VoteSpec, columns: list[Column], title: str, hint: str) -> None:
    """Write the title, the hint, the hidden row of keys and the headings."""
    palette = book.style.palette
    set_widths(sheet, columns)
    sheet.set_column_pixels(KEY, KEY, 20, None, {"hidden": 1})
    sheet.set_footer(f"&L&8{spec.title.replace('&', '&&')}&R&8&P / &N")
    book.text(sheet, TITLE_ROW, REF, spec.say(title, title=spec.title), bold=True, font_size=16)
    sheet.set_row(TITLE_ROW, 26)
    book.text(sheet, HINT_ROW, REF, spec.tell(hint), font_color=palette.muted)
    book.text(sheet, KEYS_ROW, REF, "practice")
    for column, (degree, _) in enumerate(spec.choices, start=TITLE + 1):
        book.text(sheet, KEYS_ROW, column, votes_key(degree))
    sheet.set_row(KEYS_ROW, None, None, {"hidden": True})
    for i, heading in enumerate(columns[REF:], start=REF):
        typed = TITLE < i <= TITLE + len(spec.choices)
        ink = palette.input_header_ink if typed else palette.header_ink
        fill = palette.input_header_fill if typed else palette.header_fill
        look = {"bold": True, "text_wrap": True, "border": 1, "border_color": palette.rule, "valign": "vcenter"}
        align = {"align": "center"} if i > TITLE else {}
        book.text(sheet, HEADER_ROW, i, heading.label, font_color=ink, bg_color=fill, **look, **align)
    book.grow(sheet, HEADER_ROW, [(column.label, column.width - 16, True) for column in columns[REF:]], least=2)


def _edge(book: Book, *, starts: bool) -> dict[str, Any]:
    palette = book.style.palette
    edge: dict[str, Any] = {"border": 1, "border_color": palette.rule}
    return edge | {"top": 2, "top_color": palette.header_fill} if starts else edge


def _labels(
    book: Book, sheet: Sheet, row: int, columns: list[Column], texts: tuple[str, str, str], edge: dict[str, Any]
) -> None:
    """Write reference, domain or category, and title."""
    for column, text in enumerate(texts, start=REF):
        look = {"bold": True} if column == TITLE else {"font_color": book.style.palette.muted}
        book.text(sheet, row, column, text, text_wrap=True, valign="vcenter", **look, **edge)
    shown = [(text, columns[column].width, column == TITLE) for column, text in enumerate(texts, start=REF)]
    book.grow(sheet, row, shown)


def _blanks(book: Book, sheet: Sheet, row: int, choices: int, edge: dict[str, Any]) -> None:
    palette = book.style.palette
    typed = {"bg_color": palette.input_fill, "left_color": palette.input_rule, "locked": False}
    for column in range(TITLE + 1, TITLE + 1 + choices):
        book.text(sheet, row, column, "", **COUNT, **edge, **typed)


def _live(book: Book, sheet: Sheet, spec: VoteSpec) -> None:
    """Write the votes and the mean of each row, which follow what is typed."""
    first, end = TITLE + 1, TITLE + len(spec.choices)
    for column, (degree, _) in enumerate(spec.choices, start=first):
        book.number(sheet, DEGREES_ROW, column, float(degree))
    sheet.set_row(DEGREES_ROW, None, None, {"hidden": True})
    degrees = ":".join(xl_rowcol_to_cell(DEGREES_ROW, column, True, True) for column in (first, end))
    for place in range(len(spec.practices)):
        row = FIRST_ROW + place
        look = COUNT | _edge(book, starts=spec.starts_domain(place))
        span = ":".join(xl_rowcol_to_cell(row, column, col_abs=True) for column in (first, end))
        book.formula(sheet, row, end + 1, f"SUM({span})", 0.0, **look, bold=True)
        mean = f'IF(SUM({span})>0,SUMPRODUCT({span},{degrees})/SUM({span}),"–")'
        book.formula(sheet, row, end + 2, mean, "–", **look | {"num_format": SIGNED})


def _finish(sheet: Sheet, spec: VoteSpec, columns: list[Column], last: int) -> None:
    first, end = TITLE + 1, TITLE + len(spec.choices)
    allow_counts(sheet, spec, (FIRST_ROW, first, last, end))
    sheet.freeze_panes(FIRST_ROW, first)
    sheet.autofilter(HEADER_ROW, REF, last, len(columns) - 1)
    sheet.repeat_rows(HEADER_ROW)
    sheet.set_selection(FIRST_ROW, first, FIRST_ROW, first)
    protect(sheet)
