"""Things and groups: a product, a building or a group of firms that a clause begins with; the numbers behind are of it.

A thing is pointed at (该产品, 这台盾构机), has a title (《辽河》), a name in quotation marks (“雪豹”压雪车) or a number of
its own (黑土地一号拖拉机), or is a building by its name (碧湖水库) in front of what measures it. A group is known by what it did
(复工项目, 参展企业) or is all of its kind (各企业). What 该产品 stands for is looked for a few sentences back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from govnews.entities import Entity
from govnews.lexicon import rows
from govnews.organisations import is_limit
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


@cache
def _of(*kinds: str) -> str:
    """An alternation of the words of some kinds, the longest first."""
    found = {word for word, kind in rows("thing_words") if kind in kinds}
    return "|".join(sorted(found, key=lambda word: (-len(word), word)))


@cache
def _thing() -> re.Pattern[str]:
    """What may begin a clause as a thing; each repeat is bounded, so that a look costs no more than a few dozen steps."""
    named = rf"(?:{_of('product', 'generic')})"
    return plain(
        rf"""(?: (?P<pointed>(?:这|该|此)(?:[款台套种型艘架座批条类部枚颗辆幅件支]|项(?!目))?[{HAN}]{{0,6}}?
                   (?P<noun>{_of("product", "generic", "structure")}))
             | {_TITLE}
             | “[^“”\n]{{1,16}}”号?[{HAN}]{{0,6}}?{named}
             | [{HAN}]{{2,10}}?[一二三四五六七八九十0-9]{{1,3}}号[{HAN}]{{0,16}}?{named}
             | (?:(?!的|在|了)[{HAN}]{{2,8}}?(?<![的了是有为])|(?<=的))(?:{_of("structure")})
                 (?!的|和|、|项目|工程|建设|集团|公司|管理|局){_MEASURED}
             )(?:\([^()\n]{{1,12}}\)(?=今年|去年|累计|已|开行))?""",
        re.VERBOSE,
    )


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
    words = {word for word, kind in rows("thing_words") if kind in {"structure", "group", "person"}}
    return frozenset(_POINTERS | words | {"号", "企业", "项目"})


_NAMED: Final = plain(lambda: f"号|{_of('structure')}")
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
    first = norm[pos : pos + 1]
    match, kind = _group().match(norm, pos, end) if first in _starters() else None, "group"
    if match is None:
        if first not in _POINTERS and not _NAMED.search(norm, pos, min(pos + _NAME, end)):
            return None
        match, kind = _thing().match(norm, pos, end), "thing"
        if match is None:
            return None
    name, noun = match[0], match.groupdict().get("noun")
    for named in _named_before(norm, match.start(), noun) if noun else ():
        name = named
    return Entity(start=match.start(), end=match.end(), name=name, kind=kind)


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
