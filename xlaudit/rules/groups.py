"""Averages by structure type, size and territory that say nothing of a handful of organisations."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean, median

from xlaudit.model.assessment import Identity
from xlaudit.model.results import Results
from xlaudit.model.spread import GROUP_FIELDS, Average, Group, GroupField
from xlaudit.rules.names import count_organisations

LEAST = 5
"""The organisations a group needs to be shown."""
WHOLE = ""
"""Stands for the whole score where domains stand beside it."""
Members = dict[str | None, list[Results]]


def groups(results: Sequence[Results], value_of: Callable[[GroupField, Identity], str | None]) -> tuple[Group, ...]:
    """Average the scores by each field.

    What is shown always parts the teams into groups of at least five organisations, so that no subtraction from a total
    or from the list of teams leaves a smaller one: groups that are too small are put together, and with the smallest of
    the others when together they are still too small. An average that fewer than five organisations of some group have
    a score for is kept back in every group of the field.

    Args:
        results: of the teams, as read.
        value_of: what a field is shown as: a term, a code, or none.
    """
    return tuple(group for field in GROUP_FIELDS for group in _by(field, results, value_of))


def is_large_enough(results: Iterable[Results]) -> bool:
    """Tell whether enough organisations stand behind some results."""
    return _organisations(results) >= LEAST


def _organisations(results: Iterable[Results]) -> int:
    return count_organisations(item.identity for item in results)


def _by(
    field: GroupField, results: Sequence[Results], value_of: Callable[[GroupField, Identity], str | None]
) -> list[Group]:
    members: Members = {}
    for item in results:
        members.setdefault(value_of(field, item.identity), []).append(item)
    shown, rest = merge_small(members)
    every: list[tuple[str | None, bool, list[Results]]] = [(value, False, shown[value]) for value in _sorted(shown)]
    if rest:
        every.append((None, True, rest))
    kept_back = {key for _, _, teams in every for key, scored in _scored(teams).items() if not is_large_enough(scored)}
    return [_group(field, value, merged, teams, kept_back) for value, merged, teams in every]


def merge_small(members: Mapping[str | None, list[Results]]) -> tuple[Members, list[Results]]:
    """Return the groups that may be shown, and all the others as one; nothing at all when that one is too small."""
    shown = {value: teams for value, teams in members.items() if is_large_enough(teams)}
    rest = [team for value, teams in members.items() if value not in shown for team in teams]
    while rest and shown and not is_large_enough(rest):
        smallest = min(_sorted(shown), key=lambda value: _organisations(shown[value]))
        rest += shown.pop(smallest)
    return (shown, rest) if not rest or is_large_enough(rest) else ({}, [])


def _sorted(shown: Iterable[str | None]) -> list[str | None]:
    return sorted(shown, key=lambda value: (value is None, value or ""))


def _scored(teams: Iterable[Results]) -> dict[str, list[Results]]:
    """Return the teams that have a score, as a whole and by domain."""
    found: dict[str, list[Results]] = {}
    for item in teams:
        for key, score in _scores(item).items():
            if score is not None:
                found.setdefault(key, []).append(item)
    return found


def _scores(results: Results) -> dict[str, float | None]:
    return {WHOLE: results.score, **{domain.id: domain.score for domain in results.domains}}


def _group(field: GroupField, value: str | None, merged: bool, teams: list[Results], kept_back: set[str]) -> Group:
    averages: dict[str, Average | None] = {WHOLE: None}
    for key, scored in _scored(teams).items():
        scores = [score for item in scored if (score := _scores(item)[key]) is not None]
        averages[key] = None if key in kept_back else Average(mean=fmean(scores), median=median(scores))
    return Group(
        field=field,
        value=value,
        merged=merged,
        organisations=_organisations(teams),
        teams=len(teams),
        score=averages.pop(WHOLE),
        domains=averages,
    )
