"""Results: what became of an article on its way through a job, whatever comes in and whatever goes out.

Readers of files, tables and engines make articles; a result carries one of them on with its records, or with the reason
why there are none. Every format (Arrow, CSV, SDMX, brat …) is written from results.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, Protocol, Self, TypedDict, cast

import attrs

from govnews.dates import published_date
from govnews.metric import Metric
from govnews.model import Evidence
from govnews.records import KEYS, Record, iso_day, to_dict

ROW_KEYS: Final = ("document", "published", "published_from", *KEYS)
"""The columns of every table of metrics, in order: which article, its date and where that came from, then the record."""


class Read(Protocol):
    """An article that was read: a Document, or what looks like one."""

    @property
    def text(self) -> str:
        """The raw text, as the records' offsets count it."""
        ...

    @property
    def published(self) -> date | None:
        """The date that relative times were resolved against."""
        ...

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The metrics in text order."""
        ...


def _day(published: date | None) -> date | None:
    # a datetime is a date too, and would not come back from a line
    return published_date(published)


@attrs.frozen(kw_only=True)
class Result:
    """The records of one article, or the error that kept it from being read; never both.

    ``document`` is the key of the article in its job (a file's name, a row's id), or None where it needs none. ``published``
    may be a datetime, and then its day is kept.
    ``published_from`` tells where the date comes from: ``option``, ``column``, ``page`` (its head), ``name`` (of the file),
    ``dateline`` (of the article itself), or None where the caller gave it or there is none. ``evidence`` holds for each
    record the words that it was read from, or nothing where nobody asks for them. Raises ValueError for records beside an
    error, and for evidence that is not as long as the records.

    >>> import govnews
    >>> document = govnews.extract("新建厂房3座，改造道路12公里。")
    >>> result = Result(document="a.txt", text=document.text, records=tuple(document.to_dicts()))
    >>> [(row["document"], row["text"]) for row in result.rows()]
    [('a.txt', '3座'), ('a.txt', '12公里')]
    """

    document: str | None = None
    text: str = attrs.field(default="", repr=False)
    published: date | None = attrs.field(default=None, converter=_day)
    published_from: str | None = None
    records: tuple[Record, ...] = ()
    evidence: tuple[tuple[Evidence, ...], ...] = attrs.field(default=(), repr=False)
    error: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.error is not None and self.records:
            raise ValueError("an article that could not be read has no records")
        if self.evidence and len(self.evidence) != len(self.records):
            raise ValueError(f"evidence for {len(self.evidence)} records, and there are {len(self.records)}")

    @classmethod
    def of(cls, read: Read, *, document: str | None = None, published_from: str | None = None) -> Self:
        """The result of an article that was read: its records, and the words that each was read from.

        >>> import govnews
        >>> Result.of(govnews.extract("新建厂房3座。"), document="a.txt").evidence[0][0].text
        '3座'
        """
        return cls(
            document=document,
            text=read.text,
            published=read.published,
            published_from=published_from,
            records=tuple(map(to_dict, read.metrics)),
            evidence=tuple(metric.evidence for metric in read.metrics),
        )

    def rows(self) -> Iterator[Record]:
        """The records as rows of a table that holds several articles: each with all of ``ROW_KEYS``."""
        envelope = self.envelope()
        return ({**envelope, **record} for record in self.records)

    def envelope(self) -> Record:
        """Which article it is: the columns of a row that come before those of the record.

        >>> Result(document="a.txt", published=date(2022, 10, 14), published_from="name").envelope()
        {'document': 'a.txt', 'published': '2022-10-14', 'published_from': 'name'}
        """
        return {"document": self.document, "published": iso_day(self.published), "published_from": self.published_from}

    def to_line(self) -> bytes:
        r"""The whole result as one line of JSON, ended by ``\n``; :meth:`from_line` is the exact way back.

        The line is UTF-8, and where the text holds a lone surrogate, that surrogate as Python's ``surrogatepass`` writes it.

        >>> Result(document="a.txt", error="not UTF-8").to_line()[:42]
        b'{"document": "a.txt", "text": "", "publish'
        """
        import json  # noqa: PLC0415 - only long jobs write lines, and it takes a while to import

        line = {
            **attrs.asdict(self, recurse=False),
            "published": iso_day(self.published),
            "evidence": [[(e.part, e.rule, e.text, e.start, e.end) for e in found] for found in self.evidence],
        }
        return f"{json.dumps(line, ensure_ascii=False)}\n".encode("utf-8", "surrogatepass")

    @classmethod
    def from_line(cls, line: bytes) -> Self:
        """The result that :meth:`to_line` has written; raises ValueError for a line that is cut off or another's.

        >>> result = Result(document="a.txt", text="新建厂房3座。", published=date(2022, 10, 14))
        >>> Result.from_line(result.to_line()) == result
        True
        """
        import json  # noqa: PLC0415 - the same

        try:
            read = cast("_Line", json.loads(line.decode("utf-8", "surrogatepass")))
            published = read["published"]
            return cls(
                document=read["document"],
                text=read["text"],
                published=None if published is None else date.fromisoformat(published),
                published_from=read["published_from"],
                records=tuple(read["records"]),
                evidence=tuple(tuple(_evidence(*words) for words in found) for found in read["evidence"]),
                error=read["error"],
            )
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"no result stands on this line: {line[:80]!r}") from error


class _Line(TypedDict):
    """What stands on a line."""

    document: str | None
    text: str
    published: str | None
    published_from: str | None
    records: list[Record]
    evidence: list[list[tuple[str, str, str, int, int]]]
    error: str | None


def _evidence(part: str, rule: str, text: str, start: int, end: int) -> Evidence:
    return Evidence(part=part, rule=rule, text=text, start=start, end=end)
