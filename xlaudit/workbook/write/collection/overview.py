"""One row per team: who answered and how far they are; and the heat map of the domains."""

from xlaudit.model.collection import CountedFile
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.collection.spec import (
    CENTRE,
    SCORE,
    SHARE,
    PartSpec,
    colour_scores,
    dash,
    scores_by_domain,
)
from xlaudit.workbook.write.table import Cell, Column, write_table

HEADER = 3
IDENTITY = {
    "organisation": 190,
    "team": 160,
    "site": 110,
    "structure_type": 150,
    "size": 110,
    "territory": 110,
    "actor_category": 130,
    "date": 84,
}


def write_overview(book: Book, spec: PartSpec) -> None:
    """Write one row per file that counts."""
    fields = {field: width for field, width in IDENTITY.items() if _is_given(spec, field)}
    identity = [Column(spec.say(f"identity.{field}"), width) for field, width in fields.items()]
    identity[0].look["bold"] = True
    columns = [
        *identity,
        Column(spec.say("summary.completion"), 100, SHARE),
        Column(spec.say("summary.score"), 100, {**SCORE, "bold": True}),
        Column(spec.say("summary.floor"), 76, SCORE),
        Column(spec.say("summary.ceiling"), 76, SCORE),
        Column(spec.say("summary.maturity"), 130),
        *(Column(domain.label, 110, SCORE) for domain in spec.part.domains),
        Column(spec.say("collect.issues"), 90, CENTRE),
        Column(spec.say("collect.version"), 76, CENTRE),
        Column(spec.say("collect.file"), 220),
    ]
    sheet = spec.sheet(book, "overview", columns)
    rows = [_row(spec, file, list(fields)) for file in spec.files]
    last = write_table(book, sheet, HEADER, columns, rows)
    sheet.freeze_panes(HEADER + 1, 2)
    sheet.autofilter(HEADER, 0, last, len(columns) - 1)
    sheet.repeat_rows(HEADER)


def _is_given(spec: PartSpec, field: str) -> bool:
    """Tell whether a column has anything to show; who is asked for always has one."""
    return field in ("organisation", "team", "date") or any(getattr(f.results.identity, field) for f in spec.files)


def _row(spec: PartSpec, file: CountedFile, fields: list[str]) -> list[Cell]:
    results, found = file.results, scores_by_domain(file)
    return [
        *(spec.whole.term(field, getattr(results.identity, field)) for field in fields),
        *map(dash, (results.completion, results.score, results.floor, results.ceiling)),
        results.maturity.label or spec.say("maturity.none" if results.score is None else "collect.unsaid"),
        *(dash(found[domain.id].score) if domain.id in found else "" for domain in spec.part.domains),
        float(len(results.issues)),
        results.version,
        file.name,
    ]


def write_heat_map(book: Book, spec: PartSpec) -> None:
    """Write the score of each team in each domain, as a number on a tint."""
    columns = [
        Column(spec.say("collect.whose"), 300, {"bold": True, "valign": "vcenter"}),
        Column(spec.say("summary.score"), 100, {**SCORE, "bold": True, "valign": "vcenter"}),
        *(Column(domain.label, 112, {**SCORE, "valign": "vcenter"}) for domain in spec.part.domains),
    ]
    sheet = spec.sheet(book, "heat_map", columns)
    rows: list[list[Cell]] = []
    for file in spec.files:
        found = scores_by_domain(file)
        scores = [dash(found[domain.id].score) if domain.id in found else "" for domain in spec.part.domains]
        rows.append([file.label, dash(file.results.score), *scores])
    last = write_table(book, sheet, HEADER, columns, rows)
    together = [Column(spec.say("collect.all_teams"), columns[0].width, columns[0].look), *columns[1:]]
    spreads = (spec.part.score, *spec.part.domains)
    means: list[Cell] = [spec.say("collect.mean_of_all"), *(dash(item.mean) for item in spreads)]
    medians: list[Cell] = [spec.say("collect.median_of_all"), *(dash(item.median) for item in spreads)]
    bottom = write_table(book, sheet, last + 2, together, [medians, means])
    colour_scores(book, sheet, (HEADER + 1, 1), (last, len(columns) - 1))
    colour_scores(book, sheet, (last + 3, 1), (bottom, len(columns) - 1))
    sheet.freeze_panes(HEADER + 1, 1)
    sheet.autofilter(HEADER, 0, last, len(columns) - 1)
    sheet.repeat_rows(HEADER)
