"""Patterns that are compiled when they are first used.

The grammar holds some hundreds of patterns and a text needs few of them; to compile them all takes longer than everything
else that an import does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import regex


def pattern(source: str | Callable[[], str], flags: int = 0) -> regex.Pattern[str]:
    """The pattern that ``regex.compile`` makes of the source; it is compiled, and a fault in it raised, at its first use.

    A source that takes in words of a table is given as a function, so that the table too is read only then.

    >>> year = pattern(r"[0-9]{4}年")
    >>> year.search("到2023年底").group()
    '2023年'
    """
    return cast("regex.Pattern[str]", _Pattern(source, flags))


class _Pattern:
    """Stands for a compiled pattern, whose methods become its own attributes when the first of them is asked for."""

    __slots__ = ("findall", "finditer", "flags", "fullmatch", "match", "pattern", "search", "sub")

    def __init__(self, source: str | Callable[[], str], flags: int) -> None:
        self.pattern = source
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        """What a compiled pattern has: asked for only as long as there is no such attribute here."""
        source = self.pattern if isinstance(self.pattern, str) else self.pattern()
        compiled = regex.compile(source, self.flags)
        for method in ("findall", "finditer", "fullmatch", "match", "search", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
