"""``generate``, ``check``, ``score`` and ``summary``: one workbook at a time."""

import sys
from pathlib import Path

import click

from xlaudit import api
from xlaudit.cli.mission import one_per_actor, parse_targets, print_criteria
from xlaudit.cli.options import file_argument, json_option, lang_option, output_option, style_option
from xlaudit.cli.output import print_json
from xlaudit.cli.screen import Screen
from xlaudit.model.assessment import PROFILES, Identity, Profile
from xlaudit.model.base import Lang
from xlaudit.model.referential import IMPORTANCES
from xlaudit.rules.selection import Selection
from xlaudit.workbook.spec import Sender

READ_WITH_ERRORS = 7


@click.command()
@click.argument("meta")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file to write.")
@click.option("--organisation", help="Who is audited.")
@click.option(
    "--structure-type", help="Id of the type of structure, such as public-body (see referentials/vocabularies.yaml)."
)
@click.option("--size", help="Id of the size, such as 50-to-249.")
@click.option("--territory", help="Where the organisation works.")
@click.option("--site", help="Which site.")
@click.option("--team", help="Which team.")
@click.option("--date", help="The day of the answers, such as 2026-03-02.")
@click.option("--sender", help="Who asks for the answers.")
@click.option("--reply-to", help="Where to send the workbook back.")
@click.option("--due", help="By when, in your own words.")
@click.option("--profile", type=click.Choice(PROFILES), default="client", show_default=True, help="Whom it is for.")
@lang_option
@style_option
@click.option("--domain", "domains", multiple=True, help="Only this domain, such as HOST (repeatable).")
@click.option("--topic", "topics", multiple=True, help="Only this topic, such as hosting (repeatable).")
@click.option("--stage", "stages", multiple=True, help="Only this stage, such as design (repeatable).")
@click.option("--source", "sources", multiple=True, help="Only what links to this source (repeatable).")
@click.option("--actor", "actors", multiple=True, help="Only what this actor carries (repeatable).")
@click.option(
    "--importance",
    "importances",
    multiple=True,
    type=click.Choice(IMPORTANCES),
    help="Only this importance (repeatable).",
)
@click.option("--practice", "practices", multiple=True, help="Only this practice, such as STRAT-03 (repeatable).")
@click.option("--unprotected", is_flag=True, help="Lock nothing: the table can be sorted.")
@click.option(
    "--split-by",
    type=click.Choice(["actor"]),
    help="One workbook per actor, with what they carry; OUTPUT is then a folder, or the stem of their names.",
)
def generate(
    meta: str,
    output: Path,
    profile: Profile,
    lang: Lang | None,
    style: str,
    unprotected: bool,
    split_by: str | None,
    sender: str | None,
    reply_to: str | None,
    due: str | None,
    domains: tuple[str, ...],
    topics: tuple[str, ...],
    stages: tuple[str, ...],
    sources: tuple[str, ...],
    actors: tuple[str, ...],
    importances: tuple[str, ...],
    practices: tuple[str, ...],
    **identity: str | None,
) -> None:
    """Write the workbook of META, to be filled.

    META is an id (see xlaudit list) or the path of a YAML file. Options that select practices add up: several values of
    one option are alternatives, different options must all hold.
    """
    bundle, who, said = api.load(meta), Identity(**identity), lang or "fr"
    wanted = Selection(domains, topics, stages, sources, actors, importances, practices)
    files = [(output, who, wanted)] if split_by is None else one_per_actor(bundle, output, who, wanted, said)
    for path, respondents, selection in files:
        api.generate(
            bundle,
            path,
            identity=respondents,
            selection=selection,
            sender=Sender(sender, reply_to, due),
            lang=said,
            profile=profile,
            style=style,
            protected=not unprotected,
        )
        click.echo(f"wrote {path}", err=True)


@click.command()
@file_argument
@json_option
@lang_option
@click.option(
    "--annotate",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write a fresh workbook with the answers in place and each problem noted, to be sent back.",
)
def check(file: Path, as_json: bool, lang: Lang | None, annotate: Path | None) -> None:
    """Say what is wrong in a filled FILE, cell by cell, and what became of every cell.

    Exits with 7 when an answer could not be taken.
    """
    assessment = api.read(file, lang=lang)
    report = api.check(assessment)
    if annotate is not None:
        api.annotate(assessment, annotate, lang=lang)
        click.echo(f"wrote {annotate}", err=True)
    if as_json:
        print_json(report)
    else:
        screen = Screen(lang or assessment.origin.lang)
        screen.issues(report.issues)
        screen.ledger(report.ledger)
    if any(issue.severity == "error" for issue in report.issues):
        sys.exit(READ_WITH_ERRORS)


@click.command()
@file_argument
@json_option
@lang_option
@click.option("--target", "goals", multiple=True, help="The score aimed at in a domain, such as HOST=70 (repeatable).")
@click.option("--criteria", metavar="SOURCE", help="Show instead what the practices say of each criterion of a source.")
def score(file: Path, as_json: bool, lang: Lang | None, goals: tuple[str, ...], criteria: str | None) -> None:
    """Compute scores, maturity and priorities from a filled FILE, with an appreciation and the outline of a plan."""
    targets = parse_targets(goals)
    assessment = api.read(file, lang=lang)
    if criteria is not None:
        print_criteria(assessment, criteria, as_json, lang)
        return
    results = api.assess(assessment, lang=lang, targets=targets)
    if as_json:
        print_json(results)
        return
    screen = Screen(lang or assessment.origin.lang)
    screen.results(results)
    click.echo(f"\n{api.appreciate(assessment, lang=lang).text}")
    screen.plan(api.plan(assessment, targets=targets), results)


@click.command()
@file_argument
@output_option
@lang_option
@style_option
def summary(file: Path, output: Path, lang: Lang | None, style: str) -> None:
    """Write the summary workbook of a filled FILE."""
    assessment = api.read(file, lang=lang)
    api.summarise(assessment, output, lang=lang, style=style)
    errors = sum(issue.severity == "error" for issue in assessment.issues)
    note = f", {errors} answers could not be taken (see xlaudit check)" if errors else ""
    click.echo(f"wrote {output}{note}", err=True)
