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


(
    _put_text, _put_start, _put_end, _put_quantity, _put_change, _put_transition, _put_status, _put_role, _put_indicator,
    _put_subject, _put_subject_text, _put_subject_code, _put_period, _put_period_text, _put_rule, _put_evidence,
) = (vars(Metric)[field.name].__set__ for field in attrs.fields(Metric))  # fmt: skip


def metric_of(  # noqa: PLR0913, PLR0917 - a metric has as many parts
    text: str, start: int, end: int, quantity: Quantity, change: Change | None, transition: Transition | None, status: Status,
    role: Role, indicator: str, subject: str, subject_text: str, subject_code: str, period: Period | None, period_text: str,
    rule: str, evidence: tuple[Evidence, ...], /,
) -> Metric:  # fmt: skip
    """The metric of all its parts, of which its reader knows that they fit: made in half the time.

    >>> from govnews import extract
    >>> metric = extract("改造道路12公里。")[0]
    >>> metric_of(*attrs.astuple(metric, recurse=False)) == metric
    True
    """
    made = Metric.__new__(Metric)
    _put_text(made, text)
    _put_start(made, start)
    _put_end(made, end)
    _put_quantity(made, quantity)
    _put_change(made, change)
    _put_transition(made, transition)
    _put_status(made, status)
    _put_role(made, role)
    _put_indicator(made, indicator)
    _put_subject(made, subject)
    _put_subject_text(made, subject_text)
    _put_subject_code(made, subject_code)
    _put_period(made, period)
    _put_period_text(made, period_text)
    _put_rule(made, rule)
    _put_evidence(made, evidence)
    return made
