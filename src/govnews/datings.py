"""Datings of the calendar as they are written: 2022年, 10月12日, 去年上半年, 1—9月, 年底.

:func:`read_calendar` tells what is written at one place; :mod:`govnews.periods` puts it into its year.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from govnews.dates import END, MID, START
from govnews.dating import AND, EARLIEST, LATEST, NUMBER, OF_A_MONTH, TO, Anchor, Calendar, Year, number
from govnews.lexicon import rows
from govnews.model import Grain
from govnews.patterns import pattern, plain

if TYPE_CHECKING:
    import regex


# What may not follow a mark, because the two make another word: 年代, 月龄, 日均, 号楼.
_MARK: Final = r"""
  (?: (?P<year>  (?:财政?|会计|预算)?年度 | 财年 | 学年度? | 年(?!代|级|龄|轮) (?:度(?!假))?
        | [两二三四五](?:个年度?|年度?) )
    | (?P<month> 月 (?:份(?!额))? (?!龄|饼|兔|花|革命|风波|亮|球|台|嫂|菊|瓜
        # the month that a contract is due in
        |合约|期货(?!市场|成交|公司|业)|交[割货](?!地|期|量)|期[铜铝锌铅镍锡油糖棉豆胶]
        |[A-Za-z一-鿿]{1,8}期货(?:结算|收盘|收于|合约|报)|[一-鿿]{1,4}收盘) )
    | (?P<quarter> 季度 | 季(?=[,、;。)初末]) | (?<=年第[一二三四1-4])季 )
    | (?P<day>   日 (?!龄|内|之内|以内|游|均|元|式|语|报(?!道|导)|产|处理|榜|常|行|谈|志|历|用|照|光|工作|[一两]次)
              | 号 (?!泵|线|楼|院|文|站|井|机|车|门|厅|馆|公|码|令|台|炉|船|厂|店|井|桥|墩|坝|高) ) )
