"""Pydantic's findings, said to the author of a YAML file: what was found and what to write."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from xlaudit.model.base import Record

PATTERNS = {
    r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$": "small letters and figures joined by hyphens or dots, such as product-owner",
    r"^[A-Z]{2,8}$": "2 to 8 capital letters, such as STRAT",
    r"^[A-Z]{2,8}-\d{2,3}$": "the letters of the domain and a number, such as STRAT-03",
    r"^[a-z0-9.-]+:[A-Za-z0-9.-]+$": "source:criterion, such as rgesn-2024:1.1",
    r"^\d{4}-\d{2}-\d{2}$": 'a day, such as "2026-03-02"',
    r"^\d+\.\d+\.\d+$": 'a version of three numbers, such as "1.0.0"',
    r"^\S(?:[\s\S]*\S)?$": "a text without blanks at its ends",
}


def explain(model: type[Record], details: Mapping[str, Any], raw: str | None) -> str:
    """Say one finding of pydantic in the form "found … ; write …"."""
    kind, found = details["type"], details.get("input")
    context: Mapping[str, Any] = details.get("ctx", {})
    shown = repr(raw) if raw is not None else _describe(found)
    if kind == "missing":
        return "is missing; add it"
    if kind == "extra_forbidden":
        return f"is not a known key{_near(model, str(details['loc'][-1]))}"
    if kind == "string_type" and isinstance(found, int | float):
        return f'found the number {raw}; write it in quotes: "{raw}"'
    if kind in ("model_type", "model_attributes_type"):
        return _not_a_record(found, shown, of_text=context.get("class_name") == "Text")
    if kind == "tuple_type":
        return f"found {shown}; write a list, such as [a, b]"
    if kind == "literal_error":
        return f"found {shown}; write one of: {context['expected']}"
    if kind == "string_pattern_mismatch":
        return f"found {shown}; write {_pattern(context['pattern'])}"
    if kind == "too_short":
        return f"has {context['actual_length']} of at least {context['min_length']}; add what is missing"
    if kind == "value_error":
        return f"found {shown}; {context['error']}"
    message = details["msg"].removeprefix("Input ").replace("should be", "write")
    return f"found {shown}; {message}"


def _describe(found: object) -> str:
    if isinstance(found, Mapping):
        return "a group of keys"
    return "a list" if isinstance(found, tuple) else repr(found)


def _not_a_record(found: object, shown: str, *, of_text: bool) -> str:
    if isinstance(found, str) and of_text:
        return f'found the single text {shown}; write both languages: {{fr: "…", en: "…"}}'
    return f"found {shown}; write a group of keys"


def _pattern(pattern: str) -> str:
    if pattern.startswith("^https?"):
        return "a whole address, such as https://example.org/page"
    return PATTERNS.get(pattern, f"something that fits {pattern}")


def _near(model: type[Record], key: str) -> str:
    """Look for the key that was meant among those of the model and of the records below it."""
    known = _every_field(model, set())
    near = get_close_matches(key, known, n=1, cutoff=0.7)
    return f"; did you mean {near[0]!r}?" if near else "; remove it"


def _every_field(model: type[Record], seen: set[type[Record]]) -> set[str]:
    if model in seen:
        return set()
    seen.add(model)
    names = set(model.model_fields)
    for field in model.model_fields.values():
        for inner in _records_in(field.annotation):
            names |= _every_field(inner, seen)
    return names


def _records_in(annotation: Any) -> list[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [record for argument in getattr(annotation, "__args__", ()) for record in _records_in(argument)]
