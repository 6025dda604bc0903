"""Load by name or by path: referentials, scales, styles, phrases."""

from functools import cache
from pathlib import Path
from typing import TypeVar

from xlaudit.catalog.contrast import style_faults
from xlaudit.catalog.paths import Shelf, data_file, find, on_shelf
from xlaudit.catalog.references import bundle_faults
from xlaudit.catalog.yamlfile import YamlFile
from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Record, Text
from xlaudit.model.bundle import Bundle, Vocabularies
from xlaudit.model.errors import ReferentialError, ResourceNotFoundError
from xlaudit.model.issue import IssueKind
from xlaudit.model.meta import MetaReferential
from xlaudit.model.phrases import IssueCatalogue, Phrasebook
from xlaudit.model.referential import Mapping, Referential
from xlaudit.model.scale import Scale
from xlaudit.model.template import Style, WorkbookTemplate

R = TypeVar("R", bound=Record)
_BUNDLES: dict[tuple[int, ...], Bundle] = {}
"""Bundles already checked, by the identity of their parts (which stay in memory until their files change)."""


@cache
def _parsed(path: Path, stamp: int, model: type[R]) -> tuple[YamlFile, R]:
    file = YamlFile(path)
    return file, file.parse(model)


def load_file(path: Path, model: type[R]) -> tuple[YamlFile, R]:
    """Read a YAML file as a record; kept in memory until the file changes.

    Raises:
        ReferentialError: with every fault of the file.
    """
    return _parsed(path, path.stat().st_mtime_ns, model)


def _named(shelf: Shelf, name: str, model: type[R]) -> R:
    return load_file(find(shelf, name), model)[1]


def load_source(name: str) -> Referential:
    """Load a source referential."""
    return _named("referentials/sources", name, Referential)


def load_scale(name: str) -> Scale:
    """Load a scale."""
    return _named("referentials/scales", name, Scale)


def load_mapping(name: str) -> Mapping:
    """Load a criterion-to-criterion mapping."""
    return _named("referentials/mappings", name, Mapping)


def load_style(name: str) -> Style:
    """Load a style: palette, fonts, footer.

    Raises:
        ReferentialError: a text of the style would be too hard to read on its fill.
    """
    file, style = load_file(find("templates/styles", name), Style)
    if faults := style_faults(style, file.fault):
        raise ReferentialError(faults)
    return style


def load_template(name: str) -> WorkbookTemplate:
    """Load a workbook template: sheets, columns, labels, help."""
    return _named("templates/workbooks", name, WorkbookTemplate)


def load_vocabularies() -> Vocabularies:
    """Load the lists shared by every meta-referential."""
    return load_file(data_file("referentials/vocabularies.yaml"), Vocabularies)[1]


def load_meta(name: str, version: str | None = None) -> Bundle:
    """Load a meta-referential with its scale and sources, and check that all it refers to is there.

    Args:
        name: an id such as ``services-metiers``, or the path of a YAML file.
        version: a past version, kept as ``referentials/meta/versions/<id>@<version>.yaml``; none for the installed one.

    Raises:
        ResourceNotFoundError: when there is none of that name.
        ReferentialError: with every fault, each with its file and line.
    """
    path = find("referentials/meta", name)
    file, meta = load_file(path, MetaReferential)
    if version is not None and meta.version != version:
        file, meta = load_file(data_file(f"referentials/meta/versions/{name}@{version}.yaml"), MetaReferential)
    scale, vocabularies = load_scale(meta.scale), load_vocabularies()
    found = {source: on_shelf("referentials/sources", source) for source in meta.sources}
    sources = {source: load_file(path, Referential)[1] for source, path in found.items() if path}
    parts = tuple(id(record) for record in (meta, scale, vocabularies, *sources.values()))
    if parts not in _BUNDLES:
        bundle = Bundle(meta=meta, scale=scale, sources=sources, vocabularies=vocabularies)
        faults = bundle_faults(bundle, file.fault)
        if faults:
            raise ReferentialError(faults)
        _BUNDLES[parts] = bundle
    return _BUNDLES[parts]


def load_answered(assessment: Assessment) -> Bundle:
    """Load the meta-referential that answers were given to, in its own version when that one is kept."""
    try:
        return load_meta(assessment.origin.meta, assessment.origin.version)
    except ResourceNotFoundError:
        return load_meta(assessment.origin.meta)


def load_phrases() -> Phrasebook:
    """Load the words of the rules and the sheets; nested keys are joined by dots."""
    path = data_file("templates/messages/phrases.yaml")
    return _phrases(path, path.stat().st_mtime_ns)


@cache
def _phrases(path: Path, stamp: int) -> Phrasebook:
    file = YamlFile(path)
    entries: dict[str, Text] = {}

    def walk(value: object, prefix: str) -> None:
        if isinstance(value, dict) and set(value) == {"fr", "en"}:
            entries[prefix] = Text(**value)
        elif isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, f"{prefix}.{key}" if prefix else key)
        else:
            location = tuple(prefix.split("."))
            raise ReferentialError([file.fault(location, 'write both languages: {fr: "…", en: "…"}')])

    file.check()
    walk(file.value, "")
    return Phrasebook(entries=entries)


def load_issue_catalogue() -> IssueCatalogue:
    """Load every kind of issue, sorted by code."""
    _, catalogue = load_file(data_file("templates/messages/issues.yaml"), IssueCatalogue)
    return IssueCatalogue(kinds=tuple(sorted(catalogue.kinds, key=_code)))


def _code(kind: IssueKind) -> str:
    return kind.code
