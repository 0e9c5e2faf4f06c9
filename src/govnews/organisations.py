"""Organisations: companies, zones, organs of state, schools, projects and villages, known by the word they end in.

A name is the run of characters in front of its ending (``tables/organisation_endings.tsv``), back to a mark, a verb or a
preposition; where a place stands in the run, the name begins with it (辽宁鸿昊化学工业股份有限公司). A name that the text
introduces in brackets (以下简称“鸿昊”) is found again under the short form and resolved to the full one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from operator import attrgetter
from typing import Final, NamedTuple

import attrs

from govnews.entities import Entity
from govnews.lexicon import rows, words
from govnews.patterns import plain
from govnews.places import find_places
from govnews.text import HAN

_REACH: Final = 30
"""A name is no longer than this before its ending."""

_LONGEST: Final = 60
"""A name of several parts is no longer than this: 沈阳市科技局|办公室."""

_SHORT_HEAD: Final = 4
"""What may stand in front of the place in the name of a museum or an institute."""

_START: Final = attrgetter("start")

_SHORTS: Final = 48
"""No more short names than this are looked for in one text."""

_MARK: Final = plain(rf"(?![{HAN}A-Za-z0-9·()-])")  # a class that opens a pattern is compiled twice
"""What stands in no name."""
_HOUSE: Final = plain(rf"(?P<house>[{HAN}A-Z]{{2,4}})(?:集团|集团公司|公司)(?!.)")
_NO_NAME: Final = "-"
"""The kind of a word that only ends as names do."""

_OF_ALL: Final = frozenset({"", "全国", "全省", "全市", "全球"})
"""What may stand before the word for an event that is one of a kind: 全国运动会."""
_QUARTERS: Final = frozenset(f"{town}{side}" for town in "市城" for side in "东西南北中")
"""What may stand before the word for a zone that lies there in its city: 市北经济开发区."""
_HOUSES: Final = frozenset({"石化", "重工", "药业", "酒业"})
"""What a company has for a name behind its place alone: 盘锦石化."""
_MAKES_KINDS: Final = frozenset("类型性式")
"""What makes a kind of the word behind it: 综合性医院."""
_COUNTED: Final = plain(
    r"(?:[0-9][年月日时号][份底初末]?|[0-9一二三四五六七八九十百千万亿两几多余][亿万]?[家个项所座户条处名批期届次级])\Z"
)
_COUNTED_LAST: Final = frozenset("年月日时号份底初末家个项所座户条处名批期届次级")
_NUMBERED: Final = plain(
    r"\([^()]{0,6}\)|20[0-9]{2}年?|[0-9一二三四五六七八九十两]+(?=[大小类级年省个”])[大小类级年省个”]?|[0-9]+[.、)]"
)
_COUNTING_OFF: Final = plain(r"\([0-9一二三四五六七八九十]{1,3}\)\Z")
_TOWN_IN_NAME: Final = plain(
    rf"(?<=[省市县区旗州盟镇乡])(?![县市区镇乡村])[{HAN}]{{2,3}}?(?:镇|乡|村|街道|社区)(?![{HAN}]{{0,2}}社区)"
)
_TOWN_BODY: Final = plain(rf"(?:(?P<outer>[{HAN}]{{2,3}})(?:镇|乡|街道))?(?P<own>(?![镇乡村街区县市])[{HAN}]{{2,3}})")
_IN_TOWN: Final = plain("(?:镇|乡|街道).")
_TOWNSFOLK: Final = plain(
    "(?:的)?(?:党委|党支部|党总支|党工委|村委会|居委会|人民政府|政府|镇长|乡长|村支书|村民|居民|农民|种植户|养殖户|集体|增收)|(?<=街道)[0-9]{1,4}[个家户所]"
)
"""What follows the name of a town or a village."""
_SHORT_ENDING: Final = 2
_EDITION: Final = plain(rf"(?:第[0-9一二三四五六七八九十]{{1,4}}|首)届(?P<name>(?:“[^“”\n]{{1,12}}”)?[{HAN}A-Za-z]{{2,20}})\Z")
_QUOTED: Final = 14
"""So many characters the part of a name in quotation marks may have, with these."""
_IN_QUOTES: Final = plain(r"“[^“”。,;:!?\n]{1,12}”\Z")
_STEM: Final = plain(rf"\A(?!中国)[{HAN}]{{4,6}}?(?=(?:集团)?(?:股份有限|有限责任)公司\Z)")
_FIRM: Final = plain(rf"(?P<short>[{HAN}]{{4}})(?:[{HAN}]{{2}})?(?:集团)?(?:股份)?(?:有限|有限责任)?公司(?!.)")
"""The name of a company behind its place, with the four characters that it may be called by."""
_INTRODUCED: Final = plain(
    r"\((?:以下|下文|下|股票|证券)?(?:均|统)?(?:简称|称)(?:为)?:?[“\"「『]?(?P<short>[^()“”\"「」『』、,。;]{2,16})[”\"」』]?\)"
)


@cache
def _general_words() -> frozenset[str]:
    return frozenset(words("general_words"))


def is_general(body: str) -> bool:
    """Whether a name is made of general words alone.

    >>> is_general("重点建设"), is_general("新光")
    (True, False)
    """
    reached = {0}
    for start in range(len(body)):
        if start in reached:
            reached |= {end for end in range(start + 1, min(start + 6, len(body)) + 1) if body[start:end] in _general_words()}
    return len(body) in reached


@cache
def _trades() -> frozenset[str]:
    return frozenset(words("trades"))


@cache
def _town_words() -> frozenset[str]:
    return frozenset(words("town_words"))


class _Limit(NamedTuple):
    """A word that no name runs across, unless ``unless`` follows it or one of ``behind`` stands in front of it."""

    word: str
    unless: tuple[str, ...]
    behind: frozenset[str]


@cache
def _limits() -> dict[str, tuple[_Limit, ...]]:
    """The limits of names by their last character, the longest first."""
    table: dict[str, list[_Limit]] = defaultdict(list)
    for word, unless, behind in rows("name_limits"):
        table[word[-1]].append(_Limit(word, tuple(unless.split()), frozenset(behind)))
    return {last: tuple(sorted(found, key=lambda limit: -len(limit.word))) for last, found in table.items()}


@cache
def _lasts() -> frozenset[str]:
    """The characters that end what no name runs across."""
    return _COUNTED_LAST.union(_limits())


def is_limit(norm: str, low: int, end: int) -> bool:
    """Whether a word that no name runs across, or something counted or dated, ends at ``norm[end]``.

    >>> is_limit("支持新光公司", 0, 2), is_limit("新光公司", 0, 2)
    (True, False)
    """
    for word, unless, behind in _limits().get(norm[end - 1], ()):
        if norm.endswith(word, low, end) and not norm.startswith(unless, end):
            start = end - len(word)
            return not start or norm[start - 1] not in behind
    if norm[end - 1] not in _COUNTED_LAST:
        return False
    return _COUNTED.search(norm, max(low, end - 3), end) is not None and not norm.startswith(("重工", "冶"), end)


class _Ending(NamedTuple):
    """A word that names end in; ``named`` where they have to begin with a place; none where one of ``unless`` follows."""

    word: str
    kind: str
    named: bool
    unless: frozenset[str]


@cache
def _endings() -> dict[str, tuple[_Ending, ...]]:
    """The endings that may stand at two characters, and those of one character by this; longest first."""
    table: dict[str, dict[str, _Ending]] = defaultdict(dict)
    for word, kind, named, unless in rows("organisation_endings"):
        table[word[-2:]].setdefault(word, _Ending(word, kind, bool(named), frozenset(unless)))
    single = {tail: found for tail, found in table.items() if len(tail) == 1}
    return {
        tail: tuple(sorted((found | single.get(tail[-1], {})).values(), key=lambda ending: -len(ending.word)))
        for tail, found in table.items()
    }


@lru_cache(maxsize=4096)
def _endings_at(tail: str) -> tuple[_Ending, ...]:
    """The endings that may stand where a text has these two characters, longest first."""
    return _endings().get(tail) or _endings().get(tail[1], ())


@cache
def _tails() -> re.Pattern[str]:
    """Two characters that a name may end in: the last two of an ending, or any before one that is an ending by itself."""
    pairs, single = ("".join(tail for tail in _endings() if len(tail) == size) for size in (2, 1))
    return re.compile(f"(?s)[{pairs[1::2]}{single}](?<=([{pairs[::2]}].|.[{single}]))")


def find_entities(norm: str) -> list[Entity]:
    """The places and organisations in the normal form of a text, in order and apart from each other.

    >>> [(entity.name, entity.kind) for entity in find_entities("沈阳市科技局支持全市企业")]
    [('沈阳市科技局', 'bureau'), ('全市', 'scope')]
    """
    places, at = find_places(norm), 0
    found: list[Entity] = []
    for organisation in find_organisations(norm, places):
        first = bisect_left(places, organisation.start, at, key=_START)
        if first > at and places[first - 1].end > organisation.start:  # 我省5集团 is no name of what begins inside 我省
            continue
        home = places[first] if first < len(places) else None
        # of what begins in the same place, the organisation is named after the place
        if home is not None and home.start == organisation.start and home.end <= organisation.end and home.kind != "bureau":
            organisation.home = home
        # an organ that has its name in the table is no company of that ending: 中国人民银行
        is_organ = home is not None and home.kind == "bureau" and (home.start, home.end) == (organisation.start, organisation.end)
        found += (*places[at:first], home if home is not None and is_organ else organisation)
        at = bisect_left(places, organisation.end, first, key=_START)
    return found + places[at:]


def find_organisations(norm: str, places: Sequence[Entity]) -> list[Entity]:
    """The organisations in the normal form of a text, in order and apart from each other.

    ``places`` are the places of the same text.

    >>> norm = "在沈阳市科技局支持下,沈阳新光机器人股份有限公司(以下简称“新光”)扩产。新光去年投入2亿元"
    >>> from govnews.places import find_places
    >>> [found.name for found in find_organisations(norm, find_places(norm))]
    ['沈阳市科技局', '沈阳新光机器人股份有限公司', '沈阳新光机器人股份有限公司', '沈阳新光机器人股份有限公司']
    """
    named = _apart(_by_endings(norm, places))
    return _apart([*_recalled(norm, named, places), *named]) if named else named


def _apart(found: list[Entity]) -> list[Entity]:
    """In order, and of those that overlap the longest; parts that follow each other are one name, as far as names go."""
    kept: list[Entity] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        joins = bool(kept) and match.end - kept[-1].start <= _LONGEST
        if kept and match.start == kept[-1].end and match.name.startswith(kept[-1].name):
            # both parts stand for one full name: 小路口镇|双莲村
            kept[-1] = attrs.evolve(match, start=kept[-1].start)
            continue
        if joins and match.start == kept[-1].end and match.kind not in {"project", "event", "zone"}:
            kept[-1] = attrs.evolve(match, start=kept[-1].start, name=kept[-1].name + match.name)
        elif not kept or match.start >= kept[-1].end:
            kept.append(match)
        elif joins and match.end > kept[-1].end:
            # 沈阳新光集团 and 集团公司
            kept[-1] = attrs.evolve(match, start=kept[-1].start, name=kept[-1].name + match.name[kept[-1].end - match.end :])
    return kept


def _by_endings(norm: str, places: Sequence[Entity]) -> list[Entity]:
    found, towns, at = [], [], -1
    walk = _Walk(norm, places)
    for tail in filter(_endings_at, _tails().findall(norm)):
        at = norm.find(tail, at + 1)
        end = at + 2
        for ending in _endings_at(tail):
            if norm.endswith(ending.word, 0, end) and norm[end : end + 1] not in ending.unless:
                match = walk.name_before(end, ending) if ending.kind != _NO_NAME else None
                if match is not None:
                    found.append(match)
                elif ending.kind == "town" and (town := walk.town_before(end, ending)) is not None:
                    towns.append(town)
                break
    return found + _shown(norm, towns) if towns else found


def _shown(norm: str, towns: Sequence[Entity]) -> list[Entity]:
    """Of towns that no place stands before, those that the text shows to be names.

    A name comes again, has organs or villagers (卓洋乡党委), or is that of a village in its town (凤都镇际面村).
    """
    times = Counter(town.name for town in towns)
    return [town for town in towns if times[town.name] > 1 or _IN_TOWN.search(town.name) or _TOWNSFOLK.match(norm, town.end)]


class _Walk:
    """Walks to the left from an ending to where the name begins."""

    def __init__(self, norm: str, places: Sequence[Entity]) -> None:
        self.norm, self.places = norm, places
        self.starts = [place.start for place in places]

    def name_before(self, end: int, ending: _Ending) -> Entity | None:
        """The name that ends with ``ending`` at ``end``, or None where nothing names it."""
        body_end = end - len(ending.word)
        if len(ending.word) == 1 and self._runs_into_place(body_end, end):
            return None
        may_be_placed = self._is_near(body_end)
        low, limited = self._limit(body_end) if may_be_placed or not ending.named else (body_end, False)
        place = self._first_place(low, body_end) if may_be_placed else None
        if ending.named and place is None:
            return self._held(body_end, end) if ending.kind == "event" else None
        # 老工业沈阳铸造博物馆: the place stands inside the name
        may_stand_inside = ending.kind == "body" and ending.word != "队" and not limited
        start = low if place is None or (may_stand_inside and place.start - low <= _SHORT_HEAD) else place.start
        body = self.norm[start:body_end]
        if len(body) > _REACH - 2 or not _is_balanced(body):
            return None
        quoted = self._quoted(start) if place is None and ending.kind == "company" and len(ending.word) > _SHORT_ENDING else start
        if quoted == start and not self._is_named(body, place, ending):
            return None
        return Entity(start=quoted, end=end, name=self.norm[quoted:end], kind=ending.kind)

    def _held(self, body_end: int, end: int) -> Entity | None:
        """An event that is held for the so-manieth time and needs no place to be named by: 第三届绿色能源峰会."""
        match = _EDITION.search(self.norm, max(body_end - _REACH, 0), body_end)
        if match is None or is_general(match["name"]):
            return None
        return Entity(start=match.start(), end=end, name=self.norm[match.start() : end], kind="event")

    def _quoted(self, start: int) -> int:
        """Where a name begins whose first part stands in quotation marks: “山泉”农业发展有限公司, 山东“山泉”农业发展有限公司."""
        match = _IN_QUOTES.search(self.norm, max(start - _QUOTED, 0), start)
        if match is None:
            return start
        at = bisect_left(self.starts, match.start()) - 1
        return self.places[at].start if at >= 0 and self.places[at].end == match.start() else match.start()

    def town_before(self, end: int, ending: _Ending) -> Entity | None:
        """What may be the name of a town that no place stands before: 梅溪镇; whether it is one, the text has to show."""
        body_end = end - len(ending.word)
        start, _ = self._limit(body_end)
        body = _TOWN_BODY.fullmatch(self.norm, start, body_end)
        if body is None or (body["own"][-1] + ending.word)[:2] in _town_words() or _is_kind_of_town(body["own"], ending.word):
            return None
        if body["outer"] and _is_kind_of_town(body["outer"], ""):
            return None
        return Entity(start=start, end=end, name=self.norm[start:end], kind="town")

    def _is_near(self, body_end: int) -> bool:
        """Whether a place stands where a name with this ending may begin with it."""
        at = bisect_left(self.starts, body_end) - 1
        return at >= 0 and self.starts[at] >= body_end - _REACH

    def _runs_into_place(self, body_end: int, end: int) -> bool:
        """Whether what looks like an ending is the beginning of a place: 昭通市|镇雄县."""
        at = bisect_left(self.starts, body_end)
        return at < len(self.starts) and self.starts[at] < end < self.places[at].end

    def _limit(self, body_end: int) -> tuple[int, bool]:
        """Where the run that may be the name begins, and whether a word, and no mark, limits it."""
        norm, low, limited, lasts = self.norm, max(body_end - _REACH, 0), False, _lasts()
        for at in range(body_end, low, -1):
            last = norm[at - 1]
            limited = last in lasts and is_limit(norm, low, at)
            if limited or (last not in lasts and not "\u4e00" <= last <= "\u9fff" and _MARK.match(last)):
                low = at
                break
        if (close := norm.rfind(")", low, body_end)) >= 0 and (item := _COUNTING_OFF.search(norm, low, close + 1)) is not None:
            low = item.end()
        numbered = _NUMBERED.match(norm, low, body_end)
        return numbered.end() if numbered is not None else low, limited

    def _first_place(self, low: int, high: int) -> Entity | None:
        """The place that a name in ``norm[low:high]`` begins with: the first that is no 全市 and stands in no brackets."""
        for at in range(bisect_left(self.starts, low), bisect_left(self.starts, high)):
            place = self.places[at]
            if place.end > high:
                return None
            bracketed = place.start > 0 and self.norm[place.start - 1] == "("
            if place.kind != "scope" and not bracketed and (place.kind == "division" or place.start == low):
                return place
        return None

    @staticmethod
    def _is_named(body: str, place: Entity | None, ending: _Ending) -> bool:
        """Whether the run in front of an ending names one organisation, and not a kind of them."""
        if place is None:
            return _names_one(body, ending)
        rest = body[place.end - place.start :]
        if place.kind == "country" and place.name != "中国" and is_general(rest):
            return False
        if not rest:
            return (
                not ending.named or ending.kind in {"body", "event"} or (ending.word in _HOUSES and place.level in {"省", "市"})
            )
        if ending.kind == "town" and _is_kind_of_town(rest, ending.word):
            return False
        return rest not in {"一", "某"} and not (ending.named and ending.kind not in {"town", "event"} and is_general(rest))


def _is_kind_of_town(body: str, ending: str) -> bool:
    """Whether what stands in front of 镇 or 村 tells of what kind it is (行政村) or makes an ordinary word of it (特色小镇)."""
    if body in _town_words() or is_general(body):
        return True
    return (body[-1:] + ending)[:2] in _town_words() and (len(body) < 2 or is_general(body[:-1]) or body[:-1] in _town_words())


def _names_one(body: str, ending: _Ending) -> bool:
    """Whether a run without a place names one organisation."""
    if body[-1:] in _MAKES_KINDS and not body.endswith("重型"):
        return False
    if len(body) > 1 and not is_general(body):
        return True
    if ending.kind == "zone" and body in _QUARTERS:
        return True
    if ending.kind == "event":
        return body in _OF_ALL
    return ending.kind == "bureau" and len(body) + len(ending.word) > 3 and body[:1] in set("市省县区州")


def _is_balanced(body: str) -> bool:
    return body.isalnum() or (body.count("(") == body.count(")") and body.count("“") == body.count("”"))


def _is_trade_name(short: str) -> bool:
    """Whether a word is two characters of its own in front of a trade: 新光电子."""
    return short[2:] in _trades() and not is_general(short[:2])


def _parts_of(full: Entity, written: frozenset[str]) -> Iterator[tuple[str, Entity]]:
    """The parts of a name that stand for it: 汤图乡 of 抚顺县汤图乡, 宏远机床 of 宏远机床股份有限公司."""
    form = _TOWN_IN_NAME if full.kind == "town" else _STEM if full.kind == "company" else None
    for part in form.finditer(full.name) if form is not None else ():
        if not is_general(part[0]) and part[0] not in written:
            yield part[0], full if full.kind == "company" else attrs.evolve(full, name=full.name[: part.end()])


def _called(norm: str, company: Entity, places: Sequence[Entity]) -> Iterator[str]:
    """What a company may be called by: 远东电子 of 抚顺市远东电子有限公司, 新光 of 新光集团."""
    at = bisect_left(places, company.start, key=_START)
    behind = places[at].end if at < len(places) and places[at].start == company.start else company.start
    firm = _FIRM.match(norm, behind, company.end)
    if firm is not None and _is_trade_name(firm["short"]):
        yield firm["short"]
    house = _HOUSE.match(norm, company.start, company.end)
    if house is not None and not is_general(house["house"]) and norm[company.start - 1 : company.start] != "(":
        yield house["house"]


def _recalled(norm: str, named: Sequence[Entity], places: Sequence[Entity]) -> list[Entity]:
    """The short names that the text introduces in brackets, wherever they stand; the name of a place is none."""
    shorts: dict[str, Entity] = {}
    written = frozenset(norm[place.start : place.end] for place in places)
    ends = {match.end: match for match in named}
    for match in _INTRODUCED.finditer(norm):
        if match.start() in ends:
            shorts[match["short"]] = ends[match.start()]
    for full in named:
        for short, whole in _parts_of(full, written):
            shorts.setdefault(short, whole)
        for short in _called(norm, full, places) if full.kind == "company" else ():
            if short not in written:
                shorts.setdefault(short, full)
    found = []
    for short, full in islice(shorts.items(), _SHORTS):
        at = norm.find(short)
        while at >= 0:
            found.append(Entity(start=at, end=at + len(short), name=full.name, kind=full.kind))
            at = norm.find(short, at + len(short))
    return found
