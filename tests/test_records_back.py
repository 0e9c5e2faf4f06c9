import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews import Change, Direction, Metric, Period, Quantity, extract, from_dict
from govnews.records import KEYS, json_lines, to_dict

SENTENCES = [
    "今年上半年，临水新区完成固定资产投资31.65亿元，同比增长37.13%，比2020年增长156%。",
    "预计到2025年，年产量由1吨提高到20吨以上，带动就业500至800人，居全市第三位。",
    "3月25日，企业负责人说，成本降低了三分之二，能耗为原来的1/3。",
    "截至去年底，共有企业1.2万余家、500万元以上项目41个，占比约百分之十二点五。",
    "气温零下5度，补贴8角/千瓦时，亩均税收20万元/亩，人均3.50元。",
    "北京市海淀区实现地区生产总值5000多亿元，下降0.3个百分点，约为前年的三分之一至二分之一。",
]

pieces = st.sampled_from(
    [
        *(
            "2022年",
            "3月25日",
            "上半年",
            "“十四五”末",
            "同比增长",
            "下降",
            "由",
            "提高到",
            "三分之二",
            "零下",
            "近",
            "预计",
            "居第",
            "位",
        ),
        *(
            "5%",
            "31.65亿元",
            "1.2—1.5万",
            "两成",
            "两三百",
            "家",
            "个百分点",
            "吨/亩",
            "全区",
            "产值",
            "8英寸",
            "，",
            "。",
            "\n",
            "１２",
            "😀",
        ),
    ]
)
texts = st.lists(pieces | st.sampled_from(SENTENCES), max_size=30).map("".join)
clocks = st.none() | st.dates()


def stripped(metric: Metric) -> Metric:
    """The metric without what no record holds."""
    change, period = metric.change, metric.period
    if change is not None and change.base is not None:
        change = attrs.evolve(change, base=_dated(change.base))
    period = None if period is None else attrs.evolve(period, mod="", grain=None)
    return attrs.evolve(metric, change=change, period=period, evidence=())


def _dated(base: Period) -> Period | None:
    return None if base.start is None and base.end is None else Period(start=base.start, end=base.end)


@given(texts, clocks)
def test_the_way_back_is_exact(text: str, published: date | None) -> None:
    """A record gives back the metric with all that it holds, and that metric gives the same record."""
    for metric in extract(text, published=published):
        record = to_dict(metric)
        assert from_dict(record) == stripped(metric)
        assert to_dict(from_dict(record)) == record


def test_the_sentences_hold_what_a_record_can_hold() -> None:
    # else the law above would say little
    records = [record for text in SENTENCES for record in extract(text, published="2022-10-14").to_dicts()]
    assert [key for key in KEYS if not any(record[key] for record in records)] == []
    assert {"metric", "criterion", "rank"} <= {record["role"] for record in records}
    assert {record["fraction"] for record in records} >= {"2/3", "1/3", "1/3..1/2"}


@given(texts)
def test_json_lines_read_back(text: str) -> None:
    """A line of JSON gives back the metric."""
    document = extract(text)
    assert [from_dict(json.loads(line)) for line in json_lines(document.to_dicts())] == [stripped(metric) for metric in document]


@pytest.mark.parametrize(
    "quantity",
    [
        Quantity("8.50", "元"),
        Quantity(Fraction(2, 3), "1"),
        Quantity(low=Fraction(1, 3), high="0.50", unit="1"),
        Quantity(low=Fraction(-1, 3), high=Fraction(2, 7), unit="%"),
        Quantity(low="3", high="5", unit="万元", bound="approx"),
        Quantity(-5, "degC"),
    ],
    ids=str,
)
def test_numbers_come_back_as_they_were(quantity: Quantity) -> None:
    back = from_dict(to_dict(Metric(text="x", start=0, end=1, quantity=quantity))).quantity
    assert back == quantity
    assert [str(number) for number in (back.value, back.low, back.high)] == [
        str(number) for number in (quantity.value, quantity.low, quantity.high)
    ]


def test_the_digits_come_back_as_they_were_written() -> None:
    (metric,) = extract("单价3.50万元。")
    numeral = from_dict(to_dict(metric)).quantity.numeral
    assert numeral is not None
    assert (str(numeral.digits), numeral.exponent, numeral.value) == ("3.50", 4, Decimal(35000))


RECORD = to_dict(extract("2022年产值31.65亿元，比2020年增长12%至15%。")[1])
LEVEL = to_dict(extract("2022年产值31.65亿元。")[0])


def test_other_keys_are_passed_over() -> None:
    assert from_dict({"document": "a.txt", **RECORD, "mine": [1, 2]}) == from_dict(RECORD)


