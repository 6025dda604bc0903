"""The action plan: what to do by when, up to which level, and the score it would bring (DESIGN §5)."""

from collections.abc import Mapping
from dataclasses import replace

from xlaudit.model.assessment import Assessment
from xlaudit.model.bundle import Bundle
from xlaudit.model.plan import HORIZONS, Action, ActionPlan, DomainGap, Horizon
from xlaudit.model.results import REPORTED, DomainScore, Priority, Results
from xlaudit.model.scale import Level, Scale
from xlaudit.rules.numbers import settle
from xlaudit.rules.priorities import TO_DO, target_of
from xlaudit.rules.scoring import scores
from xlaudit.rules.states import PracticeState, practice_states
from xlaudit.rules.targets import NO_TARGETS


def make_plan(
    bundle: Bundle, assessment: Assessment, results: Results, targets: Mapping[str, float] = NO_TARGETS
) -> ActionPlan:
    """Plan what is to be strengthened, introduced, favoured or kept for later; nothing that the team shuns.

    Args:
        bundle: the meta-referential.
        assessment: the answers.
        results: what the rules made of them; the categories and ranks are theirs.
        targets: the score aimed at by domain id (0–100); those of the results for the others.
    """
    rows = {row.practice.id: row for row in practice_states(bundle.meta, bundle.scale, assessment)}
    planned = [item for item in results.priorities if item.category in TO_DO]
    planned.sort(key=lambda item: (HORIZONS.index(_horizon(item, rows)), REPORTED.index(item.category), item.rank))
    levels = {answer.practice: answer.level for answer in results.answers}
    actions = []
    for item in planned:
        row = rows[item.practice]
        target = _target_level(bundle.scale, target_of(row, bundle.meta.policy))
        rows[item.practice] = replace(row, value=bundle.scale.values[target.id])
        actions.append(
            Action(
                practice=item.practice,
                domain=row.domain,
                category=item.category,
                rank=item.rank,
                horizon=_horizon(item, rows),
                level=levels[item.practice] or "",
                target=target.id,
                effort=row.practice.effort,
                projected=scores(rows.values()).score or 0.0,
            )
        )
    return ActionPlan(
        actions=tuple(actions),
        score=results.score,
        projected=scores(rows.values()).score,
        domains=tuple(_gap(domain, rows, targets) for domain in results.domains),
    )


def _horizon(item: Priority, rows: Mapping[str, PracticeState]) -> Horizon:
    """Return by when: a duty or a quick win now; months of effort or a category for later, second; else this year."""
    if "obligation" in item.flags or "quick_win" in item.flags:
        return "now"
    if item.category == "later" or rows[item.practice].practice.effort == 3:
        return "later"
    return "year"


def _target_level(scale: Scale, target: float) -> Level:
    """Return the lowest level worth at least a target (0–1), the best one when none is."""
    enough = [level for level in scale.levels if level.value is not None and settle(level.value) >= settle(target)]
    return min(enough, key=lambda level: level.value or 0.0, default=scale.best)


def _gap(domain: DomainScore, rows: Mapping[str, PracticeState], targets: Mapping[str, float]) -> DomainGap:
    target = targets.get(domain.id, domain.target)
    known = target is not None and domain.score is not None
    return DomainGap(
        id=domain.id,
        score=domain.score,
        target=target,
        gap=max((target or 0.0) - (domain.score or 0.0), 0.0) if known else None,
        projected=scores(row for row in rows.values() if row.domain == domain.id).score,
    )
