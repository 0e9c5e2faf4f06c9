"""Things and groups: a product, a building or a group of firms that a clause begins with; the numbers behind are of it.

A thing is pointed at (该产品, 这台盾构机), has a title (《辽河》), a name in quotation marks (“雪豹”压雪车) or a number of
its own (黑土地一号拖拉机), or is a building by its name (碧湖水库) in front of what measures it. A group is known by what it did
(复工项目, 参展企业) or is all of its kind (各企业). What 该产品 stands for is looked for a few sentences back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from govnews.entities import Entity
from govnews.lexicon import rows
from govnews.organisations import is_general, is_limit
from govnews.patterns import plain
from govnews.text import HAN

_BEFORE: Final = 160
"""A thing pointed at was named no further back than this."""

_NAME: Final = 20
"""No name of a thing is longer than this in front of the word for it."""

_OPENING: Final = frozenset("“《")
_POINTERS: Final = _OPENING | set("这该此")

_MEASURED: Final = r"""(?=(?:\([^()\n]{1,20}\))?
    (?:[0-9年月日,]{0,12}|今年|去年|目前|现|已|共|预计|累计|每[年天日]|日均|年均|设计){0,3}
    (?:全长|总长|长|总|占地|建筑|主跨|跨径|桥面|蓄|库容|装机|日处理|日供水?|日产|年处理|年供|年发|年产|发送|开行|投[用资]
      |开馆|开放|接待|吞吐|设计|时速|坝高|高度|面积|投入|拥有|有(?!关|限)|共|达|日均|设站|设|收藏|馆藏|开挖|开通|通车|开工|竣工|运营))"""

_TITLE: Final = r"""《[^《》\n]{1,40}》(?:专题|主题|系列|图片|文物|文献)?
    (?=展|票房|累计|上映|播出|收视|发行|销量|共|收录|通过|全书|电影|[0-9])(?:展览?)?"""


_ROUTE: Final = rf"""(?=位于|坐落|始建于|建成于|总面积|[东南西北]起|起于|起自|起点|途[经径]|全[线程长]|总长|路线|线路|正线|主线
    |主桥|主跨|全桥|连接|建成后|通车后|正式通车|项目[全总]|总投资|计划[总投]
    |是[{HAN}“”]{{0,20}}?(?:桥|隧道|铁路|高铁|公路|工程|通道|枢纽|线|港|机场))"""
"""What is said of a road, a bridge or a railway before its measures come."""

_VISITED: Final = r"""(?=(?:[0-9年月日至—-]{1,12}|前[0-9]{1,2}天|连续[0-9]天|当[日天]|单日|日均|累计|共|今年|去年|假期|期间){0,3}
    接待(?:海内外|国内外|中外|入境)?(?:游客|旅客|观众|群众|人次|总量|人数)?[约超近达逾]{0,2}[0-9])"""
"""What is said of a sight; it has no word in its name that tells of one."""

_NO_SIGHT: Final = plain(
    r"""旅游|游客|景点|酒店|饭店|民宿|宾馆|旅行社|场馆|级景区|类景区|景区\(?点|纳入|监测|所有|全部|重点|主要|热门|红色|乡村|市场|医院|窗口|机构|部门
      |单位|系统|已|共|累计|每|日均|全[市省县区国州年]|各|该|本|其|节|假|秋|期|年|月|日|天|来""",
    re.VERBOSE,
)
"""What no name of a sight holds."""

_WORKS: Final = plain(
    "(?:制造|生产|加工|建设|开发|处理|处置|应用|利用|服务|改造|升级|整治|治理|保护|修复|供应|输送|运输|销售|采购|搬迁|扩建|改建|优化|提升|保障|培育"
    "|管理|监管|投资|发展|转化|转移|运营|显示|测试|储备|融资|示范)\\Z"
)
"""Verbs that tell in the name of a project what is done there."""
_PROJECTS: Final = 6
"""So many projects are looked at for the one that is meant by 该项目."""
_FAR: Final = 400
"""A project pointed at was named no further back than this."""
_LONG_NAME: Final = 32


@cache
def _of(*kinds: str) -> str:
    """An alternation of the words of some kinds, the longest first."""
    found = {word for word, kind in rows("thing_words") if kind in kinds}
    return "|".join(sorted(found, key=lambda word: (-len(word), word)))


@cache
def _structures() -> frozenset[str]:
    return frozenset(word for word, kind in rows("thing_words") if kind in {"structure", "work"})


def is_structure(name: str) -> bool:
    """Whether a name is no more than the word for a kind of building or road.

    >>> is_structure("高速公路"), is_structure("碧湖水库")
    (True, False)
    """
    return name in _structures()


def _thing(source: Callable[[], str]) -> re.Pattern[str]:
    """One way to write a thing, with a note behind it; repeats are bounded, so that a look costs no more than dozens of steps."""
    return plain(lambda: rf"(?:{source()})(?:\([^()\n]{{1,12}}\)(?=今年|去年|累计|已|开行))?", re.VERBOSE)


# a pattern each, because a class of all Chinese characters is slow to compile, and few texts need every one
_TITLED: Final = _thing(lambda: _TITLE)
_QUOTED: Final = _thing(
    lambda: (
        rf"""“[^“”\n]{{1,16}}”
        (?: 号?[{HAN}]{{0,6}}?(?:{_of("product", "generic")})
          | [{HAN}]{{0,8}}?(?:{_of("work")}|工程|项目)(?:[一二三四]期)?{_ROUTE})"""
    )
)
_POINTED: Final = _thing(
    lambda: (
        rf"""(?:这|该|此)(?:[款台套种型艘架座批条类部枚颗辆幅件支]|项(?!目))?[{HAN}]{{0,6}}?
        (?P<noun>{_of("product", "generic", "structure")})"""
    )
)
_NUMBERED: Final = _thing(
    lambda: rf"""[{HAN}]{{2,10}}?[一二三四五六七八九十0-9]{{1,3}}号[{HAN}]{{0,16}}?(?:{_of("product", "generic")})"""
)
_BUILDING: Final = _thing(
    lambda: (
        rf"""(?:(?P<building>(?!的|在|了)[{HAN}]{{2,8}}?(?<![的了是有为]))|(?<=的))(?:{_of("structure")})
        (?!的|和|、|项目|工程|建设|集团|公司|管理|局){_MEASURED}"""
    )
)
_ROAD: Final = _thing(
    lambda: (
        rf"""(?P<road>[{HAN}]{{2,18}}?(?:{_of("work")}))
        (?:(?:及[{HAN}]{{1,6}})?(?:工程|项目)?(?:[一二三四]期(?:工程)?)?){_ROUTE}"""
    )
)
_SIGHT: Final = _thing(lambda: rf"(?P<sight>[{HAN}·]{{2,14}}?){_VISITED}")

_BARE: Final = ((_NUMBERED, "号"), (_BUILDING, ""), (_ROAD, ""), (_SIGHT, "接待"))
"""How a thing is written that no mark opens, each way with a word that it never goes without."""
_BY_FIRST: Final = {"《": ((_TITLED, ""),), "“": ((_QUOTED, ""),), **dict.fromkeys("这该此", ((_POINTED, ""), *_BARE))}
"""The ways to write what begins with one of these."""
_AHEAD: Final = 64
"""The words that a thing never goes without stand no further on than this."""


@cache
def _group() -> re.Pattern[str]:
    return plain(
        rf"""(?: (?:各|多数|大部分)[类家级]?(?:{_of("group")}) | (?:{_of("chosen")})(?:重点)?(?:{_of("group")})
             | (?:{_of("person")})
             | [0-9]{{1,4}}[家个]重点(?:工业|培育|监测)?(?:企业|项目)
                 (?=完成|实现|合计|产值|总产值|总投资|增加值|营业收入|投资|占|平均|预计|力争|用电) )
            (?![、的家个级数建名库率化签]|总数|数量|和|[约近超逾达共为计有]{{0,2}}[0-9])""",
        re.VERBOSE,
    )


@cache
def _starters() -> frozenset[str]:
    """The first characters of groups."""
    chosen = {word[0] for word, kind in rows("thing_words") if kind in {"chosen", "person"}}
    return frozenset(chosen | set("各多大0123456789"))


@cache
def thing_marks() -> frozenset[str]:
    """Words and marks of which one stands in every thing and every group."""
    words = {word for word, kind in rows("thing_words") if kind in {"structure", "work", "group", "person"}}
    return frozenset(_POINTERS | words | {"号", "企业", "项目", "接待"})


_NAMED: Final = plain(lambda: f"号|接待|{_of('structure', 'work')}")
"""One of these stands in every name of a building, and in what bears a number of its own."""


def match_thing(norm: str, pos: int, end: int) -> Entity | None:
    """The thing or group that begins at ``norm[pos]``, or with the quotation mark before it, or None.

    >>> match_thing("各企业投资5亿元", 0, 9).name, match_thing("碧湖水库蓄水2万立方米", 0, 12).name
    ('各企业', '碧湖水库')
    >>> match_thing("水库移民5万人", 0, 7) is None
    True
    """
    if pos and norm[pos - 1] in _OPENING:
        pos -= 1
    group = _group().match(norm, pos, end) if norm[pos : pos + 1] in _starters() else None
    if group is not None:
        return Entity(start=group.start(), end=group.end(), name=group[0], kind="group")
    if norm[pos : pos + 1] not in _POINTERS and not _NAMED.search(norm, pos, min(pos + _NAME, end)):
        return None
    match = _written_at(norm, pos, end)
    if match is None or not _is_whole(norm, match):
        return None
    name = match[0]
    for named in _named_before(norm, match.start(), match["noun"]) if match.lastgroup == "noun" else ():
        name = named
    return Entity(start=match.start(), end=match.end(), name=name, kind="thing")


def _written_at(norm: str, pos: int, end: int) -> re.Match[str] | None:
    """What is written at ``norm[pos]`` in the first of the ways that fit."""
    ahead = norm[pos : min(pos + _AHEAD, end)]
    for form, word in _BY_FIRST.get(ahead[:1], _BARE):
        if word in ahead and (match := form.match(norm, pos, end)) is not None:
            return match
    return None


def _is_whole(norm: str, match: re.Match[str]) -> bool:
    """Whether a road or a sight is named without a word that no name runs across."""
    kind, start = match.lastgroup, match.start()
    if kind is None or kind == "noun":
        return True
    name, is_sight = match[kind], kind == "sight"
    if is_sight and (_NO_SIGHT.search(name) or is_general(name)):
        return False
    # a road may be named by its two ends: 重庆至万州高铁
    ends = (at for at in range(start + 1, start + len(name)) if norm[at - 1] != "至" or is_sight)
    return not any(is_limit(norm, start, at) for at in ends)


def project_before(norm: str, pos: int, noun: str, low: int = 0) -> str:
    """The name of the project or work that was named last in ``norm[low:pos]``; empty where none was.

    >>> norm = "记者走进新光集团北方基地项目现场。据介绍,该项目总投资3亿元。"
    >>> project_before(norm, norm.index("该"), "项目")
    '新光集团北方基地项目'
    """
    low = max(pos - _FAR, low)
    for _ in range(_PROJECTS):
        at = norm.rfind(noun, low, pos)
        if at < 0:
            return ""
        start = at
        while start > max(low, at - _LONG_NAME) and _is_of_name(norm[start - 1]) and not ends_project(norm, low, start):
            start -= 1
        body = norm[start:at]
        if len(body) > 3 and not is_general(body):
            return norm[start : at + len(noun)]
        pos = at
    return ""


def ends_project(norm: str, low: int, at: int) -> bool:
    """Whether no name of a project runs across ``norm[at]``; what is made or done there may stand in it (垃圾处理项目)."""
    if norm.endswith("投资建设", low, at):
        return True
    return is_limit(norm, low, at) and not _WORKS.search(norm, max(at - 2, low), at)


def _is_of_name(character: str) -> bool:
    return _is_han(character) or (character.isascii() and character.isalnum())


def _named_before(norm: str, pos: int, noun: str) -> Iterator[str]:
    """The name that ends in the word for the thing, where the text just before gives one; a product may be any product."""
    low = max(pos - _BEFORE, 0)
    low = max(low, norm.rfind("\n", low, pos) + 1)
    at = norm.rfind(noun, low, pos)
    if at < 0 and noun == "产品":
        found = [match[0] for match in _quoted().finditer(norm, low, pos)]
        yield from found[-1:]
    if at <= 0:
        return
    start = at
    while start > max(low, at - _NAME) and _is_han(norm[start - 1]) and not is_limit(norm, low, start):
        start -= 1
    name = norm[start : at + len(noun)]
    if at - start >= 3 and name[0] not in "这该此":
        yield name


@cache
def _quoted() -> re.Pattern[str]:
    return plain(rf"“[^“”\n]{{1,16}}”号?[{HAN}]{{0,6}}?(?:{_of('product')})")


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
