"""Timing: which time holds for each quantity.

A time holds from where it stands to the end of its sentence, until another replaces it. What reaches less far:

- what something is compared with (较2020年) dates the base of a change, never the metric; only a level of the base that is
  given with it (比2020年的5亿元增长) has its time;
- the time of one end of 由2012年的11%上升到2023年的18% is that end's alone, where the sentence has a time before it; a parallel
  member without times of its own takes those of the first;
- a time in brackets ends with them (失业率3.6%(2020年为3.2%), 参保率95%);
- a time at which something older came about ends with the words that it qualifies (今年, 2018年以前建成的300个小区完成改造),
  and the day by which it will be done (预计年底完成) with its clause;
- what a number is only held against dates none: 为去年同期的3倍, 完成全年目标的51%, 创2015年以来新高, 在2020年的基础上;
- a vague time (近年, 现有, 3年间) does not replace a plain one, unless it opens its clause;
- the time at which a work began ends before what it will be like (2021年开工, 建成后年产5万吨);
- the day on which somebody spoke, wrote or published ends with the saying;
- a time in a title, a dateline or behind 成立于 dates the thing it stands in, and no number.

And what reaches further:

- a list that is dealt out (2021年、2022年分别完成5亿元、6亿元) deals out its times too, and so do the lists that follow it;
- a time behind the number holds where the sentence has none before it (6个项目将在一季度投产), in brackets of its own always
  (5万吨(2021年));
- over the border of a sentence a time goes on only where the text does: 其中, 同期.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import attrs

from govnews.bounds import CONVERSION
from govnews.changes import ChangeMatch
from govnews.dating import NUMBER
from govnews.model import Grain, PeriodKind, Span, Transition
from govnews.patterns import plain
from govnews.periods import PeriodMatch
from govnews.quantities import QuantityMatch
from govnews.text import CLAUSE_ENDS, HAN, NOWHERE, Text

_LOOK_BACK: Final = 24
"""No more times than this are looked at before a number: a sentence without an end stays linear."""
_OPENING: Final = 120
"""The words of saying stand within so many characters of the beginning of a sentence."""

# every branch opens with a character of its own, for which the engine looks many times faster than for what stands before it
_SAYS: Final = plain(
    r"""
    (?: 说道? | 讲道? | 称 | 表示 | 介绍 | 指出 | 透露 | 披露 | 宣布 | 宣告 | 发布 | 公布 | 公开 | 通报 | 通告
      | 获悉 | 得知 | 了解到 | 悉 | 强调 | 认为 | 写道 | 显示 | 表明 | 报道 | 坦言 | 谈到 | 回应 | 答复 | 解释
      | 证实 | 汇报 | 告诉(?:记者|笔者|我们)
      | 发布会 (?<!产品...)(?<![新名]品...)(?<!采购...)(?<!推介...)(?<!品牌...)(?<!新车...)(?<!新书...)(?<!技术...)(?<!时装...)
      | 通气会 | 吹风会 )
    (?! 法 | 为 | 服 | 号 | 谓 | 性 | 会 | 业绩 | 明书 ) [^,。;]{0,12} [,:“]
    """,
    re.VERBOSE,
)
_DATELINE: Final = plain(r"(?:[专来]|综合|特约)?(?:讯(?!问|号|息|速|期)|电(?=[\s(:,]|记者))|消息(?!称)")
_DATELINE_FIRSTS: Final = frozenset("专来综特讯电消")
_WIRE: Final = plain(r"(?:社|报|网|台|频道|客户端)[^\s,。;:(]{0,8}\Z")
_WIRED: Final = plain(r"(?:[专来]|综合)?电(?!力|网|话|视|影|子|商|价|量|站|器|动|费|厂|业|信|气|煤|缆|池|机|路|压|能)")
_FOUNDED: Final = plain(r"(?:成立|创建|创办|创立|开办|组建|始建|建成|建|设立|诞生|出生|生|注册|入驻|投产)于\Z")
_CAME_ABOUT: Final = plain(
    r"""
    [^,。;:!?()\d]{0,10}?
    (?: [建修][成好设造] | 新建 | 改造 | 启动 | 实施 | 开工 | 动工 | 竣工 | 完工 | 投产 | 投用 | 开业 | 开通 | 上市
      | 成立 | 创[办建立] | 设立 | 组建 | 出台 | 颁布 | 印发 | 制定 | 施行 | 批准 | 获批 | 立项 | 认定 | 确定 | 签[约订]
      | 引进 | 落户 | 入驻 | 挂牌 | 中标 | 下达 | 安排 | 拨付 | 结转 | 遗留 | 拖欠 | 欠下 | 形成 | 留下 | 购[买置] | 收购
      | 种植 | 栽[植种] | 播种 | 毕业 | 入学 | 出生 | 迁入 | 搬迁 | 发生 | 发行 )
    的
    """,
    re.VERBOSE,
)
_AND: Final = plain(r"[、,和与及]|以及")
_DEALT: Final = plain(r"[^。;\d]{0,40}分别[^。;\d]{0,30}")
_DEALT_ON: Final = plain(r"[^。;\d]{1,30}")
_GOES_ON: Final = plain(r"\s*(?:其中|同期(?:,|(?=[我全对各该其])))")
# 2021年开工, 建成后年产5万吨: when it will be so is not told by when it began
_DONE_LATER: Final = plain("[产成工运用车效][之以]?后")
_BEGAN: Final = plain(
    r"[^。;!?\n]{0,40}?(?:开工|启动|动工|开建|奠基|签约|落户|落地|立项|获批|始建|开始建设|建成|竣工|投产)[^。;!?\n]{0,80}?"
    r"[,:][^,。;:!?\d]{0,8}?(?:建成|投产|达产|满产|竣工|完工|投运|投用|落成|通车|达效)(?:投产|投运|投用|达产|通车|运营)?[之以]?后"
)
_BEGAN_REACH: Final = 140
"""It is no longer than this."""
_NO_STOP: Final = plain(r"(?:,这就?是)?[^,。;:!?(\n\d]{0,30}")
_NEAR: Final = 34
"""A time behind a number is no further from it than this."""
_OWN_END: Final = plain(r"[^,。;:!?\d由从自]{0,12}")
_OWN_BASE: Final = plain(
    r"(?:同期|全年)?(?:全[国省市县区]|我[国省市县区])?的?|[^,。;:!?\d]{1,12}的|的(?:(?![增减升降涨跌])[^,。;:!?\d]){1,6}"
)
_LEFT_OUT: Final = plain("除外|除去|不[含计]|不包[括含]|剔除|扣除")
_CONVERTED: Final = plain(rf"\((?:{CONVERSION})[^,。;:()\d]{{0,8}}")
_SHARE: Final = plain(r"占到?[^,。;:!?\d]{0,8}\Z")
_GROUNDS: Final = 33
"""A time is spoken of as grounds (在2020年的基础上) within so many characters."""
_ON_GROUNDS: Final = plain(r"[^,。;:!?在]{0,30}?基础上")
_DUE: Final = plain(r"(?:预计|计划|将|拟|力争|争取|有望|定于|预期|可望)[可将能会]?[在于到至]?\Z")
_CLAUSE_END: Final = plain(f"[{CLAUSE_ENDS}]")
_EVENT: Final = plain(rf"第{NUMBER}届[^,。;:]{{2,16}}(?:会|赛|节|展|论坛|大会|运动会|博览会)")
_DATED_FIELD: Final = plain(r"(?<!统计|截止|截至|数据|报告)(?:日期|时间|公告日)(?:[:\]】]|\]:)\Z")
_OF_THING: Final = {"于": _FOUNDED} | dict.fromkeys(":】]", _DATED_FIELD)
"""What makes a time that of the thing it stands in, by the character before the time."""
_BROUGHT_FORWARD: Final = ("结转", "结余", "滚存")
"""What a year before has left to the year that is spoken of: 上年结转收入."""
_FIELD: Final = 60
_LABELLED: Final = plain(rf"[{HAN})][^\[\n]{{0,2}}\][^\[\]\n]{{0,60}}\Z")
_NEXT_LABEL: Final = plain(rf"[^\[\]\n]{{0,60}}(?=\[[{HAN}])")
"""Fields with a label each, as of a form: [开标时间]2月20日[预算金额]5万元."""


class _Background(NamedTuple):
    """Words around a time which show that a number is only held against it."""

    ends: str
    """what the words before it end in"""
    before: re.Pattern[str]
    behind: re.Pattern[str] | None = None


_BACKGROUNDS: Final = (
    # 完成全年目标任务的51%
    _Background(
        "成达到占为是现过于了",
        plain(r"(?:完成|达到?|[占为是]|实现|超过|相当于)了?\Z"),
        plain(r"[^,。;:!?\d]{0,6}(?:目标|任务|计划|预算|预期|指标)(?:目标|任务|数|值|总?量|总额)?(?:的|[,;。]|\Z)"),
    ),
    # 为去年同期的3倍; 超过去年的2.8% is a level
    _Background(
        "于达到至是为占抵",
        plain(r"(?:相当于|等于|达到?|恢复[到至为]|回升[到至]|回到|[是为占抵]到?)\Z"),
        plain(
            r"[^,。;:!?\d]{0,12}的(?:近|约|超过?|将近|逾)?"
            r"(?:百分之|[0-9.]+[多余]?(?:%|倍|成)|[一二三四五六七八九十两几点]+[多余]?(?:倍|成|分之))"
        ),
    ),
    _Background("转束破续变结创下新了", plain(r"(?:扭转|结束|打破|延续|改变|终结|创下?|刷新)了?\Z")),
)
_BACKGROUND_ENDS: Final = frozenset("".join(words.ends for words in _BACKGROUNDS))
# 2024年1月以来的最低水平
_EXTREME: Final = plain(r"的?(?:最[高低大小好多少快慢](?!人民|法院|检察|领导)|[历单]?史?新[高低])")
# 2015年以来最高: so where the sentence has a time before it
_RECORD: Final = plain(r"的?[^,。;:!?\d]{0,6}(?:最[高低大小好多少快慢](?!人民|法院|检察|领导)|新高|新低|首[次个])")
_VAGUE: Final = plain(r"P(?!RESENT)")
_OPENS: Final = frozenset(",;:。!?(\n“")


class _Hold(NamedTuple):
    """How far a time reaches: it holds for the numbers between ``time.end`` and ``until``."""

    time: PeriodMatch
    until: int
    is_tied: bool = False
    """it was written for a number behind it, and dates none before it"""


class _Stated(NamedTuple):
    """What a text states: its quantities, what they say of change, and where they begin."""

    text: Text
    quantities: Sequence[QuantityMatch]
    changes: Sequence[ChangeMatch]
    starts: Sequence[int]

    def is_near(self, stretch: Span) -> bool:
        """Whether a quantity stands in a stretch, or so near before it that a time in it may be its own."""
        place = bisect_left(self.starts, stretch.end) - 1
        return place >= 0 and self.quantities[place].outer_end >= stretch.start - _NEAR

    def first_after(self, index: int, until: int) -> int | None:
        """Which quantity is the first that begins between two places."""
        place = bisect_left(self.starts, index)
        return place if place < len(self.starts) and self.starts[place] < until else None


class _Held:
    """The times of a text that date numbers, in order, with the places where they end."""

    def __init__(self) -> None:
        self.holds: list[_Hold] = []
        self.ends: list[int] = []
        self.reaches: list[int] = []
        """how far each of them or of those before it reaches"""

    def add(self, hold: _Hold) -> None:
        """Take in the next time of the text."""
        self.holds.append(hold)
        self.ends.append(hold.time.end)
        self.reaches.append(max(hold.until, self.reaches[-1]) if self.reaches else hold.until)

    def last(self, index: int) -> int:
        """Which time is the last that ends at or before a place; -1 for none."""
        return bisect_left(self.ends, index + 1) - 1

    def at(self, index: int) -> PeriodMatch | None:
        """The last time before a place that reaches it."""
        place = last = self.last(index)
        while place >= 0 and place > last - _LOOK_BACK and index < self.reaches[place]:
            hold = self.holds[place]
            if index < hold.until:
                return hold.time
            place -= 1
        return None

    def goes_on_comparing(self, norm: str, time: PeriodMatch) -> bool:
        """Whether a time is one more that something is compared with: 低于去年同期的3%和去年全年的2%."""
        last = self.holds[-1] if self.holds else None
        return (
            last is not None and last.is_tied and last.time.is_base and _AND.fullmatch(norm, last.until, time.start) is not None
        )

    def next(self, quantity: QuantityMatch) -> _Hold | None:
        """The first time behind a quantity, if one is near enough to be its own."""
        place = bisect_left(self.ends, quantity.end + 1)
        hold = self.holds[place] if place < len(self.holds) else None
        return hold if hold is not None and hold.time.start - quantity.outer_end <= _NEAR else None


def _is_behind(norm: str, quantity: QuantityMatch, hold: _Hold) -> bool:
    """Whether a time stands behind a quantity in its own clause."""
    return not hold.is_tied and _NO_STOP.fullmatch(norm, quantity.outer_end, hold.time.start) is not None


def _is_noted(norm: str, quantity: QuantityMatch, time: PeriodMatch) -> bool:
    """Whether a time stands behind a quantity in brackets of its own."""
    return time.start == quantity.outer_end + 1 and norm.startswith("(", quantity.outer_end) and norm.startswith(")", time.end)


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
    stated = _Stated(text, quantities, changes, [quantity.start for quantity in quantities])
    held = _held(stated, times)
    if not held.holds:
        return [None] * len(quantities)
    norm = text.norm
    found: list[PeriodMatch | None] = []
    sentence, goes_on, parallel, last = NOWHERE, None, _Parallel(), None
    for quantity, change in zip(quantities, changes, strict=True):
        if quantity.start >= sentence.end:
            here = text.sentence_at(quantity.start)
            goes_on = found[-1] if found and _goes_on(norm, sentence, here) else None
            sentence, parallel = here, _Parallel()
        behind = held.next(quantity)
        time = behind.time if behind is not None and _is_noted(norm, quantity, behind.time) else held.at(quantity.start)
        if change.transition is not None:
            time = parallel.time(change.transition, quantity, time)
        bracketed = last is not None and norm.startswith("(", last.outer_end)
        if last is not None and bracketed and _CONVERTED.fullmatch(norm, last.outer_end, quantity.start):
            time = found[-1]
        if time is None and behind is not None and _is_behind(norm, quantity, behind):
            time = behind.time
        if time is None and goes_on is not None and quantity.quantity.unit.dimension != "time":
            time = goes_on
        found.append(time)
        last = quantity
    return _dealt(stated, held, found)


def _goes_on(norm: str, last: Span, here: Span) -> bool:
    """Whether a sentence goes on with what the last one that held a number stated."""
    return _GOES_ON.match(norm, here.start) is not None and not norm[last.end : here.start].strip()


class _Parallel:
    """The transitions of a sentence: the ends of a member without times of its own have those of the member before."""

    def __init__(self) -> None:
        self._times: dict[Transition, PeriodMatch | None] = {}
        self._last: Transition | None = None
        self._end = 0
        self._border: int | None = None

    def time(self, transition: Transition, quantity: QuantityMatch, time: PeriodMatch | None) -> PeriodMatch | None:
        """The time of one end of a transition; ``time`` is the last before it."""
        if transition is Transition.FROM and self._last is Transition.TO:
            self._border = self._end
        self._last, self._end = transition, quantity.end
        if self._border is not None and (time is None or time.start < self._border) and transition in self._times:
            time = self._times[transition]
        self._times[transition] = time
        return time


# --- how far each time reaches


def _held(stated: _Stated, times: Sequence[PeriodMatch]) -> _Held:
    """The times that date what is stated around them, each with its reach."""
    text, held = stated.text, _Held()
    norm, brackets = text.norm, _Stretches.of(text.brackets)
    here, sentence, spoken, is_near = NOWHERE, NOWHERE, -1, False
    for time in _dating(text, times):
        if time.start >= here.end:
            here = text.sentence_at(time.start)
            is_near = stated.is_near(here)
        bracket = None if time.is_base else brackets.around(time)
        if not is_near and bracket is None:
            continue
        if held.goes_on_comparing(norm, time):
            time = attrs.evolve(time, is_base=True)  # noqa: PLW2901  a base by what stands before it
        frame = held.at(time.start)
        if _is_background(norm, time, frame):
            continue
        hold = _tied(stated, time, here, frame)
        if hold is None and bracket is not None:
            hold = _bracketed(stated, time, bracket, held)
        if hold is None and not time.is_base:
            may_be_said = _may_be_said(time)
            if may_be_said and here is not sentence:
                sentence, spoken = here, _saying(norm, here)
            is_said = may_be_said and here is sentence and time.end <= spoken
            hold = _Hold(time, spoken if is_said else _until(stated, time, here, frame))
        if hold is not None:
            held.add(hold)
    return held


def _dating(text: Text, times: Sequence[PeriodMatch]) -> Iterator[PeriodMatch]:
    """The times that are no names and stand in no title, dateline or foundation."""
    norm = text.norm
    titles = _Stretches.of([span for span in text.quotations if norm[span.start] == "《"] if "《" in norm else [])
    for time in times:
        if norm.startswith(_BROUGHT_FORWARD, time.end) and norm[time.start] in "上去":
            continue
        if time.period.grain is Grain.YEAR and _EVENT.match(norm, time.end):
            # 2025年第九届亚冬会: the year is part of the name
            continue
        form = _OF_THING.get(norm[time.start - 1 : time.start])
        of_thing = form is not None and form.search(norm, max(time.start - 6, 0), time.start) is not None
        if not (time.is_name or of_thing or titles.around(time) or _is_dateline(norm, time)):
            yield time


class _Stretches(NamedTuple):
    """Stretches of a text that do not overlap, in order, and where they begin."""

    spans: Sequence[Span]
    starts: Sequence[int]

    @classmethod
    def of(cls, spans: Sequence[Span]) -> _Stretches:
        """The stretches, to be asked for the times in them."""
        return cls(spans, [span.start for span in spans])

    def around(self, time: PeriodMatch) -> Span | None:
        """The stretch that holds a time."""
        place = bisect_left(self.starts, time.start) - 1
        return self.spans[place] if place >= 0 and self.spans[place].end >= time.end else None


def _is_dateline(norm: str, time: PeriodMatch) -> bool:
    if norm[time.end : time.end + 1] not in _DATELINE_FIRSTS:
        return False
    if _DATELINE.match(norm, time.end):
        return True
    return _WIRED.match(norm, time.end) is not None and _WIRE.search(norm, max(time.start - 12, 0), time.start) is not None


def _saying(norm: str, sentence: Span) -> int:
    """Where the first words of saying in the sentence end, or -1."""
    match = _SAYS.search(norm, sentence.start, min(sentence.end, sentence.start + _OPENING))
    return match.end() if match else -1


def _is_background(norm: str, time: PeriodMatch, frame: PeriodMatch | None) -> bool:
    """Whether a number is only held against a time, or the time is too vague to replace the ``frame`` before it."""
    if frame is not None and (_is_vague(norm, time) or (_is_past(time) and _RECORD.match(norm, time.end))):
        return True
    if norm.startswith("以来", time.end - 2) and _EXTREME.match(norm, time.end):
        return True
    if not time.start:
        return False
    last = norm[time.start - 1]
    return last in _BACKGROUND_ENDS and any(
        words.before.search(norm, max(time.start - 5, 0), time.start) is not None
        and (words.behind is None or words.behind.match(norm, time.end) is not None)
        for words in _BACKGROUNDS
        if last in words.ends
    )


def _is_past(time: PeriodMatch) -> bool:
    """Whether the time is no word for now: 2015年以来最高 holds a record, 目前最低零售价 none."""
    return time.period.timex != "PRESENT_REF"


def _is_vague(norm: str, time: PeriodMatch) -> bool:
    if norm.startswith("现有", time.start):
        return True
    opens = not time.start or norm[time.start - 1] in _OPENS
    return time.period.start is None and _VAGUE.match(time.period.timex) is not None and not opens


def _is_shared(norm: str, time: PeriodMatch) -> bool:
    """Whether the time is that of a whole of which a share is told: 占该县2020年121亿元生产总值的13%."""
    return _SHARE.search(norm, max(time.start - 10, 0), time.start) is not None


def _tied(stated: _Stated, time: PeriodMatch, sentence: Span, frame: PeriodMatch | None) -> _Hold | None:
    """The hold of a time that is written for the number behind it: an end of a transition, or a level that is compared with."""
    place = stated.first_after(time.end, sentence.end)
    if place is None:
        return None
    norm, quantity, change = stated.text.norm, stated.quantities[place], stated.changes[place]
    is_stated = change.change is None or (time.end == quantity.outer_start and change.rule == "verb behind the number")
    if is_stated and change.transition is None and (time.is_base or _is_shared(norm, time)):
        is_level = quantity.quantity.unit.code not in {"倍", "番"}
        is_own = is_level and _OWN_BASE.fullmatch(norm, time.end, quantity.outer_start)
        return _Hold(time, quantity.end, is_tied=True) if is_own else None
    if change.transition is None or not _OWN_END.fullmatch(norm, time.end, quantity.outer_start):
        return None
    while place < len(stated.changes) and stated.changes[place].transition is change.transition:
        place += 1
    ends_with_number = change.transition is Transition.FROM or frame is not None
    return _Hold(time, stated.quantities[place - 1].end if ends_with_number else sentence.end, is_tied=True)


def _bracketed(stated: _Stated, time: PeriodMatch, bracket: Span, held: _Held) -> _Hold | None:
    """The hold of a time in brackets that does not reach out of them."""
    if stated.first_after(time.end, bracket.end) is not None:
        return _Hold(time, bracket.end, is_tied=True)
    place = bisect_left(stated.starts, bracket.start) - 1
    follows = place >= 0 and stated.quantities[place].outer_end == bracket.start
    frame = held.at(bracket.start)
    left_out = _LEFT_OUT.search(stated.text.norm, bracket.start, bracket.end) is not None
    is_closed = follows or (frame is not None and (left_out or not _lies_in(time, frame)))
    return _Hold(time, bracket.end) if is_closed else None


def _lies_in(time: PeriodMatch, frame: PeriodMatch) -> bool:
    """Whether a time is a part of another: the fourth quarter of the year."""
    part, whole = time.period, frame.period
    if part.start is None or part.end is None or whole.start is None or whole.end is None:
        return False
    return whole.start <= part.start and part.end <= whole.end


def _is_over_before(time: PeriodMatch, frame: PeriodMatch | None) -> bool:
    end = time.period.end
    return end is not None and frame is not None and frame.period.start is not None and end < frame.period.start


def _may_be_said(time: PeriodMatch) -> bool:
    """Whether a time may be the day on which somebody spoke."""
    period = time.period
    return (period.grain is Grain.DAY or period.grain is None) and period.kind is PeriodKind.DURING


def _until(stated: _Stated, time: PeriodMatch, sentence: Span, frame: PeriodMatch | None) -> int:
    """Where a time of a sentence ceases to hold, if no other replaces it."""
    norm = stated.text.norm
    field = _NEXT_LABEL.match(norm, time.end) if norm.find("[", time.end, time.end + _FIELD) >= 0 else None
    if field is not None and _LABELLED.search(norm, max(time.start - _FIELD, 0), time.start):
        return field.end()
    grounds = _ON_GROUNDS.match(norm, time.end) if norm.find("基础上", time.end, time.end + _GROUNDS) >= 0 else None
    if grounds is not None:
        return grounds.end()
    came_about = _CAME_ABOUT.match(norm, time.end) if _is_over_before(time, frame) else None
    if came_about is not None:
        # one further, for the number that is qualified: 2018年以前建成的300个
        return came_about.end() + 1
    near = min(time.end + _BEGAN_REACH, sentence.end)
    if norm.find("后", time.end, near) >= 0 and _DONE_LATER.search(norm, time.end, near) is not None:
        began = _BEGAN.match(norm, time.end, near)
        if began is not None:
            return began.end()
    if frame is not None and _DUE.search(norm, max(time.start - 6, 0), time.start):
        following = stated.first_after(time.end, len(norm))
        number = stated.starts[following] if following is not None else len(norm)
        stop = _CLAUSE_END.search(norm, time.end, number)
        close = stop.end() if stop is not None else len(norm)
        if close - time.end > 1 and close <= number:
            return close
    return sentence.end


# --- lists that are dealt out


def _dealt(stated: _Stated, held: _Held, found: list[PeriodMatch | None]) -> list[PeriodMatch | None]:
    """Deal out a list of times: 2021年、2022年分别完成5亿元、6亿元, 增长5%、20%."""
    norm, quantities = stated.text.norm, stated.quantities
    if len(held.holds) < 2 or "分别" not in norm:
        return found
    i = 0
    while i < len(quantities):
        last = held.last(quantities[i].start)
        time = held.holds[last].time if last > 0 else None
        if time is None or found[i] is not time or not _DEALT.fullmatch(norm, time.end, quantities[i].outer_start):
            i += 1
            continue
        times = _listed_times(norm, held, last)
        dealt = _listed_numbers(norm, quantities, i, len(times))
        while len(times) > 1 and dealt == len(times):
            found[i : i + dealt] = times
            i += dealt
            if i == len(quantities) or found[i] is not time:
                break
            if not _DEALT_ON.fullmatch(norm, quantities[i - 1].outer_end, quantities[i].outer_start):
                break
            dealt = _listed_numbers(norm, quantities, i, len(times))
        else:
            i += max(dealt, 1)
    return found


def _listed_times(norm: str, held: _Held, last: int) -> list[PeriodMatch]:
    """The times of the list that one is the last of."""
    first = last
    while first > 0 and last - first < _LOOK_BACK and _AND.fullmatch(norm, held.ends[first - 1], held.holds[first].time.start):
        first -= 1
    return [hold.time for hold in held.holds[first : last + 1]]


def _listed_numbers(norm: str, quantities: Sequence[QuantityMatch], first: int, most: int) -> int:
    """How many numbers follow each other in a list, from one on, ``most`` at the most."""
    last = first
    while (
        last + 1 < len(quantities)
        and last + 1 - first < most
        and _AND.fullmatch(norm, quantities[last].outer_end, quantities[last + 1].outer_start)
    ):
        last += 1
    return last + 1 - first
