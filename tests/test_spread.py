"""How teams stand beside one another, from hand computations."""

from math import sqrt

import pytest

from tests.builders import Row, assessment, bundle, meta, phrases
from xlaudit.model.assessment import Identity, Origin
from xlaudit.model.collection import Collection
from xlaudit.model.meta import RulesOut
from xlaudit.model.spread import MetaPart, PracticeSpread
from xlaudit.model.workshop import PracticeVotes
from xlaudit.rules.collect import put_together
from xlaudit.rules.editions import ReadFile

AI = RulesOut(domains=("BBB",))
"""The one question rules the second domain out."""


def collected(
    *teams: tuple[Row, ...], no_to: tuple[int, ...] = (), categories: tuple[str | None, ...] = ()
) -> Collection:
    """Put teams together; those in ``no_to`` answer no to the question."""
    made = bundle(meta(*teams[0], rules_out=AI))
    files = []
    for number, rows in enumerate(teams):
        category = categories[number] if categories else None
        identity = Identity(organisation=f"Org {number}", actor_category=category)
        filled = assessment(*rows, no_to=("ai",) if number in no_to else ())
        files.append(ReadFile(f"{number}.xlsx", 0, filled.model_copy(update={"identity": identity})))
    return put_together(files, [], lambda _: made, phrases(), "fr", anonymise=False)


def part(*teams: tuple[Row, ...], no_to: tuple[int, ...] = ()) -> MetaPart:
    return collected(*teams, no_to=no_to).parts[0]


def only_practice(*rows: Row) -> PracticeSpread:
    return part(*((row,) for row in rows)).practices[0]


def test_the_answers_to_a_practice_are_counted_level_by_level_and_add_up() -> None:
    rows = [Row(level) for level in ("0", "0", "3", "4", "DK", "NA", None)]
    found = only_practice(*rows)
    assert found.levels == {"0": 2, "1": 0, "2": 0, "3": 1, "4": 1}
    assert (found.unsure, found.not_applicable, found.unanswered) == (1, 1, 1)
    assert (found.asked, found.known) == (7, 4)
    assert found.in_place == 2 / 4  # levels 3 and 4 of the four that are known
    assert found.mean == pytest.approx((0 + 0 + 75 + 100) / 4)
    assert found.deviation == pytest.approx(sqrt((2 * 43.75**2 + 31.25**2 + 56.25**2) / 4))


def test_not_applicable_where_it_is_never_allowed_is_an_unanswered_practice() -> None:
    found = only_practice(Row("NA", not_applicable="never"), Row("2", not_applicable="never"))
    assert (found.not_applicable, found.unanswered, found.known) == (0, 1, 1)


def test_what_the_profile_rules_out_is_not_applicable_and_an_answer_on_the_row_wins() -> None:
    teams = (Row("2"), Row(None, domain="BBB")), (Row("2"), Row("4", domain="BBB"))
    found = part(*teams, no_to=(0, 1)).practices[1]
    assert (found.asked, found.not_applicable, found.known, found.levels["4"]) == (2, 1, 1, 1)


def test_support_is_the_mean_of_the_opinions_where_the_practice_applies() -> None:
    rows = Row("0", support=2), Row("1", support=1), Row("2", support=-2), Row("NA", support=-2), Row("0")
    found = only_practice(*rows)
    assert (found.opinions, found.supportive, found.opposed) == (3, 2, 1)
    assert found.support == pytest.approx(1 / 3)
    assert found.favoured == 1  # nothing in place and strongly for


def test_ballots_win_over_the_column() -> None:
    made = bundle(meta(Row("0")))
    votes = PracticeVotes(practice="AAA-01", counts=(3, 1, 0, 0, 0))
    filled = assessment(Row("0", support=2)).model_copy(update={"votes": (votes,)})
    found = put_together([ReadFile("a", 0, filled)], [], lambda _: made, phrases(), "fr", anonymise=False).parts[0]
    assert found.practices[0].support == pytest.approx(-7 / 4)
    assert (found.practices[0].favoured, found.practices[0].shunned) == (0, 1)
    assert found.points[0].support == pytest.approx(-7 / 4)


def test_domains_say_mean_median_deviation_and_who_stands_at_both_ends() -> None:
    teams = [(Row(level), Row("2", domain="BBB")) for level in ("4", "0", "1", None)]
    first, second = part(*teams).domains
    assert (first.teams, second.teams) == (3, 4)
    assert first.mean == pytest.approx(125 / 3)
    assert first.median == 25
    assert first.deviation == pytest.approx(sqrt(((100 - 125 / 3) ** 2 + (125 / 3) ** 2 + (25 - 125 / 3) ** 2) / 3))
    assert (first.lowest, first.lowest_file, first.highest, first.highest_file) == (0, "1.xlsx", 100, "0.xlsx")
    assert (second.deviation, second.lowest_file, second.highest_file) == (0, "0.xlsx", "0.xlsx")


