"""DuckDB: the file that the command line writes, and articles that are in DuckDB; and the page."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import govnews
from govnews.batches import batch_schema
from govnews.cli import main


def test_the_records_of_the_command_line_are_those_of_extract(
    articles: pa.Table, same_records: Callable[[pa.Table], None], tmp_path: Path
) -> None:
    source, out = tmp_path / "articles.parquet", tmp_path / "metrics.duckdb"
    told = articles.filter(pc.not_equal(articles["text"], ""))  # of a row without text the command line complains
    pq.write_table(told, source)
    assert main(["extract", str(source), "--key", "id", "-o", str(out)]) == 0
    with duckdb.connect(out, read_only=True) as con:
        same_records(con.sql("select *, null::varchar as error from metrics").to_arrow_table())
        assert con.sql("select count(*), count(error) from documents").fetchall() == [(len(told), 0)]


def test_the_records_of_articles_in_duckdb_are_those_of_extract(
    articles: pa.Table, same_records: Callable[[pa.Table], None], tmp_path: Path
) -> None:
    with duckdb.connect(tmp_path / "news.duckdb") as con:
        con.from_arrow(articles).create("articles")
        reader = con.cursor().sql("from articles").to_arrow_reader(4)
        metrics = pa.RecordBatchReader.from_batches(batch_schema(reader.schema), map(govnews.extract_batch, reader))
        con.from_arrow(metrics).create("metrics")
        same_records(con.sql("from metrics").to_arrow_table())


def test_the_page(run_page: Callable[[str], None]) -> None:
    run_page("duckdb")
