"""What is never done with a text: nothing is run, sent, unpickled, started or put into a temporary file."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import govnews

PACKAGE = Path(govnews.__file__).parent
MODULES = sorted(PACKAGE.glob("*.py"))

FORBIDDEN_MODULES = {"pickle", "shelve", "marshal", "socket", "ssl", "http", "urllib", "ftplib", "smtplib", "tempfile", "ctypes"}
STAGED = {"outputs": {"tempfile"}}
"""An output is written beside its place, where the user has said that it goes, until all of it is there."""

FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "system", "popen"}

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
import govnews
texts = [sys.stdin.read(), "__import__('os').system('true')5亿元", "{0.__class__}%s%n5%", "<script>alert(1)</script>增长5%"]
for loaded in (False, True):
    for text in texts:
        document = govnews.extract(text, published="2022-10-14")
        document.to_json(), [document.explain(metric) for metric in document], document._repr_html_()
        [govnews.from_dict(record) for record in document.to_dicts()]
        govnews.find_numerals(text), govnews.find_periods(text, published="2022-10-14")
loaded = False
print(*seen, sep="\\n")
"""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_source_names_nothing_that_runs_or_sends(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name.partition(".")[0] for name in imported} & FORBIDDEN_MODULES - STAGED.get(path.stem, set())
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = {function.id for function in functions if isinstance(function, ast.Name)}
    called |= {f"{ast.unparse(function.value)}.{function.attr}" for function in functions if isinstance(function, ast.Attribute)}
    assert not called & {*FORBIDDEN_CALLS, "os.system", "os.popen"}


def test_reading_a_text_touches_nothing_else(root: Path) -> None:
    article = (root / "examples" / "zone.txt").read_text(encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", READS], input=article, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == []
