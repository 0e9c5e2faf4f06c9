"""Quantities: numerals with their units, bounds and ranges, found in text.

Number first: every numeral is looked at once, in this order: is it part of a time, is it a rank, which unit follows, is it part
of a name. What remains is joined with its neighbours (1.2—1.5亿元 is one range; 1.8、1.45和0.4个百分点 share their unit) and
bounded by the words around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from operator import attrgetter
from typing import Final

import attrs

from govnews.bounds import bound_after, bound_before, bound_of_share
from govnews.exact import as_number, shift
from govnews.model import Bound, Mention, Number, Numeral, ParseError, Unit
from govnews.names import may_be_one, veto
from govnews.numerals import DIGITS, GOES_ON, LEADS, STARTS, TENS, TO_TEN, NumeralMatch, numeral_starts, scan_numerals
from govnews.patterns import one_of, plain
from govnews.periods import PeriodMatch, scan_periods
from govnews.quantity import Quantity, quantity_of
from govnews.ranks import BEFORE_RANK, FIRST, RANK, RankMatch, first_places, rank_at
from govnews.text import GAPS, Text, as_text, writings
from govnews.unitless import ONE, unit_of_bare
from govnews.units import ONCE, currency_before, currency_ends, match_unit, parse_unit, unit_leads

_NOTHING: Final = Fraction(0)
_HALF: Final = Fraction(1, 2)
_TENTH_DIGITS: Final = {**{digit: n for n, digit in enumerate("一二三四五六七八九", 1)}, "半": 5}

_GAP: Final = 2
"""So much stands between two numbers that belong together, in characters."""
_DASHES: Final = frozenset({"至", "到", *"-—~", *map("".join, product("-—~", repeat=2))})
_ANDS: Final = frozenset({*"、和与及或", "以及"})
_JOINS: Final = frozenset("".join(_DASHES | _ANDS))
"""What begins or ends one of these."""
_DEALT: Final = plain(r"分别[^。;\n]{0,60}\Z")
_SCALES: Final = frozenset("百千万亿兆")
_LONE_SCALE: Final = plain(r"[百千万亿兆]+")
_HALF_MORE: Final = plain(r"半(?![年月天日径岛导数成])")
_MORE_FIRSTS: Final = frozenset("多余")
_MORE: Final = plain(r"[多余](?![元次种样年位名家个方部门项边数大民党媒])")
_TENTHS: Final = plain(r"[一二三四五六七八九半](?![十百千万亿成个家])")
_TENTH_OF_METRE: Final = plain(r"[1-9一二三四五六七八九](?![0-9.年月日十百千万亿%个名位家项条台]|,[0-9])")
_HUNDREDTHS: Final = plain(r"[0-9]{2,3}(?![0-9./年月日时分秒:十百千万亿%个名位家项条台辆米]|,[0-9]{3})")
_CHANGES: Final = plain(r"[减增降升涨跌加少了]\Z")
_SAME_CLAUSE: Final = plain(r"[^,。;:\n]{0,24}")
_HALVED: Final = frozenset({"year", "day", "week", "hour", "倍", "斤", "亩", "里", "km", "m"})
_SHARES: Final = frozenset({"%", "1", "倍"})
# names of their own, for those of an enumeration are looked up slowly
_EQ, _RANGE = Bound.EQ, Bound.RANGE
_MEASURED: Final = frozenset(
    {"year", "month", "week", "day", "hour", "minute", "km", "m", "t", "kg", "斤", "亩", "倍", "m2", "km2", "CNY", "1", "%"}
)


@attrs.define
class QuantityMatch:
    """A quantity in the normal form of a text: ``norm[start:end]`` is the number with its unit.

    ``outer_start`` and ``outer_end`` take in the words that bound it (近, 以上).
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    quantity: Quantity
    rule: str


@attrs.define
class Reading:
    """A numeral with the unit behind it, before its neighbours and bounds are looked at.

    Not frozen, for a text has thousands: what the neighbours tell of it is set where they are looked at.
    """

    start: int
    figure_end: int
    """where the numeral ends and the unit begins"""
    end: int
    numeral: Numeral
    rule: str
    lead: int
    """where the words before the numeral begin that belong to it: the sign of a currency"""
    unit: Unit | None = None
    multiplier: Fraction = ONCE
    addend: Fraction = _NOTHING
    """what follows the unit and adds to the number: 3天半, 三成五"""
    more: bool = False
    """a fuzzy word stands inside the unit: 3个多月"""
    smallest: Fraction | None = None
    """the size of the last unit of a measure in several: the 分 of 3元5角2分"""
    low: Number | None = None
    """the lower end, where the reading was joined to a range"""
    veto: str | None = None
    """the rule by which the number is no metric, or nothing; None where nobody asked yet"""

    def number(self, written: Number | None) -> Number | None:
        """A number of this reading in its unit."""
        # nearly all multiply by the one object, and comparing fractions takes longer than all the rest
        is_whole = self.multiplier is ONCE or self.multiplier == 1
        if written is None or (is_whole and (self.addend is _NOTHING or not self.addend)):
            return written
        return as_number(Fraction(written) * self.multiplier + self.addend)


def find_quantities(text: str | Text) -> list[Mention[Quantity]]:
    """Every quantity of a text, in its order; never raises on any string.

    Dates, names, ordinals and idioms are no quantities. Offsets point into the raw text.

    >>> [m.text for m in find_quantities("2022年投入近7000多万元，5G基站达3.2万个")]
    ['7000多万元', '3.2万个']
    """
    source = as_text(text)
    mentions = []
    for match in scan_quantities(source, scan_periods(source)):
        span = source.raw_span(match.start, match.end)
        mentions.append(Mention(text=span.of(source.raw), start=span.start, end=span.end, value=match.quantity, rule=match.rule))
    return mentions


def parse_quantity(text: str) -> Quantity:
    """The quantity that the whole string is, the words that bound it included.

    A number alone has the unit ``1``. Raises TypeError for what is no string, and ParseError, with the place, where the
    string is not one quantity.

    >>> parse_quantity("超过31.65亿元").value
    Decimal('3165000000')
    >>> parse_quantity("1.2—1.5亿元").low
    Decimal('120000000')
    """
    source = as_text(text)
    norm = source.norm
    first, last = len(norm) - len(norm.lstrip()), len(norm.rstrip())
    readings = [_measured(norm, numeral) or _bare(numeral) for numeral in scan_numerals(norm)]
    for reading in readings:
        # nothing is a name, a time or an article here: the caller says that it is a quantity
        reading.veto = ""
        if reading.unit is None and reading.end == last:
            reading.unit = ONE
    matches: list[QuantityMatch] = []
    for reading in _join(norm, _share_units(norm, readings)):
        matches.append(_bound(norm, reading, matches[-1] if matches else None))
    if not matches:
        raise ParseError("no quantity here", source=text, position=source.raw_offset(first) if norm else 0)
    match = matches[0]
    if match.outer_start > first:
        raise ParseError("not part of a quantity", source=text, position=source.raw_offset(first))
    if match.outer_end < last:
        raise ParseError("the quantity ends here", source=text, position=source.raw_offset(match.outer_end))
    return match.quantity


# in a raw text, whose characters have other writings and may have gaps between them; 半 and 首 are common characters, and
# the first of a quantity only in a half of something, 首位 and 榜首
_MAY_MEASURE: Final = plain(
    lambda: (
        rf"[{writings(STARTS)}首榜](?:(?<![半首榜])|(?<=半)[{GAPS}]*[{writings('数年天日亩斤吨小个公')}]"
        rf"|(?<=首)[{GAPS}]*位|(?<=榜)[{GAPS}]*首)"
    )
)


def may_measure(raw: str) -> bool:
    """Whether a raw text has anything that a quantity is found by; a text that has not needs no reading.

    >>> [may_measure(raw) for raw in ("首都的半导体", "２０家", "萬家灯火", "半天", "位居首位")]
    [False, True, True, True, True]
    """
    return _MAY_MEASURE.search(raw) is not None


