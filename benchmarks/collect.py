"""How long 300 files of three meta-referentials take to be consolidated, against openpyxl that only opens them."""

import argparse
import os
import warnings
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import openpyxl
from measure import Subject, time_in_turn

from tests.corpus import Corpus, Maker, make_corpus
from xlaudit import api
from xlaudit.model.collection import Collection

METAS = ("maturite-appetence-acteurs", "outils-collaborateurs", "services-metiers")
OURS, OPENPYXL = "xlaudit, collect with workbook and csv", "openpyxl, load_workbook"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=300, help="how many files (default: %(default)s)")
    parser.add_argument(
        "--rounds", type=int, default=3, help="rounds that count, after a warm-up (default: %(default)s)"
    )
    chosen = parser.parse_args()
    warnings.simplefilter("ignore", UserWarning)  # openpyxl drops data bars, and says so
    with TemporaryDirectory() as place:
        folder, output = Path(place) / "in", Path(place) / "out"
        output.mkdir()
        made = make_corpus(folder, chosen.files, Maker(METAS))
        _check(made, folder, output)
        _measure(made, folder, output, chosen.rounds)


def _collect(folder: Path, output: Path) -> Collection:
    return api.collect([folder], output / "consolidation.xlsx", csv=output / "csv")


def _open_all(paths: list[Path]) -> int:
    return sum(len(openpyxl.load_workbook(path).sheetnames) for path in paths)


def _check(made: Corpus, folder: Path, output: Path) -> None:
    """Say whether every file became what it should, and how long that took by the clock on the wall."""
    start = perf_counter()
    found = _collect(folder, output)
    spent = perf_counter() - start
    outcomes = {why: {i.name: i.kept for i in found.set_aside if i.why == why} for why in ("duplicate", "superseded")}
    exact = (
        {file.name: file.results.meta for file in found.files} == made.counted
        and outcomes == {"duplicate": made.duplicates, "superseded": made.superseded}
        and {item.name: item.kind for item in found.refused} == made.damaged
    )
    total = len(made.counted) + len(made.duplicates) + len(made.superseded) + len(made.damaged)
    print(
        f"{total} files: {len(made.counted)} counted, {len(made.duplicates)} duplicates, {len(made.superseded)} "
        f"superseded, {len(made.damaged)} damaged; xlaudit says {'exactly that' if exact else 'SOMETHING ELSE'}"
    )
    print(f"by the clock, {os.cpu_count()} workers: {spent:.1f} s, {1000 * spent / total:.1f} ms per file")


def _measure(made: Corpus, folder: Path, output: Path, rounds: int) -> None:
    sound = [folder / name for name in (*made.counted, *made.duplicates, *made.superseded)]
    subjects: dict[str, Subject] = {OURS: partial(_collect, folder, output), OPENPYXL: partial(_open_all, sound)}
    timings = time_in_turn(subjects, rounds)
    print(f"seconds of processor, workers included, {rounds} rounds after a warm-up")
    for name, files in ((OURS, len(sound) + len(made.damaged)), (OPENPYXL, len(sound))):
        spent = timings.middle(name)
        print(f"  {name:40} {spent:7.2f} s, {1000 * spent / files:6.1f} ms per file ({files} files)")
    print(f"  openpyxl / xlaudit                       {timings.ratio(OPENPYXL, OURS)}")


if __name__ == "__main__":
    main()
