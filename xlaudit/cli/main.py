"""The entry point: commands loaded when they are called, errors turned into messages and exit codes."""

import sys
from importlib import import_module

import click

from xlaudit import __version__
from xlaudit.model.errors import XlauditError

COMMANDS: dict[str, tuple[str, str]] = {
    "list": ("catalog:list_command", "List meta-referentials, sources, scales, templates and styles."),
    "show": ("catalog:show", "Show a meta-referential: domains, practices, links and coverage."),
    "generate": ("workbooks:generate", "Write the workbook of a meta-referential, to be filled."),
    "check": ("workbooks:check", "Say what is wrong in a filled workbook, cell by cell."),
    "score": ("workbooks:score", "Compute scores, maturity and priorities from a filled workbook."),
    "summary": ("workbooks:summary", "Write the summary workbook of a filled workbook."),
    "ballot": ("workshop:ballot", "Write ballots, or a facilitator's workbook with cards, for a workshop."),
    "tally": ("workshop:tally", "Count the votes of a workshop into a filled workbook."),
    "questions": ("mission:questions", "List what nobody could answer, in the order to ask it."),
    "merge": ("mission:merge", "Put several filled workbooks of one team together."),
    "report": ("report:report", "Write the report of one or several teams as a Word document."),
    "collect": ("collections:collect", "Put many filled workbooks together: consolidation, benchmark, tables."),
    "referential": ("referentials:referential", "Check and measure referentials: lint, coverage."),
    "demo": ("demo:demo", "Run the whole path on a published declaration."),
}


class LazyGroup(click.Group):
    """A group that imports a command when it runs, so that ``--help`` stays light."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(f"xlaudit.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their summaries, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="xlaudit")
def cli() -> None:
    r"""Generate styled audit workbooks, read them back filled, score and prioritise.

    The score is a score of progress in practices put in place, never of conformity to a referential.

    \b
    Exit codes: 0 fine · 1 other failure · 2 wrong usage · 3 not found · 4 referential refused
                5 workbook refused · 6 cannot write · 7 read with errors (check)
    """


def main() -> None:
    """Run the command line; every expected failure is one message on stderr and an exit code, never a traceback."""
    try:
        cli.main(standalone_mode=True)
    except XlauditError as error:
        click.echo(f"xlaudit: {error}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        click.echo(f"xlaudit: {error.filename or 'file'}: {error.strerror or error}", err=True)
        sys.exit(6)
