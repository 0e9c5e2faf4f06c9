from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews import Basis, Change, Direction, Document, Metric, Quantity, extract
from govnews.render import columns, table

ARTICLE = "今年上半年，全区引进到位资金31.65亿元，同比增长37.13%；力争全年建成厂房3至5座，三分之二投产。"


def metric(text: str = "5家", indicator: str = "") -> Metric:
    return Metric(text=text, start=0, end=len(text), quantity=Quantity(5, "家"), indicator=indicator)


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("5G", 2), ("31.65亿元", 9), ("３％", 4), ("e\u0301", 1), ("㎡", 2), ("…", 1)]
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


def test_table_shows_what_a_reader_wants() -> None:
    lines = table(extract(ARTICLE, published="2022-10-14")).splitlines()
    assert lines[0].split()[:4] == ["text", "value", "unit", "bound"]
    assert lines[1].split()[:3] == ["31.65亿元", "3,165,000,000", "CNY"]
    assert "up yoy" in lines[2]
    assert "3–5" in lines[3]
    assert "range" in lines[3]
    assert "2/3" in lines[4]
    assert "2022-01/2022-06" in lines[1]


def test_columns_that_say_nothing_are_left_out() -> None:
    assert table([metric()]).splitlines() == ["text  value  unit", "5家       5  家"]
    change = Change(direction=Direction.DOWN, basis=Basis.MOM)
    changed = Metric(text="5家", start=0, end=2, quantity=Quantity(5, "家"), change=change)
    assert table([changed]).splitlines()[1].split() == ["5家", "5", "家", "down", "mom"]


def test_no_metrics() -> None:
    assert table([]) == "no metrics"


def test_what_would_steer_the_terminal_is_not_printed() -> None:
    shown = table([metric(text="1.6\n万户", indicator="企\x1b[31m业\u202e数")])
    assert "1.6 万户" in shown
    assert r"企\x1b[31m业\u202e数" in shown


def test_injections_stay_in_their_line(injection: str, crafted: Callable[[str], Document]) -> None:
    document = crafted(injection)
    assert len(table(document).split("\n")) == 2
    explained = document.explain(0)
    assert [line.split()[0] for line in explained.split("\n")] == ["5家", "number", "indicator", "subject", "status"]
    assert f"{table(document)}{explained}".replace("\n", "").isprintable()


def test_table_is_cut_to_the_width() -> None:
    shown = table([metric(indicator="规模以上工业企业研究与试验发展经费支出")], width=40)
    assert [columns(line) for line in shown.splitlines()][1] in {39, 40}
    assert shown.endswith("…")
    assert "经费" not in shown


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=1, max_size=5), st.integers(50, 120))
def test_no_line_is_wider_than_the_terminal(indicators: list[str], width: int) -> None:
    """Whatever an article holds, a line of the table takes no more columns than it may, and there is one line a metric."""
    lines = table([metric(indicator=indicator) for indicator in indicators], width=width).split("\n")
    assert len(lines) == len(indicators) + 1
    assert all(columns(line) <= width for line in lines)
