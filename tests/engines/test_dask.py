"""Dask: parts of a frame of articles read by processes, the records of ``extract`` out; and the page."""

from collections.abc import Callable

import pandas as pd
import pyarrow as pa
import pytest

import govnews

# Dask itself calls pandas in ways that newer pandas deprecates
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword:DeprecationWarning")


def test_the_records_are_those_of_extract(
    need: Callable[[str], None], articles: pa.Table, same_records: Callable[[pa.Table], None]
) -> None:
    need("dask")
    import dask.dataframe as dd  # noqa: PLC0415 - an extra

    def metrics_of(frame: pd.DataFrame) -> pd.DataFrame:
        batch = pa.RecordBatch.from_pandas(frame, preserve_index=False)
        read: pd.DataFrame = govnews.extract_batch(batch).to_pandas(types_mapper=pd.ArrowDtype)
        return read

    frame = articles.to_pandas(types_mapper=pd.ArrowDtype)
    parts = dd.from_pandas(frame, npartitions=5)  # type: ignore[no-untyped-call]  # Dask has no types
    read = parts.map_partitions(metrics_of, meta=metrics_of(frame.head(0))).compute(scheduler="processes", num_workers=2)
    same_records(pa.Table.from_pandas(read))


def test_the_page(need: Callable[[str], None], run_page: Callable[[str], None]) -> None:
    need("dask")
    run_page("dask")
