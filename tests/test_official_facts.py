"""The sources say what their publishers say: every fact compared with the official files."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from xlaudit.catalog.load import load_mapping, load_source

RGESN_LEVELS = {"Prioritaire": "prioritaire", "Recommandé": "recommande", "Modéré": "modere"}
RGESN_DIFFICULTIES = {"Fort": "fort", "Moyen": "moyen", "Faible": "faible"}
GUIDE_LEVELS = {"Prioritaire": "prioritaire", "Recommandée": "recommandee", "Aller plus loin": "aller-plus-loin"}


def facts(official: Path, name: str) -> Any:
    return json.loads((official / name).read_text(encoding="utf-8"))


def test_rgesn_criteria_have_the_published_theme_priority_weight_difficulty_and_na_rule(official: Path) -> None:
    source = load_source("rgesn-2024")
    published = facts(official, "rgesn-2024/rgesn-2024-criteria-facts.json")
    ours = [
        (
            criterion.id,
            criterion.theme,
            criterion.level,
            source.weight_of(criterion.id),
            criterion.difficulty,
            criterion.not_applicable,
            source.url_of(criterion),
        )
        for criterion in source.criteria
    ]
    theirs = [
        (
            item["id"],
            str(item["theme_number"]),
            RGESN_LEVELS[item["priority"]],
            item["weight"],
            RGESN_DIFFICULTIES[item["difficulty"]],
            "allowed" if item["na_allowed"] else "never",
            item["url"],
        )
        for item in published
    ]
    assert ours == theirs


def test_rgesn_themes_bear_the_published_names_and_counts(official: Path) -> None:
    source = load_source("rgesn-2024")
    published = facts(official, "rgesn-2024/rgesn-2024-criteria-facts.json")
    names = {str(item["theme_number"]): item["theme"] for item in published}
    ours = {theme.id: theme.label.fr for theme in source.themes}
    # The file shortens the fourth to "UX UI"; the RGESN itself writes it in full.
    assert {key: name for key, name in ours.items() if key != "4"} == {
        key: name for key, name in names.items() if key != "4"
    }
    assert "UX/UI" in ours["4"]
    # shared/official/README.md: 10/10/7/15/8/7/4/10/7
    assert list(Counter(criterion.theme for criterion in source.criteria).values()) == [10, 10, 7, 15, 8, 7, 4, 10, 7]


def test_rgesn_levels_weigh_what_the_rgesn_says(official: Path) -> None:
    source = load_source("rgesn-2024")
    published = facts(official, "rgesn-2024/rgesn-2024-criteria-facts.json")
    assert {(level.id, level.weight) for level in source.levels} == {
        (RGESN_LEVELS[item["priority"]], item["weight"]) for item in published
    }
    assert {level.id: level.importance for level in source.levels} == {
        "prioritaire": "essential",
        "recommande": "recommended",
        "modere": "further",
    }


def wsg_guidelines(official: Path) -> list[tuple[str, str, dict[str, Any]]]:
    """Return theme, number and record of each guideline of the published file."""
    return [
        (category["id"], f"{category['id']}.{guideline['id']}", guideline)
        for category in facts(official, "wsg-1.0/guidelines-2025-06-29.json")["category"]
        for guideline in category.get("guidelines", ())
    ]


def test_wsg_guidelines_have_the_published_ids_themes_and_pages(official: Path) -> None:
    source = load_source("wsg-1.0")
    ours = [(criterion.theme, criterion.id, source.url_of(criterion)) for criterion in source.criteria]
    assert ours == [(theme, number, guideline["url"]) for theme, number, guideline in wsg_guidelines(official)]
    # shared/official/README.md: UX 29, web development 22, hosting 12, business 29
    assert Counter(criterion.theme for criterion in source.criteria) == {"2": 29, "3": 22, "4": 12, "5": 29}


def test_wsg_success_criteria_have_the_published_impact_and_effort(official: Path) -> None:
    source = load_source("wsg-1.0")
    ours = [
        (criterion.id, child.id, child.level, child.difficulty)
        for criterion in source.criteria
        for child in criterion.children
    ]
    theirs = [
        (item["guideline"], item["sc"], item["impact"].lower(), item["effort"].lower())
        for item in facts(official, "wsg-1.0/success-criteria-facts.json")
    ]
    assert ours == theirs
    assert len(ours) == 254
    # shared/official/README.md: 82, 53, 35 and 84 success criteria
    assert Counter(parent.split(".")[0] for parent, *_ in ours) == {"2": 82, "3": 53, "4": 35, "5": 84}


def test_wsg_snapshot_is_the_day_of_the_published_draft(official: Path) -> None:
    published = facts(official, "wsg-1.0/guidelines-2025-06-29.json")
    assert load_source("wsg-1.0").snapshot == published["lastModified"]


def test_rgaa_criteria_have_the_published_theme_level_and_page(official: Path) -> None:
    source = load_source("rgaa-4.1.2")
    published = facts(official, "rgaa-4.1.2/rgaa-4.1.2-criteria-wcag-mapping.json")
    ours = [(c.id, c.theme, c.level, source.url_of(c)) for c in source.criteria]
    # Where a criterion refers to both levels the file says that it keeps the lower one.
    assert ours == [(item["id"], str(item["theme"]), item["level_min"].lower(), item["url"]) for item in published]
    assert list(Counter(c.theme for c in source.criteria).values()) == [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12]


def test_rgaa_themes_bear_the_published_names(official: Path) -> None:
    published = facts(official, "rgaa-4.1.2/criteres.json")
    names = {str(topic["number"]): topic["topic"] for topic in published["topics"]}
    ours = {theme.id: theme.label.fr for theme in load_source("rgaa-4.1.2").themes}
    assert {key: label.casefold() for key, label in ours.items()} == {
        key: name.replace("'", "’").casefold() for key, name in names.items()
    }


def test_wcag_success_criteria_have_the_published_level_guideline_and_page(official: Path) -> None:
    source = load_source("wcag-2.1")
    published = facts(official, "wcag/wcag21-success-criteria.json")
    ours = [(c.id, c.theme, c.level, source.url_of(c)) for c in source.criteria]
    assert ours == [
        (item["num"], item["guideline"].split()[0], item["level"].lower(), item["url"]) for item in published
    ]
    # W3C: 30 A, 20 AA, 28 AAA
    assert Counter(c.level for c in source.criteria) == {"a": 30, "aa": 20, "aaa": 28}


def test_wcag_guidelines_bear_the_published_names(official: Path) -> None:
    published = facts(official, "wcag/wcag21-success-criteria.json")
    names = dict(item["guideline"].split(maxsplit=1) for item in published)
    assert {theme.id: theme.label.en for theme in load_source("wcag-2.1").themes} == names


def test_guide_practices_have_the_published_priority_and_difficulty(official: Path) -> None:
    published = facts(official, "guide-bonnes-pratiques/guide-bp-nr-list.json")
    source = load_source("guide-bonnes-pratiques-nr")
    ours = {c.id: (c.theme, c.level, c.difficulty) for c in source.criteria}
    theirs = {
        item["id"]: (item["id"].split(".")[0], GUIDE_LEVELS[item["priority"]], item["difficulty"].lower())
        for item in published
    }
    # The copy of the list lacks g.8, whose page is not there; its priority follows from the published counts.
    assert len(theirs) == 58
    assert {key: value for key, value in ours.items() if key != "g.8"} == theirs
    assert ours["g.8"][:2] == ("g", "aller-plus-loin")
    # shared/official/README.md: 33, 20 and 6 by priority; 8, 3, 3, 6, 5, 8, 11, 7 and 8 by theme
    assert Counter(level for _, level, _ in ours.values()) == {
        "prioritaire": 33,
        "recommandee": 20,
        "aller-plus-loin": 6,
    }
    assert list(Counter(theme for theme, *_ in ours.values()).values()) == [8, 3, 3, 6, 5, 8, 11, 7, 8]


def test_guide_practices_stand_in_the_order_of_their_numbers() -> None:
    ids = [criterion.id for criterion in load_source("guide-bonnes-pratiques-nr").criteria]
    assert ids == sorted(ids, key=lambda name: (name[0], int(name[2:])))


def test_guide_pages_are_those_of_the_published_files(official: Path) -> None:
    published = facts(official, "guide-bonnes-pratiques/guide-bp-nr-list.json")
    source = load_source("guide-bonnes-pratiques-nr")
    pages = {item["id"]: item["file"].removesuffix(".md") for item in published}
    assert {
        key: source.url_of(source.by_id[key]).rstrip("/").endswith(page) for key, page in pages.items()
    } == dict.fromkeys(pages, True)


def test_the_mapping_from_rgaa_to_wcag_holds_the_published_pairs(official: Path) -> None:
    published = facts(official, "rgaa-4.1.2/rgaa-4.1.2-criteria-wcag-mapping.json")
    ours = [(link.from_, link.to) for link in load_mapping("rgaa-4.1.2--wcag-2.1").links]
    assert len(set(ours)) == len(ours)
    assert set(ours) == {(item["id"], number) for item in published for number in item["wcag"]}


def test_relations_from_rgaa_to_wcag_follow_the_rule_that_the_file_states(official: Path) -> None:
    published = facts(official, "rgaa-4.1.2/rgaa-4.1.2-criteria-wcag-mapping.json")
    cited = Counter(number for item in published for number in item["wcag"])
    expected = {}
    for item in published:
        for number in item["wcag"]:
            alone = "equal" if cited[number] == 1 else "subset"
            expected[item["id"], number] = alone if len(item["wcag"]) == 1 else "intersects"
    links = load_mapping("rgaa-4.1.2--wcag-2.1").links
    assert {(link.from_, link.to): link.relation for link in links} == expected


def test_the_mapping_from_wsg_to_rgesn_holds_the_290_published_pairs(official: Path) -> None:
    published = facts(official, "wsg-1.0/success-criteria-facts.json")
    theirs = {(item["sc"], number) for item in published for number in item["rgesn"]}
    links = load_mapping("wsg-1.0--rgesn-2024").links
    assert len(links) == 290
    assert {(link.from_, link.to) for link in links} == theirs
    assert {link.relation for link in links} == {"intersects"}
    assert len({link.to for link in links}) == 72


def test_the_example_is_the_published_declaration(official: Path, root: Path) -> None:
    published = facts(official, "rgesn-2024/published-declaration-laudevsat.json")
    example = json.loads((root / "examples" / "rgesn-declaration-laudevsat.json").read_text(encoding="utf-8"))
    assert example["statuses"] == published["statuses"]
    assert example["published_score"] == published["published_score"]


@pytest.mark.parametrize("name", ["ethique-by-design", "strategie-nr", "xlaudit-communication", "xlaudit-usages"])
def test_what_was_written_for_xlaudit_says_so(name: str) -> None:
    source = load_source(name)
    assert (source.origin, source.publisher) == ("written-for-xlaudit", "xlaudit")
