"""Indicators: the name of what each number measures, read from the words around it.

A name is made of words of the text: one stretch, or stretches that are joined. What it holds and what it leaves out:

- the noun before the number, without the words that lead up to it (完成 达到 为), say how (累计 分别) or how it changes
  (同比增长), and without whose it is (全市, 沈阳市, an organisation), the time and notes in brackets: 地区生产总值;
- a verb that adds nothing is left out (拥有专利: 专利), one that belongs to what is counted is kept (引进资金, 发放慰问金) and
  holds for the members of a list (新增岗位3200个、停车位1500个);
- the counted noun behind a number with a classifier (67个项目); where nothing is counted but what is done, that (126个完成立项);
- a share names its part and its whole (专利占全市总量);
- a change without a name of its own has that of the level before it (31亿元，同比增长5%); the later members of a list get
  the head that only the first has (工业增加值增长3%，其中采矿业增长2%: 采矿业增加值); both ends of a transition have one name;
- a list with 分别 is dealt out, one member a number; a number that stands next to another counts the same noun (5类780项职能).

Where nothing of this fits, the name is empty.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Final

import attrs
import regex

from govnews.changes import ChangeMatch
from govnews.lexicon import rows
from govnews.model import Span, Transition
from govnews.periods import PeriodMatch
from govnews.phrases import Kind, Word, cut
from govnews.places import find_places
from govnews.quantities import QuantityMatch
from govnews.subjects import SubjectMatch
from govnews.text import HAN, Text


@attrs.frozen(kw_only=True)
class IndicatorMatch:
    """What a quantity measures: ``name`` is the text of its ``spans``, stretches of the normal form, or empty."""

    name: str = ""
    spans: tuple[Span, ...] = ()
    rule: str = ""


NOTHING: Final = IndicatorMatch()
_LOOK: Final = 100
"""A name stands no further from its number than this."""
_LONGEST: Final = 30
"""A counted noun is no longer than this."""

_SAYS_HOW: Final = frozenset(
    {
        Kind.REACH,
        Kind.LIGHT,
        Kind.ADVERB,
        Kind.CHANGE,
        Kind.FLAT,
        Kind.TIME,
        Kind.NOTE,
        Kind.LEAD,
        Kind.PREP,
        Kind.AFTER,
        Kind.OF,
        Kind.LINK,
        Kind.LIST,
    }
)
"""What stands between a name and its number and belongs to neither."""
_NAME_PARTS: Final = frozenset({Kind.NOUN, Kind.LINK, Kind.OF, Kind.NOTE, Kind.LIST})
_COUNTED_PARTS: Final = frozenset({Kind.NOUN, Kind.LINK, Kind.NOTE})
_GOING: Final = frozenset({Kind.CHANGE, Kind.FLAT})
_VERBS: Final = frozenset({Kind.ACT, Kind.LIGHT, Kind.CHANGE})
_BORDERS: Final = frozenset({Kind.STOP, Kind.NUMBER})
_COUNTS: Final = frozenset({"人", "人次", "1"})


def read_indicators(
    text: Text,
    times: Sequence[PeriodMatch],
    quantities: Sequence[QuantityMatch],
    changes: Sequence[ChangeMatch],
    subjects: Sequence[SubjectMatch],
) -> list[IndicatorMatch]:
    """For each quantity, in order, the indicator that it is the value of; whose it is, is cut off its name."""
    found: list[IndicatorMatch] = []
    numbered = enumerate(quantities)
    for start, group in groupby(numbered, key=lambda pair: text.sentence_at(pair[1].start).start):
        members = list(group)
        sentence = text.sentence_at(start)
        span = Span(
            start=max(sentence.start, members[0][1].outer_start - 2 * _LOOK),
            end=min(sentence.end, members[-1][1].outer_end + _LOOK),
        )
        owners = {own.start: own.end for number, _ in members if (own := subjects[number].span) is not None}
        reader = _Sentence(text.norm, cut(text.norm, span, times, members), quantities, changes, owners, found)
        # a number that a time has taken up is no word of its own, and has no name
        named = reader.indicators()
        found.extend(named.get(number, NOTHING) for number, _ in members)
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


_OWNER: Final = regex.compile(
    rf"[{HAN}A-Za-z()]{{1,16}}?(?:公司|集团|银行|办事处|委员会|开发区|高新区|新区|示范区|先导区|都市圈|城市群|经济带|自贸区|实验室|园区|合作社)"
    r"(?![级场内外际属域政数个])"
)
_LETTER: Final = regex.compile(rf"[{HAN}A-Za-z]")
_SHORT_NAMES: Final = frozenset(
    "国省市州县区乡镇村社岛湖河库桥路校院店厂矿井船车钢铁铜铝铅锌金银煤油电气盐糖布纱丝麻棉粮米油菜茶果肉蛋奶鱼猪牛羊马鸡鸭纸水酒碱"
)
_NO_COUNTED: Final = frozenset("时后前内间之说就便才左")
_SPENDING: Final = frozenset({"投入", "投资", "出资", "耗资", "斥资", "捐款", "筹资"})
_JOINING: Final = ({"、"}, {"、", "和", "与", "及", "以及", "或"})


class _Sentence:
    """One sentence with its words; reads the indicators of its quantities from left to right."""

    def __init__(
        self,
        norm: str,
        words: list[Word],
        quantities: Sequence[QuantityMatch],
        changes: Sequence[ChangeMatch],
        owners: Mapping[int, int],
        before: Sequence[IndicatorMatch],
    ) -> None:
        self.norm = norm
        self.words = words
        self.quantities = quantities
        self.changes = changes
        self.owners = owners
        """where the subjects that the sentence names begin and end"""
        self.places = [i for i, word in enumerate(words) if word.kind is Kind.NUMBER]
        self.found: list[IndicatorMatch] = []
        self.before = before[-1] if before else NOTHING
        self.frame: tuple[list[Word], list[Word]] | None = None
        """what stood around a 上涨的, for the 下降的 that may follow"""

    def indicators(self) -> dict[int, IndicatorMatch]:
        """The indicators of the sentence's quantities, by their number."""
        dealt: dict[int, IndicatorMatch] = {}
        for i, place in enumerate(self.places):
            if i not in dealt:
                dealt |= self._dealt(i)
            self.found.append(dealt.get(i) or self._indicator(i, place))
        for i in range(len(self.places) - 2, -1, -1):
            self.found[i] = self._shared_with_next(i)
        return {self.words[place].number: match for place, match in zip(self.places, self.found, strict=True)}

    def _text(self, *words: Word) -> str:
        return "".join(self.norm[word.start : word.end] for word in words)

    def _match(self, words: Sequence[Word], rule: str) -> IndicatorMatch:
        """The name that the words make, in stretches; a single character names only goods and places (钢, 村)."""
        spans: list[Span] = []
        for word in words:
            if spans and spans[-1].end == word.start:
                spans[-1] = Span(start=spans[-1].start, end=word.end)
            else:
                spans.append(Span(start=word.start, end=word.end))
        return self._named(tuple(spans), rule)

    def _named(self, spans: tuple[Span, ...], rule: str) -> IndicatorMatch:
        name = "".join(span.of(self.norm) for span in spans)
        names = (len(name) > 1 and _LETTER.search(name) is not None) or name in _SHORT_NAMES
        return IndicatorMatch(name=name, spans=spans, rule=rule) if names else NOTHING

    # --- one quantity

    def _indicator(self, i: int, place: int) -> IndicatorMatch:
        number = self.words[place].number
        change = self.changes[number]
        previous = self.found[-1] if self.found else NOTHING
        if change.transition is Transition.TO and previous.name:
            return attrs.evolve(previous, rule="the other end of a transition")
        left = self._left(place)
        special = self._share(left, previous) or self._other_direction(left) or self._given_to(i, left)
        if special is not None:
            return special
        before = self._before(left)
        if change.change is not None:
            return self._completed(i, before) if before.name else self._changed(i, place)
        behind = self._counted(place)
        if behind.name and self._prefers_behind(place, left, before):
            return behind
        if before.name:
            return self._completed(i, before)
        done = self._predicate(place)
        return done if done.name else self._carried_over(i, place)

    def _prefers_behind(self, place: int, left: list[Word], before: IndicatorMatch) -> bool:
        """Whether the noun behind the number names it, not the one before."""
        unit = self.quantities[self.words[place].number].quantity.unit
        if not before.name or unit.dimension.startswith("count") or unit.code in _COUNTS or unit.dimension == "calendar":
            return True
        if self._next(place) is Kind.OF:
            return not any(_head(before.name, use) for use in ("own", "thing", "amount"))
        trimmed = self._trimmed(left)
        return unit.dimension != "ratio" and bool(trimmed) and trimmed[-1].kind is Kind.ACT and before.rule == "noun and verb"

    def _next(self, place: int) -> Kind | None:
        return self.words[place + 1].kind if place + 1 < len(self.words) else None

    def _left(self, place: int) -> list[Word]:
        """The words of the clause before a number, back to the mark or number that ends the one before."""
        first = place
        while first and self.words[first - 1].kind not in _BORDERS:
            if self.words[place].start - self.words[first - 1].start > _LOOK:
                break
            first -= 1
        return self.words[first:place]

    # --- names before the number

    def _trimmed(self, left: list[Word]) -> list[Word]:
        """The words without those that only lead up to the number or say how it changes."""
        base = next((k for k, word in enumerate(left) if word.kind is Kind.BASE), len(left))
        words = left[:base]
        while words and words[-1].kind in _SAYS_HOW:
            if words.pop().kind is Kind.LEAD:
                return []
        return words

    def _before(self, left: list[Word]) -> IndicatorMatch:
        """The name before the number: a noun, a noun with its verb (班列开行) or a verb with its object (引进资金)."""
        words = self._trimmed(left)
        verb = self._verbs_at_end(words)
        parted = bool(words) and bool(verb) and words[-1].end != verb[0].start
        noun = self._noun_at_end(words)
        if verb:
            if self._text(*verb) in _SPENDING and (parted or (noun and self._owner_end(noun[-1]) == noun[-1].end)):
                noun = []
            return self._match([*self._core(noun), *verb], "noun and verb")
        core = self._core(noun)
        if not core:
            return NOTHING
        action = self._verbs_at_end(words) if core[0].start == noun[0].start else self._shared_verb(left)
        if not action and len(self._text(*core)) <= 2 and words and self._text(words[-1]) == "累计":
            action = [words.pop()]
            action = [*self._core(self._noun_at_end(words)), *action]
        return self._match([*action, *core], "verb and object" if action else "noun before the number")

    def _shared_verb(self, left: list[Word]) -> list[Word]:
        """新增研究岗位30个、管理岗位5个: the verb of the member before holds for this one."""
        if not self.found or left[0].kind is not Kind.LINK or self.found[-1].rule != "verb and object":
            return []
        place = bisect_left(self.words, left[0].start, key=lambda word: word.start)
        verb = self.found[-1].spans[0]
        return [
            word
            for word in self.words[max(place - 40, 0) : place]
            if word.kind is Kind.ACT and verb.start <= word.start < verb.end
        ]

    def _verbs_at_end(self, words: list[Word]) -> list[Word]:
        """The verbs that end the words, taken off them; so is an adverb before."""
        verbs: list[Word] = []
        while words and words[-1].kind is Kind.ACT:
            verbs.insert(0, words.pop())
        while verbs and words and words[-1].kind is Kind.ADVERB:
            words.pop()
        return verbs

    def _noun_at_end(self, words: list[Word]) -> list[Word]:
        """The noun phrase that ends the words, taken off them; with the clause of 上涨的城市."""
        noun: list[Word] = []
        while words and words[-1].kind in _NAME_PARTS:
            noun.insert(0, words.pop())
        if noun and noun[0].kind is Kind.OF and words and words[-1].kind in _GOING:
            turn = [words.pop()]
            while words and words[-1].kind is Kind.ADVERB:
                turn.insert(0, words.pop())
            topic = self._noun_at_end(words)
            if topic:
                self.frame = (topic, noun)
                return [*topic, *turn, *noun]
        return noun

    def _core(self, noun: list[Word]) -> list[Word]:
        """The part of a noun phrase that names: behind 等 and 的, without notes and without whose it is."""
        noun = [word for word in noun if word.kind is not Kind.NOTE]
        if any(word.kind in _GOING for word in noun):
            return noun
        for k in range(len(noun) - 2, -1, -1):
            rest = self._text(*noun[k + 1 :])
            if noun[k].kind is Kind.LIST or (noun[k].kind is Kind.OF and rest not in _heads("amount")):
                noun = noun[k + 1 :] if len(rest) > 1 else noun
                break
        while noun and noun[0].kind is not Kind.NOUN:
            noun = noun[1:]
        return self._without_owner(noun)

    def _without_owner(self, noun: list[Word]) -> list[Word]:
        """The phrase without the areas and the organisation that it begins with, where enough is left to be a name."""
        if not noun:
            return noun
        first = noun[0]
        end = self._owner_end(first)
        rest = [Word(end, first.end, Kind.NOUN), *noun[1:]] if end < first.end else noun[1:]
        while rest and rest[0].kind is not Kind.NOUN:
            rest = rest[1:]
        name = self._text(*rest)
        return noun if len(name) < 2 or name in _heads("amount") else rest

    def _owner_end(self, first: Word) -> int:
        """Where the name of whose it is ends, at the beginning of a noun."""
        end = self.owners.get(first.start, first.start)
        if first.start < end <= first.end:
            return end
        end = first.start
        for place in find_places(self._text(first)):
            if first.start + place.start != end:
                break
            end = first.start + place.end
        if end > first.start and self.norm.startswith("生产总值", end) and self.norm.startswith("地区", end - 2):
            return end - 2
        owner = _OWNER.match(self.norm, end, first.end)
        return owner.end() if owner is not None else end

    # --- names behind the number

    def _counted(self, place: int) -> IndicatorMatch:
        """The counted noun: 67个项目, 两年的建设."""
        at = place + 1
        if self._next(place) is Kind.OF:
            at += 1
        first = at
        while (
            at < len(self.words)
            and self.words[at].kind in _COUNTED_PARTS
            and self.words[at].end - self.words[first].start <= _LONGEST
        ):
            at += 1
        noun = self.words[first:at]
        if at < len(self.words) and self.words[at].kind is Kind.NUMBER:
            noun = self._up_to_head(noun)
        if (
            not noun
            and first + 1 < len(self.words)
            and self.words[first].kind is Kind.ACT
            and self.words[first + 1].kind is Kind.NOUN
        ):
            noun = self.words[first : first + 2]
        while noun and noun[-1].kind not in {Kind.NOUN, Kind.ACT}:
            noun.pop()
        if not noun or noun[0].kind not in {Kind.NOUN, Kind.ACT} or self.norm[noun[0].start] in _NO_COUNTED:
            return NOTHING
        return self._match([word for word in noun if word.kind is not Kind.NOTE], "counted noun")

    def _up_to_head(self, noun: list[Word]) -> list[Word]:
        """The noun up to where the name of the next number begins: 119个复工项目|总投资509亿元."""
        link = next((k for k, word in enumerate(noun) if word.kind is Kind.LINK), None)
        if link is not None:
            return noun[:link]
        if noun and noun[-1].kind is Kind.NOUN:
            last = noun[-1]
            head = _head(self._text(last), "amount")
            if head and last.end - len(head) - last.start > 1:
                return [*noun[:-1], Word(last.start, last.end - len(head), Kind.NOUN)]
        return noun

    def _predicate(self, place: int) -> IndicatorMatch:
        """What is done, where nothing is counted but that: 126个完成立项."""
        unit = self.quantities[self.words[place].number].quantity.unit
        if not (unit.dimension.startswith("count") or unit.code in _COUNTS or unit.dimension == "calendar"):
            return NOTHING
        at = place + 1
        reach = min(place + _LONGEST, len(self.words))
        while at < reach and self.words[at].kind in {Kind.NUMBER, Kind.ADVERB, Kind.PREP}:
            at += 1
        led = at > place + 1 and self.words[at - 1].kind is Kind.ADVERB
        words: list[Word] = []
        for word in self.words[at : at + _LONGEST]:
            if word.kind in _BORDERS or word.end - self.words[place].end > _LONGEST:
                break
            words.append(word)
        if not words or (words[0].kind not in _VERBS and not led):
            return NOTHING
        return self._match(words, "predicate")

    # --- shares and other constructions with a form of their own

    def _share(self, left: list[Word], previous: IndicatorMatch) -> IndicatorMatch | None:
        """占: the part, and the whole that it is a share of."""
        at = next((k for k in range(len(left) - 1, -1, -1) if left[k].kind is Kind.SHARE), None)
        if at is None:
            return None
        words = self._trimmed(left[:at]) if at and left[at - 1].kind is not Kind.OF else []
        noun = [word for word in self._noun_at_end(words) if word.kind is not Kind.NOTE]
        part = (
            self._match(self._without_owner(noun), "share")
            if any(word.kind is Kind.OF for word in noun)
            else self._before(left[:at])
        )
        return self._with_whole(part if part.name else previous, left[at:])

    def _with_whole(self, part: IndicatorMatch, words: list[Word]) -> IndicatorMatch:
        while words[-1].kind in _SAYS_HOW:
            words = words[:-1]
        whole = self._match([word for word in words if word.kind not in {Kind.TIME, Kind.NOTE, Kind.ADVERB}], "share")
        own = whole.spans or (Span(start=words[0].start, end=words[0].end),)
        if part.spans and part.spans[-1].end == own[0].start:
            own = (Span(start=part.spans[-1].start, end=own[0].end), *own[1:])
            return self._named((*part.spans[:-1], *own), "share")
        return self._named((*part.spans, *own), "share")

    def _other_direction(self, left: list[Word]) -> IndicatorMatch | None:
        """持平的为1个: the frame that an earlier 上涨的 stood in, with the new direction."""
        words = [word for word in left if word.kind not in {Kind.REACH, Kind.LIGHT, Kind.ADVERB, Kind.LEAD}]
        if self.frame is None or len(words) != 2 or words[0].kind not in _GOING or words[1].kind is not Kind.OF:
            return None
        topic, rest = self.frame
        return self._match([*topic, words[0], *rest], "the other direction")

    def _given_to(self, i: int, left: list[Word]) -> IndicatorMatch | None:
        """减免13家企业4000万元: the second number is what is done, to those whom the first counts."""
        if not i or len(left) != 1 or left[0].kind is not Kind.NOUN or self.found[-1].rule != "counted noun":
            return None
        if any(_head(self._text(left[0]), use) for use in ("own", "thing", "amount")):
            return None
        if self.words[self.places[i - 1] + 1] is not left[0]:
            return None
        verb = self._verbs_at_end(self._trimmed(self._left(self.places[i - 1])))
        return self._match([*verb, left[0]], "what is done for those counted") if verb else None

    # --- names from elsewhere

    def _changed(self, i: int, place: int) -> IndicatorMatch:
        """The level before a change, or the noun of the clause before; else the verb that holds its own noun (减重)."""
        match = self._carried_over(i, place)
        if match.name:
            return match
        verb = next((word for word in reversed(self._left(place)) if word.kind is Kind.CHANGE), None)
        return self._match([verb], "verb with its noun") if verb and self._text(verb)[-1] in "产收支税资重" else NOTHING

    def _carried_over(self, i: int, place: int) -> IndicatorMatch:
        """The topic of the clause before, where that has no number; else the indicator of the number before."""
        border = place - len(self._left(place)) - 1
        if border > 0 and self.words[border].kind is Kind.STOP and self._text(self.words[border]) == ",":
            clause = self._left(border)
            opens = border - len(clause)
            if clause and (not opens or self.words[opens - 1].kind is not Kind.NUMBER):
                topic = self._topic(clause)
                if topic.name:
                    return topic
        previous = self.found[-1] if i else NOTHING
        return attrs.evolve(previous, rule="carried over") if previous.name else NOTHING

    def _topic(self, clause: list[Word]) -> IndicatorMatch:
        """The noun that a clause without a number begins with."""
        words = list(clause)
        while words and words[0].kind in {Kind.LEAD, Kind.TIME, Kind.AREA, Kind.ADVERB}:
            words.pop(0)
        noun: list[Word] = []
        for word in words:
            if word.kind not in {Kind.NOUN, Kind.OF, Kind.NOTE, Kind.LINK}:
                break
            noun.append(word)
        core = self._core(noun)
        name = self._text(*core)
        return self._match(core, "topic of the clause") if any(_head(name, use) for use in ("own", "thing")) else NOTHING

    def _completed(self, i: int, match: IndicatorMatch) -> IndicatorMatch:
        """The name with the head that the list left out: 工业增加值增长3%，其中采矿业增长2% is 采矿业增加值."""
        if match.rule != "noun before the number" or any(_head(match.name, use) for use in ("own", "thing", "amount")):
            return match
        previous = self.found[-1] if i else self.before
        if not previous.name or not self._goes_on(i):
            return match
        head = _head(previous.name, "own")
        last = previous.spans[-1]
        if not head or last.end - last.start < len(head):
            return match
        return self._named((*match.spans, Span(start=last.end - len(head), end=last.end)), "omitted head")

    def _goes_on(self, i: int) -> bool:
        """Whether the number goes on with the list of the one before: both changes in per cent, or both levels of one unit."""
        number = self.words[self.places[i]].number
        if not number:
            return False
        here, there = self.quantities[number].quantity.unit, self.quantities[number - 1].quantity.unit
        if self.changes[number].change is not None:
            return here.dimension == "ratio" and self.changes[number - 1].change is not None
        left = self._left(self.places[i])
        opens = (left and self._text(left[0]) == "其中") or (
            i and self._text(self.words[self.places[i] - len(left) - 1]) in "、;"
        )
        return bool(opens) and here.dimension == there.dimension and here.dimension not in {"ratio", "calendar"}

    # --- lists

    def _dealt(self, i: int) -> dict[int, IndicatorMatch]:
        """The members of a list, one for each number: 出口和进口分别增长7.1%和0.6%."""
        left = self._left(self.places[i])
        if i and len(left) == 1 and left[0].kind is Kind.LINK:
            return {}
        last = i
        while last + 1 < len(self.places) and self.places[last + 1] - self.places[last] == 2:
            if self.words[self.places[last] + 1].kind is not Kind.LINK:
                break
            last += 1
        if last == i:
            return {}
        share = next((k for k, word in enumerate(left) if word.kind is Kind.SHARE), len(left))
        noun = self._noun_at_end(self._trimmed(left[:share]))
        members = self._members(noun, last - i + 1)
        if not members:
            return self._dealt_to_levels(i, last - i + 1) if not noun and any(self._text(word) == "分别" for word in left) else {}
        matches = self._with_shared_head(members)
        if share < len(left):
            matches = [self._with_whole(match, left[share:]) for match in matches]
        return {i + k: match for k, match in enumerate(matches)}

    def _dealt_to_levels(self, i: int, count: int) -> dict[int, IndicatorMatch]:
        """收入9.8亿元，支出7亿元，分别增长15%和11%: the levels before, in their order."""
        levels = self.found[max(i - count, 0) : i]
        if len(levels) < count or any(match.rule == "carried over" for match in levels):
            return {}
        return {i + k: attrs.evolve(match, rule="dealt out") for k, match in enumerate(levels)}

    def _members(self, noun: list[Word], count: int) -> list[list[Word]]:
        """The noun phrase in that many members, or nothing where it has another number of them."""
        for joining in _JOINING:
            members: list[list[Word]] = [[]]
            for word in noun:
                if word.kind is Kind.LINK and self._text(word) in joining:
                    members.append([])
                elif word.kind is not Kind.NOTE:
                    members[-1].append(word)
            if len(members) == count and all(members):
                members[0] = self._without_owner(members[0])
                return members
        return []

    def _with_shared_head(self, members: list[list[Word]]) -> list[IndicatorMatch]:
        """The names of the members; those that have no head take that of the last: 快递、电信业务量."""
        final = members[-1][-1]
        head = _head(self._text(*members[-1]), "own")
        shared = [Word(final.end - len(head), final.end, Kind.NOUN)] if head and len(head) <= final.end - final.start else []
        matches = []
        for member in members:
            name = self._text(*member)
            lacks = shared and member is not members[-1] and not any(_head(name, use) for use in ("own", "thing", "amount"))
            matches.append(self._match([*member, *shared] if lacks else member, "dealt out"))
        return matches

    def _shared_with_next(self, i: int) -> IndicatorMatch:
        """5类780项职能: a number that stands next to another counts the same noun."""
        match, after = self.found[i], self.found[i + 1]
        gap = self.words[self.places[i] + 1 : self.places[i + 1]]
        if after.rule != "counted noun" or match.rule == "counted noun":
            return match
        if not gap or (len(gap) == 1 and gap[0].kind is Kind.LINK and match.rule in {"", "carried over"}):
            return attrs.evolve(after, rule="counted noun of the next number")
        return match
