"""The architecture holds: imports go down only, side effects stay in the command line, files stay short."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import xlaudit

PACKAGE = Path(xlaudit.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {"pandas", "openpyxl", "xlsxwriter", "pydantic", "matplotlib", "docx", "docxtpl", "numpy"}
WINGS = {"catalog", "workbook", "report"}
MAY_IMPORT = {
    "cli": {"cli", "api", "verbs", *WINGS, "rules", "model", ""},
    "api": {"api", "verbs", *WINGS, "rules", "model", ""},
    "verbs": {"verbs", *WINGS, "rules", "model"},
    **{wing: {wing, "rules", "model"} for wing in WINGS},
    "rules": {"rules", "model"},
    "model": {"model"},
}
"""What each layer may import; "" is the package root, which holds the version."""
LATE_IMPORTS = {("model/frames.py", "pandas"), ("verbs/report.py", "xlaudit.report.word")}
LONGEST = 300


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def module_name(path: Path) -> str:
    parts = ("xlaudit", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def targets(node: ast.AST) -> Iterator[str]:
    """Yield the modules that a statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "relative imports hide where things come from"
        assert node.module is not None
        yield node.module
        known = {module_name(path) for path in FILES}
        yield from (f"{node.module}.{alias.name}" for alias in node.names if f"{node.module}.{alias.name}" in known)


def imports(path: Path) -> set[str]:
    return {name for node in ast.walk(tree(path)) for name in targets(node)}


def layer(module: str) -> str:
    """Return the layer of a module of xlaudit, "" for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@pytest.mark.parametrize("path", [path for path in FILES if path.parent != PACKAGE or path.stem == "api"], ids=relative)
def test_imports_go_down_only_and_wings_never_import_one_another(path: Path) -> None:
    own = layer(module_name(path))
    found = {layer(name) for name in imports(path) if name.split(".")[0] == "xlaudit"}
    assert found <= MAY_IMPORT[own]


def test_there_is_no_import_cycle() -> None:
    modules = {module_name(path): path for path in FILES}
    graph = {name: {other for other in imports(path) if other in modules} for name, path in modules.items()}
    graph["xlaudit"] = set()  # what it imports is under TYPE_CHECKING or on first use
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())
    assert done == set(modules)


@pytest.mark.parametrize("path", [path for path in FILES if "cli" not in path.parts], ids=relative)
def test_only_the_command_line_prints_exits_or_sets_up_logging(path: Path) -> None:
    used = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            used.add(ast.unparse(node.func))
    assert not used & {
        "print",
        "exit",
        "quit",
        "sys.exit",
        "os._exit",
        "logging.basicConfig",
        "logging.StreamHandler",
        "click.echo",
    }
    assert "click" not in imports(path)


def late_imports() -> set[tuple[str, str]]:
    """Return every import that stands inside a function, with its file."""
    found = set()
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for inner in ast.walk(node):
                    found |= {(relative(path), name) for name in targets(inner)}
    return found


def test_only_heavy_libraries_are_imported_inside_a_function_each_at_one_place() -> None:
    found = late_imports()
    assert found == LATE_IMPORTS
    assert len({name for _, name in found}) == len(found)


def exported_for_types() -> set[str]:
    """Return the names that the package imports under TYPE_CHECKING."""
    for node in tree(PACKAGE / "__init__.py").body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return {alias.name for line in node.body if isinstance(line, ast.ImportFrom) for alias in line.names}
    raise LookupError("no TYPE_CHECKING block")


def test_public_names_are_those_that_type_checkers_see() -> None:
    assert set(xlaudit.__all__) == exported_for_types() | {"__version__"}


def test_public_names_are_sorted_and_stand_once() -> None:
    assert xlaudit.__all__ == sorted(set(xlaudit.__all__))


@pytest.mark.parametrize("name", xlaudit.__all__)
def test_every_public_name_resolves(name: str) -> None:
    assert getattr(xlaudit, name) is not None


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'generat'"):
        xlaudit.__getattr__("generat")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], []], ids=["help", "version", "bare"])
def test_help_imports_nothing_heavy(arguments: list[str], root: Path) -> None:
    code = (
        "import sys, runpy, atexit\n"
        "atexit.register(lambda: print('\\nLOADED', *sorted(sys.modules)))\n"
        f"sys.argv = ['xlaudit', *{arguments!r}]\n"
        "runpy.run_module('xlaudit', run_name='__main__')\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    loaded = set(run.stdout.rpartition("LOADED")[2].split())
    assert "click" in loaded, run.stderr
    assert not loaded & HEAVY


@pytest.mark.parametrize("folder", ["xlaudit", "tests", "benchmarks"])
def test_files_stay_short_enough_to_be_read(folder: str, root: Path) -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in (root / folder).rglob("*.py")}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_every_module_opens_by_saying_what_it_holds(path: Path) -> None:
    said = ast.get_docstring(tree(path))
    assert said is not None
    assert said.splitlines()[0].endswith((".", ":", "?"))
