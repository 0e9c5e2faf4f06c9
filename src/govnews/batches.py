"""Batches: a batch of articles in, a batch of metrics out; all that an engine (Spark, Dask, DuckDB, Polars) needs.

One row of articles gives one row a metric, in the order of the text. The columns are those of :func:`govnews.arrow.schema`,
with the article's own key for ``document``, and ``error`` behind them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from govnews.arrow import ArrowStream
from govnews.arrow import batch as arrow_batch
from govnews.arrow import schema as arrow_schema
from govnews.articles import Article, cells_of, day_of_cell, result_of, text_of_cell
from govnews.extras import needs
from govnews.records import Record
from govnews.results import Result

if TYPE_CHECKING:
    import pyarrow as pa

NO_TEXTS: Final = "column {!r} holds {}, and texts are strings"
NO_DAYS: Final = "column {!r} holds {}, and dates are dates, timestamps or strings"
"""What is wrong with a column of another type, to be filled with its name and its type."""

_AT_ONCE: Final = 256
"""Articles that are read at once: the metrics of an engine's own batches of 10,000 would take gigabytes."""

_ERROR: Final = "why the article could not be read; null where it could, and then the row is a metric"


def extract_batch(
    batch: pa.RecordBatch, *, text: str = "text", published: str | None = "published", key: str | None = "id"
) -> pa.RecordBatch:
    """The metrics of a batch of articles, one row a metric; a pure function that never raises on what the cells hold.

    ``text``, ``published`` and ``key`` name the columns of ``batch``; with None for ``published`` or ``key`` there is no such
    column. A date is a ``date32``, a ``date64``, a ``timestamp`` (its day in its own time zone) or a string: 2022-10-14,
    2022/10/14 or 2022年10月14日, also with a time of day behind it. Null and blank say that it is not known. The key may be of
    any type and keeps it, under the name ``document``.

    An article without metrics gives no row. One that cannot be read (its text is null, empty or no UTF-8, its date is none) gives
    one row with its key and the reason in ``error``, and all else null.

    Raises ValueError for a column that is not there, TypeError for one that holds no text or no dates and for what is no batch,
    and ImportError without pyarrow.

    >>> import pyarrow as pa
    >>> articles = pa.record_batch({"id": [7, 8], "text": ["今年新建厂房3座。", None], "published": ["2022-10-14", None]})
    >>> for row in extract_batch(articles).select(["document", "text", "period_start", "error"]).to_pylist():
    ...     print(*row.values())
    7 3座 2022-01-01 None
    8 None None no text
    """
    with needs("arrow"):
        import pyarrow as pa  # noqa: PLC0415 - an extra
    if not isinstance(batch, pa.RecordBatch):
        raise TypeError(f"{type(batch).__name__} is no batch of Arrow; extract_table reads tables and frames")
    fixed = batch_schema(batch.schema, text=text, published=published, key=key)
    days: Iterable[object] = [None] * batch.num_rows if published is None else cells_of(batch.column(published))
    keys = pa.nulls(batch.num_rows, pa.string()) if key is None else batch.column(key)
    places: list[int] = []
    rows: list[Record] = []
    errors: list[str | None] = []
    for place, (written, day) in enumerate(zip(cells_of(batch.column(text)), days, strict=True)):
        result = _read(written, day)
        for row in [{}] if result.error else result.rows():
            places.append(place)
            rows.append(row)
            errors.append(result.error)
    # slices, because they can be joined whatever the type of the key is
    repeated = pa.concat_arrays([keys.slice(0, 0), *(keys.slice(place, 1) for place in places)])
    metrics = arrow_batch(rows).columns[1:]
    return pa.RecordBatch.from_arrays([repeated, *metrics, pa.array(errors, pa.string())], schema=fixed)


