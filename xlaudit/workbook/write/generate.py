"""The whole workbook to fill, as bytes."""

from collections.abc import Callable

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
