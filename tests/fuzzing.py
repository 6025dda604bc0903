"""Mutations of a workbook, each drawn from a seed: its bytes as damage leaves them, its XML as a bad program writes it.

A mutated workbook depends on the seed, the kind and the number of the round alone: any round can be made again.
"""

import random
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile

TOKENS = re.compile(r"<!\[CDATA\[.*?\]\]>|<[^>]*>|[^<]+", re.DOTALL)
ATTRIBUTE = re.compile(r'\s([\w:.-]+)="([^"]*)"')
HEADERS = re.compile(rb"PK(\x03\x04|\x01\x02|\x05\x06)")
WEIGHTS = {
    **{r"worksheets/sheet2": 40, r"sharedStrings": 25, r"worksheets/sheet1": 8, r"worksheets/sheet": 3},
    **{r"xl/workbook\.xml": 5, r"workbook\.xml\.rels": 4, r"styles": 3, r"Content_Types": 2, r"": 0.3},
}
"""How often a part is mutated; the second sheet is the questionnaire, the first holds the identity."""
NUMBERS = ("", "-1", "0", "1", "2", "3", "2.5", "1e3", "65536", "4294967296", "1" + "0" * 40, "NaN", "A1:XFD1048576")
ADDRESSES = ("A1", "E0", "0E", "e7", "$E$7", "E7:E9", "XFD1048576", "ZZZZ9", "E99999999999", "E-1", "É7", "7", "")
TYPES = ("s", "str", "inlineStr", "n", "b", "e", "d", "z", "")
ENTITIES = ("&amp;", "&#65;", "&#x33;", "&#0;", "&#xD800;", "&nbsp;", "&", "&#1114112;", "<!-- c -->", "<?pi x?>")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DECLARED = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


class NothingToMutateError(Exception):
    """The part holds nothing that this mutation changes."""


def round_of(seed: str, kind: str, number: int) -> random.Random:
    """Return the chance of one round."""
    return random.Random(f"{seed}/{kind}/{number}")


# Bytes: what storage, mail and transfers do to a file.


def mutate_bytes(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes after one to three kinds of damage."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = _damaged(data, chance)
    return data


def _run(data: bytes, chance: random.Random) -> tuple[int, int]:
    """Return where a run of bytes begins and ends: anywhere, or from one of the headers of the archive."""
    start = chance.randrange(len(data) + 1)
    if chance.random() < 0.5:
        found = [match.start() for match in HEADERS.finditer(data)]
        start = min(chance.choice(found or [0]) + chance.randrange(60), len(data))
    return start, min(start + chance.choice((1, 2, 4, 16, chance.randint(1, 4000))), len(data))


def _damaged(data: bytes, chance: random.Random) -> bytes:
    (a, b), (c, d) = sorted((_run(data, chance), _run(data, chance)))
    match chance.randrange(8):
        case 0 | 1:
            flipped = bytearray(data)
            for place in range(a, min(a + chance.choice((1, 1, 2, 8)), len(data))):
                flipped[place] ^= 1 << chance.randrange(8)
            return bytes(flipped)
        case 2:
            return data[:a] + chance.choice((bytes(b - a), chance.randbytes(b - a))) + data[b:]
        case 3:
            return data[:a] if chance.random() < 0.8 else data[a:]
        case 4:
            return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:] if b <= c else data[:a] + data[b:]
        case 5:
            return data[:a] + chance.choice((data[c:d], chance.randbytes(d - c))) + data[a:]
        case _:
            return data[:a] + data[b:]


# XML: what a careless program writes, in an archive that is sound.


