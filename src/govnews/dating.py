"""Datings as values: what is said of a time, without its words, and what that means where it stands.

A dating may leave its year to the surroundings (10月12日), to the day of publication (去年) or to the year last spoken of
(次年); a :class:`Setting` holds these. The whole numbers that datings are written with are read here too.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from govnews import dates
from govnews.dates import Stretch
from govnews.model import Grain


class Anchor(StrEnum):
    """What the dates of a dating are told from."""

    WRITTEN = "written"
    """2022年, “十四五”, 党的十八大: nothing more is needed"""
    PUBLISHED = "published"
    """今年, 本月, 近三年: the day of publication"""
    CONTEXT = "context"
    """3月, 上半年, 全年: the year spoken of"""
    FOLLOWS = "follows"
    """上年, 当年, 次年: counted from the year spoken of"""
    NEVER = "never"
    """近日, 30周年: no dates follow from it"""


class Setting(NamedTuple):
    """What a dating is read in: the day of publication, and the year, month, day and days off spoken of."""

    published: date | None = None
    year: int | None = None
    month: int | None = None
    day: date | None = None
    days_off: Stretch | None = None


class Dating(Protocol):
    """A time as written."""

    @property
    def rule(self) -> str:
        """The name of the rule that reads it."""

    @property
    def anchor(self) -> Anchor:
        """What its dates are told from."""

    def stretch(self, setting: Setting) -> Stretch | None:
        """What it means in a setting; None where the calendar has no such time."""

    def __hash__(self) -> int:
        """Equal datings mean the same."""


class Year(NamedTuple):
    """A year as written: its number, or how far it lies from the anchor. ``is_short`` leaves out the century (22年)."""

    anchor: Anchor
    number: int = 0
    last: int = 0
    """the end of a run of years, or 0"""
    is_short: bool = False

    def resolve(self, setting: Setting) -> int | None:
        """The number of the year in a setting."""
        if self.anchor is Anchor.WRITTEN:
            return _whole(self.number, setting) if self.is_short else self.number
        if self.anchor is Anchor.PUBLISHED:
            return setting.published.year + self.number if setting.published else None
        return setting.year + self.number if setting.year is not None else None


_RULES: Final = {grain: f"calendar.{grain}" for grain in Grain}


OF_A_MONTH: Final = (Grain.DAY, Grain.TENDAY)
"""A tuple, for members of an enumeration are found in it sooner than in a set, which asks for their hashes."""


class Calendar(NamedTuple):
    """A stretch of the calendar as written: a year, and inside it a half, quarters, months, ten days or days."""

    year: Year | None
    grain: Grain
    low: int = 0
    high: int = 0
    month: int = 0
    edge: str = ""
    is_school: bool = False
    """2022—2023学年: a year from September to August"""

    @property
    def rule(self) -> str:
        """The grain that it reaches down to."""
        return _RULES[self.grain]

    @property
    def anchor(self) -> Anchor:
        """What the year is told from."""
        return self.year.anchor if self.year else Anchor.CONTEXT

    @property
    def lacks_month(self) -> bool:
        """Whether the month is left to the surroundings: 10日, 上旬."""
        return self.grain in OF_A_MONTH and not self.month

    def stretch(self, setting: Setting) -> Stretch | None:
        """What it means in a setting."""
        number = self.year.resolve(setting) if self.year else setting.year
        if number is not None and not 1 <= number < 9999:
            return None
        found = self._inside(number, setting)
        return dates.edge(found, self.edge) if found and self.edge else found

    def _inside(self, number: int | None, setting: Setting) -> Stretch | None:
        if self.grain in OF_A_MONTH:
            return self._days(number, self.month or setting.month)
        match self.grain:
            case Grain.HALF:
                return dates.half(number, self.low)
            case Grain.QUARTER:
                return dates.quarters(number, self.low, self.high)
            case Grain.MONTH:
                return dates.months(number, self.low, self.high)
            case Grain.SEASON:
                return dates.season(number, self.low)
            case _:
                return self._years(number)

    def _days(self, number: int | None, month: int | None) -> Stretch | None:
        if self.grain is Grain.DAY:
            return dates.days(number, month, self.low, self.high)
        if not month:
            return Stretch(None, None, "XXXX-XX", Grain.TENDAY)
        first, last = (dates.tenday(number, month, which) for which in (self.low, self.high or self.low))
        return first if first == last else first._replace(last=last.last, mod="")

    def _years(self, number: int | None) -> Stretch:
        last = self.year.last if self.year else 0
        if number is not None and self.is_school:
            return Stretch(
                date(number, 9, 1), date(last or number + 1, 8, 31), f"{number}-09/{last or number + 1}-08", Grain.YEAR
            )
        return dates.years(number, last) if number is not None and last else dates.year(number)


class Inside(NamedTuple):
    """A dating inside another that names its year or month: 本月上旬, 2023年春节."""

    outer: Dating
    inner: Dating

    @property
    def rule(self) -> str:
        """The rule of the inner dating."""
        return self.inner.rule

    @property
    def anchor(self) -> Anchor:
        """What the outer dating is told from."""
        return self.outer.anchor

    def stretch(self, setting: Setting) -> Stretch | None:
        """The inner dating in the setting that the outer one makes."""
        around = self.outer.stretch(setting)
        if around is None or around.first is None:
            return self.inner.stretch(Setting())
        return self.inner.stretch(Setting(setting.published, around.first.year, around.first.month, setting.day))


class Edged(NamedTuple):
    """The opening or the close of another dating: 本月底, 上月初."""

    whole: Dating
    edge: str

    @property
    def rule(self) -> str:
        """The rule of the whole."""
        return self.whole.rule

    @property
    def anchor(self) -> Anchor:
        """What the whole is told from."""
        return self.whole.anchor

    def stretch(self, setting: Setting) -> Stretch | None:
        """The edge of what the whole means."""
        found = self.whole.stretch(setting)
        return dates.edge(found, self.edge) if found else None


class Through(NamedTuple):
    """From one dating to another: 2022年10月至次年3月, 10月20日—11月3日."""

    opening: Dating
    closing: Dating

    @property
    def rule(self) -> str:
        """The rule of the end, as the finer one."""
        return self.closing.rule

    @property
    def anchor(self) -> Anchor:
        """What the opening is told from."""
        return self.opening.anchor

    def stretch(self, setting: Setting) -> Stretch | None:
        """From the first day of the opening to the last day of the close; the close takes its year from the opening."""
        first = self.opening.stretch(setting)
        if first is None:
            return None
        begins = first.first
        near = Setting(setting.published, begins.year, begins.month) if begins is not None else Setting(setting.published)
        last = self.closing.stretch(near)
        if last is None:
            return None
        stretch = dates.joined(first, last)
        if stretch is not None or begins is None or self.closing.anchor is not Anchor.CONTEXT:
            return stretch
        # over the end of the year or of the month: 10月至3月, 30日晚至1日凌晨
        monthless = isinstance(self.closing, Calendar) and self.closing.lacks_month
        turn = dates.shift_months(begins.replace(day=1), 1 if monthless else 12)
        last = self.closing.stretch(Setting(setting.published, turn.year, turn.month if monthless else None))
        return dates.joined(first, last) if last is not None else None


def _whole(short: int, setting: Setting) -> int:
    """The year that ends in two digits and lies nearest before (or at most ten years after) publication."""
    horizon = (setting.published.year if setting.published else 2039) + 10
    return horizon - (horizon - short) % 100


_DIGIT: Final = {
    c: i for i, cs in enumerate(["〇零○Oo0", "一元1", "二两2", "三3", "四4", "五5", "六6", "七7", "八8", "九9"]) for c in cs
}
NUMBER: Final = "(?:[0-9]{1,4}|[〇零○一二两三四五六七八九十廿卅元][〇零○Oo0一二两三四五六七八九十]{0,3})"
TO: Final = "(?:——|--|[-~—至到])"
AND: Final = "[、和及与]"
EARLIEST, LATEST = 1600, 2199


def number(written: str) -> int:
    """A whole number as datings write it: 12, 十二, 廿三, 两; digit by digit from four characters on (二〇二二).

    Returns -1 for what is none.

    >>> number("二十三"), number("一九七九"), number("十百"), number("廿一二三")
    (23, 1979, -1, -1)
    """
    if written.isascii() and written.isdecimal():
        return int(written)
    if len(written) >= 4 and not any(ten in written for ten in "十廿卅"):
        return int("".join(str(_DIGIT[c]) for c in written))
    tens, ten, ones = written.replace("廿", "二十").replace("卅", "三十").rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or any(c not in _DIGIT for c in tens + ones):
        return -1
    return (_DIGIT[tens] if tens else 1) * 10 + (_DIGIT[ones] if ones else 0) if ten else _DIGIT[ones]
