"""Clauses: the words of a sentence before each of its numbers, back to the mark or number that ends what came before.

A bracket that holds a number is a clause of its own; where it names nothing, it adds its number to what stands before it. What a
clause without a number says is asked for by the comma that ends it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import attrs

from govnews.bounds import CONVERSION
from govnews.lexicon import listed
from govnews.naming import BORDERS, Namer
from govnews.patterns import plain
from govnews.phrases import Cutter, Kind, Word

_LOOK: Final = 100
"""A name stands no further from its number than this."""
_NAMING: Final = frozenset({Kind.NOUN, Kind.ACT, Kind.EVENT})
_CONVERTS: Final = plain(CONVERSION)
"""A bracket that opens with one of these only tells the number in another way."""
_ASIDES: Final = 3
"""No more clauses than this are looked at before a number."""
_ASIDE: Final = plain(r"(?:不?(?:考虑|扣除|剔除|排除|除去)|[受因按经]).{2,14}(?:因素|影响|口径|调整|带动|拖累|拉动|推动)后?")
_ASIDE_FIRSTS: Final = frozenset("不考扣剔排除受因按经")


@attrs.define(eq=False)
class Clauses:
    """The words of one sentence, which begins at ``start``, and ``places``: which of them are numbers."""

    namer: Namer
    cutter: Cutter
    start: int
    words: list[Word]
    places: list[int]
    _ends: list[tuple[int, int]] = attrs.field(init=False)
    """where the words of the clause before each number begin and end"""

    def __attrs_post_init__(self) -> None:
        self._ends = [_bounds(self.namer.norm, self.words, place) for place in self.places]

    def whole(self, i: int) -> list[Word]:
        """The words of the clause before a number, as they stand."""
        begin, end = self._ends[i]
        return self.words[begin:end]

    def before(self, i: int) -> list[Word]:
        """The words of the clause before a number that may name it."""
        begin, end = self._ends[i]
        follows = i > 0 and begin == self.places[i - 1] + 1
        is_reached = follows and self.namer.text(self.words[begin]) in listed("naming_words", "mark")
        left = self.words[begin + is_reached : end]
        mark = self.namer.norm[self.words[begin - 1].start] if begin > 1 else ""
        return self._with_bracketed(left, begin - 1, mark) if mark and mark in "()" else left

    def _with_bracketed(self, left: list[Word], at: int, mark: str) -> list[Word]:
        """The words behind a bracket with those before it, which it adds a number to: 排骨(40元/公斤), 化肥(折100%)54万吨."""
        named = [word for word in left if word.kind in _NAMING and not _CONVERTS.fullmatch(self.namer.text(word))]
        if named or (mark == ")" and left):
            return left
        while at and mark == ")" and self.namer.norm[self.words[at].start] != "(":
            at -= 1
        before = self.words[_bounds(self.namer.norm, self.words, at)[0] : at]
        if not before or self.namer.is_owner(before[-1:]):
            return left
        return [*before, *(word for word in left if word.kind not in _NAMING)]

    def mark_before(self, i: int) -> int:
        """Which word is the mark or number that ends what comes before the clause of a number; -1 where there is none."""
        return self._ends[i][0] - 1

    def ended_by(self, comma: int, at: int) -> tuple[list[Word], bool]:
        """The words of the clause that a comma of the text ends, word ``at`` or none, and whether a number stands before it."""
        if 0 <= at < len(self.words) and self.words[at].start == comma:
            words, at = self._up_to(at)
        else:
            words = self.cutter.before(comma, self.start)
            at = len(words) - 1
        begin, end = _bounds(self.namer.norm, words, at)
        return words[begin:end], begin > 0 and words[begin - 1].kind == Kind.NUMBER

    def stretch(self, comma: int) -> tuple[int, int]:
        """From where to where the clause goes that a comma, one of the words, ends."""
        words, at = self._up_to(comma)
        return words[_bounds(self.namer.norm, words, at)[0]].start, words[at].start

    def _up_to(self, comma: int) -> tuple[list[Word], int]:
        """The words up to the comma at a place and one more, and its place there; a clause that was left out is cut now."""
        words = self.words
        mark, before = words[comma], words[comma - 1].end if comma else self.start
        if before == mark.start:
            return words, comma
        clause = self.cutter.before(mark.start, before)
        return [*clause, words[comma + 1]], len(clause) - 1

    def told_before(self, i: int) -> list[Word]:
        """The words of the clause before that of a number, past clauses that only explain; none where it has a number."""
        norm, border = self.namer.norm, self.mark_before(i)
        comma = self.words[border].start if border >= 0 else -1
        for _ in range(_ASIDES):
            if comma < 0 or norm[comma] != ",":
                break
            clause, numbered = self.ended_by(comma, border)
            if not clause or not _only_explains(norm, clause[0].start, clause[-1].end):
                return [] if numbered else clause
            comma = clause[0].start - 1
            border = bisect_left(self.words, comma, key=lambda word: word.start)
        return []


def _only_explains(norm: str, start: int, end: int) -> bool:
    """Whether the clause ``norm[start:end]`` only explains what is said between a name and its number.

    >>> _only_explains("扣除物价变动因素", 0, 8), _only_explains("扣除保证金", 0, 5)
    (True, False)
    """
    return norm[start] in _ASIDE_FIRSTS and _ASIDE.fullmatch(norm, start, end) is not None


def next_kind(words: Sequence[Word], place: int) -> str | None:
    """What the word behind one does; None at the end."""
    return words[place + 1].kind if place + 1 < len(words) else None


def _bounds(norm: str, words: Sequence[Word], place: int) -> tuple[int, int]:
    """Where the words of the clause before a number begin and end: back to the mark or number that ends the one before."""
    first = end = place
    while first and words[first - 1].kind not in BORDERS:
        first -= 1
    if first == place and place and norm[words[place - 1].start] == ":" and next_kind(words, place) in {None, Kind.STOP}:
        # a colon gives the number, and nothing but it, for what stands before: 总投资：3.5亿元
        first = end = place - 1
        while first and words[first - 1].kind not in BORDERS:
            first -= 1
    begin = words[place].start - _LOOK
    while words[first].start < begin:
        first += 1
    return first, end
