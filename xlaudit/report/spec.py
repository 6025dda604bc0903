"""All that a report is made of: the teams with their results, the words and the look."""

from dataclasses import dataclass

from xlaudit.model.appreciation import Appreciation
from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.plan import ActionPlan
from xlaudit.model.results import Results
from xlaudit.model.template import Style
from xlaudit.rules.typeset import told


@dataclass(frozen=True)
class Team:
    """One team: its answers, and what the rules made of them."""

    bundle: Bundle
    assessment: Assessment
    results: Results
    appreciation: Appreciation
    plan: ActionPlan


@dataclass(frozen=True)
class ReportSpec:
    """The teams of a report, in their order, with its words, its language and its look."""

    title: str
    teams: tuple[Team, ...]
    phrases: Phrasebook
    lang: Lang
    style: Style

    def say(self, key: str, **values: object) -> str:
        """Return a phrase in the language of the report; only the phrase is typeset, never what fills it."""
        return told(self.phrases, key, self.lang, **values)
