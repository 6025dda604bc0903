"""A published declaration, criterion by criterion, turned into answers through the decisive links."""

from collections.abc import Mapping
from typing import Literal

from xlaudit.model.meta import MetaReferential
from xlaudit.model.referential import Referential
from xlaudit.model.scale import Scale
from xlaudit.rules.numbers import settle
from xlaudit.rules.sources import decisive_practices

Status = Literal["Validé", "Non validé", "Non applicable"]


def levels_from_statuses(
    meta: MetaReferential, source: Referential, statuses: Mapping[str, Status], scale: Scale
) -> dict[str, str]:
    """Give a level to each practice that decides criteria of a declaration.

    All its criteria validated: the best level; none: the lowest; some: the share of validated weight among the
    applicable criteria, rounded down to a level; all not applicable: not applicable. Practices that decide no criterion
    are absent.

    Args:
        meta: the practices and their links.
        source: the referential of the declaration.
        statuses: "Validé", "Non validé" or "Non applicable" by criterion number.
        scale: the levels to choose from.
    """
    decided: dict[str, list[str]] = {}
    for number, practices in decisive_practices(meta, source.id).items():
        for practice in practices:
            decided.setdefault(practice.id, []).append(number)
    not_applicable = next(iter(scale.not_applicable))
    levels = {}
    for practice_id, numbers in decided.items():
        weights = {number: source.weight_of(number) for number in numbers if statuses[number] != "Non applicable"}
        if not weights:
            levels[practice_id] = not_applicable
            continue
        share = sum(weight for number, weight in weights.items() if statuses[number] == "Validé") / sum(
            weights.values()
        )
        reached = {level: value for level, value in scale.values.items() if value <= settle(share)}
        levels[practice_id] = max(reached, key=lambda level: reached[level])
    return levels
