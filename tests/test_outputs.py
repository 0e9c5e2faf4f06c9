"""Outputs: every format read back by its own reader, and what stands at the place of an output that fails."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
import sdmx
from hypothesis import given
from hypothesis import strategies as st

from govnews import Document, extract
from govnews.arrow import schema, to_rows
from govnews.outputs import FORMATS, format_of, put, write
from govnews.records import Record
from govnews.results import ROW_KEYS, Result
from govnews.spreadsheet import read_csv
from govnews.surrogates import encodable

TEXT = "2021年，全市完成投资31.65亿元，同比下降7.8%；面积是原来的三分之二。"
READ = Result.of(extract(TEXT, published="2022-01-20"), document="一/a.txt", published_from="name")
RESULTS = [READ, Result(document="b.txt", error="not UTF-8"), Result(document=None, text="没有数字。")]
ROWS = [row for result in RESULTS for row in result.rows()]
FILES = tuple(name for name in FORMATS if name != "brat")
TEXTS = ("jsonl", "csv", "sdmx")

odd = st.sampled_from("\n\r\t\0\x85\u2028\ud800😀=,\"';")
hostile = st.lists(odd | st.characters(exclude_categories=())).map("".join)


def place(folder: Path, format_: str) -> Path:
    return folder / f"metrics{FORMATS[format_]}"


def failing() -> Iterator[Result]:
    """Results that break off, more of them than are written in one go."""
    for _ in range(3000):
        yield READ
    raise OSError("the source is gone")


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.jsonl", "jsonl"),
        ("a.csv", "csv"),
        ("A.CSV", "csv"),
        ("a.parquet", "parquet"),
        ("b/a.2022.duckdb", "duckdb"),
        ("a.sdmx.csv", "sdmx"),
        ("a.brat", "brat"),
    ],
)
def test_the_ending_tells_the_format(name: str, format_: str) -> None:
    assert format_of(name) == format_of(Path(name)) == format_


@pytest.mark.parametrize("name", ["a", "a.txt", "csv", "a.csv.gz", "."])
def test_other_endings_are_refused_and_the_known_ones_told(name: str) -> None:
    said = re.escape(f"the name {name!r} stands for no format; these do: .jsonl (jsonl), ")
    with pytest.raises(ValueError, match=rf"{said}.*, \.brat \(brat\)"):
        format_of(name)


def test_json_lines_read_back(tmp_path: Path) -> None:
    out = place(tmp_path, "jsonl")
    write(RESULTS, out, format="jsonl")
    assert [json.loads(line) for line in out.read_bytes().splitlines()] == ROWS
    frame = pd.read_json(out, lines=True, dtype=False)
    assert list(frame["value"]) == [row["value"] for row in ROWS]


@pytest.mark.parametrize("bom", [True, False])
def test_csv_reads_back(tmp_path: Path, *, bom: bool) -> None:
    out = place(tmp_path, "csv")
    write(RESULTS, out, format="csv", bom=bom)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf") is bom
    with out.open(encoding="utf-8", newline="") as lines:
        assert list(read_csv(lines)) == ROWS
    assert tuple(pd.read_csv(out).columns) == ROW_KEYS


def test_parquet_reads_back(tmp_path: Path) -> None:
    out = place(tmp_path, "parquet")
    write(RESULTS, out, format="parquet")
    table = pq.read_table(out)
    assert list(to_rows(table)) == ROWS
    assert table.schema.equals(schema(), check_metadata=True)
    assert duckdb.read_parquet(str(out)).project("value, value_exact").order("value").fetchall()[0][1].startswith("0.666")
    assert list(pd.read_parquet(out)["text"]) == [row["text"] for row in ROWS]


def test_parquet_has_row_groups(tmp_path: Path) -> None:
    out = place(tmp_path, "parquet")
    write((READ for _ in range(30_000)), out, format="parquet")
    stored = pq.ParquetFile(out)
    assert stored.metadata.num_rows == 90_000
    assert stored.metadata.num_row_groups > 1


def test_duckdb_reads_back(tmp_path: Path) -> None:
    out = place(tmp_path, "duckdb")
    write(RESULTS, out, format="duckdb")
    with duckdb.connect(out, read_only=True) as database:
        assert list(to_rows(database.table("metrics"))) == ROWS
        assert database.table("documents").fetchall() == [
            ("一/a.txt", date(2022, 1, 20), "name", len(TEXT), 3, None),
            ("b.txt", None, None, 0, 0, "not UTF-8"),
            (None, None, None, 5, 0, None),
        ]
        sums = dict(database.execute("SELECT unit, sum(value) FROM metrics GROUP BY unit").fetchall())
        assert sums["CNY"] == Decimal(3165000000)
        comments = database.execute("SELECT comment FROM duckdb_columns() WHERE NOT internal").fetchall()
        assert all(comment for (comment,) in comments)


@pytest.mark.parametrize("format_", ["parquet", "duckdb"])
def test_injections_stay_cells(
    format_: str, injections: tuple[str, ...], crafted: Callable[[str], Document], tmp_path: Path
) -> None:
    out = place(tmp_path, format_)
    write((Result.of(crafted(text), document=text) for text in injections), out, format=format_)
    with duckdb.connect(out if format_ == "duckdb" else ":memory:") as database:
        read = database.table("metrics") if format_ == "duckdb" else database.read_parquet(str(out))
        rows = read.project("document, indicator").fetchall()
    assert rows == [(text, text) for text in map(encodable, injections)]


def test_duckdb_takes_more_than_one_batch(tmp_path: Path) -> None:
    out = place(tmp_path, "duckdb")
    write((READ for _ in range(2500)), out, format="duckdb")
    with duckdb.connect(out, read_only=True) as database:
        counts = database.execute("SELECT (SELECT count(*) FROM metrics), (SELECT count(*) FROM documents)").fetchone()
    assert counts == (7500, 2500)


def test_sdmx_reads_back_with_the_definition_beside_it(tmp_path: Path) -> None:
    out = place(tmp_path, "sdmx")
    write(RESULTS, out, format="sdmx")
    definition = sdmx.read_sdmx(io.BytesIO((tmp_path / "metrics.sdmx.xml").read_bytes()))
    assert isinstance(definition, sdmx.message.StructureMessage)
    message = sdmx.read_sdmx(io.BytesIO(out.read_bytes()), format="CSV", structure=definition.structure["METRICS"])
    assert isinstance(message, sdmx.message.DataMessage)
    assert sorted(str(observation.value) for data_set in message.data for observation in data_set.obs) == [
        "-7.8",
        "0.6666666666666666666666666667",
        "31.65",
    ]


def test_brat_makes_a_folder(tmp_path: Path) -> None:
    out = place(tmp_path, "brat")
    write(RESULTS, out, format="brat")
    assert sorted(path.name for path in out.iterdir()) == [
        "000001-a.ann",
        "000001-a.txt",
        "000002.ann",
        "000002.txt",
        "annotation.conf",
        "documents.jsonl",
        "visual.conf",
    ]
    assert (out / "000001-a.txt").read_text(encoding="utf-8") == TEXT


@given(document=hostile, indicator=hostile, format_=st.sampled_from(["jsonl", "csv", "parquet", "duckdb"]))
def test_hostile_cells_read_back(document: str, indicator: str, format_: str) -> None:
    """What is read from a table is what was written to it, whatever the words; but for lone surrogates, which only JSON has."""
    record: Record = {**READ.records[0], "indicator": indicator}
    result = Result(document=document, records=(record, record))
    with TemporaryDirectory() as folder:
        out = place(Path(folder), format_)
        write([result], out, format=format_)
        read = list(_rows(out, format_))
    told = str if format_ == "jsonl" else encodable
    assert [row["indicator"] for row in read] == [told(indicator)] * 2
    assert [row["document"] or "" for row in read] == [told(document)] * 2


def _rows(out: Path, format_: str) -> Iterator[Record]:
    match format_:
        case "jsonl":
            yield from map(json.loads, out.read_text(encoding="utf-8").split("\n")[:-1])
        case "csv":
            with out.open(encoding="utf-8", newline="") as lines:
                yield from read_csv(lines)
        case "parquet":
            yield from to_rows(pq.read_table(out))
        case _:
            with duckdb.connect(out, read_only=True) as database:
                yield from to_rows(database.table("metrics"))


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_at_all_is_a_table_without_rows(tmp_path: Path, format_: str) -> None:
    out = place(tmp_path, format_)
    write([], out, format=format_)
    assert out.exists()
    if format_ not in {"sdmx", "brat"}:
        assert list(_rows(out, format_)) == []


@pytest.mark.parametrize("format_", FILES)
def test_what_fails_leaves_what_was_there(tmp_path: Path, format_: str) -> None:
    out = place(tmp_path, format_)
    out.write_text("of yesterday", encoding="utf-8")
    with pytest.raises(OSError, match="the source is gone"):
        write(failing(), out, format=format_)
    assert out.read_text(encoding="utf-8") == "of yesterday"
    assert list(tmp_path.iterdir()) == [out]


def test_a_text_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    put("one", out)
    with pytest.raises(UnicodeEncodeError):
        put("\ud800", out)
    assert out.read_text(encoding="utf-8") == "one"
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_that_fails_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="the source is gone"):
        write(failing(), place(tmp_path, "brat"), format="brat")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format_", FILES)
def test_what_was_there_is_replaced(tmp_path: Path, format_: str) -> None:
    out = place(tmp_path, format_)
    write([], out, format=format_)
    before = out.read_bytes()
    write(RESULTS, out, format=format_)
    assert out.read_bytes() != before
    names = [out.name] if format_ != "sdmx" else ["metrics.sdmx.csv", "metrics.sdmx.xml"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such permissions")
@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("mode", [0o700, 0o600, 0o444, 0o777])
def test_what_is_replaced_hands_its_permissions_on(tmp_path: Path, format_: str, mode: int) -> None:
    out = place(tmp_path, format_)
    beside = [tmp_path / "metrics.sdmx.xml"] if format_ == "sdmx" else []
    if format_ == "brat":
        mode |= 0o700
        out.mkdir()
    for path in (*beside, out):
        path.touch()
        path.chmod(mode)
    write(RESULTS, out, format=format_)
    assert [oct(path.stat().st_mode & 0o777) for path in (*beside, out)] == [oct(mode)] * (len(beside) + 1)


FULL_DISK = """
import resource, sys
from pathlib import Path
from govnews import extract
from govnews.outputs import write
from govnews.results import Result
from govnews.surrogates import encodable

