"""Spelling: a number written the way Chinese texts write it: 3165万, 三千一百六十五万, 叁仟壹佰陆拾伍万."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal

from govnews.exact import shift

Style = Literal["arabic", "grouped", "full-width", "mixed", "chinese", "capital"]
"""How a number can be written: 31650000, 31,650,000, ３１６５００００, 3165万, 三千一百六十五万, 叁仟壹佰陆拾伍万."""


def render_numeral(value: Decimal | int, style: Style = "arabic") -> str:
    """Write a number so that :func:`govnews.parse_numeral` reads the same number back.

    ``mixed`` uses the largest of 万 and 亿 that leaves at least 1. Raises ValueError for a style that there is not, and for
    a value that is no finite number; TypeError for a float, which is no exact number, and for what is none at all.

    >>> [render_numeral(31650000, style) for style in ("grouped", "mixed", "chinese", "capital")]
    ['31,650,000', '3165万', '三千一百六十五万', '叁仟壹佰陆拾伍万']
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal):
        raise TypeError(f"a numeral writes a Decimal or an int, not {type(value).__name__}")
    if not value.is_finite():
        raise ValueError(f"no numeral writes {value}")
    sign, size = ("-" if value.is_signed() and value else ""), value.copy_abs()
    match style:
        case "arabic":
            return f"{sign}{size:f}"
        case "grouped":
            return f"{sign}{size:,f}"
        case "full-width":
            return f"{sign}{size:f}".translate(_FULL_WIDTH)
        case "mixed":
            power = 8 if size >= 10**8 else 4 if size >= 10**4 else 0
            return f"{sign}{shift(size, -power):f}{ {8: '亿', 4: '万', 0: ''}[power] }"
        case "chinese" | "capital":
            return ("负" if sign else "") + _in_chinese(size, capital=style == "capital")
    raise ValueError(f"no style {style!r} of numerals; there are arabic, grouped, full-width, mixed, chinese, capital")


_FULL_WIDTH: Final = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
# the digits and the powers of ten that numbers are written with
_COMMON: Final = ("零一二三四五六七八九", ("", "十", "百", "千"))
_CAPITAL: Final = ("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"))


def _in_chinese(value: Decimal, *, capital: bool) -> str:
    whole, _, places = f"{value:f}".partition(".")
    digits, units = _CAPITAL if capital else _COMMON
    spoken = _in_characters(int(whole), digits, units)
    # 十二 and 十万, but 一百一十二
    spoken = spoken.removeprefix("一") if spoken.startswith("一十") else spoken
    return spoken + ("点" + "".join(digits[int(c)] for c in places) if places else "")


def _in_characters(number: int, digits: str, units: tuple[str, ...]) -> str:
    """An integer in Chinese; 零 stands where powers of ten are left out."""
    for power, word in ((8, "亿"), (4, "万")):
        if number >= 10**power:
            head, rest = divmod(number, 10**power)
            gap = digits[0] if rest and rest < 10 ** (power - 1) else ""
            return _in_characters(head, digits, units) + word + gap + (_in_characters(rest, digits, units) if rest else "")
    if number < 10:
        return digits[number]
    power = len(str(number)) - 1
    head, rest = divmod(number, 10**power)
    gap = digits[0] if rest and rest < 10 ** (power - 1) else ""
    return digits[head] + units[power] + gap + (_in_characters(rest, digits, units) if rest else "")


def in_words(number: int) -> str:
    """A whole number in Chinese, one figure for each of its powers of ten: 一十二.

    >>> in_words(12), in_words(20_050_000)
    ('一十二', '二千零五万')
    """
    return _in_characters(number, *_COMMON)
