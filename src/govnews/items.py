"""News items: where one piece of news ends and the next begins, in a page or broadcast that holds several.

An item begins with its dateline (本报讯, 央视网消息, 新华社…电), with the byline under its heading (本报记者 …), with a column
mark (图说, 时讯) or with a heading that names a place or organisation of its own. The headings directly above belong to it. A
byline behind prose ends an item. Behind a dateline that stands alone in its line come briefs: each heading over prose begins one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from govnews.model import Span
from govnews.patterns import plain

_DATELINE: Final = plain(
    r"""[ \u3000]*[(【\[〔]?据?(?: 本报讯 | 本报[^,。\n]{0,10}[0-9]+日(?:讯|电)
      | 本报(?!记者)[\u4e00-\u9fff]{2,4}(?:讯|电(?![话力视子影商台脑]))
      | 本台消息 | 本网讯 | 央视网消息
      | 新华(?:社|网)[^,。\n]{0,16}电
      | 中新(?:社|网)[^,。\n]{0,16}电 | [\u4e00-\u9fff]{2,6}(?:日报|晚报|新闻网|网)(?:讯|消息) | [(【\[]讯[)】\]] )""",
    re.VERBOSE,
)
_PEOPLE: Final = r"(?:[\u4e00-\u9fff]{2,4}[ \u3000、]*){1,6}"
_BYLINE: Final = plain(
    rf"""[ \u3000]*(?:[■●◎□◆▲/—-][ \u3000]*)?(?:{_PEOPLE})?(?:本报|本台|新华社)?(?:特约)?(?:首席)?(?:记者|通讯员)[ \u3000:]*
        {_PEOPLE}(?P<use>[文摄]?(?:/[文摄])?)[ \u3000]*""",
    re.VERBOSE,
)
_CREDIT: Final = plain(r"(?:摄|供图|图片由.{0,20}提供)[)〕]?[ \u3000]*\Z")
_COLUMN: Final = plain(
    r"""[ \u3000■●◆▲□【\[]*[\u4e00-\u9fff]{0,6}
        (?:图说|时讯|快讯|简讯|短讯|要闻|新闻链接|相关链接|延伸阅读|记者手记|一句话新闻)[】\] \u3000A-Za-z]*""",
    re.VERBOSE,
)
_PROSE: Final = plain(r"[。!?;]|,[^,]{0,60},")
_ROW: Final = plain(
    r"""(?:[\t|]|[ \u3000]{2})[ \u3000]*-?[0-9][0-9.,%]*[ \u3000]*(?=[\t|]|[ \u3000]{2}|\Z)
      | (?<![0-9.-])-?[0-9.]+[ \u3000]+-?[0-9.]+(?=[ \u3000]|\Z)""",
    re.VERBOSE,
)
"""A line of a table: 东盟|37907|21.7. Its first cell is no heading."""
_LABEL: Final = plain(r"[ \u3000]*(?:\([^()\n]{1,12}\))?[ \u3000]*:?[ \u3000]*")
"""What stands behind a dateline that is alone in its line: (新闻联播):."""
_OVER_PROSE: Final = [True, False]
"""Whether a line and the next are headings, where the first stands over prose."""
_HEADING_LENGTH: Final = 42
_HEADINGS: Final = 3
"""An item has no more heading lines than this above its byline or dateline."""


class Item(NamedTuple):
    """A stretch of a text that is one piece of news; ``headings`` are the lines that stand over it.

    ``is_brief`` tells that it is one of several under a common dateline, which have nothing to do with each other.
    """

    start: int
    end: int
    headings: tuple[Span, ...]
    is_brief: bool = False


def lines_of(norm: str) -> list[Span]:
    """The lines that are not blank."""
    lines, start = [], 0
    for line in norm.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            lines.append(Span(start=start, end=end))
        start = end + 1
    return lines


def is_heading(words: str) -> bool:
    r"""Whether a line reads as a heading: short, and no prose.

    >>> is_heading("企校联合 科学育种"), is_heading("全市新增企业12家。"), is_heading("东盟\t37907\t21.7")
    (True, False, False)
    """
    words = words.strip()
    return (
        0 < len(words) <= _HEADING_LENGTH
        and not _PROSE.search(words)
        and not _ROW.search(words)
        and words[-1] not in ",、:;。"
        and _byline(words) is None
        and not _is_credit(words)
    )


def _byline(words: str) -> re.Match[str] | None:
    """A line that is a byline and nothing else."""
    return _BYLINE.fullmatch(words) if "记者" in words or "通讯员" in words else None


def _is_credit(words: str) -> bool:
    """Whether a line ends in the credit of a picture."""
    return ("摄" in words or "图" in words) and _CREDIT.search(words) is not None


def _is_column(words: str) -> bool:
    """Whether a line is the mark of a column; most lines are sentences."""
    return words[-1] != "。" and _COLUMN.fullmatch(words) is not None


def _dateline(words: str) -> re.Match[str] | None:
    """The dateline that a line begins with."""
    return _DATELINE.match(words) if "讯" in words or "电" in words or "消息" in words else None


def _first_above(headings: list[bool], i: int) -> int:
    """The first of the headings right above a line; the line itself where none is."""
    above = i
    while above and i - above < _HEADINGS and headings[above - 1]:
        above -= 1
    return above


def find_items(norm: str, lines: list[Span], opens: Callable[[Span], bool]) -> list[Item]:
    r"""The news items of a text; a text without marks is one. ``opens`` says whether a heading names a subject of its own.

    >>> norm = "东县修路\n本报讯 东县修路8公里。\n西县种树\n本报讯 西县种树9万株。"
    >>> [norm[item.start : item.end].split()[0] for item in find_items(norm, lines_of(norm), lambda line: False)]
    ['东县修路', '西县种树']
    """
    headings = [is_heading(line.of(norm)) for line in lines]
    begins = _beginnings(norm, lines, headings, opens)
    items: list[Item] = []
    for first, after in pairwise([*sorted({0, *begins}), len(lines)]):
        if first < after:
            start = lines[first].start if items else 0
            end = lines[after].start if after < len(lines) else len(norm)
            over = takewhile(headings.__getitem__, range(first, min(first + _HEADINGS + 1, after)))
            items.append(Item(start, end, tuple(lines[i] for i in over), begins.get(first, False)))
    return items or [Item(0, len(norm), ())]


def _beginnings(norm: str, lines: list[Span], headings: list[bool], opens: Callable[[Span], bool]) -> dict[int, bool]:
    """The first lines of items, and whether they begin briefs; what ends an item begins one on the next line."""
    begins: dict[int, bool] = {}
    stands_alone = False
    for i, line in enumerate(lines):
        words = line.of(norm)
        above = _first_above(headings, i)
        byline, dateline = _byline(words) if len(words) < _HEADING_LENGTH else None, _dateline(words)
        if dateline is not None:
            begins.setdefault(above, False)
            stands_alone = _LABEL.fullmatch(words, dateline.end()) is not None
        elif stands_alone and above == i and headings[i : i + 2] == _OVER_PROSE:
            begins[i] = True
        elif byline is not None and "摄" not in byline["use"] and not _is_credit(words):
            begins.setdefault(above if above < i or not i else i + 1, False)
        elif (headings[i] and above == i and opens(line)) or _is_column(words):
            begins.setdefault(i, False)
    return begins
