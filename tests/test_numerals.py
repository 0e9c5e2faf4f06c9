from __future__ import annotations

from decimal import Decimal, getcontext, localcontext
from fractions import Fraction
from typing import cast

import pytest
from cn2an import cn2an  # the library's own answers, to see where they are not used
from hypothesis import given
from hypothesis import strategies as st

from govnews import Bound, Numeral, ParseError, find_numerals, parse_numeral, render_numeral
from govnews.exact import as_number, shift
from govnews.spelling import Style

STYLES: tuple[Style, ...] = ("arabic", "grouped", "full-width", "mixed", "chinese", "capital")

VALUES: dict[str, str] = {
    # value: all its wordings
    "0": "0 零 〇",
    "2": "2 二 两 贰 俩",
    "3": "3 三 叁 仨 ３",
    "10": "10 十 一十 壹拾 拾 10.0",
    "19": "19 十九 一九",
    "25": "25 廿五 二十五 贰拾伍",
    "30": "30 卅 三十",
    "40": "40 卌 四十",
    "62": "62 六二 六十二",
    "100": "100 百 一百 壹佰",
    "300": "300 三百 参佰 叁佰",
    "105": "105 一百零五 一百〇五",
    "125": "125 一百廿五 百廿五",
    "120": "120 一百二 一百二十 百二十 佰贰拾",
    "2023": "2023 二〇二三 二零二三 二○二三 2,023 2，023 两千零二十三",
    "1000": "1000 千 一千 仟 1千",
    "1200": "1200 千二百 一千二百",
    "2500": "2500 两千五 两千五百 2.5千 2千5百 二千五百",
    "3000": "3000 3千 三千 3,000",
    "10000": "10000 万 一万 1万",
    "15000": "15000 一万五 1.5万 一万五千 壹万伍仟 1万5千 １．５万",
    "32000": "32000 三万二 3.2万 三萬二千",
    "3278": "三、二七八 3,278",
    "16000": "1.6万 1.6萬 16,000 一万六千",
    "35000": "三点五万 3.5万",
    "123456": "12万3456 123,456 十二万三千四百五十六",
    "150000": "十五万 拾伍万 15万",
    "153000": "十五万三千 15.3万",
    "200000": "2十万 20万 贰拾万",
    "205000": "二十万五 20.5万",
    "500000": "5拾万 50万",
    "689000": "68,9万 68.9万",
    "964000": "96.4万 96,4万",
    "1000000": "百万 一百万 佰万",
    "3000000": "3百万 3佰万 3,000,000",
    "5000000": "5百万 五百万 500万 五百萬",
    "10000000": "千万 一千万 仟万",
    "12000000": "壹仟贰佰万 1200万 1千2百万",
    "20000000": "2仟万 2000万",
    "20050000": "两千零五万 2005万",
    "35000000": "3千5百万 3500万 三千五百万",
    "100000000": "亿 一亿 1亿",
    "100000010": "一亿零十 一亿十",
    "100000300": "一亿零三百",
    "120000000": "1亿2千万 1.2亿 一亿二千万 一亿二 1亿两千万",
    "200000000": "两亿 2亿 二億 兩億",
    "317069000": "3億1,706萬9千 317,069,000",
    "3165000000": "31.65亿 31.65億 ３１．６５亿",
    "350000000": "3万万5千万 三亿五千万 三万万五千万",
    "1000000000000": "兆 一兆 1兆 一万亿",
    "100002345": "1亿2345",
    "170000000": "1.5亿2千万 1.7亿",
    "177000": "17.7万 一七·七万",
    "1770000000": "17.7亿 一七·七亿 一七•七亿 一七・七亿",
    "6890000000": "68,9亿 68.9亿",
    "1300000000000": "1.3万亿 一万三千亿 13000亿",
    "1500000000000": "一万五千亿 1.5万亿 一兆五千亿 一兆五 1.5兆",
    "1500000000001": "一万五千亿零一",
    "100000000000000000000": "一万亿亿 1万亿亿",
    "-3.2": "-3.2 －3.2 −3.2 负三点二 负3.2",
    "-5": "零下5 -5 负五",
    "-35000": "负三点五万 -3.5万",
    "0.5": "0.5 零点五 一半 半数 半 1/2 二分之一 百分之五十",
    "1.786": "百分之一七八·六 百分之178.6",
    "0.125": "百分之十二点五 百分之12.5 八分之一 1/8",
    "0.003": "千分之三",
    "0.0001": "万分之一",
    "0.75": "四分之三 3/4",
    "8.30": "8.30 八点三零",
}

