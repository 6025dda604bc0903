"""The two pages for people: the cover, and what a team gave and what becomes of it."""

from typing import Any

from xlaudit.model.plan import Horizon
from xlaudit.model.results import Priority
from xlaudit.rules.highlights import PRACTICES, rank_practices
from xlaudit.rules.numbers import as_whole
from xlaudit.rules.priorities import place
from xlaudit.rules.states import practice_states
from xlaudit.rules.typeset import typeset
from xlaudit.rules.wording import maturity_sentence
from xlaudit.workbook.layout import IDENTITY_FIELDS
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.fit import row_height
from xlaudit.workbook.write.summary.spec import SummarySpec

WIDTHS = (230, 330, 330)
WIDE = sum(WIDTHS)
WANTED = 8
"""How many wishes of the team are listed, the strongest first."""


class _Page:
    """A page of paragraphs, with a cursor that goes down."""

    def __init__(self, book: Book, name: str) -> None:
        self.book, self.sheet = book, book.sheet(name)
        self.palette = book.style.palette
        self.row = 0
        for col, width in enumerate(WIDTHS):
            self.sheet.set_column_pixels(col, col, width)

    def paragraph(self, text: str, padding: float = 2, **look: Any) -> None:
        size, bold = look.get("font_size", self.book.style.size), bool(look.get("bold"))
        look = {"text_wrap": True, "valign": "vcenter", "indent": 1, **look}
        self.sheet.merge_range(self.row, 0, self.row, len(WIDTHS) - 1, "", self.book.format(**look))
        self.book.text(self.sheet, self.row, 0, text, **look)
        self.sheet.set_row(self.row, row_height(text, WIDE - 12, size, bold) + padding)
        self.row += 1

    def heading(self, text: str) -> None:
        look = {"bold": True, "font_size": 12, "font_color": self.palette.header_fill, "bottom": 1}
        self.row += 1
        self.paragraph(text, padding=4, **look, bottom_color=self.palette.rule)

    def pair(self, label: str, value: str) -> None:
        self.book.text(self.sheet, self.row, 0, label, font_color=self.palette.muted, indent=1, valign="vcenter")
        self.book.text(self.sheet, self.row, 1, value, bold=True, valign="vcenter")
        self.sheet.set_row(self.row, 18)
        self.row += 1


def write_cover(book: Book, spec: SummarySpec, sheets: list[str]) -> None:
    """Write whose summary it is, of what, and what it holds."""
    page = _Page(book, spec.say("summary.sheet_cover"))
    meta, lang, palette = spec.bundle.meta, spec.lang, page.palette
    band = {"font_color": palette.title_ink, "bg_color": palette.title_fill}
    page.paragraph(spec.say("summary.title", title=meta.title.pick(lang)), 40, bold=True, font_size=24, **band)
    page.row += 1
    for field in IDENTITY_FIELDS:
        value = getattr(spec.results.identity, field)
        if value:
            page.pair(spec.say(f"identity.{field}"), spec.bundle.vocabularies.label(field, value, lang))
    page.pair(
        spec.say("report.meta"), spec.say("report.meta_version", title=meta.title.pick(lang), version=meta.version)
    )
    page.row += 1
    page.paragraph(spec.say("summary.what"), italic=True, font_color=palette.muted)
    page.heading(spec.say("summary.contents"))
    for name in sheets:
        book.link(page.sheet, page.row, 0, f"internal:'{name}'!A1", name, indent=1)
        page.row += 1


def write_restitution(book: Book, spec: SummarySpec) -> None:
    """Write what the team gave, what it wants and what becomes of it, on one page."""
    page = _Page(book, spec.say("summary.sheet_restitution"))
    results, palette = spec.results, page.palette
    band = {"font_color": palette.title_ink, "bg_color": palette.title_fill}
    page.paragraph(spec.tell("restitution_text.heading"), 12, bold=True, font_size=16, **band)
    page.paragraph(spec.tell("restitution_text.thanks"))
    if results.score is None or results.floor is None or results.ceiling is None:
        page.paragraph(spec.tell("restitution_text.no_score"), bold=True)
    else:
        whole = {key: as_whole(getattr(results, key)) for key in ("score", "floor", "ceiling")}
        bounds = spec.say("summary.bounds", floor=whole["floor"], ceiling=whole["ceiling"])
        said = typeset(maturity_sentence(results, spec.phrases, spec.lang), spec.lang)
        page.paragraph(
            spec.tell("restitution_text.stand", score=whole["score"], bounds=bounds, maturity=said), bold=True
        )
    _strengths(page, spec)
    _wishes(page, spec)
    page.heading(spec.tell("restitution_text.next"))
    for number in (1, 2, 3):
        page.paragraph(f"{number}.  {spec.tell(f'restitution_text.next_{number}')}")


def _strengths(page: _Page, spec: SummarySpec) -> None:
    page.heading(spec.tell("restitution_text.strengths"))
    states = practice_states(spec.bundle.meta, spec.bundle.scale, spec.assessment)
    strengths = rank_practices(place(states, spec.bundle.meta.policy)).strengths[:PRACTICES]
    for name in strengths:
        page.paragraph(f"–  {spec.bundle.meta.by_id[name].title.pick(spec.lang)}")
    if not strengths:
        page.paragraph(spec.tell("restitution_text.no_strength"))


def _wishes(page: _Page, spec: SummarySpec) -> None:
    """Write the practices that the team wants or hesitates about, each with what becomes of it."""
    support = {row.practice: row.support for row in spec.results.answers}
    horizons: dict[str, Horizon] = {action.practice: action.horizon for action in spec.plan.actions}
    for key, none, wanted in (("wanted", "no_wish", True), ("unwanted", None, False)):
        named = [item for item in spec.results.priorities if _leans(support[item.practice], wanted)]
        named.sort(key=lambda item: -abs(support[item.practice] or 0))
        if named or none:
            page.heading(spec.tell(f"restitution_text.{key}"))
        for item in named[:WANTED]:
            _wish(page.book, page.sheet, page.row, spec, item, horizons.get(item.practice))
            page.row += 1
        if not named and none:
            page.paragraph(spec.tell(f"restitution_text.{none}"))
        elif len(named) > WANTED:
            page.paragraph(spec.tell("restitution_text.others", n=len(named) - WANTED), font_color=page.palette.muted)


def _leans(support: int | None, wanted: bool) -> bool:
    return support is not None and (support > 0 if wanted else support < 0)


def _wish(book: Book, sheet: Sheet, row: int, spec: SummarySpec, item: Priority, horizon: Horizon | None) -> None:
    title = spec.bundle.meta.by_id[item.practice].title.pick(spec.lang)
    outcome = spec.tell(f"outcome.{horizon or item.category}")
    look = {"text_wrap": True, "valign": "top", "indent": 1}
    book.text(sheet, row, 0, spec.say(f"category.{item.category}"), **look, font_color=book.style.palette.muted)
    book.text(sheet, row, 1, title, **look, bold=True)
    book.text(sheet, row, 2, outcome, **look)
    texts = ((title, WIDTHS[1], True), (outcome, WIDTHS[2], False))
    sheet.set_row(row, max(row_height(text, width - 12, book.style.size, bold) for text, width, bold in texts))
