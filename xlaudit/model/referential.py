"""A published set of criteria, with the words its publisher uses to rank them."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from xlaudit.model.base import CriterionId, Day, NonEmpty, Record, Slug, Text, Url

Importance = Literal["essential", "recommended", "further"]
IMPORTANCES: tuple[Importance, ...] = ("essential", "recommended", "further")
NotApplicable = Literal["allowed", "never"]
OfficialRule = Literal["rgesn-2024"]
Weight = Annotated[float, Field(gt=0, le=10)]


class SourceLevel(Record):
    """How much a criterion matters, in the words of the source: "Prioritaire", "AA", "High impact".

    ``importance`` is what it weighs in a meta-referential, ``weight`` what it weighs in the source's own rule.
    """

    id: Slug
    label: Text
    importance: Importance | None = None
    weight: Weight | None = None


class Difficulty(Record):
    """How hard a criterion is, in the words of the source."""

    id: Slug
    label: Text


class Theme(Record):
    """A chapter of a source."""

    id: CriterionId
    label: Text


class SubCriterion(Record):
    """A finer item under a criterion; it is shown, never linked by itself."""

    id: CriterionId
    title: Text
    level: Slug | None = None
    difficulty: Slug | None = None
    url: Url | None = None


class Criterion(Record):
    """One numbered item of a source; ``title`` is in our own words."""

    id: CriterionId
    theme: CriterionId
    title: Text
    level: Slug | None = None
    difficulty: Slug | None = None
    not_applicable: NotApplicable = "allowed"
    url: Url | None = None
    children: tuple[SubCriterion, ...] = ()


class Referential(Record):
    """A source, such as RGESN 2024, WSG 1.0 or RGAA 4.1.2."""

    id: Slug
    title: Text
    short: NonEmpty
    publisher: NonEmpty
    version: NonEmpty
    snapshot: Day
    origin: Literal["published", "written-for-xlaudit"]
    licence: NonEmpty
    url: Url
    criterion_url: Annotated[str, Field(pattern=r"^https?://\S+\{id\}\S*$")] | None = None
    scoring: OfficialRule | None = None
    levels: tuple[SourceLevel, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]

    @cached_property
    def by_id(self) -> dict[str, Criterion]:
        """The criteria by their number."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def levels_by_id(self) -> dict[str, SourceLevel]:
        """The levels by id."""
        return {level.id: level for level in self.levels}

    def url_of(self, criterion: Criterion) -> str:
        """Return the most precise address known for a criterion."""
        if criterion.url is not None:
            return criterion.url
        return self.criterion_url.format(id=criterion.id) if self.criterion_url else self.url

    def importance_of(self, criterion_id: str) -> Importance | None:
        """Return what a criterion weighs in a meta-referential, none when the source does not rank it."""
        criterion = self.by_id[criterion_id]
        return self.levels_by_id[criterion.level].importance if criterion.level else None

    def weight_of(self, criterion_id: str) -> float:
        """Return what a criterion weighs in the source's own rule; 1 when the source does not say."""
        criterion = self.by_id[criterion_id]
        weight = self.levels_by_id[criterion.level].weight if criterion.level else None
        return 1.0 if weight is None else weight


class MappingLink(Record):
    """One link of a mapping, read "the first is a ``relation`` of the second"."""

    from_: Annotated[CriterionId, Field(alias="from")]
    to: CriterionId
    relation: Literal["equal", "subset", "superset", "intersects"]


class Mapping(Record):
    """Criterion-to-criterion links between two sources."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9.-]+--[a-z0-9.-]+$")]
    from_: Annotated[Slug, Field(alias="from")]
    to: Slug
    origin: Literal["published", "written-for-xlaudit"]
    url: Url
    note: Text
    links: Annotated[tuple[MappingLink, ...], Field(min_length=1)]
