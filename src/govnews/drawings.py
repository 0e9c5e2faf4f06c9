"""Drawings: small bars of numbers over time, as SVG inside the page.

Lengths are whole units of the drawing, worked out from exact fractions; bars begin at zero, so they compare as the numbers do.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import attrs

from govnews.markup import Markup, element

_PAIR_WIDTH: Final = 56
_HEIGHT: Final = 48
_WIDE: Final = 66
_NARROW: Final = 24
_THICK: Final = 18
_MOST_LABELLED: Final = 6
_ABOVE: Final = 18
_BELOW: Final = 20
"""Room for the words above the bars and below them."""

_LONGEST_LABEL: Final = 9


def pair(then: Fraction, now: Fraction) -> Markup:
    """Two bars, before and after a change; both numbers are above zero. It repeats what the cell says, so readers aloud skip it.

    >>> pair(Fraction(1), Fraction(2)).count("<rect ")
    2
    """
    longest = max(then, now)
    lengths = [max(1, round(_PAIR_WIDTH * number / longest)) for number in (then, now)]
    bars = [
        element("rect", class_=name, x=0, y=y, width=length, height=4, rx=1)
        for name, y, length in zip(("then", "now"), (1, 7), lengths, strict=True)
    ]
    return element("svg", *bars, class_="pair", width=_PAIR_WIDTH, height=12, viewBox=f"0 0 {_PAIR_WIDTH} 12", aria_hidden="true")


@attrs.frozen(kw_only=True)
class Bar:
    """A number of a series: its length, what stands above and below it, where it leads to, and how it is drawn."""

    amount: Fraction
    above: str
    below: str
    href: str
    kind: str


def bars(series: Sequence[Bar], *, label: str) -> Markup:
    """The bars of a series, each a link; where they are many only the first and the last have words beside them.

    >>> grown = [Bar(amount=Fraction(n), above=f"{n}家", below=f"202{n}", href="#", kind="actual") for n in (1, 2)]
    >>> drawn = bars(grown, label="企业")
    >>> drawn.count("<rect "), drawn.count("<a ")
    (2, 2)
    """
    pitch = _WIDE if len(series) <= _MOST_LABELLED else _NARROW
    top = max(Fraction(0), *(bar.amount for bar in series))
    bottom = min(Fraction(0), *(bar.amount for bar in series))
    scale = _HEIGHT / (top - bottom) if top > bottom else Fraction(0)
    zero = _ABOVE + round(top * scale)
    drawn = [
        _bar(
            bar,
            pitch * place + pitch // 2,
            zero,
            round(bar.amount * scale),
            worded=pitch == _WIDE or place in {0, len(series) - 1},
        )
        for place, bar in enumerate(series)
    ]
    width, height = pitch * len(series) + (_WIDE - pitch), _ABOVE + _HEIGHT + _BELOW
    line = element("line", x1=0, x2=width, y1=zero, y2=zero)
    view = f"0 0 {width} {height}"
    return element("svg", line, *drawn, class_="bars", width=width, height=height, viewBox=view, role="group", aria_label=label)


def _bar(bar: Bar, middle: int, zero: int, length: int, *, worded: bool) -> Markup:
    top = zero - max(length, 0)
    shape = element("rect", class_=bar.kind, x=middle - _THICK // 2, y=top, width=_THICK, height=max(abs(length), 1), rx=1)
    above = element("text", _short(bar.above), class_="above", x=middle, y=top - 5, lang="zh")
    below = element("text", bar.below, x=middle, y=_ABOVE + _HEIGHT + 14)
    title = element("title", f"{bar.below}: {bar.above}")
    return element("a", title, shape, *((above, below) if worded else ()), href=bar.href)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1]}…"
