"""Exact numbers: finite decimals that are never rounded, whatever the caller's context, and fractions where no decimal ends."""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction
from typing import Final

EXACT: Final = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Sums and products of finite decimals in this context are never rounded."""


def shift(value: Decimal, power: int) -> Decimal:
    """``value * 10**power``, exact, written without an exponent and without zeros that the scaling made.

    >>> shift(Decimal("31.65"), 8), shift(Decimal("2.50"), 0)
    (Decimal('3165000000'), Decimal('2.50'))
    """
    return shortest(EXACT.scaleb(value, power)) if power else value


def shortest(value: Decimal) -> Decimal:
    """The same number without an exponent and without zeros behind the point.

    >>> shortest(Decimal("3.165E+9")), shortest(Decimal("2.50"))
    (Decimal('3165000000'), Decimal('2.5'))
    """
    integral = value.to_integral_value(context=EXACT)
    return EXACT.quantize(integral, Decimal(1)) if integral == value else value.normalize(EXACT)


def as_number(value: Fraction) -> Decimal | Fraction:
    """The fraction as a Decimal where a finite one exists, else as it is.

    >>> as_number(Fraction(3, 8)), as_number(Fraction(2, 3))
    (Decimal('0.375'), Fraction(2, 3))
    """
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return value
    places = max(twos, fives)
    return shortest(EXACT.scaleb(Decimal(value.numerator * 10**places // value.denominator), -places))
