"""The live workbook and the library agree: on every meta-referential, whatever was answered."""

import random
import re
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.builders import Row
from tests.recalculation import Recalculated, Value, cached_formulas, same
from tests.workbooks import open_book
from xlaudit.api import assess, load, metas, read
from xlaudit.catalog.load import load_phrases, load_style, load_template
from xlaudit.model.assessment import Answer, Assessment, Identity, Origin, Profile
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.results import EVERY_CATEGORY, Results
from xlaudit.rules.assess import compute_results
from xlaudit.rules.selection import Selection, select
from xlaudit.workbook.fill import fill_workbook
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.generate import generate_workbook

FILLINGS = 30
PROFILES: tuple[Profile, ...] = ("referent", "client", "interview")


def made(bundle: Bundle, profile: Profile = "referent", lang: Lang = "fr", **given: Any) -> bytes:
    given.setdefault("practices", bundle.meta.practices)
    return generate_workbook(
        WorkbookSpec(
            bundle=bundle,
            template=load_template("standard"),
            style=load_style("sober"),
            phrases=load_phrases(),
            lang=lang,
            profile=profile,
            **given,
        )
    )


def expected(bundle: Bundle, lang: Lang = "fr", **given: Any) -> Results:
    """What the library says of the same answers."""
    answers = {answer.practice: answer for answer in given.get("answers", ())}
    asked = given.get("practices", bundle.meta.practices)
    assessment = Assessment(
        origin=Origin(meta=bundle.meta.id, version=bundle.meta.version),
        identity=given.get("identity", Identity()),
        answers=tuple(answers.get(practice.id, Answer(practice=practice.id)) for practice in asked),
        ruled_out_by=given.get("ruled_out_by", ()),
    )
    return compute_results(bundle, assessment, load_phrases(), lang)


def random_filling(bundle: Bundle, seed: int, profile: Profile) -> dict[str, Any]:
    """Blanks, levels, NA (also where never allowed), DK, support, profile answers and a structure type."""
    chance = random.Random(seed)
    levels = [level.id for level in bundle.scale.levels]
    share = chance.random()
    answers = []
    for practice in bundle.meta.practices:
        level = chance.choice(levels) if chance.random() < share else None
        declared = chance.choice([level, *levels]) if profile == "interview" and level else None
        support = chance.choice([None, None, -2, -1, 0, 1, 2])
        answers.append(Answer(practice=practice.id, level=level, declared=declared, support=support))
    types = [None, *(term.id for term in bundle.vocabularies.structure_types)]
    return {
        "answers": tuple(answers),
        "identity": Identity(structure_type=chance.choice(types)),
        "ruled_out_by": tuple(item.id for item in bundle.meta.applicability if chance.random() < 0.3),
    }


def shown(value: float | None) -> Value:
    return "–" if value is None else value


def agree(recalculated: Recalculated, results: Results, source: str | None = None) -> None:
    """Check every named result of a recalculated workbook against the library."""
    for name in ("score", "floor", "ceiling", "known", "completion"):
        (found,) = recalculated.named(f"xa_{name}")
        assert same(found, shown(getattr(results, name))), name
    assert recalculated.named("xa_maturity") == [results.maturity.label or "–"]
    assert recalculated.named("xa_contrasted") == [float(results.maturity.contrasted)]
    domains = [shown(domain.score) for domain in results.domains]
    for found, wanted in zip(recalculated.named("xa_domain_scores"), domains, strict=True):
        assert same(found, wanted)
    placed = {item.practice: item for item in results.priorities}
    order = [answer.practice for answer in results.answers]
    numbers = [float(EVERY_CATEGORY.index(placed[name].category) + 1) for name in order]
    assert recalculated.named("xa_category") == numbers
    assert recalculated.named("xa_rank") == [float(placed[name].rank) for name in order]
    for item in results.sources:
        (progress,) = recalculated.named(f"xa_progress_{item.id.replace('-', '_').replace('.', '_')}")
        assert same(progress, shown(item.progress)), item.id
        if item.id == source and (item.estimate is not None or recalculated.has("xa_estimate_low")):
            (low,), (high,) = recalculated.named("xa_estimate_low"), recalculated.named("xa_estimate_high")
            assert same(low, shown(item.estimate.low if item.estimate else None))
            assert same(high, shown(item.estimate.high if item.estimate else None))


def check(bundle: Bundle, folder: Path, profile: Profile = "referent", lang: Lang = "fr", **given: Any) -> Results:
    """Generate with answers in place; the cached values, the engine's and the library's must be the same."""
    data = made(bundle, profile, lang, **given)
    recalculated = Recalculated(data, folder)
    wrong = {
        place: (value, recalculated.at(*place))
        for place, value in cached_formulas(data).items()
        if not same(value, recalculated.at(*place))
    }
    assert not wrong
    results = expected(bundle, lang, **given)
    scored = next((source.id for source in bundle.sources.values() if source.scoring), None)
    agree(recalculated, results, scored)
    return results


@pytest.mark.parametrize("meta", metas())
@pytest.mark.parametrize("third", range(3))
def test_thirty_random_fillings_are_computed_alike(meta: str, third: int, tmp_path: Path) -> None:
    bundle = load(meta)
    for seed in range(third, FILLINGS, 3):
        profile = PROFILES[0] if seed % 5 else PROFILES[1 + seed % 2]
        lang: Lang = "en" if seed % 4 == 0 else "fr"
        check(bundle, tmp_path, profile, lang, **random_filling(bundle, seed, profile))


