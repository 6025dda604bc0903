"""``questions`` and ``merge``, and the options that they share with others."""

from pathlib import Path

import click

from xlaudit import api
from xlaudit.catalog.load import load_phrases
from xlaudit.cli.options import file_argument, json_option, lang_option, output_option
from xlaudit.cli.output import print_json
from xlaudit.cli.screen import Screen
from xlaudit.model.assessment import Assessment, Identity
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.criteria import STATUSES, SourceCriteria
from xlaudit.model.errors import ResourceNotFoundError
from xlaudit.rules.selection import Selection, by_actor
from xlaudit.verbs.files import made_folder


@click.command()
@file_argument
@json_option
@click.option("--actor", help="Only what this actor carries, such as host.")
@click.option("--text", "as_text", is_flag=True, help="Messages ready to be sent: one per provider, one to the team.")
@lang_option
def questions(file: Path, as_json: bool, actor: str | None, as_text: bool, lang: Lang | None) -> None:
    """List what nobody could answer in a filled FILE, in the order to ask it."""
    assessment = api.read(file, lang=lang)
    if as_text and not as_json:
        click.echo(api.question_letters(assessment, actor=actor, lang=lang))
        return
    found = api.questions(assessment, actor=actor, lang=lang)
    if as_json:
        print_json(found)
        return
    if not found.questions:
        click.echo(load_phrases().say("questions.none", lang or assessment.origin.lang))
    for question in found.questions:
        click.echo(f"{question.rank:4}  {question.practice:10} {question.question}")
    for provider in found.providers:
        click.echo(f"\n{provider.label} ({provider.actor}): {' '.join(provider.practices)}")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@output_option
@json_option
@lang_option
def merge(files: tuple[Path, ...], output: Path, as_json: bool, lang: Lang | None) -> None:
    """Put several filled FILES of one meta-referential together, as one workbook.

    Answers that differ leave the practice open; they are listed, with who said what.
    """
    merged = api.merge((api.read(file, lang=lang) for file in files), lang=lang)
    api.annotate(merged, output, lang=lang)
    if as_json:
        print_json(api.check(merged))
    else:
        Screen(lang or merged.origin.lang).issues(merged.issues)
    click.echo(f"wrote {output}", err=True)


def one_per_actor(
    bundle: Bundle, output: Path, identity: Identity, selection: Selection, lang: Lang
) -> list[tuple[Path, Identity, Selection]]:
    """Return the workbooks to write, one per actor: where, who answers, and what it asks.

    ``interviews.xlsx`` is the stem of ``interviews-host.xlsx``; anything else is a folder. The actor stands for the
    respondents where none are given.
    """
    is_stem = output.suffix.lower() == ".xlsx"
    folder = output.parent if is_stem else made_folder(output)
    stem = output.stem if is_stem else bundle.meta.id
    labels = {actor.id: actor.label.pick(lang) for actor in bundle.meta.actors}
    return [
        (
            folder / f"{stem}-{actor}.xlsx",
            identity.model_copy(update={"respondents": identity.respondents or labels[actor]}),
            theirs,
        )
        for actor, theirs in by_actor(bundle.meta, selection).items()
    ]


def parse_targets(values: tuple[str, ...]) -> dict[str, float]:
    """Return the score aimed at by domain, from options such as ``HOST=70``."""
    targets = {}
    for value in values:
        domain, _, score = value.partition("=")
        try:
            targets[domain.strip()] = float(score)
        except ValueError as error:
            raise click.BadParameter(
                f"found {value!r}; write a domain and a score, such as HOST=70", param_hint="--target"
            ) from error
    return targets


def print_criteria(assessment: Assessment, source: str, as_json: bool, lang: Lang | None) -> None:
    """Print what the practices say of each criterion of a source."""
    every = {found.id: found for found in api.criteria(assessment, lang=lang)}
    if source not in every:
        raise ResourceNotFoundError(f"source in {assessment.origin.meta}", source, every)
    if as_json:
        print_json(every[source])
        return
    _print_source(every[source], lang or assessment.origin.lang)


def _print_source(found: SourceCriteria, lang: Lang) -> None:
    phrases = load_phrases()
    click.echo(f"{found.id}  {phrases.say('criterion.caution', lang)}")
    for status in STATUSES:
        members = [criterion for criterion in found.criteria if criterion.status == status]
        if members:
            click.echo(f"\n{phrases.say(f'criterion.{status}', lang)} ({len(members)})")
        for criterion in members:
            practices = f"  [{' '.join(criterion.practices)}]" if criterion.practices else ""
            click.echo(f"  {criterion.criterion:8} {criterion.title}{practices}")
