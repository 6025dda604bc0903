"""The one scored input table: a row per practice, under a hidden row of machine keys."""

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from xlaudit.model.meta import Practice
from xlaudit.model.template import ColumnKey, TemplateColumn
from xlaudit.workbook.layout import (
    ANSWER_KEYS,
    FIRST_ROW,
    HEADER_ROW,
    HINT_ROW,
    KEYS_ROW,
    LEVEL_KEYS,
    NAME_LEVELS,
    NAME_SUPPORT,
    TITLE_ROW,
)
from xlaudit.workbook.spec import WorkbookSpec, typed_level
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.live.engine import CalcSheet
from xlaudit.workbook.write.live.facts import Facts
from xlaudit.workbook.write.marks import mark_answers

FROZEN: frozenset[ColumnKey] = frozenset({"practice", "domain", "title"})
START = "xa_start"


def write_questionnaire(book: Book, spec: WorkbookSpec, calc: CalcSheet, facts: Facts) -> None:
    """Write the questionnaire, its lists, its help and its protection."""
    name = spec.sheet_name("questionnaire")
    sheet = book.sheet(name)
    columns = spec.columns
    last_row = FIRST_ROW + len(spec.practices) - 1
    _head(book, sheet, spec, columns)
    texts = _Texts(spec)
    previous = None
    for offset, practice in enumerate(spec.practices):
        domain = spec.domain_of(practice).id
        _row(book, sheet, FIRST_ROW + offset, spec, texts, practice, starts=domain != previous)
        previous = domain
    _widths(sheet, columns)
    _lists(sheet, spec, columns, last_row)
    mark_answers(book, sheet, spec, last_row)
    frozen = sum(column.key in FROZEN for column in columns)
    sheet.freeze_panes(FIRST_ROW, frozen)
    sheet.autofilter(HEADER_ROW, 0, last_row, len(columns) - 1)
    sheet.repeat_rows(HEADER_ROW)
    first_input = next(i for i, column in enumerate(columns) if column.key in LEVEL_KEYS)
    book.raw.define_name(START, f"='{name}'!{xl_rowcol_to_cell(FIRST_ROW, first_input, True, True)}")
    sheet.set_selection(FIRST_ROW, first_input, FIRST_ROW, first_input)
    if spec.protected:
        protect(sheet)


def protect(sheet: Sheet) -> None:
    """Protect what is not to be typed over, without a password; filtering, widths and heights stay free."""
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True, "objects": True})


def _head(book: Book, sheet: Sheet, spec: WorkbookSpec, columns: tuple[TemplateColumn, ...]) -> None:
    palette = book.style.palette
    book.text(sheet, TITLE_ROW, 0, spec.say("sheet.questionnaire_title", title=spec.title), bold=True, font_size=16)
    sheet.set_row(TITLE_ROW, 26)
    book.text(sheet, HINT_ROW, 0, spec.tell("sheet.questionnaire_hint"), font_color=palette.muted)
    sheet.set_row(KEYS_ROW, None, None, {"hidden": True})
    for i, column in enumerate(columns):
        typed = column.key in ANSWER_KEYS
        book.text(sheet, KEYS_ROW, i, column.key, font_color=palette.muted)
        book.text(
            sheet,
            HEADER_ROW,
            i,
            column.label.pick(spec.lang),
            bold=True,
            text_wrap=True,
            valign="vcenter",
            border=1,
            border_color=palette.rule,
            font_color=palette.input_header_ink if typed else palette.header_ink,
            bg_color=palette.input_header_fill if typed else palette.header_fill,
        )
    shown = [(column.label.pick(spec.lang), column.width - 16, True) for column in columns if not column.hidden]
    book.grow(sheet, HEADER_ROW, shown, least=2)


