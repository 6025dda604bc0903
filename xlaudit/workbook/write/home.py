"""The first sheet: who asks and why, what to do, who answers."""

from typing import Any

from xlaudit.workbook.layout import (
    HOME_KEY,
    HOME_VALUE,
    IDENTITY_FIELDS,
    IDENTITY_PREFIX,
    NAME_LISTS,
)
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.fit import row_height
from xlaudit.workbook.write.questionnaire import START, protect

KEY, LABEL, VALUE, NOTE = 0, 1, 2, 3
WIDTHS = {LABEL: 210, VALUE: 420, NOTE: 430}
WIDE = sum(WIDTHS.values())
SECONDS_PER_PRACTICE = 35


def write_home(book: Book, spec: WorkbookSpec) -> None:
    """Write the first sheet."""
    sheet = book.sheet(spec.sheet_name("home"))
    sheet.set_column_pixels(KEY, KEY, 20, None, {"hidden": 1})
    for column, width in WIDTHS.items():
        sheet.set_column_pixels(column, column, width)
    book.text(sheet, 0, KEY, HOME_KEY)
    book.text(sheet, 0, VALUE, HOME_VALUE)
    sheet.set_row(0, None, None, {"hidden": True})
    page = _Page(book, sheet, spec, row=1)
    _invitation(page, spec)
    _identity(page, spec)
    _theory(page, spec)
    sheet.set_selection(0, 0, 0, 0)
    sheet.activate()
    sheet.set_first_sheet()
    if spec.protected:
        protect(sheet)


class _Page:
    """A cursor that goes down the sheet."""

    def __init__(self, book: Book, sheet: Sheet, spec: WorkbookSpec, row: int) -> None:
        self.book, self.sheet, self.spec, self.row = book, sheet, spec, row

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
        palette = self.book.style.palette
        self.paragraph(
            text,
            padding=4,
            bold=True,
            font_size=12,
            font_color=palette.header_fill,
            bottom=1,
            bottom_color=palette.rule,
        )

    def pair(self, label: str, value: str) -> None:
        """Write a label and what stands beside it, read-only."""
        palette = self.book.style.palette
        self.book.text(self.sheet, self.row, LABEL, label, font_color=palette.muted, indent=1)
        self.book.text(self.sheet, self.row, VALUE, value, bold=True)
        self.row += 1


def _invitation(page: _Page, spec: WorkbookSpec) -> None:
    palette, home, lang = page.book.style.palette, spec.template.home, spec.lang
    minutes = max(5, round(len(spec.practices) * SECONDS_PER_PRACTICE / 60 / 5) * 5)
    page.paragraph(
        spec.title, padding=16, bold=True, font_size=20, font_color=palette.title_ink, bg_color=palette.title_fill
    )
    page.skip(6)
    page.paragraph(home.purpose.pick(lang), font_size=11)
    page.paragraph(home.duration.pick(lang).format(practices=len(spec.practices), minutes=minutes))
    page.skip(4)
    for key, value in (("from", spec.sender.name), ("reply_to", spec.sender.reply_to), ("due", spec.sender.due)):
        if value:
            page.pair(spec.say(f"home.{key}"), value)
    page.heading(spec.say("home.steps"))
    for number, step in enumerate(home.steps, start=1):
        page.paragraph(f"{number}.  {step.pick(lang)}")
    page.skip(4)
    page.paragraph(
        home.confidentiality.pick(lang), padding=4, font_color=palette.warning_ink, bg_color=palette.warning_fill
    )
    page.skip(6)
    page.book.link(
        page.sheet,
        page.row,
        LABEL,
        f"internal:{START}",
        f"→ {home.start.pick(lang)}",
        bold=True,
        font_size=12,
        indent=1,
        valign="vcenter",
    )
    page.sheet.set_row(page.row, 22)
    page.row += 1
    page.skip()


def _identity(page: _Page, spec: WorkbookSpec) -> None:
    book, sheet, palette = page.book, page.sheet, page.book.style.palette
    page.heading(spec.say("home.identity"))
    for field in IDENTITY_FIELDS:
        value = getattr(spec.identity, field) or ""
        help_key = f"identity_help.{field}"
        note = spec.say(help_key) if help_key in spec.phrases.entries else ""
        book.text(sheet, page.row, KEY, f"{IDENTITY_PREFIX}{field}")
        book.text(sheet, page.row, LABEL, spec.say(f"identity.{field}"), valign="vcenter", indent=1)
        book.text(
            sheet,
            page.row,
            VALUE,
            _shown(spec, field, value),
            locked=False,
            border=1,
            border_color=palette.input_rule,
            bg_color=palette.input_fill,
            valign="vcenter",
            num_format="@",
        )
        book.text(sheet, page.row, NOTE, note, font_color=palette.muted, valign="vcenter", indent=1)
        if field in NAME_LISTS:
            rule = {"validate": "list", "source": f"={NAME_LISTS[field]}", "error_type": "warning"}
            sheet.data_validation(page.row, VALUE, page.row, VALUE, rule)
        sheet.set_row(page.row, 19)
        page.row += 1
    page.skip()


def _shown(spec: WorkbookSpec, field: str, value: str) -> str:
    """Return what people read for a prefilled identity value: the label of a vocabulary's id."""
    terms = {
        "structure_type": spec.bundle.vocabularies.structure_types,
        "size": spec.bundle.vocabularies.sizes,
        "actor_category": spec.bundle.vocabularies.actor_categories,
    }.get(field, ())
    return next((term.label.pick(spec.lang) for term in terms if term.id == value), value)


def _theory(page: _Page, spec: WorkbookSpec) -> None:
    home, lang, palette = spec.template.home, spec.lang, page.book.style.palette
    page.heading(home.method_title.pick(lang))
    page.paragraph(home.progress.pick(lang), bold=True)
    for line in home.method:
        page.paragraph(f"–  {line.pick(lang)}")
    page.skip()
    meta = spec.bundle.meta
    text = spec.say("home.visible_id", meta=meta.id, version=meta.version, instance=spec.instance)
    page.paragraph(text, font_color=palette.muted, font_size=9)
