from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews import extract
from govnews.explain import explain

ARTICLE = (
    "截至2021年底，临江新区共有企业近3000家，比2020年增长12%，同比增长5%。预计到2023年，产量由1吨提升到7吨以上。"
    "500万元以上项目67个，三分之二已开工，投资1.2—1.5亿元。总量位居全省第三。"
)


def lines(number: int) -> list[str]:
    return extract(ARTICLE, published=date(2022, 3, 1)).explain(number).splitlines()


def said(number: int, part: str) -> str:
    return next((line for line in lines(number) if line.split()[0] == part), "")


@pytest.mark.parametrize(
    ("number", "part", "words"),
    [
        (0, "number", "about 3000 家: “3000家” at 18 (number and unit); “近” at 17"),
        (0, "period", "as of 2021-12-31"),
        (1, "change", "an increase of the number at 18 against a base that the text names (during 2020-01-01 to 2020-12-31)"),
        (2, "change", "an increase of the number at 18 against the year before"),
        (3, "change", "where a transition begins"),
        (4, "change", "where a transition ends"),
        (4, "number", "at least 7 t"),
        (4, "status", "an expectation, a metric: “预计”"),
        (5, "status", "a fact, a threshold that only restricts something else"),
        (7, "number", "2/3 1"),
        (8, "number", "from 120000000 to 150000000 CNY"),
        (9, "status", "a fact, a place in an order"),
    ],
)
def test_explanations(number: int, part: str, words: str) -> None:
    assert words in said(number, part)


def test_a_change_knows_its_level_and_its_base() -> None:
    document = extract(ARTICLE, published=date(2022, 3, 1))
    level, by_base, by_year = document[0], document[1].change, document[2].change
    assert by_base is not None
    assert by_year is not None
    assert by_base.level == by_year.level == level.span
    assert by_base.base is not None
    assert by_base.base.start == date(2020, 1, 1)
    assert by_year.base is None


def test_a_change_without_a_level_has_none() -> None:
    change = extract("工业增加值同比增长5%。")[0].change
    assert change is not None
    assert change.level is None


def test_there_is_no_metric_of_that_number() -> None:
    with pytest.raises(IndexError):
        extract(ARTICLE).explain(99)


@given(
    st.lists(
        st.sampled_from(
            ["2022年", "同比增长", "近", "5%", "3亿元", "以上", "，", "。", "预计", "\n", " ", "由", "到", "全市", "项目"]
        ),
        max_size=30,
    )
)
def test_evidence_is_exact_about_its_place(pieces: list[str]) -> None:
    """Law 1 for the parts of a metric: each piece of evidence is a stretch of the raw text."""
    raw = "".join(pieces)
    for metric in extract(raw, published="2022-10-14"):
        assert explain(metric)
        for evidence in metric.evidence:
            assert raw[evidence.start : evidence.end] == evidence.text
            assert evidence.rule
