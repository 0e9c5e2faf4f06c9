"""What a user of one extra does first, in an environment with this extra and no other: ``extras.py plain|arrow|…``."""

import sys
from collections.abc import Callable
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path

import govnews

ARTICLE = "前三季度，全市新增企业1.6万余户，同比增长8.3%；农历八月十五接待游客3万人次。"
ALLOWED = {"attrs", "regex", "cn2an", "pint", "govnews", "pip", "setuptools", "wheel"}
NEEDED_BY_THESE = {"flexcache", "flexparser", "platformdirs", "proces", "typing-extensions"}
OPTIONAL = ("pyarrow", "pandas", "polars", "duckdb", "pyspark", "tqdm", "shtab", "lunar_python", "numpy")


def plain() -> None:
    """Nothing comes along but what the four dependencies need, and what an extra does says which one it is."""
    installed = {(found.metadata["Name"] or "").lower().replace("_", "-") for found in distributions()}
    assert installed <= ALLOWED | NEEDED_BY_THESE, installed - ALLOWED - NEEDED_BY_THESE
    for method in (document.to_arrow, document.to_pandas, document.to_polars):
        try:
            method()
        except ImportError as error:
            assert "pip install 'govnews[" in str(error), error
        else:
            raise AssertionError(f"{method} works without its extra")
    assert document._repr_html_().count("<mark") >= len(document)


def arrow() -> None:
    """The tables that Arrow reads."""
    import pyarrow as pa

    assert pa.table(document).num_rows == document.to_arrow().num_rows == len(document)


def pandas() -> None:
    """A pandas frame."""
    assert document.to_pandas()["value"].tolist() == [metric.value for metric in document]


def polars() -> None:
    """A Polars frame."""
    assert document.to_polars()["value"].to_list() == [metric.value for metric in document]


def duckdb() -> None:
    """A DuckDB file, from the command line."""
    import duckdb

    from govnews.cli import main

    Path("article.txt").write_text(ARTICLE, encoding="utf-8")
    assert main(["extract", "article.txt", "-o", "metrics.duckdb"]) == 0
    with duckdb.connect("metrics.duckdb") as connection:
        assert connection.sql("select count(*) from metrics").fetchall() == [(len(document),)]


def cli() -> None:
    """Completion for the shell."""
    from govnews.cli import main

    assert main(["completion", "bash"]) == 0


def lunar() -> None:
    """Days of the Chinese calendar have their date."""
    assert document.to_dicts()[-1]["period_start"] == "2022-09-10"


CHECKS: dict[str, Callable[[], None]] = {check.__name__: check for check in (plain, arrow, pandas, polars, duckdb, cli, lunar)}

document = govnews.extract(ARTICLE, published="2022-10-14")
loaded = [name for name in OPTIONAL if name in sys.modules and name != "lunar_python"]  # which reads 农历
assert not loaded, f"extract loads {loaded}"
assert sys.argv[1] != "plain" or not [name for name in OPTIONAL if find_spec(name)]
CHECKS[sys.argv[1]]()
