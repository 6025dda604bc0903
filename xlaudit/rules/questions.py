"""The questions to ask first: what is unknown, ranked, and what a provider can answer."""

from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import ResourceNotFoundError
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.questions import ProviderQuestions, Question, QuestionList
from xlaudit.model.results import Results


def open_questions(bundle: Bundle, results: Results, lang: Lang, actor: str | None = None) -> QuestionList:
    """List the practices without an answer, in the order to ask them.

    Args:
        bundle: the meta-referential.
        results: what the rules made of the answers; the ranks are theirs.
        lang: the language of the questions.
        actor: only the practices that this actor carries.

    Raises:
        ResourceNotFoundError: there is no such actor; says which are near.
    """
    meta = bundle.meta
    known = [item.id for item in meta.actors]
    if actor is not None and actor not in known:
        raise ResourceNotFoundError(f"actor in {meta.id}", actor, known)
    unknown = sorted((item for item in results.priorities if item.category == "unknown"), key=lambda item: item.rank)
    questions = []
    for item in unknown:
        practice = meta.by_id[item.practice]
        if actor is None or actor in practice.actors:
            questions.append(
                Question(
                    rank=item.rank,
                    practice=practice.id,
                    domain=meta.domain_of[practice.id].id,
                    title=practice.title.pick(lang),
                    expected=practice.expected.pick(lang),
                    question=practice.question.pick(lang),
                    probes=tuple(probe.pick(lang) for probe in practice.probes),
                    expected_evidence=practice.expected_evidence.pick(lang),
                    actors=practice.actors,
                    flags=item.flags,
                )
            )
    providers = []
    for provider in meta.actors:
        theirs = tuple(question.practice for question in questions if provider.id in question.actors)
        if provider.provider and theirs and actor in (None, provider.id):
            providers.append(ProviderQuestions(actor=provider.id, label=provider.label.pick(lang), practices=theirs))
    return QuestionList(
        meta=meta.id,
        version=meta.version,
        identity=results.identity,
        questions=tuple(questions),
        providers=tuple(providers),
    )


def letters(bundle: Bundle, found: QuestionList, phrases: Phrasebook, lang: Lang) -> str:
    """Write the questions ready to be sent: a message to each provider, and one to the team for the others.

    A provider is told what is expected, as the questions of an interview are worded for the team. What a provider can
    answer is not asked of the team; two providers who can are both asked.
    """
    by_id = {question.practice: question for question in found.questions}
    taken = {practice for provider in found.providers for practice in provider.practices}
    title = bundle.meta.title.pick(lang)
    messages = []
    for provider in found.providers:
        asked = [by_id[name] for name in provider.practices]
        items = [(f"{item.title} [{item.practice}]", [item.expected], item.expected_evidence) for item in asked]
        messages.append(_letter("provider", provider.label, title, found.identity.organisation, items, phrases, lang))
    others = [question for question in found.questions if question.practice not in taken]
    if others:
        items = [(f"{item.question} [{item.practice}]", [*item.probes], item.expected_evidence) for item in others]
        team = found.identity.team or phrases.say("questions.team", lang)
        messages.append(_letter("colleagues", team, title, found.identity.organisation, items, phrases, lang))
    return "\n\n\n".join(messages) or phrases.say("questions.none", lang)


def _letter(
    kind: str,
    to: str,
    title: str,
    organisation: str | None,
    items: list[tuple[str, list[str], str]],
    phrases: Phrasebook,
    lang: Lang,
) -> str:
    """Write one message; each item is a question, what makes it precise, and what would show the answer."""
    who = f" ({organisation})" if organisation else ""
    lines = [phrases.say("questions.to", lang, to=to), "", phrases.say("questions.hello", lang), ""]
    lines += [phrases.say(f"questions.{kind}", lang, title=title, organisation=who), ""]
    for number, (question, more, evidence) in enumerate(items, start=1):
        lines += [f"{number}. {question}", *(f"   - {line}" for line in more)]
        lines.append("   " + phrases.say("questions.shows", lang, evidence=evidence))
    return "\n".join([*lines, "", phrases.say("questions.thanks", lang)])
