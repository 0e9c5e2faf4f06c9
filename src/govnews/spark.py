"""Spark: the metrics of a data frame of articles, read where its rows are.

Spark hands its rows to Python as Arrow batches and takes such batches back; :func:`govnews.extract_batch` stands between.
Nothing is shuffled and nothing is kept, so work that is lost with its machine is simply done again. The extra ``spark`` has
to be installed on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from govnews.batches import NO_DAYS, NO_TEXTS, batch_schema, check_columns, extract_batch, slices
from govnews.extras import needs

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import Column, DataFrame
    from pyspark.sql.types import DataType, StructType
    from pyspark.sql.udtf import UserDefinedTableFunction


def extract(df: DataFrame, *, text: str = "text", published: str | None = "published", key: str | None = "id") -> DataFrame:
    """The metrics of a data frame of articles: one row a metric, in the columns of :func:`govnews.extract_batch`.

    ``text``, ``published`` and ``key`` name columns of ``df``; with None for ``published`` or ``key`` there is no such column. A
    date is a ``date``, a ``string``, or a ``timestamp``, of which the day in ``spark.sql.session.timeZone`` counts. The key
    keeps its type, under the name ``document``. An article that cannot be read gives one row with its key and the reason in
    ``error``. As always in Spark, nothing is read before rows are asked for, and they come in no particular order.

    Raises ValueError for a column that is not there and TypeError for one that holds no text or no dates, at once and not on
    the executors; ImportError without pyspark (``pip install 'govnews[spark]'``).

    ::

        metrics = govnews.spark.extract(spark.read.parquet("articles"), published="day")
        metrics.where("unit = '%' and basis = 'yoy'").write.parquet("growth")
    """
    returned = _schema(df.schema, text, published, key)
    # under names of our own, because Spark takes a point in a name for a way into a struct
    places = {"id": key, "published": published, "text": text}
    columns = [_column(column).alias(place) for place, column in places.items() if column is not None]
    day, document = (place if places[place] is not None else None for place in ("published", "id"))

    def read(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from _read(batch, "text", day, document)

    return df.select(*columns).mapInArrow(read, returned)


def table_function(
    schema: StructType, *, text: str = "text", published: str | None = "published", key: str | None = "id"
) -> UserDefinedTableFunction:
    """The same as a function for SQL, which takes a table of articles whose columns are those of ``schema``.

    Raises as :func:`extract`, and ImportError where pyspark is older than 4.1.

    ::

        reader = govnews.spark.table_function(spark.table("articles").schema)
        spark.udtf.register("govnews", reader)
        spark.sql("select text, value, unit from govnews(table(articles))")
    """
    returned = _schema(schema, text, published, key)
    from pyspark.sql import functions  # noqa: PLC0415 - an extra

    if not hasattr(functions, "arrow_udtf"):
        raise ImportError("table functions over Arrow came with pyspark 4.1: pip install 'pyspark>=4.1'", name="pyspark")

    class Reader:
        def eval(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
            return _read(batch, text, published, key)

    # given a class, it gives a function; typed, it may also give a decorator
    return cast("UserDefinedTableFunction", functions.arrow_udtf(Reader, returnType=returned))


def _read(batch: pa.RecordBatch, text: str, published: str | None, key: str | None) -> Iterator[pa.RecordBatch]:
    return (extract_batch(part, text=text, published=published, key=key) for part in slices(batch))


def _column(name: str) -> Column:
    from pyspark.sql import functions  # noqa: PLC0415 - an extra

    quoted = name.replace("`", "``")
    return functions.col(f"`{quoted}`")


def _schema(articles: StructType, text: str, published: str | None, key: str | None) -> StructType:
    """The schema of the metrics of such articles, with what each column holds as its comment."""
    with needs("spark"):
        import pandas as pd  # noqa: F401, PLC0415 - Spark wants it for all that goes through Arrow
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyspark.sql import types  # noqa: PLC0415 - an extra

    strings = (types.StringType, types.NullType)
    days = (*strings, types.DateType, types.TimestampType, types.TimestampNTZType)
    check_columns(articles.names, text, published, key)
    if not isinstance(found := articles[text].dataType, strings):
        raise TypeError(NO_TEXTS.format(text, found.simpleString()))
    if published is not None and not isinstance(found := articles[published].dataType, days):
        raise TypeError(NO_DAYS.format(published, found.simpleString()))
    document = types.StringType() if key is None else articles[key].dataType
    metrics = batch_schema(pa.schema({"text": pa.string()}), published=None, key=None)
    return types.StructType(
        [
            types.StructField(
                field.name,
                document if field.name == "document" else _spark_type(field.type),
                metadata={"comment": (field.metadata or {}).get(b"description", b"").decode()},
            )
            for field in metrics
        ]
    )


def _spark_type(kind: pa.DataType) -> DataType:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    from pyspark.sql import types  # noqa: PLC0415 - an extra

    if pa.types.is_decimal(kind):
        return types.DecimalType(kind.precision, kind.scale)
    return {pa.string(): types.StringType(), pa.int32(): types.IntegerType(), pa.date32(): types.DateType()}[kind]
