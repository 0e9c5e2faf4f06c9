"""The document: an article with the metrics that were read from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import overload

import attrs

from govnews.explain import explain
from govnews.metric import Metric
from govnews.records import Record, json_array, to_dict


@attrs.frozen(kw_only=True, repr=False)
class Document(Sequence[Metric]):
    """The metrics of an article in text order, with the raw text their offsets point into.

    ``published`` is the date that 今年 and 上月 were resolved against, or None. A slice is a document again, of the same
    text with fewer metrics.

    >>> import govnews
    >>> document = govnews.extract("新建厂房3座，改造道路12公里。", published="2022-10-14")
    >>> document
    <Document: 2 metrics in 16 characters, published 2022-10-14>
    >>> [metric.text for metric in document[1:]]
    ['12公里']
    """

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

    def explain(self, metric: Metric | int) -> str:
        """Say in plain words what a metric, or the one of that number, states, and from which words each part was read.

        Raises IndexError where there is no such metric.

        >>> import govnews
        >>> print(govnews.extract("改造道路12公里。").explain(0).splitlines()[1])
          number     12 km: “12公里” at 4 (number and unit)
        """
        return explain(self.metrics[metric] if isinstance(metric, int) else metric)
