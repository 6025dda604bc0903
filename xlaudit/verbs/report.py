"""The report in Word of one or several teams, and the page that gives a team back what it said."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from xlaudit.catalog.load import load_answered, load_phrases, load_style
from xlaudit.catalog.paths import data_file
from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import ResourceNotFoundError, XlauditError
from xlaudit.model.meta import MetaReferential
from xlaudit.report.spec import ReportSpec, Team
from xlaudit.rules.appreciation import appreciate
from xlaudit.rules.assess import compute_results
from xlaudit.rules.plan import make_plan
from xlaudit.rules.targets import NO_TARGETS, check_targets
from xlaudit.verbs.defaults import DEFAULT_STYLE
from xlaudit.verbs.files import written


def report(
    assessments: Assessment | Iterable[Assessment],
    output: Path | str | None = None,
    *,
    restitution: bool = False,
    template: Path | str | None = None,
    bundle: Bundle | None = None,
    lang: Lang | None = None,
    style: str | None = None,
    targets: Mapping[str, float] = NO_TARGETS,
) -> bytes:
    """Write the report of one team, or of several in one document, as a Word file.

    Args:
        assessments: what ``read`` returned, for one team or for several.
        output: where to write it; nowhere when none.
        restitution: whether to write instead one page per team that gives it back what it contributed.
        template: a Word document of one's own with tags (docs/report.md); by default the one of that language.
        bundle: the meta-referential; by default the installed one that each workbook names.
        lang: the language; by default that of the first workbook.
        style: a style of ``templates/styles``; by default the template keeps its look, and the charts are ``sober``.
        targets: the score aimed at by domain id (0–100).

    Raises:
        ResourceNotFoundError: there is no such template or style, or a target for a domain that no team has.
        OutputError: the file cannot be written.
        XlauditError: the extra ``xlaudit[report]`` is missing, no assessment was given, or a tag is wrong.
    """
    found = (assessments,) if isinstance(assessments, Assessment) else tuple(assessments)
    if not found:
        raise XlauditError("nothing to report on; give at least one filled workbook")
    write = _writer()
    spoken: Lang = lang or found[0].origin.lang
    path = _template(template, restitution, spoken)
    bundles = [bundle or load_answered(assessment) for assessment in found]
    aims = _targets([item.meta for item in bundles], targets)
    phrases = load_phrases()
    spec = ReportSpec(
        title=phrases.say("report.restitution_title" if restitution else "report.title", spoken),
        teams=tuple(_team(*pair, spoken, aims) for pair in zip(bundles, found, strict=True)),
        phrases=phrases,
        lang=spoken,
        style=load_style(style or DEFAULT_STYLE),
    )
    return written(write(spec, path, restyle=style is not None), output)


def _writer() -> Callable[..., bytes]:
    """Import what writes Word documents, which an extra installs."""
    try:
        from xlaudit.report.word import write_document
    except ImportError as error:
        raise XlauditError('Word documents need docxtpl and python-docx; run: pip install "xlaudit[report]"') from error
    return write_document


def _template(own: Path | str | None, restitution: bool, lang: Lang) -> Path:
    if own is None:
        name = "restitution" if restitution else "standard"
        return data_file(f"templates/report/{name}.docx" if lang == "fr" else f"templates/report/{name}.{lang}.docx")
    path = Path(own)
    if not path.is_file():
        near = (item.name for item in path.parent.glob("*.docx")) if path.parent.is_dir() else ()
        raise ResourceNotFoundError("file", path.name, near)
    return path


def _targets(metas: list[MetaReferential], targets: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Return the targets of each meta-referential, refusing those of a domain that none has."""
    known = {meta.id: {domain.id for domain in meta.domains} for meta in metas}
    strange = {domain: aim for domain, aim in targets.items() if not any(domain in ids for ids in known.values())}
    check_targets(metas[0], strange)
    return {meta: {domain: aim for domain, aim in targets.items() if domain in ids} for meta, ids in known.items()}


def _team(bundle: Bundle, assessment: Assessment, lang: Lang, targets: Mapping[str, Mapping[str, float]]) -> Team:
    phrases = load_phrases()
    results = compute_results(bundle, assessment, phrases, lang, targets[bundle.meta.id])
    plan = make_plan(bundle, assessment, results)
    return Team(bundle, assessment, results, appreciate(bundle, results, plan, phrases, lang), plan)
