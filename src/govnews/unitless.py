"""Numbers without a unit: when they measure or count all the same, and in what.

A large number stands for itself (51万新就业人员, 用户突破2700万) and is money behind a noun of money (投资超3000亿); a small one
counts where a countable noun follows (3000企业) and is the value of an index behind one (综合指数为102.3). All others, 硼-10 and
第二十二 among them, are none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from govnews.lexicon import rows
from govnews.model import Numeral, Unit
from govnews.patterns import pattern, plain
from govnews.text import HAN
from govnews.units import parse_unit

if TYPE_CHECKING:
    import regex

ONE: Final = Unit(code="1", dimension="ratio")
"""The unit of a bare number, a fraction or an index; ``parse_unit("1")`` gives it too."""

_LARGE: Final = 4
"""A number written with a scale of so many powers of ten, 万 or more, stands for itself."""
_VIEW: Final = 20
_FAR_VIEW: Final = 60

_FIGURES: Final = frozenset("0123456789")
_LONE_SCALE: Final = plain(r"[百千万亿兆]+[多余来]?")
# what makes another word or a date of the number
_NO_MEASURE: Final = plain(r"[年月日时秒点号级届岁代后股式型A-Za-z0-9./·•]|以[来后前]|分(?!别)")
_NOUN: Final = plain(rf"(?![左多的之是为和与及或等上下])[{HAN}]")
_REACHES: Final = (
    r"(?:额|总额|总值|规模|总量|总计)?(?:[了已将约近超逾共达为至到仅再又由从]|突破|超过|达到|接近|分别|首次|增加|减少|增长|合计|累计|高达|预计|"
    r"[升降增]至|总共|可达|实现|完成|不到|不足)*+"
)
# 10金7银10铜, 9死3伤: medals and the victims of an accident are counted without a counting word
_COUNTED_SO: Final = plain(r"(?:[金银铜]|死|[轻重]?伤|失踪)(?=[0-9、,。;!)的共]|和[0-9]|\n|\Z)")
_SO: Final = frozenset("金银铜死轻重伤失")
_BECOMES: Final = plain(
    r"(?:(?:提[高升]|上升|下降|降低|缩小|扩大|增[加长]|减少|回落|调整|优化|改善|收窄|变|升|降)[至到为])[0-9]+(?:\.[0-9]+)?(?![0-9:])"
)
_FROM: Final = frozenset("由从")
# 以女性为100: what an index counts from, and no value of it
_BASE_OF_INDEX: Final = plain(r"以[^,。;:()\n]{1,12}(?:为|是)\Z")
_HELD_AGAINST: Final = plain(r"(?:指数|PMI)[^。;\n]{1,30}(?:[低高多]于|好于|优于|持平于|不及)[^,。;:()\n]{1,12}的\Z")
_CLOSES: Final = plain(r"[,。;!?\n]|\Z")
_GOES_ON: Final = plain(r"[,。;、()!?\n]|\Z|[比较同环]")


@cache
def _yuan() -> Unit:
    return parse_unit("元")


class _Patterns(NamedTuple):
    money: regex.Pattern[str]
    value: regex.Pattern[str]
    value_ends: frozenset[str]
    """the characters that what ``value`` finds ends in"""
    counted: dict[str, tuple[str, ...]]
    """what a number counts, by its first character"""


@cache
def _patterns() -> _Patterns:
    def alternatives(kind: str) -> str:
        return "|".join(sorted((noun for noun, its in rows("unitless_nouns") if its == kind), key=len, reverse=True))

    counted: dict[str, tuple[str, ...]] = {}
    for noun, its in rows("unitless_nouns"):
        if its == "counted":
            counted[noun[0]] = (*counted.get(noun[0], ()), noun)
    return _Patterns(
        money=pattern(rf"(?:{alternatives('money')}){_REACHES}[ ]?\Z"),
        value=pattern(
            rf"(?:(?:{alternatives('index')})[:为达是至到仅]*+|(?:[升降落涨跌调增减]|缩小|扩大|提高|降低|优化|收窄|调整)[至到]|为|达到?|是|报|收于)\Z"
        ),
        value_ends=frozenset(":为达是至到仅报于").union(noun[-1] for noun, its in rows("unitless_nouns") if its == "index"),
        counted=counted,
    )


def unit_of_bare(norm: str, start: int, end: int, numeral: Numeral) -> Unit | None:
    """The unit of the number ``norm[start:end]``, behind which none is written; None where it neither measures nor counts.

    >>> from govnews.numerals import scan_numerals
    >>> def unit(norm): return next(unit_of_bare(norm, *match) for match in scan_numerals(norm))
    >>> unit("投资超3000亿,").code, unit("共有51万新就业人员").code, unit("综合指数为102.3,").code, unit("硼10酸")
    ('CNY', '1', '1', None)
    """
    if norm[end - 1] not in _FIGURES or numeral.exponent >= _LARGE:
        return _unit_of_worded(norm, start, end, numeral)
    patterns, behind = _patterns(), norm[end : end + 1]
    nouns = patterns.counted.get(behind)
    if nouns is not None and norm.startswith(nouns, end) and not _looks_like_year(norm[start:end]) and norm[start:end] != "1":
        return ONE
    if behind in _SO and _COUNTED_SO.match(norm, end):
        return ONE
    before = norm[start - 1 : start]
    is_value = (
        before in patterns.value_ends
        and _GOES_ON.match(norm, end)
        and not (norm[start:end] == "100" and _BASE_OF_INDEX.search(norm, max(start - _VIEW, 0), start))
        and patterns.value.search(norm, max(start - _VIEW, 0), start)
    )
    is_base = _is_held_against(norm, start, end) or (before in _FROM and _leads_to_value(norm, start, end))
    return ONE if is_value or is_base else None


def _unit_of_worded(norm: str, start: int, end: int, numeral: Numeral) -> Unit | None:
    """The unit of a number that ends in a word, mostly one of scale: money, or none that is large."""
    written = norm[start:end]
    if (numeral.exponent >= _LARGE or written.rstrip("多余来")[-1] in "万亿兆") and _has_figure(norm, written, end):
        is_money = _patterns().money.search(norm, max(start - _VIEW, 0), start) is not None
        # 100兆宽带, 千兆路由器: how fast a line is
        if _NO_MEASURE.match(norm, end) or (written[-1] == "兆" and not is_money):
            return None
        return _yuan() if is_money else ONE
    return ONE if written[-1] in "多余" and _NOUN.match(norm, end) else None


def _is_held_against(norm: str, start: int, end: int) -> bool:
    """Whether the number is the value that another is held against: 指数为50.1，低于8月份的48.9."""
    is_decimal = norm[start - 1 : start] == "的" and "." in norm[start:end]
    held = _HELD_AGAINST.search(norm, max(start - _FAR_VIEW, 0), start) if is_decimal else None
    return held is not None and _GOES_ON.match(norm, end) is not None


def _has_figure(norm: str, written: str, end: int) -> bool:
    """Whether a number is more than a scale word; at the end of its clause one of those states a size too: 点击量破亿."""
    return _LONE_SCALE.fullmatch(written) is None or (written not in {"万", "兆"} and _CLOSES.match(norm, end) is not None)


def _leads_to_value(norm: str, start: int, end: int) -> bool:
    """Whether the number is what a value came from: (比值)由3.27缩小至2.93."""
    if _BECOMES.match(norm, end) is None:
        return False
    before = norm[max(start - 1 - _VIEW, 0) : start - 1]
    return "." in norm[start:end] or _patterns().value.search(before) is not None


def _looks_like_year(written: str) -> bool:
    return len(written) == 4 and written[:2] in {"19", "20"}