"""
_ONE: Final = plain(rf"第? (?P<high>{NUMBER}) {_MARK}", re.VERBOSE)
_RUN: Final = plain(
    rf"第? (?P<low>{NUMBER}) (?:(?P<lowmark>[年月日号]|月份|季度))? (?: {TO} | (?<=月)/(?=[^/]{{1,3}}月) | 、(?=[^、]{{1,4}}季) )"
    rf" 第? (?P<high>{NUMBER}) {_MARK}",
    re.VERBOSE,
)
# 1-2、1-3、1-4月; 2021、2022年: the mark stands only after the last
_LIST_BEGINS: Final = plain(f"{NUMBER}(?:{TO}{NUMBER})?{AND}")
_LISTED: Final = pattern(
    rf"(?P<high>{NUMBER}) (?:{TO}(?P<to>{NUMBER}))? (?= (?:{AND}{NUMBER}(?:{TO}{NUMBER})?){{1,11}}+ {_MARK})", re.VERBOSE
)
_ISO: Final = plain(
    r"(?<![0-9./-]) (?P<y>(?:1[89]|2[01])[0-9]{2})"
    r" (?: (?P<sep>[-/.]) (?P<m>0?[1-9]|1[0-2]) (?P=sep) (?P<d>3[01]|[12][0-9]|0?[1-9])"
    r" | - (?P<month>0[1-9]|1[0-2]) ) (?! [0-9] | [./-][0-9] | 年)",
    re.VERBOSE,
)
_SEPARATORS: Final = frozenset("-/.")
_SPLITS: Final = frozenset("/-~—至")
_ROC_DATE: Final = pattern(
    r"(?<![0-9./]) (?: (?<!-) | (?<=[./][0-9]{1,2}-) ) (?P<y>1[0-3][0-9]|[89][0-9]) (?P<sep>[./]) (?P<m>0?[1-9]|1[0-2]) (?P=sep)"
    r" (?P<d>3[01]|[12][0-9]|0?[1-9]) (?! [0-9] | [./][0-9] | -(?![0-9]{2,3}[./])[0-9])",
    re.VERBOSE,
)
_SLASHED: Final = plain(r"(?<![0-9./-])(?P<m>0[1-9]|1[0-2])/(?P<d>3[01]|[12][0-9]|0[1-9])(?![0-9./-]|年)")
# 2011/12年度, 2023—2024赛季: a year of trade or sport, which lies in two of the calendar
_SPLIT_YEAR: Final = plain(
    rf"(?P<low>(?:19|20)[0-9]{{2}})(?:/|{TO})(?P<high>(?:19|20)?[0-9]{{2}})"
    r"(?:(?:市场|销售|作物|冷冻|经营|生产)?年度|榨季|产季|赛季|雪季|冰雪季|采暖季|供暖季|供热季|冷年|捕捞季|种植季|滑雪季)"
)
_BRACKETED_YEARS: Final = plain(rf"(?<=[(\[〔]) (?P<low>[12][0-9]{{3}}) {TO} (?P<high>[12][0-9]{{3}}) (?=[)\]〕])", re.VERBOSE)
# 去(110)年, 今(2022)年: the word, and the number of the year inside it
_GLOSSED_YEAR: Final = plain(r"[今去明前后本上]\((?P<n>(?:19|20)[0-9]{2}|1[0-3][0-9]|[1-9][0-9])\)年度?")
_ROC: Final = plain(rf"(?:中华)?民国 (?P<n>{NUMBER}) 年度?", re.VERBOSE)
_SHORT_YEAR: Final = plain(
    r"['’‘]? (?P<n>[0-9]{2}) 年度? (?= (?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?!份?龄) | [底末]"
    r" | 初(?!步|级) | 同期 | 以来 | [上下]半年 | (?<=0[0-9]年)(?!代|级|龄|期|版|款|后|前)"
    r" | 第?[一二三四1-4]季度 | 前[三3]季度 )",
    re.VERBOSE,
)
_FIRST_MONTHS: Final = plain(rf"(?<![提此之比较])(?<![比较]前)[前头] (?P<n>{NUMBER}) 个?月 份? (?!龄|前|后|内)", re.VERBOSE)
_FIRST_QUARTERS: Final = plain(r"(?<!提)[前头] (?P<n>[一二三两1-3]) 个?季度", re.VERBOSE)
_SEASON: Final = plain(r"(?P<n>[春夏秋冬])(?:[季天]|(?=[,、。;以]))(?![节游运])")
_YEAR_EDGE: Final = plain(
    r"年? (?: (?P<start>初 (?!步|级|中|心|审|稿|试|次|衷|期) | 伊始) | (?P<mid>中 (?= [,、;。)] | 以[前后] | 之?前 ))"
    r" | (?P<end>[底末终] (?!层|端|部|蕴|线|气|色|梢|日|期|止|审|于) ) )",
    re.VERBOSE,
)
_FINE_EDGE: Final = plain(
    r"(?P<start>初(?!步|级|中|次)) | (?P<mid>中(?=[,、;。)]|以[前后]|之?前)) | (?P<end>[底末](?!层|端|部|蕴|次|期))", re.VERBOSE
)
_OPENING: Final = frozenset("([〔")
_EDGE_FIRSTS: Final = frozenset("年初伊中底末终")
_EDGES: Final = {"start": START, "mid": MID, "end": END}
_NO_AGE: Final = plain(r"的?(?:历史|文明|古[树城镇村都]|树龄|以前的历史)")
# 2000年前的古城 counts years back from today; 2019年前的欠税 names a year
_AGO: Final = plain("前的")

# names of their own, for those of an enumeration are looked up slowly
_YEAR, _MONTH, _DAY, _WRITTEN = Grain.YEAR, Grain.MONTH, Grain.DAY, Anchor.WRITTEN
_YEAR_WORDS: Final = {"year": Anchor.PUBLISHED, "follow": Anchor.FOLLOWS}
_PART_WORDS: Final = {"half": Grain.HALF, "quarter": Grain.QUARTER, "tenday": Grain.TENDAY}
_WHOLE: Final = frozenset("全年岁初伊中底末终春夏秋冬")
_FULL: Final = plain("全年度?(?![龄齡])|年内|岁[末尾]|年[初中底末终尾]")


def _by_lead(roles: Container[str]) -> dict[str, list[tuple[str, ...]]]:
    """The rows of the words that have one of the roles by the two characters that they begin with, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in sorted(rows("time_words"), key=lambda row: -len(row[0])):
        if row[1] in roles:
            found.setdefault(row[0][:2], []).append(row)
    return found


@cache
def _year_words() -> dict[str, list[tuple[str, Year]]]:
    """今年, 去年, 上年, 次年."""
    leads = _by_lead(_YEAR_WORDS).items()
    return {lead: [(word, Year(_YEAR_WORDS[role], int(shift))) for word, role, shift, _ in found] for lead, found in leads}


