"""``xlaudit score --json`` on random fillings: recomputed here from the raw YAML, in exact fractions."""

import json
import random
import subprocess
import sys
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.workbooks import Filled

LABELS = {
    "0": "0 – Inexistante",
    "1": "1 – Amorcée",
    "2": "2 – Partielle",
    "3": "3 – Largement appliquée",
    "4": "4 – Systématique",
    "NA": "NA – Non applicable",
    "DK": "NSP – Ne sait pas",
}
SUPPORT = {2: "Très favorable", 1: "Favorable", 0: "Neutre", -1: "Réticente", -2: "Opposée"}
# DESIGN §3 and §4
VALUES = {str(i): Fraction(i, 4) for i in range(5)}
WEIGHTS = {"essential": Fraction(3, 2), "recommended": Fraction(5, 4), "further": Fraction(1)}
RGESN = {"prioritaire": Fraction(3, 2), "recommande": Fraction(5, 4), "modere": Fraction(1)}
SHAPE: dict[str, Any] = {
    "meta": str,
    "version": str,
    "identity": {"organisation": str, "team": str, "date": str},
    "score": float,
    "floor": float,
    "ceiling": float,
    "known": float,
    "completion": float,
    "maturity": {"id": str, "label": str, "low": str, "high": str, "contrasted": bool},
    "domains": [
        {
            "id": str,
            "label": str,
            "score": float,
            "floor": float,
            "ceiling": float,
            "known": float,
            "completion": float,
            "applicable": int,
            "target": float,
        }
    ],
    "sources": [{"id": str, "progress": float, "estimate": {"low": float, "high": float, "coverage": float}}],
    "answers": [{"practice": str, "level": str, "declared": str, "support": int, "evidence": str, "comment": str}],
    "priorities": [{"practice": str, "category": str, "rank": int, "index": float, "flags": [str], "reason": str}],
    "registers": {},
    "ledger": {"cells": int, "accepted": int, "normalised": int, "rejected": int, "ignored": int},
    "issues": [
        {
            "code": str,
            "severity": str,
            "sheet": str,
            "cell": str,
            "practice": str,
            "message": str,
            "hint": str,
            "value": str,
        }
    ],
}
"""The shape of DESIGN §8; any value may be null."""


