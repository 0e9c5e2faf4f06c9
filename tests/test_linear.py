"""Law 8, counted: ten times the text asks for about ten times the work.

The work is the number of functions that are called, Python's own among them, which is the same on every machine and in every
run. What one call costs on a long text, a pattern's search for one, only a clock can tell: benchmarks/hostile.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from govnews import extract, find_periods, find_quantities
from govnews.phrases import Cutter
from govnews.quantities import scan_quantities
from govnews.text import Text
from govnews.units import match_unit
from govnews.webpages import read_page

SHORT = 800
LIMIT = 12
"""How many times the calls ten times the text may ask for."""


def calls(work: Callable[[], object]) -> int:
    """How many functions are called while the work is done."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def growth(work: Callable[[int], object]) -> float:
    """How many times the calls the work of ten times the length takes; it is done once before, so that the tables are there."""
    work(SHORT)
    return calls(lambda: work(10 * SHORT)) / calls(lambda: work(SHORT))


def of_length(piece: str, length: int) -> str:
    """The piece over and over."""
    return piece * (length // len(piece))


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "1",
            "一",
            "〇",
            "，",
            "（",
            "“十",
            "第",
            "1-",
            "一、",
            "1、",
            "12:",
            "3月",
            "前3",
            "万亿",
            "5%，",
            "增长5%，",
            "翻一番",
        ),
        *("2022年", "2022年1月", "2022年至", "2022年、", "今年以来，", "2022年5家", "（2021年5家", "较2020年的5家"),
        *(
            "企业扩产。",
            "企业乙投产。甲建成。\n",
            "本报讯 甲。企业5家。\n",
            "银保监会，全县5家，",
            "其中企业5家，",
            "全市5家。其中企业。",
            "沈阳新光公司",
        ),
        *("分别5家、6家", "由2020年的5%升至2021年的6%，", "计划建设5座，", "占比5%，", "目标是5家；", "元/", "人/1"),
    ],
)
def test_extract(piece: str) -> None:
    """However a text repeats itself, each of its characters costs the same."""
    assert growth(lambda length: extract(of_length(piece, length), published="2023-03-01")) <= LIMIT


@pytest.mark.parametrize("piece", ["1", "一", "2022年1月", "今年以来，", "5元3角", "十", "3-5", "（"])
def test_what_finds_parts(piece: str) -> None:
    """The same for those that find times and quantities alone."""
    assert growth(lambda length: find_periods(of_length(piece, length), "2023-03-01")) <= LIMIT
    assert growth(lambda length: find_quantities(of_length(piece, length))) <= LIMIT


@pytest.mark.parametrize("piece", ["元", "元/", "万", "1", "个"])
def test_a_unit_is_read_where_it_stands(piece: str) -> None:
    """What stands far behind a unit is not looked at."""
    assert growth(lambda length: match_unit(of_length(piece, length), 0, 0)) == 1


@pytest.mark.parametrize("piece", [",", "增长", "的", "（以下简称新光）"])
def test_words_are_cut_near_numbers_alone(piece: str) -> None:
    """A sentence of a million characters between two numbers has no more words than what can name them."""
    texts = [Text(f"5家{of_length(piece, length)}6家") for length in (10**4, 10**5)]
    cut = [Cutter(text.norm, ()).around(0, len(text.norm), scan_quantities(text, ())) for text in texts]
    (words, places), (more, later) = cut
    assert len(words) == len(more)
    assert len(places) == 2
    assert places == later
    assert more[-1].end == len(texts[1].norm)


@pytest.mark.parametrize("parts", [("<nav>", "</p>"), ("<nav>", "</aside>"), ("<nav><aside>", "</select>"), ("<p>", "</p>")])
def test_pages(parts: tuple[str, str]) -> None:
    """However many tags of a page are open."""
    assert growth(lambda length: read_page("".join(part * length for part in parts))) <= LIMIT


def test_the_law_can_fail() -> None:
    """Work that looks at all that was before is seen."""
    assert growth(lambda length: [max(range(at + 1), key=lambda before: -before) for at in range(length // 40)]) > LIMIT