BOUNDED: dict[tuple[str, str], str] = {
    ("0.1", "gt"): "百分之十多",
    ("10", "gt"): "十几 十多 几十 十余 10多",
    ("20", "gt"): "20多 二十余 二十几",
    ("20", "approx"): "20来 二十来",
    ("50", "gt"): "50多 五十余",
    ("100", "gt"): "数百 百余 几百 一百多 100余",
    ("1000", "gt"): "数千 千余",
    ("100000", "approx"): "十来万",
    ("1000000000", "approx"): "十来亿",
    ("100000", "gt"): "数十万 几十万 十余万 10多万",
    ("300000", "gt"): "三十几万 30多万",
    ("1100000", "gt"): "110余万",
    ("10000000", "gt"): "一千多万 1000多万",
    ("70000000", "gt"): "7000多万 七千多万",
    ("35000", "gt"): "三点五多万 三点五万多 3.5万余",
    ("120000000", "gt"): "1亿2千多万 1亿2千万多",
    ("-10", "gt"): "负几十 零下十多",
    ("-30", "gt"): "负三十多 零下三十余",
    ("200000000", "gt"): "两亿多",
    ("300000000000", "gt"): "三千多亿 3000余亿",
}

RANGES: dict[tuple[str, str], str] = {
    ("1", "2"): "一二 一两",
    ("2", "3"): "两三 二三",
    ("3", "5"): "三五",
    ("10", "20"): "一二十",
    ("17", "18"): "十七八",
    ("23", "24"): "二十三四 廿三四",
    ("30", "40"): "三四十",
    ("40", "50"): "四五十",
    ("60", "70"): "六七十",
    ("100", "200"): "一二百 一两百",
    ("120", "130"): "一百二三十",
    ("500", "600"): "五六百",
    ("700", "800"): "七八百",
    ("80", "90"): "八九十",
    ("200", "300"): "两三百 两三百多",
    ("200000", "300000"): "二三十万",
    ("-6", "-5"): "零下五六",
}

NO_NUMERALS = [
    "",
    " ",
    "亩",
    "五百千",
    "12万千",
    "万千",
    "三四五六七八九百一",
    "1.2.3",
    "1,23",
    "12,3456",
    "点五",
    "第五",
    "五十家",
    "增长5",
    "1/0",
    "零分之一",
    "三四分之一",
    "三分之二三",
    "五百千分之三",
    "三分之五百千",
    "五百千点三",
    "五百千亿",
    "一亿五百千",
    "五百一二千",
    "一兆一万亿",
    "5千5千",
    "-",
    "几",
    "几5",
    "数5",
    "多",
    "数据",
]


@pytest.mark.parametrize(("value", "wording"), [(v, w) for v, ws in VALUES.items() for w in ws.split(" ")])
def test_values(value: str, wording: str) -> None:
    numeral = parse_numeral(wording)
    assert (numeral.value, numeral.bound) == (Decimal(value), Bound.EQ)


def test_a_spoken_rest_is_written_as_an_integer() -> None:
    assert str(parse_numeral("一亿二").value) == "120000000"


def test_a_space_inside_is_dropped() -> None:
    assert parse_numeral("1.6 万余") == parse_numeral("1.6万余")


@pytest.mark.parametrize(("value", "bound", "wording"), [(v, b, w) for (v, b), ws in BOUNDED.items() for w in ws.split()])
def test_fuzzy_words_bound(value: str, bound: str, wording: str) -> None:
    numeral = parse_numeral(wording)
    assert (numeral.value, numeral.bound) == (Decimal(value), Bound(bound))


@pytest.mark.parametrize(("low", "high", "wording"), [(lo, hi, w) for (lo, hi), ws in RANGES.items() for w in ws.split()])
def test_neighbouring_digits_are_ranges(low: str, high: str, wording: str) -> None:
    numeral = parse_numeral(wording)
    assert (numeral.value, numeral.low, numeral.high, numeral.bound) == (None, Decimal(low), Decimal(high), Bound.RANGE)


