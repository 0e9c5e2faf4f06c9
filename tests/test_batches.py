import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govnews
from govnews import Document, extract, extract_batch, extract_table
from govnews.arrow import ArrowStream, schema, to_rows
from govnews.batches import batch_schema
from govnews.records import KEYS, Record

TEXTS = [
    "今年上半年，全区引进到位资金31.65亿元，同比增长37.13%。",
    "今天没有数字可说。",
    "预计到2025年，能耗为原来的1/3，产量由1吨提高到20吨以上。",
    "",
]
EMPTY = 3
PUBLISHED = ["2022-10-14", None, "2023-01-05", None]
DAYS = [None if day is None else date.fromisoformat(day) for day in PUBLISHED]


def expected(texts: Sequence[str], published: Sequence[str | date | None]) -> list[tuple[int, Record]]:
    """The place of the article and the record, as extract gives them; an empty text is an error instead, and has none."""
    articles = enumerate(zip(texts, published, strict=True))
    return [(place, record) for place, (text, day) in articles for record in extract(text, published=day).to_dicts()]


def metrics(found: pa.RecordBatch) -> list[tuple[object, Record]]:
    """The key of the article and the record, from a batch of metrics."""
    good = found.filter(pc.is_null(found.column("error")))
    return [(row["document"], {key: row[key] for key in KEYS}) for row in to_rows(good)]


def articles(**columns: object) -> pa.RecordBatch:
    """A batch of the four articles, with other columns in the place of its own."""
    return pa.record_batch({"id": pa.array([0, 1, 2, 3]), "text": TEXTS, "published": PUBLISHED, **columns})


def noon(zone: str | None) -> pa.Array:
    """The days as timestamps; noon in Greenwich falls on the same day in the zones below."""
    times = [None if day is None else datetime.combine(day, time(12), UTC) for day in DAYS]
    return pa.array(times, pa.timestamp("s", zone))


@pytest.mark.parametrize(
    "text",
    [
        pa.array(TEXTS, pa.string()),
        pa.array(TEXTS, pa.large_string()),
        pa.array(TEXTS, pa.string_view()),
        pa.array(TEXTS).dictionary_encode(),
    ],
    ids=lambda column: str(column.type),
)
@pytest.mark.parametrize(
    "published",
    [
        pa.array(PUBLISHED),
        pa.array(["2022-10-14T08:00:00", "", " 2023-01-05 ", " \n"]),
        pa.array(["2022年10月14日", None, "2023/1/5 08:00", None]),
        pa.array(["2022.10.14", None, "二〇二三年一月五日", None]),
        pa.array(PUBLISHED).dictionary_encode(),
        pa.array(DAYS, pa.date32()),
        pa.array(DAYS, pa.date64()),
        noon(None),
        noon("UTC"),
        noon("Asia/Shanghai").cast(pa.timestamp("ms", "Asia/Shanghai")),
        noon("America/Lima").cast(pa.timestamp("us", "America/Lima")),
        noon(None).cast(pa.timestamp("ns")),
    ],
    ids=lambda column: str(column.type),
)
def test_the_same_records_as_from_extract(text: pa.Array, published: pa.Array) -> None:
    found = extract_batch(articles(text=text, published=published))
    assert metrics(found) == expected(TEXTS, DAYS)
    assert [row["error"] for row in found.to_pylist() if row["document"] == EMPTY] == ["no text: it is empty"]
    assert found.column("error").null_count == found.num_rows - 1


def test_a_row_tells_its_date_and_that_a_column_gave_it() -> None:
    rows = extract_batch(articles(published=[None, None, "2023-01-05", None])).to_pylist()
    assert {(row["document"], row["published"], row["published_from"], row["error"]) for row in rows} == {
        (0, None, None, None),
        (2, date(2023, 1, 5), "column", None),
        (3, None, None, "no text: it is empty"),
    }


def test_the_day_of_a_timestamp_is_that_of_its_own_zone() -> None:
    late = [datetime(2022, 12, 31, 17, tzinfo=UTC)] * 2  # one in the morning of the new year in Shanghai
    for zone, year in {"UTC": 2022, "Asia/Shanghai": 2023}.items():
        batch = pa.record_batch({"text": ["今年新建厂房3座。"] * 2, "published": pa.array(late, pa.timestamp("ns", zone))})
        found = extract_batch(batch, key=None)
        assert found.column("period_start").to_pylist() == [date(year, 1, 1)] * 2


