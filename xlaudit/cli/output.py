"""What commands print for programs, JSON alone on stdout; and numbers as people read them."""

import click

from xlaudit.model.base import Record
from xlaudit.rules.numbers import as_whole


def print_json(record: Record) -> None:
    """Print a record as JSON on stdout, and nothing else there."""
    click.echo(record.model_dump_json(indent=2))


def rounded(value: float | None) -> str:
    """Return a score as people read it, or a dash."""
    return "–" if value is None else as_whole(value)
