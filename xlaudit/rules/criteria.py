"""What the practices say of each criterion of a source, one by one (DESIGN §4)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.criteria import STATUSES, CriteriaCount, CriterionView, SeenStatus, SourceCriteria
from xlaudit.model.meta import MetaReferential
from xlaudit.model.referential import Referential
from xlaudit.rules.sources import criterion_statuses, decisive_practices
from xlaudit.rules.states import PracticeState


def source_criteria(bundle: Bundle, states: Iterable[PracticeState], lang: Lang) -> tuple[SourceCriteria, ...]:
    """Say for every source which criteria are met, not met, open, not applicable or to be checked."""
    rows = {row.practice.id: row for row in states}
    return tuple(_source(bundle.meta, bundle.sources[source], rows, lang) for source in bundle.meta.sources)


def _source(
    meta: MetaReferential, source: Referential, rows: Mapping[str, PracticeState], lang: Lang
) -> SourceCriteria:
    criteria = tuple(_criteria(meta, source, rows, lang))
    found = Counter(criterion.status for criterion in criteria)
    counts = CriteriaCount(**{status: found[status] for status in STATUSES})
    return SourceCriteria(id=source.id, counts=counts, criteria=criteria)


def _criteria(
    meta: MetaReferential, source: Referential, rows: Mapping[str, PracticeState], lang: Lang
) -> Iterator[CriterionView]:
    decided = criterion_statuses(meta, source, rows.values())
    deciding = {number: [item.id for item in found] for number, found in decisive_practices(meta, source.id).items()}
    linked: dict[str, list[str]] = {}
    for practice, link in meta.links():
        if link.source == source.id:
            linked.setdefault(link.number, []).append(practice.id)
    for criterion in source.criteria:
        practices = deciding.get(criterion.id) or linked.get(criterion.id, [])
        status: SeenStatus
        if criterion.id in decided:
            status = decided[criterion.id]
        elif not practices:
            status = "left_out"
        else:
            only_near = criterion.id not in deciding and any(practice in rows for practice in practices)
            status = "to_check" if only_near else "not_asked"
        yield CriterionView(
            criterion=criterion.id, title=criterion.title.pick(lang), status=status, practices=tuple(practices)
        )
