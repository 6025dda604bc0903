"""The benchmark: averages by structure type, size and territory, of groups that are large enough."""

from xlaudit.model.spread import GROUP_FIELDS, Average, Group, GroupField
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.collection.spec import CENTRE, SCORE, PartSpec, colour_scores, write_section
from xlaudit.workbook.write.table import Cell, Column

TOP = 3


def write_groups(book: Book, spec: PartSpec) -> None:
    """Write one table per field: how many, then mean and median of the whole score and of each domain."""
    heads = [spec.say("summary.score"), *(domain.label for domain in spec.part.domains)]
    figures = [
        Column(spec.say(f"collect.{key}_of", what=head), 92, {**SCORE, "bold": key == "mean"})
        for head in heads
        for key in ("mean", "median")
    ]
    width = 3 + len(figures)
    sheet = spec.sheet(
        book, "groups", [Column("", 330), Column("", 110), Column("", 90), *(Column("", 92) for _ in figures)]
    )
    row = TOP
    for field in GROUP_FIELDS:
        columns = [
            Column(spec.say(f"identity.{field}"), 330, {"bold": True}),
            Column(spec.say("collect.organisations"), 110, CENTRE),
            Column(spec.say("collect.teams"), 90, CENTRE),
            *figures,
        ]
        rows = [_row(spec, group) for group in _ordered(spec, field)]
        title = spec.say(f"collect.groups_{field}")
        if rows:
            colour_scores(book, sheet, (row + 2, 3), (row + 1 + len(rows), width - 1))
        row = write_section(book, sheet, row, title, columns, rows, spec.say("collect.no_group"))
    sheet.freeze_panes(TOP, 1)


def _ordered(spec: PartSpec, field: GroupField) -> list[Group]:
    """Return the groups of a field as its list has them, so that sizes rise; those put together come last."""
    places = {term.id: place for place, term in enumerate(spec.whole.vocabularies.of(field))}
    found = [group for group in spec.part.groups if group.field == field]
    return sorted(found, key=lambda group: (group.merged, places.get(group.value or "", len(places))))


def _row(spec: PartSpec, group: Group) -> list[Cell]:
    averages = [group.score, *(group.domains.get(domain.id) for domain in spec.part.domains)]
    return [
        _name(spec, group),
        float(group.organisations),
        float(group.teams),
        *(figure for average in averages for figure in _figures(average)),
    ]


def _name(spec: PartSpec, group: Group) -> str:
    if group.merged:
        return spec.say("collect.others")
    return spec.whole.term(group.field, group.value) if group.value else spec.say("collect.not_given")


def _figures(average: Average | None) -> tuple[Cell, Cell]:
    return ("–", "–") if average is None else (average.mean, average.median)
