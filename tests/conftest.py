"""What many tests share: the meta-referential of the examples, its empty workbook, the official files."""

from pathlib import Path

import pytest

from xlaudit.api import generate, load
from xlaudit.model.bundle import Bundle

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def services() -> Bundle:
    """The meta-referential of software teams."""
    return load("services-metiers")


@pytest.fixture(scope="session")
def empty_workbook(services: Bundle) -> bytes:
    """Its workbook, as sent to a client."""
    return generate(services)


@pytest.fixture(scope="session")
def official() -> Path:
    """The folder of official data files, which is not part of the repository."""
    folder = SHARED / "official"
    if not folder.is_dir():
        pytest.skip("the official files are not beside this checkout (../shared/official)")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT
