"""One filled workbook, read: identity, answers, and what became of every cell."""

from typing import Literal

from xlaudit.model.base import Lang, Record
from xlaudit.model.issue import CellFate, Issue
from xlaudit.model.workshop import PracticeVotes

Profile = Literal["client", "interview", "referent"]
RegisterRow = dict[str, str | float | None]
PROFILES: tuple[Profile, ...] = ("client", "interview", "referent")


class Identity(Record):
    """Who answered, for whom and when; all that is not known is none."""

    organisation: str | None = None
    structure_type: str | None = None
    size: str | None = None
    territory: str | None = None
    site: str | None = None
    team: str | None = None
    respondents: str | None = None
    actor_category: str | None = None
    date: str | None = None


class Origin(Record):
    """What workbook the answers come from: its meta-referential, its version and how it was made."""

    meta: str
    version: str
    profile: Profile = "client"
    lang: Lang = "fr"
    instance: str | None = None


class Answer(Record):
    """What was answered for one practice.

    ``level`` is the level kept (in an interview the retained one, else the declared one), none when nothing
    understandable was answered; ``support`` is −2 … +2.
    """

    practice: str
    level: str | None = None
    declared: str | None = None
    support: int | None = None
    evidence: str | None = None
    comment: str | None = None
    initials: str | None = None
    notes: str | None = None


class Remark(Record):
    """What somebody wrote beside the table: a note on a cell, or a text in a column of their own, with its heading."""

    practice: str | None
    sheet: str
    cell: str
    heading: str | None = None
    text: str


class Assessment(Record):
    """A filled workbook, read. ``answers`` holds every practice of its selection, in the order of the meta."""

    origin: Origin
    identity: Identity
    answers: tuple[Answer, ...]
    ruled_out_by: tuple[str, ...] = ()
    """Ids of the applicability questions that were answered no."""
    registers: dict[str, tuple[RegisterRow, ...]] = {}  # noqa: RUF012  frozen record
    """The filled rows of each register, by register id; a value per column id."""
    votes: tuple[PracticeVotes, ...] = ()
    """The votes of a workshop, on the practices that were put to the vote."""
    remarks: tuple[Remark, ...] = ()
    ledger: tuple[CellFate, ...] = ()
    issues: tuple[Issue, ...] = ()
