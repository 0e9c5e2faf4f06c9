"""Asides: names at the head of a clause that are no subject of it.

They support what is done (在X支持下), are apposed to what is counted (沈阳、大连等8个市), are partners of trade (对美国出口), the
field that something ranks in (全省第一), where a way begins (从沈阳到大连) or what does harm to the victims that are counted.
"""

from __future__ import annotations

import re
from typing import Final

from govnews.entities import PLACES, Entity
from govnews.patterns import plain
from govnews.tellers import is_medium

_SUPPORT: Final = plain(
    r"[^,。;\n]{0,24}?(?:支持|领导|帮助|指导|推动|带动|见证|努力|影响|作用|监督|背景|形势|统筹|部署|关心|要求|带领)下"
)
_APPOSED: Final = plain(
    r"""等 | [^,;:0-9有实完达共为获建引增拥签投集将在]{0,8}、[^,;:0-9有实完达共为获建引增拥签投集将在]{0,40}
        (?=[0-9一二两三四五六七八九十]+[个家项座所名县市省处])""",
    re.VERBOSE,
)
_RANKED: Final = plain(
    r"平均|排名|排位|第[一二三四五六七八九十0-9]|首位|前列|领先|率先|首[个批家创次例艘座条款台套届部颗架单笔]|唯一"
    r"|[^,。;、]{0,6}最[大高多快好低小长早美强]|人大|政协|劳模|劳动模范|道德模范|先进|优秀|文明|著名|知名|闻名|五一"
)
"""What makes a place the field in which something ranks or is honoured."""
_REGARDING: Final = plain(r"[^,。;\n]{0,6}?(?:来说|而言|来讲|损失|影响|冲击)")
PARTNER: Final = frozenset("对向从往与同跟")
"""What stands in front of whom something is done with or to."""
_TRADES: Final = plain(r"[^,;。\n0-9]{0,24}?(?:进?出口|进口|贸易|投资|援助|销售)")
_PIVOT: Final = plain(r"(?:推动|带动|拉动|促使|促进|助推|使|令|让)\Z")
_SHIFTED: Final = frozenset("将把")
_SHIFTS: Final = plain(r"[^,。;\n]{2,24}?(?:上调|下调|调高|调低|降至|升至|提高到)")
"""What is raised or lowered is of the place that is said to be: 决定将欧元区利率上调."""
_ACCORDING: Final = frozenset({"按照", "依照", "遵照", "参照", "比照", "对照"})
_RULE: Final = plain(
    r"[^0-9]{0,24}(?:制度|要求|部署|规定|安排|标准|政策|计划|规划|方案|精神|原则|条例|办法|战略|意见)[^0-9]{0,8},?\Z"
)
"""Something is done by a rule, which is not whose it is: 按照我国统一核算制度."""
_UNTIL: Final = frozenset("到至")
_ARMED: Final = ("军", "武装")
_STRIKES: Final = plain(
    r"[^。\n]{0,120}?(?:造成|导致|致)[^。\n,]{0,24}?(?:[0-9余多][人名][^。\n,]{0,10}?(?:死|伤|遇难|丧生)|[死伤]亡人数)"
)
"""What an army did to others; the victims are not its own."""


def is_aside(norm: str, pos: int, entity: Entity, start: int, end: int) -> bool:
    """Whether what stands at ``norm[pos]``, at the head of the clause ``norm[start:end]``, is no subject."""
    before, behind = norm[max(pos - 2, start) : pos], norm[entity.end : end]
    # most clauses hold neither the word that the one ends in nor the mark of the other
    if ("下" in behind and _SUPPORT.match(behind)) or (("、" in behind or behind[:1] == "等") and _APPOSED.match(behind)):
        return True
    if entity.kind in PLACES and before and _is_set_aside(norm, pos, entity, before, behind):
        return True
    if entity.name.endswith(_ARMED) and _STRIKES.match(norm, entity.end) is not None:
        return True
    if before[-1:] in PARTNER and before and is_partner(norm, pos, entity, end):
        return True
    return (entity.kind in {"scope", "country", "world"} and is_field(norm, entity)) or is_medium(norm, entity)


def _is_set_aside(norm: str, pos: int, place: Entity, before: str, behind: str) -> bool:
    """Whether the words in front of a place make something else of it than a subject."""
    if before in _ACCORDING and _RULE.match(behind) is not None:
        return True
    if before[-1] == "从" and behind[:1] in _UNTIL:
        return True
    return (place.kind == "division" and is_pivot(norm, pos)) or (place.kind == "world" and before[-1] == "在")


def is_pivot(norm: str, pos: int) -> bool:
    """Whether what stands at ``norm[pos]`` is made to do something: 推动全球…下降."""
    if norm[pos - 1] in _SHIFTED:
        return _SHIFTS.match(norm, pos) is not None
    return _PIVOT.search(norm, max(pos - 2, 0), pos) is not None


def is_field(norm: str, place: Entity) -> bool:
    """Whether a place is only where something ranks: 世界最大, 全省首家."""
    return _RANKED.match(norm, place.end) is not None


def is_partner(norm: str, pos: int, entity: Entity, end: int) -> bool:
    """Whether something is done with or to what stands at ``norm[pos]``: 对美国出口."""
    before = norm[pos - 1 : pos]
    if before not in PARTNER:
        return False
    return _TRADES.match(norm, entity.end, end) is not None or (before == "对" and _REGARDING.match(norm, entity.end) is None)
