"""Subjects: whose metric each quantity is - the place, organisation or project that the sentence or the article speaks of.

What a careful reader does, as rules, tried in this order:

1. *Project.* What a project costs is the project's, where it is named (X项目,总投资3亿元) and not counted (8个项目总投资…).
2. *Clause.* The place or organisation at the head of the clause, behind times and connectives, is its subject
   (截至去年底,沈阳市实有…; 在辽宁,…). What stands further in is an object, a partner or a base of comparison and is none,
   but for the place that something is made to do (推动全球…下降).
3. *Sentence.* A clause without a head goes on with that of the clause before it.
4. *Listing.* A sentence that begins with 其中, 同时, 此外 goes on with the subject of the sentence before it.
5. *Paragraph.* Else the head of the paragraph's first sentence holds.
6. *Topic.* Else the topic of the news item: the head of its title, of its first sentences, or what its 全市 and 我省 mean.

Several items in one text have each its own topic; an item begins with its heading, byline or dateline. Words that stand
for a name (全市, 该区, 公司, 新区) are resolved to the name that the text gives. A speaker's company is what it speaks of; a
speaking bureau speaks of its place. National organs that publish figures speak of the country. What cannot be told is empty.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import attrs
import regex

from govnews.items import Item, find_items, lines_of
from govnews.model import Span
from govnews.organisations import find_organisations
from govnews.periods import PeriodMatch
from govnews.places import find_places
from govnews.quantities import QuantityMatch
from govnews.text import HAN, Text

_TOPICS: Final = frozenset({"division", "region", "country", "nation", "zone", "company", "bureau", "body", "town", "event"})
_QUOTED_SENTENCES: Final = 6
_SHORT_ITEM: Final = 500
_STEPS: Final = 12
_LISTING: Final = regex.compile(r"[ \u3000]*(?:其中|同时|此外|另外|与此同时|累计|共|并|还|截至目前|目前|预计|平均|到|比)")
_ANAPHOR: Final = regex.compile(
    r"""(?: (?:该|本|这家|这个|此)?(?P<company>公司|集团|企业(?![家级]|总数|数|和|、|与)|银行|厂(?!房))
          | (?:该|本|这个|此)?(?P<zone>高新区|新区|开发区|经开区|园区|自贸区|示范区|试验区|保税区|产业园|科技城)
          | (?:该|本|这家|这所|这个|此)(?P<body>院|校|所|馆|站|局|办|行|厂|矿|港|中心|项目|工程|基地|地区|镇|乡|村|社|会|线|桥|店) )
        (?![A-Za-z])""",
    regex.VERBOSE,
)
_DATED: Final = regex.compile(
    r"""(?: (?:新华|中新|人民|央视)[社网]? | 本报 | 本台 | 本网 | 记者 | 央广网 | [\u4e00-\u9fff]{2,4}(?:日报|晚报) )[^,。;:\n]{0,30}?(?:讯|电|消息|报道)
        (?:[ \u3000]*\([^()\n]{0,30}\))*:? (?:[ \u3000]*(?:本报)?(?:特约)?(?:记者|通讯员)[^,。;:\n]{1,16}?报道:?)?""",
    regex.VERBOSE,
)
_SPEAKER: Final = regex.compile(
    r"[^,。;:!?“”\n]{0,24}?(?:说道?|介绍|表示|告诉|透露|指出|坦言|称|认为|解释|强调)(?!为|书|号|赞|定)"
)
_SOURCE: Final = regex.compile(
    r"[^,。;\n]{0,24}?(?:发布|公布|数据|统计|消息|获悉|显示|初步核算|通报|举行|召开|新闻发言人|监测|测算)"
)
_REPORTS: Final = regex.compile(r"[^,。;\n]{0,16}?(?:发布|公布|数据|统计|显示|监测|测算)")
_SUPPORT: Final = regex.compile(
    r"[^,。;\n]{0,24}?(?:支持|领导|帮助|指导|推动|带动|见证|努力|影响|作用|监督|背景|形势|统筹|部署|关心|要求|带领)下"
)
_NO_SUBJECT: Final = regex.compile(
    r"(?:平均|排名|排位|第[一二三四五六七八九十0-9]|首位|前列|领先|首个|首批|首家|首创|唯一|最[大高多快好低小长早])"
)
_NATIONAL: Final = regex.compile(
    r"(?:国家[^,。]{0,12}[局委部署会]|国务院|(?:财政|商务|工业和信息化|交通运输|教育|科技|农业|农业农村|民政|公安|水利|住房和城乡建设|文化和旅游|生态环境|自然资源|人力资源和社会保障|铁道|卫生|工信|人社|住建)部"
    r"|海关总署|税务总局|中国人民银行|人民银行|央行|银保监会|证监会|发改委|中国物流与采购联合会|中央|国民经济|中国)"
)
_COST: Final = regex.compile(
    r"(?:总投资|计划投资|协议投资|初期投资|概算投资|估算投资|投资总额|投资额|总造价|投资|占地面积|占地|总建筑面积|建筑面积|全长|总长|线路全长|总装机容量|装机容量|总库容)(?:额|约|达到?|为|超过?|近|共|计|逾|[0-9年月预计]){0,4}\Z"
)
_PROJECT: Final = regex.compile(
    rf"(?P<name>[{HAN}A-Za-z0-9·“”()-]{{2,30}}(?:项目|工程|基地|产业园|生产线|铁路|高铁|高速公路|公路|大桥|隧道|水库|电站|机场|管道|港区|码头))(?:[一二三四]期)?[,(]?(?:该?项目|计划|预计|工程|规划|概算|估算|线路|一期)?\Z"
)
_PROJECT_STOP: Final = regex.compile(
    r"(?r)(?:的|了|引进|签约|建设的?|实施|启动|推进|推动|开工|是|有|为|在|投资建设?|新建(?!铁路|高铁)|总投资|包括|[0-9]+(?:个|项)|一批|重点|今年|去年|成功|打造|以|由|对|将|:|“)"
)
_PIVOT: Final = regex.compile(r"(?:推动|带动|拉动|促使|促进|助推|使|令|让)\Z")
_NATIONAL_TITLE: Final = regex.compile(r"中华人民共和国(?=[0-9国一二三发]|\Z)|国务院|全国人民代表大会|全国人大")
_PUBLISHES: Final = regex.compile(r"(?:统计局|调查总队|海关|政府|市委|省委|县委|区委)\Z")
_PREDICATE: Final = regex.compile(
    r"""(?:\([^()\n]{0,40}\))?(?: 将(?!军) | 已 | 现有 | 共(?!同|享|产) | 拥有 | 有(?!关|限) | 先后 | 累计 | 实现 | 完成 | 去年 | 今年 | 今 | 又 | 还 | 仅 | 年产 | 年均 | 总投资
      | 对(?=[0-9一二两三四五六七八九十]) | 为(?=[0-9一二两三四五六七八九十]) | 向(?=[0-9]) | 作为 | 就(?!业) | 也 | 投入 | 投资[0-9] )""",
    regex.VERBOSE,
)
_APPOSED: Final = regex.compile(
    r"等|[^,;:0-9有实完达共为获建引增拥签投集将]{0,8}、[^,;:0-9有实完达共为获建引增拥签投集将]{0,40}(?=[0-9一二两三四五六七八九十]+[个家项座所名县市省])"
)
_GROUP: Final = regex.compile(
    r"(?:各|参会|参展|入驻|受访|参保|多数|大部分)(?:类|家|级)?(?:企业|单位|部门|银行|金融机构|高校|医院|学校|商家|网点|站点|景区)(?![、的])"
)
_TITLE: Final = regex.compile(
    r"《[^《》\n]{1,40}》(?:专题|主题|系列|图片|文物|文献)?(?=展|票房|累计|上映|播出|收视|发行|销量|共|收录|通过|全书|电影)(?:展览?)?"
)
_GOES_LIVE: Final = regex.compile(r"(?:建成|投产|达产|投运|投用|全部|全面|竣工|完工|通车)")
_PLACES: Final = frozenset({"division", "region", "country", "world", "scope"})
_MUNICIPAL: Final = frozenset({"11", "12", "31", "50"})
_NATION_WORDS: Final = frozenset({"全国", "我国", "中国", "中华人民共和国", "本国", "国家"})
_AUTONOMOUS: Final = frozenset({"15", "45", "54", "64", "65"})


@attrs.frozen(kw_only=True)
class SubjectMatch:
    """Whose metric a quantity is.

    ``name`` is the fullest name that the text gives, empty where none can be told; ``written`` is what stands nearest to
    the quantity (全市) and ``span`` its place in the normal form, empty and None where the subject is a topic that no word
    near by repeats. ``code`` is the code of GB/T 2260 where the subject is one division without doubt, else empty.
    """

    name: str = ""
    written: str = ""
    span: Span | None = None
    code: str = ""
    rule: str = "none"


@attrs.frozen(kw_only=True)
class _Entity:
    """A place or organisation where the text names it, or a word that stands for one."""

    start: int
    end: int
    name: str
    kind: str
    level: str = ""
    codes: tuple[str, ...] = ()
    home: str = ""
    """the place that an organisation's name begins with"""
    home_codes: tuple[str, ...] = ()


