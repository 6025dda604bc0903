"""The benchmark shows no group of fewer than five organisations, and none can be worked out from the others."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import Row, assessment, bundle, meta, phrases
from tests.workbooks import open_book
from xlaudit.catalog.load import load_phrases, load_style, load_vocabularies
from xlaudit.model.assessment import Identity
from xlaudit.model.base import Lang, Text
from xlaudit.model.collection import Collection
from xlaudit.model.errors import NotAWorkbookError
from xlaudit.model.issue import Issue
from xlaudit.model.spread import Group
from xlaudit.rules.collect import put_together, refusal_of
from xlaudit.rules.editions import ReadFile
from xlaudit.workbook.write.collection.build import collection_workbook

LEAST = 5
SECRET = "Madame Martin"
LEVELS = ("0", "1", "2", "3", "4")


def team(number: int, level: str | None = "2", second: str | None = "2", **identity: str | None) -> ReadFile:
    """Return the file of a team of an organisation of its own, unless told otherwise."""
    rows = Row(level), Row(second, domain="BBB")
    who = {"organisation": f"Organisation {number}", "team": "DSI", **identity}
    made = assessment(*rows)
    answers = tuple(item.model_copy(update={"evidence": SECRET, "comment": SECRET}) for item in made.answers)
    issue = Issue(
        code="XA401", severity="error", sheet=SECRET, practice="AAA-01", message=SECRET, hint="", value=SECRET
    )
    update = {"identity": Identity(**who), "answers": answers, "issues": (issue,), "registers": {"a": ({"b": SECRET},)}}
    return ReadFile(f"{SECRET} {number}.xlsx", 0, made.model_copy(update=update))


def anonymised(*files: ReadFile, lang: Lang = "fr") -> Collection:
    made = bundle(meta(Row(), Row(domain="BBB")))
    refused = [refusal_of(f"{SECRET} abîmé.xlsx", NotAWorkbookError(SECRET, Text(fr=SECRET, en=SECRET)))]
    return put_together(files, refused, lambda _: made, phrases(), lang, anonymise=True)


def by(field: str, collection: Collection) -> list[Group]:
    return [group for group in collection.parts[0].groups if group.field == field]


def teams_of(sizes: dict[str | None, int]) -> list[ReadFile]:
    """Return so many organisations of each structure type."""
    types = [kind for kind, count in sizes.items() for _ in range(count)]
    return [team(i, LEVELS[i % 5], structure_type=kind) for i, kind in enumerate(types)]


def counts(sizes: dict[str | None, int]) -> dict[tuple[str | None, bool], int]:
    shown = by("structure_type", anonymised(*teams_of(sizes)))
    return {(group.value, group.merged): group.organisations for group in shown}


def test_groups_of_five_organisations_or_more_are_shown_with_mean_and_median() -> None:
    files = [team(i, level, structure_type="state") for i, level in enumerate(("0", "0", "1", "4", "4"))]
    (group,) = by("structure_type", anonymised(*files))
    assert (group.value, group.organisations, group.teams) == ("state", 5, 5)
    assert group.domains["AAA"] is not None
    assert (group.domains["AAA"].mean, group.domains["AAA"].median) == (45, 25)  # 0 0 25 100 100
    assert group.score is not None
    assert group.score.mean == pytest.approx((45 + 50) / 2)


def test_small_groups_are_put_together_when_that_makes_five() -> None:
    assert counts({"state": 6, "company": 3, None: 2}) == {("state", False): 6, (None, True): 5}


def test_a_small_remainder_takes_the_smallest_of_the_others_with_it() -> None:
    assert counts({"state": 7, "company": 5, None: 2}) == {("state", False): 7, (None, True): 7}


def test_nothing_is_shown_of_fewer_than_five_organisations() -> None:
    assert counts({"state": 4}) == {}
    assert counts({"state": 2, "company": 2}) == {}


def test_several_teams_of_one_organisation_are_one_organisation() -> None:
    files = [team(i, organisation="Clinique", team=f"Équipe {i}", structure_type="state") for i in range(9)]
    assert by("structure_type", anonymised(*files)) == []


def test_teams_that_name_no_organisation_may_all_be_of_one() -> None:
    files = [team(i, organisation=None, team=f"Équipe {i}", structure_type="state") for i in range(9)]
    assert by("structure_type", anonymised(*files)) == []


def test_an_average_of_fewer_than_five_is_kept_back_in_every_group() -> None:
    files = [team(i, structure_type="state", second="2" if i < 4 else None) for i in range(6)]
    files += [team(i, structure_type="company") for i in range(6, 12)]
    for group in by("structure_type", anonymised(*files)):
        assert group.domains["BBB"] is None
        assert group.domains["AAA"] is not None


@given(st.dictionaries(st.sampled_from(["state", "company", "a", "b", None]), st.integers(1, 9), min_size=1))
def test_what_is_shown_parts_all_teams_into_groups_of_at_least_five(sizes: dict[str | None, int]) -> None:
    shown = by("structure_type", anonymised(*teams_of(sizes)))
    assert all(group.organisations >= LEAST for group in shown)
    assert sum(group.teams for group in shown) == (sum(sizes.values()) if shown else 0)
    assert sum(group.merged for group in shown) <= 1


def test_territories_are_shown_by_codes() -> None:
    files = [team(i, territory=("Bretagne", " bretagne", "Réunion")[i // 5]) for i in range(15)]
    found = {group.value: group.organisations for group in by("territory", anonymised(*files))}
    assert sorted(found.values()) == [5, 10]
    assert set(found) == {"TERR-01", "TERR-02"}


def test_no_name_and_no_free_text_is_left_anywhere() -> None:
    names = {
        "organisation": f"Org {SECRET}",
        "team": SECRET,
        "site": SECRET,
        "respondents": SECRET,
        "territory": SECRET,
        "date": f"le jour de {SECRET}",
    }
    made = anonymised(*(team(i, **{**names, "organisation": f"Org {SECRET} {i}"}) for i in range(6)))
    assert SECRET.casefold() not in made.model_dump_json().casefold()
    assert made.files[0].label.startswith("ORG-01 – EQUIPE-")
    assert [item.kind for item in made.refused] == ["not_a_workbook"]


def test_structure_size_and_territory_stand_beside_no_team_and_of_a_day_the_month_is_left() -> None:
    made = anonymised(
        *(team(i, structure_type="state", size="small", territory="Sud", date="2026-03-02") for i in range(6))
    )
    for file in made.files:
        identity = file.results.identity
        assert (identity.structure_type, identity.size, identity.territory) == (None, None, None)
        assert identity.date == "2026-03"


@pytest.mark.parametrize(("others", "shown"), [(5, True), (4, False)])
def test_a_category_of_actors_is_shown_when_all_of_them_stand_for_five_organisations(others: int, shown: bool) -> None:
    kinds = ["managers"] * 6 + ["users"] * others
    made = anonymised(*(team(i, actor_category=kind) for i, kind in enumerate(kinds)))
    assert {file.results.identity.actor_category for file in made.files} == ({"managers", "users"} if shown else {None})
    assert any(point.kind == "actor_category" for point in made.parts[0].points) == shown


def test_the_same_files_give_the_same_codes_in_any_order() -> None:
    files = [team(i, LEVELS[i % 5], structure_type="state") for i in range(8)]
    assert anonymised(*files) == anonymised(*reversed(files))


def test_codes_hang_on_the_contents_and_not_on_the_names_alone() -> None:
    """Who knows the names of all who took part must not work out the codes by sorting them."""

    def ranks(texts: str) -> list[float | None]:
        files = [team(i, LEVELS[i % 5]) for i in range(5)]
        named = [
            ReadFile(
                file.name,
                0,
                file.assessment.model_copy(
                    update={"answers": tuple(a.model_copy(update={"comment": texts}) for a in file.assessment.answers)}
                ),
            )
            for file in files
        ]
        return [file.results.score for file in anonymised(*named).files]

    orders = {tuple(ranks(f"texte {i}")) for i in range(8)}
    assert len(orders) > 1


def test_codes_tell_organisations_and_teams_apart_and_are_counted_from_one() -> None:
    files = [team(10 * a + b, organisation=f"Org {a}", team=f"Équipe {b}") for a, b in product(range(3), range(4))]
    made = anonymised(*files)
    organisations = Counter(file.results.identity.organisation for file in made.files)
    assert organisations == {"ORG-01": 4, "ORG-02": 4, "ORG-03": 4}
    assert {file.results.identity.team for file in made.files} == {f"EQUIPE-{i:02}" for i in range(1, 13)}
    assert {file.name for file in made.files} <= {f"FICHIER-{i:02}" for i in range(1, 14)}


def test_codes_are_in_the_language_of_the_collection_with_the_same_ranks() -> None:
    files = [team(i, site=f"Site {i}", respondents=f"Personne {i}") for i in range(6)]
    codes = {
        lang: [(file.name, *file.results.identity.model_dump(exclude_none=True).values()) for file in made.files]
        for lang, made in (("fr", anonymised(*files)), ("en", anonymised(*files, lang="en")))
    }
    words = {"FICHIER": "FILE", "EQUIPE": "TEAM", "REP": "RESP"}
    english = [
        tuple(f"{words.get(code.partition('-')[0], code.partition('-')[0])}-{code.partition('-')[2]}" for code in row)
        for row in codes["fr"]
    ]
    assert english == codes["en"]


def test_the_sheet_shows_sizes_as_they_rise() -> None:
    sizes = ("1000-plus", "50-to-249", "250-to-999")
    collection = anonymised(*(team(i, size=sizes[i % 3]) for i in range(15)))
    book = open_book(collection_workbook(collection, load_vocabularies(), load_phrases(), load_style("sober")))
    column = [row[0] for row in book["Groupes"].iter_rows(max_col=1, values_only=True)]
    first = column.index("Taille") + 1
    assert "Pas de graphique\u00a0: aucune équipe n’a à la fois un score et une adhésion exprimée." in [
        cell.value for row in book["Maturité et appétence"].iter_rows() for cell in row
    ]
    assert column[first : first + 3] == ["50 à 249 personnes", "250 à 999 personnes", "1 000 personnes et plus"]
