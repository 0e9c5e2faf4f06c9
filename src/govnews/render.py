"""Tables of metrics for a terminal, aligned for characters that take two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from govnews.metric import Metric
from govnews.model import Bound, Change, Number, Period, Role, Status
from govnews.terminal import visible

HEADINGS: Final = ("text", "value", "unit", "bound", "change", "period", "status", "role", "indicator", "subject")
"""The columns of the table, named as the keys of a record are."""

_LEFT: Final = "<"
_RIGHT: Final = ">"
_GAP: Final = "  "
_NARROWEST: Final = 8
_ELLIPSIS: Final = "…"


def table(metrics: Iterable[Metric], *, width: int | None = None) -> str:
    """The metrics as a table with a line each; at most ``width`` columns wide, or as wide as it needs to be.

    What goes without saying is left blank (bound ``eq``, status ``actual``, role ``metric``), and a column that is blank
    throughout is left out. Where the table is too wide, its widest columns are cut first, never below eight columns.

    >>> import govnews
    >>> print(table(govnews.extract("新建厂房3座，改造道路超过12公里。")))
    text    value  unit  bound  indicator
    3座         3  座           新建厂房
    12公里     12  km    gt     改造道路
    """
    cells = [_cells(metric) for metric in metrics]
    if not cells:
        return "no metrics"
    told = [i for i in range(len(HEADINGS)) if any(row[i] for row in cells)]
    lines = [[row[i] for i in told] for row in (HEADINGS, *cells)]
    widths = [max(map(columns, column)) for column in zip(*lines, strict=True)]
    if width is not None:
        widths = _narrowed(widths, width - len(_GAP) * (len(widths) - 1))
    places = [_RIGHT if HEADINGS[i] == "value" else _LEFT for i in told]
    return "\n".join(_line(line, widths, places) for line in lines)


def columns(text: str) -> int:
    """How many columns of a terminal the text takes.

    >>> columns("31.65亿元")
    9
    """
    return sum(map(_column_width, text))


def _column_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _cells(metric: Metric) -> tuple[str, ...]:
    cells = (
        metric.text,
        _value(metric),
        metric.unit,
        "" if metric.bound is Bound.EQ else metric.bound.value,
        _change(metric.change),
        _period(metric.period, metric.period_text),
        "" if metric.status is Status.ACTUAL else metric.status.value,
        "" if metric.role is Role.METRIC else metric.role.value,
        metric.indicator,
        metric.subject,
    )
    return tuple(visible(" ".join(cell.split())) for cell in cells)


def _value(metric: Metric) -> str:
    if metric.value is not None:
        return _grouped(metric.value)
    return f"{_grouped(metric.low)}–{_grouped(metric.high)}"


def _grouped(number: Number | None) -> str:
    if number is None:
        return ""
    return str(number) if isinstance(number, Fraction) else f"{number:,f}"


def _change(change: Change | None) -> str:
    return "" if change is None else f"{change.direction} {change.basis}"


def _period(period: Period | None, text: str) -> str:
    """The period as EDTF writes it, and in the article's words where no date can be told."""
    if period is None or not period.is_resolved:
        return text
    return f"{period.kind} {period.edtf}"


def _narrowed(widths: Sequence[int], available: int) -> list[int]:
    """The widths with the widest of them cut until they fit, or until nothing is left to cut."""
    narrowed = list(widths)
    while sum(narrowed) > available and max(narrowed) > _NARROWEST:
        narrowed[narrowed.index(max(narrowed))] -= 1
    return narrowed


def _line(cells: Sequence[str], widths: Sequence[int], places: Sequence[str]) -> str:
    aligned = [_aligned(*cell) for cell in zip(cells, widths, places, strict=True)]
    return _GAP.join(aligned).rstrip()


def _aligned(cell: str, width: int, place: str) -> str:
    shown = _cut(cell, width)
    padding = " " * (width - columns(shown))
    return padding + shown if place == _RIGHT else shown + padding


def _cut(text: str, width: int) -> str:
    """The longest beginning that fits the width together with the ellipsis that says that it was cut."""
    if columns(text) <= width:
        return text
    used, kept = columns(_ELLIPSIS), []
    for char in text:
        used += _column_width(char)
        if used > width:
            break
        kept.append(char)
    return "".join(kept) + _ELLIPSIS