@cache
def _part_words() -> dict[str, list[tuple[str, _Field]]]:
    """上半年, 首季, 中下旬."""
    leads = _by_lead(_PART_WORDS).items()
    return {
        lead: [(word, _Field(_PART_WORDS[role], int(low), int(high or low))) for word, role, low, high in found]
        for lead, found in leads
    }


@cache
def _part_firsts() -> frozenset[str]:
    """The characters that the inside of a year begins with: 3月, 上半年, 底."""
    return _FIGURES | _WHOLE | _FIRST | {lead[0] for lead in _part_words()}


@cache
def calendar_leads() -> frozenset[str]:
    """The two or three characters that a dating begins with, where it begins with no number."""
    return frozenset(
        {row[0][:3] for found in _by_lead({"full", "edge", *_YEAR_WORDS, *_PART_WORDS}).values() for row in found}
        | {"公元", "西元", "民国", "中华民"}
        | {word + "(" for word in "今去明前后本上"}
        | {first + figure for first in "前头" for figure in "0123456789一二两三四五六七八九十"}
    )


class _Field(NamedTuple):
    """What a number with its mark says: 2022年, 1—9月, 第三季度; or a word for one: 上半年."""

    grain: Grain
    low: int
    high: int
    is_school: bool = False


_FIGURES: Final = frozenset("第0123456789〇零○一二两三四五六七八九十廿卅元")
_GOES_ON: Final = frozenset("-—~至到/、")
_LIMITS: Final = {"month": (Grain.MONTH, 12), "quarter": (Grain.QUARTER, 4), "day": (Grain.DAY, 31)}


def _field(norm: str, at: int) -> tuple[_Field, int] | None:
    """The field of the calendar that is written at a place, and where it ends."""
    if norm[at : at + 1] not in _FIGURES:
        return None
    one = _ONE.match(norm, at)
    # one number with its mark is the beginning of a run only where that goes on behind it
    run = _RUN.match(norm, at) if one is None or norm[one.end() : one.end() + 1] in _GOES_ON else None
    if run and (run["lowmark"] is None or run[run.lastgroup or ""].startswith(run["lowmark"][0])):
        found = _valid(run, run["low"], run["high"])
        if found:
            return found
    if one:
        return _valid(one, one["high"], one["high"])
    listed = _LISTED.match(norm, at) if _LIST_BEGINS.match(norm, at) else None
    return _valid(listed, listed["high"], listed["to"] or listed["high"]) if listed else None


def _valid(match: re.Match[str] | regex.Match[str], low: str, high: str) -> tuple[_Field, int] | None:
    mark, end = match.lastgroup or "", match.end()
    field = _counted(low, high, mark, "学" in match[mark])
    if field is None:
        return None
    if mark == "year" and (_NO_AGE.match(match.string, end) or (field.low % 100 == 0 and _AGO.match(match.string, end))):
        return None
    return field, end


@lru_cache(maxsize=4096)
def _counted(low_text: str, high_text: str, mark: str, is_school: bool) -> _Field | None:  # noqa: FBT001 - a key of what is remembered
    """The years, months, quarters or days that two numbers before a mark tell; None where there are none such."""
    low, high = number(low_text), number(high_text)
    if mark == "year":
        if len(high_text) == 2 and EARLIEST <= low <= LATEST:
            high += low - low % 100
        is_year = len(low_text) >= 4 and EARLIEST <= low <= high <= LATEST
        return _Field(_YEAR, low, high, is_school) if is_year else None
    grain, limit = _LIMITS[mark]
    return _Field(grain, low, high) if 1 <= low <= high <= limit else None


def read_calendar(norm: str, at: int, *, roc: bool = False) -> tuple[Calendar, int] | None:
    """The dating of the calendar that begins at ``norm[at]``, and where it ends; None where none does.

    ``roc`` lets figures count the years of the Republic (108年度), as texts from Taiwan do.

    >>> read_calendar("2022年10月12日上午", 0)[1]
    11
    """
    found = read_date(norm, at, roc=roc) if norm[at : at + 1].isdecimal() else None
    if found:
        return found
    field = _field(norm, at)
    # a number that counts months or days is no year
    named = _read_year(norm, at, field, roc=roc) if field is None or field[0].grain is _YEAR else None
    if named is None:
        return _read_part(norm, at, None, field)
    year, end, is_school = named
    if not year.last and not is_school:
        after = end + 1 if norm[end : end + 1] in {"的", "内"} else end
        inside = _read_part(norm, after, year, _field(norm, after)) if norm[after : after + 1] in _part_firsts() else None
        if inside:
            return inside
    within = _WITHIN.match(norm, end) if norm.startswith("内", end) else None
    return Calendar(year, _YEAR, is_school=is_school), within.end() if within else end