@pytest.mark.parametrize("key", KEYS)
def test_a_missing_key_is_named(key: str) -> None:
    with pytest.raises(ValueError, match=f"^a record has the key '{key}', and this one has not$"):
        from_dict({other: value for other, value in RECORD.items() if other != key})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": None}, "text is None: not a string"),
        ({"text": "31.65亿"}, "text '31.65亿' cannot stand at"),
        ({"start": "7"}, "start is '7': not a whole number"),
        ({"start": 7.0}, "start is 7.0: not a whole number"),
        ({"end": True}, "end is True: not a whole number"),
        ({"value": 3165000000}, "value is 3165000000, .*: not a decimal number in plain digits"),
        ({"value": 3165000000.0}, "value is 3165000000.0, .*: not a decimal number"),
        ({"value": "3.165E+9"}, r"value is '3.165E\+9', .*: not a decimal number"),
        ({"value": "NaN"}, "value is 'NaN', .*: not a decimal number"),
        ({"value": "３"}, "value is '３', .*: not a decimal number"),
        ({"value": None}, "value is None, low is None, .*: a quantity has a value, or the two ends"),
        ({"low": "3"}, "low is '3', .*: a quantity has a value or the two ends of a range, not both"),
        ({"fraction": "2/0"}, "fraction is '2/0': .*0"),
        ({"fraction": "1e9"}, "fraction is '1e9': not a fraction"),
        ({"unit": "爪哇币"}, "unit is '爪哇币': no such unit"),
        ({"unit": None}, "unit is None: not a string"),
        ({"bound": "about"}, "bound is 'about': 'about' is not a valid Bound"),
        ({"bound": "range"}, "bound is 'range': a quantity has a value or"),
        ({"change": "sideways"}, "change is 'sideways': 'sideways' is not a valid Direction"),
        ({"change": "up", "basis": None}, "basis is None: None is not a valid Basis"),
        ({"transition": "via"}, "transition is 'via'"),
        ({"status": None}, "status is None"),
        ({"role": "lead"}, "role is 'lead'"),
        ({"indicator": None}, "indicator is None: not a string"),
        ({"subject_code": 110108}, "subject_code is 110108: not a string"),
        ({"period_start": "2022-02-30"}, "period_start is '2022-02-30', .*day is out of range"),
        ({"period_start": 20220101}, "period_start is 20220101, .*: not a string"),
        ({"period_end": "2021-01-01"}, "period_end is '2021-01-01': a period cannot end"),
        ({"period_kind": "until"}, "period_kind is 'until'"),
        ({"digits": "31.65", "exponent": None}, "exponent is None: not a whole number"),
        ({"digits": None}, "digits is None, exponent is 8: not a decimal number"),
        ({"exponent": 10**30}, "exponent is 10000+"),
    ],
    ids=str,
)
def test_a_value_that_is_none_is_named_with_its_key(change: Mapping[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        from_dict({**LEVEL, **change})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"basis": "yoy"}, "basis is 'yoy': by the other keys it would be None"),
        ({"base_start": "2020-01-01"}, "base_start is '2020-01-01': by the other keys it would be None"),
        ({"level_start": 2, "level_end": 5}, "level_start is 2: by the other keys it would be None"),
        ({"unit_kind": "mass"}, "unit_kind is 'mass': by the other keys it would be 'money:CNY'"),
        ({"unit": "元"}, "unit is '元': by the other keys it would be 'CNY'"),
        ({"fraction": "1/3"}, "value is '3165000000': by the other keys it would be '0.33"),
        ({"fraction": "3165000000"}, "fraction is '3165000000': by the other keys it would be None"),
        ({"period_kind": None}, "period_start is '2022-01-01': by the other keys it would be None"),
        ({"period_start": "20220101"}, "period_start is '20220101': by the other keys it would be '2022-01-01'"),
        ({"timex": ""}, "timex is '': by the other keys it would be None"),
        ({"subject_code": ""}, "subject_code is '': by the other keys it would be None"),
        ({"value": "03"}, "value is '03': by the other keys it would be '3'"),
    ],
    ids=str,
)
def test_a_value_that_contradicts_the_others_is_named_with_its_key(change: Mapping[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        from_dict({**LEVEL, **change})


cells = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers(), max_size=2)


@given(st.sampled_from([RECORD, LEVEL]), st.dictionaries(st.sampled_from(KEYS), cells, min_size=1, max_size=4))
def test_what_is_no_record_is_refused_whole(record: Mapping[str, object], changed: dict[str, object]) -> None:
    """Whatever stands in a record, it comes back as it was or is refused with a ValueError."""
    given_record = {**record, **changed}
    try:
        metric = from_dict(given_record)
    except ValueError:
        return
    assert to_dict(metric) == given_record


def test_a_base_without_a_year_does_not_come_back() -> None:
    change = Change(direction=Direction.UP, base=Period(start=None, end=None, timex="XXXX"))
    metric = from_dict(to_dict(Metric(text="5%", start=0, end=2, quantity=Quantity(5, "%"), change=change)))
    assert metric.change == Change(direction=Direction.UP)
