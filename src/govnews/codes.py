"""Codes: figures that identify and tell no amount: C919, telephone numbers, web addresses, versions, 8+3.

Each rule looks at one number, as those of :mod:`govnews.names` do.
"""

from __future__ import annotations

from typing import Final

from govnews.neighbours import LETTERS, STATED_UNITS, Site
from govnews.patterns import plain

_KNOWN_INITIALS: Final = frozenset(
    {"GDP", "CPI", "PPI", "PMI", "GNP", "FDI", "RMB", "CNY", "USD", "EUR", "JPY", "HKD", "ETC", "APP"}
)
_LETTERS_BEHIND: Final = plain(r"[A-Za-z]{1,12}[-./ ]?\Z")
_CODE_UNITS: Final = frozenset({"", "次", "号", "级", "型", "座", "班", "路", "系", "版", "线", "届", "代", "航班", "车次"})
_SINGLE_NUMBER: Final = plain(r"[0-9]{1,4}")
_SEPARATED: Final = frozenset("年月日时号元万亿千百十个度岁区间吨米户人家天周倍")
_ADDED: Final = plain(r"\+[0-9A-Za-z一二三四五六七八九十百千互]")
_ADDED_TO: Final = plain(r"[0-9A-Za-z一二三四五六七八九十]\+\Z")
_VERSION: Final = plain(r"[0-9]{1,2}\.[0-9]")
_VERSIONED: Final = plain(r"版|时代|模式|阶段|升级|政策|计划|行动|方案|工程|战略|系统|平台|改革|技术|标准|体系")
_MEANS_VALUE: Final = plain(r"[为是由从至到达于超近约过降升率比数值分幅涨跌]\Z")
_FIELD_BEHIND: Final = plain(r"\$[0-9]{1,2}\.\$\Z")
_TOKEN: Final = plain(r"[A-Za-z][A-Za-z0-9./_=&?@#:%~-]*+\Z")
_PHONE_BEHIND: Final = plain(r"(?<![0-9])(?:0[0-9]{1,3}|[0-9]{7,8}|400|800)-\Z")
_PHONE_AHEAD: Final = plain(r"-[0-9]{7,8}(?![0-9])|-[0-9]{3,4}-[0-9]{3,4}")
_AREA_CODE_AHEAD: Final = plain(r"-[0-9]{5,8}(?![0-9])")
_EXTENSION_BEHIND: Final = plain(r"[0-9]{4,8}(?:分机|转|#|-)(?:[0-9]{1,5}[、,/])?\Z")
EXTENSION_MARKS: Final = frozenset("机转#-、,/")
"""What stands in front of an extension."""
_POSTCODE_BEHIND: Final = plain(r"(?:地址|邮编|[\])】:])[: ]?\Z")
_ADDRESS_AHEAD: Final = plain(r"[\u4e00-\u9fff]{2,4}[省市县区]")
CODE_GLUE: Final = frozenset("/_=&?@#.")
"""What joins a figure to the rest of an address."""


def latin(site: Site) -> str:
    """Figures beside letters: C919, CCTV-13, PM2.5, B2B; not GDP500亿元."""
    if site.after[:1] in LETTERS and site.after and not site.unit:
        return "latin-name"
    if site.before[-1:] not in LETTERS and site.before[-2:-1] not in LETTERS:
        return ""
    letters = _LETTERS_BEHIND.search(site.before)
    if letters is None or letters[0][-1] in " /" or letters[0].rstrip("-.") in _KNOWN_INITIALS:
        return ""
    if letters[0] == "PM":
        # PM2.5年平均浓度: the 年 is not counted
        return "latin-name"
    # D3115两趟, C-1组: a figure that one or two letters lead is a code, whatever follows
    is_code = site.number.isdigit() and len(letters[0].rstrip("-.")) <= 2 and site.unit not in STATED_UNITS
    return "latin-name" if len(site.number) < 6 and (is_code or site.unit in _CODE_UNITS) else ""


def hyphenated(site: Site) -> str:
    """歼-20, 硼-10, 东风-41; not 3月-5月, and not 增长-3.2%."""
    if site.before[-1:] != "-" or site.unit not in {"", "号", "型"} or not _SINGLE_NUMBER.fullmatch(site.number):
        return ""
    left = site.before[-2:-1]
    return "name" if "\u4e00" <= left <= "\u9fff" and left not in _SEPARATED and site.after[:1] != "-" else ""


def identifier(site: Site) -> str:
    """Telephone numbers, postcodes and other codes: long runs of figures, or runs that begin with 0."""
    number = site.number
    if not number.isdigit():
        return ""
    if site.unit:
        if len(number) < 5:
            return ""
        # 表112012年: the number of a table grown together with a year; 06-2991111分机: a telephone
        return "identifier" if site.unit == "year" or _PHONE_BEHIND.search(site.before) else ""
    is_long = len(number) >= 8 or (number[0] == "0" and len(number) > 2)
    return "identifier" if is_long or _is_phone(site) or _is_postcode(site) else ""


def _is_phone(site: Site) -> bool:
    """Whether the figures are an area code, a number behind one, or an extension: 06-2991111分机1028."""
    if site.before[-1:] in EXTENSION_MARKS and _EXTENSION_BEHIND.search(site.before):
        return True
    if len(site.number) < 2 or "-" not in site.before[-1:] + site.after[:1]:
        return False
    leads = site.number[0] == "0" and _AREA_CODE_AHEAD.match(site.after)
    return bool(leads or _PHONE_BEHIND.search(site.before) or (len(site.number) > 2 and _PHONE_AHEAD.match(site.after)))


def _is_postcode(site: Site) -> bool:
    """Whether a postcode leads an address: 地址:110013沈阳市."""
    is_as_long = len(site.number) in {3, 5, 6}
    return is_as_long and bool(_POSTCODE_BEHIND.search(site.before) and _ADDRESS_AHEAD.match(site.after))


def address(site: Site) -> str:
    """Figures inside a web address, a file name or a version: www.gov.cn/2022/, Web3.0."""
    if site.after[:1] in {"_", "@"}:
        return "code"
    if site.before[-1:] not in CODE_GLUE or not site.before:
        return ""
    token = _TOKEN.search(site.norm, max(site.start - 80, 0), site.start)
    return "code" if token is not None and not site.unit else ""


def version(site: Site) -> str:
    """工业4.0, 2.0版; not 增长5.0."""
    if site.unit and not site.after.startswith("版"):
        return ""
    if _VERSION.fullmatch(site.number):
        named = "\u4e00" <= site.before[-1:] <= "\u9fff" and site.number.endswith(".0") and not _MEANS_VALUE.search(site.before)
        if _VERSIONED.match(site.after) or named:
            return "version"
    return ""


def added(site: Site) -> str:
    """8+3, 1+X, N+1."""
    if _ADDED.match(site.after) and not site.unit:
        return "code"
    if site.before[-1:] == "+" and len(site.number) <= 3 and _ADDED_TO.search(site.before):
        return "code"
    return ""


def unfilled(site: Site) -> str:
    """$1.$2: the places of a template that nobody filled, and the figures grown together with them."""
    return "code" if _FIELD_BEHIND.search(site.before) or (site.before[-1:] == "$" and site.after.startswith(".$")) else ""
