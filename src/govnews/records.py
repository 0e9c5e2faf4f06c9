"""Records: metrics as plain dictionaries, and as lines of JSON or CSV.

A record is what everything outside relies on: flat, with the same keys in the same order, whatever is known. Numbers are
strings, so that no reader can turn them into floats on the way. What the article words itself (``text``, ``indicator``,
``subject``, ``subject_text``, ``period_text``) is an empty string where there is none; everything else is null.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Final, TextIO

from govnews.metric import Metric
from govnews.model import Change, Number, Numeral, Period
from govnews.numerals import as_number

Record = dict[str, str | int | None]
"""A metric as a flat dictionary of strings, whole numbers and nulls."""

KEYS: Final = (
    *("text", "start", "end", "value", "low", "high", "unit", "bound", "change", "basis", "transition", "status", "role"),
    *("indicator", "subject", "period_start", "period_end", "period_kind"),
    *("timex", "period_text", "subject_text", "subject_code", "base_start", "base_end", "level_start", "level_end"),
    *("unit_kind", "digits", "exponent", "fraction", "rule"),
)
"""The keys of every record, in order."""

_ROUNDED: Final = 28


def to_dict(metric: Metric) -> Record:
    """The record of a metric: all of ``KEYS``, in their order.

    ``value``, ``low`` and ``high`` are exact decimals. Where no decimal ends for a number (三分之二), they hold 28
    significant digits, rounded half-even, and ``fraction`` holds the number itself.

    >>> import govnews
    >>> record = to_dict(govnews.extract("引进到位资金31.65亿元。")[0])
    >>> record["value"], record["digits"], record["exponent"], record["unit"], record["fraction"]
    ('3165000000', '31.65', 8, 'CNY', None)
    """
    quantity = metric.quantity
    return {
        "text": metric.text,
        "start": metric.start,
        "end": metric.end,
        "value": decimal_string(quantity.value),
        "low": decimal_string(quantity.low),
        "high": decimal_string(quantity.high),
        "unit": quantity.unit.code,
        "bound": quantity.bound.value,
        **_change(metric.change),
        "transition": None if metric.transition is None else metric.transition.value,
        "status": metric.status.value,
        "role": metric.role.value,
        "indicator": metric.indicator,
        "subject": metric.subject,
        **_period(metric.period),
        "period_text": metric.period_text,
        "subject_text": metric.subject_text,
        "subject_code": metric.subject_code or None,
        **_base(metric.change),
        "unit_kind": quantity.unit.dimension,
        **_writing(quantity.numeral),
        "fraction": _fraction(quantity.value, quantity.low, quantity.high),
        "rule": metric.rule,
    }


def decimal_string(number: Number | None) -> str | None:
    """An exact number in plain decimal digits, never with an exponent; None for None.

    A fraction that no decimal ends for is rounded half-even to 28 significant digits. The caller's decimal context has
    no part in it.

    >>> decimal_string(Decimal("3.165E+9")), decimal_string(Fraction(1, 8)), decimal_string(Fraction(2, 3))
    ('3165000000', '0.125', '0.6666666666666666666666666667')
    """
    if number is None:
        return None
    exact = as_number(number) if isinstance(number, Fraction) else number
    return f"{_rounded(exact) if isinstance(exact, Fraction) else exact:f}"


def _rounded(number: Fraction) -> Decimal:
    context = Context(prec=_ROUNDED, rounding=ROUND_HALF_EVEN)
    return context.divide(Decimal(number.numerator), Decimal(number.denominator))


def _fraction(*numbers: Number | None) -> str | None:
    """The numbers as fractions where a decimal cannot hold one of them: ``2/3``, and ``1/3..1/2`` for a range."""
    known = [Fraction(number) for number in numbers if number is not None]
    needed = any(isinstance(as_number(number), Fraction) for number in known)
    return "..".join(map(str, known)) if needed else None


def _change(change: Change | None) -> Record:
    if change is None:
        return {"change": None, "basis": None}
    return {"change": change.direction.value, "basis": change.basis.value}


def _base(change: Change | None) -> Record:
    """What a change is measured against: the days of its base, and the place of the number that changed."""
    base = None if change is None else change.base
    level = None if change is None else change.level
    return {
        "base_start": None if base is None else _day(base.start),
        "base_end": None if base is None else _day(base.end),
        "level_start": None if level is None else level.start,
        "level_end": None if level is None else level.end,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _period(period: Period | None) -> Record:
    if period is None:
        return dict.fromkeys(("period_start", "period_end", "period_kind", "timex"))
    return {
        "period_start": _day(period.start),
        "period_end": _day(period.end),
        "period_kind": period.kind.value,
        "timex": period.timex or None,
    }


def _writing(numeral: Numeral | None) -> Record:
    """The digits as the article has them, and the power of ten that 十百千万亿 multiply them by."""
    if numeral is None or numeral.digits is None:
        return {"digits": None, "exponent": None}
    return {"digits": decimal_string(numeral.digits), "exponent": numeral.exponent}


def json_array(records: Iterable[Mapping[str, str | int | None]]) -> str:
    """The records as one JSON array, a record a line.

    >>> print(json_array([{"value": "5", "unit": "家"}]))
    [
    {"value": "5", "unit": "家"}
    ]
    """
    lines = ",\n".join(map(_json, records))
    return f"[\n{lines}\n]" if lines else "[]"


def json_lines(records: Iterable[Mapping[str, str | int | None]]) -> Iterator[str]:
    r"""The records as lines of JSON Lines: one JSON object each, ended by ``\n``.

    >>> list(json_lines([{"text": "1.6\n万余户"}]))
    ['{"text": "1.6\\n万余户"}\n']
    """
    return (f"{_json(record)}\n" for record in records)


def _json(record: Mapping[str, str | int | None]) -> str:
    # a lone surrogate becomes a JSON escape, so that the line can always be encoded
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def write_csv(records: Iterable[Mapping[str, str | int | None]], out: TextIO, *, keys: Iterable[str] = KEYS) -> None:
    r"""Write the records as CSV (RFC 4180, lines ended by ``\r\n``) without a heading; null is an empty cell.

    >>> import sys
    >>> write_csv([{"value": "-3.2", "unit": "%"}], sys.stdout, keys=("value", "unit"))  # doctest: +NORMALIZE_WHITESPACE
    -3.2,%
    """
    csv.DictWriter(out, tuple(keys)).writerows(records)
