"""Ordinals: numbers that count off and tell no amount: 第三批, 第一、二产业, 前两次, 二期, and the numbers of a list.

Each rule looks at one number, as those of :mod:`govnews.names` do. A place in an order (位居第三) is read in
:mod:`govnews.ranks`.
"""

from __future__ import annotations

from typing import Final

from govnews.neighbours import NUMBER, Site
from govnews.patterns import plain

COUNTS_OFF: Final = frozenset("第届")
"""Behind one of these every number counts off."""
_ORDERED: Final = "条|款|项|章|节|点|期|批|号|届|次|名|位|页|卷|类|级"
_JOINT: Final = "[、,和及与或至到~—-]"
JOINING: Final = frozenset(_JOINT[1:-1])
# 第一、二, 第104条或105条, 第3、5及
_CHAIN: Final = plain(
    rf"第[{NUMBER}]{{1,4}}(?:{_ORDERED})?(?:{_JOINT}第?[{NUMBER}]{{1,4}}(?:{_ORDERED})?){{0,6}}(?:{_JOINT}|以及)\Z"
)
_MEETING: Final = plain(rf"次(?:[、,和及与][{NUMBER}]{{1,3}}次){{0,6}}(?:全体)?(?:会议|全会|大会)")
_ASSEMBLY: Final = plain(
    r"(?:届|人大|政协|党委|纪委|全委|大会|委员会|常委会|全会|党代会|领导小组|理事会|联大)"
    rf"(?:[{NUMBER}]{{1,3}}次[、,和及与]){{0,6}}\Z"
)
# 前两次, 后三位, 头两年: the first or the last of a row; not 提前10天, 目前三批, 先后三次, 会后5天
_FIRST_OR_LAST: Final = plain(
    r"(?P<first>(?<![提以目之此先日年月天周空])前|(?<![码龙带街源念牛羊猪口分])头|末|最后)"
    r"|(?<![以之此今先然推延落年月天战术])后"
)
_IN_A_ROW: Final = frozenset("次名位批轮")
_IN_A_SPELL: Final = frozenset("年天")
_LIST_MARK: Final = plain(
    r"(?:(?<=[\n\r ][0-9一-十])|(?<=[\n\r ][0-9一-十]{2}))、|[、.．)](?![0-9])"
    r"|(?:是|要|则|看|曰)(?![0-9多少否求价点素件领求紧地闻命])"
)
_LINE_HEAD: Final = frozenset(" \t\n\r\u3000。;:!?>#*|“”—")
_MARKED_YEAR: Final = plain(r"[0-9]{1,2}\.(?:19|20)[0-9]{2}")
COUNTED_OFF: Final = {
    "二": frozenset("次期级类代号等线轮乡镇台院厂矿所处科队组团营连师军站场区部馆"),
    **dict.fromkeys(("一二", "二三", "三四", "一二三", "二三四"), frozenset("期级线类等产代")),
}
"""Before which words a numeral counts off: 二期, 二厂, for a count would be 两; 一二期, 三四线, neighbours in a row."""


def ordinal(site: Site) -> str:
    """第一批, 第82集团军, 十届三次、五次全会, 前两次; and what goes on from one: 第一、二、三产业, 第104条或105条."""
    last = site.before[-1:]
    if last in COUNTS_OFF or (_MEETING.match(site.after) and _ASSEMBLY.search(site.before)):
        return "ordinal"
    if last in JOINING and "第" in site.before and _CHAIN.search(site.before):
        return "ordinal"
    return "ordinal" if _is_first_or_last(site) else ""


def _is_first_or_last(site: Site) -> bool:
    """Whether the number tells the first or the last of a row: 前两次, 后三位, 头两天."""
    mark = site.after[:1]
    if mark not in _IN_A_ROW and mark not in _IN_A_SPELL:
        return False
    match = _FIRST_OR_LAST.search(site.norm, max(site.start - 2, 0), site.start)
    if match is None or match.end() != site.start:
        return False
    # 最后80多名代表离村: so many are no row
    is_many = match["first"] == "最后" and len(site.number) > 1 and site.number[0].isdecimal()
    return (mark in _IN_A_ROW or match["first"] is not None) and not is_many


def bracketed(site: Site) -> str:
    """(三), [8], 〔2022〕: a number alone in brackets marks a list, a note or a document."""
    if not site.unit and site.before[-1:] in {"(", "[", "〔", "【"} and site.after[:1] in {")", "]", "〕", "】"}:
        return "list-number" if site.before[-1:] == "(" else "document-number"
    return ""


def list_number(site: Site) -> str:
    """1. and 一、 at the head of a line or sentence; 一是, 二要."""
    if site.unit or len(site.number) > 3:
        return ""
    last = site.before[-1:]
    if last in {"", "\n"} and site.after[:1] == "、":
        return "list-number"
    if not _LIST_MARK.match(site.after):
        return ""
    if not last or last in _LINE_HEAD or (last == "," and site.after[0] not in "、."):
        return "list-number"
    return ""


def marked_year(site: Site) -> str:
    """6.2023年: the number of a heading, grown together with the year that the heading begins with."""
    return "list-number" if site.unit == "year" and _MARKED_YEAR.fullmatch(site.number) else ""


def edition(site: Site) -> str:
    """二次, 二厂, 一二期: a numeral that numbers what follows it."""
    surface = site.norm[site.end : site.unit_end] or site.after[:1]
    return "ordinal" if surface in COUNTED_OFF.get(site.number, ()) else ""
