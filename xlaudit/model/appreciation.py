"""What a report says of a team in a paragraph, with the numbers behind each statement."""

from xlaudit.model.base import Record


class Fact(Record):
    """One statement: the key of its phrase, and the values it rests on."""

    key: str
    values: dict[str, str | float | tuple[str, ...]]


class Appreciation(Record):
    """A paragraph, and the facts it states, in order."""

    facts: tuple[Fact, ...]
    text: str
