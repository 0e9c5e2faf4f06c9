"""Times that go by a name: five-year plans, party congresses, the founding of the republic, decades and centuries.

The names and their dates are data: ``tables/plans.tsv`` and ``tables/eras.tsv``.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from govnews import dates
from govnews.dates import END, MID, START, Stretch
from govnews.dating import NUMBER, Anchor, Setting, number
from govnews.lexicon import rows
from govnews.model import Grain
from govnews.patterns import pattern, plain

_LAST_CENTURY: Final = 99
"""The last one that the calendar of Python holds whole."""


class Named(NamedTuple):
    """A time whose name tells its dates. ``is_name`` marks a name that dates nothing: “十四五”规划, 30周年."""

    rule: str
    found: Stretch
    is_name: bool = False

    @property
    def anchor(self) -> Anchor:
        """Nothing else is needed."""
        return Anchor.WRITTEN

    def stretch(self, setting: Setting) -> Stretch | None:
        """The dates of the name, in whatever setting."""
        del setting
        return self.found


class Century(NamedTuple):
    """上世纪60年代, 本世纪中叶: a century counted from that of publication."""

    shift: int
    decade: int | None
    edge: str = ""

    @property
    def rule(self) -> str:
        """The name of the rule."""
        return "era.century"

    @property
    def anchor(self) -> Anchor:
        """The century of publication."""
        return Anchor.PUBLISHED

    def stretch(self, setting: Setting) -> Stretch | None:
        """The decade or century; without a day of publication the digits that are known."""
        if setting.published is None:
            return Stretch(None, None, "XX" if self.decade is None else f"XX{self.decade // 10}", Grain.DECADE)
        ordinal = (setting.published.year - 1) // 100 + 1 + self.shift
        return _century(ordinal, self.decade, self.edge) if 1 <= ordinal <= _LAST_CENTURY else None


@cache
def _plans() -> dict[str, tuple[int, int]]:
    return {name: (int(first), int(last)) for name, first, last in rows("plans")}


@cache
def _eras() -> dict[str, Stretch]:
    return {name: _era(first, last) for name, first, last in rows("eras")}


def _era(first: str, last: str) -> Stretch:
    begin, close = date.fromisoformat(first), date.fromisoformat(last) if last else None
    return Stretch(begin, close, first if first == last else f"{first}/{last}", Grain.DAY)


_PLAN: Final = plain(
    r"""
    (?P<open>[“"'‘「『]?) (?: (?P<name>十[一二三四五六]?五|[一二三四五六七八九]五|十五)
        | 第(?P<ordinal>十[一二三四五六]?|[一二三四五六七八九]|1[0-6]|[1-9])个五年(?=计划|规划) ) (?P<close>[”"'’」』]?)
    (?: (?:规划|计划)?(?:末期|期末|末年|末|收官之?年|收官阶段|最后一年|终期) (?P<end>)
      | (?:规划|计划)?的?(?:初期?|期初|开局之?年|开局年|起步之?年|头年|首年|第一年) (?P<start>)
      | (?:规划|计划)?的?(?:中期|第三年) (?P<middle>)
      | (?:规划|计划)? (?:期间|时期|期内|期|以来|(?<=[”"'’」』])五年(?!规划|计划)) (?P<whole>)
      | (?:(?<=年)(?:规划|计划))? (?P<name_only>) )
    """,
    re.VERBOSE,
)

PLAN_LEADS: Final = frozenset(
    {quote + figure + "五" for quote in "“\"'‘「『" for figure in "一二三四五六七八九十"}
    | {quote + "十" + figure for quote in "“\"'‘「『" for figure in "一二三四六"}
    | {"第" + figure + behind for figure in "一二三四五六七八九十123456789" for behind in "个一二三四五六0123456"}
)


def read_plan(norm: str, at: int) -> tuple[Named, int] | None:
    """A five-year plan, its opening year or its end: “十三五”期间, “十四五”末, 第一个五年计划期间.

    >>> read_plan("“十三五”末", 0)[0].found.last
    datetime.date(2020, 12, 31)
    """
    match = _PLAN.match(norm, at)
    if match is None or (match["name"] or "一五") not in _plans():
        return None
    name, tail = match["name"], match.lastgroup
    is_quoted = match["open"] and match["close"]
    if name and (match["open"] or len(name) == 2) and tail == "name_only" and not is_quoted:
        return None
    first, last = _plans()[name] if name else list(_plans().values())[number(match["ordinal"]) - 1]
    whole = dates.years(first, last, grain=Grain.PLAN)
    if tail == "name_only":
        return Named("era.plan_name", whole, is_name=True), match.end()
    if tail == "whole":
        return Named("era.plan", whole), match.end() - (2 if match[0].endswith("以来") else 0)
    if "年" in match[0] or "阶段" in match[0]:
        return Named("era.plan_year", dates.year(last if tail == "end" else first if tail == "start" else first + 2)), match.end()
    return Named("era.plan", dates.edge(whole, {"end": END, "start": START, "middle": MID}[tail or ""])), match.end()


_PARTY: Final = plain(
    r"(?:中共|党的)?(?P<name>(?:十[一二三四]?|二十[一二]?|十[五六七八九]|[七八九])(?:大|届[一二三四五六七八九]中全会))(?!街|道|名|类|项|重|工)"
)
_ERA: Final = plain(lambda: "|".join(sorted(_free_names(), key=len, reverse=True)))


def _free_names() -> list[str]:
    """The names of eras that are no congress or session, which are read by their ordinals."""
    return [name for name, _, _ in rows("eras") if name[-1] not in "大会"]


@cache
def era_leads() -> frozenset[str]:
    """The three characters that an era begins with."""
    return frozenset({name[:3] for name in _free_names()} | {of + figure for of in ("党的", "中共") for figure in "十二七八九"})


def read_era(norm: str, at: int) -> tuple[Named, int] | None:
    """A congress, a plenary session or another era: 党的十八大, 改革开放, 新中国成立.

    Only what dates something is read: the name has to go on with 以来, 以后, 前, 初期, 时期 and the like.

    >>> read_era("党的十八大以来", 0)[0].found.first
    datetime.date(2012, 11, 8)
    """
    match = _PARTY.match(norm, at) or _ERA.match(norm, at)
    if match is None or not _DATES.match(norm, match.end()):
        return None
    name = match.groupdict().get("name") or match[0]
    found = _eras().get(name)
    return (Named("era.event", found), match.end()) if found else None


_DATES: Final = plain(
    r"(?:特别是|尤其是)?(?:以来|以后|以前|之后|之前|后(?!期|续|备)|前(?!期|夕|沿|线)|初期|初(?!步)|时期|期间|至今)|[0-9一二三四五六七八九十]{1,3}多?年(?:以)?来"
)

_CENTURY: Final = pattern(
    r"""
    (?: (?: (?P<ordinal>(?:1[0-9]|2[0-2])|二十[一二]?|十[一二三四五六七八九]) 世纪 | (?P<shift>本|上个?|这个?|下个?) 世纪 )
        (?!议程|大道|广场|公园|星|坛|之交)
        (?:的? (?P<decade>[0-9]0|[一二三四五六七八九]十) 年代)?
      | (?<![0-9]) (?P<decade>[2-9]0|[二三四五六七八九]十) 年代
      | (?P<full>(?:1[89]|20)[0-9]0) 年代 )
    (?: (?P<start>初期?|前期|初叶) | (?P<mid>中期|中叶|中(?=[,、;。]))| (?P<end>末期?|后期|末叶) | 中后期 )?
    """,
    re.VERBOSE,
)
CENTURY_LEADS: Final = frozenset({"本世纪", "上世纪", "上个世", "这世纪", "这个世", "下世纪", "下个世"})
_SHIFTS: Final = {"本": 0, "这": 0, "上": -1, "下": 1}


def read_century(norm: str, at: int) -> tuple[Named | Century, int] | None:
    """A century or a decade: 20世纪, 上世纪60年代, 九十年代初.

    >>> read_century("20世纪60年代", 0)[0].found.timex
    '196'
    """
    match = _CENTURY.match(norm, at)
    if match is None:
        return None
    edge = next((mod for group, mod in (("start", START), ("mid", MID), ("end", END)) if match[group] is not None), "")
    if match["full"]:
        ordinal, decade = int(match["full"]) // 100 + 1, int(match["full"]) % 100
        return Named("era.century", _century(ordinal, decade, edge)), match.end()
    decade_number = number(match["decade"]) if match["decade"] else None
    if match["shift"]:
        return Century(_SHIFTS[match["shift"][0]], decade_number, edge), match.end()
    ordinal = number(match["ordinal"]) if match["ordinal"] else 20
    return Named("era.century", _century(ordinal, decade_number, edge)), match.end()


def _century(ordinal: int, decade: int | None, edge: str) -> Stretch:
    whole = dates.century(ordinal) if decade is None else dates.decade(ordinal * 100 - 100 + decade)
    return dates.edge(whole, edge) if edge else whole


_ANNIVERSARY: Final = plain(rf"(?P<n>{NUMBER}|[一二三四五六七八九]百|百)周年")
ANNIVERSARY_LEADS: Final = frozenset({"百周"})


def read_anniversary(norm: str, at: int) -> tuple[Named, int] | None:
    """30周年: a name more than a time, kept so that its figure is not read as a quantity."""
    match = _ANNIVERSARY.match(norm, at)
    if match is None:
        return None
    years = 100 if match["n"] == "百" else number(match["n"])
    timex = f"P{years}Y" if years > 0 else ""
    return Named("era.anniversary", Stretch(None, None, timex, Grain.YEAR), is_name=True), match.end()
