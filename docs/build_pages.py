"""Write the pages of docs/ that are made from the code and the catalogues; ``--check`` only compares them."""

import json
import sys
from pathlib import Path

from report_page import report_page

from xlaudit.api import load, metas
from xlaudit.catalog.load import load_issue_catalogue
from xlaudit.model.base import Lang, Record
from xlaudit.model.bundle import Bundle
from xlaudit.model.criteria import SourceCriteria
from xlaudit.model.issue import IssueKind
from xlaudit.model.questions import QuestionList
from xlaudit.model.results import CheckReport, Results
from xlaudit.model.views import MetaView
from xlaudit.model.workshop import Workshop
from xlaudit.rules.coverage import coverage, domain_counts

DOCS = Path(__file__).resolve().parent
SCHEMAS: dict[str, type[Record]] = {
    "score": Results,
    "check": CheckReport,
    "show": MetaView,
    "criteria": SourceCriteria,
    "questions": QuestionList,
    "tally": Workshop,
}
CHAPTERS = {
    "1": "The file",
    "2": "Identity and version",
    "3": "Structure",
    "4": "Answers",
    "5": "Plausibility",
}


def pages() -> dict[Path, str]:
    """Return every generated page by path."""
    made = {DOCS / "issues.md": issues_page(), DOCS / "coverage.md": coverage_page(), DOCS / "report.md": report_page()}
    for name, model in SCHEMAS.items():
        made[DOCS / "schema" / f"{name}.json"] = (
            json.dumps(model.model_json_schema(), indent=2, ensure_ascii=False) + "\n"
        )
    return made


def issues_page() -> str:
    """Return the page of issues, from their catalogue."""
    lines = [
        "# Issues",
        "",
        "What `xlaudit check` may say of a filled workbook. Codes are stable. This page is made from",
        "`templates/messages/issues.yaml` by `python docs/build_pages.py`.",
    ]
    chapter = ""
    for kind in load_issue_catalogue().kinds:
        if kind.code[2] != chapter:
            chapter = kind.code[2]
            lines += ["", f"## {CHAPTERS[chapter]}"]
        lines += ["", *_issue(kind)]
    return "\n".join(lines) + "\n"


def _issue(kind: IssueKind) -> list[str]:
    langs: tuple[Lang, Lang] = ("en", "fr")
    said = [f"- {lang}: {kind.message.pick(lang)} *{kind.hint.pick(lang)}*" for lang in langs]
    return [f"### {kind.code} ({kind.severity})", "", *said]


def coverage_page() -> str:
    """Return the tables sources × domains of every meta-referential."""
    lines = [
        "# Coverage",
        "",
        "Practices by domain and source, and what becomes of every criterion. Made by `python docs/build_pages.py`;",
        "`xlaudit referential coverage META` prints the same tables.",
    ]
    for name in metas():
        lines += ["", *_meta(load(name))]
    return "\n".join(lines) + "\n"


def _meta(bundle: Bundle) -> list[str]:
    meta = bundle.meta
    several = sum(len({link.source for link in practice.links}) > 1 for practice in meta.practices)
    names = [bundle.sources[source].short for source in meta.sources]
    lines = [
        f"## {meta.title.en} (`{meta.id}` {meta.version})",
        "",
        f"{len(meta.practices)} practices in {len(meta.domains)} domains, of which {several} link two or more sources; "
        f"{sum(practice.importance == 'essential' for practice in meta.practices)} are essential.",
        "",
        f"| Domain | Practices | {' | '.join(names)} |",
        f"| --- | ---: | {' | '.join('---:' for _ in names)} |",
    ]
    for domain, counts in domain_counts(meta):
        cells = " | ".join(str(counts[source]) for source in meta.sources)
        lines.append(f"| {domain.label.en} | {len(domain.practices)} | {cells} |")
    lines += ["", "| Source | Criteria | Linked | Left out |", "| --- | ---: | ---: | ---: |"]
    for source in meta.sources:
        found = coverage(meta, bundle.sources[source])
        row = (bundle.sources[source].short, len(found.criteria), len(found.linked), len(found.left_out))
        lines.append(f"| {' | '.join(map(str, row))} |")
    return lines


def main() -> None:
    """Write the pages, or with ``--check`` exit with 1 and name those that are not up to date."""
    stale = [path for path, text in pages().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        sys.exit("\n".join(f"{path.relative_to(DOCS.parent)} is not up to date; run make docs" for path in stale) or 0)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages()[path], encoding="utf-8")
        sys.stdout.write(f"wrote {path.relative_to(DOCS.parent)}\n")


if __name__ == "__main__":
    main()
