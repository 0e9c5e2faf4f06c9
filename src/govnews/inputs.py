"""Inputs: what files, folders, patterns and standard input hold becomes articles, one after the other.

A file of text or a web page is one article; each row of JSON Lines, CSV or Parquet is one. Whatever cannot be read is a
:class:`Result` that says why and where, and the others go on. An article's date of publication is, in this order, the one
that the caller gives, the one in its column or in the head of its page, the one in its file's name, or the one in its own
dateline. Only one article (or one batch of Parquet) is held at a time.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from govnews.articles import Article, cells_of, day_of_cell, text_of_cell
from govnews.datelines import find_dateline
from govnews.dates import safe_date
from govnews.decoding import DEFAULT_ENCODING, decoded, decoded_lines, is_damaged, marked_encoding
from govnews.extras import needs
from govnews.patterns import pattern
from govnews.results import Result
from govnews.sources import Source, find_sources, reason
from govnews.spreadsheet import csv_rows
from govnews.webpages import declared_encoding, read_page

if TYPE_CHECKING:
    import pyarrow as pa

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
        for source in find_sources(names, skip=skip, say=say):
            if isinstance(source, Result):
                yield source
            else:
                yield from self._read(source, keys)

    def _read(self, source: Source, keys: _Keys) -> Iterator[Article | Result]:
        """The articles of a source; where reading breaks off, a last result says why."""
        try:
            match self.kind or source.kind:
                case "html":
                    yield self._page(source, keys)
                case "jsonl":
                    yield from self._rows(source, _json_lines(source, self.encoding), keys)
                case "csv":
                    yield from self._rows(source, self._csv(source), keys)
                case "parquet":
                    yield from self._rows(source, self._parquet(source), keys)
                case _:
                    raw = source.read()
                    text = decoded(raw, self.encoding or marked_encoding(raw) or DEFAULT_ENCODING)
                    yield self._alone(source, keys, text)
        except (OSError, EOFError, zlib.error, ValueError, LookupError, ImportError) as error:
            yield Result(document=source.shown, error=reason(error))

    def _page(self, source: Source, keys: _Keys) -> Article:
        raw = source.read()
        encoding = self.encoding or marked_encoding(raw) or declared_encoding(raw) or DEFAULT_ENCODING
        page = read_page(decoded(raw, encoding))
        return self._alone(source, keys, page.text, page.published)

    def _alone(self, source: Source, keys: _Keys, text: str, on_page: date | None = None) -> Article:
        """The article of a file that holds no other."""
        in_name = None if source.path is None else day_in_name(source.path.name)
        article = self._dated(source.shown, text_of_cell(text), page=on_page, name=in_name)
        return attrs.evolve(article, document=keys.own(source.shown))

    def _rows(self, source: Source, rows: Iterable[_Row], keys: _Keys) -> Iterator[Article | Result]:
        name = keys.of_rows(source.shown)
        for number, cells in rows:
            place = f"{name}:{number}"
            try:
                article, key = self._row(place, cells)
            except ValueError as error:
                yield Result(document=place, error=reason(error))
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
        by_lower = {name.strip().lower(): name for name in names}
        return (
            self.text or _usual(_TEXT_COLUMNS, by_lower),
            self.published_column or _usual(_DATE_COLUMNS, by_lower),
            self.key or _usual(_KEY_COLUMNS, by_lower),
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

    def _csv(self, source: Source) -> Iterator[_Row]:
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

    def _parquet(self, source: Source) -> Iterator[_Row]:
        with needs("arrow"):
            import pyarrow as pa  # noqa: PLC0415 - an extra
            from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - an extra
        try:
            with ParquetFile(source.path or io.BytesIO(source.read())) as file:
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


def _usual(known: Iterable[str], by_lower: Mapping[str, str]) -> str:
    return next((by_lower[name] for name in known if name in by_lower), "")


def _json_lines(source: Source, encoding: str | None) -> Iterator[_Row]:
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
def _lines(source: Source, encoding: str | None, *, newline: str) -> Iterator[Iterator[str]]:
    with source.opened() as file:
        known = encoding or marked_encoding(file.peek(4)) or DEFAULT_ENCODING
        with decoded_lines(file, known, newline=newline) as lines:
            yield lines
