"""A folder as a consultancy gets it back: many teams, several meta-referentials, copies, old versions, broken files."""

import os
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from xlaudit.api import load
from xlaudit.catalog.load import load_phrases, load_style, load_template
from xlaudit.model.assessment import Answer, Identity
from xlaudit.model.bundle import Bundle
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.generate import generate_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TERRITORIES = ("Bretagne", "Occitanie", "Grand Est", "Réunion")
DAMAGES = ("not_a_workbook", "not_a_workbook", "not_a_workbook", "not_a_workbook", "foreign")


@dataclass
class Corpus:
    """What is in the folder: names of files, and for copies and old versions the file that counts."""

    counted: dict[str, str] = field(default_factory=dict)
    """The meta-referential of each file."""
    duplicates: dict[str, str] = field(default_factory=dict)
    superseded: dict[str, str] = field(default_factory=dict)
    damaged: dict[str, str] = field(default_factory=dict)
    """The kind of refusal of each file."""


class Maker:
    """Fill workbooks by chance, always in the same way.

    Args:
        metas: ids of meta-referentials, each the turn of the next file.
        practices: how many practices of each are asked; all by default.
    """

    def __init__(self, metas: Sequence[str], practices: int | None = None) -> None:
        self._bundles = [load(meta) for meta in metas]
        self._practices = practices
        self._chance = random.Random(7)
        self._template, self._style, self._phrases = load_template("standard"), load_style("sober"), load_phrases()

    def identity(self, number: int, day: str = "2026-03-02") -> Identity:
        """Return who answers: two teams per organisation, spread over types, sizes and territories."""
        lists = self._bundles[0].vocabularies
        organisation = number // 2
        return Identity(
            organisation=f"Organisation {organisation:03d}",
            structure_type=lists.structure_types[organisation % 3].id,
            size=lists.sizes[organisation % 4].id,
            territory=TERRITORIES[organisation % 4],
            site=f"Site {number % 2}",
            team=f"Équipe {number:03d}",
            respondents="DSI",
            actor_category=lists.actor_categories[number // 3 % 3].id,
            date=day,
        )

    def answers(self, bundle: Bundle) -> tuple[Answer, ...]:
        """Answer by chance, with gaps, opinions, evidence and comments."""
        chance = self._chance
        levels = [*bundle.scale.by_id, None]
        return tuple(
            Answer(
                practice=practice.id,
                level=chance.choice(levels),
                support=chance.choice((None, -2, -1, 0, 1, 2)),
                evidence="Note de service 12" if chance.random() < 0.3 else None,
                comment="Vu avec Madame Martin" if chance.random() < 0.3 else None,
            )
            for practice in bundle.meta.practices[: self._practices]
        )

    def workbook(self, number: int, identity: Identity | None = None, answers: tuple[Answer, ...] = ()) -> bytes:
        """Return the filled workbook of a team."""
        bundle = self._bundles[number % len(self._bundles)]
        who = identity or self.identity(number)
        blank = WorkbookSpec(
            bundle=bundle,
            template=self._template,
            style=self._style,
            phrases=self._phrases,
            lang="fr",
            profile="client",
            practices=bundle.meta.practices[: self._practices],
            identity=who,
            answers=answers or self.answers(bundle),
        )
        return generate_workbook(blank)

    def meta(self, number: int) -> str:
        """Return the meta-referential of a team."""
        return self._bundles[number % len(self._bundles)].meta.id


def foreign_workbook(path: Path) -> None:
    """Write a spreadsheet that is none of ours."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_string(0, 0, "Budget 2026")


def damage(path: Path, number: int, sound: bytes) -> str:
    """Write a file that cannot be read, and return the kind of its refusal."""
    kind = DAMAGES[number % len(DAMAGES)]
    if kind == "foreign":
        foreign_workbook(path)
    else:
        path.write_bytes((sound[: len(sound) // 2], b"", OLE, b"%PDF-1.7 rapport")[number % len(DAMAGES)])
    return kind


def make_corpus(folder: Path, count: int, maker: Maker) -> Corpus:
    """Fill a folder with files: one in twenty damaged, as many copies, as many old versions, the rest sound.

    Args:
        folder: where to write, with two folders inside.
        count: how many files in all, at least 20.
        maker: who fills them.
    """
    each = count // 20
    made, sound = Corpus(), b""
    (folder / "relances").mkdir(parents=True)
    for number in range(count - 3 * each):
        name = f"{maker.meta(number)}-{number:03d}.xlsx"
        sound = maker.workbook(number)
        _write(folder / name, sound, day=20)
        made.counted[name] = maker.meta(number)
        if number < each:
            made.duplicates[f"relances/copie-{number:03d}.xlsx"] = name
            _write(folder / f"relances/copie-{number:03d}.xlsx", sound, day=10)
        elif number < 2 * each:
            made.superseded[f"relances/avant-{number:03d}.xlsx"] = name
            _write(folder / f"relances/avant-{number:03d}.xlsx", maker.workbook(number), day=10)
    for number in range(each):
        name = f"relances/abime-{number:03d}.xlsx"
        made.damaged[name] = damage(folder / name, number, sound)
    return made


def _write(path: Path, data: bytes, day: int) -> None:
    """Write a file that was last changed on a day of January 2026."""
    path.write_bytes(data)
    changed = datetime(2026, 1, day, tzinfo=UTC).timestamp()
    os.utime(path, (changed, changed))