@dataclass
class Parts:
    """The parts of a workbook, cut into tags and texts once."""

    data: bytes
    tokens: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def contents(self) -> dict[str, bytes]:
        """The content of each part."""
        with ZipFile(BytesIO(self.data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def weights(self) -> list[float]:
        """How often each part is mutated."""
        return [next(w for pattern, w in WEIGHTS.items() if re.search(pattern, name)) for name in self.contents]

    def tokens_of(self, name: str) -> list[str]:
        """Return the tags and texts of a part, as a list to change."""
        if name not in self.tokens:
            self.tokens[name] = TOKENS.findall(self.contents[name].decode())
        return list(self.tokens[name])


def packed(contents: dict[str, bytes]) -> bytes:
    """Return an archive of these parts, stored and with their true checksums."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def mutate_xml(parts: Parts, chance: random.Random) -> tuple[bytes, str]:
    """Return the workbook after one to three mutations of its parts, and what was done."""
    contents, done = dict(parts.contents), list[str]()
    changed: dict[str, list[str]] = {}
    wanted = chance.choice((1, 1, 1, 1, 2, 3))
    while len(done) < wanted:
        name = chance.choices(list(parts.contents), parts.weights)[0]
        if chance.random() < 0.03:
            done.append(f"whole part {name}")
            _mutate_part(contents, name, chance)
            continue
        tokens = changed.setdefault(name, parts.tokens_of(name))
        mutation = chance.choice(MUTATIONS)
        with suppress(NothingToMutateError):
            mutation(tokens, chance)
            done.append(f"{mutation.__name__.strip('_')} in {name}")
        if name in contents:
            contents[name] = "".join(tokens).encode("utf-8", "surrogatepass")
    return packed(contents), ", ".join(done)


def _mutate_part(contents: dict[str, bytes], name: str, chance: random.Random) -> None:
    """Lose, empty, cut, exchange or recode a whole part."""
    content = contents.get(name, b"")
    other = chance.choice(list(contents))
    match chance.randrange(7):
        case 0:
            contents.pop(name, None)
        case 1:
            contents[name] = b""
        case 2:
            contents[name] = content[: chance.randrange(len(content) + 1)]
        case 3:
            contents[name], contents[other] = contents[other], content
        case 4:
            contents[name] = content.decode().replace("UTF-8", "UTF-16").encode("utf-16")
        case 5:
            contents[name] = content.replace(b"UTF-8", b"ISO-8859-1")
        case _:
            contents[name] = b"\xef\xbb\xbf" + content


def _pick(tokens: list[str], chance: random.Random, pattern: str) -> int:
    """Return the index of a token that matches a pattern; drawn first, so that long parts cost no search."""
    for _ in range(30):
        index = chance.randrange(len(tokens)) if tokens else 0
        if tokens and re.match(pattern, tokens[index]):
            return index
    found = [index for index, token in enumerate(tokens) if re.match(pattern, token)]
    if not found:
        raise NothingToMutateError
    return chance.choice(found)


def _element(tokens: list[str], chance: random.Random, pattern: str = r"<[\w:]") -> tuple[int, int]:
    """Return where an element begins and ends; small ones mostly."""
    for _ in range(20):
        start = _pick(tokens, chance, pattern)
        end = _end(tokens, start)
        if end - start < 200 or chance.random() < 0.02:
            return start, end
    raise NothingToMutateError


def _end(tokens: list[str], start: int) -> int:
    if tokens[start].endswith("/>"):
        return start + 1
    depth = 0
    for index in range(start, len(tokens)):
        token = tokens[index]
        if token.startswith("</"):
            depth -= 1
        elif token[0] == "<" and token[1] not in "!?" and not token.endswith("/>"):
            depth += 1
        if depth == 0:
            return index + 1
    raise NothingToMutateError


def _name(tag: str) -> str:
    return re.split(r"[\s/>]", tag.lstrip("</"), maxsplit=1)[0]


def _set(token: str, name: str, value: str | None) -> str:
    """Return a tag with an attribute of another value, added when it has none, removed when none is given."""
    bare = re.sub(rf'\s{re.escape(name)}="[^"]*"', "", token)
    return bare if value is None else re.sub(r"(?=/?>$)", lambda _: f' {name}="{value}"', bare, count=1)


def _attribute_changed(tokens: list[str], chance: random.Random) -> None:
    """Give an attribute another value, or take it away."""
    index = _pick(tokens, chance, r'<[\w:][^>]*="')
    name, value = chance.choice(ATTRIBUTE.findall(tokens[index]))
    others = re.findall(rf'\s{re.escape(name)}="([^"]*)"', "".join(chance.choices(tokens, k=400)))
    near = str(int(value) + chance.choice((-1, 1, 7))) if value.isdecimal() else value[:-1]
    tokens[index] = _set(
        tokens[index], name, chance.choice((None, None, *others[:5], *NUMBERS, *[near] * 3, value.upper()))
    )


def _element_deleted(tokens: list[str], chance: random.Random) -> None:
    start, end = _element(tokens, chance)
    del tokens[start:end]


def _element_duplicated(tokens: list[str], chance: random.Random) -> None:
    start, end = _element(tokens, chance)
    place = chance.choice((start, end, _pick(tokens, chance, "<")))
    tokens[place:place] = tokens[start:end]


def _element_moved(tokens: list[str], chance: random.Random) -> None:
    start, end = _element(tokens, chance)
    moved = tokens[start:end]
    del tokens[start:end]
    place = _pick(tokens, chance, rf"<{_name(moved[0])}\b" if chance.random() < 0.7 else "<")
    tokens[place:place] = moved


def _cell_reference(tokens: list[str], chance: random.Random) -> None:
    index = _pick(tokens, chance, r"<(?:\w+:)?c\s")
    other = dict(ATTRIBUTE.findall(tokens[_pick(tokens, chance, r"<(?:\w+:)?c\s")])).get("r")
    tokens[index] = _set(tokens[index], "r", chance.choice((other, other, None, *ADDRESSES)))


def _cell_type(tokens: list[str], chance: random.Random) -> None:
    index = _pick(tokens, chance, r"<(?:\w+:)?c\s")
    tokens[index] = _set(tokens[index], "t", chance.choice((None, *TYPES)))


def _string_index(tokens: list[str], chance: random.Random) -> None:
    """Shift the index of a shared string: of one cell, of its row, or of every cell from there on."""
    first = _pick(tokens, chance, r"<(?:\w+:)?v>") + 1
    last = first + chance.choice((1, 1, 1, 80, len(tokens)))
    shift = chance.choice((-1, 1, 2, 50, 100_000, -100_000))
    for index in range(first, min(last, len(tokens))):
        if tokens[index - 1].endswith("v>") and tokens[index].isdecimal():
            tokens[index] = str(int(tokens[index]) + shift)


def _rows_reordered(tokens: list[str], chance: random.Random) -> None:
    """Exchange two rows, renumber one, or take its number away."""
    row = r"<(?:\w+:)?row\s"
    start, end = _element(tokens, chance, row)
    other, after = _element(tokens, chance, row)
    if chance.random() < 0.6 and (end <= other or after <= start):
        (start, end), (other, after) = sorted(((start, end), (other, after)))
        tokens[start:after] = tokens[other:after] + tokens[end:other] + tokens[start:end]
    else:
        number = dict(ATTRIBUTE.findall(tokens[other])).get("r")
        tokens[start] = _set(tokens[start], "r", chance.choice((number, None, "0", "1", "25", "1048576", "x")))


def _tag_renamed(tokens: list[str], chance: random.Random) -> None:
    start, end = _element(tokens, chance)
    name, other = _name(tokens[start]), _name(tokens[_pick(tokens, chance, r"<[\w:]")])
    new = chance.choice((other, f"x:{name}", f"{name}x", name.upper(), name[:-1] or "q"))
    for index in {start, end - 1} if chance.random() < 0.8 else {start}:
        tokens[index] = tokens[index].replace(name, new, 1)
    if new.startswith("x:"):
        tokens[start] = _set(tokens[start], "xmlns:x", MAIN)


def _entity_inserted(tokens: list[str], chance: random.Random) -> None:
    entity = chance.choice((*ENTITIES, "&a;", "&b;"))
    if entity in ("&a;", "&b;"):
        tokens.insert(1, DECLARED)
    index = _pick(tokens, chance, r"[^<\s]")
    place = chance.randrange(len(tokens[index]) + 1)
    tokens[index] = tokens[index][:place] + entity + tokens[index][place:]


def _text_changed(tokens: list[str], chance: random.Random) -> None:
    index = _pick(tokens, chance, r"[^<\s]")
    text, place = tokens[index], chance.randrange(len(tokens[index]))
    letter = chance.choice("0123é –\u00a0\ufffe\x01\U0001f600\ud800")
    edited = text[:place] + letter + text[place + chance.randrange(2) :]
    tokens[index] = chance.choice(("", tokens[_pick(tokens, chance, r"[^<\s]")], f"<![CDATA[{text}]]>", edited, edited))


MUTATIONS: tuple[Callable[[list[str], random.Random], None], ...] = (
    *(_attribute_changed, _attribute_changed, _attribute_changed, _element_deleted, _element_duplicated),
    *(_element_moved, _cell_reference, _cell_type, _string_index, _rows_reordered, _tag_renamed),
    *(_entity_inserted, _text_changed),
)
