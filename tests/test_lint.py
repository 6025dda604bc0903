"""The lint of a meta-referential: services-metiers, with one thing wrong at a time."""

import calendar
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import Row, bundle, meta
from xlaudit.catalog.lint import lint
from xlaudit.catalog.quality import quality_faults
from xlaudit.model.errors import Fault

SHIPPED = (Path(__file__).resolve().parents[1] / "referentials" / "meta" / "services-metiers.yaml").read_text(
    encoding="utf-8"
)


def mutated(practice: str, old: str, new: str) -> tuple[str, int]:
    """Replace a piece in the lines of a practice ("" for the head of the file); return the text and the new line."""
    start = SHIPPED.index(f"      - id: {practice}\n") if practice else 0
    place = SHIPPED.index(old, start)
    following = SHIPPED.find("      - id: ", start + 1)
    assert place < following, f"{old!r} is not in {practice or 'the head'}"
    content = SHIPPED[:place] + new + SHIPPED[place + len(old) :]
    shown = place + len(new) - len(new.lstrip())
    return content, content.count("\n", 0, shown) + 1


def said(folder: Path, content: str) -> list[str]:
    """Return the faults of a meta-referential, without the folder."""
    path = folder / "referentials" / "meta" / "services-metiers.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    _, faults = lint([path])
    return [str(fault).removeprefix(f"{path.parent}/") for fault in faults]


ONE_RULE = {
    "unknown criterion": (
        ("STRAT-01", '"rgesn-2024:1.1"', '"rgesn-2024:1.11"'),
        "domains[STRAT].practices[STRAT-01].links[0].criterion",
        "found 'rgesn-2024:1.11'; rgesn-2024 has no criterion '1.11'",
    ),
    "unknown source": (
        ("STRAT-01", '"rgesn-2024:1.1"', '"rgesn:1.1"'),
        "domains[STRAT].practices[STRAT-01].links[0].criterion",
        "found 'rgesn:1.1'; 'rgesn' is not among the sources of this file",
    ),
    "unknown topic": (
        ("STRAT-01", "[governance, ecodesign]", "[governance, ecodesing]"),
        "domains[STRAT].practices[STRAT-01].topics[1]",
        "found 'ecodesing', which is no topic of this file; did you mean 'ecodesign'?",
    ),
    "unknown stage": (
        ("STRAT-01", "stages: [framing]", "stages: [cadrage]"),
        "domains[STRAT].practices[STRAT-01].stages[0]",
        "found 'cadrage', which is no stage of this file",
    ),
    "unknown actor": (
        ("STRAT-01", "product-owner]", "product-owners]"),
        "domains[STRAT].practices[STRAT-01].actors[1]",
        "found 'product-owners', which is no actor of this file; did you mean 'product-owner'?",
    ),
    # 1.1 is "prioritaire" in the RGESN 2024, and STRAT-01 is equal to it.
    "importance below a decisive link": (
        ("STRAT-01", "importance: essential", "importance: recommended"),
        "domains[STRAT].practices[STRAT-01].importance",
        "found recommended, below rgesn-2024:1.1, which it decides; write essential",
    ),
    "duplicate title": (
        (
            "STRAT-02",
            'fr: "Nommer un référent écoconception doté de temps et de moyens"',
            'fr: "ÉVALUER l’utilité du service au regard de ses impacts"',
        ),
        "domains[STRAT].practices[STRAT-02].title.fr",
        "is the title of STRAT-01 too; make them differ",
    ),
    "duplicate practice id": (
        ("STRAT-02", "      - id: STRAT-02", "      - id: STRAT-01"),
        "domains[STRAT].practices[STRAT-01].id",
        "the practice 'STRAT-01' stands twice",
    ),
    "wrong prefix": (
        ("STRAT-02", "      - id: STRAT-02", "      - id: STRAX-02"),
        "domains[STRAT].practices[STRAX-02].id",
        "found 'STRAX-02' in the domain STRAT; write STRAT-nn",
    ),
    "the same link twice": (
        ("STRAT-01", '"wsg-1.0:5.14"', '"rgesn-2024:1.1"'),
        "domains[STRAT].practices[STRAT-01].links[1]",
        "the link to 'rgesn-2024:1.1' stands twice",
    ),
    "applicability naming an unknown practice": (
        ("", "practices: [INFRA-08]", "practices: [INFRA-88]"),
        "applicability[own-hardware].rules_out.practices[0]",
        "found 'INFRA-88', which is no practice of this file",
    ),
    "applicability naming an unknown topic": (
        ("", "topics: [ai]", "topics: [ia]"),
        "applicability[ai].rules_out.topics[0]",
        "found 'ia', which is no topic of this file",
    ),
    "applicability that rules nothing out": (
        ("", "rules_out: {domains: [], topics: [ai], practices: []}", "rules_out: {}"),
        "applicability[ai].rules_out",
        "rules nothing out; name the practices, topics or domains that do not apply",
    ),
    "obligation of an unknown structure type": (
        ("STRAT-06", "[large-local-authority]", "[large-local-autority]"),
        "domains[STRAT].practices[STRAT-06].obligation.applies_to[0]",
        "found 'large-local-autority', which is no structure type; did you mean 'large-local-authority'?",
    ),
    "left out of an unknown criterion": (
        ("", 'criteria: ["5.24"]', 'criteria: ["5.99"]'),
        "left_out[0].criteria[0]",
        "found '5.99', which is no criterion of wsg-1.0",
    ),
    "left out of an unknown source": (
        ("", "  - source: wsg-1.0", "  - source: wsg-2.0"),
        "left_out[0].source",
        "found 'wsg-2.0', which is not among the sources of this file",
    ),
    "a source that does not exist": (
        ("", "sources: [rgesn-2024, wsg-1.0,", "sources: [rgesn-2024, rgesn-2020, wsg-1.0,"),
        "sources[1]",
        "found 'rgesn-2020', and there is no such source in referentials/sources",
    ),
    "a text far too long": (
        ("STRAT-01", 'en: "Draw up a two-page', f'en: "{"x" * 400}'),
        "domains[STRAT].practices[STRAT-01].action.en",
        "characters; say it in",
    ),
    "an uncovered criterion": (
        (
            "",
            "sources: [rgesn-2024, wsg-1.0, ethique-by-design]\nscale",
            "sources: [rgesn-2024, wsg-1.0, ethique-by-design, xlaudit-usages]\nscale",
        ),
        "sources[3]",
        "of xlaudit-usages; link or list under left_out",
    ),
    "a criterion that has lost its link": (
        ("ETHIC-04", '          - {criterion: "rgesn-2024:1.6", relation: equal}\n', ""),
        "sources[0]",
        "no practice takes 1.6 of rgesn-2024; link or list under left_out",
    ),
}
SAID_AT_SOURCES = {"a criterion that has lost its link"}
"""What is said at the list of sources rather than where the change was made."""


