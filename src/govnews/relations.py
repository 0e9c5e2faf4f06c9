"""How a metric relates to its time: during it, as of its last day, by its end, since its beginning; or compared with it.

The words right before a dating (截至, 到, 自, 比) and right behind it (以来, 起, 前, 同期) tell.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from govnews.dates import APPROX, Stretch
from govnews.model import Period, PeriodKind
from govnews.patterns import plain

AFTER, BEFORE, ON_OR_AFTER, ON_OR_BEFORE = "AFTER", "BEFORE", "ON_OR_AFTER", "ON_OR_BEFORE"


class Relation(StrEnum):
    """What the words around a dating say."""

    NONE = "none"
    UP_TO = "up to"
    """截至2020年底"""
    BY = "by"
    """到2025年"""
    SINCE = "since"
    """自2012年以来, 9月1日起"""
    BEFORE = "before"
    """2030年前"""
    AFTER = "after"
    """2015年后"""
    ABOUT = "about"
    """2020年前后"""


class Frame(NamedTuple):
    """The words around a dating that belong to it: ``norm[start:end]`` is the dating with them."""

    start: int
    end: int
    relation: Relation
    is_base: bool = False


_BEHIND: Final = plain(
    r"""
      (?P<since> 之?以来 | 至今 | 到?(?:现在|目前|如今|今天)(?!的) | 迄今 | 开始
              | 起(?!草|点|步|重|伏|源|降|落|诉|动|义|初|色|飞|到|势|价|跑|名) )
    | (?P<before> [之以]?前 (?!后|[0-9一二三两]|往|列|期|瞻|沿|来|款|端|景|夕|进|十|几|面|方|者|任|身|提|线|台|锋|哨) )
    | (?P<about> 前后 | 左右 | 初期 )
    | (?P<after> [之以]后 | 后 (?!期|续|勤|备|台|半|来|者|方|面|补|发|重) )
    | (?P<up_to> 为?止 (?!步|血|损|痛) )
    | (?P<same> 的?同期 | 同月 | 同日 (?!起) )
    | (?P<held> 期间 | 之间 | 时期 )
    """,
    re.VERBOSE,
)
_BEHIND_FIRST: Final = frozenset("之以至到现目如今迄开起前左初后为止的同期时")
_RELATIONS: Final = {
    "since": Relation.SINCE, "before": Relation.BEFORE, "about": Relation.ABOUT, "after": Relation.AFTER, "up_to": Relation.UP_TO,
}  # fmt: skip
# 自项目启动以来: the word that closes may stand a little further on
_LATER_SINCE: Final = plain(r"[^,。;:!?\n的]{0,14}以来")
# 由2012年的11%上升到2023年的18%: 到 leads to a value, not to a time
_TRANSITION: Final = plain(r"的(?!时候|时|前)")
_UP_TO: Final = ("截至到", "截止到", "截止至", "截至", "截止", "截到")
_TO: Final = ("到了", "到", "至")
_FROM: Final = ("自从", "打从", "自", "从")
_LEAD_LAST: Final = frozenset(word[-1] for word in (*_UP_TO, *_TO, *_FROM))
_NO_LEAD: Final = (
    "达到", "占到", "做到", "感到", "看到", "收到", "受到", "遇到", "赶到", "来到", "提到", "谈到", "拿到", "找到",
    "想到", "直到", "来自", "独自", "亲自", "甚至", "以至", "乃至", "直至", "得到",
)  # fmt: skip
_BASE: Final = (
    "比", "较", "比起", "相比", "相较", "相较于", "对比", "相对", "相对于", "超过", "高于", "低于", "多于", "少于", "快于",
    "慢于", "好于", "优于", "超",
)  # fmt: skip
_BASE_IF_COMPARED: Final = ("达到", "恢复到", "回到", "相当于", "是", "为", "与", "同", "和", "跟", "以", "按", "按照", "于")
_BASE_LAST: Final = frozenset(word[-1] for word in _BASE)
_BASE_IF_COMPARED_LAST: Final = frozenset(word[-1] for word in _BASE_IF_COMPARED)
_BEFORE_LAST: Final = _LEAD_LAST | _BASE_LAST | _BASE_IF_COMPARED_LAST
_COMPARED_BEHIND: Final = plain(
    r"(?:的?(?:同期|水平|数量|规模|产量|产值)|[^,。;:\n]{1,6}(?=相当|相比|持平))?"
    r"(?:相比|相较|比较|对比|比(?=,)|持平|相当|基本持平|可比价|不变价|价格(?:计算)?|为100|=100|为基期|的[0-9.一二三四五六七八九十百千]+多?倍|的?水平)"
)
_WITH: Final = frozenset("与和同跟")
# 与2010年普查的398万人相比
_COMPARED_FURTHER: Final = plain(r"[^,。;:!?\n与和同跟]{1,24}(?:相比|相较)")
_COMPARED_BEFORE: Final = plain(r"(?:[比较与同和于]|[达复回]到|[复升]至)[^,。;:!?\n]{0,12}$")
# 恢复到2019年的九成: how much of what was then
_BACK_TO: Final = ("恢复到", "恢复至", "恢复为", "回升到", "回升至", "相当于")
_PART_OF: Final = plain(r"的(?:大?约|近|超过?|逾)?(?:[0-9.]+%|[一二三四五六七八九两]成|[一二三四五六七八九十]+分之)")


def read_frame(norm: str, start: int, end: int, floor: int = 0, *, takes_lead: bool = True) -> Frame | None:
    """The words around the dating ``norm[start:end]`` that say how a metric relates to it; None where there are none.

    Nothing before ``floor`` is read. ``takes_lead`` is false for what no 到 or 自 belongs to (近日).

    >>> read_frame("截至2020年底，", 2, 7)
    Frame(start=0, end=7, relation=<Relation.UP_TO: 'up to'>, is_base=False)
    """
    match = _BEHIND.match(norm, end) if norm[end : end + 1] in _BEHIND_FIRST else None
    if match is None and (start == floor or norm[start - 1] not in _BEFORE_LAST):
        return None
    before = norm[max(start - 4, floor) : start]
    behind = match.lastgroup or "" if match else ""
    close = match.end() if match else end
    if _is_base(norm, start, end, before, is_same=behind == "same"):
        return Frame(start, close, _RELATIONS.get(behind, Relation.NONE), is_base=True)
    lead = _lead(before) if takes_lead else ""
    relation = _RELATIONS.get(behind, Relation.NONE)
    if lead in _UP_TO:
        relation = Relation.UP_TO
    elif relation is Relation.NONE and lead in _TO and not _TRANSITION.match(norm, end):
        relation = Relation.BY
    elif relation is Relation.NONE and lead in _FROM and _LATER_SINCE.match(norm, end):
        relation = Relation.SINCE
    return Frame(start - len(lead), close, relation)


def _lead(before: str) -> str:
    """截至, 到 or 自 at the end of ``before``, or nothing."""
    if before[-1:] not in _LEAD_LAST or before.endswith(_NO_LEAD):
        return ""
    return next((word for word in (*_UP_TO, *_TO, *_FROM) if before.endswith(word)), "")


def _is_base(norm: str, start: int, end: int, before: str, *, is_same: bool) -> bool:
    """Whether the dating is what something is compared with; 上年同期 is, where a word of comparison opens its clause."""
    last = before[-1:]
    if last in _BASE_LAST and before.endswith(_BASE):
        return True
    if is_same and _COMPARED_BEFORE.search(norm, max(start - 16, 0), start):
        return True
    if before.endswith(_BACK_TO) and _PART_OF.match(norm, end) is not None:
        return True
    if last in _WITH and _COMPARED_FURTHER.match(norm, end) is not None:
        return True
    return last in _BASE_IF_COMPARED_LAST and before.endswith(_BASE_IF_COMPARED) and _COMPARED_BEHIND.match(norm, end) is not None


def period_of(stretch: Stretch, relation: Relation, published: date | None) -> Period:
    """The period of a metric that stands in a relation to a stretch of the calendar."""
    if relation is Relation.UP_TO:
        return _up_to(stretch, published)
    if relation is Relation.SINCE or relation is Relation.AFTER:
        return _since(stretch, relation, published)
    kind, mod = _kind(stretch, relation, published)
    return Period(start=stretch.first, end=stretch.last, kind=kind, timex=stretch.timex, mod=mod, grain=stretch.grain)


def _kind(stretch: Stretch, relation: Relation, published: date | None) -> tuple[PeriodKind, str]:
    """The kind of a period that keeps the ends of its stretch, and the TIMEX3 modifier."""
    is_to_come = stretch.last is not None and published is not None and stretch.last > published
    is_over = stretch.last is not None and published is not None and not is_to_come
    if relation is Relation.BEFORE:
        return PeriodKind.BY, stretch.mod or BEFORE
    if relation is Relation.BY:
        return (PeriodKind.ASOF, stretch.mod) if stretch.is_edge and is_over else (PeriodKind.BY, stretch.mod or ON_OR_BEFORE)
    if stretch.is_edge:
        return (PeriodKind.BY if is_to_come else PeriodKind.ASOF), stretch.mod
    is_now = stretch.timex == "PRESENT_REF"
    return (PeriodKind.ASOF if is_now else PeriodKind.DURING), APPROX if relation is Relation.ABOUT else stretch.mod


def _since(stretch: Stretch, relation: Relation, published: date | None) -> Period:
    """From the first day up to publication; what has not begun by then keeps its own end."""
    begun = published is None or stretch.first is None or stretch.first <= published
    mod = stretch.mod or (ON_OR_AFTER if relation is Relation.SINCE else AFTER)
    return Period(
        start=stretch.first,
        end=published if begun else stretch.last,
        kind=PeriodKind.SINCE,
        timex=stretch.timex,
        mod=mod,
        grain=stretch.grain,
    )


def _up_to(stretch: Stretch, published: date | None) -> Period:
    """截至: the last day of the stretch, or the day of publication where that comes first."""
    last = stretch.last
    if last is not None and published is not None and stretch.first is not None and stretch.first <= published < last:
        last = published
    return Period(start=last, end=last, kind=PeriodKind.ASOF, timex=stretch.timex, mod=stretch.mod, grain=stretch.grain)
