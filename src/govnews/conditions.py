"""Conditions: what the tables ask of the neighbours of a word, as patterns."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from govnews.patterns import plain

_VIEW: Final = 32
"""How many characters before a place a condition may look at."""


class Matching(NamedTuple):
    """A pattern that a neighbour must match, or must not."""

    pattern: re.Pattern[str]
    wanted: bool

    def holds_before(self, norm: str, position: int) -> bool:
        """Whether it holds for what ends at a place."""
        return (self.pattern.search(norm, max(position - _VIEW, 0), position) is not None) is self.wanted

    def holds_behind(self, norm: str, position: int) -> bool:
        """Whether it holds for what begins at a place."""
        return (self.pattern.match(norm, position) is not None) is self.wanted

    def holds_for(self, written: str) -> bool:
        """Whether it holds for the whole of something."""
        return (self.pattern.fullmatch(written) is not None) is self.wanted


class OneOf(NamedTuple):
    """Characters that a neighbour must be one of, or must not; most conditions are such, and they are looked up."""

    characters: frozenset[str]
    wanted: bool

    def holds_before(self, norm: str, position: int) -> bool:
        """Whether it holds for what ends at a place."""
        return (norm[position - 1 : position] in self.characters) is self.wanted

    def holds_behind(self, norm: str, position: int) -> bool:
        """Whether it holds for what begins at a place."""
        return (norm[position : position + 1] in self.characters) is self.wanted

    def holds_for(self, written: str) -> bool:
        """Whether it holds for the whole of something."""
        return (written in self.characters) is self.wanted


Condition = Matching | OneOf

_CLASS: Final = plain(r"\[[^]\\^-]+\]")
"""A pattern that is a class of single characters."""


def condition(written: str, *, before: bool = False) -> Condition | None:
    """The condition that a cell of a table states: a pattern, which must not match behind ``!``; None for an empty cell.

    ``before`` is for what stands before a place and has to reach up to it.

    >>> grade = condition("![级至]")
    >>> [grade.holds_behind(norm, 1) for norm in ("5级", "5升", "5")]
    [False, True, True]
    """
    if not written:
        return None
    source = written.removeprefix("!")
    if _CLASS.fullmatch(source):
        return OneOf(frozenset(source[1:-1]), source == written)
    return Matching(plain(rf"(?:{source})\Z" if before else source), source == written)