def read_date(norm: str, at: int, *, roc: bool = False) -> tuple[Calendar, int] | None:
    """A date in figures and marks alone: 2022-10-12, 2022.10.12, 09/26.

    >>> read_date("2022.10.12", 0)[0].month
    10
    """
    iso = (_ISO.match(norm, at) if norm[at + 4 : at + 5] in _SEPARATORS else None) or (_ROC_DATE.match(norm, at) if roc else None)
    if iso:
        year = Year(_WRITTEN, int(iso["y"]) + (1911 if len(iso["y"]) < 4 else 0))
        if iso["d"] is None:
            month = int(iso["month"])
            return Calendar(year, _MONTH, month, month), iso.end()
        return Calendar(year, _DAY, int(iso["d"]), int(iso["d"]), int(iso["m"])), iso.end()
    slashed = _SLASHED.match(norm, at) if norm[at + 2 : at + 3] == "/" else None
    # 09/26 is a day; 11/22 may be a fraction, but not where days are written so
    if slashed and (roc or slashed["m"][0] == "0"):
        return Calendar(None, _DAY, int(slashed["d"]), int(slashed["d"]), int(slashed["m"])), slashed.end()
    return None


_WITHIN: Final = plain("内(?![部外容陆蒙地需销涝控河生科阁贸])")


_NO_WORD_BEHIND: Final = {
    "次年": "人车班户架艘列项场批台每",
    "后年": "以之今往此成产工达运营用完建改扩迁装满毕市投造",
    "前年": "以之从产建改迁造",
    "来年": "近历原未以往本将",
    "上年": "以水风线网海岸",
    "同年": "不",
}
""" 人次年均, 以后年度, 投产后年产: the end of one word and the beginning of another """
_BEHIND_BARE_YEAR: Final = frozenset("全上下财前")
_BARE_YEAR: Final = plain(r"(?P<n>(?:19|20)[0-9]{2})(?=全年|[上下]半年|财年|前[0-9一二三两][季个])")


def _read_year(norm: str, at: int, field: tuple[_Field, int] | None, *, roc: bool) -> tuple[Year, int, bool] | None:
    if norm.startswith(("公元", "西元"), at):
        at += 2
        field = _field(norm, at)
    first = norm[at : at + 1]
    if first.isdecimal():
        return _read_bracketed_years(norm, at) or _read_numbered_year(norm, at, field, roc=roc)
    for word, year in _year_words().get(norm[at : at + 2], ()):
        if norm.startswith(word, at):
            if at and norm[at - 1] in _NO_WORD_BEHIND.get(word, ""):
                break
            return year, at + len(word), False
    glossed = _GLOSSED_YEAR.match(norm, at) if norm[at + 1 : at + 2] == "(" else None
    if glossed:
        named = int(glossed["n"])
        return Year(_WRITTEN, named if named >= EARLIEST else 1911 + named), glossed.end(), False
    republic = _ROC.match(norm, at) if first in {"中", "民"} else None
    if republic:
        return Year(_WRITTEN, 1911 + number(republic["n"])), republic.end(), False
    return _read_numbered_year(norm, at, field, roc=roc)


def _read_bracketed_years(norm: str, at: int) -> tuple[Year, int, bool] | None:
    """The years that stand alone in brackets: (2021-2025)."""
    bracketed = _BRACKETED_YEARS.match(norm, at) if norm[at - 1 : at] in _OPENING else None
    if bracketed is None or not EARLIEST <= int(bracketed["low"]) < int(bracketed["high"]) <= LATEST:
        return None
    return Year(_WRITTEN, int(bracketed["low"]), int(bracketed["high"])), bracketed.end(), False


_ROC_YEAR: Final = plain(
    rf"""(?:(?P<low>[0-9]{{2,3}})年?{TO})?
        (?P<n>1[0-3][0-9] | [3-9][0-9](?=学?年度|年(?:[0-9]{{1,2}}月|[底初])) | [89][0-9])
        (?:学?年(?:度|(?![^,。]{{0,4}}(?:历史|来|资历))))""",
    re.VERBOSE,
)


