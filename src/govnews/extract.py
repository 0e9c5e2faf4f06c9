"""The pipeline: a text in, a document of metrics out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

import attrs

from govnews.bases import BaseMatch, read_bases
from govnews.changes import ChangeMatch, read_changes
from govnews.dates import published_date
from govnews.document import Document
from govnews.indicators import IndicatorMatch, read_indicators
from govnews.metric import Metric
from govnews.model import Evidence, Role, Span
from govnews.periods import PeriodMatch, scan_periods
from govnews.quantities import QuantityMatch, may_measure, scan_quantities
from govnews.status import StatusMatch, read_role, read_statuses
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
    if not may_measure(source.raw):
        return Document(text=source.raw, published=clock, metrics=())
    times = scan_periods(source, clock)
    quantities = scan_quantities(source, times)
    changes = read_changes(source, quantities)
    timings = read_timings(source, times, quantities, changes)
    subjects = read_subjects(source, times, quantities)
    indicators = read_indicators(source, times, quantities, changes, subjects)
    places = [source.raw_span(quantity.start, quantity.end) for quantity in quantities]
    readings = map(
        _Reading,
        places,
        quantities,
        changes,
        read_bases(source, times, quantities, changes, indicators),
        read_statuses(source, quantities, timings, clock),
        timings,
        indicators,
        subjects,
    )
    return Document(text=source.raw, published=clock, metrics=tuple(_metric(source, places, reading) for reading in readings))


class _Reading(NamedTuple):
    """What the floors below say of one quantity; ``span`` is its place in the raw text."""

    span: Span
    quantity: QuantityMatch
    change: ChangeMatch
    base: BaseMatch
    status: StatusMatch
    period: PeriodMatch | None
    indicator: IndicatorMatch
    subject: SubjectMatch


def _metric(text: Text, places: list[Span], reading: _Reading) -> Metric:
    quantity, change, period, subject = reading.quantity, reading.change.change, reading.period, reading.subject
    if change is not None:
        base, level = reading.base.period, reading.base.level
        change = attrs.evolve(change, base=base.period if base else None, level=None if level is None else places[level])
    span, role = reading.span, read_role(text, quantity)
    return Metric(
        text=span.of(text.raw),
        start=span.start,
        end=span.end,
        quantity=quantity.quantity,
        change=change,
        transition=reading.change.transition,
        status=reading.status.status,
        role=role,
        indicator=reading.indicator.name,
        subject=subject.name,
        subject_text=subject.written,
        subject_code=subject.code,
        period=period.period if period else None,
        period_text=text.raw_span(period.start, period.end).of(text.raw) if period else "",
        rule=quantity.rule,
        evidence=tuple(_evidence(text, reading, role)),
    )


def _evidence(text: Text, reading: _Reading, role: Role) -> Iterator[Evidence]:
    """The words of the raw text that each part was read from, with the rule that read them."""
    quantity, period, span = reading.quantity, reading.period, reading.span
    yield Evidence(part="number", rule=quantity.rule, text=span.of(text.raw), start=span.start, end=span.end)
    if quantity.outer_start < quantity.start:
        yield _words(text, "bound", "word before the number", quantity.outer_start, quantity.start)
    if quantity.end < quantity.outer_end:
        yield _words(text, "bound", "word behind the unit", quantity.end, quantity.outer_end)
    if reading.change.span is not None:
        yield _words(text, "change", reading.change.rule, reading.change.span.start, reading.change.span.end)
    if reading.base.period is not None:
        yield _words(text, "base", reading.base.period.rule, reading.base.period.start, reading.base.period.end)
    if reading.status.span is not None:
        yield _words(text, "status", reading.status.rule, reading.status.span.start, reading.status.span.end)
    if role is not Role.METRIC:
        yield _words(text, "role", role.value, quantity.outer_start, quantity.outer_end)
    if period is not None:
        yield _words(text, "period", period.rule, period.start, period.end)
    for name in reading.indicator.spans:
        yield _words(text, "indicator", reading.indicator.rule, name.start, name.end)
    if reading.subject.span is not None:
        yield _words(text, "subject", reading.subject.rule, reading.subject.span.start, reading.subject.span.end)


def _words(text: Text, part: str, rule: str, start: int, end: int) -> Evidence:
    span = text.raw_span(start, end)
    return Evidence(part=part, rule=rule, text=span.of(text.raw), start=span.start, end=span.end)
