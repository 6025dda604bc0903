"""Each kind of fault of a YAML file is said as file:line: path: what is wrong, what was found, what to write."""

from pathlib import Path

import pytest

from xlaudit.catalog.lint import lint

SOURCE = """\
id: petite
title: {fr: "Petite source", en: "Small source"}
short: "Petite"
publisher: "Personne"
version: "1"
snapshot: "2024-05-17"
origin: published
licence: "CC0"
url: https://example.org/page
levels:
  - {id: haut, label: {fr: "Haut", en: "High"}, importance: essential}
themes:
  - {id: "1", label: {fr: "Thème", en: "Theme"}}
criteria:
  - id: "1.1"
    theme: "1"
    title: {fr: "Un critère", en: "A criterion"}
    level: haut
  - id: "1.10"
    theme: "1"
    title:
      fr: "Un autre"
      en: "Another"
    not_applicable: never
"""
META = Path(__file__).resolve().parents[1] / "referentials" / "meta" / "services-metiers.yaml"


def said(folder: Path, content: str | bytes, name: str = "petite.yaml") -> list[str]:
    """Return what the lint says of a file, without the folder."""
    path = folder / "referentials" / ("meta" if name == META.name else "sources") / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    count, faults = lint([path])
    assert count == 1
    assert all(str(fault).startswith(f"{path}:") for fault in faults)
    return [str(fault).removeprefix(f"{path.parent}/") for fault in faults]


def changed(*changes: tuple[str, str]) -> str:
    """Return the source with some pieces replaced; each must stand there."""
    content = SOURCE
    for old, new in changes:
        assert old in content
        content = content.replace(old, new, 1)
    return content


def test_a_sound_file_has_no_fault(tmp_path: Path) -> None:
    assert said(tmp_path, SOURCE) == []


# Line numbers are those of SOURCE above, counted by hand from 1.
ONE_FAULT = {
    "an unknown key, with the one that was meant": (
        ('short: "Petite"', 'short: "Petite"\ncriterion_uri: https://example.org/{id}'),
        4,
        "criterion_uri",
        "is not a known key; did you mean 'criterion_url'?",
    ),
    "an unknown key near nothing": (('short: "Petite"', 'short: "Petite"\nzzz: 1'), 4, "zzz", "is not a known key"),
    "an unknown key inside a criterion": (
        ("    not_applicable: never", "    not_aplicable: never"),
        24,
        "criteria[1.10].not_aplicable",
        "is not a known key; did you mean 'not_applicable'?",
    ),
    "a missing key": (('    theme: "1"\n', ""), 15, "criteria[1.1].theme", "is missing; add it"),
    "a number where an id in quotes is needed": (
        ('id: "1.10"', "id: 1.10"),
        19,
        "criteria[1].id",
        'found the number 1.10; write it in quotes: "1.10"',
    ),
    "a number where a theme in quotes is needed": (
        ('    theme: "1"', "    theme: 1"),
        16,
        "criteria[1.1].theme",
        'found the number 1; write it in quotes: "1"',
    ),
    "a key that stands twice": (
        ('version: "1"', 'version: "1"\npublisher: "Quelqu’un"'),
        6,
        "publisher",
        "the key 'publisher' stands twice, first on line 4; keep one",
    ),
    "one language only": (
        ('      fr: "Un autre"\n', ""),
        21,
        "criteria[1.10].title.fr",
        "is missing; add it",
    ),
    "a single text for both languages": (
        ('{fr: "Un critère", en: "A criterion"}', '"Un critère"'),
        17,
        "criteria[1.1].title",
        "found the single text 'Un critère'; write both languages",
    ),
    "a word outside its list": (
        ("origin: published", "origin: publié"),
        7,
        "origin",
        "found 'publié'; write one of: 'published' or 'written-for-xlaudit'",
    ),
    "an address without its scheme": (
        ("url: https://example.org/page", "url: example.org/page"),
        9,
        "url",
        "found 'example.org/page'; write a whole address, such as https://",
    ),
    "no read as a boolean": (
        ('licence: "CC0"', "licence: no"),
        8,
        "licence",
        'found no, which YAML reads as a bool; write it in quotes: "no"',
    ),
    "a day read as a date": (
        ('snapshot: "2024-05-17"', "snapshot: 2024-05-17"),
        6,
        "snapshot",
        'found 2024-05-17, which YAML reads as a timestamp; write it in quotes: "2024-05-17"',
    ),
    "a day written otherwise": (
        ('snapshot: "2024-05-17"', 'snapshot: "17/05/2024"'),
        6,
        "snapshot",
        "found '17/05/2024'; write a day, such as \"2026-03-02\"",
    ),
    "a text where a list is needed": (
        ('themes:\n  - {id: "1", label: {fr: "Thème", en: "Theme"}}', "themes: un"),
        12,
        "themes",
        "found 'un'; write a list",
    ),
    "a level that is not declared": (
        ("level: haut", "level: haut2"),
        18,
        "criteria[1.1].level",
        "did you mean 'haut'?",
    ),
    "a criterion that stands twice": (
        ('id: "1.10"', 'id: "1.1"'),
        19,
        "criteria[1.1].id",
        "the criterion '1.1' stands twice",
    ),
    "a tab": (("levels:\n  -", "levels:\n\t-"), 11, "file", "is not valid YAML"),
    "a bracket left open": (("levels:", "levels: ["), 11, "file", "is not valid YAML"),
    "an id that is not the name of the file": (("id: petite", "id: grande"), 1, "id", "found 'grande' in the file"),
}


