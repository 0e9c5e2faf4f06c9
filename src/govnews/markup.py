"""Markup: the one place where text becomes HTML.

A string is text and is escaped when it is put into an element; only what :func:`element` made is markup. So a character of an
article cannot become a tag, an attribute or a script by being forgotten somewhere: forgetting shows as ``&lt;`` on the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from govnews.lexicon import data
from govnews.patterns import plain
from govnews.surrogates import encodable

_VOID: Final = frozenset({"br", "col", "input", "link", "meta", "wbr"})
"""Elements that hold nothing and have no end tag."""

_UNWANTED: Final = plain(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What HTML or UTF-8 cannot hold: control characters, lone surrogates, non-characters."""

_IN_DATA: Final = plain(r"[<>&\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
"""What may stand in JSON but would end or confuse the script element around it."""


class Markup(str):
    """A string that is HTML already. Made here only; adding or slicing gives plain text again, which is escaped."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    r"""Text as markup; what is markup already stays as it is.

    Control characters are shown by their pictures, and what UTF-8 cannot hold by the replacement character, so each
    character of the text stays one character on the page.

    >>> escaped("<b> & \x07\ud800")
    '&lt;b&gt; &amp; ␇�'
    """
    if isinstance(text, Markup):
        return text
    from html import escape  # noqa: PLC0415 - it brings a table of all entities, which is slow to import

    return Markup(escape(_UNWANTED.sub(_picture, text)))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def element(name: str, /, *children: str, **attributes: str | int | bool | None) -> Markup:
    """An element with its children in order, escaped where they are text.

    An underscore in the name of an attribute stands for a hyphen, and one at its end for nothing (``class_``). None and
    False leave an attribute out, True gives it without a value.

    >>> element("p", "a < b", element("br"), class_="note", hidden=True, data_at=3, id=None)
    '<p class="note" hidden data-at="3">a &lt; b<br></p>'
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    opened = f"<{name}{written}>"
    return Markup(opened if name in _VOID else f"{opened}{joined(children)}</{name}>")


def _attribute(key: str, value: str | int | bool) -> str:  # noqa: FBT001 - it is the value of the attribute
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escaped(str(value))}"'


def joined(children: Iterable[str]) -> Markup:
    """The children one after the other, escaped where they are text.

    >>> joined([element("b", "5%"), "<"])
    '<b>5%</b>&lt;'
    """
    return Markup("".join(map(escaped, children)))


def data_block(value: object, **attributes: str) -> Markup:
    r"""A script element that holds JSON and never runs; no string in the value can end it. Lone surrogates become U+FFFD.

    >>> data_block(["</script>", "5\u2028%"], id="data")
    '<script type="application/json" id="data">["\\u003c/script\\u003e","5\\u2028%"]</script>'
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = _IN_DATA.sub(lambda match: f"\\u{ord(match[0]):04x}", encodable(written))
    return element("script", Markup(safe), type="application/json", **attributes)


def inline(name: str, code: str) -> Markup:
    """A style or script element with code of our own, as it is.

    >>> inline("style", "p > a { color: red }")
    '<style>p > a { color: red }</style>'
    """
    return element(name, Markup(code))


@cache
def part(name: str) -> str:
    """A file of ``pages/``: the style or the script of a page. Raises FileNotFoundError where there is none.

    >>> "use strict" in part("page.js")
    True
    """
    return data(f"pages/{name}")
