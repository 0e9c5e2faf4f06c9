import json
import re
from datetime import date
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govnews import (
    Basis,
    Bound,
    Change,
    Direction,
    Metric,
    Numeral,
    Period,
    PeriodKind,
    Quantity,
    Role,
    Span,
    Status,
    Transition,
    extract,
)
from govnews.records import KEYS, decimal_string, json_array, json_lines, to_dict

FULL = Metric(
    text="31.65亿元",
    start=10,
    end=17,
    quantity=Quantity(
        "3165000000", "CNY", bound=Bound.GT, numeral=Numeral(value=Decimal(3165000000), digits=Decimal("31.65"), exponent=8)
    ),
    change=Change(
        direction=Direction.UP,
        basis=Basis.OTHER,
        base=Period(start=date(2020, 1, 1), end=date(2020, 12, 31), timex="2020"),
        level=Span(start=2, end=8),
    ),
    transition=Transition.TO,
    status=Status.PLANNED,
    role=Role.CRITERION,
    indicator="到位资金",
    subject="辽阳高新区",
    subject_text="高新区",
    subject_code="211003",
    period=Period(start=date(2022, 1, 1), end=date(2022, 6, 30), kind=PeriodKind.DURING, timex="2022-H1"),
    period_text="今年上半年",
    rule="money",
)
BARE = Metric(text="3%至5%", start=0, end=5, quantity=Quantity(low=3, high=5, unit="%"))


def test_record_of_a_metric_of_which_all_is_known() -> None:
    assert to_dict(FULL) == {
        "text": "31.65亿元",
        "start": 10,
        "end": 17,
        "value": "3165000000",
        "low": None,
        "high": None,
        "unit": "CNY",
        "bound": "gt",
        "change": "up",
        "basis": "other",
        "transition": "to",
        "status": "planned",
        "role": "criterion",
        "indicator": "到位资金",
        "subject": "辽阳高新区",
        "period_start": "2022-01-01",
        "period_end": "2022-06-30",
        "period_kind": "during",
        "subject_text": "高新区",
        "subject_code": "211003",
        "base_start": "2020-01-01",
        "base_end": "2020-12-31",
        "level_start": 2,
        "level_end": 8,
        "timex": "2022-H1",
        "period_text": "今年上半年",
        "unit_kind": "money:CNY",
        "digits": "31.65",
        "exponent": 8,
        "fraction": None,
        "rule": "money",
    }


def test_record_of_a_metric_of_which_little_is_known() -> None:
    record = to_dict(BARE)
    assert (record["value"], record["low"], record["high"], record["bound"]) == (None, "3", "5", "range")
    assert [key for key, value in record.items() if value == ""] == [
        "indicator",
        "subject",
        "period_text",
        "subject_text",
        "rule",
    ]
    nulls = [
        "value",
        "change",
        "basis",
        "transition",
        "period_start",
        "period_end",
        "period_kind",
        "timex",
        "subject_code",
        "base_start",
        "base_end",
        "level_start",
        "level_end",
        "digits",
        "exponent",
        "fraction",
    ]
    assert [key for key, value in record.items() if value is None] == nulls


def test_a_change_records_its_base_and_its_level() -> None:
    raw = "2022年产量7吨，比2020年增长12%，同比增长3%。"
    level, by_base, by_year = extract(raw).to_dicts()
    keys = ("base_start", "base_end", "level_start", "level_end")
    place = (level["start"], level["end"])
    assert [level[key] for key in keys] == [None] * 4
    assert tuple(by_base[key] for key in keys) == ("2020-01-01", "2020-12-31", *place)
    assert tuple(by_year[key] for key in keys) == (None, None, *place)


def test_a_base_without_dates_is_null() -> None:
    base = Period(start=None, end=None, timex="XXXX")
    change = Change(direction=Direction.DOWN, base=base)
    record = to_dict(Metric(text="5%", start=0, end=2, quantity=Quantity(5, "%"), change=change))
    assert [record[key] for key in ("base_start", "base_end", "level_start", "level_end")] == [None] * 4