format_, size, count = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # no file may grow beyond that, as on a full disk
result = Result.of(extract("2021年，全市完成投资31.65亿元，同比下降7.8%。"))
# every key differs, so that no format can store them in little room
results = (Result(document=f"{n ** 7}", text=result.text * 2000, records=result.records) for n in range(count))
try:
    write(results, Path(sys.argv[1]), format=format_)
except OSError as error:
    print(f"refused: {error}")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
@pytest.mark.parametrize(
    ("format_", "size", "count"),
    # the last one is full when all is written and DuckDB brings its log into the file
    [*((format_, 200_000, 20_000) for format_ in FILES), ("brat", 20_000, 20), ("duckdb", 20_000, 1)],
)
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, format_: str, size: int, count: int) -> None:
    out = place(tmp_path, format_)
    if format_ != "brat":
        out.write_text("of yesterday", encoding="utf-8")
    left = list(tmp_path.iterdir())
    arguments = [str(out), format_, str(size), str(count)]
    run = subprocess.run([sys.executable, "-c", FULL_DISK, *arguments], capture_output=True, text=True, check=False)
    assert run.stdout.startswith("refused: "), run.stderr
    assert list(tmp_path.iterdir()) == left
    assert all(path.read_text(encoding="utf-8") == "of yesterday" for path in left)


