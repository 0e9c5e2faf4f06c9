"""Places: administrative divisions, regions and countries in a text, with the codes of GB/T 2260.

A division is written in full (沈阳市, 建昌县, 内蒙古自治区) or short (沈阳, 建昌, 内蒙古). Short names of provinces and
prefectures stand by themselves; those of counties, and those that are ordinary words too (朝阳, 日照), are read only in a
text that writes the full name somewhere. 全市, 我省, 该区 name a place by its level alone: their kind is ``scope``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from govnews.entities import MUNICIPAL, Entity
from govnews.lexicon import rows
from govnews.patterns import plain

_LEVELS: Final = {"1": "省", "2": "市", "3": "县"}
_OF_DIVISIONS: Final = ("word", "common", "known")
"""The kinds of the table that tell more of a name of ``divisions.tsv``."""
_AS_ORGANISATION: Final = {"organ": "bureau", "house": "company"}
"""The kinds of the table that act as organisations do."""
_ETHNIC: Final = plain(
    r"""(?: 各族 | 蒙古族? | 回族 | 藏族 | 维吾尔族? | 苗族 | 彝族 | 壮族 | 布依族 | 朝鲜族 | 满族 | 侗族 | 瑶族
      | 白族 | 土家族 | 哈尼族 | 哈萨克族? | 傣族 | 黎族 | 傈僳族 | 佤族 | 畲族 | 拉祜族 | 水族 | 东乡族 | 纳西族 | 景颇族
      | 柯尔克孜族? | 土族 | 达斡尔族? | 仫佬族 | 羌族 | 布朗族 | 撒拉族 | 毛南族 | 仡佬族 | 锡伯族? | 普米族 | 塔吉克族? | 怒族
      | 独龙族 | 鄂温克族? | 裕固族 | 保安族 )*
      自治[区州县旗]\Z""",
    re.VERBOSE,
)
_AUTONOMOUS: Final = plain(r"自治[区州县旗]\Z")
_SUFFIXES: Final = {"区": ("特别行政区", "地区", "林区", "特区"), "省": ("省",), "市": ("市",), "县": ("县",), "盟": ("盟",)}
_NOT_BEHIND: Final = {
    "市": "场容值面民级长",
    "县": "级域城",
    "区": "域位间块划别分级",
    "省": "级会力际道",
    "州": "际长",
    "旗": "帜舰",
    "国": "家",
}
"""What makes a longer word of the last character of a full name: 沈阳|市场."""
_ROAD: Final = plain(r"[东西南北中一二三四五六七八九]{0,2}(?:路(?!网|桥|面|政|径|线|段)|大街|大道|街(?!道|区))")
_ROAD_STARTS: Final = frozenset("东西南北中一二三四五六七八九路大街")
_PARTIES: Final = ("共产党", "共青团", "人民解放军", "工农红军", "国民党")
_HOUSE_NOT_BEHIND: Final = "业物食级堆门队"
"""What makes a longer word of the name of a company or an organ: 三星|级."""
_SCOPE_NOT_BEFORE: Final = {"全": "健齐完周俱安", "我": "人大无由自忘", "本": "一基根原版样副资", "该": "应"}
"""What 全市, 我市 and the like begin with, and what makes a longer word of that."""
_SCOPE_NOT_BEHIND: Final = {
    "国": "性",
    "省": "级际",
    "市": "场值",
    "县": "级域城",
    "区": "域间块位",
    "州": "际",
    "乡": "镇",
    "村": "庄",
    **dict.fromkeys("旗盟镇岛域", ""),
}
"""What they end in, and what makes a longer word of that."""
_BY_LEVEL: Final = plain(f"[{''.join(_SCOPE_NOT_BEFORE)}][{''.join(_SCOPE_NOT_BEHIND).replace('国', '')}]")
_OF_AREA: Final = frozenset(f"{head}域" for head in _SCOPE_NOT_BEFORE)
"""These are said of an area alone: 全域面积."""


class _Entry(NamedTuple):
    name: str
    """the full name"""
    kind: str
    level: str = ""
    codes: tuple[str, ...] = ()
    shy: bool = False
    """a place only where the text writes the full name too"""
    common: bool = False
    """a full name made of ordinary words (老城区): a place only where the text names what it lies in"""


_Written = tuple[int, str, _Entry]
"""Where a name begins, how it is written, and what it is the name of."""


@cache
def _divisions() -> dict[str, list[tuple[str, ...]]]:
    """The rows of the divisions of one full name."""
    divisions: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in rows("divisions"):
        divisions[row[1]].append(row)
    return dict(divisions)


@cache
def _told(kind: str) -> frozenset[str]:
    """The names of divisions that the table of places tells more of."""
    return frozenset(name for name, told in rows("places") if told == kind)


@cache
def _shorts() -> dict[str, str]:
    """Short names of divisions, each with the full name that it stands for before all others."""
    known, shorts = _told("known"), dict[str, str]()
    for name in _divisions():
        short = name[:-1] if name[:-1] in known else short_name(name)
        if short != name and len(short) > 1 and (short not in shorts or _weight(name) < _weight(shorts[short])):
            shorts[short] = name
    return shorts


def _weight(name: str) -> tuple[str, bool]:
    """What the divisions of a name are sorted by: the level, and those in force before others."""
    divisions = _divisions()[name]
    return _in_force(divisions)[0], all(until for *_, until in divisions)


def _in_force(divisions: list[tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    """The highest level and the codes of the divisions of one name; those in force hide those that bore it before them."""
    current = [row for row in divisions if not row[-1]] or [max(divisions, key=lambda row: row[-1])]
    return min(level for _, _, level, *_ in current), tuple(sorted({code for code, *_ in current}))


@cache
def _others() -> dict[str, tuple[str, str]]:
    """What is written for the other places of the tables, with the name and the kind."""
    others = {head + level: (head + level, "scope") for head in _SCOPE_NOT_BEFORE for level in _SCOPE_NOT_BEHIND}
    for name, kind in rows("places"):
        if kind not in _OF_DIVISIONS:
            others.setdefault(name, (name, kind))
            if kind == "division":
                others.setdefault(short_name(name), (name, kind))
    return others


@cache
def _names() -> frozenset[str]:
    """Every written name of a place, and every word that names one by its level."""
    return frozenset().union(_divisions(), _shorts(), _others())


@cache
def _entry(written: str) -> _Entry:
    """What one of the names is the name of; made when a text has it, for the tables have thousands."""
    if written in _divisions():
        level, codes = _in_force(_divisions()[written])
        return _Entry(written, "division", _LEVELS[level], codes, common=written in _told("common"))
    name, kind = _others().get(written, ("", ""))
    if written in _shorts() and kind != "scope":
        owner = _entry(_shorts()[written])
        shy = (owner.level == "县" and written not in _told("known")) or written in _told("word")
        if kind != "nature" or not shy:  # the lake is better known than the county
            return _Entry(owner.name, "division", owner.level, owner.codes, shy=shy)
    level = {"country": "国", "division": name[-1], "scope": name[-1]}.get(kind, "")
    return _Entry(name, _AS_ORGANISATION.get(kind, kind), level, shy=written != name and written in _told("word"))


@cache
def _index() -> dict[str, tuple[int, ...]]:
    """The lengths of the names that begin with two characters, longest first."""
    sizes: dict[str, tuple[int, ...]] = {}
    for name in sorted(_names(), key=len, reverse=True):
        found = sizes.get(name[:2], ())
        if len(name) not in found:
            sizes[name[:2]] = (*found, len(name))
    return sizes


@cache
def _pairs() -> re.Pattern[str]:
    """Two characters that a place may begin with: one that is the first of a name, before one that is the second of one."""
    firsts, seconds = ({head[place] for head in _index()} for place in (0, 1))
    return re.compile(f"[{''.join(seconds)}](?<=([{''.join(firsts)}].))")


def short_name(name: str) -> str:
    """A division's name without the word for its level; the name itself where less than two characters would be left.

    >>> short_name("沈阳市"), short_name("新疆维吾尔自治区"), short_name("忠县"), short_name("和平区")
    ('沈阳', '新疆', '忠县', '和平区')
    """
    if "自治" in name:
        for form in (_ETHNIC, _AUTONOMOUS):
            match = form.search(name)
            if match is not None and match.start() > 1:
                return name[: match.start()]
    for suffix in _SUFFIXES.get(name[-1:], ()):
        if name.endswith(suffix):
            return name[: -len(suffix)] if len(name) > len(suffix) + 1 else name
    return name


def match_place(norm: str, pos: int) -> Entity | None:
    """The longest name of a place that begins at ``norm[pos]``, or the word for one by its level; None where there is none.

    Shy short names (建昌) are taken; whether the text allows them, only :func:`find_places` can tell.

    >>> match_place("葫芦岛市建昌县", 0).name, match_place("葫芦岛港", 0).name
    ('葫芦岛市', '葫芦岛市')
    >>> match_place("沈阳市场", 0).end, match_place("全市财政收入", 0).level, match_place("全市场", 0)
    (2, '市', None)
    """
    for size in _index().get(norm[pos : pos + 2], ()):
        written = norm[pos : pos + size]
        if written in _names() and not _is_part(norm, pos, written):
            entry = _entry(written)
            return Entity(pos, pos + len(written), entry.name, entry.kind, entry.level, entry.codes)
    return None


def may_name_level(norm: str, start: int, end: int) -> bool:
    """Whether a word may stand in ``norm[start:end]`` that names a place in the country by its level.

    >>> may_name_level("全市增收", 0, 4), may_name_level("全国增收", 0, 4)
    (True, False)
    """
    return _BY_LEVEL.search(norm, start, end) is not None


def _is_part(norm: str, pos: int, written: str) -> bool:
    """Whether the name at ``norm[pos]`` is part of a longer word."""
    end = pos + len(written)
    following = norm[end : end + 1]
    before, behind, watched = _longer(written)
    if norm[pos - 1 : pos] in before:
        return True
    if following not in watched:
        return written in _OF_AREA
    return (
        (following in behind and not norm.startswith("分别", end))
        or (following in _ROAD_STARTS and _entry(written).kind != "scope" and _ROAD.match(norm, end) is not None)
        or (written == "中国" and norm.startswith(_PARTIES, end))
        or (written in _OF_AREA and not norm.startswith("面积", end))
    )


@cache
def _limits() -> dict[str, tuple[str, str]]:
    """Names that are part of longer words, with the characters before and behind that make these."""
    return {name: (before, behind) for name, before, behind in rows("place_limits")}


@cache
def _longer(written: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The characters that make a longer word of a name, in front of it and behind it; and all that call for a look behind it."""
    entry = _entry(written)
    if entry.kind == "scope":
        behind = frozenset(_SCOPE_NOT_BEHIND[written[-1]])
        return frozenset(_SCOPE_NOT_BEFORE[written[0]]), behind, behind.union("面") if written in _OF_AREA else behind
    before, after = _limits().get(written, ("", ""))
    if written[0] == "中":
        before += "其"
    if entry.kind in _AS_ORGANISATION.values():
        after += _HOUSE_NOT_BEHIND
    if written == entry.name:
        after += _NOT_BEHIND.get(written[-1], "")
    watched = _ROAD_STARTS.union(after, (party[0] for party in _PARTIES if written == "中国"))
    return frozenset(before), frozenset(after), watched


