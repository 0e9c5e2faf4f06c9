"""The pipeline: a text in, a document of metrics out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import attrs

from govnews.bases import BaseMatch, read_bases
from govnews.changes import ChangeMatch, read_changes
from govnews.dates import published_date
from govnews.document import Document
from govnews.indicators import IndicatorMatch, read_indicators
from govnews.metric import Metric
from govnews.model import Change, Evidence, Role, Span
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
    nothing = Document(text=source.raw, published=clock, metrics=())
    if not may_measure(source.raw):
        return nothing
    times = scan_periods(source, clock)
    quantities = scan_quantities(source, times)
    if not quantities:
        return nothing
    changes = read_changes(source, quantities)
    timings = read_timings(source, times, quantities, changes)
    subjects = read_subjects(source, times, quantities)
    indicators = read_indicators(source, times, quantities, changes, subjects)
    places = [source.raw_ends(quantity.start, quantity.end) for quantity in quantities]
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
    witness = _Witness(source)
    return Document(
        text=source.raw, published=clock, metrics=tuple(_metric(source, places, reading, witness) for reading in readings)
    )


@attrs.define
class _Reading:
    """What the floors below say of one quantity; ``place`` is where in the raw text."""

    place: tuple[int, int]
    quantity: QuantityMatch
    change: ChangeMatch
    base: BaseMatch
    status: StatusMatch
    period: PeriodMatch | None
    indicator: IndicatorMatch
    subject: SubjectMatch


def _metric(text: Text, places: list[tuple[int, int]], reading: _Reading, witness: _Witness) -> Metric:
    quantity, change, period, subject = reading.quantity, reading.change.change, reading.period, reading.subject
    base, level = reading.base.period, reading.base.level
    if change is not None and (base is not None or level is not None):
        of_level = None if level is None else Span(start=places[level][0], end=places[level][1])
        change = Change(direction=change.direction, basis=change.basis, base=base.period if base else None, level=of_level)
    (start, end), role = reading.place, read_role(text, quantity)
    written = text.raw[start:end]
    number = Evidence(part="number", rule=quantity.rule, text=written, start=start, end=end)
    time = witness.shared("period", period.rule, period.start, period.end) if period is not None else None
    named_at = ((subject.span.start, subject.span.end),) if subject.span is not None else ()
    return Metric(
        text=written,
        start=start,
        end=end,
        quantity=quantity.quantity,
        change=change,
        transition=reading.change.transition,
        status=reading.status.status,
        role=role,
        indicator=witness.name(reading.indicator.name, reading.indicator.spans),
        subject=witness.name(subject.name, named_at),
        subject_text=witness.name(subject.written, named_at),
        subject_code=subject.code,
        period=period.period if period else None,
        period_text=time.text if time is not None else "",
        rule=quantity.rule,
        evidence=(number, *_evidence(witness, reading, role, time)),
    )


class _Witness:
    """Shows the words of a text that parts were read from; metrics that share words with the last share the evidence."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._last: dict[str, tuple[tuple[str, int, int], Evidence]] = {}
        self._names: dict[str, str] = {}
        self._is_simplified = text.is_simplified

    def name(self, name: str, spans: Sequence[tuple[int, int]]) -> str:
        """A name in the characters of the article, by the stretches that it is made of or where the text first has it."""
        if self._is_simplified or not name:
            return name
        text = self._text
        if "".join([text.norm[start:end] for start, end in spans]) == name:
            return "".join([text.written(start, end) for start, end in spans])
        if name not in self._names:
            place = text.norm.find(name)
            self._names[name] = text.written(place, place + len(name)) if place >= 0 else name
        return self._names[name]

    def words(self, part: str, rule: str, start: int, end: int) -> Evidence:
        """The words ``norm[start:end]``, as they stand in the raw text."""
        first, last = self._text.raw_ends(start, end)
        return Evidence(part=part, rule=rule, text=self._text.raw[first:last], start=first, end=last)

    def shared(self, part: str, rule: str, start: int, end: int) -> Evidence:
        """The same for words that more than one number may lean on."""
        last, words = self._last.get(part), (rule, start, end)
        if last is not None and last[0] == words:
            return last[1]
        shown = self.words(part, rule, start, end)
        self._last[part] = words, shown
        return shown


def _evidence(witness: _Witness, reading: _Reading, role: Role, time: Evidence | None) -> Iterator[Evidence]:
    """The words of the raw text that each part but the number was read from, with the rule that read them."""
    words, shared, quantity = witness.words, witness.shared, reading.quantity
    indicator, subject = reading.indicator, reading.subject
    if quantity.outer_start < quantity.start:
        yield words("bound", "word before the number", quantity.outer_start, quantity.start)
    if quantity.end < quantity.outer_end:
        yield words("bound", "word behind the unit", quantity.end, quantity.outer_end)
    if reading.change.span is not None:
        yield words("change", reading.change.rule, reading.change.span.start, reading.change.span.end)
    if reading.base.period is not None:
        yield shared("base", reading.base.period.rule, reading.base.period.start, reading.base.period.end)
    if reading.status.span is not None:
        yield shared("status", reading.status.rule, reading.status.span.start, reading.status.span.end)
    if role is not Role.METRIC:
        yield words("role", role.value, quantity.outer_start, quantity.outer_end)
    if time is not None:
        yield time
    for start, end in indicator.spans:
        yield words("indicator", indicator.rule, start, end)
    if subject.span is not None:
        yield shared("subject", subject.rule, subject.span.start, subject.span.end)
