import csv
import gzip
import json
import os
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews.articles import Article
from govnews.inputs import Reader, day_in_name
from govnews.results import Result

TEXT = "全区新建厂房3座。"
USUAL = Reader()
DAY = date(2022, 10, 14)


def read(
    *names: object, reader: Reader = USUAL, skip: tuple[Path, ...] = ()
) -> tuple[list[Article], dict[str | None, str | None]]:
    """The articles, and the errors by their documents."""
    items = list(reader.articles(map(str, names), skip=skip))
    return [item for item in items if isinstance(item, Article)], {
        item.document: item.error for item in items if isinstance(item, Result)
    }


def only(path: Path, reader: Reader = USUAL) -> Article:
    (article,), errors = read(path, reader=reader)
    assert not errors
    return article


def only_error(path: Path, reader: Reader = USUAL) -> str | None:
    articles, errors = read(path, reader=reader)
    assert not articles
    assert list(errors) == [str(path)]
    return errors[str(path)]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.TXT"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text(name: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(f"{TEXT}\r\n".encode(encoding))
    assert only(path) == Article(document=str(path), text=f"{TEXT}\r\n")


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16-le"])
def test_an_encoding_that_is_given(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("新建3座。".encode(encoding))
    assert only(path, Reader(encoding=encoding)).text == "新建3座。"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (f"<meta charset=gb2312><p>{TEXT}".encode("gb18030"), "a.html"),
        (f"<p>{TEXT}".encode("utf-8-sig"), "a.htm"),
        (gzip.compress(f"<p>{TEXT}".encode()), "a.html.gz"),
    ],
)
def test_web_pages(raw: bytes, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    assert only(path).text == TEXT


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "no text: it is empty"),
    "blank.txt": (" \n\u3000".encode(), "no text: it is empty"),
    "empty.html": (b"<p></p>", "no text: it is empty"),
    "empty.csv": (b"", "no text: it is empty"),
    "binary.txt": (b"\x89PNG\0\0", "not utf-8: invalid start byte at byte 0 (0x89); see --encoding"),
    "zeros.txt": (b"ab\0cd", "no text: it holds binary data"),
    "legacy.txt": (TEXT.encode("gb18030"), "not utf-8: invalid continuation byte at byte 2 (0xc7); see --encoding"),
    "cut.txt.gz": (gzip.compress(TEXT.encode())[:-9], "Compressed file ended before the end-of-stream marker was reached"),
    "none.txt.gz": (b"no gzip", "Not a gzipped file (b'no')"),
    "open.csv": (b'"text\n\xe4\xba\xa7,1\n', "its quotes do not match: unexpected end of data; they take 2 lines with them"),
    "legacy.csv": ("正文,日期\n".encode("gb18030"), "bytes that are not of the encoding; see --encoding"),
    "other.csv": (b"a,b\n1,2\n", "no column of texts among: a, b; name it with --text"),
    "none.parquet": (b"no parquet", "no Parquet that can be read: Parquet magic bytes not found in footer."),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_says_why_and_the_others_go_on(name: str, tmp_path: Path) -> None:
    raw, reason = UNREADABLE[name]
    path, other = tmp_path / name, tmp_path / "other.txt"
    path.write_bytes(raw)
    other.write_text(TEXT, encoding="utf-8")
    (article,), errors = read(path, other)
    assert article.document == str(other)
    assert list(errors) == [str(path)]
    assert str(errors[str(path)]).startswith(reason)


def test_a_missing_file(tmp_path: Path) -> None:
    assert only_error(tmp_path / "missing.txt") == "No such file or directory"


def test_an_empty_name_is_not_the_folder_at_hand() -> None:
    assert read("") == ([], {"''": "an empty name"})


def test_a_text_in_the_place_of_a_name(tmp_path: Path) -> None:
    assert only_error(tmp_path / (TEXT * 100)) == "File name too long"


