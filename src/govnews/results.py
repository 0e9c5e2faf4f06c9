"""Results: what became of an article on its way through a job, whatever comes in and whatever goes out.

Readers of files, tables and engines make articles; a result carries one of them on with its records, or with the reason
why there are none. Every format (Arrow, CSV, SDMX, brat …) is written from results.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from govnews.records import KEYS, Record

ROW_KEYS: Final = ("document", "published", "published_from", *KEYS)
"""The columns of every table of metrics, in order: which article, its date and where that came from, then the record."""


@attrs.frozen(kw_only=True)
class Result:
    """The records of one article, or the error that kept it from being read; never both.

    ``document`` is the key of the article in its job (a file's name, a row's id), or None where it needs none.
    ``published_from`` tells where the date comes from: ``option``, ``column``, ``name`` (of the file), ``dateline`` (of the
    article itself), or None where the caller gave it or there is none.

    >>> import govnews
    >>> document = govnews.extract("新建厂房3座，改造道路12公里。")
    >>> result = Result(document="a.txt", text=document.text, records=tuple(document.to_dicts()))
    >>> [(row["document"], row["text"]) for row in result.rows()]
    [('a.txt', '3座'), ('a.txt', '12公里')]
    """

    document: str | None = None
    text: str = attrs.field(default="", repr=False)
    published: date | None = None
    published_from: str | None = None
    records: tuple[Record, ...] = ()
    error: str | None = None

    def rows(self) -> Iterator[Record]:
        """The records as rows of a table that holds several articles: each with all of ``ROW_KEYS``."""
        published = None if self.published is None else self.published.isoformat()
        envelope: Record = {"document": self.document, "published": published, "published_from": self.published_from}
        return ({**envelope, **record} for record in self.records)
