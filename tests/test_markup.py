import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews.markup import Markup, data_block, element, escaped, joined, part

ANY_TEXT = st.text(st.characters())  # lone surrogates and control characters too


class Reader(HTMLParser):
    """What a browser makes of a piece of HTML: its tags with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("31.65亿元", "31.65亿元"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a & b", "a &amp; b"),
        ("&lt;", "&amp;lt;"),
        ("\" onload='x'", "&quot; onload=&#x27;x&#x27;"),
        ("\x00\x07\x1b[31m", "␀␇␛[31m"),
        ("\x7f\x85", "␡\ufffd"),
        ("\ud800", "\ufffd"),
        ("\ufffe\uffff\ufdd0", "\ufffd\ufffd\ufffd"),
        ("\t\n\r", "\t\n\r"),
        ("👍🏽", "👍🏽"),
    ],
)
def test_escaped(text: str, html: str) -> None:
    assert escaped(text) == html


def test_markup_is_escaped_once_and_what_is_made_of_it_is_text_again() -> None:
    bold = element("b", "5%")
    assert escaped(bold) is bold
    assert element("p", bold) == "<p><b>5%</b></p>"
    assert not isinstance(bold + "<i>", Markup)
    assert element("p", bold[:2]) == "<p>&lt;b</p>"
    assert joined([]) == ""


def test_injections_stay_text(injection: str) -> None:
    stays_text(injection)


@given(ANY_TEXT)
def test_text_stays_text(text: str) -> None:
    """Whatever a text holds, as the content and as an attribute of an element it is text: no tag, no attribute, valid UTF-8."""
    stays_text(text)


def stays_text(text: str) -> None:
    html = element("p", text, title=text)
    read = Reader(html.encode().decode())
    assert read.tags == ["p"]
    assert [name for name, _ in read.attributes] == ["title"]
    assert len(unescape(escaped(text))) == len(text)
    assert read.words == unescape(escaped(text))


@given(st.lists(ANY_TEXT))
def test_data_come_back_as_they_were(value: list[str]) -> None:
    """The JSON in a script element ends where it ends and can be encoded; what comes back differs in lone surrogates only."""
    html = data_block(value)
    assert html.count("<") == 2
    content = html.encode().decode().removeprefix('<script type="application/json">').removesuffix("</script>")
    assert json.loads(content) == [re.sub("[\ud800-\udfff]", "\ufffd", text) for text in value]
    assert not set(content) & set("<>&\u2028\u2029")


def test_a_part_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        part("page.exe")