def test_a_file_that_vanishes_meanwhile(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    found = []
    for item in Reader().articles([str(tmp_path)]):
        found.append((Path(str(item.document)).name, item.error if isinstance(item, Result) else None))
        (tmp_path / "b.txt").unlink(missing_ok=True)
    assert found == [("a.txt", None), ("b.txt", "No such file or directory"), ("c.txt", None)]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root and Windows read what its mode forbids")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    assert only_error(path) == "Permission denied"


ROWS: list[dict[str, str | None]] = [
    {"id": "a", "text": TEXT, "date": "2022-10-14"},
    {"id": "b", "text": None, "date": "2022-10-14"},
    {"id": "c", "text": TEXT, "date": "soon"},
    {"id": "", "text": TEXT, "date": None},
    {"id": "a", "text": TEXT, "date": "2022年10月14日 10:00"},
]


def write_json_lines(path: Path) -> None:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding="utf-8")


def write_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, ["id", "text", "date"])
        writer.writeheader()
        writer.writerows(ROWS)


def write_parquet(path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(ROWS), path)


@pytest.mark.parametrize(
    ("name", "write", "first"),
    [("a.jsonl", write_json_lines, 1), ("a.csv", write_csv, 2), ("a.parquet", write_parquet, 1)],
)
def test_rows(name: str, write: Callable[[Path], None], first: int, tmp_path: Path) -> None:
    path = tmp_path / name
    write(path)
    articles, errors = read(path)
    assert articles == [
        Article(document="a", text=TEXT, published=DAY, published_from="column"),
        Article(document=f"{path}:{first + 3}", text=TEXT),
        Article(document="a~2", text=TEXT, published=DAY, published_from="column"),
    ]
    assert errors == {f"{path}:{first + 1}": "no text", f"{path}:{first + 2}": "no date: 'soon'"}


def test_lines_that_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": TEXT}, ensure_ascii=False).encode()
    lines = [b"\xef\xbb\xbf" + good, b"", b"{", b"[1]", b'{"text": 3}', b"{}", b'{"text": "\xff"}', b"[" * 100_000, good]
    path.write_bytes(b"\n".join(lines))
    articles, errors = read(path)
    assert [article.document for article in articles] == [f"{path}:1", f"{path}:9"]
    assert [str(place).rpartition(":")[2] for place in errors] == ["3", "4", "5", "6", "7", "8"]
    for reason, error in zip(
        ["no JSON: ", "no JSON object: [1]", "the text is no string: 3", "no text", "bytes that are not", "no JSON: "],
        errors.values(),
        strict=True,
    ):
        assert str(error).startswith(reason)


def test_rows_of_csv_that_do_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = f'text,note\r\n"{TEXT}\r\n{TEXT}",x\r\n{TEXT}\r\n\r\n{TEXT},x,y\r\n,x\r\n'.encode() + b"\xff\xfe,x\r\n"
    path.write_bytes(rows)
    articles, errors = read(path)
    assert [(article.document, article.text) for article in articles] == [
        (f"{path}:2", f"{TEXT}\r\n{TEXT}"),
        (f"{path}:3", TEXT),
    ]
    assert errors == {
        f"{path}:5": "3 cells under 2 headings",
        f"{path}:6": "no text",
        f"{path}:7": "bytes that are not of the encoding; see --encoding",
    }


def test_a_stray_quote_is_told_with_what_it_swallows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    good = f"{TEXT},x\n"
    path.write_text(f'text,note\n{good}"{TEXT},x\n{good}"{TEXT}",x\n{good}{TEXT},"x\n{good}{good}', encoding="utf-8")
    articles, errors = read(path)
    assert [article.document for article in articles] == [f"{path}:2", f"{path}:4"]
    assert errors == {
        f"{path}:3": "its quotes do not match: ',' expected after '\"'; they take 3 lines with them",
        f"{path}:5": "its quotes do not match: unexpected end of data; they take 3 lines with them",
    }


