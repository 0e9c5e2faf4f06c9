from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from govnews import Metric, Period, PeriodKind, Quantity, extract
from govnews.drawings import Bar, bars, pair
from govnews.series import amount, find_series, levels


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2020年，全县粮食总产量36.5万吨。2021年，全县粮食总产量37.3万吨。", ["36.5万吨", "37.3万吨"]),
        # in the order of time, whatever the order of the text, and in one dimension whatever the unit
        ("2021年，全县粮食总产量37.3万吨。2020年，全县粮食总产量365000吨。", ["365000吨", "37.3万吨"]),
        ("2020年末，全县耕地面积30万亩。2021年末，全县耕地面积31万亩。", ["30万亩", "31万亩"]),
        # months are of one length, and so are stretches of as many days
        ("2021年2月，全县粮食产量3万吨。2021年3月，全县粮食产量5万吨。", ["3万吨", "5万吨"]),
        ("2021年8月上旬，全县粮食产量3万吨。2021年9月上旬，全县粮食产量5万吨。", ["3万吨", "5万吨"]),
        # the same again adds nothing
        ("2020年，全县产值5亿元。2021年，全县产值6亿元。2021年，全县产值60000万元。", ["5亿元", "6亿元"]),
    ],
)
def test_series(text: str, numbers: list[str]) -> None:
    metrics = extract(text).metrics
    assert [[metrics[place].text for place in series.places] for series in find_series(metrics)] == [numbers]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021年，全县粮食总产量37.3万吨。",
        # a year and half a year, a year and a day
        "2020年，全县粮食总产量36万吨。2021年上半年，全县粮食总产量17万吨。",
        "2020年，全县常住人口36万人。2021年末，全县常住人口37万人。",
        # a month and a part of one, a part of a month and another, the same number of months and not the same days
        "2021年8月，全县粮食产量36万吨。2021年9月上旬，全县粮食产量17万吨。",
        "2021年8月下旬，全县粮食产量36万吨。2021年9月下旬，全县粮食产量17万吨。",
        "2021年8月1日至9月30日，全县粮食产量36万吨。2021年10月1日至11月20日，全县粮食产量17万吨。",
        # other subjects, other indicators, other dimensions
        "2020年，甲县粮食总产量36万吨。2021年，乙县粮食总产量37万吨。",
        "2020年，全县粮食总产量36万吨。2021年，全县蔬菜总产量37万吨。",
        "2020年，全县粮食产值36万吨。2021年，全县粮食产值37亿元。",
        # changes are no levels, ranges no one number, and without dates there is no time
        "2020年，全县粮食总产量增长3%。2021年，全县粮食总产量增长5%。",
        "2020年，全县粮食总产量36万至38万吨。2021年，全县粮食总产量37万至39万吨。",
        "去年全县粮食总产量36万吨。今年全县粮食总产量37万吨。",
        # two numbers for one year
        "2020年，全县产值5亿元。2021年，全县产值6亿元。2021年，全县产值7亿元。",
    ],
)
def test_no_series(text: str) -> None:
    assert find_series(extract(text).metrics) == ()


def level(end: date, kind: PeriodKind = PeriodKind.DURING, *, start: date | None = None) -> Metric:
    period = Period(start=start or date(end.year, 1, 1), end=end, kind=kind)
    return Metric(text="5家", start=0, end=2, quantity=Quantity(5, "家"), indicator="企业", period=period)


def test_what_has_been_so_since_a_time_is_in_no_series() -> None:
    ends = (date(2020, 12, 31), date(2021, 12, 31))
    assert find_series([level(end) for end in ends])
    assert not find_series([level(end, PeriodKind.SINCE) for end in ends])


def test_a_day_and_a_month_are_in_no_series() -> None:
    day, month = date(2020, 12, 31), level(date(2021, 12, 31), start=date(2021, 12, 1))
    assert find_series([level(date(2020, 12, 31), start=date(2020, 12, 1)), month])
    assert not find_series([level(day, start=day), month])


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("全县总产值110亿元，比上年增长10%。", Fraction(10_000_000_000)),
        ("全县总产值90亿元，比上年下降10%。", Fraction(10_000_000_000)),
        ("年末全县常住人口61.12万人，比上年末减少0.37万人。", Fraction(614_900)),
        ("全县城镇化率54.65%，比上年提高1.12个百分点。", Fraction("0.5353")),
        ("全县总产值120亿元，比五年前翻了一番。", Fraction(6_000_000_000)),
        ("全县总产值120亿元，比上年增长两倍。", Fraction(4_000_000_000)),
    ],
)
def test_the_level_before_a_change(text: str, then: Fraction) -> None:
    metrics = extract(text).metrics
    assert levels(metrics) == {1: (then, amount(metrics[0].quantity))}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "全县总产值增长10%。",
        "全县总产值110亿元，年均增长10%。",
        "全县城镇化率54.65%，比上年提高2%。",
        "全县总产值100亿至110亿元，比上年增长10%。",
        "全县总产值110亿元，比上年增长10%至12%。",
        "全县总产值110亿元，比上年增加120亿元。",
        "全县总产值110亿元，比上年增加3个百分点。",
        "最高气温30摄氏度，比上年升高2摄氏度。",
    ],
)
def test_no_level_before_a_change(text: str) -> None:
    assert levels(extract(text).metrics) == {}


def test_amount() -> None:
    assert amount(Quantity(Decimal("1.5"), "km")) == 1500
    assert amount(Quantity(low=3, high=5, unit="座")) == 3


def test_a_pair_is_as_long_as_its_numbers() -> None:
    drawn = pair(Fraction(1), Fraction(2))
    assert 'class="then" x="0" y="1" width="28"' in drawn
    assert 'class="now" x="0" y="7" width="56"' in drawn
    assert 'class="then" x="0" y="1" width="1"' in pair(Fraction(1), Fraction(10**30))


def bar(amount: int) -> Bar:
    return Bar(amount=Fraction(amount), above=f"{amount}<家", below="2021", href="#r0-0", kind="actual")


def test_bars_begin_at_zero_and_may_go_below() -> None:
    drawn = bars([bar(2), bar(-1), bar(0)], label="利润")
    assert [part.split('"')[0] for part in drawn.split('rect class="actual" x="')[1:]] == ["24", "90", "156"]
    assert [int(part.split('"')[0]) for part in drawn.split('height="')[2:]] == [32, 16, 1]
    assert "2&lt;家" in drawn


def test_many_bars_are_narrow_and_only_the_ends_are_worded() -> None:
    assert bars([bar(n) for n in range(1, 7)], label="").count("<text") == 12
    assert bars([bar(n) for n in range(1, 8)], label="").count("<text") == 4
    assert bars([bar(0), bar(0)], label="").count("<rect") == 2
    long = Bar(amount=Fraction(1), above="十五亿三千二百万多元", below="", href="#", kind="actual")
    assert "十五亿三千二百万…" in bars([long], label="")
