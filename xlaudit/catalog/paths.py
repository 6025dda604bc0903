"""Where referentials and templates are looked for."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from xlaudit.model.errors import ResourceNotFoundError

Shelf = Literal[
    "referentials/sources",
    "referentials/meta",
    "referentials/mappings",
    "referentials/scales",
    "templates/workbooks",
    "templates/styles",
]
KIND: dict[Shelf, str] = {
    "referentials/sources": "source referential",
    "referentials/meta": "meta-referential",
    "referentials/mappings": "mapping",
    "referentials/scales": "scale",
    "templates/workbooks": "workbook template",
    "templates/styles": "style",
}
SEARCH_PATH = "XLAUDIT_PATH"


@cache
def bundled() -> Path:
    """Return the folder that holds ``referentials/`` and ``templates/``: in the wheel, else in the checkout."""
    package = Path(__file__).resolve().parents[1]
    for root in (package / "_data", package.parent):
        if (root / "referentials").is_dir() and (root / "templates").is_dir():
            return root
    raise ResourceNotFoundError("data folder", "referentials", [])


def roots() -> tuple[Path, ...]:
    """Return the folders searched, first match wins: those of ``$XLAUDIT_PATH``, then the bundled one."""
    own = [Path(part) for part in os.environ.get(SEARCH_PATH, "").split(os.pathsep) if part]
    return (*own, bundled())


def shelf_files(shelf: Shelf) -> dict[str, Path]:
    """Return the YAML files of a shelf by name; an own file hides the bundled one of the same name."""
    found: dict[str, Path] = {}
    for root in roots():
        folder = root / shelf
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.suffix == ".yaml":
                found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def on_shelf(shelf: Shelf, name: str) -> Path | None:
    """Return the file of a name, none when the shelf has none; quicker than to list the shelf."""
    if Path(name).name != name:
        return None
    paths = (root.joinpath(shelf, f"{name}.yaml") for root in roots())
    return next((path for path in paths if path.is_file()), None)


def find(shelf: Shelf, name: str) -> Path:
    """Return the file of a name, or of a path ending in ``.yaml``.

    Raises:
        ResourceNotFoundError: when there is none; says which names are near.
    """
    if name.endswith((".yaml", ".yml")):
        path = Path(name)
        if path.is_file():
            return path
        raise ResourceNotFoundError("file", name, [])
    found = on_shelf(shelf, name)
    if found is None:
        raise ResourceNotFoundError(KIND[shelf], name, shelf_files(shelf))
    return found


def data_file(relative: str) -> Path:
    """Return a single data file, such as ``templates/messages/phrases.yaml``, from the first root that has it."""
    for root in roots():
        if (path := root / relative).is_file():
            return path
    raise ResourceNotFoundError("data file", relative, [])


def display_path(path: Path) -> str:
    """Return a path as people type it: relative to where they stand when it is below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def every_file() -> Iterator[tuple[Shelf, Path]]:
    """Yield every YAML file of every shelf."""
    for shelf in KIND:
        for path in shelf_files(shelf).values():
            yield shelf, path
