"""Quantities: exact conversion, comparison, rendering, Pint, and a repr that pastes back."""

import decimal
import pickle
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews.model import Bound, Numeral, ParseError, Unit
from govnews.quantity import Quantity, UnitConversionError
from govnews.registry import pint_registry
from govnews.units import all_units, parse_unit, per

UNITS = all_units()
# below a bar 度, 分, 方, 位 and 口 are measures, so that no code names a quotient by the reading of a scale
BELOW = [unit for unit in UNITS if unit.code not in set("度分方位口")]
SCALED = [parse_unit(written) for written in ("万元", "亿美元", "万吨", "亿千瓦时", "万人次", "百万千瓦", "万元/亩", "角", "成")]

units = st.one_of(st.sampled_from(UNITS), st.sampled_from(SCALED), st.builds(per, st.sampled_from(UNITS), st.sampled_from(BELOW)))
numbers = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15),
    st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=999),
)
point_bounds = st.sampled_from([bound for bound in Bound if bound is not Bound.RANGE])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    unit = draw(units)
    if draw(st.booleans()):
        return Quantity(draw(numbers), unit, bound=draw(point_bounds))
    one, other = draw(numbers), draw(numbers)
    low, high = (one, other) if Fraction(one) <= Fraction(other) else (other, one)
    return Quantity(low=low, high=high, unit=unit)


@st.composite
def with_another_unit(draw: st.DrawFn) -> tuple[Quantity, Unit]:
    quantity = draw(quantities())
    first, *below = quantity.unit.dimension.split("/")
    fitting = [unit for unit in [*UNITS, *SCALED] if unit.dimension == quantity.unit.dimension]
    if below:
        above = [unit for unit in UNITS if unit.dimension == first]
        under = [unit for unit in BELOW if unit.dimension == below[0]]
        fitting += (
            [per(draw(st.sampled_from(above)), draw(st.sampled_from(under)))] if len(below) == 1 and above and under else []
        )
    return quantity, draw(st.sampled_from([*fitting, quantity.unit]))


@given(with_another_unit())
def test_conversion_goes_back(case: tuple[Quantity, Unit]) -> None:
    """Law 6: ``q.to(u).to(q.unit) == q``, and number for number, whatever the units of the dimension."""
    quantity, unit = case
    converted = quantity.to(unit)
    back = converted.to(quantity.unit)
    assert (back.value, back.low, back.high, back.bound) == (quantity.value, quantity.low, quantity.high, quantity.bound)
    assert back == quantity == converted
    assert hash(back) == hash(converted)
    assert converted.unit == unit


@given(st.builds(Quantity, numbers, units))
def test_pint_goes_back(quantity: Quantity) -> None:
    """Law: ``Quantity.from_pint(q.to_pint()) == q`` for a quantity whose unit does not cancel out."""
    back = Quantity.from_pint(quantity.to_pint())
    assert Fraction(back.value or 0) * back.unit.factor == Fraction(quantity.value or 0) * quantity.unit.factor
    assert back.unit.dimension == quantity.unit.dimension
    assert back == quantity


@given(quantities())
def test_repr_pastes_back(quantity: Quantity) -> None:
    """Law: ``eval(repr(q)) == q``, in the same unit."""
    names = {"Quantity": Quantity, "Decimal": Decimal, "Fraction": Fraction, "Unit": Unit}
    pasted = eval(repr(quantity), names)  # noqa: S307 - the law says eval
    assert pasted == quantity
    assert pasted.unit == quantity.unit


@given(with_another_unit())
def test_no_answer_depends_on_the_decimal_context(case: tuple[Quantity, Unit]) -> None:
    """Law 2: the caller's decimal context changes nothing."""
    quantity, unit = case
    plain = quantity.to(unit)
    with decimal.localcontext(decimal.Context(prec=2, traps=[])):
        narrow = Quantity(quantity.value, quantity.unit, low=quantity.low, high=quantity.high, bound=quantity.bound).to(unit)
        written = str(narrow), narrow.render("capital")
    assert (narrow.value, narrow.low, narrow.high) == (plain.value, plain.low, plain.high)
    assert written == (str(plain), plain.render("capital"))


@pytest.mark.parametrize(
    ("value", "unit", "target", "expected"),
    [
        ("31.65", "亿元", "万元", "316500"),
        ("31.65", "亿元", "元", "3165000000"),
        ("3", "公顷", "亩", "45"),
        ("1", "亩", "平方米", Fraction(2000, 3)),
        ("1.2", "吉瓦", "MW", "1200"),
        ("1", "吨标准煤", "GJ", "29.3076"),
        ("5", "斤", "公斤", "2.5"),
        ("-40", "degC", "degF", "-40"),
        ("5", "degC", "K", "278.15"),
        ("3", "倍", "%", "300"),
        ("25", "bp", "pp", "0.25"),
        ("2", "年", "个月", "24"),
        ("90", "公里/小时", "米/秒", "25"),
        ("300", "元/亩", "万元/公顷", "0.45"),
        ("8", "角/千瓦时", "元/千瓦时", "0.8"),
        ("1", "PB", "TB", "1000"),
        ("100", "人/万人", "%", "1"),
    ],
)
def test_conversion(value: str, unit: str, target: str, expected: str | Fraction) -> None:
    converted = Quantity(value, unit).to(target).value
    assert converted == (expected if isinstance(expected, Fraction) else Decimal(expected))
    assert isinstance(converted, Fraction if isinstance(expected, Fraction) else Decimal)


