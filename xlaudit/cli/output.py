"""What commands print: JSON alone on stdout, the rest for people; progress and messages on stderr."""

import click

from xlaudit.model.base import Record
from xlaudit.model.issue import Issue, LedgerCount
from xlaudit.rules.numbers import as_whole


def print_json(record: Record) -> None:
    """Print a record as JSON on stdout, and nothing else there."""
    click.echo(record.model_dump_json(indent=2))


def issue_line(issue: Issue) -> str:
    """Return an issue on one line: code, where, finding, what to do."""
    place = "!".join(part for part in (issue.sheet, issue.cell) if part)
    return f"{issue.code} {place + ': ' if place else ''}{issue.message} {issue.hint}"


def ledger_line(ledger: LedgerCount) -> str:
    """Return the ledger on one line."""
    return (
        f"{ledger.cells} filled cells: {ledger.accepted} accepted, {ledger.normalised} normalised, "
        f"{ledger.rejected} rejected, {ledger.ignored} ignored"
    )


def rounded(value: float | None) -> str:
    """Return a score as people read it, or a dash."""
    return "–" if value is None else as_whole(value)
