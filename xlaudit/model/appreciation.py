"""What a report says of a team in a paragraph, with the numbers behind each statement."""

from xlaudit.model.base import Record

Value = str | float | tuple[str, ...] | tuple[float, ...]


class Fact(Record):
    """One statement: the key of its phrase, the values it rests on (ids, and numbers unrounded), and the sentence."""

    key: str
    values: dict[str, Value]
    text: str


class Appreciation(Record):
    """A paragraph, and the facts it states, in order."""

    facts: tuple[Fact, ...]
    text: str
