"""Cells: what a table of a picture says of a metric, a column each."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from govnews.drawings import pair
from govnews.markup import Markup, element, escaped, joined
from govnews.metric import Metric
from govnews.model import Bound, Change, Direction, Number, Period, PeriodKind, Role
from govnews.wording import spoken

COLUMNS: Final = ("number", "indicator", "subject", "period", "change", "kind")
"""The columns, by the keys of their headings."""


_DIGITS: Final = frozenset("0123456789")


def cells(metric: Metric, language: str, *, name: Markup, levels: tuple[Fraction, Fraction] | None = None) -> list[Markup]:
    """The contents of the cells, in the order of ``COLUMNS``.

    ``name`` is the number as the article writes it, for the first; ``levels`` are the level before and after the change that
    the metric is, where both are known.
    """
    return [
        joined([name, _small(_exact(metric, language))]),
        _words(metric.indicator),
        joined([_words(metric.subject), _small(_other(metric.subject_text, metric.subject))]),
        _period(metric, language),
        joined([_change(metric, language), pair(*levels) if levels else Markup()]),
        _kind(metric, language),
    ]


def kinds(metric: Metric) -> str:
    """The status and the role of a metric, as the classes that mark it.

    >>> import govnews
    >>> kinds(govnews.extract("力争到2025年建成厂房3座。")[0])
    'planned metric'
    """
    return f"{metric.status.value} {metric.role.value}"


def number(metric: Metric) -> str:
    """The exact number with its unit, digits in groups of three; a fraction that no decimal ends for as a fraction.

    >>> import govnews
    >>> number(govnews.extract("到位资金31.65亿元。")[0]), number(govnews.extract("建成厂房3至5座。")[0])
    ('3,165,000,000 CNY', '3–5 座')
    """
    value = _grouped(metric.value) if metric.value is not None else f"{_grouped(metric.low)}–{_grouped(metric.high)}"
    return f"{value} {metric.unit}"


def days(period: Period) -> str:
    """The period as EDTF writes it, the second end without what it shares with the first.

    Of a period that is not resolved, what is known, where that has a number; else nothing.

    >>> import govnews
    >>> days(govnews.extract("2022年前三季度，发电5亿千瓦时。")[0].period)
    '2022-01/09'
    """
    known = period.timex if set(period.timex) & _DIGITS else ""
    first, slash, last = (period.edtf or known).partition("/")
    shared = first[:5] if len(first) > 5 and last.startswith(first[:5]) else ""
    return f"{first}{slash}{last.removeprefix(shared)}"


def _grouped(value: Number | None) -> str:
    if value is None:
        return "?"
    return str(value) if isinstance(value, Fraction) else f"{value:,f}"


def _exact(metric: Metric, language: str) -> Markup:
    """The number that is meant and its bound; nothing where that is what the article writes."""
    exact = number(metric)
    if metric.bound in {Bound.EQ, Bound.RANGE}:
        return Markup() if exact.replace(" ", "") == metric.text else escaped(exact)
    return joined([spoken(f"bound.{metric.bound.value}", language), " ", exact])


def _period(metric: Metric, language: str) -> Markup:
    period = metric.period
    if period is None:
        return Markup()
    known, wording = days(period), _words(metric.period_text)
    if not known:
        return wording
    kind = [] if period.kind is PeriodKind.DURING else [spoken(f"period.{period.kind.value}", language), " "]
    first, slash, last = known.partition("/")
    both = [first, slash, element("wbr"), last] if last else [first]
    return joined([*kind, element("span", *both, class_="day"), _small(wording)])


def _change(metric: Metric, language: str) -> Markup:
    if metric.change is not None:
        return _changed(metric.change, language)
    if metric.transition is not None:
        return spoken(f"transition.{metric.transition.value}", language)
    return Markup()


def _changed(change: Change, language: str) -> Markup:
    arrow = element("span", "↑" if change.direction is Direction.UP else "↓", class_="arrow", aria_hidden="true")
    way = spoken(f"change.{change.direction.value}", language, class_="aloud")
    base = [_small(days(change.base))] if change.base is not None and days(change.base) else []
    return joined([arrow, way, " ", spoken(f"basis.{change.basis.value}", language), *base])


def _kind(metric: Metric, language: str) -> Markup:
    status = spoken(f"status.{metric.status.value}", language, class_=f"sign {metric.status.value}")
    if metric.role is Role.METRIC:
        return status
    return joined([status, " ", spoken(f"role.{metric.role.value}", language, class_=f"sign {metric.role.value}")])


def _words(text: str) -> Markup:
    """Words of the article, in its language and unable to turn the direction of what is beside them."""
    return element("bdi", text, lang="zh") if text else Markup()


def _other(text: str, known: str) -> Markup:
    return _words(text) if text != known else Markup()


def _small(content: str) -> Markup:
    return element("small", content) if content else Markup()
