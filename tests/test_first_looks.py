"""What is told by a character before a pattern is asked: no pattern finds anything where the look says that it cannot."""

# the looks are nobody else's business, and have to fit the patterns beside them
# ruff: noqa: SLF001

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from operator import attrgetter
from typing import cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govnews import datings, lapses, names, neighbours, periods, relations, spells, surroundings, text, timing, unitless
from govnews.lexicon import words
from govnews.text import Text
from govnews.units import match_unit

CHARACTERS = [chr(code) for code in range(0x21, 0xA000)]

FIRSTS: list[tuple[re.Pattern[str], Container[str]]] = [
    (datings._YEAR_EDGE, datings._EDGE_FIRSTS),
    (datings._FINE_EDGE, datings._EDGE_FIRSTS),
    (relations._BEHIND, relations._BEHIND_FIRST),
    (timing._DATELINE, timing._DATELINE_FIRSTS),
    (timing._WIRED, timing._DATELINE_FIRSTS),
]


@pytest.mark.parametrize(("pattern", "firsts"), FIRSTS)
@given(st.data())
def test_a_pattern_begins_with_its_characters(pattern: re.Pattern[str], firsts: Container[str], data: st.DataObject) -> None:
    pattern.search("")
    compiled = cast("re.Pattern[str]", attrgetter("search.__self__")(pattern))
    match = pattern.search(data.draw(st.from_regex(compiled)))
    assume(match is not None and match.group())
    assert match is not None
    assert match.group()[0] in firsts


def test_a_time_of_day_begins_with_its_characters() -> None:
    for first in CHARACTERS:
        wordings = [first + behind for behind in ("", "时", "点半", ":30", "午", "晨", "上", "京时间")]
        found = any(spells._CLOCK.match(wording) or spells._PART_ALONE.match(wording) for wording in wordings)
        assert first in spells._CLOCK_FIRSTS or not found


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


def test_what_a_word_of_taiwan_holds_is_a_sign_of_it() -> None:
    for word in (*surroundings._TAIWAN, *surroundings._TAIWAN_PLACE, *(f"台{place}市政府" for place in "灣北南東")):
        assert any(sign in word for sign in surroundings._TAIWAN_SIGNS) or surroundings._TAI.search(word), word


@pytest.mark.parametrize("mark", sorted(text._COMPLETE))
def test_nothing_reads_on_from_a_line_that_is_complete(mark: str) -> None:
    assert not text._FIGURE_END.search(mark)
    assert not text._OPEN_END.match(mark)
    assert not text._TURNS.match(mark + "市")
    assert not any(mark in word for word in words("unbreakable"))


def test_a_time_behind_a_number_is_near() -> None:
    assert timing._NO_STOP.fullmatch(",这就是" + "增" * (timing._NEAR - 4))
    assert not timing._NO_STOP.fullmatch(",这就是" + "增" * (timing._NEAR - 3))


@pytest.mark.parametrize("before", ["", "指数", "指数为", "升", "收", "达", "水平增"])
def test_the_value_of_an_index_stands_behind_known_characters(before: str) -> None:
    patterns = unitless._patterns()
    for last in CHARACTERS:
        assert last in patterns.value_ends or patterns.value.search(before + last) is None


TOUCHING = sorted(names._TELLING_BEHIND | names._TELLING_AHEAD)
NUMBERS = ["1", "12", "2022", "110013", "3.0", "5.2", "0571", "12345", "1,234", "5万", "一", "两", "百", "二十", "拾", "一二"]
UNITS = ["", "家", "个", "次", "年", "级", "%", "亿元", "个百分点", "项", "号", "天", "版"]


def vetoed_by(rules: Iterable[names._Asked], site: neighbours.Site) -> str:
    """The veto of the first rule that has one, each asked whatever stands at the number."""
    return next((found for asked in rules if (found := asked.rule(site))), "")


@settings(max_examples=3000)
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
