"""What cannot go on, as exceptions; each carries the exit code of the command line.

XlauditError (1)
 ├─ ResourceNotFoundError (3)      no such meta-referential, source, scale or template
 ├─ ReferentialError (4)           a YAML file is refused; ``faults`` says where and why, all of them
 ├─ WorkbookError (5)              a workbook is refused
 │   ├─ NotAWorkbookError          it is no spreadsheet, or a broken or protected one
 │   ├─ UnsafeWorkbookError        reading it would be dangerous
 │   └─ ForeignWorkbookError       it is a spreadsheet, but none of ours
 └─ OutputError (6)                the result cannot be written
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:  # pydantic is too heavy for --help
    from xlaudit.model.base import Text


class XlauditError(Exception):
    """The root of all that xlaudit raises on purpose."""

    exit_code: ClassVar[int] = 1


class ResourceNotFoundError(XlauditError):
    """A name that nothing bears; says which ones are near."""

    exit_code = 3

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(sorted(known))
        self.near = tuple(get_close_matches(name, self.known, n=3, cutoff=0.5))
        hint = (
            f"did you mean {' or '.join(self.near)}?" if self.near else f"there are: {', '.join(self.known) or 'none'}"
        )
        super().__init__(f"no {kind} named {name!r}; {hint}")

    def __reduce__(self) -> tuple[type["ResourceNotFoundError"], tuple[str, str, tuple[str, ...]]]:
        """Pickle, so that a worker can hand the error over."""
        return type(self), (self.kind, self.name, self.known)


@dataclass(frozen=True)
class Fault:
    """One fault of a YAML file: where it is, what is wrong, what was found and what to write."""

    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        """Return ``file:line: path: message``."""
        return f"{self.file}:{self.line}: {self.path}: {self.message}"


class ReferentialError(XlauditError):
    """One or more YAML files are refused."""

    exit_code = 4

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[type["ReferentialError"], tuple[tuple[Fault, ...]]]:
        """Pickle, so that a worker can hand the error over."""
        return type(self), (self.faults,)


class WorkbookError(XlauditError):
    """A workbook is refused; ``path`` names it, ``said`` says why and what to do, ``reason`` the same in English."""

    exit_code = 5

    def __init__(self, path: str, said: "Text") -> None:
        self.path, self.said, self.reason = path, said, said.en
        super().__init__(f"{path}: {self.reason}")

    def __reduce__(self) -> tuple[type["WorkbookError"], tuple[str, "Text"]]:
        """Pickle, so that a worker can hand the error over."""
        return type(self), (self.path, self.said)


class NotAWorkbookError(WorkbookError):
    """The file is no spreadsheet, or a broken or protected one."""


class UnsafeWorkbookError(WorkbookError):
    """Reading the file would be dangerous."""


class ForeignWorkbookError(WorkbookError):
    """The file is a spreadsheet, but not one that xlaudit made."""


class OutputError(XlauditError):
    """The result cannot be written."""

    exit_code = 6
