"""Files in and out: read one or many filled workbooks, write what was made whole or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from xlaudit.catalog.load import load_answered, load_issue_catalogue, load_meta, load_phrases, load_template
from xlaudit.catalog.paths import shelf_files
from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.model.errors import OutputError, ResourceNotFoundError, UnsafeWorkbookError, XlauditError
from xlaudit.rules import refusals
from xlaudit.rules.plausibility import implausible
from xlaudit.workbook.read.isolate import Outcome, run_isolated
from xlaudit.workbook.read.origin import Library
from xlaudit.workbook.read.workbook import read_workbook

T = TypeVar("T")
R = TypeVar("R")
CANNOT_START = (
    "the processes that read the files could not start: each of them runs the main module again; "
    'put the call in a file, under if __name__ == "__main__":, or read the files one by one with xlaudit.read'
)


def read(path: Path | str, *, lang: Lang | None = None) -> Assessment:
    """Read a filled workbook: identity, answers, issues and what became of every cell.

    Args:
        path: an xlsx, xlsm, xls, xlsb or ods file.
        lang: the language of the messages; by default the workbook's own.

    Raises:
        ResourceNotFoundError: there is no such file.
        WorkbookError: it is no spreadsheet, a dangerous one, or none of ours.
    """
    path = Path(path)
    if not path.is_file():
        near = (item.name for item in path.parent.glob("*.*")) if path.parent.is_dir() else ()
        raise ResourceNotFoundError("file", path.name, near)
    found = read_workbook(path.read_bytes(), str(path), _library(), lang)
    doubts = implausible(load_answered(found), found, load_issue_catalogue(), lang or found.origin.lang)
    return found.model_copy(update={"issues": (*found.issues, *doubts)})


def read_many(
    paths: Iterable[Path | str],
    *,
    lang: Lang | None = None,
    workers: int | None = None,
    memory: int = 1536,
    seconds: float = 20,
) -> Iterator[tuple[Path, Assessment | XlauditError]]:
    """Read many files in worker processes, in their order; a hostile file costs that file alone.

    Args:
        paths: the files.
        lang: the language of the messages; by default each workbook's own.
        workers: how many processes; by default one per processor.
        memory: the most address space a worker may take, in MiB.
        seconds: the longest a file may take.

    Yields:
        Each path with its assessment, or with the error by which it was refused.

    Raises:
        XlauditError: the call stands at the top level of a script, or in one that was given on standard input.
    """
    files = [Path(path) for path in paths]
    outcomes = isolated(partial(read, lang=lang), files, workers=workers, memory=memory, seconds=seconds)
    for path, outcome in zip(files, outcomes, strict=True):
        result: Assessment | XlauditError = result_or_error(path, outcome)
        yield path, result


def isolated(
    function: Callable[[T], R],
    items: Sequence[T],
    *,
    workers: int | None = None,
    memory: int = 1536,
    seconds: float = 20,
) -> Iterator[Outcome[R]]:
    """Call a function on each item as ``run_isolated`` does; where no worker can start, say what to do.

    Raises:
        XlauditError: the main module cannot be run a second time.
    """
    try:
        yield from run_isolated(function, items, workers=workers, memory=memory, seconds=seconds)
    except EOFError as error:  # a worker ended before it was ready; the loss of one at work is an outcome
        raise XlauditError(CANNOT_START) from error


def result_or_error(path: Path, outcome: Outcome[R]) -> R | XlauditError:
    """Return what a worker made of a file, or the error by which it was refused."""
    if outcome.result is not None:
        return outcome.result
    if outcome.error is not None:
        return outcome.error
    return UnsafeWorkbookError(str(path), refusals.TOO_LONG if outcome.lost == "too long" else refusals.TOO_HUNGRY)


def _library() -> Library:
    return Library(
        load=load_meta,
        metas=partial(shelf_files, "referentials/meta"),
        templates=tuple(load_template(name) for name in shelf_files("templates/workbooks")),
        catalogue=load_issue_catalogue(),
        phrases=load_phrases(),
    )


def made_folder(path: Path | str) -> Path:
    """Make a folder that is not there yet."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write into {path}: {error.strerror or error}; choose another folder") from error
    return Path(path)


def written(data: bytes, output: Path | str | None) -> bytes:
    """Write a file whole or not at all, and return its bytes."""
    if output is None:
        return data
    path = Path(output)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(
            f"cannot write {path}: {error.strerror or error}; close it elsewhere or choose another place"
        ) from error
    return data
