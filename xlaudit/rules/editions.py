"""Several files of one workbook: which one counts, which say the same, which came before."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from xlaudit.model.assessment import Assessment, Identity
from xlaudit.model.collection import SetAside
from xlaudit.rules.names import plain

TELLING: tuple[str, ...] = ("organisation", "site", "team", "actor_category")
"""What tells two teams apart that fill copies of one empty workbook."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read; ``modified`` is the time of its last change, in seconds."""

    name: str
    modified: float
    assessment: Assessment


def day_of(identity: Identity) -> str | None:
    """Return the day of the answers, none when what was typed is no day."""
    return identity.date if identity.date and DAY.fullmatch(identity.date) else None


def sort_editions(files: Iterable[ReadFile]) -> tuple[tuple[ReadFile, ...], tuple[SetAside, ...]]:
    """Keep one file of each workbook: a file with the same answers is a duplicate, an earlier one is superseded.

    Files are of one workbook when they bear the same instance and name the same team, a blank saying nothing: one empty
    workbook sent to many teams stays many workbooks. Without an instance, only the same answers make a duplicate.

    Returns:
        The files that count and those set aside, both in the order given.
    """
    files = tuple(files)
    families: dict[str, list[ReadFile]] = {}
    for file in files:
        families.setdefault(_family(file.assessment), []).append(file)
    aside = {
        item.name: item
        for family in families.values()
        for team in _teams(family)
        for item in _older(sorted(team, key=lambda file: file.name, reverse=True))
    }
    return (
        tuple(file for file in files if file.name not in aside),
        tuple(aside[file.name] for file in files if file.name in aside),
    )


def fingerprint(assessment: Assessment) -> str:
    """Return a digest of what was answered, whoever answered it."""
    said = assessment.model_dump_json(exclude={"origin", "identity", "remarks", "ledger", "issues"})
    return sha256(f"{assessment.origin.meta}|{said}".encode()).hexdigest()


def _family(assessment: Assessment) -> str:
    return f"{assessment.origin.meta}|{assessment.origin.instance or fingerprint(assessment)}"


def _teams(family: Sequence[ReadFile]) -> list[list[ReadFile]]:
    """Part the copies of one workbook by team; one that names none joins the others when they are one team."""
    teams: list[list[ReadFile]] = []
    for file in sorted(family, key=lambda file: (-len(_named(file)), file.name)):
        fitting = [team for team in teams if all(_same_team(file, other) for other in team)]
        if len(fitting) == 1:
            fitting[0].append(file)
        else:
            teams.append([file])
    return teams


def _named(file: ReadFile) -> dict[str, str]:
    values = {field: plain(getattr(file.assessment.identity, field)) for field in TELLING}
    return {field: value for field, value in values.items() if value}


def _same_team(one: ReadFile, other: ReadFile) -> bool:
    left, right = _named(one), _named(other)
    return all(left[field] == right[field] for field in left.keys() & right.keys())


def _other_people(one: ReadFile, other: ReadFile) -> bool:
    """Tell whether two files name who answered, and not the same people."""
    named = [plain(file.assessment.identity.respondents) for file in (one, other)]
    return all(named) and named[0] != named[1]


def _older(team: list[ReadFile]) -> list[SetAside]:
    """Say what the newest file of a team's workbook sets aside; an empty one is never the newest.

    The later day of answers is the newer, or, where a file names no day or they are the same, the later change.
    """
    if len(team) == 1:
        return []
    dated = all(day_of(file.assessment.identity) for file in team)

    def age(file: ReadFile) -> tuple[bool, str, float]:
        filled = any(answer.level is not None or answer.support is not None for answer in file.assessment.answers)
        return filled, (day_of(file.assessment.identity) or "") if dated else "", file.modified

    *older, newest = sorted(team, key=age)
    seen = {fingerprint(newest.assessment): newest.name}
    aside = []
    for file in reversed(older):
        found = fingerprint(file.assessment)
        same = seen.setdefault(found, file.name)
        is_earlier = same == file.name
        aside.append(
            SetAside(
                name=file.name,
                meta=file.assessment.origin.meta,
                why="superseded" if is_earlier else "duplicate",
                kept=newest.name if is_earlier else same,
                other_people=is_earlier and _other_people(file, newest),
            )
        )
    return aside
