"""Many filled workbooks put together: which count, which were set aside or refused, and how the teams stand."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from xlaudit.model.base import Lang, Record, Text
from xlaudit.model.frames import data_frame
from xlaudit.model.results import Results
from xlaudit.model.spread import MetaPart

if TYPE_CHECKING:
    import pandas as pd

RefusalKind = Literal["not_a_workbook", "unsafe", "foreign", "not_found", "other"]
TableName = Literal["overview", "answers", "domains", "priorities", "issues", "practices", "groups", "files"]
TABLES: tuple[TableName, ...] = get_args(TableName)
Row = dict[str, str | float | None]

WHO = ("file", "meta", "organisation", "team")
COLUMNS: dict[TableName, tuple[str, ...]] = {
    "overview": (
        *("file", "meta", "version", "organisation", "structure_type", "size", "territory", "site", "team"),
        *("respondents", "actor_category", "date", "completion", "known", "score", "floor", "ceiling"),
        *("maturity", "maturity_label", "capped", "contrasted", "issues", "errors"),
    ),
    "answers": (
        *(*WHO, "date", "domain", "practice", "title", "level", "declared", "support"),
        *("category", "rank", "index", "flags", "evidence", "comment"),
    ),
    "domains": (*WHO, "domain", "label", "score", "floor", "ceiling", "known", "completion", "applicable", "target"),
    "priorities": (*WHO, "practice", "category", "rank", "index", "flags", "reason"),
    "issues": (*WHO, "code", "severity", "sheet", "cell", "practice", "message", "hint", "value"),
    "practices": (
        *("meta", "practice", "domain", "title", "importance", "asked", "known", "unsure", "not_applicable"),
        *("unanswered", "in_place", "mean", "deviation", "opinions", "support", "supportive", "opposed"),
        *("favoured", "shunned"),
    ),
    "groups": ("meta", "field", "value", "merged", "organisations", "teams", "domain", "mean", "median"),
    "files": ("file", "outcome", "kept", "kind", "reason"),
}
"""The columns of each table, as data frames and csv files have them."""


class CountedFile(Record):
    """A file that counts.

    ``name`` is its path from where it was looked for, ``label`` says whose it is. ``opinions`` is what the team thinks
    of the practices that apply to it, −2 … +2: its ballots, or its common answer where they are too few.
    """

    name: str
    label: str
    results: Results
    opinions: dict[str, float]


class SetAside(Record):
    """A file that was read but does not count: ``kept`` says the same, or is a later version of the same workbook.

    ``other_people`` when both name their respondents, and not the same: perhaps both should count.
    """

    name: str
    meta: str
    why: Literal["duplicate", "superseded"]
    kept: str
    other_people: bool = False


class Refusal(Record):
    """A file that could not be read; ``said`` says why and what to do, ``reason`` the same in English.

    In an anonymised collection there is neither: the reason may hold names of sheets.
    """

    name: str
    kind: RefusalKind
    reason: str
    said: Text | None = None

    def why(self, lang: Lang) -> str:
        """Return why and what to do in one language; nothing in an anonymised collection."""
        return self.said.pick(lang) if self.said else ""


class Collection(Record):
    """Everything that was found: the files that count, one part per meta-referential, and what became of the others."""

    lang: Lang
    anonymised: bool
    files: tuple[CountedFile, ...]
    parts: tuple[MetaPart, ...]
    set_aside: tuple[SetAside, ...] = ()
    refused: tuple[Refusal, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, CountedFile]:
        """The files that count, by name."""
        return {file.name: file for file in self.files}

    def of(self, part: MetaPart) -> tuple[CountedFile, ...]:
        """Return the files of a part, in its order."""
        return tuple(self.by_name[name] for name in part.files)

    def table(self, name: TableName) -> Iterator[Row]:
        """Yield the rows of a table; ``COLUMNS`` names their fields.

        Args:
            name: ``overview`` (one row per file that counts), ``answers`` (one per file and practice), ``domains``,
                ``priorities``, ``issues``, ``practices`` (one per practice over all files), ``groups`` (an anonymised
                collection has them) or ``files`` (what became of each file).
        """
        rows: Iterator[Row] = getattr(self, f"_{name}")()
        for row in rows:
            yield {column: row.get(column) for column in COLUMNS[name]}

    def to_frame(self, name: TableName = "overview") -> "pd.DataFrame":
        """Return a table as a pandas DataFrame; names as in ``table``."""
        return data_frame(self.table(name), COLUMNS[name])

    def _overview(self) -> Iterator[Row]:
        for file, who in self._whose():
            results = file.results
            yield {
                **who,
                **results.identity.model_dump(),
                **results.model_dump(include={"version", "completion", "known", "score", "floor", "ceiling"}),
                "maturity": results.maturity.id,
                "maturity_label": results.maturity.label,
                "capped": results.maturity.capped,
                "contrasted": results.maturity.contrasted,
                "issues": len(results.issues),
                "errors": sum(issue.severity == "error" for issue in results.issues),
            }

    def _answers(self) -> Iterator[Row]:
        known = {part.meta: {practice.id: practice for practice in part.practices} for part in self.parts}
        for file, who in self._whose():
            placed = {item.practice: item for item in file.results.priorities}
            for answer in file.results.answers:
                practice, item = known[file.results.meta][answer.practice], placed[answer.practice]
                yield {
                    **who,
                    **answer.model_dump(),
                    "date": file.results.identity.date,
                    "domain": practice.domain,
                    "title": practice.title,
                    "category": item.category,
                    "rank": item.rank,
                    "index": item.index,
                    "flags": " ".join(item.flags),
                }

    def _domains(self) -> Iterator[Row]:
        for file, who in self._whose():
            for domain in file.results.domains:
                yield {**who, **domain.model_dump(), "domain": domain.id}

    def _priorities(self) -> Iterator[Row]:
        for file, who in self._whose():
            for item in file.results.priorities:
                yield {**who, **item.model_dump(), "flags": " ".join(item.flags)}

    def _issues(self) -> Iterator[Row]:
        for file, who in self._whose():
            for issue in file.results.issues:
                yield {**who, **issue.model_dump()}

    def _practices(self) -> Iterator[Row]:
        for part in self.parts:
            for practice in part.practices:
                yield {**practice.model_dump(exclude={"levels"}), "meta": part.meta, "practice": practice.id}

    def _groups(self) -> Iterator[Row]:
        """Yield one row per group and domain; the row of the whole score has no domain."""
        for part in self.parts:
            for group in part.groups:
                whose: Row = {"meta": part.meta, **group.model_dump(exclude={"score", "domains"})}
                for domain, average in ((None, group.score), *group.domains.items()):
                    yield {**whose, "domain": domain, **(average.model_dump() if average else {})}

    def _files(self) -> Iterator[Row]:
        for file in self.files:
            yield {"file": file.name, "outcome": "counted"}
        for aside in self.set_aside:
            yield {"file": aside.name, "outcome": aside.why, "kept": aside.kept}
        for refusal in self.refused:
            yield {"file": refusal.name, "outcome": "refused", "kind": refusal.kind, "reason": refusal.why(self.lang)}

    def _whose(self) -> Iterator[tuple[CountedFile, Row]]:
        for file in self.files:
            identity = file.results.identity
            who = (file.name, file.results.meta, identity.organisation, identity.team)
            yield file, dict(zip(WHO, who, strict=True))
