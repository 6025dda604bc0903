"""``xlaudit demo``: the whole path on a published declaration."""

import json
from pathlib import Path

import click

from xlaudit import api
from xlaudit.catalog.load import load_template
from xlaudit.catalog.paths import data_file
from xlaudit.cli.screen import Screen
from xlaudit.model.assessment import Identity
from xlaudit.rules.declaration import levels_from_statuses
from xlaudit.workbook.fill import fill_workbook

META = "services-metiers"
DECLARATION = "examples/rgesn-declaration-laudevsat.json"


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="demo",
    show_default=True,
    help="The folder to write into.",
)
def demo(output: Path) -> None:
    """Generate a workbook, fill it from a published declaration, read it back, score and summarise.

    The declaration is the RGESN 2024 self-declaration of a French local service: 78 statuses, carried to the practices
    through their decisive links. Practices that decide no RGESN criterion stay open.
    """
    declaration = json.loads(data_file(DECLARATION).read_text(encoding="utf-8"))
    bundle = api.load(META)
    source = bundle.sources[declaration["source"]]
    levels = levels_from_statuses(bundle.meta, source, declaration["statuses"], bundle.scale)
    output.mkdir(parents=True, exist_ok=True)
    identity = Identity(organisation="Laudevsat", team="Équipe du service", date="2026-07-01")
    empty = api.generate(bundle, output / "questionnaire.xlsx", identity=identity)
    sheet = load_template(api.DEFAULT_TEMPLATE).sheets["questionnaire"].fr
    answers = {
        practice: {
            "level": bundle.scale.by_id[level].display("fr"),
            "comment" if bundle.scale.values.get(level) == 0 else "evidence": "Déclaration publiée, juillet 2026",
        }
        for practice, level in levels.items()
    }
    filled = output / "questionnaire-rempli.xlsx"
    filled.write_bytes(fill_workbook(empty, sheet, answers))
    assessment = api.read(filled, lang="en")
    results = api.assess(assessment, bundle=bundle, lang="en")
    Screen("en").results(results)
    api.summarise(assessment, output / "synthese.xlsx", bundle=bundle)
    estimate = next(item.estimate for item in results.sources if item.id == source.id)
    published = declaration["published_score"]
    if estimate is not None:
        holds = "holds" if estimate.low <= published <= estimate.high else "DOES NOT HOLD"
        click.echo(f"\nThe RGESN estimate {estimate.low:.1f} – {estimate.high:.1f} {holds} the published {published}.")
    for name in ("questionnaire.xlsx", "questionnaire-rempli.xlsx", "synthese.xlsx"):
        click.echo(f"wrote {output / name}", err=True)
