from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews.datelines import find_dateline, full_date

DAY = date(2022, 10, 14)

PROSE = "\n".join(["今年以来，全区新建厂房3座，投资1.2亿元。"] * 20)

DATELINES = {
    "labelled": [
        "发布时间：2022-10-14 10:00",
        "发布日期：2022年10月14日",
        "发布日期: 2022/10/14  浏览次数：35",
        "来源：青禾湾日报 发布时间：2022.10.14 09:30:05",
        "| 发布日期 | 2022-10-14 |",
        "发布于 2022-10-14",
        "發布日期：2022年10月14日",
        "發稿日期：111年10月14日 15:16",
        "發稿單位：工務局發稿時間：111年10月14日15:16工務局長表示",
        "刊登日期：中華民國111年10月14日",
        "发布时间：２０２２－１０－１４",
        "发布日期：二〇二二年十月十四日",
        "PubDate: 2022-10-14",
    ],
    "alone": [
        "2022年10月14日",
        "（2022年10月14日）",
        "2022-10-14 10:00",
        "2022年10月14日 星期五",
        "2022年10月14日 来源：青禾湾日报",
        "2022年10月14日 10:00  来源：青禾湾日报 作者：某某",
        "来源：青禾湾日报  2022-10-14 10:00",
        "青禾湾日报 2022年10月14日 第02版",
        "日期：2022年10月14日",
        "二○二二年十月十四日",
        "中華民國111年10月14日",
        "**2022年10月14日**",
    ],
    "agency": [
        "新华社北京2022年10月14日电（记者某某）今年以来，全区新建厂房3座。",
        "本报讯社2022年10月14日讯 今年以来，全区新建厂房3座。",
        "2022年10月14日讯 今年以来，全区新建厂房3座。",
    ],
    "spoken": [
        "——2022年10月14日在青禾湾区第三届人民代表大会第二次会议上",
        "（2022年10月14日在全区经济工作会议上的讲话）",
        "**——2022年10月14日青禾湾区第三届人民代表大会第二次会议上**",
        "（2022年10月14日青禾湾区第三届人民代表大会第二次会议通过）",
    ],
    "printed": ["（《青禾湾日报》20221014第2版）", "《青禾湾日报》（2022年10月14日 第01版）"],
    "signed": ["成文日期：2022年10月14日"],
}


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in DATELINES.items() for line in lines])
def test_a_dateline_near_the_head_is_read(rule: str, line: str) -> None:
    text = f"青禾湾经开区建设加快\n{line}\n{PROSE}"
    found = find_dateline(text)
    assert found is not None
    assert (found.value, found.rule) == (DAY, rule)
    assert text[found.start : found.end] == found.text == line[:240]


@pytest.mark.parametrize(
    "line", ["2022年10月14日", "（2022年10月14日）", "发布日期：2022-10-14", "《青禾湾日报》（2022年10月14日 第01版）"]
)
def test_a_dateline_at_the_foot_is_read(line: str) -> None:
    found = find_dateline(f"{PROSE}\n青禾湾区人民政府\n{line}\n")
    assert found is not None
    assert found.value == DAY


NONE = [
    # prose
    "2022年10月14日，全区新建厂房3座。",
    "2022年10月14日上午，会议在青禾湾召开。",
    "记者2022年10月14日获悉，全区新建厂房3座。",
    "全区自2022年10月14日起施行新办法。",
    "据新华社2022年10月14日电，全区新建厂房3座。",
    "青禾湾区2022年10月14日消息称，全区新建厂房3座。",
    # other days than that of publication
    "截止日期：2022年10月14日",
    "报名时间：2022-10-14",
    "更新时间：2022-10-14",
    "决标日期：111/10/14",
    # no whole day, or none of the calendar
    "新华社北京10月14日电 今年以来，全区新建厂房3座。",
    "2022年10月",
    "2022年",
    "2022年2月30日",
    "发布日期：2022-13-14",
    "版本 2022.10.14.3",
    # a year of the Republic is told from others by its name or by a label
    "111年10月14日",
    "111/10/14",
]


@pytest.mark.parametrize("line", NONE)
def test_what_is_no_dateline(line: str) -> None:
    assert find_dateline(f"青禾湾经开区建设加快\n{line}\n{PROSE}") is None


def test_a_date_in_the_middle_is_none() -> None:
    assert find_dateline(f"{PROSE}\n发布日期：2022-10-14\n{PROSE}") is None


def test_dates_that_contradict_each_other_are_none() -> None:
    assert find_dateline(f"2022-10-14\n2022-10-15\n{PROSE}") is None
    assert find_dateline(f"发布日期：2022-10-14\n{PROSE}\n发布日期：2022-10-15") is None


def test_a_label_says_more_than_a_line() -> None:
    found = find_dateline(f"成文日期：2022年10月10日 发布日期：2022年10月14日\n2022年10月12日\n{PROSE}")
    assert found is not None
    assert found.value == DAY


def test_the_time_of_an_event_is_none() -> None:
    assert find_dateline(f"时间：2022年10月14日\n地点：会议中心\n{PROSE}") is None


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("2022年10月第41期", DAY),
        ("2022年第41期", DAY),
        ("青禾湾要闻 2022年10月", DAY),
        # a title may speak of the year before
        ("2021年青禾湾区国民经济稳步增长", None),
        ("2022年青禾湾区国民经济稳步增长", None),
        ("2022年9月青禾湾区物价运行情况", None),
        ("2022年10月与2021年10月物价比较", None),
        ("青禾湾要闻", None),
    ],
)
def test_an_agency_s_day_takes_a_year_only_where_it_is_stated(above: str, day: date | None) -> None:
    found = find_dateline(f"{above}\n新华社北京10月14日电 今年以来，全区新建厂房3座。\n{PROSE}")
    assert (found and found.value) == day


@given(st.text())
def test_it_never_raises_and_gives_a_place_in_the_text(text: str) -> None:
    """Whatever the text, no error; and what is found stands where it is said to stand."""
    found = find_dateline(text)
    assert found is None or text[found.start : found.end] == found.text


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_in_every_writing(day: date) -> None:
    """Each way to write a day gives that day."""
    writings = [
        f"{day}",
        f"{day:%Y/%m/%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y年%m月%d日}",
        f"中華民國{day.year - 1911}年{day.month}月{day.day}日",
    ]
    for writing in writings:
        assert full_date(writing) == day
        found = find_dateline(f"发布日期：{writing}")
        assert found is not None
        assert found.value == day
