"""What is no metric: numbers inside names, codes, slogans and idioms, and those that count off.

A number is known as part of a name by what stands around it. Names that exist, and words that make a name of any number
beside them, are data, read in :mod:`govnews.neighbours`. What the language makes freely (三横三纵, 歼-20, 一家企业) is a
rule, a small function that looks at one number: here, in :mod:`govnews.codes` and in :mod:`govnews.ordinals`.

Dates and periods are read elsewhere, and ranks (位居第三) before any rule of this module is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from govnews.codes import CODE_GLUE, EXTENSION_MARKS, added, address, hyphenated, identifier, latin, unfilled, version
from govnews.neighbours import (
    DOTS,
    FIGURES,
    LETTERS,
    NUMBER,
    ONE_DIGIT,
    SCALES,
    STATED_UNITS,
    Site,
    beside,
    graded,
    listed,
    may_be_quoted,
    quotations_at,
    signs_at,
)
from govnews.ordinals import COUNTED_OFF, COUNTS_OFF, JOINING, bracketed, edition, list_number, marked_year, ordinal
from govnews.patterns import plain

_CAPITALS: Final = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_ONE_BEHIND: Final = frozenset("唯统每同单专逐任某")
_DURATIONS: Final = frozenset({"year", "quarter", "month", "week", "day", "hour", "minute", "second"})
_REAL_MEASURES: Final = frozenset("倍亩斤两里丈尺寸番石")
# units that Chinese letters spell and that 一 still measures with; others spelt so make it an article or a set word
_VAGUE: Final = frozenset("度分点角方号级里线时刻毛块")
_VIEW: Final = 10

_BOUND_BEFORE: Final = plain(
    r"(?:近|约|超|过|到|逾|足|满|仅|只|仅有|只有|至少|最多|不足|长达|历时|为期|用时|耗时|时隔|期|相当于|缩短|延长|提前|推迟|压缩|减少|增加|为|需|需要|至)\Z"
)
_BOUND_AFTER: Final = plain(r"以上|以下|以内|左右|上下|之多|多|余|半")
_CASUALTY: Final = plain(r"(?:死|伤|遇难|失踪|受伤|轻伤|重伤|牺牲|溺亡)")
_VAGUE_KEPT: Final = plain(r"电|钱|钟|油价")
_MANY_BEFORE: Final = frozenset("上近超逾过几数约达成半到足满破")
_NEXT_PART: Final = plain(rf"[{NUMBER}几两]")
_COUNTABLE: Final = frozenset("省市县区旗州镇乡村企校矿厂户倍成折番半分厘")
_TO_NEXT: Final = plain(rf"(?:[-—~、/或]|至|到|以上|以下|以内|左右|分之|[个]?百分点)[{NUMBER}几两]?")
_EACH_TIME: Final = plain(r"一(?:遇|次|届|度|换|评|聘|审|轮|修|选|任|变|考|检|小庆)")
_PAIR_AHEAD: Final = plain(r"[\u4e00-\u9fff][一二两三四五六七八九十多][\u4e00-\u9fff]")
_PAIR_BEHIND: Final = plain(r"[一二两三四五六七八九十][\u4e00-\u9fff]\Z")
_ADMIN: Final = frozenset("省市县区旗州镇乡村男女死伤室厅卫人年月日天")
# nouns that plans of space and traffic are made of (一主两副, 一带三区)
_PATTERN_NOUNS: Final = frozenset("主核轴带廊心环翼链极横纵体屏芯")
_PAIR_ENDS: Final = frozenset("年月日时点分至到和或与及")
_SLOGAN_HEAD: Final = plain(
    r"""(?: 更加|坚持|必须|确保|不能|转变|维护|确立|自信|意识|注重|服从|务必|聚焦|明确|结合|导向|覆盖|到位|不变|统一|严禁
      | 决不|绝不|强化|着力|突出|提升|全面|革命|面向|离不开|允许|有利于|坚定|统筹|走在前|率先|更|大局|倍增|翻番|清零|毫不动摇
      | 代表|文明|一|必然|带头|对照|牢牢|始终|善于|敢于|勇于|推动|打造|抓好|做到|融入|伟大|先行|健康|责任|基本点|中心任务|专项
      | 示范区|没有变|区分|规律|倡导|进一步|起来|严格|狠抓|加快|零|百分之百|100%|百万|千亿|千万|万亿|百亿|先锋队|同步|现代化 )""",
    re.VERBOSE,
)
_CLOSING: Final = frozenset("”’」』")
_OF_A_WORD: Final = plain("个?[字词]")
_TERM_BEHIND: Final = plain(r"[0-9]{1,3}[.、] ?[“]?[^,。;:\n]{0,10}")
_TERM_AHEAD: Final = plain(r"[^,。;:\n0-9]{1,12}:")
_NAMED_BEHIND: Final = plain(
    r"[\u4e00-\u9fff](?![共有达为是在全等这那前后各近约超过到和及与以的了建设辖成造治动、选入个含括盖涉跨扶])[\u4e00-\u9fff]"
    r"(?<!全[省国州县市区])\Z"
)
_NAMING_UNITS: Final = frozenset("字方馆面期条")
_STATED: Final = plain(r"(?:以上|以下|以内|左右|上下|之多|多)?[,。”’」』\"]")
_ESTATE: Final = plain("[村校](?![民庄级居长医支干集两均名数])")
_PARTIES: Final = plain(f"(?:部门|部委|[地市](?![级区面块名方值况场民价情处点下上亩])) (?![{NUMBER}]|个)", re.VERBOSE)
_CLAUSE_MARKS: Final = frozenset(",。;:!?、\n\r \u3000")
# a plan by its years, and the words that make the years a length: 三年完成规划, 用三年建设工程
_PLAN_AHEAD: Final = plain(
    r"(?:(?![来前后内间共的了完成实施开展投建成于])[\u4e00-\u9fff]){0,6}?(?:行动|计[划画]|方案|规[划画]|工程)"
)
_SPENT_BEHIND: Final = plain(r"(?:[用近续历时经过达需花期第前去]|未来|连续|约|超过)\Z")
_LAND: Final = plain(
    r"""家[镇寨岭庄屯堡湾沟坪岗河集崖峪][^办]|家[镇寨岭庄屯堡湾沟坪岗河集崖峪]\Z
      | [股道星门井间口层营渡渠连里面]{1}[河江山沟岭镇庄屯堡坪坝寨湾崖峪坡岗铺海湖泉梁]
    """,
    re.VERBOSE,
)
_SCORE: Final = plain(r"(?:[:∶]|比)[0-9]")
_SCORED: Final = plain(r"[0-9](?:[:∶]|比)\Z")
_TIMES: Final = frozenset("×xX*")


Rule = Callable[[Site], str]


def veto(norm: str, start: int, end: int, unit_end: int, unit: str) -> str:
    """The name of the rule by which the number at ``norm[start:end]`` is no metric, or "" where it may be one.

    ``unit_end`` is where the unit after it ends, in the normal form, and ``unit`` its code; ``end`` and "" where it has none.

    >>> veto("“三农”工作", 1, 2, 2, "")
    'slogan'
    >>> veto("企业67家", 2, 4, 5, "家")
    ''
    """
    if norm[start] in "+-负" and end - start > 1:
        start += 1
    number, behind, ahead = norm[start:end], norm[start - 1 : start], norm[end : end + 1]
    if behind in COUNTS_OFF:  # what the first of the rules says, and says of one in six
        return "ordinal"
    is_figure = number[0] in FIGURES
    is_quoted = not is_figure or may_be_quoted(norm, start)
    rules = _rules(
        ("figure" if end - start < _LONG else _kind(number)) if is_figure else number if number in _TELLING_NUMBERS else "",
        behind if behind in _TELLING_BEHIND else "",
        ahead if ahead in _TELLING_AHEAD else "",
        unit if not unit or unit in _TELLING_UNITS else _ANY_UNIT,
        signs_at(norm, start, end, unit_end) + 4 * is_quoted,
    )
    if not rules:
        return ""
    after = norm[end : end + _VIEW]
    site = Site(
        norm, start, end, unit_end, unit, number, norm[max(start - _VIEW, 0) : start], after,
        after if unit_end == end else norm[unit_end : unit_end + _VIEW],
    )  # fmt: skip
    for rule in rules:
        if found := rule(site):
            return found
    return ""


# ------------------------------------------------------------------------------------------------ rules for every number


def _recurring(site: Site) -> str:
    """十年一遇, 五年一次: how often, and no length."""
    return "recurrence" if site.unit in _DURATIONS and _EACH_TIME.match(site.beyond) else ""


def _planned(site: Site) -> str:
    """三年清零攻坚行动, 十年长期照顾计划: a plan that is called by its years; not 用三年实施改造工程."""
    is_plan = site.unit == "year" and _PLAN_AHEAD.match(site.norm, site.unit_end) and not _SPENT_BEHIND.search(site.before)
    return "plan" if is_plan else ""


def _titled_or_quoted(site: Site) -> str:
    """A number inside 《…》, or inside a short quoted name; a quoted measure (“5000万元”) may be a metric."""
    if not may_be_quoted(site.norm, site.start):
        return ""
    for span in quotations_at(site):
        if site.norm[span[0]] == "《":
            return "title"
        if span[1] - span[0] <= 16 and not _is_statement(site, span[1]):
            return "quoted-name"
    return ""


def _is_statement(site: Site, quote_end: int) -> bool:
    """Whether a quoted number states how much: it has a unit, and is no small count or duration that names a thing."""
    if not site.unit:
        return site.number[-1] in "亿万%" and len(site.number) > 2 and site.before[-1:] != "个"
    if site.number[0] not in FIGURES and site.after[:1] in _NAMING_UNITS:
        return False
    if site.unit == "条" and site.unit_end == quote_end - 1:
        # “39条”: a policy that is called by its articles
        return False
    if site.unit in STATED_UNITS and site.number not in SCALES:
        return True
    if site.number not in FIGURES and (len(site.number) == 1 or SCALES.issuperset(site.number)):
        return False
    return len(site.number) > 2 or (site.unit_end <= quote_end and _STATED.match(site.beyond) is not None)


def _score(site: Site) -> str:
    """3:2, 3比2 and the members of a ratio."""
    if _SCORE.match(site.after) or _SCORED.search(site.before):
        return "score"
    return ""


def _event(site: Site) -> str:
    """3·15, 一二·九: a day that names what happened on it."""
    if site.after[:1] in DOTS and site.after and _NEXT_PART.match(site.after, 1):
        return "event"
    if site.before[-1:] in DOTS and site.before and _NEXT_PART.match(site.before[-2:-1]) and not site.unit:
        return "event"
    return ""


# ---------------------------------------------------------------------------- a rule for figures, besides those of codes


def _around_the_clock(site: Site) -> str:
    """7×24小时."""
    return (
        "idiom"
        if (site.number == "7" and site.after[:1] in _TIMES) or (site.before[-2:-1] == "7" and site.before[-1] in _TIMES)
        else ""
    )


# ------------------------------------------------------------------------------------------------ rules for Chinese numerals


def _article(site: Site) -> str:
    """一 before a counting word or a plain noun is an article: 一家企业, 一年, 一座; 一亿元, 一吨, 近一年 and 一年多 measure."""
    if site.number == "一一":
        # 唯一一家, 每一一项: the first belongs to the word before
        return "article" if site.before[-1:] in _ONE_BEHIND else ""
    if site.number != "一" or (_measures_with_one(site) if site.unit else _is_ratio_or_range(site)):
        return ""
    return "article"


def _is_ratio_or_range(site: Site) -> bool:
    return site.after[:1] in {"成", "半", "倍"} or _TO_NEXT.match(site.after) is not None


def may_be_one(unit: str, surface: str) -> bool:
    """Whether 一 may measure with a unit that a text writes so; before any other it is an article.

    >>> [may_be_one(unit, unit) for unit in ("亩", "人", "家", "次")]
    [True, True, False, False]
    """
    is_vague = surface in _VAGUE or unit in {"番", "人"}
    return is_vague or unit in _DURATIONS or unit in _REAL_MEASURES or not "\u4e00" <= unit[0] <= "\u9fff"


def _measures_with_one(site: Site) -> bool:
    """Whether 一 and its unit are a measure: 一吨, 近一年, 一度电, 翻一番, 一人死亡."""
    unit, surface = site.unit, site.norm[site.end : site.unit_end]
    if unit in _DURATIONS:
        timed = _BOUND_BEFORE.search(site.before) or _BOUND_AFTER.match(site.beyond)
        return timed is not None or not {"多", "余", "半"}.isdisjoint(surface)
    if surface in _VAGUE:
        return _VAGUE_KEPT.match(site.beyond) is not None
    if unit == "番":
        return "翻" in site.before[-2:]
    if unit == "人":
        return _CASUALTY.match(site.beyond) is not None or _BOUND_AFTER.match(site.beyond) is not None
    return may_be_one(unit, surface)


def _bare_scale(site: Site) -> str:
    """百, 千, 万, 亿 without a digit: 百城百园, 千企改造, 万亩良田, 每万人; 近百家, 上万人, 百名 and 亿元以上 measure."""
    if site.number not in SCALES or site.before[-1:] in _MANY_BEFORE:
        return ""
    if site.unit and (_BOUND_AFTER.match(site.beyond) or site.after[:1] == "名"):
        return ""
    return "slogan"


def _chained(site: Site) -> str:
    """三横三纵, 一核两翼, 一网一门一次: one digit and one noun, again and again."""
    if site.number not in ONE_DIGIT or _TO_NEXT.match(site.after):
        return ""
    behind = _PAIR_BEHIND.search(site.before)
    if behind and behind[0][1] in _PATTERN_NOUNS:
        return "slogan"
    if site.unit:
        return ""
    if behind and behind[0][1] not in _PAIR_ENDS and not (behind[0][1] in _ADMIN and site.after[:1] in _ADMIN):
        return "slogan"
    ahead = _PAIR_AHEAD.match(site.after)
    return "slogan" if ahead and not (ahead[0][0] in _ADMIN and ahead[0][2] in _ADMIN) else ""


def _headed(site: Site) -> str:
    """两个聚焦, 四个更加, 六个一: a small number of what is no thing."""
    if site.number in ONE_DIGIT and site.unit in {"个", "大", "项"} and _SLOGAN_HEAD.match(site.beyond):
        return "slogan"
    return ""


def _bare_digit(site: Site) -> str:
    """One Chinese digit, or a string of them, with neither unit nor scale: 三星, 四平, 五四, 七七."""
    if site.unit or any(c not in ONE_DIGIT for c in site.number) or (len(site.number) > 1 and "十" in site.number):
        return ""
    if site.after[:1] in _COUNTABLE or _TO_NEXT.match(site.after):
        return ""
    return "name"


def _worded(site: Site) -> str:
    """“人民”二字: the number of characters of a word that is quoted before it."""
    return "name" if site.before[-1:] in _CLOSING and site.before and _OF_A_WORD.match(site.after) else ""


def _glossed(site: Site) -> str:
    """A term that a glossary explains, at the head of its line (6.三级三类:)."""
    if site.norm.find(":", site.end, site.end + 14) < 0:
        return ""
    line = site.norm.rfind("\n", max(site.start - 18, 0), site.start) + 1
    if not line and site.start > 18:
        return ""
    is_term = _TERM_BEHIND.fullmatch(site.norm, line, site.start) and _TERM_AHEAD.match(site.norm, site.end)
    return "name" if is_term else ""


def _numbered(site: Site) -> str:
    """曹杨二村, 红旗二校, 三校二期: an estate or school by its number, behind its name or at the head of a clause."""
    if site.number not in ONE_DIGIT or not _ESTATE.match(site.after):
        return ""
    return "place" if _is_named_or_leads(site) else ""


def _apposed(site: Site) -> str:
    """工信部等五部门, 沪苏两地, 两市合作: how many were named just before it, and no count of its own."""
    if site.number not in ONE_DIGIT or not _PARTIES.match(site.after):
        return ""
    return "apposition" if _is_named_or_leads(site) else ""


def _is_named_or_leads(site: Site) -> bool:
    return not site.before or site.before[-1] in _CLAUSE_MARKS or _NAMED_BEHIND.search(site.before) is not None


def _capital(site: Site) -> str:
    """陆, 伍, 拾 alone are words and surnames (陆续, 队伍, 陆家嘴); with a measure they count (伍元)."""
    alone = site.number in _CAPITALS and (not site.unit or "\u4e00" <= site.unit[0] <= "\u9fff")
    return "name" if alone else ""


def _place(site: Site) -> str:
    """九股河, 三家镇, 五里坡, 六道沟: a number, a counting word and a feature of the land."""
    return "place" if len(site.number) <= 2 and _LAND.match(site.after) else ""


_KINDS: Final = frozenset({"figure", "long figure", "longer figure", "decimal"})
_LONG: Final = 3
_ANY_UNIT: Final = "unit"
_NO_UNIT: Final = frozenset({""})


def _kind(figure: str) -> str:
    """What of a figure tells which rules can hold for it: whether it has a point, and how long it is."""
    length = len(figure)
    if length < _LONG:
        return "figure"
    return "decimal" if "." in figure else "long figure" if length < 5 else "longer figure"


class _Asked(NamedTuple):
    """A rule, and where it is asked: of which numbers, and beside which characters or with which units; without these: always."""

    rule: Rule
    numbers: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    """characters directly before the number"""
    ahead: frozenset[str] = frozenset()
    """characters directly after the number"""
    units: frozenset[str] = frozenset()

    def at(self, kind: str, behind: str, ahead: str, unit: str) -> bool:
        """Whether the rule can hold for a number of the kind, between two characters and with a unit."""
        if self.numbers and kind not in self.numbers:
            return False
        if not (self.behind or self.ahead or self.units):
            return True
        return behind in self.behind or ahead in self.ahead or unit in self.units


_SHARED: Final = (
    _Asked(ordinal, behind=frozenset("第届前头末后") | JOINING, ahead=frozenset("次")),
    _Asked(listed),
    _Asked(beside),
    _Asked(graded, ahead=frozenset("级类")),
    _Asked(_recurring, units=_DURATIONS),
    _Asked(_score, behind=frozenset(":∶比"), ahead=frozenset(":∶比")),
    _Asked(bracketed, behind=frozenset("([〔【")),
    _Asked(list_number, ahead=frozenset("、.．)是要则看曰")),
    _Asked(_event, behind=frozenset(DOTS), ahead=frozenset(DOTS)),
    _Asked(added, behind=frozenset("+"), ahead=frozenset("+")),
    _Asked(_planned, units=frozenset({"year"})),
)
_FIGURE_RULES: Final = (
    *_SHARED,
    _Asked(latin, behind=frozenset("-./ ") | LETTERS, ahead=LETTERS),
    _Asked(hyphenated, behind=frozenset("-")),
    _Asked(identifier, numbers=frozenset({"longer figure"}), behind=frozenset("-"), units=frozenset({"", "year"})),
    _Asked(identifier, numbers=frozenset({"long figure"}), units=_NO_UNIT),
    _Asked(identifier, numbers=frozenset({"figure"}), behind=EXTENSION_MARKS, ahead=frozenset("-")),
    _Asked(marked_year, numbers=frozenset({"decimal"}), units=frozenset({"year"})),
    _Asked(address, behind=CODE_GLUE, ahead=frozenset("_@")),
    _Asked(version, numbers=frozenset({"decimal"}), ahead=frozenset("版"), units=_NO_UNIT),
    _Asked(_around_the_clock, behind=_TIMES, ahead=_TIMES),
    _Asked(unfilled, behind=frozenset("$")),
    _Asked(_titled_or_quoted),
)
_CHINESE_RULES: Final = (
    *_SHARED,
    _Asked(_article, numbers=frozenset({"一", "一一"})),
    _Asked(_bare_scale, numbers=SCALES),
    _Asked(_capital, numbers=_CAPITALS),
    _Asked(_place, ahead=frozenset("家股道星门井间口层营渡渠连里面")),
    _Asked(_numbered, numbers=ONE_DIGIT, ahead=frozenset("村校")),
    _Asked(_apposed, numbers=ONE_DIGIT, ahead=frozenset("部地市")),
    _Asked(_chained, numbers=ONE_DIGIT),
    _Asked(_headed, numbers=ONE_DIGIT, units=frozenset({"个", "大", "项"})),
    _Asked(edition, numbers=frozenset(COUNTED_OFF)),
    _Asked(_worded, behind=_CLOSING),
    _Asked(_glossed),
    _Asked(_titled_or_quoted),
    _Asked(_bare_digit, units=_NO_UNIT),
)
_ALL: Final = (*_FIGURE_RULES, *_CHINESE_RULES)
# what the choice of rules turns on; every other number, character and unit is like every other
_TELLING_NUMBERS: Final = frozenset().union(*(asked.numbers for asked in _ALL))
_TELLING_BEHIND: Final = frozenset().union(*(asked.behind for asked in _ALL))
_TELLING_AHEAD: Final = frozenset().union(*(asked.ahead for asked in _ALL))
_TELLING_UNITS: Final = frozenset().union(*(asked.units for asked in _ALL))


@lru_cache(maxsize=4096)
def _rules(kind: str, behind: str, ahead: str, unit: str, signs: int) -> tuple[Rule, ...]:
    """The rules that can hold for a number, in their order; ``signs`` has a bit for each of those that need one."""
    idle = {rule for place, rule in enumerate(_BY_SIGN) if not signs >> place & 1}
    rules = _FIGURE_RULES if kind in _KINDS else _CHINESE_RULES
    return tuple(asked.rule for asked in rules if asked.rule not in idle and asked.at(kind, behind, ahead, unit))


_BY_SIGN: Final = (listed, beside, _titled_or_quoted)
