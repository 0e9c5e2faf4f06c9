"""Bounds: 约 近 左右, 超过 多 余, 以上 不低于, 不到 不足, 以下 以内 — what the words around a number say of it."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from govnews.lexicon import rows
from govnews.model import Bound
from govnews.patterns import plain

CONVERSION: Final = "大?约|折合?|合|约折?合|相当于|即"
"""What leads to the number before it in another unit, in brackets, as the alternatives of a pattern: 增加30万吨(合6亿斤)."""
THRESHOLDS: Final = ("以上", "以下", "以内", "之内")
"""The ends of the words behind a number that make a threshold of it, where it only restricts what follows: 500万元及以上项目."""


class BoundWord(NamedTuple):
    """A word that bounds a number, ``norm[start:end]``."""

    start: int
    end: int
    bound: Bound


# a short note may stand between the unit and the word: 5000万元(含)以上
_NOTE: Final = plain(r"\([^()]{1,6}\)")


@cache
def _words(side: str) -> dict[str, list[tuple[str, Bound, str]]]:
    """The words of a side by the character that touches the number, the longest first, each with what may not stand beyond."""
    words: dict[str, list[tuple[str, Bound, str]]] = {}
    for word, where, bound, unless in sorted(rows("bounds"), key=lambda row: -len(row[0])):
        if where == side:
            words.setdefault(word[-1 if side == "before" else 0], []).append((word, Bound(bound), unless))
    return words


def bound_before(norm: str, start: int) -> BoundWord | None:
    """The bound word that ends at ``start``, the longest if several do.

    >>> bound_before("累计超过5亿元", 4)
    BoundWord(start=2, end=4, bound=Bound.GT)
    >>> bound_before("节约5亿元", 2) is None
    True
    """
    for word, bound, unless in _words("before").get(norm[start - 1 : start], ()):
        if norm.endswith(word, 0, start):
            begin = start - len(word)
            return None if begin and norm[begin - 1] in unless else BoundWord(begin, start, bound)
    return None


@cache
def _before_whole() -> dict[str, Bound]:
    return {word: Bound(bound) for word, side, bound, _ in rows("bounds") if side == "whole"}


_OF_WHOLE: Final = plain(
    lambda: rf"(?P<word>{'|'.join(sorted(_before_whole(), key=len, reverse=True))})[^,。;:()\n\d]{{1,20}}的\Z"
)
_VIEW: Final = 28
"""A word that bounds a share, with its whole, is no longer than this."""
_A_WHOLE: Final = plain("占|[总全整]|规模|库存|份额|市场|一年")


def bound_of_share(norm: str, start: int, *, is_part: bool) -> Bound | None:
    """The bound that a word before the whole of a share at ``start`` sets; ``is_part`` for a fraction or a multiple.

    A percentage may be the level of something else (超过9月份的9.9%), so its whole has to be one.

    >>> bound_of_share("约占全国总量的", 7, is_part=False)
    Bound.APPROX
    >>> bound_of_share("超过去年的", 5, is_part=False) is None
    True
    """
    match = _OF_WHOLE.search(norm, max(start - _VIEW, 0), start) if norm.startswith("的", start - 1) and start else None
    if match is None or not (is_part or _A_WHOLE.search(match[0])):
        return None
    return _before_whole()[match["word"]]


def bound_after(norm: str, end: int) -> BoundWord | None:
    """The bound word that begins at ``end``; a note such as (含) may stand between.

    >>> bound_after("5000万元（含）以上".translate({0xFF08: "(", 0xFF09: ")"}), 6).bound
    Bound.GE
    """
    note = _NOTE.match(norm, end) if norm.startswith("(", end) else None
    start = note.end() if note is not None else end
    for word, bound, unless in _words("after").get(norm[start : start + 1], ()):
        if norm.startswith(word, start):
            close = start + len(word)
            return None if close < len(norm) and norm[close] in unless else BoundWord(start, close, bound)
    return None