def test_nanoseconds_need_no_pandas() -> None:
    code = """if True:
        import sys
        class NoPandas:
            def find_spec(self, name, *_):
                if name == "pandas":
                    raise ImportError(name)
        sys.meta_path.insert(0, NoPandas())
        import govnews, pyarrow
        batch = pyarrow.record_batch({"text": ["今年新增5家。"], "published": pyarrow.array([1], pyarrow.timestamp("ns"))})
        print(*govnews.extract_batch(batch, key=None).column("period_start").to_pylist())
    """
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "1970-01-01\n"


@pytest.mark.parametrize(
    "key",
    [
        pa.array(["甲", "乙", None, "丁"]),
        pa.array(["甲", "乙", None, "丁"], pa.string_view()),
        pa.array(["甲", "乙", None, "丁"]).dictionary_encode(),
        pa.array([2**63, 1, None, 3], pa.uint64()),
        pa.array([1, 2, None, 4], pa.timestamp("ns")),
        pa.array([Decimal("1.5"), None, None, None], pa.decimal128(5, 2)),
        pa.array([[1], [2, 3], None, []]),
        pa.array([{"file": "a", "line": 1}] * 4),
        pa.array([b"1", b"2", None, b"4"], pa.binary_view()),
        pa.array([UUID(int=place).bytes for place in range(4)], pa.uuid()),
        pa.nulls(4),
    ],
    ids=lambda column: str(column.type),
)
def test_a_key_keeps_its_type_and_value(key: pa.Array) -> None:
    found = extract_batch(articles(id=key, text=[*TEXTS[:3], None]))
    assert found.schema.field("document").type == key.type
    assert [scalar.as_py() for scalar in found.column("document")] == [key[place].as_py() for place in (0, 0, 2, 2, 2, 3)]


def test_columns_go_by_the_names_that_are_given() -> None:
    batch = pa.record_batch({"正文": TEXTS, "日期": PUBLISHED, "编号": [0, 1, 2, 3], "text": ["no", "no", "no", "no"]})
    assert metrics(extract_batch(batch, text="正文", published="日期", key="编号")) == expected(TEXTS, DAYS)


def test_there_may_be_no_column_of_dates_or_keys() -> None:
    found = extract_batch(pa.record_batch({"text": TEXTS}), published=None, key=None)
    assert metrics(found) == [(None, record) for _, record in expected(TEXTS, [None] * 4)]
    assert found.schema.field("document").type == pa.string()


BROKEN_UTF8 = pa.StringArray.from_buffers(2, pa.array([0, 2, 4], pa.int32()).buffers()[1], pa.py_buffer(b"\xff\xfe3 "))


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"text": pa.array([None, "共3座。"], pa.string())}, "no text"),
        ({"text": pa.array(["", "共3座。"])}, "no text: it is empty"),
        ({"text": pa.array([" \n\u3000", "共3座。"])}, "no text: it is empty"),
        ({"text": BROKEN_UTF8}, "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
        ({"published": ["昨天", None]}, "no date: '昨天'"),
        ({"published": ["2022-02-30", ""]}, "no date: '2022-02-30'"),
        ({"published": pa.array([10**15, 0], pa.timestamp("s"))}, "OverflowError: "),
    ],
    ids=str,
)
def test_an_article_that_cannot_be_read_costs_one_row(columns: dict[str, object], reason: str) -> None:
    batch = pa.record_batch({"id": [7, 8], "text": ["共3座。", "共3座。"], "published": pa.nulls(2, pa.string()), **columns})
    bad, *good = extract_batch(batch).to_pylist()
    assert bad.pop("document") == 7
    assert bad.pop("error").startswith(reason)
    assert set(bad.values()) == {None}
    assert all(row["document"] == 8 and row["error"] is None for row in good)
    assert [row["text"] for row in good] == [metric.text for metric in extract(batch.column("text")[1].as_py())]


def test_a_fault_of_the_grammar_costs_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(text: str, *, published: date | None) -> Document:
        if "引进" in text:
            raise RecursionError("too deep")
        return extract(text, published=published)

    monkeypatch.setattr("govnews.articles.extract", faulty)
    rows = extract_batch(articles()[:3]).to_pylist()
    assert [(row["document"], row["error"]) for row in rows if row["error"]] == [
        (0, "reading it raised RecursionError: too deep")
    ]
    assert len(rows) == 1 + len(extract(TEXTS[2]))