@pytest.mark.parametrize("rule", ONE_RULE)
def test_a_broken_rule_is_said_once_with_its_line_and_its_place(rule: str, tmp_path: Path) -> None:
    change, place, message = ONE_RULE[rule]
    content, line = mutated(*change)
    if rule in SAID_AT_SOURCES:
        line = content[: content.index("\nsources: ")].count("\n") + 2
    found = said(tmp_path, content)
    assert len(found) == 1, found
    assert found[0].startswith(f"services-metiers.yaml:{line}: {place}: "), found
    assert message in found[0]


def test_a_practice_without_a_link_is_said(tmp_path: Path) -> None:
    start = SHIPPED.index("      - id: STRAT-03\n")
    links = SHIPPED.index("        links:\n", start)
    end = SHIPPED.index("        importance:", links)
    found = said(tmp_path, SHIPPED[:links] + SHIPPED[end:])
    line = SHIPPED.count("\n", 0, start) + 1
    wanted = f"services-metiers.yaml:{line}: domains[STRAT].practices[STRAT-03]: has no link to a source; add links"
    assert wanted in found


MONTHS = sorted(
    {
        *(name.upper() for name in calendar.month_name if 2 <= len(name) <= 8),
        *(name.upper() for name in calendar.month_abbr if name),
        *("JANV", "FEVR", "MARS", "AVR", "MAI", "JUIN", "JUIL", "AOUT", "SEPT", "JUILLET", "OCTOBRE", "NOVEMBRE"),
    }
)


def test_a_domain_that_a_spreadsheet_reads_as_a_month_is_said(tmp_path: Path) -> None:
    content = re.sub(r"\bSTRAT\b", "MARS", SHIPPED)
    line = content[: content.index("  - id: MARS\n")].count("\n") + 1
    found = said(tmp_path, content)
    assert found == [
        f"services-metiers.yaml:{line}: domains[MARS].id: found MARS; a spreadsheet reads MARS-03 as a date, "
        "choose other letters"
    ]


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_in_french_and_english_is_refused_as_a_domain(month: str) -> None:
    made = bundle(meta(Row(domain=month, links=(("1.1", "equal"), ("1.2", "equal"), ("1.3", "equal")))))
    faults = quality_faults(made, lambda place, message: Fault(file="x", line=1, path=str(place), message=message))
    assert any("as a date" in fault.message for fault in faults)


def test_texts_of_the_lengths_that_the_guide_asks_for_are_fine(tmp_path: Path) -> None:
    # docs/authoring.md, "Style": title 90, expected 260, question 140, action 160, expected_evidence 110.
    content = SHIPPED
    for key, most in {"title": 90, "expected": 260, "question": 140, "action": 160, "expected_evidence": 110}.items():
        start = content.index(f"        {key}:\n", content.index("      - id: STRAT-01\n"))
        line = re.compile(r'fr: ".*"')
        content = content[:start] + line.sub(f'fr: "{key[0] * most}"', content[start:], count=1)
    assert said(tmp_path, content) == []


def test_every_fault_of_a_file_is_said_in_the_order_of_its_lines(tmp_path: Path) -> None:
    content = SHIPPED.replace("practices: [INFRA-08]", "practices: [INFRA-88]").replace(
        "stages: [framing]", "stages: [cadrage]"
    )
    count = SHIPPED.count("stages: [framing]")
    found = said(tmp_path, content)
    lines = [int(fault.split(":")[1]) for fault in found]
    assert len(found) == count + 1
    assert lines == sorted(lines)


def command(root: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xlaudit", "referential", "lint", *map(str, files)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_shipped_files_lint_clean(root: Path) -> None:
    run = command(root)
    assert (run.returncode, run.stdout) == (0, "")
    # 3 meta-referentials, 11 sources, 2 mappings, 1 scale, 1 template, 2 styles at least.
    assert int(run.stderr.split()[0]) >= 20


def test_the_command_exits_with_4_and_counts_the_files_at_fault(root: Path, tmp_path: Path) -> None:
    content, _ = mutated(
        "STRAT-01", "stages: [framing]\n        actors: [management,", "stages: [a]\n        actors: [b,"
    )
    path = tmp_path / "referentials" / "meta" / "services-metiers.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    run = command(root, path)
    assert run.returncode == 4
    assert len(run.stdout.splitlines()) == 2
    assert "1 file checked" in run.stderr
    assert "2 at fault" not in run.stderr, "two faults stand in one file"
