"""How long the workbook to fill takes to generate, against the same cells written by bare xlsxwriter and openpyxl."""

from functools import partial

from cells import plain_book, write_with_openpyxl, write_with_xlsxwriter
from measure import Subject, options, peak_memory, time_in_turn

from xlaudit import api
from xlaudit.model.assessment import PROFILES, Profile
from xlaudit.model.bundle import Bundle

META = "services-metiers"
OURS, LEAN, STOCK, OPENPYXL = "xlaudit", "xlsxwriter, in_memory", "xlsxwriter, default options", "openpyxl"


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--meta", default=META, help="the meta-referential (default: %(default)s)")
    parser.add_argument("--profile", choices=PROFILES, action="append", help="only this profile (repeatable)")
    chosen = parser.parse_args()
    bundle = api.load(chosen.meta)
    print(f"{chosen.meta}, {len(bundle.meta.practices)} practices, {chosen.rounds} rounds after a warm-up")
    for profile in chosen.profile or PROFILES:
        _measure(bundle, profile, chosen.rounds, collect=not chosen.no_gc)


def _measure(bundle: Bundle, profile: Profile, rounds: int, *, collect: bool) -> None:
    data = api.generate(bundle, profile=profile)
    book = plain_book(data)
    subjects: dict[str, Subject] = {
        OURS: partial(api.generate, bundle, profile=profile),
        LEAN: partial(write_with_xlsxwriter, book, in_memory=True),
        STOCK: partial(write_with_xlsxwriter, book, in_memory=False),
        OPENPYXL: partial(write_with_openpyxl, book),
    }
    counts = ", ".join(f"{book.count(kind)} {kind}s" for kind in ("formula", "text", "number", "blank"))
    print(f"\n{profile}: {book.count()} cells on {len(book.sheets)} sheets ({counts})")
    timings = time_in_turn(subjects, rounds, collect=collect)
    peaks = {name: peak_memory(subject) for name, subject in subjects.items()}
    sizes = {OURS: len(data), LEAN: len(write_with_xlsxwriter(book, in_memory=True))}
    sizes |= {STOCK: sizes[LEAN], OPENPYXL: len(write_with_openpyxl(book))}
    for name in subjects:
        line = f"  {name:28} {sizes[name]:8,} bytes, peak {peaks[name] / 2**20:5.1f} MiB, {timings.middle(name):6.3f} s"
        if name != OURS:
            against = f"{timings.ratio(OURS, name)} of its time, {peaks[OURS] / peaks[name]:.2f} of its memory"
            line += f"; xlaudit takes {against}"
        print(line)


if __name__ == "__main__":
    main()
