"""What a workbook to fill is made of, frozen before the first cell is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import NAMESPACE_URL, uuid5

from xlaudit.model.assessment import Answer, Identity, Profile, RegisterRow
from xlaudit.model.base import Lang, Text
from xlaudit.model.bundle import Bundle
from xlaudit.model.issue import Severity
from xlaudit.model.meta import Domain, Practice
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.template import ColumnKey, SheetKey, Style, TemplateColumn, WorkbookTemplate
from xlaudit.model.workshop import PracticeVotes, Workshop
from xlaudit.rules.typeset import told, typeset
from xlaudit.workbook.layout import MAGIC, SCHEMA, practice_checksum


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks for the answers, where they are sent back and by when; all optional."""

    name: str | None = None
    reply_to: str | None = None
    due: str | None = None


def typed_level(answer: Answer, key: ColumnKey) -> str | None:
    """Return the level that stands in one column of the questionnaire: as declared, as retained, or the only one."""
    if key == "declared":
        return answer.declared
    if key == "retained":
        return answer.level if answer.level != answer.declared else None
    return answer.level


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a file that came back, and the cell it is about.

    ``key`` is the machine key of the column or of the line on the first sheet, none for what is about no cell;
    ``raw`` is what stood there, when it could not be taken; ``value``, what the message repeats of it.
    """

    severity: Severity
    message: str
    hint: str
    practice: str | None = None
    key: str | None = None
    raw: str | None = None
    value: str | None = None


NOBODY = Identity()
UNSIGNED = Sender()


@dataclass(frozen=True)
class WorkbookSpec:
    """A workbook to fill: what it asks, of whom, in which words and colours."""

    bundle: Bundle
    template: WorkbookTemplate
    style: Style
    phrases: Phrasebook
    lang: Lang
    profile: Profile
    practices: tuple[Practice, ...]
    identity: Identity = NOBODY
    sender: Sender = UNSIGNED
    protected: bool = True
    answers: tuple[Answer, ...] = ()
    """Answers already typed in, as in a workbook sent back for completion."""
    ruled_out_by: tuple[str, ...] = ()
    """Applicability questions already answered no."""
    registers: Mapping[str, tuple[RegisterRow, ...]] = field(default_factory=dict)
    """Rows of registers already filled in, by register."""
    votes: tuple[PracticeVotes, ...] = ()
    """The votes of a workshop, on a sheet of their own."""
    workshop: Workshop | None = None
    """The workshop just counted, whose outcome is told on a sheet of its own."""
    findings: tuple[Finding, ...] = ()
    """What is wrong in the answers already typed in; listed on a sheet of its own and noted on the cells."""

    def found_on(self, practice: str | None, key: str) -> Finding | None:
        """Return what was found on a cell, if anything."""
        return self._findings.get((practice, key))

    @cached_property
    def _findings(self) -> dict[tuple[str | None, str], Finding]:
        return {(finding.practice, finding.key): finding for finding in reversed(self.findings) if finding.key}

    @cached_property
    def voted(self) -> tuple[PracticeVotes, ...]:
        """The votes on the practices asked, in their order."""
        found = {votes.practice: votes for votes in self.votes}
        return tuple(found[practice.id] for practice in self.practices if practice.id in found)

    def say(self, key: str, **values: object) -> str:
        """Return a phrase in the language of the workbook."""
        return self.phrases.say(key, self.lang, **values)

    def tell(self, key: str, **values: object) -> str:
        """Return a phrase set for reading, its French punctuation on the line of its word; not for a formula."""
        return told(self.phrases, key, self.lang, **values)

    def prose(self, text: Text) -> str:
        """Return a text of ours set for reading; not for titles and labels, which people type and tools compare."""
        return typeset(text.pick(self.lang), self.lang)

    @property
    def title(self) -> str:
        """The title of the meta-referential."""
        return self.bundle.meta.title.pick(self.lang)

    @property
    def columns(self) -> tuple[TemplateColumn, ...]:
        """The columns of the questionnaire."""
        return self.template.columns[self.profile]

    def shows(self, key: SheetKey) -> bool:
        """Tell whether the profile has a sheet."""
        return key in self.template.profiles[self.profile]

    @property
    def is_whole(self) -> bool:
        """Whether every practice of the meta-referential is asked."""
        return len(self.practices) == len(self.bundle.meta.practices)

    @property
    def instance(self) -> str:
        """The identity of this workbook: the same for the same content, so that the same input gives the same bytes."""
        parts = (
            self.bundle.meta.id,
            self.bundle.meta.version,
            self.template.id,
            self.profile,
            self.lang,
            ",".join(practice.id for practice in self.practices),
            self.identity.model_dump_json(),
            repr(self.sender),
        )
        return str(uuid5(NAMESPACE_URL, "|".join(parts)))

    def domain_of(self, practice: Practice) -> Domain:
        """Return the domain of a practice."""
        return self.bundle.meta.domain_of[practice.id]

    def sheet_name(self, key: SheetKey) -> str:
        """Return the name of a sheet in the language of the workbook."""
        label = self.template.sheets[key]
        return label.fr if self.lang == "fr" else label.en

    def mark(self) -> dict[str, str]:
        """Return what the very hidden sheet says of the workbook, by field."""
        ids = tuple(practice.id for practice in self.practices)
        return {
            "magic": MAGIC,
            "schema": SCHEMA,
            "meta": self.bundle.meta.id,
            "version": self.bundle.meta.version,
            "profile": self.profile,
            "lang": self.lang,
            "selection": "*" if self.is_whole else ",".join(ids),
            "instance": self.instance,
            "checksum": practice_checksum(ids),
        }
