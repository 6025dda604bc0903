"""Thousands of damaged workbooks: each is refused, or read honestly, within 5 s and 400 MB, and nothing crashes.

``XLAUDIT_FUZZ_SEED`` opens another seed (any text), ``XLAUDIT_FUZZ_ROUNDS`` changes how many rounds each kind takes.
A failing round is kept as a file, whose path the failure names. What honest means: tests/fuzz_judge.py.
"""

import os
import re
import signal
import warnings
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

import pytest

from tests.fuzz_judge import Place, Truth, content, problems, strict_cells
from tests.fuzzing import Parts, mutate_bytes, mutate_xml, packed, round_of
from xlaudit.api import metas
from xlaudit.catalog.load import load_issue_catalogue, load_meta, load_phrases, load_style, load_template
from xlaudit.model.assessment import Answer, Assessment, Identity, Origin
from xlaudit.model.base import LANGS, Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import XlauditError
from xlaudit.rules.selection import EVERYTHING, Selection, select
from xlaudit.workbook.fill import fill_workbook
from xlaudit.workbook.read.origin import Library
from xlaudit.workbook.read.workbook import read_workbook
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.generate import generate_workbook

SEED = os.environ.get("XLAUDIT_FUZZ_SEED", "xlaudit")
ROUNDS = int(os.environ.get("XLAUDIT_FUZZ_ROUNDS", "2000"))
WORKERS = os.cpu_count() or 1
SECONDS, MEMORY = 5, 400 * 2**20
KEPT = 5
"""After how many failures a share of the rounds is given up."""
IDENTITY = Identity(organisation="Clinique & Cie", structure_type="private-health", team="Équipe 7", date="2026-03-02")
TEXT_KEYS = ("evidence", "comment", "initials")
Kind = Literal["bytes", "xml", "bug"]


@dataclass(frozen=True)
class Round:
    """What became of one round; ``fault`` is what is wrong."""

    number: int
    outcome: Literal["refused", "same", "different", "failed"]
    fault: str = ""


@cache
def library() -> Library:
    """Return what reading needs to know, each file parsed once."""
    return Library(
        load=cache(load_meta),
        metas=metas,
        templates=(load_template("standard"),),
        catalogue=load_issue_catalogue(),
        phrases=load_phrases(),
    )


def known_answers(bundle: Bundle, practices: Iterable[str]) -> tuple[Answer, ...]:
    """Return answers of every kind; texts differ, so that one taken for another shows."""
    levels = [level.id for level in bundle.scale.levels if level.kind != "not_applicable"]
    return tuple(
        Answer(
            practice=practice,
            level=(*levels, None)[i % 7],
            support=(None, 2, -1, 0, None, 1, -2)[i % 7],
            evidence=f"Preuve n° {i} <{practice}>" if i % 2 or i % 7 == 4 else None,
            comment=(None, f"  {practice} : à revoir\nle {i} ", "idem")[i % 3],
            initials="AB" if i % 5 == 0 else None,
        )
        for i, practice in enumerate(practices)
    )


def filled(lang: Lang, selection: Selection) -> WorkbookSpec:
    """Return a workbook to write with its answers in place."""
    bundle = load_meta("services-metiers")
    practices = select(bundle.meta, selection)
    return WorkbookSpec(
        bundle=bundle,
        template=load_template("standard"),
        style=load_style("sober"),
        phrases=load_phrases(),
        lang=lang,
        profile="client",
        practices=practices,
        identity=IDENTITY,
        answers=known_answers(bundle, (practice.id for practice in practices)),
        ruled_out_by=("ai",),
    )


def typed(spec: WorkbookSpec) -> bytes:
    """Return the same workbook as openpyxl writes it, the levels typed as numbers, the texts in their cells."""
    answers = {
        answer.practice: {
            "level": int(answer.level) if answer.level and answer.level.isdecimal() else answer.level,
            "support": spec.bundle.scale.support_label(answer.support, spec.lang) or None,
            **{key: getattr(answer, key) for key in TEXT_KEYS},
        }
        for answer in spec.answers
    }
    return fill_workbook(generate_workbook(replace(spec, answers=())), spec.sheet_name("questionnaire"), answers)


