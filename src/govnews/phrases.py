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

from govnews.lexicon import rows
from govnews.model import Span
from govnews.patterns import pattern
from govnews.periods import PeriodMatch
from govnews.quantities import QuantityMatch


class Kind(StrEnum):
    """What a word does between an indicator and its number; ``tables/indicator_words.tsv`` says it at length."""

    NOUN = "noun"
    REACH = "reach"
    LIGHT = "light"
    ACT = "act"
    DO = "do"
    EVENT = "event"
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


_MARK: Final = pattern(
    r"[,;:。!！?？\n\t|…]|\s\s+|——|(?<![A-Za-z0-9])\s|[①-⑳⒈-⒛■●◆▲★※·•]|[“”‘’\"「」『』)\[\]】]|\s(?![A-Za-z0-9])"
)
_NOTE: Final = pattern(r"\([^()\n]{1,60}\)|\[[0-9]{1,3}\]|【[^【】\n]{1,30}】|〔[^〔〕\n]{1,30}〕")
_SHORT_NOTE: Final = pattern(r"\([县市区旗州镇乡村屯盟国省家级街道队站店点园房车库集场院校]{1,2}\)")
_QUOTED: Final = pattern(
    r"“[^“”\n,;。]{1,24}”|「[^「」\n,;。]{1,24}」|《[^《》\n]{1,40}》|\"[^\"\n,;。]{1,12}\"|‘[^‘’\n,;。]{1,16}’"
)
# 完成率, 发放额: one of these behind a verb makes both a noun
_NOUN_MAKER: Final = pattern(r"[率额量值者型度类法权器]|费(?!用)|机(?![构器场关动会制遇能])")
# 参加人员: and one of these behind a verb of doing
_DOER: Final = pattern(
    r"[者率量费证团队期点类]|人员|人数|人次|人口|企业|公司|单位|项目|资金|金额|面积|里程|选手|代表|嘉宾|学生|职工|户数|比例"
)
# these may be the end of a word as well (共同体, 医共体); other words of one character part what stands around them
_SHORT_INSIDE: Final = frozenset("共达到至")
_INSIDE: Final = frozenset(
    {
        *(
            "计划",
            "目标",
            "集中",
            "全面",
            "高速",
            "快速",
            "预期",
            "预计",
            "初步",
            "基本",
            "总体",
            "实际",
            "名义",
            "现场",
            "免费",
            "自愿",
        ),
        *(
            "良好",
            "高效",
            "提前",
            "首次",
            "当年",
            "当期",
            "当月",
            "当日",
            "额外",
            "一次性",
            "无偿",
            "强劲",
            "核算",
            "估算",
            "测算",
        ),
        *(
            "保守",
            "连续",
            "加速",
            "主动",
            "充分",
            "完全",
            "有效",
            "有力",
            "积极",
            "同期",
            "历史性",
            "最高",
            "最低",
            "最多",
            "最少",
            "单独",
        ),
        *(
            "平稳",
            "稳步",
            "日前",
            "突破",
            "总计",
            "合计",
            "共计",
            "排名",
            "达成",
            "超额",
            "最终",
            "最后",
            "目的",
            "年内",
            "期内",
            "较大",
        ),
        *("较高", "大力", "大幅", "显著", "明显", "没有", "每年", "每月", "每日", "每天", "每人"),
    }
)
_QUALIFIERS: Final = frozenset({"平均", "一次性", "最高", "最低", "最大", "最小", "名义", "人均", "免费", "无偿", "全部"})
"""These say how, but right before a noun they are part of it: 平均水价, 最高气温."""
_COUNTED_TOO: Final = frozenset({"记者", "消息", "介绍", "通报", "联合", "公司", "集团", "企业", "园区"})
"""These open a clause or a phrase, and are counted too: 3200名媒体记者, 6次联合检查."""
_GOALS: Final = ("目标", "计划", "排名")
"""These end a noun too: 空中目标, 行动计划."""
_SINGLE: Final = {"占": Kind.SHARE, "的": Kind.OF, "之": Kind.OF}
_BEHIND_PHRASES: Final = frozenset(",;:。、的")
_MAKERS: Final = dict.fromkeys((Kind.ACT, Kind.LIGHT, Kind.CHANGE), _NOUN_MAKER) | {Kind.DO: _DOER}


@cache
def _lexicon() -> tuple[dict[str, Kind], dict[str, tuple[int, ...]]]:
    """The words with their kinds, and the lengths of those that begin with a character, the longest first."""
    kinds = {word: Kind(kind) for word, kind in rows("indicator_words")} | _SINGLE
    kinds |= {word: Kind.CHANGE for word, *_ in rows("changes")}
    lengths: dict[str, set[int]] = {}
    for word in kinds:
        lengths.setdefault(word[0], set()).add(len(word))
    return kinds, {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}


