"""Lists that are dealt out, one member a number: 出口和进口分别增长7.1%和0.6%."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govnews.lexicon import listed
from govnews.naming import MOST_STRETCHES, IndicatorMatch, Namer, head_of
from govnews.patterns import plain
from govnews.phrases import Kind, Word

_JOINING: Final = ({"、"}, {"、", "和", "与", "及", "以及", "或"})
"""What parts the members; 电力和热力、燃气 has two where 、 alone parts them."""
_PARALLEL: Final = plain(
    r"(?:第?[一二三四]|城镇|城市|农村|乡村|城乡|男性?|女性?|国有|民营|外资|县级|市级|省级|东部|中部|西部|东北"
    r"|(?:城镇|城乡|农村|企业|机关|事业单位|职工|居民|基本|大病|新型)*(?:养老|医疗|工伤|失业|生育|护理)(?=保险))"
    r"(?P<shared>(?:产业|居民|企业|医院|地区|投资|保险|低保|特困).*)"
)
"""A last member of which the others lack more than its head noun.

城镇、农村|居民收入; 第一、二、三|产业增加值; 养老、失业|保险参保人数.
"""
_TRADES: Final = ("进出口", "出口", "进口", "贷款", "存款", "消费")
"""These need no head where they stand alone, and are one of what stands before them: 汽车、船舶|出口."""
_QUALIFIED: Final = plain(
    r"(?:(?:国家|世界|自治区|乡镇|[省市县区州盟旗部厅镇乡村])级|国内|国际|国外|境内|境外|入境|出境|线上|线下|公立|民营|国有|集体|私营|外资|内资"
    r"|一般|专项|新建|二手|短期|中长期|室内|室外|大型|中型|小型|大中型|中小型|小微型?)(?P<shared>.*)"
)
"""What stands for a noun in a list where only the last member has one: 国家级、省级|创新平台."""


_LEVEL: Final = plain(r"[一二三四五六七八九十百千万亿省市县州国家世界]{1,6}级")
_OF_AREAS: Final = "生产总值"
_AREAS: Final = ("地区", "部", "省", "市", "县", "区", "圈", "带", "群", "州", "国")
"""What has a product of its own, as no sector and no firm has."""


def members_of(namer: Namer, noun: Sequence[Word], count: int) -> list[list[Word]]:
    """The noun phrase in that many members, or nothing where it has another number of them."""
    for joining in _JOINING:
        members: list[list[Word]] = [[]]
        for word in noun:
            if word.kind == Kind.LINK and namer.text(word) in joining:
                members.append([])
            elif word.kind != Kind.NOTE and (members[-1] or word.kind != Kind.OF):
                members[-1].append(word)
        if len(members) == count and all(members):
            return members
    return []


def dealt_names(namer: Namer, members: Sequence[Sequence[Word]]) -> list[IndicatorMatch]:
    """The names of the members of a list.

    Those that have no head take that of the last: 快递、电信业务量. Where they are places, all have the name behind the last:
    甲县、乙县产量.
    """
    if all(namer.is_owner(member) for member in members[:-1]):
        last = namer.behind_owner(members[-1])
        if last and last != list(members[-1]):
            return [namer.match(last, "dealt out to places")] * len(members)
    members = [namer.without_owner(list(members[0])), *members[1:]]
    shared, ordinal = _shared(namer, members), _ordinal(namer, members)
    matches = []
    for member in members:
        name = namer.text(*member)
        lacks = shared is not None and member is not members[-1] and not head_of(name, "own", "thing", "amount")
        missing = _behind_overlap(namer, name, shared) if lacks and shared is not None else []
        match = namer.match([*member, *missing], "dealt out")
        matches.append(match if ordinal is None or name.startswith("第") else namer.named((ordinal, *match.spans), match.rule))
    return matches


def _behind_overlap(namer: Namer, name: str, shared: Word) -> list[Word]:
    """What of the shared words a name still lacks: 第一产业 has the beginning of 产业增加值 already."""
    held = namer.text(shared)
    overlap = next((size for size in range(len(held), 0, -1) if name.endswith(held[:size])), 0)
    return [Word(shared.start + overlap, shared.end, Kind.NOUN)] if overlap < len(held) else []


def _shared(namer: Namer, members: Sequence[Sequence[Word]]) -> Word | None:
    """What of the last member holds for all: the head noun, or more of it where its beginning is one of a known set."""
    *others, last = members
    name, final = namer.text(*last), last[-1]
    parallel = _PARALLEL.fullmatch(name)
    if parallel is None and all((alone := _QUALIFIED.fullmatch(namer.text(*other))) and not alone["shared"] for other in others):
        parallel = _QUALIFIED.fullmatch(name)
    length = len(parallel["shared"]) if parallel is not None else len(head_of(name, "own"))
    if not length and name.endswith(_TRADES) and name not in _TRADES:
        length = len(next(trade for trade in _TRADES if name.endswith(trade)))
    return Word(final.end - length, final.end, Kind.NOUN) if 0 < length <= final.end - final.start else None


def _ordinal(namer: Namer, members: Sequence[Sequence[Word]]) -> tuple[int, int] | None:
    """The 第 of 第一、二产业, where only the first member has it."""
    first = members[0][0].start
    begins = [namer.text(*member)[0] for member in members]
    numbered = begins[0] == "第" and all(begin in "一二三四五六第" for begin in begins[1:])
    return (first, first + 1) if numbered else None


def with_omitted_head(namer: Namer, match: IndicatorMatch, previous: IndicatorMatch) -> IndicatorMatch:
    """The name with the head that the list left out (采矿业增加值), and a group with all of the name before (城镇参保人数)."""
    groups = listed("naming_words", "group")
    if match.name in groups and len(previous.spans) <= MOST_STRETCHES:
        first = namer.norm[slice(*previous.spans[0])]
        whole = previous.spans[1:] if first in groups else previous.spans
        return namer.named((*match.spans, *whole), "omitted head")
    head = head_of(previous.name, "own")
    start, end = previous.spans[-1]
    if not head or end - start < len(head) or (head == _OF_AREAS and not match.name.endswith(_AREAS)):
        return match
    return namer.named((*match.spans, (end - len(head), end)), "omitted head")


def graded(namer: Namer, match: IndicatorMatch, after: IndicatorMatch) -> IndicatorMatch:
    """3个万亿级、8个五千亿级产业集群: a grade lacks the noun of the next one."""
    level = _LEVEL.match(after.name) if match.name.endswith("级") else None
    if level is None or level.end() == len(after.name):
        return match
    start, end = after.spans[0]
    return namer.named((*match.spans, (start + level.end(), end)), "counted noun")
