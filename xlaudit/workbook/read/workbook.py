"""A filled workbook, as bytes, to an assessment."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from xlaudit.model.assessment import PROFILES, Assessment, Origin, Profile
from xlaudit.model.base import LANGS, Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import ForeignWorkbookError, ReferentialError, ResourceNotFoundError
from xlaudit.model.phrases import IssueCatalogue, Phrasebook
from xlaudit.model.template import WorkbookTemplate
from xlaudit.workbook.layout import ANSWER_KEYS, IDENTITY_FIELDS
from xlaudit.workbook.read.grid import read_grids
from xlaudit.workbook.read.identity import keyed_cells, read_applicability, read_identity
from xlaudit.workbook.read.inspect import inspect
from xlaudit.workbook.read.notes import Notes
from xlaudit.workbook.read.preflight import Preflight, preflight
from xlaudit.workbook.read.questionnaire import QuestionnaireReader
from xlaudit.workbook.read.recognise import PracticeFinder, Table, find_tables, read_mark
from xlaudit.workbook.read.registers import read_registers

TYPED = ("number", "year", "date", "choice", "yes_no")
"""The types of a register's columns that ask for something."""
ENOUGH = 0.5
"""The share of the rows whose references must be known for a workbook without identity to be recognised."""
NOT_OURS = (
    "is a spreadsheet, but not a workbook made by xlaudit: no identity sheet and no questionnaire was found in it"
)


@dataclass(frozen=True, slots=True)
class Library:
    """What a reading needs to know of the world: how to get a meta-referential, its names, templates and words."""

    load: Callable[[str], Bundle]
    metas: Callable[[], Iterable[str]]
    templates: tuple[WorkbookTemplate, ...]
    catalogue: IssueCatalogue
    phrases: Phrasebook


def read_workbook(data: bytes, name: str, library: Library, lang: Lang | None = None) -> Assessment:
    """Read a filled workbook.

    Args:
        data: the whole file: xlsx, xlsm, xls, xlsb or ods.
        name: what messages call it.
        library: where meta-referentials, templates and words come from.
        lang: the language of the messages; by default the workbook's own.

    Raises:
        WorkbookError: when it is no spreadsheet, a dangerous one, or none of ours.
    """
    checked = preflight(data, name)
    facts = inspect(data, name, checked.family)
    grids = read_grids(data, name, facts)
    tables = find_tables(grids, library.templates)
    mark = read_mark(grids)
    if not tables:
        raise ForeignWorkbookError(
            name, NOT_OURS if mark is None else "has lost its questionnaire sheet; ask for the file again"
        )
    spoken = _lang(mark, lang)
    notes = Notes(library.catalogue, lang or spoken)
    bundle = _bundle(mark, name, tables, library, notes)
    _file_issues(checked, notes)
    table = _choose(tables, notes)
    origin = _origin(mark, bundle, spoken)
    _missing_columns(table, origin.profile, library.templates, notes)
    wanted = {kind: library.phrases.say(f"register.{kind}", notes.lang) for kind in TYPED}
    labels = {field: library.phrases.say(f"identity.{field}", notes.lang) for field in IDENTITY_FIELDS}
    cells = keyed_cells(grids)
    identity = read_identity(cells, bundle.vocabularies, notes, labels)
    refused = read_applicability(cells, bundle.meta.applicability, notes)
    answers = QuestionnaireReader(bundle, notes, notes.lang).read(table, _selection(mark, bundle))
    return Assessment(
        origin=origin,
        identity=identity,
        answers=answers,
        ruled_out_by=refused,
        registers=read_registers(grids, bundle.meta.registers, notes, wanted),
        ledger=tuple(notes.ledger),
        issues=tuple(notes.issues),
    )


def _lang(mark: dict[str, str] | None, wanted: Lang | None) -> Lang:
    said = mark["lang"] if mark else None
    return next((lang for lang in LANGS if lang == said), wanted or "fr")


def _origin(mark: dict[str, str] | None, bundle: Bundle, lang: Lang) -> Origin:
    profile: Profile = next((item for item in PROFILES if mark and mark["profile"] == item), "client")
    version = (mark["version"] if mark else "") or bundle.meta.version
    return Origin(
        meta=bundle.meta.id,
        version=version,
        profile=profile,
        lang=lang,
        instance=(mark["instance"] if mark else "") or None,
    )


def _file_issues(checked: Preflight, notes: Notes) -> None:
    if checked.macros:
        notes.issue("XA101")
    if checked.external_links:
        notes.issue("XA102")


def _bundle(mark: dict[str, str] | None, name: str, tables: list[Table], library: Library, notes: Notes) -> Bundle:
    """Load the meta-referential that the workbook names, or that its references betray."""
    if mark is not None:
        try:
            bundle = library.load(mark["meta"])
        except ResourceNotFoundError as error:
            raise ForeignWorkbookError(
                name, f"was made for a meta-referential that is not installed: {error}"
            ) from error
        if mark["version"] != bundle.meta.version:
            notes.issue("XA202", meta=bundle.meta.id, found=mark["version"], installed=bundle.meta.version)
        return bundle
    best: tuple[float, Bundle] | None = None
    for meta in library.metas():
        try:
            bundle = library.load(meta)
        except ReferentialError:
            continue  # somebody's draft: it made no workbook
        share = _known_share(tables[0], bundle)
        if best is None or share > best[0]:
            best = (share, bundle)
    if best is None or best[0] < ENOUGH:
        raise ForeignWorkbookError(name, NOT_OURS)
    notes.issue("XA201", meta=best[1].meta.id)
    return best[1]


def _known_share(table: Table, bundle: Bundle) -> float:
    finder = PracticeFinder(bundle.meta)
    rows = range(table.first_row, len(table.grid.rows))
    found = {practice for row in rows if (practice := finder.find(table, row)[0])}
    return len(found) / len(bundle.meta.practices)


def _choose(tables: list[Table], notes: Notes) -> Table:
    """Take the first table and say which others were left."""
    table = tables[0]
    for other in tables[1:]:
        notes.issue("XA306", grid=other.grid)
    if not table.by_key:
        notes.issue("XA301", grid=table.grid)
    return table


def _missing_columns(table: Table, profile: Profile, templates: tuple[WorkbookTemplate, ...], notes: Notes) -> None:
    """Say which columns to fill are gone."""
    for column in templates[0].columns[profile]:
        if column.key in ANSWER_KEYS and not column.hidden and column.key not in table.columns:
            notes.issue("XA302", grid=table.grid, column=column.label.pick(notes.lang))


def _selection(mark: dict[str, str] | None, bundle: Bundle) -> tuple[str, ...]:
    chosen = mark["selection"] if mark else "*"
    wanted = set(chosen.split(","))
    every = tuple(practice.id for practice in bundle.meta.practices)
    kept = tuple(practice for practice in every if practice in wanted)
    return kept or every
