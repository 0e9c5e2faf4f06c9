"""Festivals, public holidays and dates of the Chinese calendar: 春节, 国庆假期, 农历八月十五, 正月初一.

The Chinese calendar and the days off are those of the library lunar_python (the extra ``govnews[lunar]``). Without it such a
time is found but stays unresolved; the festivals of the common calendar (国庆, 元旦) need nothing.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from govnews import dates
from govnews.dates import Stretch
from govnews.dating import Anchor, Dating, Setting, number
from govnews.lexicon import rows
from govnews.model import Grain
from govnews.patterns import pattern, plain


@cache
def _lunar_python() -> Any:  # noqa: ANN401 - the library ships no type information
    """The library of the Chinese calendar, read where the first such time is; None where the extra is not installed."""
    try:
        import lunar_python  # type: ignore[import-not-found,import-untyped,unused-ignore] # noqa: PLC0415
    except ImportError:
        return None
    return lunar_python


def has_lunar_calendar() -> bool:
    """Whether the extra is installed, so that dates of the Chinese calendar can be resolved."""
    return _lunar_python() is not None


class DaysOf(NamedTuple):
    """Some days of a holiday: 国庆假期前三天, 假期首日."""

    whole: Dating
    first: int
    last: int

    @property
    def rule(self) -> str:
        """The rule of the whole."""
        return self.whole.rule

    @property
    def anchor(self) -> Anchor:
        """What the whole is told from."""
        return self.whole.anchor

    def stretch(self, setting: Setting) -> Stretch | None:
        """The days in a setting; unresolved where the whole is, None where it has fewer."""
        found = self.whole.stretch(setting)
        if found is None or found.first is None or found.last is None:
            return found
        first, last = dates.shift_days(found.first, self.first - 1), dates.shift_days(found.first, self.last - 1)
        if last > found.last:
            return None
        return dates.day(first) if first == last else Stretch(first, last, f"{first.isoformat()}/{last.isoformat()}", Grain.DAY)


_DAYS_OF: Final = plain(
    r"的?(?:(?P<all>[2-9二两三四五六七八九]天(?!以?[前后内假]))"
    r"|前(?P<until>[2-7一二两三四五六七])[天日]|(?P<one>首日|首天)|第(?P<nth>[1-8一二三四五六七八])[天日])"
)


def read_days_of(norm: str, at: int, whole: Dating) -> tuple[Dating, int]:
    """A holiday that ends at ``norm[at]`` with how many days it has, or which of them are meant: 假期5天, 假期首日."""
    match = _DAYS_OF.match(norm, at)
    if match is None:
        return whole, at
    if match["all"]:
        return whole, match.end()
    first = number(match["nth"]) if match["nth"] else 1
    return DaysOf(whole, first, number(match["until"]) if match["until"] else first), match.end()


class Festival(NamedTuple):
    """A festival, or with ``has_days_off`` the holiday around it (国庆假期)."""

    calendar: str
    month: int
    day: int
    term: str = ""
    has_days_off: bool = False

    @property
    def rule(self) -> str:
        """The calendar that it is reckoned in."""
        return f"festival.{self.calendar}"

    @property
    def anchor(self) -> Anchor:
        """The year spoken of."""
        return Anchor.CONTEXT

    def stretch(self, setting: Setting) -> Stretch | None:
        """The day of the festival, or its days off; unresolved where the year or the calendar is not known.

        None where there is no such year.
        """
        unknown = Stretch(None, None, self._unknown(setting.year), Grain.DAY)
        if setting.year is None:
            return unknown
        if not MINYEAR <= setting.year <= MAXYEAR:
            return None
        day = _day_of(self.calendar, setting.year, self.month, self.day, self.term)
        if day is None:
            return unknown
        return _days_off(day) if self.has_days_off else dates.day(day)

    def _unknown(self, year: int | None) -> str:
        if self.calendar == "solar":
            return f"{'XXXX' if year is None else year}-{self.month:02}-{self.day:02}"
        return f"{'XXXX' if year is None else f'{year:04}'}-XX-XX"


@lru_cache(maxsize=1024)
def _day_of(calendar: str, year: int, month: int, day: int, term: str) -> date | None:
    """The day of the common calendar, or None where it cannot be told."""
    if calendar == "solar":
        return dates.safe_date(year, month, day)
    if not has_lunar_calendar() or not 1850 <= year <= 2150:
        return None
    if calendar == "term":
        return _common(_lunar_python().Solar.fromYmd(year, 6, 30).getLunar().getJieQiTable()[term])
    if calendar == "eve":
        return dates.shift_days(_lunar(year, 1, 1) or date(1, 1, 31), -day)
    return _lunar(year, month, day)


def _lunar(year: int, month: int, day: int) -> date | None:
    # the 30th of a month that has 29 days is no day; the library says so with a bare Exception
    try:
        return _common(_lunar_python().Lunar.fromYmd(year, month, day).getSolar())
    except Exception:  # noqa: BLE001
        return None


def _common(solar: Any) -> date:  # noqa: ANN401 - the library ships no type information
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


@lru_cache(maxsize=1024)
def _days_off(day: date) -> Stretch:
    """The days off around a festival; where they are not known, the festival opens them and the end stays unknown."""
    found = _lunar_python().util.HolidayUtil.getHolidaysByTarget(day.isoformat()) if has_lunar_calendar() else []
    free = sorted(date.fromisoformat(holiday.getDay()) for holiday in found if not holiday.isWork())
    if not free:
        return Stretch(None, None, day.isoformat(), Grain.DAY)
    return Stretch(free[0], free[-1], f"{free[0].isoformat()}/{free[-1].isoformat()}", Grain.DAY)


@cache
def _festivals() -> dict[str, tuple[Festival, bool]]:
    return {name: (_entry(calendar, month, day), plain == "yes") for name, calendar, month, day, plain in rows("festivals")}


def _entry(calendar: str, month: str, day: str) -> Festival:
    term = day if calendar == "term" else ""
    return Festival(calendar, int(month or 0), int(day) if day.isdecimal() else 0, term)


_TAIL: Final = r"(?P<off>(?:节?(?:[3-8三四五六七八]天(?:小?长假|假期)?(?!以?[前后内])|小长假|长假|假期|放假|假日|黄金周)))?"
_LUNAR_DAY: Final = r"(?P<day>初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|三十|廿[一二三四五六七八九]?)"
_LUNAR_DATE: Final = pattern(
    rf"(?:农历|阴历|夏历) (?P<month>正|[二三四五六七八九]|十[一二]?|冬|腊) 月 {_LUNAR_DAY}? | (?P<month>正|腊) 月 {_LUNAR_DAY}",
    re.VERBOSE,
)
# 年初五, 大年初二; a bare 初一 may be a year of school, and is a day only before the day that it runs to
_NEW_YEAR: Final = pattern(
    r"""
    (?: 大年
      | (?<![0-9〇零一二三四五六七八九今去明前后上本当次每同全来]) 年 (?= 初. (?:[至到~—(),、。;的起当晚早上下开-]|\Z) ) )
    初 (?P<day>[一二三四五六七八九十])
  | (?<!年) 初 (?P<day>[一二三四五六七八九十]) (?= [至到~—-] (?:正月|[0-9]{1,2}月[0-9]{1,2}日) )
    """,
    re.VERBOSE,
)
_NEW_YEAR_DAY: Final = plain("(?:大?年|正月)?初(?P<day>[一二三四五六七八九十])")
_MONTHS: Final = {"正": 1, "冬": 11, "腊": 12}
_NO_DAY_BEHIND: Final = (
    "运动|路|街|广场|村|镇|乡|区|学校|中学|小学|公园|联欢|精神|纪念|建军|勋章|农场|一大|三中|[届计规]"
    "|招待会|团拜会|茶话会|座谈会|音乐会|晚会|诗会|灯会|庙会|花市|龙舟赛|文艺|文化|档案|年货|献礼|贺岁|红包"
    "|礼[金品包]|慰问[金品]|敬老|补贴|津贴"
)
"""What makes a name of a festival (重阳节敬老金) that dates nothing."""
_QUOTES: Final = "“\"'‘"
_NAME: Final = pattern(
    lambda: (
        rf"(?<![贺迎庆闹话宁])[{_QUOTES}]?(?P<name>(?>{'|'.join(sorted(_festivals(), key=len, reverse=True))}))"
        rf"(?P<close>[”\"'’])?{_TAIL}(?!{_NO_DAY_BEHIND})"
    )
)


@cache
def festival_leads() -> frozenset[str]:
    """The two or three characters that a festival or a date of the Chinese calendar begins with."""
    return frozenset(
        {name[:3] for name in _festivals() if name != "十一"}
        | {quote + name[:2] for name in _festivals() for quote in _QUOTES}
        | {"农历", "阴历", "夏历", "正月", "腊月", "十一", "大年", "年初"}
        | {"初" + day for day in "一二三四五六七八九十"}
    )


@cache
def _firsts() -> frozenset[str]:
    """The characters that a festival begins with."""
    return frozenset(lead[0] for lead in festival_leads())


def read_festival(norm: str, at: int) -> tuple[Festival, int] | None:
    """A festival, a public holiday or a date of the Chinese calendar.

    >>> read_festival("国庆假期", 0)
    (Festival(calendar='solar', month=10, day=1, term='', has_days_off=True), 4)
    """
    if norm[at : at + 1] not in _firsts():
        return None
    lunar = _LUNAR_DATE.match(norm, at)
    if lunar:
        written = (lunar["day"] or "").removeprefix("初")
        month = _MONTHS.get(lunar["month"]) or number(lunar["month"])
        return Festival("lunar", month, number(written) if written else 1), lunar.end()
    new_year = _NEW_YEAR.match(norm, at)
    if new_year:
        return Festival("lunar", 1, number(new_year["day"])), new_year.end()
    match = _NAME.match(norm, at)
    if match is None:
        return None
    festival, is_plain = _festivals()[match["name"]]
    is_quoted = match["close"] is not None and not match[0].startswith(match["name"])
    if not (is_plain or match["off"] or (is_quoted and norm.startswith(("期间", "前", "后", "当", "国际"), match.end()))):
        return None
    end = match.end()
    if match["off"]:
        festival = festival._replace(has_days_off=True)
    return festival, end


def read_new_year_day(norm: str, at: int) -> tuple[Festival, int] | None:
    """A day of the new year, where only such a day can stand: the end of 年初一至初六.

    >>> read_new_year_day("初六", 0)[1]
    2
    """
    match = _NEW_YEAR_DAY.match(norm, at)
    return (Festival("lunar", 1, number(match["day"])), match.end()) if match else None
