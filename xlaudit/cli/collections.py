"""``xlaudit collect``: many workbooks at a time."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from xlaudit import api
from xlaudit.cli.options import lang_option, output_option, style_option
from xlaudit.model.base import Lang
from xlaudit.model.collection import Collection


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_option
@click.option(
    "--csv",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write the tables into this folder, as csv files.",
)
@click.option(
    "--parquet",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write the long table of answers (needs xlaudit[parquet]).",
)
@click.option("--anonymise", is_flag=True, help="Codes instead of names, no free text, no group under 5 organisations.")
@lang_option
@style_option
def collect(
    paths: tuple[Path, ...],
    output: Path,
    csv: Path | None,
    parquet: Path | None,
    anonymise: bool,
    lang: Lang | None,
    style: str,
) -> None:
    """Put the filled workbooks of PATHS together: files, or folders with all that is in them.

    Each workbook is counted once. Files that cannot be read are named with the reason. Exits with 5 when none can be
    read.
    """
    with _bar() as progress:
        collection = api.collect(
            paths,
            output,
            csv=csv,
            parquet=parquet,
            anonymise=anonymise,
            lang=lang or "fr",
            style=style,
            progress=progress,
        )
    for refusal in collection.refused:
        click.echo(f"refused {refusal.name}: {refusal.reason or refusal.kind}", err=True)
    for item in collection.set_aside:
        if item.other_people:
            click.echo(f"superseded {item.name}: other people answered {item.kept}; merge both if both count", err=True)
    click.echo(_totals(collection), err=True)
    for path in (output, csv, parquet):
        if path is not None:
            click.echo(f"wrote {path}", err=True)


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with click.progressbar(length=1, label="Reading", show_pos=True, file=sys.stderr) as bar:

        def advance(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield advance


def _totals(collection: Collection) -> str:
    outcomes = [item.why for item in collection.set_aside]
    return (
        f"{len(collection.files)} counted, {outcomes.count('duplicate')} duplicates, "
        f"{outcomes.count('superseded')} superseded, {len(collection.refused)} refused"
    )