def scan_numbers(text: Text) -> list[Reading]:
    """The numbers of a text that may be metrics, each with its unit; none where all of them come to nothing, whatever its times.

    >>> len(scan_numbers(Text("投入5亿元，新建3座。"))), scan_numbers(Text("第二次会议提出三个代表。"))
    (2, [])
    """
    norm = text.norm
    readings = _readings(norm)
    reach = -1
    for reading in readings:
        # what stands alone measures or counts by itself or not at all
        if reading.start <= reach or _unit(norm, reading) is not None:
            return readings
        reach = reading.end + _GAP
    return []


def scan_quantities(text: Text, times: Sequence[PeriodMatch], numbers: Sequence[Reading] | None = None) -> list[QuantityMatch]:
    """The quantities of a text by their place in its normal form; ``times`` are its times, whose numbers are none.

    ``numbers`` are those of :func:`scan_numbers`, where they are known; they are used up.
    """
    norm = text.norm
    readings = _undated(scan_numbers(text) if numbers is None else numbers, times)
    if "台币" in norm:
        readings = [_in_taiwan_dollars(norm, reading) for reading in readings]
    found: list[QuantityMatch] = []
    last: Reading | None = None
    for group in _groups(readings):
        for reading in group if len(group) == 1 else _join(norm, _share_units(norm, _apart(norm, group))):
            unit = _unit(norm, reading)
            if unit is None:
                continue
            if reading.unit is None:
                reading.unit = last.unit if unit == ONE and last is not None and _goes_with(norm, last, reading) else unit
            last = reading
            found.append(_bound(norm, reading, found[-1] if found else None))
    return found


def _undated(readings: Sequence[Reading], times: Sequence[PeriodMatch]) -> list[Reading]:
    """The readings that begin in no time."""
    starts = [time.start for time in times]
    places = [bisect_right(starts, reading.start) - 1 for reading in readings]
    return [reading for reading, place in zip(readings, places, strict=True) if place < 0 or times[place].end <= reading.start]


# the year, the month and the day of a date in figures, and what of them stands behind their first figure; but 5日内 and 近5日 are
# lengths, and 5日元 is money
_OF_A_DATE: Final = r"""
    (?<=[0-9]) (?: (?<=[0-9][0-9])
    | (?:(?<=1)[0-9]|(?<=2)[01])[0-9]{2}年
    | (?:(?<=1)[0-2]|(?<=0)[1-9]|(?<=[1-9]))月
    | (?<![期时续满近于少多超过达每隔来][0-9])
      (?<![期时续满近于少多超过达每隔来][^,。;\n][0-9])
      (?<![期时续满近于少多超过达每隔来][^,。;\n]{2}[0-9])
      (?:(?<=[12])[0-9]|(?<=3)[01]|(?<=0)[1-9]|(?<=[1-9]))日(?![内游行办之龄滚移均平元圆币]) )"""


@cache
def _starts() -> re.Pattern[str]:
    """Where a numeral begins that may come to something.

    Most of those in news do not: 一 is an article before what only counts (一个企业, 一批), a Chinese digit a part of a word
    (一定, 四川, 百姓) where no unit stands behind it, and a figure a part of a date (2023年3月5日). All may where beside them
    stands what makes a list, a rank or money of numbers.
    """
    joined = one_of(BEFORE_RANK | _JOINS | LEADS | currency_ends())
    goes_on = frozenset(f"{GOES_ON}/ 位") | _JOINS
    counts = unit_leads()
    # 一 is told by both characters of a unit where the first alone only counts (个月 and 个); 一批/百人 is looked at for its 百
    measures = {lead if lead[0] in counts else lead[0] for lead in unit_leads(may_be_one)}
    return numeral_starts(
        rf"(?<!{joined}.) (?: (?<=一) (?!{one_of(goes_on | measures)}|[^/]{{1,6}}/)"
        rf" | (?<=[{DIGITS}{TENS}十百千拾佰仟]) [{TO_TEN}]{{0,3}} (?!{one_of(goes_on.union(lead[0] for lead in counts))})"
        rf" | {_OF_A_DATE} )"
    )


