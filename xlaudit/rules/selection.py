"""A targeted set of practices: "or" inside an option, "and" across options."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from xlaudit.model.errors import ResourceNotFoundError, XlauditError
from xlaudit.model.meta import MetaReferential, Practice
from xlaudit.model.referential import IMPORTANCES


@dataclass(frozen=True, slots=True)
class Selection:
    """What a practice must have to be kept; an empty option keeps all."""

    domains: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    importances: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()


EVERYTHING = Selection()


def select(meta: MetaReferential, selection: Selection) -> tuple[Practice, ...]:
    """Return the practices of a selection, in the order of the meta-referential.

    Raises:
        ResourceNotFoundError: a name that the meta-referential does not know; says which are near.
        XlauditError: no practice is left.
    """
    _check(meta, selection)
    chosen = tuple(practice for practice in meta.practices if _keeps(meta, selection, practice))
    if not chosen:
        raise XlauditError("no practice answers to all these options at once; ask for fewer")
    return chosen


def by_actor(meta: MetaReferential, selection: Selection) -> dict[str, Selection]:
    """Split a selection by actor, of those that it names or of all; an actor without a practice in it has none.

    Raises:
        ResourceNotFoundError: a name that the meta-referential does not know; says which are near.
        XlauditError: no practice is left.
    """
    chosen = select(meta, selection)
    return {
        actor.id: replace(selection, actors=(actor.id,))
        for actor in meta.actors
        if (not selection.actors or actor.id in selection.actors)
        and any(actor.id in practice.actors for practice in chosen)
    }


def _keeps(meta: MetaReferential, selection: Selection, practice: Practice) -> bool:
    return all(
        not wanted or set(wanted) & set(found)
        for wanted, found in (
            (selection.domains, (meta.domain_of[practice.id].id,)),
            (selection.topics, practice.topics),
            (selection.stages, practice.stages),
            (selection.sources, tuple(link.source for link in practice.links)),
            (selection.actors, practice.actors),
            (selection.importances, (practice.importance,)),
            (selection.practices, (practice.id,)),
        )
    )


def _check(meta: MetaReferential, selection: Selection) -> None:
    known: tuple[tuple[str, tuple[str, ...], Iterable[str]], ...] = (
        ("domain", selection.domains, (domain.id for domain in meta.domains)),
        ("topic", selection.topics, (topic.id for topic in meta.topics)),
        ("stage", selection.stages, (stage.id for stage in meta.stages)),
        ("source", selection.sources, meta.sources),
        ("actor", selection.actors, (actor.id for actor in meta.actors)),
        ("importance", selection.importances, IMPORTANCES),
        ("practice", selection.practices, meta.by_id),
    )
    for kind, wanted, names in known:
        everything = set(names)
        for name in wanted:
            if name not in everything:
                raise ResourceNotFoundError(f"{kind} in {meta.id}", name, everything)
