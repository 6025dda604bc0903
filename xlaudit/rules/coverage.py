"""How a meta-referential covers its sources: criteria linked, left out, or forgotten."""

from dataclasses import dataclass

from xlaudit.model.meta import Domain, LeftOut, MetaReferential
from xlaudit.model.referential import Criterion, Referential


@dataclass(frozen=True, slots=True)
class Coverage:
    """The criteria of one source, by what the meta-referential makes of them."""

    source: str
    criteria: tuple[str, ...]
    linked: tuple[str, ...]
    left_out: tuple[str, ...]
    forgotten: tuple[str, ...]


def takes_out(rule: LeftOut, source: str, criterion: Criterion) -> bool:
    """Tell whether a ``left_out`` entry names a criterion, singly, by its theme or by its level."""
    if rule.source != source:
        return False
    if criterion.id in rule.criteria:
        return True
    if rule.theme is None and rule.level is None:
        return False
    return rule.theme in (None, criterion.theme) and rule.level in (None, criterion.level)


def coverage(meta: MetaReferential, source: Referential) -> Coverage:
    """Sort the criteria of a source; a criterion that is linked is not counted as left out."""
    linked = {link.number for _, link in meta.links() if link.source == source.id}
    left_out = {
        criterion.id
        for criterion in source.criteria
        if criterion.id not in linked and any(takes_out(rule, source.id, criterion) for rule in meta.left_out)
    }
    every = tuple(criterion.id for criterion in source.criteria)
    return Coverage(
        source=source.id,
        criteria=every,
        linked=tuple(number for number in every if number in linked),
        left_out=tuple(number for number in every if number in left_out),
        forgotten=tuple(number for number in every if number not in linked | left_out),
    )


def domain_counts(meta: MetaReferential) -> list[tuple[Domain, dict[str, int]]]:
    """Count, per domain, the practices that link each source."""
    return [
        (
            domain,
            {
                source: sum(any(link.source == source for link in practice.links) for practice in domain.practices)
                for source in meta.sources
            },
        )
        for domain in meta.domains
    ]
