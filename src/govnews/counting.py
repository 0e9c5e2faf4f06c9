"""Counted nouns: what stands behind a number and is counted by it (67个项目), or is done by those counted (126个完成立项)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from govnews.bounds import THRESHOLDS
from govnews.lexicon import listed
from govnews.naming import AVERAGES, BORDERS, NOTHING, IndicatorMatch, Namer, head_of
from govnews.patterns import plain
from govnews.phrases import Kind, Word

_LONGEST: Final = 30
"""A counted noun is no longer than this."""
_SHORTEST: Final = 2
"""What is counted is no shorter than this, where something else is cut off it."""

_COUNTED_PARTS: Final = frozenset({Kind.NOUN, Kind.LINK, Kind.NOTE})
_NAMING: Final = frozenset({Kind.NOUN, Kind.ACT, Kind.AREA})
_OPENING: Final = _COUNTED_PARTS | {Kind.ACT}
_AVERAGE: Final = plain(rf"(?:每?[年月日])?(?:{'|'.join(AVERAGES)})\Z")
_ALREADY: Final = frozenset({"已", "拟", "新", "现", "正", "正在"})
"""What may stand before a verb that belongs to what is counted: 18个已签约项目."""
_CHOOSING: Final = frozenset({Kind.NOUN, Kind.REACH, Kind.ADVERB, Kind.PREP, Kind.TIME})
_CHOOSERS: Final = 3
"""No more words than this stand before the threshold that chooses what is counted."""
_LEADING: Final = frozenset({Kind.NUMBER, Kind.ADVERB, Kind.PREP})
_DOING: Final = frozenset({Kind.ACT, Kind.LIGHT, Kind.CHANGE, Kind.DO, Kind.EVENT})
# what stands behind a number and is no noun: 5年|时, 3家|就; 时尚品牌 is one
_NO_COUNTED: Final = plain(r"[(]|不等|百分比|[时后前内间之说就才左便](?![尚速令勤备台沿景科陆地容民利捷装侧翼接业医诊厅餐])")
_AMONG_OR_MODAL: Final = plain(r"(?<![高初空途集其手水心期年月眼脑])中\Z|(?<![需主重必纪概提摘只首简扼次紧机举精索政])要\Z")
_OUTCOME: Final = plain(
    r"(?:(?:全部|稳定|持续|稳步|健康|快速|高效|顺利|如期|按期|实现)*"
    r"(?:增收(?:致富)?|脱贫(?:致富)?|致富|办复|办结|(?:提档|转型|提质)升级|提质增效|达产达效|投产达效|做大做强|做优做强|复工复产)"
    r"|(?:高质量|健康)发展|(?:数字化|智能化|绿色|技术)(?:转型|改造)|改造升级|数字化|智能化|高质量"
    r"|(?:平稳|稳定|正常|安全|顺利)运行|(?:稳定|持续|健康)发展|(?<=项目)建设|(?<=工程)建设|(?:全部)?稳定"
    r"|(?:[来赴到在].{1,3}?)?(?:就业创业|创业就业|返乡创业)|[来赴].{1,3}?(?:就业|创业|投资|工作|旅游|求学)|(?<=[生员者民户])就业"
    r"|可(?:全[国省市区县程]|跨|网上|线上|掌上|异地|就近).*|实[行现]“.*)\Z"
)
"""What those counted do, and no part of what they are called: 15万农民|稳定增收, 198件提案|全部办复, 94个项目|建设."""
_QUALIFIED: Final = frozenset({Kind.NOUN, Kind.LINK, Kind.CHANGE, Kind.ACT, Kind.LIGHT, Kind.EVENT, Kind.DO})
_CLAUSES: Final = 10
"""No more words than this stand in front of 的 as what those counted are like."""
_TELLING: Final = frozenset({Kind.LIGHT, Kind.REACH, Kind.CHANGE, Kind.ADVERB})
_PERSONS: Final = ("人", "名", "位")
# 院士|来朝开展对接; not 未来, 来访者, 近年来
_COMES: Final = plain(r"前来|(?<![未外原本历由以往将从到近下年后出起])来(?![源往年自历访宾客龙说讲])")
_NOUN_AND_VERB: Final = 4
"""A noun and a verb of two characters each: 乡镇|补建了."""
_QUALITY: Final = 4
_QUALIFYING: Final = plain(
    r"(?:独具|各具|富有|具有|颇具|极具|具备|充满)[^、]*|[^、]*(?:特色|鲜明|完善|齐全|突出|先进|领先|一流|知名|明显|显著|良好|优美|宜居|独特|典型|活力|潜力)"
    r"|来自[^、]{1,12}|无家可归|流离失所|新?当选|获奖|参赛|参会|参展|受伤|遇难|随行|优秀|年轻|无辜"
    r"|(?P<short>[^、]{3,4})(?:、[^、]{3,4}){2,}"
)
"""What only tells what those counted are like, in front of 的: 独具特色的基地, 打基础、增后劲、创优势的项目."""
_DISTANCE: Final = plain(r".*[0-9十百](?:公里|千米|米|海里)(?:左右|上下)?")
"""What is covered at a speed: 以每小时15公里的速度."""


def counted_noun(namer: Namer, words: Sequence[Word], place: int, *, counts: bool) -> IndicatorMatch:
    """The noun behind the number at ``place``: 67个项目, which it ``counts``, 两年的建设, 100万台冰箱的产能."""
    first = place + 1
    if first == len(words) or words[first].kind in BORDERS or _leads_to_number(words, first):
        return NOTHING
    if words[first].kind == Kind.OF:
        first += 1
    if counts:
        first = _behind_quality(namer, words, _behind_choice(namer, words, _behind_adverb(namer, words, first)))
    if first == len(words) or not (words[first].kind in _OPENING or (counts and words[first].kind == Kind.AREA)):
        return NOTHING
    noun = _without_outcome(namer, _up_to_average(namer, _without_next_measure(namer, _noun_from(namer, words, first))))
    while noun and noun[-1].kind not in {Kind.NOUN, Kind.ACT}:
        noun.pop()
    if not noun or noun[0].kind not in _NAMING or _NO_COUNTED.match(namer.norm, noun[0].start):
        return NOTHING
    name = namer.text(*noun)
    is_given = words[first - 1].kind == Kind.OF and name == head_of(name, "given") and not _is_speed(namer, words, place, name)
    if is_given or (counts and _is_measure(namer, words, noun)):
        return NOTHING
    last = noun[-1]
    noun[-1] = Word(last.start, max(_without_verb(namer, words, place, last), last.start + 1), last.kind)
    return namer.match([word for word in noun if word.kind != Kind.NOTE], "counted noun")


def _is_speed(namer: Namer, words: Sequence[Word], place: int, name: str) -> bool:
    """Whether what is named is how fast something goes: 以每小时15公里的速度."""
    return name == "速度" and _DISTANCE.fullmatch(namer.text(words[place])) is not None


def _leads_to_number(words: Sequence[Word], first: int) -> bool:
    """Whether the mark of a list, and nothing else, parts the number from the next."""
    return words[first].kind == Kind.LINK and first + 1 < len(words) and words[first + 1].kind == Kind.NUMBER


def _is_measure(namer: Namer, words: Sequence[Word], noun: list[Word]) -> bool:
    """Whether the noun is what is told of those counted, and not they themselves: 150家|产值|实现增长."""
    name = namer.text(*noun)
    at = noun[-1].end
    place = bisect_left(words, at, key=lambda word: word.start)
    behind = words[place].kind if place < len(words) else Kind.STOP
    return behind in _TELLING and head_of(name, "own") == name and not namer.norm.startswith("分别", at)


def _without_verb(namer: Namer, words: Sequence[Word], place: int, last: Word) -> int:
    """Where the noun ends that a verb is written on to, which no table knows: 雪友|来这里, 乡镇|补建|了, 行业|中."""
    norm = namer.norm
    start, end = last.start + 1, last.end
    if norm[end - 1] in "中要" and _AMONG_OR_MODAL.search(norm, max(start, end - 1), end) is not None:
        return end - 1
    may_come = norm.find("来", start, end) >= 0 and namer.text(words[place]).endswith(_PERSONS)
    comes = _COMES.search(norm, start, end) if may_come else None
    if comes is not None:
        return comes.start()
    is_done = norm.startswith("了", last.end) and last.end - last.start >= _NOUN_AND_VERB
    return last.end - 2 if is_done else last.end


def _behind_adverb(namer: Namer, words: Sequence[Word], first: int) -> int:
    """Where the counted noun begins, behind an adverb of the verb that belongs to it: 18个已|签约项目."""
    leads = first < len(words) - 1 and namer.text(words[first]) in _ALREADY and words[first + 1].kind in {Kind.ACT, Kind.EVENT}
    return first + leads


def _behind_quality(namer: Namer, words: Sequence[Word], first: int) -> int:
    """Where the counted noun begins, behind what only tells what those counted are like: 3个|具有影响力的|集群."""
    of, end = first, min(first + _CLAUSES, len(words) - 1)
    while of < end and words[of].kind in _QUALIFIED:
        of += 1
    if not first < of < end or words[of].kind != Kind.OF or words[of + 1].kind != Kind.NOUN:
        return first
    is_quality = _QUALIFYING.fullmatch(namer.norm, words[first].start, words[of].start)
    return of + 1 if is_quality is not None else first


def _behind_choice(namer: Namer, words: Sequence[Word], first: int) -> int:
    """Where the counted noun begins, behind what only chooses which are counted: 6家|年产值10亿元以上|企业."""
    at = first
    while at < len(words) and words[at].kind in _CHOOSING and at - first <= _CHOOSERS:
        at += 1
    if first < at < len(words) - 1 and words[at].kind == Kind.NUMBER and namer.text(words[at]).endswith(THRESHOLDS):
        behind = at + 1 + (words[at + 1].kind == Kind.OF)
        return behind if behind < len(words) and words[behind].kind == Kind.NOUN else first
    return first


def _noun_from(namer: Namer, words: Sequence[Word], first: int) -> list[Word]:
    """The noun phrase that begins at a word, up to the first verb; a verb that begins it belongs to it (3个在建工程)."""
    at = first
    if words[first].kind == Kind.AREA:  # 11家|全国重点实验室; of 全球知名的景区 the last
        kinds = [word.kind for word in words[first + 1 : first + 4]]
        if kinds == [Kind.NOUN, Kind.OF, Kind.NOUN] and words[first + 1].end - words[first + 1].start <= _QUALITY:
            return [words[first + 3]]
        if kinds[:1] != [Kind.NOUN] or words[first + 1].start != words[first].end:
            return []
        at += 1
    while at < len(words) and words[at].kind in _COUNTED_PARTS and words[at].end - words[first].start <= _LONGEST:
        at += 1
    noun = list(words[first:at])
    behind = words[at : at + 2]
    if behind and (behind[0].kind == Kind.NUMBER or [word.kind for word in behind] == [Kind.LIST, Kind.NUMBER]):
        return _up_to_next_name(namer, noun)
    if len(behind) < 2 or behind[1].kind != Kind.NOUN:
        ends = not noun and bool(behind) and (len(behind) == 1 or behind[1].kind == Kind.STOP)
        return [behind[0]] if ends and namer.text(behind[0]) in listed("naming_words", "loss") else noun
    if noun and behind[0].kind == Kind.OF and namer.text(behind[1]) in listed("naming_words", "whole"):
        return [behind[1]]
    begins = not noun and behind[0].kind == Kind.ACT
    parted = behind[0].kind in {Kind.ACT, Kind.LIGHT} and namer.text(*noun) in listed("naming_words", "quality")
    return [*noun, *behind] if begins or parted else noun


def _up_to_average(namer: Namer, noun: list[Word]) -> list[Word]:
    """The noun up to where an average of those counted begins: 1.8万农户|户均增收3200元."""
    if not noun or noun[-1].kind != Kind.NOUN or namer.norm[noun[-1].end - 1] != "均":
        return noun
    last = noun[-1]
    average = _AVERAGE.search(namer.norm, last.start, last.end)
    if average is None:
        return noun
    return [*noun[:-1], Word(last.start, average.start(), Kind.NOUN)] if average.start() > last.start else noun[:-1]


def _without_outcome(namer: Namer, noun: list[Word]) -> list[Word]:
    """The noun without what those counted do: 50户重点企业|平稳运行."""
    if not noun or noun[-1].kind != Kind.NOUN:
        return noun
    last = noun[-1]
    outcome = _OUTCOME.search(namer.norm, last.start + _SHORTEST, last.end)
    return [*noun[:-1], Word(last.start, outcome.start(), Kind.NOUN)] if outcome is not None else noun


def what_happens(namer: Namer, words: Sequence[Word], place: int) -> IndicatorMatch:
    """What happens to those counted, right behind the number: (导致)5个项目停工."""
    behind = words[place + 1 : place + 2]
    return namer.match(behind, "predicate") if behind and behind[0].kind == Kind.EVENT else NOTHING


def what_befalls(namer: Namer, words: Sequence[Word], place: int) -> IndicatorMatch:
    """What befalls the persons counted, right behind the number, whatever brought it about: 空袭造成5人死亡、8人受伤."""
    behind = words[place + 1 : place + 2]
    is_of_persons = bool(behind) and namer.text(*behind).startswith(listed("naming_words", "befalls"))
    return namer.match(behind, "predicate") if is_of_persons else NOTHING


def _without_next_measure(namer: Namer, noun: list[Word]) -> list[Word]:
    """The noun without a measure that a mark of lists ties to it: 271处墓葬、|面积达5万平方米."""
    for link in range(len(noun) - 1, 0, -1):
        if noun[link].kind == Kind.LINK:
            behind = namer.text(*noun[link + 1 :])
            return noun[:link] if behind and head_of(behind, "amount") == behind else noun
    return noun


def _up_to_next_name(namer: Namer, noun: list[Word]) -> list[Word]:
    """The noun up to where the name of the next number begins: 119个复工项目|总投资509亿元."""
    link = next((k for k, word in enumerate(noun) if word.kind == Kind.LINK), None)
    if link is not None:
        return noun[:link]
    if noun and noun[-1].kind == Kind.NOUN:
        last = noun[-1]
        head = head_of(namer.text(last), "amount")
        if head and last.end - len(head) - last.start > 1:
            return [*noun[:-1], Word(last.start, last.end - len(head), Kind.NOUN)]
    return noun


def predicate(namer: Namer, words: Sequence[Word], place: int) -> IndicatorMatch:
    """What is done, where nothing is counted but that: 126个完成立项."""
    at, last, end = place + 1, len(words), words[place].end + _LONGEST
    while at < last and (word := words[at]).kind in _LEADING and word.end <= end:
        at += 1
    led = at > place + 1 and words[at - 1].kind == Kind.ADVERB
    done: list[Word] = []
    while at < last and words[at].kind not in BORDERS and words[at].end <= end:
        done.append(words[at])
        at += 1
    while done and done[-1].kind == Kind.LINK:
        done.pop()
    keeps = len(done) > 1 and namer.text(done[0]) == "保持" and done[1].kind == Kind.NOUN
    if not done or (done[0].kind not in _DOING and not led and not keeps):
        return NOTHING
    return namer.match(done, "predicate")
