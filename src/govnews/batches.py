"""Batches: a batch of articles in, a batch of metrics out; all that an engine (Spark, Dask, DuckDB, Polars) needs.

One row of articles gives one row a metric, in the order of the text. The columns are those of :func:`govnews.arrow.schema`,
with the article's own key for ``document``, and ``error`` behind them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from govnews.arrow import batch as arrow_batch
from govnews.arrow import schema as arrow_schema
from govnews.dates import published_date
from govnews.extract import extract
from govnews.extras import needs
from govnews.model import ParseError
from govnews.records import Record
from govnews.results import Result

if TYPE_CHECKING:
    import pyarrow as pa

_ERROR: Final = "why the article could not be read; null where it could, and then the row is a metric"


def extract_batch(
    batch: pa.RecordBatch, *, text: str = "text", published: str | None = "published", key: str | None = "id"
) -> pa.RecordBatch:
    """The metrics of a batch of articles, one row a metric; a pure function that never raises on what the cells hold.

    ``text``, ``published`` and ``key`` name the columns of ``batch``; with None for ``published`` or ``key`` there is no such
    column. A date is a ``date32``, a ``date64``, a ``timestamp`` (its day in its own time zone) or an ISO string; null and
    blank say that it is not known. The key may be of any type and keeps it, under the name ``document``.

    An article without metrics gives no row. One that cannot be read (its text is null or no UTF-8, its date is none) gives
    one row with its key and the reason in ``error``, and all else null.

    Raises ValueError for a column that is not there, TypeError for one that holds no text or no dates, and ImportError
    without pyarrow.

    >>> import pyarrow as pa
    >>> articles = pa.record_batch({"id": [7, 8], "text": ["今年新建厂房3座。", None], "published": ["2022-10-14", None]})
    >>> for row in extract_batch(articles).select(["document", "text", "period_start", "error"]).to_pylist():
    ...     print(*row.values())
    7 3座 2022-01-01 None
    8 None None text is null
    """
    with needs("arrow"):
        import pyarrow as pa  # noqa: PLC0415 - an extra
    fixed = batch_schema(batch.schema, text=text, published=published, key=key)
    texts = batch.column(text)
    days = pa.nulls(batch.num_rows) if published is None else _in_microseconds(batch.column(published))
    keys = pa.nulls(batch.num_rows, pa.string()) if key is None else batch.column(key)
    places: list[int] = []
    rows: list[Record] = []
    errors: list[str | None] = []
    for place, (written, day) in enumerate(zip(texts, days, strict=True)):
        result = _read(written, day)
        for row in [{}] if result.error else result.rows():
            places.append(place)
            rows.append(row)
            errors.append(result.error)
    # slices, because they can be joined whatever the type of the key is
    repeated = pa.concat_arrays([keys.slice(0, 0), *(keys.slice(place, 1) for place in places)])
    metrics = arrow_batch(rows).columns[1:]
    return pa.RecordBatch.from_arrays([repeated, *metrics, pa.array(errors, pa.string())], schema=fixed)


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
    if not _holds_text(_type(articles, text)):
        raise TypeError(f"column {text!r} holds {_type(articles, text)}, and texts are strings")
    if published is not None and not _holds_days(_type(articles, published)):
        raise TypeError(
            f"column {published!r} holds {_type(articles, published)}, and dates are dates, timestamps or ISO strings"
        )
    document, *others = arrow_schema()
    named = document if key is None else document.with_type(_type(articles, key))
    error = pa.field("error", pa.string(), metadata={"description": _ERROR})
    return pa.schema([named, *others, error], metadata=arrow_schema().metadata)


def _type(articles: pa.Schema, column: str) -> pa.DataType:
    """The type of a column; ValueError where there is none of that name, or several."""
    if articles.names.count(column) != 1:
        how_many = "more than one" if column in articles.names else "no"
        raise ValueError(
            f"there is {how_many} column {column!r} among {', '.join(articles.names)}; "
            "say text=, published= and key= by name, and published=None or key=None where there is none"
        )
    return articles.field(column).type


def _holds_text(kind: pa.DataType) -> bool:
    from pyarrow import types  # noqa: PLC0415 - an extra

    if types.is_dictionary(kind):
        return _holds_text(kind.value_type)
    return any(fits(kind) for fits in (types.is_string, types.is_large_string, types.is_string_view, types.is_null))


def _holds_days(kind: pa.DataType) -> bool:
    from pyarrow import types  # noqa: PLC0415 - an extra

    return types.is_date(kind) or types.is_timestamp(kind) or _holds_text(kind)


def _in_microseconds(days: pa.Array) -> pa.Array:
    """Timestamps no finer than Python's own, because pyarrow needs pandas to hand out finer ones."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    if not pa.types.is_timestamp(days.type) or days.type.unit != "ns":
        return days
    return days.cast(pa.timestamp("us", days.type.tz), safe=False)


def _read(written: pa.Scalar, day: pa.Scalar) -> Result:
    """What became of an article, given its cells."""
    try:
        text, published = written.as_py(), _published(day.as_py())
        if text is None:
            return Result(error="text is null")
        document = extract(text, published=published)
    except ParseError as error:
        return Result(error=f"{error.message}: {error.source!r}")
    except Exception as error:  # noqa: BLE001 - whatever it is costs one article and not the job, and the row says it
        return Result(error=f"{type(error).__name__}: {error}")
    return Result.of(document, published_from=None if published is None else "column")


def _published(cell: date | str | None) -> date | None:
    """The day in a cell; a blank one says no more than a null."""
    return None if isinstance(cell, str) and not cell.strip() else published_date(cell)
