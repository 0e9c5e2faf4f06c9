"""Spoken: the time that the text last spoke of, for a dating that leaves its year or month unsaid.

The order in which the day of publication, the document and the sentences before are asked is :meth:`Spoken.setting`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from govnews import dates
from govnews.dates import Stretch
from govnews.dating import Anchor, Calendar, Dating, Setting, Through, Year
from govnews.festivals import Festival
from govnews.lapses import Lapse, Reach
from govnews.model import Grain
from govnews.patterns import plain
from govnews.spells import Word
from govnews.surroundings import Surroundings

_REACH: Final = 400
"""How many characters a time that was spoken of stays in mind."""
_SENTENCE_END: Final = plain(r"[。!?\n]")
_WORDS_OF_PLAN: Final = "将|拟|预计|计划|力争|有望|确保|争取|目标|定于|即将|可望|要(?!求)|(?<![于超合出])预期|届时|安排|规划"
_PLANNED_BEFORE: Final = plain(rf"(?:{_WORDS_OF_PLAN})(?!.*[。;!?\n])", re.DOTALL)
_PLANNED_BEHIND: Final = plain(rf",*(?:{_WORDS_OF_PLAN})|[之以]?前|起")


_ONE_YEAR: Final = {Lapse(1, "Y", Reach.BACK), Lapse(1, "Y", Reach.SINCE)}


class Spoken:
    """The time that the text last spoke of, as far as a dating that says less may lean on it."""

    def __init__(self, around: Surroundings) -> None:
        self.published: date | None = around.published
        self._around = around
        self.norm: str = around.text.norm
        self._plain = Setting(self.published, self.published.year if self.published else None)
        self._end = -_REACH - 1
        self._first: date | None = None
        self._stretch: Stretch | None = None
        self._days_off: Stretch | None = None
        self._is_day = self._is_month = False
        self._this_year: set[Dating] = set()
        """datings without a year that were told of the year of publication"""

    def note_days_off(self, stretch: Stretch | None) -> None:
        """Keep the days off of a festival in mind, where they are known."""
        if stretch is not None and stretch.first != stretch.last:
            self._days_off = stretch

    def note(self, stretch: Stretch, end: int) -> None:
        """Keep a time in mind, where it lies in one year."""
        first, last = stretch.first, stretch.last
        if first is None or last is None or first.year != last.year:
            return
        self._stretch, self._first, self._end = stretch, first, end
        self._is_day = first == last and not stretch.is_edge
        self._is_month = first.month == last.month

    def setting(self, dating: Dating, anchor: Anchor, start: int, end: int) -> Setting:
        """The setting that a dating at ``norm[start:end]`` is to be read in, by what its dates are told from."""
        if anchor is Anchor.CONTEXT:
            setting = self._context(dating, start, end)
            if _is_in_year(setting, self.published):
                self._this_year.add(dating)
            return setting
        if anchor is Anchor.FOLLOWS:
            return self._followed(dating, start)
        if isinstance(dating, Word) and dating.role == "month" and (reported := self._around.report_month):
            return Setting(reported, reported.year)
        return self._plain

    def of_section(self, dating: Lapse, start: int) -> Lapse | Calendar:
        """一年来, 过去一年 in the part of a work report that looks back on a year: that year."""
        if dating not in _ONE_YEAR:
            return dating
        year = self._around.year_at(start)
        return Calendar(Year(Anchor.WRITTEN, year), Grain.YEAR) if year is not None else dating

    def same_stretch(self, year: Stretch, start: int) -> Stretch:
        """上年同期: the stretch last spoken of, moved into another year; the year itself where none was."""
        spoken = self._stretch
        if self._recent(start) is None or spoken is None or year.first is None or year.last is None:
            return year
        if (
            year.grain is not Grain.YEAR
            or (year.first.month, year.last.month) != (1, 12)
            or spoken.first is None
            or spoken.last is None
        ):
            return year
        by = year.first.year - spoken.first.year
        timex = re.sub(r"[0-9]{4}", str(year.first.year), spoken.timex) if spoken.timex[:4].isdecimal() else year.timex
        return spoken._replace(first=dates.shift_years(spoken.first, by), last=dates.shift_years(spoken.last, by), timex=timex)

    def _recent(self, start: int) -> date | None:
        return self._first if start - self._end <= _REACH else None

    def _in_sentence(self, start: int) -> date | None:
        first = self._recent(start)
        return first if first and not _SENTENCE_END.search(self.norm, self._end, start) else None

    def _in_paragraph(self, start: int) -> date | None:
        first = self._recent(start)
        return first if first and self.norm.find("\n", self._end, start) < 0 else None

    def _followed(self, dating: Dating, start: int) -> Setting:
        published = self.published
        recent = self._recent(start)
        if isinstance(dating, Calendar) and dating.year and dating.year.number < 0:
            near = self._in_sentence(start)
            year = near.year if near else self._around.year_at(start) or (published.year if published else None)
            return Setting(published, year)
        if recent is None:
            return Setting(published, days_off=self._days_off)
        month, day = recent.month if self._is_month else None, recent if self._is_day else None
        return Setting(published, recent.year, month, day, self._days_off)

    def _context(self, dating: Dating, start: int, end: int) -> Setting:
        """The setting of a dating that names no year; the surroundings are asked from the nearest to the widest."""
        published = self.published
        near = self._in_sentence(start)
        if near and (published is None or near.year == published.year or not self._is_aside(dating, near, published, start, end)):
            return self._with_month(dating, Setting(published, near.year, near.month if self._is_month else None), start, end)
        is_plan = self._is_plan(start, end)
        report = self._around.year_at(start)
        if report is not None and not (self._around.sections and is_plan and _may_be_ahead(dating)):
            return Setting(published, report)
        told = None if is_plan and published is None else self._in_paragraph(start)
        is_story = told is not None and self._is_month and dating not in self._this_year
        if told and is_story and (published is None or self._goes_on(dating, told, published)):
            return self._with_month(dating, Setting(published, told.year, told.month), start, end)
        if published is None:
            return Setting(None, told.year if told else None)
        if _bare_day(dating) is not None:
            return self._with_month(dating, Setting(published, published.year), start, end)
        # 2023年末…。全年…: a year that is not over is not summed up
        is_over = told is not None and told.year < published.year and not is_plan and _is_whole_year(dating)
        return Setting(published, told.year) if told and is_over else _nearest(dating, published, is_plan=is_plan)

    def _is_aside(self, dating: Dating, near: date, published: date, start: int, end: int) -> bool:
        """Whether a dating is not of the other year that its sentence spoke of before."""
        if near.year > published.year:
            # 将2026年的预期从4月预测的2.5%下调: what is past is not told of a year to come
            return _is_fine(dating) and not self._is_plan(start, end)
        # 截至 leads up to a day shortly before publication
        if not self.norm.endswith(("截至", "截止"), 0, start):
            return False
        there = dating.stretch(Setting(published, published.year))
        return there is not None and there.last is not None and 0 <= (published - there.last).days <= _UP_TO_NOW

    def _goes_on(self, dating: Dating, told: date, published: date) -> bool:
        """Whether a story told in dates goes on with this one."""
        there = dating.stretch(Setting(published, told.year, told.month))
        return there is not None and there.first is not None and told <= there.first <= published

    def _with_month(self, dating: Dating, setting: Setting, start: int, end: int) -> Setting:
        """The setting with the month that a bare day (10日) belongs to."""
        published = setting.published
        day = _bare_day(dating)
        if day is None or setting.month or published is None:
            return setting
        if setting.year != published.year:
            return setting
        soon = min(published.day + _DAYS_AHEAD, dates.last_day(published.year, published.month))
        ahead = day.grain is Grain.DAY and day.low > soon and not self._is_plan(start, end)
        there = dates.shift_months(published.replace(day=1), -1 if ahead else 0)
        return Setting(published, there.year, there.month)

    def _is_plan(self, start: int, end: int) -> bool:
        """Whether the words around speak of what is to come."""
        norm = self.norm
        if _PLANNED_BEHIND.match(norm, end, end + 12) or norm[start:end] == "年内":
            return True
        before = norm[max(start - 16, 0) : start]
        leads = before.endswith(("到", "至")) and not before.endswith(("截至", "截止到"))
        return leads or _PLANNED_BEFORE.search(before) is not None


def _bare_day(dating: Dating) -> Calendar | None:
    """The day without a month that a dating is or begins with: 10日, 12日8时至13日8时."""
    day = dating.opening if isinstance(dating, Through) else dating
    return day if isinstance(day, Calendar) and day.lacks_month else None


_SOON: Final = {Grain.DAY: 30, Grain.MONTH: 75, Grain.QUARTER: 45, Grain.HALF: 45, Grain.SEASON: 45}
"""How many days before it begins a stretch is spoken of without its year."""
_DAYS_AHEAD: Final = 7
"""A day without its month that is no further ahead is the coming one, and not that of the month before."""
_QUARTER: Final = 93
_JUNE: Final = 6
_UP_TO_NOW: Final = 100
"""So many days before publication 截至 leads up to, at the most."""


def _is_in_year(setting: Setting, published: date | None) -> bool:
    """Whether a setting is in the year of publication."""
    return published is not None and setting.year == published.year


def _is_whole_year(dating: Dating) -> bool:
    return isinstance(dating, Calendar) and dating.grain is Grain.YEAR and dating.edge != dates.START


def _is_fine(dating: Dating) -> bool:
    return isinstance(dating, Calendar) and dating.grain in {Grain.MONTH, Grain.DAY}


def _may_be_ahead(dating: Dating) -> bool:
    """Whether a report that looks back may plan for this time (将于3月); an expected total of 全年 is still the year's."""
    return not isinstance(dating, Calendar) or dating.grain is not Grain.YEAR or bool(dating.edge)


