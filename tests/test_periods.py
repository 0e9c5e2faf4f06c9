"""Laws of the time grammar, and how a time leans on what stands around it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from govnews import dates
from govnews.dating import number
from govnews.datings import read_calendar
from govnews.extract import extract
from govnews.model import Grain, ParseError, Period, PeriodKind
from govnews.periods import find_periods, parse_period

days = st.dates(date(1950, 1, 1), date(2090, 12, 31))
year_numbers = st.integers(1900, 2090)
written = st.sampled_from(
    [
        "2022年", "2021年上半年", "2022年10月12日", "2022年前三季度", "2021—2024年", "2019年12月至次年3月",
        "到2025年", "截至2020年底",
        "2012年以来", "2030年前", "2022-10-12", "二〇二二年三月", "2022年10月下旬",
    ]
)  # fmt: skip
relative = st.sampled_from(
    [
        *("今年", "去年", "前年", "明年", "今年上半年", "去年四季度", "今年1—5月", "去年10月下旬", "截至去年底", "今年以来"),
        *("去年12月", "近三年", "两年来", "三年前", "3个月前", "本月", "上月", "上年末", "未来五年", "目前", "1月1日"),
    ]
)


def ends(period: Period) -> tuple[date, date]:
    assert period.start is not None
    assert period.end is not None
    return period.start, period.end


@given(st.text(), st.none() | days)
def test_finding_is_total(text: str, published: date | None) -> None:
    """Finding never raises, and every mention is exactly its stretch of the raw text, in order and without overlap."""
    at = 0
    for mention in find_periods(text, published):
        assert text[mention.start : mention.end] == mention.text
        assert at <= mention.start < mention.end
        at = mention.end


@given(
    st.text("0123456789一二三四五六七八九十〇年月日季度上下半前近至到—-、.:/今去本当同期末底初以来起“”五 \n", max_size=40), days
)
def test_finding_is_total_on_what_times_are_made_of(text: str, published: date) -> None:
    """Law 7: no period ends before it starts; and law 1 on texts made of the characters of times."""
    for mention in find_periods(text, published):
        assert text[mention.start : mention.end] == mention.text
        period = mention.value
        assert period.start is None or period.end is None or period.start <= period.end


@given(st.text("0123456789一二三四五六七八九十年月日季度上下半前近至到、，,今去本末底初以来周时期间 ", max_size=40), days)
def test_no_time_holds_a_comma(text: str, published: date) -> None:
    """Commas part the clauses of a text, whatever its times."""
    assert not any({",", "，"} & set(mention.text) for mention in find_periods(text, published))


@given(year_numbers)
def test_parts_tile(year: int) -> None:
    """Law 7: halves and quarters tile the year, months the halves and quarters, ten-day spells and days the month."""
    whole = dates.year(year)
    assert tiled([dates.half(year, n) for n in (1, 2)]) == (whole.first, whole.last)
    assert tiled([dates.quarters(year, n, n) for n in range(1, 5)]) == (whole.first, whole.last)
    for n in (1, 2):
        half = dates.half(year, n)
        assert tiled([dates.month(year, 6 * n - 6 + m) for m in range(1, 7)]) == (half.first, half.last)
    for m in range(1, 13):
        month = dates.month(year, m)
        assert tiled([dates.tenday(year, m, n) for n in (1, 2, 3)]) == (month.first, month.last)


def tiled(parts: list[dates.Stretch]) -> tuple[date | None, date | None]:
    for before, after in pairwise(parts):
        assert before.last is not None
        assert after.first == before.last + timedelta(days=1)
    return parts[0].first, parts[-1].last


def moved(day: date, years: int) -> date:
    return dates.shift_years(day, years)


def is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


@given(relative, days, st.integers(-40, 40))
def test_publication_moves_what_is_told_from_it(wording: str, published: date, by: int) -> None:
    """Law 7: publication moved by n years moves every relative time by n years."""
    if (published.month, published.day) == (2, 29):
        published = date(published.year, 2, 28)
    before, after = (ends(parse_period(wording, moved(published, n))) for n in (0, by))
    for old, new in zip(before, after, strict=True):
        # the last day of February is the 28th or the 29th
        assert new == moved(old, by) or (old.month == new.month == 2 and is_month_end(old) and is_month_end(new))


@given(st.lists(written | relative, min_size=1, max_size=6), st.dates(date(2023, 1, 1), date(2026, 12, 31)), st.integers(-40, 40))
def test_the_whole_text_moves(wordings: list[str], published: date, by: int) -> None:
    """Publication and every absolute year of a text moved by n years move every period by n years."""
    if (published.month, published.day) == (2, 29):
        published = date(published.year, 2, 28)
    text = "。".join(wordings)
    shifted = regex.sub(r"(?<![0-9])[0-9]{4}(?![0-9])", lambda m: str(int(m[0]) + by), text)
    shifted = regex.sub("二〇二二", lambda m: "".join("〇一二三四五六七八九"[int(c)] for c in str(number(m[0]) + by)), shifted)
    before = find_periods(text, published)
    after = find_periods(shifted, moved(published, by))
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        for one, other in zip(ends(old.value), ends(new.value), strict=True):
            assert other == moved(one, by) or (one.month == other.month == 2 and is_month_end(one) and is_month_end(other))
        assert old.value.kind is new.value.kind


@given(st.lists(written | relative, min_size=1, max_size=5), days)
def test_width_and_breaks_change_nothing(wordings: list[str], published: date) -> None:
    """Law 4: widening to full-width changes no period."""
    text = "，".join(wordings)
    wide = text.translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)})
    assert [m.value for m in find_periods(text, published)] == [m.value for m in find_periods(wide, published)]


@given(st.integers(0, 99))
def test_numbers_are_read_as_written(value: int) -> None:
    """A number below a hundred reads back from its Chinese writing."""
    ones = "〇一二三四五六七八九"
    tens = "" if value < 10 else "十" if value < 20 else ones[value // 10] + "十"
    assert number(tens + (ones[value % 10] if value % 10 or not tens else "")) == value


def test_one_clock() -> None:
    for published in (date(2022, 10, 14), datetime(2022, 10, 14, 8, tzinfo=UTC), "2022-10-14", "2022-10-14T08:00:00+08:00"):
        assert parse_period("今年", published).timex == "2022"
    with pytest.raises(TypeError, match="published is a date"):
        find_periods("今年", 2022)  # type: ignore[arg-type]
    with pytest.raises(ParseError, match="no ISO date"):
        find_periods("今年", "14/10/2022")
    with pytest.raises(TypeError):
        find_periods(b"2022", None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wording", "timex"),
    [
        ("3月25日", "XXXX-03-25"), ("今年", "XXXX"), ("去年四季度", "XXXX-Q4"), ("目前", "PRESENT_REF"), ("近三年", "P3Y"),
        ("本周", "XXXX-WXX"),
        ("上半年", "XXXX-H1"), ("10日", "XXXX-XX-10"), ("国庆节", "XXXX-10-01"),
    ],
)  # fmt: skip
def test_without_publication_what_is_known_is_written_down(wording: str, timex: str) -> None:
    period = parse_period(wording)
    assert (period.timex, period.is_resolved) == (timex, False)


@pytest.mark.parametrize(
    ("period", "sdmx", "edtf"),
    [
        ("2022年", "2022", "2022"),
        ("2022年上半年", "2022-S1", "2022-01/2022-06"),
        ("2022年三季度", "2022-Q3", "2022-07/2022-09"),
        ("2022年9月", "2022-M09", "2022-09"),
        ("2022年9月5日", "2022-09-05", "2022-09-05"),
        ("2021—2025年", "2021-01-01/P5Y", "2021/2025"),
        ("2022年1—9月", "2022-01-01/P9M", "2022-01/2022-09"),
        ("2022年10月中旬", "2022-10-11/P10D", "2022-10-11/2022-10-20"),
        ("2020年前后", "2020", "2020~"),
        ("截至2020年底", "2020-12-31", "2020-12-31"),
        ("10月12日", "", "XXXX-10-12"),
    ],
)
def test_spellings(period: str, sdmx: str, edtf: str) -> None:
    read = parse_period(period)
    assert (read.sdmx, read.edtf) == (sdmx, edtf)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("从本月起到明年3月，举办赛事", "2024-11/2025-03"),
        ("5月1日起至10月31日开放", "2024-05-01/2024-10-31"),
        ("从今年10月起至明年3月底，供暖", "2024-10/2025-03"),
        ("从明天起到28日降温", "2024-11-25/2024-11-28"),
        ("即日起至12月31日止，受理申请", "2024-11-24/2024-12-31"),
        ("从今天（11月24日）起到11月30日，降温", "2024-11-24/2024-11-30"),
    ],
)
def test_from_the_one_on_up_to_the_other(text: str, timex: str) -> None:
    (mention,) = find_periods(text, "2024-11-24")
    assert (mention.value.timex, mention.value.kind) == (timex, PeriodKind.DURING)


@pytest.mark.parametrize(
    ("text", "words", "timex", "kind"),
    [
        ("今天（1月7日）下午，企业5家", "今天（1月7日）下午", "2025-01-07", "during"),
        ("截至昨天（1月6日），企业5家", "截至昨天（1月6日）", "2025-01-06", "asof"),
        ("昨天（12月31日），企业5家", "昨天（12月31日）", "2024-12-31", "during"),
        ("开幕式于下午3时举行", "下午3时", "T15:00", "during"),
        ("凌晨3时，企业5家", "凌晨3时", "T03:00", "during"),
        ("晚上8点，企业5家", "晚上8点", "T20:00", "during"),
    ],
)
def test_a_day_with_its_date_in_brackets_and_the_hours_past_noon(text: str, words: str, timex: str, kind: str) -> None:
    published = "2025-01-01" if "12月" in text else "2025-01-07"
    (mention,) = find_periods(text, published)
    assert (mention.text, mention.value.timex, mention.value.kind) == (words, timex, kind)


def test_a_slogan_dates_nothing() -> None:
    slogan, quoted = extract("推出“让明天更美好”等10项节目。他说：“今年投资3亿元。”", published="2025-01-07")
    assert slogan.period is None
    assert quoted.period is not None


@pytest.mark.parametrize(
    ("text", "published", "starts"),
    [
        # the year of the sentence goes on
        ("2021年，上半年增长3%，三季度增长4%。", "2023-05-01", ["2021-01-01", "2021-01-01", "2021-07-01"]),
        ("2021年3月开工，10月12日竣工，15日投产。", "2023-05-01", ["2021-03-01", "2021-10-12", "2021-10-15"]),
        # a base of comparison does not
        ("一季度比2019年增长3%，二季度增长4%。", "2023-09-01", ["2023-01-01", "2019-01-01", "2023-04-01"]),
        # what lies ahead was last year, unless it is planned
        ("11月，产量增长。", "2023-05-01", ["2022-11-01"]),
        ("预计11月完工。", "2023-05-01", ["2023-11-01"]),
        ("一、二季度运行平稳。", "2026-02-02", ["2025-01-01"]),
        # what begins soon is spoken of before it comes, and 下半年 as soon as it has begun
        ("6月出厂价上调。", "2011-05-11", ["2011-06-01"]),
        ("下半年行情好转，四季度回升。", "2011-07-21", ["2011-07-01", "2011-10-01"]),
        ("从5月1日0时至5月5日24时免费通行。", "2026-04-28", ["2026-05-01"]),
        # a day without its month that is close ahead, and one that is not
        ("18日至21日降雨。", "2024-02-17", ["2024-02-18"]),
        ("28日布展。31日闭展。", "2024-02-17", ["2024-01-28", "2024-01-31"]),
        ("31日布展。", "2024-02-27", ["2024-01-31"]),
        ("截至11月底，11月底完工。", "2022-10-14", ["2021-11-30", "2021-11-30"]),
        # a year that is not over is not summed up
        ("2023年末参保5万人。全年收入3亿元。", "2024-07-25", ["2023-12-31", "2023-01-01"]),
        ("成绩好于预期，年末人口3万人。", "2023-01-18", ["2022-12-31"]),
        # 截至 leads up to now, and the past is not told of a year to come
        ("产值升至2022年的3亿元；截至7月31日，企业3家。", "2023-08-13", ["2022-01-01", "2023-07-31"]),
        ("2026年的增速从4月的2.5%下调。", "2025-08-09", ["2026-01-01", "2025-04-01"]),
        # a month told of this year stays, whatever is told between
        ("10月成交增长，自去年6月连降后回升。10月房价上涨。", "2024-11-02", ["2024-10-01", "2023-06-01", "2024-10-01"]),
        ("与2008年2月最高水平相当。5月份价格上涨。", "2011-07-06", ["2008-02-01", "2011-05-01"]),
        ("今冬供气充足，明冬再增。", "2024-02-17", ["2023-12-01", "2025-12-01"]),
        # told from the time last spoken of
        ("2015年建成，次年投产，当年盈利。", "2023-05-01", ["2015-01-01", "2016-01-01", "2016-01-01"]),
        ("2022年，产值比上年增长。", "2024-05-01", ["2022-01-01", "2021-01-01"]),
        ("1—7月增长5%，上年同期增长3%。", "2024-08-20", ["2024-01-01", "2023-01-01"]),
        # a story told in dates goes on over a full stop
        ("2021年3月，公司成立。6月，投产。", "2023-08-01", ["2021-03-01", "2021-06-01"]),
        ("今天上午开幕。15时，闭幕。", "2023-08-01", ["2023-08-01", "2023-08-01"]),
    ],
)
def test_what_is_left_unsaid(text: str, published: str, starts: list[str]) -> None:
    assert [str(m.value.start) for m in find_periods(text, published)] == starts


COMMUNIQUE = "全年产量5吨，比上年增长2%。年末人口3万人。全年投资6亿元，比上年增长1%。12月份价格上涨1%。年末存款比上年末增长2%。"


def test_a_communique_reports_on_the_year_before() -> None:
    """全年, 年末, 12月份 and 上年 count from the year that the communiqué reports on."""
    found = {m.text: m.value.timex for m in find_periods(COMMUNIQUE, "2023-02-28")}
    assert found == {"全年": "2022", "上年": "2021", "年末": "2022", "12月份": "2022-12", "上年末": "2021"}


@pytest.mark.parametrize(
    "opening",
    ["2022年某项事业统计公报显示，网点5万个。\n", "某部发布2022年《某项事业公报》\n", "《2022年某地公报》近日发布。\n"],
)
def test_an_item_that_quotes_a_communique_has_its_own_time(opening: str) -> None:
    """上半年 of a text that only speaks of a communiqué is that of its own year."""
    assert find_periods(f"{opening}上半年贷款增加。", "2023-07-11")[-1].value.timex == "2023-H1"


def test_the_title_of_a_communique_names_its_year() -> None:
    text = "某县一九七八年国民经济统计公报\n全年产量5吨，比上年增长2%。"
    assert [m.value.timex for m in find_periods(text, "1979-06-27")] == ["1978", "1978", "1977"]


REPORT = """2026年某省政府工作报告

