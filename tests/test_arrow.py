import re
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Context, Decimal, localcontext
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews import extract, from_dict
from govnews.arrow import VERSION_KEY, batch, batches, schema, table, to_rows
from govnews.records import Record, record_schema
from govnews.results import ROW_KEYS, Result

NUMBER = "decimal128(38, 12)"
TYPES = {
    "document": "string",
    "published": "date32[day]",
    "published_from": "string",
    "text": "string",
    "start": "int32",
    "end": "int32",
    "value": NUMBER,
    "value_exact": "string",
    "low": NUMBER,
    "low_exact": "string",
    "high": NUMBER,
    "high_exact": "string",
    "unit": "string",
    "bound": "string",
    "change": "string",
    "basis": "string",
    "transition": "string",
    "status": "string",
    "role": "string",
    "indicator": "string",
    "subject": "string",
    "period_start": "date32[day]",
    "period_end": "date32[day]",
    "period_kind": "string",
    "timex": "string",
    "period_text": "string",
    "subject_text": "string",
    "subject_code": "string",
    "base_start": "date32[day]",
    "base_end": "date32[day]",
    "level_start": "int32",
    "level_end": "int32",
    "unit_kind": "string",
    "digits": "string",
    "exponent": "int32",
    "fraction": "string",
    "rule": "string",
}

ARTICLES = {
    "一.txt": "今年上半年，临水新区完成固定资产投资31.65亿元，同比增长37.13%，比2020年增长156%。",
    "二.txt": "预计到2025年，年产量由1吨提高到20吨以上，能耗为原来的1/3，约为前年的三分之一至二分之一。",
    "三.txt": "今天没有数字可说。",
    "四.txt": "气温零下5度，收入3.50元，3月25日接待游客500至800人。",
}
RESULTS = [
    *(
        Result.of(extract(text, published="2022-10-14"), document=name, published_from="option")
        for name, text in ARTICLES.items()
    ),
    Result(document="五.txt", error="not UTF-8"),
    Result.of(extract(ARTICLES["四.txt"])),
]
ROWS = [row for result in RESULTS for row in result.rows()]

words = st.text(st.characters(codec="utf-8"), max_size=8)
days = st.none() | st.dates().map(date.isoformat)
numbers = st.none() | st.from_regex(r"\A-?[0-9]{1,45}(\.[0-9]{1,30})?\Z")
places = st.none() | st.integers(-(2**31), 2**31 - 1)
kinds = {"date32[day]": days, NUMBER: numbers, "int32": places, "string": st.none() | words}
rows = st.lists(st.fixed_dictionaries({key: kinds[TYPES[key]] for key in ROW_KEYS} | {"text": words}), max_size=6)


def test_the_schema_is_fixed() -> None:
    assert {field.name: str(field.type) for field in schema()} == TYPES
    assert tuple(name for name in TYPES if not name.endswith("_exact")) == ROW_KEYS


