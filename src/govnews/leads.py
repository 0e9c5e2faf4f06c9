"""Leads: datelines, times, connectives and marks, which a clause may begin with before what it speaks of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Mapping
from functools import cache
from typing import Final

from govnews.lexicon import rows
from govnews.patterns import plain
from govnews.text import HAN

_STEPS: Final = 12
"""No clause has more times and connectives than this in front of its subject."""
_DATED: Final = plain(
    r"""[(【\[〔]?据?(?: (?:新华|中新|人民|央视)[社网]? | 本报 | 本台 | 本网 | 记者 | 央广网 | [\u4e00-\u9fff]{2,4}(?:日报|晚报) )
        [^,。;:\n]{0,30}?(?:讯|电|消息|报道)[)】\]〕]? (?:[ \u3000]*\([^()\n]{0,30}\))*:?
        (?:[ \u3000]*(?:本报)?(?:特约)?(?:记者|通讯员)[^,。;:\n]{1,16}?报道:?)?""",
    re.VERBOSE,
)
MARKS: Final = ' \t\u3000“”"「」『』《》【】#*|>•●■◆▲△·()[]:-'
"""The marks that may stand in front of a subject."""
_DATED_STARTERS: Final = frozenset("([【〔据新中人央本记")
"""What a dateline begins with, but for the name of a newspaper (某某日报)."""
_LEADS: Final = (
    (MARKS, rf"[{re.escape(MARKS)}]"),
    ("一二三四五六七八九十", "[一二三四五六七八九十]{1,3}(?:是|要|来|、)"),
    ("013456789", "[0-9]{1,2}[.、)]"),
    ("2", f"2[0-9]?[.、)]|20[0-9]{{2}}(?=[{HAN}])(?!年)"),
    ("第", "第[一二三四五六七八九十]+[,、]"),
    ("第本首上历此今去", "(?:第[0-9一二三四五六七八九十]{1,4}|本|首|上|历|此|今年|去年)[届次]"),
    ("到", "到(?=[0-9今去目])"),
    ("至", "至(?=[0-9今去])"),
    ("过", "过去[0-9一二三四五六七八九十]{0,3}年"),
    ("将把", r"[将把](?=[^,。;:0-9]{1,12}(?:[0-9]{4}年|今年|明年)?[^,。;:0-9]{0,14}(?:预期|预测|增速|增长率|增幅))"),
    ("经", f"经(?=[{HAN}]{{2,14}}(?:口岸|海关|通道|港)(?:进出|出入|入境|出境|通行|往返|进口|出口))"),
    ("分从", f"[分从][{HAN}]{{1,4}}看,?"),
)
"""What may stand in front of a subject besides the words of a table, with the characters that it begins with."""
LEADS_ALONE: Final = frozenset(f"{last}," for last in "看一二三四五六七八九十")
"""How a clause ends that may be one of these with its mark."""


@cache
def _leads() -> dict[str, re.Pattern[str]]:
    """Connectives, marks and the like that may stand in front of a subject, by their first character."""
    found: dict[str, list[str]] = defaultdict(list)
    for firsts, source in _LEADS:
        for first in firsts:
            found[first].append(source)
    for word, unless in rows("clause_leads"):
        found[word[0]].append(f"{word}(?!{'|'.join(map(re.escape, unless.split()))})" if unless else word)
    return {first: plain("|".join(sources)) for first, sources in found.items()}


class Leads:
    """Finds where leads end: ``times`` is where each time ends, by where it begins, ``names`` where a name begins."""

    def __init__(self, norm: str, times: Mapping[int, int], names: Container[int]) -> None:
        self._norm, self._times, self._names, self._leads = norm, times, names, _leads()

    def behind(self, pos: int, end: int) -> int:
        """Behind the dateline, times and connectives that a clause may begin with."""
        norm, times, leads = self._norm, self._times, self._leads
        if norm[pos : pos + 1] in _DATED_STARTERS or "报" in norm[pos + 3 : pos + 6]:
            dated = _DATED.match(norm, pos, end)
            pos = dated.end() if dated is not None else pos
        for _ in range(_STEPS):
            if pos in times:
                pos = times[pos]
                continue
            close = pos
            while close < end and norm[close] in leads and (match := leads[norm[close]].match(norm, close, end)) is not None:
                close = match.end()
            if close == pos or pos in self._names:
                break
            pos = self._lead_end(pos, close)
        return pos

    def _lead_end(self, pos: int, end: int) -> int:
        """A lead ends where a name or a time begins in it (全国 in 在全国)."""
        for at in range(pos + 1, end):
            if at in self._names or at in self._times:
                return at
        return end