一、2025年工作回顾

一年来，我们克服了许多困难，产业升级取得进展。全年新增就业5万人，比上年增长2%。年末人口3万人。大桥将于3月通车。

二、2026年重点工作

各项工作要抓早抓好，确保实现良好开局。全年新增就业6万人以上。"""


def test_the_parts_of_a_work_report_name_their_year() -> None:
    """Under 2025年工作回顾 全年 is 2025, under 2026年重点工作 it is 2026, with or without a day of publication."""
    for published in (None, "2026-01-27"):
        found = [(m.text, m.value.timex) for m in find_periods(REPORT, published)]
        assert found == [
            ("2026年", "2026"), ("2025年", "2025"), ("一年来", "2025"), ("全年", "2025"), ("上年", "2024"), ("年末", "2025"),
            ("3月", "2026-03" if published else "XXXX-03"), ("2026年", "2026"), ("全年", "2026"),
        ]  # fmt: skip


def test_this_month_of_a_monthly_release_is_the_month_it_reports_on() -> None:
    text = "2月份采购指数回落。本月订单回落。本月生产回落，比上月低。本月价格上涨。"
    assert {m.text: m.value.timex for m in find_periods(text, "2011-03-10")} == {
        "2月份": "2011-02",
        "本月": "2011-02",
        "上月": "2011-01",
    }


def test_years_of_the_republic_only_in_texts_from_taiwan() -> None:
    assert [m.value.timex for m in find_periods("臺南市108年度預算", "2019-02-18")] == ["2019"]
    assert [m.value.timex for m in find_periods("台南市府107年外銷5噸,較106年增加", "2019-02-18")] == ["2018", "2017"]
    assert find_periods("南京市108年度预算", "2019-02-18") == []
    assert find_periods("台南108年度预算", "2019-02-18") == []


def test_days_written_with_slashes() -> None:
    """111/11/22 counts from 1912 in texts from Taiwan; 09/26 is a day everywhere, 12/21 only there."""
    found = [str(m.value.start) for m in find_periods("臺南市府於109/07/10、09/26及12/21辦理", "2021-02-18")]
    assert found == ["2020-07-10", "2020-09-26", "2020-12-21"]
    assert [str(m.value.start) for m in find_periods("09/26举行", "2021-10-18")] == ["2021-09-26"]
    assert find_periods("占12/21", "2021-10-18") == []
    run = find_periods("臺南市府施工期間110/07/17－110/12/31", "2022-02-18")[0].value
    assert (str(run.start), str(run.end)) == ("2021-07-17", "2021-12-31")


def test_grain() -> None:
    wordings = {
        "2022年": Grain.YEAR,
        "2022年3月": Grain.MONTH,
        "“十三五”期间": Grain.PLAN,
        "本周": Grain.WEEK,
        "上世纪60年代": Grain.DECADE,
    }
    for wording, grain in wordings.items():
        assert parse_period(wording, "2024-02-29").grain is grain


def test_the_parser_shows_where_it_stopped() -> None:
    with pytest.raises(ParseError) as caught:
        parse_period("2022 年增长")
    assert str(caught.value) == "the time ends here\n    2022 年增长\n           ^"
    assert (caught.value.source, caught.value.position) == ("2022 年增长", 6)
    for wording in ("增长2022年", "增长", ""):
        with pytest.raises(ParseError, match=r"^no time begins here") as caught:
            parse_period(wording)
        assert (caught.value.source, caught.value.position) == (wording, 0)


def test_a_mention_knows_its_place_and_rule() -> None:
    found = find_periods("去年增长5%，2022 年3月增长6%", "2024-02-29")
    assert [(m.text, m.start, m.end, m.rule) for m in found] == [
        ("去年", 0, 2, "calendar.year"),
        ("2022 年3月", 7, 15, "calendar.month"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("自2019年7月至今，已建成站点16处", ["自2019年7月至今"]),
        ("2001年末到目前，共发行债券50亿元", ["2001年末到目前"]),
        ("从昨晚到今天，出动车辆30台", ["从昨晚到今天"]),
        ("比去年同月上涨7.1%", ["去年同月"]),
        ("比去年上涨7%，同月出口下降2%", ["去年", "同月"]),
        ("建成后年产5万吨，未来年发电3亿度，由原来年产2万吨扩大", []),
        ("后年投产，后年产量翻番，前年开工", ["后年", "后年", "前年"]),
        ("学前三年毛入园率，前三年增长", ["前三年"]),
        ("过去24小时降雨，最近48小时内无雨，未来24小时有雨", ["过去24小时", "最近48小时内", "未来24小时"]),
        ("近3小时的车程，过去一天前线无战事", ["过去一天"]),
        ("2011/12年度棉花，2023—2024赛季，2023-2024冰雪季", ["2011/12年度", "2023—2024赛季", "2023-2024冰雪季"]),
        ("2006年1--11月销售增长", ["2006年1--11月"]),
        ("7月1日8时至3日8时，10日9时至11时", ["7月1日8时至3日8时", "10日9时至11时"]),
        ("由此前三个月的7%增至8%，之前两年持平，扭转了之前两月连跌的态势", ["此前三个月", "之前两年"]),
        ("较上一季度下降，宁夏至湖南的线路", []),
        ("12月合约走低，5月期货上涨，12月合同签订", ["12月"]),
        ("11月大豆收盘上涨，6月汽油期货结算价上涨，4月交货的原油", []),
        ("4月份原油期货价格上涨，6月期货市场成交，4月交货量增加", ["4月份", "6月", "4月"]),
        ("预计16日降雨，共计16日", ["16日"]),
        ("由此前的3天延长至5天", []),
        ("结构由9:53:38调整为14:40.1:45.9，比重由10∶44∶46降为9：45：46", []),
        ("据某台21日报道，订阅日报3份", ["21日"]),
    ],
)
def test_a_word_belongs_to_one_time(text: str, found: list[str]) -> None:
    assert [mention.text for mention in find_periods(text, "2022-10-14")] == found


def test_a_year_before_is_no_lapse() -> None:
    """2019年前的 names a year, 2000年前的 may count years back from today."""
    found = find_periods("不含2019年前的欠税", "2023-04-28")[0].value
    assert (str(found.start), found.kind) == ("2019-01-01", PeriodKind.BY)
    assert [m.value.start for m in find_periods("2000年前的古城", "2023-04-28")] == [None]
    assert [m.value.kind for m in find_periods("到2025年、2030年", "2023-04-28")] == [PeriodKind.BY] * 2
    assert [m.value.kind for m in find_periods("到2025年，2030年", "2023-04-28")] == [PeriodKind.BY, PeriodKind.DURING]


def test_kinds() -> None:
    for wording, kind in {
        "到2025年": "by",
        "2012年以来": "since",
        "截至2月底": "asof",
        "3月": "during",
        "截至今天10时": "asof",
    }.items():
        assert parse_period(wording, "2024-02-29").kind is PeriodKind(kind)


def test_read_calendar_says_where_it_ends() -> None:
    read = read_calendar("2022年10月12日上午", 0)
    assert read is not None
    assert read[1] == len("2022年10月12日")


def test_the_title_of_a_communique_that_news_tell_of_is_not_their_year() -> None:
    news = "海洋局发布《2021年海洋公报》。今年前四个月产量增长。前四个月，贸易增长。"
    assert [m.value.timex for m in find_periods(news, "2022-06-08")][-1] == "2022-01/2022-04"
    communique = "2021年海洋公报\n全年产量增长。前四个月，贸易增长。"
    assert [m.value.timex for m in find_periods(communique, "2022-06-08")][-1] == "2021-01/2021-04"
