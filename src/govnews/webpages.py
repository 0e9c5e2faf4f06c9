"""Web pages: the text that a reader of the page sees, a line a paragraph, and the day of publication that its head states.

What is no part of an article (scripts, styles, menus, forms) is left out by its element; nothing is guessed from where a
block stands. The tags are found by one scan that is linear on any page; the parser of the standard library takes minutes on
some that are broken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from govnews.datelines import stated_day
from govnews.decoding import text_encoding
from govnews.patterns import pattern

if TYPE_CHECKING:
    import regex

_UNSEEN: Final = frozenset(("template", "noscript", "svg", "math", "object", "nav", "footer", "aside", "select", "button"))
_RAW: Final = frozenset(("script", "style", "title", "textarea", "iframe", "xmp"))
"""Elements that hold no tags and nothing that belongs to the article; only their own end tag ends them."""

_CELLS: Final = frozenset(("td", "th"))
_BLOCKS: Final = frozenset(
    (
        *("address", "article", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "option", "p"),
        *("pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
_DATE_NAMES: Final = frozenset(
    (
        *("pubdate", "publishdate", "publish_date", "publishtime", "publish_time", "published", "firstpublishedtime"),
        *("article:published_time", "og:published_time", "datepublished", "date.issued", "dc.date.issued"),
    )
)
"""Names under which the head of a page states its day of publication; PubDate is the one of Chinese government sites."""

_DECLARED: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_DECLARED_WITHIN: Final = 4096
_TAG: Final = pattern(
    r"""
      <!--
    | <(?<closing>/?)(?<name>[a-zA-Z][^\s/<>]*+)(?<attributes>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>
    # what is broken is no text either
    | <[a-zA-Z!?/][^<>]*+>?
    """,
    re.VERBOSE,
)
_ATTRIBUTE: Final = pattern(r"""([^\s=/"'<>]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))""")
_SPACES: Final = pattern(r"[ \t\n\r\f]+")
_AROUND_BREAKS: Final = pattern(r"[ \t]*\n[ \t\n]*")


@attrs.frozen(kw_only=True)
class Page:
    """The text of a page, and the day of publication that its head states, or None."""

    text: str
    published: date | None = None


def read_page(html: str) -> Page:
    """What a reader of the page sees; paragraphs become lines, and the cells of a row are parted by tabs.

    Never raises on any string.

    >>> page = read_page("<head><meta name=PubDate content='2022-10-14 10:00'></head><p>新建厂房<b>3</b>座。<script>1</script>")
    >>> page.text, page.published
    ('新建厂房3座。', datetime.date(2022, 10, 14))
    """
    text: list[str] = []
    unseen = _Unseen()
    published = None
    for token in _tokens(html):
        if token.name == "meta":
            published = published or _stated_day(token.attributes)
        elif token.name in _UNSEEN:
            unseen.take(token)
        if not unseen:
            text.append(_break(token) + _SPACES.sub(" ", unescape(token.text)))
    return Page(text=_AROUND_BREAKS.sub("\n", "".join(text)).strip(), published=published)


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that a page declares for itself, if Python knows it; GB 2312 and GBK are read as GB 18030, which holds them.

    >>> declared_encoding(b"<meta charset='gb2312'>"), declared_encoding(b"<p>")
    ('gb18030', None)
    """
    declared = _DECLARED.search(raw, 0, _DECLARED_WITHIN)
    if declared is None:
        return None
    try:
        name = text_encoding(declared[1].decode("ascii"))
    except LookupError:
        return None
    if name.startswith(("utf-16", "utf-32")):
        return None  # what reads as ASCII up to here is neither
    return "gb18030" if name in {"gb2312", "gbk"} else name


class _Token(NamedTuple):
    """A tag, and the text behind it up to the next one; the text before the first tag has a token without a name."""

    name: str
    attributes: str
    is_closing: bool
    text: str


class _Unseen:
    """The elements that are open and not to be seen, the innermost last."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._times: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._open)

    def take(self, tag: _Token) -> None:
        """Open an element, or close the innermost of that name; one that was left open inside it ends with it."""
        if not tag.is_closing:
            self._open.append(tag.name)
            self._times[tag.name] += 1
            return
        # counted, because to look for it among all that are open would take the square of their number
        while self._times[tag.name]:
            closed = self._open.pop()
            self._times[closed] -= 1
            if closed == tag.name:
                return


def _tokens(html: str) -> Iterator[_Token]:
    name, attributes, is_closing, at = "", "", False, 0
    while tag := _TAG.search(html, at):
        yield _Token(name, attributes, is_closing, html[at : tag.start()])
        name, attributes, is_closing = (tag["name"] or "").lower(), tag["attributes"] or "", bool(tag["closing"])
        at = _end(html, tag, name if not is_closing else "")
    yield _Token(name, attributes, is_closing, html[at:])


def _end(html: str, tag: regex.Match[str], opened: str) -> int:
    """Where the text goes on: behind the tag, or behind all that a comment or a script holds."""
    if tag[0] == "<!--":
        end = html.find("-->", tag.end())
        return len(html) if end < 0 else end + len("-->")
    if opened in _RAW:
        closing = pattern(f"</{opened}[^<>]*+>?", re.IGNORECASE).search(html, tag.end())
        return closing.end() if closing else len(html)
    return tag.end()


def _break(token: _Token) -> str:
    """What parts the text behind a tag from the text before it."""
    if token.name in _CELLS:
        return "" if token.is_closing else "\t"
    return "\n" if token.name in _BLOCKS else ""


def _stated_day(attributes: str) -> date | None:
    """The day of publication that a ``<meta>`` states, if it is there for that."""
    found = {name.lower(): quoted or single or bare for name, quoted, single, bare in _ATTRIBUTE.findall(attributes)}
    name = found.get("name") or found.get("property") or found.get("itemprop") or ""
    if name.lower() not in _DATE_NAMES:
        return None
    return stated_day(unescape(found.get("content", "")))
