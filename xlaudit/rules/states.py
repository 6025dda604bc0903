"""What each practice counts for: known, open or not applicable, and its value."""

from dataclasses import dataclass
from typing import Literal

from xlaudit.model.assessment import Answer, Assessment
from xlaudit.model.meta import MetaReferential, Practice
from xlaudit.model.scale import Scale
from xlaudit.model.workshop import PracticeVotes

State = Literal["open", "known", "not_applicable"]


@dataclass(frozen=True, slots=True)
class PracticeState:
    """One practice of the selection, in its order, with what its answer counts for.

    ``value`` is 0–1 and is 0 unless known; ``answered`` says that something understandable was answered or that the
    profile rules the practice out.
    """

    order: int
    practice: Practice
    domain: str
    weight: float
    state: State
    value: float
    answered: bool
    support: int | None
    obliged: bool
    votes: PracticeVotes | None = None


def in_order(meta: MetaReferential, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Return answers in the order of the meta-referential, whatever order they came in."""
    place = {practice.id: i for i, practice in enumerate(meta.practices)}
    return tuple(sorted(answers, key=lambda answer: place[answer.practice]))


def practice_states(meta: MetaReferential, scale: Scale, assessment: Assessment) -> tuple[PracticeState, ...]:
    """Say what each answered practice counts for (DESIGN §4), in the order of the meta-referential.

    An answer typed on the row wins over the profile; "not applicable" on a practice that never allows it leaves the
    practice open.
    """
    out = meta.ruled_out(frozenset(assessment.ruled_out_by))
    structure = assessment.identity.structure_type
    votes = {item.practice: item for item in assessment.votes}
    states = []
    for order, answer in enumerate(in_order(meta, assessment.answers)):
        practice = meta.by_id[answer.practice]
        ruled_out = practice.id in out
        state: State = "open"
        if answer.level is None:
            state = "not_applicable" if ruled_out else "open"
        elif answer.level in scale.not_applicable:
            state = "not_applicable" if practice.not_applicable == "allowed" else "open"
        elif answer.level in scale.values:
            state = "known"
        states.append(
            PracticeState(
                order=order,
                practice=practice,
                domain=meta.domain_of[practice.id].id,
                weight=meta.policy.weights.of(practice.importance),
                state=state,
                value=scale.values[answer.level] if state == "known" and answer.level else 0.0,
                answered=answer.level is not None or ruled_out,
                support=answer.support,
                obliged=practice.obligation is not None and practice.obligation.binds(structure),
                votes=votes.get(practice.id),
            )
        )
    return tuple(states)
