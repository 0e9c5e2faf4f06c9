"""What is told by a character before a pattern is asked: no pattern finds anything where the look says that it cannot."""

# the looks are nobody else's business, and have to fit the patterns beside them
# ruff: noqa: SLF001

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Container, Iterable
from decimal import Decimal
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import wordings
from govnews import (
    asides,
    changes,
    clauses,
    conditions,
    dating,
    datings,
    eras,
    festivals,
    heads,
    items,
    lapses,
    leads,
    names,
    naming,
    neighbours,
    numerals,
    organisations,
    outlooks,
    periods,
    places,
    quantities,
    ranks,
    relations,
    spelling,
    spells,
    subjects,
    surroundings,
    tellers,
    text,
    timing,
    unitless,
    units,
)
from govnews.lexicon import words
from govnews.text import Text
from govnews.units import match_unit

# the looks at the character that stands where a pattern may find something, and those at the one before
BEGINNINGS: dict[str, list[wordings.Pattern]] = {
    "changes._AND_FIRSTS": [changes._AND],
    "changes._COMPARED_FIRSTS": [changes._AFTER_LEVEL],
    "changes._HEADS": [base for *_, base in changes._BASES],
    "clauses._ASIDE_FIRSTS": [clauses._ASIDE],
    "datings._EDGE_FIRSTS": [datings._YEAR_EDGE, datings._FINE_EDGE],
    "datings._FIGURES": [datings._ONE, datings._RUN, datings._LIST_BEGINS],
    "datings._FIRST": [datings._FIRST_MONTHS, datings._FIRST_QUARTERS],
    "datings._GOES_ON": [re.compile(dating.TO), re.compile("[/、]")],
    "datings._WHOLE": [datings._FULL, datings._YEAR_EDGE, datings._SEASON],
    "heads._EDITION_FIRSTS": [heads._EDITION],
    "heads._LIES_IN_FIRSTS": [heads._LIES_IN],
    "heads._OWNED_FIRSTS": [heads._OWNED],
    "heads._STAND_IN_STARTERS": [heads._ANAPHOR, heads._NATIONWIDE],
    "heads._WORK_STARTERS": [heads._WORK],
    "lapses._BACK_FIRST": [lapses._BACK],
    "periods._THROUGH_FIRST": [periods._THROUGH],
    "places._ROAD_STARTS": [places._ROAD],
    "quantities._MORE_FIRSTS": [quantities._MORE],
    "relations._BEHIND_FIRST": [relations._BEHIND],
    "spells._CLOCK_FIRSTS": [spells._CLOCK, spells._PART_ALONE],
    "spells._NOT_AFTER_FIRSTS": [spells._NOT_AFTER],
    "timing._DATELINE_FIRSTS": [timing._DATELINE, timing._WIRED],
}
ENDS: dict[str, list[wordings.Pattern]] = {
    "changes._BRIDGE_ENDS": [changes._BRIDGE, changes._NOUN_BRIDGE],
    "naming._MODAL_LAST": [naming._MODAL],
    "naming._OWNER_ENDS": [naming._OWNER],
    "numerals.LEADS": [numerals._SIGN, re.compile("[几数]")],
    "organisations._COUNTED_LAST": [organisations._COUNTED],
    "periods._RECURS_LAST": [periods._RECURS],
    "tellers._AGENCY_LASTS": [tellers._AGENCY],
}


def look(name: str) -> frozenset[str]:
    """The characters that a look lets through."""
    module, _, its = name.partition(".")
    found: Container[str] = getattr(import_module(f"govnews.{module}"), its)
    search = getattr(found, "search", None)
    return frozenset(one for one in wordings.CHARACTERS if (search(one) if search else one in found))


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_pattern_begins_with_its_characters(name: str) -> None:
    assert look(name) == wordings.firsts(*BEGINNINGS[name])


@pytest.mark.parametrize("name", ENDS)
def test_a_pattern_ends_in_its_characters(name: str) -> None:
    assert look(name) == wordings.lasts(*ENDS[name])


def test_a_form_of_a_length_begins_with_its_characters() -> None:
    for form in {form for form, _ in lapses._FORMS.values()}:
        assert {first for first, (its, _) in lapses._FORMS.items() if its is form} == wordings.firsts(form)


@pytest.mark.parametrize("background", timing._BACKGROUNDS)
def test_the_words_before_a_background_end_in_its_characters(background: timing._Background) -> None:
    assert frozenset(background.ends) == wordings.lasts(background.before)