def _nearest(dating: Dating, published: date, *, is_plan: bool) -> Setting:
    """The year that brings a dating without one nearest to publication: what lies ahead was last year, unless it is planned."""
    this, last = Setting(published, published.year), Setting(published, published.year - 1)
    there = dating.stretch(Setting(published, published.year, published.month))
    if there is None or there.first is None or there.last is None:
        return this
    if there.grain is Grain.YEAR:
        return last if there.mod != "START" and published.month <= 3 and not is_plan else this
    if is_plan:
        return Setting(published, published.year + 1) if (published - there.last).days > 300 else this
    if isinstance(dating, Festival):
        # a festival is spoken of before it comes
        ahead = (there.first - published).days
        return Setting(published, published.year + 1) if ahead < -300 else this if ahead <= 60 else last
    # a month, a quarter or a half that begins soon is spoken of before it comes; nobody leaves out the year of one so long ago
    ahead = (there.first - published).days
    has_begun = (there.last - there.first).days < _QUARTER or there.first.month > _JUNE
    if published.month > 1 and not there.is_edge and -31 < ahead <= _SOON.get(there.grain, -31) and (ahead > 0 or has_begun):
        return this
    # a stretch that has only begun is rarely reported on: 一、二季度 in January is the year before
    elapsed, length = (published - there.first).days, (there.last - there.first).days
    return this if elapsed * 4 >= length else last
