"""Names before the number: a noun, a noun with its verb (班列开行), a verb with its object (引进资金).

A noun also takes in what the words before it make of it: the sector that has the measure (建材业实现增加值), what one thing is
to another (消费对经济增长的贡献率), what has an effect on it (内需拉动经济增长).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govnews.naming import NOTHING, IndicatorMatch, Namer, head_of, taken
from govnews.patterns import plain
from govnews.phrases import Kind, Word

_SPENDING: Final = frozenset({"投入", "投资", "出资", "耗资", "斥资", "捐款", "筹资"})
_FOR: Final = frozenset({"为", "给", "替", "帮助", "帮", "向", "让"})
_EFFECTS: Final = frozenset({"拉动", "带动"})
_HAVING: Final = ("实现", "完成", "取得", "创造", "获得")
"""The verbs between a sector or a product and a measure of it: 建材业实现增加值."""
_BESIDE: Final = frozenset({Kind.ADVERB, Kind.TIME})
"""What may stand on either side of these verbs."""
_SECTOR: Final = plain(
    r""".*(?: (?<![作毕就创复失从停歇])业 | 经济 | 产业链 | 产业集群 | 产品 | 领域 | 板块 | 外贸 | 商品 | 单位 | 电商 | 民营
          | 公路 | 水路 | 铁路 | 民航 | 航空 | 邮政 | 水运 | 港口 | 机场 | 交通(?:运输)? | 水利 | 能源 | 电力 | 教育 | 卫生
          | 住宅 | 房地产 | 基础设施 | 民生 | [一二三]产
          | (?:重点|重大|在建|续建|新建|复工|开工|产业|工业|技改|签约|民间|政府)(?:投资|建设)?项目 )""",
    re.VERBOSE,
)
_RELATION: Final = plain(r".*(?:贡献率?|占比|拉动率?|依存度|弹性系数|影响|汇率|汇率中间价)")
"""What X has towards Y: X对Y的贡献率."""
_ABROAD: Final = plain(r".{1,12}(?:进出口|出口|进口|直接投资|投资|贸易|承包工程|援助)(?:总?额|总?值|合作)?")
_ALREADY: Final = frozenset({"已", "已经", "均已", "也已"})
_SHORT_VERB: Final = 2
_HAS_ITS_VERB: Final = plain(
    r"(?:在建|续建|现有|竣工|存量|原有|累计)"
    r"|.*(?:养护|改造|改建|扩建|建设|治理|整治|维修|维护|修复|修缮|硬化|绿化|亮化|提升|升级|更新|加固|清淤|疏浚|造林|封育|培训)\Z"
)


def name_before(namer: Namer, left: list[Word], shared: Sequence[Word]) -> IndicatorMatch:
    """The name that the words before a number make, or that of nothing.

    ``shared`` is the verb of the member before in a list; it holds for a noun that follows the mark of the list and has none.
    """
    words = namer.trimmed(left) if left else []
    if len(words) == 1 and words[0].kind == Kind.NOUN and not shared:
        return namer.match(namer.without_owner(words), "noun before the number")
    return _name_of(namer, left, words, shared) if words else NOTHING


def _name_of(namer: Namer, left: list[Word], words: list[Word], shared: Sequence[Word]) -> IndicatorMatch:
    """The name that the words make which are left of those before a number when it is trimmed of what leads up to it."""
    turn = left[len(words) : len(words) + 1]
    verb = namer.verbs_at_end(words)
    if verb:
        if turn and turn[0].kind == Kind.TIME and not words:
            return NOTHING
        return namer.match([*_doer(namer, words, verb), *verb], "noun and verb")
    noun = namer.noun_at_end(words)
    core = namer.core(noun) if noun else []
    if not core:
        return NOTHING
    whole = core[0].start == noun[0].start
    if words:
        named = _relation(namer, words, noun)
        if named is None and whole:
            named = _of_sector(namer, words, core) or _effect(namer, words, core, turn) or _done_to(namer, words, core)
        if named is not None:
            return named
    if whole:
        action: Sequence[Word] = namer.verbs_at_end(words)
    else:
        action = shared if shared and not _HAS_ITS_VERB.match(namer.text(*core)) else []
    if not action and words and namer.text(words[-1]) == "累计":
        action = namer.added_up(words, namer.text(*core))
    return namer.match([*action, *core], "verb and object" if action else "noun before the number")


def _doer(namer: Namer, words: list[Word], verb: list[Word]) -> list[Word]:
    """The noun before a verb that ends the words: 班列|开行; not who spends, nor for whom it is done (为企业|减税)."""
    parted = bool(words) and words[-1].end != verb[0].start
    noun = namer.noun_at_end(words)
    if words and namer.text(words[-1]) in _FOR:
        return []
    if namer.text(*verb) in _SPENDING and (parted or (noun and namer.owner_end(noun[-1]) == noun[-1].end)):
        return []
    return [] if namer.is_owner(noun) else namer.core(noun)


def _done_to(namer: Namer, words: list[Word], core: list[Word]) -> IndicatorMatch | None:
    """宅基地|已|确权5000宗: what something was done to, with a verb that no table knows."""
    verb = namer.text(*core)
    if namer.text(words[-1]) not in _ALREADY or len(verb) != _SHORT_VERB or head_of(verb, "own", "thing", "amount"):
        return None
    noun = namer.core(namer.noun_at_end(words[:-1]))
    return namer.match([*noun, *core], "noun and verb") if noun and not namer.is_owner(noun) else None


def _of_sector(namer: Namer, words: list[Word], core: list[Word]) -> IndicatorMatch | None:
    """建材业实现增加值: a sector or a product that has the measure is part of its name."""
    before = list(words)
    taken(before, _BESIDE)
    if not before or not namer.text(before.pop()).endswith(_HAVING):
        return None
    taken(before, _BESIDE)
    sector = namer.core(namer.noun_at_end(before))
    if not sector or namer.is_owner(sector) or not _SECTOR.fullmatch(namer.text(*sector)):
        return None
    return namer.match([*sector, *core], "measure of a sector")


def _effect(namer: Namer, words: list[Word], core: list[Word], turn: list[Word]) -> IndicatorMatch | None:
    """内需拉动经济增长1.3个百分点: the whole is the name."""
    *before, verb = words
    if namer.text(verb) not in _EFFECTS:
        return None
    grows = [word for word in turn if word.kind == Kind.CHANGE]
    if not grows and not namer.text(*core).endswith("增长"):
        return None
    cause = namer.core(namer.noun_at_end(before)) if before and before[-1].end == verb.start else []
    return namer.match([*cause, verb, *core, *grows], "effect")


def _relation(namer: Namer, words: list[Word], noun: list[Word]) -> IndicatorMatch | None:
    """消费对经济增长的贡献率, 对东盟出口: what one is to another keeps both, trade and investment whom they are with."""
    *before, towards = words
    if namer.text(towards) != "对":
        return None
    name = namer.text(*noun)
    if _ABROAD.fullmatch(name):
        return namer.match([towards, *noun], "relation")
    topic = namer.core(namer.noun_at_end(before)) if _RELATION.fullmatch(name) else []
    return namer.match([*topic, towards, *noun], "relation") if topic else None


def lasted(namer: Namer, left: Sequence[Word], before: IndicatorMatch) -> IndicatorMatch | None:
    """What was done so long, where a verb of doing stands right before its object: 扎根社区已经50年."""
    start, end = before.spans[0]
    verb = next((word for word in left if word.kind == Kind.DO and word.end == start), None)
    return namer.match([verb, Word(start, end, Kind.NOUN)], "verb and object") if verb is not None else None