def test_a_numeral_begins_with_its_characters() -> None:
    begins = wordings.firsts(numerals._NUMBER, numerals._HALF, numerals._RATIO)
    assert begins == {*numerals.STARTS, *(three[0] for three in numerals._CAPITAL_THREES)}
    assert wordings.firsts(numerals._AFTER) == numerals._FUZZY.keys()


SHORT = ["1", "12.5", "5万", "31.65亿", *"一二三四五六七八九十两壹贰叁肆伍陆柒捌玖万亿百"]
AROUND = [*"05.,/·•・、点半参多余几来%帕分之", *numerals.DIGITS, *numerals.SCALES, *numerals.TENS]


@pytest.mark.parametrize(
    "wording", [*SHORT, *(first + second for first in "一二三四五六七八九十" for second in "一二三四五六七八九十")]
)
def test_most_numerals_are_told_at_once(wording: str) -> None:
    first = numerals._START.match(wording + "家")
    assert first is not None
    assert (first[0], first.lastgroup) == (wording, "plain")


@pytest.mark.parametrize("opening", AROUND)
def test_what_is_told_at_once_is_what_the_whole_grammar_reads(opening: str) -> None:
    told = 0
    for second in AROUND:
        for third in AROUND:
            norm = f"{opening}{second}{third}家"
            first = numerals._START.match(norm)
            if first is not None and first.lastgroup:
                told += 1
                assert numerals._written(norm, 0) == (first.end(), first[0], "", ""), norm
    assert told or opening not in {*"05", *SHORT}


NUMBERED = [
    *"一二三四九十百千万亿两零〇陆伍廿半几数上第前每负-+、和及以至到—/,。的家个批次步人年级位分点多余来倍号国元角",
    *["一个", "一家", "一批", "个月", "个多月", "个半小时", "个百分点", "百分之", "百分之四到", "居全省", "排名第", "增长"],
    *["5", "12", "3", "0", "1", ".", "2022年", "月", "日", "日内", "近", "持续", "超过", "%", "万元", "定", "些", "体", "$"],
    *["起", "\n", "美元", "A", " km", "·", "公里", "投资", "企业", "户", "亩", "吨/人"],
]  # fmt: skip


@settings(max_examples=max(3000, settings().max_examples))
@given(st.lists(st.sampled_from(NUMBERED), max_size=9).map("".join))
def test_a_numeral_that_is_not_looked_at_comes_to_nothing(wording: str) -> None:
    """The quantities of a text are those that are found where every numeral is looked at."""
    source, every = Text(wording), numerals.numeral_starts()
    found = quantities.scan_quantities(source, ())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quantities, "_starts", lambda: every)
        assert found == quantities.scan_quantities(source, ())


def said(condition: conditions.Condition | None) -> Iterable[str]:
    """Wordings that a condition of a table is about, and nothing."""
    match condition:
        case conditions.Matching():
            return {"", *wordings.spelled(condition.pattern)}
        case conditions.OneOf():
            return {"", *condition.characters}
        case None:
            return {""}


@pytest.mark.parametrize("mark", "年月日")
def test_a_figure_before_a_mark_of_dates_is_looked_at_where_it_measures(mark: str) -> None:
    for sense in units._senses().get(mark, ()):
        for before, figure, behind in product(said(sense.left), ("5", "12", "35", "2022"), said(sense.right)):
            norm, start = before + figure + mark + behind, len(before)
            if match_unit(norm, start + len(figure), start) is not None:
                assert quantities._starts().match(norm, start), norm


@settings(max_examples=max(2000, settings().max_examples))
@given(st.lists(st.sampled_from([*NUMBERED, "3月", "至", "今年", "第三季度", "十四五", "期间"]), max_size=9).map("".join))
def test_numbers_that_are_left_alone_come_to_nothing_whatever_the_times(wording: str) -> None:
    """The times of a text need not be known where none of its numbers may be a metric."""
    source = Text(wording)
    for times in ((), periods.scan_periods(source)):
        every = quantities._readings(source.norm)
        assert quantities.scan_quantities(source, times) == quantities.scan_quantities(source, times, every)


EVERYDAY = (
    "百 千 万 百万 千万 十万 两 俩 仨 叁 两百 两千 两万 廿 廿五 卅 卌 二十三 五千 三十六万 三百六十五 两千零五万 壹万贰仟零叁拾"
)


@pytest.fixture
def without_cn2an(monkeypatch: pytest.MonkeyPatch) -> None:
    """To import it takes longer than to read an article."""
    monkeypatch.setattr(numerals, "_reader", lambda: pytest.fail("cn2an is asked"))


@pytest.mark.usefixtures("without_cn2an")
@pytest.mark.parametrize("wording", EVERYDAY.split())
def test_the_numbers_of_every_day_need_no_cn2an(wording: str) -> None:
    assert numerals._below_yi.__wrapped__(wording)


