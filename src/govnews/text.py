"""The raw text, its normal form, and the way back.

Everything above reads the normal form; every offset that leaves the package points into the raw text. The normal form
replaces characters one for one (full-width → half-width, the dashes → ``-`` ``~`` ``—``, traditional → simplified) and
drops characters (spaces and line breaks that typesetting or OCR left inside a word), so the way back is a list of the
dropped places and no table of offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import Final

import attrs

from govnews.lexicon import rows, words
from govnews.model import Span
from govnews.patterns import plain

HAN: Final = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"

_ZERO_WIDTH: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SPACE: Final = r" \u00a0\u2000-\u200a\u202f\u205f\u3000"
_HYPHENS: Final = "-－−‐‑﹣⁻"
_WAVES: Final = "~～〜∼˜∽"
_DASHES: Final = "—–―─━﹘"

_UNSEEN: Final = plain(f"[{_ZERO_WIDTH}]+")
# the first figures of thousands, or any others, before a space; the standard library looks back by a fixed length only
_THOUSANDS: Final = "|".join(
    [rf"(?<=[^\s0-9A-Za-z./-]{gap}[0-9]{{{length}}})" for gap in ("", f"[{_SPACE}]") for length in (1, 2, 3)]
    + [f"(?<=[0-9][{_SPACE}][0-9]{{3}})"]
)
# what is dropped of the spaces behind a figure, behind the bar of a unit and behind anything else: a pattern with a class of all
# Chinese characters is slow to compile, and few texts need every one
_BEHIND_FIGURE: Final = plain(
    rf"""
    # any run of spaces between a figure and the Chinese around it: 增长 5 个
      [{_SPACE}]+ (?=[{HAN}%‰℃])
    # thousands parted by a space: 67 520元, 1 234 567.8万元
    | (?:{_THOUSANDS}) [{_SPACE}] (?=[0-9]{{3}}(?:[{_SPACE}][0-9]{{3}}){{0,4}}(?:\.[0-9]+)?[{_SPACE}]?[{HAN}])
    # typewritten points: 0 .6, 8 . 9; "1. 5G" is a list
    | (?<=[0-9]) [{_SPACE}] (?=\.[{_SPACE}]?[0-9]) | (?<=[0-9][{_SPACE}]\.) [{_SPACE}] (?=[0-9])
    """,
    re.VERBOSE,
)
# units are written around a slash: 微克 / 立方米
_BEHIND_BAR: Final = plain(rf"(?<=[{HAN}]/)[{_SPACE}]+(?=[{HAN}])")
# one stray space inside Chinese; two or more, or an ideographic one, are layout
_BEHIND_CHINESE: Final = plain(
    rf"(?<=[{HAN}])(?:[{_SPACE}]+(?=[0-9])|(?:[{_SPACE}]+(?=/)|[ \u00a0])(?=(?:/[{_SPACE}]*)?[{HAN}]))"
)
_BEHIND: Final = {"/": _BEHIND_BAR} | dict.fromkeys("0123456789%‰.", _BEHIND_FIGURE)
_BREAKS: Final = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
# the halves of a headline, each of some characters, and what may stand on both sides of the space between them
_HEADLINE: Final = plain(r"[^\s，。；：,;:!?！？|]{4,40}(?: [^\s，。；：,;:!?！？|]{4,40}){1,2}(?=\n|\r|\Z)")
_HALF_ENDS: Final = plain(rf"(?![0-9一二三四五六七八九十百千万亿两几余多第点]{{2}})[{HAN}%‰]{{2}}(?<![%‰])")
_LINE_BREAKS: Final = r"\n\r\x0b\x0c\x85\u2028\u2029"
_BREAK: Final = plain(rf"(?<![{_SPACE}\t])[{_SPACE}\t]*+(?:\r\n|[{_LINE_BREAKS}])[{_SPACE}\t\r\n]*")
_NO_SPACE: Final = _BREAKS | {"\t"}
"""A gap that begins with one of these is a line break or nothing."""
_COMPLETE: Final = frozenset("。!?;:…”’」』》)】")
"""A line that ends in one of these is complete, and nothing reads on from it."""
GAPS: Final = rf"{_SPACE}\t{_ZERO_WIDTH}{_LINE_BREAKS}"
"""What may be dropped inside a word, as the members of a class."""
# spaces taken together, and a line break with what follows it, but the one that ends a complete line only where an indent does;
# it opens with one class, which the standard library's engine finds many times faster
_GAP: Final = plain(
    rf"[{GAPS}](?:(?<![{re.escape(''.join(_COMPLETE))}\n]\n)|(?=[{_SPACE}\t\r]))"
    rf"(?:(?<=[{_SPACE}\t])[{_SPACE}\t]+|(?<=[{_LINE_BREAKS}])[{_SPACE}\t\r\n]*)?"
)
_LINE_END: Final = plain(rf"\r\n|[{_LINE_BREAKS}]")
_FIGURE_END: Final = plain(r"[0-9一二三四五六七八九十百千万亿两几余多第点%](?:[0-9]\.)?\Z")
_FIGURE_END_LENGTH: Final = 3
_POINT_END: Final = plain(rf"[{HAN}][0-9]{{1,4}}\.\Z")
_PLACES: Final = plain(r"[0-9]{1,4}[万亿%‰]")
_PROSE: Final = plain(rf"[{HAN}]{{4}}")
# what a unit begins with, and what a date does
_UNIT_HEADS: Final = "万亿千百十余多几个家元角吨亩户人名位公平立米厘毫克斤台套件项条种处座所辆艘头只株兆吉美港欧英%‰℃㎡"
_TIME_HEADS: Final = "年月日号时分秒周天季"
_TURNS: Final = plain(rf"[{HAN}0-9,、][{HAN}%‰℃㎡]")
# a column of a newspaper that broke off inside a paragraph (新建项目⏎⏎61个,): the paragraph has stops before, and what follows
# cannot begin one
_OPEN_END: Final = plain(rf"[{HAN},、]")
_READS_ON: Final = plain(rf"[0-9]+(?:\.[0-9]+)?[{HAN}%]|[{HAN}]{{1,10}}[;、)”]|[,、;)]")
# it opens with one class, which the standard library's engine finds fastest
_SENTENCE_END: Final = plain(r"[。!?…\n](?:(?<=\n)\s*|(?<!\n)[。!?…]*[”’」』\"')\]]*)")
CLAUSE_ENDS: Final = r",;:。!?…\n"
"""What ends a clause, as the members of a class."""
_QUOTED: Final = plain(
    r"“[^“”\n]{0,60}”|‘[^‘’\n]{0,60}’|「[^「」\n]{0,60}」|『[^『』\n]{0,60}』|\"[^\"\n]{0,60}\"|《[^《》\n]{0,80}》"
)
_BRACKETED: Final = plain(r"\([^()\n]{0,200}\)|\[[^\[\]\n]{0,200}\]|【[^【】\n]{0,200}】|〔[^〔〕\n]{0,80}〕")

# A line is typesetting's, not the writer's, where the lines around it are equally full.
_LISTED: Final = plain(r"[一二三四五六七八九十]{1,2}[、.]|[(第0-9①-⑳]")
_STOP: Final = plain(r"[,。;:]")
_COLUMN_MIN: Final = 25
_WRAP_MIN: Final = 10
_WRAP_SLACK: Final = 3
_LONGEST_LINE: Final = 1000
"""No line of typesetting is as long; of a longer one the end is looked at."""
_SHORT_LINE: Final = 60
"""No heading is longer."""


@cache
def _one_for_one() -> dict[str, str]:
    """The replacements that keep offsets as they are."""
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_WAVES, "~") | dict.fromkeys(_DASHES, "—")
    table |= {row[0]: row[1] for row in rows("traditional")}
    table |= dict(zip("﹪٪．﹒｡﹑﹐﹔﹕﹙﹚￥￡￠＄∕⁄", "%%..。、,;:()¥£¢$//", strict=True))
    return {old: new for old, new in table.items() if old != new}


@cache
def _other_script() -> re.Pattern[str]:
    """The characters that are replaced for their script alone."""
    return re.compile(f"[{''.join(row[0] for row in rows('traditional'))}]")


_OF_EVERY_LINE: Final = "，：；（）！？"


@cache
def _rarer() -> tuple[re.Pattern[str], Callable[[re.Match[str]], str]]:
    """The characters that are replaced in few lines, and what by; so few that this is cheaper than ``str.translate``."""
    table = _one_for_one()
    rarer = "".join(old for old in table if old not in _OF_EVERY_LINE)
    return re.compile(f"[{re.escape(rarer)}]"), lambda match: table[match[0]]


def _replaced(raw: str) -> tuple[str, int]:
    """The raw text with every character that has a plainer writing in that writing, and how many of the rarer ones it had."""
    table = _one_for_one()
    for old in _OF_EVERY_LINE:
        raw = raw.replace(old, table[old])
    rarer, new = _rarer()
    return rarer.subn(new, raw)


def writings(characters: str) -> str:
    """All characters that the normal form makes one of these of, and these themselves.

    >>> writings("万%")
    '万%％萬﹪٪'
    """
    return characters + "".join(old for old, new in _one_for_one().items() if new in characters)


@cache
def _unbreakable_pairs() -> frozenset[str]:
    return frozenset(word[i : i + 2] for word in words("unbreakable") for i in range(len(word) - 1))


def _inside_word(text: str, start: int) -> re.Match[str] | None:
    """What is dropped where a space or a zero-width character begins it."""
    first = text[start]
    if first in _NO_SPACE:
        return None
    form = _UNSEEN if first in _ZERO_WIDTH else _BEHIND.get(text[start - 1 : start], _BEHIND_CHINESE)
    match = form.match(text, start)
    return None if match is not None and first == " " and _parts_headline(text, start, match.end()) else match


def _parts_headline(text: str, start: int, end: int) -> bool:
    """Whether the space parts the halves of a headline, a line without other marks: 出口增长7% 进口下降2%."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if end - start > 1 or not _HALF_ENDS.match(left + right) or left + right in _unbreakable_pairs():
        return False
    line_start = text.rfind("\n", max(start - _SHORT_LINE, 0), start) + 1
    if not line_start and start > _SHORT_LINE:
        return False
    headline = _HEADLINE.match(text, line_start)
    before = text[max(line_start - _SHORT_LINE, 0) : line_start].rstrip()[-1:]
    return headline is not None and headline.end() > start and (not before or before in _COMPLETE)


