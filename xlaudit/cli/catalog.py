"""``xlaudit list`` and ``xlaudit show``: what there is to work with."""

import click

from xlaudit import api
from xlaudit.catalog.load import load_source, load_style, load_template
from xlaudit.catalog.paths import shelf_files
from xlaudit.cli.options import json_option, lang_option
from xlaudit.cli.output import print_json
from xlaudit.model.base import Lang
from xlaudit.model.errors import ReferentialError


@click.command("list")
@lang_option
def list_command(lang: Lang | None) -> None:
    """List meta-referentials, sources, templates and styles."""
    said: Lang = lang or "fr"
    click.echo("Meta-referentials")
    for name in api.metas():
        try:
            meta = api.load(name).meta
        except ReferentialError as error:
            click.echo(f"  {name:34} refused: {len(error.faults)} faults, see xlaudit referential lint")
            continue
        click.echo(f"  {meta.id:34} {meta.version:8} {len(meta.practices):3} practices  {meta.title.pick(said)}")
    click.echo("Sources")
    for name in shelf_files("referentials/sources"):
        source = load_source(name)
        click.echo(f"  {source.id:34} {source.version:8} {len(source.criteria):3} criteria   {source.title.pick(said)}")
    click.echo("Workbook templates")
    for name in shelf_files("templates/workbooks"):
        click.echo(f"  {name:34} {load_template(name).title.pick(said)}")
    click.echo("Styles")
    for name in shelf_files("templates/styles"):
        click.echo(f"  {name:34} {load_style(name).title.pick(said)}")


@click.command()
@click.argument("meta")
@json_option
@click.option("--coverage", is_flag=True, help="Only how each source is covered.")
@lang_option
def show(meta: str, as_json: bool, coverage: bool, lang: Lang | None) -> None:
    """Show META: domains, practices, links and coverage of its sources."""
    view = api.show(meta, lang=lang or "fr")
    if as_json:
        print_json(view)
        return
    if not coverage:
        click.echo(f"{view.title} ({view.id} {view.version})")
        for domain in view.domains:
            members = [practice for practice in view.practices if practice.domain == domain.id]
            click.echo(f"\n{domain.id}  {domain.label} ({len(members)})")
            for practice in members:
                links = ", ".join(f"{link.criterion} ({link.relation})" for link in practice.links)
                click.echo(f"  {practice.id:10} {practice.title}\n             {practice.importance} · {links}")
        click.echo()
    for source, found in view.coverage.items():
        click.echo(f"{source:34} {found.linked} of {found.criteria} criteria linked, {found.left_out} left out")
