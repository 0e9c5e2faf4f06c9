"""DuckDB: the file that the command line writes, and articles that are in DuckDB; and the page."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

import govnews
from govnews.batches import batch_schema
from govnews.cli import SOME_FAILED, main


def test_the_records_of_the_command_line_are_those_of_extract(
    articles: pa.Table, same_records: Callable[[pa.Table], None], tmp_path: Path
) -> None:
    source, out = tmp_path / "articles.parquet", tmp_path / "metrics.duckdb"
    pq.write_table(articles, source)
    assert main(["extract", str(source), "--key", "id", "-o", str(out)]) == SOME_FAILED
    with duckdb.connect(out, read_only=True) as con:
        # what cannot be read is named by its row, counted from 1
        errors = "select regexp_extract(document, '[0-9]+$')::int - 1 as document, error from documents where error is not null"
        same_records(con.sql(f"from metrics union all by name {errors}").to_arrow_table())
        assert con.sql("select count(*) from documents").fetchall() == [(len(articles),)]


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