def _readings(norm: str) -> list[Reading]:
    """The numerals of a text, each with its unit, and the ranks that are written without one."""
    readings = [reading for match in scan_numerals(norm, _starts()) if (reading := _reading(norm, match)) is not None]
    ranks = [_ranked(rank, Numeral(value=FIRST)) for rank in first_places(norm)]
    return sorted([*readings, *ranks], key=attrgetter("start")) if ranks else readings


def _reading(norm: str, match: NumeralMatch) -> Reading | None:
    """The numeral with its unit; None for one without, where it counts nothing and no number beside it can lend it a unit."""
    start, end, numeral = match
    before, behind = norm[start - 1 : start], norm[end : end + 1]
    rank = rank_at(norm, start, end) if before in BEFORE_RANK or behind == "位" else None
    if rank is not None:
        return _ranked(rank, numeral)
    reading = _measured(norm, match)
    if reading is not None:
        return reading
    may_join = before in _JOINS or behind in _JOINS
    return _bare(match) if may_join or unit_of_bare(norm, start, end, numeral) is not None else None


def _groups(readings: Sequence[Reading]) -> list[list[Reading]]:
    """The readings that stand near enough to make something of each other; most stand alone."""
    groups: list[list[Reading]] = []
    reach = -1
    for reading in readings:
        end = reading.end + _GAP
        if reading.start > reach:
            groups.append([reading])
            reach = end
        else:
            groups[-1].append(reading)
            reach = max(reach, end)
    return groups


def _veto(norm: str, reading: Reading) -> str:
    """The rule by which the number is no metric, or nothing; it is told by the unit that the number was read with."""
    if reading.veto is None:
        unit = reading.unit.code if reading.unit is not None else ""
        reading.veto = veto(norm, reading.start, reading.figure_end, reading.end, unit)
    return reading.veto


def _apart(norm: str, readings: Sequence[Reading]) -> list[Reading]:
    """Readings that do not overlap: no numeral is read inside a unit (百 in 个百分点), no unit into a numeral (3115两趟)."""
    apart: list[Reading] = []
    end = 0
    for reading in readings:
        if reading.start < end:
            last = apart[-1]
            if reading.end <= end or reading.unit is None or last.rule == "tenths":
                continue
            _veto(norm, last)  # while it has its unit
            last.end, last.unit, last.multiplier, last.addend, last.more = last.figure_end, None, ONCE, _NOTHING, False
        end = reading.end
        apart.append(reading)
    return apart


def _in_taiwan_dollars(norm: str, reading: Reading) -> Reading:
    """The 元 of a text that counts in 新台币."""
    is_yuan = (
        reading.unit is not None
        and reading.unit.code == "CNY"
        and norm.startswith(("元", "角", "块"), reading.figure_end)
        and "人民币" not in norm[reading.lead : reading.end]
    )
    return attrs.evolve(reading, unit=parse_unit("新台币"), veto=_veto(norm, reading)) if is_yuan else reading


def _ranked(match: RankMatch, numeral: Numeral) -> Reading:
    start, end, bound = match
    if bound is not Bound.EQ and numeral.bound is not Bound.RANGE:  # 第十几位 and 前三五名 say themselves how exact they are
        numeral = attrs.evolve(numeral, bound=bound)
    return Reading(start=start, figure_end=end, end=end, lead=start, numeral=numeral, unit=RANK, rule="rank", veto="")


def _bare(match: NumeralMatch) -> Reading:
    start, end, numeral = match
    return Reading(start, end, end, numeral, "bare number", start)


