"""Who speaks in each of several fillings of one questionnaire, and their words put side by side."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from xlaudit.model.assessment import Answer, Assessment, Identity
from xlaudit.model.base import Lang
from xlaudit.model.phrases import Phrasebook
from xlaudit.rules.cells import Cells


@dataclass(frozen=True)
class Voice:
    """One filling, and what to call those who filled it in."""

    who: str
    said: Assessment

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """The answers by practice."""
        return {answer.practice: answer for answer in self.said.answers}

    @cached_property
    def cells(self) -> Cells:
        """Where the answers stand."""
        return Cells(self.said.ledger)


def voices(assessments: Iterable[Assessment], phrases: Phrasebook, lang: Lang) -> tuple[Voice, ...]:
    """Name each filling by its respondents or its team, in an order that does not depend on that of the files.

    The same filling handed in twice is one voice; two that would bear one name are numbered.
    """
    unique = {item.model_dump_json(): item for item in assessments}
    teams = {item.identity.team for item in unique.values()}
    named = sorted(
        (_name(item.identity, len(teams) > 1) or phrases.say("merge.unnamed", lang), text)
        for text, item in unique.items()
    )
    bearers = Counter(name for name, _ in named)
    numbers: Counter[str] = Counter()
    found = []
    for name, text in named:
        numbers[name] += 1
        numbered = phrases.say("merge.numbered", lang, who=name, n=numbers[name])
        found.append(Voice(numbered if bearers[name] > 1 else name, unique[text]))
    return tuple(found)


def _name(identity: Identity, several_teams: bool) -> str:
    parts = [identity.team if several_teams or not identity.respondents else None, identity.respondents]
    return ", ".join(part for part in parts if part)


def side_by_side(said: Sequence[tuple[str, str | None]], phrases: Phrasebook, lang: Lang, between: str) -> str | None:
    """Join what was said, each text once with the names of all who said it in front; none when nothing was.

    Args:
        said: who, and what they said.
        phrases: how a name stands before a text.
        lang: the language.
        between: what stands between two texts.
    """
    names: dict[str, list[str]] = {}
    for who, text in said:
        if text is not None and text.strip():
            names.setdefault(text.strip(), []).append(who)
    lines = [phrases.say("merge.said", lang, who=", ".join(who), text=text) for text, who in names.items()]
    return between.join(lines) or None
