"""A workshop from files alone: ballots and a facilitator's workbook before it, the count of the votes after it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from xlaudit.catalog.load import (
    load_answered,
    load_meta,
    load_phrases,
    load_style,
)
from xlaudit.model.assessment import Assessment, Identity
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import ResourceNotFoundError, XlauditError
from xlaudit.model.meta import Practice
from xlaudit.model.results import REPORTED
from xlaudit.rules.priorities import place
from xlaudit.rules.selection import Selection, select
from xlaudit.rules.states import practice_states
from xlaudit.verbs.defaults import DEFAULT_STYLE
from xlaudit.verbs.files import made_folder, written
from xlaudit.workbook.write.ballot import ballot_workbook
from xlaudit.workbook.write.count import count_workbook
from xlaudit.workbook.write.handed import VoteSpec

About = str | Bundle | Assessment
"""What is put to the vote: a meta-referential by name or loaded, or a filled workbook as ``read`` returned it."""
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,19}")
MOST_PARTICIPANTS = 500


def ballot(
    about: About,
    output: Path | str | None = None,
    *,
    practices: Iterable[str] = (),
    code: str | None = None,
    actor_category: str | None = None,
    lang: Lang | None = None,
    style: str = DEFAULT_STYLE,
) -> bytes:
    """Write the ballot of one person.

    Args:
        about: what is put to the vote.
        output: where to write it; nowhere when none.
        practices: the ids of the practices; by default those not in place in a filled workbook, all of a
            meta-referential.
        code: the person's code, to be typed by them when none.
        actor_category: the id of their category of actors, if it is known.
        lang: the language of the ballot; by default that of the workbook, or French.
        style: a style of ``templates/styles``.

    Raises:
        ResourceNotFoundError: an unknown practice, category, style or meta-referential.
        XlauditError: nothing is left to vote on, or a code that is none.
        OutputError: the file cannot be written.
    """
    spec = _spec(about, practices, actor_category, lang, style)
    checked = None if code is None else _checked_code(code)
    return written(ballot_workbook(replace(spec, code=checked)), output)


def ballots(
    about: About,
    folder: Path | str,
    codes: Iterable[str] | int,
    *,
    practices: Iterable[str] = (),
    actor_category: str | None = None,
    lang: Lang | None = None,
    style: str = DEFAULT_STYLE,
) -> tuple[Path, ...]:
    """Write a ballot per participant into a folder, and return their paths; arguments as ``ballot``.

    Args:
        about: what is put to the vote.
        folder: made when it is not there.
        codes: one per participant, or how many participants: codes are then A01, A02 …
        practices: the ids of the practices.
        actor_category: the category of actors of all of them.
        lang: the language of the ballots.
        style: a style of ``templates/styles``.
    """
    spec = _spec(about, practices, actor_category, lang, style)
    named = list(_codes(codes))
    target = made_folder(folder)
    paths = []
    for code in named:
        paths.append(target / f"{spec.say('ballot.file')}-{code}.xlsx")
        written(ballot_workbook(replace(spec, code=code)), paths[-1])
    return tuple(paths)


def facilitator(
    about: About,
    output: Path | str | None = None,
    *,
    practices: Iterable[str] = (),
    actor_categories: Iterable[str] = (),
    lang: Lang | None = None,
    style: str = DEFAULT_STYLE,
) -> bytes:
    """Write the workbook of a facilitator: dots to count per practice and choice, and cards to print.

    Args:
        about: what is put to the vote.
        output: where to write it; nowhere when none.
        practices: as for ``ballot``.
        actor_categories: the ids of the categories to count apart, on a sheet of their own.
        lang: the language of the workbook.
        style: a style of ``templates/styles``.
    """
    spec = _spec(about, practices, None, lang, style)
    apart = tuple(actor_categories)
    for category in apart:
        _check_category(category, spec.bundle)
    terms = [term for term in spec.bundle.vocabularies.actor_categories if term.id in apart]
    return written(count_workbook(spec, terms), output)


def _spec(
    about: About, practices: Iterable[str], actor_category: str | None, lang: Lang | None, style: str
) -> VoteSpec:
    """Return what is put to the vote, checked."""
    filled = about if isinstance(about, Assessment) else None
    if isinstance(about, Assessment):
        bundle = load_answered(about)
    else:
        bundle = load_meta(about) if isinstance(about, str) else about
    if actor_category is not None:
        _check_category(actor_category, bundle)
    identity = filled.identity if filled else Identity()
    return VoteSpec(
        bundle=bundle,
        style=load_style(style),
        phrases=load_phrases(),
        lang=lang or (filled.origin.lang if filled else "fr"),
        practices=_practices(bundle, filled, tuple(practices)),
        identity=identity.model_copy(update={"actor_category": actor_category}),
        source=filled.origin.instance if filled else None,
    )


def _practices(bundle: Bundle, filled: Assessment | None, wanted: tuple[str, ...]) -> tuple[Practice, ...]:
    """Return the practices put to the vote, in the order of the meta-referential."""
    if filled is None:
        return select(bundle.meta, Selection(practices=wanted))
    asked = {answer.practice for answer in filled.answers}
    for name in wanted:
        if name not in asked:
            raise ResourceNotFoundError("practice in this workbook", name, asked)
    placed = place(practice_states(bundle.meta, bundle.scale, filled), bundle.meta.policy)
    absent = {item.state.practice.id for item in placed if item.category in (*REPORTED, "unknown")}
    chosen = frozenset(wanted) or absent
    if not chosen:
        raise XlauditError("every practice of this workbook is in place; name those to vote on (--practices)")
    return tuple(practice for practice in bundle.meta.practices if practice.id in chosen)


def _check_category(name: str, bundle: Bundle) -> None:
    known = [term.id for term in bundle.vocabularies.actor_categories]
    if name not in known:
        raise ResourceNotFoundError("actor category", name, known)


def _codes(codes: Iterable[str] | int) -> Iterator[str]:
    """Yield the code of each participant."""
    if isinstance(codes, int):
        if not 1 <= codes <= MOST_PARTICIPANTS:
            raise XlauditError(f"found {codes} participants; write a number from 1 to {MOST_PARTICIPANTS}")
        yield from (f"A{number:02d}" for number in range(1, codes + 1))
        return
    seen: set[str] = set()
    for code in codes:
        checked = _checked_code(code)
        if checked.upper() in seen:
            raise XlauditError(f"found the code {checked} twice; give each participant a code of their own")
        seen.add(checked.upper())
        yield checked


def _checked_code(code: str) -> str:
    """Return a code that fits in the name of a file and in a cell."""
    if not CODE.fullmatch(code):
        raise XlauditError(f"found the code {code!r}; write up to 20 letters without accents, digits and hyphens")
    return code
