"""What the tests of engines share: articles, the rows that extract makes of them, pages to run, and a Spark of two executors."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pytest

import govnews
from govnews.arrow import to_rows
from govnews.records import KEYS

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

BLOCK = re.compile(r"^```(?P<language>sh|python)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session")
def articles(root: Path) -> pa.Table:
    """Articles of all kinds: long ones, one without metrics, one without text, some without a date, one with odd characters."""
    examples = [path.read_text(encoding="utf-8") for path in sorted((root / "examples").glob("*.txt"))]
    odd = "😀😀全区完成投资\u30003１.6５亿\r\n元，同比增长37.13%。"
    texts = [*examples, "今天没有数字可说。", "", odd, "面积是原来的三分之二，去年为1/3。"] * 3
    days = [None if number % 5 == 4 else date(2022, 10, 1 + number) for number in range(len(texts))]
    return pa.table({"id": pa.array(range(len(texts)), pa.int32()), "text": texts, "published": days})


@pytest.fixture(scope="session")
def same_records(articles: pa.Table) -> Callable[[pa.Table], None]:
    """Check that metrics are those that ``extract`` finds in the articles: every one, once, in the order of its text.

    And that of each article without text there is one row that says so.
    """
    wanted = [
        (article["id"], record)
        for article in articles.to_pylist()
        if article["text"]
        for record in govnews.extract(article["text"], published=article["published"]).to_dicts()
    ]

    empty = [(article["id"], "no text: it is empty") for article in articles.to_pylist() if not article["text"]]

    def check(metrics: pa.Table) -> None:
        good, bad = (metrics.filter(told(metrics["error"])) for told in (pc.is_null, pc.is_valid))
        errors = zip(map(int, bad["document"].to_pylist()), bad["error"].to_pylist(), strict=True)
        assert sorted(errors) == empty
        # engines may take the articles in any order; sorting is stable and keeps that of each text
        rows = sorted(zip(good["document"].to_pylist(), to_rows(good), strict=True), key=lambda row: int(row[0]))
        assert [(int(key), {name: row[name] for name in KEYS}) for key, row in rows] == wanted

    return check


@pytest.fixture
def run_page(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Run a page of docs/howto as its reader would: its commands and its Python, from the top, beside a copy of examples/."""

    def run(name: str) -> None:
        shutil.copytree(root / "examples", tmp_path / "examples")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        page = root / "docs" / "howto" / f"{name}.md"
        text, complaints = page.read_text(encoding="utf-8"), list[str]()
        names: dict[str, object] = {}
        for block in BLOCK.finditer(text):
            line = text.count("\n", 0, block.start()) + 1
            if block["language"] == "sh":
                subprocess.run(["bash", "-euo", "pipefail", "-c", block["code"]], check=True)  # noqa: S607 - the reader's own
            else:
                test = doctest.DocTestParser().get_doctest(block["code"], names, name, str(page), line)
                # a table on the screen is no finer than its words
                doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(
                    test, out=complaints.append, clear_globs=False
                )
                names = test.globs
        assert not complaints, "".join(complaints)

    return run


@pytest.fixture(scope="session")
def need() -> Callable[[str], None]:
    """Skip a test that needs a package or ``java`` that is not there, or fail it where GOVNEWS_REQUIRE names it."""

    def look_for(name: str) -> None:
        if find_spec(name) is not None or shutil.which(name):
            return
        if name in os.environ.get("GOVNEWS_REQUIRE", "").split(","):
            pytest.fail(f"GOVNEWS_REQUIRE names {name}, and it is not there")
        pytest.skip(f"{name} is not there")

    return look_for


@pytest.fixture(scope="session")
def spark(need: Callable[[str], None], tmp_path_factory: pytest.TempPathFactory) -> Iterator["SparkSession"]:
    """A Spark with a master, two workers and an executor on each, every one of them a process of its own."""
    need("pyspark")
    need("java")
    import pyspark  # noqa: PLC0415 - an extra
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    scratch = tmp_path_factory.mktemp("spark")
    home = scratch / "home"  # workers write into the folder SPARK_HOME/work: not into the installed package
    home.mkdir()
    for part in Path(pyspark.__file__).parent.iterdir():
        (home / part.name).symlink_to(part)
    quick = "-XX:TieredStopAtLevel=1"  # to compile as well as Java can takes longer than these jobs do
    with pytest.MonkeyPatch.context() as environment:
        environment.chdir(scratch)  # where Java finds and leaves what a relative path names
        environment.setenv("SPARK_HOME", str(home))
        environment.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        environment.setenv("PYSPARK_PYTHON", sys.executable)
        session = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.executor.memory", "512m")
            .config("spark.driver.extraJavaOptions", quick)
            .config("spark.executor.extraJavaOptions", quick)
            .config("spark.local.dir", str(scratch / "local"))
            .config("spark.log.level", "ERROR")
            .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")  # no task before both executors are there
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", str(scratch / "warehouse"))
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .getOrCreate()
        )
    yield session
    session.stop()