@contextmanager
def without_privileges() -> Iterator[None]:
    """As an ordinary user, whom the modes of a folder bind; root they do not."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no modes of folders")
@pytest.mark.parametrize("format_", FORMATS)
def test_a_folder_that_takes_no_file_is_told(format_: str) -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        with without_privileges(), pytest.raises(PermissionError):
            write(RESULTS, place(Path(folder), format_), format=format_)
        assert list(Path(folder).iterdir()) == []
        Path(folder).chmod(0o755)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_place_that_cannot_be_is_told_before_the_work(tmp_path: Path, format_: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder.d" / "inner").mkdir(parents=True)
    for out, error in (
        (tmp_path / "missing" / "a", FileNotFoundError),
        (tmp_path / "file" / "a", NotADirectoryError),
        (tmp_path / "folder.d", FileExistsError if format_ == "brat" else IsADirectoryError),
    ):
        with pytest.raises(error) as raised:
            write(failing(), out, format=format_)
        assert raised.value.filename in {str(out), str(out.parent)}


def test_annotations_that_were_worked_on_are_not_written_over(tmp_path: Path) -> None:
    out = place(tmp_path, "brat")
    write(RESULTS, out, format="brat")
    (out / "000001-a.ann").write_text("T1\tNumber 0 1\t2\n", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write(RESULTS, out, format="brat")
    assert (out / "000001-a.ann").read_text(encoding="utf-8") == "T1\tNumber 0 1\t2\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no modes of folders")
def test_an_empty_folder_that_takes_no_file_is_told_before_the_work() -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        out = place(Path(folder), "brat")
        out.mkdir(mode=0o555)
        with without_privileges(), pytest.raises(PermissionError) as raised:
            write(failing(), out, format="brat")
    assert raised.value.filename == str(out)


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    out = place(tmp_path, "brat")
    out.mkdir()
    write(RESULTS, out, format="brat")
    assert (out / "annotation.conf").exists()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    out, target = tmp_path / "metrics.jsonl", tmp_path / "real" / "of-2022.jsonl"
    out.symlink_to(target)
    write(RESULTS, out, format="jsonl")
    assert out.is_symlink()
    assert len(target.read_bytes().splitlines()) == len(ROWS)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True, encoding="utf-8") as reader:  # noqa: S607 - any cat will do
        write(RESULTS, pipe, format="csv")
        read, _ = reader.communicate(timeout=30)
    assert len(list(csv.reader(read.splitlines()))) == 1 + len(ROWS)
    assert pipe.is_fifo()
    with pytest.raises(ValueError, match="duckdb needs a file of its own"):
        write(RESULTS, pipe, format="duckdb")


@pytest.mark.parametrize("format_", TEXTS)
def test_standard_output_takes_text(format_: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write(RESULTS, None, format=format_)
    out = place(tmp_path, format_)
    write(RESULTS, out, format=format_)
    assert capfdbinary.readouterr().out == out.read_bytes()


@pytest.mark.parametrize("format_", ["parquet", "duckdb", "brat"])
def test_standard_output_takes_nothing_else(format_: str) -> None:
    with pytest.raises(ValueError, match=f"{format_} needs a file of its own; .* take jsonl, csv, sdmx"):
        write(RESULTS, None, format=format_)


def test_unknown_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'xlsx' is no format; these are: jsonl, csv"):
        write(RESULTS, tmp_path / "a.xlsx", format="xlsx")


def test_a_byte_order_mark_goes_with_csv_alone(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a byte order mark goes with csv, not with jsonl"):
        write(RESULTS, tmp_path / "a.jsonl", format="jsonl", bom=True)


@pytest.mark.parametrize("format_", FORMATS)
def test_few_results_are_in_memory_at_a_time(format_: str, tmp_path: Path) -> None:
    """A job of a million articles is written as it comes: the first are forgotten long before the last are read."""
    count, size = 800, 40_000
    results = (attrs.evolve(READ, text=f"{TEXT}{number}" + "没有数字。" * (size // 10)) for number in range(count))
    write(RESULTS, tmp_path / "warm", format=format_)
    tracemalloc.start()
    try:
        write(results, place(tmp_path, format_), format=format_)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < count * size // 2
