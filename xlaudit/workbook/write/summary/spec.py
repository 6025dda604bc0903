"""What the summary workbook is made of, and the head that its sheets share."""

from dataclasses import dataclass
from functools import cached_property

from xlaudit.model.appreciation import Appreciation
from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang, Text
from xlaudit.model.bundle import Bundle
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.plan import ActionPlan
from xlaudit.model.results import Results
from xlaudit.rules.appreciation import appreciate
from xlaudit.rules.plan import make_plan
from xlaudit.rules.typeset import told, typeset
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.table import Column, set_widths


@dataclass(frozen=True)
class SummarySpec:
    """All that the summary is made of."""

    bundle: Bundle
    assessment: Assessment
    results: Results
    phrases: Phrasebook
    lang: Lang

    def say(self, key: str, **values: object) -> str:
        """Return a phrase in the language of the summary."""
        return self.phrases.say(key, self.lang, **values)

    def tell(self, key: str, **values: object) -> str:
        """Return a phrase set for reading, its French punctuation on the line of its word."""
        return told(self.phrases, key, self.lang, **values)

    def prose(self, text: Text) -> str:
        """Return a text of ours set for reading; not for titles and labels, which people type and tools compare."""
        return typeset(text.pick(self.lang), self.lang)

    @cached_property
    def plan(self) -> ActionPlan:
        """What to do, when, and what it would bring."""
        return make_plan(self.bundle, self.assessment, self.results)

    @cached_property
    def appreciation(self) -> Appreciation:
        """The paragraph that says where the team stands."""
        return appreciate(self.bundle, self.results, self.plan, self.phrases, self.lang)

    def level(self, level: str | None) -> str:
        """Return what a level is called, or that nothing was answered."""
        if level is None:
            return self.say("summary.not_answered")
        return self.bundle.scale.by_id[level].display(self.lang)


def headed_sheet(book: Book, name: str, columns: list[Column], title: str, hint: str = "") -> Sheet:
    """Add a sheet with the widths of its main table, a title and a hint, which is a phrase of ours."""
    sheet = book.sheet(name)
    set_widths(sheet, columns)
    book.text(sheet, 0, 0, title, bold=True, font_size=16)
    sheet.set_row(0, 26)
    if hint:
        book.text(sheet, 1, 0, typeset(hint, book.lang), font_color=book.style.palette.muted)
    return sheet
