"""What every record shares: strictness, identifiers and texts in two languages."""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints

Lang = Literal["fr", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$")]
"""An identifier in lower case: ``rgesn-2024``, ``wcag-2.1``, ``product-owner``."""

CriterionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$")]
"""The number of a criterion, as its publisher writes it: ``1.10``, ``a.3``, ``2.1-1``."""

Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+\.[^\s<>\"]+$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
SemVer = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
NonEmpty = Annotated[str, StringConstraints(min_length=1, strip_whitespace=False, pattern=r"^\S(?:[\s\S]*\S)?$")]


class Record(BaseModel):
    """A frozen, strict record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Text(Record):
    """The same text in French and in English."""

    fr: NonEmpty
    en: NonEmpty

    def pick(self, lang: Lang) -> str:
        """Return the text in one language."""
        return self.fr if lang == "fr" else self.en


class Term(Record):
    """An entry of a vocabulary: an identifier and what people read."""

    id: Slug
    label: Text
