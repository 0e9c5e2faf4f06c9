"""Periods: the times of a text, put into the calendar.

A dating is found where a number with a calendar mark or a word for a time begins; what it leaves unsaid is taken from
its surroundings (:class:`Surroundings` for the document, :class:`Spoken` for what the sentences before spoke of); the
words around it (截至, 到, 以来, 前) tell how a metric relates to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import cache, lru_cache, partial
from typing import Final

import attrs

from govnews.dates import Stretch, published_date
from govnews.dating import AND, NUMBER, TO, Anchor, Calendar, Dating, Edged, Inside, Setting, Through
from govnews.datings import calendar_leads, read_calendar, read_date, read_edge
from govnews.eras import (
    ANNIVERSARY_LEADS,
    CENTURY_LEADS,
    PLAN_LEADS,
    Named,
    era_leads,
    read_anniversary,
    read_century,
    read_era,
    read_plan,
)
from govnews.festivals import DaysOf, Festival, festival_leads, read_days_of, read_festival, read_new_year_day
from govnews.lapses import LAPSE_LEADS, Lapse, Reach, read_lapse
from govnews.model import Grain, Mention, ParseError, Period, PeriodKind
from govnews.patterns import plain
from govnews.relations import ON_OR_BEFORE, Relation, period_of, read_frame
from govnews.spells import (
    CLOCK_LEADS,
    WEEKDAY_LEADS,
    Clock,
    Weekday,
    Word,
    read_clock,
    read_holiday,
    read_weekday,
    read_word,
    word_leads,
)
from govnews.spoken import Spoken
from govnews.surroundings import Surroundings
from govnews.text import Text, as_text


@attrs.define
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
    around = Surroundings(text, published)
    spoken = Spoken(around)
    matches: list[PeriodMatch] = []
    floor = 0
    for start, end, dating in _datings(norm, roc=around.is_taiwanese):
        if start < floor:  # told already: the 至今 of 2012年至今, the second 前年 of 前年前年前
            continue
        match = _match(start, end, dating, spoken, floor)
        if match is None:
            continue
        if isinstance(dating, Word) and _is_quoted(norm, start, end):
            match.is_name = True
        if match.start - floor <= _LONGEST_AND and norm[floor : match.start] in _AND and matches:
            match = _joined(matches[-1], match)
        matches.append(match)
        floor = match.end
    return matches


def _is_quoted(norm: str, start: int, end: int) -> bool:
    """Whether a word for a time stands in a short quotation without a figure, as a slogan or a title has it: “让明天更美好”."""
    opens = max(norm.rfind(mark, max(start - _QUOTED, 0), start) for mark in "“《")
    if opens < 0 or any(mark in norm[opens:start] for mark in "”》"):
        return False
    closes = _CLOSING.search(norm, end, end + _QUOTED)
    return closes is not None and _FIGURE.search(norm, opens, closes.start()) is None


_QUOTED: Final = 16
"""A slogan opens no further before the time in it, and closes no further behind."""
_CLOSING: Final = plain(r"[”》]")
_FIGURE: Final = plain(r"[0-9]|[,。;:]")


def _joined(first: PeriodMatch, match: PeriodMatch) -> PeriodMatch:
    """A time listed behind another, which relates as that one does: 比2019年和2021年, 到2025年、2030年."""
    if first.is_base:
        return attrs.evolve(match, is_base=True)
    before, period = first.period, match.period
    if before.mod == ON_OR_BEFORE and period.kind is PeriodKind.DURING and period.grain is before.grain and not period.mod:
        return attrs.evolve(match, period=attrs.evolve(period, kind=PeriodKind.BY, mod=ON_OR_BEFORE))
    return match


_AND: Final = {"、", "和", "及", "与", "以及", "或"}
_LONGEST_AND: Final = 2


# --- finding: where a dating begins, and which reader takes it


Reader = Callable[[str, int], tuple[Dating, int] | None]
_FIGURES: Final = "0123456789〇零○一二两三四五六七八九十廿卅元"
# names of their own, for those of an enumeration are looked up slowly
_DAY, _MONTH, _YEAR = Grain.DAY, Grain.MONTH, Grain.YEAR
_ALONE, _NEVER = Relation.NONE, Anchor.NEVER
_BY_MARK: Final[dict[str, tuple[Reader, ...]]] = {
    "年": (read_calendar, read_lapse, read_century),
    "日": (read_lapse, read_calendar),
    "周": (read_anniversary, read_lapse),
    "百": (read_anniversary, read_lapse),
    "世": (read_century,),
    "时": (read_plan, read_clock),
    "个": (read_lapse, read_calendar),
    "点": (read_clock,),
    ":": (read_clock,),
    "大": (read_era,),
    "届": (read_era,),
    "天": (read_holiday, read_lapse),
    **dict.fromkeys("星礼多余几小分秒千万", (read_lapse,)),
    **dict.fromkeys("-~—至到", (read_calendar, read_clock)),
    ".": (read_date,),
    **dict.fromkeys("月号季和及与、/全上下前学财会预", (read_calendar,)),
    **dict.fromkeys("期规计初末开收以头首中起最终的第”’」』\"'", (read_plan,)),
}
"""The readers to ask, in order, by the character behind a number."""
_OF_FEW_YEARS: Final = (read_lapse,)
"""Those to ask behind one figure alone, 元 aside: 5年 is no year, nor does any word for a part of one or for many begin so."""
_UNITS: Final = "年个星礼周天日季小分秒"
_GOES_ON: Final[dict[str, str]] = {
    ".": r"[0-9]{1,2}\.",
    "个": "[多月星礼季小世年]",
    "小": "时",
    "大": "[特尤以之后前初时期至0-9一二三四五六七八九十]",
    "届": "[一二三四五六七八九]",
    **dict.fromkeys("头首", "年"),
    **dict.fromkeys("中终", "期"),
    "起": "步",
    "最": "后一年",
    "的": "[初期开起头首中第]",
    "第": "[一三]年",
    **dict.fromkeys("万千百", f"[多余十百千万{_UNITS}]"),
    **dict.fromkeys("多余几", f"[{_UNITS}]"),
    **dict.fromkeys("、和及与", f"第?{NUMBER}(?:{TO}{NUMBER})?(?:{AND}|[年月日号季两二三四五财会预学])"),
}
"""What has to stand behind some of the marks before a reader is asked: 3.5, 3个, 3万 and 3、5吨 are no times."""
_IN_TAIWAN: Final[dict[Reader, Reader]] = {
    read_calendar: partial(read_calendar, roc=True),
    read_date: partial(read_date, roc=True),
}
"""The readers that count the years of the Republic in a text from Taiwan."""


@cache
def _readers() -> dict[str, tuple[Reader, ...]]:
    """The readers to ask, in order, by the two or three characters that a word for a time begins with; three come first."""
    by_lead: tuple[tuple[Reader, frozenset[str]], ...] = (
        (read_plan, PLAN_LEADS),
        (read_era, era_leads()),
        (read_festival, festival_leads()),
        (read_calendar, calendar_leads()),
        (read_lapse, LAPSE_LEADS),
        (read_century, CENTURY_LEADS),
        (read_anniversary, ANNIVERSARY_LEADS),
        (read_weekday, WEEKDAY_LEADS),
        (read_word, word_leads()),
        (read_clock, CLOCK_LEADS),
    )
    every = frozenset[str]().union(*(leads for _, leads in by_lead))
    return {lead: tuple(reader for reader, leads in by_lead if lead in leads or lead[:2] in leads) for lead in every}


@cache
def _lead() -> re.Pattern[str]:
    """Where a dating may begin; one pass over the text, and the table of readers has the last word."""
    pairs = {lead for lead in _readers() if len(lead) == 2}
    threes = {lead for lead in _readers() if lead[:2] not in pairs}
    words = f"{_behind_first(pairs)}|{_behind_first(threes, _class(lead[2] for lead in threes))}"
    alone = "".join(mark for mark in _BY_MARK if mark not in _GOES_ON)
    goes_on = "|".join(
        _class(mark for mark, its in _GOES_ON.items() if its == behind) + behind for behind in dict.fromkeys(_GOES_ON.values())
    )
    firsts, seconds = ("".join(lead[place] for lead in _readers()) for place in (0, 1))
    # the standard library's engine: on plain classes it is many times faster than regex
    # it opens with two classes, which most places are told by; the groups tell which table has the readers
    return re.compile(
        rf"{_class(_FIGURES + firsts)}(?={_class((_FIGURES, 'Oo', *_BY_MARK, seconds))})"
        rf"(?:(?<=[{_FIGURES}])(?<![{_FIGURES}百千万亿].)[{_FIGURES}Oo]{{0,4}}+(?={_class(alone)}|{goes_on})(?P<number>)"
        rf"|(?P<word>{words}))"
    )


def _behind_first(leads: Iterable[str], thirds: str = "") -> str:
    """A pattern that begins with the second characters of leads: they tell more apart than the first (国庆 and 国的)."""
    firsts: dict[str, str] = {}
    for first, second in sorted({(lead[0], lead[1]) for lead in leads}):
        firsts[second] = firsts.get(second, "") + first
    seconds: dict[str, str] = {}
    for second, before in firsts.items():
        seconds[before] = seconds.get(before, "") + second
    ways = "|".join(f"{_class(its)}(?<={_class(before)}.)" for before, its in seconds.items())
    return f"(?={_class(firsts)}{thirds})(?:{ways})"


def _class(characters: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(set(''.join(characters)))))}]"


def _datings(norm: str, *, roc: bool) -> Iterator[tuple[int, int, Dating]]:
    """The datings of a text: where each begins and ends, and what it says."""
    lead, by_word, at = _lead(), _readers(), 0
    while hit := lead.search(norm, at):
        start, at = hit.span()
        if hit.lastgroup == "word":
            at = start + 1
            asked = by_word.get(norm[start : start + 3]) or by_word.get(norm[start : start + 2], ())
        elif norm[start - 1 : start] == "." and _is_decimal(norm, start):
            continue
        elif at - start == 1 and norm[at] == "年" and norm[start] != "元":
            asked = _OF_FEW_YEARS
        else:
            asked = _BY_MARK[norm[at]]
        for reader in asked:
            found = _IN_TAIWAN.get(reader, reader)(norm, start) if roc else reader(norm, start)
            if found:
                dating, at = _extended(norm, *found, roc=roc)
                if norm[start - 1 : start] == "第":
                    if dating.rule != "calendar.quarter":
                        break
                    start -= 1
                yield start, at, dating
                break


def _is_decimal(norm: str, start: int) -> bool:
    """Whether the number behind a point is the fraction of another (the 5 of 3.5), and no year behind a list mark."""
    if not norm[start - 2 : start - 1].isdecimal():
        return False
    return not (_LIST_MARK.search(norm, max(start - 4, 0), start) and _A_YEAR.match(norm, start))


_LIST_MARK: Final = plain(r"(?m)^[0-9]{1,2}\.\Z")
_A_YEAR: Final = plain("(?:19|20)[0-9]{2}年")
_THROUGH: Final = plain(f"日?起?{TO}")
_THROUGH_FIRST: Final = frozenset("日起-—~至到")


def _through(norm: str, at: int) -> re.Match[str] | None:
    """至 and the like behind a dating."""
    return _THROUGH.match(norm, at) if norm[at : at + 1] in _THROUGH_FIRST else None


_NOT_SPOKEN_OF: Final = (Clock, Lapse)


def _extended(norm: str, dating: Dating, end: int, *, roc: bool) -> tuple[Dating, int]:
    """The dating with what belongs to it behind: its part (本月上旬), its far end (至次年3月), the time of day."""
    if isinstance(dating, Calendar):
        return _extended_calendar(norm, dating, end, roc=roc)
    if isinstance(dating, Word):
        return _extended_word(norm, dating, end, roc=roc)
    if isinstance(dating, Festival):
        return _extended_festival(norm, dating, end, roc=roc)
    if isinstance(dating, Weekday):
        return dating, _past_day(norm, end)
    return dating, _past_clock(norm, end) if isinstance(dating, Clock) else end


_DAY_WORDS: Final = ("今天", "今日", "当日")


def _extended_calendar(norm: str, dating: Calendar, end: int, *, roc: bool) -> tuple[Dating, int]:
    """A dating of the calendar with a festival of its year, its far end or the time of day."""
    grain = dating.grain
    festival = read_festival(norm, end) if grain is _YEAR and not dating.edge else None
    if festival:
        inside = Inside(dating, festival[0])
        return read_days_of(norm, festival[1], inside) if festival[0].has_days_off else (inside, festival[1])
    run = _run(norm, dating, end, roc=roc)
    if run is None and grain is _DAY:
        past = _past_day(norm, end)
        return (_run(norm, dating, past, roc=roc) if past > end else None) or (dating, past)
    return run or (dating, end)


def _extended_day(norm: str, word: Word, end: int, *, roc: bool) -> tuple[Dating, int]:
    """A word for a day with its date in brackets, the time of day and the far end: 今天(1月7日)下午3时, 明天起至1月9日."""
    day: Word | Inside = word
    gloss = read_calendar(norm, end + 1) if norm[end : end + 1] == "(" else None
    if gloss is not None and gloss[0].grain is _DAY and norm[gloss[1] : gloss[1] + 1] == ")":
        day, end = Inside(word, gloss[0]) if word.role == "day" else word, gloss[1] + 1
    end = _past_day(norm, end)
    return _run(norm, day, end, roc=roc) or (day, end)


def _run(norm: str, first: Calendar | Word | Inside, end: int, *, roc: bool) -> tuple[Dating, int] | None:
    """The stretch from a dating to another behind it: 7月12日至13日, 12日8时至13日8时, 本月起到明年3月; or None."""
    far = _through(norm, end)
    through = read_calendar(norm, far.end(), roc=roc) if far else None
    if through is None or (isinstance(first, Calendar) and not _makes_run(first, through[0])):
        return None
    return Through(first, through[0]), _past_day(norm, through[1])


def _extended_festival(norm: str, dating: Festival, end: int, *, roc: bool) -> tuple[Dating, int]:
    """A festival, or the days from it to another or to a day of the calendar: 除夕至正月初六, 初一至1月29日."""
    far = _through(norm, end)
    if far is None:
        return read_days_of(norm, end, dating) if dating.has_days_off else (dating, end)
    day = read_new_year_day(norm, far.end()) or read_festival(norm, far.end()) or read_calendar(norm, far.end(), roc=roc)
    if day is None or (isinstance(day[0], Calendar) and day[0].grain is not Grain.DAY):
        return dating, end
    return Through(dating, day[0]), _past_day(norm, day[1])


def _extended_word(norm: str, dating: Word, end: int, *, roc: bool) -> tuple[Dating, int]:
    """A word for a time, with the days of a month or a holiday, its far end or the time of day behind."""
    if dating.role == "month":
        return _run(norm, dating, end, roc=roc) or _extended_month(norm, dating, end)
    if dating.role == "holiday":
        return read_days_of(norm, end, dating)
    is_day = dating.role == "day" or norm.endswith(_DAY_WORDS, 0, end)
    return _extended_day(norm, dating, end, roc=roc) if is_day else (dating, end)


def _extended_month(norm: str, dating: Word, end: int) -> tuple[Dating, int]:
    """本月, with the days (本月10日) or the edge (上月底) behind."""
    inside = read_calendar(norm, end)
    if inside and inside[0].lacks_month:
        return Inside(dating, inside[0]), _past_day(norm, inside[1])
    edge, end = read_edge(norm, end)
    return (Edged(dating, edge), end) if edge else (dating, end)


def _makes_run(first: Calendar, last: Calendar) -> bool:
    """Whether two datings with 至 between them are the ends of one stretch."""
    return not (first.year and first.year.last) and (last.year is None or first.grain is last.grain or first.year is not None)


def _past_day(norm: str, end: int) -> int:
    """Behind a day the time of day: 10日9时, 10日9时至11时, 2020-02-20 10:00."""
    clock = read_clock(norm, end + norm.startswith(" ", end), after_date=True)
    return _past_clock(norm, clock[1]) if clock else end


def _past_clock(norm: str, end: int) -> int:
    """Behind a time of day the one that it lasts to: 9时至11时."""
    far = _through(norm, end)
    clock = read_clock(norm, far.end(), after_date=True) if far else None
    return clock[1] if clock else end


# --- reading one dating in its surroundings


def _match(start: int, end: int, written: Dating, spoken: Spoken, floor: int) -> PeriodMatch | None:
    """The match for a dating, with the words before and behind that say how a metric relates to it."""
    norm = spoken.norm
    if isinstance(written, Calendar) and not _stands_free(norm, start, end, written):
        return None
    if norm[start - 1 : start] in _RECURS_LAST and _RECURS.search(norm, max(start - 3, 0), start):
        recurring = written.stretch(Setting())
        return PeriodMatch(start, end, _unresolved(recurring), "recurring", is_name=True) if recurring else None
    dating = spoken.of_section(written, start) if isinstance(written, Lapse) else written
    anchor, is_lapse = dating.anchor, isinstance(dating, Lapse)
    setting = spoken.setting(dating.whole if isinstance(dating, DaysOf) else dating, anchor, start, end)
    takes_lead = not (is_lapse or anchor is _NEVER)
    first, last, relation, is_base = read_frame(norm, start, end, floor, takes_lead=takes_lead) or (start, end, _ALONE, False)
    if relation is _ALONE and isinstance(dating, Lapse) and dating.reach is Reach.SINCE:
        relation = Relation.SINCE
    if relation is Relation.UP_TO and isinstance(dating, Through) and norm[last - 1] == "止":
        relation = _ALONE  # 5月1日起至6月5日止: all of the days
    meant = _meaning(dating, setting, relation, spoken.published)
    if meant is None:
        return None
    rule, stretch, period = meant
    if isinstance(dating, Named) and dating.is_name:
        return PeriodMatch(start, end, _unresolved(stretch), rule, is_name=True)
    if norm.startswith(_SAME, end):
        stretch = spoken.same_stretch(stretch, start)
        period = period_of(stretch, relation, spoken.published)
    if not (is_base or isinstance(dating, _NOT_SPOKEN_OF) or relation in _OPEN):
        spoken.note(stretch, end)
        holiday = _holiday(dating)
        if holiday is not None:
            spoken.note_days_off(holiday.stretch(setting))
    return PeriodMatch(first, last, period, rule, is_base or _averages(dating, norm, end))


def _holiday(dating: Dating) -> Dating | None:
    """The holiday of a festival that a dating is, or names some days of."""
    whole = dating.whole if isinstance(dating, DaysOf) else dating
    inner = whole.inner if isinstance(whole, Inside) else whole
    return whole if isinstance(inner, Festival) and inner.has_days_off else None


def _averages(dating: Dating, norm: str, end: int) -> bool:
    """Whether a length only says over how many years a number is averaged: 两年平均增长5%."""
    return isinstance(dating, Lapse) and dating.reach is Reach.WITHIN and norm.startswith(_AVERAGED, end - 1)


_AVERAGED: Final = tuple(
    f"年{averaged}{grows}" for averaged in ("平均", "年均", "复合") for grows in ("增长", "增速", "下降", "增幅")
)
_OPEN: Final = (Relation.SINCE, Relation.AFTER)
"""The relations of a time that goes on to the day of publication."""
_SAME: Final = ("同期", "的同期")


# typed, for a time through two datings and one inside another may have equal parts
@lru_cache(maxsize=4096, typed=True)
def _meaning(dating: Dating, setting: Setting, relation: Relation, published: date | None) -> tuple[str, Stretch, Period] | None:
    """What a dating means in a setting, by which rule, and the period that relates to it so; news speak of few times."""
    stretch = dating.stretch(setting)
    return None if stretch is None else (dating.rule, stretch, period_of(stretch, relation, published))


# 每年3月, 每月10日: a time that comes again and again, and no one stretch of the calendar
_RECURS: Final = plain(r"每(?:年的?|月的?|周|季度|逢)?$|[历逐]年$")
_RECURS_LAST: Final = frozenset("每年的月周度逢\n")


def _unresolved(stretch: Stretch) -> Period:
    return Period(start=None, end=None, timex=stretch.timex, mod=stretch.mod, grain=stretch.grain)


# --- what only looks like a time


_NO_DAY_BEFORE: Final = plain(r"(?:[近共历时期续前达超约满逾足后内过隔留住院等用长短龄]|(?<!预)计|(?<!截)至|平均|推迟|不到)$")
# 3日办结, 3日左右: so many days
_NO_DAY_BEHIND: Final = ("后", "之后", "以上", "左右", "多", "办", "审", "制")
_NO_MONTH_BEFORE: Final = frozenset("满逾近")


def _stands_free(norm: str, start: int, end: int, dating: Calendar) -> bool:
    """Whether the words around leave the dating a time: not in 提前10日, 每月, 第3日."""
    grain = dating.grain
    if grain is _DAY:
        return bool(dating.month) or _is_day(norm, start, end)
    if dating.year is not None:
        return True
    if grain is _MONTH:
        # 之前两月: two of them
        return norm[start - 1 : start] not in _NO_MONTH_BEFORE and not norm.endswith(("此前", "之前"), 0, start)
    if grain is Grain.QUARTER:
        # 较上一季度: no first quarter
        return norm[start - 1 : start] not in _NEXT_QUARTER
    return not (grain is _YEAR and norm[start] == "年" and norm[start - 1 : start] in _AMOUNT)


def _is_day(norm: str, start: int, end: int) -> bool:
    """Whether a number with 日 or 号 and no month is a day, and neither a length nor an ordinal."""
    written = norm[start:end]
    if (len(written) == 2 and not written[0].isdecimal()) or written.endswith("号"):
        return False
    return not (_NO_DAY_BEFORE.search(norm[max(start - 2, 0) : start]) or norm.startswith(_NO_DAY_BEHIND, end))


_NEXT_QUARTER: Final = frozenset("上下每逐单同")
_AMOUNT: Final = frozenset("0123456789一二三四五六七八九十百千万多余几数两半成每历逐隔整周青少老中")
