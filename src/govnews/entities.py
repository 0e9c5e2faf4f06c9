"""Entities: what a place or an organisation of a text is, and what tells whether a word may stand for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

PLACES: Final = frozenset({"division", "region", "nature", "country", "world", "scope"})
"""The kinds that are places."""

TOPICS: Final = PLACES - {"scope"} | {"nation", "zone", "company", "bureau", "body", "town", "event", "work"}
"""The kinds that an article can be about."""

NATION_WORDS: Final = frozenset({"全国", "我国", "中国", "中华人民共和国", "本国"})

MUNICIPAL: Final = frozenset({"11", "12", "31", "50"})
"""What the codes of the cities that are provinces, and of all in them, begin with."""

_AUTONOMOUS: Final = frozenset({"15", "45", "54", "64", "65"})
_LONGEST: Final = 40
_NAMED_LONG: Final = frozenset({"zone", "bureau", "company", "body", "town"})
_ANY_FAIR: Final = frozenset({"博览会", "展览会", "交易会", "洽谈会", "运动会", "展销会", "招聘会"})


@attrs.define
class Entity:
    """A place or organisation in the normal form of a text, or a word that stands for one: ``norm[start:end]``.

    ``name`` is the fullest name that the text writes. ``kind`` is one of :data:`PLACES` (``nature`` for a river or a
    range, ``scope`` for 全市), that of an organisation's ending, or ``nation``, ``work`` (a railway or a canal of a name of its
    own), ``thing``, ``group`` (各企业), ``quarter`` (东部) or ``roster`` (沈阳、大连两市). ``level`` is 国, 省, 市 or 县 for a
    division or country, and the last character of a scope word; empty otherwise. ``codes`` are those of all divisions that the
    name may mean. ``home`` is the place that an organisation's name begins with.
    """

    start: int
    end: int
    name: str
    kind: str
    level: str = ""
    codes: tuple[str, ...] = ()
    home: Entity | None = None


def home_of(entity: Entity) -> Entity | None:
    """The place that an organisation's name begins with, as an entity where the organisation stands; None where it has none."""
    if entity.home is None or entity.home.name in NATION_WORDS:
        return None
    return attrs.evolve(entity.home, start=entity.start, end=entity.end)


def _is_fair(entity: Entity) -> bool:
    """Whether an event has a name of its own: with its place, or short (进博会); a 博览会 may be any."""
    return entity.kind == "event" and (entity.home is not None or len(entity.name) < 5) and entity.name not in _ANY_FAIR


def is_named_long(entity: Entity) -> bool:
    """Whether the name of an entity may be the end of a longer one, or be such a longer one."""
    return entity.kind in _NAMED_LONG or _is_fair(entity)


def fullest_names(entities: Sequence[Entity]) -> dict[str, str]:
    """For each organisation's name that ends a longer one, the longest (市科技局: 沈阳市科技局)."""
    names = {entity.name for entity in entities if is_named_long(entity)}
    if len(names) < 2:
        return {}
    longest: dict[str, str] = {}
    # in a fixed order, so that of two equally long names always the same one wins
    for name in sorted(names):
        for at in range(1, min(len(name) - 2, _LONGEST)):
            end = name[at:]
            if end in names and len(name) > len(longest.get(end, "")):
                longest[end] = name
    return longest


def fits(entity: Entity, level: str) -> bool:
    """Whether a word like 全市 (``level`` 市) may stand for the entity.

    >>> beijing = Entity(start=0, end=2, name="北京", kind="division", level="省", codes=("110000",))
    >>> fits(beijing, "市"), fits(beijing, "省")
    (True, False)
    """
    name, region = entity.name, entity.codes[0][:2] if entity.codes else ""
    of_province, of_prefecture, of_county = (entity.level == one for one in "省市县")
    meant = {
        "省": of_province and region not in MUNICIPAL,
        "市": of_prefecture or (entity.kind == "division" and name.endswith("市")) or (of_province and region in MUNICIPAL),
        "县": of_county and not name.endswith(("区", "市")),
        "区": entity.kind == "zone" or (bool(entity.level) and name.endswith("区")) or (of_province and region in _AUTONOMOUS),
        "州": of_prefecture and not name.endswith(("市", "盟", "地区")),
        "岛": name.endswith("岛") or name.startswith("海南"),
        "国": False,
        "域": False,
    }
    return meant.get(level, name.endswith(level))
