from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from govnews import Document, extract
from govnews.notebook import fragment

ARTICLE = "今年上半年，全区引进到位资金31.65亿元，同比增长37.13%；力争全年建成厂房3至5座。"


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}


def test_a_fragment_marks_the_numbers_and_lists_them() -> None:
    shown = fragment(extract(ARTICLE, published="2022-10-14"))
    assert shown.startswith('<div class="govnews">')
    assert '<mark class="actual metric" title="3,165,000,000 CNY · 引进到位资金 · 全区 · fact">31.65亿元</mark>' in shown
    assert '<mark class="planned metric"' in shown
    assert Tags(shown).tags.count("tr") == 1 + 3
    assert ">3 metrics<" in shown
    assert "published 2022-10-14" in shown


def test_a_fragment_has_no_script_no_id_and_asks_for_nothing() -> None:
    read = Tags(fragment(extract(ARTICLE)))
    assert not {"script", "a", "img", "link"} & set(read.tags)
    assert not {name for name in read.attributes if name.startswith("on")} | read.attributes & {"id", "href", "src", "style"}


def test_a_fragment_lets_nothing_in(injection: str, crafted: Callable[[str], Document]) -> None:
    clean, dirty = (Tags(fragment(crafted(text)).encode().decode()) for text in ("甲", injection))
    lines = ("p",)  # line breaks end a paragraph
    assert [tag for tag in dirty.tags if tag not in lines] == [tag for tag in clean.tags if tag not in lines]
    assert dirty.attributes <= clean.attributes


def test_a_long_article_is_cut_where_a_line_ends() -> None:
    shown = fragment(extract("新建厂房3座，改造道路12公里。\n" * 80))
    assert shown.count("<mark") == 100
    assert "160 metrics" in shown
    assert "The first 100 metrics; the report page shows all." in shown
    assert fragment(extract("新建厂房3座，改造道路12公里。\n" * 50)).count("The first") == 0


def test_a_long_text_is_cut_even_without_lines() -> None:
    assert len(fragment(extract("天" * 1_000_000))) < 30_000
    shown = fragment(extract("新建厂房3座，" + "天" * 19_990 + "改造道路12公里。" * 10))
    assert shown.count("<mark") == 1
    assert "The first metric;" in shown


def test_a_fragment_speaks_chinese() -> None:
    assert "个指标" in fragment(extract(ARTICLE), language="zh")
    with pytest.raises(ValueError, match="a language is one of"):
        fragment(extract(ARTICLE), language="de")
