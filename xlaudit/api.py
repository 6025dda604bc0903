"""The verbs of xlaudit as functions; each command of the command line is a few lines over one of them."""

from collections.abc import Mapping
from datetime import date as Date
from pathlib import Path

from xlaudit.catalog.load import (
    load_answered,
    load_meta,
    load_phrases,
    load_style,
    load_template,
)
from xlaudit.catalog.paths import shelf_files
from xlaudit.model.assessment import Assessment, Identity, Profile
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import ResourceNotFoundError, XlauditError
from xlaudit.model.issue import LedgerCount
from xlaudit.model.results import CheckReport, Results
from xlaudit.model.views import CoverageView, DomainView, MetaView, PracticeView
from xlaudit.rules.assess import compute_results
from xlaudit.rules.coverage import coverage
from xlaudit.rules.selection import EVERYTHING, Selection, select
from xlaudit.rules.targets import NO_TARGETS
from xlaudit.verbs.collection import collect as collect
from xlaudit.verbs.defaults import DEFAULT_STYLE as DEFAULT_STYLE
from xlaudit.verbs.defaults import DEFAULT_TEMPLATE as DEFAULT_TEMPLATE
from xlaudit.verbs.files import read as read
from xlaudit.verbs.files import read_many as read_many
from xlaudit.verbs.files import written
from xlaudit.verbs.mission import appreciate as appreciate
from xlaudit.verbs.mission import criteria as criteria
from xlaudit.verbs.mission import merge as merge
from xlaudit.verbs.mission import plan as plan
from xlaudit.verbs.mission import question_letters as question_letters
from xlaudit.verbs.mission import questions as questions
from xlaudit.verbs.refill import refilled
from xlaudit.verbs.report import report as report
from xlaudit.verbs.tally import tally as tally
from xlaudit.verbs.workshop import ballot as ballot
from xlaudit.verbs.workshop import ballots as ballots
from xlaudit.verbs.workshop import facilitator as facilitator
from xlaudit.workbook.spec import Sender, WorkbookSpec
from xlaudit.workbook.write.generate import generate_workbook
from xlaudit.workbook.write.summary.build import summary_workbook


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
    return written(generate_workbook(spec), output)


def assess(
    assessment: Assessment,
    *,
    bundle: Bundle | None = None,
    lang: Lang | None = None,
    targets: Mapping[str, float] = NO_TARGETS,
) -> Results:
    """Compute scores, maturity, priorities and sources from an assessment.

    Args:
        assessment: what ``read`` returned.
        bundle: the meta-referential; by default the installed one that the workbook names.
        lang: the language of labels and reasons; by default the workbook's own.
        targets: the score aimed at by domain id (0–100).

    Raises:
        ResourceNotFoundError: a target for a domain that does not exist.
        XlauditError: a target that is no score.
    """
    bundle = bundle or load_answered(assessment)
    return compute_results(bundle, assessment, load_phrases(), lang or assessment.origin.lang, targets)


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
    bundle = bundle or load_answered(assessment)
    spec = refilled(assessment, bundle, lang or assessment.origin.lang, style, template)
    return written(generate_workbook(spec), output)


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
    bundle = bundle or load_answered(assessment)
    spoken = lang or assessment.origin.lang
    results = assess(assessment, bundle=bundle, lang=spoken)
    data = summary_workbook(bundle, assessment, results, load_phrases(), load_style(style), spoken)
    return written(data, output)


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
