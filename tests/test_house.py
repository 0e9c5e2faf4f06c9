"""The house of docs/design.md: which module stands on which floor, and what it may import."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import govnews
from govnews.lexicon import rows

HOUSE = (
    ("model", "exact", "lexicon", "extras", "patterns", "surrogates", "terminal", "streams", "endings", "entities"),
    ("markup", "spelling", "conditions", "text", "bounds", "dates", "ranks", "places", "items", "neighbours", "decoding"),
    ("wording", "numerals", "units", "codes", "ordinals", "dating", "relations", "organisations", "leads"),
    ("registry", "unitless", "names", "datings", "eras", "festivals", "spells", "lapses", "surroundings"),
    ("spoken", "quantity", "outlooks", "things", "rosters", "tellers"),
    ("periods", "asides"),
    ("quantities", "heads"),
    ("changes", "status", "phrases", "topics"),
    ("timing", "naming", "subjects"),
    ("clauses", "comparing", "counting", "dealing", "preceding"),
    ("indicators",),
    ("metric", "bases"),
    ("records", "explain", "series", "drawings"),
    ("results",),
    ("marks", "cells"),
    ("arrow", "spreadsheet", "sdmx", "brat", "report", "notebook"),
    ("document", "datelines"),
    ("extract", "render", "webpages"),
    ("articles", "sources", "outputs", "tally"),
    ("batches", "inputs", "jobs", "workfile", "progress"),
    ("spark", "options"),
    ("cli",),
    ("__init__", "__main__"),
)
"""The floors from the ground up. A module imports from floors below its own, not from its neighbours."""

FLOORS = {module: floor for floor, modules in enumerate(HOUSE) for module in modules}

ALWAYS = {"attrs"}
"""What a module may import besides the standard library."""

LAZILY = {"cn2an", "pint", "regex", "pyarrow", "pandas", "polars", "duckdb", "pyspark", "tqdm", "shtab"}
"""What it may import inside a function only, because it is slow to start or an extra."""

EXTRAS = {"lunar_python"}
"""What a module may import where it is there, and has to do without where it is not."""

PACKAGE = Path(govnews.__file__).parent
MODULES = sorted(PACKAGE.glob("*.py"))


def imports(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """The modules that are imported, wherever: ``govnews.text`` for both ways to import it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            name = node.module or ""
            yield from ((f"{name}.{alias.name}" if name == "govnews" else name, node) for alias in node.names)


def deferred(tree: ast.Module) -> set[ast.AST]:
    """What does not run when the module is imported: the bodies of functions, and what only a type checker reads."""
    bodies = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    )
    return {inner for body in bodies for inner in ast.walk(body)}


def attempted(tree: ast.Module) -> set[ast.AST]:
    """What stands in a ``try`` that goes on without it."""
    return {inner for node in ast.walk(tree) if isinstance(node, ast.Try) for inner in ast.walk(node)}


def test_every_module_has_its_row() -> None:
    assert {path.stem for path in MODULES} == set(FLOORS)
    assert not [path for path in PACKAGE.iterdir() if path.is_dir() and path.name not in {"tables", "pages", "__pycache__"}]


def test_the_design_page_draws_this_house(root: Path) -> None:
    page = (root / "docs" / "design.md").read_text(encoding="utf-8")
    drawn = [set(re.findall(r"`(\w+)`", row)) for row in re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE)]
    assert drawn == [set(modules) for modules in HOUSE[:-1]]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_imports_go_down(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    ours = {name.split(".")[1] for name, _ in imports(tree) if name.split(".")[0] == "govnews"}
    assert not {name for name in ours if FLOORS[name] >= FLOORS[path.stem]}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_imports_from_outside_are_few_and_the_slow_ones_lazy(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    later, tried = deferred(tree), attempted(tree)
    for name, node in imports(tree):
        package = name.split(".")[0]
        if package not in {"govnews", *ALWAYS, *sys.stdlib_module_names}:
            assert package in LAZILY | EXTRAS, package
            assert node in (later if package in LAZILY else tried), f"{package} is imported at once"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_module_is_much_over_600_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 650


@pytest.mark.parametrize("table", ["lapse_words", "naming_words"])
def test_every_role_of_a_word_list_is_asked_for(table: str) -> None:
    asked = {role for path in MODULES for role in re.findall(rf'listed\("{table}", "(\w+)"\)', path.read_text(encoding="utf-8"))}
    assert asked == {role for role, _ in rows(table)}


def test_importing_the_package_loads_nothing_slow() -> None:
    code = "import sys, govnews; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert "govnews" in loaded
    assert not loaded & {*LAZILY, *EXTRAS, "argparse", "json", "numpy"}
