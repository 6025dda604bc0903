"""Many files to one collection: what counts, whose it is, and how the teams stand by meta-referential."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean

from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.collection import Collection, CountedFile, Refusal, RefusalKind, SetAside
from xlaudit.model.errors import (
    ForeignWorkbookError,
    NotAWorkbookError,
    ResourceNotFoundError,
    UnsafeWorkbookError,
    XlauditError,
)
from xlaudit.model.meta import Domain, Practice
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.spread import Group, LevelLabel, MetaPart
from xlaudit.rules.anonymise import Codes, anonymous_results, categories_may_show, make_codes
from xlaudit.rules.assess import compute_results
from xlaudit.rules.editions import ReadFile, sort_editions
from xlaudit.rules.groups import groups
from xlaudit.rules.names import count_organisations, plain
from xlaudit.rules.refusals import said_of
from xlaudit.rules.spread import appetite_points, domain_spreads, opinions_of, practice_spreads, spread, who_could_help
from xlaudit.rules.versions import is_newer

LABEL = 80
"""The longest that a team is called."""
KINDS: dict[type[XlauditError], RefusalKind] = {
    NotAWorkbookError: "not_a_workbook",
    UnsafeWorkbookError: "unsafe",
    ForeignWorkbookError: "foreign",
    ResourceNotFoundError: "not_found",
}


def refusal_of(name: str, error: XlauditError) -> Refusal:
    """Say why a file was refused."""
    said = said_of(error)
    return Refusal(name=name, kind=KINDS.get(type(error), "other"), reason=said.en, said=said)


def put_together(
    files: Sequence[ReadFile],
    refused: Sequence[Refusal],
    bundle_of: Callable[[Assessment], Bundle],
    phrases: Phrasebook,
    lang: Lang,
    *,
    anonymise: bool,
) -> Collection:
    """Put files together: each workbook once, one part per meta-referential.

    Args:
        files: what was read, each under a name of its own.
        refused: what was not.
        bundle_of: the meta-referential, in its version, that answers were given to.
        phrases: the words of maturity, categories and reasons.
        lang: the language of labels.
        anonymise: whether names become codes and free text goes.
    """
    kept, set_aside = sort_editions(files)
    bundles = {file.name: bundle_of(file.assessment) for file in kept}
    counted = [_counted(bundles[file.name], file, phrases, lang) for file in kept]
    names = [*(file.name for file in files), *(item.name for item in refused)]
    codes = make_codes(files, names, lang) if anonymise else None
    parts, shown = [], []
    for meta in sorted({file.results.meta for file in counted}):
        members = [file for file in counted if file.results.meta == meta]
        own = _newest_first({bundles[file.name].meta.version: bundles[file.name] for file in members})
        averages: tuple[Group, ...] = ()
        if codes is not None:
            averages = groups([file.results for file in members], codes.group_value)
            members = _coded(members, codes)
        members = _labelled(members)
        parts.append(_part(own, members, averages, lang))
        shown += members
    if codes is not None:
        set_aside, refused = _aside_coded(set_aside, codes), _refused_coded(refused, codes)
    return Collection(
        lang=lang,
        anonymised=anonymise,
        files=tuple(shown),
        parts=tuple(parts),
        set_aside=tuple(sorted(set_aside, key=lambda item: item.name)),
        refused=tuple(sorted(refused, key=lambda item: item.name)),
    )


def _counted(bundle: Bundle, file: ReadFile, phrases: Phrasebook, lang: Lang) -> CountedFile:
    results = compute_results(bundle, file.assessment, phrases, lang)
    return CountedFile(name=file.name, label="", results=results, opinions=opinions_of(bundle, file.assessment))


def _coded(files: Sequence[CountedFile], codes: Codes) -> list[CountedFile]:
    with_category = categories_may_show(file.results for file in files)
    return [
        CountedFile(
            name=codes.files[file.name],
            label="",
            results=anonymous_results(file.results, codes, with_category=with_category),
            opinions=file.opinions,
        )
        for file in files
    ]


def _aside_coded(set_aside: Iterable[SetAside], codes: Codes) -> tuple[SetAside, ...]:
    return tuple(
        item.model_copy(update={"name": codes.files[item.name], "kept": codes.files[item.kept]}) for item in set_aside
    )


def _refused_coded(refused: Iterable[Refusal], codes: Codes) -> tuple[Refusal, ...]:
    return tuple(Refusal(name=codes.files[item.name], kind=item.kind, reason="") for item in refused)


def _labelled(files: Sequence[CountedFile]) -> list[CountedFile]:
    """Say whose each file is, and sort the files by it; the file is named where two would be called the same."""
    whose = [_whose(file) for file in files]
    said = list(map(plain, whose))
    labelled = [
        file.model_copy(update={"label": _label(file.name, words, said.count(plain(words)) == 1)})
        for file, words in zip(files, whose, strict=True)
    ]
    return sorted(labelled, key=lambda file: (not _whose(file), plain(file.label), file.name))


def _whose(file: CountedFile) -> str:
    identity = file.results.identity
    words = " ".join(" – ".join(part for part in (identity.organisation, identity.team) if part).split())
    return words if len(words) <= LABEL else f"{words[: LABEL - 1]}…"


def _label(name: str, whose: str, alone: bool) -> str:
    if not whose:
        return name
    return whose if alone else f"{whose} ({name})"


def _newest_first(bundles: Mapping[str, Bundle]) -> list[Bundle]:
    ordered: list[Bundle] = []
    for version, bundle in bundles.items():
        newer = sum(is_newer(other.meta.version, version) for other in ordered)
        ordered.insert(newer, bundle)
    return ordered


def _part(bundles: list[Bundle], files: Sequence[CountedFile], averages: tuple[Group, ...], lang: Lang) -> MetaPart:
    newest = bundles[0]
    domains: dict[str, Domain] = {}
    practices: dict[str, tuple[Domain, Practice]] = {}
    for bundle in bundles:  # what only an older version has comes after
        for domain in bundle.meta.domains:
            domains.setdefault(domain.id, domain)
            for practice in domain.practices:
                practices.setdefault(practice.id, (domain, practice))
    spreads = practice_spreads(newest, practices, files, lang)
    completions = [file.results.completion for file in files if file.results.completion is not None]
    return MetaPart(
        meta=newest.meta.id,
        title=newest.meta.title.pick(lang),
        versions=tuple(bundle.meta.version for bundle in bundles),
        files=tuple(file.name for file in files),
        organisations=count_organisations(file.results.identity for file in files),
        levels=tuple(
            LevelLabel(id=level.id, code=level.code.pick(lang), label=level.display(lang), value=level.value)
            for level in newest.scale.levels
        ),
        in_place_from=newest.meta.policy.target,
        score=spread((file.name, file.results.score) for file in files),
        completion=fmean(completions) if completions else None,
        domains=domain_spreads(domains, files, lang),
        practices=spreads,
        points=appetite_points(files),
        help=who_could_help(newest, spreads, files),
        groups=averages,
    )
