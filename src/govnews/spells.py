"""Times told from the day of publication: 今天, 本月, 上周五, 目前, 近日; and times of day.

The words are data (``tables/time_words.tsv``); what each role means stands here.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from govnews import dates
from govnews.dates import Stretch
from govnews.dating import NUMBER, TO, Anchor, Setting, number
from govnews.lexicon import rows
from govnews.model import Grain
from govnews.patterns import plain

_ANCHORS: Final = {"past": Anchor.NEVER, "future": Anchor.NEVER, "same": Anchor.FOLLOWS, "holiday": Anchor.FOLLOWS}


class Word(NamedTuple):
    """A word that tells a time without a figure; its role and numbers stand in the table."""

    role: str
    which: int = 0
    shift: int = 0

    @property
    def rule(self) -> str:
        """The role of the word."""
        return f"word.{self.role}"

    @property
    def anchor(self) -> Anchor:
        """What its dates are told from."""
        return _ANCHORS.get(self.role, Anchor.PUBLISHED)

    def stretch(self, setting: Setting) -> Stretch | None:
        """What it means in a setting."""
        now = setting.published
        match self.role:
            case "now":
                return Stretch(now, now, "PRESENT_REF", Grain.DAY)
            case "past":
                return Stretch(None, None, "PAST_REF", Grain.DAY)
            case "future":
                return Stretch(None, None, "FUTURE_REF", Grain.DAY)
            case "same":
                return self._same(setting)
            case "holiday":
                return setting.days_off
            case _:
                return self._told_from(now) if now else Stretch(None, None, _UNKNOWN[self.role], _GRAINS[self.role])

    def _same(self, setting: Setting) -> Stretch | None:
        if self.which == 1:
            return dates.month(setting.year, setting.month) if setting.month else Stretch(None, None, "XXXX-XX", Grain.MONTH)
        if setting.day is None:
            return Stretch(None, None, "XXXX-XX-XX", Grain.DAY)
        return dates.day(dates.shift_days(setting.day, self.which - 2))

    def _told_from(self, now: date) -> Stretch | None:
        match self.role:
            case "day":
                return dates.day(dates.shift_days(now, self.which))
            case "week":
                return dates.week(dates.shift_days(now, 7 * self.which))
            case "month":
                there = dates.shift_months(now, self.which)
                return dates.month(there.year, there.month)
            case "quarterof":
                there = dates.shift_months(now, 3 * self.which)
                return dates.quarters(there.year, (there.month + 2) // 3, (there.month + 2) // 3)
            case "season":
                # a winter begins in December: 今冬 in February is that of the year before
                begun = self.which == _WINTER and now.month <= _WINTER_TALK and self.shift == 0
                return dates.season(min(max(now.year + self.shift - begun, 1), 9998), self.which)
            case _:
                half = dates.months(now.year, now.month, now.month)
                first, last = (1, 15) if self.which == 1 else (16, half.last.day if half.last else 28)
                return dates.days(now.year, now.month, first, last)


_WINTER: Final = 4
_WINTER_TALK: Final = 4
"""Up to this month people speak of the winter that is over, or nearly so, as this one."""
_UNKNOWN: Final = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarterof": "XXXX-QX", "season": "XXXX", "halfmonth": "XXXX-XX",
}  # fmt: skip
_GRAINS: Final = {
    "day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "quarterof": Grain.QUARTER, "season": Grain.SEASON,
    "halfmonth": Grain.DAY,
}  # fmt: skip
_ROLES: Final = {"now", "past", "future", "same", "holiday", *_UNKNOWN}


@cache
def _words() -> dict[str, list[tuple[str, Word]]]:
    """The words by the two characters that they begin with, the longest first."""
    words: dict[str, list[tuple[str, Word]]] = {}
    for written, role, which, shift in sorted(rows("time_words"), key=lambda row: -len(row[0])):
        if role in _ROLES:
            words.setdefault(written[:2], []).append((written, Word(role, int(which or 0), int(shift or 0))))
    return words


def word_leads() -> frozenset[str]:
    """The two or three characters that a word for a time begins with."""
    return frozenset(written[:3] for words in _words().values() for written, _ in words) | {f"{word}(" for word in _AWAY}


# what makes another word of it, before and behind: 题目前, 出现在, 人次年均, 今日头条
_NOT_AFTER: Final = plain(
    r"(?<=前日)本|(?<=日前)[来往]|(?<=今日)(?:头条|资本|说法)|(?<=本周)[刊边]|(?<=本季)节|(?<=[上前下]一周)[期年岁]|(?<=今)[年天春夏秋冬晚]|(?<=[现至]今)[日后]|(?<=现在)时|(?<=当前)位|(?<=最近)的(?!一)|(?<=当[日天])[的]?[0-9一二三四五六七八九十]+[天日]"
)
_NOT_AFTER_FIRSTS: Final = frozenset("本来往头资说刊边节期年岁天春夏秋冬晚日后时位的0123456789一二三四五六七八九十")
_NOT_BEHIND: Final = {
    "现": "实出体展表呈兑重变涌再显闪发浮隐凸突贴套折提取惊乍",
    "目": "数题科项名栏", "日": "近前次每几", "当": "充", "明": "的", "昨": "的",
    "本": "日", "假": "寒暑年产休婚病学长", "长": "小", "节": "春佳过双",
}  # fmt: skip


def _stands_apart(norm: str, at: int, end: int) -> bool:
    """Whether the characters around leave the word a word: not 出现在, 题目前, 美好的明天."""
    before = norm[at - 1 : at]
    if before and before in _NOT_BEHIND.get(norm[at], ""):
        return False
    return norm[end : end + 1] not in _NOT_AFTER_FIRSTS or not _NOT_AFTER.match(norm, end)


_GLOSSED_DAY: Final = plain(r"(?P<word>[今昨明])\([0-9]{1,2}\)[日天]")
_AWAY: Final = {"今": 0, "昨": -1, "明": 1}


def read_word(norm: str, at: int) -> tuple[Word, int] | None:
    """The longest word for a time that begins at ``norm[at]``.

    >>> read_word("截至目前，已有", 0)
    (Word(role='now', which=0, shift=0), 4)
    """
    if norm[at + 1 : at + 2] == "(":  # 今(28)日
        day = _GLOSSED_DAY.match(norm, at)
        return (Word("day", _AWAY[day["word"]], 0), day.end()) if day else None
    for written, word in _words().get(norm[at : at + 2], ()):
        if norm.startswith(written, at):
            end = at + len(written)
            return (word, end) if _stands_apart(norm, at, end) else None
    return None


_HOLIDAY: Final = plain(r"[2-9二三四五六七八九]天的?(?:小?长假|假期)(?:期间|里|中)?")


def read_holiday(norm: str, at: int) -> tuple[Word, int] | None:
    """The days off last spoken of, by how many they are.

    >>> read_holiday("5天假期", 0)
    (Word(role='holiday', which=0, shift=0), 4)
    """
    match = _HOLIDAY.match(norm, at)
    return (Word("holiday"), match.end()) if match else None


class Weekday(NamedTuple):
    """周五, 上周五: a day of the week of publication, or of one before or after it."""

    day: int
    week: int | None

    @property
    def rule(self) -> str:
        """The name of the rule."""
        return "weekday"

    @property
    def anchor(self) -> Anchor:
        """The day of publication."""
        return Anchor.PUBLISHED

    def stretch(self, setting: Setting) -> Stretch | None:
        """The day; one without a week named is the last before publication, or that of publication."""
        now = setting.published
        if now is None:
            return Stretch(None, None, f"XXXX-WXX-{self.day}", Grain.DAY)
        if self.week is None:
            return dates.day(dates.shift_days(now, -((now.isoweekday() - self.day) % 7)))
        return dates.day(dates.shift_days(now, self.day - now.isoweekday() + 7 * self.week))


_WEEKDAY: Final = plain(
    r"(?<![0-9一二两三四五六七八九十每逢整半几数])(?P<week>本|这一?|上上?个?|下个?)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?![0-9年个期次围])"
)
WEEKDAY_LEADS: Final = frozenset(
    {mark + day for mark in ("周", "星期", "礼拜") for day in "一二三四五六日天"}
    | {week + mark for week in ("本", "这", "上", "下", "这一", "上上", "上个", "下个") for mark in "周星礼"}
    | {"上上个"}
)
_DAYS: Final = {c: i for i, c in enumerate("一二三四五六日", 1)} | {"天": 7}


def read_weekday(norm: str, at: int) -> tuple[Weekday, int] | None:
    """A day of the week: 周五, 上周一, 星期日."""
    match = _WEEKDAY.match(norm, at)
    if match is None or (match["day"] in "日天" and match[0][-2] == "周" and match["day"] == "天"):
        return None
    week = match["week"]
    shift = None if week is None else {"本": 0, "这": 0, "上": -week.count("上"), "下": 1}[week[0]]
    return Weekday(_DAYS[match["day"]], shift), match.end()


class Clock(NamedTuple):
    """A time of day: no date, but of the day spoken of."""

    written: str

    @property
    def rule(self) -> str:
        """The name of the rule."""
        return "clock"

    @property
    def anchor(self) -> Anchor:
        """The day spoken of."""
        return Anchor.FOLLOWS

    def stretch(self, setting: Setting) -> Stretch | None:
        """The day that the time belongs to."""
        if setting.day is None:
            return Stretch(None, None, f"T{self.written}", Grain.DAY)
        return Stretch(setting.day, setting.day, f"{setting.day.isoformat()}T{self.written}", Grain.DAY)


_DAYPART: Final = "(?:上午|下午|凌晨|清晨|早上|早晨|早|晚上|晚间|傍晚|夜间|深夜|午后|中午|晚|北京时间|当地时间)"
_CLOCK: Final = plain(
    rf"""
    (?P<part>{_DAYPART})? (?<![0-9:∶.]) (?:(?:[01]?[0-9]|2[0-4]){TO}(?=[0-9]{{1,2}}时))? (?P<hour>[01]?[0-9]|2[0-4]|零|{NUMBER})
    (?: : (?P<minute>[0-5][0-9]) (?: :[0-5][0-9](?:\.[0-9]{{1,3}})? )? (?![0-9:%]|\.[0-9])
      | (?P<mark> 时(?!间|代|空|尚|速|期|段|常|任|装|事|有|而|隔|值|下|光|不|候) | 点 )
        (?: (?P<minutes>{NUMBER}) 分 (?:{NUMBER}秒)? (?!之|钟) | (?P<rest>半|整|许|钟(?!表)) )? )
    """,
    re.VERBOSE,
)
_NOON: Final = 12
_FIRST_HOURS: Final = {
    **dict.fromkeys(("下午", "午后", "中午"), 1),
    **dict.fromkeys(("傍晚", "晚上", "晚间", "晚"), 4),
    "深夜": 9,
}
"""From which hour on a clock is past noon in these parts of the day: 下午3时 is 15:00, 深夜1时 is not."""
_PART_ALONE: Final = plain(f"{_DAYPART}(?![0-9])")
_CLOCK_FIRSTS: Final = frozenset("0123456789〇零○一二两三四五六七八九十廿卅元").union(
    part[0] for part in _DAYPART.strip("(?:)").split("|")
)
CLOCK_LEADS: Final = frozenset(part[:3] for part in _DAYPART.strip("(?:)").split("|") if len(part) > 1)
_RATIO: Final = plain(r"[比例率胜负平][^,。;]{0,3}$|第$|(?:结构|比重|比)[^,。;]{0,20}[至到为由从]$")


def read_clock(norm: str, at: int, *, after_date: bool = False) -> tuple[Clock, int] | None:
    """A time of day: 15:30, 8时30分, 上午9点. ``after_date`` takes what stands right behind a date.

    >>> read_clock("15时30分许", 0)[0].written
    '15:30'
    """
    if norm[at : at + 1] not in _CLOCK_FIRSTS:
        return None
    match = _CLOCK.match(norm, at)
    if match is None:
        part = _PART_ALONE.match(norm, at) if after_date else None
        return (Clock(""), part.end()) if part else None
    written = match["minute"] or match["minutes"]
    hour, minute = number(match["hour"]), number(written or "0")
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    if match["mark"] is None:
        if not after_date and _RATIO.search(norm[max(at - 24, 0) : at]):
            return None
    elif not (after_date or match["part"] or written or match["rest"] or _plain_hour(match)):
        return None
    past_noon = hour < _NOON and hour >= _FIRST_HOURS.get(match["part"] or "", _NOON)
    return Clock(f"{hour + _NOON * past_noon:02}:{minute:02}"), match.end()


def _plain_hour(match: re.Match[str]) -> bool:
    """15时 needs nothing beside it; 3点 does, for it may be a point that is made."""
    return match["mark"] == "时" and match["hour"].isdecimal()
