"""The nouns of govnews: what a reader of Chinese statistics talks about, as frozen values.

Nothing here reads text. A value is immutable, compares by content and can be pasted back from its ``repr``.
Numbers are :class:`~decimal.Decimal`, or :class:`~fractions.Fraction` where no finite decimal exists (三分之二); never a float.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

import attrs

Number = Decimal | Fraction
"""An exact number: a finite decimal, or a fraction that no decimal ends for."""

T_co = TypeVar("T_co", covariant=True)


class ParseError(ValueError):
    """The text is not what the parser reads; shows the source with a caret under the place where reading stopped.

    >>> print(ParseError("the quantity ends here", source="31.65亿元投资", position=7))
    the quantity ends here
        31.65亿元投资
                 ^
    """

    def __init__(self, message: str, *, source: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.position = position

    def __str__(self) -> str:
        line_start = max(self.source.rfind(mark, 0, self.position) for mark in "\n\r") + 1
        window = max(line_start, self.position - 40)
        line = (self.source[window:].splitlines() or [""])[0][:80]
        # a full-width character takes two columns of a terminal, so the caret has to move by two
        indent = sum(2 if ord(c) > 0x2E7F else 1 for c in self.source[window : self.position])
        return f"{self.message}\n    {line}\n    {' ' * indent}^"

    def __reduce__(self) -> tuple[object, ...]:
        # keyword-only arguments do not survive the pickling that process pools do to exceptions
        return _rebuild_parse_error, (self.message, self.source, self.position)


def _rebuild_parse_error(message: str, source: str, position: int) -> ParseError:
    return ParseError(message, source=source, position=position)


class _Word(StrEnum):
    """A word of the record, which is pasted back from its ``repr`` as all else is: ``Bound.GT``."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"


class Bound(_Word):
    """How a number limits what it measures; FHIR and TIMEX3 call it the comparator.

    >>> Bound("ge") is Bound.GE
    True
    """

    EQ = "eq"
    """exactly, or as the text gives it"""
    APPROX = "approx"
    """约 近 左右"""
    GT = "gt"
    """超过 突破 多 余"""
    GE = "ge"
    """以上 不低于 至少"""
    LT = "lt"
    """不到 不足 低于"""
    LE = "le"
    """以下 以内 不超过"""
    RANGE = "range"
    """3%至5%: the number has two ends"""


class Direction(_Word):
    """Which way a change goes."""

    UP = "up"
    DOWN = "down"


class Basis(_Word):
    """What a change is measured against."""

    YOY = "yoy"
    """同比, 比上年"""
    MOM = "mom"
    """环比, 比上月, 比上季度"""
    AVG = "avg"
    """年均: the average a year"""
    OTHER = "other"
    """any other base that is named: 较“十三五”末, 比2020年"""
    UNSTATED = "unstated"
    """no word names the base"""


class Transition(_Word):
    """The two ends of 由A提升到B."""

    FROM = "from"
    TO = "to"


class Status(_Word):
    """Whether the metric is a fact, a plan or an expectation."""

    ACTUAL = "actual"
    PLANNED = "planned"
    EXPECTED = "expected"


class Role(_Word):
    """What the number does in its sentence."""

    METRIC = "metric"
    CRITERION = "criterion"
    """a threshold that only restricts something else: 500万元以上项目"""
    SPEC = "spec"
    """part of a product or object: 8英寸硅片"""
    RANK = "rank"
    """位居全省第三"""


class PeriodKind(_Word):
    """How a metric relates to its period."""

    DURING = "during"
    ASOF = "asof"
    """截至2020年底, 目前"""
    BY = "by"
    """到2025年"""
    SINCE = "since"
    """2012年以来"""


