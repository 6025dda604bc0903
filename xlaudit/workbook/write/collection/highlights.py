"""What stands out: the practices most and least in place, wanted and refused, and where the teams differ."""

from collections.abc import Callable

from xlaudit.model.spread import PracticeSpread
from xlaudit.rules.numbers import settle
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.collection.spec import CENTRE, SCORE, SHARE, SUPPORT, PartSpec, dash, write_section
from xlaudit.workbook.write.table import Cell, Column

FIRST = 10
"""How many practices a list holds."""
ENOUGH = 3
"""The answers a practice needs to be listed, where there are that many teams."""
TOP = 3


def write_highlights(book: Book, spec: PartSpec) -> None:
    """Write the practices at both ends of the levels, then at both ends of the support."""
    head = _practice_columns(spec)
    levels = [
        *head,
        Column(spec.say("collect.mean_level"), 100, {**SCORE, "bold": True}),
        Column(spec.say("collect.in_place_short"), 100, SHARE),
        Column(spec.say("collect.known"), 100, CENTRE),
        Column(spec.say("collect.deviation"), 100, SCORE),
    ]
    support = [
        *head,
        Column(spec.say("collect.mean_support"), 100, {**SUPPORT, "bold": True}),
        Column(spec.say("collect.supportive"), 100, CENTRE),
        Column(spec.say("collect.opposed"), 100, CENTRE),
        Column(spec.say("collect.opinions"), 100, CENTRE),
        Column(spec.say("collect.favoured_count"), 120, CENTRE),
        Column(spec.say("collect.shunned_count"), 120, CENTRE),
    ]
    sheet = spec.sheet(book, "highlights", support)
    row, none = TOP, spec.say("collect.none")
    for key, sign in (("most", 1), ("least", -1)):
        listed = _listed(spec, lambda item: item.mean, lambda item: item.known, sign, half=True)
        cells = [[*_named(spec, p), p.mean, p.in_place, float(p.known), p.deviation] for p in listed]
        row = write_section(book, sheet, row, spec.say(f"collect.{key}_practised"), levels, cells, none)
    for key, sign in (("favoured", 1), ("shunned", -1)):
        listed = _listed(spec, lambda item: item.support, lambda item: item.opinions, sign)
        wanted = [practice for practice in listed if sign * (practice.support or 0) > 0]
        cells = [[*_named(spec, p), p.support, *_opinions(p)] for p in wanted]
        row = write_section(book, sheet, row, spec.say(f"collect.{key}_practices"), support, cells, none)


def write_contrasts(book: Book, spec: PartSpec) -> None:
    """Write how far apart the teams stand, in each domain and on the practices where they differ most."""
    ends = [Column(spec.say(f"collect.{key}"), 200) for key in ("lowest_team", "highest_team")]
    domains = [
        Column(spec.say("summary.ref"), 84),
        Column(spec.say("summary.domain"), 330, {"bold": True}),
        Column(spec.say("collect.deviation"), 90, {**SCORE, "bold": True}),
        Column(spec.say("collect.lowest"), 90, SCORE),
        Column(spec.say("collect.median"), 90, SCORE),
        Column(spec.say("collect.highest"), 90, SCORE),
        *ends,
        Column(spec.say("collect.teams"), 90, CENTRE),
    ]
    best, lowest = _ends_of_scale(spec)
    practices = [
        Column(spec.say("summary.ref"), 84),
        Column(spec.say("summary.practice"), 330, {"bold": True}),
        Column(spec.say("collect.deviation"), 90, {**SCORE, "bold": True}),
        Column(spec.say("collect.at_level", level=spec.level(lowest)), 90, CENTRE),
        Column(spec.say("collect.mean_level"), 90, SCORE),
        Column(spec.say("collect.at_level", level=spec.level(best)), 90, CENTRE),
        Column(spec.say("summary.domain"), 200),
        Column(spec.say("collect.importance"), 200),
        Column(spec.say("collect.known"), 90, CENTRE),
    ]
    sheet = spec.sheet(book, "contrasts", domains)
    cells: list[list[Cell]] = [
        [
            *(item.id, item.label, *map(dash, (item.deviation, item.lowest, item.median, item.highest))),
            *(spec.whole.label(item.lowest_file), spec.whole.label(item.highest_file), float(item.teams)),
        ]
        for item in sorted(spec.part.domains, key=lambda item: -settle(item.deviation or 0))
    ]
    none = spec.say("collect.none")
    row = write_section(book, sheet, TOP, spec.say("collect.contrasts_domains"), domains, cells, none)
    apart = [p for p in _listed(spec, lambda item: item.deviation, lambda item: item.known, 1) if p.deviation]
    cells = [
        [
            *(p.id, p.title, p.deviation, float(p.levels[lowest]), p.mean, float(p.levels[best])),
            *(spec.domain_label(p.domain), spec.say(f"importance.{p.importance}"), float(p.known)),
        ]
        for p in apart
    ]
    write_section(book, sheet, row, spec.say("collect.contrasts_practices"), practices, cells, none)


