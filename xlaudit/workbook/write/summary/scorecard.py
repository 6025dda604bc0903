"""The one page that sums up: identity, score, domains with charts, sources and categories."""

from xlsxwriter.utility import xl_rowcol_to_cell

from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.results import EVERY_CATEGORY, Results
from xlaudit.rules.numbers import as_whole
from xlaudit.rules.typeset import told, typeset
from xlaudit.rules.wording import maturity_sentence
from xlaudit.workbook.layout import IDENTITY_FIELDS
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.charts import CHART_ROWS, insert_bars, insert_radar
from xlaudit.workbook.write.fit import row_height
from xlaudit.workbook.write.summary.spec import SummarySpec
from xlaudit.workbook.write.table import Cell, Column, set_widths, write_table

SHARE = {"num_format": "0%", "align": "center"}
SCORE = {"num_format": "0", "align": "center"}


class _Card:
    """The page being written, with a cursor that goes down."""

    def __init__(self, book: Book, sheet: Sheet, results: Results, phrases: Phrasebook, lang: Lang) -> None:
        self.book, self.sheet, self.results = book, sheet, results
        self.phrases, self.lang = phrases, lang
        self.row = 0

    def say(self, key: str, **values: object) -> str:
        return self.phrases.say(key, self.lang, **values)

    def tell(self, key: str, **values: object) -> str:
        return told(self.phrases, key, self.lang, **values)

    def heading(self, text: str) -> None:
        self.book.text(
            self.sheet, self.row, 0, text, bold=True, font_size=12, font_color=self.book.style.palette.header_fill
        )
        self.row += 1

    def pair(self, label: str, value: str, **look: object) -> None:
        self.book.text(self.sheet, self.row, 0, label, font_color=self.book.style.palette.muted)
        self.book.text(self.sheet, self.row, 1, value, **look)
        self.row += 1


def write_scorecard(book: Book, spec: SummarySpec) -> None:
    """Write the page."""
    bundle, results, phrases, lang = spec.bundle, spec.results, spec.phrases, spec.lang
    card = _Card(book, book.sheet(phrases.say("summary.sheet_summary", lang)), results, phrases, lang)
    columns = _domain_columns(card)
    set_widths(card.sheet, columns)
    palette = book.style.palette
    title = card.say("summary.title", title=bundle.meta.title.pick(lang))
    for col in range(len(columns)):
        book.text(
            card.sheet,
            0,
            col,
            title if col == 0 else "",
            bold=True,
            font_size=18,
            font_color=palette.title_ink,
            bg_color=palette.title_fill,
            valign="vcenter",
        )
    card.sheet.set_row(0, 34)
    card.row = 2
    _identity(card, bundle)
    _score(card)
    _appreciation(card, typeset(spec.appreciation.text, lang), sum(column.width for column in columns), len(columns))
    first, last = _domains(card, columns)
    _charts(card, first, last)
    _sources(card, bundle)
    _categories(card)


def _identity(card: _Card, bundle: Bundle) -> None:
    identity = card.results.identity
    for field in IDENTITY_FIELDS:
        value = getattr(identity, field)
        if value:
            shown = bundle.vocabularies.label(field, value, card.lang)
            card.pair(card.say(f"identity.{field}"), shown, bold=True)
    card.row += 1


def _score(card: _Card) -> None:
    results, palette = card.results, card.book.style.palette
    card.book.text(card.sheet, card.row, 0, card.say("summary.score"), bold=True, valign="vcenter", font_size=12)
    look = {"bold": True, "font_size": 24, "font_color": palette.accent, "num_format": "0", "valign": "vcenter"}
    card.book.number(card.sheet, card.row, 1, results.score, **look, align="left")
    if results.floor is not None and results.ceiling is not None and results.score is not None:
        floor, ceiling = (as_whole(x) for x in (results.floor, results.ceiling))
        card.book.text(
            card.sheet, card.row, 2, card.say("summary.bounds", floor=floor, ceiling=ceiling), valign="vcenter"
        )
    card.sheet.set_row(card.row, 36)
    card.row += 1
    maturity = typeset(maturity_sentence(results, card.phrases, card.lang), card.lang)
    card.pair(card.say("summary.maturity"), maturity, bold=True)
    for key in ("known", "completion"):
        value = getattr(results, key)
        card.book.text(card.sheet, card.row, 0, card.say(f"summary.{key}"), font_color=palette.muted)
        card.book.number(card.sheet, card.row, 1, value, num_format="0%", align="left")
        card.row += 1
    card.book.text(card.sheet, card.row, 0, card.say("summary.what"), italic=True, font_color=palette.muted)
    card.row += 2


