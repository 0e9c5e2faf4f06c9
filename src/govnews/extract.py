"""The pipeline: a text in, a document of metrics out."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from govnews.changes import ChangeMatch, read_changes
from govnews.dates import published_date
from govnews.document import Document
from govnews.indicators import IndicatorMatch, read_indicators
from govnews.metric import Metric
from govnews.model import Status
from govnews.periods import PeriodMatch, scan_periods
from govnews.quantities import QuantityMatch, scan_quantities
from govnews.status import read_role, read_statuses
from govnews.subjects import SubjectMatch, read_subjects
from govnews.text import Text, as_text
from govnews.timing import read_timings


def extract(text: str, *, published: date | datetime | str | None = None) -> Document:
    """Read the metrics of a text.

    ``published`` is the date of publication: a date, a datetime or an ISO string. It is the only clock; without it relative
    times (今年, 去年) stay unresolved. Never raises on any string; raises TypeError for what is no text or no date, and
    ParseError for a date that is not ISO.

    >>> document = extract("今年上半年，全区引进到位资金31.65亿元，同比增长37.13%。", published="2022-10-14")
    >>> [(metric.text, metric.unit, metric.period.timex) for metric in document]
    [('31.65亿元', 'CNY', '2022-H1'), ('37.13%', '%', '2022-H1')]
    """
    source, clock = as_text(text), published_date(published)
    times = scan_periods(source, clock)
    quantities = scan_quantities(source, times)
    changes = read_changes(source, quantities)
    readings = map(
        _Reading,
        quantities,
        changes,
        read_statuses(source, quantities),
        read_timings(source, times, quantities, changes),
        read_indicators(source, times, quantities, changes),
        read_subjects(source, times, quantities),
    )
    return Document(text=source.raw, published=clock, metrics=tuple(_metric(source, reading) for reading in readings))


class _Reading(NamedTuple):
    """What the floors below say of one quantity."""

    quantity: QuantityMatch
    change: ChangeMatch
    status: Status
    period: PeriodMatch | None
    indicator: IndicatorMatch
    subject: SubjectMatch


def _metric(text: Text, reading: _Reading) -> Metric:
    quantity, period, subject = reading.quantity, reading.period, reading.subject
    span = text.raw_span(quantity.start, quantity.end)
    return Metric(
        text=span.of(text.raw),
        start=span.start,
        end=span.end,
        quantity=quantity.quantity,
        change=reading.change.change,
        transition=reading.change.transition,
        status=reading.status,
        role=read_role(text, quantity),
        indicator=reading.indicator.name,
        subject=subject.name,
        subject_text=subject.written,
        subject_code=subject.code,
        period=period.period if period else None,
        period_text=text.raw_span(period.start, period.end).of(text.raw) if period else "",
        rule=quantity.rule,
    )
