"""Quantities: a number with its unit and its bound, which convert, compare and write themselves exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Self

import attrs

from govnews.exact import as_number
from govnews.model import Bound, Number, Numeral, ParseError, Unit
from govnews.numerals import parse_numeral
from govnews.registry import pint_name, pint_registry
from govnews.spelling import Style, render_numeral
from govnews.units import all_units, parse_unit, per, unit_parts

if TYPE_CHECKING:
    from pint.facets.plain import PlainQuantity

_BEFORE: Final = {Bound.APPROX: "约", Bound.GT: "超过", Bound.LT: "不到", Bound.LE: "不超过"}
_SCALES: Final = frozenset("十百千万亿")
_SPOKEN_RATIO: Final = {"%": "百分之", "permille": "千分之"}
_RATIOS: Final = frozenset({"ratio", "points"})


class UnitConversionError(ValueError):
    """The two units measure different things, so that neither converts into the other.

    >>> print(UnitConversionError(parse_unit("吨"), parse_unit("万元")))
    t (mass) does not convert into 万元 (money:CNY)
    """

    def __init__(self, source: Unit, target: Unit) -> None:
        super().__init__(source, target)
        self.source = source
        self.target = target

    def __str__(self) -> str:
        return f"{self.source.code} ({self.source.dimension}) does not convert into {self.target.code} ({self.target.dimension})"


def _number(value: Number | int | str | None) -> Number | None:
    """An exact number; a float is refused, because it is none."""
    # nearly all are: they need no more than this look
    if value is None or (isinstance(value, Decimal) and value.is_finite()):
        return value
    match value:
        case Fraction():
            return as_number(value)
        case Decimal():
            raise ValueError(f"a quantity is finite, {value} is not")
        case bool() | float():
            raise TypeError(f"an exact number is a Decimal, a Fraction, an int or a str, not {type(value).__name__}")
        case int():
            return Decimal(value)
        case str():
            return _written_number(value)
        case _:
            raise TypeError(f"an exact number is a Decimal, a Fraction, an int or a str, not {type(value).__name__}")


def _written_number(written: str) -> Number:
    numeral = parse_numeral(written)
    if numeral.value is None or numeral.bound is not Bound.EQ:
        raise ParseError("no single number", source=written, position=0)
    return numeral.value


def _bound(bound: Bound | str) -> Bound:
    return bound if isinstance(bound, Bound) else Bound(bound)


def _unit(unit: Unit | str) -> Unit:
    return unit if isinstance(unit, Unit) else parse_unit(unit)


@attrs.frozen(eq=False, repr=False)
class Quantity:
    """A number with a unit and a bound; a range has ``low`` and ``high`` in place of ``value``.

    Numbers may be given as Decimal, Fraction, int or str and units as a string that :func:`parse_unit` reads. Floats are
    refused. ``numeral`` keeps how the number was written and takes no part in comparison.

    Two quantities are equal where they say the same of the same dimension: the same bound, and equal numbers once
    converted (1.2亿元 equals 12000万元). Order compares the numbers alone, bounds aside; of two ranges the one that ends
    before the other begins is the smaller, and ranges that overlap are neither. Order raises
    :class:`UnitConversionError` across dimensions.

    >>> Quantity("31.65", "亿元").to("万元")
    Quantity('316500', '万元')
    >>> Quantity("31.65", "亿元") == Quantity(3165000000, "CNY")
    True
    >>> Quantity(low=3, high=5, unit="%") < Quantity("0.1", "1")
    True
    """

    value: Number | None = attrs.field(default=None, converter=_number)
    unit: Unit = attrs.field(factory=lambda: parse_unit("1"), converter=_unit)
    low: Number | None = attrs.field(default=None, converter=_number, kw_only=True)
    high: Number | None = attrs.field(default=None, converter=_number, kw_only=True)
    bound: Bound = attrs.field(converter=_bound, kw_only=True)
    numeral: Numeral | None = attrs.field(default=None, kw_only=True)

    @bound.default
    def _plain_bound(self) -> Bound:
        return Bound.RANGE if self.value is None else Bound.EQ

    def __attrs_post_init__(self) -> None:
        if self.value is None:
            if self.low is None or self.high is None or self.bound is Bound.EQ:
                raise ValueError("a quantity has a value, or the two ends of a range and no bound eq")
            if self.low > self.high:
                raise ValueError(f"a range cannot begin ({self.low}) above its end ({self.high})")
        elif self.low is not None or self.high is not None or self.bound is Bound.RANGE:
            raise ValueError("a quantity has a value or the two ends of a range, not both")

    @property
    def is_range(self) -> bool:
        """Whether the quantity has two ends in place of one value."""
        return self.value is None

    @property
    def _numbers(self) -> tuple[Number, ...]:
        """The value, or both ends."""
        return tuple(number for number in (self.value, self.low, self.high) if number is not None)

    def to(self, unit: Unit | str) -> Self:
        """The same quantity in another unit of its dimension, exactly; a range converts at both ends.

        Raises :class:`UnitConversionError` where the dimensions differ, ParseError where ``unit`` is no unit.

        >>> Quantity(3, "公顷").to("亩"), Quantity(5, "degC").to("K")
        (Quantity('45', '亩'), Quantity('278.15', 'K'))
        """
        target = _unit(unit)
        if target.dimension != self.unit.dimension:
            raise UnitConversionError(self.unit, target)
        value, low, high = (
            None if number is None else as_number((_in_base(number, self.unit) - target.offset) / target.factor)
            for number in (self.value, self.low, self.high)
        )
        return attrs.evolve(self, value=value, low=low, high=high, unit=target, numeral=None)

    def _ends(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest number, in the base unit of the dimension."""
        numbers = [_in_base(number, self.unit) for number in self._numbers]
        return numbers[0], numbers[-1]

    def _comparable(self, other: Quantity) -> Quantity:
        if other.unit.dimension != self.unit.dimension:
            raise UnitConversionError(self.unit, other.unit)
        return other

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return (
            self.unit.dimension == other.unit.dimension
            and self.bound is other.bound
            and self.is_range is other.is_range
            and self._ends() == other._ends()
        )

    def __hash__(self) -> int:
        return hash((self.unit.dimension, self.bound, self.is_range, self._ends()))

    def __lt__(self, other: Quantity) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._ends()[1] < self._comparable(other)._ends()[0]

    def __le__(self, other: Quantity) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._ends()[1] <= self._comparable(other)._ends()[0]

    def __gt__(self, other: Quantity) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._ends()[0] > self._comparable(other)._ends()[1]

    def __ge__(self, other: Quantity) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._ends()[0] >= self._comparable(other)._ends()[1]

    def __repr__(self) -> str:
        """A call that makes an equal quantity where Decimal, Fraction and the nouns of govnews are at hand."""
        unit = repr(self.unit.code) if _is_known(self.unit) else repr(self.unit)
        bound = "" if self.bound in {Bound.EQ, Bound.RANGE} else f", bound={self.bound.value!r}"
        if self.value is not None:
            return f"Quantity({_pasted(self.value)}, {unit}{bound})"
        return f"Quantity(low={_pasted(self.low)}, high={_pasted(self.high)}, unit={unit}{bound})"

    def __str__(self) -> str:
        return self.render("mixed")

    def render(self, style: Style = "arabic") -> str:
        """The quantity as a Chinese text writes it, its bound included; money in capitals ends in 整 or 角 and 分.

        >>> q = Quantity("31.65", "亿元").to("元")
        >>> [q.render(style) for style in ("arabic", "mixed", "chinese", "capital")]
        ['3165000000元', '31.65亿元', '三十一亿六千五百万元', '叁拾壹亿陆仟伍佰万元整']
        >>> Quantity("12.5", "%", bound="ge").render("chinese"), str(Quantity(low=3, high=5, unit="%"))
        ('百分之十二点五以上', '3%至5%')
        """
        written = "至".join(_written(number, self.unit, style) for number in self._numbers)
        return f"{_BEFORE.get(self.bound, '')}{written}{'以上' if self.bound is Bound.GE else ''}"

    def to_pint(self) -> PlainQuantity[Any]:
        """The value as a Pint quantity of :func:`govnews.pint_registry`, an exact fraction; the bound is not kept.

        Raises ValueError for a range, which Pint has no place for.

        >>> Quantity(3, "亩").to_pint().to("m2").magnitude
        Fraction(2000, 1)
        """
        if self.value is None:
            raise ValueError(f"{self} is a range, and a Pint quantity is one number; convert its ends one by one")
        scale, (first, *below) = unit_parts(self.unit)
        registry: Any = pint_registry()
        exponents: dict[str, int] = {pint_name(first): 1}
        for part in below:
            exponents[pint_name(part)] = exponents.get(pint_name(part), 0) - 1
        exact: PlainQuantity[Any] = registry.Quantity(Fraction(self.value) * scale, registry.UnitsContainer(exponents))
        return exact

    @classmethod
    def from_pint(cls, quantity: PlainQuantity[Any]) -> Self:
        """The quantity that a Pint quantity of our registry is; its magnitude must be an exact number.

        Raises ValueError where the unit is no unit of ours over other such units.

        >>> Quantity.from_pint(Quantity(3, "元/吨").to_pint() * 2)
        Quantity('6', 'CNY/t')
        """
        exponents: dict[str, Any] = dict(quantity.unit_items())
        named = {pint_name(unit): unit for unit in all_units()}
        above = [name for name, exponent in exponents.items() if exponent > 0]
        below = [name for name, exponent in exponents.items() for _ in range(-int(exponent))]
        strange = not named.keys() >= exponents.keys() or any(e != int(e) for e in exponents.values())
        if strange or len(above) > 1 or any(exponents[name] != 1 for name in above):
            # Pint fails to write the fractions that roots have as exponents
            written = " * ".join(f"{name}**{exponent}" for name, exponent in exponents.items())
            raise ValueError(f"{written} is no unit of govnews, nor one over others")
        unit = named[above[0]] if above else parse_unit("1")
        for name in below:
            unit = per(unit, named[name])
        return cls(quantity.magnitude, unit)


