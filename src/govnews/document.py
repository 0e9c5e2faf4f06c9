"""The document: an article with the metrics that were read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, overload

import attrs

from govnews.arrow import table
from govnews.explain import explain
from govnews.extras import needs
from govnews.metric import Metric
from govnews.records import Record, json_array, to_dict
from govnews.results import Result

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


@attrs.frozen(kw_only=True, repr=False)
class Document:
    """The metrics of an article in text order, with the raw text their offsets point into.

    It is used as a sequence of metrics, and any tool that reads Arrow streams (pyarrow, Polars, DuckDB, pandas) takes it for a
    table. ``published`` is the date that 今年 and 上月 were resolved against, or None. A slice is a document again, of the
    same text with fewer metrics.

    >>> import govnews
    >>> document = govnews.extract("新建厂房3座，改造道路12公里。", published="2022-10-14")
    >>> document
    <Document: 2 metrics in 16 characters, published 2022-10-14>
    >>> [metric.text for metric in document[1:]]
    ['12公里']
    """

    # It is not registered as a collections.abc.Sequence, because Polars would then make a column of Python objects of it
    # and never ask for its Arrow stream.

    text: str
    published: date | None = None
    metrics: tuple[Metric, ...] = ()

    def __len__(self) -> int:
        return len(self.metrics)

    def __iter__(self) -> Iterator[Metric]:
        return iter(self.metrics)

    @overload
    def __getitem__(self, index: int) -> Metric: ...
    @overload
    def __getitem__(self, index: slice) -> Document: ...
    def __getitem__(self, index: int | slice) -> Metric | Document:
        if isinstance(index, slice):
            return attrs.evolve(self, metrics=self.metrics[index])
        return self.metrics[index]

    def index(self, metric: Metric) -> int:
        """The number of the first metric that is equal to this one; raises ValueError where there is none."""
        return self.metrics.index(metric)

    def count(self, metric: Metric) -> int:
        """How many metrics are equal to this one."""
        return self.metrics.count(metric)

    def __repr__(self) -> str:
        count = len(self.metrics)
        published = f", published {self.published}" if self.published else ""
        return f"<Document: {count} metric{'' if count == 1 else 's'} in {len(self.text)} characters{published}>"

    def to_dicts(self) -> list[Record]:
        """The records of the metrics, each with all keys.

        >>> import govnews
        >>> [(r["value"], r["unit"]) for r in govnews.extract("新建厂房3座，改造道路12公里。").to_dicts()]
        [('3', '座'), ('12', 'km')]
        """
        return [to_dict(metric) for metric in self.metrics]

    def to_json(self) -> str:
        """The records as one JSON array, a record a line; it can always be encoded as UTF-8.

        >>> import govnews
        >>> govnews.extract("没有数字。").to_json()
        '[]'
        """
        return json_array(self.to_dicts())

    def to_arrow(self) -> pa.Table:
        """The metrics as a table of :func:`govnews.arrow.schema`, one row a metric.

        Raises ImportError without pyarrow (``pip install 'govnews[arrow]'``).

        >>> import govnews
        >>> govnews.extract("新建厂房3座，改造道路12公里。").to_arrow().column("unit").to_pylist()
        ['座', 'km']
        """
        return table([Result.of(self)])

    def to_pandas(self) -> pd.DataFrame:
        """The metrics as a pandas frame whose columns have the Arrow types of :meth:`to_arrow`.

        So decimals stay exact, days are days and whole numbers with nulls among them stay whole. Raises ImportError without
        pandas (``pip install 'govnews[pandas]'``).

        >>> import govnews
        >>> frame = govnews.extract("新建厂房3座，改造道路12公里。").to_pandas()
        >>> frame["value"].sum(), str(frame["value"].dtype)
        (Decimal('15.000000000000'), 'decimal128(38, 12)[pyarrow]')
        """
        with needs("pandas"):
            import pandas as pd  # noqa: PLC0415 - an extra
        frame: pd.DataFrame = self.to_arrow().to_pandas(types_mapper=pd.ArrowDtype)
        return frame

    def to_polars(self) -> pl.DataFrame:
        """The metrics as a Polars frame. Raises ImportError without Polars (``pip install 'govnews[polars]'``).

        >>> import govnews
        >>> govnews.extract("新建厂房3座，改造道路12公里。").to_polars()["value"].sum()
        Decimal('15.000000000000')
        """
        with needs("polars"):
            import polars as pl  # noqa: PLC0415 - an extra
        return pl.DataFrame(self.to_arrow())

    def _repr_html_(self) -> str:
        """What a notebook shows: the article with its metrics marked, and a table of them."""
        from govnews.notebook import fragment  # noqa: PLC0415 - who draws no page loads none of what draws it

        return fragment(self)

    def to_html(self, *, language: str = "en", title: str | None = None) -> str:
        """The report on this article: one self-contained page, as :func:`govnews.report.page` makes it of several.

        ``language`` is ``en`` or ``zh``; ValueError for any other.

        >>> import govnews
        >>> govnews.extract("新建厂房3座，改造道路12公里。").to_html().splitlines()[0]
        '<!DOCTYPE html>'
        """
        from govnews.report import page  # noqa: PLC0415 - as above

        return page([("", self)], language=language, title=title)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table of :meth:`to_arrow` as an Arrow stream, which pyarrow, Polars, pandas and DuckDB read by themselves."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def explain(self, metric: Metric | int) -> str:
        """Say in plain words what a metric, or the one of that number, states, and from which words each part was read.

        Raises IndexError where there is no such metric.

        >>> import govnews
        >>> print(govnews.extract("改造道路12公里。").explain(0).splitlines()[1])
          number     12 km: “12公里” at 4 (number and unit)
        """
        return explain(self.metrics[metric] if isinstance(metric, int) else metric)


def to_arrow(documents: Document | Iterable[Document] | Mapping[str, Document]) -> pa.Table:
    """The metrics of one document or of several as one table of :func:`govnews.arrow.schema`.

    The column ``document`` holds the keys of a mapping, the positions of any other iterable (``"0"``, ``"1"`` …), and null
    for a single document. Raises TypeError for what is no document, ImportError without pyarrow
    (``pip install 'govnews[arrow]'``).

    >>> import govnews
    >>> documents = {name: govnews.extract(text) for name, text in {"a": "新建厂房3座。", "b": "改造道路12公里。"}.items()}
    >>> to_arrow(documents).select(["document", "text"]).to_pylist()
    [{'document': 'a', 'text': '3座'}, {'document': 'b', 'text': '12公里'}]
    """
    if isinstance(documents, Document):
        return documents.to_arrow()
    named = documents.items() if isinstance(documents, Mapping) else ((str(at), each) for at, each in enumerate(documents))
    return table(_result(key, document) for key, document in named)


def _result(key: str, document: Document) -> Result:
    if not isinstance(document, Document):
        raise TypeError(f"a table is made of documents, not of {type(document).__name__}")
    return Result.of(document, document=key)
