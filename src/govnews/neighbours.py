"""What stands around a number: names and quotations that hold it, and the words before and behind that make it part of one.

Names that exist are data (``tables/names.tsv``, ``idioms.tsv``, ``number_places.tsv``), found by two or three characters at the
number, so that ten thousand cost no more than ten. Words that make a name of any number beside them (863计划, 国道318,
12345热线) are data too (``name_contexts.tsv``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

from govnews.lexicon import rows
from govnews.patterns import plain

if TYPE_CHECKING:
    import re

_DIGITS: Final = "零〇一二两三四五六七八九"
NUMBER: Final = f"{_DIGITS}十百千万亿0-9"
DOTS: Final = "·•・‧"
LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzαβγσ")
FIGURES: Final = frozenset("0123456789")
ONE_DIGIT: Final = frozenset("零〇一二两三四五六七八九十")
SCALES: Final = frozenset("百千万亿")
STATED_UNITS: Final = frozenset({"%", "pp", "permille", "CNY", "USD"})
"""What has one of these units says how much, whatever it stands beside."""
_NUMBER_INSIDE: Final = plain(rf"[{NUMBER}半几数]++(?:\.[0-9]++)?")


@attrs.define
class Site:
    """A number where it stands in the normal form of a text, and what is written before it, after it, and after its unit.

    Not frozen, for every number has one; nothing changes it.
    """

    norm: str
    start: int
    end: int
    unit_end: int
    unit: str
    number: str
    before: str
    after: str
    beyond: str


def signs_at(norm: str, start: int, end: int, unit_end: int) -> int:
    """What the number ``norm[start:end]``, whose unit ends at ``unit_end``, is to be asked for.

    1 where :func:`listed` may find a name, plus 2 where :func:`beside` may find a word; elsewhere they find none.
    """
    reaches, names_behind, after, before = _telling()
    # most numbers begin no name by their first two characters
    reach = reaches.get(norm[start : start + 2], -1)
    if reach >= 0:
        reach = reaches.get(norm[start : start + 3]) or reach
    is_listed = start + reach >= unit_end or (unit_end == start + 1 and norm[start - 1 : unit_end] in names_behind)
    is_beside = norm[end : end + 2] in after or norm[end : end + 1] in after
    return is_listed + 2 * (is_beside or (end == unit_end and norm[start - 1 : start] in before))


@cache
def _telling() -> tuple[dict[str, int], frozenset[str], frozenset[str], frozenset[str]]:
    return *_reaches(), *_context_ends()


def _reaches() -> tuple[dict[str, int], frozenset[str]]:
    """How far the longest of the names reaches that have the same characters from their number on; and those that end with it.

    They are told by two or three characters; where only names of three begin with two, these reach nowhere.
    """
    ahead, behind = _names()
    longest = dict.fromkeys((key[:2] for key in ahead), 0)
    longest |= {key: max(len(name) - offset for name, offset, _ in found) for key, found in ahead.items()}
    return longest, frozenset(behind)


def _context_ends() -> tuple[frozenset[str], frozenset[str]]:
    """The first two characters of the words after a number, or their only one; and the last of those before one."""
    after = {word[:2] for words in _contexts("after").values() for word, _, _ in words}
    return frozenset(after), frozenset(_contexts("before"))


def listed(site: Site) -> str:
    """The kind of the listed name that covers the number and its unit: 三个代表, 十四五, 千方百计, 5G."""
    norm, start = site.norm, site.start
    ahead, behind = _names()
    after = ahead.get(norm[start : start + 3]) or ahead.get(norm[start : start + 2])
    for found in (after, behind.get(norm[start - 1 : start + 1]) if start else None):
        for name, offset, kind in found or ():
            first = start - offset
            if norm.startswith(name, first) and first >= 0 and first + len(name) >= site.unit_end:
                return "" if _goes_on(norm, first, name) else kind
    return ""


def _goes_on(norm: str, first: int, name: str) -> bool:
    """Whether the name only begins a longer word of letters or figures: 4K in 14K, 5G in 5GW."""
    following = norm[first + len(name) : first + len(name) + 1]
    return (name[-1] in LETTERS and following in LETTERS and following != "") or (
        name[-1] in FIGURES and following in FIGURES and following != ""
    )


Places = dict[str, list[tuple[str, int, str]]]


@cache
def _names() -> tuple[Places, Places]:
    """Names by three characters from their number on; those that end with the number by the character before.

    A name that ends one character behind its number stands under these two, and under all threes that begin with them, so
    that one look finds all that may stand at a place, in the order of the tables.
    """
    found = [
        (name, match.start(), kind)
        for table in ("names", "idioms", "number_places")
        for kind, line in rows(table)
        for name in _spellings(line)
        for match in _NUMBER_INSIDE.finditer(name)
    ]
    threes: dict[str, set[str]] = {}
    for name, at, _ in found:
        if at + 2 < len(name):
            threes.setdefault(name[at : at + 2], set()).add(name[at : at + 3])
    ahead: Places = {}
    behind: Places = {}
    for name, at, kind in found:
        key = name[at : at + 3]
        if len(key) == 1:
            behind.setdefault(name[at - 1 : at + 1], []).append((name, at, kind))
            continue
        for start in (key, *threes.get(key, ())):
            ahead.setdefault(start, []).append((name, at, kind))
    return ahead, behind


def _spellings(line: str) -> list[str]:
    return [name.replace("·", dot) for name in line.split(" ") if name for dot in (DOTS if "·" in name else "·")]


def beside(site: Site) -> str:
    """The kind that a word directly after or before the number gives it: 863计划, 2号机组, 国道318; the longest word decides."""
    for word, numerals, kind in _contexts("after").get(site.after[:1], ()):
        if site.after.startswith(word) and site.end + len(word) >= site.unit_end and _is_of(site.number, numerals):
            return "" if kind == "-" else kind
    if site.unit:
        return ""
    for word, numerals, kind in _contexts("before").get(site.before[-1:], ()):
        if site.before.endswith(word) and _is_of(site.number, numerals):
            return "" if kind == "-" else kind
    return ""


@cache
def _contexts(side: str) -> dict[str, list[tuple[str, str, str]]]:
    """The words of one side by the character that touches the number, the longest first."""
    table: dict[str, list[tuple[str, str, str]]] = {}
    for row_side, numerals, kind, line in rows("name_contexts"):
        if row_side == side:
            for word in line.split():
                table.setdefault(word[0] if side == "after" else word[-1], []).append((word, numerals, kind))
    for words in table.values():
        words.sort(key=lambda entry: -len(entry[0]))
    return table


def _is_of(number: str, numerals: str) -> bool:
    """Whether the number is of the class that a context asks for."""
    if numerals == "figure":
        return number.isdigit() and number[0] in FIGURES
    if numerals == "digit":
        return number in ONE_DIGIT
    if numerals == "han":
        return number[0] not in FIGURES and number[-1] not in "多余几来"
    return number[-1] not in "多余几来"


def graded(site: Site) -> str:
    """三类海水, 二级、三级医院, 千亿级产业集群: a class or grade, and not how many of them."""
    mark = site.after[:1]
    if mark not in {"级", "类"} or not mark or site.number == "两":
        return ""
    scaled = mark == "级" and site.number[-1] in SCALES
    return "grade" if scaled or _grades(mark).match(site.after) else ""


@cache
def _grades(mark: str) -> re.Pattern[str]:
    """级 or 类 before what comes in grades and classes, further grades between them."""
    lines = [line for side, of, _, line in rows("name_contexts") if (side, of) == ("graded", mark)]
    things = sorted((word for line in lines for word in line.split()), key=len)
    further = rf"(?:[、,和及或与至到~-]劣?[{NUMBER}]{{1,2}}{mark}){{0,4}}"
    return plain(rf"{mark}(?:以上)?{further}(?:{'|'.join(reversed(things))})")


_QUOTE: Final = 24
"""A quotation or a title opens so many characters before a number inside it, at the most."""
_OPENING: Final = plain('[“‘「『"《]')


def may_be_quoted(norm: str, start: int) -> bool:
    """Whether a quotation or a title opens near enough before ``norm[start]``; where none does, none holds it."""
    return _OPENING.search(norm, start - _QUOTE if start > _QUOTE else 0, start) is not None


def quotations_at(site: Site) -> list[tuple[int, int]]:
    """The quotations and titles that hold the number."""
    norm, start, end = site.norm, site.start, site.end
    found = []
    for opening, closing in ("《》", "“”", "‘’", "「」", "『』"):
        first = norm.rfind(opening, max(start - _QUOTE, 0), start)
        if first >= 0 and norm.find(closing, first, start) < 0:
            last = norm.find(closing, end, end + 24 if opening != "《" else end + 60)
            if last >= 0 and "\n" not in norm[first:last]:
                found.append((first, last + 1))
    # the straight mark opens and closes alike: it opens where an even number stands before it in its line
    first = norm.rfind('"', max(start - _QUOTE, 0), start)
    if first >= 0:
        line = norm[max(norm.rfind("\n", max(first - 400, 0), first), first - 400, 0) : first]
        last = norm.find('"', end, end + 24)
        if last >= 0 and line.count('"') % 2 == 0:
            found.append((first, last + 1))
    return found