def check_shape(found: Any, shape: Any, place: str = "$") -> None:
    """Check that a JSON value has at least the keys of a shape, with values of its kinds."""
    if isinstance(shape, dict):
        if found is None:
            return
        assert isinstance(found, dict), place
        assert shape.keys() <= found.keys(), f"{place} lacks {shape.keys() - found.keys()}"
        for key, inner in shape.items():
            check_shape(found[key], inner, f"{place}.{key}")
    elif isinstance(shape, list):
        assert isinstance(found, list), place
        for i, item in enumerate(found):
            check_shape(item, shape[0], f"{place}[{i}]")
    elif found is not None:
        kinds = (int, float) if shape is float else (shape,)
        assert isinstance(found, kinds), f"{place} is {found!r}"
        assert shape is bool or not isinstance(found, bool), place


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xlaudit", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def raw() -> Any:
    """The meta-referential as it stands in its file."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    path = ROOT / "referentials" / "meta" / "services-metiers.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


class Filling:
    """A random filling, what the command said of it, and the exact figures."""

    def __init__(self, raw: Any, empty: bytes, folder: Path, seed: int) -> None:
        chance = random.Random(seed)
        self.practices = [practice for domain in raw["domains"] for practice in domain["practices"]]
        self.domain = {p["id"]: domain["id"] for domain in raw["domains"] for p in domain["practices"]}
        self.typed: dict[str, dict[str, Any]] = {}
        filled = Filled(empty)
        for practice in self.practices:
            level = chance.choice([*LABELS, *"01234", None])
            if practice is self.practices[0]:
                level = "NA"  # STRAT-01, which never allows it
            support = chance.choice([*SUPPORT, None, None])
            evidence = chance.choice([None, f"preuve {seed} é & < « »"])
            comment = chance.choice([None, "à voir"])
            name = practice["id"]
            self.typed[name] = {"level": level, "support": support, "evidence": evidence, "comment": comment}
            for key, value in (
                ("level", LABELS[level] if level else None),
                ("support", None if support is None else SUPPORT[support]),
                ("evidence", evidence),
                ("comment", comment),
            ):
                if value is not None:
                    filled.type(name, key, value)
        filled.identity("organisation").value = "Clinique"
        path = folder / "rempli.xlsx"
        path.write_bytes(filled.bytes())
        run = command("score", path, "--json")
        assert run.returncode == 0, run.stderr
        assert run.stderr == ""
        self.json: dict[str, Any] = json.loads(run.stdout)

    def state(self, practice: Mapping[str, Any]) -> str:
        """Return known, open or out, by DESIGN §4."""
        level = self.typed[practice["id"]]["level"]
        if level == "NA" and practice.get("not_applicable") != "never":
            return "out"
        return "known" if level in VALUES else "open"

    def value(self, practice: Mapping[str, Any]) -> Fraction:
        return VALUES[self.typed[practice["id"]]["level"]]

    def figures(self, practices: list[Any]) -> dict[str, Fraction | int | None]:
        """Compute the figures of a set of practices, exactly."""
        weight = {p["id"]: WEIGHTS[p["importance"]] for p in practices}
        known = [p for p in practices if self.state(p) == "known"]
        every = sum((weight[p["id"]] for p in practices if self.state(p) != "out"), Fraction(0))
        share = sum((weight[p["id"]] for p in known), Fraction(0))
        gained = sum((weight[p["id"]] * self.value(p) for p in known), Fraction(0))
        answered = sum(self.typed[p["id"]]["level"] is not None for p in practices)
        return {
            "score": 100 * gained / share if share else None,
            "floor": 100 * gained / every if every else None,
            "ceiling": 100 * (gained + every - share) / every if every else None,
            "known": share / every if every else None,
            "completion": Fraction(answered, len(practices)),
        }


@pytest.fixture(scope="module", params=[1, 2])
def filling(
    request: pytest.FixtureRequest, raw: Any, empty_workbook: bytes, tmp_path_factory: pytest.TempPathFactory
) -> Filling:
    """A random filling of the whole workbook."""
    return Filling(raw, empty_workbook, tmp_path_factory.mktemp("filling"), request.param)


def agree(found: Mapping[str, Any], expected: Mapping[str, Fraction | int | None]) -> None:
    for key, value in expected.items():
        if value is None:
            assert found[key] is None, key
        else:
            assert found[key] == pytest.approx(float(value), abs=1e-9), key


def test_every_answer_is_exactly_what_was_typed(filling: Filling) -> None:
    found = {row.pop("practice"): row for row in json.loads(json.dumps(filling.json["answers"]))}
    assert found == {name: {**values, "declared": None} for name, values in filling.typed.items()}
    assert list(found) == [practice["id"] for practice in filling.practices]


def test_the_figures_are_those_of_exact_fractions(filling: Filling) -> None:
    agree(filling.json, filling.figures(filling.practices))


def test_the_figures_of_each_domain_are_those_of_exact_fractions(filling: Filling) -> None:
    assert [row["id"] for row in filling.json["domains"]] == list(dict.fromkeys(filling.domain.values()))
    for row in filling.json["domains"]:
        own = [practice for practice in filling.practices if filling.domain[practice["id"]] == row["id"]]
        agree(row, filling.figures(own))
        assert row["applicable"] == sum(filling.state(practice) != "out" for practice in own)


def test_the_progress_of_each_source_is_the_score_of_its_linked_practices(filling: Filling) -> None:
    for row in filling.json["sources"]:
        linked = [
            practice
            for practice in filling.practices
            if any(link["criterion"].startswith(f"{row['id']}:") for link in practice.get("links", ()))
        ]
        agree(row, {"progress": filling.figures(linked)["score"]})


def criterion_status(filling: Filling, practices: list[Any], never: bool) -> str:
    applicable = [practice for practice in practices if filling.state(practice) != "out"]
    if not applicable:
        return "open" if never else "out"
    values = [filling.value(p) if filling.state(p) == "known" else None for p in applicable]
    if 0 in values:
        return "not met"
    return "met" if set(values) == {Fraction(1)} else "open"


def test_the_estimate_is_that_of_the_official_rule_on_the_decisive_links(filling: Filling) -> None:
    source = yaml.safe_load((ROOT / "referentials" / "sources" / "rgesn-2024.yaml").read_text(encoding="utf-8"))
    total: dict[str, Fraction] = {"met": Fraction(0), "open": Fraction(0), "not met": Fraction(0), "out": Fraction(0)}
    decided = 0
    for criterion in source["criteria"]:
        links = [
            (practice, link["relation"])
            for practice in filling.practices
            for link in practice["links"]
            if link["criterion"] == f"rgesn-2024:{criterion['id']}"
        ]
        whole = [practice for practice, relation in links if relation in ("equal", "superset")]
        decisive = whole or [practice for practice, relation in links if relation == "subset"]
        if decisive:
            decided += 1
            status = criterion_status(filling, decisive, criterion.get("not_applicable") == "never")
            total[status] += RGESN[criterion["level"]]
    applicable = total["met"] + total["open"] + total["not met"]
    found = next(row["estimate"] for row in filling.json["sources"] if row["id"] == "rgesn-2024")
    agree(
        found,
        {
            "low": 100 * total["met"] / applicable,
            "high": 100 * (total["met"] + total["open"]) / applicable,
            "coverage": Fraction(decided, len(source["criteria"])),
        },
    )


def test_the_json_has_the_shape_of_the_contract(filling: Filling) -> None:
    check_shape(filling.json, SHAPE)
    assert filling.json["meta"] == "services-metiers"
    assert filling.json["identity"]["organisation"] == "Clinique"
    assert len(filling.json["priorities"]) == len(filling.practices)


def test_the_ledger_counts_every_cell_that_was_typed(filling: Filling) -> None:
    typed = 1 + sum(value is not None for values in filling.typed.values() for value in values.values())
    ledger = filling.json["ledger"]
    assert ledger == {"cells": typed, "accepted": typed, "normalised": 0, "rejected": 0, "ignored": 0}


def test_not_applicable_where_never_allowed_is_the_only_issue_but_for_doubts(filling: Filling) -> None:
    expected = [
        practice["id"]
        for practice in filling.practices
        if practice.get("not_applicable") == "never" and filling.typed[practice["id"]]["level"] == "NA"
    ]
    found = [(issue["code"], issue["practice"]) for issue in filling.json["issues"] if issue["code"] < "XA5"]
    assert found == [("XA405", name) for name in expected]
    assert "STRAT-01" in expected