def test_the_limit_of_the_csv_module_is_everybody_s(tmp_path: Path) -> None:
    """Sixteen threads that read long cells give the answer of one, and the limit is never another, not for a moment."""
    path = tmp_path / "a.csv"
    path.write_text("text\n" + f"{TEXT * 20_000}\n" * 30, encoding="utf-8")
    limit, limits = csv.field_size_limit(), set[int]()

    def work(_: int) -> int:
        lengths = 0
        for article in Reader().articles([str(path)]):
            assert isinstance(article, Article)
            lengths += len(article.text)
            limits.add(csv.field_size_limit())
        return lengths

    with ThreadPoolExecutor(16) as threads:
        assert set(threads.map(work, range(16))) == {30 * 20_000 * len(TEXT)}
    assert limits == {limit}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "gb18030"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_bytes_that_are_none_cost_one_row_in_every_encoding(name: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / name
    lines = [f'{{"text": "{TEXT}"}}\n'] * 5 if name == "a.jsonl" else ["text\n", *[f"{TEXT}\n"] * 4]
    raw = [line.encode(encoding) for line in lines]
    mark = len("".encode(encoding))
    wrong = {"utf-8": b"\xff", "utf-16": b"\x00\xdc", "utf-32": b"\x00\x00\xff\xff", "gb18030": b"\xff"}[encoding]
    at = len("\n".encode(encoding)) - mark
    rows = [raw[0], *(line[mark:] for line in raw[1:])]
    rows[2] = rows[2][:-at] + wrong + rows[2][-at:]
    path.write_bytes(b"".join(rows))
    articles, errors = read(path, reader=Reader(encoding="gb18030") if encoding == "gb18030" else USUAL)
    assert [article.text for article in articles] == [TEXT] * (4 if name == "a.jsonl" else 3)
    assert errors == {f"{path}:3": "bytes that are not of the encoding; see --encoding"}


@pytest.mark.parametrize("declared", ["hex", "rot13", "base64", "zip", "idna", "punycode"])
def test_a_page_that_declares_no_encoding_of_texts_is_read(declared: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<meta charset={declared}><p>{TEXT}", encoding="utf-8")
    assert only(path).text == TEXT


def test_an_encoding_of_the_caller_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert str(only_error(path, Reader(encoding="hex"))).startswith("'hex' is not a text encoding")


def test_a_cell_may_be_as_long_as_a_report(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"text\n{TEXT * 100_000}\n", encoding="utf-8")
    assert len(only(path).text) == len(TEXT) * 100_000


@pytest.mark.parametrize(("name", "mark"), [("a.tsv", "\t"), ("a.csv", ",")])
def test_usual_names_of_columns(name: str, mark: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(f"标题{mark}发布日期{mark}正文{mark}URL\n题{mark}20221014{mark}{TEXT}{mark}u1\n", encoding="utf-8")
    assert only(path) == Article(document="u1", text=TEXT, published=DAY, published_from="column")


def test_columns_that_are_given(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"text,words,day,no\nx,{TEXT},2022/10/14,7\n", encoding="utf-8")
    reader = Reader(text="words", published_column="day", key="no")
    assert only(path, reader) == Article(document="7", text=TEXT, published=DAY, published_from="column")
    assert only_error(path, Reader(key="other")) == "no column 'other' among: text, words, day, no"


@pytest.mark.parametrize(
    ("values", "type_"),
    [([DAY], pa.date32()), ([datetime(2022, 10, 14, 23, 30)], pa.timestamp("us")), (["2022-10-14"], pa.large_string())],  # noqa: DTZ001 - a date of no zone
)
def test_dates_of_parquet(values: list[object], type_: pa.DataType, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [TEXT], "published": pa.array(values, type_)}), path)
    assert only(path).published == DAY


BROKEN = pa.StringArray.from_buffers(
    2, pa.array([0, 2, 2 + len(TEXT.encode())], pa.int32()).buffers()[1], pa.py_buffer(b"\xff\xfe" + TEXT.encode())
)


@pytest.mark.parametrize(
    ("column", "values", "reason"),
    [
        ("date", pa.array([2**30, 0], pa.date32()), "OverflowError: "),
        ("date", pa.array([10**15, 0], pa.timestamp("s")), "OverflowError: "),
        ("text", BROKEN, "UnicodeDecodeError: "),
    ],
    ids=["date", "timestamp", "text"],
)
def test_a_cell_of_parquet_that_python_cannot_have_costs_its_row(
    column: str, values: pa.Array, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [TEXT] * 2} | {column: values}), path)
    articles, errors = read(path)
    assert [article.document for article in articles] == [f"{path}:2"]
    assert list(errors) == [f"{path}:1"]
    assert str(errors[f"{path}:1"]).startswith(reason)


