"""Series: which metrics of an article belong together in time, as far as nothing has to be guessed.

Two kinds are told: one indicator of one subject over several periods of one length, and a level with the change that the
sentence gives for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

import attrs

from govnews.dates import last_day
from govnews.metric import Metric
from govnews.model import Basis, Change, Direction, PeriodKind, Role
from govnews.quantity import Quantity

_RATIO: Final = "ratio"
_POINTS: Final = "points"
_DOUBLINGS: Final = "score:番"
_WITH_OFFSET: Final = frozenset({"temperature"})
"""Dimensions whose differences do not convert as their levels do."""

_MOST_DOUBLINGS: Final = 64


@attrs.frozen(kw_only=True)
class Series:
    """One indicator of one subject over time; ``places`` are the positions of its metrics among all, in the order of time."""

    indicator: str
    subject: str
    places: tuple[int, ...]


def find_series(metrics: Sequence[Metric]) -> tuple[Series, ...]:
    """The series of an article, in the order in which they begin there.

    Members are exact levels of one indicator, subject and dimension, of periods of one length or all at a point of time. Where
    two of them give different numbers for one period there is no series, because nothing tells which is meant.

    >>> import govnews
    >>> text = "2020年，全县粮食总产量36.5万吨。2021年，全县粮食总产量37.3万吨。2022年，全县粮食总产量38万吨。"
    >>> [(one.indicator, one.subject, one.places) for one in find_series(govnews.extract(text))]
    [('粮食总产量', '全县', (0, 1, 2))]
    """
    groups: dict[tuple[str, str, str, str], list[tuple[date, int]]] = defaultdict(list)
    for place, metric in enumerate(metrics):
        time = _time(metric)
        if time is not None and metric.indicator:
            end, length = time
            groups[metric.indicator, metric.subject, metric.quantity.unit.dimension, length].append((end, place))
    in_time = (_in_time(metrics, members) for members in groups.values())
    return tuple(
        Series(indicator=metrics[places[0]].indicator, subject=metrics[places[0]].subject, places=places)
        for places in in_time
        if places
    )


def _in_time(metrics: Sequence[Metric], members: Iterable[tuple[date, int]]) -> tuple[int, ...]:
    """The places in the order of time, a period once; none where fewer than two remain or one period has two numbers."""
    told: dict[date, int] = {}
    for end, place in members:
        first = told.setdefault(end, place)
        if metrics[first].quantity != metrics[place].quantity:
            return ()
    return tuple(told[end] for end in sorted(told)) if len(told) > 1 else ()


def _time(metric: Metric) -> tuple[date, str] | None:
    """The last day of the period of a level, and its length; None for what is in no series."""
    period = metric.period
    if metric.role is not Role.METRIC or metric.change is not None or metric.value is None or period is None:
        return None
    if period.start is None or period.end is None or period.kind is PeriodKind.SINCE:
        return None
    return period.end, _length(period.start, period.end)


def _length(start: date, end: date) -> str:
    """How long a period is: in months where it is made of whole ones, which are not of one length in days; else in days."""
    if start.day == 1 and end.day == last_day(end.year, end.month):
        return f"{(end.year - start.year) * 12 + end.month - start.month + 1} months"
    return f"{(end - start).days + 1} days"


def amount(quantity: Quantity) -> Fraction:
    """The number in the base unit of its dimension, by which the quantities of one dimension are drawn and put in order.

    Of a range it is the lower end.

    >>> from govnews import parse_quantity
    >>> amount(parse_quantity("1.5公里"))
    Fraction(1500, 1)
    """
    number = quantity.low if quantity.value is None else quantity.value
    return Fraction(number or 0) * quantity.unit.factor + quantity.unit.offset


def levels(metrics: Sequence[Metric]) -> dict[int, tuple[Fraction, Fraction]]:
    """For the position of each change the level before and after it, in the base unit of its dimension.

    Only for changes whose level is a metric of the article, and whose words settle what it was before: an average of years
    does not, nor does a rate of a rate. Both levels are above zero.

    >>> import govnews
    >>> levels(govnews.extract("全县总产值110亿元，比上年增长10%。"))
    {1: (Fraction(10000000000, 1), Fraction(11000000000, 1))}
    """
    by_span = {metric.span: metric for metric in metrics}
    told = ((place, metric, metric.change) for place, metric in enumerate(metrics))
    pairs = (
        (place, _before(by_span[change.level], metric, change), amount(by_span[change.level].quantity))
        for place, metric, change in told
        if change is not None and change.level in by_span
    )
    return {place: (then, now) for place, then, now in pairs if then is not None and then > 0 and now > 0}


def _before(level: Metric, metric: Metric, change: Change) -> Fraction | None:
    """What a level was before a change."""
    if level.value is None or metric.value is None or change.basis is Basis.AVG:
        return None
    by = amount(metric.quantity)
    signed = by if change.direction is Direction.UP else -by
    return _undone(amount(level.quantity), signed, level.quantity.unit.dimension, metric.quantity.unit.dimension)


def _undone(now: Fraction, signed: Fraction, dimension: str, of_change: str) -> Fraction | None:
    """The level without the change: a difference taken away, a rate or a number of doublings divided out."""
    if dimension == _RATIO:
        return now - signed / 100 if of_change == _POINTS else None
    if dimension == of_change:
        return now - signed if dimension not in _WITH_OFFSET else None
    if of_change == _RATIO:
        return now / (1 + signed) if signed > -1 else None
    if of_change == _DOUBLINGS and signed.denominator == 1 and abs(signed) <= _MOST_DOUBLINGS:
        return now / Fraction(2) ** int(signed)
    return None
