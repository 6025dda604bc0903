"""Practice by practice: how the answers are distributed."""

from xlaudit.model.spread import MetaPart
from xlaudit.workbook.write.book import Book
from xlaudit.workbook.write.collection.spec import CENTRE, SCORE, SHARE, SUPPORT, PartSpec, dash
from xlaudit.workbook.write.table import Cell, Column, write_table

HEADER = 3


def write_distribution(book: Book, spec: PartSpec) -> None:
    """Write how many teams gave each answer, per practice."""
    levels = [level for level in spec.part.levels if level.value is not None]
    columns = [
        Column(spec.say("summary.ref"), 84),
        Column(spec.say("summary.domain"), 150),
        Column(spec.say("summary.practice"), 300, {"bold": True}),
        Column(spec.say("collect.importance"), 100),
        *(Column(level.label, 84, CENTRE) for level in levels),
        *(Column(spec.say(f"collect.{key}"), 84, CENTRE) for key in ("unsure", "not_applicable", "unanswered")),
        Column(spec.say("collect.in_place", levels=_in_place(spec.part)), 96, {**SHARE, "bold": True}),
        Column(spec.say("collect.mean_level"), 84, SCORE),
        Column(spec.say("collect.deviation"), 84, SCORE),
        Column(spec.say("collect.mean_support"), 84, SUPPORT),
        Column(spec.say("collect.supportive"), 84, CENTRE),
        Column(spec.say("collect.opposed"), 84, CENTRE),
    ]
    sheet = spec.sheet(book, "practices", columns)
    practices = spec.part.practices
    rows: list[list[Cell]] = [
        [
            practice.id,
            spec.domain_label(practice.domain),
            practice.title,
            spec.say(f"importance.{practice.importance}"),
            *(float(practice.levels[level.id]) for level in levels),
            *(float(count) for count in (practice.unsure, practice.not_applicable, practice.unanswered)),
            *map(dash, (practice.in_place, practice.mean, practice.deviation, practice.support)),
            *(float(count) for count in (practice.supportive, practice.opposed)),
        ]
        for practice in practices
    ]
    last = write_table(
        book, sheet, HEADER, columns, rows, lambda i: i > 0 and practices[i].domain != practices[i - 1].domain
    )
    palette = book.style.palette
    tint = {"type": "2_color_scale", "min_color": palette.paper, "max_color": palette.accent_soft, "min_type": "num"}
    counts = {**tint, "min_value": 0, "max_type": "num", "max_value": max(1, len(spec.part.files))}
    sheet.conditional_format(HEADER + 1, 4, last, 3 + len(levels), counts)
    sheet.freeze_panes(HEADER + 1, 3)
    sheet.autofilter(HEADER, 0, last, len(columns) - 1)
    sheet.repeat_rows(HEADER)


def _in_place(part: MetaPart) -> str:
    """Name the levels at which a practice counts as in place."""
    return ", ".join(level.code for level in part.levels if (level.value or 0) >= part.in_place_from)
