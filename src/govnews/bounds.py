"""Bounds: 约 近 左右, 超过 多 余, 以上 不低于, 不到 不足, 以下 以内 — what the words around a number say of it."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from govnews.lexicon import rows
from govnews.model import Bound
from govnews.patterns import plain


class BoundWord(NamedTuple):
    """A word that bounds a number, ``norm[start:end]``."""

    start: int
    end: int
    bound: Bound


# a short note may stand between the unit and the word: 5000万元(含)以上
_NOTE: Final = plain(r"\([^()]{1,6}\)")


@cache
def _entries(side: str) -> dict[str, tuple[Bound, str]]:
    return {word: (Bound(bound), unless) for word, where, bound, unless in rows("bounds") if where == side}


@cache
def _lengths(side: str) -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in _entries(side)}, reverse=True))


@cache
def _edges(side: str) -> frozenset[str]:
    """The characters that stand next to the number: the last of a word before it, the first of one behind it."""
    return frozenset(word[-1 if side == "before" else 0] for word in _entries(side))


def bound_before(norm: str, start: int) -> BoundWord | None:
    """The bound word that ends at ``start``, the longest if several do.

    >>> bound_before("累计超过5亿元", 4)
    BoundWord(start=2, end=4, bound=<Bound.GT: 'gt'>)
    >>> bound_before("节约5亿元", 2) is None
    True
    """
    if not start or norm[start - 1] not in _edges("before"):
        return None
    entries = _entries("before")
    for length in _lengths("before"):
        entry = entries.get(norm[start - length : start]) if length <= start else None
        if entry is not None:
            bound, unless = entry
            left = norm[start - length - 1] if start > length else ""
            return None if left and left in unless else BoundWord(start - length, start, bound)
    return None


def bound_after(norm: str, end: int) -> BoundWord | None:
    """The bound word that begins at ``end``; a note such as (含) may stand between.

    >>> bound_after("5000万元（含）以上".translate({0xFF08: "(", 0xFF09: ")"}), 6).bound
    <Bound.GE: 'ge'>
    """
    note = _NOTE.match(norm, end) if norm.startswith("(", end) else None
    start = note.end() if note is not None else end
    if norm[start : start + 1] not in _edges("after"):
        return None
    entries = _entries("after")
    for length in _lengths("after"):
        entry = entries.get(norm[start : start + length])
        if entry is not None:
            bound, unless = entry
            right = norm[start + length : start + length + 1]
            return None if right and right in unless else BoundWord(start, start + length, bound)
    return None
