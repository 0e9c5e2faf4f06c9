"""Status and role: a fact, a plan or an expectation; a metric, a threshold or a rank."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from govnews.bounds import THRESHOLDS, bound_before
from govnews.lexicon import rows, words
from govnews.model import Bound, PeriodKind, Role, Span, Status
from govnews.outlooks import Outlook, find_outlooks
from govnews.patterns import pattern, plain
from govnews.periods import PeriodMatch
from govnews.quantities import QuantityMatch
from govnews.ranks import RANK
from govnews.text import HAN, NOWHERE, Text

if TYPE_CHECKING:
    import regex

_OPENS: Final = 12
"""A word this near to the beginning of its sentence speaks for the whole sentence, else up to the next semicolon."""
_GOES_ON: Final = (";实现", ";其中", ";带动")
"""A clause that begins so goes on with what was said before the semicolon."""
_NESTED: Final = 8
"""So many words of plan and fact are looked back through for the one that still holds."""
_PHRASE: Final = rf"[{HAN}A-Za-z0-9“”%.]"
_AHEAD: Final = 30
"""A 将 behind the number is looked for no further than this."""

_FACTS: Final = (
    *(("已", "已(?!知)"), ("截", "截[至止]"), ("目", "(?<![由从])目前"), ("完", "完成了")),
    ("实", "实际(?=完成|增长|达到?|为|开工|建成|产出|生产|支出|投入|发放)"),
    ("去上", "(?<=[,;])(?:去年|上年)(?!计划|预期|同期|相比)"),
)
"""A fact ends the reach of a plan, and so does a clause that opens with a year gone by; with what each begins with."""
_ANNOUNCES: Final = plain(r"[是为:]|包括")
# the total investment of a project is planned until it is said to be made, or what is stated of it has grown; its first
# characters are asked for before what may not stand in front of it, which takes longer
_INVESTMENT: Final = plain(
    r"(?:(?P<made>完成|实际|已|累计|实施了?|落实|建成|投产|竣工|获得)[^,。;]{0,12})?"
    r"(?=[总计协合概估初规投])(?<!预计|预期|实际|直接)(?<!固定资产)"
    r"(?:(?:总|计划|协议|合同|概算|估算|初期|规划)投资|投资总额|概算总?投?资?)额?"
    r"(?:约|达到|高达|达|为|近|超过|共计?|合计|:)*\Z"
)
# 总投资15亿元的工厂全面投产: what was planned is done
_FINISHED: Final = plain(
    r"的(?:(?!预计|计划|将|力争|开工|加快|推进|争取|部分|具备|确保|即将)[^,。;\n]){2,30}?"
    r"(?:建成|竣工|投产|投用|投运|启用|通车|完工|落成)(?=[,。;\n]|\Z)"
)
_GREW: Final = plain(r",?(?:同比|比上年|较上年)?(?:增长|下降|增加|减少)")
# 完成年度计划的85%: what was planned is only what the fact is measured by
_MEASURED_BY: Final = plain(
    r"(?:完成(?!任务)|占|达到?|为|超额?|相当于|实现)[^,。;]{0,12}(?:计划|规划|目标|任务|预算|预期)[^,。;]{0,8}的?\Z|(?:超|原)(?:额)?计划\Z"
)
# what a number is the aim of: 锚定增长5%的目标, 实现了5%的目标
_AIMED_AT: Final = plain(
    r"的?(?:[一-鿿]{0,6}?的)?(?:增长|年度|全年|预期|既定|预定|发展|任务|工作|奋斗){0,2}(?P<aim>目标)(?!任务?的?[0-9])"
)
_REACHED: Final = plain(r"(?:实现了|完成了|达到了?|超额|超过|高于|低于|顺利|圆满|如期|提前|已|完成)[^,。;]{0,14}\Z")
_LED_BY_PLAN: Final = plain("[资算划标务期]")
"""One of these stands in every word of plan or investment above."""
_DONE: Final = plain(
    r"[^,;:。!?\n0-9]{0,12}?已(?!知|定|列|纳|确定|明确)(?:经|全部|先后|陆续|正式|基本)?(?!列|纳|计划|规划|确定|明确)"
)
_WILL: Final = plain(rf"[{HAN}“”\"、]*?(?<!即|主|大)将(?=在|于|全部|陆续|逐步|相继|建成|投产|竣工|完工|开工|启动)")
# sizes by which equipment is named, and what grades are given to
_SIZES: Final = frozenset({"mass", "power", "apparent power", "voltage", "volume"})
_SMALL: Final = frozenset({"inch", "cm", "mm", "um", "nm"})
_GRADED: Final = plain(r"以?上?(?:地震|抗震|设防|大风|阵风|台风|强风|余震|风浪)")
_RESTRICTED: Final = plain(rf"的?(?P<noun>[{HAN}“\"]{{2}})")
_STATED: Final = plain(
    r"(?:达到?|增长|增加|提高|实现|完成|建成|新建|保持|突破|为|至|占|控制|覆盖|经历|支出|花费?|投入|有|了|获|受理|接待)[在了]?\Z"
)
# what is restricted and then counted: 元企业3户, 以上的镇有6个
_COUNT: Final = r"[0-9一二三四五六七八九十两百千万.]+(?:余|多)?(?:个(?!百分点|月|工作日)|家|户|项|人|名|座|条|种|处|所)"
_COUNTED_THEN: Final = plain(rf"的?(?:[{HAN}“”\"]{{2,12}}){_COUNT}")
_COUNTED_AT_ONCE: Final = plain(rf"的?[有共达]?{_COUNT}(?!以)(?P<named>[{HAN}]?)")
_AGE: Final = "岁"


class StatusMatch(NamedTuple):
    """A status, with the words of the normal form that say so; none say that something is a fact."""

    status: Status
    span: Span | None = None
    rule: str = "default"


class _Reach(NamedTuple):
    """From where to where in the normal form a word of plan or expectation holds, or a fact."""

    start: int
    end: int
    match: StatusMatch


_FACTUAL: Final = StatusMatch(Status.ACTUAL)


class _Words(NamedTuple):
    """The words of plan, expectation and fact; ``by_first`` has the patterns of those that begin with a character."""

    statuses: dict[str, Status]
    firsts: re.Pattern[str]
    by_first: dict[str, re.Pattern[str]]


@cache
def _words() -> _Words:
    statuses = {word: Status(status) for word, status, _, _ in rows("status_words")}
    verbs = f"(?:[按于在把使]{_PHRASE}{{1,12}}?)?(?:{'|'.join(words('doing_verbs'))})"
    branches: dict[str, list[str]] = defaultdict(list)
    for firsts, source in _FACTS:
        for first in firsts:
            branches[first].append(source)
    for word, _, unless, before in sorted(rows("status_words"), key=lambda row: -len(row[0])):
        # characters, or where a bar stands, alternatives of what must not stand before
        guard = unless if "|" in unless else f"[{unless}]"
        follows = [verbs if cell == "V" else cell for cell in before.split() if not cell.startswith("!")]
        never = [cell[1:] for cell in before.split() if cell.startswith("!")]
        branches[word[0]].append(
            (f"(?<!{guard})" if unless else "")
            + word
            + (f"(?={'|'.join(follows)})" if follows else "")
            + (f"(?!{'|'.join(never)})" if never else "")
        )
    return _Words(statuses, plain(f"[{''.join(branches)}]"), {first: plain("|".join(found)) for first, found in branches.items()})


def read_statuses(
    text: Text, quantities: Sequence[QuantityMatch], timings: Sequence[PeriodMatch | None] = (), published: date | None = None
) -> list[StatusMatch]:
    """For each quantity, in order, whether it is a fact, a plan or an expectation.

    Where no word in the sentence says so, the stretch that it stands in does (:mod:`govnews.outlooks`), or its time: what is
    stated for a day after ``published`` is planned.

    >>> from govnews.quantities import scan_quantities
    >>> text = Text("力争完成投资3亿元，新增岗位500个。已开工项目12个。")
    >>> [match.status.value for match in read_statuses(text, scan_quantities(text, ()))]
    ['planned', 'planned', 'actual']
    """
    norm = text.norm
    found = []
    sentence = NOWHERE
    reaches: list[_Reach] = []
    at = 0
    ahead = find_outlooks(text, published)
    begins = [outlook.start for outlook in ahead]
    for quantity, timing in zip_longest(quantities, timings):
        if quantity.start >= sentence.end:
            sentence = text.sentence_at(quantity.start)
            reaches, at = _reaches(norm, sentence), 0
        while at < len(reaches) and reaches[at].start <= quantity.outer_start:
            at += 1
        match = _at_number(norm, sentence, quantity) or (_holding(reaches, at, quantity.outer_start) if at else None)
        if match is None:
            outlook = _outlook(ahead, begins, quantity.outer_start) if ahead else None
            match = _FACTUAL if timing is None and outlook is None else _by_time(timing, published, outlook)
        found.append(match)
    return found


def _holding(reaches: Sequence[_Reach], last: int, at: int) -> StatusMatch | None:
    """What the last of the words before ``last`` says that still holds at a place."""
    for place in range(last - 1, max(last - 1 - _NESTED, -1), -1):
        if at < reaches[place].end:
            return reaches[place].match
    return None


def _outlook(ahead: Sequence[Outlook], begins: Sequence[int], at: int) -> Outlook | None:
    """The outlook that the place stands in, the last to begin if several hold."""
    place = bisect_right(begins, at)
    return next((outlook for outlook in reversed(ahead[max(place - _NESTED, 0) : place]) if at < outlook.end), None)


def _by_time(timing: PeriodMatch | None, published: date | None, outlook: Outlook | None) -> StatusMatch:
    """The status where no word of the sentence says it."""
    start, end = (timing.period.start, timing.period.end) if timing is not None else (None, None)
    if timing is not None and published is not None and start is not None and end is not None:
        # 未来三年 begins on the day of publication
        if (start >= published and end > published) or (timing.period.kind is PeriodKind.BY and end > published):
            return StatusMatch(Status.PLANNED, Span(start=timing.start, end=timing.end), "time ahead")
        if end < published:
            return _FACTUAL
    return _FACTUAL if outlook is None else StatusMatch(Status.PLANNED, outlook.words, outlook.rule)


def _reaches(norm: str, sentence: Span) -> list[_Reach]:
    """The words of plan, expectation and fact of a sentence, in order, each with its reach."""
    statuses, firsts, by_first = _words()
    found: list[_Reach] = []
    at = semicolon = sentence.start
    for first in firsts.finditer(norm, sentence.start, sentence.end):
        match = by_first[first[0]].match(norm, first.start(), sentence.end) if first.start() >= at else None
        if match is None:
            continue
        start, at = match.span()
        end = sentence.end
        if start - sentence.start > _OPENS and not _ANNOUNCES.match(norm, at):
            if semicolon < at:
                semicolon = _next(norm, ";", at, sentence.end)
                while norm.startswith(_GOES_ON, semicolon):
                    semicolon = _next(norm, ";", semicolon + 1, sentence.end)
            end = semicolon
        status = statuses.get(match[0])
        rule = "word of fact" if status is None else "word of plan"
        found.append(_Reach(at, end, StatusMatch(status or Status.ACTUAL, Span(start=start, end=at), rule)))
    return found


def _next(norm: str, mark: str, start: int, end: int) -> int:
    """Where the next mark stands; the end where none does."""
    at = norm.find(mark, start, end)
    return at if at >= 0 else end


def _at_number(norm: str, sentence: Span, quantity: QuantityMatch) -> StatusMatch | None:
    """What the words directly around the number say of it: 总投资5亿元, 完成计划的85%, 6个项目将在一季度投产."""
    before = max(quantity.outer_start - 30, sentence.start)
    led = _LED_BY_PLAN.search(norm, before, quantity.outer_start) is not None
    measured = _MEASURED_BY.search(norm, before, quantity.outer_start) if led else None
    if measured is not None:
        return StatusMatch(Status.ACTUAL, Span(start=measured.start(), end=measured.end()), "measured by a plan")
    investment = _INVESTMENT.search(norm, before, quantity.outer_start) if led else None
    if investment is not None and investment["made"] is None and not _is_made(norm, quantity.outer_end):
        return StatusMatch(Status.PLANNED, Span(start=investment.start(), end=investment.end()), "total investment")
    # 击中5个目标: what is aimed at in war
    is_said = norm.startswith("的", quantity.outer_end) or quantity.quantity.unit.code == "%"
    aim = _AIMED_AT.match(norm, quantity.outer_end) if is_said else None
    if aim is not None and _REACHED.search(norm, before, quantity.outer_start) is None:
        return StatusMatch(Status.PLANNED, Span(start=aim.start("aim"), end=aim.end()), "目标 behind the number")
    counts = quantity.quantity.unit.dimension.startswith("count")
    behind = norm[quantity.outer_end : quantity.outer_end + _AHEAD] if counts else ""
    will = _WILL.match(norm, quantity.outer_end, quantity.outer_end + _AHEAD) if "将" in behind else None
    if will is not None:
        return StatusMatch(Status.EXPECTED, Span(start=will.end() - 1, end=will.end()), "将 behind the number")
    done = _DONE.match(norm, quantity.outer_end) if "已" in behind else None
    if done is not None:
        return StatusMatch(Status.ACTUAL, Span(start=done.end() - 1, end=done.end()), "已 behind the number")
    return None


def _is_made(norm: str, end: int) -> bool:
    """Whether what follows an investment, ``norm[end:]``, says that it is made: it has grown, or what it was for stands."""
    return _GREW.match(norm, end) is not None or _FINISHED.match(norm, end) is not None


def read_role(text: Text, quantity: QuantityMatch) -> Role:
    """What the number does in its sentence.

    >>> from govnews.quantities import scan_quantities
    >>> text = Text("500万元以上项目67个")
    >>> [read_role(text, quantity).value for quantity in scan_quantities(text, ())]
    ['criterion', 'metric']
    """
    if quantity.quantity.unit is RANK:
        return Role.RANK
    if quantity.end == quantity.outer_end and quantity.start == quantity.outer_start:
        # no word bounds it, and a criterion is bounded
        return Role.SPEC if _is_spec(text.norm, quantity) else Role.METRIC
    return Role.CRITERION if _restricts(text.norm, quantity) else Role.METRIC


@cache
def _stated() -> frozenset[str]:
    """Behind these a number states something: 6%以上的水平, 3亿元以上的订单."""
    return frozenset(word for _, line in rows("stated_words") for word in line.split())


def _restricts(norm: str, quantity: QuantityMatch) -> bool:
    """Whether a number with a bound is a threshold for what follows it."""
    end, measured = quantity.outer_end, quantity.quantity
    direct = norm.endswith(THRESHOLDS, quantity.end, end)
    bounded = bound_before(norm, quantity.start) is not None
    if (direct or (bounded and measured.bound is not Bound.APPROX)) and _is_counted(norm, end, is_direct=direct):
        return True
    restricted = _RESTRICTED.match(norm, end)
    if restricted is None or restricted["noun"] in _stated():
        return False
    # 90%以上的企业 states a share; 近300万元的现金 states an amount
    if measured.unit.code in {"%", "pp", "1"} or measured.bound is Bound.APPROX:
        return False
    if _COUNTED_THEN.match(norm, end) is not None:
        return direct or bounded
    # 培育20家以上企业 states a count, and so does what is the object of a verb of doing
    stated = (measured.unit.dimension.startswith("count") and measured.unit.code != _AGE) or _STATED.search(
        norm, max(quantity.outer_start - 4, 0), quantity.outer_start
    )
    return not stated and (direct or (bounded and norm[end : end + 1] == "的"))


def _is_counted(norm: str, end: int, *, is_direct: bool) -> bool:
    """Whether what passes a threshold, without its name, is counted at once: 以上8个, 超50亿元的6家.

    超过700亿元的30多项协议 states a sum.
    """
    counted = _COUNTED_AT_ONCE.match(norm, end)
    return counted is not None and (is_direct or not counted["named"])


@cache
def _equipment() -> regex.Pattern[str]:
    short, long = ["|".join(noun for noun in words("equipment") if (len(noun) > 1) is is_long) for is_long in (False, True)]
    return pattern(rf"(?:{short})|[{HAN}]{{0,4}}?(?:{long})")


def _is_spec(norm: str, quantity: QuantityMatch) -> bool:
    """Whether the number only tells which thing is meant: 8英寸硅片, 63MVA电炉, 6.8级地震; not 新增装机63MVA, 500公里光缆."""
    unit = quantity.quantity.unit
    if unit.code in {"级", "度"}:
        return _GRADED.match(norm, quantity.end) is not None
    sized = unit.dimension in _SIZES or unit.code in _SMALL
    # all equipment begins with a Chinese character
    return sized and norm[quantity.end : quantity.end + 1] >= "\u3400" and _equipment().match(norm, quantity.end) is not None
