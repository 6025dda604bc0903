"""Many filled workbooks at a time: consolidation and anonymised benchmark."""

from collections.abc import Callable, Iterable
from pathlib import Path

from xlaudit.catalog.load import load_answered, load_phrases, load_style, load_vocabularies
from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.model.collection import Collection
from xlaudit.model.errors import WorkbookError
from xlaudit.rules.collect import put_together, refusal_of
from xlaudit.rules.editions import ReadFile
from xlaudit.rules.refusals import nothing_read
from xlaudit.verbs.defaults import DEFAULT_STYLE
from xlaudit.verbs.files import made_folder, read_many, written
from xlaudit.workbook.read.found import find_files
from xlaudit.workbook.write.collection.build import collection_workbook
from xlaudit.workbook.write.flat import csv_tables, parquet_bytes


def collect(
    paths: Iterable[Path | str],
    output: Path | str | None = None,
    *,
    csv: Path | str | None = None,
    parquet: Path | str | None = None,
    anonymise: bool = False,
    lang: Lang = "fr",
    style: str = DEFAULT_STYLE,
    workers: int | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Collection:
    """Put many filled workbooks together: each counted once, one part per meta-referential.

    Args:
        paths: files, and folders whose spreadsheets are taken.
        output: where to write the consolidation as a workbook; nowhere when none.
        csv: the folder to write the tables into, as csv files.
        parquet: where to write the long table of answers; needs pyarrow.
        anonymise: whether names become codes, free text is dropped, and small groups are not shown.
        lang: the language of labels and messages.
        style: a style of ``templates/styles``.
        workers: how many processes read; by default one per processor.
        progress: called after each file with how many are done, of how many.

    Raises:
        ResourceNotFoundError: there is no such file, folder or style.
        WorkbookError: no file could be read.
        OutputError: a file cannot be written.
    """
    chosen = load_style(style)
    found = find_files(paths, [path for path in (output, csv, parquet) if path is not None])
    files, refused = [], []
    outcomes = read_many([item.path for item in found], lang=lang, workers=workers)
    for done, (item, (_, outcome)) in enumerate(zip(found, outcomes, strict=True), start=1):
        if isinstance(outcome, Assessment):
            files.append(ReadFile(item.name, item.path.stat().st_mtime, outcome))
        else:
            refused.append(refusal_of(item.name, outcome))
        progress(done, len(found))
    if not files:
        raise WorkbookError("collect", nothing_read(refused))
    collection = put_together(files, refused, load_answered, load_phrases(), lang, anonymise=anonymise)
    if output is not None:
        written(collection_workbook(collection, load_vocabularies(), load_phrases(), chosen), output)
    if csv is not None:
        for name, data in csv_tables(collection).items():
            written(data, made_folder(csv) / name)
    if parquet is not None:
        written(parquet_bytes(collection), parquet)
    return collection