def test_nanoseconds_of_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    nanoseconds = pa.array([1], pa.timestamp("ns"))
    pq.write_table(pa.table({"text": [TEXT], "date": nanoseconds}), path)
    assert only(path).published == date(1970, 1, 1)


def test_parquet_without_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.parquet"
    write_parquet(path)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert str(only_error(path)).endswith("pip install 'govnews[arrow]'")


def test_an_input_may_be_read_as_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.dat"
    write_csv(path)
    assert len(read(path, reader=Reader(kind="csv"))[0]) == 3


NAMES = {
    "2022-10-14.txt": DAY,
    "news_20221014_02.txt": DAY,
    "t20221014_5172.html": DAY,
    "2022.10.14-a.md": DAY,
    "2022年10月14日.txt": DAY,
    "2022-10-14 (2022-10-14).txt": DAY,
    "2022-10-14_2022-10-15.txt": None,
    "20221314.txt": None,
    "2022.txt": None,
    "120221014.txt": None,
    "20221014093000.txt": None,
    "a.txt": None,
}


@pytest.mark.parametrize("name", NAMES)
def test_days_in_names(name: str) -> None:
    assert day_in_name(name) == NAMES[name]


def test_the_date_comes_from_the_first_place_that_has_one(tmp_path: Path) -> None:
    """The caller's, the page's, the name's, the dateline's; and none is none."""
    page = "<meta name=PubDate content=2022-10-01>"
    dateline = "<p>发布日期：2022-10-03"
    cases = [
        ("2022-10-02.html", page + dateline, date(2022, 9, 30), ("2022-09-30", "option")),
        ("2022-10-02.html", page + dateline, None, ("2022-10-01", "page")),
        ("2022-10-02.html", dateline, None, ("2022-10-02", "name")),
        ("a.html", dateline, None, ("2022-10-03", "dateline")),
        ("a.html", "<p>2022年10月3日，", None, ("None", None)),
    ]
    for name, head, published, expected in cases:
        path = tmp_path / name
        path.write_text(f"{head}<p>{TEXT}", encoding="utf-8")
        article = only(path, Reader(published=published))
        assert (str(article.published), article.published_from) == expected


def test_the_name_of_a_file_of_rows_dates_none_of_them(tmp_path: Path) -> None:
    path = tmp_path / "export-20221014.jsonl"
    path.write_text(json.dumps({"text": TEXT}), encoding="utf-8")
    assert only(path).published is None


