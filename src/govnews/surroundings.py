"""Surroundings: what a whole document says of its times (a communiqué reports on the year before it)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final

from govnews import dates
from govnews.dating import EARLIEST, LATEST, NUMBER, number
from govnews.patterns import plain
from govnews.text import Text

_TITLE_YEAR: Final = plain(rf"(?P<year>{NUMBER})年(?:度)?[^。\n]{{0,40}}?(?:公报|计划执行|计划完成)")
_QUOTED_TITLE: Final = plain("[》”]|[^》”\n]{0,12}(?:显示|指出|称|披露|中|今天|日前|近日)")
_ISSUED: Final = ("发布", "公布", "印发", "发表", "《", "“")
_TITLES: Final = ("公报", "计划执行", "计划完成")
# a text from Taiwan has one of these; or a place of Taiwan and the script of Taiwan, of which either alone is not enough
_TAIWAN: Final = ("民國", "臺", "市長黃", "里長", "區公所")
_TAIWAN_GOVERNMENT: Final = plain("台[灣北南東]市?政府")
_TAIWAN_PLACE: Final = ("台北", "台中", "台南", "台東", "台灣", "台湾", "高雄", "新北市", "桃園市", "市府", "縣府", "區公所")
_TRADITIONAL: Final = plain("[國縣區處會長發灣點萬億與為於這個們後來時間業產經銷較辦]")


# a line of its own that names the year a part of a work report is about: 2013年工作回顾, 二、2015年工作总体部署
_HEADING: Final = plain(
    r"(?m)^(?![^\n]{0,60}(?:报告|公报|通知|会议))[^\n。,;]{0,12}?"
    r"(?:(?P<year>(?:19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})年|(?P<five>过去的?五年|五年来))"
    r"[^\n。,;]{0,24}?(?:回顾|总结|安排|任务|部署|打算|目标|重点工作|工作)[^\n。,;]{0,8}$"
)
_HEADING_LENGTH: Final = 60
_MONTH_REPORTED: Final = plain(rf"(?P<month>{NUMBER})月份?")


class Surroundings:
    """What a whole document says of its times; each is read when a time first asks for it."""

    def __init__(self, text: Text, published: date | None) -> None:
        self.text: Final = text
        self.published: Final = published

    @cached_property
    def report_year(self) -> int | None:
        """The year that a statistical communiqué reports on: there 全年, 年末, 12月份 and 上年 count from it."""
        return _report_year(self.text.norm, self.published)

    @cached_property
    def sections(self) -> tuple[tuple[int, int | None], ...]:
        """The places from which a work report speaks of another year (2013年工作回顾), with that year."""
        return tuple((m.start(), number(m["year"]) if m["year"] else None) for m in _headings(self.text))

    @cached_property
    def report_month(self) -> date | None:
        """The last day of the month that a monthly release reports on: its 本月 is that month."""
        return _report_month(self.text.norm, self.published)

    @property
    def is_taiwanese(self) -> bool:
        """Whether the text counts its years from 1912, as texts from Taiwan do."""
        return _is_taiwanese(self.text)

    def year_at(self, index: int) -> int | None:
        """The year that the part of the document around ``norm[index]`` reports on or plans for."""
        place = bisect_right(self.sections, index, key=lambda section: section[0]) - 1
        return self.sections[place][1] if place >= 0 else self.report_year


def _headings(text: Text) -> Iterator[re.Match[str]]:
    """The lines that name the year a part of a work report is about."""
    for start, line in text.short_lines:
        if "年" in line and len(line) <= _HEADING_LENGTH and (match := _HEADING.match(text.norm, start)) is not None:
            yield match


def _is_taiwanese(text: Text) -> bool:
    """Whether a text counts its years from 1912, as texts from Taiwan do."""
    raw = text.raw
    if "本市府" in raw or ("台" in raw and _TAIWAN_GOVERNMENT.search(raw)):
        return True
    if text.is_simplified:  # all other signs are in the script of Taiwan
        return False
    return any(word in raw for word in _TAIWAN) or (
        any(place in raw for place in _TAIWAN_PLACE) and _TRADITIONAL.search(raw) is not None
    )


def _report_month(norm: str, published: date | None) -> date | None:
    """The month of a monthly release, where the text opens with it and goes on about 本月."""
    if published is None or norm.count("本月") < 3:
        return None
    last = dates.shift_days(published.replace(day=1), -1)
    return last if any(number(m["month"]) == last.month for m in _MONTH_REPORTED.finditer(norm, 0, 300)) else None


def _report_year(norm: str, published: date | None) -> int | None:
    """The year named in the title of a communiqué, or the year before where the text is written as one."""
    opening = norm[:400]
    title = _TITLE_YEAR.search(opening) if any(word in opening for word in _TITLES) else None
    if title and not (_is_bracketed(opening, title) and "今年" in norm):
        year = number(title["year"])
        # an item of news that quotes a communiqué reports on its own time
        is_quoted = published is not None and _is_quoted(opening, title)
        if EARLIEST <= year <= LATEST and not (is_quoted and _annual(norm) < 2):
            return year
    if published is None or published.month > 6:
        return None
    annual = _annual(norm)
    return published.year - 1 if annual >= 4 and norm.count("上年") >= 3 and norm.count("今年") * 4 <= annual else None


def _is_bracketed(opening: str, title: re.Match[str]) -> bool:
    """Whether the title of a communiqué stands in 《…》."""
    begins = title.start() + 1
    return opening.rfind("《", 0, begins) > opening.rfind("》", 0, begins)


def _is_quoted(opening: str, title: re.Match[str]) -> bool:
    """Whether the title of a communiqué is one that a text only speaks of."""
    return opening.endswith(_ISSUED, 0, title.start()) or _QUOTED_TITLE.match(opening, title.end()) is not None


def _annual(norm: str) -> int:
    """How often a text speaks of a whole year without its name."""
    return norm.count("全年") + norm.count("年末")
