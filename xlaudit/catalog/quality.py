"""What a meta-referential should hold to be good: the rules of ``xlaudit referential lint``."""

from collections.abc import Iterator

from xlaudit.catalog.references import FaultAt, Finding, Location
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import Fault
from xlaudit.model.meta import Practice
from xlaudit.model.referential import IMPORTANCES, Importance
from xlaudit.rules.coverage import coverage
from xlaudit.rules.sources import decisive_practices

MONTHS = frozenset(
    word
    for line in (
        "JAN JANV JANVIER JANUARY FEB FEV FEVR FEVRIER FEBRUARY MAR MARS MARCH APR AVR AVRIL APRIL MAI MAY",
        "JUN JUIN JUNE JUL JUIL JUILLET JULY AUG AOU AOUT AUGUST SEP SEPT OCT OCTOBRE OCTOBER",
        "NOV NOVEMBRE NOVEMBER DEC DECEMBRE DECEMBER",
    )
    for word in line.split()
)
"""Letters that, before a hyphen and a number, a spreadsheet reads as a date."""
LENGTHS = {"title": 100, "expected": 300, "question": 160, "action": 190, "expected_evidence": 140}
"""The most characters a text may hold, a tenth above what the style asks for."""


def quality_faults(bundle: Bundle, fault_at: FaultAt) -> list[Fault]:
    """Check coverage, importance, ids, titles and lengths; return every fault, in the order of the lines."""
    findings = [*_coverage(bundle), *_practices(bundle)]
    return sorted((fault_at(*finding) for finding in findings), key=lambda fault: fault.line)


def _coverage(bundle: Bundle) -> Iterator[Finding]:
    for i, source_id in enumerate(bundle.meta.sources):
        forgotten = coverage(bundle.meta, bundle.sources[source_id]).forgotten
        if forgotten:
            yield (
                ("sources", i),
                f"no practice takes {', '.join(forgotten)} of {source_id}; link or list under left_out",
            )


def _practices(bundle: Bundle) -> Iterator[Finding]:
    titles: dict[tuple[str, str], str] = {}
    floor = _importance_floor(bundle)
    for i, domain in enumerate(bundle.meta.domains):
        if domain.id in MONTHS:
            yield (
                ("domains", i, "id"),
                f"found {domain.id}; a spreadsheet reads {domain.id}-03 as a date, choose other letters",
            )
        for j, practice in enumerate(domain.practices):
            place: Location = ("domains", i, "practices", j)
            if not practice.links:
                yield place, "has no link to a source; add links"
            if practice.id in floor and IMPORTANCES.index(practice.importance) > IMPORTANCES.index(
                floor[practice.id][0]
            ):
                needed, criterion = floor[practice.id]
                yield (
                    (*place, "importance"),
                    f"found {practice.importance}, below {criterion}, which it decides; write {needed}",
                )
            for lang, title in (("fr", practice.title.fr), ("en", practice.title.en)):
                other = titles.setdefault((lang, title.casefold()), practice.id)
                if other != practice.id:
                    yield (*place, "title", lang), f"is the title of {other} too; make them differ"
            yield from _lengths(practice, place)


def _importance_floor(bundle: Bundle) -> dict[str, tuple[Importance, str]]:
    """Return, per practice, the highest importance among the criteria it decides, and that criterion."""
    floor: dict[str, tuple[Importance, str]] = {}
    for source in bundle.sources.values():
        for number, practices in decisive_practices(bundle.meta, source.id).items():
            importance = source.importance_of(number)
            for practice in practices:
                known = floor.get(practice.id)
                if importance and (known is None or IMPORTANCES.index(importance) < IMPORTANCES.index(known[0])):
                    floor[practice.id] = (importance, f"{source.id}:{number}")
    return floor


def _lengths(practice: Practice, place: Location) -> Iterator[Finding]:
    for key, most in LENGTHS.items():
        for lang in ("fr", "en"):
            length = len(getattr(getattr(practice, key), lang))
            if length > most:
                yield (*place, key, lang), f"has {length} characters; say it in {most} at most"
