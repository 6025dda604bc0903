"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from xlaudit.model.base import LANGS

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

json_option: Decorator = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON on stdout, and nothing else there."
)
lang_option: Decorator = click.option(
    "--lang", type=click.Choice(LANGS), help="Language of labels and messages (by default the workbook's own, or fr)."
)
output_option: Decorator = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write."
)
style_option: Decorator = click.option(
    "--style", default="sober", show_default=True, help="A style of templates/styles, by name."
)
file_argument: Decorator = click.argument("file", type=click.Path(path_type=Path))