def extract_table(
    articles: ArrowStream, *, text: str = "text", published: str | None = "published", key: str | None = "id"
) -> pa.Table:
    """The metrics of a table of articles: a frame of pandas or Polars, a relation of DuckDB, whatever hands out an Arrow stream.

    It reads the articles in batches by :func:`extract_batch`, which says what the columns hold and what comes of a row that
    cannot be read. The metrics of all articles are in memory at the end.

    Raises as :func:`extract_batch`, and TypeError for what hands out no Arrow stream.

    >>> import polars as pl
    >>> articles = pl.DataFrame({"id": ["a", "b"], "text": ["新建厂房3座。", "改造道路12公里。"]})
    >>> extract_table(articles, published=None).select(["document", "text"]).to_pylist()
    [{'document': 'a', 'text': '3座'}, {'document': 'b', 'text': '12公里'}]
    """
    with needs("arrow"):
        import pyarrow as pa  # noqa: PLC0415 - an extra
    if not hasattr(articles, "__arrow_c_stream__"):
        raise TypeError(
            f"{type(articles).__name__} hands out no Arrow stream, as frames of pandas and Polars and tables of Arrow do"
        )
    read = pa.RecordBatchReader.from_stream(articles)
    fixed = batch_schema(read.schema, text=text, published=published, key=key)
    some = (part for batch in read for part in slices(batch))
    return pa.Table.from_batches((extract_batch(part, text=text, published=published, key=key) for part in some), fixed)


def slices(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The batch in parts small enough that the metrics of each fit into memory with ease.

    >>> import pyarrow as pa
    >>> [part.num_rows for part in slices(pa.record_batch({"id": range(300)}))]
    [256, 44]
    """
    return (batch.slice(start, _AT_ONCE) for start in range(0, batch.num_rows, _AT_ONCE))


def batch_schema(
    articles: pa.Schema, *, text: str = "text", published: str | None = "published", key: str | None = "id"
) -> pa.Schema:
    """The schema of what :func:`extract_batch` makes of a batch of this schema, for engines that want to know it beforehand.

    Raises ValueError, TypeError and ImportError as :func:`extract_batch` does.

    >>> import pyarrow as pa
    >>> metrics = batch_schema(pa.schema({"id": pa.int64(), "text": pa.string()}), published=None)
    >>> metrics.names[:4], metrics.field("document").type, metrics.names[-1]
    (['document', 'published', 'published_from', 'text'], DataType(int64), 'error')
    """
    with needs("arrow"):
        import pyarrow as pa  # noqa: PLC0415 - an extra
    check_columns(articles.names, text, published, key)
    if not _holds_text(kind := articles.field(text).type):
        raise TypeError(NO_TEXTS.format(text, kind))
    if published is not None and not _holds_days(kind := articles.field(published).type):
        raise TypeError(NO_DAYS.format(published, kind))
    document, *others = arrow_schema()
    named = document if key is None else document.with_type(articles.field(key).type)
    error = pa.field("error", pa.string(), metadata={"description": _ERROR})
    return pa.schema([named, *others, error], metadata=arrow_schema().metadata)


def check_columns(names: Sequence[str], *columns: str | None) -> None:
    """Raise ValueError where there is not just one column of each name; None is no column that is wanted.

    >>> check_columns(["id", "text"], "text", None, "id")
    """
    for column in columns:
        if column is not None and names.count(column) != 1:
            how_many = "more than one" if column in names else "no"
            raise ValueError(
                f"there is {how_many} column {column!r} among {', '.join(names)}; "
                "say text=, published= and key= by name, and published=None or key=None where there is none"
            )


def _holds_text(kind: pa.DataType) -> bool:
    from pyarrow import types  # noqa: PLC0415 - an extra

    if types.is_dictionary(kind):
        return _holds_text(kind.value_type)
    return any(fits(kind) for fits in (types.is_string, types.is_large_string, types.is_string_view, types.is_null))


def _holds_days(kind: pa.DataType) -> bool:
    from pyarrow import types  # noqa: PLC0415 - an extra

    return types.is_date(kind) or types.is_timestamp(kind) or _holds_text(kind)


def _read(written: object, day: object) -> Result:
    """What became of an article, given its cells."""
    try:
        for cell in (written, day):
            if isinstance(cell, ValueError):
                raise cell
        text, published = text_of_cell(written), day_of_cell(day)
    except ValueError as error:
        return Result(error=str(error))
    published_from = None if published is None else "column"
    # its key may be of any type and goes its own way
    return result_of(Article(document="", text=text, published=published, published_from=published_from))
