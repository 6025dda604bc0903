"""How the teams that answered one meta-referential stand beside one another."""

from typing import Literal

from xlaudit.model.base import Record
from xlaudit.model.referential import Importance

PointKind = Literal["actor_category", "file"]
GroupField = Literal["structure_type", "size", "territory"]
GROUP_FIELDS: tuple[GroupField, ...] = ("structure_type", "size", "territory")


class Spread(Record):
    """Scores of several teams, 0–100; ``lowest_file`` and ``highest_file`` name the files at both ends.

    Every team counts once. ``deviation`` is the population standard deviation; all is none where no team has a score.
    """

    teams: int
    mean: float | None = None
    median: float | None = None
    deviation: float | None = None
    lowest: float | None = None
    highest: float | None = None
    lowest_file: str | None = None
    highest_file: str | None = None


class DomainSpread(Spread):
    """The scores of one domain."""

    id: str
    label: str


class LevelLabel(Record):
    """A level of the scale: what the workbook shows, and its value (0–1), none for an answer that is no level."""

    id: str
    code: str
    label: str
    value: float | None


class PracticeSpread(Record):
    """The answers to one practice.

    ``levels`` counts the teams per level; with ``unsure`` ("don't know"), ``not_applicable`` (answered or ruled out by
    the profile) and ``unanswered`` they add up to ``asked``. ``mean`` and ``deviation`` are of the values of the known
    levels, 0–100. ``in_place`` is the share (0–1), among the teams whose level is known, of those at the target of the
    policy or above. ``support`` is the mean of the opinions, −2 … +2, of the teams to which the practice applies;
    ``favoured`` and ``shunned`` count the teams where it has that category.
    """

    id: str
    domain: str
    title: str
    importance: Importance
    asked: int
    known: int
    levels: dict[str, int]
    unsure: int
    not_applicable: int
    unanswered: int
    in_place: float | None
    mean: float | None
    deviation: float | None
    opinions: int
    support: float | None
    supportive: int
    opposed: int
    favoured: int
    shunned: int


class AppetitePoint(Record):
    """Where a category of actors, or one file, stands: mean score (0–100) and mean support (−2 … +2).

    ``id`` is that of the category, or the name of the file. Every team counts once in its category.
    """

    kind: PointKind
    id: str
    teams: int
    score: float | None
    support: float | None


class Help(Record):
    """A practice that some teams have fully in place and others hardly at all; both are names of files."""

    practice: str
    helpers: tuple[str, ...]
    learners: tuple[str, ...]


class Average(Record):
    """The mean and the median of the scores of a group of teams, 0–100."""

    mean: float
    median: float


class Group(Record):
    """The teams of organisations that have something in common.

    ``value`` is the id of a term, or the code of a territory; none when it was not given. ``merged`` marks the groups
    that are too small to be shown, put together. ``domains`` holds no average for a domain that is kept back.
    """

    field: GroupField
    value: str | None
    merged: bool
    organisations: int
    teams: int
    score: Average | None
    domains: dict[str, Average | None]


class MetaPart(Record):
    """What was collected with one meta-referential; domains and practices of two of them are never mixed.

    ``files`` names the files in the order they are shown; ``versions`` those of the meta-referential, newest first.
    """

    meta: str
    title: str
    versions: tuple[str, ...]
    files: tuple[str, ...]
    organisations: int
    levels: tuple[LevelLabel, ...]
    in_place_from: float
    """The value (0–1) from which a practice counts as in place."""
    score: Spread
    completion: float | None
    domains: tuple[DomainSpread, ...]
    practices: tuple[PracticeSpread, ...]
    points: tuple[AppetitePoint, ...]
    help: tuple[Help, ...]
    groups: tuple[Group, ...] = ()
    """Only in an anonymised collection."""