def _measured(norm: str, match: NumeralMatch) -> Reading | None:
    """A numeral with the unit behind or before it, or the one it has in it; None where it has none."""
    start, end, numeral = match
    if numeral.exponent <= 0 and _is_part(norm[start:end], numeral):
        return _part(norm[start:end], match)
    found = match_unit(norm, end, start)
    currency = currency_before(norm, start) if norm[start - 1 : start] in currency_ends() else None
    if found is None:
        return None if currency is None else Reading(start, end, end, numeral, "currency before the number", *currency)
    lead = start if currency is None else currency[0]
    close, unit, multiplier, inner = found
    if inner:
        addend, more = (_HALF, False) if inner == "半" else (_NOTHING, True)
        return _with_rest(norm, Reading(start, end, close, numeral, "number and unit", lead, unit, multiplier, addend, more))
    reading = Reading(start, end, close, numeral, "number and unit", lead, unit, multiplier)
    # 成, 米, 折 and 秒, or a unit that has halves
    return _with_rest(norm, reading) if norm[close - 1] in _WITH_TENTHS or norm[close : close + 1] == "半" else reading


_WITH_TENTHS: Final = frozenset("成米折秒")


def _is_part(written: str, numeral: Numeral) -> bool:
    """Whether the numeral is a fraction or a half."""
    return "分之" in written or (
        numeral.digits is None and len(written) > 1 and ("/" in written or written.startswith(("一半", "半数")))
    )


def _part(written: str, match: NumeralMatch) -> Reading:
    """百分之五 and 千分之五 have their unit in them; 三分之一, 2/3 and 一半 are pure numbers."""
    start, end, numeral = match
    unit = _parts().get(numeral.exponent)
    if "分之" in written and unit is not None and numeral.digits is not None:
        numeral = attrs.evolve(numeral, value=numeral.digits, exponent=0)
        return Reading(start, end, end, numeral, "百分之", start, unit)
    return Reading(start, end, end, numeral, "fraction", start, ONE)


@cache
def _parts() -> dict[int, Unit]:
    """The unit of 百分之 and 千分之, by their powers of ten."""
    return {-2: parse_unit("%"), -3: parse_unit("permille")}


def _with_rest(norm: str, reading: Reading) -> Reading:
    """What stands behind the unit and still belongs to the number: 3天半, 三成五, 八五折, 56秒12."""
    surface = norm[reading.figure_end : reading.end]
    if surface == "成" and (tenths := _TENTHS.match(norm, reading.end)):
        return attrs.evolve(reading, end=tenths.end(), addend=Fraction(_TENTH_DIGITS[tenths[0]]), rule="tenths")
    if surface == "米" and (tenth := _TENTH_OF_METRE.match(norm, reading.end)):
        return attrs.evolve(
            reading, end=tenth.end(), addend=Fraction(_TENTH_DIGITS.get(tenth[0]) or int(tenth[0]), 10), rule="tenths"
        )
    if surface == "秒" and (hundredths := _HUNDREDTHS.match(norm, reading.end)):
        places = hundredths[0]
        return attrs.evolve(reading, end=hundredths.end(), addend=Fraction(int(places), 10 ** len(places)), rule="tenths")
    if surface == "折" and isinstance(reading.numeral.value, Decimal) and 10 < reading.numeral.value < 100:
        return attrs.evolve(reading, multiplier=reading.multiplier / 10, rule="discount")
    if reading.unit is not None and reading.unit.code in _HALVED and (half := _HALF_MORE.match(norm, reading.end)):
        return attrs.evolve(reading, end=half.end(), addend=_HALF, rule="number, unit and a half")
    return reading


def _share_units(norm: str, readings: list[Reading]) -> list[Reading]:
    """Give the members of a list the unit that its last one has: 1.8、1.45和0.4个百分点; and its veto: 第1、2、3条."""
    listed = [i for i, (left, right) in enumerate(pairwise(readings)) if _adjoin(norm, left.end, right.start, _ANDS)]
    for i in reversed(listed):
        left, right = readings[i], readings[i + 1]
        if right.unit is None or not (left.unit is None or _is_cut_short(norm, left, right)):
            continue
        if not (_veto(norm, left) or _veto(norm, right)):
            left.numeral, left.rule = _scaled_like(left.numeral, right.numeral), "shared unit"
            left.unit, left.multiplier = right.unit, right.multiplier
    for i in listed:
        left, right = readings[i], readings[i + 1]
        if left.unit is None and _veto(norm, left) == "ordinal":
            right.veto = "ordinal"
    return readings