def test_the_whole_is_the_mean_of_the_scores_of_the_teams() -> None:
    found = part((Row("4"), Row("4")), (Row("0"), Row(None)))
    assert (found.score.mean, found.score.median, found.score.teams) == (50, 50, 2)
    assert found.completion == pytest.approx(0.75)


def test_teams_without_any_answer_count_and_have_no_score() -> None:
    found = part((Row(),), (Row(),))
    assert (found.files, found.score.teams, found.score.mean) == (("0.xlsx", "1.xlsx"), 0, None)
    assert found.practices[0].in_place is None
    assert found.points[0].score is None


def test_categories_of_actors_are_means_of_their_teams_each_once() -> None:
    teams = (Row("4", support=2), Row("4", support=0)), (Row("0", support=-2), Row()), (Row("2"), Row("2"))
    points = collected(*teams, categories=("managers", "managers", "users")).parts[0].points
    managers, users = (point for point in points if point.kind == "actor_category")
    assert (managers.id, managers.teams, managers.score, managers.support) == ("managers", 2, 50, -0.5)
    assert (users.id, users.teams, users.score, users.support) == ("users", 1, 50, None)
    assert [point.id for point in points if point.kind == "file"] == ["0.xlsx", "1.xlsx", "2.xlsx"]


def test_a_single_category_of_actors_leaves_the_teams_alone() -> None:
    points = collected((Row("4"),), (Row("0"),), categories=("managers", None)).parts[0].points
    assert {point.kind for point in points} == {"file"}


def test_the_order_of_the_files_changes_nothing() -> None:
    made = bundle(meta(Row()))
    files = [
        ReadFile(f"{i}.xlsx", i, assessment(Row(level)).model_copy(update={"identity": Identity(organisation=name)}))
        for i, (level, name) in enumerate((("4", "Clinique"), ("0", "Mairie"), ("2", "Mairie"), ("1", None)))
    ]
    one, other = (
        put_together(order, [], lambda _: made, phrases(), "fr", anonymise=False) for order in (files, files[::-1])
    )
    assert one == other
    assert [file.label for file in one.files] == ["Clinique", "Mairie (1.xlsx)", "Mairie (2.xlsx)", "3.xlsx"]


def test_versions_of_one_meta_referential_stand_together_in_the_words_of_the_newest() -> None:
    old, new = (
        bundle(meta(*rows).model_copy(update={"version": version}))
        for version, rows in (("1.9.0", (Row(), Row())), ("1.10.0", (Row(), Row(domain="BBB"))))
    )
    fillings = {"1.9.0": (Row("4"), Row("4")), "1.10.0": (Row("0"), Row("2", domain="BBB"))}
    files = [
        ReadFile(version, 0, made.model_copy(update={"origin": Origin(meta="petit-meta", version=version)}))
        for version, rows in fillings.items()
        for made in [assessment(*rows)]
    ]
    found = put_together(
        files, [], lambda read: {"1.9.0": old, "1.10.0": new}[read.origin.version], phrases(), "fr", anonymise=False
    )
    (only,) = found.parts
    assert only.versions == ("1.10.0", "1.9.0")
    assert [(practice.id, practice.asked) for practice in only.practices] == [
        ("AAA-01", 2),
        ("BBB-01", 1),
        ("AAA-02", 1),
    ]
    assert [(domain.id, domain.mean) for domain in only.domains] == [("AAA", 50), ("BBB", 50)]
    assert len(list(found.table("answers"))) == 4


def test_who_could_help_whom_names_the_top_level_and_those_at_zero_or_one_the_most_willing_first() -> None:
    levels = ("4", "0", "1", "2", "3", "NA", None)
    supports = (0, -1, 2, 0, 0, 0, 0)
    teams = [(Row(level, support=support),) for level, support in zip(levels, supports, strict=True)]
    (found,) = part(*teams).help
    assert found.helpers == ("0.xlsx",)
    assert found.learners == ("2.xlsx", "1.xlsx")


def test_nobody_is_named_where_nobody_is_at_the_top_or_nobody_needs_it() -> None:
    assert part((Row("3"), Row("4")), (Row("0"), Row("2"))).help == ()


def test_essential_practices_come_first_among_those_to_help_with() -> None:
    strong = (Row("4"), Row("4", importance="essential")), (Row("0"), Row("0", importance="essential"))
    assert [item.practice for item in part(*strong).help] == ["AAA-02", "AAA-01"]
