"""Inputs: files, folders, patterns and standard input become articles, one after the other.

A file of text or a web page is one article; each row of JSON Lines, CSV or Parquet is one. Whatever cannot be read is a
:class:`Result` that says why and where, and the others go on. An article's date of publication is, in this order, the one
that the caller gives, the one in its column or in the head of its page, the one in its file's name, or the one in its own
dateline. Only one article (or one batch of Parquet) is held at a time.
"""

from __future__ import annotations

import codecs
import csv
import glob
import gzip
import io
import json
import os
import sys
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import chain, count
from pathlib import Path
from typing import Final, NamedTuple

import attrs
import regex

from govnews.datelines import find_dateline, full_date
from govnews.dates import published_date, safe_date
from govnews.extras import needs
from govnews.model import ParseError
from govnews.results import Result
from govnews.webpages import declared_encoding, read_page

KINDS: Final = ("text", "html", "jsonl", "csv", "parquet")
"""How an input can be read."""

STDIN: Final = "-"

_SUFFIXES: Final = {
    suffix: kind
    for kind, suffixes in (
        ("text", (".txt", ".md")),
        ("html", (".html", ".htm", ".xhtml")),
        ("jsonl", (".jsonl", ".ndjson")),
        ("csv", (".csv", ".tsv")),
        ("parquet", (".parquet",)),
    )
    for suffix in suffixes
}
_TEXT_COLUMNS: Final = ("text", "content", "body", "article", "fulltext", "正文", "内容", "全文", "文本", "正文内容", "新闻内容")
_DATE_COLUMNS: Final = (
    *("published", "publication_date", "published_at", "publish_date", "pub_date", "pubdate", "publish_time", "date"),
    *("发布日期", "发布时间", "发表日期", "发表时间", "发稿日期", "发稿时间", "日期", "时间"),
)
_KEY_COLUMNS: Final = ("id", "key", "doc_id", "document", "url", "编号", "网址", "链接")

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    # before UTF-16, whose mark is how this one begins
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DEFAULT_ENCODING: Final = "utf-8"
_UNDECODED: Final = regex.compile(r"[\udc80-\udcff]")
_NAMED_DAY: Final = regex.compile(
    r"(?<![0-9])(?<year>(?:19|20)[0-9]{2})(?:(?<mark>[-_.])(?<month>[0-9]{1,2})(?P=mark)(?<day>[0-9]{1,2})"
    r"|(?<month>[0-9]{2})(?<day>[0-9]{2})|年(?<month>[0-9]{1,2})月(?<day>[0-9]{1,2})日)(?![0-9])"
)
_LONGEST_CELL: Final = 2**31 - 1
_BATCH: Final = 64
"""How many rows of Parquet are held at a time."""

_Cells = Mapping[str, object]
"""A row, by the names of its columns."""

_Row = tuple[int, _Cells | ValueError]
"""The number of a row, with its cells or with what is wrong with it."""


@attrs.frozen(kw_only=True)
class Article:
    """A text to read, with its key, its date of publication and where the date is from (see :class:`Result`)."""

    document: str
    text: str = attrs.field(repr=False)
    published: date | None = None
    published_from: str | None = None


class _Source(NamedTuple):
    """A file or standard input to be read; ``shown`` is how it is called in keys and messages."""

    path: Path | None
    shown: str


def _sources(names: Iterable[str], seen: set[str]) -> Iterator[_Source | Result]:
    """The files that the names lead to, each once."""
    for name in names:
        for source in _named(name):
            if isinstance(source, Result) or source.path is None:
                yield source
            elif (resolved := _resolved(source.path)) not in seen:
                seen.add(resolved)
                yield source


def _resolved(path: Path) -> str:
    return os.path.realpath(path)


def _named(name: str) -> Iterator[_Source | Result]:
    if name == STDIN:
        yield _Source(None, "standard input")
        return
    path = Path(name)
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as error:
        yield Result(document=_shown(path), error=_reason(error))
        return
    if is_folder:
        yield from _folder(path)
    elif glob.has_magic(name) and not is_there:
        yield from _pattern(name)
    else:
        yield _Source(path, _shown(path))


