from __future__ import annotations

import pytest

from govnews.bounds import bound_after, bound_before, bound_of_share
from govnews.lexicon import rows
from govnews.model import Bound

BEFORE = [
    ("近", "approx"),
    ("约", "approx"),
    ("将近", "approx"),
    ("接近", "approx"),
    ("超", "gt"),
    ("超过", "gt"),
    ("逾", "gt"),
    ("突破", "gt"),
    ("高于", "gt"),
    ("不低于", "ge"),
    ("至少", "ge"),
    ("不少于", "ge"),
    ("不到", "lt"),
    ("不足", "lt"),
    ("低于", "lt"),
    ("不超过", "le"),
    ("至多", "le"),
    ("≤", "le"),
    (">", "gt"),
    ("不得低于", "ge"),
    ("不能少于", "ge"),
    ("不应超过", "le"),
    ("约需", "approx"),
    ("约增加", "approx"),
    ("近增长", "approx"),
    ("最高可达", "le"),
    ("至少可以达到", "ge"),
]
NOT_BEFORE = [
    "节约",
    "签约",
    "合约",
    "条约",
    "预约",
    "附近",
    "最近",
    "赶超",
    "英超",
    "打破",
    "通过",
    "经过",
    "达到",
    "实现",
    "增长",
    "未突破",
    "",
]
AFTER = [
    ("左右", "approx"),
    ("上下", "approx"),
    ("以上", "ge"),
    ("及以上", "ge"),
    ("(含)以上", "ge"),
    ("(原粮)左右", "approx"),
    ("起,", "ge"),
    ("以下", "le"),
    ("以内", "le"),
    ("以内完成", "le"),
    ("有余", "gt"),
    ("出头", "gt"),
]
NOT_AFTER = ["起案件", "起来", "起诉", "内容", "内蒙古", "许多", "的", "", "以来", "以后"]


@pytest.mark.parametrize(("word", "bound"), BEFORE)
def test_a_word_before_the_number_bounds_it(word: str, bound: str) -> None:
    norm = f"全市{word}"
    found = bound_before(norm, len(norm))
    assert found is not None
    assert (norm[found.start : found.end], found.bound) == (word, Bound(bound))


@pytest.mark.parametrize("word", NOT_BEFORE)
def test_a_word_that_only_ends_like_one_does_not(word: str) -> None:
    assert bound_before(word, len(word)) is None


@pytest.mark.parametrize(("behind", "bound"), AFTER)
def test_a_word_behind_the_unit_bounds_it(behind: str, bound: str) -> None:
    found = bound_after(f"万元{behind}", 2)
    assert found is not None
    assert found.bound is Bound(bound)


@pytest.mark.parametrize("behind", NOT_AFTER)
def test_a_word_that_only_begins_like_one_does_not(behind: str) -> None:
    assert bound_after(f"万元{behind}", 2) is None


@pytest.mark.parametrize(
    ("words", "is_part", "bound"),
    [
        ("约占全国总量的", False, "approx"),
        ("约占全国的", False, "approx"),
        ("不到总数的", False, "lt"),
        ("占不足全省总量的", False, "lt"),
        ("超过了上年的", True, "gt"),
        ("接近全年计划总额的", False, "approx"),
        # a level of something else, and what no word bounds
        ("超过上年的", False, None),
        ("占全国总量的", False, None),
        ("超过9月份的", True, None),
        ("约占全国,省内的", False, None),
        ("约占", False, None),
        ("", True, None),
    ],
)
def test_a_word_before_a_whole_bounds_its_share(words: str, is_part: bool, bound: str | None) -> None:  # noqa: FBT001 - a column
    assert bound_of_share(words, len(words), is_part=is_part) == bound


def test_every_row_of_the_table_is_read() -> None:
    for word, side, bound, _ in rows("bounds"):
        if side == "whole":
            assert bound_of_share(f"{word}总量的", len(word) + 3, is_part=False) is Bound(bound), word
            continue
        found = bound_before(word, len(word)) if side == "before" else bound_after(word, 0)
        assert found is not None, word
        assert found.bound is Bound(bound), word
