"""Periods: the times of a text, put into the calendar.

A dating is found where a number with a calendar mark or a word for a time begins; what it leaves unsaid is taken from
its surroundings (:class:`Surroundings` for the document, :class:`_Spoken` for what the sentences before spoke of); the
words around it (截至, 到, 以来, 前) tell how a metric relates to it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Final

import attrs
import regex

from govnews import dates
from govnews.dates import APPROX, Stretch, published_date
from govnews.datings import (
    CALENDAR_LEADS,
    NUMBER,
    TO,
    Anchor,
    Calendar,
    Dating,
    Edged,
    Inside,
    Setting,
    Through,
    read_calendar,
    read_edge,
)
from govnews.eras import CENTURY_LEADS, ERA_LEADS, PLAN_LEADS, Named, read_anniversary, read_century, read_era, read_plan
from govnews.festivals import FESTIVAL_LEADS, Festival, read_festival
from govnews.model import Grain, Mention, ParseError, Period, PeriodKind
from govnews.spells import (
    CLOCK_LEADS,
    LAPSE_LEADS,
    WEEKDAY_LEADS,
    WORD_LEADS,
    Clock,
    Lapse,
    Word,
    read_clock,
    read_lapse,
    read_weekday,
    read_word,
)
from govnews.text import Text, as_text

AFTER, BEFORE, ON_OR_AFTER, ON_OR_BEFORE = "AFTER", "BEFORE", "ON_OR_AFTER", "ON_OR_BEFORE"


@attrs.frozen
class PeriodMatch:
    """A time found in the normal form of a text: ``norm[start:end]``.

    ``is_base`` marks what something is compared with (比上年, 较2020年), ``is_name`` what holds the figures of a time but
    dates nothing (30周年, “十四五”规划).
    """

    start: int
    end: int
    period: Period
    rule: str
    is_base: bool = False
    is_name: bool = False


def find_periods(text: str | Text, published: date | datetime | str | None = None) -> list[Mention[Period]]:
    """The times of a text, in order; offsets point into the raw text.

    ``published`` is the only clock. Raises TypeError where ``text`` is no text or ``published`` no date, and
    :class:`ParseError` for a ``published`` that is no ISO date.

    >>> [(m.text, m.value.timex) for m in find_periods("去年全市增长5%，今年1—9月增长6%。", "2022-10-14")]
    [('去年', '2021'), ('今年1—9月', '2022-01/2022-09')]
    """
    source = as_text(text)
    mentions = []
    for match in scan_periods(source, published_date(published)):
        span = source.raw_span(match.start, match.end)
        mentions.append(
            Mention(text=source.raw[span.start : span.end], start=span.start, end=span.end, value=match.period, rule=match.rule)
        )
    return mentions


def parse_period(text: str, published: date | datetime | str | None = None) -> Period:
    """The period that the whole string names; raises :class:`ParseError` where it names none.

    >>> parse_period("截至2020年底").end
    datetime.date(2020, 12, 31)
    """
    source = as_text(text)
    matches = scan_periods(source, published_date(published))
    if not matches or matches[0].start:
        raise ParseError("no time begins here", source=source.raw, position=0)
    if matches[0].end < len(source.norm):
        raise ParseError("the time ends here", source=source.raw, position=source.raw_offset(matches[0].end))
    return matches[0].period


def scan_periods(text: Text, published: date | None = None) -> list[PeriodMatch]:
    """The times of a text with offsets into its normal form, in order and without overlap.

    >>> scan_periods(Text("比上年增长5%"), date(2022, 10, 14))[0].is_base
    True
    """
    norm = text.norm
    around = Surroundings.of(text, published)
    spoken = _Spoken(around, norm)
    matches: list[PeriodMatch] = []
    for start, end, dating in _datings(norm, roc=around.is_taiwanese):
        floor = matches[-1].end if matches else 0
        match = _relate(norm, start, end, dating, spoken, floor)
        if match is None:
            continue
        if not match.is_base and matches and matches[-1].is_base and norm[floor : match.start] in _AND:
            match = attrs.evolve(match, is_base=True)
        matches.append(match)
    return matches


_AND: Final = {"、", "和", "及", "与", "以及", "或", "和较", "和比"}


# --- finding: where a dating begins, and which reader takes it


Reader = Callable[[str, int], tuple[Dating, int] | None]
_FIGURES: Final = "0-9〇零○一二两三四五六七八九十廿卅元"
_BY_MARK: Final[dict[str, tuple[Reader, ...]]] = {
    "年": (read_calendar, read_lapse, read_century),
    "日": (read_calendar, read_lapse),
    "周": (read_anniversary, read_lapse),
    "百": (read_anniversary,),
    "世": (read_century,),
    "时": (read_plan, read_clock),
    "点": (read_clock,),
    ":": (read_clock,),
    "大": (read_era,),
    "届": (read_era,),
    **dict.fromkeys("个天星多余", (read_lapse,)),
    **dict.fromkeys("-~—至到", (read_calendar, read_clock)),
    **dict.fromkeys("月号季和及与、/.全上下前学财会预", (read_calendar,)),
    **dict.fromkeys("期规计初末开收以”’」』", (read_plan,)),
}
"""The readers to ask, in order, by the character behind a number."""
_LEADS: Final[tuple[tuple[Reader, frozenset[str]], ...]] = (
    (read_plan, PLAN_LEADS),
    (read_era, ERA_LEADS),
    (read_calendar, CALENDAR_LEADS),
    (read_lapse, LAPSE_LEADS),
    (read_century, CENTURY_LEADS),
    (read_weekday, WEEKDAY_LEADS),
    (read_word, WORD_LEADS),
    (read_clock, CLOCK_LEADS),
    (read_festival, FESTIVAL_LEADS),
)


@cache
def _readers() -> dict[str, tuple[Reader, ...]]:
    """The readers to ask, in order, by the two characters that a word for a time begins with."""
    table: dict[str, tuple[Reader, ...]] = {}
    for reader, leads in _LEADS:
        for lead in leads:
            table[lead] = (*table.get(lead, ()), reader)
    return table


@cache
def _lead() -> re.Pattern[str]:
    """Where a dating may begin; one pass over the text, and the table of readers has the last word."""
    firsts, seconds = ("".join(sorted({lead[place] for lead in _readers()})) for place in (0, 1))
    marks = re.escape("".join(_BY_MARK))
    # the standard library's engine: on plain classes it is many times faster than regex
    return re.compile(
        rf"(?P<number>(?<![{_FIGURES}百千万亿])[{_FIGURES}]{{1,5}}+(?=[{marks}]))|[{re.escape(firsts)}](?=[{re.escape(seconds)}])"
    )


def _datings(norm: str, *, roc: bool) -> Iterator[tuple[int, int, Dating]]:
    """The datings of a text: where each begins and ends, and what it says."""
    lead, by_word, at = _lead(), _readers(), 0
    while hit := lead.search(norm, at):
        start, at = hit.span()
        if hit.lastgroup:
            asked: tuple[Reader, ...] = () if _is_decimal(norm, start) else _BY_MARK[norm[at]]
        else:
            asked = by_word.get(norm[start : start + 2], ())
        for reader in asked:
            found = read_calendar(norm, start, roc=True) if roc and reader is read_calendar else reader(norm, start)
            if found:
                dating, at = _extended(norm, *found, roc=roc)
                if norm[start - 1 : start] == "第":
                    if dating.rule != "calendar.quarter":
                        break
                    start -= 1
                yield start, at, dating
                break


def _is_decimal(norm: str, start: int) -> bool:
    """Whether the number at ``norm[start]`` is the fraction of another: the 5 of 3.5."""
    return norm[start - 1 : start] == "." and norm[start - 2 : start - 1].isdecimal()


_THROUGH: Final = regex.compile(rf"(?:[日号])?{TO}")


def _extended(norm: str, dating: Dating, end: int, *, roc: bool) -> tuple[Dating, int]:
    """The dating with what belongs to it behind: its part (本月上旬), its far end (至次年3月), the time of day."""
    if isinstance(dating, Word) and dating.role == "month":
        inside = read_calendar(norm, end)
        if inside and isinstance(inside[0], Calendar) and inside[0].lacks_month:
            return Inside(dating, inside[0]), inside[1]
        edge, end = read_edge(norm, end)
        return (Edged(dating, edge), end) if edge else (dating, end)
    if isinstance(dating, Calendar):
        festival = read_festival(norm, end) if dating.grain is Grain.YEAR and not dating.edge else None
        if festival:
            return Inside(dating, festival[0]), festival[1]
        far = _THROUGH.match(norm, end)
        through = read_calendar(norm, far.end(), roc=roc) if far else None
        if through and _makes_run(dating, through[0]):
            dating, end = Through(dating, through[0]), through[1]
    if dating.rule.endswith("day") or isinstance(dating, Clock | Inside | Through):
        end = _past_clock(norm, end, is_clock=isinstance(dating, Clock))
    return dating, end


def _makes_run(first: Calendar, last: Calendar) -> bool:
    """Whether two datings with 至 between them are the ends of one stretch."""
    return not (first.year and first.year.last) and (last.year is None or first.grain is last.grain or first.year is not None)


def _past_clock(norm: str, end: int, *, is_clock: bool) -> int:
    if not is_clock:
        clock = read_clock(norm, end, after_date=True)
        end = clock[1] if clock else end
    far = _THROUGH.match(norm, end)
    clock = read_clock(norm, far.end(), after_date=True) if far and is_clock else None
    return clock[1] if clock else end


# --- the surroundings


_TITLE_YEAR: Final = regex.compile(rf"(?<year>{NUMBER})年(?:度)?[^。\n]{{0,40}}?(?:公报|计划执行|计划完成)")
_TAIWAN: Final = regex.compile("民國|臺|本市府|市長黃|里長|區公所")


# a line of its own that names the year a part of a work report is about: 2013年工作回顾, 二、2015年工作总体部署
_HEADING: Final = regex.compile(
    rf"(?m)^[^\n。,;]{{0,12}}?(?:(?<year>(?:19|20)[0-9]{{2}}|[一二][{_FIGURES}]{{3}})年|(?<five>过去[的]?五年|五年来))"
    r"[^\n。,;]{0,24}?(?:回顾|总结|安排|任务|部署|打算|目标|重点工作|工作)[^\n。,;]{0,8}$"
)
_MONTH_REPORTED: Final = regex.compile(rf"(?<month>{NUMBER})月份?")


@attrs.frozen
class Surroundings:
    """What a whole document says of its times.

    ``report_year`` is the year that a statistical communiqué reports on: there 全年, 年末, 12月份 and 上年 count from it.
    ``sections`` are the places from which a work report speaks of another year (2013年工作回顾), with that year.
    ``report_month`` is the last day of the month that a monthly release reports on: its 本月 is that month.
    """

    published: date | None
    report_year: int | None = None
    sections: tuple[tuple[int, int | None], ...] = ()
    report_month: date | None = None
    is_taiwanese: bool = False

    @classmethod
    def of(cls, text: Text, published: date | None) -> Surroundings:
        """The surroundings that a document makes for its times."""
        norm = text.norm
        sections = tuple((m.start(), number(m["year"]) if m["year"] else None) for m in _HEADING.finditer(norm))
        return cls(
            published, _report_year(norm, published), sections, _report_month(norm, published), _TAIWAN.search(text.raw) is not None
        )

    def year_at(self, index: int) -> int | None:
        """The year that the part of the document around ``norm[index]`` reports on or plans for."""
        place = bisect_right(self.sections, index, key=lambda section: section[0]) - 1
        return self.sections[place][1] if place >= 0 else self.report_year


def _report_month(norm: str, published: date | None) -> date | None:
    """The month of a monthly release, where the text opens with it and goes on about 本月."""
    if published is None or norm.count("本月") < 3:
        return None
    last = dates.shift_days(published.replace(day=1), -1)
    return last if any(number(m["month"]) == last.month for m in _MONTH_REPORTED.finditer(norm, 0, 300)) else None


def _report_year(norm: str, published: date | None) -> int | None:
    """The year named in the title of a communiqué, or the year before where the text is written as one."""
    title = _TITLE_YEAR.search(norm, 0, 400)
    if title:
        found = read_calendar(title["year"] + "年", 0)
        if found and found[0].year:
            return found[0].year.resolve(Setting(published))
    if published is None or published.month > 6:
        return None
    annual = norm.count("全年") + norm.count("年末")
    return published.year - 1 if annual >= 4 and norm.count("上年") >= 3 and norm.count("今年") * 4 <= annual else None


_REACH: Final = 400
"""How many characters a time that was spoken of stays in mind."""
_SENTENCE_END: Final = regex.compile(r"[。!?\n]")
_PLANNED: Final = regex.compile(r"将|拟|预计|计划|力争|有望|确保|争取|目标|定于|即将|可望|要(?!求)|预期|届时|安排|规划")


class _Spoken:
    """The time that the text last spoke of, as far as a dating that says less may lean on it."""

    def __init__(self, around: Surroundings, norm: str) -> None:
        self._around = around
        self._norm = norm
        self._end = -_REACH - 1
        self._first: date | None = None
        self._stretch: Stretch | None = None
        self._is_day = self._is_month = False

    def note(self, stretch: Stretch, end: int) -> None:
        """Keep a time in mind, where it lies in one year."""
        first, last = stretch.first, stretch.last
        if first is None or last is None or first.year != last.year:
            return
        self._stretch, self._first, self._end = stretch, first, end
        self._is_day = first == last and not stretch.is_edge
        self._is_month = (first.year, first.month) == (last.year, last.month)

    def setting(self, dating: Dating, start: int, end: int) -> Setting:
        """The setting that a dating at ``norm[start:end]`` is to be read in."""
        published = self._around.published
        match dating.anchor:
            case Anchor.CONTEXT:
                return self._context(dating, start, end)
            case Anchor.FOLLOWS:
                return self._followed(dating, start)
            case _:
                if self._around.report_month and isinstance(dating, Word) and dating.role == "month":
                    published = self._around.report_month
                return Setting(published, published.year if published else None)

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
        return attrs.evolve(
            spoken, first=dates.shift_years(spoken.first, by), last=dates.shift_years(spoken.last, by), timex=timex
        )

    def _recent(self, start: int) -> date | None:
        return self._first if start - self._end <= _REACH else None

    def _in_sentence(self, start: int) -> date | None:
        first = self._recent(start)
        return first if first and not _SENTENCE_END.search(self._norm, self._end, start) else None

    def _in_paragraph(self, start: int) -> date | None:
        first = self._recent(start)
        return first if first and self._norm.find("\n", self._end, start) < 0 else None

    def _followed(self, dating: Dating, start: int) -> Setting:
        published = self._around.published
        recent = self._recent(start)
        if isinstance(dating, Calendar) and dating.year and dating.year.number < 0:
            near = self._in_sentence(start)
            year = near.year if near else self._around.year_at(start) or (published.year if published else None)
            return Setting(published, year)
        if recent is None:
            return Setting(published)
        return Setting(published, recent.year, recent.month if self._is_month else None, recent if self._is_day else None)

    def _context(self, dating: Dating, start: int, end: int) -> Setting:
        published, report = self._around.published, self._around.year_at(start)
        near = self._in_sentence(start)
        month = near.month if near and self._is_month else None
        if near:
            return self._with_month(dating, Setting(published, near.year, month), start, end)
        if report is not None:
            return Setting(published, report)
        told = self._in_paragraph(start)
        if told and self._is_month and (published is None or self._goes_on(dating, told, published)):
            return self._with_month(dating, Setting(published, told.year, told.month), start, end)
        if published is None:
            return Setting(None, told.year if told else None)
        if isinstance(dating, Calendar) and dating.lacks_month:
            return self._with_month(dating, Setting(published, published.year), start, end)
        return _nearest(dating, published, is_plan=self._is_plan(start, end))

    def _goes_on(self, dating: Dating, told: date, published: date) -> bool:
        """Whether a story told in dates goes on with this one."""
        there = dating.stretch(Setting(published, told.year, told.month))
        return there is not None and there.first is not None and told <= there.first <= published

    def _with_month(self, dating: Dating, setting: Setting, start: int, end: int) -> Setting:
        """The setting with the month that a bare day (10日) belongs to."""
        published = setting.published
        if not (isinstance(dating, Calendar) and dating.lacks_month) or setting.month or published is None:
            return setting
        if setting.year != published.year:
            return setting
        ahead = dating.grain is Grain.DAY and dating.low > published.day and not self._is_plan(start, end)
        there = dates.shift_months(published.replace(day=1), -1 if ahead else 0)
        return Setting(published, there.year, there.month)

    def _is_plan(self, start: int, end: int) -> bool:
        """Whether the words around speak of what is to come."""
        before = self._norm[max(start - 16, 0) : start]
        clause = before[max(map(before.rfind, "。;!?\n")) + 1 :]
        behind = self._norm[end : end + 12]
        return bool(
            _PLANNED.search(clause)
            or (clause.endswith(("到", "至")) and not clause.endswith(("截至", "截止到")))
            or behind.startswith(("前", "起", "之前", "以前"))
            or _PLANNED.match(behind.lstrip(","))
            or self._norm[start:end] == "年内"
        )


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
    # a stretch that has only begun is rarely reported on: 一、二季度 in January is the year before
    elapsed, length = (published - there.first).days, (there.last - there.first).days
    return this if elapsed * 4 >= length else last


# --- the relation to the words around


_SUFFIX: Final = regex.compile(
    r"""
      (?<since> 之?以来 | 至今 | 到?(?:现在|目前|如今|今天)(?!的) | 迄今 | 起(?!草|点|步|重|伏|源|降|落|诉|动|义|初|色|飞|到|势|色|价|跑|名) | 开始 | 伊始以来)
    | (?<before> [之以]?前 (?!后|[0-9一二三两]|往|列|期|瞻|沿|来|款|端|景|夕|进|十|几|面|方|者|三|任|身|提) )
    | (?<approx> 前后 | 左右 | 初期 )
    | (?<after> [之以]后 | 后 (?!期|续|勤|备|台|半|来|者|方|面|补|发|重) )
    | (?<stop> 为?止 (?!步|血|损|痛) )
    | (?<same> 的?同期 | 同月 | 同日 (?!起) )
    | (?<held> 期间 | 之间 | 时期 )
    """,
    regex.VERBOSE,
)
_LATER_SINCE: Final = regex.compile(r"[^,。;:!?\n的]{0,14}以来")
_TRANSITION: Final = regex.compile(r"的(?!时候|时|前)")
_ASOF_WORDS: Final = ("截至到", "截止到", "截止至", "截至", "截止", "截到", "载至")
_TO_WORDS: Final = ("到了", "到", "至")
_FROM_WORDS: Final = ("自从", "自", "从", "打从")
_BASE_WORDS: Final = (
    "比", "较", "比起", "相比", "相较", "相较于", "对比", "相对于", "超过", "高于", "低于", "多于", "少于", "快于", "慢于", "好于", "优于", "超",
    "达到", "恢复到", "回到", "相当于", "是", "为", "与", "同", "和", "跟", "以", "按", "按照", "于",
)  # fmt: skip
_BASE_SURE: Final = _BASE_WORDS[: _BASE_WORDS.index("达到")]
_BASE_BEHIND: Final = regex.compile(
    r"(?:的?(?:同期|水平|数量|规模)?)?(?:相比|相较|比较|对比|比(?=,)|持平|相当|基本持平|可比价|不变价|价格(?:计算)?|为100|=100|为基期|的[0-9.一二三四五六七八九十百千]+(?:多)?倍|水平)"
)


def _relate(norm: str, start: int, end: int, dating: Dating, spoken: _Spoken, floor: int) -> PeriodMatch | None:
    """The match for a dating, with the words before and behind that say how a metric relates to it."""
    if not _stands_free(norm, start, end, dating):
        return None
    setting = spoken.setting(dating, start, end)
    stretch = dating.stretch(setting)
    if stretch is None:
        return None
    if norm.startswith(("同期", "的同期"), end):
        stretch = spoken.same_stretch(stretch, start)
    is_name = isinstance(dating, Named) and dating.is_name
    if _RECURS.search(norm, max(start - 3, 0), start):
        recurring = dating.stretch(Setting())
        return PeriodMatch(start, end, _unresolved(recurring or stretch), "recurring", is_name=True)
    if is_name:
        return PeriodMatch(start, end, _unresolved(stretch), dating.rule, is_name=True)
    before = norm[max(start - 4, floor) : start]
    behind = _SUFFIX.match(norm, end)
    is_base = (
        _is_compared(norm, start)
        if behind and behind.lastgroup == "same"
        else before.endswith(_BASE_SURE) or (before.endswith(_BASE_WORDS) and _BASE_BEHIND.match(norm, end) is not None)
    )
    lead = "" if is_base else _lead_word(before, dating)
    relation = (behind.lastgroup or "") if behind else ""
    if (
        relation in {"after", "before"}
        and isinstance(dating, Calendar)
        and dating.lacks_month
        and before[-1:] in set("近前后满提")
    ):
        return None
    period = _period(norm, end, stretch, dating, setting.published, lead, relation)
    if not is_base and period.kind is not PeriodKind.SINCE and not isinstance(dating, Clock | Lapse):
        spoken.note(stretch, end)
    tail = behind.end() if behind and relation else end
    return PeriodMatch(start - len(lead), tail, period, dating.rule, is_base=is_base)


_RECURS: Final = regex.compile(r"每(?:年的?|月的?|周|季度|逢)?$|[历逐]年$")


def _is_compared(norm: str, start: int) -> bool:
    """Whether a word of comparison opens the clause that 上年同期 stands in: 较前期及去年同期."""
    return _COMPARED.search(norm[max(start - 16, 0) : start]) is not None


_COMPARED: Final = regex.compile(r"(?:[比较与同和于]|[达复回]到)(?:[^,。;:!?\n]{0,12})$")


def _unresolved(stretch: Stretch) -> Period:
    return Period(start=None, end=None, timex=stretch.timex, mod=stretch.mod, grain=stretch.grain)


def _lead_word(before: str, dating: Dating) -> str:
    """截至, 到, 自 before a dating, or nothing."""
    if dating.anchor is Anchor.NEVER or isinstance(dating, Lapse):
        return ""
    for words in (_ASOF_WORDS, _TO_WORDS, _FROM_WORDS):
        for word in words:
            if before.endswith(word) and not before.endswith(
                ("达到", "直到", "来自", "独自", "亲自", "甚至", "以至", "乃至", "直至", "得到")
            ):
                return word
    return ""


def _period(norm: str, end: int, stretch: Stretch, dating: Dating, published: date | None, lead: str, relation: str) -> Period:
    """The period of a stretch that ``lead`` stands before and ``relation`` behind."""
    kind, mod = PeriodKind.DURING, stretch.mod
    first, last = stretch.first, stretch.last
    if lead in _ASOF_WORDS or relation == "stop":
        return _asof(stretch, published)
    if relation == "since" or getattr(dating, "is_since", False) or (lead in _FROM_WORDS and _LATER_SINCE.match(norm, end)):
        last = max(last, published) if last and published and not _is_open(stretch, published) else published
        if published is not None and first is not None and first > published:
            last = stretch.last
        kind, mod = PeriodKind.SINCE, mod or ON_OR_AFTER
    elif relation == "before":
        kind, mod = PeriodKind.BY, mod or BEFORE
    elif relation == "after":
        kind, mod = PeriodKind.SINCE, mod or AFTER
        last = max(published, last) if published and last and last < published else last
    elif lead in _TO_WORDS and not _TRANSITION.match(norm, end):
        if stretch.is_edge and published and last and last <= published:
            kind = PeriodKind.ASOF
        else:
            kind, mod = PeriodKind.BY, mod or ON_OR_BEFORE
    elif stretch.is_edge and published and last and last > published:
        kind = PeriodKind.BY
    elif stretch.is_edge or stretch.timex == "PRESENT_REF":
        kind = PeriodKind.ASOF
    mod = APPROX if relation == "approx" else mod
    return Period(start=first, end=last, kind=kind, timex=stretch.timex, mod=mod, grain=stretch.grain)


def _is_open(stretch: Stretch, published: date) -> bool:
    """Whether publication falls into the stretch or behind it, so that 以来 ends with publication."""
    return stretch.first is not None and stretch.first <= published


def _asof(stretch: Stretch, published: date | None) -> Period:
    """截至: the last day of the stretch, or the day of publication where that comes first."""
    last = stretch.last
    if last is not None and published is not None and stretch.first is not None and stretch.first <= published < last:
        last = published
    return Period(start=last, end=last, kind=PeriodKind.ASOF, timex=stretch.timex, mod=stretch.mod, grain=stretch.grain)


# --- what only looks like a time


_NO_DAY_BEFORE: Final = regex.compile(
    r"(?:[近共历时期续前达超约满第逾不至足后内过计隔留住院等用长短龄]|平均|提前|为期|连续|历时|延长|推迟|不到|超过)$"
)
_NO_MONTH_BEFORE: Final = regex.compile(r"(?:满|第|逾|近|[0-9])$")


def _stands_free(norm: str, start: int, end: int, dating: Dating) -> bool:
    """Whether the words around leave the dating a time: not in 提前10日, 每月, 第3日."""
    if not isinstance(dating, Calendar):
        return True
    before = norm[max(start - 2, 0) : start]
    if dating.lacks_month and dating.grain is Grain.DAY:
        written = norm[start:end]
        if _NO_DAY_BEFORE.search(before) or (len(written) == 2 and not written[0].isdecimal()) or written.endswith("号"):
            return False
        return not norm.startswith(("后", "以上", "内", "之内", "左右", "多", "之后", "以后"), end)
    if dating.grain is Grain.MONTH and dating.year is None:
        return not _NO_MONTH_BEFORE.search(before)
    return not (dating.grain is Grain.YEAR and dating.year is None and norm[start] == "年" and before[-1:] in set(_AMOUNT))


_AMOUNT: Final = "0123456789一二三四五六七八九十百千万多余几数两半成每历逐隔整周青少老中"
