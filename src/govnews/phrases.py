"""Phrases: a sentence cut into the words that the grammar of indicators knows.

Numbers, times, brackets and quotations are one word each; the words of ``tables/indicator_words.tsv`` and the verbs of
change are found as the longest that begin at a place; what stands between them is noun. Every character is looked at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

import regex

from govnews.lexicon import rows
from govnews.model import Span
from govnews.periods import PeriodMatch
from govnews.quantities import QuantityMatch
from govnews.text import HAN


class Kind(StrEnum):
    """What a word does between an indicator and its number; ``tables/indicator_words.tsv`` says it at length."""

    NOUN = "noun"
    REACH = "reach"
    LIGHT = "light"
    ACT = "act"
    CHANGE = "change"
    FLAT = "flat"
    BASE = "base"
    ADVERB = "adverb"
    LEAD = "lead"
    PREP = "prep"
    LINK = "link"
    LIST = "list"
    AREA = "area"
    AFTER = "after"
    SHARE = "share"
    """占"""
    OF = "of"
    """的"""
    TIME = "time"
    NOTE = "note"
    """a bracket: a remark, or another name of what stands before it"""
    NUMBER = "number"
    STOP = "stop"
    """a mark that ends a clause"""


class Word(NamedTuple):
    """``norm[start:end]`` with what it does; ``number`` is which quantity it is, for a number."""

    start: int
    end: int
    kind: Kind
    number: int = -1


_MARK: Final = regex.compile(
    r"[,;:。!！?？\n\t|…]|\s\s+|——|(?<![A-Za-z0-9])\s|[①-⑳⒈-⒛■●◆▲★※·•]|[“”‘’\"「」『』)\]】]|\s(?![A-Za-z0-9])"
)
_NOTE: Final = regex.compile(r"\([^()\n]{1,60}\)|\[[0-9]{1,3}\]|【[^【】\n]{1,30}】|〔[^〔〕\n]{1,30}〕")
_SHORT_NOTE: Final = regex.compile(rf"\([{HAN}]{{1,2}}\)")
_QUOTED: Final = regex.compile(
    r"“[^“”\n,;。]{1,24}”|「[^「」\n,;。]{1,24}」|《[^《》\n]{1,40}》|\"[^\"\n,;。]{1,12}\"|‘[^‘’\n,;。]{1,16}’"
)
# 完成率, 发放额: one of these behind a verb makes both a noun
_NOUN_MAKERS: Final = frozenset("率额量值者型度类法权器")
# these may be the end of a word as well (共同体, 医共体); other words of one character part what stands around them
_SHORT_INSIDE: Final = frozenset("共达到至")
_PARTING: Final = frozenset({"已经", "累计", "分别", "先后", "全部", "陆续", "相继", "平均", "以来", "同比", "环比", "更加"})
_SINGLE: Final = {"占": Kind.SHARE, "的": Kind.OF, "之": Kind.OF}
_BEHIND_PHRASES: Final = frozenset(",;:。、的")
_VERBS: Final = frozenset({Kind.ACT, Kind.LIGHT, Kind.CHANGE})


@cache
def _lexicon() -> tuple[dict[str, Kind], dict[str, tuple[int, ...]]]:
    """The words with their kinds, and the lengths of those that begin with a character, the longest first."""
    kinds = {word: Kind(kind) for word, kind in rows("indicator_words")} | _SINGLE
    kinds |= {word: Kind.CHANGE for word, *_ in rows("changes")}
    lengths: dict[str, set[int]] = {}
    for word in kinds:
        lengths.setdefault(word[0], set()).add(len(word))
    return kinds, {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}


def _known_word(norm: str, at: int, end: int, *, after_noun: bool) -> Word | None:
    """The longest word of the lexicon that begins at ``at``."""
    kinds, lengths = _lexicon()
    for length in lengths.get(norm[at], ()):
        kind = kinds.get(norm[at : at + length]) if at + length <= end else None
        if kind is None or (kind is Kind.AFTER and norm[at + length : at + length + 1] not in _BEHIND_PHRASES):
            continue
        if kind is Kind.AREA and after_noun:
            kind = Kind.NOUN
        if kind in _VERBS and at + length < end and norm[at + length] in _NOUN_MAKERS:
            kind = Kind.NOUN
        return Word(at, at + length, kind)
    return None


def cut(norm: str, span: Span, times: Sequence[PeriodMatch], quantities: Sequence[tuple[int, QuantityMatch]]) -> list[Word]:
    """The words of ``norm[span.start:span.end]``; the times and the numbered quantities are those of the text.

    >>> norm = "累计引进资金5亿元"
    >>> [(norm[word.start : word.end], word.kind.value) for word in cut(norm, Span(start=0, end=6), (), ())]
    [('累计', 'adverb'), ('引进', 'act'), ('资金', 'noun')]
    """
    fixed = {quantity.outer_start: Word(quantity.outer_start, quantity.outer_end, Kind.NUMBER, i) for i, quantity in quantities}
    for time in times[bisect_left(times, span.start, key=lambda time: time.start) :]:
        if time.start >= span.end:
            break
        if not time.is_name:
            fixed.setdefault(time.start, Word(time.start, time.end, Kind.TIME))
    ends = sorted(fixed)
    words: list[Word] = []
    at = span.start
    while at < span.end:
        word = fixed.get(at) or _word_at(norm, at, span.end, ends, after_noun=_ends_in_noun(words, at))
        if word.kind is Kind.NOUN and _ends_in_noun(words, at):
            words[-1] = Word(words[-1].start, word.end, Kind.NOUN)
        else:
            words.append(word)
        at = word.end
    return _mended(norm, words)


def _mended(norm: str, words: list[Word]) -> list[Word]:
    """The words, those that stand inside a noun made part of it: 科技计划项目, 医共体; what says how stands before a verb."""
    mended: list[Word] = []
    for i, word in enumerate(words):
        written = norm[word.start : word.end]
        inside = (
            (written in _SHORT_INSIDE or (len(written) > 1 and written not in _PARTING))
            and word.kind in {Kind.ADVERB, Kind.REACH}
            and _ends_in_noun(mended, word.start)
            and i + 1 < len(words)
            and words[i + 1].kind is Kind.NOUN
            and words[i + 1].start == word.end
        )
        if inside or (word.kind is Kind.NOUN and _ends_in_noun(mended, word.start)):
            mended[-1] = Word(mended[-1].start, word.end, Kind.NOUN)
        else:
            mended.append(word)
    return mended


def _ends_in_noun(words: list[Word], at: int) -> bool:
    return bool(words) and words[-1].kind is Kind.NOUN and words[-1].end == at


def _word_at(norm: str, at: int, end: int, fixed: list[int], *, after_noun: bool) -> Word:
    """The word at a place where no number and no time begins; it reaches into none."""
    place = bisect_left(fixed, at + 1)
    end = min(end, fixed[place]) if place < len(fixed) else end
    for pattern, kind in ((_SHORT_NOTE, Kind.NOUN), (_NOTE, Kind.NOTE), (_QUOTED, Kind.NOUN), (_MARK, Kind.STOP)):
        match = pattern.match(norm, at, end)
        if match is not None:
            return Word(at, match.end(), kind)
    return _known_word(norm, at, end, after_noun=after_noun) or Word(at, at + 1, Kind.NOUN)
