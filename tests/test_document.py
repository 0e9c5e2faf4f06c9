import json
import pickle
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import cast

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from govnews import Document, extract, to_arrow
from govnews.arrow import schema, to_rows
from govnews.notebook import fragment

TEXT = "全县新建厂房3座，改造道路12公里，惠及居民四万多人。"


@pytest.fixture
def document() -> Document:
    return extract(TEXT, published="2022-10-14")


@pytest.fixture
def empty() -> Document:
    return extract("今天没有数字可说。")


def test_document_is_used_as_a_sequence_of_its_metrics(document: Document) -> None:
    assert [metric.text for metric in document] == ["3座", "12公里", "四万多人"]
    assert (len(document), document[0].text, document[-1].text) == (3, "3座", "四万多人")
    assert next(reversed(document)) is document[2]
    assert document[1] in document
    assert (document.index(document[1]), document.count(document[1])) == (1, 1)
    with pytest.raises(IndexError):
        document[3]
    with pytest.raises(ValueError, match="not in tuple"):
        document[1:].index(document[0])


def test_slice_is_a_document_of_the_same_text(document: Document) -> None:
    assert document[1:] == Document(text=TEXT, published=date(2022, 10, 14), metrics=document.metrics[1:])
    assert all(TEXT[metric.start : metric.end] == metric.text for metric in document[1:])


def test_repr_is_short(document: Document) -> None:
    assert repr(document) == "<Document: 3 metrics in 27 characters, published 2022-10-14>"
    assert repr(extract("共5家。")) == "<Document: 1 metric in 4 characters>"


def test_json_and_records_say_the_same(document: Document) -> None:
    assert json.loads(document.to_json()) == document.to_dicts()
    assert [record["value"] for record in document.to_dicts()] == ["3", "12", "40000"]


def test_empty_text_gives_an_empty_document() -> None:
    document = extract("")
    assert (len(document), document.to_dicts(), document.to_json(), bool(document)) == (0, [], "[]", False)


def test_document_pickles_and_hashes(document: Document) -> None:
    assert pickle.loads(pickle.dumps(document)) == document
    assert hash(document) == hash(extract(TEXT, published=date(2022, 10, 14)))


def test_a_notebook_shows_the_article_with_its_metrics_marked(document: Document, empty: Document) -> None:
    shown = document._repr_html_()
    assert shown == fragment(document)
    assert shown.count("<mark") == len(document)
    assert "<mark" not in empty._repr_html_()


def test_its_table_holds_its_records(document: Document) -> None:
    envelope = {"document": None, "published": "2022-10-14", "published_from": None}
    assert list(to_rows(document.to_arrow())) == [{**envelope, **record} for record in document.to_dicts()]


def test_its_table_has_the_fixed_schema_even_without_metrics(document: Document, empty: Document) -> None:
    for each in (document, empty):
        assert each.to_arrow().schema.equals(schema(), check_metadata=True)
        assert each.to_arrow().num_rows == len(each)


def test_tools_read_it_as_a_table(document: Document, empty: Document) -> None:
    """Each tool reads the document by itself: what it reads is what to_arrow gives."""
    for each in (document, empty):
        expected = each.to_arrow()
        assert pa.table(each).equals(expected)
        assert pa.RecordBatchReader.from_stream(each).read_all().equals(expected)
        assert pl.DataFrame(each).equals(pl.DataFrame(expected))
        from_arrow = pd.DataFrame.from_arrow  # type: ignore[attr-defined] # its stubs do not know it yet
        assert from_arrow(each).equals(from_arrow(expected))
        assert duckdb.from_arrow(each).fetchall() == duckdb.from_arrow(expected).fetchall()


def test_duckdb_queries_a_document_by_the_name_of_its_variable(document: Document) -> None:  # noqa: ARG001 - DuckDB finds it
    found = duckdb.execute("select unit, value, published from document where value > 3 order by value desc").fetchall()
    assert found == [("人", Decimal(40000), date(2022, 10, 14)), ("km", Decimal(12), date(2022, 10, 14))]


def test_a_stream_can_be_asked_for_in_other_types(document: Document) -> None:
    wanted = pa.schema([field.with_type(pa.large_string()) if field.name == "text" else field for field in schema()])
    stream = document.__arrow_c_stream__(wanted.__arrow_c_schema__())
    assert pa.RecordBatchReader._import_from_c_capsule(stream).schema == wanted  # noqa: SLF001 - pyarrow has no other door


def test_pandas_frames_stay_exact(document: Document) -> None:
    frame = document.to_pandas()
    assert frame["value"].tolist() == [Decimal(3), Decimal(12), Decimal(40000)]
    assert frame["value"].sum() == Decimal(40015)
    assert frame["published"].tolist() == [date(2022, 10, 14)] * 3
    assert frame["published"].dt.year.tolist() == [2022] * 3
    assert {str(kind) for kind in frame[["start", "end", "level_start", "exponent"]].dtypes} == {"int32[pyarrow]"}
    assert frame["level_start"].isna().all()
    assert frame[frame["unit"] == "km"]["text"].tolist() == ["12公里"]
    assert frame.groupby("unit")["value"].sum().to_dict() == {"km": Decimal(12), "人": Decimal(40000), "座": Decimal(3)}


def test_polars_frames_stay_exact(document: Document) -> None:
    frame = document.to_polars()
    assert frame.schema["value"] == pl.Decimal(38, 12)
    assert frame.schema["published"] == pl.Date
    assert frame.schema["level_start"] == pl.Int32
    assert frame["value"].to_list() == [Decimal(3), Decimal(12), Decimal(40000)]
    assert frame.filter(pl.col("value") > 5).select("text", "published").rows() == [
        ("12公里", date(2022, 10, 14)),
        ("四万多人", date(2022, 10, 14)),
    ]


def test_several_documents_make_one_table(document: Document, empty: Document) -> None:
    named: Mapping[str, Document] = {"甲": document[:1], "乙": empty, "丙": document[1:]}
    columns = ["document", "text"]
    assert [*map(tuple, map(dict.values, to_arrow(named).select(columns).to_pylist()))] == [
        ("甲", "3座"),
        ("丙", "12公里"),
        ("丙", "四万多人"),
    ]
    listed = to_arrow(named.values()).column("document").to_pylist()
    assert listed == ["0", "2", "2"]
    assert to_arrow(each for each in named.values()).column("document").to_pylist() == listed
    assert to_arrow(document).equals(document.to_arrow())
    assert to_arrow([]).schema.equals(schema(), check_metadata=True)


@pytest.mark.parametrize("documents", ["新建厂房3座。", {"甲": None}, [["新建厂房3座。"]]])
def test_what_is_no_document_is_in_no_table(documents: object) -> None:
    with pytest.raises(TypeError, match="a table is made of documents, not of "):
        to_arrow(cast("list[Document]", documents))


@pytest.mark.parametrize("extra", ["arrow", "pandas", "polars"])
def test_a_missing_extra_is_named(document: Document, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow" if extra == "arrow" else extra, None)
    with pytest.raises(ImportError, match=rf"pip install 'govnews\[{extra}\]'"):
        getattr(document, f"to_{extra}")()