def find_places(norm: str) -> list[Entity]:
    """The places in the normal form of a text, in order and apart from each other.

    >>> [place.name for place in find_places("辽宁省建昌县今年签约8个项目,建昌籍企业家回乡")]
    ['辽宁省', '建昌县', '建昌县']
    >>> find_places("朝阳产业")
    []
    """
    sizes_of, names = _index(), _names()
    found: list[_Written] = []
    pos, reached = -1, 0
    # pairs that no name begins with are most, and are sorted out before anybody asks where they stand
    for pair in filter(sizes_of.__contains__, _pairs().findall(norm)):
        pos = norm.find(pair, pos + 1)
        if pos < reached:
            continue
        for size in sizes_of[pair]:
            written = norm[pos : pos + size]
            if written in names and not _is_part(norm, pos, written):
                found.append((pos, written, _entry(written)))
                reached = pos + len(written)
                break
    return _introduced(found)


def _introduced(found: list[_Written]) -> list[Entity]:
    """The places without the shy names that nothing introduces, each under the fullest name that the text writes.

    A shy name is introduced where the text writes it in full, or where what it lies in stands directly before it (西藏定日).
    """
    if any(entry.common for _, _, entry in found):
        found = _located(found)
    full = {written for _, written, _ in found}
    kept: list[Entity] = []
    for start, written, entry in found:
        name, kind, level, codes, shy, _ = entry
        told = name
        if kind == "division" and name not in full:
            if shy and not (kept and kept[-1].end == start and _lies_in(codes, kept[-1].codes)):
                continue
            told = written
        kept.append(Entity(start, start + len(written), told, kind, level, codes))
    return kept


def _located(found: list[_Written]) -> list[_Written]:
    """The names without the common ones whose city, or the province right before them, the text does not name."""
    proper = [(start + len(written), entry) for start, written, entry in found if not entry.common]
    cities = {_reach(code) for _, entry in proper if entry.level in {"省", "市"} for code in entry.codes}
    ends = dict(proper)
    return [
        (start, written, entry)
        for start, written, entry in found
        if not entry.common
        or any(code[:4] in cities or code[:2] in cities for code in entry.codes)
        or (start in ends and _lies_in(entry.codes, ends[start].codes))
    ]


def _reach(code: str) -> str:
    """What the codes of a city's districts begin with; nothing does with that of a province, which has too many."""
    return code[:2] if code[:2] in MUNICIPAL else code[:4]


def _lies_in(inner: Sequence[str], outer: Sequence[str]) -> bool:
    """Whether the division of some codes may be part of that of others."""
    return any(code.startswith(owner.rstrip("0")) for code in inner for owner in outer)
