"""The words of others: UCUM and ISO 4217 codes of the unit table, and the page that tells of them."""

import re
from fractions import Fraction
from math import prod
from pathlib import Path

import pytest

from govnews import parse_period
from govnews.lexicon import rows

UNITS = [row for row in rows("units") if row[1] != "money"]
CODED = [row for row in UNITS if row[5]]
OF_THEIR_OWN = {"count", "cycle", "score", "transport", "other"}
"""Kinds in which no unit converts into another."""

POWERS = zip("numcdhkMGTPEZ", (-9, -6, -3, -2, -1, 2, 3, 6, 9, 12, 15, 18, 21), strict=True)
PREFIXES = {prefix: Fraction(10) ** power for prefix, power in POWERS}
ATOMS = """
1=1 %=1/100 [ppth]=1/1000 [ppm]=1/1000000 [ppb]=1/1000000000
g=1 t=1e6 [car_m]=1/5 [lb_av]=453.59237 [oz_av]=28.349523125
m=1 [in_i]=0.0254 [ft_i]=0.3048 [yd_i]=0.9144 [mi_i]=1609.344 [nmi_i]=1852 [ly]=9460730472580800
har=10000 [sft_i]=0.09290304 L=0.001 [cft_i]=0.028316846592 [gal_us]=0.003785411784
s=1 min=60 h=3600 d=86400 wk=604800 a=31557600 mo=2629800 [kn_i]=1852/3600 Hz=1
J=1000 cal_IT=4186.8 eV=1000 W=1000 N=1000 gf=9.80665 Pa=1000 bar=1e8 atm=101325000 mm[Hg]=133322.387415
A=1 V=1000 Ohm=1000 K=1 Cel=1 [degF]=5/9 deg=1 mol=1 lm=1 lx=1 dB=1 Sv=1 Bq=1 bit=1 By=8
"""
WORTH = {atom: Fraction(worth) for atom, worth in (pair.split("=") for pair in ATOMS.split())}
"""What the units of UCUM are worth in grams, metres and seconds, from its table of units (what stands alone is 1).

Of mm[Hg] it is the conventional value, which UCUM rounds.
"""

_TERM = re.compile(r"(?P<bar>[./]?)(?:(?P<number>[0-9]{2,})|(?P<unit>1|(?:[^\W\d]|%|\[\w+\])+)(?P<power>[23]?))")


def worth(code: str) -> Fraction:
    """What a code of UCUM says that one of its unit is worth, in grams, metres and seconds."""
    terms = list(_TERM.finditer(code))
    assert "".join(term[0] for term in terms) == code, code
    return prod((1 / _worth(term) if term["bar"] == "/" else _worth(term) for term in terms), start=Fraction(1))


def _worth(term: re.Match[str]) -> Fraction:
    if term["number"]:
        return Fraction(term["number"])
    unit = term["unit"]
    simple = WORTH[unit] if unit in WORTH else PREFIXES[unit[0]] * WORTH[unit[1:]]
    return prod([simple] * int(term["power"] or 1), start=Fraction(1))


@pytest.mark.parametrize("row", CODED, ids=lambda row: row[0])
def test_a_unit_is_exactly_what_ucum_says(row: tuple[str, ...]) -> None:
    code, kind, factor, _, _, ucum, *_ = row
    if kind in OF_THEIR_OWN:
        assert worth(ucum) > 0
        return
    other = next(row for row in CODED if row[1] == kind)
    assert worth(ucum) / worth(other[5]) == Fraction(factor or 1) / Fraction(other[2] or 1), code


def test_money_is_iso_4217() -> None:
    money = [row for row in rows("units") if row[1] == "money"]
    assert all(re.fullmatch("[A-Z]{3}", row[0]) and row[5] == row[0] for row in money)


def test_the_page_has_every_code(root: Path) -> None:
    page = (root / "docs" / "conventions.md").read_text(encoding="utf-8")
    same = page.partition("what people write:")[2].partition("These are written otherwise")[0]
    assert re.findall(r"`([^`]+)`", same) == [row[0] for row in CODED if row[0] == row[5]]
    pairs = [tuple(cells) for line in page.splitlines() for cells in re.findall(r"\| `([^`]+)` \| `([^`]+)` \|", line)]
    assert {pair for pair in pairs if pair[0] in {row[0] for row in UNITS}} == {
        (row[0], row[5]) for row in CODED if row[0] != row[5]
    }


def test_the_times_of_the_page_are_read_so(root: Path) -> None:
    page = (root / "docs" / "conventions.md").read_text(encoding="utf-8").partition("## TIMEX3")[2].partition("## Units")[0]
    table = re.findall(r"^\| ([^`|]+) \| `([^`]+)` \| ?(\w*) ?\|$", page, re.MULTILINE)
    assert len(table) == 11
    for text, timex, mod in table:
        period = parse_period(text)
        assert (period.timex, period.mod) == (timex, mod), text