def _is_cut_short(norm: str, left: Reading, right: Reading) -> bool:
    """Whether the left member only begins the unit of the right one: 8.7个和8.8个百分点."""
    only_begins = norm[left.figure_end : left.end] == "个" and norm.startswith("个", right.figure_end, right.end)
    return only_begins and left.unit is not None and left.unit != right.unit


def _adjoin(norm: str, end: int, start: int, words: frozenset[str]) -> bool:
    """Whether one of the words, and nothing else, stands between two numbers."""
    return end < start <= end + _GAP and norm[end:start] in words


def _scaled_like(numeral: Numeral, model: Numeral) -> Numeral:
    """The number with the scale of another one, where it is written without one: the 10 of 10～20万吨."""
    if numeral.exponent or not model.exponent or numeral.digits is None or numeral.digits >= 10**4:
        return numeral
    return attrs.evolve(numeral, value=shift(numeral.digits, model.exponent), exponent=model.exponent)


def _join(norm: str, readings: list[Reading]) -> list[Reading]:
    """Make one of two numbers that belong together: a range, or a measure in two units (3元5角)."""
    joined: list[Reading] = []
    for reading in readings:
        gap = reading.start - joined[-1].end if joined else _GAP + 1
        together = None if gap > _GAP else _sum(norm, joined[-1], reading) if not gap else _range(norm, joined[-1], reading)
        if together is None:
            joined.append(reading)
        else:
            joined[-1] = together
    return joined


def _sum(norm: str, left: Reading, right: Reading) -> Reading | None:
    """The measure that two numbers in a larger and a smaller unit make, one right behind the other: 3元5角, 1小时30分钟."""
    if left.unit is None or right.unit is None or left.unit.dimension != right.unit.dimension or _veto(norm, left):
        return None
    value = right.numeral.value
    if value is None or left.unit.dimension == "ratio" or (left.unit is right.unit and left.multiplier is right.multiplier):
        return None
    whole, smaller = left.unit.factor * left.multiplier, right.unit.factor * right.multiplier
    if smaller >= (left.smallest or whole):
        return None
    left.addend += (Fraction(value) + right.addend) * smaller / left.unit.factor
    left.end, left.smallest, left.rule = right.end, smaller, "two units"
    return left


def _range(norm: str, left: Reading, right: Reading) -> Reading | None:
    """The range that two neighbours make: 3%至5%, 5000万至8000万元, 1.2—1.5亿元."""
    if left.rule == "百分之" and right.unit is None:
        # 百分之四到五
        right = attrs.evolve(right, unit=left.unit, veto="")
    if right.unit is None or left.low is not None or not _adjoin(norm, left.end, right.start, _DASHES):
        return None
    if _veto(norm, left) or _veto(norm, right):
        return None
    high = right.number(right.numeral.value)
    if left.unit is None:
        lows = [right.number(_scaled_like(left.numeral, right.numeral).value), right.number(left.numeral.value)]
    elif left.unit == right.unit and not (norm[left.end] in "至到" and norm[left.start - 1 : left.start] in {"由", "从", "自"}):
        lows = [left.number(left.numeral.value)]
    else:
        # 由1吨到7吨 goes from one state to another and is no range
        return None
    if (
        left.unit is not None
        and left.unit.code not in {"%", "pp"}
        and norm[left.end] in "至到"
        and _CHANGES.search(norm, max(left.start - 2, 0), left.start)
    ):
        # 略减545吨至11700吨: a change and the level it leads to
        return None
    low = next((x for x in lows if x is not None and high is not None and x < high), None)
    return None if low is None else attrs.evolve(right, start=left.start, lead=left.lead, low=low, rule="range")


