"""Spark: the records of ``extract``, from two executors that are processes of their own, one of which may be killed."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

import govnews.spark
from govnews.arrow import schema as arrow_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# pyspark warns of a pandas newer than those that it knows; here it only looks whether there is one
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")


def frame(spark: "SparkSession", articles: pa.Table) -> "DataFrame":
    return spark.createDataFrame(articles).repartition(4, "id")


def test_the_records_are_those_of_extract(
    spark: "SparkSession", articles: pa.Table, same_records: Callable[[pa.Table], None]
) -> None:
    metrics = govnews.spark.extract(frame(spark, articles))
    same_records(metrics.toArrow())
    assert dict(metrics.dtypes)["document"] == "int"


def test_articles_may_be_more_than_are_read_at_once(spark: "SparkSession") -> None:
    df = spark.range(1000).selectExpr("id", "concat('新建厂房', id, '座。') as text").coalesce(1)
    read = govnews.spark.extract(df, published=None).selectExpr("document", "cast(value as long) as value").toArrow()
    assert read.to_pylist() == [{"document": number, "value": number} for number in range(1000)]


def test_both_executors_work(spark: "SparkSession", articles: pa.Table) -> None:
    def with_place(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            place = pa.array([str(Path.cwd())] * batch.num_rows, pa.string())  # each executor has a folder
            yield pa.record_batch({"document": batch["document"], "place": place})

    read = govnews.spark.extract(frame(spark, articles)).mapInArrow(with_place, "document int, place string").toArrow()
    assert len(set(read["place"].to_pylist())) == 2


def test_a_killed_executor_costs_nothing_and_nothing_comes_twice(
    spark: "SparkSession", articles: pa.Table, same_records: Callable[[pa.Table], None], tmp_path: Path
) -> None:
    killed = tmp_path / "killed"

    def killing(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Hand the first metrics on, then kill the JVM of the executor that this runs in, once."""

        def parent(pid: int) -> int:
            return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])

        for batch in batches:
            yield batch
            try:
                killed.touch(exist_ok=False)
            except FileExistsError:
                continue
            executor = os.getpid()
            while Path(f"/proc/{executor}/comm").read_text().strip() != "java":
                executor = parent(executor)
            killed.write_text(str(executor), encoding="utf-8")
            os.kill(executor, signal.SIGKILL)
            time.sleep(60)

    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 3)
    try:
        read = govnews.spark.extract(frame(spark, articles))
        read.mapInArrow(killing, read.schema).write.parquet(str(tmp_path / "metrics"))
    finally:
        spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    assert not Path(f"/proc/{killed.read_text()}").exists()
    same_records(spark.read.parquet(str(tmp_path / "metrics")).toArrow())


BAD: list[tuple[int | None, str | None, str | None]] = [
    (1, "新建厂房3座。", "2022-10-14"),
    (2, None, "2022-10-14"),
    (3, "新建厂房5座。", "去年某日"),
    (4, "新建厂房7座。", None),
    (None, "新建厂房9座。", "2022-10-14"),
    (5, None, None),
]


def test_a_bad_row_is_carried_through_with_its_error(spark: "SparkSession") -> None:
    df = spark.createDataFrame(BAD, "id int, text string, published string")
    read = govnews.spark.extract(df).select("document", "text", "published", "error").toArrow().to_pylist()
    errors = {row["document"]: row["error"] for row in read if row["error"]}
    assert errors == {2: "no text", 3: "no date: '去年某日'", 5: "no text"}
    assert {row["document"]: row["text"] for row in read if not row["error"]} == {1: "3座", 4: "7座", None: "9座"}
    assert all(row["text"] is row["published"] is None for row in read if row["error"])


@pytest.mark.parametrize("kind", ["date", "timestamp", "timestamp_ntz", "string"])
def test_a_date_is_a_date_whatever_its_column(spark: "SparkSession", kind: str) -> None:
    days = "values (1, '2022-10-14', '今年新建厂房3座。'), (2, null, '今年新建厂房3座。') as t(id, day, body)"
    df = spark.sql(f"select id, cast(day as {kind}) as `day.of print`, body from {days}")  # noqa: S608 - our own words
    read = govnews.spark.extract(df, text="body", published="day.of print").toArrow().sort_by("document")
    assert read["published"].to_pylist() == [date(2022, 10, 14), None]
    assert read["period_start"].to_pylist() == [date(2022, 1, 1), None]


@pytest.mark.parametrize(("zone", "day"), [("Asia/Shanghai", date(2023, 1, 1)), ("UTC", date(2022, 12, 31))])
def test_the_day_of_a_timestamp_is_that_of_the_session(spark: "SparkSession", zone: str, day: date) -> None:
    before = spark.conf.get("spark.sql.session.timeZone")
    assert before is not None
    try:
        spark.conf.set("spark.sql.session.timeZone", zone)
        df = spark.createDataFrame(
            [(1, "新建厂房3座。", datetime(2022, 12, 31, 17, tzinfo=UTC))], "id int, text string, published timestamp"
        )
        assert govnews.spark.extract(df).toArrow()["published"].to_pylist() == [day]
    finally:
        spark.conf.set("spark.sql.session.timeZone", before)


def test_keys_and_dates_may_be_missing_and_keys_be_of_any_type(spark: "SparkSession") -> None:
    df = spark.sql("select '新建厂房3座。' as text, struct(1 as a, 'x' as b) as place, interval 1 day as unused")
    bare = govnews.spark.extract(df, published=None, key=None).toArrow()
    assert (bare["document"].to_pylist(), bare["published"].to_pylist()) == ([None], [None])
    assert govnews.spark.extract(df, published=None, key="place").toArrow()["document"].to_pylist() == [{"a": 1, "b": "x"}]


def test_what_cannot_be_read_is_said_at_once(spark: "SparkSession") -> None:
    df = spark.sql("select 1 as id, '新建厂房3座。' as text, 2022 as published")
    with pytest.raises(ValueError, match="'body' among id, text, published"):
        govnews.spark.extract(df, text="body")
    with pytest.raises(TypeError, match="'published' holds int,"):
        govnews.spark.extract(df)
    with pytest.raises(TypeError, match="'id' holds int,"):
        govnews.spark.extract(df, text="id", published=None)


def test_as_a_table_function_in_sql(spark: "SparkSession", articles: pa.Table, same_records: Callable[[pa.Table], None]) -> None:
    df = frame(spark, articles)
    df.createOrReplaceTempView("articles")
    spark.udtf.register("govnews", govnews.spark.table_function(df.schema))
    same_records(spark.sql("select * from govnews(table(articles))").toArrow())


def test_columns_say_what_they_hold(spark: "SparkSession", articles: pa.Table) -> None:
    metrics = govnews.spark.extract(frame(spark, articles.slice(0, 0)))
    assert metrics.schema["unit"].metadata["comment"] == arrow_schema().field("unit").metadata[b"description"].decode()
    assert metrics.collect() == []


@pytest.mark.parametrize("package", ["pyspark", "pyarrow", "pandas"])
def test_without_spark_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=r"pip install 'govnews\[(spark|arrow)\]'"):
        govnews.spark.table_function(None)  # type: ignore[arg-type]  # nothing of it is read before the import


def test_the_page(spark: "SparkSession", run_page: Callable[[str], None]) -> None:
    assert spark.sparkContext.master == "local-cluster[2,1,1024]"  # the page gets this session and makes none
    run_page("spark")
