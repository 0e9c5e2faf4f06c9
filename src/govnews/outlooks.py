"""Outlooks: the stretches of a text that speak of what is to come, and say so once at their beginning.

A work report gives its second half to the plan of the year under one heading, and a list of targets is announced once
(主要预期目标是：…); a five-year plan is one from end to end, but for the chapters that look back. No sentence in them needs
a word of plan of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from govnews.model import Span
from govnews.patterns import plain
from govnews.text import Text

_HEADING_LENGTH: Final = 50
_HEADING: Final = plain(
    r"""
    ^ [^\S\n]* (?=[^\n]{4,50}$) [^\n。;]*?
    (?P<when> 20[0-9]{2}(?=年) | 今年 | 明年 | 下一年 | 新的一年 | 今后五年 | 未来五年
      | “?十[四五六]五”?(?=时期|期间|[^\n]{0,4}目标) )
    [^\n。;]*?
    (?: 重点工作 | 工作安排 | 主要任务 | 工作部署 | 目标任务 | 工作重点 | 总体要求 | 主要目标 | 发展目标
      | 工作打算 | 重点任务 | 工作思路 | 主要工作 | 总体安排 | 预期目标 | 政府工作 | 工作建议 | 工作任务 | 奋斗目标
    )
    [^\n。;]* $
    """,
    re.VERBOSE | re.MULTILINE,
)
_LOOKS_AHEAD: Final = plain(r"(?m)^[^\S\n]*【?展望(?P<when>20[0-9]{2}(?=年)|未来五年|今后五年|“?十[四五六]五”?)[^\n。;]{0,16}$")
_LOOKS_BACK: Final = plain(r"回顾|总结|成绩|成就|成效|完成情况|执行情况|报告")
_FIRST: Final = ("一、", "一.", "第一")
_APPENDED: Final = plain(r"^[^\S\n]*[*#【]*(?:名词解释|名词注释|注释|附件|附表|附:|\[1\])", re.MULTILINE)
_NUMBERED: Final = plain(
    r"^[^\S\n]*(?:[一二三四五六七八九十]{1,2}[、.]|第[一二三四五六七八九十]{1,2}[部章篇])[^\n。]{2,40}$", re.MULTILINE
)
_ANNOUNCED: Final = plain(
    r"(?:主要|预期|奋斗|发展|工作|总体)(?:预期|奋斗|发展|工作)?目标(?:任务)?(?:是|为|包括|:)|(?:要|努力)做到:?|主要任务(?:是|为|:)"
)
_BULLETS: Final = plain(r"(?:\n[^\S\n]*(?:——|—)[^\n]+)+")
"""Lines that a dash opens, one after another: the list that the line before them announces."""
_BY_YEAR: Final = plain(r"(?<!截)到“?(?:(?P<when>20[0-9]{2})年|十[四五六]五”?末)")


_TITLE: Final = 200
"""The title of a plan stands no further from its beginning."""
_PLAN: Final = plain(r"(?:五年(?:\([^()\n]{4,24}\))?规划|五年计划|规划纲要|目标纲要|(?:发展|专项|建设)规划|行动计划|行动方案)")
_PART_OF_PLAN: Final = plain(
    r"^[^\S\n]*[#*]*[^\S\n]*(?:(?P<part>[一二三四五六七八九十]{1,2}、|第[一二三四五六七八九十]{1,3}[部章篇])|第[一二三四五六七八九十]{1,3}节)"
    r"[^\n。;]{2,40}$",
    re.MULTILINE,
)
_PARTS: Final = 3
"""A plan has so many parts; an article on one has none."""
_BEHIND_US: Final = plain(
    r"[章节篇、][^\S\n]*(?:现实|规划|发展|工作|经济社会)*(?:基础|环境|背景|条件)[^\n]{0,14}$|成就|成效|成绩|回顾|现状|形势|面临|问题|评估"
)
"""What the parts of a plan are called that tell how things stand."""
_PLANNED: Final = ("划", "纲要", "方案")
"""One of these stands in the title of every plan."""
_GOALS: Final = plain("目标[是为包:任]|做到|主要任务")
"""One of these stands in every announcement."""
_BEFORE_GOAL: Final = 4
"""An announcement begins no further in front of it."""


class Outlook(NamedTuple):
    """A stretch that speaks of what is to come, ``norm[start:end]``, and the words that say so."""

    start: int
    end: int
    words: Span
    rule: str


def _headings(text: Text) -> Iterator[re.Match[str]]:
    """The headings of plans; only short lines are looked at that name a year or a plan."""
    for start, line in text.short_lines:
        is_near = ("年" in line or "五" in line) and len(line.lstrip()) <= _HEADING_LENGTH
        match = (_HEADING.match(text.norm, start) or _LOOKS_AHEAD.match(text.norm, start)) if is_near else None
        if match is not None:
            yield match


def _is_inside(heading: re.Match[str]) -> bool:
    """Whether a numbered heading opens the parts of the plan announced before it, and not what follows the plan."""
    return heading[0].lstrip().startswith(_FIRST) and not _LOOKS_BACK.search(heading[0])


def _lists(norm: str, published: date | None) -> Iterator[Outlook]:
    """Lists, a line each, that a sentence on a year to come announces: 到2030年，…:⏎——产业更强。产值突破50亿元."""
    for bullets in _BULLETS.finditer(norm) if "\n—" in norm else ():
        before = norm.rfind("\n", 0, bullets.start()) + 1
        year = _BY_YEAR.search(norm, before, bullets.start())
        if year is not None and (published is None or year["when"] is None or int(year["when"]) > published.year):
            yield Outlook(bullets.start(), bullets.end(), Span(start=year.start(), end=year.end()), "list of a plan")


def _parts_of_plan(norm: str) -> Iterator[Outlook]:
    """The chapters and sections of a text that is a plan, but for those that look back."""
    opening = norm[:_TITLE]
    may_be_plan = "报告" not in opening and any(word in opening for word in _PLANNED)
    title = _PLAN.search(opening) if may_be_plan else None
    # an article on 《…规划》 is none, the notice that issues one has it behind
    if title is None or (norm.rfind("《", 0, title.start()) > norm.rfind("》", 0, title.start()) and "的通知" not in opening):
        return
    headings = list(_PART_OF_PLAN.finditer(norm))
    if sum(heading["part"] is not None for heading in headings) < _PARTS:
        return
    appended = _APPENDED.search(norm, headings[-1].end())
    ends = [*(heading.start() for heading in headings[1:]), appended.start() if appended is not None else len(norm)]
    looks_back = False
    for heading, end in zip(headings, ends, strict=True):
        tells = _BEHIND_US.search(heading[0]) is not None
        if heading["part"] is not None:
            looks_back = tells
        if not (tells or looks_back):
            yield Outlook(heading.end(), end, Span(start=heading.start(), end=heading.end()), "part of a plan")


def find_outlooks(text: Text, published: date | None) -> list[Outlook]:
    r"""The outlooks of a text, in order; ``published`` tells a plan of a year long past from one of this year.

    >>> text = Text("一、2025年工作回顾\n完成投资5亿元。\n二、2026年重点工作\n新建校舍3栋。")
    >>> [text.norm[outlook.start : outlook.end] for outlook in find_outlooks(text, None)]
    ['\n新建校舍3栋。']
    """
    norm = text.norm
    found = list(_parts_of_plan(norm))
    numbered: list[re.Match[str]] | None = None
    for match in _headings(text):
        if _LOOKS_BACK.search(match[0]) or (
            published is not None and match["when"].isdigit() and int(match["when"]) < published.year
        ):
            continue
        if numbered is None:
            numbered = list(_NUMBERED.finditer(norm))
        following = bisect_left(numbered, match.end(), key=re.Match.start)
        end = numbered[following].start() if following < len(numbered) else len(norm)
        if match[0].startswith("【") and (next_heading := norm.find("\n【", match.end(), end)) >= 0:
            end = next_heading
        if following < len(numbered) and _is_inside(numbered[following]):
            appended = _APPENDED.search(norm, end)
            end = appended.start() if appended is not None else len(norm)
        found.append(Outlook(match.end(), end, Span(start=match.start(), end=match.end()), "heading of a plan"))
    found.extend(_lists(norm, published))
    newline, goal = -1, _GOALS.search(norm)
    for match in _ANNOUNCED.finditer(norm, max(goal.start() - _BEFORE_GOAL, 0)) if goal is not None else ():
        if newline < match.end():
            newline = norm.find("\n", match.end())
            newline = newline if newline >= 0 else len(norm)
        found.append(Outlook(match.end(), newline, Span(start=match.start(), end=match.end()), "targets announced"))
    return sorted(found)
