"""Phrases: a sentence cut into the words that the grammar of indicators knows.

Numbers, times, brackets and quotations are one word each; the words of ``tables/indicator_words.tsv`` and the verbs of
change are found as the longest that begin at a place; what stands between them is noun. The clauses that hold numbers are
cut, each character once; one that holds none is cut where its topic is asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import attrs

from govnews.lexicon import listed, rows
from govnews.patterns import plain
from govnews.periods import PeriodMatch
from govnews.quantities import QuantityMatch


class Kind:
    """What a word does between an indicator and its number; ``tables/indicator_words.tsv`` says it at length.

    Strings and no enumeration: kinds are compared some hundred times a number, and members of one take long to look up.
    """

    NOUN: Final = "noun"
    REACH: Final = "reach"
    LIGHT: Final = "light"
    ACT: Final = "act"
    DO: Final = "do"
    EVENT: Final = "event"
    CHANGE: Final = "change"
    FLAT: Final = "flat"
    BASE: Final = "base"
    ADVERB: Final = "adverb"
    LEAD: Final = "lead"
    PREP: Final = "prep"
    LINK: Final = "link"
    LIST: Final = "list"
    AREA: Final = "area"
    AFTER: Final = "after"
    SHARE: Final = "share"
    """占"""
    OF: Final = "of"
    """的"""
    TIME: Final = "time"
    NOTE: Final = "note"
    """a bracket: a remark, or another name of what stands before it"""
    NUMBER: Final = "number"
    STOP: Final = "stop"
    """a mark that ends a clause"""


@attrs.define
class Word:
    """``norm[start:end]`` with what it does; ``number`` is which quantity it is, for a number.

    Not frozen, for a sentence has dozens and they are made twice as fast; nothing changes one.
    """

    start: int
    end: int
    kind: str
    number: int = -1


_MARK: Final = plain(
    r"[,;:。!！?？\n\t|…]|\s\s+|——|(?<![A-Za-z0-9])\s|[①-⑳⒈-⒛■●◆▲★※·•]|[“”‘’\"「」『』)\[\]】]|\s(?![A-Za-z0-9])"
)
_STOPS: Final = frozenset(",;:。!！?？\n\t|…①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛■●◆▲★※·•”’」』)】")
"""The marks that are a stop whatever follows."""
_MARKS: Final = frozenset('([]【〔“‘「『《"—').union(filter(str.isspace, map(chr, range(0x3001)))) - _STOPS
"""What else brackets, quotations and stops begin with."""
_NOTE: Final = plain(r"\([^()\n]{1,60}\)|\[[0-9]{1,3}\]|【[^【】\n]{1,30}】|〔[^〔〕\n]{1,30}〕")
_SHORT_NOTE: Final = plain(r"\([县市区旗州镇乡村屯盟国省家级街道队站店点园房车库集场院校]{1,2}\)")
_QUOTED: Final = plain(
    r"“[^“”\n,;。]{1,24}”|「[^「」\n,;。]{1,24}」|《[^《》\n]{1,40}》|\"[^\"\n,;。]{1,12}\"|‘[^‘’\n,;。]{1,16}’"
)
# 完成率, 发放额: one of these behind a verb makes both a noun
_NOUN_MAKER: Final = plain(
    r"[率额量值者型度类法权器]|费(?!用)|机(?![构器场关动会制遇能])|范围|力度|进度(?=为|是|达|[0-9]|快|超|完)|面(?=为|是|达|超|比|较|扩大|收窄|\Z)"
)
# 参加人员: and one of these behind a verb of doing
_DOER: Final = plain(
    r"[者率量费证团队期点类]|人员|人数|人次|人口|企业|公司|单位|项目|资金|金额|面积|里程|选手|代表|嘉宾|学生|职工|户数|比例"
    r"|用户|客户|流量|端口|能力|设备|设施|线路|规模"
)
_GATHERINGS: Final = ("活动", "大会", "仪式", "论坛")
"""What is made a noun by one of these behind it, and by a noun before it: 农业品牌|推介|活动."""
_COUNTED_TOO: Final = frozenset({"记者", "消息", "介绍", "通报", "联合", "公司", "集团", "园区"})
"""These open a clause or a phrase, and are counted too: 3200名媒体记者, 6次联合检查."""
_GOALS: Final = ("目标", "计划", "排名")
"""These end a noun too: 空中目标, 行动计划, 增长目标为5%."""
_NAMES_GOAL: Final = ("为", "是", "定为", "定在", "确定为", "设为", "设定为", "调整为")
_SINGLE: Final = {"占": Kind.SHARE, "的": Kind.OF, "之": Kind.OF}
_BEHIND_PHRASES: Final = frozenset(",;:。、的")
_AMONG: Final = plain(r"(?<![高初空途集其手水心期年月眼脑国华])中(?=[共已仅就约还]?有|占)")
"""What needs no mark behind the phrase of a group: 行业大类中有21个增长, but 高中有6所."""
_HAPPENED: Final = plain(r"(?:之?后(?![续备劲方台代勤卫期天者来半轮盾端裔继排市起遗])|以[后来]|之前)")
"""What needs no mark behind a verb to close the phrase of a time: 投产后年产值, but 完成后续工程."""
_MAKERS: Final = dict.fromkeys((Kind.ACT, Kind.LIGHT, Kind.CHANGE), ("率额量值者型度类法权器费机范力进面", _NOUN_MAKER)) | {
    Kind.DO: ("者率量费证团队期点类人企公单项资金面里选代嘉学职户比用客流端能设线规", _DOER)
}
"""What makes a noun of a verb that it follows, with the characters that it may begin with."""
_LIST_NUMBER: Final = plain(r"[0-9]{1,2}[.、)](?=[^0-9\s])")
_DIGITS: Final = frozenset("0123456789")
_VERBS: Final = frozenset({Kind.ACT, Kind.LIGHT, Kind.EVENT, Kind.DO, Kind.CHANGE})
_FICKLE: Final = frozenset({Kind.AFTER, Kind.AREA, *_MAKERS})
"""The kinds that a word has only where it stands so."""

_MENDED: Final = frozenset({Kind.EVENT, Kind.ADVERB, Kind.REACH})
"""The kinds of words that may be part of a noun."""
_FAR: Final = 200
"""No name is looked for at a word that stands further from its number than this."""
_HOLDS_COMMA: Final = plain(r"\([^()\n]{0,60}?,|【[^【】\n]{0,30}?,|〔[^〔〕\n]{0,30}?,|《[^《》\n]{0,40}?,")
"""A bracket or a title up to a comma in it."""
_BY_MARK: Final = ((_SHORT_NOTE, Kind.NOUN), (_QUOTED, Kind.NOUN), (_MARK, Kind.STOP))


class _Lexicon(NamedTuple):
    kinds: dict[str, str]
    alone: dict[str, str]
    """the kinds of the words and marks of one character; of a mark that more than this tells, none"""
    sizes: dict[str, tuple[int, ...]]
    """the lengths of the words that begin with two characters, the longest first"""
    parts: dict[str, str]
    """where words of other kinds are part of a noun"""


@cache
def _lexicon() -> _Lexicon:
    kinds = {word: kind for word, kind, *_ in rows("indicator_words")} | _SINGLE
    kinds |= {word: Kind.CHANGE for word, *_ in rows("changes") if kinds.get(word) != Kind.ACT}
    sizes: dict[str, set[int]] = {}
    for word in kinds:
        if len(word) > 1:
            sizes.setdefault(word[:2], {1} if word[0] in kinds else set()).add(len(word))
    alone = {word: kind for word, kind in kinds.items() if len(word) == 1}
    alone |= dict.fromkeys(_MARKS, "") | dict.fromkeys(_STOPS, Kind.STOP)
    longest_first = {pair: tuple(sorted(found, reverse=True)) for pair, found in sizes.items()}
    return _Lexicon(kinds, alone, longest_first, {word: part for word, _, part in rows("indicator_words") if part})


class Cutter:
    """Cuts a text into words, clause by clause, as they are asked for; its numbers and times are words already."""

    def __init__(self, norm: str, times: Sequence[PeriodMatch]) -> None:
        self.norm = norm
        self._times = [time for time in times if not time.is_name]
        self._starts = [time.start for time in self._times]
        self._kinds, self._alone, self._sizes, _ = _lexicon()
        self._words: list[Word] = []
        self._doubtful: list[int] = []
        """which of the words may be part of a noun"""
        self._limit = 0

    def around(self, start: int, end: int, quantities: Sequence[QuantityMatch], first: int = 0) -> tuple[list[Word], list[int]]:
        """The words of ``norm[start:end]`` in the clauses of its quantities, which are numbered from ``first`` on.

        What stands far from every number is left out too. Which of the words are numbers is told beside.

        >>> from govnews.quantities import scan_quantities
        >>> from govnews.text import Text
        >>> text = Text("投资增长,累计引进资金5亿元,结构优化")
        >>> words, _ = Cutter(text.norm, ()).around(0, 21, scan_quantities(text, ()))
        >>> [(text.norm[word.start : word.end], word.kind) for word in words]
        [(',', 'stop'), ('累计', 'adverb'), ('引进', 'act'), ('资金', 'noun'), ('5亿元', 'number'), (',', 'stop')]
        """
        self._words, self._doubtful = [], []
        words, places = self._words, list[int]()
        counted_off = _LIST_NUMBER.match(self.norm, start) if self.norm[start] in _DIGITS else None
        at = max(start if counted_off is None else counted_off.end(), quantities[0].outer_start - 2 * _FAR)
        for number, quantity in enumerate(quantities, first):
            begin = quantity.outer_start
            if at < begin:
                close, opens = self._clause_ends(at, begin)
                if close < opens and words:
                    self._cut(at, close)
                at = self._cut(opens if close < opens or not words else at, begin)
            # a time may have taken the number up
            if at == begin:
                places.append(len(words))
                words.append(Word(begin, quantity.outer_end, Kind.NUMBER, number))
                at = quantity.outer_end
        self._cut(at, self._clause_ends(at, min(end, at + 2 * _FAR))[0])
        mended = _mended(self.norm, words, self._doubtful)
        if mended is not words:
            places = [place for place, word in enumerate(mended) if word.kind == Kind.NUMBER]
        return mended, places

    def before(self, comma: int, start: int) -> list[Word]:
        """The words of the clause without a number that a comma ends, and the comma; it begins at ``start`` or behind."""
        self._words, self._doubtful = [], []
        self._cut(self._clause_ends(max(start, comma - 2 * _FAR), comma)[1], comma + 1)
        return _mended(self.norm, self._words, self._doubtful)

    def _clause_ends(self, at: int, end: int) -> tuple[int, int]:
        """Where the clause of what stands before ``norm[at:end]`` closes, and where the one of what follows opens.

        A comma in brackets or a title parts no clauses; where there is one, they close and open far away. No time holds one.
        """
        norm = self.norm
        if end - at > 2 * _FAR:
            return at + _FAR, end - _FAR
        comma = norm.find(",", at, end)
        if comma < 0 or _HOLDS_COMMA.search(norm, at, end):
            return end, at
        return comma + 1, norm.rfind(",", comma, end)

    def _cut(self, at: int, end: int) -> int:
        """Add the words and times of ``norm[at:end]``, which holds no number; return where they end: a time may reach further."""
        starts = self._starts
        self._limit = end
        first = bisect_left(starts, at)
        if first == len(starts) or starts[first] >= end:
            return self._cut_words(at, end)
        for time in self._times[first : bisect_left(starts, end, first)]:
            at = self._cut_words(at, time.start)
            if at == time.start:
                self._words.append(Word(at, time.end, Kind.TIME))
                at = time.end
        return self._cut_words(at, end)

    def _cut_words(self, at: int, end: int) -> int:
        """Add the words from a place to ``end``; return where they end: only a remark may reach further, up to the limit."""
        norm, words, alone, sizes = self.norm, self._words, self._alone, self._sizes
        # where the noun begins that is not written down yet
        noun = at
        while at < end:
            pair = norm[at : at + 2]
            if pair in sizes:
                kind, close = self._word_at(at, end, sizes[pair], after_noun=noun < at)
            elif norm[at] in alone:
                kind, close = alone[norm[at]], at + 1
                if kind in _FICKLE:
                    kind = self._kind_at(at, close, end, kind, after_noun=noun < at) or Kind.NOUN
                elif not kind:
                    kind, close = self._marked_at(at, end, after_noun=noun < at)
            else:
                at += 1
                continue
            if kind != Kind.NOUN:
                if noun < at:
                    words.append(Word(noun, at, Kind.NOUN))
                if kind in _MENDED:
                    self._doubtful.append(len(words))
                words.append(Word(at, close, kind))
                noun = close
            at = close
        if noun < at:
            words.append(Word(noun, at, Kind.NOUN))
        return at

    def _word_at(self, at: int, end: int, sizes: tuple[int, ...], *, after_noun: bool) -> tuple[str, int]:
        """The kind of the longest word of some lengths that begins at a place, and where it ends."""
        norm, kinds = self.norm, self._kinds
        for size in sizes:
            close = at + size
            written = norm[at:close]
            kind = kinds.get(written)
            if kind is not None and close <= end:
                if kind not in _FICKLE and written not in _COUNTED_TOO:
                    return kind, close
                here = self._kind_at(at, close, end, kind, after_noun=after_noun)
                if here is not None:
                    return here, close
        return Kind.NOUN, at + 1

    def _kind_at(self, at: int, close: int, end: int, kind: str, *, after_noun: bool) -> str | None:
        """What a word of the lexicon does where it stands; None where it is no word there."""
        norm = self.norm
        if kind == Kind.AFTER and norm[close : close + 1] not in _BEHIND_PHRASES:
            happened = not after_noun and self._words and self._words[-1].kind in _VERBS and _HAPPENED.match(norm, at)
            return kind if happened or _AMONG.match(norm, at) else None
        if kind == Kind.AREA and after_noun:
            return Kind.NOUN
        follows = after_noun or (bool(self._words) and self._words[-1].kind == Kind.NUMBER)
        if follows and norm[at:close] in _COUNTED_TOO:
            return Kind.NOUN
        if after_noun and kind == Kind.ACT and norm.startswith(_GATHERINGS, close) and norm[at] not in "参观组":
            return Kind.NOUN
        if kind in _MAKERS and close < end:
            begins, maker = _MAKERS[kind]
            if norm[close] in begins and maker.match(norm, close, end):
                return Kind.NOUN
        return kind

    def _marked_at(self, at: int, end: int, *, after_noun: bool) -> tuple[str, int]:
        """A bracket, a quotation or a stop that more than its first character tells; else this is a noun's.

        A bracket that holds a number opens a clause of its own.
        """
        first = self.norm[at]
        note = self._note_at(at, after_noun=after_noun) if first in "([【〔" else None
        if note is not None:
            return note
        if first == "(" and not (after_noun and _SHORT_NOTE.match(self.norm, at, self._limit)):
            # 甲区(5户): the bracket gives the number, else it tells of something else
            return (Kind.ADVERB if at + 1 == end else Kind.STOP), at + 1
        if first == "]" and end == at + 1:
            return Kind.NOTE, end
        for mark, kind in _BY_MARK:
            match = mark.match(self.norm, at, end)
            if match is not None:
                return kind, match.end()
        return Kind.NOUN, at + 1

    def _note_at(self, at: int, *, after_noun: bool) -> tuple[str, int] | None:
        """A bracket that holds no number; times in it are part of the remark, 示范县(市) is all noun."""
        if after_noun and _SHORT_NOTE.match(self.norm, at, self._limit):
            return None
        note = _NOTE.match(self.norm, at, self._limit)
        return (Kind.NOTE, note.end()) if note is not None else None


def _mended(norm: str, words: list[Word], doubtful: list[int]) -> list[Word]:
    """The words, those of the doubtful ones that stand inside a noun made part of it: 科技计划项目, 医共体."""
    parts: set[int] = set()
    for i in doubtful:
        after_noun = i > 0 and (words[i - 1].kind == Kind.NOUN or i - 1 in parts)
        if _belongs_to_noun(norm, words, i, after_noun=after_noun):
            parts.add(i)
    if not parts:
        return words
    mended: list[Word] = []
    for i, word in enumerate(words):
        if word.kind == Kind.NOUN or i in parts:
            after_noun = bool(mended) and mended[-1].kind == Kind.NOUN
            mended.append(Word(mended.pop().start if after_noun else word.start, word.end, Kind.NOUN))
        else:
            mended.append(word)
    return mended


def _belongs_to_noun(norm: str, words: list[Word], i: int, *, after_noun: bool) -> bool:
    """Whether a word of another kind is part of the noun that it leads to or stands in."""
    word = words[i]
    leads = i + 1 < len(words) and words[i + 1].kind == Kind.NOUN
    if word.kind == Kind.EVENT:
        return leads or norm.startswith(_GOALS, word.end)
    written = norm[word.start : word.end]
    part = _lexicon().parts.get(written) if leads else None
    if part is not None and (part == "before" or after_noun is (part == "inside")):
        # 产值突破百亿大关: what is reached, by what it is called
        return not (word.kind == Kind.REACH and norm.endswith(listed("naming_words", "mark"), word.end, words[i + 1].end))
    if not after_noun or written not in _GOALS:
        return False
    return _closes(words, i) or (written == "目标" and norm.startswith(_NAMES_GOAL, word.end))


def _closes(words: list[Word], i: int) -> bool:
    """Whether a mark or 的 follows, or nothing."""
    return i + 1 == len(words) or words[i + 1].kind in {Kind.STOP, Kind.OF}