@pytest.mark.parametrize("metric", [FULL, BARE])
def test_every_record_has_every_key_in_order(metric: Metric) -> None:
    assert tuple(to_dict(metric)) == KEYS


def test_the_page_on_the_record_explains_every_key_in_order(root: Path) -> None:
    page = (root / "docs" / "record.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == KEYS


def test_an_unresolved_period_keeps_what_is_known() -> None:
    period = Period(start=None, end=None, kind=PeriodKind.BY, timex="XXXX-03-25")
    record = to_dict(Metric(text="5家", start=0, end=2, quantity=Quantity(5, "家"), period=period))
    assert (record["period_start"], record["period_end"], record["period_kind"], record["timex"]) == (
        None,
        None,
        "by",
        "XXXX-03-25",
    )


@pytest.mark.parametrize(
    ("quantity", "numbers", "fraction"),
    [
        (Quantity(Fraction(2, 3), "1"), ("0.6666666666666666666666666667", None, None), "2/3"),
        (Quantity(Fraction(-1, 3), "1"), ("-0.3333333333333333333333333333", None, None), "-1/3"),
        (Quantity(Fraction(3, 8), "1"), ("0.375", None, None), None),
        (Quantity(low=Fraction(1, 3), high="0.5", unit="1"), (None, "0.3333333333333333333333333333", "0.5"), "1/3..1/2"),
    ],
)
def test_a_fraction_is_told_where_no_decimal_ends(
    quantity: Quantity, numbers: tuple[str | None, ...], fraction: str | None
) -> None:
    record = to_dict(Metric(text="x", start=0, end=1, quantity=quantity))
    assert ((record["value"], record["low"], record["high"]), record["fraction"]) == (numbers, fraction)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.integers(1, 4))
def test_decimal_strings_are_exact(number: Decimal, precision: int) -> None:
    """A decimal is printed without an exponent and reads back as the same number, whatever the caller's decimal context."""
    with localcontext(Context(prec=precision, capitals=0)):
        printed = decimal_string(number)
    assert printed is not None
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", printed)
    assert Decimal(printed) == number


@given(st.fractions())
def test_fractions_round_half_even_to_28_digits(number: Fraction) -> None:
    """The decimal of a fraction is off by at most half a unit in its 28th digit, whatever the caller's decimal context."""
    with localcontext(Context(prec=2)):
        printed = decimal_string(number)
    assert printed is not None
    assert abs(Fraction(printed) - number) <= abs(number) * Fraction(1, 2 * 10**27)


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (None, None),
        (Decimal("3.165E+9"), "3165000000"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("8.50"), "8.50"),
        (Decimal("-3.2"), "-3.2"),
    ],
)
def test_decimal_string(number: Decimal | None, printed: str | None) -> None:
    assert decimal_string(number) == printed


texts = st.text(st.characters(exclude_categories=()))
records = st.lists(st.fixed_dictionaries({"text": texts, "start": st.integers(), "value": st.none() | texts}))


@given(records)
def test_json_reads_back(given_records: list[dict[str, str | int | None]]) -> None:
    """JSON of any records, lone surrogates included, can be encoded and reads back as the same records, a line each."""
    assert json.loads(json_array(given_records).encode()) == given_records
    lines = "".join(json_lines(given_records)).encode().split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line) for line in lines] == given_records


@given(st.dictionaries(texts, st.none() | st.booleans() | st.integers() | texts))
@example({"%s": "100%", '"': "“”\\", "\ud800": True, "家": -5})
def test_lines_are_what_the_json_of_python_writes(record: dict[str, str | int | None]) -> None:
    """A line is the record as the standard library writes it, whatever its keys and values."""
    (line,) = json_lines([record])
    assert line == f"{json.dumps(record, ensure_ascii=False).encode('utf-8', 'backslashreplace').decode()}\n"
