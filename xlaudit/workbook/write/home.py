"""The first sheet: who asks and why, what to do, who answers, how far one has come."""

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from xlaudit.workbook.layout import (
    APPLICABILITY_PREFIX,
    HOME_KEY,
    HOME_VALUE,
    IDENTITY_FIELDS,
    IDENTITY_PREFIX,
    NAME_LISTS,
    NAME_YES_NO,
)
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.fit import row_height
from xlaudit.workbook.write.live.calc import NEXT
from xlaudit.workbook.write.live.engine import CalcSheet
from xlaudit.workbook.write.live.facts import Facts
from xlaudit.workbook.write.questionnaire import START, protect

KEY, LABEL, VALUE, NOTE = 0, 1, 2, 3
WIDTHS = {LABEL: 430, VALUE: 330, NOTE: 320}
WIDE = sum(WIDTHS.values())
SECONDS_PER_PRACTICE = 35
BLOCKS = 10
"""How many squares a whole bar of progress has."""


def write_home(book: Book, spec: WorkbookSpec, calc: CalcSheet, facts: Facts) -> None:
    """Write the first sheet, and tell the hidden one where its answers stand."""
    sheet = book.sheet(spec.sheet_name("home"))
    sheet.set_column_pixels(KEY, KEY, 20, None, {"hidden": 1})
    for column, width in WIDTHS.items():
        sheet.set_column_pixels(column, column, width)
    book.text(sheet, 0, KEY, HOME_KEY)
    book.text(sheet, 0, VALUE, HOME_VALUE)
    sheet.set_row(0, None, None, {"hidden": True})
    page = _Page(book, sheet, spec, calc)
    _invitation(page)
    _progress(page, facts)
    _steps(page)
    _identity(page)
    _applicability(page)
    _domains(page, facts)
    _theory(page)
    sheet.set_selection(0, 0, 0, 0)
    sheet.activate()
    if spec.protected:
        protect(sheet)


class _Page:
    """A cursor that goes down the sheet."""

    def __init__(self, book: Book, sheet: Sheet, spec: WorkbookSpec, calc: CalcSheet) -> None:
        self.book, self.sheet, self.spec, self.calc = book, sheet, spec, calc
        self.row = 1
        self.palette = book.style.palette

    def skip(self, points: float = 8) -> None:
        self.sheet.set_row(self.row, points)
        self.row += 1

    def paragraph(self, text: str, padding: float = 0, **properties: Any) -> None:
        """Write a text across the page."""
        size = properties.get("font_size", self.book.style.size)
        bold = bool(properties.get("bold"))
        look = {"text_wrap": True, "valign": "vcenter", "indent": 1, **properties}
        self.sheet.merge_range(self.row, LABEL, self.row, NOTE, "", self.book.format(**look))
        self.book.text(self.sheet, self.row, LABEL, text, **look)
        self.sheet.set_row(self.row, row_height(text, WIDE, size, bold) + padding)
        self.row += 1

    def heading(self, text: str) -> None:
        look = {"bold": True, "font_size": 12, "font_color": self.palette.header_fill}
        self.paragraph(text, padding=4, **look, bottom=1, bottom_color=self.palette.rule)

    def label(self, text: str) -> None:
        self.book.text(self.sheet, self.row, LABEL, text, valign="vcenter", indent=1, text_wrap=True)

    def note(self, text: str) -> None:
        look = {"font_color": self.palette.muted, "valign": "vcenter", "indent": 1, "text_wrap": True}
        self.book.text(self.sheet, self.row, NOTE, text, **look)

    def next(self, points: float = 19) -> None:
        self.sheet.set_row(self.row, points)
        self.row += 1

    def field(self, key: str, label: str, value: str, note: str, list_name: str | None) -> None:
        """Write a line to fill: hidden key, label, input, help; and tell where the input stands."""
        self.book.text(self.sheet, self.row, KEY, key)
        self.label(label)
        look = {"border": 1, "border_color": self.palette.input_rule, "bg_color": self.palette.input_fill}
        if (finding := self.spec.found_on(None, key)) is not None:
            value = value or finding.raw or ""
            look |= {"bg_color": self.palette.warning_fill, "font_color": self.palette.warning_ink, "bold": True}
            self.book.note(self.sheet, self.row, VALUE, f"{finding.message} {finding.hint}")
        self.book.text(self.sheet, self.row, VALUE, value, locked=False, valign="vcenter", num_format="@", **look)
        self.note(note)
        if list_name is not None:
            rule = {"validate": "list", "source": f"={list_name}", "error_type": "warning"}
            self.sheet.data_validation(self.row, VALUE, self.row, VALUE, rule)
        cell = xl_rowcol_to_cell(self.row, VALUE, row_abs=True, col_abs=True)
        self.calc.places[f"home.{key}"] = f"'{self.sheet.get_name()}'!{cell}"
        size = self.book.style.size
        self.next(
            max(19.0, *(row_height(said, WIDTHS[col] - 16, size) for col, said in ((LABEL, label), (NOTE, note))))
        )


def _invitation(page: _Page) -> None:
    spec, palette = page.spec, page.palette
    home = spec.template.home
    minutes = max(5, round(len(spec.practices) * SECONDS_PER_PRACTICE / 60 / 5) * 5)
    title = {"font_color": palette.title_ink, "bg_color": palette.title_fill}
    page.paragraph(spec.title, padding=14, bold=True, font_size=20, **title)
    page.skip(5)
    page.paragraph(spec.prose(home.purpose), font_size=11)
    page.paragraph(spec.prose(home.duration).format(practices=len(spec.practices), minutes=minutes))
    if not spec.is_whole:
        every = len(spec.bundle.meta.practices)
        page.paragraph(spec.tell("home.selection", chosen=len(spec.practices), every=every), font_color=palette.muted)
    for key, value in (("from", spec.sender.name), ("reply_to", spec.sender.reply_to), ("due", spec.sender.due)):
        if value:
            page.label(spec.say(f"home.{key}"))
            page.book.text(page.sheet, page.row, VALUE, value, bold=True)
            page.next(16)
    page.skip(5)


