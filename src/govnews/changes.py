"""Changes: whether a number is the size of a change (增长3.2%) or a level (增长到3.2%), and what it is measured against."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import attrs
import regex

from govnews.lexicon import rows
from govnews.model import Basis, Change, Direction, Transition
from govnews.quantities import QuantityMatch
from govnews.text import HAN, Text

_REACH: Final = 120
"""A verb stands no further before its number than this, in characters."""
_CARRY: Final = 400
"""A base carries on through the members of a list no further than this."""

_NAME: Final = rf"[{HAN}A-Za-z0-9“”\"()、.%-]"
_YEARLY: Final = r"(?:上年|去年|前一年|上一年|同期|往年同期)(?:同期|末|底|年末|同月|同季)?"
_MONTHLY: Final = r"(?:上个?月|上个?季度?|上周|上一周|前一?月|前一?周|上旬|上一?季度)(?:末|底)?"
_BASES: Final = (
    (Basis.YOY, regex.compile(rf"同比|[比较]{_YEARLY}|与{_YEARLY}")),
    (Basis.MOM, regex.compile(rf"环比|[比较]{_MONTHLY}|与{_MONTHLY}")),
    (Basis.AVG, regex.compile(r"年均|年平均|年度平均|平均每年|每年平均")),
    (
        Basis.OTHER,
        regex.compile(
            rf"(?:(?<![占同环对价正反类配之])比(?!例|重|如|率|值|{_YEARLY}|{_MONTHLY})|较(?![快大好高低多少强为长早晚差弱小]|{_YEARLY}|{_MONTHLY}))"
            rf"{_NAME}{{1,24}}?(?=增|减|提|降|升|上|下|多|少|高|低|快|慢|扩|缩|回|涨|跌|翻|新|压|,?相比)"
            rf"|与{_NAME}{{1,24}}?(?:相比|比较)|相比(?:于|之下)?"
        ),
    ),
)

# what may stand between a verb of change and its number: 增长了5%, 降幅达5%; 增长为5% would be a level
_BRIDGE: Final = regex.compile(
    r"(?:(?:幅度?|速度?|率)(?:高达|达到|达|为|是)?|(?:了|均|都|分别|又|再|仅|只|高达|达到|达|约|近|超)+)\Z"
)
_AND: Final = regex.compile(r"[、和与及]|以及|、?(?:和|与)")
_OBJECT: Final = rf"(?!值|[到至为成]|工程|行动|项目|计划|任务|能力|型|版)[{HAN}“”\"A-Za-z]{{2,24}}(?<![到至为成达有])\Z"
_BEYOND: Final = regex.compile(rf"(?<way>快于|高于|高出|多于|大于|领先|好于|慢于|低于|少于|小于|落后)(?:于)?{_NAME}{{1,40}}\Z")
_COMPARED: Final = regex.compile(rf"[比较]{_NAME}{{1,30}}?(?<way>[高多快长]|[低少慢短])(?:出|了)?\Z")
# 与同类产品相比强度相当,但减重32%
_COMPARED_WITH: Final = regex.compile(rf"[与同跟和]{_NAME}{{1,24}}?相比[^,;。]{{0,20}},[^,;。]{{0,16}}\Z")
_ABOVE: Final = frozenset({"快于", "高于", "高出", "多于", "大于", "领先", "好于", "高", "多", "快", "长"})
_NEWLY: Final = regex.compile(rf"[比较]{_NAME}{{2,12}}(?:净|多)?新增\Z")

_RISE_OR_FALL: Final = (
    "提升|提高|增加|增长|上升|回升|攀升|跃升|扩展|扩大|发展|壮大|拓展|延伸|延长|上调|涨|升|增|下降|降低|减少|回落|压缩|压减|缩短|缩减|"
    "缩小|收窄|精简|下调|跌|降|减|调整|优化|变化|变|改"
)
_FROM: Final = regex.compile(rf"[由从自]{_NAME}{{0,20}}\Z")
_TO: Final = regex.compile(
    rf"(?:[{HAN}]{{0,8}}(?:{_RISE_OR_FALL})|,?[{HAN}]{{0,6}}(?:{_RISE_OR_FALL}))?(?:到|至|为|成){_NAME}{{0,16}}"
)


@attrs.frozen(kw_only=True)
class ChangeMatch:
    """What a quantity says of change: the change it is the size of, or the end of a transition that it is."""

    change: Change | None = None
    transition: Transition | None = None
    rule: str = ""


_LEVEL: Final = ChangeMatch()


class _Verbs(NamedTuple):
    directions: dict[str, Direction]
    lengths: tuple[int, ...]
    last_characters: frozenset[str]
    with_object: regex.Pattern[str]


@cache
def _verbs() -> _Verbs:
    entries = rows("changes")
    anywhere = "|".join(word for word, _, where in entries if where == "anywhere")
    first = "|".join(word for word, _, where in entries if where == "first")
    return _Verbs(
        directions={word: Direction(direction) for word, direction, _ in entries},
        lengths=tuple(sorted({len(word) for word, _, _ in entries}, reverse=True)),
        last_characters=frozenset(word[-1] for word, _, _ in entries),
        with_object=regex.compile(rf"(?:(?<verb>{anywhere})|\A(?<verb>{first})){_OBJECT}"),
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
    for i, quantity in enumerate(quantities):
        sentence = text.sentence_at(quantity.start)
        begin, last = sentence.start, None
        if i and quantities[i - 1].start >= sentence.start:
            begin, last = quantities[i - 1].outer_end, found[-1]
        gap = norm[max(begin, quantity.outer_start - _REACH) : quantity.outer_start]
        if last is not None and last.transition is Transition.FROM:
            match = ChangeMatch(transition=Transition.TO, rule="transition")
        elif i + 1 < len(quantities) and _goes_to(norm, gap, quantity, quantities[i + 1]):
            match = ChangeMatch(transition=Transition.FROM, rule="transition")
        elif last is not None and last.change is not None and _AND.fullmatch(gap):
            # 分别增长84.8%、17.5%: the verb holds for the whole list
            match = last
        else:
            match = _change(quantity, gap, norm[max(sentence.start, quantity.outer_start - _CARRY) : quantity.outer_start])
        found.append(match)
    return found


def _goes_to(norm: str, gap: str, quantity: QuantityMatch, following: QuantityMatch) -> bool:
    """Whether the quantity is where 由A提升到B begins."""
    return (
        following.outer_start - quantity.outer_end <= 40
        and following.quantity.unit.dimension == quantity.quantity.unit.dimension
        and _FROM.search(gap) is not None
        and _TO.fullmatch(norm, quantity.outer_end, following.outer_start) is not None
    )


def _change(quantity: QuantityMatch, gap: str, before: str) -> ChangeMatch:
    """The change that the words before a quantity make it: ``gap`` reaches back to the last number, ``before`` through the sentence."""
    clause = gap[max(gap.rfind(mark) for mark in ",;。:\n") + 1 :]
    direction, rule = _verb_before(clause), "verb of change"
    if direction is None and quantity.quantity.unit.code == "番":
        direction = Direction.UP
    if direction is None and (beyond := _BEYOND.search(clause)) and quantity.quantity.unit.code in {"pp", "%"}:
        direction = Direction.UP if beyond["way"] in _ABOVE else Direction.DOWN
        return ChangeMatch(change=Change(direction=direction, basis=Basis.OTHER), rule="surpassing")
    if direction is None and (compared := _COMPARED.search(clause)):
        direction, rule = (Direction.UP if compared["way"] in _ABOVE else Direction.DOWN), "comparison"
    if direction is None and _NEWLY.search(clause):
        direction, rule = Direction.UP, "comparison"
    if direction is None and (with_object := _verbs().with_object.search(clause)):
        direction, rule = _verbs().directions[with_object["verb"]], "verb and object"
    if direction is None:
        return _LEVEL
    return ChangeMatch(change=Change(direction=direction, basis=_basis(clause, before)), rule=rule)


def _verb_before(clause: str) -> Direction | None:
    """The direction of the verb of change that ends the clause, if one does."""
    bridge = _BRIDGE.search(clause, max(len(clause) - 8, 0))
    for end in {len(clause), bridge.start() if bridge else len(clause)}:
        if not end or clause[end - 1] not in _verbs().last_characters or clause.endswith("自然增长", 0, end):
            continue
        for length in _verbs().lengths:
            direction = _verbs().directions.get(clause[max(end - length, 0) : end])
            if direction is not None:
                return direction
    return None


def _basis(clause: str, before: str) -> Basis:
    """The base that the clause names, else the last one of the sentence that carries on through parallel members."""
    here = [(match.end(), basis) for basis, pattern in _BASES for match in pattern.finditer(clause)]
    if here:
        return max(here)[1]
    if _COMPARED_WITH.search(before):
        return Basis.OTHER
    carried = [(match.end(), basis) for basis, pattern in _BASES[:2] for match in pattern.finditer(before)]
    return max(carried)[1] if carried else Basis.UNSTATED
