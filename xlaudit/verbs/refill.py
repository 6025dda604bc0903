"""A workbook made afresh with the answers of one that came back, and what was found wrong in it."""

from xlaudit.catalog.load import load_phrases, load_style, load_template
from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.workbook.spec import Finding, WorkbookSpec


def refilled(assessment: Assessment, bundle: Bundle, lang: Lang, style: str, template: str) -> WorkbookSpec:
    """Return a fresh workbook with the answers, the registers and the votes of an assessment in place."""
    asked = {answer.practice for answer in assessment.answers}
    return WorkbookSpec(
        bundle=bundle,
        template=load_template(template),
        style=load_style(style),
        phrases=load_phrases(),
        lang=lang,
        profile=assessment.origin.profile,
        practices=tuple(practice for practice in bundle.meta.practices if practice.id in asked),
        identity=assessment.identity,
        answers=assessment.answers,
        ruled_out_by=assessment.ruled_out_by,
        registers=assessment.registers,
        votes=assessment.votes,
        findings=_findings(assessment),
    )


def _findings(assessment: Assessment) -> tuple[Finding, ...]:
    """Return the issues of an assessment, each with the cell of a fresh workbook that it is about."""
    fates = {(fate.sheet, fate.cell): fate for fate in assessment.ledger}
    found = []
    for issue in assessment.issues:
        fate = fates.get((issue.sheet or "", issue.cell or ""))
        raw = fate.value if fate is not None and fate.fate == "rejected" else None
        key = fate.key if fate is not None else None
        found.append(Finding(issue.severity, issue.message, issue.hint, issue.practice, key, raw, issue.value))
    return tuple(found)
