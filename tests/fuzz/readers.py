"""What must hold of any file whatever: an oracle takes its bytes and fails where a reader loses or raises something."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from govnews.articles import Article, read
from govnews.cli import OK, SOME_FAILED, main
from govnews.decoding import text_encoding
from govnews.document import Document
from govnews.inputs import Reader
from govnews.results import Result
from govnews.spreadsheet import csv_rows
from govnews.webpages import declared_encoding, read_page

_ENCODINGS: Final = (None, "utf-8", "gb18030", "utf-16")


def file(name: str, raw: bytes) -> None:
    """Whatever the bytes of the file, in whatever encoding: articles that can be read, and errors that say why not."""
    with _file(name, raw) as path:
        for encoding in _ENCODINGS:
            items = _items(path, Reader(encoding=encoding))
            assert _items(path, Reader(encoding=encoding)) == items
            assert len(items) == 1 or not name.startswith(("a.txt", "a.html"))


def page(raw: bytes) -> None:
    """Whatever the page, it has a text without blanks around it, and declares an encoding that there is, or none."""
    file("a.html", raw)
    text = read_page(raw.decode("utf-8", "replace")).text
    assert text == text.strip()
    encoding = declared_encoding(raw)
    assert encoding is None or text_encoding(encoding) == encoding


def rows(raw: bytes) -> None:
    """Of JSON Lines, every line that holds anything is an article or an error."""
    file("a.jsonl", raw)
    lines = raw.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    with _file("a.jsonl", raw) as path:
        assert len(_items(path, Reader(encoding="utf-8"))) == sum(bool(line) and not line.isspace() for line in lines)


def cells(raw: bytes) -> None:
    """Of CSV, every row that holds anything is an article or an error."""
    for name, delimiter in (("a.csv", ","), ("a.tsv", "\t")):
        file(name, raw)
        with _file(name, raw) as path:
            items = _items(path, Reader(encoding="utf-8"))
        text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
        found = list(csv_rows(io.StringIO(text, newline=""), delimiter=delimiter))
        try:
            plain = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error:
            assert any(isinstance(row, ValueError) for row in found)
        else:
            assert found == plain
        if not (len(items) == 1 and isinstance(items[0], Result) and items[0].document == str(path)):
            assert len(items) == sum(isinstance(row, ValueError) or bool(row) for row in found[1:])


def encoded(raw: bytes) -> None:
    """Whatever the encoding is called on the first line: it is refused, or the rest is read or not of it."""
    name, _, rest = raw.partition(b"\n")
    try:
        known = text_encoding(name.decode("utf-8", "surrogateescape"))
    except LookupError:
        return
    assert text_encoding(known) == known
    for kind in ("a.txt", "a.html", "a.jsonl", "a.csv"):
        with _file(kind, rest) as path:
            _items(path, Reader(encoding=known))


def packed(raw: bytes) -> None:
    """What is packed wrongly is an error, what is packed rightly is read as if it were not packed."""
    file("a.txt.gz", raw)
    with _file("a.jsonl.gz", gzip.compress(raw)) as path, _file("a.jsonl", raw) as plain:
        inside = [_told(item) for item in _items(path, Reader())]
        assert inside == [_told(item) for item in _items(plain, Reader())]


def table(raw: bytes) -> None:
    """A table of Parquet that is broken is an error."""
    with _file("a.parquet", raw) as path:
        _items(path, Reader())


def command(raw: bytes) -> None:
    """Whatever the files hold, the command ends with 0 or 1, and each article is in the output or named as an error."""
    with TemporaryDirectory(prefix="govnews-fuzz-") as folder:
        paths = [Path(folder, f"a{suffix}") for suffix in (".txt", ".html", ".jsonl", ".csv")]
        for path in paths:
            path.write_bytes(raw)
        out = Path(folder, "out.jsonl")
        said = io.StringIO()
        with redirect_stderr(said), redirect_stdout(said):
            status = main(["extract", *map(str, paths), "-o", str(out)])
            assert main(["extract", *map(str, paths)]) == status
        items = list(Reader().articles(map(str, paths)))
        failed = [item.document for item in items if isinstance(item, Result)]
        rows = [(item.document, metric.start) for item in items if isinstance(item, Article) for metric in _document(item)]
        errors = out.with_name("out.errors.jsonl")
        assert [row["document"] for row in _objects(errors)] == failed
        assert [(row["document"], row["start"]) for row in _objects(out)] == rows
        assert status == (SOME_FAILED if failed else OK)


@contextmanager
def _file(name: str, raw: bytes) -> Iterator[Path]:
    with TemporaryDirectory(prefix="govnews-fuzz-") as folder:
        path = Path(folder, name)
        path.write_bytes(raw)
        yield path


def _items(path: Path, reader: Reader) -> list[Article | Result]:
    """What the reader makes of a file: articles of text under keys of their own, and errors."""
    items = list(reader.articles([str(path)]))
    for item in items:
        if isinstance(item, Article):
            assert item.text.strip()
            _document(item)
        else:
            assert item.error
            assert "\n" not in item.error
    keys = [item.document for item in items if isinstance(item, Article)]
    assert len(set(keys)) == len(keys)
    return items


def _document(article: Article) -> Document:
    document = read(article)
    assert isinstance(document, Document), document.error
    return document


def _objects(path: Path) -> list[dict[str, object]]:
    """The objects of a file of JSON Lines; none where there is no file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]] if path.exists() else []


def _told(item: Article | Result) -> tuple[str, object]:
    return (item.text, item.published) if isinstance(item, Article) else ("", item.error)


def _of_bytes(oracle: Callable[[bytes], None]) -> Callable[[str], None]:
    """The oracle of bytes that are told as a string, with a surrogate for each that is not of UTF-8."""
    return lambda told: oracle(told.encode("utf-8", "surrogateescape"))


OF_FILES: Final[dict[str, Callable[[str], None]]] = {
    "text_file": _of_bytes(partial(file, "a.txt")),
    **{oracle.__name__: _of_bytes(oracle) for oracle in (page, rows, cells, encoded, packed, table, command)},
}
