"""The ballot of one person: what it is about, how to vote, a vote and a remark per practice."""

from typing import Any

from xlaudit.model.meta import Practice
from xlaudit.workbook.layout import (
    CODE_KEY,
    IDENTITY_PREFIX,
    KIND_BALLOT,
    NAME_LISTS,
    NAME_VOTES,
    VOTE_KEYS,
)
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.fit import row_height
from xlaudit.workbook.write.handed import VoteSpec, in_short, write_handed_mark, write_keys
from xlaudit.workbook.write.questionnaire import protect

KEY, REF, DOMAIN, TITLE, EXPECTED, VOTE, REMARK = range(7)
WIDTHS = {KEY: 20, REF: 76, DOMAIN: 124, TITLE: 236, EXPECTED: 330, VOTE: 120, REMARK: 260}
WIDE = sum(width for column, width in WIDTHS.items() if column != KEY)
CATEGORY = f"{IDENTITY_PREFIX}actor_category"


def ballot_workbook(spec: VoteSpec) -> bytes:
    """Write a ballot; the same spec gives the same bytes."""
    book = Book(spec.style, spec.lang, f"{spec.say('ballot.sheet')} – {spec.title}")
    sheet = book.sheet(spec.say("ballot.sheet"))
    sheet.set_footer(f"&L&8{spec.title.replace('&', '&&')}&R&8&P / &N")
    for column, width in WIDTHS.items():
        sheet.set_column_pixels(column, column, width, None, {"hidden": 1} if column == KEY else {})
    write_keys(book, sheet, KEY, TITLE)
    row = _head(book, sheet, spec)
    row = _who(book, sheet, spec, row)
    _table(book, sheet, spec, row)
    protect(sheet)
    write_handed_mark(book, spec, KIND_BALLOT)
    return book.bytes()


def _paragraph(book: Book, sheet: Sheet, row: int, text: str, padding: float = 2, **look: Any) -> int:
    """Write a text across the sheet and return the next row."""
    look = {"text_wrap": True, "valign": "vcenter", "indent": 1, **look}
    sheet.merge_range(row, REF, row, REMARK, "", book.format(**look))
    book.text(sheet, row, REF, text, **look)
    size, bold = look.get("font_size", book.style.size), bool(look.get("bold"))
    sheet.set_row(row, row_height(text, WIDE - 24, size, bold) + padding)
    return row + 1


def _head(book: Book, sheet: Sheet, spec: VoteSpec) -> int:
    palette = book.style.palette
    title = {"bold": True, "font_size": 18, "font_color": palette.title_ink, "bg_color": palette.title_fill}
    row = _paragraph(book, sheet, 1, spec.tell("ballot.title"), padding=12, **title)
    team = " – ".join(part for part in (spec.identity.organisation, spec.identity.team) if part)
    about = spec.tell("ballot.about_team", title=spec.title, team=team) if team else ""
    row = _paragraph(book, sheet, row, about or spec.tell("ballot.about", title=spec.title), bold=True)
    row = _paragraph(book, sheet, row, spec.tell("ballot.purpose"))
    choices = ", ".join(label for _, label in spec.choices)
    row = _paragraph(book, sheet, row, spec.tell("ballot.how", choices=choices))
    row = _paragraph(book, sheet, row, spec.tell("ballot.anonymous"), font_color=palette.muted)
    sheet.set_row(row, 6)
    return row + 1


