"""What a diagnosis is for, beyond its scores: appreciation, plan, questions to ask, criteria, interviews merged."""

from collections.abc import Iterable, Mapping

from xlaudit.catalog.load import load_answered, load_issue_catalogue, load_phrases
from xlaudit.model.appreciation import Appreciation
from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.criteria import SourceCriteria
from xlaudit.model.errors import XlauditError
from xlaudit.model.plan import ActionPlan
from xlaudit.model.questions import QuestionList
from xlaudit.rules.appreciation import appreciate as write_appreciation
from xlaudit.rules.assess import compute_results
from xlaudit.rules.criteria import source_criteria
from xlaudit.rules.merging import merge_assessments
from xlaudit.rules.plan import make_plan
from xlaudit.rules.questions import letters, open_questions
from xlaudit.rules.states import practice_states
from xlaudit.rules.targets import NO_TARGETS


def plan(
    assessment: Assessment, *, targets: Mapping[str, float] = NO_TARGETS, bundle: Bundle | None = None
) -> ActionPlan:
    """Plan the actions of an assessment: by when, up to which level, and the score they would bring.

    Args:
        assessment: what ``read`` returned.
        targets: the score aimed at by domain id (0–100).
        bundle: the meta-referential; by default the installed one that the workbook names.

    Raises:
        ResourceNotFoundError: a target for a domain that does not exist.
        XlauditError: a target that is no score.
    """
    bundle = bundle or load_answered(assessment)
    results = compute_results(bundle, assessment, load_phrases(), assessment.origin.lang, targets)
    return make_plan(bundle, assessment, results)


def appreciate(assessment: Assessment, *, bundle: Bundle | None = None, lang: Lang | None = None) -> Appreciation:
    """Write the general appreciation of a team, a paragraph for the report, with the facts that it states.

    Args:
        assessment: what ``read`` returned.
        bundle: the meta-referential; by default the installed one that the workbook names.
        lang: the language of the paragraph; by default the workbook's own.
    """
    bundle, lang = bundle or load_answered(assessment), lang or assessment.origin.lang
    phrases = load_phrases()
    results = compute_results(bundle, assessment, phrases, lang)
    return write_appreciation(bundle, results, make_plan(bundle, assessment, results), phrases, lang)


def questions(
    assessment: Assessment, *, actor: str | None = None, bundle: Bundle | None = None, lang: Lang | None = None
) -> QuestionList:
    """List what nobody could answer, in the order to ask it, and what a provider can answer.

    Args:
        assessment: what ``read`` returned.
        actor: only what this actor carries.
        bundle: the meta-referential; by default the installed one that the workbook names.
        lang: the language of the questions; by default the workbook's own.

    Raises:
        ResourceNotFoundError: there is no such actor.
    """
    bundle, lang = bundle or load_answered(assessment), lang or assessment.origin.lang
    return open_questions(bundle, compute_results(bundle, assessment, load_phrases(), lang), lang, actor)


def question_letters(
    assessment: Assessment, *, actor: str | None = None, bundle: Bundle | None = None, lang: Lang | None = None
) -> str:
    """Write the open questions as messages ready to be sent: one per provider, and one to the team for the others."""
    bundle, lang = bundle or load_answered(assessment), lang or assessment.origin.lang
    found = questions(assessment, actor=actor, bundle=bundle, lang=lang)
    return letters(bundle, found, load_phrases(), lang)


def criteria(
    assessment: Assessment, *, bundle: Bundle | None = None, lang: Lang | None = None
) -> tuple[SourceCriteria, ...]:
    """Say for every source which criteria are met, not met, open, not applicable or to be checked.

    It is what the practices say of them, never a declaration.
    """
    bundle = bundle or load_answered(assessment)
    states = practice_states(bundle.meta, bundle.scale, assessment)
    return source_criteria(bundle, states, lang or assessment.origin.lang)


def merge(assessments: Iterable[Assessment], *, bundle: Bundle | None = None, lang: Lang | None = None) -> Assessment:
    """Put several fillings of one meta-referential and version together: one answer per practice.

    Answers that differ leave the practice open, with an issue (XA316) that says who said what; the order of the
    fillings changes nothing. ``annotate`` writes the outcome as a workbook.

    Args:
        assessments: what ``read`` returned for each file.
        bundle: the meta-referential; by default the installed one that the workbooks name.
        lang: the language of what is said; by default French unless every workbook is in English.

    Raises:
        XlauditError: there is none, or they are of several meta-referentials or versions.
    """
    found = tuple(assessments)
    if not found:
        raise XlauditError("nothing to put together; give at least one filled workbook")
    spoken: Lang = lang or ("fr" if any(item.origin.lang == "fr" for item in found) else "en")
    bundle = bundle or load_answered(found[0])
    return merge_assessments(bundle, found, load_issue_catalogue(), load_phrases(), spoken)
