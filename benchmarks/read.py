"""How long a filled workbook takes to read and score, against openpyxl and python-calamine that only read it."""

import os
import random
import subprocess
import sys
import warnings
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from measure import Subject, options, time_in_turn
from python_calamine import CalamineWorkbook

from xlaudit import api
from xlaudit.catalog.load import load_phrases, load_style, load_template
from xlaudit.model.assessment import Answer, Identity, Profile
from xlaudit.model.bundle import Bundle
from xlaudit.model.results import Results
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.generate import generate_workbook

META = "services-metiers"
PROFILES: tuple[Profile, ...] = ("client", "referent")
OURS, OPENPYXL, CALAMINE = "xlaudit, read and score", "openpyxl, load_workbook", "python-calamine, every sheet"
COMMAND, FLOOR = "xlaudit score --json", 'python -c "import pandas"'


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="filled workbooks to measure as well")
    parser.add_argument("--no-command", action="store_true", help="leave out the command as a whole process")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore", UserWarning)  # openpyxl drops data bars, and says so
    bundle = api.load(META)
    print(f"{META}, {len(bundle.meta.practices)} practices, {chosen.rounds} rounds after a warm-up")
    with TemporaryDirectory() as folder:
        made = {f"{profile} profile": _filled(bundle, profile, Path(folder)) for profile in PROFILES}
        made["client profile, saved again by openpyxl"] = _saved_again(made["client profile"])
        for name, path in (made | {path.name: path for path in chosen.files}).items():
            _measure(name, path, chosen.rounds, collect=not chosen.no_gc)
        if not chosen.no_command:
            _measure_command(made["client profile"], Path(folder), chosen.rounds)


def _filled(bundle: Bundle, profile: Profile, folder: Path) -> Path:
    """Write a workbook as people send it back: every practice answered, every formula with its value."""
    chance = random.Random(104)
    words = [word for practice in bundle.meta.practices for word in practice.expected.fr.split()]
    levels = [level.id for level in bundle.scale.levels]

    def text(length: int) -> str:
        return " ".join(chance.choices(words, k=length))

    spec = WorkbookSpec(
        bundle=bundle,
        template=load_template(api.DEFAULT_TEMPLATE),
        style=load_style(api.DEFAULT_STYLE),
        phrases=load_phrases(),
        lang="fr",
        profile=profile,
        practices=bundle.meta.practices,
        identity=Identity(organisation="Mutuelle des Tilleuls", team="Équipe web", date="2026-03-02"),
        answers=tuple(
            Answer(
                practice=practice.id,
                level=chance.choice(levels),
                support=chance.randint(-2, 2),
                evidence=text(12) if chance.random() < 0.5 else None,
                comment=text(20) if chance.random() < 0.3 else None,
            )
            for practice in bundle.meta.practices
        ),
    )
    path = folder / f"{profile}.xlsx"
    path.write_bytes(generate_workbook(spec))
    return path


def _saved_again(path: Path) -> Path:
    """Save a workbook as programs do that write every shared formula out: openpyxl reads such a file faster."""
    book = openpyxl.load_workbook(path)
    again = path.with_stem(f"{path.stem}-again")
    book.save(again)
    return again


def _score(path: Path) -> Results:
    return api.assess(api.read(path))


def _read_with_calamine(path: Path) -> list[object]:
    book = CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _measure(name: str, path: Path, rounds: int, *, collect: bool) -> None:
    results = _score(path)
    ledger, answered = results.ledger, sum(row.level is not None for row in results.answers)
    print(f"\n{name}: {path.stat().st_size:,} bytes, {answered} answers, {ledger.cells} filled cells accounted for")
    subjects: dict[str, Subject] = {
        OURS: partial(_score, path),
        OPENPYXL: partial(openpyxl.load_workbook, path),
        CALAMINE: partial(_read_with_calamine, path),
    }
    timings = time_in_turn(subjects, rounds, collect=collect)
    for subject in subjects:
        print(f"  {subject:28} {timings.middle(subject):6.4f} s")
    print(f"  openpyxl / xlaudit           {timings.ratio(OPENPYXL, OURS)}   aim: 4 or more")
    print(f"  xlaudit / python-calamine    {timings.ratio(OURS, CALAMINE)}   aim: 3 or less")


def _measure_command(path: Path, folder: Path, rounds: int) -> None:
    """Time the command as a whole process, beside the mere import of pandas; both find their modules compiled."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    settings["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")  # filled by the round that does not count
    commands = {
        COMMAND: [sys.executable, "-m", "xlaudit", "score", str(path), "--json"],
        FLOOR: [sys.executable, "-c", "import pandas"],
    }
    subjects: dict[str, Subject] = {
        name: partial(subprocess.run, command, check=True, stdout=subprocess.DEVNULL, env=settings)
        for name, command in commands.items()
    }
    timings = time_in_turn(subjects, rounds)
    print("\nas whole processes")
    for name in subjects:
        print(f"  {name:28} {timings.middle(name):6.3f} s")
    print(f"  ratio                        {timings.ratio(COMMAND, FLOOR)}")


if __name__ == "__main__":
    main()