def _unit(norm: str, reading: Reading) -> Unit | None:
    """The unit that the number measures or counts in; None where it does neither."""
    if reading.start and norm[reading.start - 1] == "每":
        # 每10万人: the base of a rate, not a count
        return None
    is_lone = norm[reading.start] in _SCALES and _LONE_SCALE.fullmatch(norm, reading.start, reading.figure_end) is not None
    if is_lone and not _counts_in_scales(norm, reading):
        return None
    unit = reading.unit or unit_of_bare(norm, reading.start, reading.end, reading.numeral)
    return None if unit is None or _veto(norm, reading) else unit


def _goes_with(norm: str, last: Reading, reading: Reading) -> bool:
    """Whether a number without a unit is of one kind with the one before: 由189亿增长到2022年的316亿."""
    return last.rule == reading.rule and _SAME_CLAUSE.fullmatch(norm, last.end, reading.start) is not None


def _counts_in_scales(norm: str, reading: Reading) -> bool:
    """Whether a scale word without a figure counts: 近百家, 上千人, 百名党员, 亿元以上; not 百家企业, 万吨轮."""
    if norm[reading.start - 1 : reading.start] in {"上", "成"} or bound_before(norm, reading.start) is not None:
        return True
    surface = norm[reading.figure_end : reading.end]
    return surface == "名" or bound_after(norm, reading.end) is not None


def _of_share(norm: str, reading: Reading) -> Bound:
    """The bound that stands before the whole of a share: 约占全国的47%."""
    unit = reading.unit
    if unit is None or unit.code not in _SHARES:
        return _EQ
    return bound_of_share(norm, reading.start, is_part=unit.code != "%") or _EQ


def _bound(norm: str, reading: Reading, last: QuantityMatch | None) -> QuantityMatch:
    """The quantity, with the bound that its own words and the words around it give; ``last`` is the one before."""
    start, end, lead = reading.start, reading.end, reading.lead
    more = norm[end : end + 1] in _MORE_FIRSTS and _is_more(norm, reading)
    before, after = bound_before(norm, lead), bound_after(norm, end + more)
    outer_start = lead if before is None else before.start
    outer_end = end + more if after is None else after.end
    numeral, unit, bound = reading.numeral, reading.unit or ONE, reading.numeral.bound
    if reading.low is not None:
        quantity = Quantity(None, unit, low=reading.low, high=reading.number(numeral.value), bound=_RANGE, numeral=numeral)
    elif bound is _RANGE:
        low, high = reading.number(numeral.low), reading.number(numeral.high)
        quantity = Quantity(None, unit, low=low, high=high, bound=bound, numeral=numeral)
    else:
        if after is not None and (before is None or after.bound is not Bound.APPROX):
            bound = after.bound
        elif before is not None:
            bound = before.bound
        elif more or reading.more:
            bound = Bound.GT
        elif norm[start] in _SCALES and norm[start - 1 : start] == "上":
            bound = Bound.GE
        elif bound is _EQ:
            if norm[start - 1] == "的":
                bound = _of_share(norm, reading)
            if bound is _EQ and last is not None and last.outer_start < last.start and lead == start:
                bound = _dealt_bound(norm, last, start)
        quantity = quantity_of(reading.number(numeral.value), unit, bound, numeral)
    return QuantityMatch(start, end, outer_start, outer_end, quantity, reading.rule)


def _is_more(norm: str, reading: Reading) -> bool:
    """Whether 多 or 余 behind the unit adds to the number: 3年多."""
    return reading.unit is not None and reading.unit.code in _MEASURED and _MORE.match(norm, reading.end) is not None


def _dealt_bound(norm: str, last: QuantityMatch, start: int) -> Bound:
    """分别下降超过60%和80%: the bound word before a list that is dealt out holds for its members; a range has none."""
    bound = last.quantity.bound
    is_dealt = (
        bound is not _RANGE
        and _adjoin(norm, last.end, start, _ANDS)
        and _DEALT.search(norm, max(last.outer_start - 60, 0), last.outer_start)
    )
    return bound if is_dealt else _EQ
