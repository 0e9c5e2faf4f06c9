"""Attribution: which indicator and which period hold for each quantity.

The indicator is read from the noun before the number (固定资产投资完成12.7亿元), the counted noun behind it (67个项目) or, for a
change, the metric that it changes (31.65亿元，同比增长37.13%). The period is the last time before the number in its sentence.
What cannot be told stays empty.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import attrs
import regex

from govnews.changes import ChangeMatch
from govnews.model import Span
from govnews.periods import PeriodMatch
from govnews.quantities import QuantityMatch
from govnews.text import HAN, Text

_REACH: Final = 80
"""A noun stands no further before its number than this."""

_CLAUSE_MARK: Final = regex.compile(r"[,。;:!?\n]")
_LEADING: Final = regex.compile(
    r"(?:其中|同时|此外|另外|目前|现有|共有|共|已|已经|全年|先后|累计|现已|并|且|也|还|又|均|都|一共|总共|将|预计|力争|争取|确保|计划|今年|去年|全国|全省|全市|全县|全区|[、和与及的在是为有])+"
)
_TRAILING: Final = regex.compile(
    r"(?:分别|总共|共计|合计|累计|高达|多达|已达|达到|达|为|有|是|共|约|近|至|到|由|从|突破|超过|完成|实现|已|将|的|了|在|就|均|也|仅|只|额外|首次|首破|稳定|保持|占|等)+\Z"
)
_CHANGE_WORDS: Final = regex.compile(
    r"(?:同比|环比|年均|比上年(?:同期|末)?|较上年(?:同期|末)?|比去年(?:同期)?|较去年(?:同期)?|按可比口径计算|实际|名义|分别|增长|增加|提高|上升|提升|扩大|上涨|增产|下降|减少|降低|回落|下跌|减产|收窄|缩短|压缩|缩减|增|降|减|涨|跌|了|约|近|超过)+\Z"
)
_NOUN: Final = regex.compile(rf"(?:[{HAN}A-Za-z“”\"《》()+-]|(?<=[{HAN}])[0-9](?=[{HAN}]))+", regex.VERSION0)
_COUNTED: Final = regex.compile(rf"[{HAN}“”\"A-Za-z]{{1,16}}")
_NOUN_END: Final = regex.compile(
    r"(?:的|正|已|将|被|在|和|与|及|、|均|都|实现|完成|开工|投产|参加|获|入选|进行|具备|列入|提供|到|由|从|为|是)"
)


@attrs.frozen(kw_only=True)
class Attribution:
    """What a quantity is said of; ``indicator`` is a place in the normal form, None where none can be told."""

    indicator: Span | None = None
    period: PeriodMatch | None = None


def attribute(
    text: Text, times: Sequence[PeriodMatch], quantities: Sequence[QuantityMatch], changes: Sequence[ChangeMatch]
) -> list[Attribution]:
    """For each quantity, in order, its indicator and its period."""
    found: list[Attribution] = []
    ends = [time.end for time in times]
    for i, quantity in enumerate(quantities):
        sentence = text.sentence_at(quantity.start)
        previous = quantities[i - 1] if i and quantities[i - 1].start >= sentence.start else None
        indicator = _indicator(text.norm, sentence.start, previous, quantity, is_change=changes[i].change is not None)
        if indicator is None and previous is not None and changes[i].change is not None:
            indicator = found[-1].indicator
        found.append(Attribution(indicator=indicator, period=_period(times, ends, sentence, quantity)))
    return found


def _period(times: Sequence[PeriodMatch], ends: list[int], sentence: Span, quantity: QuantityMatch) -> PeriodMatch | None:
    """The last time before the quantity in its sentence that is neither a base of comparison nor a name."""
    place = bisect_left(ends, quantity.start + 1) - 1
    while place >= 0 and times[place].start >= sentence.start:
        if not times[place].is_base and not times[place].is_name:
            return times[place]
        place -= 1
    return None


def _indicator(
    norm: str, sentence_start: int, previous: QuantityMatch | None, quantity: QuantityMatch, *, is_change: bool
) -> Span | None:
    begin = max(previous.outer_end if previous is not None else sentence_start, quantity.outer_start - _REACH)
    marks = [match.end() for match in _CLAUSE_MARK.finditer(norm, begin, quantity.outer_start)]
    if marks:
        begin = marks[-1]
    end = quantity.outer_start
    if is_change:
        words = _CHANGE_WORDS.search(norm, begin, end)
        end = words.start() if words else end
    trailing = _TRAILING.search(norm, begin, end)
    end = trailing.start() if trailing else end
    leading = _LEADING.match(norm, begin, end)
    begin = leading.end() if leading else begin
    before = _last_noun(norm, begin, end)
    behind = None if is_change else _counted(norm, quantity)
    return behind or before


def _last_noun(norm: str, begin: int, end: int) -> Span | None:
    """The noun that ends at ``end``, or None where none does."""
    last = None
    for match in _NOUN.finditer(norm, begin, end):
        last = match
    if last is None or last.end() != end or end - last.start() < 2:
        return None
    return Span(start=max(last.start(), end - 24), end=end)


def _counted(norm: str, quantity: QuantityMatch) -> Span | None:
    """The counted noun directly behind the unit: 67个项目."""
    if quantity.outer_end != quantity.end:
        return None
    match = _COUNTED.match(norm, quantity.end)
    if match is None:
        return None
    stop = _NOUN_END.search(norm, match.start(), match.end())
    end = stop.start() if stop else match.end()
    return Span(start=match.start(), end=end) if end - match.start() >= 2 else None