def test_a_verb_and_its_bridge_stand_in_view() -> None:
    assert changes._LONGEST_BRIDGE + max(len(word) for word in words("changes")) <= changes._VERB_VIEW


@pytest.mark.usefixtures("without_cn2an")
@pytest.mark.parametrize("wording", ["十二五", "千百", "二五百", "百千"])
def test_what_is_no_number_needs_no_cn2an(wording: str) -> None:
    assert numerals._below_yi.__wrapped__(wording) is None


@pytest.mark.usefixtures("without_cn2an")
@pytest.mark.parametrize("capital", [False, True])
def test_what_we_write_ourselves_needs_no_cn2an(*, capital: bool) -> None:
    for number in (*range(1, 2000), *range(2000, 10**8, 76543)):
        assert numerals._below_yi.__wrapped__(spelling._in_chinese(Decimal(number), capital=capital)) == number


BEHIND_A_LENGTH = "来 以来 之前 前 之后 后 之内 内 之间 间 里, 之中, 中, 当中, 平均 年均 合计 累计 总计 总共 一共 同期 共 全省"


@pytest.mark.parametrize("behind", BEHIND_A_LENGTH.split())
def test_what_makes_a_time_of_a_length_passes_the_look(behind: str) -> None:
    assert lapses.read_lapse(f"五年{behind}", 0) is not None


def test_every_look_has_a_row() -> None:
    """A set of characters that is written down for a look, and not worked out from the words it looks for, is held above."""
    written = set()
    for path in Path(periods.__file__).parent.glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if not isinstance(node, ast.AnnAssign) or not re.search(r"_(?:FIRSTS?|LASTS?|STARTERS)$", ast.unparse(node.target)):
                continue
            match node.value:
                case ast.Constant() | ast.Call(func=ast.Name("frozenset"), args=[ast.Constant()]):
                    written.add(f"{path.stem}.{ast.unparse(node.target)}")
    assert len(written) > 8
    assert not written - BEGINNINGS.keys() - ENDS.keys() - {"leads._DATED_STARTERS"}


# what else a text is looked at for before a pattern is asked: each wording that the pattern finds passes the look
PASSED: list[tuple[wordings.Pattern, Callable[[str, str], object]]] = [
    (asides._APPOSED, lambda found, _: "、" in found or found[0] == "等"),
    (asides._SUPPORT, lambda found, _: "下" in found),
    *((base, lambda _, said, sign=sign: sign.search(said)) for _, sign, base in changes._BASES),
    *((base, lambda found, _: changes._BASE_SIGN.search(found)) for *_, base in changes._BASES),
    (changes._COMPARED, lambda found, _: "比" in found or "较" in found),
    (changes._COMPARED_WITH, lambda found, _: "相比" in found),
    (changes._EXCESS, lambda found, _: "出" in found[-2:]),
    (changes._NEWLY, lambda found, _: "比" in found or "较" in found),
    (datings._BARE_YEAR, lambda _, said: said[4] in datings._BEHIND_BARE_YEAR),
    (datings._GLOSSED_YEAR, lambda found, _: found[1] == "("),
    (datings._ROC, lambda found, _: found[0] in {"中", "民"}),
    (datings._SHORT_YEAR, lambda found, _: "年" in found[:5]),
    (datings._SLASHED, lambda found, _: found[2] == "/"),
    (leads._DATED, lambda found, _: found[0] in leads._DATED_STARTERS or "报" in found[3:6]),
    (items._BYLINE, lambda found, _: items._byline(found)),
    (items._COLUMN, lambda _, said: said[-1] == "," or items._is_column(said)),
    (items._CREDIT, lambda _, said: items._is_credit(said)),
    (items._DATELINE, lambda _, said: items._dateline(said)),
    (lapses._LOOKED_BACK_ON, lambda found, said: said[said.index(found) - 1] in lapses._LOOKED_BACK_BEHIND),
    (outlooks._ANNOUNCED, lambda found, _: outlooks._GOALS.search(found, 0, outlooks._BEFORE_GOAL + 4)),
    (outlooks._HEADING, lambda _, said: [*outlooks._headings(Text(said))]),
    (outlooks._PLAN, lambda found, _: any(word in found for word in outlooks._PLANNED)),
    (ranks._FIRST, lambda _, said: "首" in said or not [*ranks.first_places("首" + said)]),
    (subjects._COST, lambda found, _: subjects._OF_COST.search(found)),
    (surroundings._HEADING, lambda _, said: [*surroundings._headings(Text(said))]),
    (tellers._MEDIA, lambda found, _: tellers._MEDIUM.search(found, 0, 12)),
    (timing._ON_GROUNDS, lambda found, _: "基础上" in found[: timing._GROUNDS]),
]


