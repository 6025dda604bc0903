"""A YAML file read with the line of each of its values, so that a fault says where it is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from xlaudit.catalog.faults import explain
from xlaudit.catalog.paths import display_path
from xlaudit.model.base import Record
from xlaudit.model.errors import Fault, ReferentialError

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Location = tuple[str | int, ...]
R = TypeVar("R", bound=Record)
TAG = "tag:yaml.org,2002:"


class YamlFile:
    """One parsed file: its value, and the node of each path for the line numbers.

    Args:
        path: the file, UTF-8.

    Raises:
        ReferentialError: when the file is no YAML. Duplicate keys and values that YAML would turn into something else
            than what stands there (``no``, a date, ``1_000``) are gathered in ``faults``, and raised by ``check`` or
            ``parse``.
    """

    def __init__(self, path: Path) -> None:
        self.name = display_path(path)
        self.faults: list[Fault] = []
        self._root = self._compose(path)
        self.value = self._construct(self._root, ())

    def check(self) -> None:
        """Refuse a file with duplicate keys, or values that YAML turns into something else.

        Raises:
            ReferentialError: with every such fault.
        """
        if self.faults:
            raise ReferentialError(self.faults)

    def _compose(self, path: Path) -> yaml.Node:
        try:
            node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
        except UnicodeDecodeError as error:
            raise ReferentialError(
                [self._fault(1, (), f"is not UTF-8 text ({error.reason}); save it as UTF-8")]
            ) from error
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise ReferentialError([self._fault(line, (), f"is not valid YAML: {error.problem}")]) from error
        except yaml.YAMLError as error:
            raise ReferentialError([self._fault(1, (), f"is not valid YAML: {error}")]) from error
        if node is None:
            raise ReferentialError([self._fault(1, (), "is empty")])
        return node

    def _fault(self, line: int, location: Location, message: str) -> Fault:
        return Fault(file=self.name, line=line, path=self.label(location) or "file", message=message)

    def fault(self, location: Location, message: str) -> Fault:
        """Make a fault at a place given by keys and indexes; the nearest existing place gives the line."""
        return self._fault(self.line(location), location, message)

    def _construct(self, node: yaml.Node, location: Location) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self._construct(item, (*location, i)) for i, item in enumerate(node.value))
        return self._scalar(node, location)

    def _mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        result: dict[str, Any] = {}
        first_line: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if key_node.tag != f"{TAG}str":
                text = f'found the key {key_node.value!r}; write it in quotes: "{key_node.value}"'
                self.faults.append(self._fault(line, location, text))
                continue
            key = key_node.value
            if key in result:
                text = f"the key {key!r} stands twice, first on line {first_line[key]}; keep one"
                self.faults.append(self._fault(line, (*location, key), text))
                continue
            first_line[key] = line
            result[key] = self._construct(value_node, (*location, key))
        return result

    def _scalar(self, node: yaml.Node, location: Location) -> Any:
        text: str = node.value
        kind = node.tag.removeprefix(TAG)
        if kind == "str":
            return text
        if kind == "null":
            return None
        if kind == "bool" and text.lower() in ("true", "false"):
            return text.lower() == "true"
        if kind in ("int", "float"):
            try:
                return int(text) if kind == "int" else float(text)
            except ValueError:
                pass
        message = f'found {text}, which YAML reads as a {kind}; write it in quotes: "{text}"'
        self.faults.append(self._fault(node.start_mark.line + 1, location, message))
        return text

    def raw(self, location: Location) -> str | None:
        """Return the text of a scalar as it stands in the file, none when there is no scalar at that place."""
        node = self._node(location)
        return node.value if isinstance(node, yaml.ScalarNode) else None

    def _node(self, location: Location) -> yaml.Node | None:
        node: yaml.Node | None = self._root
        for step in location:
            node = _child(node, step)
            if node is None:
                return None
        return node

    def line(self, location: Location) -> int:
        """Return the line of a place; for a missing one, of the nearest place above it."""
        line, node = self._root.start_mark.line, self._root
        for step in location:
            if isinstance(node, yaml.MappingNode):
                line = next((k.start_mark.line for k, _ in node.value if k.value == step), line)
            found = _child(node, step)
            if found is None:
                break
            node = found
            if isinstance(step, int):
                line = node.start_mark.line
        return line + 1

    def label(self, location: Location) -> str:
        """Return a place as people name it: ``domains[STRAT].practices[STRAT-01].title.en``."""
        parts, value = "", getattr(self, "value", None)
        for step in location:
            value = _step(value, step)
            if isinstance(step, int):
                name = value.get("id") if isinstance(value, dict) else None
                parts += f"[{name if isinstance(name, str) else step}]"
            else:
                parts += f".{step}" if parts else step
        return parts

    def parse(self, model: type[R]) -> R:
        """Turn the file into a record.

        Raises:
            ReferentialError: with every fault of the file, in the order of its lines.
        """
        try:
            record = model.model_validate(self.value)
        except ValidationError as error:
            faults = [self._explained(model, details) for details in error.errors(include_url=False)]
            known = {(fault.line, fault.path) for fault in self.faults}
            faults = [fault for fault in faults if (fault.line, fault.path) not in known]
            raise ReferentialError(sorted({*self.faults, *faults}, key=lambda fault: fault.line)) from error
        self.check()
        return record

    def _explained(self, model: type[Record], details: Any) -> Fault:
        location = self._real_location(details["loc"])
        return self.fault(location, explain(model, details, self.raw(location)))

    def _real_location(self, loc: Sequence[str | int]) -> Location:
        """Drop what pydantic adds to a path (the names of a union's branches) and keep a missing last key."""
        location: Location = ()
        for position, step in enumerate(loc):
            if self._node((*location, step)) is not None or position == len(loc) - 1:
                location = (*location, step)
        return location


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]  # type: ignore[no-any-return]
    return None


def _step(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, tuple) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