@pytest.mark.parametrize("what", ONE_FAULT)
def test_a_fault_is_said_with_its_line_its_place_and_what_to_write(what: str, tmp_path: Path) -> None:
    change, line, place, message = ONE_FAULT[what]
    found = said(tmp_path, changed(change))
    assert len(found) == 1, found
    assert found[0].startswith(f"petite.yaml:{line}: {place}: ")
    assert message in found[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "petite.yaml:1: file: is empty"),
        (b"# a comment\n\n", "petite.yaml:1: file: is empty"),
        (SOURCE.encode("latin-1"), "petite.yaml:1: file: is not UTF-8 text"),
        (SOURCE.encode("utf-16"), "petite.yaml:1: file: is not UTF-8 text"),
        (b"un texte\n", "petite.yaml:1: file: found 'un texte'; write a group of keys"),
        (b"- un\n- deux\n", "petite.yaml:1: file: found a list; write a group of keys"),
    ],
    ids=["empty", "only a comment", "latin-1", "utf-16", "a bare text", "a list"],
)
def test_a_file_that_is_no_group_of_keys_is_said_in_one_fault(content: bytes, message: str, tmp_path: Path) -> None:
    found = said(tmp_path, content)
    assert len(found) == 1, found
    assert found[0].startswith(message)


def test_faults_of_every_kind_come_in_one_pass_in_the_order_of_the_lines(tmp_path: Path) -> None:
    broken = changed(
        ('publisher: "Personne"', 'publicher: "Personne"'),
        ("origin: published", "origin: publié"),
        ("url: https://example.org/page", "url: example.org/page"),
        ('id: "1.10"', "id: 1.10"),
        ('      fr: "Un autre"\n', ""),
    )
    found = said(tmp_path, broken)
    # publisher is missing (said at the top of the file) and publicher is unknown: six findings for five changes.
    assert [line.split(":")[1] for line in found] == ["1", "4", "7", "9", "19", "21"]


def test_faults_of_the_yaml_itself_and_of_its_contents_come_in_the_same_pass(tmp_path: Path) -> None:
    broken = changed(
        ('publisher: "Personne"', 'publicher: "Personne"'),
        ('licence: "CC0"', "licence: no"),
        ("origin: published", "origin: publié"),
    )
    found = "\n".join(said(tmp_path, broken))
    assert "licence: found no, which YAML reads as a bool" in found
    assert "origin: found 'publié'" in found
    assert "publicher: is not a known key" in found


def test_a_text_where_another_group_is_needed_is_not_told_to_be_in_two_languages(tmp_path: Path) -> None:
    content = META.read_text(encoding="utf-8")
    broken = content.replace("impact: {environmental: 3, social: 2}", 'impact: "fort"', 1)
    assert broken != content
    found = said(tmp_path, broken, META.name)
    assert len(found) == 1
    assert "impact: found" in found[0]
    assert "languages" not in found[0]


def test_loose_files_are_all_checked_even_when_the_first_is_no_yaml(tmp_path: Path) -> None:
    first, second = tmp_path / "un.yaml", tmp_path / "deux.yaml"
    first.write_text("a: [", encoding="utf-8")
    second.write_text("", encoding="utf-8")
    count, faults = lint([first, second])
    assert count == 2
    assert [Path(fault.file).name for fault in faults] == ["un.yaml", "deux.yaml"]


@pytest.mark.parametrize("name", ["strat-01", "STRAT-1", "STRAT_01", "S-01", "STRATEGIES-01", "STRAT-0001", "3-03"])
def test_a_practice_id_of_another_shape_is_said_with_its_line(name: str, tmp_path: Path) -> None:
    content = META.read_text(encoding="utf-8")
    line = content.splitlines().index("      - id: STRAT-02") + 1
    broken = content.replace("      - id: STRAT-02\n", f'      - id: "{name}"\n', 1)
    found = said(tmp_path, broken, "services-metiers.yaml")
    wanted = f"services-metiers.yaml:{line}: domains[STRAT].practices[{name}].id: found '{name}'; write the letters of"
    assert any(fault.startswith(wanted) for fault in found), found