@pytest.mark.parametrize(
    ("unit", "target"),
    [("家", "吨"), ("元", "美元"), ("人", "人次"), ("个百分点", "%"), ("年", "天"), ("番", "倍"), ("元/吨", "元"), ("kW", "kVA")],
)
def test_what_does_not_convert_names_both_units(unit: str, target: str) -> None:
    source, aim = parse_unit(unit), parse_unit(target)
    with pytest.raises(UnitConversionError, match=source.code) as caught:
        Quantity(1, source).to(aim)
    assert aim.code in str(caught.value)
    assert (caught.value.source, caught.value.target) == (source, aim)
    back = pickle.loads(pickle.dumps(caught.value))
    assert (back.source, back.target, back.args) == (source, aim, (source, aim))
    with pytest.raises(UnitConversionError) as compared:
        assert Quantity(1, source) < Quantity(1, aim)
    assert str(compared.value) == str(caught.value)
    assert Quantity(1, source) != Quantity(1, aim)


def test_what_is_no_unit_raises() -> None:
    with pytest.raises(ParseError):
        Quantity(1, "元").to("某")


def test_ranges_convert_at_both_ends_and_bounds_stay() -> None:
    assert repr(Quantity(low="1.2", high="1.5", unit="亿元").to("万元")) == "Quantity(low='12000', high='15000', unit='万元')"
    assert Quantity(5, "公斤", bound="ge").to("斤").bound is Bound.GE
    # how the number was written is not how the new one would be
    assert Quantity(5, "公斤", numeral=Numeral(value=Decimal(5))).to("斤").numeral is None


def test_equality_is_of_content() -> None:
    assert Quantity("1.2", "亿元") == Quantity(12000, "万元")
    assert Quantity(5, "吨", bound="approx") != Quantity(5, "吨")
    assert Quantity(5, "吨") != 5
    assert Quantity(low=5, high=5, unit="吨") != Quantity(5, "吨")
    written = Numeral(value=Decimal(5), digits=Decimal(5))
    assert Quantity(5, "吨", numeral=written) == Quantity(5, "吨")
    assert Quantity(low=3, high=5, unit="吨").is_range
    assert not Quantity(5, "吨").is_range


def test_hashes_tell_quantities_apart() -> None:
    assert len({hash(Quantity(number, "吨")) for number in range(100)}) > 90


def test_order() -> None:
    small, large, wide = Quantity(900, "米"), Quantity(1, "公里"), Quantity(low="0.5", high=2, unit="公里")
    assert small < large
    assert small <= large
    assert large > small
    assert large >= Quantity(1000, "米")
    assert large <= Quantity(1000, "米")
    for one, other in ((small, wide), (wide, small), (wide, wide)):
        assert not one < other
        assert not one <= other
        assert not one > other
        assert not one >= other
    assert not large < Quantity(1000, "米")
    assert not large > Quantity(1000, "米")
    assert wide < Quantity(3, "公里")
    for compare in ("__lt__", "__le__", "__gt__", "__ge__"):
        assert getattr(small, compare)(5) is NotImplemented


