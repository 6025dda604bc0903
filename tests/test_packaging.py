"""The wheel holds every data file, and the package finds them wherever it was unpacked."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

TREE = ("xlaudit", "templates", "referentials", "examples")
FILES = ("pyproject.toml", "LICENSE", "README.md")
DATA = ("templates", "referentials", "examples")


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by hatchling from a copy of the tree, with no network."""
    copy = tmp_path_factory.mktemp("tree")
    for folder in TREE:
        shutil.copytree(root / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        if (root / name).is_file():
            shutil.copy(root / name, copy / name)
    built = tmp_path_factory.mktemp("dist")
    run = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return next(built.glob("xlaudit-*.whl"))


def test_the_wheel_holds_every_data_file(wheel: Path, root: Path) -> None:
    expected = {
        f"xlaudit/_data/{path.relative_to(root).as_posix()}"
        for folder in DATA
        for path in (root / folder).rglob("*")
        if path.is_file()
    }
    held = {name for name in ZipFile(wheel).namelist() if name.startswith("xlaudit/_data/")}
    assert held == expected
    assert len(held) > 20


def test_the_wheel_holds_every_module_and_says_that_it_is_typed(wheel: Path, root: Path) -> None:
    held = set(ZipFile(wheel).namelist())
    assert {path.relative_to(root).as_posix() for path in (root / "xlaudit").rglob("*.py")} <= held
    assert "xlaudit/py.typed" in held


def test_the_wheel_declares_its_command(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "xlaudit = xlaudit.cli.main:main" in archive.read(name).decode()


def test_an_unpacked_wheel_finds_its_data_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    unpacked, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    ZipFile(wheel).extractall(unpacked)
    run = subprocess.run(
        [sys.executable, "-m", "xlaudit", "show", "services-metiers", "--coverage"],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    # The RGESN 2024 has 78 criteria, and every one is linked (DESIGN §8).
    assert "rgesn-2024" in run.stdout
    assert "78 of 78 criteria linked" in run.stdout