def _who(book: Book, sheet: Sheet, spec: VoteSpec, row: int) -> int:
    """Write the two cells that say whose ballot it is, without a name."""
    palette = book.style.palette
    terms = spec.bundle.vocabularies.actor_categories
    given = next((term.label.pick(spec.lang) for term in terms if term.id == spec.identity.actor_category), "")
    fields = (
        (CODE_KEY, spec.say("ballot.code"), spec.code or "", spec.tell("ballot.code_help")),
        (CATEGORY, spec.say("identity.actor_category"), given, spec.tell("ballot.category_help")),
    )
    typed = {"border": 1, "border_color": palette.input_rule, "bg_color": palette.input_fill, "num_format": "@"}
    for key, label, value, note in fields:
        book.text(sheet, row, KEY, key)
        book.text(sheet, row, REF, label, bold=True, valign="vcenter", indent=1)
        book.text(sheet, row, TITLE, value, locked=False, bold=True, valign="vcenter", **typed)
        book.text(sheet, row, EXPECTED, note, font_color=palette.muted, valign="vcenter", indent=1)
        sheet.set_row(row, 20)
        row += 1
    rule = {"validate": "list", "source": f"={NAME_LISTS['actor_category']}", "error_type": "warning"}
    sheet.data_validation(row - 1, TITLE, row - 1, TITLE, rule)
    sheet.set_row(row, 6)
    return row + 1


def _table(book: Book, sheet: Sheet, spec: VoteSpec, row: int) -> None:
    """Write the hidden row of keys, the headings, and a row per practice."""
    palette = book.style.palette
    for column, key in zip((REF, VOTE, REMARK), VOTE_KEYS, strict=True):
        book.text(sheet, row, column, key)
    sheet.set_row(row, None, None, {"hidden": True})
    row += 1
    keys = ("summary.ref", "summary.domain", "summary.practice", "ballot.expected", "ballot.vote", "ballot.remark")
    for column, key in enumerate(keys, start=REF):
        typed = column in (VOTE, REMARK)
        ink = palette.input_header_ink if typed else palette.header_ink
        fill = palette.input_header_fill if typed else palette.header_fill
        look = {"bold": True, "valign": "vcenter", "border": 1, "border_color": palette.rule}
        book.text(sheet, row, column, spec.say(key), font_color=ink, bg_color=fill, **look)
    sheet.set_row(row, 22)
    first = row + 1
    for place, practice in enumerate(spec.practices):
        _row(book, sheet, first + place, spec, practice, starts=spec.starts_domain(place))
    last = row + len(spec.practices)
    votes = {"validate": "list", "source": f"={NAME_VOTES}", "error_type": "warning"}
    votes |= {"input_title": spec.say("ballot.vote"), "input_message": spec.say("ballot.vote_help")}
    sheet.data_validation(first, VOTE, last, VOTE, votes)
    remarks = {"input_title": spec.say("ballot.remark"), "input_message": spec.say("ballot.remark_help")}
    sheet.data_validation(first, REMARK, last, REMARK, {"validate": "any", **remarks})
    said = spec.say("ballot.visible_id", meta=spec.bundle.meta.id, version=spec.bundle.meta.version)
    book.text(sheet, last + 2, REF, said, font_color=palette.muted, font_size=9)
    sheet.repeat_rows(row)
    sheet.set_selection(first, VOTE, first, VOTE)


def _row(book: Book, sheet: Sheet, row: int, spec: VoteSpec, practice: Practice, *, starts: bool) -> None:
    palette = book.style.palette
    edge: dict[str, Any] = {"border": 1, "border_color": palette.rule, "text_wrap": True}
    if starts:
        edge |= {"top": 2, "top_color": palette.header_fill}
    title, expected = practice.title.pick(spec.lang), in_short(practice, spec.lang)
    texts = {REF: practice.id, DOMAIN: spec.domain(practice), TITLE: title, EXPECTED: expected}
    for column, text in texts.items():
        look: dict[str, Any] = {"font_color": palette.muted} if column in (REF, DOMAIN) else {"bold": column == TITLE}
        book.text(sheet, row, column, text, **edge, **look)
    typed = {"bg_color": palette.input_fill, "locked": False, "num_format": "@", "left_color": palette.input_rule}
    book.text(sheet, row, VOTE, "", **edge, **typed, bold=True)
    book.text(sheet, row, REMARK, "", **edge, **typed)
    book.grow(sheet, row, [(text, WIDTHS[column], column == TITLE) for column, text in texts.items()], least=2)