@pytest.mark.parametrize("wording", NO_NUMERALS)
def test_no_numerals(wording: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_numeral(wording)
    assert caught.value.source == wording
    assert 0 <= caught.value.position <= len(wording)


@pytest.mark.parametrize("character", ["一", "亿", "万亿"])
def test_thousands_of_chinese_characters_are_no_numeral(character: str) -> None:
    with pytest.raises(ParseError):
        parse_numeral(character * 5000)


@pytest.mark.parametrize("wording", ["9" * 5000 + "分之1", "7分之" + "9" * 5000])
def test_a_fraction_of_thousands_of_figures_is_no_numeral(wording: str) -> None:
    with pytest.raises(ParseError):
        parse_numeral(wording)


def test_the_error_points_at_the_fault() -> None:
    with pytest.raises(ParseError) as caught:
        parse_numeral("31.65亿圆")
    assert str(caught.value) == "the numeral ends here\n    31.65亿圆\n           ^"
    for wording, place in (("亩", 0), ("  亩", 2), ("负亩", 1), ("", 0), (" ", 0)):
        with pytest.raises(ParseError, match=r"^no numeral here\n") as caught:
            parse_numeral(wording)
        assert caught.value.position == place


@pytest.mark.parametrize("wrong", [b"5", None, 5, ["5"]])
def test_what_is_no_text_is_a_type_error(wrong: object) -> None:
    with pytest.raises(TypeError, match="reads text"):
        parse_numeral(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wording", "digits", "exponent"),
    [
        ("31.65亿", "31.65", 8),
        ("7000多万", "7000", 4),
        ("2.50", "2.50", 0),
        ("百分之十二点五", "12.5", -2),
        ("三点五万", "3.5", 4),
        ("1.3万亿", "1.3", 12),
        ("7000多", "7000", 0),
        ("3.5万多", "3.5", 4),
        ("-3.2", "-3.2", 0),
        ("-3.5万", "-3.5", 4),
        ("零下三点五万多", "-3.5", 4),
        ("三千五百", "3500", 0),
        ("1亿2千万", "120000000", 0),
    ],
)
def test_digits_and_exponent_are_kept_as_written(wording: str, digits: str, exponent: int) -> None:
    numeral = parse_numeral(wording)
    assert (str(numeral.digits), numeral.exponent) == (digits, exponent)


def test_fractions_that_no_decimal_ends_for_stay_fractions() -> None:
    assert parse_numeral("三分之二").value == Fraction(2, 3)
    assert parse_numeral("2/3") == Numeral(value=Fraction(2, 3))
    assert parse_numeral("负三分之二") == Numeral(value=Fraction(-2, 3))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("装机120万千瓦，产量5千克，路长三千米", ["120万", "5", "三千"]),
        ("气温为-3.2度，零下5度，同比增长-3.2%，(-5%)", ["-3.2", "零下5", "-3.2", "-5"]),
        ("硼-10、3%-5%、2021-2025年", ["10", "3", "5", "2021", "2025"]),
        ("率-3%，利润-3%，出生-2‰", ["-3", "-3", "-2"]),
        ("温-3℃，气温+3℃", ["-3", "+3"]),
        ("总数十万，涉及数十万人", ["十万", "数十万"]),
        ("硼+10，增幅+3%，为+5", ["10", "+3", "+5"]),
        ("1,2345和12万34567", ["1", "2345", "12万", "34567"]),
        ("12万3,456和12万3,4567，3千4567", ["12万3,456", "12万", "3", "4567", "3千", "4567"]),
        ("编号1/2345，1/2/3", ["1", "2345", "1", "2/3"]),
        ("共三、二七八人，五、三六人，一、二三四五人", ["三、二七八", "五", "三六", "一", "二三四五"]),
        ("20来千克，十来亿人，一百廿千米，八千千瓦", ["20来", "十来亿", "一百廿", "八千"]),
        ("半年、半天、半日、半亩、半斤、半吨、半小时、半个月、半个小时、半公里、半公斤", ["半"] * 11),
        ("上半年、下半年、前半月、后半天、大半天、半导体、半成品、半个圆、半公开", []),
        ("一半以上，过了一半，另一半、统一半数、进一半", ["一半", "一半"]),
        ("计参佰元，参拾户，壹仟参佰元，参仟元；人参万斤，参加", ["参佰", "参拾", "壹仟参佰", "参仟", "万"]),
        ("100来自外地，20来家", ["100", "20来"]),
        ("6，175亿元和2022，100个", ["6，175亿", "2022", "100"]),
        ("肩负5项、抱负3个", ["5", "3"]),
        ("①②③ⅡⅢ㈠", []),
        ("1.5兆元、3兆瓦", ["1.5兆", "3"]),
        ("八点三十分", ["八", "三十"]),
        ("一九八一和一九八二两个年度", ["一九八一", "一九八二", "两"]),
        ("一二·五％和一七·七亿元", ["一二·五", "一七·七亿"]),
        ("上升5，8％，68,9万台", ["5，8", "68,9万"]),
    ],
)
def test_numerals_in_text(text: str, found: list[str]) -> None:
    assert [mention.text for mention in find_numerals(text)] == found