class _Texts:
    """The text of each column of a practice."""

    def __init__(self, spec: WorkbookSpec) -> None:
        self._spec = spec
        self._answers = {answer.practice: answer for answer in spec.answers}
        meta, lang = spec.bundle.meta, spec.lang
        self._stages = {term.id: term.label.pick(lang) for term in meta.stages}
        self._actors = {term.id: term.label.pick(lang) for term in meta.actors}

    def answer(self, practice: Practice, key: ColumnKey) -> str:
        """Return what already stands in a column to fill, as the list would have it."""
        answer = self._answers.get(practice.id)
        if answer is None:
            return ""
        scale, lang = self._spec.bundle.scale, self._spec.lang
        if key in LEVEL_KEYS:
            level = typed_level(answer, key)
            return scale.by_id[level].display(lang) if level else ""
        if key == "support":
            return scale.support_label(answer.support, lang)
        return getattr(answer, key) or ""

    def of(self, practice: Practice, key: ColumnKey) -> str:
        spec, lang = self._spec, self._spec.lang
        match key:
            case "practice":
                return practice.id
            case "domain":
                return spec.domain_of(practice).label.pick(lang)
            case "title":
                return practice.title.pick(lang)
            case "expected":
                return spec.prose(practice.expected)
            case "question":
                return "\n".join(spec.prose(text) for text in (practice.question, *practice.probes))
            case "environmental":
                return spec.say(f"impact.{practice.impact.environmental}")
            case "social":
                return spec.say(f"impact.{practice.impact.social}")
            case "effort":
                return spec.say(f"effort.{practice.effort}")
            case "importance":
                return spec.say(f"importance.{practice.importance}")
            case "stages":
                return ", ".join(self._stages[name] for name in practice.stages)
            case "actors":
                return ", ".join(self._actors[name] for name in practice.actors)
            case "sources":
                sources = spec.bundle.sources
                return ", ".join(f"{sources[link.source].short} {link.number}" for link in practice.links)
            case _:
                return ""


def _row(
    book: Book,
    sheet: Sheet,
    row: int,
    spec: WorkbookSpec,
    texts: _Texts,
    practice: Practice,
    starts: bool,
) -> None:
    palette = book.style.palette
    banded = spec.bundle.meta.domains.index(spec.domain_of(practice)) % 2 == 1
    edge: dict[str, Any] = {"border": 1, "border_color": palette.rule, "text_wrap": True}
    if starts:
        edge |= {"top": 2, "top_color": palette.header_fill}
    shown: list[tuple[str, int, bool]] = []
    for i, column in enumerate(spec.columns):
        if column.key in ANSWER_KEYS:
            look = {"bg_color": palette.input_fill, "locked": False, "left_color": palette.input_rule}
            number = {"num_format": "@"} if column.key not in LEVEL_KEYS else {}
            text = texts.answer(practice, column.key)
            finding = spec.found_on(practice.id, column.key)
            if finding is not None:
                text = text or finding.raw or ""
                look |= {"bg_color": palette.warning_fill, "font_color": palette.warning_ink, "bold": True}
                book.note(sheet, row, i, f"{finding.message} {finding.hint}")
            book.text(sheet, row, i, text, **edge, **look, **number)
        else:
            text = texts.of(practice, column.key)
            look = {"bold": column.key == "title", "bg_color": palette.band if banded else palette.paper}
            if column.key in ("practice", "domain"):
                look["font_color"] = palette.muted
            book.text(sheet, row, i, text, **edge, **look)
        if not column.hidden:
            shown.append((text, column.width, column.key == "title"))
    book.grow(sheet, row, shown, least=2)


def _widths(sheet: Sheet, columns: tuple[TemplateColumn, ...]) -> None:
    for i, column in enumerate(columns):
        sheet.set_column_pixels(i, i, column.width, None, {"hidden": 1} if column.hidden else {})


def _lists(sheet: Sheet, spec: WorkbookSpec, columns: tuple[TemplateColumn, ...], last_row: int) -> None:
    """Attach lists and help to the input columns; lists warn and never forbid, so that a bare ``3`` may be typed."""
    for i, column in enumerate(columns):
        if column.key not in ANSWER_KEYS:
            continue
        help_text = column.help.pick(spec.lang) if column.help else ""
        rule: dict[str, Any] = {"validate": "any", "ignore_blank": True}
        if column.key in LEVEL_KEYS or column.key == "support":
            of_levels = column.key in LEVEL_KEYS
            warning = "sheet.list_warning" if of_levels else "sheet.support_warning"
            rule = {
                "validate": "list",
                "source": f"={NAME_LEVELS if of_levels else NAME_SUPPORT}",
                "error_type": "warning",
                "error_title": spec.say("sheet.list_title"),
                "error_message": spec.say(warning),
            }
        if help_text:
            rule |= {"input_title": column.label.pick(spec.lang)[:32], "input_message": help_text[:255]}
        if help_text or rule["validate"] == "list":
            sheet.data_validation(FIRST_ROW, i, last_row, i, rule)
