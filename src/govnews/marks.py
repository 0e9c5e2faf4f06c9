"""Marks: an article as HTML, with its metrics marked in the text.

The text is cut wherever a mark or words that a metric was read from begin or end. So whatever overlaps, no element crosses
another, and a script can light up any words by the place where they begin.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Final

import attrs

from govnews.markup import Markup, element, escaped, joined
from govnews.metric import Metric
from govnews.patterns import plain
from govnews.results import Read

PARTS: Final = {
    "number": "number",
    "bound": "number",
    "indicator": "indicator",
    "subject": "subject",
    "period": "period",
    "change": "change",
    "base": "change",
    "status": "status",
}
"""Which words light up as what, by the part that they are evidence of."""

_BREAK: Final = plain(r"[\r\n\u2028\u2029]+")
_SENTENCE: Final = plain(r"[，。！？；,!?;]|[.：:]$")
_LONGEST_HEADING: Final = 40
_SOON: Final = 300


@attrs.frozen
class _Beginning:
    """The beginning of an article with its metrics."""

    text: str
    published: date | None
    metrics: tuple[Metric, ...]


def first(document: Read, *, metrics: int, characters: int) -> Read:
    r"""The beginning of an article, with so many metrics and characters at most; all of it where it has no more.

    It ends with a line where one ends soon.

    >>> import govnews
    >>> document = govnews.extract("新建厂房3座。\n改造道路12公里。")
    >>> first(document, metrics=1, characters=100).text
    '新建厂房3座。'
    """
    ends = [metric.end for metric in document.metrics[metrics - 1 : metrics + 1]]
    until = min(ends[0] if len(ends) > 1 else len(document.text), characters)
    line_end = _BREAK.search(document.text, until, until + _SOON)
    until = line_end.start() if line_end else until
    kept = tuple(metric for metric in document.metrics if metric.end <= until)
    return _Beginning(document.text[:until], document.published, kept)


@attrs.frozen
class LitSpan:
    """Words that light up with a metric, and as what: one of the values of ``PARTS``, or ``level``."""

    part: str
    start: int
    end: int


def lit_spans(metric: Metric, length: int) -> list[LitSpan]:
    """The words that a metric was read from, in a text of that length: its evidence, and the level that it is the change of.

    >>> import govnews
    >>> document = govnews.extract("全县产值达到5亿元。")
    >>> [(span.part, document.text[span.start : span.end]) for span in lit_spans(document[0], len(document.text))]
    [('number', '5亿元'), ('indicator', '产值'), ('subject', '全县')]
    """
    spans = [LitSpan("number", metric.start, metric.end)]
    spans += [LitSpan(PARTS[why.part], why.start, why.end) for why in metric.evidence if why.part in PARTS]
    if metric.change is not None and metric.change.level is not None:
        spans.append(LitSpan("level", metric.change.level.start, metric.change.level.end))
    return [span for span in dict.fromkeys(spans) if 0 <= span.start < span.end <= length]


def blocks(document: Read, mark: Callable[[int, Markup], Markup], *, pieces: bool) -> Iterator[Markup]:
    """The text as paragraphs, a line each, with ``mark(place, text)`` around the number of each metric.

    With ``pieces`` all words that a metric was read from are in elements of their own, whose ``data-at`` is where they begin.
    """
    text, metrics = document.text, document.metrics
    anchors = list(_anchors(metrics, len(text)))
    lit = [span for metric in metrics for span in lit_spans(metric, len(text))] if pieces else []
    segments = _segments(text, anchors, lit)
    for _, block in groupby(segments, key=lambda segment: segment.block):
        told = [segment for segment in block if not segment.is_break]
        line = text[told[0].start : told[-1].end] if told else ""
        if line.strip():
            yield element("p", *_marked(text, told, mark), class_="line" if _is_heading(line) else None)


def _is_heading(line: str) -> bool:
    """Whether a line reads as a heading or a name below it: short, and no sentence."""
    return len(line) <= _LONGEST_HEADING and not _SENTENCE.search(line.rstrip())


@attrs.frozen
class _Segment:
    """A stretch of text that no edge cuts."""

    start: int
    end: int
    block: int
    is_break: bool
    metric: int | None
    is_lit: bool


def _anchors(metrics: Sequence[Metric], length: int) -> Iterator[tuple[int, int, int]]:
    """Where the number of each metric is marked, and which it is; what overlaps an earlier one begins behind it."""
    reached = 0
    for place, metric in sorted(enumerate(metrics), key=lambda item: item[1].start):
        start, end = max(metric.start, reached), min(metric.end, length)
        if start < end:
            reached = end
            yield start, end, place


def _segments(text: str, anchors: Sequence[tuple[int, int, int]], lit: Iterable[LitSpan]) -> Iterator[_Segment]:
    """The text from edge to edge, in one sweep: which mark is open, how many lit words, and in which block."""
    depth: Counter[int] = Counter()
    for span in lit:
        depth[span.start] += 1
        depth[span.end] -= 1
    owner: dict[int, int | None] = {end: None for _, end, _ in anchors} | {start: place for start, _, place in anchors}
    breaks = dict(_breaks(text, anchors))
    edges = sorted({0, len(text), *depth, *owner, *breaks, *breaks.values()})
    open_now: int | None = None
    block = lit_now = broken_to = 0
    for start, end in pairwise(edges):
        block += start in breaks
        broken_to = breaks.get(start, broken_to)
        lit_now += depth[start]
        open_now = owner.get(start, open_now)
        yield _Segment(start, end, block, is_break=start < broken_to, metric=open_now, is_lit=lit_now > 0)


def _breaks(text: str, anchors: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """The line breaks that no mark holds; a number that typesetting broke over two lines stays in one piece."""
    ends = [end for _, end, _ in anchors]
    for found in _BREAK.finditer(text):
        at = bisect_left(ends, found.start() + 1)
        if at == len(ends) or anchors[at][0] >= found.end():
            yield found.span()


def _marked(text: str, segments: Iterable[_Segment], mark: Callable[[int, Markup], Markup]) -> Iterator[Markup]:
    for place, inner in groupby(segments, key=lambda segment: segment.metric):
        content = joined(_piece(text, segment) for segment in inner)
        yield content if place is None else mark(place, content)


def _piece(text: str, segment: _Segment) -> Markup:
    stretch = escaped(text[segment.start : segment.end])
    return element("span", stretch, data_at=segment.start) if segment.is_lit else stretch
