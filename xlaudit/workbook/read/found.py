"""Which files are meant by the files and folders that a person names."""

from collections.abc import Iterable
from os import fsencode
from pathlib import Path
from typing import NamedTuple

from xlaudit.model.errors import ResourceNotFoundError

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
LOCKS = ("~$", ".~lock", ".")
"""How the names begin of what office suites leave beside an open file, and of what is hidden."""


class Found(NamedTuple):
    """A file, and what it is called: its path from the folder that was named."""

    path: Path
    name: str


def find_files(paths: Iterable[Path | str], leave_out: Iterable[Path | str] = ()) -> tuple[Found, ...]:
    """Return the files named, and the spreadsheets of the folders named and of those within; each once.

    Args:
        paths: files, taken whatever they are, and folders.
        leave_out: files that are being written, and folders of such files.

    Raises:
        ResourceNotFoundError: there is nothing of a name.
    """
    written = [Path(path).resolve() for path in leave_out]
    found: dict[Path, str] = {}
    for path in map(Path, paths):
        if path.is_dir():
            for file in sorted(item for item in path.rglob("*") if _is_spreadsheet(item, path)):
                if not any(file.resolve().is_relative_to(place) for place in written):
                    found.setdefault(file.resolve(), file.relative_to(path).as_posix())
        elif path.exists():
            found.setdefault(path.resolve(), path.name)
        else:
            near = (item.name for item in path.parent.iterdir()) if path.parent.is_dir() else ()
            raise ResourceNotFoundError("file or folder", path.name, near)
    names = list(found.values())
    return tuple(
        Found(path, _spelled(name if names.count(name) == 1 else path.as_posix())) for path, name in found.items()
    )


def _spelled(name: str) -> str:
    r"""Return a name that can be written anywhere; a byte that is no UTF-8 stands as ``\xe9``."""
    return fsencode(name).decode("utf-8", "backslashreplace")


def _is_spreadsheet(path: Path, root: Path) -> bool:
    """Tell whether a file of a folder is a spreadsheet that somebody put there."""
    hidden = any(part.startswith(LOCKS) for part in path.relative_to(root).parts)
    return path.suffix.lower() in SPREADSHEETS and not hidden and path.is_file()
