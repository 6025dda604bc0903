"""A filled workbook, as bytes, to an assessment: preflight, inspection, values, recognition, answers."""

from xlaudit.model.assessment import Assessment, Profile
from xlaudit.model.base import LANGS, Lang, Text
from xlaudit.model.errors import ForeignWorkbookError, NotAWorkbookError
from xlaudit.model.template import SheetKey, WorkbookTemplate
from xlaudit.rules import refusals
from xlaudit.workbook.layout import ANSWER_KEYS, CALC_SHEET, IDENTITY_FIELDS
from xlaudit.workbook.read.grid import Grid, read_grids
from xlaudit.workbook.read.identity import HomeCells, read_applicability, read_identity
from xlaudit.workbook.read.inspect import inspect
from xlaudit.workbook.read.notes import Notes
from xlaudit.workbook.read.origin import Library, find_bundle, origin_of, selected, spoken_language
from xlaudit.workbook.read.preflight import Preflight, is_archive, preflight, refuse_too_large
from xlaudit.workbook.read.questionnaire import QuestionnaireReader
from xlaudit.workbook.read.recognise import Labels, Table, find_tables, known_labels, read_mark
from xlaudit.workbook.read.registers import read_registers
from xlaudit.workbook.read.remarks import read_remarks, say_added_sheets
from xlaudit.workbook.read.structure import choose_table, say_copies, say_hidden, say_merged, say_swapped_headings
from xlaudit.workbook.read.text_file import read_text
from xlaudit.workbook.read.votes import read_votes

COMPUTED: tuple[SheetKey, ...] = ("results", "priorities", "sources")
TYPED = ("number", "year", "date", "choice", "yes_no")
"""The types of a register's columns that ask for something."""


def read_workbook(data: bytes, name: str, library: Library, lang: Lang | None = None) -> Assessment:
    """Read a filled workbook.

    Args:
        data: the whole file: xlsx, xlsm, xls, xlsb, ods, or csv of the questionnaire.
        name: what messages call it.
        library: where meta-referentials, templates and words come from.
        lang: the language of the messages; by default the workbook's own.

    Raises:
        WorkbookError: when it is no spreadsheet, a dangerous one, or none of ours.
    """
    labels = known_labels(library.templates)
    checked, grids, tables = _opened(data, name, labels, _computed_sheets(library))
    mark = read_mark(grids)
    if not tables:
        raise ForeignWorkbookError(name, refusals.NOT_OURS if mark is None else _lost(grids))
    spoken = spoken_language(mark, lang)
    notes = Notes(library.catalogue, lang or spoken)
    bundle = find_bundle(mark, name, tables, library, notes)
    _say_file(checked, notes)
    origin = origin_of(mark, bundle, spoken)
    template = library.templates[0]
    table, copies = choose_table(tables, getattr(template.sheets["questionnaire"], spoken))
    _say_columns(table, origin.profile, template, labels, notes)
    selection = selected(mark, bundle, table)
    reader = QuestionnaireReader(bundle, notes, notes.lang)
    answers = reader.read(table, selection)
    quiet = QuestionnaireReader(bundle, Notes(library.catalogue, notes.lang), notes.lang)
    say_copies(answers, copies, lambda other: quiet.read(other, selection), notes)
    say_merged(table, reader.practice_of, notes)
    say_hidden(table, reader.practice_of, notes)
    remarks = read_remarks(table, reader.practice_of, notes)
    votes = read_votes((grid for grid in grids if grid is not table.grid), selection, notes)
    say_added_sheets(grids, tables, _own_sheets(library, voted=bool(votes)), notes)
    cells = HomeCells(grids)
    if not cells.found and checked.family != "text":  # a csv holds the questionnaire alone
        notes.issue("XA208")
    field_labels = {field: library.phrases.say(f"identity.{field}", notes.lang) for field in IDENTITY_FIELDS}
    wanted = {kind: library.phrases.say(f"register.{kind}", notes.lang) for kind in TYPED}
    return Assessment(
        origin=origin,
        identity=read_identity(cells, bundle.vocabularies, notes, field_labels),
        answers=answers,
        ruled_out_by=read_applicability(cells, bundle.meta.applicability, notes),
        registers=read_registers(grids, bundle.meta.registers, notes, wanted),
        votes=votes,
        remarks=remarks,
        ledger=tuple(notes.ledger),
        issues=tuple(notes.issues),
    )


def _opened(
    data: bytes, name: str, labels: Labels, skipped: frozenset[str]
) -> tuple[Preflight, list[Grid], list[Table]]:
    """Open a file by what it holds, not by its name; a text file is taken when it holds the questionnaire."""
    if data and not is_archive(data):
        refuse_too_large(data, name)
        grid = read_text(data, name)
        tables = find_tables([grid], labels) if grid else []
        if grid is not None and tables:
            return Preflight("text"), [grid], tables
    checked = preflight(data, name)
    grids = read_grids(data, name, inspect(data, name, checked.family, skipped), skipped)
    if not grids:
        raise NotAWorkbookError(name, refusals.NO_SHEET)
    return checked, grids, find_tables(grids, labels)


def _lost(grids: list[Grid]) -> Text:
    """Say why a workbook of ours has no questionnaire."""
    if any((read_mark(grids, ("kind",)) or {}).values()):
        return refusals.VOTES
    return refusals.LOST


def _say_file(checked: Preflight, notes: Notes) -> None:
    if checked.macros:
        notes.issue("XA101")
    if checked.external_links:
        notes.issue("XA102")
    if checked.family in ("xls", "xlsb"):
        notes.issue("XA103", family=f".{checked.family}")


def _say_columns(table: Table, profile: Profile, template: WorkbookTemplate, labels: Labels, notes: Notes) -> None:
    """Say how the columns were recognised, and which of those to fill are gone."""
    columns = template.columns[profile]
    if not table.by_key:
        notes.issue("XA301", grid=table.grid)
    say_swapped_headings(table, labels, {column.key: column.label.pick(notes.lang) for column in columns}, notes)
    for column in columns:
        if column.key in ANSWER_KEYS and not column.hidden and column.key not in table.columns:
            notes.issue("XA302", grid=table.grid, column=column.label.pick(notes.lang))


def _computed_sheets(library: Library) -> frozenset[str]:
    """Return the names of the sheets on which nobody types: their cells are never trusted, so never read."""
    labels = (template.sheets[key] for template in library.templates for key in COMPUTED if key in template.sheets)
    return frozenset({CALC_SHEET, *(getattr(label, lang) for label in labels for lang in LANGS)})


def _own_sheets(library: Library, *, voted: bool) -> set[str]:
    """Return the names of the sheets that a workbook may have, in every language; one more when it holds votes."""
    labels = (label for template in library.templates for label in template.sheets.values())
    others = ("findings.sheet", "workshop.sheet") if voted else ("findings.sheet",)
    return {getattr(label, lang) for label in labels for lang in LANGS} | {
        library.phrases.say(key, lang) for key in others for lang in LANGS
    }
