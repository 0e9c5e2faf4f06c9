"""Inputs: files, folders, patterns and standard input become articles, one after the other.

A file of text or a web page is one article; each row of JSON Lines, CSV or Parquet is one. Whatever cannot be read is a
:class:`Result` that says why and where, and the others go on. An article's date of publication is, in this order, the one
that the caller gives, the one in its column or in the head of its page, the one in its file's name, or the one in its own
dateline. Only one article (or one batch of Parquet) is held at a time.
"""

from __future__ import annotations

import glob
import gzip
import io
import json
import os
import stat
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from govnews.articles import Article, cells_of, day_of_cell, text_of_cell
from govnews.datelines import find_dateline
from govnews.dates import safe_date
from govnews.decoding import DEFAULT_ENCODING, decoded, decoded_lines, is_damaged, marked_encoding
from govnews.extras import needs
from govnews.patterns import pattern
from govnews.results import Result
from govnews.spreadsheet import csv_rows
from govnews.streams import standard_input
from govnews.webpages import declared_encoding, read_page

if TYPE_CHECKING:
    import pyarrow as pa

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

_NAMED_DAY: Final = pattern(
    r"(?<![0-9])(?<year>(?:19|20)[0-9]{2})(?:(?<mark>[-_.])(?<month>[0-9]{1,2})(?P=mark)(?<day>[0-9]{1,2})"
    r"|(?<month>[0-9]{2})(?<day>[0-9]{2})|年(?<month>[0-9]{1,2})月(?<day>[0-9]{1,2})日)(?![0-9])"
)
_BATCH: Final = 64
"""How many rows of Parquet are held at a time."""

_Named = Mapping[str, object]
"""The cells of a row, by the names of their columns."""

_Row = tuple[int, _Named | ValueError]
"""The number of a row, with its cells or with what is wrong with it."""


class _Source(NamedTuple):
    """A file or standard input to be read; ``shown`` is how it is called in keys and messages."""

    path: Path | None
    shown: str


def _sources(names: Iterable[str], skip: Collection[str], say: Callable[[str], None]) -> Iterator[_Source | Result]:
    """The files that the names lead to, each once, and none of those to skip."""
    seen: set[str] = set()
    for name in names:
        for source in _named(name):
            if isinstance(source, Result):
                yield source
                continue
            resolved = STDIN if source.path is None else _resolved(source.path)
            if resolved in seen:
                continue
            seen.add(resolved)
            if resolved in skip:
                say(f"{source.shown}: passed over, because it is to be written")
            else:
                yield source


def _resolved(path: Path | str) -> str:
    return os.path.realpath(path)


def _named(name: str) -> Iterator[_Source | Result]:
    if name == STDIN:
        yield _Source(None, "standard input")
        return
    if not name:  # a variable of the shell that is not set; Path would take it for the folder at hand
        yield Result(document="''", error="an empty name")
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
    for source in _walk(folder, set()):
        is_empty = False
        yield source
    if is_empty:
        yield Result(document=_shown(folder), error=f"no articles in this folder ({', '.join(_SUFFIXES)}, also with .gz)")


def _walk(folder: Path, entered: set[str]) -> Iterator[_Source | Result]:
    """The files under a folder, also where a link leads to; ``entered`` are the folders so far, each of which is read once."""
    if (resolved := _resolved(folder)) in entered:
        return
    entered.add(resolved)
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, _is_folder(entry)) for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        yield Result(document=_shown(folder), error=_reason(error))
        return
    for name, is_folder in found:
        path = folder / name
        if is_folder:
            yield from _walk(path, entered)
        elif _kind(path) is not None:
            yield _found(path)


def _found(path: Path) -> _Source | Result:
    """A file that nobody has named: whoever opens a pipe waits for its other end, perhaps for ever."""
    if _is_special(path):
        return Result(document=_shown(path), error="no file but a pipe, a socket or a device; it is read where it is named")
    return _Source(path, _shown(path))


