"""Counted nouns: what stands behind a number and is counted by it (67个项目), or is done by those counted (126个完成立项)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from govnews.naming import NOTHING, IndicatorMatch, Namer, head_of
from govnews.phrases import Kind, Word

_LONGEST: Final = 30
"""A counted noun is no longer than this."""

_COUNTED_PARTS: Final = frozenset({Kind.NOUN, Kind.LINK, Kind.NOTE})
_DOING: Final = frozenset({Kind.ACT, Kind.LIGHT, Kind.CHANGE, Kind.DO, Kind.EVENT})
_BORDERS: Final = frozenset({Kind.STOP, Kind.NUMBER})
_NO_COUNTED: Final = frozenset("时后前内间之说就便才左")
_MEASURES: Final = frozenset(
    {*("成绩", "佳绩", "速度", "价格", "高价", "低价", "比例", "水平", "幅度", "代价", "优势", "态势", "增速", "增幅", "涨幅", "增长速度")}
)
"""What a number is given as, and does not count: 以53亿元的成绩."""
_AMONG: Final = regex.compile(r".*(?<![高初空途集其手水心期年月眼脑])中")
_WHOLES: Final = frozenset(
    {"产能", "年产能", "生产能力", "能力", "年生产能力", "规模", "订单", "目标", "大关", "缺口", "市场份额", "市场"}
)
"""What a number with a unit and a thing belongs to: 100万台冰箱的产能."""


def counted_noun(namer: Namer, words: Sequence[Word], place: int) -> IndicatorMatch:
    """The noun that the number at ``place`` counts: 67个项目, 两年的建设, 100万台冰箱的产能."""
    first = place + 1
    if first < len(words) and words[first].kind is Kind.OF:
        first += 1
    at = first
    while at < len(words) and words[at].kind in _COUNTED_PARTS and words[at].end - words[first].start <= _LONGEST:
        at += 1
    noun = list(words[first:at])
    if at < len(words) and words[at].kind is Kind.NUMBER:
        noun = _up_to_next_name(namer, noun)
    elif noun and at + 1 < len(words) and words[at].kind is Kind.OF and namer.text(words[at + 1]) in _WHOLES:
        noun = [words[at + 1]]
    if not noun and first + 1 < len(words) and words[first].kind is Kind.ACT and words[first + 1].kind is Kind.NOUN:
        noun = list(words[first : first + 2])
    while noun and noun[-1].kind not in {Kind.NOUN, Kind.ACT}:
        noun.pop()
    if not noun or noun[0].kind not in {Kind.NOUN, Kind.ACT} or namer.norm[noun[0].start] in _NO_COUNTED:
        return NOTHING
    if words[first - 1].kind is Kind.OF and namer.text(*noun) in _MEASURES:
        return NOTHING
    last = noun[-1]
    if last.end - last.start > 1 and _AMONG.fullmatch(namer.text(last)):
        noun[-1] = last._replace(end=last.end - 1)
    return namer.match([word for word in noun if word.kind is not Kind.NOTE], "counted noun")


def what_happens(namer: Namer, words: Sequence[Word], place: int) -> IndicatorMatch:
    """What happens to those counted, right behind the number: (导致)5人死亡."""
    behind = words[place + 1 : place + 2]
    return namer.match(behind, "predicate") if behind and behind[0].kind is Kind.EVENT else NOTHING


def _up_to_next_name(namer: Namer, noun: list[Word]) -> list[Word]:
    """The noun up to where the name of the next number begins: 119个复工项目|总投资509亿元."""
    link = next((k for k, word in enumerate(noun) if word.kind is Kind.LINK), None)
    if link is not None:
        return noun[:link]
    if noun and noun[-1].kind is Kind.NOUN:
        last = noun[-1]
        head = head_of(namer.text(last), "amount")
        if head and last.end - len(head) - last.start > 1:
            return [*noun[:-1], Word(last.start, last.end - len(head), Kind.NOUN)]
    return noun


def predicate(namer: Namer, words: Sequence[Word], place: int) -> IndicatorMatch:
    """What is done, where nothing is counted but that: 126个完成立项."""
    at = place + 1
    reach = min(place + _LONGEST, len(words))
    while at < reach and words[at].kind in {Kind.NUMBER, Kind.ADVERB, Kind.PREP}:
        at += 1
    led = at > place + 1 and words[at - 1].kind is Kind.ADVERB
    done: list[Word] = []
    for word in words[at : at + _LONGEST]:
        if word.kind in _BORDERS or word.end - words[place].end > _LONGEST:
            break
        done.append(word)
    if not done or (done[0].kind not in _DOING and not led):
        return NOTHING
    return namer.match(done, "predicate")
