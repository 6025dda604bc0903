"""The whole summary workbook, as bytes."""

from collections.abc import Callable

from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.results import Results
from xlaudit.model.template import Style
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.summary.criteria import write_criteria
from xlaudit.workbook.write.summary.pages import write_cover, write_restitution
from xlaudit.workbook.write.summary.plan import write_plan
from xlaudit.workbook.write.summary.quality import write_quality, write_questions
from xlaudit.workbook.write.summary.scorecard import write_scorecard
from xlaudit.workbook.write.summary.spec import SummarySpec
from xlaudit.workbook.write.summary.tables import write_answers, write_priority_list

SHEETS: dict[str, Callable[[Book, SummarySpec], None]] = {
    "summary": write_scorecard,
    "priorities": write_priority_list,
    "plan": write_plan,
    "answers": write_answers,
    "sources": write_criteria,
    "reading": write_quality,
    "questions": write_questions,
    "restitution": write_restitution,
}
"""The sheets behind the cover, by the key of their names."""


def summary_workbook(
    bundle: Bundle, assessment: Assessment, results: Results, phrases: Phrasebook, style: Style, lang: Lang
) -> bytes:
    """Write the summary workbook as bytes; the same results give the same bytes."""
    spec = SummarySpec(bundle, assessment, results, phrases, lang)
    title = spec.say("summary.title", title=bundle.meta.title.pick(lang))
    book = Book(style, lang, f"{title} – {results.identity.organisation or 'xlaudit'}")
    names = [spec.say(f"summary.sheet_{key}") for key in SHEETS]
    write_cover(book, spec, names)
    for write in SHEETS.values():
        write(book, spec)
    return book.bytes()