def test_a_folder_in_the_order_of_names(tmp_path: Path) -> None:
    names = [f"{n:03}.txt" for n in range(300)] + ["010/a.md", "010/b.txt.gz", "b/c/d.txt", "999.txt"]
    for name in random.Random(1).sample(names, len(names)):  # noqa: S311 - no secret, an order
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(TEXT.encode()) if name.endswith(".gz") else TEXT.encode())
    for name in (".hidden.txt", "a.pdf", ".git/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    articles, errors = read(tmp_path)
    assert [article.document for article in articles] == [
        str(tmp_path / name) for name in sorted(names, key=lambda name: Path(name).parts)
    ]
    assert not errors


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_links_are_followed_once_and_never_in_a_circle(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "folder", tmp_path / "elsewhere"
    for path in (folder / "b" / "2.txt", elsewhere / "3.txt"):
        path.parent.mkdir(parents=True)
        path.write_text(TEXT, encoding="utf-8")
    (folder / "a").symlink_to(elsewhere)
    (folder / "b" / "back").symlink_to(folder)
    (folder / "c").symlink_to(elsewhere)
    (folder / "gone").symlink_to(tmp_path / "gone")
    (folder / "self").symlink_to(folder / "self")
    articles, errors = read(folder, folder)
    assert [article.document for article in articles] == [str(folder / "a" / "3.txt"), str(folder / "b" / "2.txt")]
    assert not errors


@pytest.mark.skipif(os.name != "posix", reason="pipes with a name")
def test_a_pipe_that_nobody_named_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    os.mkfifo(tmp_path / "b.txt")
    for name in (tmp_path, tmp_path / "*.txt"):
        articles, errors = read(name)
        assert [article.document for article in articles] == [str(tmp_path / "a.txt")]
        assert errors == {
            str(tmp_path / "b.txt"): "no file but a pipe, a socket or a device; it is read where it is named",
        }


@pytest.mark.skipif(os.name != "posix", reason="pipes with a name")
def test_a_pipe_that_is_named_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as writer:
        writer.submit(pipe.write_text, TEXT, encoding="utf-8")
        articles, errors = read(pipe)
    assert [article.text for article in articles] == [TEXT]
    assert not errors


def test_a_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    assert str(only_error(tmp_path)).startswith("no articles in this folder")


def test_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/1.txt", "a/2.txt", "a/3.md", "[x].txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [article.document for article in read("**/*.txt")[0]] == ["[x].txt", str(Path("a/1.txt")), str(Path("a/2.txt"))]
    assert [article.document for article in read("[x].txt")[0]] == ["[x].txt"]
    assert read("*.csv") == ([], {"*.csv": "nothing is called like this"})


def test_a_file_is_read_once_and_what_is_to_be_skipped_never(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    assert [article.document for article in read(second, tmp_path, first)[0]] == [str(second), str(first)]
    assert [article.document for article in read(tmp_path, skip=(first,))[0]] == [str(second)]
    said: list[str] = []
    list(Reader().articles([str(tmp_path)], skip=(first,), say=said.append))
    assert said == [f"{first}: passed over, because it is to be written"]


def test_standard_input_is_read_once() -> None:
    code = "from govnews.inputs import Reader; print(*[item.document for item in Reader().articles(['-', '-'])], sep='|')"
    done = subprocess.run([sys.executable, "-c", code], input=TEXT.encode(), capture_output=True, check=True)
    assert done.stdout == b"standard input\n"


def test_keys_are_unique_whatever_comes(tmp_path: Path) -> None:
    for name in "ab":
        path = tmp_path / f"{name}.jsonl"
        rows = [{"id": key, "text": TEXT} for key in ("1", "1~2", "1", 1)]
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    keys = [article.document for article in read(tmp_path)[0]]
    assert keys == ["1", "1~2", "1~3", "1~4", "1~5", "1~2~2", "1~6", "1~7"]


@given(
    files=st.lists(
        st.lists(
            st.sampled_from([None, "", "1", "1~2", "a.jsonl", "a.jsonl:1", "a.jsonl:2", "b.jsonl:2", "b.jsonl:2~2"]), max_size=4
        ),
        min_size=2,
        max_size=2,
    )
)
def test_no_two_articles_share_a_key(files: list[list[str | None]], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever keys the rows have, also such as rows without one get by their place, no key comes twice."""
    folder = tmp_path_factory.mktemp("keys")
    for name, keys in zip(("a.jsonl", "b.jsonl"), files, strict=True):
        rows = [json.dumps({"id": key, "text": TEXT}) for key in keys]
        (folder / name).write_text("\n".join(rows), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        found = [article.document for article in read("a.jsonl", "b.jsonl")[0]]
    assert len(found) == len(set(found)) == sum(map(len, files))


def test_rows_are_not_remembered(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "共3座。"}\n' * 20_000, encoding="utf-8")
    tracemalloc.start()
    try:
        assert sum(1 for _ in Reader(published=DAY).articles([str(path)])) == 20_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name may be any bytes")
def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(path).write_text(TEXT, encoding="utf-8")
    assert read(tmp_path)[0][0].document == f"{tmp_path}/\\xff.txt"