def read_subjects(text: Text, times: Sequence[PeriodMatch], quantities: Sequence[QuantityMatch]) -> list[SubjectMatch]:
    """For each quantity, in order, whose it is.

    >>> from govnews.periods import scan_periods
    >>> from govnews.quantities import scan_quantities
    >>> text = Text("沈阳市上半年经济运行情况\\n上半年，全市进出口总额12亿元，同比增长3%。")
    >>> times = scan_periods(text)
    >>> [(subject.name, subject.written, subject.code) for subject in read_subjects(text, times, scan_quantities(text, times))]
    [('沈阳市', '全市', '210100'), ('沈阳市', '全市', '210100')]
    """
    return list(_Reader(text, times).read(quantities)) if quantities else []


def _entities(norm: str) -> list[_Entity]:
    """The places and organisations of a text, in order and apart from each other."""
    places = find_places(norm)
    found: list[_Entity] = []
    covered = -1
    starts = [place.start for place in places]
    organisations = find_organisations(norm, places)
    spans = []
    for match in organisations:
        first = bisect_left(starts, match.start)
        home = places[first] if first < len(places) and places[first].end <= match.end else None
        if home is not None and home.start != match.start:
            home = None
        found.append(
            _Entity(
                start=match.start,
                end=match.end,
                name=match.name,
                kind=match.kind,
                home=home.name if home else "",
                home_codes=home.codes if home else (),
            )
        )
        spans.append((match.start, match.end))
    begins = [span[0] for span in spans]
    for place in places:
        at = bisect_right(begins, place.start) - 1
        if at >= 0 and place.start < spans[at][1]:
            continue
        found.append(
            _Entity(
                start=place.start,
                end=place.end,
                name=place.name,
                kind="bureau" if place.kind == "organ" else place.kind,
                level=place.level,
                codes=place.codes,
            )
        )
    del covered
    found.sort(key=lambda entity: entity.start)
    return found