@attrs.frozen(kw_only=True)
class Span:
    """A half-open stretch of a text, in code points.

    >>> Span(start=2, end=6).of("增长31.65亿元")
    '31.6'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The stretch of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@attrs.frozen(kw_only=True)
class Mention(Generic[T_co]):
    """A value read from a text, with its place there: ``raw[start:end] == text``.

    ``rule`` names the rule that read it.

    >>> Mention(text="5%", start=4, end=6, value=5, rule="percent").span
    Span(start=4, end=6)
    """

    text: str
    start: int
    end: int
    value: T_co
    rule: str

    @property
    def span(self) -> Span:
        """The place of the mention in the raw text."""
        return Span(start=self.start, end=self.end)


@attrs.frozen(kw_only=True)
class Numeral:
    """A number as it was written, without a unit.

    ``value`` is the number with 十百千万亿 multiplied out; for a range it is None and ``low`` and ``high`` hold the ends.
    ``digits`` and ``exponent`` keep the writing: 31.65亿 is ``digits=31.65, exponent=8``. ``bound`` is what the numeral
    itself says (多 余 几 数: GT; 来: APPROX; 三四十: RANGE).

    >>> Numeral(value=Decimal("3165000000"), digits=Decimal("31.65"), exponent=8).value
    Decimal('3165000000')
    """

    value: Number | None
    low: Number | None = None
    high: Number | None = None
    bound: Bound = Bound.EQ
    digits: Decimal | None = None
    exponent: int = 0


@attrs.frozen(kw_only=True)
class Unit:
    """A unit of measure, with the factor that takes it to the base unit of its dimension.

    Two units convert into each other exactly when their ``dimension`` is the same: a value in the base unit is
    ``value * factor + offset``. Each currency and each counting word (家, 台) is a dimension of its own.

    >>> Unit(code="km2", dimension="area", factor=Fraction(1_000_000), symbol="平方公里").code
    'km2'
    """

    code: str
    """the canonical code that records carry: ``CNY``, ``km2``, ``%``, ``家``"""
    dimension: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    """added after the factor; only temperatures have one"""
    symbol: str = ""
    """as a Chinese text writes it"""

    def __str__(self) -> str:
        return self.code


class Grain(_Word):
    """How finely a time is stated."""

    DAY = "day"
    WEEK = "week"
    TENDAY = "tenday"
    """上旬 中旬 下旬"""
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    PLAN = "plan"
    """the years of a five-year plan"""
    DECADE = "decade"
    CENTURY = "century"


@attrs.frozen(kw_only=True)
class Period:
    """A stretch of time that a metric belongs to; ``start`` and ``end`` are inclusive.

    A period that cannot be resolved without the date of publication has ``start`` and ``end`` None and keeps what is
    known in ``timex``, a TIMEX3 value such as ``XXXX-03-25``; ``mod`` is the modifier that TIMEX3 puts beside it
    (START MID END APPROX BEFORE AFTER ON_OR_BEFORE ON_OR_AFTER), or empty.

    >>> half = Period(start=date(2022, 1, 1), end=date(2022, 6, 30), kind=PeriodKind.DURING, timex="2022-H1")
    >>> half.is_resolved, half.sdmx, half.edtf
    (True, '2022-S1', '2022-01/2022-06')
    """

    start: date | None
    end: date | None
    kind: PeriodKind = PeriodKind.DURING
    timex: str = ""
    mod: str = ""
    grain: Grain | None = None

    def __attrs_post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @property
    def is_resolved(self) -> bool:
        """Whether both ends are known."""
        return self.start is not None and self.end is not None

    @property
    def sdmx(self) -> str:
        """The SDMX TIME_PERIOD: ``2022``, ``2022-S1``, ``2022-Q1``, ``2022-M09``, a date, or start and length; else empty."""
        if self.start is None or self.end is None:
            return ""
        if self.start == self.end:
            return self.start.isoformat()
        months = _whole_months(self.start, self.end)
        if months is None:
            return f"{self.start.isoformat()}/P{(self.end - self.start).days + 1}D"
        year, month = self.start.year, self.start.month
        if months in _SDMX_PARTS and (month - 1) % months == 0:
            return f"{year:04}" + _SDMX_PARTS[months].format((month - 1) // months + 1)
        length = f"{months // 12}Y" if months % 12 == 0 else f"{months}M"
        return f"{self.start.isoformat()}/P{length}"

    @property
    def edtf(self) -> str:
        """The Extended Date/Time Format: ``2022``, ``2022-09``, ``2022-01/2022-06``, ``XXXX-03-25``, ``2020~``; else empty."""
        if self.start is None or self.end is None:
            return _edtf_unresolved(self.timex)
        about = "~" if self.mod == "APPROX" else ""
        months = _whole_months(self.start, self.end)
        first, last = self.start.isoformat(), self.end.isoformat()
        if months is not None and self.start.month == 1 and months % 12 == 0:
            first, last = first[:4], last[:4]
        elif months is not None:
            first, last = first[:7], last[:7]
        if self.kind is PeriodKind.SINCE:
            return f"{first}{about}/{last}"
        return f"{first}{about}" if first == last else f"{first}{about}/{last}{about}"


_SDMX_PARTS = {12: "", 6: "-S{}", 3: "-Q{}", 1: "-M{:02}"}


def _whole_months(start: date, end: date) -> int | None:
    """How many months the stretch makes, where it begins on the first and ends on the last day of one."""
    if start.day != 1 or end == date.max or (end + timedelta(days=1)).day != 1:
        return None
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _edtf_unresolved(timex: str) -> str:
    """The unresolved time, where it is one that EDTF can write: digits and X for what is not known."""
    return timex if timex and set(timex) <= set("0123456789X-") else ""


@attrs.frozen(kw_only=True)
class Change:
    """Says that a number is the size of a change.

    ``base`` is the period it is measured against, where the text names one (比2020年); ``level`` is the place in the raw
    text of the number that changed (31.65亿元，同比增长37.13%: the first), where one is given.

    >>> Change(direction=Direction.UP, basis=Basis.YOY).basis.value
    'yoy'
    """

    direction: Direction
    basis: Basis = Basis.UNSTATED
    base: Period | None = None
    level: Span | None = None


@attrs.frozen(kw_only=True)
class Evidence:
    """Why a part of a metric is what it is: the words it was read from, and the rule that read them.

    >>> Evidence(part="period", rule="calendar.year", text="2022年", start=0, end=5).part
    'period'
    """

    part: str
    """number, bound, change, status, role, period, indicator or subject"""
    rule: str
    text: str
    """the words; empty where no single word decided"""
    start: int
    end: int


_part, _rule, _text, _start, _end = (vars(Evidence)[field.name].__set__ for field in attrs.fields(Evidence))


def evidence_of(part: str, rule: str, text: str, start: int, end: int, /) -> Evidence:
    """The evidence of these, in half the time: a reader makes some of every number, and frozen classes are slow to fill.

    >>> evidence_of("period", "calendar.year", "2022年", 0, 5).text
    '2022年'
    """
    made = Evidence.__new__(Evidence)
    _part(made, part)
    _rule(made, rule)
    _text(made, text)
    _start(made, start)
    _end(made, end)
    return made
