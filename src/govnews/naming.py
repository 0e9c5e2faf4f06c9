"""Names of indicators: made of the words of a phrase, without whose they are and without what leads up to the number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

import attrs

from govnews.changes import RATES_OF_CHANGE
from govnews.lexicon import rows
from govnews.patterns import plain
from govnews.phrases import Kind, Word
from govnews.places import find_places, match_place
from govnews.text import HAN


@attrs.define
class IndicatorMatch:
    """What a quantity measures: ``name`` is the text of its ``spans``, stretches of the normal form, or empty.

    A stretch is where it begins and where it ends.
    """

    name: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    rule: str = ""

    def by(self, rule: str) -> IndicatorMatch:
        """The same name, told by another rule."""
        return self if rule == self.rule else IndicatorMatch(self.name, self.spans, rule)


NOTHING: Final = IndicatorMatch()
MOST_STRETCHES: Final = 4
"""A name of more stretches than these is no part of the next one."""

SAYS_HOW: Final = frozenset(
    {
        Kind.REACH,
        Kind.LIGHT,
        Kind.DO,
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
GOING: Final = frozenset({Kind.CHANGE, Kind.FLAT})
BORDERS: Final = frozenset({Kind.STOP, Kind.NUMBER})
"""What ends the words of a clause that tell of one number."""
_NAME_PARTS: Final = frozenset({Kind.NOUN, Kind.EVENT, Kind.LINK, Kind.OF, Kind.NOTE, Kind.LIST})
_NAMING: Final = frozenset({Kind.NOUN, Kind.EVENT})
_LEADS_TO_RANK: Final = frozenset({Kind.REACH, Kind.DO})
_RANKED_IN: Final = frozenset({Kind.AREA, Kind.ADVERB})
_RANK_TAIL: Final = plain(
    r"(?:名列|位列|(?<![系行陈罗并])列|[居排占])(?:全[国省市区县州盟旗球]|世界|亚洲)?\Z|(?:全[国省市区县州盟旗球]|世界|亚洲)\Z"
)
"""What of a rank stays with the noun before it: 增速|居第2位, 案例数|全省第二."""
_PARTING: Final = frozenset({Kind.LIST, Kind.OF})
_VERB: Final = frozenset({Kind.ACT})
_ADVERB: Final = frozenset({Kind.ADVERB})

_OWNER: Final = plain(
    rf"[{HAN}A-Za-z()]{{1,16}}?(?:公司|集团|银行|办事处|委员会|开发区|高新区|新区|示范区|先导区|都市圈|城市群|经济带|自贸区|实验室|园区|合作社)"
    r"(?![级场内外际属域政数个])"
)
_OWNER_ENDS: Final = plain("[司团行处会区圈群带室社]")
# a class that opens a pattern is compiled twice, one in a look-ahead once
_LETTER: Final = plain(rf"(?=[{HAN}A-Za-z])")
_HAN: Final = "\u3400"
"""The first of the Chinese characters; the marks of a text come before it."""
_OPENS: Final = plain(r"[0-9]{1,2}[.、)](?![0-9])|[/~—.·-]+")
_CLOSES: Final = plain(r"[/~—±(-]+\Z")
_SHORT_NAMES: Final = frozenset(
    "国省市州县区乡镇村社岛湖河库桥路校院店厂矿井船车钢铁铜铝铅锌金银煤油电气盐糖布纱丝麻棉粮米油菜茶果肉蛋奶鱼猪牛羊马鸡鸭纸水酒碱"
)
# a subject that is only a class of things is what the indicator is of: 高速公路|通车里程
_CLASS: Final = plain(
    r"""(?:[在续新复扩]建|重点|重大|高速|普通|高等|大型|中小?型)?
        (?:[^“”]{0,4}项目|[^“”]{0,2}工程|公路|铁路|高铁|水库|电站|机场|大桥|桥梁|隧道|港口|码头|园区|企业|公司|银行|医院|学校|高校|基地|管道|景区|社区)""",
    re.VERBOSE,
)
_RATE_WORDS: Final = frozenset({*RATES_OF_CHANGE, "增长率", "下降率"})
AVERAGES: Final = tuple(f"{per}均" for per in "人户村店校亩栋师生床企车单次件台场日月周时地社站镇班年")
"""What is told of one of many: 户均增收."""
OF_OTHERS: Final = frozenset({*AVERAGES, "新增", "净增"})
"""These name nothing without what they are an average or a part of."""
OWN_NOUNS: Final = frozenset("产收支税资重")
"""A verb of change that ends in one of these says itself what changes: 增收, 减重."""
TOTALS: Final = frozenset({"总数", "总量", "总额"})
_ADDS_UP: Final = plain(r".{1,4}(?:量|额|数|容量|面积|里程)")
"""A sum of what stands before it: 基金累计支出总额."""
_SHORT: Final = 2
_WITH: Final = frozenset({"与", "和", "同", "跟"})
_MODAL: Final = plain(
    r"(?:(?<![需主重必纪概提摘只首简扼次紧机举精索])要|(?<=[量率额值价格模])会|(?<![许认核宁])可"
    r"|(?:(?<![可不只才技功性职智机体效潜本全万产电热核风光氢动势位储节用耗供赋阳子质汐学洋波态释蓄射量])|(?<=[产销]量))能)\Z"
)
"""The auxiliary behind a name: 产值要突破5亿元, 能耗可下降两成, 出口能增长5%; not that of 纪要, 许可 or 产能."""
_MODAL_LAST: Final = frozenset("要会可能")
_OF_AN_INDUSTRY: Final = plain(
    r"(?:生产|加工|开采|采选|供应|制造|批发|零售|销售|修理|运输|利用|管理|租赁|研究).*业(?:增加值|总?产值|投资|利润|利税|收入|用电量|销售额)?"
)
_REMEMBERED: Final = 24
"""The owner of a noun no longer than this is remembered: news name the same over and over."""


@cache
def _heads(use: str) -> frozenset[str]:
    return frozenset(word for word, what in rows("indicator_heads") if what == use)


@cache
def _heads_ending(*uses: str) -> dict[str, tuple[str, ...]]:
    """The heads of some uses by their last character, the longest first."""
    ending: dict[str, list[str]] = {}
    for head in sorted({head for use in uses for head in _heads(use)}, key=len, reverse=True):
        ending.setdefault(head[-1], []).append(head)
    return {last: tuple(heads) for last, heads in ending.items()}


def head_of(name: str, *uses: str) -> str:
    """The longest head noun of one of the uses that ``name`` ends in, or nothing; ``tables/indicator_heads.tsv`` has them.

    >>> head_of("装备制造业增加值", "own"), head_of("装备制造业", "own")
    ('增加值', '')
    """
    for head in _heads_ending(*uses).get(name[-1:], ()):
        if name.endswith(head):
            return head
    return ""


class Namer:
    """Names of the words of one sentence; ``owners`` tells where the subjects that it names begin and end."""

    def __init__(self, norm: str, owners: Mapping[int, int]) -> None:
        self.norm = norm
        self.owners = owners
        self._owner_starts = sorted(owners)
        self.frame: tuple[list[Word], list[Word]] | None = None
        """what stood around a 上涨的, for the 下降的 that may follow"""

    def text(self, *words: Word) -> str:
        """The words as written, without what stands between them."""
        norm = self.norm
        if len(words) == 1:
            (word,) = words
            return norm[word.start : word.end]
        return "".join([norm[word.start : word.end] for word in words])

    def match(self, words: Sequence[Word], rule: str) -> IndicatorMatch:
        """The name that the words make, in stretches."""
        if not words:
            return NOTHING
        spans: list[tuple[int, int]] = []
        start = end = words[0].start
        for word in words:
            if word.start != end:
                spans.append((start, end))
                start = word.start
            end = word.end
        return self.named((*spans, (start, end)), rule)

    def named(self, spans: tuple[tuple[int, int], ...], rule: str) -> IndicatorMatch:
        """The name of the stretches; a single character names only goods and places (钢, 村)."""
        norm = self.norm
        if norm[spans[0][0]] < _HAN or norm[spans[-1][1] - 1] < _HAN:
            spans = _without_marks(norm, spans)
        start, end = spans[0]
        name = norm[start:end] if len(spans) == 1 else "".join([norm[start:end] for start, end in spans])
        names = (len(name) > 1 and _LETTER.search(name) is not None) or name in _SHORT_NAMES
        return IndicatorMatch(name, spans, rule) if names else NOTHING

    # --- what stands at the end of some words

    def trimmed(self, left: Sequence[Word]) -> list[Word]:
        """The words without those that only lead up to the number or say how it changes; a rate that changes is kept."""
        words = list(left)
        changes = False
        for place, word in enumerate(left):
            if word.kind == Kind.BASE:
                changes = True
                del words[self._base_opens(left, place) :]
                break
        while words and (kind := words[-1].kind) in SAYS_HOW:
            if kind == Kind.CHANGE and self._is_named_rate(words) and (changes or self.is_owner(words[-2:-1])):
                return [*words[:-1], Word(words[-1].start, words[-1].end, Kind.NOUN)]
            changes = changes or kind in GOING
            words.pop()
            if kind == Kind.LEAD:
                return []
        self._drop_modal(words)
        if changes and words and words[-1].kind == Kind.NOUN and self.norm.endswith("年平均", words[-1].start + 1, words[-1].end):
            words[-1] = Word(words[-1].start, words[-1].end - 3, Kind.NOUN)
        return words

    def _base_opens(self, left: Sequence[Word], base: int) -> int:
        """Where what a change is measured against begins: 产量|比去年, 产量|与去年相比."""
        if self.norm.startswith("相", left[base].start):
            return next((k for k in range(base - 1, -1, -1) if self.text(left[k]) in _WITH), base)
        return base

    def _drop_modal(self, words: list[Word]) -> None:
        """Takes an auxiliary off the noun that ends the words."""
        if not words or words[-1].kind != Kind.NOUN or self.norm[words[-1].end - 1] not in _MODAL_LAST:
            return
        if _MODAL.match(self.norm, words[-1].end - 1, words[-1].end):
            noun = words.pop()
            if noun.end - noun.start > 1:
                words.append(Word(noun.start, noun.end - 1, Kind.NOUN))

    def _is_named_rate(self, words: Sequence[Word]) -> bool:
        """食品价格涨幅(回落): a rate of something that is itself said to change."""
        return len(words) > 1 and self.text(words[-1]) in _RATE_WORDS and words[-2].kind in _NAMING | {Kind.ADVERB, Kind.NOTE}

    def before_rank(self, left: Sequence[Word]) -> list[Word]:
        """The words before what leads to a rank and the field that it holds in: 总量|居全国同类城市第三; a rate names itself."""
        leads = next((k for k, word in enumerate(left) if word.kind in _LEADS_TO_RANK), len(left))
        words = list(left[:leads])
        while words and words[-1].kind in _RANKED_IN:
            words.pop()
        tail = _RANK_TAIL.search(self.norm, words[-1].start, words[-1].end) if words and words[-1].kind == Kind.NOUN else None
        if tail is not None:
            noun = words.pop()
            if tail.start() > noun.start:
                words.append(Word(noun.start, tail.start(), Kind.NOUN))
        if len(words) > 1 and self.text(words[-1]) in _RATE_WORDS:
            words[-1] = Word(words[-1].start, words[-1].end, Kind.NOUN)
        return words

    def verbs_at_end(self, words: list[Word]) -> list[Word]:
        """The verbs that end the words, taken off them; so is an adverb before."""
        verbs = taken(words, _VERB)
        if verbs:
            taken(words, _ADVERB)
            self._drop_modal(words)
        return verbs

    def noun_at_end(self, words: list[Word]) -> list[Word]:
        """The noun phrase that ends the words, taken off them; with the clause of 上涨的城市."""
        rate = words[-1:] if words and words[-1].kind in _NAME_PARTS and self.text(words[-1]) in _RATE_WORDS else []
        if rate:
            words.pop()
            taken(words, _ADVERB)
        noun = taken(words, _NAME_PARTS) + rate
        if noun and noun[0].kind == Kind.OF and words and words[-1].kind in GOING:
            going = words.pop()
            turn = [*taken(words, _ADVERB), going]
            topic = self.noun_at_end(words)
            if topic:
                self.frame = (topic, noun)
                return [*topic, *turn, *noun]
        return noun

    def average_of_change(self, left: Sequence[Word], before: IndicatorMatch) -> IndicatorMatch | None:
        """户均增收 of 农户户均增收3200元: of a verb that holds its own noun the average is the name."""
        if not before.name.endswith(AVERAGES):
            return None
        verb = next((word for word in reversed(left) if word.kind == Kind.CHANGE), None)
        if verb is None or self.norm[verb.end - 1] not in OWN_NOUNS:
            return None
        end = before.spans[-1][1]
        return self.named(((end - 2, end), (verb.start, verb.end)), "average of a change")

    def added_up(self, words: list[Word], name: str) -> list[Word]:
        """What stands before a name that 累计 leads up to, and belongs to it: 旅客|累计|发送量, 基金|累计|支出总额."""
        *before, added = words
        noun = self.core(self.noun_at_end(before))
        adds = noun and noun[-1].end == added.start and not self.is_owner(noun) and _ADDS_UP.fullmatch(name) is not None
        return [*noun, added] if adds or len(name) <= _SHORT else []

    # --- what of a noun phrase names

    def core(self, noun: Sequence[Word]) -> list[Word]:
        """The part of a noun phrase that names: behind 等 and 的, without notes and without whose it is."""
        if len(noun) == 1 and noun[0].kind == Kind.NOUN:
            return self.without_owner(list(noun))
        noun = [word for word in noun if word.kind != Kind.NOTE]
        if any(word.kind in GOING for word in noun):
            return noun
        for k in range(len(noun) - 2, -1, -1):
            if noun[k].kind in _PARTING:
                rest = self.text(*noun[k + 1 :])
                if noun[k].kind == Kind.LIST or not self._stays_with_its_of(rest):
                    noun = noun[k + 1 :] if len(rest) > 1 else noun
                    break
        while noun and noun[0].kind not in _NAMING:
            noun = noun[1:]
        return self.without_owner(noun)

    @staticmethod
    def _stays_with_its_of(rest: str) -> bool:
        """Whether what stands before 的 is needed: 桥梁的长度, 煤炭的开采和洗选业."""
        return rest in _heads("amount") or _OF_AN_INDUSTRY.fullmatch(rest) is not None

    def without_owner(self, noun: list[Word]) -> list[Word]:
        """The phrase without the areas and the organisation that it begins with, where enough is left to be a name."""
        if not noun:
            return noun
        first = noun[0]
        end = self.owner_end(first)
        if end == first.start and first.kind == Kind.NOUN:
            return noun
        rest = _from(noun, end)
        name = self.text(*rest)
        bare = name in _heads("amount") and self._subject_end(first.start) <= first.start
        return noun if len(name) < 2 or bare else rest

    def behind_owner(self, noun: Sequence[Word]) -> list[Word]:
        """What of the phrase stands behind the areas and the organisation that it begins with."""
        return _from(noun, self.owner_end(noun[0])) if noun else []

    def owner_end(self, first: Word) -> int:
        """Where the name of whose it is ends, at the beginning of a noun."""
        subject = self._subject_end(first.start)
        # 这条|铁路 is pointed at, and no class of things
        pointed = first.start not in self.owners and self.norm.startswith(("这", "该", "此"), first.start - 2)
        is_class = not pointed and _CLASS.fullmatch(self.norm, first.start, subject) is not None
        named = first.start < subject <= first.end and not is_class
        begin = subject if named else first.start
        written = self.norm[begin : first.end]
        # what is longer than texts have it is read and not remembered
        place, owner = (_owner_at if len(written) <= _REMEMBERED else _owner_at.__wrapped__)(written)
        end = begin + place
        if end > first.start and self.norm.startswith("生产总值", end) and self.norm.startswith("地区", end - 2):
            return end - 2
        return begin + owner

    def _subject_end(self, at: int) -> int:
        """Where the subject that stands at a place ends: 这条铁路 at 条铁路 too, where 这 is a word of its own."""
        place = bisect_right(self._owner_starts, at) - 1
        return max(self.owners[self._owner_starts[place]], at) if place >= 0 else at

    def tells_whose(self, name: IndicatorMatch) -> bool:
        """Whether a name tells only whose it is: 滑县|连续11年|荣获先进县称号."""
        return len(name.spans) == 1 and self.is_owner([Word(*name.spans[0], Kind.NOUN)])

    def is_owner(self, words: Sequence[Word]) -> bool:
        """Whether the words are a place or an organisation and nothing else."""
        return len(words) == 1 and self.owner_end(words[0]) == words[0].end


def _without_marks(norm: str, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """The stretches without the marks that they begin and end with: 2.收入, /收入, 收入-."""
    (first, begin), (last, end) = spans[0], spans[-1]
    opens, closes = _OPENS.match(norm, first, begin), _CLOSES.search(norm, last, end)
    if opens is not None and opens.end() < begin:
        spans = ((opens.end(), begin), *spans[1:])
    if closes is not None and closes.start() > spans[-1][0]:
        spans = (*spans[:-1], (spans[-1][0], closes.start()))
    return spans


def taken(words: list[Word], kinds: frozenset[str]) -> list[Word]:
    """The words of some kinds that end the words, taken off them."""
    at = len(words)
    while at and words[at - 1].kind in kinds:
        at -= 1
    ending = words[at:]
    del words[at:]
    return ending


def _from(noun: Sequence[Word], end: int) -> list[Word]:
    """The phrase from a place in its first word on, without what begins no name."""
    first = noun[0]
    rest = [Word(end, first.end, Kind.NOUN), *noun[1:]] if end < first.end else list(noun[1:])
    while rest and rest[0].kind not in _NAMING:
        rest = rest[1:]
    return rest


@lru_cache(maxsize=4096)
def _owner_at(written: str) -> tuple[int, int]:
    """Where a place that a noun begins with ends, and where an organisation does that may follow; 0 where there is none."""
    place = 0
    if match_place(written, 0) is not None:
        place = next((place.end for place in find_places(written) if not place.start), 0)
    owner = _OWNER.match(written, place) if _OWNER_ENDS.search(written, place) else None
    return place, owner.end() if owner is not None else place
