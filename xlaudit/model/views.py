"""What is told of a meta-referential: the shape of ``xlaudit show --json``."""

from xlaudit.model.base import Record
from xlaudit.model.meta import SourceLink


class DomainView(Record):
    """A domain and its label."""

    id: str
    label: str


class PracticeView(Record):
    """A practice, where it stands and what it is linked to."""

    id: str
    domain: str
    title: str
    importance: str
    links: tuple[SourceLink, ...]


class CoverageView(Record):
    """How many criteria of a source are linked or left out."""

    criteria: int
    linked: int
    left_out: int


class MetaView(Record):
    """A meta-referential at a glance."""

    id: str
    version: str
    title: str
    domains: tuple[DomainView, ...]
    practices: tuple[PracticeView, ...]
    coverage: dict[str, CoverageView]
