"""The whole workbook to fill, as bytes."""

from collections.abc import Callable, Iterator

from xlaudit.model.template import SheetKey
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.checklist import write_checklist
from xlaudit.workbook.write.findings import write_findings
from xlaudit.workbook.write.home import write_home
from xlaudit.workbook.write.live.calc import define_names, plan_calc
from xlaudit.workbook.write.live.engine import CalcSheet
from xlaudit.workbook.write.live.facts import Facts
from xlaudit.workbook.write.mark import write_mark
from xlaudit.workbook.write.priorities import write_priorities
from xlaudit.workbook.write.questionnaire import write_questionnaire
from xlaudit.workbook.write.registers import write_registers
from xlaudit.workbook.write.results import write_results
from xlaudit.workbook.write.sources import write_sources
from xlaudit.workbook.write.votes import write_votes
from xlaudit.workbook.write.workshop import write_workshop

SHEETS: dict[SheetKey, Callable[[Book, WorkbookSpec, CalcSheet, Facts], None]] = {
    "home": write_home,
    "questionnaire": write_questionnaire,
    "registers": write_registers,
    "results": write_results,
    "priorities": write_priorities,
    "checklist": write_checklist,
    "sources": write_sources,
}


def generate_workbook(spec: WorkbookSpec) -> bytes:
    """Write the workbook of a spec; the same spec gives the same bytes."""
    book = Book(spec.style, spec.lang, f"{spec.title} – {spec.identity.organisation or 'xlaudit'}")
    facts = Facts(spec)
    calc = plan_calc(spec, facts)
    book.expect(_texts(spec))
    for key in spec.template.profiles[spec.profile]:
        SHEETS[key](book, spec, calc, facts)
    if spec.voted:
        write_votes(book, spec, calc, facts)
    if spec.workshop is not None:
        write_workshop(book, spec, spec.workshop)
    if spec.findings:
        write_findings(book, spec, calc)
    write_mark(book, spec)
    calc.write(book)
    define_names(book, calc)
    return book.bytes()


def _texts(spec: WorkbookSpec) -> Iterator[str]:
    """Yield the ids, then the long texts practice by practice, those only that the sheets of the profile show."""
    lang, sources = spec.lang, spec.bundle.sources
    columns = {column.key for column in spec.columns}
    yield from (practice.id for practice in spec.practices)
    for practice in spec.practices:
        yield practice.title.pick(lang)
        if "expected" in columns:
            yield spec.prose(practice.expected)
        if spec.shows("priorities"):
            yield practice.action.pick(lang)
        if spec.shows("checklist"):
            yield spec.prose(practice.action)
        if spec.shows("sources") and spec.profile != "client":
            yield from (spec.prose(sources[link.source].by_id[link.number].title) for link in practice.links)
