"""Answers that are understood and yet hard to believe: what a careful reader would ask about (issues 5xx)."""

from collections.abc import Iterator
from typing import Final

from xlaudit.model.assessment import Answer, Assessment
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.issue import Issue
from xlaudit.model.phrases import IssueCatalogue
from xlaudit.model.scale import Scale
from xlaudit.rules.cells import Cells

LEVEL_CELLS: Final = ("retained", "level", "declared")
"""Where the level kept may stand, the deciding one first."""
GAP: Final = 2
"""How many levels above the retained one a declared level is worth a talk."""
SAME_FROM: Final = 10
"""From how many rows on one and the same answer is strange."""


def implausible(bundle: Bundle, assessment: Assessment, catalogue: IssueCatalogue, lang: Lang) -> tuple[Issue, ...]:
    """Return what is hard to believe in an assessment: the answers all alike first, then practice by practice."""
    scale, cells = bundle.scale, Cells(assessment.ledger)
    issues = []
    given = [answer.level for answer in assessment.answers if answer.level is not None]
    if len(given) >= SAME_FROM and len(set(given)) == 1:
        display = scale.by_id[given[0]].display(lang)
        issues.append(catalogue.issue("XA504", lang, value=display, words={"count": len(given)}))
    for answer in assessment.answers:
        if answer.level is None:
            continue
        never = bundle.meta.by_id[answer.practice].not_applicable == "never"
        for code, keys in _doubts(answer, scale, never):
            value = scale.by_id[answer.level].display(lang)
            declared = scale.by_id[answer.declared].display(lang) if answer.declared else ""
            issues.append(
                catalogue.issue(
                    code,
                    lang,
                    place=cells.place(answer.practice, *keys),
                    practice=answer.practice,
                    value=value,
                    words={"declared": declared},
                )
            )
    return tuple(issues)


def _doubts(answer: Answer, scale: Scale, never: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the code of each doubt about an answer, and the columns it is about.

    In an interview the notes are evidence; "not applicable" where it is never allowed has an issue of its own.
    """
    evidence = _said(answer.evidence) or _said(answer.notes)
    if answer.level == scale.best.id and not evidence:
        yield "XA501", LEVEL_CELLS
    if answer.level in scale.not_applicable and not never and not (evidence or _said(answer.comment)):
        yield "XA502", LEVEL_CELLS
    if answer.declared and answer.level in scale.values and _steps(scale, answer.declared, answer.level) >= GAP:
        yield "XA503", LEVEL_CELLS
    if scale.values.get(answer.level or "") == 0 and _said(answer.evidence):
        yield "XA505", ("evidence",)


def _said(text: str | None) -> bool:
    return text is not None and text.strip() != ""


def _steps(scale: Scale, declared: str, level: str) -> int:
    """Return how many levels of the scale stand from one up to the declared one; 0 when that is no level."""
    above = scale.values.get(declared, 0.0)
    return sum(scale.values[level] <= value < above for value in scale.values.values())