@pytest.mark.parametrize(
    ("names", "error", "message"),
    [
        (
            {"text": "body"},
            ValueError,
            "there is no column 'body' among id, text, published, twice, twice, number, bytes; say text=",
        ),
        ({"published": "day"}, ValueError, "there is no column 'day'"),
        ({"key": "url"}, ValueError, "there is no column 'url'"),
        ({"key": "twice"}, ValueError, "there is more than one column 'twice'"),
        ({"text": "number"}, TypeError, "column 'number' holds int64, and texts are strings"),
        ({"text": "bytes"}, TypeError, "column 'bytes' holds binary, and texts are strings"),
        ({"published": "number"}, TypeError, "column 'number' holds int64, and dates are dates, timestamps or strings"),
    ],
    ids=str,
)
def test_a_wrong_column_is_named(names: dict[str, str], error: type[Exception], message: str) -> None:
    columns = [[0], ["共3座。"], [None], [1], [1], [5], [b"5"]]
    arrays = [pa.array(column, pa.string() if column == [None] else None) for column in columns]
    batch = pa.RecordBatch.from_arrays(arrays, ["id", "text", "published", "twice", "twice", "number", "bytes"])
    with pytest.raises(error, match=f"^{message}"):
        extract_batch(batch, **names)
    with pytest.raises(error, match=f"^{message}"):
        batch_schema(batch.schema, **names)


@pytest.mark.parametrize("batch", [articles(), articles()[:0], articles()[1:2], articles(text=pa.nulls(4))], ids=len)
def test_the_schema_is_known_beforehand(batch: pa.RecordBatch) -> None:
    found = extract_batch(batch)
    assert found.schema.equals(batch_schema(batch.schema), check_metadata=True)
    assert found.validate(full=True) is None
    assert found.schema.names == [*schema().names, "error"]
    assert found.schema.metadata == schema().metadata
    assert list(found.schema)[1:-1] == list(schema())[1:]


def test_the_batch_itself_is_left_as_it_was() -> None:
    batch = articles()
    before = batch.to_pylist()
    assert extract_batch(batch).equals(extract_batch(batch))
    assert batch.to_pylist() == before


@given(st.lists(st.sampled_from([*TEXTS, "居全市第三位。", None]), max_size=6), st.integers(0, 6))
def test_batches_may_be_cut_anywhere(texts: list[str | None], cut: int) -> None:
    """What a batch gives is what its parts give, one after the other; so an engine may cut as it likes."""
    batch = pa.record_batch({"id": range(len(texts)), "text": pa.array(texts, pa.string())})
    whole = extract_batch(batch, published=None)
    parts = [extract_batch(part, published=None) for part in (batch[:cut], batch[cut:])]
    assert pa.Table.from_batches([whole]).equals(pa.Table.from_batches(parts).combine_chunks())


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = articles()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"pip install 'govnews\[arrow\]'"):
        govnews.extract_batch(batch)


ARTICLES: dict[str, list[object]] = {
    "id": [1, 2, 3],
    "text": ["今年新建厂房3座。", None, "产值5亿元，增长4%。"],
    "published": ["2022-10-14", None, "去年"],
}


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(pa.table, id="arrow"),
        pytest.param(pd.DataFrame, id="pandas"),
        pytest.param(pl.DataFrame, id="polars"),
        pytest.param(lambda cells: duckdb.from_arrow(pa.table(cells)), id="duckdb"),
    ],
)
def test_a_table_of_articles_gives_what_its_batch_gives(made: Callable[[Mapping[str, list[object]]], ArrowStream]) -> None:
    metrics = extract_table(made(ARTICLES))
    expected = pa.Table.from_batches([extract_batch(pa.record_batch(ARTICLES))])
    assert metrics.to_pylist() == expected.to_pylist()
    assert metrics.schema.equals(expected.schema)


def test_a_long_table_is_read_in_order() -> None:
    numbers = list(range(1, 601))
    articles = pa.table({"id": numbers, "text": [f"新建厂房{number}座。" for number in numbers]})
    metrics = extract_table(articles, published=None)
    assert metrics.column("document").to_pylist() == numbers
    assert metrics.column("value_exact").to_pylist() == list(map(str, numbers))


def test_an_empty_table_has_the_columns() -> None:
    empty = pa.table({"id": pa.array([], pa.int64()), "text": pa.array([], pa.string())})
    assert extract_table(empty, published=None).schema.names == batch_schema(empty.schema, published=None).names


def test_what_is_no_table_and_no_batch_is_refused() -> None:
    with pytest.raises(TypeError, match="list hands out no Arrow stream"):
        extract_table(["今年新建厂房3座。"])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Table is no batch of Arrow; extract_table reads"):
        extract_batch(pa.table({"text": ["今年新建厂房3座。"]}))
