"""The words of quantities one by one: each sentence holds a word that no other does."""

from __future__ import annotations

import pytest

from govnews.quantities import find_quantities, may_measure

# a sentence, what is found in it ({} is the word of the gap), and all that may stand in the gap
SCALES = {"百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
FAMILIES = [
    # tenths behind the unit
    *((f"占比三成{tenth}{{}}", f"三成{tenth} 3{n} %", "。 的企业") for n, tenth in enumerate("一二三四五六七八九", 1)),
    *((f"增长三成{tenth}", f"三成{tenth} 3{n} %", "") for n, tenth in enumerate("一二三四五六七八九", 1)),
    *((f"跳高1米{tenth}", f"1米{tenth} 1.{n} m", "") for n, tenth in enumerate("一二三四五六七八九", 1)),
    *((f"跳高1米{tenth}", f"1米{tenth} 1.{tenth} m", "") for tenth in "123456789"),
    *((f"占比三成{tenth}以上", f"三成{tenth} 3{n} % ge", "") for n, tenth in enumerate("一二三四五六七八九", 1)),
    *((f"占比三成{tenth}左右", f"三成{tenth} 3{n} % approx", "") for n, tenth in enumerate("一二三四五六七八九", 1)),
    ("占比三成{}", "三成 30 %", "。 的企业"),
    ("占比三成三{}", "三家 3 家", "家"),
    # scale words without a figure
    *((f"近{scale}家", f"{scale}家 1{'0' * power} 家 approx", "") for scale, power in SCALES.items()),
    *((f"上{scale}元", f"{scale}元 1{'0' * power} CNY ge", "") for scale, power in SCALES.items()),
    ("{}元企业", "", "百 千 万 亿 兆"),
    ("这{}家企业", "", "百 千 万"),
    # a bound word holds for the members of a list, as far as its sentence goes
    ("分别{}超过6%和8%", "6% 6 % gt | 8% 8 % gt", "是 下降"),
    ("分别降低{}超过6%和8%", "6% 6 % gt | 8% 8 %", "。 ； \n"),
    # 亿 without a unit is what the number before it was
    ("投资额达189亿{}后来316亿", "189亿 18900000000 CNY | 316亿 31600000000 CNY", "到 以及"),
    ("投资额达189亿{}后来有316亿", "189亿 18900000000 CNY | 316亿 31600000000 1", "， 。 ； ："),
    ("共三分之一多", "三分之一多 1/3 1 gt", ""),
    # ranks say themselves how exact they are
    ("居全省第{}", "第{} 200~300 rank range", "两三百"),
    ("居全省第{}位", "第{}位 3~5 rank range", "三五"),
    ("居全省第{}位", "第{}位 10 rank gt", "十几 十多"),
    ("进入全国前{}名", "{}名 3~5 rank range", "三五"),
    ("进入全国前{}名", "{}名 10 rank le", "十 十几 10"),
    # the ends of a change, and ranges
    ("{}1吨到7吨", "1吨 1 t | 7吨 7 t", "由 从 自"),
    ("{}1吨至7吨", "1吨 1 t | 7吨 7 t", "由 从 自"),
    ("略减545吨{}700吨", "545吨 545 t | 700吨 700 t", "至 到"),
    ("略减545吨{}700吨", "545吨{}700吨 545~700 t range", "- ~ —"),
    ("减少3%{}5%", "3%{}5% 3~5 % range", "至 到 - ~ —"),
]


def shown(sentence: str) -> str:
    found = []
    for mention in find_quantities(sentence):
        quantity = mention.value
        value = quantity.value if quantity.value is not None else f"{quantity.low}~{quantity.high}"
        bound = "" if quantity.bound.value == "eq" else quantity.bound.value
        found.append(" ".join(str(part) for part in (mention.text, value, quantity.unit.code, bound) if part != ""))
    return " | ".join(found)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [(sentence.format(word), expected.format(word)) for sentence, expected, words in FAMILIES for word in words.split(" ")],
)
def test_each_word(sentence: str, expected: str) -> None:
    assert shown(sentence) == expected


@pytest.mark.parametrize(
    ("raw", "may"), [("榜首", True), ("榜 首", True), ("首位", True), ("首 位", True), ("半天", True), ("半 天", True)]
)
@pytest.mark.parametrize("around", ["{}", "的{}的"])
def test_few_words_measure_without_a_figure(raw: str, around: str, *, may: bool) -> None:
    assert may_measure(around.format(raw)) is may


@pytest.mark.parametrize(
    "raw", ["首", "榜", "半", "位", "天", "首榜", "位首", "天半", "首天", "半位", "榜位", "天位", "首都", "光荣榜", "半壁"]
)
def test_a_text_without_any_needs_no_reading(raw: str) -> None:
    assert not may_measure(raw)