def write_help(book: Book, spec: PartSpec) -> None:
    """Write the practices on which one team could help another."""
    columns = [
        *_practice_columns(spec),
        Column(spec.say("collect.importance"), 110),
        Column(spec.say("collect.helpers"), 300),
        Column(spec.say("collect.learners"), 300),
    ]
    sheet = spec.sheet(book, "help", columns)
    known = {practice.id: practice for practice in spec.part.practices}
    rows = [
        [
            *_named(spec, known[item.practice]),
            spec.say(f"importance.{known[item.practice].importance}"),
            spec.whole.labels(item.helpers),
            spec.whole.labels(item.learners),
        ]
        for item in spec.part.help
    ]
    write_section(book, sheet, TOP, spec.say("collect.help_title"), columns, rows, spec.say("collect.no_help"))
    sheet.repeat_rows(TOP + 1)


def _practice_columns(spec: PartSpec) -> list[Column]:
    return [
        Column(spec.say("summary.ref"), 84),
        Column(spec.say("summary.domain"), 170),
        Column(spec.say("summary.practice"), 330, {"bold": True}),
    ]


def _named(spec: PartSpec, practice: PracticeSpread) -> list[Cell]:
    return [practice.id, spec.domain_label(practice.domain), practice.title]


def _opinions(practice: PracticeSpread) -> list[Cell]:
    counts = (practice.supportive, practice.opposed, practice.opinions, practice.favoured, practice.shunned)
    return [float(count) for count in counts]


def _ends_of_scale(spec: PartSpec) -> tuple[str, str]:
    """Return the ids of the best and of the lowest level."""
    levels = [level for level in spec.part.levels if level.value is not None]
    return max(levels, key=lambda level: level.value or 0).id, min(levels, key=lambda level: level.value or 0).id


def _listed(
    spec: PartSpec,
    figure: Callable[[PracticeSpread], float | None],
    voices: Callable[[PracticeSpread], int],
    sign: int,
    *,
    half: bool = False,
) -> list[PracticeSpread]:
    """Return the practices at one end of a figure, leaving out those of which too few teams have spoken.

    Args:
        spec: the part.
        figure: what they are sorted by.
        voices: how many teams have spoken.
        sign: 1 for the highest first, −1 for the lowest.
        half: whether the list stops half way, where that of the other end begins.
    """
    enough = min(ENOUGH, len(spec.part.files))
    found = [
        (-sign * settle(value), practice)
        for practice in spec.part.practices
        if (value := figure(practice)) is not None and voices(practice) >= enough
    ]
    found.sort(key=lambda pair: pair[0])
    most = min(FIRST, max(1, len(found) // 2)) if half else FIRST
    return [practice for _, practice in found[:most]]