def _is_wrap(text: str, start: int, end: int) -> bool:
    """Whether the line break at ``text[start:end]`` only wraps a line, so that the text reads on across it."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if left in _COMPLETE or not left or not right:
        return False
    line_start = _line_start(text, start)
    line = text[line_start:start]
    # 31.⏎65亿元: a figure that broke at its point; 31.⏎2022年 is a mark of a list
    if left == "." and _POINT_END.search(line) and _PLACES.match(text, end) and _PROSE.search(line):
        return True
    is_blank = end - start > 1 and len(_LINE_END.findall(text, start, end)) > 1
    # 共有1.6⏎万余户: a figure parted from its unit; a line of figures alone is a table cell, and stays one
    goes_on = right in _UNIT_HEADS or (right in _TIME_HEADS and not is_blank)
    if goes_on and _FIGURE_END.search(line[-_FIGURE_END_LENGTH:]) and _PROSE.search(line):
        return True
    if left + right in _unbreakable_pairs():
        return True
    if is_blank:
        is_broken_off = len(line) >= _COLUMN_MIN and _OPEN_END.match(left) is not None and _READS_ON.match(text, end) is not None
        return is_broken_off and _STOP.search(line[:-1]) is not None
    return _TURNS.match(left + right) is not None and _is_full(text, line_start, line, end)


def _line_start(text: str, end: int) -> int:
    """Where the line begins that ends here; no further back than a line of typesetting is long."""
    nearest = max(end - _LONGEST_LINE, 0)
    return max(nearest - 1, text.rfind("\n", nearest, end), text.rfind("\r", nearest, end)) + 1


def _is_full(text: str, line_start: int, line: str, end: int) -> bool:
    """Whether the line is as long as its neighbours, the way typesetting leaves the lines of a paragraph."""
    width = len(line)
    if not _WRAP_MIN <= width < _LONGEST_LINE or _LISTED.match(text, end) or (_LISTED.match(line) and not _STOP.search(line[3:])):
        return False
    match = _LINE_END.search(text, end)
    after = text[end : match.start() if match else len(text)]
    before_start = _line_start(text, max(line_start - 1, 0))
    before = text[before_start : line_start - 1] if line_start else ""
    if len(after) > width + _WRAP_SLACK or not _STOP.search(before + line[3:] + after[:-1]):
        return False
    # the last line of a paragraph may be of any length, and a heading may be as long as it
    return any(abs(len(other) - width) <= _WRAP_SLACK and other[-1:] not in set("。!?") for other in (before, after))


NOWHERE: Final = Span(start=-1, end=-1)
"""A stretch before every text: the sentence of a reader that has read none."""


class Sentences:
    """Sentences that tile a text, by their number; one is made when it is first asked for, because most are not."""

    def __init__(self, ends: list[int]) -> None:
        self.starts: Final = [0, *ends][:-1]
        """where they begin"""
        self.ends: Final = ends
        """where they end"""
        self._made: dict[int, Span] = {}

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> Span:
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = Span(start=self.starts[number], end=self.ends[number])
        return found

    def __iter__(self) -> Iterator[Span]:
        return map(self.__getitem__, range(len(self)))


@attrs.frozen
class Text:
    """A raw text with its normal form.

    >>> text = Text("沈阳市有１.６ 万余户")
    >>> text.norm
    '沈阳市有1.6万余户'
    >>> text.raw_span(4, 10).of(text.raw)
    '１.６ 万余户'
    """

    raw: str

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.raw, str):
            raise TypeError(f"govnews reads text (str), not {type(self.raw).__name__}")

    @cached_property
    def _normal(self) -> tuple[str, tuple[int, ...], tuple[int, ...], bool]:
        """The normal form, where in it characters were dropped, how many up to there, and whether it replaces rarer ones."""
        same_length, rarer = _replaced(self.raw)
        kept: list[str] = []
        places: list[int] = []
        dropped: list[int] = []
        at = read = total = 0
        for gap in _GAP.finditer(same_length):
            start = gap.start()
            if start < read or (same_length[start] in _BREAKS and same_length[start - 1 : start] in _COMPLETE):
                continue
            inside = _inside_word(same_length, start)
            match = inside or _BREAK.match(same_length, start)
            if match is None:
                continue
            start, end = match.span()
            read = end
            if inside is None and not _is_wrap(same_length, start, end):
                continue
            kept.append(same_length[at:start])
            total += end - start
            places.append(end - total)
            dropped.append(total)
            at = end
        if not kept:
            return same_length, (), (), rarer > 0
        kept.append(same_length[at:])
        return "".join(kept), tuple(places), tuple(dropped), rarer > 0

    @cached_property
    def norm(self) -> str:
        """The normal form, which the readers read."""
        return self._normal[0]

    def raw_offset(self, index: int) -> int:
        """Where the character ``norm[index]`` stands in the raw text."""
        _, places, dropped, _ = self._normal
        before = bisect_right(places, index)
        return index + (dropped[before - 1] if before else 0)

    def raw_span(self, start: int, end: int) -> Span:
        """The raw stretch of ``norm[start:end]``, without what was dropped before its first or after its last character."""
        first, last = self.raw_ends(start, end)
        return Span(start=first, end=last)

    def raw_ends(self, start: int, end: int) -> tuple[int, int]:
        """Where the raw stretch of ``norm[start:end]`` begins and ends."""
        _, places, dropped, _ = self._normal
        if not places:
            return (start, end) if start <= end else (start, start)
        before = bisect_right(places, start)
        first = start + (dropped[before - 1] if before else 0)
        if end <= start:
            return first, first
        before = bisect_right(places, end - 1, before)
        return first, end + (dropped[before - 1] if before else 0)

    @cached_property
    def is_simplified(self) -> bool:
        """Whether the normal form has every Chinese character as it is written."""
        return not self._normal[3] or _other_script().search(self.raw) is None

    def written(self, start: int, end: int) -> str:
        """``norm[start:end]`` with its Chinese characters as they are written.

        >>> Text("引進資金５億元").written(0, 6)
        '引進資金5億'
        """
        norm = self.norm[start:end]
        if self.is_simplified:
            return norm
        raw = [self.raw[self.raw_offset(index)] for index in range(start, end)]
        return "".join(old if _other_script().match(old) else new for old, new in zip(raw, norm, strict=True))

    def gaps(self, start: int, end: int) -> bool:
        """Whether something was dropped inside ``norm[start:end]``."""
        places = self._normal[1]
        return bisect_right(places, start) < bisect_left(places, end)

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of the normal form, in order; together they tile it. A line that is left standing ends one."""
        length, ends = len(self.norm), [match.end() for match in _SENTENCE_END.finditer(self.norm)]
        return Sentences(ends if not length or ends[-1:] == [length] else [*ends, length])

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Quoted stretches and titles of at most 60 and 80 characters, marks included."""
        return tuple(Span(start=m.start(), end=m.end()) for m in _QUOTED.finditer(self.norm))

    @cached_property
    def brackets(self) -> tuple[Span, ...]:
        """Bracketed stretches of at most 200 characters, brackets included."""
        return tuple(Span(start=m.start(), end=m.end()) for m in _BRACKETED.finditer(self.norm))

    @cached_property
    def short_lines(self) -> tuple[tuple[int, str], ...]:
        """The lines of at most 60 characters, indents aside, each with the place where it begins: what may be a heading."""
        found, start = [], 0
        for line in self.norm.split("\n"):
            if len(line) <= _SHORT_LINE or len(line.lstrip()) <= _SHORT_LINE:
                found.append((start, line))
            start += len(line) + 1
        return tuple(found)

    def sentence_at(self, index: int) -> Span:
        """The sentence that holds ``norm[index]``."""
        sentences = self.sentences
        place = bisect_right(sentences.starts, index) - 1
        return sentences[place] if place >= 0 else Span(start=0, end=0)


def as_text(text: str | Text) -> Text:
    """The text itself, or a new :class:`Text` of a string; raises TypeError for anything else."""
    return text if isinstance(text, Text) else Text(text)
