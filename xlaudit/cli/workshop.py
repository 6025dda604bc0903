"""``ballot`` and ``tally``: before and after a workshop."""

from pathlib import Path

import click

from xlaudit import api
from xlaudit.cli.options import json_option, lang_option, output_option, style_option
from xlaudit.cli.output import print_json
from xlaudit.cli.screen import Screen
from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.workbook.read.found import SPREADSHEETS

LISTED = 5


@click.command()
@click.argument("about", metavar="META|FILE")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The file to write; with --participants or --codes, the folder.",
)
@click.option(
    "--practices",
    multiple=True,
    metavar="ID,…",
    help="What is voted on (repeatable). By default what is not in place in FILE, or all of META.",
)
@click.option("--participants", type=int, help="One ballot for each of so many people, by code: A01, A02 …")
@click.option("--codes", metavar="CODE,…", help="One ballot per code, such as A01,A02.")
@click.option(
    "--actor-category",
    "categories",
    multiple=True,
    help="The category of the people, such as management; with --facilitator, one to count apart (repeatable).",
)
@click.option("--facilitator", is_flag=True, help="One workbook in which dots are counted, with cards to print.")
@lang_option
@style_option
def ballot(
    about: str,
    output: Path,
    practices: tuple[str, ...],
    participants: int | None,
    codes: str | None,
    categories: tuple[str, ...],
    facilitator: bool,
    lang: Lang | None,
    style: str,
) -> None:
    """Write ballots for a workshop on the practices of META, or on those not in place in a filled FILE.

    People are known by a code, never by a name.
    """
    several = participants is not None or codes is not None
    if (participants is not None) + (codes is not None) + facilitator > 1:
        raise click.UsageError("use one of --participants, --codes and --facilitator")
    if len(categories) > 1 and not facilitator:
        raise click.UsageError("a ballot is of one --actor-category; several are for --facilitator")
    subject = _subject(about, lang)
    wanted = _listed(practices)
    if facilitator:
        api.facilitator(subject, output, practices=wanted, actor_categories=categories, lang=lang, style=style)
        click.echo(f"wrote {output}", err=True)
        return
    category = next(iter(categories), None)
    if not several:
        api.ballot(subject, output, practices=wanted, actor_category=category, lang=lang, style=style)
        click.echo(f"wrote {output}", err=True)
        return
    named = _listed([codes]) if codes is not None else participants or 0
    paths = api.ballots(subject, output, named, practices=wanted, actor_category=category, lang=lang, style=style)
    for path in paths:
        click.echo(f"wrote {path}", err=True)


def _subject(about: str, lang: Lang | None) -> str | Assessment:
    """Read a spreadsheet; anything else names a meta-referential."""
    return api.read(about, lang=lang) if about.lower().endswith(SPREADSHEETS) else about


def _listed(values: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


@click.command()
@click.argument("ballots", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--into", type=click.Path(path_type=Path), required=True, help="The filled workbook that the votes are for."
)
@output_option
@click.option(
    "--invited", type=click.IntRange(min=1), help="How many people could vote (by default, as many as took part)."
)
@json_option
@lang_option
@style_option
def tally(
    ballots: tuple[Path, ...],
    into: Path,
    output: Path,
    invited: int | None,
    as_json: bool,
    lang: Lang | None,
    style: str,
) -> None:
    """Count the votes of BALLOTS (files, or folders of them) and write the workbook again with its votes.

    The answers stay in place; the votes stand on a sheet of their own, and the priorities follow them.
    """
    workshop = api.tally(ballots, into, output, invited=invited, lang=lang, style=style)
    if as_json:
        print_json(workshop)
    else:
        screen = Screen(lang or api.read(into).origin.lang)
        screen.workshop(workshop)
        screen.issues(workshop.issues)
        screen.ledger(workshop.ledger)
    click.echo(f"wrote {output}", err=True)
