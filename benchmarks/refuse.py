"""How long a file that must not be read takes to be refused, from its path to the error: milliseconds of the clock.

The files are those of ``tests/mangled``. A good workbook is read first, so that referentials and messages are in
memory. Files that could take their reader down are read in a process of its own, under a limit of memory.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.mangled import hostile, traps
from tests.mangled.registry import REFUSALS, Refusal, filled, mangled
from xlaudit import api
from xlaudit.model.errors import WorkbookError

AIM = 50.0
"""The most milliseconds that a refusal should take."""
HOPELESS = 1000.0
"""Beyond this, one round says enough."""
APART = """
import resource, sys
sys.path.insert(0, sys.argv[1])
import refuse
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (2 * 2**30, 2 * 2**30))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
print(*refuse.best(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many rounds (default: %(default)s)")
    chosen = parser.parse_args()
    print(f"{len(REFUSALS)} files of {hostile.__name__} and {traps.__name__}, best of {chosen.rounds}, in milliseconds")
    slow = 0
    with TemporaryDirectory() as folder:
        good = Path(folder) / "good.xlsx"
        good.write_bytes(filled())
        for refusal in REFUSALS.values():
            spent, outcome = _measure(refusal, good, chosen.rounds)
            slow += spent > AIM
            print(f"  {spent:9.1f}  {'' if spent <= AIM else 'SLOW '}{refusal.name}: {outcome}", flush=True)
    print(f"{slow} above {AIM:.0f} ms")


def _measure(refusal: Refusal, good: Path, rounds: int) -> tuple[float, str]:
    """Return the milliseconds of a refusal and what became of the file."""
    path = good.parent / refusal.file
    path.write_bytes(mangled(refusal.mangle))
    if not refusal.isolated:
        return best(path, good, rounds)
    command = [sys.executable, "-c", APART, str(Path(__file__).parent), str(path), str(good), str(rounds)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode < 0:
        return float("inf"), "its reader was taken down"
    if run.returncode:
        raise RuntimeError(run.stderr)
    spent, outcome = run.stdout.split(maxsplit=1)
    return float(spent), outcome.strip()


def best(path: Path, good: Path, rounds: int) -> tuple[float, str]:
    """Return the least milliseconds that a file takes to be refused, and as what."""
    api.read(good)
    times, outcome = [], "read"
    for _ in range(rounds):
        start = perf_counter()
        try:
            api.read(path)
        except WorkbookError as error:
            outcome = type(error).__name__
        times.append(1000 * (perf_counter() - start))
        if times[-1] > HOPELESS:
            break
    return min(times), outcome


if __name__ == "__main__":
    main()
