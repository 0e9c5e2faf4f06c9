from __future__ import annotations

import pytest

from govnews.numerals import scan_numerals
from govnews.ranks import first_places, rank_at

RANKS = [
    ("总量位居全省第三", "第三", "eq"),
    ("增速排名全国第4位", "第4位", "eq"),
    ("得分列全市第一。", "第一", "eq"),
    ("产量稳居世界第一", "第一", "eq"),
    ("规模全国第二", "第二", "eq"),
    ("综合实力跃升至第28位", "第28位", "eq"),
    ("百强县中位列46位", "46位", "eq"),
    ("增速居全省2位", "2位", "eq"),
    ("进入全国前十", "十", "le"),
    ("跻身百强县前50名", "50名", "le"),
    ("增速列全省12个市州第四", "第四", "eq"),
]
MOVES = [
    ("外贸额由上年的第5位上升到第3位", ["第5位", "第3位"]),
    ("依存度从第三降到第七", ["第三", "第七"]),
    ("增速由第9名前移至全省第4名", ["第9名", "第4名"]),
    ("从第八位跌至第十位", ["第八位", "第十位"]),
]
NO_RANKS = [
    "第二产业升至第一产业",
    "从第3季度降到第5季度",
    "第三批项目",
    "第二条生产线",
    "第一产业增加值",
    "全国第七次人口普查",
    "位于第三街区",
    "前5个月",
    "前三季度",
    "居第二环路以内",
    "前10年",
    "居住在第2栋和第3栋",
]


@pytest.mark.parametrize(("norm", "text", "bound"), RANKS)
def test_ranks(norm: str, text: str, bound: str) -> None:
    found = [match for n in scan_numerals(norm) if (match := rank_at(norm, n.start, n.end))]
    assert [(norm[match.start : match.end], match.bound.value) for match in found] == [(text, bound)]


@pytest.mark.parametrize(("norm", "places"), MOVES)
def test_both_places_of_a_move_are_ranks(norm: str, places: list[str]) -> None:
    found = [match for n in scan_numerals(norm) if (match := rank_at(norm, n.start, n.end))]
    assert [norm[match.start : match.end] for match in found] == places


def test_ranks_of_one_verb() -> None:
    norm = "总量和增速分别居全市第3位和第1位"
    found = [match for n in scan_numerals(norm) if (match := rank_at(norm, n.start, n.end))]
    assert [norm[match.start : match.end] for match in found] == ["第3位", "第1位"]


@pytest.mark.parametrize("norm", NO_RANKS)
def test_counting_off_is_no_rank(norm: str) -> None:
    assert not any(rank_at(norm, n.start, n.end) for n in scan_numerals(norm))


@pytest.mark.parametrize(
    ("norm", "places"),
    [("总量居全省首位", ["首位"]), ("位列榜首，增速居首位", ["榜首", "首位"]), ("坚持把安全放在首位", []), ("首批企业", [])],
)
def test_first_places_without_a_numeral(norm: str, places: list[str]) -> None:
    assert [norm[match.start : match.end] for match in first_places(norm)] == places
