from datetime import date
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews.webpages import declared_encoding, read_page

TEXTS = {
    "新建厂房3座。\n投资5亿元。": [
        "<p>新建厂房3座。</p><p>投资5亿元。</p>",
        "<p>新建厂房<b>3</b>座。<p>投资5亿元。",
        "新建厂房3座。<br/>投资5亿元。",
        "<DIV>新建厂房3座。</DIV>\n\n  <DIV>投资5亿元。</DIV>",
        "<p>新建厂房3座。</p><script>var a = '<p>9家</p>';</script><p>投资5亿元。</p>",
        "<title>9家</title><style>p {}</style><p>新建厂房3座。</p><nav><a>9家</a></nav><p>投资5亿元。</p><footer>9家</footer>",
        "<!-- <p>9家</p> --><p>新建厂房3座。</p><!doctype html><p>投资5亿元。</p>",
        "<p title='9>8'>新建厂房3座。</p><select><option>9家</select><p>投资5亿元。</p>",
        "<nav><div><button>9家</nav><p>新建厂房3座。</p><p>投资5亿元。</p>",
        "<nav>a<nav>b</nav>9家</nav><p>新建厂房3座。<p>投资5亿元。",
        "<nav>a<aside>b<nav>c</nav>9家</aside>9家</nav><p>新建厂房3座。<p>投资5亿元。",
        "</nav><p>新建厂房3座。</aside><p>投资5亿元。",
        "<p>新建厂房&#51;座。</p><p>投资&#x35;亿元。</p>",
    ],
    "产值\t5亿元\n税收\t6亿元": [
        "<table><tr><td>产值</td><td>5亿元</td></tr><tr><td>税收</td><td>6亿元</td></tr></table>",
        "<table><tr><th>产值<td>5亿元<tr><th>税收<td>6亿元</table>",
    ],
    "1 < 2 & 3 > 2": ["<p>1 < 2 & 3 > 2</p>", "<p>1 &lt; 2 &amp; 3 &gt; 2"],
    "": ["", "<p></p>", "<script>9家", "<!-- 9家", "<nav>9家"],
}


@pytest.mark.parametrize(("text", "html"), [(text, html) for text, htmls in TEXTS.items() for html in htmls])
def test_text(text: str, html: str) -> None:
    assert read_page(html).text == text


@pytest.mark.parametrize(
    ("meta", "day"),
    [
        ('<meta name="PubDate" content="2022-10-14 10:00">', date(2022, 10, 14)),
        ("<META content='2022/10/14' name='publishdate'/>", date(2022, 10, 14)),
        ('<meta property="article:published_time" content="2022-10-14T08:00:00+08:00">', date(2022, 10, 14)),
        ("<meta name=PubDate content=2022年10月14日>", date(2022, 10, 14)),
        ('<meta name="PubDate" content="">', None),
        ('<meta name="PubDate" content="soon">', None),
        ('<meta name="PubDate">', None),
        ('<meta name="keywords" content="2022-10-14">', None),
        ('<!-- <meta name="PubDate" content="2022-10-14"> -->', None),
    ],
)
def test_day_of_publication(meta: str, day: date | None) -> None:
    assert read_page(f"<head>{meta}</head><p>新建厂房3座。").published == day


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<META http-equiv=Content-Type content='text/html; charset=gb2312'>", "gb18030"),
        (b"<meta charset=GBK>", "gb18030"),
        (b"<meta charset='big5'>", "big5"),
        (b"<meta charset='klingon'>", None),
        (b"<p>charset=gbk</p>", None),
        # no encodings of texts, or none that what stands here could be in
        (b"<meta charset=hex>", None),
        (b"<meta charset=rot13>", None),
        (b"<meta charset=idna>", None),
        (b"<meta charset=utf-16>", None),
    ],
)
def test_declared_encoding(raw: bytes, encoding: str | None) -> None:
    assert declared_encoding(raw) == encoding


@given(st.text())
def test_text_that_is_escaped_comes_back(text: str) -> None:
    """What is written as text of a page is read as that text, but for spaces and line breaks."""
    assert "".join(read_page(f"<p>{escape(text)}</p>").text.split()) == "".join(text.split())


@given(st.text(alphabet="<>/!-&;#\"'= apnvscript"))
def test_no_page_raises(html: str) -> None:
    """Whatever the page, no error."""
    read_page(html)
