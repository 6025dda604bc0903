"""Write the Word templates of templates/report from the phrases; ``--check`` only compares them.

A consultant changes a copy of a template in Word; what is changed here is what xlaudit ships.
"""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from report_template import report
from restitution_template import restitution

from xlaudit.model.base import LANGS, Lang

FOLDER = Path(__file__).resolve().parents[1] / "templates" / "report"
TEMPLATES: dict[str, Callable[[Lang], bytes]] = {"standard": report, "restitution": restitution}


def files() -> dict[Path, bytes]:
    """Return every template by path: French under its plain name, English beside it."""
    return {
        FOLDER / (f"{name}.docx" if lang == "fr" else f"{name}.{lang}.docx"): make(lang)
        for name, make in TEMPLATES.items()
        for lang in LANGS
    }


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a document, XML in its canonical form, so that only what it says is compared."""
    with ZipFile(BytesIO(data)) as archive:
        return {
            name: etree.tostring(etree.fromstring(archive.read(name)), method="c14n")
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def main() -> None:
    """Write the templates, or with ``--check`` exit with 1 and name those that are not up to date."""
    made = files()
    stale = [path for path, data in made.items() if not path.is_file() or parts(path.read_bytes()) != parts(data)]
    if "--check" in sys.argv:
        sys.exit("\n".join(f"{path.name} is not up to date; run make docs" for path in stale) or 0)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in stale:
        path.write_bytes(made[path])
        sys.stdout.write(f"wrote templates/report/{path.name}\n")


if __name__ == "__main__":
    main()
