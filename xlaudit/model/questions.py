"""The questions still open, in the order to ask them; the shape of ``xlaudit questions --json``."""

from xlaudit.model.assessment import Identity
from xlaudit.model.base import Record
from xlaudit.model.results import Flag


class Question(Record):
    """A practice that nobody could answer for, how to ask about it, and what would show it."""

    rank: int
    practice: str
    domain: str
    title: str
    expected: str
    question: str
    probes: tuple[str, ...]
    expected_evidence: str
    actors: tuple[str, ...]
    flags: tuple[Flag, ...]


class ProviderQuestions(Record):
    """The practices to ask an outside company about, best rank first."""

    actor: str
    label: str
    practices: tuple[str, ...]


class QuestionList(Record):
    """Every open question by rank, and those that a provider can answer, by provider."""

    meta: str
    version: str
    identity: Identity
    questions: tuple[Question, ...]
    providers: tuple[ProviderQuestions, ...]
