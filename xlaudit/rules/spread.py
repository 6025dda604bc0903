"""How several teams stand beside one another: scores, levels and support, domain by domain and practice by practice."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, median, pstdev

from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.collection import CountedFile
from xlaudit.model.meta import Domain, Practice
from xlaudit.model.results import AnswerRow, Category, DomainScore, Results
from xlaudit.model.spread import AppetitePoint, DomainSpread, Help, PracticeSpread, Spread
from xlaudit.rules.numbers import settle
from xlaudit.rules.priorities import support_of
from xlaudit.rules.states import practice_states
from xlaudit.rules.votes import STRONGEST

HARDLY = 0.25
"""The value up to which a team may want help with a practice."""


def spread(scores: Iterable[tuple[str, float | None]]) -> Spread:
    """Sum up the scores of files; the first of equals is named at each end."""
    known = [(file, score) for file, score in scores if score is not None]
    if not known:
        return Spread(teams=0)
    values = [score for _, score in known]
    lowest = min(known, key=lambda pair: settle(pair[1]))
    highest = max(known, key=lambda pair: settle(pair[1]))
    return Spread(
        teams=len(known),
        mean=fmean(values),
        median=median(values),
        deviation=pstdev(values),
        lowest=lowest[1],
        highest=highest[1],
        lowest_file=lowest[0],
        highest_file=highest[0],
    )


def domain_spreads(domains: Mapping[str, Domain], files: Sequence[CountedFile], lang: Lang) -> tuple[DomainSpread, ...]:
    """Sum up the scores of each domain that somebody was asked about."""
    scores = [(file.name, domain_scores(file.results)) for file in files]
    return tuple(
        DomainSpread(
            id=name,
            label=domain.label.pick(lang),
            **spread((file, found[name].score) for file, found in scores if name in found).model_dump(),
        )
        for name, domain in domains.items()
        if any(name in found for _, found in scores)
    )


def domain_scores(results: Results) -> dict[str, DomainScore]:
    """Return the scores of the domains by id."""
    return {domain.id: domain for domain in results.domains}


def opinions_of(bundle: Bundle, assessment: Assessment) -> dict[str, float]:
    """Return what a team thinks of the practices that apply to it, −2 … +2."""
    states = practice_states(bundle.meta, bundle.scale, assessment)
    supports = {row.practice.id: support_of(row, bundle.meta.policy) for row in states if row.state != "not_applicable"}
    return {name: STRONGEST * support.mean for name, support in supports.items() if support is not None}


def practice_spreads(
    bundle: Bundle, practices: Mapping[str, tuple[Domain, Practice]], files: Sequence[CountedFile], lang: Lang
) -> tuple[PracticeSpread, ...]:
    """Sum up the answers to each practice that somebody was asked about."""
    asked: dict[str, list[tuple[AnswerRow, Category]]] = {}
    opinions: dict[str, list[float]] = {}
    for file in files:
        placed = {item.practice: item.category for item in file.results.priorities}
        for answer in file.results.answers:
            asked.setdefault(answer.practice, []).append((answer, placed[answer.practice]))
        for name, opinion in file.opinions.items():
            opinions.setdefault(name, []).append(opinion)
    return tuple(
        _practice(bundle, domain, practice, asked[name], opinions.get(name, []), lang)
        for name, (domain, practice) in practices.items()
        if name in asked
    )


def _practice(
    bundle: Bundle,
    domain: Domain,
    practice: Practice,
    rows: list[tuple[AnswerRow, Category]],
    opinions: list[float],
    lang: Lang,
) -> PracticeSpread:
    scale, target = bundle.scale, settle(bundle.meta.policy.target)
    known = [row.level for row, _ in rows if row.level is not None and row.level in scale.values]
    values = [scale.values[level] for level in known]
    categories = Counter(category for _, category in rows)
    unsure = sum(row.level in scale.by_id and scale.by_id[row.level].kind == "unknown" for row, _ in rows if row.level)
    return PracticeSpread(
        id=practice.id,
        domain=domain.id,
        title=practice.title.pick(lang),
        importance=practice.importance,
        asked=len(rows),
        known=len(values),
        levels={level: known.count(level) for level in scale.values},
        unsure=unsure,
        not_applicable=categories["not_applicable"],
        unanswered=len(rows) - len(values) - unsure - categories["not_applicable"],
        in_place=fmean(settle(value) >= target for value in values) if values else None,
        mean=100 * fmean(values) if values else None,
        deviation=100 * pstdev(values) if values else None,
        opinions=len(opinions),
        support=fmean(opinions) if opinions else None,
        supportive=sum(settle(opinion) > 0 for opinion in opinions),
        opposed=sum(settle(opinion) < 0 for opinion in opinions),
        favoured=categories["favoured"],
        shunned=categories["shunned"],
    )


def appetite(file: CountedFile) -> AppetitePoint:
    """Say where a team stands: its score, and the mean of what it thinks of the practices."""
    support = fmean(file.opinions.values()) if file.opinions else None
    return AppetitePoint(kind="file", id=file.name, teams=1, score=file.results.score, support=support)


def appetite_points(files: Sequence[CountedFile]) -> tuple[AppetitePoint, ...]:
    """Say where each category of actors stands, then each team; categories only where at least two are named."""
    teams = tuple(appetite(file) for file in files)
    categories: dict[str, list[AppetitePoint]] = {}
    for file, point in zip(files, teams, strict=True):
        if (category := file.results.identity.actor_category) is not None:
            categories.setdefault(category, []).append(point)
    if len(categories) < 2:
        return teams
    grouped = (_together(category, members) for category, members in sorted(categories.items()))
    return (*grouped, *teams)


def _together(category: str, members: Sequence[AppetitePoint]) -> AppetitePoint:
    scores = [point.score for point in members if point.score is not None]
    supports = [point.support for point in members if point.support is not None]
    return AppetitePoint(
        kind="actor_category",
        id=category,
        teams=len(members),
        score=fmean(scores) if scores else None,
        support=fmean(supports) if supports else None,
    )


def who_could_help(
    bundle: Bundle, practices: Iterable[PracticeSpread], files: Sequence[CountedFile]
) -> tuple[Help, ...]:
    """Name, per practice, the teams at the best level and those at a quarter or less; those who want it most first.

    Practices that weigh most come first, then those with most teams to be helped.
    """
    weights, values, best = bundle.meta.policy.weights, bundle.scale.values, bundle.scale.best.id
    answers = [(file, {row.practice: row.level for row in file.results.answers}) for file in files]
    found = []
    for practice in practices:
        levels = [(file, given.get(practice.id)) for file, given in answers]
        helpers = tuple(file.name for file, level in levels if level == best)
        wanting = [file for file, level in levels if level in values and settle(values[level]) <= HARDLY]
        wanting.sort(key=lambda file: -settle(file.opinions.get(practice.id, 0)))
        learners = tuple(file.name for file in wanting)
        if helpers and learners:
            found.append(
                (weights.of(practice.importance), Help(practice=practice.id, helpers=helpers, learners=learners))
            )
    found.sort(key=lambda pair: (-pair[0], -len(pair[1].learners)))
    return tuple(help_ for _, help_ in found)