def _appreciation(card: _Card, text: str, width: int, columns: int) -> None:
    """Write the paragraph across the page."""
    card.heading(card.say("summary.appreciation"))
    look = {"text_wrap": True, "valign": "top"}
    card.sheet.merge_range(card.row, 0, card.row, columns - 1, "", card.book.format(**look))
    card.book.text(card.sheet, card.row, 0, text, **look)
    card.sheet.set_row(card.row, row_height(text, width - 10, card.book.style.size))
    card.row += 2


def _domain_columns(card: _Card) -> list[Column]:
    return [
        Column(card.say("summary.domain"), 330),
        Column(card.say("summary.domain_score"), 90, {**SCORE, "bold": True}),
        Column(card.say("summary.floor"), 90, SCORE),
        Column(card.say("summary.ceiling"), 90, SCORE),
        Column(card.say("summary.known"), 100, SHARE),
        Column(card.say("summary.completion"), 110, SHARE),
        Column(card.say("summary.applicable"), 110, SCORE),
    ]


def _domains(card: _Card, columns: list[Column]) -> tuple[int, int]:
    """Write the table of domains, and beside it, hidden, the widths of the bars; return its first and last row."""
    card.heading(card.say("summary.domains_title"))
    rows: list[list[Cell]] = [
        [d.label, d.score, d.floor, d.ceiling, d.known, d.completion, float(d.applicable)] for d in card.results.domains
    ]
    header = card.row
    last = write_table(card.book, card.sheet, header, columns, rows)
    helper = len(columns) + 1
    for offset, text in enumerate(("summary.floor", "summary.to_score", "summary.to_ceiling", "summary.domain_score")):
        card.book.text(card.sheet, header, helper + offset, card.say(text))
    for i, d in enumerate(card.results.domains, start=header + 1):
        score = d.score or 0.0
        floor, ceiling = d.floor or 0.0, d.ceiling or 0.0
        for offset, value in enumerate((floor, max(score - floor, 0), max(ceiling - max(score, floor), 0), score)):
            card.book.number(card.sheet, i, helper + offset, value)
    card.sheet.set_column(helper, helper + 3, None, None, {"hidden": 1})
    card.row = last + 2
    return header + 1, last


def _charts(card: _Card, first: int, last: int) -> None:
    name = card.sheet.get_name()
    helper = len(_domain_columns(card)) + 1

    def cells(col: int) -> str:
        return f"='{name}'!{xl_rowcol_to_cell(first, col, True, True)}:{xl_rowcol_to_cell(last, col, True, True)}"

    palette = card.book.style.palette
    series = [
        (card.say("summary.floor"), cells(helper), palette.accent),
        (card.say("summary.to_score"), cells(helper + 1), palette.accent_soft),
        (card.say("summary.to_ceiling"), cells(helper + 2), palette.rule),
    ]
    insert_bars(
        card.book, card.sheet, card.row, cells(0), series, card.say("summary.bars_title"), card.say("summary.bars_alt")
    )
    card.row += CHART_ROWS
    values = (card.say("summary.domain_score"), cells(helper + 3))
    insert_radar(
        card.book,
        card.sheet,
        card.row,
        cells(0),
        values,
        card.say("summary.radar_title"),
        card.say("summary.radar_alt"),
    )
    card.row += CHART_ROWS


def _sources(card: _Card, bundle: Bundle) -> None:
    card.heading(card.say("summary.sources_title"))
    columns = [
        Column(card.say("summary.source"), 330),
        Column(card.say("summary.progress"), 90, SCORE),
    ]
    rows: list[list[Cell]] = [[bundle.sources[s.id].short, s.progress] for s in card.results.sources]
    card.row = write_table(card.book, card.sheet, card.row, columns, rows) + 1
    for source in card.results.sources:
        if source.estimate is not None:
            low, high, share = source.estimate.low, source.estimate.high, 100 * source.estimate.coverage
            text = card.tell(
                "summary.estimate_text",
                source=bundle.sources[source.id].short,
                low=as_whole(low),
                high=as_whole(high),
                coverage=as_whole(share),
            )
            card.book.text(card.sheet, card.row, 0, text)
            card.row += 1
    card.row += 1


def _categories(card: _Card) -> None:
    card.heading(card.say("summary.counts_title"))
    columns = [Column(card.say("summary.category"), 330), Column(card.say("summary.count"), 90, SCORE)]
    found = [item.category for item in card.results.priorities]
    rows: list[list[Cell]] = [[card.say(f"category.{key}"), float(found.count(key))] for key in EVERY_CATEGORY]
    card.row = write_table(card.book, card.sheet, card.row, columns, rows) + 1
