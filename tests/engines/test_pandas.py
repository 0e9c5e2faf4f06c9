"""pandas: a frame of articles in, the records of ``extract`` out; and the page."""

from collections.abc import Callable

import pandas as pd
import pyarrow as pa

import govnews


def test_the_records_are_those_of_extract(articles: pa.Table, same_records: Callable[[pa.Table], None]) -> None:
    frame = articles.to_pandas()
    read = govnews.extract_batch(pa.RecordBatch.from_pandas(frame)).to_pandas(types_mapper=pd.ArrowDtype)
    same_records(pa.Table.from_pandas(read))


def test_the_page(run_page: Callable[[str], None]) -> None:
    run_page("pandas")
