"""LibreOffice for the tests: files converted in one call, and a document driven through its programming interface."""

import atexit
import inspect
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from textwrap import dedent
from typing import Any, Protocol

import pytest

from tests.recalculation import Value, same
from xlaudit.model.results import Results

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97"}
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">\
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse">\
<value>0</value></prop></item>
</oor:items>
"""
"""A profile that computes every formula anew when a file is opened."""

CONVERSION_SECONDS, TALK_SECONDS, CLOSING_SECONDS = 300.0, 120.0, 20.0
CATEGORIES = ("strengthen", "introduce", "favoured", "later", "shunned", "acquired", "unknown", "not_applicable")
"""The categories as the workbook numbers them, from 1."""
_talks = count(1)


class Script(Protocol):
    """A class whose source is run by another Python, beside LibreOffice: it must stand alone."""

    def __init__(self, context: Any, uno: Any) -> None: ...

    def answer(self, payload: Any) -> Any:
        """Do what the payload asks; both it and the answer are JSON."""


@cache
def profile() -> Path:
    """Return the folder of this session's LibreOffice profile, made at the first call and removed at the end."""
    folder = Path(mkdtemp(prefix="xlaudit-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    return folder


def convert(paths: Iterable[Path], kind: str, folder: Path) -> dict[Path, Path]:
    """Recalculate files and save them in another format, in one call of LibreOffice.

    Args:
        paths: the files; their names without suffix must differ.
        kind: ``xlsx``, ``ods`` or ``xls``.
        folder: where the new files go, not the folder of the old ones.

    Returns:
        The new file of each path.
    """
    asked = list(paths)
    made = {path: folder / f"{path.stem}.{kind}" for path in asked}
    assert len(set(made.values())) == len(asked), "two files have the same name"
    options = ["--convert-to", f"{kind}:{FILTERS[kind]}", "--outdir", str(folder)]
    office = _start(*options, *(str(path) for path in asked))
    try:
        said, _ = office.communicate(timeout=CONVERSION_SECONDS)
    except subprocess.TimeoutExpired:
        said = f"not done after {CONVERSION_SECONDS:.0f} s"
        _end(office)
    missing = [path.name for path in asked if not made[path].is_file()]
    assert not missing, f"LibreOffice did not convert {missing}: {said}"
    return made


@cache
def uno_python() -> str | None:
    """Return a Python that can drive LibreOffice (import uno): this one, the system's, or the one beside soffice."""
    beside = Path(SOFFICE).resolve().with_name("python") if SOFFICE else None
    system = shutil.which("python3", path=os.defpath)
    for python in (sys.executable, system, str(beside) if beside and beside.is_file() else None):
        if python and subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return python
    return None


RUNNER = """
from __future__ import annotations
import json, sys, time
import uno

{source}

def connect(address, seconds=60):
    local = uno.getComponentContext()
    service = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + seconds
    while True:
        try:
            return service.resolve(address)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            if time.monotonic() > end:
                raise
            time.sleep(0.05)

asked = json.load(sys.stdin)
context = connect(asked["address"])
try:
    print(json.dumps({name}(context, uno).answer(asked["payload"])))
finally:
    context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
"""


def talk(script: type[Script], payload: Any, seconds: float = TALK_SECONDS) -> Any:
    """Start LibreOffice without a window, let a script drive it, and close it.

    Args:
        script: the class to run there.
        payload: what its ``answer`` receives; JSON.
        seconds: how long it may take.

    Returns:
        What ``answer`` returned.
    """
    python = uno_python()
    if python is None:
        pytest.skip("no Python found that can drive LibreOffice (python3-uno is not installed)")
    pipe = f"pipe,name=xlaudit{os.getpid()}n{next(_talks)};urp"
    source = RUNNER.format(source=dedent(inspect.getsource(script)), name=script.__name__)
    asked = json.dumps({"address": f"uno:{pipe};StarOffice.ComponentContext", "payload": payload})
    office = _start("--norestore", "--nologo", "--nodefault", f"--accept={pipe};")
    try:
        run = subprocess.run(
            [python, "-c", source], input=asked, capture_output=True, text=True, check=False, timeout=seconds
        )
    finally:
        _end(office, CLOSING_SECONDS)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def _start(*arguments: str) -> subprocess.Popen[str]:
    assert SOFFICE is not None
    return subprocess.Popen(
        [SOFFICE, f"-env:UserInstallation={profile().as_uri()}", "--headless", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def _end(office: subprocess.Popen[str], grace: float = 0.0) -> None:
    """Wait for LibreOffice to leave, else stop it: soffice is a wrapper, so its whole process group goes."""
    try:
        office.communicate(timeout=grace)
    except subprocess.TimeoutExpired:
        os.killpg(office.pid, signal.SIGKILL)
        office.communicate()


def named_results(results: Results) -> dict[str, list[Value]]:
    """Return what the defined names of a workbook must hold when the library computes these results."""

    def shown(value: float | None) -> Value:
        return "–" if value is None else value

    placed = {item.practice: item for item in results.priorities}
    order = [answer.practice for answer in results.answers]
    names: dict[str, list[Value]] = {
        f"xa_{key}": [shown(getattr(results, key))] for key in ("score", "floor", "ceiling", "known", "completion")
    }
    names["xa_maturity"] = [results.maturity.label or "–"]
    names["xa_contrasted"] = [float(results.maturity.contrasted)]
    names["xa_domain_scores"] = [shown(domain.score) for domain in results.domains]
    names["xa_ids"] = list(order)
    names["xa_category"] = [CATEGORIES.index(placed[name].category) + 1.0 for name in order]
    names["xa_rank"] = [float(placed[name].rank) for name in order]
    for source in results.sources:
        names[f"xa_progress_{source.id.replace('-', '_').replace('.', '_')}"] = [shown(source.progress)]
        if source.estimate is not None:
            names["xa_estimate_low"], names["xa_estimate_high"] = [source.estimate.low], [source.estimate.high]
    return names


def differences(found: Mapping[str, Sequence[Value]], results: Results) -> dict[str, tuple[object, object]]:
    """Return the names whose values are not the library's: numbers of scores to 1e-9, all else exactly."""
    exact = {"xa_category", "xa_rank", "xa_contrasted"}
    wanted = named_results(results)
    for name in ("xa_estimate_low", "xa_estimate_high"):
        if name in found:
            wanted.setdefault(name, ["–"])
    wrong: dict[str, tuple[object, object]] = {}
    for name, values in wanted.items():
        live = found.get(name, ())
        if len(live) != len(values):
            wrong[name] = (list(live), values)
            continue
        for i, (one, other) in enumerate(zip(live, values, strict=True)):
            if not (one == other if name in exact else same(one, other)):
                wrong[f"{name}[{i}]"] = (one, other)
    return wrong