def _read_numbered_year(norm: str, at: int, field: tuple[_Field, int] | None, *, roc: bool) -> tuple[Year, int, bool] | None:
    split = _SPLIT_YEAR.match(norm, at) if field is None and norm[at + 4 : at + 5] in _SPLITS else None
    if split:
        low = int(split["low"])
        high = low - low % 100 + int(split["high"]) if len(split["high"]) == 2 else int(split["high"])
        return (Year(_WRITTEN, low, low + 1), split.end(), False) if high == low + 1 else None
    if field and field[0].grain is _YEAR:
        (_, low, high, is_school), end = field
        return Year(_WRITTEN, low, high if high > low else 0), end, is_school
    bare = _BARE_YEAR.match(norm, at) if norm[at + 4 : at + 5] in _BEHIND_BARE_YEAR else None
    if bare:
        return Year(_WRITTEN, int(bare["n"])), bare.end(), False
    if roc:
        match = _ROC_YEAR.match(norm, at)
        if match:
            low, high = int(match["low"] or match["n"]), int(match["n"])
            return (Year(_WRITTEN, 1911 + low, 1911 + high if high > low else 0), match.end(), False) if low <= high else None
    short = _SHORT_YEAR.match(norm, at) if "年" in norm[at : at + 5] else None
    return (Year(_WRITTEN, int(short["n"]), is_short=True), short.end(), False) if short else None


def _read_part(norm: str, at: int, year: Year | None, field: tuple[_Field, int] | None) -> tuple[Calendar, int] | None:
    """What is written of the inside of a year; ``field`` is what a number says there."""
    # no word begins with a figure
    field = field or _word_field(norm, at)
    if field is None:
        return _read_whole(norm, at, year)
    (grain, low, high, _), end = field
    if grain is _DAY:
        return (Calendar(None, grain, low, high), end) if year is None else None
    if grain is _YEAR:
        return None
    if grain is _MONTH and low == high:
        inside = _read_inside_month(norm, end, year, low)
        if inside:
            return inside
    edge, end = _read_edge(_FINE_EDGE, norm, end)
    return Calendar(year, grain, low, high, edge=edge), end


def _read_whole(norm: str, at: int, year: Year | None) -> tuple[Calendar, int] | None:
    """全年, 年底; after a year that is written also 底, 初, 夏季."""
    if norm[at : at + 1] not in _WHOLE:
        return None
    full = _FULL.match(norm, at)
    if full and (full[0][0] not in "年岁" or full[0] == "年内"):
        return Calendar(year, _YEAR), full.end()
    if year is None and not full:
        return None
    edge, end = _read_edge(_YEAR_EDGE, norm, at + (norm[at : at + 1] == "岁"))
    if edge:
        return Calendar(year, _YEAR, edge=edge), end
    season = _SEASON.match(norm, at) if year else None
    return (Calendar(year, Grain.SEASON, "春夏秋冬".index(season["n"]) + 1), season.end()) if season else None


_FIRST: Final = frozenset("前头")


def _word_field(norm: str, at: int) -> tuple[_Field, int] | None:
    for word, field in _part_words().get(norm[at : at + 2], ()):
        if norm.startswith(word, at):
            return field, at + len(word)
    if norm[at : at + 1] not in _FIRST:
        return None
    for first, grain, limit in ((_FIRST_MONTHS, Grain.MONTH, 12), (_FIRST_QUARTERS, Grain.QUARTER, 4)):
        match = first.match(norm, at)
        if match and 1 <= number(match["n"]) <= limit:
            return _Field(grain, 1, number(match["n"])), match.end()
    return None


def _read_inside_month(norm: str, at: int, year: Year | None, month: int) -> tuple[Calendar, int] | None:
    """A day, days or ten days of a month."""
    field = _field(norm, at) or _word_field(norm, at)
    if field is None:
        return None
    (grain, low, high, _), end = field
    return (Calendar(year, grain, low, high, month), end) if grain in OF_A_MONTH else None


def read_edge(norm: str, at: int) -> tuple[str, int]:
    """初, 中, 底 or 末 behind a month or quarter, as the TIMEX3 modifier (empty where none stands), and where it ends."""
    return _read_edge(_FINE_EDGE, norm, at)


def _read_edge(pattern: re.Pattern[str], norm: str, at: int) -> tuple[str, int]:
    match = pattern.match(norm, at) if norm[at : at + 1] in _EDGE_FIRSTS else None
    return (_EDGES[match.lastgroup or ""], match.end()) if match else ("", at)
