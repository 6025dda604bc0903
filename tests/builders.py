"""Small builders, so that a test of a rule reads in one line: a practice and its answer are one ``row``."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from xlaudit.catalog.load import load_phrases, load_scale
from xlaudit.model.assessment import Answer, Assessment, Identity, Origin
from xlaudit.model.base import Lang, Term, Text
from xlaudit.model.bundle import Bundle, Vocabularies
from xlaudit.model.meta import (
    Actor,
    Applicability,
    Domain,
    Impact,
    MetaReferential,
    Obligation,
    Practice,
    Relation,
    Resource,
    RulesOut,
    SourceLink,
)
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.policy import Policy
from xlaudit.model.referential import Criterion, Importance, NotApplicable, Referential, SourceLevel, Theme
from xlaudit.model.results import Priority, Results
from xlaudit.rules.assess import compute_results

PAGE = "https://example.org/page"
MINI = "mini-2024"
VOCABULARIES = Vocabularies(
    structure_types=(
        Term(id="state", label=Text(fr="État", en="State")),
        Term(id="company", label=Text(fr="Entreprise", en="Company")),
    ),
    sizes=(Term(id="small", label=Text(fr="Petite", en="Small")),),
    actor_categories=(Term(id="managers", label=Text(fr="Direction", en="Managers")),),
)


@cache
def phrases() -> Phrasebook:
    """Return the words of the rules, read once."""
    return load_phrases()


def text(words: str) -> Text:
    """Return a text that says the same in both languages."""
    return Text(fr=words, en=words)


@dataclass(frozen=True)
class Row:
    """A practice and what was answered for it; light, unranked and unwanted unless said otherwise."""

    level: str | None = None
    importance: Importance = "further"
    domain: str = "AAA"
    support: int | None = None
    impact: tuple[int, int] = (0, 0)
    effort: int = 2
    not_applicable: NotApplicable = "allowed"
    obligation: str | None = None
    topics: tuple[str, ...] = ()
    links: tuple[tuple[str, Relation], ...] = ()


def practice(name: str, row: Row) -> Practice:
    """Return the practice of a row; ``obligation`` is "all" or one structure type."""
    obligation = None
    if row.obligation is not None:
        bound: Any = "all" if row.obligation == "all" else (row.obligation,)
        obligation = Obligation(text=text("une loi"), url=PAGE, applies_to=bound)
    return Practice(
        id=name,
        title=text(f"La pratique {name}"),
        expected=text("ce qui est attendu"),
        question=text("comment ?"),
        probes=(text("et encore ?"),),
        action=text("agir"),
        expected_evidence=text("un document"),
        links=tuple(SourceLink(criterion=f"{MINI}:{number}", relation=relation) for number, relation in row.links),
        importance=row.importance,
        impact=Impact(environmental=row.impact[0], social=row.impact[1]),
        effort=row.effort,
        obligation=obligation,
        stages=("use",),
        actors=("team",),
        topics=row.topics,
        resources=(Resource(title="Une page", url=PAGE, lang="fr"),),
        not_applicable=row.not_applicable,
    )


def source(weights: Iterable[float] = (1.0, 1.0, 1.0), never: Iterable[str] = ()) -> Referential:
    """Return a small source scored by the rule of the RGESN: criteria 1.1, 1.2 … of the given weights."""
    weights, never = tuple(weights), set(never)
    levels = {weight: f"level-{i}" for i, weight in enumerate(dict.fromkeys(weights))}
    return Referential(
        id=MINI,
        title=text("Petite source"),
        short="Mini",
        publisher="Personne",
        version="2024",
        snapshot="2024-01-01",
        origin="published",
        licence="CC0",
        url=PAGE,
        scoring="rgesn-2024",
        levels=tuple(SourceLevel(id=name, label=text(name), weight=weight) for weight, name in levels.items()),
        themes=(Theme(id="1", label=text("Thème")),),
        criteria=tuple(
            Criterion(
                id=f"1.{i}",
                theme="1",
                title=text(f"Critère {i}"),
                level=levels[weight],
                not_applicable="never" if f"1.{i}" in never else "allowed",
            )
            for i, weight in enumerate(weights, start=1)
        ),
    )


def names(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the id of the practice of each row: AAA-01, AAA-02, BBB-01."""
    count: dict[str, int] = {}
    found = []
    for row in rows:
        count[row.domain] = count.get(row.domain, 0) + 1
        found.append(f"{row.domain}-{count[row.domain]:02d}")
    return tuple(found)


def meta(
    *rows: Row,
    policy: Policy | None = None,
    rules_out: RulesOut | None = None,
    sources: tuple[str, ...] = (MINI,),
) -> MetaReferential:
    """Return the meta-referential of some rows, with one applicability question, ``ai``, when it rules things out."""
    practices = dict(zip(names(rows), rows, strict=True))
    topics = dict.fromkeys(topic for row in rows for topic in row.topics)
    return MetaReferential(
        id="petit-meta",
        version="1.0.0",
        title=text("Petit méta-référentiel"),
        audience=text("Une équipe"),
        sources=sources,
        scale="progress",
        policy=policy or Policy(),
        stages=(Term(id="use", label=text("Usage")),),
        actors=(Actor(id="team", label=text("Équipe")),),
        topics=tuple(Term(id=topic, label=text(topic)) for topic in topics),
        applicability=()
        if rules_out is None
        else (Applicability(id="ai", question=text("Utilisez-vous de l’IA ?"), rules_out=rules_out),),
        domains=tuple(
            Domain(
                id=domain,
                label=text(f"Domaine {domain}"),
                summary=text("En une phrase"),
                practices=tuple(practice(name, row) for name, row in practices.items() if row.domain == domain),
            )
            for domain in dict.fromkeys(row.domain for row in rows)
        ),
    )


def bundle(made: MetaReferential, *sources: Referential) -> Bundle:
    """Return a meta-referential with the shipped scale and its sources, by default the small one."""
    found = sources or (source(),)
    return Bundle(
        meta=made, scale=load_scale("progress"), sources={item.id: item for item in found}, vocabularies=VOCABULARIES
    )


def assessment(*rows: Row, structure_type: str | None = None, no_to: tuple[str, ...] = ()) -> Assessment:
    """Return the answers of some rows."""
    return Assessment(
        origin=Origin(meta="petit-meta", version="1.0.0"),
        identity=Identity(structure_type=structure_type),
        answers=tuple(
            Answer(practice=name, level=row.level, support=row.support)
            for name, row in sorted(zip(names(rows), rows, strict=True), key=lambda pair: _place(rows, pair[1]))
        ),
        ruled_out_by=no_to,
    )


def _place(rows: tuple[Row, ...], row: Row) -> int:
    return list(dict.fromkeys(item.domain for item in rows)).index(row.domain)


def results(
    *rows: Row,
    structure_type: str | None = None,
    rules_out: RulesOut | None = None,
    policy: Policy | None = None,
    weights: Iterable[float] = (1.0, 1.0, 1.0),
    never: Iterable[str] = (),
    lang: Lang = "fr",
) -> Results:
    """Return what the rules make of some rows; ``rules_out`` is what the one question, answered no, rules out."""
    made = bundle(meta(*rows, policy=policy, rules_out=rules_out), source(weights, never))
    filled = assessment(*rows, structure_type=structure_type, no_to=("ai",) if rules_out else ())
    return compute_results(made, filled, phrases(), lang)


def placed(found: Results, name: str = "AAA-01") -> Priority:
    """Return where a practice was placed."""
    return next(item for item in found.priorities if item.practice == name)
