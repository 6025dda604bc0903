"""What the live formulas compute, computed by the library: the values cached beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from xlaudit.model.assessment import Answer, Assessment, Origin
from xlaudit.model.criteria import CriterionStatus
from xlaudit.model.results import EVERY_CATEGORY, Flag, Results
from xlaudit.rules.assess import compute_results
from xlaudit.rules.highlights import Ranked, rank_domains, rank_practices
from xlaudit.rules.priorities import Placement, place
from xlaudit.rules.sources import criterion_statuses
from xlaudit.rules.states import PracticeState, practice_states
from xlaudit.workbook.spec import WorkbookSpec

STATE_NUMBER = {"open": 0, "known": 1, "not_applicable": 2}
FLAGS: tuple[Flag, ...] = get_args(Flag)
STATUS_NUMBER: dict[CriterionStatus, int] = {"not_met": 0, "met": 1, "not_applicable": 2, "open": 3}


@dataclass(frozen=True)
class Facts:
    """The results of the answers that a workbook is generated with (none, as a rule), in the order of its rows."""

    spec: WorkbookSpec

    @cached_property
    def assessment(self) -> Assessment:
        """The answers already in the workbook."""
        spec = self.spec
        given = {answer.practice: answer for answer in spec.answers}
        return Assessment(
            origin=Origin(
                meta=spec.bundle.meta.id, version=spec.bundle.meta.version, profile=spec.profile, lang=spec.lang
            ),
            identity=spec.identity,
            answers=tuple(given.get(practice.id, Answer(practice=practice.id)) for practice in spec.practices),
            ruled_out_by=spec.ruled_out_by,
            votes=spec.votes,
        )

    @cached_property
    def states(self) -> tuple[PracticeState, ...]:
        """What each practice counts for."""
        return practice_states(self.spec.bundle.meta, self.spec.bundle.scale, self.assessment)

    @cached_property
    def out(self) -> frozenset[str]:
        """The practices that the profile rules out."""
        return self.spec.bundle.meta.ruled_out(frozenset(self.spec.ruled_out_by))

    @cached_property
    def placements(self) -> tuple[Placement, ...]:
        """Where each practice stands, in the order of the categories and ranks."""
        return place(self.states, self.spec.bundle.meta.policy)

    @cached_property
    def placement_of(self) -> dict[str, Placement]:
        """Where each practice stands, by id."""
        return {placement.state.practice.id: placement for placement in self.placements}

    @cached_property
    def results(self) -> Results:
        """Everything else."""
        return compute_results(self.spec.bundle, self.assessment, self.spec.phrases, self.spec.lang)

    @cached_property
    def practices_ranked(self) -> Ranked:
        """Practices that stand out."""
        return rank_practices(self.placements)

    @cached_property
    def domains_ranked(self) -> Ranked:
        """Domains that stand out."""
        return rank_domains(self.results.domains)

    def statuses(self, source: str) -> dict[str, CriterionStatus]:
        """Return the status of each decided criterion of a source."""
        return criterion_statuses(self.spec.bundle.meta, self.spec.bundle.sources[source], self.states)

    def answer_of(self, state: PracticeState) -> Answer:
        """Return the answer of a practice."""
        return self.assessment.answers[state.order]

    def code(self, level: str | None) -> int:
        """Return the number of a level in its scale, from 1; 0 when nothing was answered."""
        ids = [item.id for item in self.spec.bundle.scale.levels]
        return ids.index(level) + 1 if level is not None else 0

    def category(self, state: PracticeState) -> int:
        """Return the number of a practice's category, from 1, in the order of the reports."""
        return EVERY_CATEGORY.index(self.placement_of[state.practice.id].category) + 1


def position(ids: Sequence[str], name: str) -> int:
    """Return the place of a name in a list, from 1; 0 when it is not there."""
    return ids.index(name) + 1 if name in ids else 0


def flags_number(flags: Iterable[Flag]) -> float:
    """Return the number of a set of flags, each a power of two in their order."""
    return float(sum(2 ** FLAGS.index(flag) for flag in flags))


def flag_sets(*, voted: bool) -> list[tuple[Flag, ...]]:
    """Return every set of flags by its number; opinions are divided only where there are votes."""
    flags = FLAGS if voted else FLAGS[:-1]
    return [tuple(flag for i, flag in enumerate(flags) if number >> i & 1) for number in range(2 ** len(flags))]


def flags_said(spec: WorkbookSpec, flags: Iterable[Flag]) -> str:
    """Return flags as they stand in a cell."""
    return " ".join(f"{spec.say(f'flag.{flag}')}." for flag in flags)
