"""Topics: what each item of news in a text speaks of, for the numbers that no word near by tells the subject of.

The head of a heading, of the first sentences, or what 全市 and 我省 mean; the country where a national organ speaks; else the
place or firm that is named most. It is told when it is asked for, and once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

import attrs

from govnews.asides import is_field
from govnews.entities import PLACES, TOPICS, Entity, fits
from govnews.heads import Heads
from govnews.items import Item, find_items, lines_of
from govnews.model import Span
from govnews.patterns import plain
from govnews.places import may_name_level
from govnews.tellers import is_national, is_worldwide, names_nation, passes_on, publishes
from govnews.text import Text

_SHORT_ITEM: Final = 500
"""In an item of fewer characters than this, a name need not come again to be its topic."""
_READ: Final = 10_000
"""No further than this is a name looked for again."""
_HARDLY: Final = 8
"""How many times a text may say 全市 for each time that it names the city."""
_AMONG: Final = plain(
    r"第|前|首|最|领先|率先|唯一|平均|一流|排名|排位|各[市州县区地]|同类|同期|先进|十[佳强大]|百强|试点|示范|重点|统一"
)
_AGAINST: Final = ("居", "占", "列", "于", "在", "比", "入", "获", "与", "到")
"""What stands before and behind 全省 where it is what others are measured against."""
_NAMELESS: Final = plain(r"[省市州盟县旗区镇乡](?:人民)?(?:政府|委|人大|政协)?(?:办公[厅室])?")
"""Governments that are named by their level alone."""
_VOTERS: Final = 2000
"""No more names than this are counted for the topic of an item."""
_VOTED: Final = frozenset({"division", "region", "zone", "company", "country"})
_HEADLINE: Final = 5
"""So many characters behind a name make a heading of a line; a shorter one has to stand over prose."""
_OPENING: Final = 2
_BODY: Final = 40
"""So many sentences are read for the topic of an item: first the opening ones, then these."""
_NATIONAL_TITLE: Final = plain(r"中华人民共和国(?=[0-9国一二三发]|\Z)|国务院|全国人民代表大会|全国人大")
_STOP: Final = plain("[,。;]")
_TITLE_PART: Final = plain(r"[^ \u3000—:,\n]+")


class Topics:
    """The items of a text and their topics; ``lasting`` is what the sentences up to one, by its number, leave in mind."""

    def __init__(self, text: Text, heads: Heads, entities: Sequence[Entity], lasting: Callable[[int], Entity | None]) -> None:
        self._norm, self._sentences = text.norm, text.sentences
        self.sentence_starts: Sequence[int] = text.sentences.starts
        self._heads, self._entities = heads, entities
        self.lasting: Callable[[int], Entity | None] = lasting
        self._owners: dict[str, Entity | None] = {}
        self._topics: list[Entity | None] = []

    def scene(self, number: int) -> _Scene:
        """The scene of a sentence, by its number."""
        return _Scene(self, number)

    @cached_property
    def lines(self) -> list[Span]:
        """The lines of the text."""
        return lines_of(self._norm)

    @cached_property
    def line_starts(self) -> list[int]:
        """Where they begin."""
        return [line.start for line in self.lines]

    @cached_property
    def items(self) -> list[Item]:
        """The items of news that the text holds."""
        return find_items(self._norm, self.lines, self._opens_item)

    @cached_property
    def item_starts(self) -> list[int]:
        """Where they begin."""
        return [item.start for item in self.items]

    def _opens_item(self, line: Span) -> bool:
        """Whether a heading names what a new item speaks of."""
        entity = self._heads.at(self._heads.leads.behind(line.start, line.end))
        if entity is None or entity.kind not in TOPICS:
            return False
        behind = line.end - entity.end
        return behind >= _HEADLINE or (behind != 1 and self._leads_prose(line))

    def _leads_prose(self, line: Span) -> bool:
        """Whether prose follows a line, as it follows the name of a section."""
        at = bisect_right(self.line_starts, line.start)
        return at < len(self.lines) and _STOP.search(self._norm, self.lines[at].start, self.lines[at].end) is not None

    def topic(self, at: int) -> Entity | None:
        """What a news item speaks of, by its number; items are read in order, and nothing is known of one that is being read."""
        while len(self._topics) <= at:
            number = len(self._topics)
            self._topics.append(None)
            self._topics[number] = self._read_topic(number)
        return self._topics[at]

    def _read_topic(self, at: int) -> Entity | None:
        item, first = self.items[at], bisect_left(self.sentence_starts, self.items[at].start)
        scene = _Scene(self, first, at)
        found = (
            self._title_topic(item, scene)
            or self._first_topic(item, scene, _OPENING)
            or self._voted_topic(item)
            or self._first_topic(item, scene, _BODY)
            or self._last_resort(item, scene)
        )
        if found is not None and is_worldwide(found):
            return self._most_named(item, scene) or self._heads.home(found, scene)
        if found is not None and found.kind in {"bureau", "body"} and (is_national(found.name) or publishes(found.name)):
            return self._heads.home(found, scene)
        return found

    def _title_topic(self, item: Item, scene: _Scene) -> Entity | None:
        """The head of the headings."""
        for line in item.headings:
            national = _NATIONAL_TITLE.search(self._norm, line.start, line.end)
            if national is not None:
                return self._heads.nation(Entity(start=national.start(), end=national.end(), name=national[0], kind="nation"))
            for part in _TITLE_PART.finditer(self._norm, line.start, line.end):
                found = self._heads.head(*part.span(), scene)
                if found is not None and _may_be_topic(found):
                    return found
        return None

    def _first_topic(self, item: Item, scene: _Scene, limit: int) -> Entity | None:
        """The first head of the prose that is more than an example: a place, or what is named again."""
        starts, ends, may_name = self.sentence_starts, self._sentences.ends, self._heads.may_name
        last = min(scene.number + limit, bisect_left(starts, item.end))
        for number in range(scene.number, last):
            if not may_name(starts[number], ends[number]):
                continue
            for head in self._heads.of(self._sentences[number], scene):
                if _may_be_topic(head) and self._recurs(head, item):
                    return head
        return None

    def _recurs(self, entity: Entity, item: Item) -> bool:
        """Whether the item speaks of what it names first."""
        if entity.kind == "world":
            return self._is_of_world(entity, item)
        if entity.kind in PLACES or entity.kind == "nation" or item.end - item.start < _SHORT_ITEM:
            return True
        times = (other for other in self._named_in(item) if self._heads.full_name(other) == entity.name)
        return next(islice(times, 1, None), None) is not None

    def _named_in(self, item: Item) -> Sequence[Entity]:
        """What an item names, as far as it is read for its topic."""
        return self._heads.inside(item.start, min(item.end, item.start + _READ))

    def _is_of_world(self, world: Entity, item: Item) -> bool:
        """Whether an item is of the world: it names no other place as often."""
        places = (one for one in self._named_in(item) if one.kind in PLACES and not is_field(self._norm, one))
        named = Counter(one.name for one in places)
        times = named.pop(world.name, 0)
        return times >= max(named.values(), default=0) and (times > 1 or not named)

    def _voters(self, item: Item) -> list[Entity]:
        here, end = bisect_left(self._heads.starts, item.start), bisect_left(self._heads.starts, item.end)
        return list(self._entities[here : min(end, here + _VOTERS)])

    def _voted_topic(self, item: Item) -> Entity | None:
        """What the item's 全市 or 我省 mean, by the level that they name most, unless it speaks of the country more."""
        if not may_name_level(self._norm, item.start, item.end):
            return None
        voters = self._voters(item)
        names = Counter(map(self._heads.full_name, voters))
        levels = Counter(one.level for one in voters if one.kind == "scope" and one.level != "国" and not self._is_measure(one))
        owners = {level: self._main_owner(level) for level in levels}
        named = {level: names[owner.name] if owner is not None else 0 for level, owner in owners.items()}
        level = max(levels, key=lambda level: levels[level] + named[level], default="")
        country = names["我国"] + names["全国"]
        if levels[level] <= max(names["我国"], names["全国"] // 4) and named.get(level, 0) <= country:
            return None
        scope = next((one for one in voters if one.kind == "scope" and one.level == level and one.name[0] not in "该本"), None)
        return owners[level] or scope

    def _is_measure(self, scope: Entity) -> bool:
        """Whether a place is measured against what 全省 means, which is then seldom what the text is about: 居全省第3位."""
        return _AMONG.match(self._norm, scope.end) is not None or self._norm.endswith(_AGAINST, 0, scope.start)

    def _main_owner(self, level: str) -> Entity | None:
        """The place of a level that the text names most; none where it says 全州 time and again and hardly names one."""
        if level not in self._owners:
            voters = self._entities[:_VOTERS]
            fitting = [one for one in voters if one.kind in {"division", "zone"} and fits(one, level)]
            most = Counter(map(self._heads.full_name, fitting)).most_common(1)
            says = sum(one.kind == "scope" and one.level == level for one in voters)
            name = most[0][0] if most and most[0][1] * _HARDLY >= says else ""
            self._owners[level] = next(
                (attrs.evolve(one, name=name) for one in fitting if self._heads.full_name(one) == name), None
            )
        return self._owners[level]

    def _last_resort(self, item: Item, scene: _Scene) -> Entity | None:
        """The country where a national organ speaks, else the place named most, else, but for a brief, the topic before."""
        national = names_nation(self._norm, item.start, min(item.end, item.start + _SHORT_ITEM))
        if national >= 0:
            return self._heads.nation(Entity(start=national, end=national, name="", kind="nation"))
        named = self._most_named(item, scene)
        if named is not None:
            return named
        return self._topics[scene.at - 1] if scene.at and not item.is_brief else None

    def _most_named(self, item: Item, scene: _Scene) -> Entity | None:
        """The place or firm that an item names most."""
        voters = [one for one in self._voters(item) if one.kind in _VOTED and not passes_on(self._norm, one)]
        if not voters:
            return None
        name = Counter(entity.name for entity in voters).most_common(1)[0][0]
        return self._heads.resolve(next(entity for entity in voters if entity.name == name), scene)


class _Scene:
    """Where the clauses of a sentence stand: in an item, behind the sentences before ``number``."""

    def __init__(self, topics: Topics, number: int, item_number: int | None = None) -> None:
        self.topics = topics
        self.number = number
        self._item_number = item_number

    @property
    def at(self) -> int:
        """The number of the item; found out when it is asked for."""
        if self._item_number is None:
            self._item_number = bisect_right(self.topics.item_starts, self.topics.sentence_starts[self.number]) - 1
        return self._item_number

    @property
    def item(self) -> Item:
        return self.topics.items[self.at]

    @property
    def topic(self) -> Entity | None:
        return self.topics.topic(self.at)

    @property
    def spoken(self) -> Entity | None:
        return self.topics.lasting(self.number - 1)


def _may_be_topic(head: Entity) -> bool:
    """Whether a whole item may speak of the head; 市人民政府 says only what it is, not of where."""
    return head.kind in TOPICS and not _NAMELESS.fullmatch(head.name)
