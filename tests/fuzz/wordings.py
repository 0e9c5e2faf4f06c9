"""What a pattern says: the characters that it begins and ends with, and wordings that go through each of its alternatives.

Read from the pattern as written, by the parser of the standard library, so that nothing is left out which no text at hand
happens to hold. Where a pattern looks around itself, more is taken in than it finds, never less.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from operator import attrgetter
from re import _constants as code  # type: ignore[attr-defined] # it has no public name
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final, NamedTuple, cast

import regex

Pattern = re.Pattern[str] | regex.Pattern[str]
Piece = tuple[object, Any]
"""An operation of the parser, and what it is about."""

CHARACTERS: Final = frozenset(map(chr, range(0x20, 0xA000))) | {"\n", "\t"}
_ANYTHING: Final = CHARACTERS | {""}
"""Any character, or the end of the text."""
_CLASSES: Final = {
    code.CATEGORY_DIGIT: r"\d", code.CATEGORY_NOT_DIGIT: r"\D", code.CATEGORY_SPACE: r"\s", code.CATEGORY_NOT_SPACE: r"\S",
    code.CATEGORY_WORD: r"\w", code.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
_READS: Final[dict[object, Callable[[Any], frozenset[str]]]] = {
    code.LITERAL: lambda about: frozenset(chr(about)),
    code.NOT_LITERAL: lambda about: CHARACTERS - {chr(about)},
    code.ANY: lambda _: CHARACTERS - {"\n"},
    code.RANGE: lambda about: frozenset(map(chr, range(about[0], about[1] + 1))),
    code.CATEGORY: lambda about: frozenset(re.findall(_CLASSES[about], "".join(CHARACTERS))),
    code.NEGATE: lambda _: frozenset(),
    code.IN: lambda about: _members(about, negated=about[0][0] is code.NEGATE),
}
"""The characters that each operation reads which reads one."""
_GROUPS: Final[dict[object, Callable[[Any], list[Iterable[Piece]]]]] = {
    code.BRANCH: lambda about: about[1],
    code.SUBPATTERN: lambda about: [about[3]],
    code.ATOMIC_GROUP: lambda about: [about],
}
"""The alternatives of each operation that has such, or one."""
_REPEATS: Final = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_ENDS: Final = {code.AT_END: {"", "\n"}, code.AT_END_STRING: {""}}
_BEGINNINGS: Final = {code.AT_BEGINNING: {"", "\n"}, code.AT_BEGINNING_STRING: {""}}
_PLAIN: Final = "某一1"
"""What stands for others of its kind."""
_MANY: Final = 40
"""Of a class with more members than these one stands for all."""
_OFTEN: Final = 8
"""What may be repeated so often is spelled so often, too."""


def firsts(*patterns: Pattern) -> frozenset[str]:
    """The characters that may stand where one of the patterns finds something, and the empty string for the end of the text."""
    return frozenset().union(*(_edge(_parsed(pattern), _ANYTHING, back=False) for pattern in patterns))


def lasts(*patterns: Pattern) -> frozenset[str]:
    """The characters that may stand before the place up to which one of the patterns finds something."""
    return frozenset().union(*(_edge(_parsed(pattern), _ANYTHING, back=True) for pattern in patterns))


def spelled(pattern: Pattern) -> list[str]:
    """Wordings of a pattern: each of its alternatives once, with as little and with as much around it as may be.

    What it looks for in front of itself and behind is spelled too. Some wordings it does not find after all.
    """
    pieces = _parsed(pattern)
    return list(dict.fromkeys(chain.from_iterable(_spelled(pieces, _Manner(fully=fully)) for fully in (False, True))))


def _parsed(pattern: Pattern) -> list[Piece]:
    pattern.search("")  # ours are compiled when they are first used
    compiled = cast("re.Pattern[str]", attrgetter("search.__self__")(pattern))
    # one of the two engines lets several groups have one name
    numbered = re.sub(r"\(\?P<(\w+)>", lambda group: f"(?P<{group[1]}_{group.start()}>", compiled.pattern)
    return list(_parser.parse(re.sub(r"\(\?P=\w+\)", ".", numbered), compiled.flags & (re.VERBOSE | re.MULTILINE)))


def _members(pieces: list[Piece], *, negated: bool) -> frozenset[str]:
    found = frozenset[str]().union(*(_READS[operation](about) for operation, about in pieces))
    return CHARACTERS - found if negated else found


def _edge(pieces: Iterable[Piece], beyond: frozenset[str], *, back: bool) -> frozenset[str]:
    """The characters at one edge of some pieces; those ``beyond`` where the pieces may be empty."""
    for operation, about in pieces if back else reversed(list(pieces)):
        beyond = _edge_of(operation, about, beyond, back=back)
    return beyond


def _edge_of(operation: object, about: Any, beyond: frozenset[str], *, back: bool) -> frozenset[str]:  # noqa: ANN401 - as it is
    if operation in _READS:
        return _READS[operation](about)
    if operation in _GROUPS:
        return frozenset().union(*(_edge(pieces, beyond, back=back) for pieces in _GROUPS[operation](about)))
    if operation in _REPEATS:
        once = _edge(about[2], beyond | _edge(about[2], beyond, back=back), back=back)
        return once if about[0] else once | beyond
    if operation is code.AT:
        return (
            beyond | {"\n"} if back and about is code.AT_END else beyond & (_BEGINNINGS if back else _ENDS).get(about, _ANYTHING)
        )
    return _told(operation, about[1], beyond, back=back) if (about[0] < 0) is back else beyond


def _told(operation: object, pieces: list[Piece], beyond: frozenset[str], *, back: bool) -> frozenset[str]:
    """What a look at them leaves of the characters beyond."""
    beside = _edge(pieces, _ANYTHING, back=back)
    if operation is code.ASSERT:
        return beyond & beside
    return beyond - beside if len(pieces) == 1 and pieces[0][0] in _READS else beyond


class _Manner(NamedTuple):
    """How a piece is spelled: with all that it may do without, or not; and whether it opens or closes the wording."""

    fully: bool
    first: bool = True
    last: bool = True


def _spelled(pieces: Iterable[Piece], manner: _Manner) -> list[str]:
    """Wordings in which one piece after the other takes each of its forms; the others have their first."""
    pieces = list(pieces)
    forms = [
        _forms(*piece, _Manner(manner.fully, manner.first and i == 0, manner.last and i == len(pieces) - 1)) or [""]
        for i, piece in enumerate(pieces)
    ]
    first = [form[0] for form in forms]
    wordings = ("".join((*first[:i], other, *first[i + 1 :])) for i, form in enumerate(forms) for other in form[1:])
    return list(dict.fromkeys(("".join(first), *wordings)))


def _forms(operation: object, about: Any, manner: _Manner) -> list[str]:  # noqa: ANN401 - as it is
    if operation in _READS:
        read = _READS[operation](about)
        if len(read) > _MANY:
            return [next((one for one in _PLAIN if one in read), min(read))]
        return sorted(read, key=lambda one: (one not in _PLAIN, one))
    if operation in _GROUPS:
        return [wording for pieces in _GROUPS[operation](about) for wording in _spelled(pieces, manner)]
    if operation in _REPEATS:
        low, high, body = about
        once = _spelled(body, manner)
        times = range(low, min(high, low + 1 if high > _OFTEN else high) + 1)
        found = [wording + once[0] * (often - 1) for often in times if often for wording in once]
        return found if low else [*found, ""] if manner.fully else ["", *found]
    if operation is code.ASSERT and (manner.first if about[0] < 0 else manner.last):
        return _spelled(about[1], _Manner(manner.fully))
    return [""]
