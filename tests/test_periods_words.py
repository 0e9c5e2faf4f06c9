"""Times by the words around them: what leaves a day, a month or a year a time, what makes it recur, and how far it reaches."""

from __future__ import annotations

from datetime import date

import pytest

from govnews.festivals import has_lunar_calendar
from govnews.model import Grain
from govnews.periods import PeriodMatch, scan_periods
from govnews.text import Text

PUBLISHED = date(2024, 2, 29)


def read(sentence: str) -> list[PeriodMatch]:
    return scan_periods(Text(sentence), PUBLISHED)


def shown(sentence: str) -> str:
    """The times of a sentence on one line, each as written."""
    norm = Text(sentence).norm
    return " | ".join(norm[match.start : match.end] for match in read(sentence))


def filled(families: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Each sentence with each of the words in its gap, and what is found; {} there is the word again."""
    return [(sentence.format(word), found.format(word)) for sentence, found, words in families for word in words.split(" ")]


FAMILIES: list[tuple[str, str, str]] = [
    # so many days, not the tenth of a month
    ("方案{}10日完成", "10日", "于 在 ， 文件"),
    ("方案{}10日完成", "", "共 历 时 期 续 前 达 超 约 满 第 逾 不足 足 后 内 过 计 隔 留 住 院 等 用 长 短 龄 至"),
    ("方案{}10日完成", "", "平均 提前 为期 连续 历时 延长 推迟 不到 超过"),
    ("方案{}10日完成", "{}10日", "截至 近"),
    ("会议10日{}召开", "10日", "， 正式 在北京"),
    ("会议10日{}召开", "", "以上 内 之内 以内 左右 多 办 游 审 制 后期 之后期 内战"),
    ("会议10日{}召开", "10日{}", "后 之后 以后 上午 下午 晚 9时"),
    ("会议{}召开", "{}", "3日 10日 十三日 二十日 十日上午 3月10号"),
    ("会议{}召开", "", "三日 十日 3号 10号"),
    # so many months, and months of a larger number
    ("项目{}3月开工", "3月", "于 ， 在"),
    ("项目{}3月开工", "", "满 第 逾 近 1 2"),
    # so many years, and the ages of life
    ("{}年末完成", "年末", "， 于 在"),
    (
        "{}年末完成",
        "",
        "0 1 2 3 4 5 6 7 8 9 一 二 三 四 五 六 七 八 九 十 百 千 万 多 余 几 数 两 半 成 每 逐 隔 整 周 青 少 老 中",
    ),
    ("{}3月10日举行", "3月10日", "每 每年 每年的 每逢 逐年"),
    ("{}10日举行", "10日", "每月 每月的 每周 每季度"),
    # a time takes in the time of day, and the one that it lasts to
    ("会议{}召开", "{}", "今天上午10时 今日15时 当日8时 今天10时至12时 10日9时至11时 上午9时至11时 2月10日9时30分至10时"),
    ("会议{}召开", "{}", "本月10日15时 本月10日至12日 本月10日9时至11时 2022年10月12日9时—11时 5月1日15时 12日8时至13日8时"),
    ("会议{}召开", "{}", "2012年至今 去年至今 3月10日至今 自去年以来"),
    ("会议{}召开", "3月 | 至2023年", "3月至2023年"),
    ("会议{}召开", "{}", "截至今天10时 截至今日10时"),
    ("会议{}召开", "春节", "春节到北京"),
    ("会议{}召开", "", "每年2月30日"),
    ("{}增长，2015年下降", "{} | 2015年", "2012年至今 去年"),
    ("会议{}召开", "{}", "国庆日至8日 除夕日至初三 廿三日至廿五日 10号至12日 3到5月 9到11时 廿三日 元月10日 1998年"),
    ("1.{}年启动", "{}年", "1998 2022"),
    ("增速{}超过", "{}", "2022全年 2022上半年 2022下半年 2022前三季度 2022财年 2022会计年度 2022预算年度 2022财政年度 2022学年"),
    ("增速{}超过", "2022 | 2023年", "2022、2023年 2022和2023年 2022及2023年 2022与2023年"),
    ("增速{}超过", "{}", "十四五以来 十四五”时期 十四五’时期 十四五」时期 十四五』时期 二o二二年 二O二二年 零八年以来"),
    ("增速{}超过", "{}", "3星期来 3礼拜来 10余年来 30秒前 5千年前 3万年前 2千余年来 10多个月来 十多天来 上百年来 300万年前"),
    ("增速{}超过", "", "三百五十年来 三千五十年来 一万五十年来 一亿五十年来"),
    ("臺南市府{}舉行", "{}", "110年3月 110/3/5至110/4/6 109.07.10"),
]


@pytest.mark.parametrize(("sentence", "found"), filled(FAMILIES))
def test_the_words_around_a_time(sentence: str, found: str) -> None:
    assert shown(sentence) == Text(found).norm


@pytest.mark.parametrize("sentence", ["每年3月10日举行", "每月10日举行", "逐年3月增长", "每季度10日公布", "每逢3月10日植树"])
def test_what_comes_again_is_no_one_time(sentence: str) -> None:
    (match,) = read(sentence)
    assert (match.rule, match.is_name, match.period.is_resolved) == ("recurring", True, False)


def test_a_name_keeps_what_is_known_of_its_time() -> None:
    (recurring,) = read("每年3月初举行")
    assert (recurring.period.timex, recurring.period.mod, recurring.period.grain) == ("XXXX-03", "START", Grain.MONTH)
    (plan,) = read("十四五规划")
    assert (plan.period.timex, plan.period.grain, plan.rule) == ("2021/2025", Grain.PLAN, "era.plan_name")
    assert (plan.start, plan.end) == (0, 3)


@pytest.mark.parametrize("base", ["2022年同期", "2022年的同期", "上年同期"])
def test_the_same_stretch_of_another_year(base: str) -> None:
    assert [match.period.timex for match in read(f"1—9月增长5%，{base}增长3%")] == ["2023-01/2023-09", "2022-01/2022-09"]


@pytest.mark.parametrize(
    ("wording", "rule"),
    [
        ("2022年", "calendar.year"),
        ("3月10日", "calendar.day"),
        ("近三年", "lapse.back"),
        ("十四五期间", "era.plan"),
        ("上午9时", "clock"),
        ("目前", "word.now"),
        ("国庆节", "festival.solar"),
        ("五一小长假", "festival.solar"),
        ("十一长假", "festival.solar"),
    ],
)
def test_a_time_remembers_its_rule(wording: str, rule: str) -> None:
    assert [match.rule for match in read(wording)] == [rule]


HOLIDAYS = """
2023-09-30/2023-10-06: 据测算，假期7天，全市接待游客90万人次
2023-09-30/2023-10-06: 7天假期，全市接待游客90万人次
2023-09-30/2023-10-06: 节日期间，全市接待游客90万人次
2023-09-30/2023-10-06: 假日期间，全市接待游客90万人次
2023-09-30: 假期首日，全市接待游客9万人次
2023-10-01: 假期第二天，全市接待游客9万人次
2023-09-30/2023-10-02: 假期前3天，全市接待游客30万人次
-: 寒假期间，全市接待游客30万人次
""".strip().splitlines()


@pytest.mark.parametrize("line", HOLIDAYS)
def test_days_off_last_spoken_of(line: str) -> None:
    timex, sentence = line.split(": ")
    if not has_lunar_calendar():
        pytest.skip("needs the extra govnews[lunar]")
    found = [match.period.timex for match in read(f"2023年国庆假期市场红火。\n{sentence}。")]
    assert found == ["2023-09-30/2023-10-06", *([timex] if timex != "-" else [])]


@pytest.mark.parametrize("sentence", ["假期7天，接待游客90万人次", "节日期间，接待游客90万人次", "国庆节当天热闹，假期里加班"])
def test_no_days_off_were_spoken_of(sentence: str) -> None:
    assert [match.rule for match in read(sentence) if "holiday" in match.rule] == []
