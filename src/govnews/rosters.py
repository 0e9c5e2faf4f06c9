"""Rosters: several names in a row at the head of a clause, of which none alone is the subject.

Names that are only apposed to what is counted say nothing of whose it is (甲公司、乙公司等30家企业参展). Names that stand for a
whole are its subject together: 陕西、宁夏等地增长30%, 沈阳、大连两地均增长8%.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from govnews.entities import Entity
from govnews.patterns import plain

_JOINED: Final = ("、", "和", "与", "及")
ROW: Final = frozenset({*_JOINED, "等"})
"""What goes on from a name to a row of them, or to all that the row stands for."""
_LONGEST: Final = 16
"""No more names than this are read as one row."""

_COUNTED: Final = plain(
    r"(?:等|[^,。;:、]{0,4}等)[0-9一二两三四五六七八九十百千几数]+[余多]?[个家项座所名县市省款种部]|等[^,。;:、0-9]{0,6}的[^,。;:0-9]{0,6}[0-9]"
)
_WHOLE: Final = plain(
    r"""(?: 等(?:[省市县区]{1,3}份?|多?地(?:区|方)?|国家?(?!省|级)|经济体|城市|地市|企业|公司|机构|平台|银行|高校|沿海省份)
          | [两三四五六七八九十][地国市省县区校](?:市|省|区|企)? )
        (?![、家个]|[0-9]++[万亿]?+[多余]?+[万亿]?+(?![艘辆座条栋株亩吨公平千处])|的[^,。;:0-9]{0,6}[0-9])""",
    re.VERBOSE,
)


def match_roster(norm: str, first: Entity, at: Callable[[int], Entity | None]) -> Entity | None:
    """The row of names that begins with ``first``, where it is a subject as a whole; ``at`` tells what begins in a place.

    >>> from govnews.organisations import find_entities
    >>> norm = "陕西、宁夏等地用电增长30%"
    >>> entities = find_entities(norm)
    >>> match_roster(norm, entities[0], {entity.start: entity for entity in entities}.get).name
    '陕西、宁夏等地'
    """
    last = _last(norm, first, at)
    whole = _WHOLE.match(norm, last.end)
    # 京津冀三地 is one name
    if whole is None or (last is first and whole[0][0] != "等"):
        return None
    return Entity(first.start, whole.end(), norm[first.start : whole.end()], "roster")


def is_counted(norm: str, first: Entity, at: Callable[[int], Entity | None]) -> bool:
    """Whether the row of names that begins with ``first`` only tells more of what is counted or named behind it."""
    last = _last(norm, first, at)
    return last is not first and _COUNTED.match(norm, last.end) is not None


def _last(norm: str, first: Entity, at: Callable[[int], Entity | None]) -> Entity:
    """The last of a row of names."""
    last = first
    for _ in range(_LONGEST):
        if not norm.startswith(_JOINED, last.end) or (member := at(last.end + 1)) is None:
            break
        last = member
    return last