def _is_special(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False  # reading it says what is wrong
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    # a link may lead nowhere or to itself, of which only Path says nothing
    return Path(entry).is_dir() if entry.is_symlink() else entry.is_dir()


def _pattern(name: str) -> Iterator[_Source | Result]:
    matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - a pattern may begin at the root of a drive
    if not matches:
        yield Result(document=_shown(Path(name)), error="nothing is called like this")
    for match in map(Path, matches):
        if not match.is_dir():
            yield _found(match)


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

    def articles(
        self, names: Iterable[str], *, skip: Collection[Path] = (), say: Callable[[str], None] = lambda _: None
    ) -> Iterator[Article | Result]:
        """The articles of files, folders (with all that is in them, by name), patterns (``**/*.txt``) and ``-``, in order.

        In a folder, files of unknown suffixes and hidden ones are passed over, and those of ``skip`` everywhere, of which
        ``say`` is told. What is reached twice is read once. Keys are the file's name, the row's key, or name and row
        (``a.csv:7``); a key that was there before gets a number (``a.csv:7~2``). What cannot be read comes as a
        :class:`Result` with its ``error``.
        """
        keys = _Keys()
        for source in _sources(names, {_resolved(path) for path in skip}, say):
            if isinstance(source, Result):
                yield source
            else:
                yield from self._read(source, keys)

    def _read(self, source: _Source, keys: _Keys) -> Iterator[Article | Result]:
        """The articles of a source; where reading breaks off, a last result says why."""
        try:
            match self.kind or (_kind(source.path) if source.path else None):
                case "html":
                    yield self._page(source, keys)
                case "jsonl":
                    yield from self._rows(source, _json_lines(source, self.encoding), keys)
                case "csv":
                    yield from self._rows(source, self._csv(source), keys)
                case "parquet":
                    yield from self._rows(source, self._parquet(source), keys)
                case _:
                    raw = _bytes(source)
                    text = decoded(raw, self.encoding or marked_encoding(raw) or DEFAULT_ENCODING)
                    yield self._alone(source, keys, text)
        except (OSError, EOFError, zlib.error, ValueError, LookupError, ImportError) as error:
            yield Result(document=source.shown, error=_reason(error))

    def _page(self, source: _Source, keys: _Keys) -> Article:
        raw = _bytes(source)
        encoding = self.encoding or marked_encoding(raw) or declared_encoding(raw) or DEFAULT_ENCODING
        page = read_page(decoded(raw, encoding))
        return self._alone(source, keys, page.text, page.published)

    def _alone(self, source: _Source, keys: _Keys, text: str, on_page: date | None = None) -> Article:
        """The article of a file that holds no other."""
        in_name = None if source.path is None else day_in_name(source.path.name)
        article = self._dated(source.shown, text_of_cell(text), page=on_page, name=in_name)
        return attrs.evolve(article, document=keys.own(source.shown))

    def _rows(self, source: _Source, rows: Iterable[_Row], keys: _Keys) -> Iterator[Article | Result]:
        name = keys.of_rows(source.shown)
        for number, cells in rows:
            place = f"{name}:{number}"
            try:
                article, key = self._row(place, cells)
            except ValueError as error:
                yield Result(document=place, error=_reason(error))
            else:
                yield attrs.evolve(article, document=keys.at(place) if key is None else keys.own(key))

    def _row(self, place: str, cells: _Named | ValueError) -> tuple[Article, str | None]:
        """The article of a row with its own key, if it has one; raises ValueError where there is no article."""
        if isinstance(cells, ValueError):
            raise cells
        text_column, date_column, key_column = self._columns(cells)
        text, key = text_of_cell(cells.get(text_column)), cells.get(key_column)
        day = day_of_cell(cells.get(date_column))
        return self._dated(place, text, column=day), None if key is None or key == "" else str(key)

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
            rows = csv_rows(lines, delimiter="\t" if is_tabbed else ",")
            headings = next(rows, None)
            if headings is None:
                raise ValueError("no text: it is empty")
            if isinstance(headings, ValueError):
                raise headings
            if any(map(is_damaged, headings)):
                raise _wrongly_encoded()
            self._known(headings)
            for number, cells in enumerate(rows, 2):
                if isinstance(cells, ValueError) or cells:
                    yield number, _under(headings, cells)

    def _parquet(self, source: _Source) -> Iterator[_Row]:
        with needs("arrow"):
            import pyarrow as pa  # noqa: PLC0415 - an extra
            from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - an extra
        try:
            with ParquetFile(source.path or io.BytesIO(_bytes(source))) as file:
                columns = self._known(file.schema_arrow.names)
                batches = file.iter_batches(batch_size=_BATCH, columns=columns)
                yield from enumerate((row for batch in batches for row in _batch_rows(batch)), 1)
        except pa.ArrowException as error:
            raise ValueError(f"no Parquet that can be read: {error}") from error

    def _dated(self, document: str, text: str, **days: date | None) -> Article:
        """The article with the first date that is known: the caller's, one of ``days``, or its own dateline's."""
        for origin, day in (("option", self.published), *days.items()):
            if day is not None:
                return Article(document=document, text=text, published=day, published_from=origin)
        found = find_dateline(text)
        if found is None:
            return Article(document=document, text=text)
        return Article(document=document, text=text, published=found.value, published_from="dateline")


class _Keys:
    """Gives each article a key that no other has.

    A row without a key is told apart by its place, and places are not remembered, so that memory does not grow with rows.
    """

    def __init__(self) -> None:
        self._times: dict[str, int] = {}
        self._of_rows: set[str] = set()

    def own(self, key: str) -> str:
        """The key, or that with a number where another article has it or may yet have it."""
        number = self._times.get(key, int(self._may_be_place(key))) + 1
        own = key
        if number > 1:
            own = f"{key}~{number}"
            while own in self._times:
                number += 1
                own = f"{key}~{number}"
        self._times[key] = number
        self._times.setdefault(own, 1)
        return own

    def of_rows(self, name: str) -> str:
        """What the places of a file's rows begin with."""
        own = self.own(name)
        self._of_rows.add(own)
        return own

    def at(self, place: str) -> str:
        """The key of a row by its place, which is its own unless another row calls itself so."""
        return self.own(place) if place in self._times else place

    def _may_be_place(self, key: str) -> bool:
        name, _, number = key.rpartition(":")
        return number.isdecimal() and name in self._of_rows


def day_in_name(name: str) -> date | None:
    """The one day that a file's name gives, or None.

    >>> day_in_name("news-2022-10-14-03.txt"), day_in_name("t20221014_517.html"), day_in_name("2022.txt")
    (datetime.date(2022, 10, 14), datetime.date(2022, 10, 14), None)
    """
    written = (tuple(map(int, match.group("year", "month", "day"))) for match in _NAMED_DAY.finditer(name))
    days = {day for parts in written if (day := safe_date(*parts)) is not None}
    return days.pop() if len(days) == 1 else None


def _usual(known: Iterable[str], names: Iterable[str]) -> str:
    by_lower = {name.strip().lower(): name for name in names}
    return next((by_lower[name] for name in known if name in by_lower), "")


def _json_lines(source: _Source, encoding: str | None) -> Iterator[_Row]:
    with _lines(source, encoding, newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if not line.isspace():
                yield number, _json_object(line)


def _json_object(line: str) -> _Named | ValueError:
    if is_damaged(line):
        return _wrongly_encoded()
    try:
        read = json.loads(line.rstrip())
    except (ValueError, RecursionError) as error:
        return ValueError(f"no JSON: {error}")
    return read if isinstance(read, dict) else ValueError(f"no JSON object: {line.strip():.60}")


def _batch_rows(batch: pa.RecordBatch) -> Iterator[_Named | ValueError]:
    names = batch.schema.names
    for cells in zip(*map(cells_of, batch.columns), strict=True):
        wrong = next((cell for cell in cells if isinstance(cell, ValueError)), None)
        yield wrong or dict(zip(names, cells, strict=True))


def _under(headings: Sequence[str], cells: Sequence[str] | ValueError) -> _Named | ValueError:
    if isinstance(cells, ValueError):
        return cells
    if len(cells) > len(headings):
        return ValueError(f"{len(cells)} cells under {len(headings)} headings")
    if any(map(is_damaged, cells)):
        return _wrongly_encoded()
    # a short row keeps its cells; what is missing at its end is null
    return {heading: cell or None for heading, cell in zip(headings, cells, strict=False)}


def _wrongly_encoded() -> ValueError:
    return ValueError("bytes that are not of the encoding; see --encoding")


@contextmanager
def _lines(source: _Source, encoding: str | None, *, newline: str) -> Iterator[Iterator[str]]:
    with _opened(source) as file:
        known = encoding or marked_encoding(file.peek(4)) or DEFAULT_ENCODING
        with decoded_lines(file, known, newline=newline) as lines:
            yield lines


@contextmanager
def _opened(source: _Source) -> Iterator[io.BufferedReader | gzip.GzipFile]:
    """The bytes of a source, unpacked where its name ends with ``.gz``."""
    if source.path is None:
        with standard_input() as file:
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


def _reason(error: Exception) -> str:
    """What is wrong, in a line."""
    if isinstance(error, UnicodeDecodeError):
        return f"not {error.encoding}: {error.reason} at byte {error.start} ({error.object[error.start]:#04x}); see --encoding"
    said = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return " ".join(said.split())