def truth_of(spec: WorkbookSpec, data: bytes) -> Truth:
    """Return what is known of a workbook: its answers, and where each stands by the strict reading."""
    home, table = spec.sheet_name("home"), spec.sheet_name("questionnaire")
    cells = strict_cells(data, (home, table))
    at = {text: cell for cell, text in cells[table].items()}
    found: dict[Place, tuple[str, str]] = {}
    guards: dict[Place, tuple[str, str]] = {}
    for practice in spec.practices:
        for key in ("level", "support", *TEXT_KEYS):
            row = at[practice.id].removeprefix(at["practice"][0])
            found[practice.id, key] = (table, at[key][0] + row)
            guards[practice.id, key] = (at[practice.id], practice.id)
    for cell, text in cells[home].items():
        if text.startswith(("identity.", "applicability.")):
            found["", text], guards["", text] = (home, cell.replace("A", "C")), (cell, text)
    scale, vocabularies = spec.bundle.scale, spec.bundle.vocabularies
    words: dict[str, dict[str, object]] = {
        "level": {word(lang): x.id for x in scale.levels for lang in LANGS for word in (x.code.pick, x.display)},
        "support": {option.label.pick(lang): option.value for option in scale.support for lang in LANGS},
        **{
            f"identity.{field}": {word: x.id for x in vocabularies.of(field) for word in (x.id, x.label.fr, x.label.en)}
            for field in ("structure_type", "size", "actor_category")
        },
        **{f"applicability.{asked.id}": {"Non": "no", "No": "no"} for asked in spec.bundle.meta.applicability},
    }
    known = Assessment(
        origin=Origin(meta=spec.bundle.meta.id, version=spec.bundle.meta.version),
        identity=spec.identity,
        answers=spec.answers,
        ruled_out_by=spec.ruled_out_by,
    )
    return Truth(data=data, content=content(known), cells=found, guards=guards, meanings=words)


@pytest.fixture(scope="module")
def truths() -> tuple[Truth, ...]:
    """The workbooks to mutate: as the generator writes it, a part of it in English, and as openpyxl writes it."""
    whole, part = filled("fr", EVERYTHING), filled("en", Selection(importances=("essential",)))
    return tuple(
        truth_of(spec, data)
        for spec, data in ((whole, generate_workbook(whole)), (part, generate_workbook(part)), (whole, typed(whole)))
    )


def test_what_is_mutated_is_read_without_a_word(truths: tuple[Truth, ...]) -> None:
    for truth in truths:
        found = read_workbook(truth.data, "whole", library())
        assert (content(found), found.issues) == (truth.content, ())
        assert problems(truth, found, truth.data, excusable=True) == ([], False)


HOME, TABLE, STRINGS = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"
BUGS: dict[str, tuple[int, str, str, str]] = {
    "two values in a cell": (0, TABLE, r'(r="E7".*?</v>)(.*?r="E8"[^>]*>)(<v>\d+</v>)', r"\1\3\2\3"),
    "a comment in a value": (0, TABLE, r'(<c r="G7"[^>]*><v>)', r"\1<!-- -->"),
    "an instruction in a value": (0, TABLE, r'(<c r="G7"[^>]*><v>)', r"\1<?x?>"),
    "an index as a CDATA section": (0, TABLE, r'(<c r="E7"[^>]*><v>)(\d+)', r"\1<![CDATA[\2]]>"),
    "an entity in an index": (0, TABLE, r'(<c r="E7"[^>]*><v>)', r"\1&amp;"),
    "a character reference in a number": (2, TABLE, r'(<c r="E7"[^>]*><v>)(\d)', r"\1&#x3\2;"),
    "an index that is no number": (0, TABLE, r'(<c r="G7"[^>]*><v>)\d+', r"\1é"),
    "a cell under another name": (0, TABLE, r'<c( r="E7".*?</)c>', r"<q\1q>"),
    "an address twice": (0, TABLE, r'r="E8"', r'r="E7"'),
    "a cell with the address of another row": (0, TABLE, r'r="E7"', r'r="N40"'),
    "an address in small letters": (0, TABLE, r'r="E8"', r'r="e7"'),
    "a number that is no date": (0, TABLE, r'(<c r="G7"[^>]*t=)"s"', r'\1"d"'),
    "two texts in an inline string": (2, TABLE, r'(<c r="G7"[^>]*><is>)', r"\1<t>Un </t>"),
    "a value beside an inline string": (2, TABLE, r'(<c r="F7".*?</is>)', r"\1<v>4</v>"),
    "four billion shared strings announced": (0, STRINGS, r'uniqueCount="\d+"', 'uniqueCount="4294967296"'),
    "two texts in a shared string": (0, STRINGS, "Preuve n° 1 ", "Preuve </t><t>n° 1 "),
    "the key of a line of the first sheet lost": (0, HOME, r'<c r="A19".*?</c>', ""),
    "a formula without value on the first sheet": (0, HOME, r'(<c r="C19" s="\d+") .*?</c>', r"\1><f>B1</f></c>"),
}
"""What mutations once found: the workbook, its part, what was replaced and by what."""


def made(kind: Kind, seed: str, number: int, workbooks: tuple[Parts, ...]) -> tuple[int, bytes, str]:
    """Make the workbook of a round: which one was mutated, its bytes, and what was done to it."""
    if kind == "bug":
        which, part, pattern, new = list(BUGS.values())[number]
        contents = workbooks[which].contents
        xml, count = re.subn(pattern, new, contents[part].decode(), count=1, flags=re.DOTALL)
        assert count == 1, "the bug is not in the workbook any more"
        return which, packed(contents | {part: xml.encode()}), "bug"
    chance = round_of(seed, kind, number)
    which = chance.choices(range(3), (2, 1, 1))[0]
    if kind == "bytes":
        return which, mutate_bytes(workbooks[which].data, chance), "damaged bytes"
    return which, *mutate_xml(workbooks[which], chance)