def _progress(page: _Page, facts: Facts) -> None:
    """Write how many rows are answered, with a link to the next one that is not."""
    spec, calc, palette = page.spec, page.calc, page.palette
    total = len(spec.practices)
    answered = sum(state.answered for state in facts.states)
    look = {"bg_color": palette.band, "valign": "vcenter", "font_size": 12, "bold": True}
    page.book.text(page.sheet, page.row, LABEL, spec.say("home.answered"), indent=1, **look)
    counted = calc.resolve(f'TEXT({{ans}},"0")&" / {total}"')
    page.book.formula(page.sheet, page.row, VALUE, counted, f"{answered} / {total}", **look)
    done, onward = _quoted(spec.say("home.all_answered")), _quoted(spec.say("home.next"))
    formula = f'IF({{next}}=0,"{done}",HYPERLINK("#{NEXT}","{onward} "&INDEX([[p.id]],{{next}})))'
    waiting = next((state.practice.id for state in facts.states if not state.answered), None)
    shown = f"{spec.say('home.next')} {waiting}" if waiting else spec.say("home.all_answered")
    page.book.formula(
        page.sheet, page.row, NOTE, calc.resolve(formula), shown, **look | {"font_color": palette.link, "underline": 1}
    )
    page.next(24)
    page.skip(5)


def _quoted(text: str) -> str:
    return text.replace('"', '""')


def _steps(page: _Page) -> None:
    spec, palette = page.spec, page.palette
    home, lang = spec.template.home, spec.lang
    page.heading(spec.say("home.steps"))
    for number, step in enumerate(home.steps, start=1):
        page.paragraph(f"{number}.  {spec.prose(step)}")
    page.skip(4)
    warning = {"font_color": palette.warning_ink, "bg_color": palette.warning_fill}
    page.paragraph(spec.prose(home.confidentiality), padding=4, **warning)
    page.skip(4)
    look = {"bold": True, "font_size": 12, "indent": 1, "valign": "vcenter"}
    page.book.link(page.sheet, page.row, LABEL, f"internal:{START}", f"→ {home.start.pick(lang)}", **look)
    page.next(22)
    page.skip(5)


def _identity(page: _Page) -> None:
    spec = page.spec
    page.heading(spec.say("home.identity"))
    for field in IDENTITY_FIELDS:
        help_key = f"identity_help.{field}"
        note = spec.tell(help_key) if help_key in spec.phrases.entries else ""
        value = _shown(spec, field, getattr(spec.identity, field) or "")
        label = spec.say(f"identity.{field}")
        page.field(f"{IDENTITY_PREFIX}{field}", label, value, note, NAME_LISTS.get(field))
    page.skip()


def _shown(spec: WorkbookSpec, field: str, value: str) -> str:
    """Return what people read for a prefilled identity value: the label of a vocabulary's id."""
    terms = spec.bundle.vocabularies.of(field)
    return next((term.label.pick(spec.lang) for term in terms if term.id == value), value)


def _applicability(page: _Page) -> None:
    """Write the questions whose "no" rules practices out; the question is long, so it takes the place of the help."""
    spec = page.spec
    if not spec.bundle.meta.applicability:
        return
    page.heading(spec.say("home.applicability"))
    page.paragraph(spec.tell("home.applicability_hint"), font_color=page.palette.muted)
    for question in spec.bundle.meta.applicability:
        key = f"{APPLICABILITY_PREFIX}{question.id}"
        value = spec.say("home.no") if question.id in spec.ruled_out_by else ""
        page.field(key, spec.prose(question.question), value, "", NAME_YES_NO)
    page.skip()


def _domains(page: _Page, facts: Facts) -> None:
    """Write a line of progress per domain: answered, out of, and a bar of squares."""
    page.heading(page.spec.say("home.by_domain"))
    for i, domain in enumerate(facts.results.domains, start=1):
        states = [state for state in facts.states if state.domain == domain.id]
        answered = sum(state.answered for state in states)
        page.label(domain.label)
        done, every = f"INDEX([[d.ans]],{i})", f"INDEX([[d.n]],{i})"
        full = f"ROUND({BLOCKS}*{done}/{every},0)"
        bar = f'REPT("■",{full})&REPT("□",{BLOCKS}-{full})&"  "&TEXT({done},"0")&" / "&TEXT({every},"0")'
        squares = int(BLOCKS * answered / len(states) + 0.5)
        shown = "■" * squares + "□" * (BLOCKS - squares) + f"  {answered} / {len(states)}"
        page.book.formula(
            page.sheet, page.row, VALUE, page.calc.resolve(bar), shown, font_color=page.palette.accent, valign="vcenter"
        )
        page.next(17)
    page.skip()


def _theory(page: _Page) -> None:
    spec = page.spec
    home, lang = spec.template.home, spec.lang
    page.heading(home.method_title.pick(lang))
    page.paragraph(spec.prose(home.progress), bold=True)
    for line in home.method:
        page.paragraph(f"–  {spec.prose(line)}")
    page.skip()
    meta = spec.bundle.meta
    text = spec.say("home.visible_id", meta=meta.id, version=meta.version, instance=spec.instance)
    page.paragraph(text, font_color=page.palette.muted, font_size=9)