def test_a_mention_knows_its_place_and_rule() -> None:
    found = find_numerals("3吨，三十 多家")
    assert [(m.text, m.start, m.end, m.rule) for m in found] == [("3", 0, 1, "numeral"), ("三十 多", 3, 7, "numeral")]


WORDINGS = [wording for table in (VALUES, BOUNDED, RANGES) for wordings in table.values() for wording in wordings.split(" ")]


@pytest.mark.parametrize("wording", [*(wording for wording in WORDINGS if wording != "半"), "三分之二", "2/3", "零下几十"])
def test_a_text_says_what_its_numeral_says(wording: str) -> None:
    """The parser reads from the first character; in a text a numeral has to be found, and its sign before it."""
    assert [mention.value for mention in find_numerals(f"总数是{wording}个")] == [parse_numeral(wording)]


@pytest.mark.parametrize(("length", "found"), [(64, 1), (65, 0)])
def test_what_is_longer_than_any_number_is_none(length: int, found: int) -> None:
    assert len(find_numerals(f"编号{'1' * length}")) == found


# a text with a gap, its numerals, and all that may stand in the gap
FAMILIES: list[tuple[str, list[str], str]] = [
    ("共20来{}", ["20来"], "个 家 人 名 位 台 户 项 件 次 吨 天 年 岁 亩 只 头 条 公里 公斤 公顷"),
    ("共20来{}", ["20"], "自 源 函 公司"),
    ("共20几{}", ["20"], "乎 何"),
    ("产量5千{}", ["5"], "瓦 克 米 帕 伏 卡 焦 赫 安 升 字节"),
    ("产量5千{}", ["5千"], "升级 元 个"),
    ("产量{}千米", ["{}"], "3亿 3万 300多 20余 十几 20来 三十 三百 三千 廿 一百"),
    ("产量三千{}", ["三千"], "瓦 克 米 帕 伏 卡 焦 赫 安 升 字节"),
    ("容量3兆{}", ["3"], "瓦 赫 帕 焦 欧 伏 字节 比特 位"),
    ("容量3兆{}", ["3兆"], "元 个"),
    ("气压5百{}", ["5"], "帕"),
    ("{}负3个", ["3"], "担 抱 自 胜 欺 辜 肩 背 减 增 降 正"),
    ("{}负3个", ["负3"], "为 是 ，"),
    ("增速{}-3个", ["-3"], "为 是 长 降 率 幅 达 到 至 于 升 比 约 的"),
    ("增速{}-3个", ["3"], "元 硼 A a ) ] ” \" ' % ‰ ℃ ° + * / . — ~ -"),
    ("气温-3{}", ["-3"], "℃ % ‰ 摄氏度"),
    ("共{}亩-3%", ["{}", "3"], "0 十 百 千 万 亿"),
    ("这{}算-3%", ["3"], "元 吨 个 人 家 度 点 分"),
    ("电量-3{}", ["3"], "个 元 度"),
    ("{}半年", [], "上 下 前 后 大 多 过 每 各 东 西 南 北 年 月 天"),
    ("{}数十万", ["十万"], "总 人 户 件 次 个 台 系 倍 位 多 少 无 指 参 岁 天"),
    ("涉及{}十万", ["数十万"], "数"),
    ("一九八{}两个", ["一九八{}", "两"], "零 〇 二 三 四 五 六 七 八 九"),
    ("一九{}一两个", ["一九{}一", "两"], "零 〇 一 二 三 四 五 六 七 八 九"),
    ("三点五{}", ["三", "五{}"], "十 百 千"),
    ("三点五{}", ["三", "五"], "分 钟 整"),
    ("三点五{}", ["三点五"], "倍 个 元"),
    ("5万2023{}", ["5万", "2023"], "年"),
    ("5万2023{}24", ["5万", "2023", "24"], "/ -"),
    ("5万2023{}", ["5万2023"], "元 个 。"),
    ("产值一七·七{}", ["一七·七"], "倍 元 吨 斤 公里 尺 台 辆 部 座 ‰ % 平方米 立方米"),
    ("占1/2{}", ["1", "2"], "年 月 日 -"),
    ("占1/2{}", ["1/2"], "的 ； 以上 , ."),
    ("占1/2{}", ["1", "2.5"], ".5"),
    ("发病率1/2{}", ["1", "2万"], "万"),
    ("出口5万{}", ["5万", "百"], "百升"),
    ("用{}点五分", ["{}", "五"], "八"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [(text.format(word), [n.format(word) for n in found]) for text, found, words in FAMILIES for word in words.split(" ")],
)
def test_the_characters_around_a_numeral(text: str, found: list[str]) -> None:
    assert [mention.text for mention in find_numerals(text)] == found


@pytest.mark.parametrize("wording", ["卅", "百", "万", "百万", "十二亿亿", "一万亿亿"])
def test_what_cn2an_cannot_read_is_read_here(wording: str) -> None:
    with pytest.raises(ValueError, match=r"不符合|不在转化范围"):
        cn2an(wording, "normal")
    assert parse_numeral(wording).value is not None


@pytest.mark.parametrize("scale", [1, 100, 1000, 10000])
def test_the_everyday_integers_read_as_cn2an_reads_them(scale: int) -> None:
    for number in range(0, 120 * scale, scale):
        for style in ("chinese", "capital"):
            written = render_numeral(Decimal(number), style)
            assert parse_numeral(written).value == Decimal(cn2an(written, "normal")) == number


def test_what_cn2an_reads_and_the_language_has_not_is_refused() -> None:
    refused = "五百千 一百百 十零 百百一 十百二 万万二 千万万 三万万万 五百百二 二二百二 千百二 万千五"
    for wording in refused.split():
        with pytest.raises(ParseError):
            parse_numeral(wording)


decimals = st.builds(
    lambda digits, places, negative: (
        -(Decimal(digits).scaleb(-places)) if negative and digits else Decimal(digits).scaleb(-places)
    ),
    # zeros inside are what Chinese spells out
    st.one_of(st.integers(0, 10**20), st.text(alphabet="0000125", min_size=1, max_size=21).map(int)),
    st.integers(0, 6),
    st.booleans(),
)


@given(value=decimals, style=st.sampled_from(STYLES))
def test_render_and_parse_are_inverse(value: Decimal, style: Style) -> None:
    """Law 3: parse_numeral(render(x)) == x for every style of rendering."""
    assert parse_numeral(render_numeral(value, style)).value == value


@given(value=decimals, style=st.sampled_from(STYLES), precision=st.integers(1, 6))
def test_no_answer_depends_on_the_decimal_context(value: Decimal, style: Style, precision: int) -> None:
    """Law 2: no answer depends on the caller's decimal context."""
    written = render_numeral(value, style)
    with localcontext() as context:
        context.prec = precision
        assert render_numeral(value, style) == written
        parsed = parse_numeral(written).value
    assert parsed == value
    assert getcontext().prec == 28


@given(value=decimals, style=st.sampled_from(STYLES))
def test_numbers_are_decimals(value: Decimal, style: Style) -> None:
    """Law 2: numbers are Decimal from the first character: no float anywhere."""
    numeral = parse_numeral(render_numeral(value, style))
    assert isinstance(numeral.value, Decimal)


@given(st.text())
def test_finding_is_total_and_exact_about_places(raw: str) -> None:
    """Law 1: raw[m.start:m.end] == m.text for every mention, whatever the text."""
    for mention in find_numerals(raw):
        assert raw[mention.start : mention.end] == mention.text


@given(st.text(alphabet="0123456789零一二三四五六七八九十百千万亿两几多余点分之/.,-负半来", max_size=30))
def test_parsing_returns_or_raises_parse_error(raw: str) -> None:
    """parse_numeral reads the whole string or raises ParseError with a place inside it."""
    try:
        numeral = parse_numeral(raw)
    except ParseError as error:
        assert 0 <= error.position <= len(raw)  # noqa: PT017 - either outcome is right
    else:
        assert numeral.value is not None or (numeral.low is not None and numeral.high is not None and numeral.low < numeral.high)


@given(st.fractions())
def test_as_number_is_exact(value: Fraction) -> None:
    assert as_number(value) == value


@given(decimals, st.integers(-12, 12))
def test_shift_is_exact(value: Decimal, power: int) -> None:
    assert Fraction(shift(value, power)) == Fraction(value) * Fraction(10) ** power


@pytest.mark.parametrize("value", [Fraction(10**40 + 1, 8), Fraction(1, 5**40), Fraction(3**80, 2**40 * 5**30), Fraction(7, 6)])
def test_as_number_is_exact_beyond_floats(value: Fraction) -> None:
    number = as_number(value)
    assert number == value
    assert isinstance(number, Fraction if value.denominator % 3 == 0 else Decimal)


# a number, as mixed, chinese and capital write it
WRITTEN = [
    ("0", "0", "零", "零"),
    ("10", "10", "十", "壹拾"),
    ("12.5", "12.5", "十二点五", "壹拾贰点伍"),
    ("20", "20", "二十", "贰拾"),
    ("105", "105", "一百零五", "壹佰零伍"),
    ("110", "110", "一百一十", "壹佰壹拾"),
    ("112", "112", "一百一十二", "壹佰壹拾贰"),
    ("1005", "1005", "一千零五", "壹仟零伍"),
    ("1050", "1050", "一千零五十", "壹仟零伍拾"),
    ("9999", "9999", "九千九百九十九", "玖仟玖佰玖拾玖"),
    ("10000", "1万", "一万", "壹万"),
    ("10050", "1.005万", "一万零五十", "壹万零伍拾"),
    ("11000", "1.1万", "一万一千", "壹万壹仟"),
    ("99999999", "9999.9999万", "九千九百九十九万九千九百九十九", "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖"),
    ("100000000", "1亿", "一亿", "壹亿"),
    ("100005000", "1.00005亿", "一亿零五千", "壹亿零伍仟"),
    ("100010000", "1.0001亿", "一亿零一万", "壹亿零壹万"),
    ("100000", "10万", "十万", "壹拾万"),
    ("1000100010", "10.0010001亿", "十亿零一十万零一十", "壹拾亿零壹拾万零壹拾"),
    ("110000000", "1.1亿", "一亿一千万", "壹亿壹仟万"),
    ("10000000000000000", "100000000亿", "一亿亿", "壹亿亿"),
    ("-0.05", "-0.05", "负零点零五", "负零点零伍"),
]


@pytest.mark.parametrize(("value", "mixed", "chinese", "capital"), WRITTEN)
def test_rendering(value: str, mixed: str, chinese: str, capital: str) -> None:
    number = Decimal(value)
    assert render_numeral(number, "mixed") == mixed
    assert render_numeral(number, "chinese") == chinese
    assert render_numeral(number, "capital") == capital
    assert render_numeral(number) == value


def test_a_whole_number_is_written_as_it_is() -> None:
    assert render_numeral(12_000, "mixed") == "1.2万"


@pytest.mark.parametrize("value", [1.2, True, "12", Fraction(1, 3), None])
def test_what_is_no_exact_decimal_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match=f"not {type(value).__name__}"):
        render_numeral(cast("Decimal", value))


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_no_numeral_writes_what_is_no_number(value: str) -> None:
    with pytest.raises(ValueError, match="no numeral writes"):
        render_numeral(Decimal(value))


def test_an_unknown_style_is_named() -> None:
    with pytest.raises(ValueError, match="no style 'roman'"):
        render_numeral(Decimal(5), "roman")  # type: ignore[arg-type]
