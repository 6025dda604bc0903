"""The words said of results, from phrases kept outside the code."""

from xlaudit.model.base import Lang
from xlaudit.model.meta import Practice
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.results import Maturity, Results
from xlaudit.rules.priorities import Placement
from xlaudit.rules.scoring import said_as_interval


def maturity_label(maturity: Maturity, phrases: Phrasebook, lang: Lang) -> str | None:
    """Say a maturity: one word, or "between … and …" when its bounds stand far apart; none when it is not said."""
    if maturity.id is None:
        return None
    if said_as_interval(maturity):
        low, high = (phrases.say(f"maturity.{word}", lang) for word in (maturity.low, maturity.high))
        return phrases.say("maturity.between", lang, low=low, high=high)
    return phrases.say(f"maturity.{maturity.id}", lang)


def maturity_sentence(results: Results, phrases: Phrasebook, lang: Lang) -> str:
    """Say the maturity of results with what holds it down and whether it is uneven, or why it is not said."""
    maturity = results.maturity
    if maturity.label is None:
        return phrases.say("maturity.none" if results.score is None else "maturity.unsaid", lang)
    said = [maturity.label]
    if maturity.capped:
        said.append(phrases.say("maturity.capped", lang))
    if maturity.contrasted:
        said.append(phrases.say("maturity.contrasted", lang))
    return ", ".join(said)


def reason(placement: Placement, phrases: Phrasebook, lang: Lang) -> str:
    """Say why a practice stands where it stands: its category, what it weighs, and what is worth noting."""
    sentences = [
        phrases.say(f"lead.{placement.category}", lang),
        because(placement.state.practice, phrases, lang),
        *(phrases.say(f"flag_sentence.{flag}", lang) for flag in placement.flags),
    ]
    return " ".join(sentences)


def because(practice: Practice, phrases: Phrasebook, lang: Lang) -> str:
    """Say what a practice weighs: its importance and its environmental and social impact."""
    return f"{phrases.say(f'because.{practice.importance}', lang)}, {_impact(practice, phrases, lang)}."


def _impact(practice: Practice, phrases: Phrasebook, lang: Lang) -> str:
    impact = practice.impact
    environmental = phrases.say(f"impact.{impact.environmental}", lang)
    social = phrases.say(f"impact.{impact.social}", lang)
    if impact.environmental and impact.social:
        return phrases.say("because.both", lang, environmental=environmental, social=social)
    if impact.environmental:
        return phrases.say("because.environmental", lang, environmental=environmental)
    if impact.social:
        return phrases.say("because.social", lang, social=social)
    return phrases.say("because.neither", lang)
