"""Attribution: which indicator and which period hold for each quantity.

The indicator is read by :mod:`govnews.indicators`; the period is the last time before the number in its sentence.
What cannot be told stays empty.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import attrs

from govnews.changes import ChangeMatch
from govnews.indicators import IndicatorMatch, read_indicators
from govnews.model import Span
from govnews.periods import PeriodMatch
from govnews.quantities import QuantityMatch
from govnews.text import Text

@attrs.frozen(kw_only=True)
class Attribution:
    """What a quantity is said of."""

    indicator: IndicatorMatch
    period: PeriodMatch | None = None


def attribute(
    text: Text, times: Sequence[PeriodMatch], quantities: Sequence[QuantityMatch], changes: Sequence[ChangeMatch]
) -> list[Attribution]:
    """For each quantity, in order, its indicator and its period."""
    ends = [time.end for time in times]
    return [
        Attribution(indicator=indicator, period=_period(times, ends, text.sentence_at(quantity.start), quantity))
        for indicator, quantity in zip(read_indicators(text, times, quantities, changes), quantities, strict=True)
    ]


def _period(times: Sequence[PeriodMatch], ends: list[int], sentence: Span, quantity: QuantityMatch) -> PeriodMatch | None:
    """The last time before the quantity in its sentence that is neither a base of comparison nor a name."""
    place = bisect_left(ends, quantity.start + 1) - 1
    while place >= 0 and times[place].start >= sentence.start:
        if not times[place].is_base and not times[place].is_name:
            return times[place]
        place -= 1
    return None
