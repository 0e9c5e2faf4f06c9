"""CSV: read back by pandas, DuckDB and the standard library; and no cell that a spreadsheet would run."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews import Document, extract
from govnews.records import Record
from govnews.results import ROW_KEYS, Result
from govnews.spreadsheet import BOM, guarded, read_csv, unguarded, write_csv
from govnews.surrogates import encodable

DOCUMENT = extract("2021年，全市完成投资31.65亿元，同比下降7.8%；最低气温零下3.2摄氏度。", published="2022-01-20")
RESULT = Result.of(DOCUMENT, document="=a.txt", published_from="name")
RUNS = re.compile(r"\s*[=+\-@＝＋－＠]")
NUMBER = re.compile(r"-?[0-9.]+%?")

odd = st.sampled_from("=+-@＝－'\"\t\r\n\0,; 1.%\ufeff\u200b\ud800")
hostile = st.lists(odd | st.characters(exclude_categories=())).map("".join)


def written(*results: Result) -> str:
    out = io.StringIO(newline="")
    write_csv(results, out)
    return out.getvalue()


def with_cells(**cells: str | int | None) -> Result:
    record: Record = {**RESULT.records[0], **cells}
    return Result(document=RESULT.document, published=RESULT.published, records=(record,))


@pytest.mark.parametrize(
    ("cell", "harmless"),
    [
        ("=SUM(A1:A9)", "'=SUM(A1:A9)"),
        ("+86", "'+86"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("＝1+1", "'＝1+1"),
        ("－3.2", "'－3.2"),
        (" =1+1", "' =1+1"),
        ("\u200b=1+1", "'\u200b=1+1"),
        ("\t=1+1", "'\t=1+1"),
        ("\t产值", "'\t产值"),
        ("\r\n产值", "'\r\n产值"),
        ("'90", "''90"),
        ("-3.2", "-3.2"),
        ("-3.2%", "-3.2%"),
        ("31.65亿元", "31.65亿元"),
        ("全市", "全市"),
        ("A=B", "A=B"),
        ("", ""),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(cell: str, harmless: str) -> None:
    assert guarded(cell) == harmless


def test_injections_stay_cells_of_one_row(injection: str, crafted: Callable[[str], Document]) -> None:
    text = written(Result.of(crafted(injection), document=injection))
    _, *lines = csv.reader(io.StringIO(text.encode().decode(), newline=""))
    (cells,) = lines
    row = dict(zip(ROW_KEYS, cells, strict=True))
    assert {unguarded(row[key]) for key in ("document", "indicator", "subject", "period_text")} == {encodable(injection)}
    assert [cell for cell in cells if RUNS.match(cell) and not NUMBER.fullmatch(cell)] == []
    assert not row["document"].startswith(("\t", "\r", "\n", "\0"))


@given(hostile)
def test_guarding_is_undone_exactly(cell: str) -> None:
    """Whatever the cell, its guarded form is no formula and leads back to it."""
    harmless = guarded(cell)
    assert unguarded(harmless) == cell
    assert not RUNS.match(harmless) or NUMBER.fullmatch(harmless)


@given(document=hostile, indicator=hostile, text=hostile, subject=hostile)
def test_csv_reads_back(document: str, indicator: str, text: str, subject: str) -> None:
    """Rows of any cells come back from CSV as they were, but for lone surrogates and an empty key of the article."""
    result = with_cells(text=text, indicator=indicator, subject=subject)
    result = Result(document=document, published=result.published, records=result.records * 2)
    lines = io.StringIO(written(result).encode().decode(), newline="")
    kept = [{key: encodable(value) if isinstance(value, str) else value for key, value in row.items()} for row in result.rows()]
    assert list(read_csv(lines)) == [{**row, "document": row["document"] or None} for row in kept]


def test_every_row_has_the_cells_of_its_headings() -> None:
    headings, *lines = csv.reader(io.StringIO(written(RESULT), newline=""))
    assert tuple(headings) == ROW_KEYS
    assert [len(line) for line in lines] == [len(ROW_KEYS)] * 3
    assert all(line.endswith("\r\n") for line in written(RESULT).splitlines(keepends=True))


def test_numbers_stay_numbers() -> None:
    cells = {row["text"]: row["value"] for row in csv.DictReader(io.StringIO(written(RESULT), newline=""))}
    assert cells["31.65亿元"] == "3165000000"
    assert "-3.2" in cells.values()


def test_pandas_reads_it_back(tmp_path: Path) -> None:
    path = tmp_path / "metrics.csv"
    path.write_text(BOM + written(RESULT, with_cells(indicator='=1+1,"产值"\r\n')), encoding="utf-8", newline="")
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert tuple(frame.columns) == ROW_KEYS
    assert [unguarded(cell) for cell in frame["document"]] == ["=a.txt"] * 4
    assert unguarded(frame["indicator"][3]) == '=1+1,"产值"\r\n'
    assert list(frame["value"])[:3] == [record["value"] for record in RESULT.records]


def test_duckdb_reads_it_back(tmp_path: Path) -> None:
    path = tmp_path / "metrics.csv"
    path.write_text(written(RESULT), encoding="utf-8", newline="")
    read = duckdb.read_csv(path).project("document, text, start, period_start").order("start").fetchall()
    assert [(text, start) for _, text, start, _ in read] == [(record["text"], record["start"]) for record in RESULT.records]
    assert {unguarded(document) for document, *_ in read} == {"=a.txt"}
    assert str(read[0][3]) == "2021-01-01"


@pytest.mark.parametrize("length", [131_073, 1_000_000])
def test_a_cell_of_any_length_reads_back(length: int) -> None:
    result = with_cells(subject="县" * length, indicator='"' * length)
    assert list(read_csv(io.StringIO(written(result), newline=""))) == list(result.rows())


def test_a_row_whose_quotes_do_not_match_is_refused() -> None:
    headings = written().removesuffix("\r\n")
    with pytest.raises(ValueError, match="its quotes do not match"):
        list(read_csv([f"{headings}\r\n", '"a"b' + "," * (len(ROW_KEYS) - 1) + "\r\n"]))


def test_another_table_is_refused() -> None:
    with pytest.raises(ValueError, match="'name, age', and not those of govnews"):
        list(read_csv(["name,age\r\n", "x,1\r\n"]))
    with pytest.raises(ValueError, match="not those of govnews"):
        list(read_csv([]))


def test_a_byte_order_mark_is_read_over() -> None:
    assert list(read_csv(io.StringIO(BOM + written(RESULT), newline=""))) == list(RESULT.rows())
