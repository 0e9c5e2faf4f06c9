import datetime as dt
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import govnews
from govnews import Bound, Metric, Quantity, Role, Span, Status


def test_metric_shows_the_parts_of_its_quantity() -> None:
    metric = Metric(text="31.65亿元", start=3, end=10, quantity=Quantity("3165000000", "CNY", bound="gt"))
    assert (metric.value, metric.low, metric.high) == (Decimal(3165000000), None, None)
    assert (metric.unit, metric.bound, metric.span) == ("CNY", Bound.GT, Span(start=3, end=10))
    assert (metric.status, metric.role, metric.indicator, metric.period) == (Status.ACTUAL, Role.METRIC, "", None)


def test_metric_of_a_range_has_ends_and_no_value() -> None:
    metric = Metric(text="3%至5%", start=0, end=5, quantity=Quantity(low=3, high=5, unit="%"))
    assert (metric.value, metric.low, metric.high, metric.bound) == (None, Decimal(3), Decimal(5), Bound.RANGE)


@pytest.mark.parametrize(("start", "end"), [(0, 1), (0, 3), (-1, 1), (2, 0)])
def test_metric_refuses_a_place_that_its_text_does_not_fit(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="cannot stand at"):
        Metric(text="5家", start=start, end=end, quantity=Quantity(5, "家"))


def pasted(value: object) -> object:
    names = vars(govnews) | {"datetime": dt, "Decimal": Decimal, "Fraction": Fraction}
    return eval(repr(value), names)  # noqa: S307 - the law says eval


def test_nouns_are_pasted_back_from_their_repr(root: Path) -> None:
    """Law: ``eval(repr(x)) == x``; a metric leaves out its evidence, which is longer than all else."""
    article = (root / "examples" / "zone.txt").read_text(encoding="utf-8")
    for metric in govnews.extract(article, published="2022-10-14"):
        assert pasted(metric) == attrs.evolve(metric, evidence=())
        assert pasted(metric.evidence) == metric.evidence
    numerals = govnews.find_numerals(article)
    assert pasted(numerals) == numerals
