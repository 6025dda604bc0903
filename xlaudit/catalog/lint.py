"""Check the files of the catalogue, every fault in one pass."""

from collections.abc import Iterable
from pathlib import Path

from xlaudit.catalog.contrast import style_faults
from xlaudit.catalog.load import load_file, load_issue_catalogue, load_meta, load_phrases
from xlaudit.catalog.paths import Shelf, every_file
from xlaudit.catalog.quality import quality_faults
from xlaudit.catalog.references import FaultAt, Location, source_faults
from xlaudit.catalog.yamlfile import YamlFile
from xlaudit.model.base import Record
from xlaudit.model.errors import Fault, ReferentialError, ResourceNotFoundError
from xlaudit.model.meta import MetaReferential
from xlaudit.model.referential import Mapping, Referential
from xlaudit.model.scale import Scale
from xlaudit.model.template import Style, WorkbookTemplate

MODELS: dict[Shelf, type[Record]] = {
    "referentials/sources": Referential,
    "referentials/meta": MetaReferential,
    "referentials/mappings": Mapping,
    "referentials/scales": Scale,
    "templates/workbooks": WorkbookTemplate,
    "templates/styles": Style,
}


def lint(files: Iterable[Path] = ()) -> tuple[int, list[Fault]]:
    """Check the given files, or every one of the catalogue and its messages.

    Returns:
        How many files were checked, and every fault.
    """
    chosen = [(_shelf_of(path), path) for path in files]
    faults: list[Fault] = []
    if not chosen:
        chosen = list(every_file())
        faults += _messages()
    for shelf, path in chosen:
        faults += _check(shelf, path)
    return len(chosen), faults


def _shelf_of(path: Path) -> Shelf:
    """Tell what a file holds by the folder it stands in, else by its keys."""
    if not path.is_file():
        raise ResourceNotFoundError("file", str(path), [])
    for shelf in MODELS:
        if path.resolve().parent.as_posix().endswith(shelf):
            return shelf
    try:
        keys = YamlFile(path).value
    except ReferentialError:
        return "referentials/sources"  # said again, and then reported, when the file is checked
    return "referentials/meta" if isinstance(keys, dict) and "domains" in keys else "referentials/sources"


def _messages() -> list[Fault]:
    try:
        load_phrases()
        load_issue_catalogue()
    except ReferentialError as error:
        return list(error.faults)
    return []


def _check(shelf: Shelf, path: Path) -> list[Fault]:
    try:
        file, record = load_file(path, MODELS[shelf])
        faults = []
        if isinstance(record, MetaReferential):
            faults = quality_faults(load_meta(str(path)), file.fault)
        elif isinstance(record, Referential):
            faults = source_faults(record, file.fault)
        elif isinstance(record, Mapping):
            faults = _mapping_faults(record, path, file.fault)
        elif isinstance(record, Style):
            faults = style_faults(record, file.fault)
        if (name := getattr(record, "id", path.stem)) != path.stem:
            faults.append(file.fault(("id",), f"found {name!r} in the file {path.name}; the two must agree"))
    except ReferentialError as error:
        return list(error.faults)
    return faults


def _mapping_faults(mapping: Mapping, path: Path, fault_at: FaultAt) -> list[Fault]:
    """Check that both ends of every link exist, in the sources beside the mapping."""
    ends: tuple[tuple[str, str], ...] = (("from", mapping.from_), ("to", mapping.to))
    known = {}
    for key, source in ends:
        file = path.resolve().parents[1] / "sources" / f"{source}.yaml"
        if not file.is_file():
            return [fault_at((key,), f"found {source!r}, and there is no such source in referentials/sources")]
        record = load_file(file, Referential)[1]
        known[key] = set(record.by_id) | {child.id for criterion in record.criteria for child in criterion.children}
    faults = []
    for i, link in enumerate(mapping.links):
        for key, number in (("from", link.from_), ("to", link.to)):
            if number not in known[key]:
                place: Location = ("links", i, key)
                faults.append(fault_at(place, f"found {number!r}, which is no criterion of {dict(ends)[key]}"))
    return faults
