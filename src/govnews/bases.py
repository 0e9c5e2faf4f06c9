"""Bases: the level that a change belongs to (31.65亿元，同比增长37.13%) and the time it is measured against (比2020年)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from govnews.changes import ChangeMatch
from govnews.indicators import IndicatorMatch
from govnews.periods import PeriodMatch
from govnews.quantities import QuantityMatch
from govnews.text import NOWHERE, Text

_LEVELS_BACK: Final = 3
"""A level stands no more numbers before its change than this: 产值5亿元，同比增长3%，比2020年增长12%."""


class BaseMatch(NamedTuple):
    """The time that a change is measured against, and the place of its level among the quantities; None where there is none."""

    period: PeriodMatch | None = None
    level: int | None = None


_NOTHING: Final = BaseMatch()


def read_bases(
    text: Text,
    times: Sequence[PeriodMatch],
    quantities: Sequence[QuantityMatch],
    changes: Sequence[ChangeMatch],
    indicators: Sequence[IndicatorMatch],
) -> list[BaseMatch]:
    """For each quantity, in order, the base of the change it is the size of.

    >>> from govnews.changes import read_changes
    >>> from govnews.quantities import scan_quantities
    >>> text = Text("产值31.65亿元，同比增长3%")
    >>> quantities = scan_quantities(text, ())
    >>> changes = read_changes(text, quantities)
    >>> indicators = [IndicatorMatch(name="产值")] * 2
    >>> [base.level for base in read_bases(text, (), quantities, changes, indicators)]
    [None, 0]
    """
    bases = [time for time in times if time.is_base]
    ends = [time.end for time in bases]
    found = []
    sentence = NOWHERE
    for i, (quantity, change) in enumerate(zip(quantities, changes, strict=True)):
        if change.change is None:
            found.append(_NOTHING)
            continue
        if quantity.start >= sentence.end:
            sentence = text.sentence_at(quantity.start)
        base = bases[place - 1] if bases and (place := bisect_left(ends, quantity.outer_start + 1)) else None
        if base is not None and base.start < max(quantities[i - 1].outer_end if i else 0, sentence.start):
            base = None
        level = _level(sentence.start, quantities, changes, indicators, i)
        found.append(_NOTHING if base is None and level is None else BaseMatch(base, level))
    return found


def _level(
    sentence_start: int,
    quantities: Sequence[QuantityMatch],
    changes: Sequence[ChangeMatch],
    indicators: Sequence[IndicatorMatch],
    i: int,
) -> int | None:
    """The nearest number before the change that states the level of the same indicator."""
    name = indicators[i].name
    if not name:
        return None
    for j in range(i - 1, max(i - 1 - _LEVELS_BACK, -1), -1):
        if quantities[j].start < sentence_start or indicators[j].name != name:
            return None
        if changes[j].change is None:
            return j
    return None
