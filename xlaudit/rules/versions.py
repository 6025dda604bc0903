"""What changed between two versions of a meta-referential, and which of two versions is the newer."""

from dataclasses import dataclass

from xlaudit.model.meta import MetaReferential


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of practices: added, removed, and those that say or weigh something else."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


def changes(old: MetaReferential, new: MetaReferential) -> Changes:
    """Compare two versions practice by practice."""
    kept = [practice for practice in new.practices if practice.id in old.by_id]
    return Changes(
        added=tuple(practice.id for practice in new.practices if practice.id not in old.by_id),
        removed=tuple(practice.id for practice in old.practices if practice.id not in new.by_id),
        changed=tuple(practice.id for practice in kept if practice != old.by_id[practice.id]),
    )


def is_newer(version: str, than: str) -> bool:
    """Tell whether a semantic version comes after another; a version that is none comes before all."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(part.isdigit() for part in parts) else ()