@pytest.mark.parametrize(("pattern", "passes"), PASSED)
def test_what_a_pattern_finds_passes_the_look(pattern: wordings.Pattern, passes: Callable[[str, str], object]) -> None:
    said = [wording + behind for wording in wordings.spelled(pattern) for behind in ("", ",")]
    found = [match for wording in said if (match := pattern.search(wording)) is not None and match[0]]
    assert found
    assert not [match.string for match in found if not passes(match[0], match.string)]


READERS: list[tuple[periods.Reader, list[wordings.Pattern]]] = [
    (eras.read_anniversary, [eras._ANNIVERSARY]),
    (datings.read_calendar, [
        datings._BARE_YEAR, datings._FIRST_MONTHS, datings._FIRST_QUARTERS, datings._FULL, datings._GLOSSED_YEAR,
        datings._LISTED, datings._ONE, datings._ROC, datings._RUN, datings._SHORT_YEAR, datings._SLASHED, datings._YEAR_EDGE,
    ]),
    (eras.read_century, [eras._CENTURY]),
    (spells.read_clock, [spells._CLOCK]),
    (eras.read_era, [eras._PARTY]),
    (festivals.read_festival, [festivals._LUNAR_DATE, festivals._NAME, festivals._NEW_YEAR]),
    (lapses.read_lapse, [lapses._AHEAD, lapses._BACK, lapses._LOOKED_BACK_ON, lapses._SOME, lapses._TOLD]),
    (eras.read_plan, [eras._PLAN]),
    (spells.read_weekday, [spells._WEEKDAY]),
]  # fmt: skip


NO_COUNT = re.compile("[^0-9][0〇零○元Oo]|^第.*(?:年|[月日号])|^0(?!./)|十五五年")
"""Nobody writes so: 近〇年, 第3月."""


@pytest.mark.parametrize(("reader", "pattern"), [(reader, pattern) for reader, patterns in READERS for pattern in patterns])
def test_a_time_that_is_read_is_asked_for(reader: periods.Reader, pattern: wordings.Pattern) -> None:
    """The scan for times stops wherever a reader would find one; what has no year 0 has no nought."""
    missed, read = [], 0
    for said in {wording + behind for wording in wordings.spelled(pattern) for behind in ("", "以来", "期间", ",")}:
        match = pattern.search(said)
        if match is None or not match[0] or NO_COUNT.search(said) or reader(said, match.start()) is None:
            continue
        read += 1
        if not any(start < match.end() and match.start() < end for start, end, _ in periods._datings(said, roc=False)):
            missed.append(said)
    assert read
    assert not missed


YEARS_GO_ON = (
    "", "底", "初", "末", "1月", "10月", "1-3月", "至6年", "、6年", "和6年", "—2022年", "至2022年", "上半年", "前三季度",
    "第一季度", "春", "夏天", "度", "级", "份", "全年", "(2022)", "年", "-6", "以来", "前", "内", "来",
)  # fmt: skip


@pytest.mark.parametrize("behind", YEARS_GO_ON)
@pytest.mark.parametrize("before", ["", "民国", "公元", "第", "近", "(", "2."])
def test_one_figure_counts_years_and_names_none(before: str, behind: str) -> None:
    for figure in "0123456789〇零○一二两三四五六七八九十廿卅":
        for roc in (False, True):
            assert datings.read_calendar(f"{before}{figure}年{behind}", len(before), roc=roc) is None


UNITS_OF_TIME = (
    "年", "个月", "个多月", "个星期", "星期", "个礼拜", "周", "天", "日", "个季度", "季度", "个小时", "小时", "分", "分钟", "秒",
    "秒钟", "个世纪", "月",
)  # fmt: skip
LENGTHS = [
    f"{number}{more}{unit}{over}{half}{relation}"
    for number in ("3", "十", "二十", "三百", "两千", "十万", "一百万")
    for more in ("", "多", "余", "几")
    for unit in UNITS_OF_TIME
    for over in ("", "多")
    for half in ("", "半")
    for relation in ("来", "以来", "前", "之前", "后", "内", "间", "中,", "合计", "增长")
]


def test_a_length_that_tells_when_is_asked_for() -> None:
    """Behind the number of a length of time stands a mark that the scan for times stops at."""
    told = [length for length in LENGTHS if lapses._TOLD.match(length)]
    assert len(told) > 1000
    for length in told:
        hit = periods._lead().match(length)
        assert hit is not None, length
        assert hit.lastgroup, length