def _fits(entity: _Entity, level: str) -> bool:
    """Whether a word like 全市 (``level`` 市) may stand for the entity."""
    name, region = entity.name, entity.codes[0][:2] if entity.codes else ""
    match level:
        case "省":
            return entity.level == "省" and region not in _MUNICIPAL
        case "市":
            return (
                entity.level == "市"
                or (entity.kind == "division" and name.endswith("市"))
                or (entity.level == "省" and region in _MUNICIPAL)
            )
        case "县":
            return entity.level == "县" and not name.endswith(("区", "市"))
        case "区":
            return (
                entity.kind == "zone"
                or (bool(entity.level) and name.endswith("区"))
                or (entity.level == "省" and region in _AUTONOMOUS)
            )
        case "州":
            return entity.level == "市" and not name.endswith(("市", "盟", "地区"))
        case "岛":
            return name.startswith("海南") or name.endswith("岛")
        case "国" | "域":
            return False
        case _:
            return name.endswith(level)


class _Reader:
    """One pass over a text, carrying forward what it speaks of."""

    def __init__(self, text: Text, times: Sequence[PeriodMatch]) -> None:
        self.text, self.norm = text, text.norm
        self.entities = _entities(self.norm)
        self.starts = [entity.start for entity in self.entities]
        self.times = {time.start: time.end for time in times}
        self.time_ends = set(self.times.values())
        self.current: _Entity | None = None
        self.fullest = _fullest(self.entities)
        self.lines = lines_of(self.norm)
        self.line_starts = [line.start for line in self.lines]
        self.items = find_items(self.norm, self.lines, self._opens_item)
        self.item_starts = [item.start for item in self.items]
        self.nation = self._nation_word()
        self.known_codes = {entity.codes[0] for entity in self.entities if len(entity.codes) == 1 and entity.kind == "division"}
        self.topics: dict[int, _Entity | None] = {}
        self.heads: dict[int, _Entity | None] = {}

    # -- where the text speaks of what ------------------------------------------------------------------------------

    def _opens_item(self, line: Span) -> bool:
        """Whether a heading names what a new item speaks of."""
        at = line.start + len(line.of(self.norm)) - len(line.of(self.norm).lstrip())
        entity = self._entity_at(at)
        return entity is not None and entity.kind in _TOPICS and line.end - entity.end >= 5

    def _nation_word(self) -> str:
        """What the text calls the country, where it names it at the head of a clause; 我国 where it never does."""
        counts = Counter(e.name for e in self.entities if e.name in {"全国", "我国", "中国"})
        if counts["全国"] > 2 * counts["我国"]:
            return "全国"
        return "我国" if counts["我国"] or not counts["全国"] else "全国"

    def _entity_at(self, pos: int) -> _Entity | None:
        place = bisect_left(self.starts, pos)
        return self.entities[place] if place < len(self.entities) and self.starts[place] == pos else None

    # -- heads --------------------------------------------------------------------------------------------------------

    def _skip_lead(self, pos: int, end: int) -> int:
        """Behind the dateline, times and connectives that a clause may begin with."""
        dated = _DATED.match(self.norm, pos, end)
        pos = dated.end() if dated is not None else pos
        for _ in range(_STEPS):
            if pos in self.times:
                pos = self.times[pos]
            elif self._entity_at(pos) is None and (match := _LEAD.match(self.norm, pos, end)):
                pos = self._lead_end(pos, match.end())
            else:
                return pos
        return pos

    def _lead_end(self, pos: int, end: int) -> int:
        """A lead ends where a name or a time begins in it (全国 in 在全国)."""
        place = bisect_left(self.starts, pos + 1)
        if place < len(self.starts) and self.starts[place] < end:
            end = self.starts[place]
        for at in range(pos + 1, end):
            if at in self.times:
                return at
        return end

    def _head(self, clause: Span, item: Item) -> _Entity | None:
        """The subject at the head of a clause, resolved to its name; None where it has none."""
        pos = self._skip_lead(clause.start, clause.end)
        entity = self._entity_at(pos)
        if entity is None:
            return self._group(pos) or self._anaphor(pos, item) or self._agent(pos, clause, item)
        while (inner := self._entity_at(entity.end)) is not None and inner.kind not in {"scope", "project", "event"}:
            entity = inner
        if self._is_out(entity, clause):
            return self._agent(entity.end, clause, item)
        return self._resolve(self._pivot(entity, clause), item)

    def _inside(self, start: int, end: int) -> Iterator[_Entity]:
        """The entities that begin in ``norm[start:end]``."""
        for place in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            yield self.entities[place]

    def _pivot(self, entity: _Entity, clause: Span) -> _Entity:
        """The place that the head makes do something: 全球 in 中国推动全球…下降."""
        for inner in self._inside(entity.end, clause.end):
            if inner.kind in _PLACES and _PIVOT.search(self.norm, inner.start - 2, inner.start):
                return inner
        return entity

    def _agent(self, pos: int, clause: Span, item: Item) -> _Entity | None:
        """The last name further in that a predicate follows and a modifier or a time leads up to: …的新光公司将…."""
        last = None
        for inner in self._inside(pos, clause.end):
            led = self.norm[inner.start - 1] == "的" or inner.start in self.time_ends
            if led and inner.kind not in {"scope", "project", "country", "event"} and _PREDICATE.match(self.norm, inner.end):
                last = inner
        return self._resolve(last, item) if last is not None else None

    def _group(self, pos: int) -> _Entity | None:
        """A group that is named by what it is (各企业), or a work by its title (《…》展览)."""
        match = _GROUP.match(self.norm, pos) or (
            _TITLE.match(self.norm, pos - 1) if self.norm[pos - 1 : pos] == "《" and pos else None
        )
        if match is None:
            return None
        return _Entity(start=match.start(), end=match.end(), name=match[0], kind="group")

    def _is_out(self, entity: _Entity, clause: Span) -> bool:
        """Whether what stands at the head is no subject."""
        if _SUPPORT.match(self.norm, entity.end, clause.end) or _APPOSED.match(self.norm, entity.end, clause.end):
            return True
        return entity.kind in {"scope", "country", "world"} and _NO_SUBJECT.match(self.norm, entity.end) is not None

    def _anaphor(self, pos: int, item: Item) -> _Entity | None:
        match = _ANAPHOR.match(self.norm, pos)
        if match is None:
            return None
        if match[0] == "企业" and (self.current is None or self.current.kind != "company"):
            return None
        word = match["company"] or match["zone"] or match["body"]
        kinds = (
            {"company"}
            if match["company"]
            else {"zone"}
            if match["zone"]
            else {"body", "bureau", "company", "zone", "project", "town"}
        )
        last = None
        for place in range(
            bisect_left(self.starts, pos) - 1,
            max(bisect_left(self.starts, item.start) - 1, bisect_left(self.starts, pos) - 200),
            -1,
        ):
            entity = self.entities[place]
            if entity.kind in kinds and (match["company"] or word in {"园区"} or entity.name.endswith(word)):
                last = entity
                break
        if last is None:
            return None
        return attrs.evolve(last, start=match.start(), end=match.end(), name=self._full_name(last))

    def _resolve(self, entity: _Entity, item: Item) -> _Entity:
        """The entity under the fullest name that the text gives it."""
        if entity.kind == "country" and entity.name in _NATION_WORDS or entity.level == "国" and entity.kind == "scope":
            name = "全国" if entity.name == "中华人民共和国" else self.norm[entity.start : entity.end]
            return attrs.evolve(entity, name=name, kind="nation", codes=())
        if entity.kind == "scope":
            owner = self._owner(entity, item)
            return entity if owner is None else attrs.evolve(owner, start=entity.start, end=entity.end)
        if entity.kind == "bureau":
            if (
                entity.name == "国务院"
                or _SPEAKER.match(self.norm, entity.end)
                or _SOURCE.match(self.norm, entity.end)
                or _PUBLISHES.search(entity.name)
            ):
                return self._home(entity, item)
        if entity.kind == "body" and _REPORTS.match(self.norm, entity.end):
            return self._home(entity, item)
        return attrs.evolve(entity, name=self._full_name(entity))

    def _home(self, entity: _Entity, item: Item) -> _Entity:
        """The place that a bureau speaks of."""
        if entity.home and entity.home not in _NATION_WORDS:
            return attrs.evolve(entity, name=entity.home, kind="division", codes=entity.home_codes)
        full = self._full_name(entity)
        if _NATIONAL.match(entity.name):
            return attrs.evolve(entity, name=self.nation, kind="nation")
        topic = self.topics.get(item.start)
        return topic if topic is not None else attrs.evolve(entity, name=full)

    def _full_name(self, entity: _Entity) -> str:
        return self.fullest.get(entity.name, entity.name)

    def _owner(self, scope: _Entity, item: Item) -> _Entity | None:
        """What 全市 or 该区 means: the topic, where it fits, else the last or the first place of that level."""
        topic = self.topics.get(item.start)
        if topic is not None and _fits(topic, scope.level):
            return topic
        here = bisect_left(self.starts, scope.start)
        for place in range(here - 1, max(here - 100, -1), -1):
            if self.entities[place].kind != "scope" and _fits(self.entities[place], scope.level):
                return attrs.evolve(self.entities[place], name=self._full_name(self.entities[place]))
        for entity in self.entities[here : here + 200]:
            if entity.kind != "scope" and _fits(entity, scope.level):
                return attrs.evolve(entity, name=self._full_name(entity))
        return topic if topic is not None and topic.kind in {"division"} and scope.level not in "国" and not topic.level else None

    # -- topics -------------------------------------------------------------------------------------------------------

    def _topic(self, item: Item) -> _Entity | None:
        """What a news item speaks of, read once."""
        if item.start not in self.topics:
            self.topics[item.start] = None
            self.topics[item.start] = self._read_topic(item)
        return self.topics[item.start]

    def _read_topic(self, item: Item) -> _Entity | None:
        found = self._title_topic(item)
        if found is None:
            found = self._first_topic(item, 2)
            if found is not None and not self._recurs(found, item):
                found = None
        found = found or self._voted_topic(item) or self._first_topic(item, 40) or self._last_resort(item)
        if (
            found is not None
            and found.kind in {"bureau", "body"}
            and (_NATIONAL.search(found.name) or _PUBLISHES.search(found.name))
        ):
            return self._home(found, item)
        return found

    def _recurs(self, entity: _Entity, item: Item) -> bool:
        """Whether what the first sentences speak of is spoken of again, unless it is a place; an example is named once."""
        if entity.kind in _PLACES or entity.kind == "nation" or item.end - item.start < _SHORT_ITEM:
            return True
        inside = self._inside(item.start, min(item.end, item.start + 20 * _SHORT_ITEM))
        return sum(self._full_name(other) == entity.name for other in inside) > 1

    def _title_topic(self, item: Item) -> _Entity | None:
        """The head of the headings: before the body, or the first lines where nothing marks it."""
        for line in item.headings:
            national = _NATIONAL_TITLE.search(self.norm, line.start, line.end)
            if national is not None:
                return _Entity(start=national.start(), end=national.end(), name=self.nation, kind="nation")
            for part in regex.finditer(r"[^ \u3000—:,\n]+", self.norm, pos=line.start, endpos=line.end):
                found = self._head(Span(start=part.start(), end=part.end()), item)
                if found is not None and found.kind in _TOPICS:
                    return found
        return None

    def _first_topic(self, item: Item, limit: int) -> _Entity | None:
        """The head of the first clauses of the prose."""
        sentences = self.text.sentences
        first = bisect_left(sentences, item.start, key=lambda span: span.start)
        for sentence in sentences[first : first + limit]:
            if sentence.start >= item.end:
                break
            for clause in self._clauses(sentence):
                found = self._head(clause, item)
                if found is not None and found.kind in _TOPICS:
                    return found
        return None

    def _voted_topic(self, item: Item) -> _Entity | None:
        """What the item's 全市 or 我省 mean, by the level that they name most."""
        here, end = bisect_left(self.starts, item.start), bisect_left(self.starts, item.end)
        counts = Counter(entity.level for entity in self.entities[here : min(end, here + 2000)] if entity.kind == "scope")
        del counts["国"]
        names = Counter(entity.name for entity in self.entities[here : min(end, here + 2000)])
        nation = max(names["我国"], names["全国"] // 4)
        level, most = counts.most_common(1)[0] if counts else ("", 0)
        if most <= nation:
            return None
        owners = Counter(
            self._full_name(entity)
            for entity in self.entities[:4000]
            if entity.kind in {"division", "zone"} and _fits(entity, level)
        )
        scope = next(entity for entity in self.entities[here:end] if entity.kind == "scope" and entity.level == level)
        if not owners:
            return scope
        name = owners.most_common(1)[0][0]
        return next(attrs.evolve(entity, name=name) for entity in self.entities if self._full_name(entity) == name)

    def _last_resort(self, item: Item) -> _Entity | None:
        """The place named most, the country where a national organ speaks, else the topic of the item before."""
        here, end = bisect_left(self.starts, item.start), bisect_left(self.starts, item.end)
        national = _NATIONAL.search(self.norm, item.start, min(item.end, item.start + 400))
        if national is not None:
            return _Entity(start=national.start(), end=national.start(), name=self.nation, kind="nation")
        counts = Counter(
            entity.name
            for entity in self.entities[here : min(end, here + 2000)]
            if entity.kind in {"division", "region", "zone", "company", "country"}
        )
        if counts:
            name = counts.most_common(1)[0][0]
            return self._resolve(next(entity for entity in self.entities[here:end] if entity.name == name), item)
        before = bisect_right(self.item_starts, item.start) - 2
        return (
            self._topic(self.items[before])
            if before >= 0 and before in range(len(self.items)) and self.items[before].start in self.topics
            else None
        )

    def _clauses(self, sentence: Span) -> list[Span]:
        clauses = self.text.clauses
        first = bisect_right(clauses, sentence.start, key=lambda span: span.start) - 1
        found = []
        for clause in clauses[max(first, 0) :]:
            if clause.start >= sentence.end:
                break
            found.append(Span(start=max(clause.start, sentence.start), end=min(clause.end, sentence.end)))
        return found

    # -- the pass -----------------------------------------------------------------------------------------------------

    def read(self, quantities: Sequence[QuantityMatch]) -> Iterator[SubjectMatch]:
        """The subject of each quantity, in order."""
        place = 0
        previous: _Entity | None = None
        paragraph: _Entity | None = None
        line = -1
        for number, sentence in enumerate(self.text.sentences):
            if place >= len(quantities):
                return
            item = self.items[bisect_right(self.item_starts, sentence.start) - 1]
            topic = self._topic(item)
            at = bisect_right(self.line_starts, sentence.end - 1) - 1
            opens, line = at != line, at
            if opens:
                previous = paragraph = None
            heads = [head for clause in self._clauses(sentence) if (head := self._head(clause, item)) is not None]
            if opens and heads and self._lasts(heads[0]):
                paragraph = heads[0]
            if previous is not None and _LISTING.match(self.norm, sentence.start):
                fallback, rule = previous, "listing"
            elif paragraph is not None:
                fallback, rule = paragraph, "paragraph"
            else:
                fallback, rule = topic, "topic"
            if not heads and place < len(quantities) and quantities[place].start < sentence.end:
                speaker = self._speaker(number, item)
                fallback, rule = (speaker, "speaker") if speaker is not None else (fallback, rule)
            while place < len(quantities) and quantities[place].start < sentence.end:
                yield self._subject(quantities[place], sentence, heads, fallback, rule)
                place += 1
            previous = self._carried(heads) or fallback
            self.current = previous

    def _carried(self, heads: Sequence[_Entity]) -> _Entity | None:
        """The last head that the next sentence may go on with."""
        return next((head for head in reversed(heads) if self._lasts(head)), None)

    @staticmethod
    def _lasts(head: _Entity) -> bool:
        """Whether more than one sentence may speak of the head; a national organ acts in one, and figures are the country's."""
        return head.kind in _TOPICS and not (head.kind == "bureau" and _NATIONAL.match(head.name))

    def _speaker(self, number: int, item: Item) -> _Entity | None:
        """Who is named behind a quotation as its speaker, where the sentence stands in one: “…。”新光公司经理说."""
        for place in range(number, min(number + _QUOTED_SENTENCES, len(self.text.sentences) - 1)):
            words = self.text.sentences[place].of(self.norm)
            if "\n" in words:
                return None
            if words[-1] in '”"」':
                clause = self._clauses(self.text.sentences[place + 1])[0]
                head = self._entity_at(self._skip_lead(clause.start, clause.end))
                spoken = head is not None and head.kind in _TOPICS and _SPEAKER.match(self.norm, head.end)
                return self._resolve(head, item) if head is not None and spoken else None
        return None

    def _subject(
        self, quantity: QuantityMatch, sentence: Span, heads: Sequence[_Entity], fallback: _Entity | None, rule: str
    ) -> SubjectMatch:
        project = self._project(quantity, sentence)
        if project is not None:
            name = project.of(self.norm)
            return SubjectMatch(name=name, written=name, span=project, rule="project")
        owner = self._owned(quantity)
        if owner is not None:
            return self._match(owner, "owner", near=True)
        head = self._last_head(quantity, sentence, heads)
        if head is not None:
            return self._match(head, "clause", near=True)
        if fallback is not None:
            return self._match(fallback, rule, near=False)
        return SubjectMatch()

    def _last_head(self, quantity: QuantityMatch, sentence: Span, heads: Sequence[_Entity]) -> _Entity | None:
        """The last head before the quantity; a project is one in its own clause alone, or once it is at work."""
        for head in reversed(heads):
            if head.start > quantity.start:
                continue
            if head.kind != "project" or _GOES_LIVE.match(self.norm, head.end):
                return head
            if not regex.search("[,;:]", self.norm, pos=head.end, endpos=quantity.start):
                return head
        return None

    def _owned(self, quantity: QuantityMatch) -> _Entity | None:
        """The name that the quantity modifies: 增速达到8%的新光集团."""
        if self.norm[quantity.outer_end : quantity.outer_end + 1] != "的":
            return None
        entity = self._entity_at(quantity.outer_end + 1)
        return (
            entity
            if entity is not None and entity.kind in _TOPICS - {"nation", "country"} and _PREDICATE.match(self.norm, entity.end)
            else None
        )

    def _match(self, entity: _Entity, rule: str, *, near: bool) -> SubjectMatch:
        span = Span(start=entity.start, end=entity.end) if near else None
        return SubjectMatch(
            name=entity.name, written=span.of(self.norm) if span else "", span=span, code=self._code(entity), rule=rule
        )

    def _code(self, entity: _Entity) -> str:
        """The code of a division, where it is one or its neighbours in the text tell which."""
        if entity.kind != "division" or not entity.codes:
            return ""
        if len(entity.codes) == 1:
            return entity.codes[0]
        near = [code for code in entity.codes if code[:4] + "00" in self.known_codes]
        near = near or [code for code in entity.codes if code[:2] + "0000" in self.known_codes]
        return near[0] if len(near) == 1 else ""

    def _project(self, quantity: QuantityMatch, sentence: Span) -> Span | None:
        """The named project whose cost or size a quantity is."""
        low = max(sentence.start, quantity.outer_start - 60)
        cost = _COST.search(self.norm, max(low, quantity.outer_start - 16), quantity.outer_start)
        if cost is None:
            return None
        match = _PROJECT.search(self.norm, low, cost.start())
        if match is None:
            return None
        start, end = match.span("name")
        stop = _PROJECT_STOP.search(self.norm, start, end)
        if stop is not None:
            if stop[0][0] in "0123456789" or stop[0] in {"一批", "重点"}:
                return None
            start = stop.end()
        while start < end and self.norm[start] in "”)、,":
            start += 1
        return Span(start=start, end=end) if end - start > 3 else None


def _fullest(entities: Sequence[_Entity]) -> dict[str, str]:
    """For each name of the text that ends a longer one, the longest (市科技局: 沈阳市科技局)."""
    names = {entity.name for entity in entities if entity.kind in {"zone", "bureau", "company", "body", "town"}}
    longest: dict[str, str] = {}
    for name in names:
        for at in range(1, min(len(name) - 2, 40)):
            if len(name) > len(longest.get(name[at:], "")):
                longest[name[at:]] = name
    return {name: longest[name] for name in names if name in longest}
