"""Subjects: whose metric each quantity is - the place, organisation or project that the sentence or the article speaks of.

What a careful reader does, as rules, tried in this order:

1. *Project.* What a project costs is the project's, where it is named (X项目,总投资3亿元) and not counted (8个项目总投资…).
2. *Owner.* What a number describes owns it: 增速达到8%的新光集团.
   Where 分别 deals numbers out to a list of places, each has its own.
3. *Clause.* The place or organisation at the head of the clause, behind times and connectives, is its subject
   (截至去年底,沈阳市实有…; 在辽宁,…). What stands further in is an object, a partner or a base of comparison and is none,
   but for the place that something is made to do (推动全球…下降). A clause without a head goes on with the clause before it.
4. *Speaker.* A quotation without a head is of whom is named behind it: “…。”新光公司经理说. A bureau speaks of its place.
   What sums up its figures holds for those in front of it: …,新光公司成为….
5. *Listing.* A sentence that begins with 其中, 同时, 此外 goes on with the subject of the sentence before it.
6. *Paragraph.* Else the head of the paragraph's first sentence holds.
7. *Topic.* Else the topic of the news item (:mod:`govnews.topics`).

Several items in one text have each its own topic. National organs that publish figures speak of the country, which is called
我国 or 全国 as the text does. A group inside the subject (规模以上工业, 城镇居民) belongs to the indicator. What cannot be told
is empty.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

import attrs

from govnews.entities import TOPICS, Entity
from govnews.heads import Heads, Scene, clauses_in
from govnews.model import Span
from govnews.organisations import find_entities, is_general
from govnews.patterns import plain
from govnews.periods import PeriodMatch
from govnews.quantities import QuantityMatch
from govnews.tellers import is_national, is_worldwide, speaks
from govnews.text import HAN, Text
from govnews.things import ends_project
from govnews.topics import Topics

_LEANS: Final = "企业"
"""The word that stands for what the sentence before speaks of; a line without it leans on none before."""
_QUOTED_SENTENCES: Final = 6
_PROJECTS: Final = 8
"""No more heads than this are passed over as projects of other clauses."""

_OPENED: Final = frozenset('“"「')
_CLOSED: Final = frozenset('”"」')
_CLOSES: Final = plain(f"[{''.join(sorted(_CLOSED))}]")
_SUMMED: Final = frozenset({"zone", "company", "body", "town", "event"})
_SUMS_UP: Final = plain(r"(?:已|逐渐|也|正)?(?:成为|成了|成长为|跻身|正是|便是|就是|是当|是全|是国|赢得)")
_ADVERBIAL: Final = plain(r"[ \u3000]*(?:在|面对|历经|经过|凭借|依托|围绕)[^,。;:\n]{2,40}(?:上|里|中|内|下|前|后|时|的.{2,12}),")
_LISTING: Final = plain(r"[ \u3000“]*(?:其中|同时|此外|另外|与此同时|累计|共|并|还|截至目前|目前|预计|平均|到|比)")
_CONTINUING: Final = plain(r"[ \u3000]*其中")
"""How a line begins that goes on with the line before it."""
_PAIRED: Final = plain(r"[0-9一二三四五六七八九十百千万亿%][^0-9,。;:、\n]{0,8}[、及和]\Z")
_GOES_LIVE: Final = plain(r"建成|投产|达产|投运|投用|全部|全面|竣工|完工|通车")
_OF_COST: Final = plain("[资价地积长量容]")
"""One of these stands in every word of cost or size."""
_COST: Final = plain(
    r"""(?: 总投资 | 计划投资 | 协议投资 | 初期投资 | 概算投资 | 估算投资 | 投资总额 | 投资额 | 总造价 | 投资 | 占地面积 | 占地
          | 总建筑面积 | 建筑面积 | 全长 | 总长 | 线路全长 | 总装机容量 | 装机容量 | 总库容 )
        (?: 额 | 约 | 达到? | 为 | 超过? | 近 | 共 | 计 | 逾 | [0-9年月] | 预计 ){0,4}\Z""",
    re.VERBOSE,
)
_COSTLY: Final = plain(
    rf"(?P<name>(?P<body>(?![0-9]+[个项])[{HAN}A-Za-z0-9“”()-]{{3,30}}?)(?:项目|工程|基地|产业园|生产线))(?=[^{HAN}]|[和及与已将正也]|投资|今|日前|近日|现|开工|投产|落户|签约)"
)
_OWN: Final = plain(r"[,;][^,;。]{2,16}?(?:业务量|总量|吞吐量|运量|收入|增加值|产值|总额|投资|面积|里程)[^,;。]{0,8}\Z")
"""A clause that speaks of something else than the train or the canal of the clause before."""
_PAUSE: Final = plain("[,;:]")
_PROJECT: Final = plain(
    rf"""(?P<name>[{HAN}A-Za-z0-9·“”()-]{{2,30}}
          (?:项目|工程|基地|产业园|生产线|铁路|高铁|高速公路|公路|大桥|隧道|水库|电站|机场|管道|港区|码头))
        (?:[一二三四]期)?[,(]?(?:该?项目|计划|预计|工程|规划|概算|估算|线路|一期)?\Z""",
    re.VERBOSE,
)
# up to the last of the words that no project's name runs across
_PROJECT_LIMIT: Final = plain(
    r"""(?s: .* )(?: (?<=[的了是有为在以由对将:“、])
      | (?<=引进|签约|实施|启动|推进|推动|开工|建成|包括|预计|计划|新增|其中|配套|所有|全部|今年|去年|成功|打造) | (?<=总投资)
      | (?:(?<=建)|(?<=建设))(?!集团) | (?<=新建)(?!铁路|高铁) | (?P<counted>(?<=[0-9][个项])|(?<=一批)|(?<=重点)) )""",
    re.VERBOSE,
)


class SubjectMatch(NamedTuple):
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


def read_subjects(text: Text, times: Sequence[PeriodMatch], quantities: Sequence[QuantityMatch]) -> list[SubjectMatch]:
    r"""For each quantity, in order, whose it is.

    >>> from govnews.periods import scan_periods
    >>> from govnews.quantities import scan_quantities
    >>> text = Text("沈阳市上半年经济运行情况\n上半年，全市进出口总额12亿元，同比增长3%。")
    >>> times = scan_periods(text)
    >>> [(subject.name, subject.written, subject.code) for subject in read_subjects(text, times, scan_quantities(text, times))]
    [('沈阳市', '全市', '210100'), ('沈阳市', '全市', '210100')]
    """
    return list(_Reader(text, times, quantities).read()) if quantities else []


class _Reader:
    """Tells whose the quantities of a text are; what a sentence speaks of is worked out once, when it is asked for."""

    def __init__(self, text: Text, times: Sequence[PeriodMatch], quantities: Sequence[QuantityMatch]) -> None:
        self.text, self.norm = text, text.norm
        self.sentences = text.sentences
        self.sentence_starts = text.sentences.starts
        self.quantities = quantities
        self.quantity_starts = [quantity.start for quantity in quantities]
        self.entities = find_entities(self.norm)
        self.heads = Heads(self.norm, self.entities, times)
        self.topics = Topics(text, self.heads, self.entities, self.lasting)
        self._heads: dict[int, list[Entity]] = {}
        self._fallbacks: dict[int, tuple[Entity | None, str]] = {}
        self._lasting: dict[int, Entity | None] = {}
        self._heading: dict[int, SubjectMatch] = {}
        self._unheaded: dict[int, SubjectMatch] = {}

    def read(self) -> Iterator[SubjectMatch]:
        """The subject of each quantity, in order."""
        place = 0
        while place < len(self.quantities):
            number = bisect_right(self.sentence_starts, self.quantity_starts[place]) - 1
            first, place = place, bisect_left(self.quantity_starts, self.sentences[number].end, lo=place)
            yield from self._read_sentence(self.quantities[first:place], number)

    # -- one sentence ---------------------------------------------------------------------------------------------------

    def _read_sentence(self, quantities: Sequence[QuantityMatch], number: int) -> Iterator[SubjectMatch]:
        """The subject of each quantity of a sentence."""
        sentence, heads, shares = self.sentences[number], self._heads_of(number), self._shares(quantities, number)
        costed: SubjectMatch | None = None
        for quantity in quantities:
            costed = self._project(quantity, sentence) or costed
            yield shares.get(quantity.start) or self._subject(quantity, costed, heads) or self._unspoken(number)

    def _heads_of(self, number: int) -> list[Entity]:
        """The heads of the clauses of a sentence, in order."""
        if number not in self._heads:
            self._heads[number] = list(self.heads.of(self.sentences[number], self.topics.scene(number)))
        return self._heads[number]

    def lasting(self, number: int) -> Entity | None:
        """What a sentence leaves in mind for the next: its last head, else what holds without one."""
        if number < 0 or number in self._lasting:
            return self._lasting.get(number)
        # forward from a sentence that leans on none before it, or on a known one, so that nothing recurs deeply
        first = number
        while first - 1 not in self._lasting and self._leans(first):
            first -= 1
        for at in range(first, number + 1):
            head = next(filter(_lasts, reversed(self._heads_of(at))), None)
            self._lasting[at] = head if head is not None else self._fallback(at)[0]
        return self._lasting[number]

    def _leans(self, number: int) -> bool:
        """Whether a sentence may go on with the one before it, or its line with the line before."""
        line = self._line(number)
        begins = line >= 0 and number == self._first_of_line(line)
        return number > 0 and (
            not begins or self.norm.find(_LEANS, self.topics.line_starts[line], self.topics.lines[line].end) >= 0
        )

    def _line(self, number: int) -> int:
        """The line that a sentence ends in, -1 for those above the first."""
        return bisect_right(self.topics.line_starts, self.sentences[number].end - 1) - 1

    def _first_of_line(self, line: int) -> int:
        return bisect_right(self.sentence_starts, self.topics.line_starts[line]) - 1 if line >= 0 else 0

    def _fallback(self, number: int) -> tuple[Entity | None, str]:
        """What holds for the numbers of a sentence that no head stands before, and the rule that says so."""
        if number not in self._fallbacks:
            self._fallbacks[number] = self._read_fallback(number)
        return self._fallbacks[number]

    def _read_fallback(self, number: int) -> tuple[Entity | None, str]:
        scene = self.topics.scene(number)
        spoken, rule = self._spoken_before(number)
        behind, behind_rule = self._named_behind(number, scene, is_open=spoken is None)
        if behind is not None:
            return behind, behind_rule
        return (spoken, rule) if spoken is not None else (scene.topic, "topic")

    def _spoken_before(self, number: int) -> tuple[Entity | None, str]:
        """What a sentence goes on with: with the sentence before it, or the first of its paragraph."""
        line = self._line(number)
        first = self._first_of_line(line)
        begins = line >= 0 and number == first
        listing = _CONTINUING if begins else _LISTING
        if number and listing.match(self.norm, self.sentence_starts[number]):
            before = self.lasting(number - 1)
            if before is not None:
                return before, "listing"
        opening = self._heads_of(first)[:1] if line >= 0 else []
        return (opening[0], "paragraph") if opening and _lasts(opening[0]) else (None, "")

    def _named_behind(self, number: int, scene: Scene, *, is_open: bool) -> tuple[Entity | None, str]:
        """What is named only behind the first number of a sentence; ``is_open`` tells that nothing before says whose it is."""
        sentence, heads = self.sentences[number], self._heads_of(number)
        place = bisect_left(self.quantity_starts, sentence.start)
        if place == len(self.quantities) or self.quantity_starts[place] >= sentence.end:
            return None, ""
        if heads:
            rule = self._behind(heads[0], sentence) if heads[0].start > self.quantity_starts[place] else ""
            return (heads[0] if rule else None), rule
        if (speaker := self._speaker(number, scene)) is not None:
            return speaker, "speaker"
        return (self._summed_up(number, scene) if is_open else None), "named behind"

    def _shares(self, quantities: Sequence[QuantityMatch], number: int) -> dict[int, SubjectMatch]:
        """By their starts, the quantities that 分别 deals out to a list of places."""
        shares: dict[int, SubjectMatch] = {}
        sentence = self.sentences[number]
        if len(quantities) < 2 or not self.heads.deals(sentence):
            return shares
        for start, end in clauses_in(self.norm, sentence.start, sentence.end):
            behind, members = self.heads.dealt(start, end, self.topics.scene(number))
            first = bisect_left(quantities, behind, key=lambda quantity: quantity.start)
            for quantity, member in zip(quantities[first : first + len(members)], members, strict=False):
                if quantity.start < end:
                    shares[quantity.start] = self._match(member, "dealt out", Span(start=member.start, end=member.end))
        return shares

    def _speaker(self, number: int, scene: Scene) -> Entity | None:
        """Who is named behind a quotation as its speaker, where the sentence stands in one."""
        until = min(number + _QUOTED_SENTENCES, len(self.sentences) - 1)
        if not _CLOSES.search(self.norm, self.sentence_starts[number], self.sentence_starts[until]):
            return None
        for place in range(number, until):
            words = self.sentences[place].of(self.norm)
            if "\n" in words:
                return None
            if words[-1] in _CLOSED:
                behind = self.sentences[place + 1]
                clause = next(clauses_in(self.norm, behind.start, behind.end), (behind.start, behind.end))
                head = self.heads.at(self.heads.leads.behind(*clause))
                return self.heads.resolve(head, scene) if head is not None and speaks(self.norm, head) else None
        return None

    def _behind(self, head: Entity, sentence: Span) -> str:
        """The rule by which the first head holds for the numbers in front of it: it speaks behind a quotation or sums them up."""
        quoted = self.norm[sentence.start : sentence.start + 1] in _OPENED and self.norm[head.start - 1] in _CLOSED
        if quoted and speaks(self.norm, head):
            return "speaker"
        adverbial = _ADVERBIAL.match(self.norm, sentence.start, sentence.end)
        leads_up = adverbial is not None and adverbial.end() <= head.start and "," not in self.norm[adverbial.end() : head.start]
        return "named behind" if leads_up or self._sums_up(head) else ""

    def _sums_up(self, head: Entity) -> bool:
        return head.kind in _SUMMED and _SUMS_UP.match(self.norm, head.end) is not None

    def _summed_up(self, number: int, scene: Scene) -> Entity | None:
        """What the next sentence of the paragraph says that the figures were of: “…。新光公司正是其中的代表”."""
        if number + 1 >= len(self.sentences) or self.norm[self.sentences[number].end - 1] == "\n":
            return None
        behind = self.sentences[number + 1]
        if _SUMS_UP.search(self.norm, behind.start, behind.end) is None:
            return None
        return next(filter(self._sums_up, self.heads.of(behind, scene)), None)

    # -- one quantity ---------------------------------------------------------------------------------------------------

    def _subject(self, quantity: QuantityMatch, costed: SubjectMatch | None, heads: Sequence[Entity]) -> SubjectMatch | None:
        """Whose a quantity is, where a word says so; ``costed`` is the project of its sentence that a cost was given of."""
        head = self._last_head(quantity, heads) if heads else None
        if costed is not None and costed.span is not None and (head is None or head.start <= costed.span.end):
            return costed
        owner = self._owner(quantity) or self._listed(quantity)
        if owner is not None:
            return self._match(owner, "owner", Span(start=owner.start, end=owner.end))
        return self._headed(head) if head is not None else None

    def _headed(self, head: Entity) -> SubjectMatch:
        """Whose the quantities behind a head are."""
        if head.start not in self._heading:
            self._heading[head.start] = self._match(head, "clause", Span(start=head.start, end=head.end))
        return self._heading[head.start]

    def _unspoken(self, number: int) -> SubjectMatch:
        """Whose the quantities of a sentence are that no head stands before."""
        if number not in self._unheaded:
            fallback, rule = self._fallback(number)
            self._unheaded[number] = self._match(fallback, rule, None) if fallback is not None else SubjectMatch()
        return self._unheaded[number]

    def _project(self, quantity: QuantityMatch, sentence: Span) -> SubjectMatch | None:
        """The named project whose cost or size a quantity is."""
        norm, behind = self.norm, quantity.outer_start
        near = max(sentence.start, behind - 16)
        if not _OF_COST.search(norm, near, behind):
            return None
        cost = _COST.search(norm, near, behind)
        match = _PROJECT.search(norm, max(sentence.start, behind - 60), cost.start()) if cost is not None else None
        if match is None:
            return None
        start, end = match.span("name")
        limit = _PROJECT_LIMIT.match(norm[start:end])
        if limit is not None:
            if limit["counted"] is not None:
                return None
            start += limit.end()
        while start < end and self.norm[start] in "”)":
            start += 1
        if end - start < 4:
            return None
        span = Span(start=start, end=end)
        return SubjectMatch(name=span.of(self.norm), written=span.of(self.norm), span=span, rule="project")

    def _owner(self, quantity: QuantityMatch) -> Entity | None:
        """The name that the quantity describes: 增速达到8%的新光集团."""
        if not self.norm.startswith("的", quantity.outer_end):
            return None
        entity = self._costly(quantity) or self.heads.at(quantity.outer_end + 1)
        if entity is not None and entity.kind == "thing":
            return entity
        named = entity is not None and entity.kind in TOPICS - {"country"} and self.heads.acts(entity)
        return entity if named else None

    def _costly(self, quantity: QuantityMatch) -> Entity | None:
        """The project named behind what it costs: 投资10亿元的宏远医疗器械生产项目."""
        near = max(quantity.outer_start - 8, 0)
        if not _OF_COST.search(self.norm, near, quantity.outer_start) or not _COST.search(self.norm, near, quantity.outer_start):
            return None
        match = _COSTLY.match(self.norm, quantity.outer_end + 1)
        if match is None or is_general(match["body"]):
            return None
        start, end = match.span("name")
        if any(ends_project(self.norm, start, at) for at in range(start + 1, match.end("body"))):
            return None
        return Entity(start=start, end=end, name=match["name"], kind="thing")

    def _listed(self, quantity: QuantityMatch) -> Entity | None:
        """The place that stands directly in front of its number, in a list of such pairs: 沈阳210家、大连180家."""
        end = quantity.outer_start - (self.norm[quantity.outer_start - 1 : quantity.outer_start] == "(")
        place = bisect_left(self.heads.starts, end) - 1
        entity = self.entities[place] if place >= 0 else None
        if (
            entity is None
            or entity.end != end
            or entity.kind not in {"division", "region", "nature", "country", "company", "town"}
        ):
            return None
        pair = _PAIRED.search(self.norm, max(entity.start - 14, 0), entity.start)
        return attrs.evolve(entity, name=self.heads.full_name(entity)) if pair is not None else None

    def _last_head(self, quantity: QuantityMatch, heads: Sequence[Entity]) -> Entity | None:
        """The last head before the quantity; a project is one in its own clause alone, or once it is at work."""
        before = bisect_right(heads, quantity.start, key=lambda head: head.start)
        for head in reversed(heads[max(before - _PROJECTS, 0) : before]):
            if head.kind == "work" and _OWN.search(self.norm, head.end, quantity.start) is not None:
                continue
            if head.kind != "project" or _GOES_LIVE.match(self.norm, head.end):
                return head
            if not _PAUSE.search(self.norm, head.end, quantity.start):
                return head
        return None

    def _match(self, entity: Entity, rule: str, span: Span | None) -> SubjectMatch:
        written = span.of(self.norm) if span is not None else ""
        return SubjectMatch(name=entity.name, written=written, span=span, code=self._code(entity), rule=rule)

    def _code(self, entity: Entity) -> str:
        """The code of a division, where it is one or its neighbours in the text tell which."""
        if entity.kind != "division" or not entity.codes:
            return ""
        if len(entity.codes) == 1:
            return entity.codes[0]
        near = [code for code in entity.codes if code[:4] + "00" in self._known_codes]
        near = near or [code for code in entity.codes if code[:2] + "0000" in self._known_codes]
        return near[0] if len(near) == 1 else ""

    @cached_property
    def _known_codes(self) -> frozenset[str]:
        """The codes of the divisions that have one name to themselves."""
        return frozenset(entity.codes[0] for entity in self.entities if len(entity.codes) == 1 and entity.kind == "division")


def _lasts(head: Entity) -> bool:
    """Whether more than one sentence may speak of the head; a national organ acts in one, and figures are the country's."""
    if head.kind == "bureau":
        return not is_national(head.name) and not is_worldwide(head)
    return head.kind in TOPICS and head.kind != "world"
