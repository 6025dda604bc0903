"""The answers one may give: levels of progress, and the team's support."""

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from xlaudit.model.base import Lang, NonEmpty, Record, Slug, Text

LevelId = Annotated[str, Field(pattern=r"^[A-Z0-9]{1,4}$")]
LevelKind = Literal["level", "not_applicable", "unknown"]


class Aliases(Record):
    """Other words for the same answer, per language."""

    fr: tuple[NonEmpty, ...] = ()
    en: tuple[NonEmpty, ...] = ()


class Level(Record):
    """One answer of a scale.

    ``value`` is the share of the practice in place, 0 to 1 with at most two decimals; none for an answer that is no
    level ("not applicable", "don't know").
    """

    id: LevelId
    kind: LevelKind = "level"
    value: Annotated[float, Field(ge=0, le=1)] | None = None
    code: Text
    label: Text
    meaning: Text
    aliases: Aliases = Aliases()

    @model_validator(mode="after")
    def _value_fits_kind(self) -> Self:
        if (self.kind == "level") != (self.value is not None):
            raise ValueError("a level has a value, 'not_applicable' and 'unknown' have none")
        if self.value is not None and round(self.value, 2) != self.value:
            raise ValueError("a level's value has at most two decimals")
        return self

    def display(self, lang: Lang) -> str:
        """Return what the list of the workbook shows: ``2 – Partielle``."""
        return f"{self.code.pick(lang)} – {self.label.pick(lang)}"


class SupportOption(Record):
    """One degree of the team's support, −2 (against) to +2 (strongly for)."""

    value: Annotated[int, Field(ge=-2, le=2)]
    label: Text
    aliases: Aliases = Aliases()


class Scale(Record):
    """The levels of progress, what they are worth, and the words that are asked about rather than guessed."""

    id: Slug
    title: Text
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]
    support: Annotated[tuple[SupportOption, ...], Field(min_length=2)]
    ask: Aliases = Aliases()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids = [level.id for level in self.levels]
        if len(set(ids)) != len(ids):
            raise ValueError("two levels have the same id")
        return self

    @cached_property
    def values(self) -> dict[str, float]:
        """The value of each level, by id."""
        return {level.id: level.value for level in self.levels if level.value is not None}

    @cached_property
    def by_id(self) -> dict[str, Level]:
        """The levels by id."""
        return {level.id: level for level in self.levels}

    @cached_property
    def not_applicable(self) -> frozenset[str]:
        """The ids that say "not applicable"."""
        return frozenset(level.id for level in self.levels if level.kind == "not_applicable")

    @cached_property
    def best(self) -> Level:
        """The level worth most."""
        return max((x for x in self.levels if x.value is not None), key=lambda x: x.value or 0.0)

    def support_label(self, value: int | None, lang: Lang) -> str:
        """Return the label of a degree of support, empty when nobody said."""
        return next((option.label.pick(lang) for option in self.support if option.value == value), "")
