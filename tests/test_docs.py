"""The pages: every link leads somewhere, every example runs, every public name is in the reference, and the site builds."""

import importlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import govnews

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
INVENTORIES = sorted((ROOT / "docs" / "inventories").glob("*.txt"))
REQUIRED = os.environ.get("GOVNEWS_REQUIRE", "").split(",")

_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<language>[^\n`]*)\n(?P<code>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"\]\((?P<target>[^()\s]+)\)")
_HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)
_COMMAND = re.compile(r"^<!-- ci: (?P<name>[\w-]+) -->\n```sh\n(?P<command>.*?)```$", re.MULTILINE | re.DOTALL)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def links(page: Path) -> list[str]:
    """Where the links of a page lead, those in code left out."""
    prose = _CODE.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))
    return [match["target"] for match in _LINK.finditer(prose)]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, made as GitHub and MyST make them."""
    titles = _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles}


def needs(package: str, name: str) -> None:
    """Skip where a package of the extra ``docs`` is not there; fail where GOVNEWS_REQUIRE names what is to be tested."""
    if importlib.util.find_spec(package) is None:
        assert name not in REQUIRED, f"{package} is not installed"
        pytest.skip(f"{package} is not installed: pip install 'govnews[docs]'")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        if "://" in link:
            continue
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_out_are_secure(page: Path) -> None:
    assert not [link for link in links(page) if "://" in link and not link.startswith("https://")]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_python_is_shown_as_a_doctest_that_runs(page: Path) -> None:
    blocks = [match for match in _FENCE.finditer(page.read_text(encoding="utf-8")) if match["language"].startswith("py")]
    assert not [block["code"] for block in blocks if not block["code"].startswith(">>> ")]


def test_the_chinese_readme_has_the_commands_of_the_english_one() -> None:
    english, chinese = (dict(_COMMAND.findall(read(name))) for name in ("README.md", "README.zh.md"))
    assert english.keys() == {"main-job", "tests"}
    assert chinese == english


def test_the_chinese_readme_shows_no_output_that_the_english_one_does_not() -> None:
    english, chinese = (
        [line for match in _FENCE.finditer(read(name)) if match["language"] == "text" for line in match["code"].splitlines()]
        for name in ("README.md", "README.zh.md")
    )
    assert chinese
    assert [line for line in chinese if line not in english] == []


@pytest.mark.parametrize("page", [*(ROOT / "docs" / "zh").glob("*.md"), ROOT / "README.zh.md"], ids=named)
def test_no_line_ends_inside_a_chinese_sentence(page: Path) -> None:
    """A line break is shown as a space, and Chinese has none between its words."""
    prose = _FENCE.sub("", page.read_text(encoding="utf-8"))
    assert not re.findall(r"^[^|#\-\n].*\n(?=[^|#\-\n<])", prose, re.MULTILINE)


def test_the_readmes_lead_to_each_other() -> None:
    assert "README.zh.md" in links(ROOT / "README.md")
    assert "README.md" in links(ROOT / "README.zh.md")


def test_every_public_name_is_in_the_reference() -> None:
    reference = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "reference").glob("*.md"))
    documented = set(re.findall(r"^\.\. auto\w+:: govnews\.(\w+)$", reference, re.MULTILINE))
    assert not {name for name in govnews.__all__ if not name.startswith("_")} - documented


def inventory(path: Path) -> Iterator[str]:
    """The names that an inventory holds, under its three lines of heading."""
    return (line.split()[0] for line in path.read_text(encoding="utf-8").splitlines()[3:])


@pytest.mark.parametrize("path", INVENTORIES, ids=named)
def test_inventories_hold_names_that_there_are(path: Path) -> None:
    for name in inventory(path):
        module, _, attribute = name.rpartition(".")
        if module and path.stem != "python":
            pytest.importorskip(path.stem, reason=f"{path.stem} is not installed")
        assert hasattr(importlib.import_module(module or "builtins"), attribute) or attribute == "None"


@pytest.mark.parametrize("script", sorted((ROOT / "examples").glob("*.py")), ids=named)
def test_examples_run(script: Path) -> None:
    done = run("-X", "utf8", "-W", "error", str(script))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def printed(notebook: Path) -> str:
    """What the cells of a notebook print; the pictures and frames between are drawn by others, each version its own way."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = (output for cell in cells for output in cell.get("outputs", []))
    return "".join(line for output in outputs if output["output_type"] == "stream" for line in output["text"])


@pytest.mark.parametrize("notebook", sorted((ROOT / "examples").glob("*.ipynb")), ids=named)
def test_notebooks_run_and_print_what_they_show(notebook: Path, tmp_path: Path) -> None:
    needs("nbclient", "docs")
    needs("ipykernel", "docs")
    executed = tmp_path / notebook.name
    done = run("-c", "from nbclient.cli import main; main()", str(notebook), f"--output={executed}")
    assert done.returncode == 0, done.stderr
    assert printed(executed) == printed(notebook) != ""


@pytest.mark.parametrize("builder", ["html", "linkcheck"])
def test_the_site_builds_without_warnings(builder: str, tmp_path: Path) -> None:
    if builder == "linkcheck" and "network" not in REQUIRED:
        pytest.skip("trying the links out takes a network: GOVNEWS_REQUIRE=network")
    needs("sphinx", "docs")
    done = run("-m", "sphinx", "-n", "-W", "--keep-going", "-q", "-b", builder, "docs", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
