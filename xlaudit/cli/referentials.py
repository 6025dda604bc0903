"""``xlaudit referential``: check and measure the referentials."""

import sys
from pathlib import Path

import click

from xlaudit import api
from xlaudit.catalog.lint import lint as lint_files
from xlaudit.cli.options import lang_option
from xlaudit.model.base import Lang
from xlaudit.model.errors import ReferentialError
from xlaudit.rules.coverage import coverage as measure
from xlaudit.rules.coverage import domain_counts


@click.group()
def referential() -> None:
    """Check and measure referentials."""


@referential.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def lint(files: tuple[Path, ...]) -> None:
    """Check FILES, or every file of the catalogue; list every fault as file:line: path: what to do.

    Exits with 4 when anything is at fault.
    """
    count, faults = lint_files(files)
    for fault in faults:
        click.echo(str(fault))
    noun = "file" if count == 1 else "files"
    at_fault = len({fault.file for fault in faults})
    click.echo(f"{count} {noun} checked, {f'{at_fault} at fault' if faults else 'all fine'}", err=True)
    if faults:
        sys.exit(ReferentialError.exit_code)


@referential.command()
@click.argument("meta")
@lang_option
def coverage(meta: str, lang: Lang | None) -> None:
    """Show how META covers its sources: practices by domain, criteria linked and left out, with the reason."""
    bundle = api.load(meta)
    said: Lang = lang or "fr"
    names = [bundle.sources[source].short for source in bundle.meta.sources]
    rows = [["Domaine" if said == "fr" else "Domain", *names], ["---"] * (len(names) + 1)]
    for domain, counts in domain_counts(bundle.meta):
        rows.append([domain.label.pick(said), *(str(counts[source]) for source in bundle.meta.sources)])
    for row in rows:
        click.echo(f"| {' | '.join(row)} |")
    for source in bundle.meta.sources:
        found = measure(bundle.meta, bundle.sources[source])
        total, linked, left_out = len(found.criteria), len(found.linked), len(found.left_out)
        click.echo(
            f"\n{source}: {linked} of {total} criteria linked, {left_out} left out, {len(found.forgotten)} forgotten"
        )
        for rule in bundle.meta.left_out:
            if rule.source == source:
                what = ", ".join(rule.criteria) or " ".join(filter(None, (rule.theme, rule.level)))
                click.echo(f"  {what}: {rule.reason.pick(said)}")
