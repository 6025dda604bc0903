"""What a consultancy changes without touching code: workbook templates and styles."""

from typing import Annotated, Literal

from pydantic import Field

from xlaudit.model.assessment import Profile
from xlaudit.model.base import NonEmpty, Record, Slug, Text

SheetKey = Literal["home", "questionnaire", "registers", "results", "priorities", "checklist", "sources"]
ColumnKey = Literal[
    "practice",
    "domain",
    "title",
    "expected",
    "question",
    "declared",
    "retained",
    "level",
    "support",
    "evidence",
    "comment",
    "notes",
    "initials",
    "environmental",
    "social",
    "effort",
    "importance",
    "stages",
    "actors",
    "sources",
]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
SheetName = Annotated[str, Field(min_length=1, max_length=31, pattern=r"^[^\[\]:*?/\\']+$")]


class SheetLabel(Record):
    """The name of a sheet in both languages, as Excel allows them."""

    fr: SheetName
    en: SheetName


class TemplateColumn(Record):
    """A column of the questionnaire: its heading, its width in pixels and the help shown on its cells."""

    key: ColumnKey
    label: Text
    width: Annotated[int, Field(ge=24, le=900)]
    hidden: bool = False
    help: Text | None = None


class HomeTexts(Record):
    """What the first sheet says; texts may hold ``{title}``, ``{organisation}``, ``{practices}`` and ``{minutes}``."""

    purpose: Text
    duration: Text
    steps: Annotated[tuple[Text, ...], Field(min_length=1, max_length=5)]
    start: Text
    confidentiality: Text
    progress: Text
    method_title: Text
    method: tuple[Text, ...]


class WorkbookTemplate(Record):
    """The sheets, columns, labels and help of a workbook to fill."""

    id: Slug
    title: Text
    sheets: dict[SheetKey, SheetLabel]
    profiles: dict[Profile, tuple[SheetKey, ...]]
    home: HomeTexts
    columns: dict[Profile, tuple[TemplateColumn, ...]]


class Palette(Record):
    """The colours of a style; each ink is read on the fill named beside it.

    ``ink`` and ``muted`` on ``paper`` and ``band``; ``title_ink`` on ``title_fill``; ``header_ink`` on
    ``header_fill``; ``ink`` on ``input_fill``; ``link`` on ``paper``.
    """

    ink: Colour
    muted: Colour
    paper: Colour
    band: Colour
    rule: Colour
    title_ink: Colour
    title_fill: Colour
    header_ink: Colour
    header_fill: Colour
    input_header_ink: Colour
    input_header_fill: Colour
    input_fill: Colour
    input_rule: Colour
    link: Colour
    accent: Colour
    accent_soft: Colour
    warning_ink: Colour
    warning_fill: Colour


class Style(Record):
    """How workbooks look: palette, fonts, logo and footer."""

    id: Slug
    title: Text
    font: NonEmpty = "Calibri"
    size: Annotated[int, Field(ge=8, le=14)] = 10
    palette: Palette
    footer: Text
    logo: str | None = None
