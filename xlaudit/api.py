"""The verbs of xlaudit as functions; each command of the command line is a few lines over one of them."""

from collections.abc import Iterable, Iterator
from datetime import date as Date
from pathlib import Path

from xlaudit.catalog.load import (
    load_issue_catalogue,
    load_meta,
    load_phrases,
    load_style,
    load_template,
)
from xlaudit.catalog.paths import shelf_files
from xlaudit.model.assessment import Assessment, Identity, Profile
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import OutputError, ResourceNotFoundError, UnsafeWorkbookError, XlauditError
from xlaudit.model.issue import LedgerCount
from xlaudit.model.results import CheckReport, Results
from xlaudit.model.views import CoverageView, DomainView, MetaView, PracticeView
from xlaudit.rules.assess import compute_results
from xlaudit.rules.coverage import coverage
from xlaudit.rules.selection import EVERYTHING, Selection, select
from xlaudit.workbook.read.isolate import run_isolated
from xlaudit.workbook.read.origin import Library
from xlaudit.workbook.read.workbook import read_workbook
from xlaudit.workbook.spec import Finding, Sender, WorkbookSpec
from xlaudit.workbook.write.generate import generate_workbook
from xlaudit.workbook.write.summary.build import summary_workbook

DEFAULT_TEMPLATE = "standard"
DEFAULT_STYLE = "sober"


def load(name: str) -> Bundle:
    """Load a meta-referential with its scale and sources.

    Args:
        name: an id such as ``services-metiers``, or the path of a YAML file.

    Raises:
        ResourceNotFoundError: there is none of that name.
        ReferentialError: its files are at fault; lists every fault with file and line.
    """
    return load_meta(name)


def generate(
    meta: str | Bundle,
    output: Path | str | None = None,
    *,
    identity: Identity | None = None,
    sender: Sender | None = None,
    selection: Selection = EVERYTHING,
    lang: Lang = "fr",
    profile: Profile = "client",
    style: str = DEFAULT_STYLE,
    template: str = DEFAULT_TEMPLATE,
    protected: bool = True,
) -> bytes:
    """Write the workbook of a meta-referential, to be filled.

    Args:
        meta: an id, a path or a loaded bundle.
        output: where to write it; nowhere when none.
        identity: what is already known of the team; ids of vocabularies for type, size and category.
        selection: which practices to ask; all by default. A part stays comparable with the whole.
        sender: who asks, where to send it back, and by when.
        lang: ``fr`` or ``en``.
        profile: ``client``, ``interview`` or ``referent``.
        style: a style of ``templates/styles``.
        template: a template of ``templates/workbooks``.
        protected: whether what is not to be filled is locked (never with a password).

    Returns:
        The workbook; the same arguments give the same bytes.

    Raises:
        ResourceNotFoundError: an unknown meta-referential, style, template or profile, or an unknown id in a selection.
        OutputError: the file cannot be written.
    """
    bundle = load(meta) if isinstance(meta, str) else meta
    chosen = load_template(template)
    if profile not in chosen.columns:
        raise ResourceNotFoundError("profile", profile, chosen.columns)
    identity = identity or Identity()
    _check_identity(identity, bundle)
    spec = WorkbookSpec(
        bundle=bundle,
        template=chosen,
        style=load_style(style),
        phrases=load_phrases(),
        lang=lang,
        profile=profile,
        practices=select(bundle.meta, selection),
        identity=identity,
        sender=sender or Sender(),
        protected=protected,
    )
    return _written(generate_workbook(spec), output)


def read(path: Path | str, *, lang: Lang | None = None) -> Assessment:
    """Read a filled workbook: identity, answers, issues and what became of every cell.

    Args:
        path: an xlsx, xlsm, xls, xlsb or ods file.
        lang: the language of the messages; by default the workbook's own.

    Raises:
        ResourceNotFoundError: there is no such file.
        WorkbookError: it is no spreadsheet, a dangerous one, or none of ours.
    """
    path = Path(path)
    if not path.is_file():
        near = (item.name for item in path.parent.glob("*.*")) if path.parent.is_dir() else ()
        raise ResourceNotFoundError("file", path.name, near)
    return read_workbook(path.read_bytes(), str(path), _library(), lang)


def read_many(
    paths: Iterable[Path | str],
    *,
    workers: int | None = None,
    memory: int = 1536,
    seconds: float = 20,
) -> Iterator[tuple[Path, Assessment | XlauditError]]:
    """Read many files in worker processes, in their order; a hostile file costs that file alone.

    Args:
        paths: the files.
        workers: how many processes; by default one per processor.
        memory: the most address space a worker may take, in MiB.
        seconds: the longest a file may take.

    Yields:
        Each path with its assessment, or with the error by which it was refused.
    """
    files = [Path(path) for path in paths]
    outcomes = run_isolated(read, files, workers=workers, memory=memory, seconds=seconds)
    for path, outcome in zip(files, outcomes, strict=True):
        if outcome.result is not None:
            yield path, outcome.result
        elif outcome.error is not None:
            yield path, outcome.error
        else:
            reason = "took too long" if outcome.lost == "too long" else "took more memory than any workbook needs"
            yield path, UnsafeWorkbookError(str(path), f"{reason} and was given up; ask for the file again")


def assess(assessment: Assessment, *, bundle: Bundle | None = None, lang: Lang | None = None) -> Results:
    """Compute scores, maturity, priorities and sources from an assessment.

    Args:
        assessment: what ``read`` returned.
        bundle: the meta-referential; by default the installed one that the workbook names.
        lang: the language of labels and reasons; by default the workbook's own.
    """
    bundle = bundle or _bundle_of(assessment)
    return compute_results(bundle, assessment, load_phrases(), lang or assessment.origin.lang)


