"""Patterns that are compiled when they are first used.

The grammar holds some hundreds of patterns and a text needs few of them; to compile them all takes longer than everything
else that an import does. Two engines read them: ``regex``, which can do more (a lookbehind of any width, one name for
several groups, sets less sets), and that of the standard library, which answers several times faster; but groups that are
repeated possessively, or atomic, are for ``regex``, because Python before 3.11.5 misread them. Both take the flags of ``re``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import regex

Source = str | Callable[[], str]
"""A pattern as written; or a function that writes it, where it takes in words of a table: then the table too is read late."""


def pattern(source: Source, flags: int = 0) -> regex.Pattern[str]:
    """The pattern that ``regex.compile`` makes of the source; it is compiled, and a fault in it raised, at its first use.

    >>> year = pattern(r"(?<=到?)(?<year>[0-9]{4})年")
    >>> year.search("到2023年底")["year"]
    '2023'
    """
    return cast("regex.Pattern[str]", _Pattern(_compile_with_regex, source, flags))


def plain(source: Source, flags: int = 0) -> re.Pattern[str]:
    """The pattern that ``re.compile`` makes of the source, as late: for what is asked at every number.

    >>> plain(r"[0-9]{4}年").search("到2023年底").group()
    '2023年'
    """
    return cast("re.Pattern[str]", _Pattern(re.compile, source, flags))


def _compile_with_regex(source: str, flags: int) -> regex.Pattern[str]:
    import regex  # noqa: PLC0415 - it takes longer to import than most of the house

    # as a plain number: the two engines keep enumerations of their own, which do not mix
    return regex.compile(source, int(flags))


def one_of(leads: frozenset[str]) -> str:
    """The source of a pattern of what begins with one of the leads, which have one character or two.

    >>> one_of(frozenset({"年", "个月", "个周"}))
    '[年]|个[周月]'
    """
    alone = "".join(sorted(lead for lead in leads if len(lead) == 1))
    pairs: dict[str, str] = {}
    for lead in sorted(leads):
        if lead[0] not in alone:
            pairs[lead[0]] = pairs.get(lead[0], "") + lead[1]
    return "|".join((f"[{re.escape(alone)}]", *(f"{re.escape(first)}[{re.escape(pairs[first])}]" for first in pairs)))


class _Pattern:
    """Stands for a compiled pattern, whose methods become its own attributes when the first of them is asked for."""

    __slots__ = ("_compile", "_flags", "_source", "findall", "finditer", "fullmatch", "match", "search", "sub")

    def __init__(self, compiler: Callable[[str, int], object], source: Source, flags: int) -> None:
        self._compile = compiler
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """What a compiled pattern has: asked for only as long as there is no such attribute here."""
        source = self._source if isinstance(self._source, str) else self._source()
        compiled = self._compile(source, self._flags)
        for method in ("findall", "finditer", "fullmatch", "match", "search", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
