"""The scores that are aimed at, domain by domain."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from xlaudit.model.errors import ResourceNotFoundError, XlauditError
from xlaudit.model.meta import MetaReferential

NO_TARGETS: Final[Mapping[str, float]] = MappingProxyType({})


def check_targets(meta: MetaReferential, targets: Mapping[str, float]) -> None:
    """Check that targets are of known domains and are scores.

    Raises:
        ResourceNotFoundError: there is no such domain; says which are near.
        XlauditError: a target outside 0–100.
    """
    known = [domain.id for domain in meta.domains]
    for domain, target in targets.items():
        if domain not in known:
            raise ResourceNotFoundError(f"domain in {meta.id}", domain, known)
        if not 0 <= target <= 100:
            raise XlauditError(f"found the target {target:g} for {domain}; write a score from 0 to 100")
