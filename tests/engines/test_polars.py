"""Polars: a lazy frame of articles in, read part by part, the records of ``extract`` out; and the page."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

import govnews
from govnews.batches import batch_schema


def test_the_records_are_those_of_extract(articles: pa.Table, same_records: Callable[[pa.Table], None], tmp_path: Path) -> None:
    calls = []

    def metrics_of(frame: pl.DataFrame) -> pl.DataFrame:
        calls.append(frame.height)
        table = frame.to_arrow()
        return pl.DataFrame(
            pa.Table.from_batches(map(govnews.extract_batch, table.to_batches(max_chunksize=2)), batch_schema(table.schema))
        )

    pq.write_table(articles, tmp_path / "articles.parquet", row_group_size=4)
    schema = metrics_of(pl.DataFrame(articles.slice(0, 0))).schema
    lazy = pl.scan_parquet(tmp_path / "articles.parquet").map_batches(metrics_of, schema=schema, streamable=True)
    lazy.sink_parquet(tmp_path / "metrics.parquet")
    same_records(pq.read_table(tmp_path / "metrics.parquet"))
    assert sum(calls) == len(articles)


def test_the_page(run_page: Callable[[str], None]) -> None:
    run_page("polars")
