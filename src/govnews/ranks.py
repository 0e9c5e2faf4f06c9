"""Ranks: 位居全省第三, 排名第4位, 进入前十, 居首位 — a place in an order, told apart from counting off (第三批)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from govnews.model import Bound, Unit
from govnews.patterns import plain

RANK: Final = Unit(code="rank", dimension="rank", symbol="位")
"""The unit of a place in an order."""


class RankMatch(NamedTuple):
    """A rank in the normal form of a text: ``norm[start:end]``."""

    start: int
    end: int
    bound: Bound


_MOVED: Final = r"(?:[上跃提攀晋]?升|跃|前[移进]|进|[下后]?[降滑退]|滑落|下?跌)[至到]"
_VERB: Final = (
    rf"(?:{_MOVED}|位居|位列|位次|排名|排位|排行|排在|排列|名列|列居|居于|居|列|跃居|跃升|退居|排|占据|稳居|高居|雄踞|"
    r"保持|蝉联|继续保持)"
)
# behind another rank of the same verb: 居全市第3位和第1位; among those counted: 列全省21个市州第5
_NTH: Final = plain(
    rf"{_VERB}(?:[^,;。:、\d]{{0,14}}|[^,;。:、\d]{{0,6}}\d{{1,4}}个[^,;。:、\d]{{0,8}})"
    r"(?:第\d{1,4}[位名]?[、和与及]){0,2}第\Z"
)
# a field of comparison names the order by itself: 总量全省第二
_FIELD: Final = plain(
    r"(?:全[国省市区县球州盟旗]|世界|国内|国际|亚洲|欧洲|行业|同行业|中国|[东中西]部|[省市]内|全[省国][\w]{0,6}(?:市|省份|地区|城市)(?:中)?)(?:的)?(?:排名)?第\Z"
)
# the place that something had before: 由第5位上升到第3位
_NTH_BEFORE: Final = plain(rf"[位名]?(?={_MOVED}[^,;。:、\d]{{0,8}}第)")
_NTH_END: Final = plain(r"[位名]?(?=[,.;。:、!)”’」\s的和并]|\Z|[^\u4e00-\u9fff])|位|名(?!单|义)")
# 位列46位, 居全省2位: a place without 第
_PLACE: Final = plain(r"(?:位列|位居|名列|列|居|排名|排在?|位次为?)[^,;。:、升移降进退跃滑\d]{0,10}\Z")
_TOP: Final = plain(rf"(?:{_VERB}|进入|挺进|跻身|迈入|进军|冲进|入围)[^,;。:、\d]{{0,12}}前\Z")
_TOP_END: Final = plain(r"[位名]?(?![年天月日个季])")
_FIRST: Final = plain(rf"{_VERB}[^,;。:、\d]{{0,14}}?(?P<place>首位|榜首|第一方阵|首席)")
_BACK: Final = 28
"""The verb of a rank stands no further before it."""
BEFORE_RANK: Final = frozenset("第前")
"""The characters before a numeral that is a rank, but for that of a place without them (位列46位)."""


def rank_at(norm: str, start: int, end: int) -> RankMatch | None:
    """The rank that the numeral ``norm[start:end]`` states, if it states one.

    >>> rank_at("总量位居全省第三位", 7, 8)
    RankMatch(start=6, end=9, bound=Bound.EQ)
    >>> rank_at("第三批项目", 1, 2) is None
    True
    """
    if norm[start - 1 : start] not in BEFORE_RANK and not norm.startswith("位", end):
        return None
    left = norm[max(start - _BACK, 0) : start]
    if left.endswith("第"):
        is_named = _NTH.search(left) or _FIELD.search(left)
        tail = (_NTH_END.match(norm, end) if is_named else None) or _NTH_BEFORE.match(norm, end)
        return RankMatch(start - 1, tail.end(), Bound.EQ) if tail else None
    if norm.startswith("位", end) and _PLACE.search(left):
        return RankMatch(start, end + 1, Bound.EQ)
    if left.endswith("前") and _TOP.search(left):
        tail = _TOP_END.match(norm, end)
        return RankMatch(start, tail.end(), Bound.LE) if tail else None
    return None


def first_places(norm: str) -> Iterator[RankMatch]:
    """The ranks that are written without a numeral: 居首位, 位列榜首; their value is 1."""
    if "首" not in norm or ("首位" not in norm and "榜首" not in norm):
        return
    for match in _FIRST.finditer(norm):
        if match["place"] in {"首位", "榜首"}:
            yield RankMatch(match.start("place"), match.end("place"), Bound.EQ)


FIRST: Final = Decimal(1)
"""The value of 首位 and 榜首."""
