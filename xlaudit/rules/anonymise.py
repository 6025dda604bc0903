"""Names replaced by codes, free text dropped: what may be shown of teams that must not be recognised."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from hmac import digest

from xlaudit.model.assessment import Identity
from xlaudit.model.base import Lang, Text
from xlaudit.model.issue import Issue
from xlaudit.model.results import AnswerRow, Results
from xlaudit.model.spread import GroupField
from xlaudit.rules.editions import ReadFile, day_of
from xlaudit.rules.groups import is_large_enough
from xlaudit.rules.names import plain

PREFIXES = {
    "organisation": Text(fr="ORG", en="ORG"),
    "site": Text(fr="SITE", en="SITE"),
    "team": Text(fr="EQUIPE", en="TEAM"),
    "respondents": Text(fr="REP", en="RESP"),
    "territory": Text(fr="TERR", en="TERR"),
}
FILE = Text(fr="FICHIER", en="FILE")
WITHIN_ORGANISATION = ("site", "team", "respondents")
"""What is named anew in each organisation, so that it does not show who has teams of the same name."""
Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Codes:
    """What stands for each name typed on the first sheet, by field, and for each file."""

    fields: Mapping[str, Mapping[Name, str]]
    files: Mapping[str, str]

    def of(self, field: str, identity: Identity) -> str | None:
        """Return the code of what a field says, none when it says nothing."""
        return self.fields[field].get(_name(field, identity))

    def group_value(self, field: GroupField, identity: Identity) -> str | None:
        """Return what a group is shown as: a term of the vocabularies, or the code of a territory."""
        value: str | None = getattr(identity, field)
        return self.of(field, identity) if field in PREFIXES else value


def make_codes(files: Sequence[ReadFile], names: Iterable[str], lang: Lang) -> Codes:
    """Give each name a code: its rank by a digest that is keyed with the content of all files.

    The same files give the same codes, in whatever order they come, and the same numbers in either language. Somebody
    who knows who took part cannot work out the ranks without every answer and text, which are not handed over.

    Args:
        files: what was read.
        names: of every file, read or not.
        lang: the language of the codes.
    """
    contents = sorted(sha256(file.assessment.model_dump_json().encode()).hexdigest() for file in files)
    key = sha256("".join(contents).encode()).digest()
    identities = [file.assessment.identity for file in files]
    fields = {
        field: _ranked(prefix, {_name(field, item) for item in identities if plain(getattr(item, field))}, key, lang)
        for field, prefix in PREFIXES.items()
    }
    ranked = _ranked(FILE, {("", name) for name in names}, key, lang)
    return Codes(fields, {name: code for (_, name), code in ranked.items()})


def _name(field: str, identity: Identity) -> Name:
    whose = plain(identity.organisation) if field in WITHIN_ORGANISATION else ""
    return whose, plain(getattr(identity, field))


def _ranked(prefix: Text, names: Iterable[Name], key: bytes, lang: Lang) -> dict[Name, str]:
    ordered = sorted(names, key=lambda name: digest(key, f"{prefix.en}|{'|'.join(name)}".encode(), "sha256"))
    width = max(2, len(str(len(ordered))))
    return {name: f"{prefix.pick(lang)}-{rank:0{width}}" for rank, name in enumerate(ordered, start=1)}


def anonymous_results(results: Results, codes: Codes, *, with_category: bool) -> Results:
    """Return results that hold codes instead of names, and nothing that anybody typed.

    Structure type, size and territory are left out: beside one another they would often name a team. Of the date, the
    month is kept.
    """
    identity = results.identity
    coded = {field: codes.of(field, identity) for field in PREFIXES if field != "territory"}
    day = day_of(identity)
    category = identity.actor_category if with_category else None
    return Results(
        meta=results.meta,
        version=results.version,
        identity=Identity(**coded, actor_category=category, date=day[:7] if day else None),
        score=results.score,
        floor=results.floor,
        ceiling=results.ceiling,
        known=results.known,
        completion=results.completion,
        maturity=results.maturity,
        domains=results.domains,
        sources=results.sources,
        answers=tuple(
            AnswerRow(
                practice=row.practice,
                level=row.level,
                declared=row.declared,
                support=row.support,
                evidence=None,
                comment=None,
            )
            for row in results.answers
        ),
        priorities=results.priorities,
        registers={},
        ledger=results.ledger,
        issues=tuple(
            Issue(code=issue.code, severity=issue.severity, practice=issue.practice, message="", hint="")
            for issue in results.issues
        ),
    )


def categories_may_show(results: Iterable[Results]) -> bool:
    """Tell whether each category of actors, and the teams that name none, stand for enough organisations."""
    members: dict[str | None, list[Results]] = {}
    for item in results:
        members.setdefault(item.identity.actor_category, []).append(item)
    return all(is_large_enough(teams) for teams in members.values())
