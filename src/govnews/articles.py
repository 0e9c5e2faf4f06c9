"""Articles: a text to read, what the cells of a table say of it, and what becomes of it when it is read.

Files, tables and batches of engines all make their articles here, so that a cell says the same wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

import attrs

from govnews.datelines import stated_day
from govnews.document import Document
from govnews.extract import extract
from govnews.results import Result

if TYPE_CHECKING:
    import pyarrow as pa


@attrs.frozen(kw_only=True)
class Article:
    """A text to read, with its key, its date of publication and where the date is from (see :class:`Result`)."""

    document: str
    text: str = attrs.field(repr=False)
    published: date | None = None
    published_from: str | None = None

    def result(self, document: Document) -> Result:
        """The result of the article once it is read."""
        return Result.of(document, document=self.document, published_from=self.published_from)

    def failed(self, error: str) -> Result:
        """The result of the article where it cannot be read."""
        return Result(
            document=self.document,
            text=self.text,
            published=self.published,
            published_from=self.published_from,
            error=error,
        )


def read(article: Article) -> Document | Result:
    """The article, read; or its error, where reading raises what it never should.

    >>> read(Article(document="a.txt", text="新建厂房3座。"))
    <Document: 1 metric in 7 characters>
    """
    try:
        return extract(article.text, published=article.published)
    except Exception as error:  # noqa: BLE001 - one article that breaks the reader is no reason to lose all others
        return article.failed(f"reading it raised {type(error).__name__}: {error}")


def result_of(article: Article) -> Result:
    """What became of the article: its records, or its error.

    >>> result_of(Article(document="a.txt", text="新建厂房3座。")).records[0]["text"]
    '3座'
    """
    document = read(article)
    return document if isinstance(document, Result) else article.result(document)


def text_of_cell(cell: object) -> str:
    """The text in a cell; raises ValueError where there is none.

    >>> text_of_cell("新建厂房3座。")
    '新建厂房3座。'
    """
    if cell is None:
        raise ValueError("no text")
    if not isinstance(cell, str):
        raise ValueError(f"the text is no string: {cell!r:.60}")  # noqa: TRY004 - what is wrong is the data, not a call
    if not cell.strip():
        raise ValueError("no text: it is empty")
    return cell


def day_of_cell(cell: object) -> date | None:
    """The day in a cell of dates; None where it is null or blank, and ValueError where what stands there is no day.

    >>> day_of_cell("2022/10/14 08:00"), day_of_cell("二〇二二年十月十四日"), day_of_cell(" ")
    (datetime.date(2022, 10, 14), datetime.date(2022, 10, 14), None)
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    day = stated_day(str(cell))
    if day is None:
        raise ValueError(f"no date: {str(cell).strip()!r:.60}")
    return day


def cells_of(column: pa.Array) -> Iterator[object]:
    """The cells of an Arrow column as Python has them; a ValueError in the place of each that Python cannot have.

    Timestamps are no finer than Python's own, because pyarrow needs pandas to hand out finer ones.

    >>> import pyarrow as pa
    >>> [type(cell).__name__ for cell in cells_of(pa.array([0, 10**15], pa.timestamp("s")))]
    ['datetime', 'ValueError']
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra

    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return map(_cell, column)


def _cell(scalar: pa.Scalar) -> object:
    try:
        return scalar.as_py()
    except Exception as error:  # noqa: BLE001 - whatever it is costs one row and not the file, and the row says it
        return ValueError(f"{type(error).__name__}: {error}")