@pytest.mark.parametrize(("wording", "roc"), [("2022.10.12", False), ("2022.1.1", False), ("97.12.31", True), ("108.5.3", True)])
def test_a_point_in_a_date_is_a_mark(wording: str, *, roc: bool) -> None:
    assert datings.read_date(wording, 0, roc=roc)
    hit = periods._lead().match(wording)
    assert hit is not None
    assert hit.lastgroup == "number"


def test_no_word_for_a_part_of_a_year_begins_with_a_figure() -> None:
    assert not {lead[0] for lead in datings._part_words()} & datings._FIGURES
    assert not datings._FIRST & datings._FIGURES


@pytest.mark.parametrize("sign", [*surroundings._TAIWAN, *surroundings._TRADITIONAL.pattern.strip("[]")])
def test_a_sign_of_taiwan_is_in_its_script(sign: str) -> None:
    assert not Text(sign).is_simplified


@pytest.mark.parametrize("mark", sorted(text._COMPLETE))
def test_nothing_reads_on_from_a_line_that_is_complete(mark: str) -> None:
    assert not text._FIGURE_END.search(mark)
    assert not text._OPEN_END.match(mark)
    assert not text._TURNS.match(mark + "市")
    assert not any(mark in word for word in words("unbreakable"))


SPACES = ["\n", "\r\n", "\r", " ", "\u3000", "\xa0", "\t", "\u200b", "\u2028"]
BESIDE_SPACES = [*"。”:.增一5家%/", "万元", "全市新增就业", "新建项目"]


@settings(max_examples=max(2000, settings().max_examples))
@given(st.lists(st.sampled_from(SPACES + BESIDE_SPACES), max_size=12).map("".join))
def test_a_gap_that_is_not_looked_at_stays(raw: str) -> None:
    """The normal form is that which is found where every space and line break is looked at."""
    norm = Text(raw).norm
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text, "_GAP", re.compile(f"[{text.GAPS}]"))
        patch.setattr(text, "_BREAKS", ())
        assert norm == Text(raw).norm


def test_a_time_behind_a_number_is_near() -> None:
    assert timing._NO_STOP.fullmatch(",这就是" + "增" * (timing._NEAR - 4))
    assert not timing._NO_STOP.fullmatch(",这就是" + "增" * (timing._NEAR - 3))


@pytest.mark.parametrize("before", ["", "指数", "指数为", "升", "收", "达", "水平增"])
def test_the_value_of_an_index_stands_behind_known_characters(before: str) -> None:
    patterns = unitless._patterns()
    for last in wordings.CHARACTERS:
        assert last in patterns.value_ends or patterns.value.search(before + last) is None


TOUCHING = sorted(names._TELLING_BEHIND | names._TELLING_AHEAD)
NUMBERS = ["1", "12", "2022", "110013", "3.0", "5.2", "0571", "12345", "1,234", "5万", "一", "两", "百", "二十", "拾", "一二"]
UNITS = ["", "家", "个", "次", "年", "级", "%", "亿元", "个百分点", "项", "号", "天", "版"]


def vetoed_by(rules: Iterable[names._Asked], site: neighbours.Site) -> str:
    """The veto of the first rule that has one, each asked whatever stands at the number."""
    return next((found for asked in rules if (found := asked.rule(site))), "")


@settings(max_examples=max(3000, settings().max_examples))
@given(
    st.text(st.sampled_from([*TOUCHING, *"的企业达增长“《:，。\n共"]), max_size=6),
    st.sampled_from(NUMBERS),
    st.sampled_from(UNITS),
    st.text(st.sampled_from([*TOUCHING, *"的企业达增长”》:，。\n共"]), max_size=6),
)
def test_a_rule_that_is_not_asked_has_nothing_to_say(before: str, number: str, unit: str, behind: str) -> None:
    """The rules that the neighbours of a number leave out would veto nothing."""
    source = Text(before + number + unit + behind)
    norm, start = source.norm, len(Text(before).norm)
    assume(norm.startswith(number, start))
    end = start + len(number)
    match = match_unit(norm, end, start)
    unit_end, code = (match.end, match.unit.code) if match is not None else (end, "")
    site = neighbours.Site(
        norm, start, end, unit_end, code, number, norm[max(start - 10, 0) : start], norm[end : end + 10],
        norm[unit_end : unit_end + 10],
    )  # fmt: skip
    rules = names._FIGURE_RULES if number[0].isascii() else names._CHINESE_RULES
    assert names.veto(norm, start, end, unit_end, code) == vetoed_by(rules, site)
