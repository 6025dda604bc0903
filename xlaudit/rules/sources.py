"""What the practices say of each source: progress, and an estimate where an official rule exists (DESIGN §4)."""

from collections.abc import Iterable, Mapping

from xlaudit.model.criteria import CriterionStatus
from xlaudit.model.meta import MetaReferential, Practice
from xlaudit.model.referential import Referential
from xlaudit.model.results import Estimate, SourceScore
from xlaudit.rules.scoring import scores
from xlaudit.rules.states import PracticeState


def decisive_practices(meta: MetaReferential, source: str) -> dict[str, tuple[Practice, ...]]:
    """Return, per criterion of a source, the practices that decide it.

    They are those linked as ``equal`` or ``superset``, or else all those linked as ``subset``, together;
    ``intersects`` never decides. A criterion without any is absent.
    """
    whole: dict[str, list[Practice]] = {}
    parts: dict[str, list[Practice]] = {}
    for practice, link in meta.links():
        if link.source == source:
            if link.relation in ("equal", "superset"):
                whole.setdefault(link.number, []).append(practice)
            elif link.relation == "subset":
                parts.setdefault(link.number, []).append(practice)
    return {number: tuple(practices) for number, practices in (parts | whole).items()}


def criterion_status(rows: Iterable[PracticeState], *, may_be_out: bool) -> CriterionStatus:
    """Say what the decisive practices of a criterion make of it."""
    applicable = [row for row in rows if row.state != "not_applicable"]
    if not applicable:
        return "not_applicable" if may_be_out else "open"
    if any(row.state == "known" and row.value == 0 for row in applicable):
        return "not_met"
    if all(row.state == "known" and row.value == 1 for row in applicable):
        return "met"
    return "open"


def criterion_statuses(
    meta: MetaReferential, source: Referential, states: Iterable[PracticeState]
) -> dict[str, CriterionStatus]:
    """Return the status of each criterion whose decisive practices are all in the selection."""
    by_practice = {row.practice.id: row for row in states}
    statuses = {}
    for number, practices in decisive_practices(meta, source.id).items():
        if all(practice.id in by_practice for practice in practices):
            rows = [by_practice[practice.id] for practice in practices]
            may_be_out = source.by_id[number].not_applicable == "allowed"
            statuses[number] = criterion_status(rows, may_be_out=may_be_out)
    return statuses


def rgesn_bounds(source: Referential, statuses: Mapping[str, CriterionStatus]) -> tuple[float, float] | None:
    """Apply the rule of the RGESN 2024: weights of the criteria met over weights of the applicable ones, 0–100.

    Returns:
        The score if every open criterion were not met, and if every one were met; none when none is applicable.
    """
    weights = {number: source.weight_of(number) for number in statuses}
    met = sum(weights[number] for number, status in statuses.items() if status == "met")
    open_ = sum(weights[number] for number, status in statuses.items() if status == "open")
    applicable = sum(weights[number] for number, status in statuses.items() if status != "not_applicable")
    return (100 * met / applicable, 100 * (met + open_) / applicable) if applicable else None


def source_scores(
    meta: MetaReferential, sources: Mapping[str, Referential], states: Iterable[PracticeState]
) -> tuple[SourceScore, ...]:
    """Compute the progress of each linked source, and the estimate of those that have an official rule."""
    rows = tuple(states)
    results = []
    for source_id in meta.sources:
        source = sources[source_id]
        estimate = None
        if source.scoring == "rgesn-2024":
            statuses = criterion_statuses(meta, source, rows)
            bounds = rgesn_bounds(source, statuses)
            if bounds is not None:
                coverage = len(statuses) / len(source.criteria)
                estimate = Estimate(low=bounds[0], high=bounds[1], coverage=coverage)
        progress = scores(row for row in rows if row.practice.id in meta.linked_to[source_id]).score
        results.append(SourceScore(id=source_id, progress=progress, estimate=estimate))
    return tuple(results)
