"""Indicators: the name of what each number measures, read from the words around it.

A name is made of words of the text: one stretch, or stretches that are joined. What it holds and what it leaves out:

- the noun before the number, without the words that lead up to it (完成 达到 为), say how (累计 分别) or how it changes
  (同比增长), and without whose it is (全市, 沈阳市, an organisation), the time and notes in brackets: 地区生产总值;
- a verb that adds nothing is left out (拥有专利: 专利), one that belongs to what is counted is kept (引进资金, 发放慰问金) and
  holds for the members of a list (新增岗位3200个、停车位1500个);
- the counted noun behind a number with a classifier (67个项目); where nothing is counted but what is done, that (126个完成立项);
- a sector or a product that has a measure is part of its name (建材业实现增加值: 建材业增加值), as is what one thing is to
  another (消费对经济增长的贡献率) and a rate that itself changes (食品价格涨幅回落: 食品价格涨幅);
- a share names its part and its whole (专利占全市总量);
- a change without a name of its own has that of the level before it (31亿元，同比增长5%); the later members of a list get
  the head that only the first has (工业增加值增长3%，其中采矿业增长2%: 采矿业增加值); both ends of a transition have one name;
- a bracket that holds a number is a clause of its own; where it names nothing, the name before it holds (排骨（每公斤40元）);
- a list with 分别 is dealt out, one member a number; a number that stands next to another counts the same noun (5类780项职能).

Where nothing of this fits, the name is empty.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import attrs

from govnews.changes import ChangeMatch
from govnews.clauses import Clauses, next_kind
from govnews.comparing import is_part_of_plan, measured_by, whole_at
from govnews.counting import counted_noun, predicate, what_befalls, what_happens
from govnews.dealing import dealt_names, graded, members_of, with_omitted_head
from govnews.lexicon import listed
from govnews.model import Transition, Unit
from govnews.naming import GOING, MOST_STRETCHES, NOTHING, OF_OTHERS, OWN_NOUNS, SAYS_HOW, TOTALS, IndicatorMatch, Namer, head_of
from govnews.patterns import plain
from govnews.periods import PeriodMatch
from govnews.phrases import Cutter, Kind, Word
from govnews.preceding import lasted, name_before
from govnews.quantities import QuantityMatch
from govnews.ranks import RANK
from govnews.subjects import SubjectMatch
from govnews.text import Text

__all__ = ["IndicatorMatch", "read_indicators"]

_COUNTS: Final = frozenset({"人", "人次", "1"})
_HOLDS_VERB: Final = plain(r".*(?:进口|出口|累计|新增)")
"""What is a name of its own in a list, without a head: 进口铁矿石."""
_OF_A_SHARE: Final = frozenset({Kind.NOUN, Kind.OF, Kind.NOTE, Kind.LINK, Kind.SHARE, Kind.ADVERB, Kind.AREA})
_BACK: Final = 4
"""A list goes on over fewer changes than these: 出口额60亿元，增长6%，环比下降2%；进口额30亿元."""
_OPENS_LIST: Final = plain("其中|(?:分|按|从).{1,8}(?:看|分|划分)")
_OF_KINDS: Final = frozenset({"ratio", "calendar", "time"})
"""A number of these counts nothing: 提前15天预售, 提高3个百分点以上."""
_SHARED: Final = frozenset({Kind.NOUN, Kind.ACT, Kind.LIGHT})
_LISTING: Final = frozenset({"omitted head", "measure of a sector"})
"""The rules of names with which a list has begun that commas part."""
_TIMES: Final = "次"
_DONE: Final = frozenset({Kind.ACT, Kind.CHANGE, Kind.EVENT})
"""What is done so many times stands behind the number: 央行已连续八次|加息."""
_IS: Final = frozenset({"为", "是", "约为", "均为", "分别为"})
_FROM: Final = frozenset({"由", "从", "由过去的"})
_TURNS: Final = frozenset({Kind.CHANGE, Kind.REACH})
"""What may stand between the mark of a list and its next number."""


def read_indicators(
    text: Text,
    times: Sequence[PeriodMatch],
    quantities: Sequence[QuantityMatch],
    changes: Sequence[ChangeMatch],
    subjects: Sequence[SubjectMatch],
) -> list[IndicatorMatch]:
    """For each quantity, in order, the indicator that it is the value of; whose it is, is cut off its name."""
    starts = [quantity.start for quantity in quantities]
    cutter = Cutter(text.norm, times)
    found: list[IndicatorMatch] = []
    number = 0
    while number < len(quantities):
        sentence = text.sentence_at(starts[number])
        behind = bisect_left(starts, sentence.end, lo=number)
        words, places = cutter.around(sentence.start, sentence.end, quantities[number:behind], number)
        owners = {own.start: own.end for subject in subjects[number:behind] if (own := subject.span) is not None}
        before = found[-1] if found else NOTHING
        namer = Namer(text.norm, owners)
        clauses = Clauses(namer, cutter, sentence.start, words, places)
        reader = _Sentence(namer, clauses, words, places, quantities, changes, before)
        # a number that a time has taken up is no word of its own, and has no name
        named = reader.indicators()
        if len(named) == behind - number:
            found.extend(named)
        else:
            by_number = dict(zip([words[place].number for place in places], named, strict=True))
            found.extend([by_number.get(place, NOTHING) for place in range(number, behind)])
        number = behind
    return found


@attrs.define(eq=False)
class _Sentence:
    """One sentence with its words; reads the indicators of its quantities from left to right."""

    namer: Namer
    clauses: Clauses
    words: list[Word]
    places: list[int]
    """which of the words are numbers"""
    quantities: Sequence[QuantityMatch]
    changes: Sequence[ChangeMatch]
    before: IndicatorMatch
    """the last indicator of the sentence before"""
    found: list[IndicatorMatch] = attrs.field(factory=list)

    def indicators(self) -> list[IndicatorMatch]:
        """The indicators of the sentence's numbers, in their order."""
        found, dealt = self.found, dict[int, IndicatorMatch]()
        goes_on = False
        for i, place in enumerate(self.places):
            is_first, goes_on = not goes_on, self._is_next_member(i)
            if goes_on and is_first:
                dealt |= self._dealt(i)
            found.append(dealt[i] if i in dealt else self._indicator(i, place))
        for i in range(len(found) - 2, -1, -1):
            if found[i + 1].rule == "counted noun":
                found[i] = (
                    graded(self.namer, found[i], found[i + 1]) if found[i].rule == "counted noun" else self._shared_with_next(i)
                )
        return found

    # --- one quantity

    def _indicator(self, i: int, place: int) -> IndicatorMatch:
        change = self.changes[self.words[place].number]
        previous = self.found[-1] if self.found else NOTHING
        if change.transition is Transition.TO and previous.name:
            return previous.by("the other end of a transition")
        left = self._left(i)
        if change.transition is Transition.FROM:
            left = self._before_from(left)
        special = self._special(i, place, left, previous) if left else None
        if special is not None:
            return special
        if change.change is None:
            return self._level(i, place, left)
        before = self._before(left)
        behind = self._behind_change(place, left, before)
        if behind.name:
            return behind
        if not before.name:
            return self._changed(i, place, left)
        return self.namer.average_of_change(left, before) or self._completed(i, before)

    def _special(self, i: int, place: int, left: list[Word], previous: IndicatorMatch) -> IndicatorMatch | None:
        """The name that a construction with a form of its own makes."""
        if previous.name and self.namer.norm.startswith(("相比", "相较"), self.words[place].end):  # 与2010年的398万人相比
            return previous.by("carried over")
        said = self.namer.norm[left[0].start : left[-1].end]
        special = self._share(left, previous) if "占" in said else None
        if special is None and "中" in said:
            special = self._share_within(left, previous)
        if special is None and self.namer.frame is not None:
            special = self._other_direction(left, *self.namer.frame)
        if special is None and len(left) == 1:
            special = self._given_to(i, left[0])
        if special is None and left[-1].kind in {Kind.OF, Kind.TIME}:
            special = self._held_against(left, place, previous)
        if special is None and left[-1].kind == Kind.ADVERB and next_kind(self.words, place) in _DONE:
            done = predicate(self.namer, self.words, place) if self._unit(place).code == _TIMES else NOTHING
            special = done if done.name else None
        return special

    def _level(self, i: int, place: int, left: list[Word]) -> IndicatorMatch:
        """The name of a number that is no size of a change: counted behind it, named before it, or done by those counted."""
        unit = self._unit(place)
        counts, measures_time = _is_classifier(unit), unit.dimension == "calendar"
        behind = counted_noun(self.namer, self.words, place, counts=counts and not measures_time)
        if counts and (group := self._group(i, left, behind)).name:
            return group
        with_of = counts and not measures_time and next_kind(self.words, place) == Kind.OF
        is_about = with_of and behind.name.startswith(listed("naming_words", "matter"))
        # a frame that stands before is read nonetheless
        is_measured = bool(left) and self.namer.text(left[-1]) in _IS
        if counts and behind.name and not is_about and not is_measured and Kind.OF not in [word.kind for word in left]:
            return behind
        before = self._before(left)
        is_measured = is_measured and before.name.endswith(listed("naming_words", "capacity"))
        may_name = behind.name and not (is_about and before.name) and not is_measured
        is_next = bool(before.name) and self._is_counted_before(before)
        if may_name and (counts or not before.name or is_next or self._prefers_behind(place, left, before, behind)):
            return behind
        if counts and (happened := self._happened(place, before)).name:
            return happened
        if before.name and not (measures_time and self.namer.tells_whose(before)):
            how_long = lasted(self.namer, left, before) if measures_time else None
            return how_long or self._of_level(left, before) or self._completed(i, before)
        done = predicate(self.namer, self.words, place) if counts else NOTHING
        return done if done.name else self._carried_over(i)

    def _happened(self, place: int, before: IndicatorMatch) -> IndicatorMatch:
        """What befell the persons counted, or happened to what is counted and done: 空袭造成|5人|死亡."""
        befell = what_befalls(self.namer, self.words, place) if self._unit(place).code == "人" else NOTHING
        is_done = not befell.name and before.rule == "noun and verb"
        return what_happens(self.namer, self.words, place) if is_done else befell

    def _is_counted_before(self, before: IndicatorMatch) -> bool:
        """Whether the noun before a number is what the number before it counts: 50万亩荒地和30万亩农田."""
        last = self.found[-1] if self.found else NOTHING
        return last.rule == "counted noun" and last.spans[0][0] <= before.spans[0][0] < last.spans[-1][1]

    def _prefers_behind(self, place: int, left: list[Word], before: IndicatorMatch, behind: IndicatorMatch) -> bool:
        """Whether the noun behind a number that is no count names it, not the one before."""
        unit = self._unit(place)
        if before.name.removeprefix("新") in listed("naming_words", "doing") or behind.name in listed("naming_words", "loss"):
            return True
        if next_kind(self.words, place) == Kind.OF:
            return not head_of(before.name, "own", "thing", "amount")
        trimmed = self.namer.trimmed(left)
        if self.namer.is_owner(self.namer.core(self.namer.noun_at_end(list(trimmed)))):  # 沈阳市170万亩小麦
            return True
        if unit.dimension == "ratio" and not head_of(behind.name, "own", "thing"):
            return False
        return bool(trimmed) and trimmed[-1].kind == Kind.ACT and before.rule == "noun and verb"

    def _behind_change(self, place: int, left: list[Word], before: IndicatorMatch) -> IndicatorMatch:
        """增加1200个停车位, 减少30%的成本: the noun behind the size of a change, where none before it names what changes."""
        with_of, dimension = next_kind(self.words, place) == Kind.OF, self._unit(place).dimension
        if before.name and not (with_of and self._prefers_behind(place, left, before, before)):
            return NOTHING
        behind = counted_noun(self.namer, self.words, place, counts=_is_classifier(self._unit(place)))
        if behind.name in listed("naming_words", "step") or not behind.name:
            return NOTHING
        if not with_of and dimension not in _OF_KINDS:
            return behind
        measures = head_of(behind.name, "own", "thing", "amount") or behind.name.endswith("能力")
        return behind if measures and not head_of(behind.name, "given") else NOTHING

    def _unit(self, place: int) -> Unit:
        """The unit of the number that a word is."""
        return self.quantities[self.words[place].number].quantity.unit

    def _left(self, i: int) -> list[Word]:
        """The words of the clause before a number; of one before a rank, those of what is ranked."""
        if self._unit(self.places[i]) is RANK:
            return self.namer.before_rank(self.clauses.whole(i))
        return self.clauses.before(i)

    def _before_from(self, left: list[Word]) -> list[Word]:
        """The words before 由 or 从, where one opens the transition: 用户|从最初的几千户扩大到11万户."""
        opens = next((k for k in range(len(left) - 1, -1, -1) if self.namer.text(left[k]) in _FROM), len(left))
        return left[:opens]

    def _before(self, left: list[Word]) -> IndicatorMatch:
        """The name before the number, with the verb that the member of a list before it may have."""
        shared = self._verb_of_list(left[0]) if left and left[0].kind == Kind.LINK else []
        return name_before(self.namer, left, shared)

    def _verb_of_list(self, link: Word) -> list[Word]:
        """新增研究岗位30个、管理岗位5个: the verb of the member before holds for this one."""
        if not self.found or self.found[-1].rule != "verb and object":
            return []
        place = bisect_left(self.words, link.start, key=lambda word: word.start)
        start, end = self.found[-1].spans[0]
        return [word for word in self.words[max(place - 40, 0) : place] if word.kind == Kind.ACT and start <= word.start < end]

    # --- shares and other constructions with a form of their own

    def _share(self, left: list[Word], previous: IndicatorMatch) -> IndicatorMatch | None:
        """占: the part, and the whole that it is a share of."""
        kinds = [word.kind for word in reversed(left)]
        if Kind.SHARE not in kinds:
            return None
        at = len(left) - 1 - kinds.index(Kind.SHARE)
        words = self.namer.trimmed(left[:at]) if at and left[at - 1].kind != Kind.OF else []
        noun = [word for word in self.namer.noun_at_end(words) if word.kind != Kind.NOTE]
        if noun and noun[0].kind == Kind.OF:
            noun = noun[1:]  # what it goes with is a number: 10万元以上的|农户
        part = (
            self.namer.match(self.namer.without_owner(noun), "share")
            if any(word.kind == Kind.OF for word in noun)
            else self._before(left[:at])
        )
        if not part.name and len(previous.spans) <= MOST_STRETCHES:
            part = previous
        return self._with_whole(part, left[at:])

    def _share_within(self, left: list[Word], previous: IndicatorMatch) -> IndicatorMatch | None:
        """服务业在经济总量中的占比: the part, and the whole within which it is a share."""
        words = self.namer.trimmed(left) if Kind.PREP in [word.kind for word in left] else []
        opens = whole_at(self.namer, words)
        if opens is None:
            return None
        part = self._before(words[:opens]) if opens else previous
        return self._with_whole(part if len(part.spans) <= MOST_STRETCHES else NOTHING, words[opens:])

    def _with_whole(self, part: IndicatorMatch, words: list[Word]) -> IndicatorMatch:
        while words[-1].kind in SAYS_HOW:
            words = words[:-1]
        kept = [word for word in words if word.kind not in {Kind.TIME, Kind.NOTE, Kind.ADVERB}]
        if [word.kind for word in words[1:3]] == [Kind.TIME, Kind.OF]:  # 占全年的比重
            kept.insert(1, words[1])
        whole = self.namer.match(kept, "share")
        own = whole.spans or ((words[0].start, words[0].end),)
        if part.spans and part.spans[-1][1] == own[0][0]:
            own = ((part.spans[-1][0], own[0][1]), *own[1:])
            return self.namer.named((*part.spans[:-1], *own), "share")
        return self.namer.named((*part.spans, *own), "share")

    def _other_direction(self, left: list[Word], topic: list[Word], rest: list[Word]) -> IndicatorMatch | None:
        """持平的为1个: the frame that an earlier 上涨的 stood in, with the new direction."""
        words = [word for word in left if word.kind not in {Kind.REACH, Kind.LIGHT, Kind.ADVERB, Kind.LEAD}]
        if len(words) != 2 or words[0].kind not in GOING or words[1].kind != Kind.OF:
            return None
        return self.namer.match([*topic, words[0], *rest], "the other direction")

    def _given_to(self, i: int, noun: Word) -> IndicatorMatch | None:
        """减免13家企业4000万元: the second number is what is done, to those whom the first counts."""
        if not i or noun.kind != Kind.NOUN or self.found[-1].rule != "counted noun":
            return None
        if self._unit(self.places[i]).dimension.startswith("count") and next_kind(self.words, self.places[i]) == Kind.NOUN:
            return None  # 支持50个城市4万家企业
        if head_of(self.namer.text(noun), "own", "thing", "amount"):
            return None
        if self.words[self.places[i - 1] + 1] is not noun:
            return None
        verb = self.namer.verbs_at_end(self.namer.trimmed(self._left(i - 1)))
        return self.namer.match([*verb, noun], "what is done for those counted") if verb else None

    def _held_against(self, left: list[Word], place: int, previous: IndicatorMatch) -> IndicatorMatch | None:
        """完成年初预算的104%, 价格为进口产品的三分之一: what is measured, not what it is measured by."""
        measured = measured_by(self.namer, left, self._unit(place).code)
        name = self._before(list(measured)) if measured else NOTHING
        if name.name:
            return name
        fulfils = not _is_classifier(self._unit(place)) and is_part_of_plan(self.namer, left)
        return previous.by("carried over") if previous.name and (fulfils or measured is not None) else None

    def _group(self, i: int, left: list[Word], behind: IndicatorMatch) -> IndicatorMatch:
        """供应商中，有4家来自国外: some of a group that the clause before names."""
        place, border = self.places[i], self.clauses.mark_before(i)
        mark = self.words[border].start if border >= 0 else 0
        if not self.namer.norm.startswith("中,", mark - 1) or not all(word.kind in SAYS_HOW for word in left):
            return NOTHING
        end = behind.spans[-1][1] if behind.spans else 0
        after = [word for word in self.words[place + 1 : place + 8] if word.start >= end]
        follows = next((word.kind for word in after if self.namer.text(word) != "保持"), Kind.STOP)
        named = follows not in GOING if behind.name else follows not in {Kind.DO, Kind.STOP}
        clause = [] if named else self.clauses.ended_by(mark, border)[0]
        return self._before(clause[:-1]) if clause and clause[-1].kind == Kind.AFTER else NOTHING

    def _of_level(self, left: list[Word], match: IndicatorMatch) -> IndicatorMatch | None:
        """发送旅客268万人次，日均6.7万人次; 新增企业41家，总数达126家: what names nothing is of the level before."""
        start, end = match.spans[-1]
        name = self.namer.norm[start:end]
        if name not in TOTALS and match.name not in OF_OTHERS:
            return None
        words = [word for word in left if word.end <= start]
        before = self._before(words) if match.name in OF_OTHERS else NOTHING
        level = self.found[-1] if self.found and Kind.NOUN not in [word.kind for word in words] else NOTHING
        if before.name or not level.name or len(level.spans) >= MOST_STRETCHES:
            return before if before.name else None
        spans = (*level.spans, (start, end)) if name in TOTALS else ((start, end), *level.spans)
        return level.by("carried over") if level.name.startswith(name) else self.namer.named(spans, "of the level before")

    # --- names from elsewhere

    def _changed(self, i: int, place: int, left: list[Word]) -> IndicatorMatch:
        """The level before a change, or the noun of the clause before; else the verb that holds its own noun (减重)."""
        match = self._carried_over(i)
        if match.name:
            return self._of_part(i, place, match)
        verb = next((word for word in reversed(left) if word.kind == Kind.CHANGE), None)
        return self.namer.match([verb], "verb with its noun") if verb and self.namer.text(verb)[-1] in OWN_NOUNS else NOTHING

    def _of_part(self, i: int, place: int, match: IndicatorMatch) -> IndicatorMatch:
        """出口8亿元，占外贸的69%，增长11%: a share grows by points, so what grows by a rate is its part."""
        by_points = self._unit(place).code == "pp"
        part = self.found[i - 2] if i > 1 and self.found[i - 1].rule == "share" and not by_points else NOTHING
        return part.by("carried over") if part.name and match.name.startswith(part.name) else match

    def _carried_over(self, i: int) -> IndicatorMatch:
        """The topic of the clause before, where that has no number; else the indicator of the number before."""
        told = self.clauses.told_before(i)
        topic = self._topic(told) if told else NOTHING
        if topic.name:
            return topic
        previous = self.found[-1] if i else NOTHING
        return previous.by("carried over") if previous.name else NOTHING

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
        while noun and noun[-1].kind in {Kind.OF, Kind.LINK}:
            noun.pop()
        core = self.namer.core(noun)
        name = self.namer.text(*core)
        is_share = self.namer.text(*words).endswith(listed("naming_words", "share"))
        if is_share and all(word.kind in _OF_A_SHARE for word in words):
            # 出口占进出口的比重，由40%提高到43%
            if words[0].kind == Kind.NOUN:
                return self.namer.match(words, "topic of the clause")
            if words[0].kind == Kind.SHARE and self.found:
                return self._with_whole(self.found[-1], words)
        behind = next((word.kind for word in words[len(noun) :] if word.kind != Kind.ADVERB), Kind.CHANGE)
        # all of the clause, or what changes by it: 猪肉上涨，涨幅为3%
        tells = behind == Kind.CHANGE and bool(core) and not self.namer.is_owner(core)
        return self.namer.match(core, "topic of the clause") if tells or head_of(name, "own", "thing") else NOTHING

    def _completed(self, i: int, match: IndicatorMatch) -> IndicatorMatch:
        """The name with the head that the list left out: 工业增加值增长3%，其中采矿业增长2% is 采矿业增加值."""
        if match.rule != "noun before the number" or head_of(match.name, "own", "thing", "amount"):
            return match
        if not self._goes_on(i) or _HOLDS_VERB.match(match.name):
            return match
        number = self.words[self.places[i]].number
        grown = self.changes[number].change is not None
        before = i - (1 if grown else self._back_to_level(number))
        previous = self.found[before] if before >= 0 else self.before
        if not previous.name or (previous.rule == "carried over" and not grown and before >= 0):
            return match
        return with_omitted_head(self.namer, match, previous)

    def _goes_on(self, i: int) -> bool:
        """Whether the number goes on with the list of the one before: both changes in per cent, or both levels of one unit."""
        number = self.words[self.places[i]].number
        if not number:
            return False
        here = self.quantities[number].quantity.unit
        if self.changes[number].change is not None:
            return here.dimension == "ratio" and self.changes[number - 1].change is not None
        there = self.quantities[number - self._back_to_level(number)].quantity.unit
        alike = here.dimension == there.dimension and here.dimension not in {"ratio", "calendar", "rank"}
        return alike and self._is_listed(i)

    def _is_listed(self, i: int) -> bool:
        """Whether the number is one of those that 其中 opens, or parted from the one before by a mark of lists."""
        left = self._left(i)
        if left and (self.namer.text(left[0]) == "其中" or (i > 0 and left[0].kind == Kind.LINK)):
            return True
        border = self.clauses.mark_before(i)
        mark = self.namer.text(self.words[border]) if border >= 0 else ""
        if mark == ",":
            led = _OPENS_LIST.fullmatch(self.namer.norm, *self.clauses.stretch(border)) is not None
            before = i - self._back_to_level(self.words[self.places[i]].number)
            return led or (before >= 0 and self.found[before].rule in _LISTING)
        return i > 0 and mark == ";"

    def _back_to_level(self, number: int) -> int:
        """How far back the last number is that is no size of a change; 1 where there is none near."""
        near = range(1, min(number, _BACK) + 1)
        return next((back for back in near if self.changes[number - back].change is None), 1)

    # --- lists

    def _dealt(self, i: int) -> dict[int, IndicatorMatch]:
        """The members of a list, one for each number: 出口和进口分别增长7.1%和0.6%."""
        left = self._left(i)
        if not left or (i and len(left) == 1 and left[0].kind == Kind.LINK):
            return {}
        last = i + 1
        while self._is_next_member(last):
            last += 1
        share = next((k for k, word in enumerate(left) if word.kind == Kind.SHARE), len(left))
        noun = self.namer.noun_at_end(self.namer.trimmed(left[:share]))
        members = members_of(self.namer, noun, last - i + 1)
        if not members and (parted := self._dealt_across(left, last - i + 1)):
            return {i + k: match for k, match in enumerate(parted)}
        if not members:
            deals = any(self.namer.text(word) == "分别" for word in left)
            return self._dealt_to_levels(i, last - i + 1, deals=deals) if not noun else {}
        if all(self.namer.is_owner(member) for member in members):  # 出口8亿元，对拉美和非洲分别增长16%和19%
            carried = self._carried_over(i)
            return dict.fromkeys(range(i, last + 1), carried) if carried.name else {}
        matches = dealt_names(self.namer, members)
        if share < len(left):
            matches = [self._with_whole(match, left[share:]) for match in matches]
        return {i + k: match for k, match in enumerate(matches)}

    def _dealt_across(self, left: list[Word], count: int) -> list[IndicatorMatch]:
        """第二、三产业分别实现增加值30亿元、50亿元: the members stand before 分别, what they share behind it."""
        at = next((k for k, word in enumerate(left) if self.namer.text(word) == "分别"), 0)
        if not at:
            return []
        noun = self.namer.noun_at_end(self.namer.trimmed(left[:at]))
        members = members_of(self.namer, noun, count) if noun else []
        behind = left[at + 1 :]
        shared = self._before(behind) if members and behind and behind[0].kind in _SHARED else NOTHING
        if not shared.name or any(self.namer.is_owner(member) for member in members):
            return []
        return [self.namer.named((*match.spans, *shared.spans), "dealt out") for match in dealt_names(self.namer, members)]

    def _is_next_member(self, i: int) -> bool:
        """Whether the number behind goes on with the same list: 7.1%和(下降)0.6%."""
        words, at = self.words, self.places[i] + 1
        if i + 1 == len(self.places) or words[at].kind != Kind.LINK:
            return False
        following = self.places[i + 1]
        at += 1
        while at < following and words[at].kind in _TURNS:
            at += 1
        return at == following

    def _dealt_to_levels(self, i: int, count: int, *, deals: bool) -> dict[int, IndicatorMatch]:
        """收入9.8亿元，支出7亿元，分别增长15%和11%: the levels before, in their order; so goes a list on: ，恢复到118%和112%."""
        levels = self.found[max(i - count, 0) : i]
        by_rate = self._unit(self.places[i]).dimension == "ratio"
        goes_on = by_rate and all(match.rule == "dealt out" for match in levels)
        if len(levels) < count or not (deals or goes_on) or any(match.rule == "carried over" for match in levels):
            return {}
        return {i + k: match.by("dealt out") for k, match in enumerate(levels)}

    def _shared_with_next(self, i: int) -> IndicatorMatch:
        """5类780项职能: a number that stands next to another counts the same noun."""
        match, after = self.found[i], self.found[i + 1]
        gap = self.words[self.places[i] + 1 : self.places[i + 1]]
        if self.changes[self.words[self.places[i + 1]].number].transition is Transition.TO and not match.name:
            return after.by("counted noun of the next number")
        if not gap or (len(gap) == 1 and gap[0].kind == Kind.LINK and match.rule in {"", "carried over"}):
            return after.by("counted noun of the next number")
        return match


# --- around a number


def _is_classifier(unit: Unit) -> bool:
    """Whether a noun may be counted by a number with the unit."""
    return unit.dimension.startswith("count") or unit.code in _COUNTS or unit.dimension == "calendar"
