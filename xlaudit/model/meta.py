"""A meta-referential: practices merged from several sources, for one kind of team."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from xlaudit.model.base import CriterionId, Lang, NonEmpty, Record, SemVer, Slug, Term, Text, Url
from xlaudit.model.policy import Policy
from xlaudit.model.referential import Importance, NotApplicable

Relation = Literal["equal", "subset", "superset", "intersects"]
DomainId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,8}$")]
PracticeId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,8}-\d{2,3}$")]
CriterionRef = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+:[A-Za-z0-9.-]+$")]
"""A criterion of a named source: ``rgesn-2024:1.1``."""

ALL_TYPES = "all"


class SourceLink(Record):
    """A link to a criterion, read "the practice is a ``relation`` of the criterion" (words of NIST IR 8477)."""

    criterion: CriterionRef
    relation: Relation

    @cached_property
    def source(self) -> str:
        """The id of the source."""
        return self.criterion.partition(":")[0]

    @cached_property
    def number(self) -> str:
        """The number of the criterion in its source."""
        return self.criterion.partition(":")[2]


class Impact(Record):
    """What the practice changes: 0 none, 1 low, 2 marked, 3 major."""

    environmental: Annotated[int, Field(ge=0, le=3)]
    social: Annotated[int, Field(ge=0, le=3)]

    @property
    def highest(self) -> int:
        """The larger of the two."""
        return max(self.environmental, self.social)

    @property
    def total(self) -> int:
        """The sum of the two."""
        return self.environmental + self.social


class Obligation(Record):
    """A law that asks for the practice, and the structure types it binds (``all``, or a list of ids)."""

    text: Text
    url: Url
    applies_to: Literal["all"] | Annotated[tuple[Slug, ...], Field(min_length=1)]

    def binds(self, structure_type: str | None) -> bool:
        """Tell whether the law binds a structure; when its type is not known, only a law for all does."""
        return self.applies_to == ALL_TYPES or structure_type in self.applies_to


class Resource(Record):
    """A document to read, under its own title and in its own language."""

    title: NonEmpty
    url: Url
    lang: Lang


class Practice(Record):
    """One line of the workbook."""

    id: PracticeId
    title: Text
    expected: Text
    question: Text
    probes: Annotated[tuple[Text, ...], Field(min_length=1, max_length=4)]
    action: Text
    expected_evidence: Text
    links: tuple[SourceLink, ...] = ()
    importance: Importance
    impact: Impact
    effort: Annotated[int, Field(ge=1, le=3)]
    obligation: Obligation | None = None
    stages: Annotated[tuple[Slug, ...], Field(min_length=1)]
    actors: Annotated[tuple[Slug, ...], Field(min_length=1)]
    topics: tuple[Slug, ...] = ()
    resources: Annotated[tuple[Resource, ...], Field(min_length=1)]
    not_applicable: NotApplicable = "allowed"


class Domain(Record):
    """A chapter of a meta-referential; scores are given per domain."""

    id: DomainId
    label: Text
    summary: Text
    practices: Annotated[tuple[Practice, ...], Field(min_length=1)]


class Actor(Term):
    """Somebody who carries practices; ``provider`` marks an outside company."""

    provider: bool = False


class RulesOut(Record):
    """What does not apply when the answer to a question is no."""

    practices: tuple[PracticeId, ...] = ()
    topics: tuple[Slug, ...] = ()
    domains: tuple[DomainId, ...] = ()


class Applicability(Record):
    """A yes/no question about the team that rules practices out when the answer is no."""

    id: Slug
    question: Text
    rules_out: RulesOut


class RegisterColumn(Record):
    """A column of a register; ``unit`` for a number, ``choices`` for a choice."""

    id: Slug
    label: Text
    type: Literal["text", "number", "year", "date", "choice", "yes_no"]
    unit: Text | None = None
    help: Text | None = None
    choices: tuple[Term, ...] = ()


class Register(Record):
    """A free-row table beside the questionnaire, not scored."""

    id: Slug
    label: Text
    purpose: Text
    columns: Annotated[tuple[RegisterColumn, ...], Field(min_length=1)]


class LeftOut(Record):
    """Criteria that no practice takes, singly, by theme or by level, and why."""

    source: Slug
    criteria: tuple[CriterionId, ...] = ()
    theme: CriterionId | None = None
    level: Slug | None = None
    reason: Text


class MetaReferential(Record):
    """Practices merged from several sources, for one kind of team, with the rules they are scored by."""

    id: Slug
    version: SemVer
    title: Text
    audience: Text
    sources: Annotated[tuple[Slug, ...], Field(min_length=1)]
    scale: Slug
    policy: Policy = Policy()
    stages: Annotated[tuple[Term, ...], Field(min_length=1)]
    actors: Annotated[tuple[Actor, ...], Field(min_length=1)]
    topics: tuple[Term, ...] = ()
    applicability: tuple[Applicability, ...] = ()
    registers: tuple[Register, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]

    @cached_property
    def practices(self) -> tuple[Practice, ...]:
        """Every practice, in order."""
        return tuple(practice for domain in self.domains for practice in domain.practices)

    @cached_property
    def by_id(self) -> dict[str, Practice]:
        """The practices by id."""
        return {practice.id: practice for practice in self.practices}

    @cached_property
    def domain_of(self) -> dict[str, Domain]:
        """The domain of each practice, by practice id."""
        return {practice.id: domain for domain in self.domains for practice in domain.practices}

    @cached_property
    def linked_to(self) -> dict[str, frozenset[str]]:
        """The ids of the practices linked to each source, by source id."""
        return {
            source: frozenset(practice.id for practice, link in self.links() if link.source == source)
            for source in self.sources
        }

    def links(self) -> Iterator[tuple[Practice, SourceLink]]:
        """Yield every link with its practice, in order."""
        for practice in self.practices:
            for link in practice.links:
                yield practice, link

    def ruled_out(self, no_to: frozenset[str]) -> frozenset[str]:
        """Return the ids of the practices that "no" to the given applicability questions rules out."""
        out: set[str] = set()
        for question in self.applicability:
            if question.id not in no_to:
                continue
            rule = question.rules_out
            out.update(rule.practices)
            for practice in self.practices:
                if self.domain_of[practice.id].id in rule.domains or set(practice.topics) & set(rule.topics):
                    out.add(practice.id)
        return frozenset(out)
