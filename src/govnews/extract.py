"""The pipeline: a text in, a document of metrics out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from govnews.bases import BaseMatch, read_bases
from govnews.changes import ChangeMatch, read_changes
from govnews.dates import published_date
from govnews.document import Document
from govnews.indicators import IndicatorMatch, read_indicators
from govnews.metric import Metric, metric_of
from govnews.model import Change, Evidence, Role, evidence_of
from govnews.periods import PeriodMatch, scan_periods
from govnews.quantities import QuantityMatch, may_measure, scan_numbers, scan_quantities
from govnews.status import StatusMatch, read_role, read_statuses
from govnews.subjects import SubjectMatch, read_subjects
from govnews.text import Text, as_text
from govnews.timing import read_timings

_Reading = tuple[QuantityMatch, ChangeMatch, BaseMatch, StatusMatch, PeriodMatch | None, IndicatorMatch, SubjectMatch]
"""What the floors below say of one quantity."""
_Shared = PeriodMatch | StatusMatch | SubjectMatch | ChangeMatch
"""A match that more than one number may lean on."""


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
    numbers = scan_numbers(source)
    if not numbers:
        return nothing
    times = scan_periods(source, clock)
    quantities = scan_quantities(source, times, numbers)
    del numbers  # they are used up, and a long text has many
    if not quantities:
        return nothing
    changes = read_changes(source, quantities)
    timings = read_timings(source, times, quantities, changes)
    subjects = read_subjects(source, times, quantities)
    indicators = read_indicators(source, times, quantities, changes, subjects)
    bases = read_bases(source, times, quantities, changes, indicators)
    statuses = read_statuses(source, quantities, timings, clock)
    witness = _Witness(source)
    readings = zip(quantities, changes, bases, statuses, timings, indicators, subjects, strict=True)
    metrics = tuple([_metric(witness, quantities, reading) for reading in readings])
    return Document(text=source.raw, published=clock, metrics=metrics)


def _metric(witness: _Witness, quantities: Sequence[QuantityMatch], reading: _Reading) -> Metric:
    quantity, said, base, status, period, indicator, subject = reading
    start, end = witness.text.raw_ends(quantity.start, quantity.end)
    change, role = said.change, read_role(witness.text, quantity)
    if change is not None and (base.period is not None or base.level is not None):
        level = None if base.level is None else witness.text.raw_span(quantities[base.level].start, quantities[base.level].end)
        against = None if base.period is None else base.period.period
        change = Change(direction=change.direction, basis=change.basis, base=against, level=level)
    indicator_name, subject_name, subject_text = witness.names(indicator, subject)
    written = witness.text.raw[start:end]
    return metric_of(
        written,
        start,
        end,
        quantity.quantity,
        change,
        said.transition,
        status.status,
        role,
        indicator_name,
        subject_name,
        subject_text,
        subject.code,
        None if period is None else period.period,
        "" if period is None else witness.shared("period", period, period.start, period.end).text,
        quantity.rule,
        tuple(_evidence(witness, reading, role, evidence_of("number", quantity.rule, written, start, end))),
    )


class _Witness:
    """Shows the words of a text that parts were read from; metrics that share words with the last share the evidence."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._last: dict[str, tuple[_Shared, Evidence]] = {}
        self._stretches: dict[tuple[int, int], Evidence] = {}
        self._rule = ""
        self._names: dict[str, str] = {}
        self._is_simplified = text.is_simplified

    def names(self, indicator: IndicatorMatch, subject: SubjectMatch) -> tuple[str, str, str]:
        """The indicator, the subject and the words that name it near by, in the characters of the article."""
        if self._is_simplified:
            return indicator.name, subject.name, subject.written
        at = () if subject.span is None else ((subject.span.start, subject.span.end),)
        return self._name(indicator.name, indicator.spans), self._name(subject.name, at), self._name(subject.written, at)

    def _name(self, name: str, spans: Sequence[tuple[int, int]]) -> str:
        """A name by the stretches that it is made of or where the text first has it."""
        text = self.text
        if "".join([text.norm[start:end] for start, end in spans]) == name:
            return "".join([text.written(start, end) for start, end in spans])
        if name not in self._names:
            place = text.norm.find(name)
            self._names[name] = text.written(place, place + len(name)) if place >= 0 else name
        return self._names[name]

    def words(self, part: str, rule: str, start: int, end: int) -> Evidence:
        """The words ``norm[start:end]``, as they stand in the raw text."""
        first, last = self.text.raw_ends(start, end)
        return evidence_of(part, rule, self.text.raw[first:last], first, last)

    def shared(self, part: str, match: _Shared, start: int, end: int) -> Evidence:
        """The same for the words of a match that more than one number may lean on."""
        last = self._last.get(part)
        if last is not None and last[0] is match:
            return last[1]
        shown = self.words(part, match.rule, start, end)
        self._last[part] = match, shown
        return shown

    def stretches(self, indicator: IndicatorMatch) -> list[Evidence]:
        """The words of a name; one of several stretches shares those that the last such name had from the same rule."""
        spans, rule = indicator.spans, indicator.rule
        if len(spans) < 2:
            return [self.words("indicator", rule, start, end) for start, end in spans]
        known = self._stretches if rule == self._rule else {}
        shown = [known.get(span) or self.words("indicator", rule, *span) for span in spans]
        self._stretches, self._rule = dict(zip(spans, shown, strict=True)), rule
        return shown


def _evidence(witness: _Witness, reading: _Reading, role: Role, number: Evidence) -> list[Evidence]:
    """The words of the raw text that each part was read from, with the rule that read them, behind those of the ``number``."""
    quantity, said, base, status, period, indicator, subject = reading
    words, shared = witness.words, witness.shared
    shown = [number]
    if quantity.outer_start < quantity.start:
        shown.append(words("bound", "word before the number", quantity.outer_start, quantity.start))
    if quantity.end < quantity.outer_end:
        shown.append(words("bound", "word behind the unit", quantity.end, quantity.outer_end))
    if said.span is not None:
        shown.append(shared("change", said, *said.span))
    if base.period is not None:
        shown.append(shared("base", base.period, base.period.start, base.period.end))
    if status.span is not None:
        shown.append(shared("status", status, status.span.start, status.span.end))
    if role is not Role.METRIC:
        shown.append(words("role", role.value, quantity.outer_start, quantity.outer_end))
    if period is not None:
        shown.append(shared("period", period, period.start, period.end))
    shown.extend(witness.stretches(indicator))
    if subject.span is not None:
        shown.append(shared("subject", subject, subject.span.start, subject.span.end))
    return shown
