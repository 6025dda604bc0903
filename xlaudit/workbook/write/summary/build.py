"""The whole summary workbook, as bytes."""

from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.results import Results
from xlaudit.model.template import Style
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.summary.quality import write_quality
from xlaudit.workbook.write.summary.scorecard import write_scorecard
from xlaudit.workbook.write.summary.spec import SummarySpec
from xlaudit.workbook.write.summary.tables import write_answers, write_priority_list


def summary_workbook(
    bundle: Bundle, assessment: Assessment, results: Results, phrases: Phrasebook, style: Style, lang: Lang
) -> bytes:
    """Write the summary workbook as bytes; the same results give the same bytes."""
    spec = SummarySpec(bundle, assessment, results, phrases, lang)
    title = spec.say("summary.title", title=bundle.meta.title.pick(lang))
    book = Book(style, lang, f"{title} – {results.identity.organisation or 'xlaudit'}")
    write_scorecard(book, spec.bundle, results, phrases, lang)
    write_priority_list(book, spec)
    write_answers(book, spec)
    write_quality(book, spec)
    return book.bytes()