@pytest.mark.parametrize(
    ("quantity", "style", "written"),
    [
        (Quantity("3165000000", "元"), "mixed", "31.65亿元"),
        (Quantity("3165000000", "元"), "arabic", "3165000000元"),
        (Quantity(12000000, "元"), "capital", "壹仟贰佰万元整"),
        (Quantity("5.32", "元"), "capital", "伍元叁角贰分"),
        (Quantity("5.02", "元"), "capital", "伍元零贰分"),
        (Quantity("0.5", "元"), "capital", "伍角整"),
        (Quantity("0", "元"), "capital", "零元整"),
        (Quantity("-3", "元"), "capital", "负叁元整"),
        (Quantity("1.234", "元"), "capital", "壹点贰叁肆元"),
        (Quantity("12.5", "%"), "chinese", "百分之十二点五"),
        (Quantity("-3.2", "%"), "chinese", "负百分之三点二"),
        (Quantity("0", "%"), "chinese", "百分之零"),
        (Quantity("0.5", "%"), "chinese", "百分之零点五"),
        (Quantity("3", "permille"), "chinese", "千分之三"),
        (Quantity("120000", "%"), "mixed", "120000%"),
        (Quantity("120000", "pp"), "mixed", "120000个百分点"),
        (Quantity("316500", "万元"), "mixed", "316500万元"),
        (Quantity(70000000, "元", bound="gt"), "mixed", "超过7000万元"),
        (Quantity(5, "t", bound="approx"), "mixed", "约5吨"),
        (Quantity(5, "t", bound="ge"), "mixed", "5吨以上"),
        (Quantity(5, "t", bound="le"), "mixed", "不超过5吨"),
        (Quantity(5, "t", bound="lt"), "mixed", "不到5吨"),
        (Quantity(low=3, high=5, unit="%"), "mixed", "3%至5%"),
        (Quantity(1200000, "kW"), "mixed", "120万千瓦"),
        (Quantity(6, "month"), "mixed", "6个月"),
        (Quantity("15", "元/吨"), "mixed", "15元/吨"),
        (Quantity(Fraction(2, 3), "亩"), "mixed", "2/3亩"),
    ],
)
def test_rendering(quantity: Quantity, style: str, written: str) -> None:
    assert quantity.render(style) == written  # type: ignore[arg-type]
    if style == "mixed":
        assert str(quantity) == written
    if style == "arabic":
        assert quantity.render() == written


@pytest.mark.parametrize(("value", "kind"), [(1.5, "float"), (True, "bool"), (b"5", "bytes"), ([5], "list")])
def test_numbers_that_are_not_exact_are_refused(value: object, kind: str) -> None:
    with pytest.raises(TypeError, match=f"^an exact number is a Decimal, a Fraction, an int or a str, not {kind}$"):
        Quantity(value, "元")  # type: ignore[arg-type]


NEITHER = "a quantity has a value, or the two ends of a range and no bound eq"
BOTH = "a quantity has a value or the two ends of a range, not both"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, NEITHER),
        ({"low": 3}, NEITHER),
        ({"high": 3}, NEITHER),
        ({"low": 3, "high": 5, "bound": "eq"}, NEITHER),
        ({"low": 5, "high": 3}, r"a range cannot begin \(5\) above its end \(3\)"),
        ({"value": 3, "low": 3}, BOTH),
        ({"value": 3, "high": 3}, BOTH),
        ({"value": 3, "bound": "range"}, BOTH),
        ({"value": Decimal("NaN")}, "a quantity is finite, NaN is not"),
        ({"value": "三四十"}, r"no single number\n    三四十\n    \^"),
        ({"value": "三十多"}, r"no single number\n    三十多\n    \^"),
        ({"value": "x"}, r"no numeral here\n    x\n    \^"),
        ({"value": 3, "unit": "某"}, r"no such unit\n    某\n    \^"),
        ({"value": 3, "bound": "about"}, "'about' is not a valid Bound"),
    ],
)
def test_what_is_no_quantity_raises(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        Quantity(**arguments)  # type: ignore[arg-type]


def test_a_unit_that_its_code_does_not_name_is_written_out() -> None:
    unit = per(parse_unit("元"), parse_unit("位"))
    assert repr(Quantity(3, unit)) == f"Quantity('3', {unit!r})"
    unknown = Unit(code="弓", dimension="length", factor=Fraction(5, 3))
    assert repr(Quantity(3, unknown)) == f"Quantity('3', {unknown!r})"


def test_pint_has_no_place_for_ranges() -> None:
    with pytest.raises(ValueError, match=r"^3%至5% is a range, and a Pint quantity is one number; convert its ends one by one$"):
        Quantity(low=3, high=5, unit="%").to_pint()


def test_we_have_no_place_for_products_and_roots() -> None:
    metre, tonne = Quantity(3, "米").to_pint(), Quantity(2, "吨").to_pint()
    registry: Any = pint_registry()
    unknown = registry.Quantity(Fraction(3), registry.UnitsContainer({"弓": 1}))
    for strange, written in (
        (metre * metre, "m**2"),
        (metre * tonne, "m**1 * t**1"),
        (metre / tonne**0.5, "m**1 * t**-1/2"),
        (unknown, "弓**1"),
    ):
        with pytest.raises(ValueError, match=f"^{re.escape(written)} is no unit of govnews, nor one over others$"):
            Quantity.from_pint(strange)


@pytest.mark.parametrize(
    "quantity",
    [Quantity(Fraction(1, 3), per(parse_unit("1"), parse_unit("吨"))), Quantity(3, per(parse_unit("元/吨"), parse_unit("吨")))],
)
def test_pint_goes_back_from_quotients(quantity: Quantity) -> None:
    assert repr(Quantity.from_pint(quantity.to_pint())) == repr(quantity)


def test_a_pint_quantity_may_have_nothing_above_its_bar() -> None:
    assert repr(Quantity.from_pint(1 / Quantity(3, "吨").to_pint())) == "Quantity(Fraction(1, 3), '1/t')"