def check(workbook: Path | str | Assessment, *, lang: Lang | None = None) -> CheckReport:
    """Say what is wrong in a filled workbook, given by its path or read already, and what became of every cell."""
    assessment = workbook if isinstance(workbook, Assessment) else read(workbook, lang=lang)
    return CheckReport(
        meta=assessment.origin.meta,
        version=assessment.origin.version,
        identity=assessment.identity,
        ledger=LedgerCount.of(assessment.ledger),
        issues=assessment.issues,
    )


def annotate(
    assessment: Assessment,
    output: Path | str | None = None,
    *,
    bundle: Bundle | None = None,
    lang: Lang | None = None,
    style: str = DEFAULT_STYLE,
    template: str = DEFAULT_TEMPLATE,
) -> bytes:
    """Write a fresh workbook with the answers in place, each problem tinted and noted on its cell, and listed.

    It is meant to be sent back to the people who filled the first one, which is never modified.

    Raises:
        OutputError: the file cannot be written.
    """
    bundle = bundle or _bundle_of(assessment)
    asked = {answer.practice for answer in assessment.answers}
    spec = WorkbookSpec(
        bundle=bundle,
        template=load_template(template),
        style=load_style(style),
        phrases=load_phrases(),
        lang=lang or assessment.origin.lang,
        profile=assessment.origin.profile,
        practices=tuple(practice for practice in bundle.meta.practices if practice.id in asked),
        identity=assessment.identity,
        answers=assessment.answers,
        ruled_out_by=assessment.ruled_out_by,
        registers=assessment.registers,
        findings=_findings(assessment),
    )
    return _written(generate_workbook(spec), output)


def _findings(assessment: Assessment) -> tuple[Finding, ...]:
    """Return the issues of an assessment, each with the cell of a fresh workbook that it is about."""
    fates = {(fate.sheet, fate.cell): fate for fate in assessment.ledger}
    found = []
    for issue in assessment.issues:
        fate = fates.get((issue.sheet or "", issue.cell or ""))
        raw = fate.value if fate is not None and fate.fate == "rejected" else None
        key = fate.key if fate is not None else None
        found.append(Finding(issue.severity, issue.message, issue.hint, issue.practice, key, raw))
    return tuple(found)


def summarise(
    assessment: Assessment,
    output: Path | str | None = None,
    *,
    bundle: Bundle | None = None,
    lang: Lang | None = None,
    style: str = DEFAULT_STYLE,
) -> bytes:
    """Write the summary workbook of an assessment: scores with charts, priorities, every answer, what was read.

    Raises:
        OutputError: the file cannot be written.
    """
    bundle = bundle or _bundle_of(assessment)
    spoken = lang or assessment.origin.lang
    results = assess(assessment, bundle=bundle, lang=spoken)
    data = summary_workbook(bundle, assessment, results, load_phrases(), load_style(style), spoken)
    return _written(data, output)


def metas() -> tuple[str, ...]:
    """Return the ids of the meta-referentials that can be loaded."""
    return tuple(shelf_files("referentials/meta"))


def show(meta: str | Bundle, *, lang: Lang = "fr") -> MetaView:
    """Describe a meta-referential: domains, practices with their links, and coverage of each source."""
    bundle = load(meta) if isinstance(meta, str) else meta
    covered = {source: coverage(bundle.meta, bundle.sources[source]) for source in bundle.meta.sources}
    return MetaView(
        id=bundle.meta.id,
        version=bundle.meta.version,
        title=bundle.meta.title.pick(lang),
        domains=tuple(DomainView(id=domain.id, label=domain.label.pick(lang)) for domain in bundle.meta.domains),
        practices=tuple(
            PracticeView(
                id=practice.id,
                domain=bundle.meta.domain_of[practice.id].id,
                title=practice.title.pick(lang),
                importance=practice.importance,
                links=practice.links,
            )
            for practice in bundle.meta.practices
        ),
        coverage={
            source: CoverageView(criteria=len(c.criteria), linked=len(c.linked), left_out=len(c.left_out))
            for source, c in covered.items()
        },
    )


def _bundle_of(assessment: Assessment) -> Bundle:
    """Load the meta-referential that answers were given to, in its own version when that one is kept."""
    try:
        return load_meta(assessment.origin.meta, assessment.origin.version)
    except ResourceNotFoundError:
        return load_meta(assessment.origin.meta)


def _library() -> Library:
    return Library(
        load=load_meta,
        metas=metas,
        templates=tuple(load_template(name) for name in shelf_files("templates/workbooks")),
        catalogue=load_issue_catalogue(),
        phrases=load_phrases(),
    )


def _check_identity(identity: Identity, bundle: Bundle) -> None:
    vocabularies = bundle.vocabularies
    for field in ("structure_type", "size", "actor_category"):
        value, known = getattr(identity, field), [term.id for term in vocabularies.of(field)]
        if value is not None and value not in known:
            raise ResourceNotFoundError(field.replace("_", " "), value, known)
    if identity.date is not None:
        try:
            Date.fromisoformat(identity.date)
        except ValueError as error:
            raise XlauditError(f"found the date {identity.date!r}; write a day, such as 2026-03-02") from error


def _written(data: bytes, output: Path | str | None) -> bytes:
    """Write a file whole or not at all, and return its bytes."""
    if output is None:
        return data
    path = Path(output)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(
            f"cannot write {path}: {error.strerror or error}; close it elsewhere or choose another place"
        ) from error
    return data
