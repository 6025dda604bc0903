"""A meta-referential with all that it refers to: its scale, its sources and the shared vocabularies."""

from functools import cached_property

from xlaudit.model.base import Lang, Record, Term
from xlaudit.model.meta import MetaReferential
from xlaudit.model.referential import Criterion, Referential
from xlaudit.model.scale import Scale


class Vocabularies(Record):
    """Lists shared by every meta-referential; they name an organisation so that files can be compared."""

    structure_types: tuple[Term, ...]
    sizes: tuple[Term, ...]
    actor_categories: tuple[Term, ...]

    def of(self, field: str) -> tuple[Term, ...]:
        """Return the terms of an identity field, none when the field is free text."""
        lists = {
            "structure_type": self.structure_types,
            "size": self.sizes,
            "actor_category": self.actor_categories,
        }
        return lists.get(field, ())

    def label(self, field: str, value: str, lang: Lang) -> str:
        """Return what the value of an identity field is called: its term, or itself when the field is free text."""
        return next((term.label.pick(lang) for term in self.of(field) if term.id == value), value)


class Bundle(Record):
    """All that is needed to generate, read and assess one kind of workbook."""

    meta: MetaReferential
    scale: Scale
    sources: dict[str, Referential]
    vocabularies: Vocabularies

    @cached_property
    def linked_criteria(self) -> dict[str, Criterion]:
        """The criteria of every source by reference: ``rgesn-2024:1.1``."""
        return {
            f"{source.id}:{criterion.id}": criterion
            for source in self.sources.values()
            for criterion in source.criteria
        }
