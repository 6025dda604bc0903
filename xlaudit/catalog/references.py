"""What must hold inside a meta-referential and towards its sources for anything to work."""

from collections.abc import Callable, Iterable, Iterator

from xlaudit.catalog.wording import near
from xlaudit.model.base import Term
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import Fault
from xlaudit.model.meta import ALL_TYPES, Applicability, Practice, Register
from xlaudit.model.referential import Referential

Location = tuple[str | int, ...]
FaultAt = Callable[[Location, str], Fault]
Finding = tuple[Location, str]


def bundle_faults(bundle: Bundle, fault_at: FaultAt) -> list[Fault]:
    """Check ids and references; return every fault, in the order of the lines."""
    findings = [
        *_sources(bundle),
        *_vocabularies(bundle),
        *_domains(bundle),
        *_applicability(bundle),
        *_left_out(bundle),
    ]
    return sorted((fault_at(*finding) for finding in findings), key=lambda fault: fault.line)


def source_faults(source: Referential, fault_at: FaultAt) -> list[Fault]:
    """Check the ids and references inside a source."""
    findings = [
        *_unique(((("criteria", i, "id"), criterion.id) for i, criterion in enumerate(source.criteria)), "criterion"),
        *_unique(((("themes", i, "id"), theme.id) for i, theme in enumerate(source.themes)), "theme"),
    ]
    themes = {theme.id for theme in source.themes}
    levels = set(source.levels_by_id)
    difficulties = {difficulty.id for difficulty in source.difficulties}
    for i, criterion in enumerate(source.criteria):
        place: Location = ("criteria", i)
        findings += _known((*place, "theme"), criterion.theme, themes, "theme")
        findings += _ranked(place, criterion.level, criterion.difficulty, levels, difficulties)
        for j, child in enumerate(criterion.children):
            findings += _ranked((*place, "children", j), child.level, child.difficulty, levels, difficulties)
    return sorted((fault_at(*finding) for finding in findings), key=lambda fault: fault.line)


def _ranked(
    place: Location, level: str | None, difficulty: str | None, levels: set[str], difficulties: set[str]
) -> Iterator[Finding]:
    if level is not None:
        yield from _known((*place, "level"), level, levels, "level")
    if difficulty is not None:
        yield from _known((*place, "difficulty"), difficulty, difficulties, "difficulty")


def _known(place: Location, found: str, known: Iterable[str], kind: str) -> Iterator[Finding]:
    known = set(known)
    if found not in known:
        yield place, f"found {found!r}, which is no {kind} of this file{near(found, known)}"


def _unique(items: Iterable[tuple[Location, str]], kind: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, name in items:
        if name in seen:
            yield place, f"the {kind} {name!r} stands twice; give each its own id"
        seen.add(name)


def _sources(bundle: Bundle) -> Iterator[Finding]:
    for i, source in enumerate(bundle.meta.sources):
        if source not in bundle.sources:
            yield ("sources", i), f"found {source!r}, and there is no such source in referentials/sources"


def _vocabularies(bundle: Bundle) -> Iterator[Finding]:
    meta = bundle.meta
    vocabularies: tuple[tuple[str, tuple[Term | Applicability | Register, ...]], ...] = (
        ("stages", meta.stages),
        ("actors", meta.actors),
        ("topics", meta.topics),
        ("applicability", meta.applicability),
        ("registers", meta.registers),
    )
    for key, terms in vocabularies:
        yield from _unique((((key, i, "id"), term.id) for i, term in enumerate(terms)), key.rstrip("s"))


def _domains(bundle: Bundle) -> Iterator[Finding]:
    meta = bundle.meta
    yield from _unique(((("domains", i, "id"), domain.id) for i, domain in enumerate(meta.domains)), "domain")
    places = [
        (("domains", i, "practices", j), domain.id, practice)
        for i, domain in enumerate(meta.domains)
        for j, practice in enumerate(domain.practices)
    ]
    yield from _unique((((*place, "id"), practice.id) for place, _, practice in places), "practice")
    for place, domain, practice in places:
        if practice.id.partition("-")[0] != domain:
            yield (*place, "id"), f"found {practice.id!r} in the domain {domain}; write {domain}-nn"
        yield from _practice(bundle, practice, place)


def _practice(bundle: Bundle, practice: Practice, place: Location) -> Iterator[Finding]:
    meta = bundle.meta
    for key, found, terms in (
        ("stages", practice.stages, meta.stages),
        ("actors", practice.actors, meta.actors),
        ("topics", practice.topics, meta.topics),
    ):
        known = {term.id for term in terms}
        for i, name in enumerate(found):
            yield from _known((*place, key, i), name, known, key.rstrip("s"))
    yield from _unique((((*place, "links", i), link.criterion) for i, link in enumerate(practice.links)), "link to")
    for i, link in enumerate(practice.links):
        where = (*place, "links", i, "criterion")
        if link.source not in meta.sources:
            yield where, f"found {link.criterion!r}; {link.source!r} is not among the sources of this file"
        elif link.source in bundle.sources and link.number not in bundle.sources[link.source].by_id:
            hint = near(link.number, bundle.sources[link.source].by_id)
            yield where, f"found {link.criterion!r}; {link.source} has no criterion {link.number!r}{hint}"
    obligation = practice.obligation
    if obligation is not None and obligation.applies_to != ALL_TYPES:
        types = {term.id for term in bundle.vocabularies.structure_types}
        for i, name in enumerate(obligation.applies_to):
            if name not in types:
                yield (
                    (*place, "obligation", "applies_to", i),
                    f"found {name!r}, which is no structure type{near(name, types)}",
                )


def _applicability(bundle: Bundle) -> Iterator[Finding]:
    meta = bundle.meta
    for i, question in enumerate(meta.applicability):
        place: Location = ("applicability", i, "rules_out")
        rule = question.rules_out
        if not rule.practices and not rule.topics and not rule.domains:
            yield place, "rules nothing out; name the practices, topics or domains that do not apply"
        for key, found, known, kind in (
            ("practices", rule.practices, set(meta.by_id), "practice"),
            ("topics", rule.topics, {topic.id for topic in meta.topics}, "topic"),
            ("domains", rule.domains, {domain.id for domain in meta.domains}, "domain"),
        ):
            for j, name in enumerate(found):
                yield from _known((*place, key, j), name, known, kind)


def _left_out(bundle: Bundle) -> Iterator[Finding]:
    for i, rule in enumerate(bundle.meta.left_out):
        place: Location = ("left_out", i)
        source = bundle.sources.get(rule.source)
        if source is None:
            yield (*place, "source"), f"found {rule.source!r}, which is not among the sources of this file"
            continue
        if not rule.criteria and rule.theme is None and rule.level is None:
            yield place, "names nothing; give criteria, a theme or a level"
        for j, number in enumerate(rule.criteria):
            yield from _known((*place, "criteria", j), number, source.by_id, f"criterion of {source.id}")
        if rule.theme is not None:
            yield from _known((*place, "theme"), rule.theme, {theme.id for theme in source.themes}, "theme")
        if rule.level is not None:
            yield from _known((*place, "level"), rule.level, source.levels_by_id, "level")
