"""From results to what a template shows: every number comes from the results, rounded once for reading."""

from xlaudit.model.assessment import Identity
from xlaudit.model.bundle import Bundle
from xlaudit.model.results import MATURITIES, Results
from xlaudit.report.charts import bars, radar
from xlaudit.report.practices import Practices
from xlaudit.report.spec import ReportSpec, Team
from xlaudit.report.typeset import clipped, decimal, share, whole
from xlaudit.report.views import (
    DomainView,
    FactView,
    MethodView,
    RemarkView,
    ReportView,
    SourceView,
    StepView,
    TeamView,
)
from xlaudit.rules.numbers import settle
from xlaudit.rules.typeset import day, spelled, typeset
from xlaudit.rules.wording import maturity_sentence

NAME = 80
"""How long a name may be where it stands in a heading, in characters."""
FACTS = tuple(field for field in Identity.model_fields if field != "date")
"""What is told of a team in a table; the date stands on the cover."""


def compose(spec: ReportSpec) -> ReportView:
    """Gather all that a template shows."""
    identities = [team.results.identity for team in spec.teams]
    organisations = dict.fromkeys(identity.organisation for identity in identities if identity.organisation)
    days = sorted(found for identity in identities if (found := day(identity.date)))
    return ReportView(
        lang=spec.lang,
        title=spec.title,
        organisation=clipped(", ".join(organisations), NAME) or spec.say("report.organisation"),
        scope=", ".join(_name(spec, team) for team in spec.teams),
        date=spelled(days[-1].isoformat(), spec.phrases, spec.lang) if days else "",
        teams=tuple(_team(spec, team) for team in spec.teams),
        several=len(spec.teams) > 1,
        methods=_methods(spec),
        warning=spec.say("summary.what"),
    )


def _name(spec: ReportSpec, team: Team) -> str:
    """Return what a team is called in headings."""
    title = team.bundle.meta.title.pick(spec.lang)
    return clipped(team.results.identity.team or title, NAME)


def _team(spec: ReportSpec, team: Team) -> TeamView:
    practices, results = Practices(spec, team), team.results
    meta = team.bundle.meta
    return TeamView(
        name=_name(spec, team),
        meta=meta.title.pick(spec.lang),
        version=meta.version,
        date=spelled(results.identity.date, spec.phrases, spec.lang),
        facts=_facts(spec, team),
        score=whole(results.score),
        bounds=_bounds(spec, results),
        maturity=maturity_sentence(results, spec.phrases, spec.lang),
        known=spec.say("report.percent", n=share(results.known)),
        completion=spec.say("report.percent", n=share(results.completion)),
        given=_given(spec, results, practices.opinions),
        appreciation=typeset(team.appreciation.text, spec.lang),
        domains=_domains(spec, team),
        has_targets=any(gap.target is not None for gap in team.plan.domains),
        bars=bars(spec, results.domains),
        radar=radar(spec, results.domains),
        strengths=practices.strengths(),
        categories=practices.categories(),
        plan=practices.plan(),
        actions=practices.actions(),
        projection=_projection(spec, team),
        questions=practices.of_category("unknown"),
        providers=practices.providers(),
        wanted=practices.supported(1),
        unwanted=practices.supported(-1),
        sources=_sources(spec, team),
        chapters=practices.chapters(),
        remarks=_remarks(team),
    )


def _facts(spec: ReportSpec, team: Team) -> tuple[FactView, ...]:
    identity, meta = team.results.identity, team.bundle.meta
    facts = [
        FactView(label=spec.say(f"identity.{field}"), value=team.bundle.vocabularies.label(field, value, spec.lang))
        for field in FACTS
        if (value := getattr(identity, field))
    ]
    if identity.date:
        said = spelled(identity.date, spec.phrases, spec.lang)
        facts.append(FactView(label=spec.say("identity.date"), value=said))
    title = spec.say("report.meta_version", title=meta.title.pick(spec.lang), version=meta.version)
    facts.append(FactView(label=spec.say("report.meta"), value=title))
    rows = team.results.answers
    answered = sum(row.level is not None for row in rows)
    count = spec.say("report.out_of", n=answered, total=len(rows))
    facts.append(FactView(label=spec.say("report.answered"), value=count))
    return tuple(facts)


def _bounds(spec: ReportSpec, results: Results) -> str:
    if results.floor is None or results.ceiling is None or results.score is None:
        return ""
    if settle(results.floor) == settle(results.ceiling):
        return spec.say("report.all_known")
    return spec.say("summary.bounds", floor=whole(results.floor), ceiling=whole(results.ceiling))