_put_value, _put_unit, _put_low, _put_high, _put_bound, _put_numeral = (
    vars(Quantity)[field.name].__set__ for field in attrs.fields(Quantity)
)


def quantity_of(value: Number | None, unit: Unit, bound: Bound, numeral: Numeral, /) -> Quantity:
    """The quantity of one number that a reader has read, which needs neither to be converted nor checked: made in half the time.

    >>> quantity_of(Decimal(3), parse_unit("%"), Bound.EQ, parse_numeral("3"))
    Quantity('3', '%')
    """
    made = Quantity.__new__(Quantity)
    _put_value(made, value)
    _put_unit(made, unit)
    _put_low(made, None)
    _put_high(made, None)
    _put_bound(made, bound)
    _put_numeral(made, numeral)
    return made


def _in_base(number: Number, unit: Unit) -> Fraction:
    return Fraction(number) * unit.factor + unit.offset


def _is_known(unit: Unit) -> bool:
    """Whether the code alone gives the unit back."""
    try:
        return parse_unit(unit.code) == unit
    except ParseError:
        return False


def _pasted(number: Number | None) -> str:
    return repr(f"{number:f}") if isinstance(number, Decimal) else repr(number)


def _written(number: Number, unit: Unit, style: Style) -> str:
    """One number with its unit, in a style."""
    if isinstance(number, Fraction):
        return f"{number}{unit.symbol}"
    if style == "mixed" and (unit.dimension in _RATIOS or unit.code[:1] in _SCALES):
        style = "arabic"
    spoken = _SPOKEN_RATIO.get(unit.code) if style == "chinese" else None
    if spoken is not None:
        sign = "负" if number < 0 else ""
        return f"{sign}{spoken}{render_numeral(number.copy_abs(), style)}"
    if style == "capital" and unit.code == "CNY" and (Fraction(number) * 100).denominator == 1:
        return _in_cheque_capitals(number)
    return f"{render_numeral(number, style)}{unit.symbol}"


def _in_cheque_capitals(yuan: Decimal) -> str:
    """Money as cheques write it: 叁元整, 叁元零伍分, 叁元伍角整."""
    cents = int(Fraction(yuan.copy_abs()) * 100)
    whole, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    written = f"{render_numeral(Decimal(whole), 'capital')}元" if whole or not cents else ""
    if jiao:
        written += f"{render_numeral(Decimal(jiao), 'capital')}角"
    elif fen and whole:
        written += "零"
    written += f"{render_numeral(Decimal(fen), 'capital')}分" if fen else "整"
    return f"{'负' if yuan < 0 else ''}{written}"
