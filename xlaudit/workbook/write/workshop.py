"""The sheet that tells the outcome of a workshop: what stands out, all the votes, categories, remarks, doubts."""

from collections.abc import Iterable

from xlaudit.model.workshop import Tally, Workshop
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.table import SIGNED, Cell, Column, set_widths, write_table
from xlaudit.workbook.write.votes import spoken

LISTED = 5
"""How many practices each ranking shows."""
REF, TITLE = 0, 1
NUMBER = {"align": "center", "num_format": "0"}
SHARE = {"align": "center", "num_format": "0%"}


class _Page:
    """The sheet being written, with a cursor that goes down."""

    def __init__(self, book: Book, sheet: Sheet, spec: WorkbookSpec, workshop: Workshop) -> None:
        self.book, self.sheet, self.spec, self.workshop = book, sheet, spec, workshop
        self.tallies = {tally.practice: tally for tally in workshop.practices}
        self.columns = [
            Column(spec.say("summary.ref"), 150),
            Column(spec.say("summary.practice"), 380, {"bold": True}),
            Column(spec.say("votes.votes"), 90, NUMBER),
            Column(spec.say("votes.mean"), 100, {"align": "center", "num_format": SIGNED}),
            Column(spec.say("votes.for"), 100, SHARE),
            Column(spec.say("votes.against"), 100, SHARE),
            Column(spec.say("workshop.agreement"), 100, {"align": "center", "num_format": "0.00"}),
            Column(spec.say("votes.reading"), 220),
        ]
        self.row = 0

    def title(self, practice: str) -> str:
        return self.spec.bundle.meta.by_id[practice].title.pick(self.spec.lang)

    def heading(self, text: str, hint: str = "") -> None:
        palette = self.book.style.palette
        self.book.text(self.sheet, self.row, 0, text, bold=True, font_size=12, font_color=palette.header_fill)
        self.row += 1
        if hint:
            self.book.text(self.sheet, self.row, 0, hint, font_color=palette.muted)
            self.row += 1

    def table(self, columns: list[Column], rows: Iterable[list[Cell]]) -> None:
        """Write a table, or that there is nothing to put in it."""
        found = list(rows)
        if found:
            self.row = write_table(self.book, self.sheet, self.row, columns, found) + 2
        else:
            self.book.text(self.sheet, self.row, 0, self.spec.say("workshop.none"))
            self.row += 2

    def votes(self, practices: Iterable[str]) -> None:
        self.table(self.columns, (self._line(self.tallies[name]) for name in practices))

    def _line(self, tally: Tally) -> list[Cell]:
        numbers = (tally.mean, tally.share_for, tally.share_against, tally.agreement)
        said = spoken(tally, self.spec)
        return [tally.practice, self.title(tally.practice), float(tally.votes), *numbers, said]


def write_workshop(book: Book, spec: WorkbookSpec, workshop: Workshop) -> None:
    """Write the sheet."""
    page = _Page(book, book.sheet(spec.say("workshop.sheet")), spec, workshop)
    set_widths(page.sheet, page.columns)
    book.text(page.sheet, 0, 0, spec.say("workshop.title", title=spec.title), bold=True, font_size=16)
    page.sheet.set_row(0, 26)
    book.text(page.sheet, 1, 0, spec.tell("workshop.hint"), font_color=book.style.palette.muted)
    page.row = 3
    for key, number in (("ballots", workshop.ballots), ("invited", workshop.invited), ("quorum", workshop.quorum)):
        book.text(page.sheet, page.row, 0, spec.say(f"workshop.{key}"))
        book.number(page.sheet, page.row, 2, number, bold=True, align="center")
        page.row += 1
    page.row += 1
    for key in ("favoured", "shunned", "divisive"):
        ranked: tuple[str, ...] = getattr(workshop, key)
        page.heading(spec.say(f"workshop.{key}"))
        page.votes(ranked[:LISTED])
    page.heading(spec.say("workshop.all"), spec.tell("workshop.agreement_hint"))
    page.votes(tally.practice for tally in workshop.practices)
    _categories(page)
    _remarks(page)
    _issues(page)


def _categories(page: _Page) -> None:
    """Write the mean of each category that may be shown, a dash where it may not."""
    spec, shown = page.spec, page.workshop.categories
    if not shown:
        return
    labels = {term.id: term.label.pick(spec.lang) for term in spec.bundle.vocabularies.actor_categories}
    means = {item.category: {tally.practice: tally.mean for tally in item.practices} for item in shown}
    page.heading(spec.say("workshop.by_category"), spec.tell("workshop.by_category_hint"))
    columns = [
        *page.columns[: TITLE + 1],
        *(
            Column(labels[item.category], column.width, page.columns[3].look)
            for item, column in zip(shown, page.columns[TITLE + 1 :], strict=False)
        ),
    ]
    page.table(
        columns,
        (
            [tally.practice, page.title(tally.practice), *(means[item.category].get(tally.practice) for item in shown)]
            for tally in page.workshop.practices
            if any(tally.practice in found for found in means.values())
        ),
    )


def _remarks(page: _Page) -> None:
    if not page.workshop.remarks:
        return
    page.heading(page.spec.say("workshop.remarks"))
    for remark in page.workshop.remarks:
        page.book.text(page.sheet, page.row, REF, remark.practice, font_color=page.book.style.palette.muted)
        _across(page, remark.text)
    page.row += 1


def _issues(page: _Page) -> None:
    if not page.workshop.issues:
        return
    page.heading(page.spec.say("workshop.issues"))
    for issue in page.workshop.issues:
        page.book.text(page.sheet, page.row, REF, issue.file or "", text_wrap=True)
        _across(page, f"{issue.message} {issue.hint}")
    page.row += 1


def _across(page: _Page, text: str) -> None:
    """Write a text over the columns from the title on, in a row as tall as it."""
    last = len(page.columns) - 1
    wide = sum(column.width for column in page.columns[TITLE:])
    look = {"text_wrap": True}
    page.sheet.merge_range(page.row, TITLE, page.row, last, "", page.book.format(**look))
    page.book.text(page.sheet, page.row, TITLE, text, **look)
    page.book.grow(page.sheet, page.row, [(text, wide, False)])
    page.row += 1