def test_the_page_on_the_record_tells_the_type_of_every_column(root: Path) -> None:
    page = (root / "docs" / "record.md").read_text(encoding="utf-8")
    lines = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| `") and line.count(" | ") == 4]
    told = dict.fromkeys(TYPES, lines[-1][1:])  # "and all others"
    told |= {name: kinds for names, *kinds in lines for name in re.findall(r"`(\w+)`", names)}
    empty = extract("")
    frame, polars, duck = empty.to_pandas(), pl.DataFrame(empty), duckdb.from_arrow(empty)
    assert told == {
        name: [kind, str(frame[name].dtype), re.sub("precision=|scale=", "", str(polars.schema[name])), str(duck_type)]
        for (name, kind), duck_type in zip(TYPES.items(), duck.types, strict=True)
    }


def test_the_schema_says_what_it_holds() -> None:
    assert schema().metadata == {VERSION_KEY.encode(): record_schema()["$id"].encode()}
    described = {field.name: field.metadata[b"description"].decode() for field in schema()}
    assert described["unit"] == record_schema()["properties"]["unit"]["description"]
    assert described["low_exact"] == "low with every digit it has"


def test_the_schema_is_the_same_whatever_the_table_holds() -> None:
    tables = [table([]), table([Result(error="not UTF-8")]), table(RESULTS)]
    assert [each.schema.equals(schema(), check_metadata=True) for each in tables] == [True] * 3
    assert [each.num_rows for each in tables] == [0, 0, len(ROWS)]


@given(rows)
def test_rows_come_back_exactly(given_rows: list[Record]) -> None:
    """Rows to Arrow and back are the same rows, however long their numbers are, whatever the caller's decimal context."""
    with localcontext(Context(prec=3, Emin=-5, Emax=5)):
        assert list(to_rows(batch(given_rows, schema()))) == given_rows


def test_metrics_come_back_from_a_table() -> None:
    back = list(to_rows(table(RESULTS)))
    assert back == ROWS
    assert [from_dict(row) for row in back] == [from_dict(row) for row in ROWS]


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("3165000000", "3165000000.000000000000"),
        ("-3.2", "-3.200000000000"),
        ("0.6666666666666666666666666667", "0.666666666667"),
        ("0.0000000000005", "0.000000000000"),
        ("0.0000000000015", "0.000000000002"),
        ("99999999999999999999999999.999999999999", "99999999999999999999999999.999999999999"),
        ("100000000000000000000000000", None),
        ("99999999999999999999999999.9999999999999", None),
        (None, None),
    ],
)
def test_numbers_have_twelve_places_and_26_digits_before_them(written: str | None, cell: str | None) -> None:
    found = batch([{"value": written}])
    assert found.column("value").to_pylist() == [None if cell is None else Decimal(cell)]
    assert found.column("value_exact").to_pylist() == [written]


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    document = extract("产值\ud800三\udc00十5亿元。", published="2022-10-14")
    (row,) = to_rows(table([Result.of(document, document="\ud83d\ude00.txt")]))
    assert row["document"] == "\ufffd\ufffd.txt"
    assert from_dict(row).indicator == document[0].indicator.replace("\ud800", "\ufffd").replace("\udc00", "\ufffd")
    assert isinstance(row["text"], str)
    assert len(row["text"]) == document[0].end - document[0].start


def test_batches_are_as_long_as_asked_and_made_one_by_one() -> None:
    taken = []

    def results() -> Iterator[Result]:
        for result in RESULTS:
            taken.append(result.document)
            yield result

    made = batches(results(), rows=2)
    assert taken == []
    assert next(made).num_rows == 2
    assert taken == ["一.txt"]
    assert [each.num_rows for each in made] == [2] * ((len(ROWS) - 2) // 2) + [1] * (len(ROWS) % 2)


@pytest.mark.parametrize("rows", [0, -1])
def test_a_batch_has_rows(rows: int) -> None:
    with pytest.raises(ValueError, match="a batch has at least one row"):
        batches(RESULTS, rows=rows)


def test_the_way_back_needs_every_column_and_no_other() -> None:
    metrics = table(RESULTS)
    assert list(to_rows(metrics.append_column("mine", pa.array(range(len(ROWS)))))) == ROWS
    assert list(to_rows(metrics.select(sorted(metrics.column_names)))) == ROWS
    with pytest.raises(ValueError, match=r"no table of metrics, it has no column value_exact, unit$"):
        list(to_rows(metrics.drop_columns(["unit", "value", "value_exact"])))


def test_a_row_without_a_metric_does_not_come_back() -> None:
    assert list(to_rows(batch([{}, ROWS[0], {"document": "b.txt"}]))) == ROWS[:1]


def test_a_parquet_file_keeps_every_row_and_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "metrics.parquet"
    pq.write_table(table(RESULTS), path)
    back = pq.read_table(path)
    assert back.schema.equals(schema(), check_metadata=True)
    assert list(to_rows(back)) == ROWS


def test_polars_keeps_every_row() -> None:
    assert list(to_rows(pl.DataFrame(table(RESULTS)))) == ROWS


def test_pandas_keeps_every_row() -> None:
    assert list(to_rows(table(RESULTS).to_pandas(types_mapper=pd.ArrowDtype))) == ROWS
    with_floats_and_timestamps = table(RESULTS).to_pandas(date_as_object=False)
    assert list(to_rows(with_floats_and_timestamps)) == ROWS


def test_duckdb_keeps_every_row() -> None:
    assert list(to_rows(duckdb.from_arrow(table(RESULTS)))) == ROWS


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for call in (schema, lambda: table([]), lambda: batch([]), lambda: batches([]), lambda: next(to_rows(extract("")))):
        with pytest.raises(ImportError, match=r"pip install 'govnews\[arrow\]'"):
            call()
