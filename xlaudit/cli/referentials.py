"""``xlaudit referential``: check and measure the referentials."""

import sys
from pathlib import Path

import click

from xlaudit.catalog.lint import lint as lint_files
from xlaudit.model.errors import ReferentialError


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
    click.echo(
        f"{count} {noun} checked, {len(faults)} at fault" if faults else f"{count} {noun} checked, all fine", err=True
    )
    if faults:
        sys.exit(ReferentialError.exit_code)
