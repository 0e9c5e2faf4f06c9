"""What is never done with a text: nothing is run, sent, unpickled or started, and nothing is written but where it is to be."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from importlib import import_module
from inspect import signature
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import govnews
from govnews import naming, numerals, units
from govnews.outputs import FORMATS
from govnews.surrogates import encodable

PACKAGE = Path(govnews.__file__).parent
MODULES = sorted(PACKAGE.glob("*.py"))

FORBIDDEN_MODULES = {
    *("asyncio", "ftplib", "http", "imaplib", "poplib", "smtplib", "socket", "socketserver", "ssl", "urllib", "webbrowser"),
    *("concurrent", "multiprocessing", "pty", "subprocess"),
    *("dbm", "marshal", "pickle", "shelve", "sqlite3"),
    *("code", "codeop", "ctypes", "runpy", "zipimport"),
    *("tempfile", "xml", "xmlrpc"),
}
GRANTED = {
    "jobs": {"multiprocessing"},  # processes of its own, which hand each other articles and records
    "outputs": {"tempfile"},  # beside the place of the output, where the user has said that it goes, until all of it is there
    "sdmx": {"xml"},  # it writes its structure, and reads none
}

FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
FORBIDDEN_METHODS = {
    *("system", "popen", "fork", "forkpty", "startfile", "posix_spawn", "execv", "execve", "execvp", "spawnl", "spawnv"),
    *("read_pickle", "to_pickle", "import_module", "fromstring", "iterparse", "XMLParser", "mktemp"),
}

# Events of sys.addaudithook. From the start nothing may reach the network, another program, a pickle or a temporary file;
# once everything is loaded, nothing may be compiled, run, imported or opened any more.
READS = """
import sys
FORBIDDEN = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn",
             "os.fork", "pickle.", "marshal.", "tempfile.", "shutil.", "ctypes.", "webbrowser.", "code.__new__")
LOADED = ("exec", "compile", "import", "open")
loaded = False
seen = []

def hook(event, arguments):
    if event.startswith(FORBIDDEN) and not event.startswith("marshal.load") or loaded and event in LOADED:
        seen.append((event, str(arguments)[:80]))

sys.addaudithook(hook)
import json
import govnews
from govnews import units
texts = json.load(sys.stdin)
for loaded in (False, True):
    for text in texts:
        document = govnews.extract(text, published="2022-10-14")
        document.to_json(), [document.explain(metric) for metric in document], document._repr_html_()
        [govnews.from_dict(record) for record in document.to_dicts()]
        govnews.find_numerals(text), govnews.find_periods(text, published="2022-10-14")
loaded = False
print(*seen, sep="\\n")
"""

# The command line on inputs of every kind: what it opens to write, makes, moves and deletes stands in the folder ``out``.
WRITES = """
import os, sys
FORBIDDEN = ("socket.", "urllib.", "http.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pickle.",
             "ctypes.", "webbrowser.", "code.__new__")
CHANGES = ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink", "os.truncate", "tempfile.")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
OUT = os.path.realpath("out") + os.sep
armed = False
seen, written = [], set()

def hook(event, arguments):
    if not armed:
        return
    if event.startswith(FORBIDDEN):
        seen.append((event, str(arguments)[:80]))
    elif event.startswith(CHANGES) or event == "open" and arguments[2] & WRITING:
        for path in arguments[: 2 if event == "os.rename" else 1]:
            place = os.path.realpath(os.fsdecode(path))
            (written.add if place.startswith(OUT) else seen.append)((event, place))

sys.addaudithook(hook)
import duckdb, pyarrow.parquet, tqdm  # what these do when they are loaded is their own
from govnews.cli import main
inputs, outputs = sys.argv[1].split(","), sys.argv[2].split(",")
sys.stdout = open(os.devnull, "w")
armed = True
ended = [main(["extract", *inputs, "-o", f"out/{name}"]) for name in outputs]
ended += [main(["extract", *inputs, "--format", name]) for name in ("table", "jsonl", "csv", "sdmx")]
ended += [main(["explain", *inputs]), main(["report", *inputs]), main(["report", *inputs, "-o", "out/report.html"])]
armed = False
print(*seen, sep="\\n", file=sys.__stdout__)
sys.exit(any(ended) or not written)
"""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_source_names_nothing_that_runs_or_sends(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not set(imported(tree)) & FORBIDDEN_MODULES - GRANTED.get(path.stem, set())
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert not {function.id for function in functions if isinstance(function, ast.Name)} & FORBIDDEN_CALLS
    assert not {function.attr for function in functions if isinstance(function, ast.Attribute)} & FORBIDDEN_METHODS


def imported(tree: ast.Module) -> Iterator[str]:
    """The packages that a module imports, wherever it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def test_what_is_granted_is_needed() -> None:
    for name, granted in GRANTED.items():
        assert granted <= set(imported(ast.parse((PACKAGE / f"{name}.py").read_text(encoding="utf-8"))))


