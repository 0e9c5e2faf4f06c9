"""Explanations: a metric in plain words, with the words of the article that each part was read from."""

from __future__ import annotations

from decimal import Decimal

from govnews.metric import Metric
from govnews.model import Basis, Bound, Change, Direction, Number, Period, PeriodKind, Role, Status, Transition
from govnews.terminal import visible

_BOUNDS = {
    Bound.EQ: "",
    Bound.APPROX: "about ",
    Bound.GT: "more than ",
    Bound.GE: "at least ",
    Bound.LT: "less than ",
    Bound.LE: "at most ",
    Bound.RANGE: "from ",
}
_BASES = {
    Basis.YOY: "against the year before",
    Basis.MOM: "against the period before",
    Basis.AVG: "on the average of a year",
    Basis.OTHER: "against a base that the text names",
    Basis.UNSTATED: "against a base that no word names",
}
_STATUSES = {Status.ACTUAL: "a fact", Status.PLANNED: "a plan", Status.EXPECTED: "an expectation"}
_ROLES = {
    Role.METRIC: "a metric",
    Role.CRITERION: "a threshold that only restricts something else",
    Role.SPEC: "part of an object",
    Role.RANK: "a place in an order",
}
_KINDS = {PeriodKind.DURING: "during", PeriodKind.ASOF: "as of", PeriodKind.BY: "by", PeriodKind.SINCE: "since"}
_ENDS = {Transition.FROM: "where a transition begins", Transition.TO: "where a transition ends"}


def explain(metric: Metric) -> str:
    """Say in plain words what a metric states and why, a part a line; what would steer a terminal is written as an escape.

    >>> import govnews
    >>> print(explain(govnews.extract("2021年，全区完成投资近5亿元。")[0]))
    5亿元
      number     about 500000000 CNY: “5亿元” at 13 (number and unit); “近” at 12 (word before the number)
      indicator  投资: “投资” at 10 (noun before the number)
      subject    全区: “全区” at 6 (clause)
      period     during 2021-01-01 to 2021-12-31: “2021年” at 0 (calendar.year)
      status     a fact, a metric
    """
    parts = {
        "number": _number(metric),
        "change": _change(metric.change) if metric.change else _ENDS[metric.transition] if metric.transition else "",
        "indicator": metric.indicator,
        "subject": metric.subject + (f" (GB/T 2260 {metric.subject_code})" if metric.subject_code else ""),
        "period": _period(metric.period) if metric.period else "",
        "status": f"{_STATUSES[metric.status]}, {_ROLES[metric.role]}",
    }
    lines = [metric.text, *(f"  {part:<10} {said}{_why(metric, part)}" for part, said in parts.items() if said)]
    return "\n".join(map(visible, lines))


_SAME_LINE = {"number": ("number", "bound"), "change": ("change", "base"), "status": ("status", "role")}


def _why(metric: Metric, part: str) -> str:
    """The words that a part was read from."""
    found = [evidence for evidence in metric.evidence if evidence.part in _SAME_LINE.get(part, (part,))]
    words = "; ".join(f"“{evidence.text}” at {evidence.start} ({evidence.rule})" for evidence in found)
    return f": {words}" if words else ""


def _number(metric: Metric) -> str:
    quantity = metric.quantity
    if quantity.is_range:
        return f"from {_plain(quantity.low)} to {_plain(quantity.high)} {metric.unit}"
    return f"{_BOUNDS[metric.bound]}{_plain(quantity.value)} {metric.unit}"


def _plain(number: Number | None) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def _change(change: Change) -> str:
    way = "an increase" if change.direction is Direction.UP else "a decrease"
    of = f" of the number at {change.level.start}" if change.level else ""
    base = f" ({_period(change.base)})" if change.base else ""
    return f"{way}{of} {_BASES[change.basis]}{base}"


def _period(period: Period) -> str:
    if period.start is None or period.end is None:
        return f"{_KINDS[period.kind]} {period.timex} (not resolved)"
    days = f"{period.start}" if period.start == period.end else f"{period.start} to {period.end}"
    return f"{_KINDS[period.kind]} {days}"
