"""Comparing: what stands around a number and is only what it is held against, and no name of what is measured.

A plan that is fulfilled (为年初预算的104%), something else that it is a multiple of (为进口产品的三分之一), a whole that it is
a share of (在经济总量中的占比).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govnews.naming import Namer
from govnews.patterns import plain
from govnews.phrases import Kind, Word

_PLAN: Final = plain(
    r"(?:调整后?|年初|年度|变动|全年|年|当年|原定|既定|国家|省定|市定)*(?:预算|计划|任务|目标|指标|进度)(?:任务|目标|数|值|指标)?"
)
_HELD: Final = frozenset(
    {"为", "是", "仅为", "约为", "相当于", "等于", "达", "达到", "只有", "仅有", "超过", "接近", "不到", "不足"}
)
_MULTIPLES: Final = frozenset({"倍", "1", "成", "%"})
_WITHIN: Final = plain(r"在.{2,20}中(?:所占)?的?(?:比重|比例|份额|占比)")


def is_part_of_plan(namer: Namer, left: Sequence[Word]) -> bool:
    """Whether the words before a number name nothing but a plan that it fulfils: 完成年初预算的104%."""
    words = [word for word in left if word.kind not in {Kind.TIME, Kind.ADVERB}]
    if [word.kind for word in words[1:]] != [Kind.NOUN, Kind.OF]:
        return False
    return words[0].kind == Kind.LIGHT or (words[0].kind == Kind.REACH and _PLAN.fullmatch(namer.text(words[1])) is not None)


def measured_by(namer: Namer, left: Sequence[Word], code: str) -> Sequence[Word] | None:
    """What of the words before a number is measured by the rest of them: 价格|为进口产品的三分之一; None where none is."""
    if left[-1].kind != Kind.OF or code not in _MULTIPLES:
        return None
    at = next((k for k in range(len(left) - 2, -1, -1) if left[k].kind == Kind.REACH), len(left) - 2)
    return left[:at] if at < len(left) - 2 and namer.text(left[at]) in _HELD else None


def whole_at(namer: Namer, words: Sequence[Word]) -> int | None:
    """Which of the words opens the whole that a share is told of: 服务业|在经济总量中的占比."""
    for k, word in enumerate(words):
        if word.kind == Kind.PREP and namer.norm.startswith("在", word.start):
            return k if _WITHIN.fullmatch(namer.norm, word.start, words[-1].end) is not None else None
    return None
