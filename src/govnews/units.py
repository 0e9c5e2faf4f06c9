"""Units: from what a text writes behind a number to the unit it means.

The grammar, on the normal form of a text:

    unit      = simple { ("/" | "每" | "·") [multiple] simple }     元  公里/小时  元每平方米  吨标准煤/万元  元/平方米·月
    simple    = a surface of tables/units.tsv, the longest that tables/unit_senses.tsv allows between its neighbours
    multiple  = 10 100 … 百 千 万 10万 亿                            stays in the code: tce/万元

The units are data (``tables/units.tsv``), and so are the neighbours that decide what 度, 分, 里, 点, 方 … mean
(``tables/unit_senses.tsv``). A surface is found by its first character and its length, never by one large alternation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from itertools import groupby
from math import prod
from operator import attrgetter
from typing import Final, NamedTuple

import attrs

from govnews.conditions import Condition, Matching, condition
from govnews.lexicon import rows
from govnews.model import ParseError, Unit
from govnews.patterns import plain
from govnews.text import as_text

ONCE: Final = Fraction(1)
"""The multiplier of a unit that is written whole."""
_OWN_DIMENSION: Final = frozenset({"money", "count", "cycle", "score", "transport", "other"})
_PARTED: Final = frozenset("个" + inner for inner in "多余来几半")
_POWER: Final = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_MULTIPLE: Final = plain(r"(?P<figure>10{0,8})?(?P<scale>[十百千万亿]{0,3})")
_WRITTEN_POWER: Final = ("", "10", "百", "千", "万", "10万", "百万", "千万", "亿")
_DIVISIONS: Final = 2
_LONGEST_SCALE: Final = 4
_NO_SURFACE: Final = frozenset(" /")
_BAR: Final = frozenset("/每")
_BAR_AGAIN: Final = frozenset("/每·")
_RATE: Final = plain(r"/(?:10{1,2}|[十百])?万(?![元吨千瓦亩])")
_DURATIONS: Final = frozenset({"time", "calendar", "cycle"})
_LONGEST: Final = 100
"""Characters that no unit is longer than, so that whatever is parsed, little of it is remembered."""


class UnitMatch(NamedTuple):
    """A unit in the normal form of a text, ``norm[pos:end]``.

    ``multiplier`` is what the number has to be multiplied by, because the text writes a part of the unit (5角 is CNY with
    1/10). ``inner`` is the 多, 余, 来, 几 or 半 that stands inside the unit (3个多月, 两个半小时), else empty.
    """

    end: int
    unit: Unit
    multiplier: Fraction
    inner: str


class _Reading(NamedTuple):
    """What a surface means: a unit, and how many of it the surface is; without a unit: no unit stands there."""

    unit: Unit | None
    multiplier: Fraction = ONCE


class _Sense(NamedTuple):
    """A row of unit_senses.tsv: the reading of a surface between certain neighbours."""

    left: Condition | None
    number: Condition | None
    right: Condition | None
    reading: _Reading

    def effort(self) -> int:
        """How many patterns are asked; of rows that stand together and read alike, those with fewer are tried first."""
        return sum(isinstance(condition, Matching) for condition in (self.left, self.number, self.right))

    def holds(self, norm: str, start: int, pos: int, end: int) -> bool:
        return (
            (self.right is None or self.right.holds_behind(norm, end))
            and (self.number is None or self.number.holds_for(norm[start:pos]))
            and (self.left is None or self.left.holds_before(norm, start))
        )


class _Surfaces(NamedTuple):
    """Readings by surface, and by the first character the lengths that occur, the longest first."""

    readings: Mapping[str, _Reading]
    lengths: Mapping[str, tuple[int, ...]]


def match_unit(norm: str, pos: int, start: int | None = None) -> UnitMatch | None:
    """The longest unit at ``norm[pos]``, or None; ``start`` is where the numeral before it begins (default: no numeral known).

    Ambiguous units are decided by what stands left of ``start`` (up to some ten characters), by the numeral
    ``norm[start:pos]`` as written and by what follows the unit. One space before a Latin symbol is skipped (``100 MW``).

    >>> match_unit("5.2万度电", 4, 0).unit.code, match_unit("零下5度", 3, 0).unit.code
    ('kWh', 'degC')
    >>> match_unit("8角/千瓦时", 1, 0)[1:3] == (parse_unit("元/千瓦时"), Fraction(1, 10))
    True
    """
    if norm[pos : pos + 1] in _NO_SURFACE:
        if norm[pos : pos + 1] == " " and norm[pos + 1 : pos + 2].isascii():
            pos += 1
        if norm[pos : pos + 1] == "/":
            # 15.7/10万: so many of every 100,000
            return _divide(norm, UnitMatch(pos, _nameless(), ONCE, ""))[0] if _RATE.match(norm, pos) else None
    match = _match_simple(norm, pos, pos if start is None else start)
    if match is None or norm[match.end : match.end + 1] not in _BAR:
        return match
    return _divide(norm, match)[0]


def currency_before(norm: str, start: int) -> tuple[int, Unit] | None:
    """The currency sign, code or name directly before a numeral, with the place where it begins; or None.

    It is the unit of a numeral that no unit follows (US$5亿). Where 元 follows, :func:`match_unit` minds it by itself.

    >>> at, unit = currency_before("投资US$5亿", 5)
    >>> at, unit.code
    (2, 'USD')
    """
    if norm.startswith(" ", start - 1) and start:
        start -= 1
    signs, lengths = _currency_signs()
    for length in lengths.get(norm[start - 1 : start], ()) if start else ():
        at = max(start - length, 0)
        unit = signs.get(norm[at:start])
        if unit is not None and not (_is_latin(norm, at) and _is_latin(norm, at - 1)):
            return at, unit
    return None


@cache
def currency_ends() -> frozenset[str]:
    """The characters before a numeral where :func:`currency_before` may find something."""
    return frozenset({" ", *_currency_signs()[1]})


def unit_leads(counts: Callable[[str, str], bool] = lambda _unit, _surface: True) -> frozenset[str]:
    """The two characters, or the only one, that a unit behind a number begins with: one whose code and surface ``counts`` takes.

    Those that begin with 个多 and the like are durations and always among them.

    >>> sorted(lead for lead in unit_leads(lambda unit, _: unit == "亩") if "个" not in lead)
    ['亩', '亩地', '市亩']
    """
    return _PARTED.union(
        lead
        for lead, choices in _choices().items()
        for choice in choices
        if choice.surface[:2] == lead
        for meant in (choice.reading, *(sense.reading for sense in choice.senses))
        if meant.unit is not None and counts(meant.unit.code, choice.surface)
    )


def parse_unit(text: str) -> Unit:
    """The unit that the whole string is, with its multiplier words: 万元, 亿千瓦时, 亩, MW, 元/吨, CNY/t.

    A code comes before a surface, so ``parse_unit(unit.code) == unit``: 度 is the reading of a scale, 度电 is kWh. A unit with
    a multiplier keeps it in its code. Raises TypeError for what is no string, and ParseError with the place where the
    string is no unit.

    >>> parse_unit("万元")
    Unit(code='万元', dimension='money:CNY', factor=Fraction(10000, 1), offset=Fraction(0, 1), symbol='万元')
    >>> parse_unit("元每吨").code
    'CNY/t'
    """
    source = as_text(text)
    norm = source.norm.strip()
    match = _parse(norm[:_LONGEST])
    if match is None:
        raise ParseError("no such unit", source=source.raw, position=0)
    if match.end != len(norm):
        lead = len(source.norm) - len(source.norm.lstrip())
        raise ParseError("the unit ends here", source=source.raw, position=source.raw_offset(lead + match.end))
    return match.unit


def all_units() -> tuple[Unit, ...]:
    """Every unit of ``tables/units.tsv``, in its order.

    >>> all_units()[0].code
    'CNY'
    """
    return tuple(_units().values())


def unit_parts(unit: Unit) -> tuple[Fraction, tuple[Unit, ...]]:
    """A unit as a scale times the first of some units of the table, divided by the others.

    >>> scale, parts = unit_parts(parse_unit("万元/亩"))
    >>> scale, [part.code for part in parts]
    (Fraction(10000, 1), ['CNY', '亩'])
    """
    if unit.code in _units():
        return ONCE, (unit,)
    match = _parse(unit.code)
    if match is None or match.unit != unit:
        raise ParseError("no such unit", source=unit.code, position=0)
    return match.scale, match.parts


def per(numerator: Unit, denominator: Unit) -> Unit:
    """The quotient of two units.

    Below a bar 度, 分, 方, 位 and 口 are read as kWh, minute, m3 and persons, whatever they are above it.

    >>> per(parse_unit("元"), parse_unit("吨")).code
    'CNY/t'
    """
    return _per(numerator, denominator, 0)


@lru_cache(maxsize=1024)
def _per(numerator: Unit, denominator: Unit, power: int) -> Unit:
    below = f"{_WRITTEN_POWER[power]}{denominator.symbol}"
    # 百升 is a unit of its own, and 里拉 more than one
    if not power or _match_denominator(below, 0) != (UnitMatch(len(below), denominator, ONCE, ""), power):
        below = f"{_WRITTEN_POWER[power]}{denominator.code}"
    return Unit(
        code=f"{numerator.code}/{below}",
        dimension=_divided(numerator.dimension, denominator.dimension),
        factor=numerator.factor / denominator.factor / 10**power,
        symbol=f"{numerator.symbol}/{_WRITTEN_POWER[power]}{denominator.symbol}",
    )


def _divided(dimension: str, divisor: str) -> str:
    """The dimension of a quotient: equal dimensions cancel, and a pure number divides without a trace."""
    first, *others = dimension.split("/")
    if divisor == "ratio":
        return dimension
    if first == divisor:
        return "/".join(["ratio", *others])
    return "/".join([first, *sorted([*others, divisor])])


def _is_latin(norm: str, at: int) -> bool:
    return at >= 0 and norm[at : at + 1].isascii() and norm[at : at + 1].isalpha()


@cache
def _units() -> dict[str, Unit]:
    units = {}
    for code, kind, factor, offset, symbol, *_ in rows("units"):
        units[code] = Unit(
            code=code,
            dimension=f"{kind}:{code}" if kind in _OWN_DIMENSION else kind,
            factor=Fraction(factor or 1),
            offset=Fraction(offset or 0),
            symbol="" if code == "1" else symbol or code,
        )
    return units


@cache
def _surfaces() -> _Surfaces:
    """The surfaces as a text writes them behind a number."""
    return _index((surface, reading) for surface, reading in _table() if not surface.startswith("/"))


@cache
def _surfaces_below() -> _Surfaces:
    """The surfaces below a fraction bar, where 月 is a month and 分 a minute; and the codes that are no surfaces."""
    codes = ((code, _Reading(unit=unit)) for code, unit in _units().items())
    below = ((surface[1:], reading) for surface, reading in _table() if surface.startswith("/"))
    return _index([*codes, *_surfaces().readings.items(), *below])


@cache
def _surfaces_alone() -> _Surfaces:
    """The surfaces and the codes, codes first: what a string that is a unit may be."""
    return _index([*_surfaces().readings.items(), *((code, _Reading(unit=unit)) for code, unit in _units().items())])


def _table() -> Iterable[tuple[str, _Reading]]:
    for code, *_, surfaces, _signs in rows("units"):
        for surface in [] if surfaces == "-" else surfaces.split() or [code]:
            name, _, multiplier = surface.partition("*")
            yield name, _Reading(unit=_units()[code], multiplier=_multiplier(multiplier))


def _multiplier(written: str) -> Fraction:
    return Fraction(written) if written else ONCE


def _index(readings: Iterable[tuple[str, _Reading]]) -> _Surfaces:
    by_surface = dict(readings)
    lengths: dict[str, set[int]] = {}
    for surface in by_surface:
        lengths.setdefault(surface[0], set()).add(len(surface))
    return _Surfaces(readings=by_surface, lengths={c: tuple(sorted(n, reverse=True)) for c, n in lengths.items()})


@cache
def _senses() -> dict[str, tuple[_Sense, ...]]:
    senses: dict[str, list[_Sense]] = {}
    for surfaces, left, number, right, reading in rows("unit_senses"):
        for surface in surfaces.split():
            sense = _Sense(
                left=condition(left, before=True),
                number=condition(number),
                right=condition(right),
                reading=_sense_reading(reading, surface),
            )
            senses.setdefault(surface, []).append(sense)
    return {
        surface: tuple(sense for _, alike in groupby(found, attrgetter("reading")) for sense in sorted(alike, key=_Sense.effort))
        for surface, found in senses.items()
    }


def _sense_reading(written: str, surface: str) -> _Reading:
    if not written:
        return _surfaces().readings[surface]
    code, _, multiplier = written.partition("*")
    return _Reading(unit=None if code == "-" else _units()[code], multiplier=_multiplier(multiplier))


@cache
def _currency_signs() -> tuple[dict[str, Unit], dict[str, tuple[int, ...]]]:
    """The units by their signs, and by the last character of a sign the lengths that occur, the longest first."""
    signs = {sign: _units()[row[0]] for row in rows("units") for sign in row[7].split()}
    lengths = {last: {len(sign) for sign in signs if sign[-1] == last} for last in {sign[-1] for sign in signs}}
    return signs, {last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()}


class _Choice(NamedTuple):
    """A surface that may stand at a place, with what it means, or the senses that it has between certain neighbours."""

    surface: str
    length: int
    rest: str
    """what of the surface its first two characters do not tell"""
    reading: _Reading
    senses: tuple[_Sense, ...]
    is_latin: bool
    """it ends in a letter or a figure, so that more of them make another word"""


@cache
def _choices() -> dict[str, tuple[_Choice, ...]]:
    """The surfaces by the two characters that they begin with, or by the one that they are; the longest first."""
    choices: dict[str, list[_Choice]] = {}
    for surface, reading in sorted(_surfaces().readings.items(), key=lambda item: -len(item[0])):
        is_latin = surface[-1].isascii() and surface[-1] not in "%)"
        choice = _Choice(surface, len(surface), surface[2:], reading, _senses().get(surface, ()), is_latin)
        choices.setdefault(surface[:2], []).append(choice)
    return {lead: tuple(found + choices.get(lead[:-1], [])) for lead, found in choices.items()}


def _match_simple(norm: str, pos: int, start: int) -> UnitMatch | None:
    """The longest surface at ``pos`` that its senses allow."""
    choices = _choices()
    lead = norm[pos : pos + 2]
    if lead in _PARTED:
        duration = _match_parted(norm, pos)
        if duration is not None:
            return duration
    for surface, length, rest, reading, senses, is_latin in choices.get(lead) or choices.get(lead[:1], ()):
        if rest and not norm.startswith(rest, pos + 2):
            continue
        end = pos + length
        if is_latin and _goes_on(norm, end):
            continue
        meant = _sense(senses, norm, start, pos, end) if senses else reading
        if meant is None:
            continue
        if meant.unit is None:
            return None
        if surface == "元" and norm[start - 1 : start] in currency_ends() and (named := currency_before(norm, start)) is not None:
            return UnitMatch(end, named[1], meant.multiplier, "")
        return UnitMatch(end, meant.unit, meant.multiplier, "")
    return None


def _sense(senses: tuple[_Sense, ...], norm: str, start: int, pos: int, end: int) -> _Reading | None:
    """What the first sense that its neighbours allow means."""
    for sense in senses:
        if sense.holds(norm, start, pos, end):
            return sense.reading
    return None


def _match_parted(norm: str, pos: int) -> UnitMatch | None:
    """A duration with 多, 余, 来, 几 or 半 behind its 个: 个多月."""
    readings = _surfaces().readings
    for length in (3, 2, 1):
        reading = readings.get("个" + norm[pos + 2 : pos + 2 + length])
        if reading is not None and reading.unit is not None and reading.unit.dimension.partition(":")[0] in _DURATIONS:
            return UnitMatch(pos + 2 + min(length, len(norm) - pos - 2), reading.unit, reading.multiplier, norm[pos + 1])
    return None


def _runs_on(norm: str, end: int) -> bool:
    """Whether a Latin symbol goes on behind ``end``: the m of 5max is no metre."""
    return norm[end - 1].isascii() and norm[end - 1] not in "%)" and _goes_on(norm, end)


def _goes_on(norm: str, end: int) -> bool:
    following = norm[end : end + 1]
    return following.isascii() and following.isalnum()


def _longest(surfaces: _Surfaces, norm: str, pos: int) -> UnitMatch | None:
    for length in surfaces.lengths.get(norm[pos : pos + 1], ()):
        surface = norm[pos : pos + length]
        reading = surfaces.readings.get(surface)
        if reading is None or reading.unit is None or len(surface) < length or _runs_on(norm, pos + length):
            continue
        return UnitMatch(pos + length, reading.unit, reading.multiplier, "")
    return None


def _divide(norm: str, match: UnitMatch) -> tuple[UnitMatch, tuple[Unit, ...]]:
    """The unit at ``match`` divided by the units that follow behind a bar, and these units."""
    below: list[Unit] = []
    while len(below) < _DIVISIONS and (bar := norm[match.end : match.end + 1]):
        if bar not in (_BAR_AGAIN if below else _BAR):
            break
        found = _match_denominator(norm, match.end + 1)
        if found is None or (bar == "每" and _counts(match.unit) and _counts(found[0].unit)):
            break
        denominator, power = found
        unit = _per(match.unit, denominator.unit, power)
        below.append(denominator.unit)
        match = UnitMatch(denominator.end, unit, match.multiplier / denominator.multiplier, match.inner)
    return match, tuple(below)


def _match_denominator(norm: str, pos: int) -> tuple[UnitMatch, int] | None:
    """What stands below a bar: a unit, behind a power of ten at most; 10万 alone counts what the unit above counts."""
    plain = _longest(_surfaces_below(), norm, pos)
    if plain is not None:
        return plain, 0
    written = _MULTIPLE.match(norm, pos)
    if written is None or written.end() == pos:
        return None
    figure = len(written["figure"] or "1") - 1
    # 百万千瓦 is 百万 of 千瓦: the shortest multiple that leaves a unit
    for end in range(max(written.start("scale"), pos + 1), written.end() + 1):
        power = figure + sum(_POWER[c] for c in norm[written.start("scale") : end])
        denominator = _longest(_surfaces_below(), norm, end)
        if denominator is not None and denominator.unit.symbol and 0 < power < len(_WRITTEN_POWER):
            return denominator, power
    power = figure + sum(_POWER[c] for c in written["scale"])
    if written["scale"] and _POWER["万"] <= power < len(_WRITTEN_POWER):
        return UnitMatch(written.end(), _nameless(), ONCE, ""), power
    return None


def _nameless() -> Unit:
    return _units()["1"]


def _counts(unit: Unit) -> bool:
    return unit.dimension.startswith("count:")


class _Parsed(NamedTuple):
    """A unit that a string begins with, as a scale times the first of its parts divided by the others."""

    end: int
    unit: Unit
    scale: Fraction
    parts: tuple[Unit, ...]


class _Scaled(NamedTuple):
    """A unit of the table behind a power of ten."""

    scale: Fraction
    match: UnitMatch
    at: int
    """where the power ends"""


def _match_scaled(norm: str) -> _Scaled | None:
    """The unit that a string begins with, behind the characters of a power."""
    match = _longest(_surfaces_alone(), norm, 0)
    scale = ONCE
    at = 0
    while match is None and at < _LONGEST_SCALE and norm[at : at + 1] in _POWER:
        scale *= 10 ** _POWER[norm[at]]
        at += 1
        match = _longest(_surfaces_alone(), norm, at)
    # neither a temperature nor a bare number has multiples
    if match is None or (scale != 1 and (match.unit.offset or not match.unit.symbol)):
        return None
    return _Scaled(scale, match, at)


@lru_cache(maxsize=1024)
def _parse(norm: str) -> _Parsed | None:
    found = _match_scaled(norm)
    if found is None:
        return None
    simple, at = found.match, found.at
    scaled = simple.unit
    whole = found.scale * simple.multiplier
    if whole != 1:
        code = symbol = norm[:at] + (scaled.symbol if simple.multiplier == 1 else norm[at : simple.end])
        # 千克瓦查 is read as 千克, and 里拉 is more than one unit
        if simple.multiplier == 1 and _match_scaled(symbol) != found._replace(match=simple._replace(end=len(symbol))):
            code = norm[:at] + scaled.code
        scaled = attrs.evolve(scaled, code=code, symbol=symbol, factor=whole * scaled.factor)
    match, below = _divide(norm, UnitMatch(simple.end, scaled, ONCE, ""))
    parts = (simple.unit, *below)
    plain = parts[0].factor / prod((part.factor for part in below), start=ONCE)
    return _Parsed(match.end, match.unit, match.unit.factor / plain, parts)
