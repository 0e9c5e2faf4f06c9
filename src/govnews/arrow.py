"""Arrow tables of metrics: one fixed schema that DuckDB, Polars, pandas and Spark read, and the exact way back.

The columns are those of every table of metrics (``ROW_KEYS``), typed: days are ``date32``, places in the text ``int32``,
numbers ``decimal128(38, 12)``. Twelve places round 1/3, and 26 digits before the point are not enough for every number; so
``value_exact``, ``low_exact`` and ``high_exact`` stand behind the three numbers and hold every digit as a string.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol

from govnews.extras import needs
from govnews.records import WHOLE_KEYS, Record, record_schema
from govnews.results import ROW_KEYS, Result
from govnews.surrogates import encodable

if TYPE_CHECKING:
    import pyarrow as pa

PRECISION: Final = 38
"""How many digits a number in a table has at most."""

PLACES: Final = 12
"""How many of them stand behind the point."""

VERSION_KEY: Final = "govnews.record"
"""The key of the schema's metadata under which the name of the record's format stands: ``urn:govnews:record:1``."""

_DAYS: Final = frozenset({"published", "period_start", "period_end", "base_start", "base_end"})
_NUMBERS: Final = frozenset({"value", "low", "high"})
_EXACT: Final = "_exact"
_BATCH: Final = 65_536

_Values = Sequence[str | int | None]


class ArrowStream(Protocol):
    """Whatever hands out an Arrow stream: a table or batch of pyarrow, a frame of Polars or pandas, a relation of DuckDB."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The stream, in a capsule that the Arrow C stream interface describes."""
        ...


def schema() -> pa.Schema:
    """The schema of every table of metrics; each field's metadata says under ``description`` what it holds.

    Raises ImportError without pyarrow (``pip install 'govnews[arrow]'``).

    >>> fixed = schema()
    >>> [str(fixed.field(name).type) for name in ("document", "published", "start", "value", "value_exact")]
    ['string', 'date32[day]', 'int32', 'decimal128(38, 12)', 'string']
    """
    with needs("arrow"):
        import pyarrow as pa  # noqa: PLC0415 - an extra
    record = record_schema()
    types = {
        **dict.fromkeys(_DAYS, pa.date32()),
        **dict.fromkeys(WHOLE_KEYS, pa.int32()),
        **dict.fromkeys(_NUMBERS, pa.decimal128(PRECISION, PLACES)),
    }
    fields: list[pa.Field] = []
    for key in ROW_KEYS:
        description = record["properties"][key]["description"]
        fields.append(pa.field(key, types.get(key, pa.string()), metadata={"description": description}))
        if key in _NUMBERS:
            exactly = {"description": f"{key} with every digit it has"}
            fields.append(pa.field(f"{key}{_EXACT}", pa.string(), metadata=exactly))
    return pa.schema(fields, metadata={VERSION_KEY: record["$id"]})


def table(results: Iterable[Result]) -> pa.Table:
    """The metrics of all results as one table; a result with an error has none.

    A number that needs more than 12 places is rounded half-even, one that needs more than 26 digits before the point is
    null; the column with ``_exact`` behind its name has every digit. UTF-8 has no lone surrogates: each becomes U+FFFD.
    Raises ImportError without pyarrow.

    >>> import govnews
    >>> result = Result(document="a.txt", records=tuple(govnews.extract("新建厂房3座，改造道路1.2公里。").to_dicts()))
    >>> table([result]).select(["document", "text", "value_exact", "unit"]).to_pylist()[1]
    {'document': 'a.txt', 'text': '1.2公里', 'value_exact': '1.2', 'unit': 'km'}
    """
    with needs("arrow"):
        import pyarrow as pa  # noqa: PLC0415 - an extra
    return pa.Table.from_batches(batches(results), schema=schema())


def batches(results: Iterable[Result], *, rows: int = _BATCH) -> Iterator[pa.RecordBatch]:
    """The metrics of all results in batches of at most ``rows`` rows, so that only one batch is in memory at a time.

    Otherwise as :func:`table`. Raises ValueError where ``rows`` is less than 1.

    >>> import govnews
    >>> records = tuple(govnews.extract("新建厂房3座，改造道路1.2公里，惠及居民5万人。").to_dicts())
    >>> [batch.num_rows for batch in batches([Result(records=records)], rows=2)]
    [2, 1]
    """
    if rows < 1:
        raise ValueError(f"a batch has at least one row, not {rows}")
    fixed = schema()
    lines = (row for result in results for row in result.rows())
    return (batch(some, fixed) for some in iter(lambda: list(islice(lines, rows)), []))


def batch(rows: Sequence[Record], fixed: pa.Schema | None = None) -> pa.RecordBatch:
    """The rows as one batch; a key that a row has not is null. ``fixed`` is :func:`schema`, where the caller has it already.

    >>> batch([{"text": "3座"}, {}]).column("text").to_pylist()
    ['3座', None]
    """
    with needs("arrow"):
        import pyarrow as pa  # noqa: PLC0415 - an extra
    fixed = schema() if fixed is None else fixed
    keys = [field.name.removesuffix(_EXACT) for field in fixed]
    columns = [_column([row.get(key) for row in rows], field.type) for key, field in zip(keys, fixed, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=fixed)


def _column(values: _Values, kind: pa.DataType) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    if pa.types.is_decimal(kind):
        return pa.array(_rounded(values), kind)
    try:
        column = pa.array(values, pa.int32() if pa.types.is_integer(kind) else pa.string())
    except UnicodeEncodeError:
        column = pa.array([encodable(value) if isinstance(value, str) else value for value in values], pa.string())
    return column.cast(kind)


def _rounded(values: _Values) -> Iterator[Decimal | None]:
    """The numbers with as many places as the column has; None for one that is too long for it."""
    place, context = Decimal(f"1E-{PLACES}"), Context(prec=PRECISION, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation])
    for value in values:
        try:
            yield None if value is None else Decimal(value).quantize(place, context=context)
        except InvalidOperation:
            yield None


def to_rows(data: ArrowStream) -> Iterator[Record]:
    """The rows that a table was made of, each with all of ``ROW_KEYS``: the exact way back, one batch in memory at a time.

    ``data`` is a table or a batch of pyarrow, or whatever else hands out an Arrow stream: a frame of Polars or pandas, a
    relation of DuckDB. Columns that no table of metrics has are left out, and so are rows that hold an error and no metric.
    Raises ValueError where a column is missing.

    >>> import govnews
    >>> document = govnews.extract("新建厂房3座，改造道路1.2公里。")
    >>> [(row["value"], row["unit"]) for row in to_rows(table([Result(records=tuple(document.to_dicts()))]))]
    [('3', '座'), ('1.2', 'km')]
    """
    with needs("arrow"):
        import pyarrow as pa  # noqa: PLC0415 - an extra
    reader = pa.RecordBatchReader.from_stream(data)
    sources = [f"{key}{_EXACT}" if key in _NUMBERS else key for key in ROW_KEYS]
    missing = [name for name in sources if name not in reader.schema.names]
    if missing:
        raise ValueError(f"this is no table of metrics, it has no column {', '.join(missing)}")
    fixed = schema()
    for some in reader:
        # on its way through a tool a column may have become of another type
        columns = {name: some.column(name).cast(fixed.field(name).type) for name in sources if name != "document"}
        columns |= {name: columns[name].cast(pa.string()) for name in _DAYS} | {"document": some.column("document")}
        rows = pa.RecordBatch.from_arrays([columns[name] for name in sources], ROW_KEYS).to_pylist()
        yield from (row for row in rows if row["text"] is not None)