@pytest.mark.parametrize("meta", metas())
def test_corner_cases_are_computed_alike(meta: str, tmp_path: Path) -> None:
    bundle = load(meta)
    first = bundle.meta.domains[0]
    nothing = check(bundle, tmp_path)
    assert nothing.score is None
    assert nothing.completion == 0
    gone = tuple(Answer(practice=practice.id, level="NA") for practice in first.practices)
    check(bundle, tmp_path, answers=gone)
    one = check(bundle, tmp_path, answers=(Answer(practice=first.practices[0].id, level="2"),))
    assert one.score == 50
    best = check(bundle, tmp_path, answers=tuple(Answer(practice=p.id, level="4") for p in bundle.meta.practices))
    assert best.score == 100
    everything_out = tuple(question.id for question in bundle.meta.applicability)
    check(bundle, tmp_path, ruled_out_by=everything_out, answers=(Answer(practice=first.practices[0].id, level="0"),))


@pytest.mark.parametrize("half", [39, 79, 119, 159, 40, 80, 120, 160])
def test_a_score_at_a_threshold_or_at_a_half_gives_the_same_word(half: int, tmp_path: Path) -> None:
    # Fifty practices of one weight: a score of half / 2, so 19.5, 20, 39.5, 40, 59.5, 60, 79.5 and 80.
    quarters = half
    levels = [min(4, max(0, quarters - 4 * i)) for i in range(50)]
    rows = [Row(level=str(level), domain=f"DO{'ABCDE'[i // 10]}") for i, level in enumerate(levels)]
    bundle = builders.bundle(builders.meta(*rows))
    answers = builders.assessment(*rows).answers
    results = check(bundle, tmp_path, answers=answers)
    assert results.score == half / 2


def test_five_domains_exactly_twenty_points_apart_are_contrasted_alike(tmp_path: Path) -> None:
    # Two domains at 70 and two at 30 around a mean of 50: a deviation of exactly 20.
    def domain(name: str, levels: str) -> list[Row]:
        return [Row(level=level, domain=name) for level in levels]

    rows = [*domain("AAA", "43322"), *domain("BBB", "43322"), *domain("CCC", "22110"), *domain("DDD", "22110")]
    results = check(builders.bundle(builders.meta(*rows)), tmp_path, answers=builders.assessment(*rows).answers)
    assert [item.score for item in results.domains] == [70, 70, 30, 30]
    assert results.maturity.contrasted


def test_ties_keep_the_order_of_the_meta_referential_alike(tmp_path: Path) -> None:
    rows = [Row(level="0", impact=(2, 0), support=2), Row(level="0", impact=(0, 2), support=2)] * 4
    results = check(builders.bundle(builders.meta(*rows)), tmp_path, answers=builders.assessment(*rows).answers)
    assert [item.practice for item in results.priorities] == [f"AAA-0{i}" for i in range(1, 9)]


def test_the_action_is_shown_where_there_is_something_to_do(tmp_path: Path) -> None:
    levels = ["0", "1", "4", "NA", "DK", None]
    rows = [Row(level=level) for level in levels]
    data = made(builders.bundle(builders.meta(*rows)), answers=builders.assessment(*rows).answers)
    sheet = Recalculated(data, tmp_path)
    places = {cell.value: cell.coordinate for row in open_book(data)["Priorités"].iter_rows() for cell in row}
    (reference, head), action = re.findall(r"[A-Z]+|\d+", places["Réf."]), re.sub(r"\d", "", places["Action"])
    below = range(int(head) + 1, int(head) + 1 + len(rows))
    shown = {sheet.at("Priorités", f"{reference}{n}"): sheet.at("Priorités", f"{action}{n}") != "" for n in below}
    assert shown == {f"AAA-0{i}": i <= 2 for i in range(1, 7)}


def test_a_targeted_workbook_is_computed_alike(services: Bundle, tmp_path: Path) -> None:
    chosen = select(services.meta, Selection(topics=("hosting", "energy")))
    given = random_filling(services, 5, "referent")
    asked = {practice.id for practice in chosen}
    given["answers"] = tuple(answer for answer in given["answers"] if answer.practice in asked)
    results = check(services, tmp_path, practices=chosen, **given)
    assert len(results.answers) == len(chosen) < 40


TYPED = {
    "STRAT-01": 3,
    "STRAT-02": "3",
    "STRAT-03": "3 – Largement appliquée",
    "STRAT-04": "na",
    "STRAT-05": "NSP",
    "STRAT-06": "  4 ",
    "STRAT-07": "systématique",
    "STRAT-08": "Partiel",
    "STRAT-09": "0\u00a0–\u00a0Inexistante",
    "STRAT-10": "oui",
    "SPEC-01": "7",
    "SPEC-02": "2,5",
    "SPEC-03": "*",
    "SPEC-04": "0*",
    "SPEC-05": "2 - partielle, en cours",
    "SPEC-06": "Mostly in place",
    "SPEC-07": "n/a",
    "SPEC-08": True,
    "SPEC-09": 2.5,
    "SPEC-10": "non",
}


def test_what_people_type_is_read_by_the_formulas_as_by_the_reader(services: Bundle, tmp_path: Path) -> None:
    supports = {"STRAT-09": "opposée", "SPEC-10": "Très favorable", "STRAT-01": "-1", "SPEC-05": "peut-être"}
    typed = {name: {"level": level} for name, level in TYPED.items()}
    for name, support in supports.items():
        typed[name]["support"] = support
    filled = fill_workbook(made(services), "Diagnostic", typed)
    path = tmp_path / "filled.xlsx"
    path.write_bytes(filled)
    agree(Recalculated(filled, tmp_path), assess(read(path), bundle=services), "rgesn-2024")