def outcome(kind: Kind, number: int, truth: Truth, data: bytes, done: str) -> Round:
    """Read a mutated workbook and judge the reading."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = read_workbook(data, "mutated", library())
    except XlauditError:
        return Round(number, "refused")
    except BaseException as error:  # a panic of the native reader is no Exception
        return Round(number, "failed", f"{done}: {type(error).__name__}: {error}")
    faults, differs = problems(truth, found, data, excusable=kind != "bytes")
    if faults:
        return Round(number, "failed", f"{done}: {'; '.join(faults[:3])} ({len(faults)} in all)")
    return Round(number, "different" if differs else "same")


def work(line: Connection, kind: Kind, seed: str, truths: tuple[Truth, ...], rounds: range) -> None:
    """Take some rounds in a process of its own: killed after 5 s on one, and out of memory at 400 MB."""
    workbooks = tuple(Parts(truth.data) for truth in truths)
    for truth in truths:
        read_workbook(truth.data, "whole", library())
    import resource  # where there is none, there is no limit to set

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for number in rounds:
        which, data, done = made(kind, seed, number, workbooks)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        found = outcome(kind, number, truths[which], data, done)
        signal.setitimer(signal.ITIMER_REAL, 0)
        line.send(found)


def share(kind: Kind, seed: str, truths: tuple[Truth, ...], rounds: range, kept: int = KEPT) -> list[Round]:
    """Have some rounds taken, by another worker after each that died."""
    found: list[Round] = []
    while len(found) < len(rounds) and sum(item.outcome == "failed" for item in found) < kept:
        ours, theirs = get_context("spawn").Pipe(duplex=False)
        worker = get_context("spawn").Process(target=work, args=(theirs, kind, seed, truths, rounds[len(found) :]))
        worker.start()
        theirs.close()
        with ours:
            try:
                while True:
                    found.append(ours.recv())
            except EOFError:
                worker.join()
        if len(found) < len(rounds):
            ended = f"the worker ended with code {worker.exitcode} (-14: over {SECONDS} s on one file)"
            found.append(Round(rounds[len(found)], "failed", ended))
    return found


@pytest.mark.parametrize("kind", ["bytes", "xml"])
def test_a_mutated_workbook_is_refused_or_read_honestly(kind: Kind, truths: tuple[Truth, ...], tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="memory cannot be limited on this system")
    with ThreadPoolExecutor(WORKERS) as pool:
        shares = [pool.submit(share, kind, SEED, truths, range(first, ROUNDS, WORKERS)) for first in range(WORKERS)]
        found = [item for future in shares for item in future.result()]
    print(f"{kind}: {dict(Counter(item.outcome for item in found))}")  # shown by pytest -s
    workbooks = tuple(Parts(truth.data) for truth in truths)
    failures = {tmp_path / f"{kind}-{item.number}.xlsx": item for item in found if item.outcome == "failed"}
    for path, item in failures.items():
        path.write_bytes(made(kind, SEED, item.number, workbooks)[1])
    assert not failures, f"seed {SEED!r}:\n" + "\n".join(f"{path}: {item.fault}" for path, item in failures.items())
    assert len(found) == ROUNDS


@pytest.fixture(scope="module")
def reproduced(truths: tuple[Truth, ...]) -> dict[str, str]:
    """What is wrong in the reading of each of those workbooks, in a worker: one of them once aborted the process."""
    found = share("bug", SEED, truths, range(len(BUGS)), kept=len(BUGS))
    return dict(zip(BUGS, (item.fault for item in found), strict=True))


@pytest.mark.parametrize("bug", BUGS)
def test_what_was_once_lost_in_silence_is_said_or_refused(bug: str, reproduced: dict[str, str]) -> None:
    assert reproduced[bug] == ""


@pytest.mark.parametrize("method", [12, 14, 99])
@pytest.mark.parametrize("part", [HOME, TABLE, STRINGS])
def test_a_part_that_claims_another_compression_is_refused(truths: tuple[Truth, ...], part: str, method: int) -> None:
    data = bytearray(truths[0].data)
    data[data.find(part.encode()) - 22] = data[data.rfind(part.encode()) - 36] = method
    assert outcome("bytes", 0, truths[0], bytes(data), "method").outcome == "refused"


def test_shared_strings_that_do_not_match_their_checksum_are_refused(truths: tuple[Truth, ...]) -> None:
    data = packed(Parts(truths[0].data).contents).replace(b"Preuve n\xc2\xb0 1 ", b"Preuve n\xc2\xb0 7 ")
    assert outcome("bytes", 0, truths[0], data, "checksum").outcome == "refused"
