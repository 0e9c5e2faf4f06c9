"""Records: metrics as plain dictionaries and back, and as lines of JSON.

A record is what everything outside relies on: flat, with the same keys in the same order, whatever is known. Numbers are
strings, so that no reader can turn them into floats on the way. What the article words itself (``text``, ``indicator``,
``subject``, ``subject_text``, ``period_text``) is an empty string where there is none; everything else is null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

from govnews.exact import EXACT, as_number
from govnews.lexicon import data
from govnews.metric import Metric
from govnews.model import (
    Basis,
    Bound,
    Change,
    Direction,
    Number,
    Numeral,
    ParseError,
    Period,
    PeriodKind,
    Role,
    Span,
    Status,
    Transition,
    Unit,
)
from govnews.patterns import pattern
from govnews.quantity import Quantity
from govnews.ranks import RANK
from govnews.units import parse_unit

Record = dict[str, str | int | None]
"""A metric as a flat dictionary of strings, whole numbers and nulls."""

KEYS: Final = (
    *("text", "start", "end", "value", "low", "high", "unit", "bound", "change", "basis", "transition", "status", "role"),
    *("indicator", "subject", "period_start", "period_end", "period_kind"),
    *("timex", "period_text", "subject_text", "subject_code", "base_start", "base_end", "level_start", "level_end"),
    *("unit_kind", "digits", "exponent", "fraction", "rule"),
)
"""The keys of every record, in order."""

WHOLE_KEYS: Final = frozenset({"start", "end", "level_start", "level_end", "exponent"})
"""The keys whose values are whole numbers; all others are strings."""

KNOWN_KEYS: Final = frozenset(
    {
        *("text", "start", "end", "unit", "bound", "status", "role", "indicator", "subject"),
        *("period_text", "subject_text", "unit_kind", "rule"),
    }
)
"""The keys whose values are never null."""

_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        member: member.value
        for kind in (Basis, Bound, Direction, PeriodKind, Role, Status, Transition)
        for member in kind.__members__.values()
    }
)
"""What records hold for the members of enumerations; two of the same code stand for the same string."""

_ROUNDED: Final = 28
_DECIMAL: Final = pattern(r"-?[0-9]+(\.[0-9]+)?")
_RATIO: Final = pattern(r"-?[0-9]+(/[0-9]+)?")

T = TypeVar("T")


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
    value, low, high = quantity.value, quantity.low, quantity.high
    change, basis, base_start, base_end, level_start, level_end = _change(metric.change)
    period_start, period_end, period_kind, timex = _period(metric.period)
    digits, exponent = _writing(quantity.numeral)
    return {
        "text": metric.text,
        "start": metric.start,
        "end": metric.end,
        "value": None if value is None else decimal_string(value),
        "low": None if low is None else decimal_string(low),
        "high": None if high is None else decimal_string(high),
        "unit": quantity.unit.code,
        "bound": _CODES[quantity.bound],
        "change": change,
        "basis": basis,
        "transition": None if metric.transition is None else _CODES[metric.transition],
        "status": _CODES[metric.status],
        "role": _CODES[metric.role],
        "indicator": metric.indicator,
        "subject": metric.subject,
        "period_start": period_start,
        "period_end": period_end,
        "period_kind": period_kind,
        "timex": timex,
        "period_text": metric.period_text,
        "subject_text": metric.subject_text,
        "subject_code": metric.subject_code or None,
        "base_start": base_start,
        "base_end": base_end,
        "level_start": level_start,
        "level_end": level_end,
        "unit_kind": quantity.unit.dimension,
        "digits": digits,
        "exponent": exponent,
        "fraction": None if isinstance(value, Decimal) else _fraction(value, low, high),
        "rule": metric.rule,
    }


def decimal_string(number: Number | None) -> str | None:
    """An exact number in plain decimal digits, never with an exponent; None for None.

    A fraction that no decimal ends for is rounded half-even to 28 significant digits. The caller's decimal context has
    no part in it.

    >>> decimal_string(Decimal("3.165E+9")), decimal_string(Fraction(1, 8)), decimal_string(Fraction(2, 3))
    ('3165000000', '0.125', '0.6666666666666666666666666667')
    """
    # nearly all are decimals, and to ask whether one is a fraction takes longer
    if number is None or isinstance(number, Decimal):
        return None if number is None else f"{number:f}"
    exact = as_number(number)
    return f"{_rounded(exact) if isinstance(exact, Fraction) else exact:f}"


def _rounded(number: Fraction) -> Decimal:
    context = Context(prec=_ROUNDED, rounding=ROUND_HALF_EVEN)
    return context.divide(Decimal(number.numerator), Decimal(number.denominator))


def _fraction(*numbers: Number | None) -> str | None:
    """The numbers as fractions where a decimal cannot hold one of them: ``2/3``, and ``1/3..1/2`` for a range."""
    known = [Fraction(number) for number in numbers if number is not None]
    needed = any(isinstance(as_number(number), Fraction) for number in known)
    return "..".join(map(str, known)) if needed else None


_UNCHANGED: Final = (None,) * 6


def _change(
    change: Change | None,
) -> tuple[str | None, str | None, str | None, str | None, int | None, int | None]:
    """The change and its basis, the days of what it is measured against, and the place of the number that changed."""
    if change is None:
        return _UNCHANGED
    base, level = change.base, change.level
    return (
        _CODES[change.direction],
        _CODES[change.basis],
        None if base is None else iso_day(base.start),
        None if base is None else iso_day(base.end),
        None if level is None else level.start,
        None if level is None else level.end,
    )


def iso_day(day: date | None) -> str | None:
    """A day as records write it; None for None.

    >>> iso_day(date(2022, 10, 14))
    '2022-10-14'
    """
    return None if day is None else day.isoformat()


def _period(period: Period | None) -> tuple[str | None, str | None, str | None, str | None]:
    """The days that it begins and ends on, its kind and its TIMEX3 value."""
    if period is None:
        return None, None, None, None
    return iso_day(period.start), iso_day(period.end), _CODES[period.kind], period.timex or None


def _writing(numeral: Numeral | None) -> tuple[str | None, int | None]:
    """The digits as the article has them, and the power of ten that 十百千万亿 multiply them by."""
    if numeral is None or numeral.digits is None:
        return None, None
    return f"{numeral.digits:f}", numeral.exponent


def from_dict(record: Mapping[str, object]) -> Metric:
    """The metric that a record was made of: ``to_dict(from_dict(record)) == record``.

    What no record holds comes back empty: the words that each part was read from (``evidence``), and the modifier and the
    grain of a period. Keys that no record has, such as ``document`` or a column of your own, are passed over.

    Raises ValueError, which names the key and its value, for a key that is missing, for a value that is none of its kind, and
    for one that contradicts the others.

    >>> import govnews
    >>> record = to_dict(govnews.extract("全区完成投资近5亿元。")[0])
    >>> from_dict(record).quantity
    Quantity('500000000', 'CNY', bound='approx')
    >>> from_dict({**record, "bound": "about"})
    Traceback (most recent call last):
        ...
    ValueError: bound is 'about': 'about' is not a valid Bound
    """
    for key in KEYS:
        if key not in record:
            raise ValueError(f"a record has the key {key!r}, and this one has not")
    given = _Given(record)
    metric = Metric(
        text=given.read(_string, "text"),
        start=given.read(_whole, "start"),
        end=given.read(_whole, "end"),
        quantity=_quantity_from(given),
        change=_change_from(given),
        transition=given.read_known(Transition, "transition"),
        status=given.read(Status, "status"),
        role=given.read(Role, "role"),
        indicator=given.read(_string, "indicator"),
        subject=given.read(_string, "subject"),
        subject_text=given.read(_string, "subject_text"),
        subject_code=given.read_known(_string, "subject_code") or "",
        period=_period_from(given),
        period_text=given.read(_string, "period_text"),
        rule=given.read(_string, "rule"),
    )
    for key, value in to_dict(metric).items():
        if value != record[key]:
            raise ValueError(f"{key} is {record[key]!r}: by the other keys it would be {value!r}")
    return metric


class _Given(NamedTuple):
    """A record on its way back; what cannot be read is told with its key and value."""

    record: Mapping[str, object]

    def read(self, make: Callable[..., T], *keys: str) -> T:
        """What ``make`` makes of the values of the keys; whatever it raises becomes a ValueError that names them."""
        try:
            return make(*(self.record[key] for key in keys))
        except (ValueError, TypeError, ArithmeticError) as error:
            told = ", ".join(f"{key} is {self.record[key]!r}" for key in keys)
            raise ValueError(f"{told}: {error}") from error

    def read_known(self, make: Callable[..., T], key: str) -> T | None:
        """The same for a key whose value may be null."""
        return None if self.record[key] is None else self.read(make, key)


def _string(cell: object) -> str:
    if not isinstance(cell, str):
        raise TypeError("not a string")
    return cell


def _whole(cell: object) -> int:
    if not isinstance(cell, int) or isinstance(cell, bool):
        raise TypeError("not a whole number")
    return cell


def _decimal(cell: object) -> Decimal:
    # nothing else that Decimal reads is written by to_dict, and some of it would not end
    if not isinstance(cell, str) or not _DECIMAL.fullmatch(cell):
        raise ValueError("not a decimal number in plain digits")
    return Decimal(cell)


def _day_of(cell: object) -> date | None:
    return None if cell is None else date.fromisoformat(_string(cell))


def _unit(cell: object) -> Unit:
    code = _string(cell)
    try:
        return RANK if code == RANK.code else parse_unit(code)
    except ParseError as error:
        raise ValueError(error.message) from None  # the caret under it would cut the message in two


def _quantity_from(given: _Given) -> Quantity:
    unit, bound = given.read(_unit, "unit"), given.read(Bound, "bound")
    value, low, high = given.read(_numbers, "value", "low", "high", "fraction")
    numeral = given.read(_numeral, "digits", "exponent")
    return given.read(
        lambda *_: Quantity(value, unit, low=low, high=high, bound=bound, numeral=numeral), "value", "low", "high", "bound"
    )


def _numbers(*cells: object) -> list[Number | None]:
    """The numbers, each as the fraction that the last cell tells where no decimal ends for it."""
    *written, told = cells
    decimals = [None if cell is None else _decimal(cell) for cell in written]
    fractions = iter([] if told is None else map(_fraction_of, _string(told).split("..")))
    return [None if number is None else _finer(number, next(fractions, None)) for number in decimals]


def _fraction_of(written: str) -> Fraction:
    if not _RATIO.fullmatch(written):
        raise ValueError("not a fraction, nor two with .. between them")
    return Fraction(written)


def _finer(number: Decimal, fraction: Fraction | None) -> Number:
    exact = number if fraction is None else as_number(fraction)
    return exact if isinstance(exact, Fraction) else number


def _numeral(digits: object, exponent: object) -> Numeral | None:
    if digits is None and exponent is None:
        return None
    written, power = _decimal(digits), _whole(exponent)
    return Numeral(value=EXACT.scaleb(written, power), digits=written, exponent=power)


def _change_from(given: _Given) -> Change | None:
    direction = given.read_known(Direction, "change")
    if direction is None:
        return None
    return Change(
        direction=direction,
        basis=given.read(Basis, "basis"),
        base=given.read(_base_of, "base_start", "base_end"),
        level=given.read(_level_of, "level_start", "level_end"),
    )


def _base_of(start: object, end: object) -> Period | None:
    return None if start is None and end is None else Period(start=_day_of(start), end=_day_of(end))


def _level_of(start: object, end: object) -> Span | None:
    return None if start is None and end is None else Span(start=_whole(start), end=_whole(end))


def _period_from(given: _Given) -> Period | None:
    kind = given.read_known(PeriodKind, "period_kind")
    if kind is None:
        return None
    timex = given.read_known(_string, "timex") or ""
    return given.read(
        lambda start, end: Period(start=_day_of(start), end=_day_of(end), kind=kind, timex=timex), "period_start", "period_end"
    )


def record_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record; its ``$id`` ends with the version of the format.

    >>> record_schema()["$id"], record_schema()["properties"]["status"]["enum"]
    ('urn:govnews:record:1', ['actual', 'planned', 'expected'])
    """
    import json  # noqa: PLC0415 - few callers ask for it, and it takes a while to import

    schema: dict[str, Any] = json.loads(data("tables/record.schema.json"))
    return schema


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
    # as json.dumps does it with ensure_ascii=False, in half the time; a truth value is a whole number with a name of its own
    quoted = _encoder()
    written = _form(tuple(record)) % tuple(
        [
            "null" if value is None else quoted(value) if isinstance(value, str) else str(value).lower()
            for value in record.values()
        ]
    )
    try:
        written.encode()
    except UnicodeEncodeError:
        # a lone surrogate becomes a JSON escape, so that the line can always be encoded
        return written.encode("utf-8", "backslashreplace").decode()
    return written


@lru_cache(maxsize=16)
def _form(keys: tuple[str, ...]) -> str:
    """A JSON object with these keys, to be filled with its values; most records have the same."""
    return f"{{{', '.join(f'{_encoder()(key)}: '.replace('%', '%%') + '%s' for key in keys)}}}"


@cache
def _encoder() -> Callable[[str], str]:
    """What writes a string as JSON does, with the quotation marks around it."""
    from json.encoder import encode_basestring  # noqa: PLC0415 - not every caller writes JSON, and it takes a while to import

    return encode_basestring