def _known_word(norm: str, at: int, end: int, *, after_noun: bool, after_number: bool) -> Word | None:
    """The longest word of the lexicon that begins at ``at``."""
    kinds, lengths = _lexicon()
    for length in lengths.get(norm[at], ()):
        written = norm[at : at + length]
        kind = kinds.get(written) if at + length <= end else None
        if kind is None or (kind is Kind.AFTER and norm[at + length : at + length + 1] not in _BEHIND_PHRASES):
            continue
        if (kind is Kind.AREA and after_noun) or (written in _COUNTED_TOO and (after_noun or after_number)):
            kind = Kind.NOUN
        maker = _MAKERS.get(kind)
        if maker is not None and maker.match(norm, at + length, end):
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
    numbers = [start for start in ends if fixed[start].kind is Kind.NUMBER]
    words: list[Word] = []
    at = span.start
    while at < span.end:
        last = words[-1] if words else _START
        after_noun = last.kind is Kind.NOUN and last.end == at
        word = (
            fixed.get(at)
            or _note_at(norm, at, span.end, numbers, after_noun=after_noun)
            or _word_at(norm, at, _limit(ends, at, span.end), after_noun=after_noun, after_number=last.kind is Kind.NUMBER)
        )
        if after_noun and word.kind is Kind.NOUN:
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
        after_noun = _ends_in_noun(mended, word.start)
        if word.kind is Kind.NOUN or _belongs_to_noun(norm, words, i, written, after_noun=after_noun):
            start = mended.pop().start if after_noun else word.start
            mended.append(Word(start, word.end, Kind.NOUN))
        else:
            mended.append(word)
    return mended


def _belongs_to_noun(norm: str, words: list[Word], i: int, written: str, *, after_noun: bool) -> bool:
    """Whether a word of another kind is part of the noun that it leads to or stands in."""
    leads = _leads_noun(words, i)
    if words[i].kind is Kind.EVENT:
        return leads or norm.startswith(_GOALS, words[i].end)
    if words[i].kind not in {Kind.ADVERB, Kind.REACH}:
        return False
    if leads and (written in _QUALIFIERS or (after_noun and written in _SHORT_INSIDE | _INSIDE)):
        return True
    return after_noun and written in _GOALS and _closes(words, i)


def _closes(words: list[Word], i: int) -> bool:
    """Whether a mark or 的 follows, or nothing."""
    return i + 1 == len(words) or words[i + 1].kind in {Kind.STOP, Kind.OF}


def _leads_noun(words: list[Word], i: int) -> bool:
    return i + 1 < len(words) and words[i + 1].kind is Kind.NOUN and words[i + 1].start == words[i].end


def _ends_in_noun(words: list[Word], at: int) -> bool:
    return bool(words) and words[-1].kind is Kind.NOUN and words[-1].end == at


def _note_at(norm: str, at: int, end: int, numbers: list[int], *, after_noun: bool) -> Word | None:
    """A bracket that holds no number; times in it are part of the remark, 示范县(市) is all noun."""
    if norm[at] not in "([【〔" or (after_noun and _SHORT_NOTE.match(norm, at, end)):
        return None
    place = bisect_left(numbers, at)
    note = _NOTE.match(norm, at, min(end, numbers[place]) if place < len(numbers) else end)
    return Word(at, note.end(), Kind.NOTE) if note is not None else None


_START: Final = Word(0, 0, Kind.STOP)
_BY_MARK: Final = ((_SHORT_NOTE, Kind.NOUN), (_QUOTED, Kind.NOUN), (_MARK, Kind.STOP))


def _limit(fixed: list[int], at: int, end: int) -> int:
    """Where the next number or time begins: no word reaches into one."""
    place = bisect_left(fixed, at + 1)
    return min(end, fixed[place]) if place < len(fixed) else end


def _word_at(norm: str, at: int, end: int, *, after_noun: bool, after_number: bool) -> Word:
    """The word at a place where no number and no time begins."""
    if norm[at] == "]" and end == at + 1:
        return Word(at, end, Kind.NOTE)
    # brackets, quotation marks and stops, none of which is a letter
    for form, kind in () if norm[at].isalpha() else _BY_MARK:
        match = form.match(norm, at, end)
        if match is not None:
            return Word(at, match.end(), kind)
    known = _known_word(norm, at, end, after_noun=after_noun, after_number=after_number)
    return known or Word(at, at + 1, Kind.NOUN)
