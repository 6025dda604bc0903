"""What practices say of a source: the status of each criterion, and the official rule of the RGESN 2024 (DESIGN §4)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.builders import Row, assessment, bundle, meta, names, phrases, results
from tests.builders import source as mini_source
from xlaudit.api import assess
from xlaudit.catalog.load import load_scale, load_source
from xlaudit.model.assessment import Answer, Assessment, Identity, Origin
from xlaudit.model.bundle import Bundle
from xlaudit.model.meta import MetaReferential, Relation, SourceLink
from xlaudit.model.results import Estimate
from xlaudit.rules.assess import compute_results
from xlaudit.rules.declaration import levels_from_statuses
from xlaudit.rules.sources import criterion_statuses
from xlaudit.rules.states import practice_states

PUBLISHED = Fraction("48.5") / Fraction("70.5")
"""The published score of the declaration: 68.79 %."""


def one(level: str | None, relation: Relation = "equal", number: str = "1.1", never: bool = False) -> Row:
    """Return a row linked to one criterion."""
    return Row(level, links=((number, relation),), not_applicable="never" if never else "allowed")


STATUSES: dict[str, tuple[list[Row], str | None]] = {
    "met when the one practice is at 1": ([one("4")], "met"),
    "a superset decides as an equal does": ([one("4", "superset")], "met"),
    "not met when it is at 0": ([one("0")], "not_met"),
    "open in between": ([one("3")], "open"),
    "open when blank": ([one(None)], "open"),
    "open when not known": ([one("DK")], "open"),
    "not applicable when it is": ([one("NA")], "not_applicable"),
    "met when all practices are at 1": ([one("4"), one("4", "superset")], "met"),
    "not met when one of them is at 0": ([one("4"), one("0")], "not_met"),
    "not met even if another is open": ([one("DK"), one("0")], "not_met"),
    "open when one of them is half way": ([one("4"), one("2")], "open"),
    "met by the applicable ones": ([one("4"), one("NA")], "met"),
    "not met by the applicable ones": ([one("0"), one("NA")], "not_met"),
    "not applicable when all are": ([one("NA"), one("NA", "superset")], "not_applicable"),
    "all the subsets together: met": ([one("4", "subset"), one("4", "subset")], "met"),
    "all the subsets together: one is missing": ([one("4", "subset"), one("0", "subset")], "not_met"),
    "all the subsets together: one is open": ([one("4", "subset"), one(None, "subset")], "open"),
    "an equal one decides over the subsets": ([one("4"), one("0", "subset")], "met"),
    "intersects never decides": ([one("4"), one("0", "intersects")], "met"),
    "intersects alone decides nothing": ([one("4", "intersects")], None),
    "open when NA was said of what never allows it": ([one("NA", never=True)], "open"),
}


@pytest.mark.parametrize("case", STATUSES)
def test_a_criterion_has_the_status_of_its_decisive_practices(case: str) -> None:
    rows, status = STATUSES[case]
    made = meta(*rows)
    states = practice_states(made, load_scale("progress"), assessment(*rows))
    found = criterion_statuses(made, mini_source(), states)
    assert found.get("1.1") == status


def test_not_applicable_is_open_where_the_source_never_allows_it() -> None:
    states = practice_states(meta(one("NA")), load_scale("progress"), assessment(one("NA")))
    assert criterion_statuses(meta(one("NA")), mini_source(never=["1.1"]), states) == {"1.1": "open"}


def estimate(*rows: Row, weights: Iterable[float], never: Iterable[str] = ()) -> Estimate | None:
    return results(*rows, weights=weights, never=never).sources[0].estimate


def test_the_estimate_weighs_criteria_met_and_open_over_the_applicable_ones() -> None:
    # 1.1 met (1.5), 1.2 open (1.25), 1.3 not met (1), 1.4 not applicable (1), 1.5 not linked (1):
    # low 1.5 / 3.75 = 40, high 2.75 / 3.75 = 73.33, four criteria of five decided.
    rows = (one("4"), one("2", number="1.2"), one("0", number="1.3"), one("NA", number="1.4"))
    found = estimate(*rows, weights=(1.5, 1.25, 1, 1, 1))
    assert found is not None
    assert [found.low, found.high, found.coverage] == pytest.approx([40, 275 / 3.75, 4 / 5])


@pytest.mark.parametrize("rows", [[one("NA")], [one("4", "intersects")]], ids=["nothing applies", "nothing decides"])
def test_there_is_no_estimate_where_no_criterion_counts(rows: list[Row]) -> None:
    assert estimate(*rows, weights=(1,)) is None


def test_progress_is_the_score_of_the_linked_practices_whatever_the_relation() -> None:
    # linked: ¼ and 1, weight 1 each; the third practice is linked to nothing
    found = results(one("1", "intersects"), one("4", number="1.2"), Row("0")).sources[0]
    assert found.progress == pytest.approx(62.5)


def test_a_source_without_an_official_rule_has_progress_only(services: Bundle) -> None:
    levels = dict.fromkeys(services.meta.by_id, "2")
    found = {item.id: item for item in assess(answers(services.meta, levels), bundle=services).sources}
    assert found["wsg-1.0"].progress == pytest.approx(50)
    assert found["wsg-1.0"].estimate is None
    assert found["rgesn-2024"].estimate is not None


def answers(made: MetaReferential, levels: Mapping[str, str]) -> Assessment:
    return Assessment(
        origin=Origin(meta=made.id, version=made.version),
        identity=Identity(),
        answers=tuple(Answer(practice=name, level=levels.get(name)) for name in made.by_id),
    )


@pytest.fixture(scope="module")
def declaration(official: Path) -> Any:
    """The published declaration: a status per criterion, its score, its numerator and denominator."""
    return json.loads((official / "rgesn-2024" / "published-declaration-laudevsat.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def weights(official: Path) -> dict[str, Fraction]:
    """The official weight of each criterion."""
    facts = json.loads((official / "rgesn-2024" / "rgesn-2024-criteria-facts.json").read_text(encoding="utf-8"))
    return {item["id"]: Fraction(str(item["weight"])) for item in facts}


def test_the_published_score_follows_from_the_official_weights(declaration: Any, weights: dict[str, Fraction]) -> None:
    # The rule itself, by hand: Σ weights validated / Σ weights applicable.
    statuses = declaration["statuses"]
    met = sum(weight for number, weight in weights.items() if statuses[number] == "Validé")
    applicable = sum(weight for number, weight in weights.items() if statuses[number] != "Non applicable")
    assert (met, applicable) == (Fraction("48.5"), Fraction("70.5"))
    assert round(float(100 * met / applicable), 1) == declaration["published_score"] == 68.8


def merged(groups: Sequence[Sequence[str]], relation: Relation, statuses: Mapping[str, str]) -> Estimate:
    """Return the estimate of a meta-referential whose practices take the criteria by groups, for a declaration."""
    rows = [Row(domain="MERGED") for _ in groups]
    made = meta(*rows, sources=("rgesn-2024",))
    linked = dict(zip(names(rows), groups, strict=True))
    practices = tuple(
        practice.model_copy(
            update={
                "links": tuple(
                    SourceLink(criterion=f"rgesn-2024:{number}", relation=relation) for number in linked[practice.id]
                )
            }
        )
        for practice in made.domains[0].practices
    )
    made = made.model_copy(update={"domains": (made.domains[0].model_copy(update={"practices": practices}),)})
    rgesn = load_source("rgesn-2024")
    levels = levels_from_statuses(made, rgesn, statuses, load_scale("progress"))  # type: ignore[arg-type]
    found = compute_results(bundle(made, rgesn), answers(made, levels), phrases(), "fr").sources[0].estimate
    assert found is not None
    assert found.coverage == 1
    return found


def test_one_practice_per_criterion_gives_the_published_score(declaration: Any) -> None:
    found = merged([[number] for number in declaration["statuses"]], "equal", declaration["statuses"])
    assert found.low == pytest.approx(float(100 * PUBLISHED), abs=1e-9)
    assert found.high == pytest.approx(float(100 * PUBLISHED), abs=1e-9)


@pytest.mark.parametrize("size", [2, 3, 5])
def test_merging_criteria_keeps_the_published_score_inside_the_interval(declaration: Any, size: int) -> None:
    # Criteria that apply are merged with one another, and so are those that do not (docs/authoring.md, "Relations").
    statuses = declaration["statuses"]
    groups: list[list[str]] = []
    for out in (False, True):
        numbers = [number for number, status in statuses.items() if (status == "Non applicable") == out]
        groups += [numbers[i : i + size] for i in range(0, len(numbers), size)]
    found = merged(groups, "superset", statuses)
    assert found.low <= float(100 * PUBLISHED) <= found.high
    assert found.high - found.low < 60


def test_splitting_a_criterion_into_parts_keeps_the_published_score(declaration: Any) -> None:
    groups = [[number] for number in declaration["statuses"] for _ in range(2)]
    found = merged(groups, "subset", declaration["statuses"])
    assert [found.low, found.high] == pytest.approx([float(100 * PUBLISHED)] * 2, abs=1e-9)


def test_the_declaration_carried_to_services_metiers_holds_the_published_score(
    services: Bundle, declaration: Any
) -> None:
    rgesn = services.sources["rgesn-2024"]
    levels = levels_from_statuses(services.meta, rgesn, declaration["statuses"], services.scale)
    found = assess(answers(services.meta, levels), bundle=services)
    estimate = next(item.estimate for item in found.sources if item.id == "rgesn-2024")
    assert estimate is not None
    assert estimate.low <= float(100 * PUBLISHED) <= estimate.high
    assert estimate.coverage == 1


def test_services_metiers_never_merges_a_criterion_that_may_be_out_with_one_that_never_is(services: Bundle) -> None:
    mixed = {}
    for practice in services.meta.practices:
        rules = {
            services.linked_criteria[link.criterion].not_applicable
            for link in practice.links
            if link.source == "rgesn-2024" and link.relation in ("equal", "superset")
        }
        if len(rules) > 1:
            mixed[practice.id] = [link.criterion for link in practice.links if link.source == "rgesn-2024"]
    assert mixed == {}