def _folder(folder: Path) -> Iterator[_Source | Result]:
    """The files under a folder that can be read, by name; a folder with none of them is an error."""
    is_empty = True
    for source in _walk(folder):
        is_empty = False
        yield source
    if is_empty:
        yield Result(document=_shown(folder), error=f"no articles in this folder ({', '.join(_SUFFIXES)}, also with .gz)")


def _walk(folder: Path) -> Iterator[_Source | Result]:
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        yield Result(document=_shown(folder), error=_reason(error))
        return
    for name, is_folder in found:
        path = folder / name
        if name.startswith("."):
            continue
        if is_folder:
            yield from _walk(path)
        elif _kind(path) is not None:
            yield _Source(path, _shown(path))


def _pattern(name: str) -> Iterator[_Source | Result]:
    matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - a pattern may begin at the root of a drive
    if not matches:
        yield Result(document=_shown(Path(name)), error="nothing is called like this")
    for match in map(Path, matches):
        if not match.is_dir():
            yield _Source(match, _shown(match))


def _shown(path: Path) -> str:
    """The path as a string that can be written as UTF-8, whatever bytes the name has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace") if os.name == "posix" else str(path)


def _kind(path: Path) -> str | None:
    """How a file of this suffix is read, or None where nobody knows."""
    return _SUFFIXES.get(Path(path.stem if path.suffix.lower() == ".gz" else path.name).suffix.lower())


@attrs.frozen(kw_only=True)
class Reader:
    """Reads articles the way the caller wants them read; what is not given is told from each input.

    ``published`` is the day of publication of all articles. ``text``, ``published_column`` and ``key`` name the columns of
    rows where they are not called as usual. ``encoding`` holds for all inputs but Parquet, ``kind`` (one of ``KINDS``) for all.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "2022-10-14.txt").write_text("今年新建厂房3座。", encoding="utf-8")
    ...     [(article.published, article.published_from) for article in Reader().articles([folder])]
    [(datetime.date(2022, 10, 14), 'name')]
    """

    published: date | None = None
    text: str | None = None
    published_column: str | None = None
    key: str | None = None
    encoding: str | None = None
    kind: str | None = None

    def articles(self, names: Iterable[str], *, skip: Collection[Path] = ()) -> Iterator[Article | Result]:
        """The articles of files, folders (with all that is in them, by name), patterns (``**/*.txt``) and ``-``, in order.

        In a folder, files of unknown suffixes and hidden ones are passed over, and those of ``skip`` everywhere. A file that
        is reached twice is read once. Keys are the file's name, the row's key, or name and row (``a.csv:7``); a key that
        was there before gets a number (``a.csv:7~2``). What cannot be read comes as a :class:`Result` with its ``error``.
        """
        keys: dict[str, int] = {}
        for source in _sources(names, {_resolved(path) for path in skip}):
            if isinstance(source, Result):
                yield source
            else:
                yield from (_with_own_key(item, keys) for item in self._read(source))

    def _read(self, source: _Source) -> Iterator[Article | Result]:
        """The articles of a source; where reading breaks off, a last result says why."""
        try:
            match self.kind or (_kind(source.path) if source.path else None):
                case "html":
                    yield self._page(source)
                case "jsonl":
                    yield from self._rows(source, _json_lines(source, self.encoding))
                case "csv":
                    yield from self._rows(source, self._csv(source))
                case "parquet":
                    yield from self._rows(source, self._parquet(source))
                case _:
                    raw = _bytes(source)
                    yield self._alone(source, _decoded(raw, self.encoding or _marked(raw) or _DEFAULT_ENCODING))
        except (OSError, EOFError, zlib.error, ValueError, ImportError, csv.Error) as error:
            yield Result(document=source.shown, error=_reason(error))

    def _page(self, source: _Source) -> Article:
        raw = _bytes(source)
        encoding = self.encoding or _marked(raw) or declared_encoding(raw) or _DEFAULT_ENCODING
        page = read_page(_decoded(raw, encoding))
        return self._alone(source, page.text, page.published)

    def _alone(self, source: _Source, text: str, on_page: date | None = None) -> Article:
        """The article of a file that holds no other."""
        in_name = None if source.path is None else day_in_name(source.path.name)
        return self._dated(source.shown, text, page=on_page, name=in_name)

    def _rows(self, source: _Source, rows: Iterable[_Row]) -> Iterator[Article | Result]:
        for number, cells in rows:
            place = f"{source.shown}:{number}"
            try:
                yield self._row(place, cells)
            except ValueError as error:
                yield Result(document=place, error=_reason(error))

    def _row(self, place: str, cells: _Cells | ValueError) -> Article:
        """The article of a row; raises ValueError where there is none."""
        if isinstance(cells, ValueError):
            raise cells
        text_column, date_column, key_column = self._columns(cells)
        text, key = cells.get(text_column), cells.get(key_column)
        if text is None:
            raise ValueError("no text")
        if not isinstance(text, str):
            raise ValueError(f"the text is no string: {text!r:.60}")  # noqa: TRY004 - what is wrong is the data, not a call
        return self._dated(place if key is None or key == "" else str(key), text, column=_day(cells.get(date_column)))

    def _columns(self, names: Iterable[str]) -> tuple[str, str, str]:
        """The columns of the text, the date and the key among these, by the caller's or the usual names; else empty."""
        names = list(names)
        return (
            self.text or _usual(_TEXT_COLUMNS, names),
            self.published_column or _usual(_DATE_COLUMNS, names),
            self.key or _usual(_KEY_COLUMNS, names),
        )

    def _known(self, headings: Sequence[str]) -> tuple[str, ...]:
        """The columns to read; raises ValueError where the text or one that the caller names is not among the headings."""
        text, *others = self._columns(headings)
        if not text:
            raise ValueError(f"no column of texts among: {', '.join(headings)}; name it with --text")
        for column in (text, *others):
            if column and column not in headings:
                raise ValueError(f"no column {column!r} among: {', '.join(headings)}")
        return tuple(column for column in headings if column in {text, *others})

    def _csv(self, source: _Source) -> Iterator[_Row]:
        """The rows under the headings, counted as a spreadsheet counts them; missing cells at the end of a row are empty."""
        is_tabbed = source.path is not None and ".tsv" in source.path.suffixes
        with _lines(source, self.encoding, newline="") as lines:
            rows = csv.reader(lines, delimiter="\t" if is_tabbed else ",")
            headings = _next_row(rows)
            if headings is None:
                raise ValueError("no text: it is empty")
            self._known(headings)
            for number in count(2):
                cells = _next_row(rows)
                if cells is None:
                    return
                if cells:
                    yield number, _under(headings, cells)

    def _parquet(self, source: _Source) -> Iterator[_Row]:
        with needs("arrow"):
            import pyarrow as pa  # noqa: PLC0415 - an extra
            from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - an extra
        try:
            with ParquetFile(source.path or io.BytesIO(_bytes(source))) as file:
                columns = self._known(file.schema_arrow.names)
                batches = file.iter_batches(batch_size=_BATCH, columns=columns)
                yield from enumerate((row for batch in batches for row in batch.to_pylist()), 1)
        except pa.ArrowException as error:
            raise ValueError(f"no Parquet that can be read: {error}") from error

    def _dated(self, document: str, text: str, **days: date | None) -> Article:
        """The article with the first date that is known: the caller's, one of ``days``, or its own dateline's."""
        if not text.strip():
            raise ValueError("no text: it is empty")
        for origin, day in (("option", self.published), *days.items()):
            if day is not None:
                return Article(document=document, text=text, published=day, published_from=origin)
        found = find_dateline(text)
        if found is None:
            return Article(document=document, text=text)
        return Article(document=document, text=text, published=found.value, published_from="dateline")


def _with_own_key(item: Article | Result, keys: dict[str, int]) -> Article | Result:
    """The article under a key that none before it has: its own, or that with a number; ``keys`` counts each."""
    if isinstance(item, Result):
        return item
    key, number = item.document, keys.get(item.document, 0) + 1
    if number > 1:
        key = f"{item.document}~{number}"
        while key in keys:
            number += 1
            key = f"{item.document}~{number}"
    keys[item.document] = number
    keys.setdefault(key, 1)
    return item if number == 1 else attrs.evolve(item, document=key)


def day_in_name(name: str) -> date | None:
    """The one day that a file's name gives, or None.

    >>> day_in_name("news-2022-10-14-03.txt"), day_in_name("t20221014_517.html"), day_in_name("2022.txt")
    (datetime.date(2022, 10, 14), datetime.date(2022, 10, 14), None)
    """
    written = (tuple(map(int, match.group("year", "month", "day"))) for match in _NAMED_DAY.finditer(name))
    days = {day for parts in written if (day := safe_date(*parts)) is not None}
    return days.pop() if len(days) == 1 else None


def _day(cell: object) -> date | None:
    """The day in a cell of dates; raises ValueError where what stands there is none."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = str(cell).strip()
    try:
        return published_date(written)
    except ParseError:
        day = full_date(written.partition(" ")[0])
    if day is None:
        raise ValueError(f"no date: {written!r:.60}")
    return day


def _usual(known: Iterable[str], names: Iterable[str]) -> str:
    by_lower = {name.strip().lower(): name for name in names}
    return next((by_lower[name] for name in known if name in by_lower), "")


def _json_lines(source: _Source, encoding: str | None) -> Iterator[_Row]:
    with _lines(source, encoding, newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if not line.isspace():
                yield number, _json_object(line)


def _json_object(line: str) -> _Cells | ValueError:
    if _UNDECODED.search(line):
        return _wrongly_encoded()
    try:
        read = json.loads(line.rstrip())
    except (ValueError, RecursionError) as error:
        return ValueError(f"no JSON: {error}")
    return read if isinstance(read, dict) else ValueError(f"no JSON object: {line.strip():.60}")


def _under(headings: Sequence[str], cells: Sequence[str]) -> _Cells | ValueError:
    if len(cells) > len(headings):
        return ValueError(f"{len(cells)} cells under {len(headings)} headings")
    if any(map(_UNDECODED.search, cells)):
        return _wrongly_encoded()
    # a short row keeps its cells; what is missing at its end is null
    return {heading: cell or None for heading, cell in zip(headings, cells, strict=False)}


def _next_row(rows: Iterator[list[str]]) -> list[str] | None:
    """The next row of CSV with cells of any length; the limit of the csv module is everybody's, so it is put back at once."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        return next(rows, None)
    finally:
        csv.field_size_limit(before)


def _wrongly_encoded() -> ValueError:
    return ValueError("bytes that are not of the encoding; see --encoding")


@contextmanager
def _lines(source: _Source, encoding: str | None, *, newline: str) -> Iterator[Iterator[str]]:
    """The lines of a source; bytes that do not belong there stay in their line as lone surrogates, and harm no other."""
    with _opened(source) as file:
        encoding = encoding or _marked(file.peek(4)) or _DEFAULT_ENCODING
        with io.TextIOWrapper(file, encoding, errors="surrogateescape", newline=newline) as lines:
            first = lines.readline().removeprefix("\ufeff")
            yield chain([first] if first else [], lines)


@contextmanager
def _opened(source: _Source) -> Iterator[io.BufferedReader | gzip.GzipFile]:
    """The bytes of a source, unpacked where its name ends with ``.gz``."""
    if source.path is None:
        # a duplicate, because whoever wraps a stream closes it
        with open(os.dup(sys.stdin.fileno()), "rb") as file:  # noqa: PTH123 - it has no path
            yield file
    elif source.path.suffix.lower() == ".gz":
        with gzip.open(source.path) as file:
            yield file
    else:
        with source.path.open("rb") as file:
            yield file


def _bytes(source: _Source) -> bytes:
    with _opened(source) as file:
        return file.read()


def _marked(raw: bytes) -> str | None:
    """The encoding that a byte order mark tells."""
    return next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)


def _decoded(raw: bytes, encoding: str) -> str:
    """The text, strictly decoded, with its line ends as they are and without a byte order mark."""
    text = raw.decode(encoding).removeprefix("\ufeff")
    if "\0" in text:
        raise ValueError("no text: it holds binary data")
    return text


def _reason(error: Exception) -> str:
    """What is wrong, in a line."""
    if isinstance(error, UnicodeDecodeError):
        return f"not {error.encoding}: {error.reason} at byte {error.start} ({error.object[error.start]:#04x}); see --encoding"
    said = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return " ".join(said.split())
