"""Names that people type, compared: case and blanks do not count."""

from collections.abc import Iterable

from xlaudit.model.assessment import Identity


def plain(name: str | None) -> str:
    """Return a name reduced to what counts, empty when there is none."""
    return " ".join((name or "").split()).casefold()


def count_organisations(identities: Iterable[Identity]) -> int:
    """Count the organisations; those who name none may all be of one."""
    return len({plain(identity.organisation) for identity in identities})
