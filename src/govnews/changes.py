"""Changes: whether a number is the size of a change (增长3.2%) or a level (增长到3.2%), and what it is measured against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import attrs

from govnews.bounds import CONVERSION
from govnews.lexicon import rows
from govnews.model import Basis, Change, Direction, Transition, Unit
from govnews.patterns import pattern, plain
from govnews.quantities import QuantityMatch
from govnews.ranks import RANK
from govnews.text import HAN, NOWHERE, Text

_REACH: Final = 120
"""A verb stands no further before its number than this, in characters."""
_PLAINLY: Final = {"同比": Basis.YOY, "环比": Basis.MOM}
_BOTH: Final = plain(r"(?P<first>同比|环比)(?:增速|涨幅|降幅)?[、和与及]?(?P<second>同比|环比)(?:涨幅|降幅|增速)?(?:分别|依次)")
RATES_OF_CHANGE: Final = ("增速", "增幅", "涨幅", "降幅", "跌幅", "升幅", "减幅")
"""The nouns of how much something changes."""
_GROWTHS: Final = (*RATES_OF_CHANGE, "增长")
_PLACES: Final = frozenset({"位", "位次"})
_DONE_OFTEN: Final = (
    "加息", "降息", "降准", "提价", "涨价", "降价", "加薪", "涨薪", "降薪", "上调", "下调", "调增", "调减", "增持", "减持", "增资"
)  # fmt: skip
_HOW_OFTEN: Final = frozenset({"次", "轮", "回"})
_OF_SPEED: Final = ("加快", "提速", "放缓", "减缓", "减慢")
_RATES: Final = frozenset({"ratio", "points", "time", "calendar", "cycle", "speed"})
_TIMES: Final = frozenset({"time", "calendar", "cycle"})
_UPGRADED: Final = ("质量提升", "改造提升", "品质提升", "能力提升", "提质提升")
"""These name a kind of work, of which so much was done: 完成森林质量提升5万亩."""
_CARRY: Final = 400
"""A base carries on through the members of a list no further than this."""

_WITHIN: Final = 60
"""A clause that names its base for a number does so no further before it."""

_NAME: Final = rf"[{HAN}A-Za-z0-9“”\"()、.%~—-]"
# bases are looked for in all that a sentence says before a number: a pattern that opens with a class is searched for many times
# faster than one that opens with a lookbehind, and the classes together tell where there is none
_HEADS: Final = "环比较与和跟同相对年平"
_LAST_HEAD: Final = plain(rf"(?s:.*)[{_HEADS}]")
_NO_BASE: Final = "[占同环对价正反类配之相可]"
_OPENS_ON: Final = (
    rf"(?:(?<=比)(?<!{_NO_BASE}比)较?|(?<=较)(?<!比较)|(?<=[与和跟同])|(?<=相)(?:较于?|对于?|比于?)|(?<=较)之|(?<=对)比)"
)
_YEARLY: Final = r"(?:上年|上一年|去年|前一年|同期|往年同期)(?![0-9]{1,2}月)(?:同期|末|底|年末|同月|同季)?"
_MONTHLY: Final = r"(?:上(?:一个?|个)?(?:月|季度?)|上一?周|前一?个?月|前一?周|上旬|上期|前期)(?:末|底)?"
# each begins with a character and none with a class: only so does the engine look for the first characters of all at once
_WORD_OF_CHANGE: Final = (
    "增|减|提|降|升|上|下|多|少|高|低|快|慢|扩|缩|回|涨|跌|翻|新|压|成长|衰|滑|净|收窄|放[大缓]|走[强弱]|反弹|拓宽|延长|精简|贬值|跳水|前[移进]|后[移退]"
    "|进位|攀升|恶化|改善|加[息薪]|微落|略落"
)
"""In front of one of these what a number is compared with comes to its end; each word of the table holds one."""
_QUALITY: Final = "(?:[快大好高低多少强长早晚差弱小为]|明显|显著|平稳|稳步|稳定|迅速)"
"""较快 and 比较大 compare with nothing."""
_BASES: Final = (
    (Basis.YOY, plain("[上去前同往]"), plain(rf"[比较与和跟同相对](?:(?<=同)比|{_OPENS_ON}{_YEARLY})")),
    (Basis.MOM, plain("[上前环]"), plain(rf"[环比较与和跟同相对](?:(?<=环)比|{_OPENS_ON}{_MONTHLY})")),
    (Basis.AVG, plain("均"), plain(r"[年平](?:(?<=年)(?<![全去今上前明]年)(?:度?平)?均|(?<=平)均每年)")),
    (
        Basis.OTHER,
        plain(rf"{_WORD_OF_CHANGE}|相比"),
        plain(
            rf"[比较相](?:(?<=比)(?<!{_NO_BASE}比)(?!例|重|如|率|值|较{_QUALITY}|较?{_YEARLY}|较?{_MONTHLY})"
            rf"|(?<=较)(?<!比较)(?!{_QUALITY}|之|{_YEARLY}|{_MONTHLY})"
            rf"|(?<=相)较于?|(?<=较)之|(?<=相)对于?|(?<=^相)比于?)(?!{_YEARLY}|{_MONTHLY}){_NAME}{{1,24}}?(?={_WORD_OF_CHANGE}|,?相比)"
        ),
    ),
    (
        Basis.OTHER,
        plain("相比|比较"),
        plain(rf"[与和跟同](?:(?<!同)|(?![期比时]))(?!{_YEARLY}|{_MONTHLY}){_NAME}{{1,24}}?(?:相比|比较)"),
    ),
)
"""What a number is compared with: a sign that each of its wordings holds, and the wordings."""
_BASE_SIGN: Final = plain("[比较相均年期季月旬周]")
"""One of these stands in every wording of a base."""

# what may stand between a verb of change and its number: 增长了5%, 降幅达5%; 增长为5% would be a level
_BRIDGE: Final = pattern(
    r"""
    (?: (?:幅度?|速度?|率) (?:[仅只约已竟均都也]|分别|高达|达到?|预计|预期|将|为|是|有|在|保持在|维持在|控制在|介于|超过|接近)*+
      | (?:[了均都又再也还约近超]|仅[为有]?|只有?|分别|高达|达到?|超过)++
    )\Z
    """,
    re.VERBOSE,
)
# what may stand behind a noun of change: 增速仅为3%
_NOUN_BRIDGE: Final = pattern(
    r"(?<=[幅速])(?:[仅只约已竟均都也]|分别|高达|达到?|预计|预期|将|为|是|有|在|保持在|维持在|控制在|介于|超过|接近)++\Z"
)
_BRIDGE_ENDS: Final = frozenset("幅度速率仅只约已竟均都也别达到计期将为是有在于过近了又再还超")
_LONGEST_BRIDGE: Final = 10
_VERB_VIEW: Final = 20
"""A verb and the bridge behind it are no longer than this."""
_NO_VERBS: Final = ("自然增长", "新增")
_REMEMBERED: Final = 24
"""The base that a clause no longer than this names is remembered: news say 比上年增长 over and over."""
_UP_TO_MARK: Final = plain(r"(?s:.*)[,;。:\n]")
_NOTE: Final = plain(r"\[\^?[0-9]{1,3}\]|【[0-9]{1,3}】")
_AND: Final = plain(r"、?[和与]|[、及]|以及")
_AND_FIRSTS: Final = frozenset("、和与及以")
_CONVERTED: Final = plain(rf"\((?:{CONVERSION})?")
_OBJECT: Final = (
    rf"(?!值|[到至为成]|工程|行动|项目|计划|任务|能力|型|版)(?!的)(?:(?![的占])[{HAN}“”\"A-Za-z]){{2,24}}(?<![到至为成达有])\Z"
)
# 高于全国2.7个百分点, 比计划高出33%; but 高于去年的2.8% names a level
_BEYOND: Final = plain(
    r"(?P<way>快于|高于|多于|大于|领先|好于|优于|高出|快出|慢于|低于|少于|小于|落后|低出|超出|超过?)"
    rf"于?{_NAME}{{1,40}}(?<!的)\Z"
)
# 洪峰水位超警戒水位3.62米, 水位超警1.2米
_ABOVE_MARK: Final = plain(r"(?P<way>超|超过|超出|高于|高出|低于)(?:警戒|保证|汛限|设防|警)(?:水位|潮位|线)?\Z")
_SURPASSED: Final = (
    (Basis.YOY, plain(rf"于{_YEARLY}(?:水平)?\Z")),
    (Basis.MOM, plain(rf"于{_MONTHLY}(?:水平)?\Z")),
)
_BEHIND: Final = plain(
    r"的(?:[一-鿿]{0,6}?(?:速度|增速|幅度|[增升涨降跌减]幅|比例|速率)(?P<verb>增长|增加|递增|上升|提高|上涨|扩大|下降|减少|递减|降低|下跌|回落|萎缩)"
    r"|[一-鿿]{0,3}(?P<noun>增长|涨幅|降幅|增速|增幅|升幅|跌幅|减幅|下降|提高)(?![一-鿿]))"
)
_MARKS: Final = ("位", "线", "警", "警戒", "保证")
_EXCESS: Final = plain(r"(?P<way>超出|快出|低出|少出)(?:了)?\Z")
_COMPARED: Final = plain(
    rf"(?:[比较]{_NAME}{{1,30}}?|[同环]比)(?P<way>[高多快长]|[低少慢短])"
    r"(?:出|了|[开发运装产销卖用投供收支花赚跑播种招]|完成|接待|发电|生产|安排|投入|发放)?\Z"
)
# 与同类产品相比强度相当,但减重32%
_AFTER_LEVEL: Final = plain(r"[高低多少快慢](?:出|了)?")
_COMPARED_FIRSTS: Final = frozenset("高低多少快慢")
_LED_BY_BASE: Final = plain(r"[比较](?![例重较])[^,。;:]{1,20}的\Z")
_COMPARED_WITH: Final = plain(rf"[与同跟和]{_NAME}{{1,24}}?相比[^,;。]{{0,20}},[^,;。]{{0,16}}\Z")
_ABOVE: Final = frozenset(
    {"快于", "高于", "超出", "超过", "超", "快出", "多于", "大于", "领先", "好于", "优于", "高出", "高", "多", "快", "长"}
)
_NEWLY: Final = plain(rf"[比较]{_NAME}{{2,13}}新增\Z")

# 由上月下降, 转为上涨; not 由去年增长, where the verb has another number
_TURNS: Final = plain(
    r"(?:[由从][^,。;:]{0,12}|[转变]为|转向|至|到)(?:同比|环比)?(?:增长|下降|上涨|下跌|上升|回落|增加|减少|回升|下滑)\Z"
)
_FROM: Final = plain(rf"[由从自]{_NAME}{{0,20}}\Z")
_TO: Final = plain(rf",?(?:[{HAN}]{{0,10}}(?:到|至|为|成|达|居)|[{HAN}]{{0,4}}向){_NAME}{{0,16}}")


@attrs.define
class ChangeMatch:
    """What a quantity says of change: the change it is the size of, or the end of a transition that it is."""

    change: Change | None = None
    transition: Transition | None = None
    rule: str = ""
    span: tuple[int, int] | None = None
    """where the words that say so begin and end in the normal form"""


_LEVEL: Final = ChangeMatch()


@cache
def _changed(direction: Direction, basis: Basis, rule: str) -> ChangeMatch:
    """The change of these; there are few, and a text has many of each."""
    return ChangeMatch(Change(direction=direction, basis=basis), None, rule)


class _Said:
    """What a sentence says before its quantities, which are asked about in their order; each character is looked at once."""

    def __init__(self, norm: str, opening: int) -> None:
        self._norm = norm
        self._opening = self._seen = opening
        self._head = -1
        """where the last base may begin before what is seen"""
        self._clause = opening
        """where the clause begins that what is seen ends in"""

    def basis(self, quantity: QuantityMatch, carried: Basis | None, *, in_clause: bool = False) -> Basis:
        """The base that the words before a quantity name, else the one that carries on from the parallel member before it.

        They are read as far back as a base carries on, or only those of its own clause.
        """
        norm, end = self._norm, quantity.outer_start
        start = max(self._opening, end - _CARRY)
        self._see(max(self._seen, start), end)
        clause = max(self._clause, start)
        start = clause if in_clause else start
        may_carry = carried is not None and carried is not Basis.AVG
        if self._head < start:
            return carried if carried is not None and may_carry else Basis.UNSTATED
        here = _base_of_clause(_without_notes(norm[clause:end])) if self._head >= clause else None
        if here is not None:
            return here
        before = _without_notes(norm[start:end])
        compared = _COMPARED_WITH.search(before) if "相比" in before else None
        if compared is not None:
            return next((basis for basis, _, pattern in _BASES[:2] if pattern.search(compared[0])), Basis.OTHER)
        if carried is not None and may_carry:
            return carried
        return (_last_base(before, _BASES[:2]) if carried is None else None) or Basis.UNSTATED

    def _see(self, start: int, end: int) -> None:
        """Look at the next words."""
        head, mark = _LAST_HEAD.match(self._norm, start, end), _UP_TO_MARK.match(self._norm, start, end)
        if head is not None:
            self._head = head.end() - 1
        if mark is not None:
            self._clause = mark.end()
        self._seen = end


class _Verbs(NamedTuple):
    directions: dict[str, Direction]
    lengths: dict[str, tuple[int, ...]]
    """of those that end in a character, the longest first"""
    with_object: re.Pattern[str]
    firsts: re.Pattern[str]
    """the characters that a verb with an object begins with"""
    of_quality: tuple[str, ...]
    """verbs that raise or lower a quality, not a count: 提高, 扩大"""


@cache
def _verbs() -> _Verbs:
    entries = rows("changes")
    anywhere = "|".join(word for word, _, where in entries if where == "anywhere")
    first = "|".join(word for word, _, where in entries if where == "first")
    firsts = {word[0] for word, _, where in entries if where}
    lengths: dict[str, set[int]] = {}
    for word, _, _ in entries:
        lengths.setdefault(word[-1], set()).add(len(word))
    return _Verbs(
        directions={word: Direction(direction) for word, direction, _ in entries},
        lengths={last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()},
        of_quality=tuple(word for word, _, where in entries if where == "first"),
        firsts=plain(f"[{''.join(firsts)}]"),
        with_object=plain(rf"(?:(?P<verb>{anywhere})|\A(?:[比较]{_NAME}{{2,12}}?)?(?P<first>{first})){_OBJECT}"),
    )


def read_changes(text: Text, quantities: Sequence[QuantityMatch]) -> list[ChangeMatch]:
    """For each quantity, in order, what it says of change.

    >>> from govnews.quantities import scan_quantities
    >>> text = Text("产值由2亿元提高到3亿元，同比增长50%")
    >>> [match.rule for match in read_changes(text, scan_quantities(text, ()))]
    ['transition', 'transition', 'verb of change']
    """
    norm = text.norm
    found: list[ChangeMatch] = []
    carried: Basis | None = None
    sentence, said = NOWHERE, _Said(norm, 0)
    for i, quantity in enumerate(quantities):
        if quantity.start >= sentence.end:
            sentence = text.sentence_at(quantity.start)
            said = _Said(norm, sentence.start)
        begin, last = sentence.start, None
        if i and quantities[i - 1].start >= sentence.start:
            begin, last = quantities[i - 1].outer_end, found[-1]
        else:
            carried = None
        gap = _without_notes(norm[max(begin, quantity.outer_start - _REACH) : quantity.outer_start])
        if carried is Basis.OTHER and ";" in gap:
            # another base than the usual ones is named for its own member of a list
            carried = None
        clause = _last_clause(gap) if gap else ""
        in_list = last is not None and _is_and(gap)
        match = _next_in_list(norm, last) if in_list and last is not None else _beside_others(norm, gap, quantities, i, last)
        if match is None:
            match = _change(norm, quantity, clause, said, carried)
            if match is _LEVEL and i and clause[:1] in _COMPARED_FIRSTS and _AFTER_LEVEL.fullmatch(clause):
                match = _against_level(norm, quantity, quantities[i - 1], said)
        elif match.transition is not None and not in_list:
            match = _turned(match, clause, said, quantity)
        if match.change is not None and match.rule == "verb of change":
            carried = match.change.basis
        if match is not _LEVEL and not in_list:
            words = max(begin, quantity.outer_start - len(clause)), quantity.outer_start
            match = ChangeMatch(match.change, match.transition, match.rule, words)
        found.append(match)
    return found


def _without_notes(words: str) -> str:
    return _NOTE.sub("", words) if "[" in words or "【" in words else words


def _is_and(gap: str) -> bool:
    """Whether what stands between two numbers only joins them."""
    return gap[:1] in _AND_FIRSTS and _AND.fullmatch(gap) is not None


def _beside_others(
    norm: str, gap: str, quantities: Sequence[QuantityMatch], i: int, last: ChangeMatch | None
) -> ChangeMatch | None:
    """What the numbers beside this one say of it: the end of a transition, or the last in another unit."""
    if last is not None and last.transition is Transition.FROM:
        return ChangeMatch(transition=Transition.TO, rule="transition")
    if _goes_to(norm, gap, quantities, i):
        return ChangeMatch(transition=Transition.FROM, rule="transition")
    if last is not None and gap[:1] == "(" and _is_converted(norm, gap, quantities[i], quantities[i - 1]):
        # 增加362.8万吨(72.6亿斤)
        return last
    return None


def _is_converted(norm: str, gap: str, quantity: QuantityMatch, last: QuantityMatch) -> bool:
    """Whether a quantity alone in brackets is the one before it in another unit."""
    return (
        _CONVERTED.fullmatch(gap) is not None
        and norm.startswith(")", quantity.outer_end)
        and quantity.quantity.unit != last.quantity.unit
        and quantity.quantity.unit.dimension.partition(":")[0] == last.quantity.unit.dimension.partition(":")[0] != "count"
    )


def _against_level(norm: str, quantity: QuantityMatch, level: QuantityMatch, said: _Said) -> ChangeMatch:
    """The change against a level that is written between: 比2009年同期的66.83%高1.48个百分点."""
    if _LED_BY_BASE.search(norm, max(level.outer_start - 24, 0), level.outer_start) is None:
        return _LEVEL
    basis = said.basis(quantity, None)
    way = _way(norm[level.outer_end])
    return _changed(way, Basis.OTHER if basis is Basis.UNSTATED else basis, "comparison with a level")


def _next_in_list(norm: str, last: ChangeMatch) -> ChangeMatch | None:
    """The member of a list behind ``last``: the same end of a transition, or the same change (分别增长84.8%、17.5%).

    Of 同比和环比分别增长2%和1% it has the other base.
    """
    if last.change is None or last.transition is not None:
        return None if last.transition is None else last
    both = _BOTH.search(norm, *last.span) if last.span is not None else None
    if both is None or last.change.basis is not _PLAINLY[both["first"]]:
        return last
    return attrs.evolve(last, change=attrs.evolve(last.change, basis=_PLAINLY[both["second"]]))


def _goes_to(norm: str, gap: str, quantities: Sequence[QuantityMatch], i: int) -> bool:
    """Whether the quantity is where 由A提升到B begins; several may: 由5元、3元提高到6元、4元."""
    if not ("由" in gap or "从" in gap or "自" in gap) or _FROM.search(gap) is None:
        return False
    for left, right in pairwise(quantities[i : i + 5]):
        if right.outer_start - left.outer_end > 40 or left.quantity.unit.dimension != right.quantity.unit.dimension:
            return False
        if _TO.fullmatch(norm, left.outer_end, right.outer_start):
            return True
        if not _AND.fullmatch(norm, left.outer_end, right.outer_start):
            return False
    return False


def _change(norm: str, quantity: QuantityMatch, clause: str, said: _Said, carried: Basis | None) -> ChangeMatch:
    """The change that the words before a quantity make it.

    ``clause`` reaches back to the last mark or number, ``said`` to where its sentence opens; ``carried`` is the base before.
    """
    unit = quantity.quantity.unit
    # 增速居首位: a place in an order is no size of a change
    direction = _verb_before(clause) if clause and unit is not RANK else None
    if direction is None and (unit.code == "番" or (clause[-1:] == "比" and _is_signed(norm, quantity, clause))):
        direction = Direction.UP
    if direction is not None and unit.code == "pp" and clause.endswith(_GROWTHS) and _BEYOND.search(clause):
        # 低于全国平均增速0.5个百分点: the noun is what is surpassed
        direction = None
    if direction is not None:
        other = _changes_something_else(clause, unit)
        return _LEVEL if other else _changed(direction, said.basis(quantity, carried), "verb of change")
    behind = _BEHIND.match(norm, quantity.outer_end) if unit.code in {"%", "倍"} else None
    if behind is not None:
        # as in 以年均4%的速度增长 and 实现10%的增长
        direction = _verbs().directions.get(behind["verb"]) or _verbs().directions[behind["noun"]]
        basis = Basis.AVG if "年均" in behind[0] else said.basis(quantity, None)
        return _changed(direction, basis, "verb behind the number")
    # what is compared, and a verb with its object, is no shorter
    return _compared(quantity, clause, said) if len(clause) > 1 else _LEVEL


def _compared(quantity: QuantityMatch, clause: str, said: _Said) -> ChangeMatch:
    """The change that a comparison makes of a quantity, or a verb that has an object before it."""
    unit = quantity.quantity.unit
    beyond = (_EXCESS.search(clause) if "出" in clause[-2:] else None) or (_BEYOND.search(clause) if unit.code == "pp" else None)
    if beyond is None and unit.dimension == "length" and clause.endswith(_MARKS):
        beyond = _ABOVE_MARK.search(clause)
    if beyond is not None:
        return _changed(_way(beyond["way"]), _base_surpassed(clause), "surpassing")
    compares = "比" in clause or "较" in clause
    compared = _COMPARED.search(clause) if compares else None
    if compared is not None or (compares and _NEWLY.search(clause)):
        direction = _way(compared["way"]) if compared is not None else Direction.UP
        basis = said.basis(quantity, None)
        # 比 and 较 have named it, whatever it is
        basis = Basis.OTHER if basis is Basis.UNSTATED else basis
        return _changed(direction, basis, "comparison")
    with_object = _verbs().with_object.search(clause) if _verbs().firsts.search(clause) else None
    if with_object is not None and not (with_object["first"] and unit.dimension.startswith("count")):
        direction = _verbs().directions[with_object["first"] or with_object["verb"]]
        basis = said.basis(quantity, None, in_clause=True)
        return _changed(direction, basis, "verb and object")
    return _LEVEL


def _is_signed(norm: str, quantity: QuantityMatch, clause: str) -> bool:
    """Whether the sign of the number stands for the verb: 同比+5.6%, 环比-2.1%; a decrease is an increase below nought."""
    return norm[quantity.start] in "+-" and clause.endswith(tuple(_PLAINLY))


def _turned(match: ChangeMatch, clause: str, said: _Said, quantity: QuantityMatch) -> ChangeMatch:
    """An end of a transition, with the change that it may be itself: 由上月下降1.2%转为上涨0.4%."""
    direction = _verb_before(clause) if clause else None
    if direction is None or _TURNS.search(clause) is None:
        return match
    return attrs.evolve(match, change=Change(direction=direction, basis=said.basis(quantity, None)))


def _changes_something_else(clause: str, unit: Unit) -> bool:
    """Whether the verb before a quantity does not change its count: 提高1200名教师待遇, 加快30万吨项目建设, 提前突破1000列."""
    if unit.code == "%":
        return clause.endswith("提前")
    kind = unit.dimension.partition(":")[0]
    if kind == "count" and unit.code not in _PLACES and clause.endswith(_verbs().of_quality):
        return True
    if clause.endswith(_DONE_OFTEN) and unit.code in _HOW_OFTEN:
        # 降息两次
        return True
    if clause.endswith(_OF_SPEED):
        return kind not in _RATES and not (clause.endswith("提速") and kind == "length")
    if clause.endswith("提前"):
        return kind not in _TIMES
    return clause.endswith(_UPGRADED) and kind in {"count", "area", "length"}


def _base_surpassed(clause: str) -> Basis:
    """The base of 低于上年0.4个百分点: its own name stands right before the number."""
    return next((basis for basis, pattern in _SURPASSED if pattern.search(clause)), Basis.OTHER)


def _way(word: str) -> Direction:
    return Direction.UP if word in _ABOVE else Direction.DOWN


def _last_clause(written: str) -> str:
    marked = _UP_TO_MARK.match(written)
    return written if marked is None else written[marked.end() :]


def _verb_before(clause: str) -> Direction | None:
    """The direction of the verb or noun of change that ends the clause, if one does."""
    last = clause[-1:]
    if last in _BRIDGE_ENDS:
        return _verb_that_ends(clause[-_VERB_VIEW:])
    return _verb_at(clause, len(clause)) if last in _verbs().lengths else None


@lru_cache(maxsize=4096)
def _verb_that_ends(words: str) -> Direction | None:
    """The direction of the verb that ends the words or is bridged to their end: 增长了, 降幅达."""
    ends = {len(words)}
    for bridge in (_BRIDGE, _NOUN_BRIDGE):
        match = bridge.search(words, max(len(words) - _LONGEST_BRIDGE, 0))
        if match is not None:
            ends.add(match.start())
    return next((direction for end in ends if (direction := _verb_at(words, end)) is not None), None)


def _verb_at(words: str, end: int) -> Direction | None:
    """The direction of the longest verb or noun of change that ends at a place."""
    verbs = _verbs()
    lengths = verbs.lengths.get(words[end - 1]) if end else None
    if lengths is None or words.endswith(_NO_VERBS, 0, end):
        return None
    for length in lengths:
        direction = verbs.directions.get(words[max(end - length, 0) : end])
        if direction is not None:
            return direction
    return None


def _base_of_clause(clause: str) -> Basis | None:
    return (_base_named if len(clause) <= _REMEMBERED else _base_named.__wrapped__)(clause)


@lru_cache(maxsize=4096)
def _base_named(clause: str) -> Basis | None:
    """The base that the words of a clause name; 同比 and 环比 say it themselves, whatever else they name: 较4月份环比增长."""
    said = max(_PLAINLY, key=clause.rfind) if "比" in clause else ""
    if said and said in clause:
        both = _BOTH.search(clause)
        return _PLAINLY[said if both is None else both["first"]]
    words = clause[-_WITHIN:]
    return _last_base(words, _BASES)


def _last_base(words: str, bases: Sequence[tuple[Basis, re.Pattern[str], re.Pattern[str]]]) -> Basis | None:
    """The base whose words end last."""
    if _BASE_SIGN.search(words) is None:
        return None
    named = [(match.end(), basis) for basis, sign, pattern in bases if sign.search(words) for match in pattern.finditer(words)]
    return max(named)[1] if named else None
