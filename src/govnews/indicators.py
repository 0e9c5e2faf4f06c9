"""Indicators: the name of what each number measures, read from the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Final

import attrs

from govnews.changes import ChangeMatch
from govnews.lexicon import rows
from govnews.model import Span, Transition
from govnews.periods import PeriodMatch
from govnews.phrases import Kind, Word, cut
from govnews.quantities import QuantityMatch
from govnews.text import Text


@attrs.frozen(kw_only=True)
class IndicatorMatch:
    """What a quantity measures: ``name`` is the text of its ``spans``, stretches of the normal form, or empty."""

    name: str = ""
    spans: tuple[Span, ...] = ()
    rule: str = ""


NOTHING: Final = IndicatorMatch()
_LOOK: Final = 100
"""A name stands no further from its number than this."""
_RIGHT_LONGEST: Final = 24

_SAYS_HOW: Final = frozenset({Kind.REACH, Kind.ADVERB, Kind.CHANGE, Kind.FLAT, Kind.TIME, Kind.NOTE, Kind.LEAD, Kind.PREP, Kind.AFTER})
_CLOSES_NAME: Final = frozenset({Kind.LIGHT, Kind.OF, Kind.LINK, Kind.LIST})
_NAME_PARTS: Final = frozenset({Kind.NOUN, Kind.LINK, Kind.OF, Kind.NOTE, Kind.LIST})
_COUNTS: Final = frozenset({"人", "人次", "1"})


def read_indicators(
    text: Text, times: Sequence[PeriodMatch], quantities: Sequence[QuantityMatch], changes: Sequence[ChangeMatch]
) -> list[IndicatorMatch]:
    """For each quantity, in order, the indicator that it is the value of."""
    found: list[IndicatorMatch] = []
    numbered = enumerate(quantities)
    for start, group in groupby(numbered, key=lambda pair: text.sentence_at(pair[1].start).start):
        members = list(group)
        sentence = text.sentence_at(start)
        span = Span(
            start=max(sentence.start, members[0][1].outer_start - 2 * _LOOK),
            end=min(sentence.end, members[-1][1].outer_end + _LOOK),
        )
        reader = _Sentence(text.norm, cut(text.norm, span, times, members), quantities, changes, found)
        found.extend(reader.indicators())
    return found


@cache
def _heads(use: str) -> frozenset[str]:
    return frozenset(word for word, what in rows("indicator_heads") if what == use)


@cache
def _longest(use: str) -> int:
    return max(map(len, _heads(use)))


def _head(name: str, use: str) -> str:
    """The longest head noun of that use that ``name`` ends in, or nothing."""
    heads = _heads(use)
    return next((name[-n:] for n in range(min(_longest(use), len(name)), 0, -1) if name[-n:] in heads), "")


class _Sentence:
    """One sentence with its words; reads the indicators of its quantities from left to right."""

    def __init__(
        self,
        norm: str,
        words: list[Word],
        quantities: Sequence[QuantityMatch],
        changes: Sequence[ChangeMatch],
        before: Sequence[IndicatorMatch],
    ) -> None:
        self.norm = norm
        self.words = words
        self.quantities = quantities
        self.changes = changes
        self.places = [i for i, word in enumerate(words) if word.kind is Kind.NUMBER]
        self.found: list[IndicatorMatch] = []
        self.last_before = before[-1] if before else NOTHING

    def text(self, word: Word) -> str:
        return self.norm[word.start : word.end]

    def indicators(self) -> Iterator[IndicatorMatch]:
        """The indicators of the sentence's quantities, in order."""
        dealt: dict[int, IndicatorMatch] = {}
        for i, place in enumerate(self.places):
            if i not in dealt:
                dealt |= self._dealt(i)
            match = dealt.get(i) or self._indicator(i, place)
            self.found.append(match)
        self._fill_backwards()
        yield from self.found

    # --- one quantity

    def _indicator(self, i: int, place: int) -> IndicatorMatch:
        number = self.words[place].number
        change = self.changes[number]
        previous = self.found[-1] if self.found else NOTHING
        if change.transition is Transition.TO and previous.name:
            return attrs.evolve(previous, rule="the other end of a transition")
        left = self._left(place)
        share = self._share(left, previous)
        if share is not None:
            return share
        before = self._named_before(left, previous, is_change=change.change is not None)
        if change.change is not None:
            return self._completed(before, previous) if before.name else self._carried_over(place, previous)
        behind = self._counted(place)
        counts = self._is_count(number)
        if behind.name and (counts or not before.name or self._next(place) is Kind.OF):
            return self._with_verb(behind, left)
        if before.name:
            return before
        if behind.name:
            return behind
        done = self._predicate(place) if counts else NOTHING
        if done.name:
            return done
        return self._carried_over(place, previous)

    def _is_count(self, number: int) -> bool:
        unit = self.quantities[number].quantity.unit
        return unit.dimension.startswith("count") or unit.code in _COUNTS

    def _next(self, place: int) -> Kind | None:
        return self.words[place + 1].kind if place + 1 < len(self.words) else None

    def _left(self, place: int) -> list[Word]:
        """The words of the clause before a number, back to the mark or number that ends the one before."""
        first = place
        while first and self.words[first - 1].kind not in {Kind.STOP, Kind.NUMBER}:
            if self.words[place].start - self.words[first - 1].start > _LOOK:
                break
            first -= 1
        return self.words[first:place]

    def _match(self, words: Sequence[Word], rule: str) -> IndicatorMatch:
        """The name that the words make; words that adjoin are one stretch."""
        spans: list[Span] = []
        for word in words:
            if spans and spans[-1].end == word.start:
                spans[-1] = Span(start=spans[-1].start, end=word.end)
            else:
                spans.append(Span(start=word.start, end=word.end))
        name = "".join(span.of(self.norm) for span in spans)
        return IndicatorMatch(name=name, spans=tuple(spans), rule=rule) if len(name) > 1 else NOTHING

    # --- names before the number

    def _trimmed(self, left: list[Word]) -> list[Word]:
        """The words without those that only lead up to the number or say how it changes."""
        words = list(left)
        for k, word in enumerate(words):
            if word.kind is Kind.BASE:
                del words[k:]
                break
        while words and (words[-1].kind in _SAYS_HOW or words[-1].kind in _CLOSES_NAME):
            words.pop()
        return words

    def _named_before(self, left: list[Word], previous: IndicatorMatch, *, is_change: bool) -> IndicatorMatch:
        words = self._trimmed(left)
        if not words:
            return NOTHING
        tail: list[Word] = []
        if words[-1].kind is Kind.ACT:
            tail = [words.pop()]
            while words and words[-1].kind in {Kind.ACT, Kind.ADVERB}:
                word = words.pop()
                if word.kind is Kind.ACT:
                    tail.insert(0, word)
        noun: list[Word] = []
        while words and words[-1].kind in _NAME_PARTS:
            noun.insert(0, words.pop())
        verbs: list[Word] = []
        if noun and not tail:
            while words and words[-1].kind in {Kind.ACT, Kind.ADVERB} and words[-1].end == (verbs or noun)[0].start:
                word = words.pop()
                if word.kind is Kind.ADVERB:
                    break
                verbs.insert(0, word)
        name = self._core(noun)
        if not name and not tail:
            return NOTHING
        return self._match([*verbs, *name, *tail], "noun before the number" if not verbs else "verb and object")

    def _core(self, noun: list[Word]) -> list[Word]:
        """The part of a noun phrase that names: behind 等 and 的, without notes."""
        noun = [word for word in noun if word.kind is not Kind.NOTE]
        for k in range(len(noun) - 1, -1, -1):
            rest = "".join(map(self.text, noun[k + 1 :]))
            if noun[k].kind is Kind.LIST and len(rest) > 1:
                return noun[k + 1 :]
            if noun[k].kind is Kind.OF and len(rest) > 1 and rest not in _heads("amount"):
                return noun[k + 1 :]
        while noun and noun[0].kind is not Kind.NOUN:
            noun = noun[1:]
        return noun

    # --- shares

    def _share(self, left: list[Word], previous: IndicatorMatch) -> IndicatorMatch | None:
        """占: the part, and the whole that it is a share of."""
        at = next((k for k in range(len(left) - 1, -1, -1) if left[k].kind is Kind.SHARE), None)
        if at is None:
            return None
        whole = left[at:]
        while whole[-1].kind in _SAYS_HOW or whole[-1].kind in _CLOSES_NAME:
            whole = whole[:-1]
        if whole[-1].kind is Kind.ADVERB:
            whole = whole[:-1]
        part = self._named_before(left[:at], previous, is_change=False)
        part = part if part.name else previous
        own = self._match([w for w in whole if w.kind not in {Kind.TIME, Kind.NOTE}], "share")
        spans = (*part.spans, *(own.spans or (Span(start=whole[0].start, end=whole[0].end),)))
        return IndicatorMatch(name="".join(span.of(self.norm) for span in spans), spans=spans, rule="share")

    # --- names behind the number

    def _counted(self, place: int) -> IndicatorMatch:
        """The counted noun: 67个项目, 两年的建设."""
        at = place + 1
        if self._next(place) is Kind.OF:
            at += 1
        noun: list[Word] = []
        while at < len(self.words) and self.words[at].kind in {Kind.NOUN, Kind.LINK, Kind.NOTE}:
            if noun and self.words[at].end - noun[0].start > _RIGHT_LONGEST:
                break
            noun.append(self.words[at])
            at += 1
        if at < len(self.words) and self.words[at].kind is Kind.NUMBER and noun:
            cut_at = next((k for k, w in enumerate(noun) if w.kind is Kind.LINK), len(noun))
            noun = noun[:cut_at]
        while noun and noun[-1].kind is not Kind.NOUN:
            noun.pop()
        if not noun or noun[0].kind is not Kind.NOUN:
            return NOTHING
        return self._match([w for w in noun if w.kind is not Kind.NOTE], "counted noun")

    def _with_verb(self, behind: IndicatorMatch, left: list[Word]) -> IndicatorMatch:
        return behind

    def _predicate(self, place: int) -> IndicatorMatch:
        """What is done, where nothing is counted but that: 126个完成立项."""
        words: list[Word] = []
        for word in self.words[place + 1 :]:
            if word.kind is Kind.NUMBER and not words:
                continue
            if word.kind in {Kind.STOP, Kind.NUMBER} or word.end - self.words[place].end > 2 * _RIGHT_LONGEST:
                break
            words.append(word)
        while words and words[0].kind not in {Kind.ACT, Kind.LIGHT, Kind.CHANGE}:
            words.pop(0)
        while words and words[-1].kind is Kind.OF:
            words.pop()
        return self._match(words, "predicate")

    # --- names from elsewhere

    def _carried_over(self, place: int, previous: IndicatorMatch) -> IndicatorMatch:
        return attrs.evolve(previous, rule="carried over") if previous.name else NOTHING

    def _completed(self, before: IndicatorMatch, previous: IndicatorMatch) -> IndicatorMatch:
        return before

    # --- lists

    def _dealt(self, i: int) -> dict[int, IndicatorMatch]:
        return {}

    def _fill_backwards(self) -> None:
        pass