def test_reading_a_text_touches_nothing_else(root: Path, injections: tuple[str, ...]) -> None:
    texts = [(root / "examples" / "zone.txt").read_text(encoding="utf-8"), *(f"{text}产值增长5%。" for text in injections)]
    done = subprocess.run([sys.executable, "-c", READS], input=json.dumps(texts), capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_command_line_writes_where_it_was_told_and_starts_nothing(tmp_path: Path, injections: tuple[str, ...]) -> None:
    texts = [encodable(f"今年全市{text}产值增长5%。") for text in injections]
    (tmp_path / "out").mkdir()
    (tmp_path / "a.txt").write_text("\n".join(texts).replace("\0", ""), encoding="utf-8")
    (tmp_path / "a.html").write_text("".join(f"<p>{text}" for text in texts).replace("\0", ""), encoding="utf-8")
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps({'text': text})}\n" for text in texts), encoding="utf-8")
    pq.write_table(pa.table({"text": texts, "id": texts}), tmp_path / "a.parquet")
    outputs = ",".join(f"metrics{ending}" for ending in FORMATS.values())
    command = [sys.executable, "-B", "-c", WRITES, "a.txt,a.html,a.jsonl,a.parquet", outputs]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr


OF_THE_HOUSE = {
    "bounds._words": "a side",
    "changes._changed": "a direction, a basis and a rule",
    "lexicon.listed": "a table and a role",
    "lexicon.rows": "a table",
    "lexicon.words": "a table",
    "markup.part": "a part of the page",
    "naming._heads": "a use",
    "naming._heads_ending": "a use",
    "neighbours._contexts": "a side",
    "neighbours._grades": "one of two marks",
    "places._entry": "a name of the tables",
    "places._longer": "a name of the tables",
    "places._told": "a kind of the table",
    "things._of": "kinds",
    "wording.words": "a language",
}
"""What is remembered for each argument without limit, and why there are few: none is a word that only a text has."""


def test_what_texts_say_is_not_remembered_without_limit() -> None:
    """Memory does not grow with what was read."""
    names = (path.stem for path in MODULES if path.stem not in {"__init__", "__main__"})
    functions = (function for name in names for function in vars(import_module(f"govnews.{name}")).values())
    remembering = {function for function in functions if isinstance(function, _lru_cache_wrapper)}
    assert remembering
    unlimited = {function for function in remembering if function.cache_parameters()["maxsize"] is None}
    with_arguments = {function for function in unlimited if signature(function).parameters}
    named = {f"{function.__module__.removeprefix('govnews.')}.{function.__name__}" for function in with_arguments}
    assert named == set(OF_THE_HOUSE)


def test_no_long_string_is_remembered_as_a_unit() -> None:
    sizes = []
    for length in (1_000_000, 1_000_001):
        with pytest.raises(govnews.ParseError):
            govnews.parse_unit("元" * length)
        sizes.append(units._parse.cache_info().currsize)  # noqa: SLF001 - what is remembered is seen nowhere else
    # what is remembered is the beginning, which is the same
    assert sizes[0] == sizes[1]


def test_no_long_string_is_remembered_as_a_numeral() -> None:
    before = numerals._read.cache_info().misses  # noqa: SLF001 - as above
    assert govnews.parse_numeral("7" * 5000).value is not None
    assert numerals._read.cache_info().misses == before  # noqa: SLF001


def test_no_long_noun_is_remembered_with_its_owner() -> None:
    before = naming._owner_at.cache_info().misses  # noqa: SLF001 - as above
    (metric,) = govnews.extract(f"{'新光' * 20}公司产值5亿元。")
    assert metric.indicator
    assert naming._owner_at.cache_info().misses == before  # noqa: SLF001
