"""Timing: which time holds for each quantity.

A time holds for the rest of its sentence until another replaces it. Beyond that:

- what something is compared with (较2020年) dates the base of a change, never the metric;
- the two ends of 由2012年的11.4%上升到2023年的18% each have their own time, and so have those of a parallel member;
- a list that is dealt out (2021年、2022年分别完成5亿元、6亿元) deals out its times too;
- the day on which somebody spoke, wrote or published dates the saying, not what was said;
- a time in a title, a dateline or behind 成立于 dates the thing it stands in;
- a time behind the number holds where the sentence has none before it (6个项目将在一季度投产);
- over the border of a sentence a time goes on only where the text does: 其中.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import regex

from govnews.changes import ChangeMatch
from govnews.model import Grain, PeriodKind, Span, Transition
from govnews.periods import PeriodMatch
from govnews.quantities import QuantityMatch
from govnews.text import Text

_LOOK_BACK: Final = 24
"""No more times than this are looked at before a number: a sentence without an end stays linear."""

_SAYS: Final = regex.compile(
    r"(?:说|表示|介绍|指出|称|透露|宣布|发布|公布|通报|获悉|了解到|悉|强调|认为|写道|显示|报道)(?!明|法|为|服|号|谓|性|会|业绩)[^,。;]{0,12}[,:“]"
)
_DATELINE: Final = regex.compile(r"[专来]?[电讯](?=[\s(:,]|记者)|消息")
_FOUNDED: Final = regex.compile(r"(?:成立|创建|创办|组建|始建|建成|建|设立|诞生|出生|生|注册|入驻|投产)于\Z")
_AND: Final = regex.compile(r"[、,和与及]|以及")
_DEALT: Final = regex.compile(r"[^。;\d]{0,40}分别[^。;\d]{0,30}")
_GOES_ON: Final = regex.compile(r"\s*其中")
_NO_STOP: Final = regex.compile(r"[^,。;:!?\d]{0,30}")


def read_timings(
    text: Text, times: Sequence[PeriodMatch], quantities: Sequence[QuantityMatch], changes: Sequence[ChangeMatch]
) -> list[PeriodMatch | None]:
    """For each quantity, in order, the time that holds for it, or None where no word tells.

    >>> from datetime import date
    >>> from govnews.periods import scan_periods
    >>> from govnews.quantities import scan_quantities
    >>> from govnews.changes import read_changes
    >>> text = Text("占比由2012年的11%上升到2023年的18%")
    >>> times = scan_periods(text, date(2024, 3, 1))
    >>> quantities = scan_quantities(text, times)
    >>> [time.period.timex for time in read_timings(text, times, quantities, read_changes(text, quantities)) if time]
    ['2012', '2023']
    """
    own = _own_times(text, times)
    ends = [time.end for time in own]
    found: list[PeriodMatch | None] = []
    sentence: Span | None = None
    spoken = -1
    goes_on: PeriodMatch | None = None
    parallel: dict[Transition, PeriodMatch | None] = {}
    for i, (quantity, change) in enumerate(zip(quantities, changes, strict=True)):
        here = text.sentence_at(quantity.start)
        if here is not sentence:
            goes_on = (
                found[-1]
                if found and sentence is not None and sentence.end == here.start and _GOES_ON.match(text.norm, here.start)
                else None
            )
            sentence, spoken, parallel = here, _saying(text.norm, here), {}
        begin = quantities[i - 1].outer_end if i and quantities[i - 1].start >= here.start else here.start
        time = _before(own, ends, here, quantity, spoken, quantities[i - 1] if change.transition is Transition.TO else None)
        if change.transition is not None:
            if (time is None or time.start < begin) and parallel.get(change.transition) is not None:
                time = parallel[change.transition]
            parallel[change.transition] = time
        lasts = quantity.quantity.unit.dimension == "time"
        found.append(time or _behind(text.norm, own, ends, here, quantity) or (None if lasts else goes_on))
    return _dealt(text.norm, own, ends, quantities, found)


def _own_times(text: Text, times: Sequence[PeriodMatch]) -> list[PeriodMatch]:
    """The times that date what is stated around them: no bases, names, titles, datelines and foundations."""
    norm = text.norm
    titles = [span for span in text.quotations if norm[span.start] == "《"]
    starts = [span.start for span in titles]
    own = []
    for time in times:
        place = bisect_left(starts, time.start) - 1
        in_title = place >= 0 and titles[place].end >= time.end
        founded = _FOUNDED.search(norm, max(time.start - 4, 0), time.start) is not None
        if not (time.is_base or time.is_name or in_title or founded or _DATELINE.match(norm, time.end)):
            own.append(time)
    return own


def _saying(norm: str, sentence: Span) -> int:
    """Where the first words of saying in the sentence end, or -1."""
    match = _SAYS.search(norm, sentence.start, min(sentence.end, sentence.start + 120))
    return match.end() if match else -1


def _before(
    own: Sequence[PeriodMatch], ends: list[int], sentence: Span, quantity: QuantityMatch, spoken: int, start: QuantityMatch | None
) -> PeriodMatch | None:
    """The last time before the quantity in its sentence; ``start`` is the other end of a transition, whose time is its own."""
    last = bisect_left(ends, quantity.start + 1) - 1
    for place in range(last, max(last - _LOOK_BACK, -1), -1):
        time = own[place]
        if time.start < sentence.start:
            return None
        said = time.end <= spoken <= quantity.start and time.period.grain is Grain.DAY and time.period.kind is PeriodKind.DURING
        of_start = start is not None and time.end <= start.start and start.start - time.end <= 2
        if not said and not of_start:
            return time
    return None


def _behind(
    norm: str, own: Sequence[PeriodMatch], ends: list[int], sentence: Span, quantity: QuantityMatch
) -> PeriodMatch | None:
    """The time behind the quantity in its own clause."""
    place = bisect_left(ends, quantity.end + 1)
    if place == len(own) or own[place].start >= sentence.end:
        return None
    return own[place] if _NO_STOP.fullmatch(norm, quantity.outer_end, own[place].start) else None


def _dealt(
    norm: str, own: Sequence[PeriodMatch], ends: list[int], quantities: Sequence[QuantityMatch], found: list[PeriodMatch | None]
) -> list[PeriodMatch | None]:
    """Deal out a list of times: 2021年、2022年分别完成5亿元、6亿元."""
    i = 0
    while i < len(quantities):
        last = bisect_left(ends, quantities[i].start + 1) - 1
        i += 1
        if last < 1 or found[i - 1] is not own[last] or not _DEALT.fullmatch(norm, own[last].end, quantities[i - 1].outer_start):
            continue
        first = last
        while first > 0 and _AND.fullmatch(norm, own[first - 1].end, own[first].start):
            first -= 1
        members = [i - 1]
        while (
            i < len(quantities)
            and len(members) <= last - first
            and _AND.fullmatch(norm, quantities[i - 1].outer_end, quantities[i].outer_start)
        ):
            members.append(i)
            i += 1
        if len(members) == last - first + 1 > 1:
            for member, time in zip(members, own[first : last + 1], strict=True):
                found[member] = time
    return found
