"""``report``: the Word document of one or several teams, and the page that gives a team back what it said."""

from pathlib import Path

import click

from xlaudit import api
from xlaudit.cli.mission import parse_targets
from xlaudit.cli.options import lang_option, output_option
from xlaudit.model.base import Lang


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_option
@click.option("--restitution", is_flag=True, help="Instead, one page per team: what it said and what becomes of it.")
@click.option(
    "--template", type=click.Path(path_type=Path), help="A Word document of yours with tags (docs/report.md)."
)
@click.option("--target", "goals", multiple=True, help="The score aimed at in a domain, such as HOST=70 (repeatable).")
@lang_option
@click.option("--style", help="A style of templates/styles, by name; without it the template keeps its look.")
def report(
    files: tuple[Path, ...],
    output: Path,
    restitution: bool,
    template: Path | None,
    goals: tuple[str, ...],
    lang: Lang | None,
    style: str | None,
) -> None:
    """Write the report of one or several filled FILES as a Word document, one part per team."""
    assessments = [api.read(file, lang=lang) for file in files]
    targets = parse_targets(goals)
    api.report(assessments, output, restitution=restitution, template=template, lang=lang, style=style, targets=targets)
    errors = sum(issue.severity == "error" for assessment in assessments for issue in assessment.issues)
    note = f", {errors} answers could not be taken (see xlaudit check)" if errors else ""
    click.echo(f"wrote {output}{note}", err=True)