def _given(spec: ReportSpec, results: Results, opinions: int) -> str:
    rows = results.answers
    return spec.say(
        "report.given",
        answers=sum(row.level is not None for row in rows),
        total=len(rows),
        evidence=sum(bool(row.evidence) for row in rows),
        comments=sum(bool(row.comment) for row in rows),
        opinions=opinions,
    )


def _domains(spec: ReportSpec, team: Team) -> tuple[DomainView, ...]:
    gaps = {gap.id: gap for gap in team.plan.domains}
    summaries = {domain.id: domain.summary.pick(spec.lang) for domain in team.bundle.meta.domains}
    views = []
    for domain in team.results.domains:
        gap = gaps.get(domain.id)
        views.append(
            DomainView(
                label=domain.label,
                summary=typeset(summaries[domain.id], spec.lang),
                score=whole(domain.score),
                floor=whole(domain.floor),
                ceiling=whole(domain.ceiling),
                known=spec.say("report.percent", n=share(domain.known)),
                completion=spec.say("report.percent", n=share(domain.completion)),
                applicable=str(domain.applicable),
                target=whole(gap.target if gap else None),
                gap=whole(gap.gap if gap else None),
                projected=whole(gap.projected if gap else None),
            )
        )
    return tuple(views)


def _projection(spec: ReportSpec, team: Team) -> str:
    if team.plan.score is None or team.plan.projected is None or not team.plan.actions:
        return ""
    return spec.say("report.projection", score=whole(team.plan.score), projected=whole(team.plan.projected))


def _sources(spec: ReportSpec, team: Team) -> tuple[SourceView, ...]:
    views = []
    for score in team.results.sources:
        source = team.bundle.sources[score.id]
        written = "published" if source.origin == "published" else "written"
        estimate = ""
        if score.estimate is not None:
            estimate = spec.say(
                "summary.estimate_text",
                source=source.short,
                low=whole(score.estimate.low),
                high=whole(score.estimate.high),
                coverage=share(score.estimate.coverage),
            )
        views.append(
            SourceView(
                name=source.short,
                origin=spec.say(
                    f"sources.{written}",
                    title=source.title.pick(spec.lang),
                    publisher=source.publisher,
                    snapshot=spelled(source.snapshot, spec.phrases, spec.lang),
                    licence=source.licence,
                ),
                url=source.url,
                progress=whole(score.progress),
                estimate=estimate,
            )
        )
    return tuple(views)


def _remarks(team: Team) -> tuple[RemarkView, ...]:
    return tuple(
        RemarkView(
            place=", ".join(
                part for part in (remark.practice or f"{remark.sheet}!{remark.cell}", remark.heading) if part
            ),
            text=remark.text,
        )
        for remark in team.assessment.remarks
    )


def _methods(spec: ReportSpec) -> tuple[MethodView, ...]:
    """Return how scores are made, once for all meta-referentials that make them alike."""
    named: dict[MethodView, list[str]] = {}
    for meta in dict.fromkeys(team.bundle.meta.id for team in spec.teams):
        bundle = next(team.bundle for team in spec.teams if team.bundle.meta.id == meta)
        named.setdefault(_method(spec, bundle), []).append(bundle.meta.title.pick(spec.lang))
    return tuple(method.model_copy(update={"name": ", ".join(names)}) for method, names in named.items())


def _method(spec: ReportSpec, bundle: Bundle) -> MethodView:
    """Return how the scores of a meta-referential are made, without its name."""
    policy, lang = bundle.meta.policy, spec.lang
    levels = []
    for level in bundle.scale.levels:
        key = "report.no_value" if level.value is None else "report.value"
        worth = "" if level.value is None else decimal(100 * level.value, lang)
        meaning = spec.say(key, meaning=level.meaning.pick(lang), value=worth)
        levels.append(StepView(label=level.display(lang), meaning=meaning))
    return MethodView(
        name="",
        levels=tuple(levels),
        maturities=tuple(
            StepView(
                label=spec.say(f"maturity.{name}"), meaning=spec.say("report.score_from", n=decimal(threshold, lang))
            )
            for name, threshold in zip(MATURITIES, (0.0, *policy.maturity), strict=True)
        ),
        essential=decimal(policy.weights.essential, lang),
        recommended=decimal(policy.weights.recommended, lang),
        further=decimal(policy.weights.further, lang),
    )
