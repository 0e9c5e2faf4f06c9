"""Numerals: numbers as Chinese news writes them, without a unit.

The grammar, on the normal form of a text (half-width, simplified):

    numeral   = [sign] ( half | fraction | figure | chinese ) [fuzzy]
    figure    = arabic [ [fuzzy] scale+ { (arabic | digit) [fuzzy] scale+ } [arabic] ]   31.65亿 1亿2千万 7000多万 12万3456
    arabic    = 1,234,567.8 or 1234567.8
    chinese   = [几 | 数] run [ 点 digit+ ] { [fuzzy] scale+ } [fuzzy]                       一万五千亿  三点五万  三十几万
    fraction  = number 分之 number | arabic / arabic                                        三分之二  百分之十二点五  2/3
    half      = 一半 | 半数 | 半
    scale     = 十 百 千 万 亿 兆       digit = 一…九 两 零 〇 壹…玖       fuzzy = 多 余 来 几
    sign      = - | + | 负 | 零下

A plain Chinese integer below 亿 is read by cn2an; everything around it is read here. All arithmetic is exact and
independent of the caller's decimal context.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple, cast

from govnews.exact import EXACT, as_number, shift, shortest
from govnews.model import Bound, Mention, Number, Numeral, ParseError
from govnews.patterns import pattern, plain
from govnews.spelling import in_words
from govnews.text import Text, as_text

DIGITS: Final = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖俩仨"
SCALES: Final = "十百千万亿兆拾佰仟"
TENS: Final = "廿卅卌"
TO_TEN: Final = "一二三四五六七八九十"

LONGEST: Final = 64
"""A run of more numeral characters than this is a code or noise, and no number."""

_POWER: Final = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3, "万": 4, "亿": 8, "兆": 12}
_DIGIT_VALUE: Final = dict(zip(DIGITS, "001223456789" + "123456789" + "23", strict=True))
_FUZZY: Final = {"多": Bound.GT, "余": Bound.GT, "几": Bound.GT, "来": Bound.APPROX}

# 千 and 兆 belong to the unit where one of these follows (万千瓦, 5千克, 三百千米, 兆赫); a Chinese digit before 千 keeps it:
# 三千米 is 3000 米
_KILO: Final = rf"千(?!(?<=[0-9{TENS}十百千万亿多余几来]千)(?:[瓦克米帕伏卡焦赫安]|升(?!级)|字节))"
_MEGA: Final = r"兆(?!瓦|赫|帕|焦|欧|伏|字节|比特|位)"
_HECTO: Final = r"百(?!帕|(?<=[万亿]百)升)"

# 6,175 has thousands; in 68,9万, 6,352,8万 and 5,8% the last comma is a misread point
_ARABIC: Final = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?:,[0-9]{1,2}(?=[万亿%]))?(?![0-9])|[0-9]{1,3},[0-9]{1,2}(?=[万亿%])|[0-9]++)"
    r"(?:\.[0-9]++)?+"
)
_SCALE: Final = rf"(?:[十万亿拾佰仟]|{_KILO}|{_MEGA}|{_HECTO})"
_CAPITAL_THREE: Final = "参(?=[拾佰仟万亿])"
_CAPITAL_THREES: Final = ("参拾", "参佰", "参仟")
"""Where 参 begins a numeral: so rarely that it is no character to look for."""
# 两 begins a figure or a part of one; in 一九八二两个 it is the next numeral
_RUN: Final = (
    rf"(?:[{DIGITS}{TENS}]|{_SCALE}|{_CAPITAL_THREE})"
    rf"(?:[{DIGITS.replace('两', '')}{TENS}]|{_SCALE}|{_CAPITAL_THREE}"
    r"|(?<![零〇二三四五六七八九]|[零〇一二三四五六七八九]一)两)*+"
)
# 来 is fuzzy only before what is counted: 20来家, not 100来自
_FUZZ: Final = r"(?:[多余]|几(?![乎何])|来(?=[千万亿]|[个家人名位台户项件次吨天年岁亩只头条]|公[里斤顷]|\Z))"
# as the plans and communiqués of the 1950s write: 一七·七亿元, 三、二七八·三亿斤, 百分之一七八·六
_POSITIONAL: Final = (
    rf"(?:[{DIGITS}]{{1,3}}(?:、[{DIGITS}]{{3}})++(?![{DIGITS}])|[{DIGITS}]++(?=[·•・]))(?:[·•・][{DIGITS}]++)?+[万亿]*+"
)
_COUNTED: Final = r"(?<=、[^、]{3}|[万亿])|(?=[倍元吨斤公尺台辆部座‰%]|平方|立方)"
_CHINESE: Final = rf"(?:{_POSITIONAL}(?:{_COUNTED})|{_RUN}(?:点[{DIGITS}]++(?![十百千分钟整]))?+(?:{_FUZZ}?+{_SCALE}++)*+)"
_FIGURE: Final = rf"""{_ARABIC}
    (?: {_FUZZ}?+ {_SCALE}++
        (?: (?:{_ARABIC}|[{DIGITS}]) {_FUZZ}?+ {_SCALE}++ | {_FUZZ} {_SCALE}++ )*+
        (?: (?<=[万亿]) (?:[0-9]{{1,3}},[0-9]{{3}} | [0-9]{{3,4}}) (?![0-9.年/-]) )?+
    )?+"""
_HALVES: Final = ("一半", "半数", "半")
_HALF: Final = plain("|".join(_HALVES))
_HALF_FIRSTS: Final = frozenset(half[0] for half in _HALVES)
_RATIO: Final = plain(r"[0-9]{1,3}/[0-9]{1,3}(?![0-9/年月日万-]|[.,][0-9])")
_NUMBER: Final = pattern(rf"{_FIGURE}|{_CHINESE}", re.VERBOSE)
_PART: Final = pattern(_POSITIONAL)
"""What a number behind 分之 may be too, whatever it counts."""
_AFTER: Final = plain(_FUZZ)
_OPENING: Final = plain(rf"(?:[-+]|负|零下)?(?:[几数](?=[{SCALES}]))?")
_FIGURES: Final = "0123456789"
STARTS: Final = f"{_FIGURES}{DIGITS}{SCALES}{TENS}半"
"""The characters that a numeral begins with, behind its sign and 几 or 数."""
GOES_ON: Final = f"{STARTS}参多余几来点分/·•・、"
"""The characters that a run of Chinese digits may go on with; 分 is that of 分之."""
_SIGN: Final = plain(
    r"""
    (?: (?<![担抱自胜欺辜肩背减增降亏轻正])负
      | 零下
      | (?<![0-9A-Za-z%‰℃°一-鿿)\]”"'+*/.—~-]) [-+]
      # a sign stands after a verb or an indicator's last character (增长-3.2%); after others a hyphen makes a name (硼-10)
      | (?<=[为是长降率幅达到至于升比约的]) [-+]
    )\Z
    """,
    re.VERBOSE,
)
_SIGNED: Final = ("%", "‰", "℃", "摄氏度")
"""Units whose numbers are often below zero, so that a hyphen before one is a minus."""
LEADS: Final = frozenset("几数-+负下")
"""The last characters of what may stand before a numeral and belong to it: signs, 几 and 数."""
# 气温-3℃ is below zero; after a figure or its unit the hyphen would make a range
_NO_RANGE: Final = plain(r"(?<![0-9十百千万亿元吨个人家度点分])[一-鿿]\Z")
_PLAIN_CHINESE: Final = plain(rf"[{DIGITS}{SCALES}{TENS}]+")
_NEIGHBOURS: Final = plain(
    rf"(?P<head>(?:[{DIGITS}]*[{SCALES}{TENS}])*)(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<tail>[{SCALES}]*)"
)
# 总数, 人数, 系数 …: 数 ends a noun there and begins no numeral
_NOUNS_OF_NUMBER: Final = frozenset("总人户件次个台系倍位半多少无指参岁天")
_PIECE: Final = plain(rf"(?P<figure>[0-9.,]+)|(?P<digit>[{DIGITS}])|(?P<scale>[{SCALES}])")


def numeral_starts(idle: str = "") -> re.Pattern[str]:
    """Where a numeral begins; but not where ``idle`` matches behind its first character.

    Most numerals are one plain figure or a short run of Chinese digits (the empty group marks them), which costs a fifth of
    ``_NUMBER`` to tell; behind it stands nothing that a longer numeral could go on with.

    >>> [numeral_starts(idle).match("一些") is None for idle in ("", "(?<=一)些")]
    [False, True]
    """
    return plain(
        rf"[{STARTS}] {f'(?! {idle} )' if idle else ''} (?:"
        rf" (?: (?<=[0-9]) [0-9]{{0,11}} (?:\.[0-9]{{1,9}})? (?:[万亿](?![{DIGITS}]))? (?![.,]?[0-9])"
        rf" | (?: (?<=[{TO_TEN}]) [{TO_TEN}]{{0,3}} | (?<=[两壹贰叁肆伍陆柒捌玖万亿]) | (?<=百)(?!帕) ) (?![{DIGITS}]) )"
        rf" (?! [/·•・、点半参多余几来{SCALES}{TENS}] | 分之) (?P<plain>) )?",
        re.VERBOSE,
    )


_START: Final = numeral_starts()


class NumeralMatch(NamedTuple):
    """A numeral in the normal form of a text: ``norm[start:end]``."""

    start: int
    end: int
    numeral: Numeral


def find_numerals(text: str | Text) -> list[Mention[Numeral]]:
    """Every numeral of a text, those inside dates and names included; never raises on any string.

    >>> [(m.text, m.value.value) for m in find_numerals("共 1.6 万余户，三十多家")]
    [('1.6 万余', Decimal('16000')), ('三十多', Decimal('30'))]
    """
    source = as_text(text)
    mentions = []
    for match in scan_numerals(source.norm):
        span = source.raw_span(match.start, match.end)
        mentions.append(Mention(text=span.of(source.raw), start=span.start, end=span.end, value=match.numeral, rule="numeral"))
    return mentions


def parse_numeral(text: str) -> Numeral:
    """The numeral that the whole string is.

    Raises TypeError for what is no string, and ParseError, with the place, where the string is not one numeral.

    >>> parse_numeral("31.65亿")
    Numeral(value=Decimal('3165000000'), low=None, high=None, bound=Bound.EQ, digits=Decimal('31.65'), exponent=8)
    >>> parse_numeral("三四十").low, parse_numeral("三分之二").value
    (Decimal('30'), Fraction(2, 3))
    """
    source = as_text(text)
    norm = source.norm.strip()
    lead = len(source.norm) - len(source.norm.lstrip())
    opening = _OPENING.match(norm)
    at = opening.end() if opening is not None else 0
    written = _written(norm, at)
    # what is longer than texts have it is read and not remembered
    read = _read if len(norm) <= LONGEST else _read.__wrapped__
    numeral = read(norm[:at], *written[1:]) if written is not None else None
    if written is None or numeral is None:
        raise ParseError("no numeral here", source=text, position=source.raw_offset(lead + at) if norm else 0)
    if written.end != len(norm):
        raise ParseError("the numeral ends here", source=text, position=source.raw_offset(lead + written.end))
    return numeral


def scan_numerals(norm: str, starts: re.Pattern[str] = _START) -> Iterator[NumeralMatch]:
    """The numerals of a normal form, from left to right, without overlaps; linear in its length.

    ``starts`` is where they are looked for, one of :func:`numeral_starts`.
    """
    search, at, floor = starts.search, 0, 0
    while (first := search(norm, at)) is not None:
        start, at = first.span()
        if first.lastgroup and norm[start - 1 : start] not in LEADS:
            begin, numeral = start, _read_plain(norm[start:at])
        else:
            start -= norm.startswith(_CAPITAL_THREES, start - 1)
            written = _written(norm, start)
            if written is None:
                continue
            at, body, _, _ = written
            if at - start > LONGEST or (body in _HALVES and not _is_half(norm, start, at)) or norm.startswith("零下", start):
                continue
            begin = _lead(norm, start, at, floor)
            numeral = _read(norm[begin:start], *written[1:])
        if numeral is not None:
            floor = at
            yield NumeralMatch(begin, at, numeral)


class _Written(NamedTuple):
    """A numeral without its lead: a half, a fraction in figures or a number; what is behind 分之, and a fuzzy word."""

    end: int
    body: str
    part: str
    after: str


def _written(norm: str, at: int) -> _Written | None:
    """The numeral that begins at a place."""
    first = norm[at : at + 1]
    match = (_HALF.match(norm, at) if first in _HALF_FIRSTS else _RATIO.match(norm, at)) or _NUMBER.match(norm, at)
    if match is None:
        return None
    body, end, part, after = match[0], match.end(), "", norm[match.end() : match.end() + 1]
    if after == "分" and norm.startswith("分之", end) and body not in _HALVES and "/" not in body:
        below = _PART.match(norm, end + 2) or _NUMBER.match(norm, end + 2)
        if below is not None:
            part, end = below[0], below.end()
            after = norm[end : end + 1]
    if after in _FUZZY and _AFTER.match(norm, end):
        return _Written(end + 1, body, part, after)
    return _Written(end, body, part, "")


_NO_HALF_BEHIND: Final = frozenset("上下前后大多过每各一东西南北年月天")


def _is_half(norm: str, start: int, end: int) -> bool:
    """Whether 半 stands for 0.5: 半年, 半小时; not 上半年, 半导体."""
    if end - start > 1:
        return norm[start - 1 : start] not in {"进", "统", "另"}
    following = norm[end : end + 2]
    return norm[start - 1 : start] not in _NO_HALF_BEHIND and (
        following[:1] in {"年", "天", "日", "亩", "斤", "吨"} or following in {"小时", "个月", "个小", "公里", "公斤"}
    )


def _lead(norm: str, start: int, end: int, floor: int) -> int:
    """Where the numeral at ``start`` begins when 几, 数 and a sign before it are taken in; nothing before ``floor`` is its."""
    before = norm[start - 1 : start]
    if before not in LEADS:
        return start
    if before in {"几", "数"}:
        if norm[start] not in SCALES or norm[start - 2 : start - 1] in _NOUNS_OF_NUMBER:
            return start
        start -= 1
    elif before in {"-", "+"} and norm.startswith(_SIGNED, end) and _NO_RANGE.search(norm, max(start - 3, 0), start - 1):
        return start - 1
    sign = _SIGN.search(norm, max(start - 2, floor), start)
    return sign.start() if sign is not None else start


@lru_cache(maxsize=8192)
def _read_plain(written: str) -> Numeral | None:
    """The numeral that has no part but a number; most have none."""
    return _read_number(written)


@lru_cache(maxsize=8192)
def _read(lead: str, body: str, part: str, after: str) -> Numeral | None:
    """The numeral that its parts make, or None where they make no number (五百千)."""
    if body in _HALVES:
        numeral: Numeral | None = Numeral(value=Decimal("0.5"))
    elif "/" in body:
        up, _, down = body.partition("/")
        numeral = Numeral(value=as_number(Fraction(int(up), int(down)))) if int(down) else None
    else:
        numeral = _read_fraction(body, part) if part else _read_number(body)
    if numeral is None:
        return None
    bound = Bound.GT if lead[-1:] in {"几", "数"} else _FUZZY[after] if after else numeral.bound
    return _negated(numeral, bound) if lead[:1] in {"-", "负", "零"} else _with_bound(numeral, bound)


def _with_bound(numeral: Numeral, bound: Bound) -> Numeral:
    if bound is numeral.bound or numeral.bound is Bound.RANGE:
        return numeral
    return Numeral(value=numeral.value, bound=bound, digits=numeral.digits, exponent=numeral.exponent)


def _negated(numeral: Numeral, bound: Bound) -> Numeral:
    def minus(value: Number | None) -> Number | None:
        return value.copy_negate() if isinstance(value, Decimal) else value if value is None else -value

    digits = numeral.digits.copy_negate() if numeral.digits is not None else None
    if numeral.bound is Bound.RANGE:
        return Numeral(value=None, low=minus(numeral.high), high=minus(numeral.low), bound=Bound.RANGE)
    return Numeral(value=minus(numeral.value), bound=bound, digits=digits, exponent=numeral.exponent)


def _read_fraction(whole: str, part: str) -> Numeral | None:
    """百分之十二点五 keeps its digits (12.5) and exponent (-2); 三分之二 is the fraction."""
    down, up = _read_number(whole), _read_number(part)
    if down is None or up is None or not isinstance(down.value, Decimal) or not isinstance(up.value, Decimal) or not down.value:
        return None
    power = len(f"{down.value:f}") - 1
    if down.value == Decimal(10) ** power:
        return Numeral(value=shift(up.value, -power), bound=up.bound, digits=up.value, exponent=-power)
    # Python writes no whole number of thousands of digits, as a fraction has two
    if len(whole) + len(part) > _LONGEST_INTEGER:
        return None
    return Numeral(value=as_number(Fraction(up.value) / Fraction(down.value)), bound=up.bound)


def _read_number(written: str) -> Numeral | None:
    """A number without sign and fraction; a fuzzy word inside (7000多万) sets its bound."""
    bound = Bound.EQ
    if written[0] not in _FIGURES:
        written = written.translate(_OLD_STYLE)
    if len(written) > 1:
        for word in "多余几来":
            if word in written:
                bound, written = _FUZZY[word], written.replace(word, "", 1)
                break
    if _PLAIN_CHINESE.fullmatch(written):
        neighbours = _NEIGHBOURS.fullmatch(written)
        if neighbours and _are_neighbours(neighbours["low"], neighbours["high"]):
            head, tail = neighbours["head"], neighbours["tail"]
            low, high = _chinese_integer(head + neighbours["low"] + tail), _chinese_integer(head + neighbours["high"] + tail)
            if low is not None and high is not None and low < high:
                return Numeral(value=None, low=Decimal(low), high=Decimal(high), bound=Bound.RANGE)
        integer = _chinese_integer(written)
        return None if integer is None else Numeral(value=Decimal(integer), bound=bound, digits=Decimal(integer))
    if "点" in written:
        return _read_pointed(written, bound)
    if written[0] not in _FIGURES:
        return None
    return _read_figure(written, bound)


_OLD_STYLE: Final = str.maketrans({"、": "", "·": "点", "•": "点", "・": "点", "参": "叁"})


def _are_neighbours(low: str, high: str) -> bool:
    first, second = int(_DIGIT_VALUE[low]), int(_DIGIT_VALUE[high])
    return second == first + 1 or (first, second) == (3, 5)


def _read_pointed(written: str, bound: Bound) -> Numeral | None:
    """三点五万: a Chinese decimal, with a scale or without."""
    whole, _, rest = written.partition("点")
    places = rest.rstrip(SCALES)
    scale = rest[len(places) :]
    integer = _chinese_integer(whole)
    if integer is None or not places or any(c not in _DIGIT_VALUE for c in places):
        return None
    digits = Decimal(f"{integer}.{''.join(_DIGIT_VALUE[c] for c in places)}")
    exponent = sum(_POWER[c] for c in scale)
    return Numeral(value=shift(digits, exponent), bound=bound, digits=digits, exponent=exponent)


def _read_figure(written: str, bound: Bound) -> Numeral | None:
    """31.65亿, 1.3万亿, 1亿2千万, 3千5百万: Arabic figures with scale words between and behind them."""
    body = written.rstrip(SCALES)
    if body.translate(_ASCII_NUMBER) == "":
        digits = _decimal(body)
        powers = [_POWER[c] for c in written[len(body) :]]
        if powers != sorted(powers):
            return None
        exponent = sum(powers)
        return Numeral(value=shift(digits, exponent), bound=bound, digits=digits, exponent=exponent)
    # a stack of terms: a scale word multiplies all smaller terms before it (3千5百万 is 3500 万)
    terms: list[Decimal] = []
    for piece in _PIECE.finditer(written):
        if piece["scale"] is None:
            terms.append(_decimal(piece["figure"] or _DIGIT_VALUE[piece["digit"]]))
            continue
        power = _POWER[piece["scale"]]
        limit = Decimal(10) ** power
        smaller = Decimal(0)
        while terms and terms[-1] < limit:
            smaller = EXACT.add(smaller, terms.pop())
        if not smaller and not terms:
            return None
        terms.append(shift(smaller or terms.pop(), power))
    if any(left <= right for left, right in pairwise(terms)):
        return None
    total = Decimal(0)
    for term in terms:
        total = EXACT.add(total, term)
    return Numeral(value=shortest(total), bound=bound, digits=shortest(total))


def _decimal(written: str) -> Decimal:
    """Arabic digits with commas; a comma before one or two last digits is a misread point."""
    head, comma, tail = written.rpartition(",")
    return Decimal((f"{head}.{tail}" if comma and len(tail) < 3 else written).replace(",", ""))


_ASCII_NUMBER: Final = dict.fromkeys(map(ord, "0123456789.,"))


_LONGEST_INTEGER: Final = 256
"""So many characters are read: every 亿 of a run reads what stands before it."""

_OLD_YI: Final = plain("(?<=[一二三四五六七八九两十])万万(?!万)")
"""五万万: so was 亿 called of old."""


def _chinese_integer(written: str) -> int | None:
    """A Chinese integer, or None where the characters make none, or are more than anybody writes."""
    if not 0 < len(written) <= _LONGEST_INTEGER:
        return None
    written = _OLD_YI.sub("亿", written) if "万万" in written else written
    if len(written) > 1 and all(c in _DIGIT_VALUE for c in written):
        return int("".join(_DIGIT_VALUE[c] for c in written))
    for mark, scale in (("兆", 10**12), ("亿", 10**8)):
        head, found, tail = written.rpartition(mark)
        if found:
            high, low = _chinese_integer(head) if head else 1, _tail(tail, scale)
            return None if high is None or low is None else high * scale + low
    return _below_yi(written)


def _tail(written: str, scale: int) -> int | None:
    """What follows 亿 or 兆: nothing, a spoken rest (一亿五 = 150,000,000) or a smaller integer."""
    if not written:
        return 0
    if len(written) == 1 and written in _DIGIT_VALUE:
        return int(_DIGIT_VALUE[written]) * scale // 10
    value = _chinese_integer(written.lstrip("零〇"))
    return value if value is None or value < scale else None


@cache
def _reader() -> Callable[[str, str], int]:
    from cn2an import cn2an  # noqa: PLC0415 - it takes longer to import than all of govnews, and most texts need it late

    return cast("Callable[[str, str], int]", cn2an)


# characters that say the same, put into those that we and cn2an write
_SPELLED: Final = {"卅": "三十", "卌": "四十", "廿": "二十", "两": "二", "俩": "二", "仨": "三", "〇": "零"}
_CAPITALS: Final = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True))
_SPELLING: Final = str.maketrans(_SPELLED | _CAPITALS)
# 五五十, 一千百: cn2an has no number for it either, and takes longer to import than an article to read
_BESIDE: Final = plain("[一二三四五六七八九]{2}|千百|万[百千]")


@lru_cache(maxsize=8192)
def _below_yi(written: str) -> int | None:
    """A Chinese integer below 亿; what we would write otherwise ourselves (一万五, 一千五十) is read by cn2an."""
    spelled = written.translate(_SPELLING)
    if spelled[:1] in _POWER:
        spelled = "一" + spelled
    # 一百千: cn2an adds where the language has no such number
    powers = [_POWER[c] for c in spelled if c in _POWER]
    if any(left <= right for left, right in pairwise(powers) if right < 4) or powers.count(4) > 1:
        return None
    value = _added_up(spelled)
    if in_words(value) == spelled:
        return value
    if _BESIDE.search(spelled) is not None:
        return None
    try:
        value = _reader()(spelled, "normal")
    except (ValueError, KeyError):
        return None
    return value


def _added_up(spelled: str) -> int:
    """What the characters of an integer below 亿 come to, if it is well written."""
    whole = part = digit = 0
    for c in spelled:
        power = _POWER.get(c, 0)
        if power == 4:
            whole, part, digit = (part + digit) * 10000, 0, 0
        elif power:
            part, digit = part + digit * 10**power, 0
        else:
            digit = int(_DIGIT_VALUE[c])
    return whole + part + digit
