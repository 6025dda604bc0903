"""What a workbook was made from: its meta-referential, in its version, and the practices it asks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from xlaudit.model.assessment import PROFILES, Origin, Profile
from xlaudit.model.base import LANGS, Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import ForeignWorkbookError, ReferentialError, ResourceNotFoundError
from xlaudit.model.phrases import IssueCatalogue, Phrasebook
from xlaudit.model.template import WorkbookTemplate
from xlaudit.rules import refusals
from xlaudit.rules.versions import changes, is_newer
from xlaudit.workbook.read.notes import Notes
from xlaudit.workbook.read.recognise import Table, finder_of

Mark = dict[str, str]
ENOUGH = 0.5
"""The share of its rows that must be known for a workbook without identity to be recognised."""
WHOLE = 0.8
"""The share of the practices from which a workbook without identity is taken to ask them all."""


@dataclass(frozen=True, slots=True)
class Library:
    """What a reading needs to know of the world: how to get a meta-referential, its names, templates and words.

    ``load`` takes an id and a version, or none for the installed one; it raises ResourceNotFoundError for a version
    that is not kept.
    """

    load: Callable[[str, str | None], Bundle]
    metas: Callable[[], Iterable[str]]
    templates: tuple[WorkbookTemplate, ...]
    catalogue: IssueCatalogue
    phrases: Phrasebook


def spoken_language(mark: Mark | None, wanted: Lang | None) -> Lang:
    """Return the language of a workbook, or the one wanted when it does not say."""
    said = mark["lang"] if mark else None
    return next((lang for lang in LANGS if lang == said), wanted or "fr")


def origin_of(mark: Mark | None, bundle: Bundle, lang: Lang) -> Origin:
    """Return what is kept of where the answers come from."""
    profile: Profile = next((item for item in PROFILES if mark and mark["profile"] == item), "client")
    return Origin(
        meta=bundle.meta.id,
        version=(mark["version"] if mark else "") or bundle.meta.version,
        profile=profile,
        lang=lang,
        instance=(mark["instance"] if mark else "") or None,
    )


def find_bundle(mark: Mark | None, name: str, tables: list[Table], library: Library, notes: Notes) -> Bundle:
    """Load the meta-referential that a workbook names, or that its references betray.

    Raises:
        ForeignWorkbookError: it is not installed, is newer than the installed one, or none is recognised.
    """
    return _recognised(name, tables[0], library, notes) if mark is None else _named(mark, name, library, notes)


def _named(mark: Mark, name: str, library: Library, notes: Notes) -> Bundle:
    try:
        installed = library.load(mark["meta"], None)
    except ResourceNotFoundError as error:
        raise ForeignWorkbookError(name, refusals.not_installed(error)) from error
    found, current = mark["version"], installed.meta.version
    if found == current:
        return installed
    if is_newer(found, current):
        raise ForeignWorkbookError(name, refusals.newer(mark["meta"], found, current))
    notes.issue("XA202", meta=mark["meta"], found=found, installed=current)
    try:
        kept = library.load(mark["meta"], found)
    except ResourceNotFoundError:
        return installed
    _say_changes(kept, installed, library.phrases, notes)
    return kept


def _say_changes(old: Bundle, new: Bundle, phrases: Phrasebook, notes: Notes) -> None:
    found = changes(old.meta, new.meta)
    parts = [
        phrases.say(f"version.{kind}", notes.lang, ids=", ".join(ids))
        for kind, ids in (("added", found.added), ("removed", found.removed), ("changed", found.changed))
        if ids
    ]
    said = " ; ".join(parts) or phrases.say("version.none", notes.lang)
    notes.issue("XA205", meta=old.meta.id, found=old.meta.version, installed=new.meta.version, changes=said)


def _recognised(name: str, table: Table, library: Library, notes: Notes) -> Bundle:
    best: tuple[int, Bundle] | None = None
    for meta in library.metas():
        try:
            bundle = library.load(meta, None)
        except ReferentialError:
            continue  # somebody's draft: it made no workbook
        known = len(finder_of(bundle.meta).known(table))
        if best is None or known > best[0]:
            best = (known, bundle)
    if best is None or best[0] < ENOUGH * max(table.filled_rows, 1):
        raise ForeignWorkbookError(name, refusals.NOT_OURS)
    notes.issue("XA201", meta=best[1].meta.id)
    return best[1]


def selected(mark: Mark | None, bundle: Bundle, table: Table) -> tuple[str, ...]:
    """Return the practices that a workbook asks, in the order of the meta-referential."""
    every = tuple(practice.id for practice in bundle.meta.practices)
    if mark is not None and mark["selection"] != "*":
        wanted = set(mark["selection"].split(","))
        return tuple(practice for practice in every if practice in wanted) or every
    if mark is None:
        known = finder_of(bundle.meta).known(table)
        if len(known) < WHOLE * len(every):
            return tuple(practice for practice in every if practice in known)
    return every
