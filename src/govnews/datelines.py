"""Datelines: the day of publication, where an article itself states it.

A date in the prose of an article says when something happened, not when the article appeared. So only the first and the
last lines are looked at, and there only what stands the way pages, papers and agencies write a day of publication: behind a
label, alone on its line, in the opening of an agency's report, in the line of a speech, or beside a paper's name. Where two
such dates contradict each other, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from govnews.dates import published_date
from govnews.model import Mention, ParseError
from govnews.patterns import pattern, plain
from govnews.periods import parse_period
from govnews.text import HAN, as_text, writings

if TYPE_CHECKING:
    import regex

_HEAD: Final = 12
_TAIL: Final = 4
"""How many lines with something on them count as first and as last ones."""

_REACH: Final = 240
"""How far into a line a date is looked for, in characters."""

_DIGIT: Final = "一二三四五六七八九〇零○"
_NUMBER: Final = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DAY: Final = rf"{_NUMBER}月{_NUMBER}日"
_DATE: Final = rf"""(?<date>
    (?:(?:19|20)[0-9]{{2}}|[{_DIGIT}]{{4}}|(?:中华)?民国[0-9{_DIGIT}十百元]{{1,5}})年{_DAY}
  | (?<![0-9])(?:19|20)[0-9]{{2}}(?<mark>[-/.])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}}(?![0-9.])
)"""
_REPUBLICAN: Final = r"""(?<republican>
    (?<![0-9])1[0-9]{2}(?:年[0-9]{1,2}月[0-9]{1,2}日|(?<slash>[-/.])[0-9]{1,2}(?P=slash)[0-9]{1,2}(?![0-9.]))
)"""
"""A year of the Republic of China without its name, which only a label makes one."""

_CLOCK: Final = (
    r"(?:[T\s]*[0-9]{1,2}[:时点][0-9]{2}(?:[:分][0-9]{2}(?:\.[0-9]+|秒)?|分)?)?(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?"
)
_FURNITURE: Final = (
    r"(?:(?:信息|文章|稿件|新闻)?来源|稿源|作者|编辑|责编|责任编辑|记者|通讯员|浏览|点击|阅读|访问|字号|字体|打印|分享|收藏|评论"
    r"|发布(?:机构|单位|者|人)|第?\s*[0-9A-Z一二三四五六七八九十]{1,4}\s*版|[\[【|])"
)
_SOURCE: Final = rf"(?:[{HAN}·]{{0,14}}(?:[社网报台局委办厅部府处站]|中心|公室|客户端|频道)\s*)?"

_LABELLED: Final = pattern(
    rf"""
    (?: (?:发布|发稿|刊发|刊登|登载|发表|公布|发帖|出刊)(?:日期|时间|时|日)?[\s:|]{{1,4}}
      | (?:\A|[\s|])(?:发布|发表|刊登)于[\s:|]{{0,4}}
      | (?:pub_?date|date\s?published|published)[\s:|]{{1,4}}
    ) (?:{_DATE}|{_REPUBLICAN})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIGNED: Final = pattern(
    rf"(?: (?:成文|印发|签发|发文|撰写|写作)(?:日期|时间) [\s:|]{{1,4}} ) (?:{_DATE}|{_REPUBLICAN})", re.VERBOSE
)
_ALONE: Final = pattern(
    rf"""
    [-—*\#>|\s(\[【]*+ (?:{_FURNITURE}\s*:\s*[^\s,。]{{1,30}}?\s*){{0,3}} {_SOURCE}
    (?:(?:日期|时间|date)\s*[:|]\s*)? {_DATE} {_CLOCK}
    (?: [\s*|)\]】]*+\Z | [\s)\]】]*+{_FURNITURE}[^。]*\Z )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SPOKEN: Final = pattern(
    rf"[-—*>\s(]*+ {_DATE} 在? [^。,]{{2,50}}? (?:会议|大会|全会) (?: [^。,]{{0,12}}? 上 | (?:审议)?(?:通过|批准) [*\s)]*+\Z )",
    re.VERBOSE,
)
_AGENCY: Final = pattern(
    rf"""
    [\s(\[【]*+ (?!据) [{HAN}·]{{0,16}}? \s? (?:{_DATE} | (?<!年)(?<day>{_DAY}))
    \s? (?:专?电|讯|消息(?!称)) (?=[\s:(,)】\]{HAN}])
    """,
    re.VERBOSE,
)
_PRINTED: Final = pattern(
    rf"""
    《[^《》]{{2,14}}》 \s? (?:\(\s?)? (?:{_DATE} | (?<compact>(?:19|20)[0-9]{{6}})(?![0-9]))
    \s* ,? \s* (?:第?\s?[0-9A-Z一二三四五六七八九十]{{1,4}}\s?版)? [\s)\]】]*+ \Z
    """,
    re.VERBOSE,
)
_STATED_YEAR: Final = pattern(
    r"(?<![0-9])(?<year>(?:19|20)[0-9]{2})(?:年(?<month>[0-9]{1,2})月|[-/.](?<month>[0-9]{1,2})(?![0-9])|年?(?<issue>第[0-9]{1,4}[期号]))?"
)


# every date has 日, or figures with a mark between them, or eight of them
_MAY_BE_DATE: Final = plain(r"日|[0-9][-/.][0-9]|[0-9]{8}")
_MAY_BE_RAW_DATE: Final = plain(lambda: f"[{writings('日0123456789')}]")


class _Line:
    """A line as the raw text has it, from ``start`` to ``end``."""

    def __init__(self, raw: str, start: int, end: int) -> None:
        self.raw: Final = raw
        self.start: Final = start
        self.end: Final = end

    @cached_property
    def norm(self) -> str:
        """The line in its normal form."""
        return as_text(self.raw).norm

    @cached_property
    def may_be_dated(self) -> bool:
        """Whether a date may stand on it; most lines are told without their normal form."""
        return _MAY_BE_RAW_DATE.search(self.raw) is not None and _MAY_BE_DATE.search(self.norm) is not None


class _Dated(NamedTuple):
    """A day that a line gives, and how it does."""

    rule: str
    day: date
    line: _Line


def find_dateline(text: str) -> Mention[date] | None:
    r"""The day of publication that the article states itself, with the line it stands on; None where it states none.

    ``rule`` says how it is stated: ``labelled`` (发布时间：2022-10-14), ``agency`` (新华社北京2022年10月14日电), ``spoken``
    (2022年10月14日在…会议上), ``alone`` on its line, ``printed`` beside a paper's name, or ``signed`` (成文日期). An agency's
    day without a year is taken only where the lines above it give the year of that very month. Never raises on any string.

    >>> find_dateline("青禾湾经开区\n发布时间：2022-10-14 10:00\n今年新建厂房3座。").value
    datetime.date(2022, 10, 14)
    >>> find_dateline("2022年10月14日，全区新建厂房3座。") is None
    True
    """
    head, tail = _ends(text)
    found = [*_in_head(head), *_in_tail(tail)]
    for rule in ("labelled", "agency", "spoken", "alone", "printed", "signed"):
        days = [dated for dated in found if dated.rule == rule]
        if days:
            return _mention(text, days[0]) if len({dated.day for dated in days}) == 1 else None
    return None


def full_date(words: str) -> date | None:
    """The day that the words name with its year (2022-10-14, 2022年10月14日, 民国111年10月14日), or None.

    >>> full_date("二〇二二年十月十四日"), full_date("10月14日")
    (datetime.date(2022, 10, 14), None)
    """
    try:
        period = parse_period(words)
    except ParseError:
        return None
    return period.start if period.start == period.end else None


def stated_day(words: str) -> date | None:
    """The day that a cell of a table or the head of a page states, with or without a time of day behind it, or None.

    >>> stated_day("2022-10-14T08:00:00+08:00"), stated_day("2022年10月14日 10:00"), stated_day("soon")
    (datetime.date(2022, 10, 14), datetime.date(2022, 10, 14), None)
    """
    try:
        return published_date(words)
    except ParseError:
        return full_date(words.strip().partition(" ")[0])


def _mention(text: str, dated: _Dated) -> Mention[date]:
    line = dated.line
    return Mention(text=text[line.start : line.end], start=line.start, end=line.end, value=dated.day, rule=dated.rule)


def _ends(text: str) -> tuple[list[_Line], list[_Line]]:
    """The first and the last lines that have something on them; in a short text the tail begins where the head ends."""
    places = []
    at = 0
    for line in text.splitlines(keepends=True):
        if kept := line.strip():
            start = at + line.index(kept)
            places.append((start, start + len(kept)))
        at += len(line)
    head, rest = places[:_HEAD], places[_HEAD:]
    return [_line(text, *place) for place in head], [_line(text, *place) for place in rest[-_TAIL:]]


def _line(text: str, start: int, end: int) -> _Line:
    end = min(end, start + _REACH)
    return _Line(text[start:end], start, end)


def _in_head(lines: list[_Line]) -> Iterator[_Dated]:
    dated = [number for number, line in enumerate(lines) if line.may_be_dated]
    is_event = bool(dated) and any("地" in line.raw and line.norm.startswith(("地点", "会议地点", "活动地点")) for line in lines)
    for number in dated:
        line = lines[number]
        yield from _labelled(line)
        yield from _matched("spoken", _SPOKEN.match(line.norm), line)
        yield from _matched("printed", _PRINTED.search(line.norm), line)
        if not is_event:
            yield from _matched("alone", _ALONE.match(line.norm), line)
        if match := _AGENCY.match(line.norm):
            yield from _agency(match, line, lines[:number])


def _in_tail(lines: list[_Line]) -> Iterator[_Dated]:
    for line in lines:
        if not line.may_be_dated:
            continue
        yield from _labelled(line)
        yield from _matched("alone", _ALONE.match(line.norm), line)
        yield from _matched("printed", _PRINTED.search(line.norm), line)


def _labelled(line: _Line) -> Iterator[_Dated]:
    for rule, stated in (("labelled", _LABELLED), ("signed", _SIGNED)):
        for match in stated.finditer(line.norm):
            yield from _matched(rule, match, line)


def _matched(rule: str, match: regex.Match[str] | None, line: _Line) -> Iterator[_Dated]:
    """The day of a match, where it is one of the calendar."""
    if match is None:
        return
    groups = match.groupdict()
    if republican := groups.get("republican"):
        year, rest = int(republican[:3]) + 1911, republican[3:]
        day = full_date(f"{year}{rest}")
    elif compact := groups.get("compact"):
        day = full_date(f"{compact[:4]}-{compact[4:6]}-{compact[6:]}")
    else:
        day = full_date(groups["date"])
    if day is not None:
        yield _Dated(rule, day, line)


def _agency(match: regex.Match[str], line: _Line, above: Iterable[_Line]) -> Iterator[_Dated]:
    if match["day"] is None:
        yield from _matched("agency", match, line)
        return
    year = _stated_year(above, month=match["day"].partition("月")[0])
    if year is not None and (day := full_date(f"{year}年{match['day']}")) is not None:
        yield _Dated("agency", day, line)


def _stated_year(lines: Iterable[_Line], *, month: str) -> str | None:
    """The one year that the lines name, if they name it with this month or as the year of an issue; a title's may be another."""
    stated = [match for line in lines for match in _STATED_YEAR.finditer(line.norm)]
    years = {match["year"] for match in stated}
    if len(years) == 1 and any(match["issue"] or (match["month"] or "").lstrip("0") == month for match in stated):
        return years.pop()
    return None
