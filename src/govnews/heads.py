"""Heads: what stands at the head of a clause as its subject, under the fullest name that the text gives it.

Behind a dateline, times and connectives the first name is the head, unless it is an aside. Words that stand for a name (公司,
该区, 全市) are resolved; a bureau that publishes or speaks stands for its place. Where no name stands at the head, one further in
may be it: …的新光公司将….
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from operator import itemgetter
from typing import Final, Protocol

import attrs

from govnews.asides import PARTNER, is_aside, is_partner, is_pivot
from govnews.entities import NATION_WORDS, PLACES, Entity, fits, fullest_names, home_of, is_named_long
from govnews.items import Item
from govnews.leads import LEADS_ALONE, MARKS, Leads
from govnews.model import Span
from govnews.patterns import pattern, plain
from govnews.periods import PeriodMatch
from govnews.rosters import ROW, is_counted, match_roster
from govnews.tellers import is_national, is_observer, is_press, is_source, is_worldwide, tells_of_country, tells_of_home
from govnews.text import CLAUSE_ENDS
from govnews.things import is_structure, match_thing, project_before, thing_marks

_CLAUSE: Final = plain(rf"[^{CLAUSE_ENDS}]*+[{CLAUSE_ENDS}]?+")
_BACK: Final = 200
_AHEAD: Final = 200
"""So many names before and after a word like 公司 or 全市 are asked what it stands for."""

_BODY_WORDS: Final = "院|校|所|馆|站|局|办|行|厂|矿|港|中心|项目|工程|基地|地区|镇|乡|村|社|会|线|桥|店"
_WORK_WORDS: Final = "项目|工程|大桥|桥|隧道|铁路|高铁|公路|通道"
"""What stands for a body, or for a work, where a word points at it."""
_ANAPHOR: Final = plain(
    rf"""(?: (?:该|本|这家|这个|此)?(?P<company>公司|集团|企业(?![家级]|总数|数|和|、|与)|银行|厂(?!房))
          | (?:该|本|这个|此)?(?P<zone>高新区|新区|开发区|经开区|园区|自贸区|示范区|试验区|保税区|产业园|科技城)
          | (?:该|本|这家|这所|这个|此)
            (?P<body>{_BODY_WORDS}) )
        (?![A-Za-z])
        | (?:我们|全|本届?|该|本次|此次)?(?P<kept>学校|医院|协会|编队|代表团|展会|赛事|展销会|(?<=全)[院校])
          (?![级均办容所长园])
        | [本此]届(?P<held>峰会|大会|论坛|年会|[\u4e00-\u9fff]{{0,3}}博览会|交易会|洽谈会|[\u4e00-\u9fff]{{1,2}}博会)""",
    re.VERBOSE,
)
_WORK: Final = plain(
    rf"""(?: [该本此] | 这[个条座项] | 整个
          | (?=项目(?:计划|预计|估算|概算|规划)?(?:总投资|投资|占地|[全总]长|总建筑面积|全部建成|建成后|达产|一期|设计))
          | 全(?=桥[总全长]) )
        (?P<work>{_WORK_WORDS})(?![部法师院库组])""",
    re.VERBOSE,
)
"""A word that stands for a road, a bridge or a project."""
_CALLED: Final = {"项目": ("项目", "工程"), "桥": ("大桥",)}
"""What the names end in that some of these words stand for."""
_OWN_NAMES: Final = frozenset({"高新区", "经开区"})
"""What stands for itself where a text gives no longer name."""
_WORK_STARTERS: Final = frozenset("该本此这整项全")
_STAND_IN_STARTERS: Final = frozenset("国我全医学协编代展赛该本这此公集企银厂高新开经园自示试保产科院校")
_FAIR: Final = ("会", "展", "节")
_GAMES: Final = ("赛", "会", "马拉松", "杯")
_HELD: Final = ("会", "论坛")
_EVENTS: Final = (_FAIR, _GAMES, _HELD)
_KEPT: Final = {
    **dict.fromkeys(("学校", "校"), ("大学", "学院", "中学", "小学", "学校", "党校", "技校", "幼儿园")),
    **dict.fromkeys(("医院", "院"), ("医院", "卫生院")),
    **dict.fromkeys(("展会", "展销会"), _FAIR),
    "赛事": _GAMES,
    "协会": ("协会", "联合会", "学会"),
}
"""What the name ends in that a word stands for, where it does not end in the word."""
_STAND_INS: Final = frozenset(
    {
        *("公司", "集团", "企业", "银行", "厂", "高新区", "新区", "开发区", "经开区", "园区"),
        *("自贸区", "示范区", "试验区", "保税区", "产业园", "科技城", "国内", "国家"),
        *("全桥", "学校", "医院", "协会", "编队", "代表团", "展会", "赛事", "展销会", "全院", "全校"),
    }
)
"""One of these stands in most words that stand for a name."""
_THINGS: Final = frozenset({"thing", "group", "roster"})
"""What bears the name that it is found under."""
_BODIES: Final = frozenset({"body", "bureau", "company", "zone", "project", "town", "event"})
_DEALT: Final = frozenset({"division", "region", "nature", "country", "zone", "company", "town"})
_DEALS: Final = plain("分别|依次|各自|各(?=新增|获|有|完成|建|投|拨|增|减|下降|上升|签|引)")
_QUARTERS: Final = pattern(
    r"(?P<one>[东中西])(?P<suffix>部?(?:地区)?)(?:[、和及与](?P<more>[东中西](?:北)?)(?P<last>部?(?:地区)?)){1,3}"
)
_PREDICATE: Final = plain(
    r"""(?:\([^()\n]{0,40}\))?
        (?: 将(?!军) | 已 | 现有 | 共(?!同|享|产) | 拥有 | 有(?!关|限) | 先后 | 累计 | 实现 | 完成 | 去年 | 今年 | 今 | 又 | 还
          | 仅 | 年产 | 年均 | 总投资 | [对为](?=[0-9一二两三四五六七八九十]) | 向(?=[0-9]) | 作为 | 就(?!业) | 也 | 投入
          | 投资[0-9] | 入驻 | 集聚 | 聚集 | 引进[0-9] | 接待 | 发送 | 吞吐量 | 面积 | 产值 | 营业?收入? | 占地 | 吸引 )""",
    re.VERBOSE,
)
_EDITION: Final = plain(r"(?:第[一二三四五六七八九十0-9]{1,4}|首|本)届|20[0-9]{2}年?")
_LIES_IN: Final = plain("(?P<where>中心|腹地|[东南西北][部缘麓岸]|沿岸|之滨|脚下|深处|[上中下]游|源头)?的")
_OWNED: Final = plain("的?(?:全资|控股)?(?:子公司|旗下|下属)的?")
_OWNED_FIRSTS: Final = frozenset("的全控子旗下")
_EDITION_FIRSTS: Final = frozenset("第首本2")
_LIES_IN_FIRSTS: Final = frozenset("的中腹东南西北沿之脚深上下源")
_LYING: Final = frozenset({"company", "zone", "body", "town"})
"""What may be named behind the place that it lies in (抚顺市的新光集团)."""
_NEVER_INSIDE: Final = frozenset({"scope", "project", "world"})
_LYING_IN_LAND: Final = _LYING | {"division"}
"""What may be named so behind a river or a region (黄河上游的青海)."""
_BUILT: Final = PLACES - {"scope"} | {"project"}
"""What the name of a road or a building may begin with, or be."""
_LABELLED: Final = plain(r":[^,。;:\n]{0,12},?")
"""What stands between the place that a line is about and the word that stands for it: 甘肃省:10月1日,全省."""
_NATIONWIDE: Final = plain(
    r"""(?P<country>
        国内(?!外|生产总值|旅游|游客|贸易|资金|知名|著名|先进|一流|领先|首|唯一|最|第|企业家|省|联播|快讯|新闻|要闻|简讯|动态|资讯)
        | 国家(?=通过|出台|已|累计|先后|还|计划|拟|将|安排|投入|下达|实施|启动|决定|设立) )""",
    re.VERBOSE,
)
"""Words for the country at the head of a clause, where an article is not about a place in it."""
_LOCAL: Final = frozenset({"division", "zone", "town", "scope"})


def _ends_of(words: AbstractSet[str]) -> str:
    """A pattern that finds all of some words, by their last two characters, and what points at a body, a work or an event."""
    alone = "".join(sorted(word for word in words if len(word) == 1))
    lasts, before = ("".join(sorted({word[place] for word in words if len(word) > 1})) for place in (-1, -2))
    meant = "".join(sorted({word[0] for word in f"届|{_BODY_WORDS}|{_WORK_WORDS}".split("|")}))
    # it opens with one class, which the engine looks for fastest
    return (
        f"[{alone}{lasts}{meant}{_POINTED_BY}]"
        f"(?:(?<=[{alone}])|(?<=[{before}][{lasts}])|(?<=[该本此][{meant}])|(?<=这[{_POINTED_BY}]))"
    )


_POINTED_BY: Final = "家个所条座项"
"""What stands behind 这 where it points at one of these."""
_POINTING: Final = plain(lambda: _ends_of(_STAND_INS))
_SIGNS: Final = plain(lambda: _ends_of(_STAND_INS | thing_marks()))
"""What of a sentence without a name tells that something may be at its head."""


class Scene(Protocol):
    """Where a clause stands; what was spoken of before it is worked out when a word asks for it."""

    @property
    def item(self) -> Item:
        """The item of news."""

    @property
    def topic(self) -> Entity | None:
        """What the item is about, as far as that is known."""

    @property
    def spoken(self) -> Entity | None:
        """What the sentence before speaks of."""


_Found = tuple[re.Match[str] | None, Entity | None]
"""What heads a clause, whatever the scene: a word like 公司, and the entity that does where that stands for none."""


class Heads:
    """Reads the heads of a text's clauses; what stands there is found once, what it means depends on the scene."""

    def __init__(self, norm: str, entities: Sequence[Entity], times: Sequence[PeriodMatch]) -> None:
        self.norm = norm
        self.entities = entities
        self.starts: list[int] = [entity.start for entity in entities]
        self._beginning = {entity.start: entity for entity in reversed(entities)}
        self._times = {time.start: time.end for time in times}
        self._time_ends = frozenset(self._times.values())
        self.leads: Leads = Leads(norm, self._times, self._beginning)
        self._found: dict[int, list[_Found]] = {}
        self._by_level: dict[str, list[tuple[int, Entity]]] = {}

    def at(self, pos: int) -> Entity | None:
        """The entity that begins at ``norm[pos]``."""
        return self._beginning.get(pos)

    def inside(self, start: int, end: int) -> Sequence[Entity]:
        """The entities that begin in ``norm[start:end]``."""
        first = bisect_left(self.starts, start)
        if first == len(self.starts) or self.starts[first] >= end:
            return ()
        return self.entities[first : bisect_left(self.starts, end, first)]

    def _sign(self, start: int, end: int) -> int:
        """Where first in ``norm[start:end]`` something is named or pointed at; ``end`` where nothing is."""
        at = bisect_left(self.starts, start)
        named = min(self.starts[at], end) if at < len(self.starts) else end
        pointing = _SIGNS.search(self.norm, start, named)
        return pointing.start() if pointing is not None else named

    def of(self, sentence: Span, scene: Scene) -> Iterator[Entity]:
        """The heads of the clauses of a sentence, in order, resolved to their names."""
        if sentence.start not in self._found:
            self._found[sentence.start] = self._find_all(sentence.start, sentence.end)
        heads = self._found[sentence.start]
        for number, found in enumerate(heads, 1):
            head = self._told(found, scene) if number == len(heads) or not self._is_of_press(found) else None
            if head is not None:
                yield head

    def may_name(self, start: int, end: int) -> bool:
        """Whether a head of the sentence ``norm[start:end]`` may be more than a thing: a name, or a word that stands for one.

        What ends in marks alone may be headed by what stands behind it.
        """
        if self.norm[end - 1] in MARKS or self.inside(start, end):
            return True
        return _POINTING.search(self.norm, start, end) is not None

    def head(self, start: int, end: int, scene: Scene) -> Entity | None:
        """The subject at the head of the clause ``norm[start:end]``, resolved to its name; None where it has none."""
        found = self._find(start, end)
        return self._told(found, scene) if found is not None else None

    def _find_all(self, start: int, end: int) -> list[_Found]:
        """What stands at the heads of a sentence's clauses; those are read that hold a sign, or may be a lead as a whole.

        What is a lead as a whole is headed by what stands behind it; so are the marks that a sentence may end in.
        """
        sign, norm, heads = self._sign(start, end), self.norm, []
        if sign == end and norm[end - 1] not in MARKS:
            return []
        for first, last in clauses_in(norm, start, end):
            if sign < first:
                sign = self._sign(first, end)
            if sign < last or norm[last - 1] in MARKS or norm[last - 2 : last] in LEADS_ALONE:
                found = self._find(first, last)
                if found is not None:
                    heads.append(found)
        return heads

    def _find(self, start: int, end: int) -> _Found | None:
        """What stands at the head of a clause."""
        norm, anaphor, pos = self.norm, None, self.leads.behind(start, end)
        entity = self._beginning.get(pos)
        # the place that a title begins with is none: 《辽河》
        if entity is not None and not (pos and self.norm[pos - 1] == "《"):
            head = self._built(entity, end) or self._of_name(entity, pos, start, end)
            if head is not None:
                return None, head
            pos = self._innermost(entity).end
        else:
            if pos and norm[pos - 1] == "这":
                pos -= 1
            thing = match_thing(norm, pos, end)
            if thing is not None:
                return None, thing
            anaphor = self._stand_in(pos)
        agent = self._agent(pos, end)
        return (anaphor, agent) if anaphor is not None or agent is not None else None

    def _of_name(self, outer: Entity, pos: int, start: int, end: int) -> Entity | None:
        """What a name at the head of a clause makes its subject: itself, what lies in it, or the row that it begins."""
        norm, entity = self.norm, self._innermost(outer)
        if norm[pos - 1 : pos] == "从" and is_source(norm, entity):
            return attrs.evolve(entity, start=pos)
        in_row = norm[entity.end : entity.end + 1] in ROW
        if in_row and (roster := self._roster(entity, end, pos)) is not None:
            return roster
        if (in_row and is_counted(norm, entity, self.at)) or is_aside(norm, pos, entity, start, end):
            return None
        return self._pivot(entity, end)

    def _built(self, place: Entity, end: int) -> Entity | None:
        """The road, the building or the sight whose name begins with a place: 重庆至万州高铁."""
        thing = match_thing(self.norm, place.start, end) if place.kind in _BUILT else None
        if thing is None or thing.kind != "thing" or is_structure(self.norm[place.end : thing.end]):
            return None
        return thing if thing.end > place.end + 1 else None

    def _stand_in(self, pos: int) -> re.Match[str] | None:
        """The word at the head that stands for a name, or for the country."""
        first = self.norm[pos : pos + 1]
        if first in _WORK_STARTERS and (work := _WORK.match(self.norm, pos)) is not None:
            return work
        form = _NATIONWIDE if first == "国" else _ANAPHOR if first in _STAND_IN_STARTERS else None
        return form.match(self.norm, pos) if form is not None else None

    def _told(self, found: _Found, scene: Scene) -> Entity | None:
        """What is found at the head of a clause, under the fullest name that the text gives it."""
        anaphor, entity = found
        meant = self._anaphor(anaphor, scene) if anaphor is not None else None
        if meant is not None or entity is None or entity.kind in _THINGS:
            return meant or entity
        if self.norm[entity.start - 1 : entity.start] == "从" and is_source(self.norm, entity):
            return self._of_source(entity, scene)
        # what was spoken of in a country, its press tells of too
        if self._is_of_press(found) and (spoken := scene.spoken) is not None and spoken.kind == "region":
            return None
        return self.resolve(entity, scene)

    def _is_of_press(self, found: _Found) -> bool:
        """Whether what heads a clause is the country of the press that it is known from, which is no more than a first guess."""
        entity = found[1]
        return entity is not None and entity.kind == "country" and is_press(self.norm, entity)

    def _roster(self, entity: Entity, end: int, pos: int) -> Entity | None:
        """The row of names that an entity begins, where it is the subject as a whole and not dealt out."""
        roster = match_roster(self.norm, entity, self.at)
        if roster is None or is_partner(self.norm, pos, entity, end) or _DEALS.search(self.norm, roster.end, end) is not None:
            return None
        return roster

    @staticmethod
    def _is_local(scene: Scene) -> bool:
        """Whether 国内 is no more than a word of an article on a place in the country, or of a sentence on another country."""
        topic = scene.topic
        if topic is None:
            return False
        abroad = topic.kind == "country" and (spoken := scene.spoken) is not None and spoken.kind == "country"
        return abroad or topic.kind in _LOCAL

    def _of_source(self, source: Entity, scene: Scene) -> Entity | None:
        """Whose the figures are that a reporter has from somebody: an organ's are the country's or the article's topic's."""
        if source.kind == "bureau" and not is_national(source.name):
            return None if source.home is not None else scene.topic
        observes = source.kind == "body" and is_observer(source.name)
        return self.home(source, scene) if source.kind == "bureau" or observes else self._in_full(source)

    def _innermost(self, entity: Entity) -> Entity:
        """The last of places that stand in each other, or the organisation that stands in the place: 抚顺市的新光集团."""
        if entity.kind == "company":
            return self._subsidiary(entity) or entity
        while entity.kind in PLACES and (inner := self._inner(entity)) is not None:
            entity = inner
        if entity.kind == "zone" and self.norm[entity.end : entity.end + 1] == "的":
            return self._lying_in(entity) or entity
        return entity

    def _subsidiary(self, company: Entity) -> Entity | None:
        """The company that a company is said to own: 新光集团控股子公司大连宏远有限公司."""
        if self.norm[company.end : company.end + 1] not in _OWNED_FIRSTS:
            return None
        owned = _OWNED.match(self.norm, company.end)
        subsidiary = self.at(owned.end()) if owned is not None else None
        return subsidiary if subsidiary is not None and subsidiary.kind == "company" else None

    def _inner(self, place: Entity) -> Entity | None:
        """What is named in a place right behind it."""
        following, inner = self.norm[place.end : place.end + 1], self.at(place.end)
        if inner is None:
            inner = (
                self._held_in(place) if following in _EDITION_FIRSTS
                else self._lying_in(place) if following in _LIES_IN_FIRSTS
                else None
            )  # fmt: skip
        # an event that begins right behind a place is named without it
        if inner is None or inner.kind in _NEVER_INSIDE or (inner.kind == "event" and inner.start == place.end):
            return None
        # 美国商务部: a ministry that is not ours speaks of its own country
        is_foreign = inner.kind == "bureau" and inner.home is None and place.name not in NATION_WORDS
        return None if is_foreign else inner

    def _lying_in(self, place: Entity) -> Entity | None:
        """What is said to lie in a place: 抚顺市的新光集团, 黄河上游的青海."""
        match = _LIES_IN.match(self.norm, place.end)
        inner = self.at(match.end()) if match is not None else None
        if match is None or inner is None:
            return None
        if place.kind in {"nature", "region"}:
            return inner if inner.kind in _LYING_IN_LAND else None
        return inner if inner.kind in _LYING and not match["where"] else None

    def _held_in(self, place: Entity) -> Entity | None:
        """The event that is held in a place for the so-manieth time: 哈尔滨第九届亚冬会."""
        edition = _EDITION.match(self.norm, place.end)
        event = self.at(edition.end()) if edition is not None else None
        return attrs.evolve(event, start=place.start, name=self.norm[place.start : event.end]) if event is not None else None

    def deals(self, sentence: Span) -> bool:
        """Whether a word that deals something out stands in a sentence."""
        return _DEALS.search(self.norm, sentence.start, sentence.end) is not None

    def dealt(self, start: int, end: int, scene: Scene) -> tuple[int, list[Entity]]:
        """Where 分别 begins to deal out the places at the head of a clause, and these: 沈阳和大连分别增长3%和4%."""
        if _DEALS.search(self.norm, start, end) is None:
            return end, []
        at = self.leads.behind(start, end)
        if self.norm[max(at - 1, 0) : at] in PARTNER:
            return end, []
        members = self._quarters(at, end)
        while (member := self.at(at)) is not None and not (members and members[0].kind == "quarter") and member.end < end:
            member = self._innermost(member)
            if member.kind not in _DEALT or member.end >= end:
                break
            members.append(self.resolve(member, scene))
            at = member.end + 1
            if self.norm[member.end] not in "、和与及":
                break
        found = _DEALS.search(self.norm, members[-1].end, end) if len(members) > 1 else None
        return (found.end(), members) if found is not None else (end, [])

    def _quarters(self, pos: int, end: int) -> list[Entity]:
        """The parts of a country that share one ending: 东、中、西部地区."""
        match = _QUARTERS.match(self.norm, pos, end)
        if match is None:
            return []
        ending = match.captures("last")[-1] or match["suffix"]
        return [
            Entity(start=match.start(), end=match.end(), name=name + ending, kind="quarter")
            for name in (match["one"], *match.captures("more"))
        ]

    def _pivot(self, entity: Entity, end: int) -> Entity:
        """The place that the head makes do something: 全球 in 中国推动全球…下降."""
        for inner in self.inside(entity.end, end):
            if inner.kind in PLACES and is_pivot(self.norm, inner.start):
                return inner
        return entity

    def _agent(self, pos: int, end: int) -> Entity | None:
        """The last name further in that a modifier or a time leads up to and a predicate follows."""
        last = None
        for inner in self.inside(pos, end):
            led = self.norm[inner.start - 1] == "的" or inner.start in self._time_ends
            if led and inner.kind not in {"scope", "project", "country", "event"} and self.acts(inner):
                last = inner
        return last

    def acts(self, entity: Entity) -> bool:
        """Whether a predicate follows the entity."""
        return _PREDICATE.match(self.norm, entity.end) is not None

    def _anaphor(self, match: re.Match[str], scene: Scene) -> Entity | None:
        """What 公司, 该区 or 园区 stands for: the last name of the item that fits."""
        meant = match.lastgroup or ""
        if meant == "work":
            return self._work(match, scene)
        if meant == "country":
            return None if self._is_local(scene) else self.nation(Entity(match.start(), match.end(), "", "nation"))
        if meant in {"kept", "held"}:
            return self._kept(match, scene)
        if match[0] == "企业" and ((spoken := scene.spoken) is None or spoken.kind != "company"):
            return None
        kinds = _BODIES if meant == "body" else {meant}
        ending = "" if meant == "company" or match[meant] == "园区" else match[meant]
        named = self._last_named(match, kinds, ending, scene)
        # a zone may be named nowhere else
        if named is None and match[0] in _OWN_NAMES:
            return Entity(match.start(), match.end(), match[0], "zone")
        return named

    def _last_named(self, match: re.Match[str], kinds: Container[str], ending: str, scene: Scene) -> Entity | None:
        """The last name of the item of some kinds that has an ending, where a word stands for it."""
        here = bisect_left(self.starts, match.start())
        first = max(bisect_left(self.starts, scene.item.start), here - _BACK)
        for place in range(here - 1, first - 1, -1):
            entity = self.entities[place]
            if entity.kind in kinds and entity.name.endswith(ending):
                return attrs.evolve(entity, start=match.start(), end=match.end(), name=self.full_name(entity))
        return None

    def _work(self, match: re.Match[str], scene: Scene) -> Entity | None:
        """The project or work that 该项目 stands for: the one that was named last."""
        nouns = _CALLED.get(match["work"], (match["work"],))
        named = (project_before(self.norm, match.start(), noun, scene.item.start) for noun in nouns)
        name = next(filter(None, named), "")
        return (
            Entity(match.start(), match.end(), name, "thing") if name else self._last_named(match, _BODIES, match["work"], scene)
        )

    def _kept(self, match: re.Match[str], scene: Scene) -> Entity | None:
        """What 学校, 全院 or 本届展会 stands for: what is spoken of, or the topic, where it is one."""
        endings = _HELD if match["held"] else _KEPT.get(match["kept"], (match["kept"],))
        kinds = {"event"} if endings in _EVENTS else _BODIES
        for entity in (scene.spoken, scene.topic):
            if entity is not None and entity.kind in kinds and entity.name.endswith(endings):
                return self.resolve(attrs.evolve(entity, start=match.start(), end=match.end()), scene)
        return None

    def resolve(self, entity: Entity, scene: Scene) -> Entity:
        """The entity under the fullest name that the text gives it."""
        if entity.name in NATION_WORDS:
            written = self.norm[entity.start : entity.end]
            return attrs.evolve(entity, name="全国" if len(written) > 2 else written, kind="nation", codes=())
        if entity.kind == "scope":
            owner = self._owner(entity, scene)
            return entity if owner is None else attrs.evolve(owner, start=entity.start, end=entity.end)
        if tells_of_home(self.norm, entity):
            return self.home(entity, scene)
        if tells_of_country(self.norm, entity):
            home = home_of(entity)
            return home if home is not None and home.kind == "country" else self.nation(entity)
        return self._in_full(entity)

    def home(self, entity: Entity, scene: Scene) -> Entity:
        """The place that a bureau or a body speaks of."""
        home = home_of(entity)
        if home is not None:
            return home
        if is_national(entity.name):
            return self.nation(entity)
        topic = scene.topic
        if is_worldwide(entity) and (topic is None or topic.kind not in PLACES):
            return attrs.evolve(entity, name=self._world_word, kind="world")
        return topic if topic is not None else self._in_full(entity)

    def nation(self, entity: Entity) -> Entity:
        """The country, by the word that the text uses for it, where ``entity`` stands."""
        return attrs.evolve(entity, name=self._nation_word, kind="nation", codes=())

    @cached_property
    def _nation_word(self) -> str:
        """What the text calls the country: 全国 only where it says so far more often than 我国, 中国 where it says neither."""
        ours, whole = self._times_named("我国"), self._times_named("全国")
        if not ours and not whole and "中国" in self.norm:
            return "中国"
        return "全国" if whole > 2 * ours else "我国"

    @cached_property
    def _world_word(self) -> str:
        """What the text calls the world."""
        return "世界" if self._times_named("世界") > self._times_named("全球") else "全球"

    def _times_named(self, name: str) -> int:
        """How often the text names something so; most texts do not even hold the word."""
        return [entity.name for entity in self.entities].count(name) if name in self.norm else 0

    @cached_property
    def _fullest(self) -> dict[str, str]:
        return fullest_names(self.entities)

    def full_name(self, entity: Entity) -> str:
        """The longest name of the text that ends with the entity's; that of a place ends none."""
        return self._fullest.get(entity.name, entity.name) if is_named_long(entity) else entity.name

    def _in_full(self, entity: Entity) -> Entity:
        name = self.full_name(entity)
        return entity if name == entity.name else attrs.evolve(entity, name=name)

    def _owner(self, scope: Entity, scene: Scene) -> Entity | None:
        """What 全市 or 该区 means: the topic, where it fits, else the last or the first place of that level."""
        here = bisect_left(self.starts, scope.start)
        label = self.entities[here - 1] if here else None
        if label is not None and fits(label, scope.level) and _LABELLED.fullmatch(self.norm, label.end, scope.start):
            return self._in_full(label)
        topic = scene.topic
        if topic is not None and fits(topic, scope.level) and scope.name[0] != "该":
            return topic
        owners = self._owners(scope.level)
        at = bisect_left(owners, here, key=itemgetter(0))
        near = (owner for place, owner in owners[max(at - 1, 0) : at + 1] if here - _BACK < place < here + _AHEAD)
        return next(near, None)

    def _owners(self, level: str) -> list[tuple[int, Entity]]:
        """The numbers of the entities by which a word of a level may mean something, and what it is."""
        if level not in self._by_level:
            meant = ((place, self._meant(entity, level)) for place, entity in enumerate(self.entities))
            self._by_level[level] = [(place, owner) for place, owner in meant if owner is not None]
        return self._by_level[level]

    def _meant(self, entity: Entity, level: str) -> Entity | None:
        """The entity, or its home, where a word of a level may stand for it."""
        if entity.kind != "scope" and fits(entity, level):
            return self._in_full(entity)
        home = home_of(entity)
        return home if home is not None and fits(home, level) else None


def clauses_in(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the clauses of a sentence begin and end, within it and without those that are a mark alone.

    >>> list(clauses_in("沈阳增收,:大连减支。", 0, 11))
    [(0, 5), (6, 11)]
    """
    first = reached = start
    for words in _CLAUSE.findall(norm, start, end):
        start, reached = reached, reached + len(words)
        if len(words) > 1 or (start == first and reached == end):
            yield start, reached
