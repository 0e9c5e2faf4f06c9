"""Lengths of time that tell when: 近三年, 两年来, 未来五年, 三年前, 五年内, 第一个五年.

A length alone (历时三年, 连续五年, 3个月) measures and is no time. It tells a time where a word says how it lies to the day of
publication (近, 来, 前), or where something is counted up over it (五年合计, 两年增长47%).
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from govnews import dates
from govnews.dates import Stretch
from govnews.dating import NUMBER, Anchor, Setting, number
from govnews.lexicon import listed
from govnews.model import Grain
from govnews.patterns import plain


class Reach(StrEnum):
    """How a length of time lies to the day of publication."""

    BACK = "back"
    """近三年"""
    SINCE = "since"
    """两年来"""
    AHEAD = "ahead"
    """未来五年"""
    AGO = "ago"
    """三年前"""
    LATER = "later"
    """三年后: counted from a day that only the story knows"""
    WITHIN = "within"
    """五年内, 前两年, 两年增长: the text says of which years, if at all"""


_GRAINS: Final = {
    "Y": Grain.YEAR, "Q": Grain.QUARTER, "M": Grain.MONTH, "W": Grain.WEEK, "D": Grain.DAY,
    "TH": Grain.DAY, "TM": Grain.DAY, "TS": Grain.DAY,
}  # fmt: skip
_MODS: Final = {Reach.AGO: "BEFORE", Reach.LATER: "AFTER"}


class Lapse(NamedTuple):
    """A length of time and how it lies to the day of publication."""

    length: int
    """0 where the text does not say it to the unit: 几年, 十多年"""
    unit: str
    """the letters of TIMEX3, with T before hours, minutes and seconds"""
    reach: Reach

    @property
    def rule(self) -> str:
        """The name of the rule."""
        return f"lapse.{self.reach}"

    @property
    def anchor(self) -> Anchor:
        """The day of publication."""
        return Anchor.PUBLISHED

    def stretch(self, setting: Setting) -> Stretch | None:
        """The stretch up to, or from, the day of publication, or the year, month or day so long ago; TIMEX3 gives the length."""
        now, grain = setting.published, _GRAINS[self.unit]
        if now is None or not self.length or self.reach in {Reach.LATER, Reach.WITHIN} or self.unit.startswith("T"):
            return self._unresolved(grain)
        if self.reach is Reach.AGO:
            return self._point(self._away(now, -1))
        ends = sorted((now, self._away(now, 1 if self.reach is Reach.AHEAD else -1)))
        return Stretch(ends[0], ends[1], self._timex, grain)

    @property
    def _timex(self) -> str:
        letters = self.unit
        return f"PT{self.length or 'X'}{letters[1]}" if letters[0] == "T" else f"P{self.length or 'X'}{letters}"

    def _unresolved(self, grain: Grain) -> Stretch:
        return Stretch(None, None, self._timex, grain, _MODS.get(self.reach, ""))

    def _point(self, there: date) -> Stretch:
        match self.unit:
            case "Y":
                return dates.year(there.year)
            case "Q" | "M":
                return dates.month(there.year, there.month)
            case "W":
                return dates.week(there)
            case _:
                return dates.day(there)

    def _away(self, now: date, sign: int) -> date:
        steps = sign * self.length
        match self.unit:
            case "Y":
                return dates.shift_years(now, steps)
            case "Q" | "M":
                return dates.shift_months(now, steps * (3 if self.unit == "Q" else 1))
            case _:
                return dates.shift_days(now, steps * (7 if self.unit == "W" else 1))


# --- how lengths are written

_FIRST_OF_LARGE: Final = "(?:[0-9]{1,4}|[一二两三四五六七八九几数上])"
_LARGE: Final = rf"(?:(?:{_FIRST_OF_LARGE}?(?:[十百千]万?|百十)|{_FIRST_OF_LARGE}万)[多余]?|[几数])"
_YEARS_ONLY: Final = "年(?!级|代|龄|轮|期|限|制|份|产|薪|检|终|假|卡|票|报|货|味)"
_UNIT: Final = rf"{_YEARS_ONLY}|个多?月|个?(?:星期|礼拜)|周(?!年|期|边)|天|日|个?季度"
_CODES: Final = {
    "年": "Y", "度": "Q", "月": "M", "期": "W", "拜": "W", "周": "W", "天": "D", "日": "D", "时": "TH", "分": "TM", "钟": "TM",
    "秒": "TS", "纪": "Y",
}  # fmt: skip
_HALVES: Final = {"年": (6, "M"), "月": (15, "D"), "时": (30, "TM")}

_FIGURES: Final = "0123456789一二两三四五六七八九十廿卅"
LAPSE_LEADS: Final = frozenset(
    {word + behind for word in ("此前", "之前", "过去", "最近", "最后", "以往", "未来", "今后") for behind in f"{_FIGURES}几的这"}
    | {"刚刚过", "接下来", "半年", "半个", "半月", "半小", "上百", "上千", "上万"}
    | {part + behind for part in ("上一", "上个", "下一", "下个") for behind in f"{_FIGURES}个"}
    | {large + behind for large in "百千" for behind in ("年", "余", "多", "十年", "万年", "万余", "万多")}
    | {first + unit for first in "几数" for unit in "年个天周十百千万小分日"}
    | {first + figure for first in "近这前后头" for figure in f"{_FIGURES}几" if figure != "一"}
    | {first + "一" + behind for first in "近这前后头" for behind in f"{_FIGURES}年个星礼周天日季小多余"}
    | {"第" + figure + behind for figure in _FIGURES for behind in f"{_FIGURES}个"}
)
_BACK_FIRST: Final = frozenset("近过刚最这以")
_BACK: Final = plain(
    rf"(?: (?<![附靠接邻远临拉亲贴逼将]) 近 | (?:过|刚刚过)去的? | 最近的?这? | 这(?![一]年) | 以往 )"
    rf" (?P<n>{NUMBER}|几) [多余]? (?P<unit>{_UNIT}|个?小时) [多余]?"
    r" (?! 历史 | 时间 | 时光 | 左右 | 以?[前后](?![线方台勤]) | 光阴 | 之久 | 了"
    r"   | 的?(?:历史|时间|努力|建设|发展|奋斗|打拼|孕育|攻关|筹备|等待) )"
    r" (?P<since>(?:以)?来(?!水))? (?:间|里|内|中(?=[,、]))?",
    re.VERBOSE,
)
_AHEAD: Final = plain(
    rf"(?:未来|今后|接下来)的?(?:{NUMBER}(?:[-~—至到、]))?(?P<n>{NUMBER}|几)(?P<unit>{_UNIT}|个?小时)(?:间|里|内)?"
)


# the words behind a length that make it a time; what is counted up over a length (五年合计) is counted over years
_TOLD: Final = plain(
    lambda: (
        rf"""
    (?: (?P<n>{NUMBER}) (?P<more>[多余几])? | (?P<large>{_LARGE}) | (?P<halved>半)(?!年度) )
    (?P<unit>{_UNIT}|个?小时|分钟?|秒钟?|个世纪|(?<=半)个?月) (?P<over>[多余](?!元))? (?P<half>半)?
    (?=[之以来前后内间里中当平年合累总一共同全{"".join(word[0] for word in listed("lapse_words", "counted"))}])
    (?: (?P<since> [之以]?来(?!自|源|到|访|水|华|我|得|的人) )
      | (?<!日)(?P<ago> [之以]?前(?!往|期|列|景|瞻|沿|夕|置|后|款|段|任|身|端|线|方|台|锋|哨|{NUMBER}[季个名位强大批]) )
      | (?P<later> [之以]?后(?!期|续|备|勤|台|方|面|补|发|端|半|劲|代|人|排|来(?!到|自|成)) )
      | (?: (?<=年) | (?<=年[多余半]) | (?<=年[多余]半) ) (?P<within>
            之?内(?!战|乱|容|涝|部|外|地|陆|需|生|在|河|存|科|阁|政|销|控|审|设|衣|心|蒙)
          | 之?间(?!隔|歇|断|接|距|伐|作|种) | 里(?=[,、共总完建新投增])
          | (?:之?中|当中)(?=[,、平共国总])
          | (?=平均|年均|合计|累计|总计|总共|一共|同期(?!声)|共(?!同|建|享|识|产|和|青|治|赢|商|有产))
          | (?=全[国省市区县州镇])
          | (?={"|".join(sorted(listed("lapse_words", "counted"), key=len, reverse=True))})(?!..[到至为在于]) ) )
    """
    ),
    re.VERBOSE,
)
# some of the years that the text speaks of: 前两年, 第二个五年, 上一个五年; and those that it looks back on (不平凡的五年)
_SOME: Final = plain(
    rf"(?: (?<![提学])前 | (?<![延推滞落错])后 | 头 | 最后 | 第{NUMBER}个 | [上下]一?个 ) (?P<n>{NUMBER}) (?P<unit>{_YEARS_ONLY})"
    r" (?!计划|规划|行动|纲要) (?:之?[内间]|里(?=[,、]))?",
    re.VERBOSE,
)
_LOOKED_BACK_ON: Final = plain(
    rf"(?:(?:(?<=的)|(?<=关键)|(?<=黄金))(?={NUMBER}年[,。;!、”])|(?<=今明)(?=两年))(?P<n>{NUMBER})(?P<unit>年)"
)
# 由此前三个月的7.5%: before a day that only the story knows
_BEFORE_THAT: Final = plain(rf"[此之]前(?P<n>{NUMBER}|几)(?P<unit>{_UNIT}|个?小时)(?:间|里|内)?")
_FORMS: Final = {
    **dict.fromkeys("未今接", (_AHEAD, Reach.AHEAD)),
    **dict.fromkeys("此之", (_BEFORE_THAT, Reach.WITHIN)),
    **dict.fromkeys("前后头最第上下", (_SOME, Reach.WITHIN)),
}
"""The forms by the characters that they begin with."""
_LOOKED_BACK_BEHIND: Final = frozenset("的键金明")
_LONGEST: Final = 500


def read_lapse(norm: str, at: int) -> tuple[Lapse, int] | None:
    """A length of time that tells when.

    >>> read_lapse("近三年来", 0)
    (Lapse(length=3, unit='Y', reach=<Reach.SINCE: 'since'>), 4)
    >>> read_lapse("连续五年", 2) is None
    True
    """
    first = norm[at : at + 1]
    back = _BACK.match(norm, at) if first in _BACK_FIRST else None
    if back:
        # 近3小时 is how long something takes
        if _only_lasts(norm, at) or number(back["n"]) > _LONGEST or (first == "近" and back["unit"].endswith("时")):
            return None
        return _lapse(back, Reach.SINCE if back["since"] else Reach.BACK), back.end()
    form, reach = _FORMS.get(first, (_LOOKED_BACK_ON, Reach.WITHIN))
    match = form.match(norm, at) if first in _FORMS or norm[at - 1 : at] in _LOOKED_BACK_BEHIND else None
    if match:
        return _lapse(match, reach), match.end()
    told = _TOLD.match(norm, at)
    if told is None:
        return None
    reach = Reach(told.lastgroup or "")
    if reach in {Reach.LATER, Reach.WITHIN} and _only_lasts(norm, at):
        return None
    return _lapse(told, reach), told.end()


def _only_lasts(norm: str, at: int) -> bool:
    """Whether the words before make it the length of something, and no time: 经过近两年, 历时近三年."""
    return norm[max(at - 3, 0) : at].endswith(listed("lapse_words", "lasting"))


def _lapse(match: re.Match[str], reach: Reach) -> Lapse:
    groups = match.groupdict()
    last = groups["unit"][-1]
    if groups.get("halved"):
        return Lapse(*_HALVES.get(last, (0, _CODES[last])), reach)
    written, more = groups["n"], groups.get("over") or groups.get("large") or groups.get("more")
    # 70多年来 begins about seventy years ago; of 十几年来 and 70多年前 no one year can be told
    is_open = written in {None, "几"} or more == "几" or (more and reach is not Reach.SINCE)
    length = 0 if is_open else max(number(written), 0)
    if groups.get("half"):
        return Lapse(length * 12 + 6, "M", reach) if length and last == "年" else Lapse(0, _CODES[last], reach)
    if last == "纪":
        length *= 100
    return Lapse(0 if length > 9999 or (reach is Reach.AGO and length > _LONGEST) else length, _CODES[last], reach)
