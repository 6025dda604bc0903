"""An assessment to its results: the one place where the rules are put together."""

from collections.abc import Mapping

from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.issue import LedgerCount
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.results import AnswerRow, DomainScore, Priority, Results
from xlaudit.rules.priorities import place
from xlaudit.rules.scoring import maturity, scores
from xlaudit.rules.sources import source_scores
from xlaudit.rules.states import in_order, practice_states
from xlaudit.rules.targets import NO_TARGETS, check_targets
from xlaudit.rules.wording import maturity_label, reason


def compute_results(
    bundle: Bundle,
    assessment: Assessment,
    phrases: Phrasebook,
    lang: Lang,
    targets: Mapping[str, float] = NO_TARGETS,
) -> Results:
    """Apply every rule to an assessment.

    Args:
        bundle: the meta-referential the answers are about.
        assessment: the answers.
        phrases: the words of maturity, categories and reasons.
        lang: the language of those words.
        targets: the score aimed at by domain id (0–100).

    Raises:
        ResourceNotFoundError: a target for a domain that does not exist.
        XlauditError: a target that is no score.
    """
    meta = bundle.meta
    check_targets(meta, targets)
    states = practice_states(meta, bundle.scale, assessment)
    whole = scores(states)
    said = maturity(states, meta.policy)
    asked = dict.fromkeys(state.domain for state in states)
    return Results(
        meta=meta.id,
        version=meta.version,
        identity=assessment.identity,
        score=whole.score,
        floor=whole.floor,
        ceiling=whole.ceiling,
        known=whole.known,
        completion=whole.completion,
        maturity=said.model_copy(update={"label": maturity_label(said, phrases, lang)}),
        domains=tuple(
            DomainScore(
                id=domain.id,
                label=domain.label.pick(lang),
                target=targets.get(domain.id),
                **scores(state for state in states if state.domain == domain.id).model_dump(),
            )
            for domain in meta.domains
            if domain.id in asked
        ),
        sources=source_scores(meta, bundle.sources, states),
        answers=tuple(
            AnswerRow.model_validate(answer, from_attributes=True) for answer in in_order(meta, assessment.answers)
        ),
        priorities=tuple(
            Priority(
                practice=placement.state.practice.id,
                category=placement.category,
                rank=placement.rank,
                index=placement.index,
                flags=placement.flags,
                reason=reason(placement, phrases, lang),
            )
            for placement in place(states, meta.policy)
        ),
        registers=assessment.registers,
        ledger=LedgerCount.of(assessment.ledger),
        issues=assessment.issues,
    )
