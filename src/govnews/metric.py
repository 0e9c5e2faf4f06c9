"""The metric: one number of an article with everything the sentence says about it."""

from __future__ import annotations

import attrs

from govnews.model import Bound, Change, Evidence, Number, Period, Role, Span, Status, Transition
from govnews.quantity import Quantity


@attrs.frozen(kw_only=True)
class Metric:
    """A quantity in its sentence: whose it is, what it measures, when, and whether it is a fact.

    ``raw[start:end] == text`` for the raw article. ``indicator``, ``subject`` and ``period_text`` are empty, and
    ``change``, ``transition`` and ``period`` None, where the text does not tell. ``rule`` names the rule that read the
    quantity. Raises ValueError where ``start`` and ``end`` do not fit ``text``.

    >>> from decimal import Decimal
    >>> from govnews import parse_quantity
    >>> metric = Metric(text="31.65亿元", start=9, end=16, quantity=parse_quantity("31.65亿元"), indicator="到位资金")
    >>> metric.value == 3165000000, metric.unit, metric.bound.value, metric.indicator
    (True, 'CNY', 'eq', '到位资金')
    """

    text: str
    """the number with its unit, as the article has it"""
    start: int
    """where it begins in the raw text, in code points"""
    end: int
    """where it ends, half-open"""
    quantity: Quantity
    change: Change | None = None
    """says that the number is the size of a change; None for a level"""
    transition: Transition | None = None
    """which end of 由A提升到B it is"""
    status: Status = Status.ACTUAL
    role: Role = Role.METRIC
    indicator: str = ""
    """what is measured"""
    subject: str = ""
    """whose it is: an area, an organisation, a project"""
    subject_text: str = ""
    """the words that name the subject here: 全区"""
    subject_code: str = ""
    """the code of the area in GB/T 2260, where it is known"""
    period: Period | None = None
    period_text: str = ""
    """the time as the article words it"""
    rule: str = ""
    evidence: tuple[Evidence, ...] = attrs.field(default=(), repr=False)
    """why each part is what it is"""

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise ValueError(f"text {self.text!r} cannot stand at start {self.start}, end {self.end}")

    @property
    def span(self) -> Span:
        """The place of ``text`` in the raw article."""
        return Span(start=self.start, end=self.end)

    @property
    def value(self) -> Number | None:
        """The exact number, 十百千万亿 multiplied out; None for a range."""
        return self.quantity.value

    @property
    def low(self) -> Number | None:
        """The lower end of a range, else None."""
        return self.quantity.low

    @property
    def high(self) -> Number | None:
        """The upper end of a range, else None."""
        return self.quantity.high

    @property
    def unit(self) -> str:
        """The canonical code of the unit: ``CNY``, ``km2``, ``%``, ``家``."""
        return self.quantity.unit.code

    @property
    def bound(self) -> Bound:
        """How the number limits what it measures."""
        return self.quantity.bound
