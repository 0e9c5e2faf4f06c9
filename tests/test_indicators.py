"""Indicators: tables of sentences with the names of their numbers, by construction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews.changes import read_changes
from govnews.indicators import IndicatorMatch, read_indicators
from govnews.periods import scan_periods
from govnews.quantities import scan_quantities
from govnews.subjects import read_subjects
from govnews.text import Text


def indicators(sentence: str) -> list[IndicatorMatch]:
    text = Text(sentence)
    times = scan_periods(text)
    quantities = scan_quantities(text, times)
    return read_indicators(text, times, quantities, read_changes(text, quantities), read_subjects(text, times, quantities))


NOUN_BEFORE = {
    "固定资产投资": [
        "固定资产投资完成12.7亿元",
        "全县固定资产投资达到12.7亿元",
        "完成固定资产投资12.7亿元",
        "今年全市累计完成固定资产投资12.7亿元",
    ],
    "地区生产总值": ["全市实现地区生产总值512亿元", "2022年，全省地区生产总值突破2万亿元", "我市地区生产总值为512亿元"],
    "粮食总产量": ["粮食总产量突破500万吨大关", "全省粮食总产量连续8年稳定在500万吨以上"],
    "城镇登记失业率": ["城镇登记失业率控制在3.2%以内", "全区城镇登记失业率为3.2%"],
    "高新技术企业": ["共有高新技术企业41家", "全区现有高新技术企业41家", "高新技术企业达到41家", "高新技术企业41家"],
    "空气质量优良天数": ["空气质量优良天数达到320天", "全年空气质量优良天数为320天"],
    "直接经济损失": ["造成直接经济损失2.3亿元", "直接经济损失约2.3亿元"],
    "规模以上工业增加值": ["规模以上工业增加值（以下口径相同）同比增长5.5%", "规模以上工业增加值[3]比上年增长5.5%"],
    "招商引资到位资金": ["全年招商引资到位资金（单位：亿元）62.5亿元"],
}

VERB_BEFORE = {
    "引进省外内资": ["引进省外内资100亿元", "全县累计引进省外内资100亿元"],
    "发放慰问金": ["发放慰问金36万元", "民政局先后发放慰问金36万元"],
    "新增就业岗位": ["我区新增就业岗位3200个", "力争新增就业岗位3200个"],
    "国家级研发中心": ["拥有国家级研发中心5家", "经开区拥有国家级研发中心5家"],
    "物流成本": ["降低物流成本5000万元", "压缩物流成本8%"],
}

COUNTED = {
    "项目": ["67个项目", "全县共有67个项目", "等67个项目", "67个项目将在年底开工"],
    "国家级专精特新企业": ["5家国家级专精特新企业", "5家国家级专精特新企业分别获得奖励"],
    "科研院所": ["与20余家科研院所开展合作", "对20家科研院所进行走访"],
    "完成立项": ["目前，126个完成立项"],
    "民生实事": ["高质量完成20件民生实事"],
    "建设": ["经过两年的建设，大桥通车"],
    "政府职能": ["优化调整5类780项政府职能"],
}


@pytest.mark.parametrize(
    ("name", "sentence"),
    [(name, sentence) for table in (NOUN_BEFORE, VERB_BEFORE, COUNTED) for name, row in table.items() for sentence in row],
)
def test_one_name(name: str, sentence: str) -> None:
    assert indicators(sentence)[-1].name == name


SEVERAL = {
    "有效发明专利135项，占全市总量的39.8%": ["有效发明专利", "有效发明专利占全市总量"],
    "民生支出占一般公共预算支出的77.9%": ["民生支出占一般公共预算支出"],
    "出口和进口分别增长7.1%和0.6%": ["出口", "进口"],
    "邮政、电信业务量分别增长3%、4%": ["邮政业务量", "电信业务量"],
    "煤化工、冶金、建材行业增加值分别增长8%、7%、2%": ["煤化工增加值", "冶金增加值", "建材行业增加值"],
    "快递业务量完成1.2亿件，业务收入9.8亿元，分别增长15%和11%": ["快递业务量", "业务收入", "快递业务量", "业务收入"],
    "制造业、高技术制造业增加值分别占全省的6.7%、47.9%": ["制造业增加值占全省", "高技术制造业增加值占全省"],
    "为3710人发放失业保险金584.8万元": ["发放失业保险金", "发放失业保险金"],
    "到位资金31.65亿元，同比增长37.13%": ["到位资金", "到位资金"],
    "装备制造业增加值增长8.4%，快于全部工业增加值2.7个百分点": ["装备制造业增加值", "装备制造业增加值"],
    "工业增加值增长3%，其中，采矿业增长2%，制造业下降1%": ["工业增加值", "采矿业增加值", "制造业增加值"],
    "第一产业增加值30亿元，增长2%；第二产业增长4%": ["第一产业增加值", "第一产业增加值", "第二产业增加值"],
    "商品零售额增长4%，餐饮收入增长5%": ["商品零售额", "餐饮收入"],
    "运行时间由3小时缩短至1小时": ["运行时间", "运行时间"],
    "新增技术人才9万人、技能人才6万人": ["新增技术人才", "新增技能人才"],
    "减免13家企业4000余万元": ["企业", "减免企业"],
    "119个复工项目总投资50亿元": ["复工项目", "复工项目总投资"],
    "租金上涨的小区有9个，持平的有4个": ["租金上涨的小区", "租金持平的小区"],
    "形成11大类、207条政策汇编": ["政策汇编", "政策汇编"],
    "钢二百万吨，等于前年的十倍": ["钢", "钢"],
}


@pytest.mark.parametrize("sentence", SEVERAL)
def test_several_names(sentence: str) -> None:
    assert [match.name for match in indicators(sentence)] == SEVERAL[sentence]


@pytest.mark.parametrize("sentence", ["达到50%", "约5亿元", "，3.2%", "12\t15%\t18%", "超过500万元。"])
def test_nothing_where_none_can_be_told(sentence: str) -> None:
    assert all(match == IndicatorMatch() for match in indicators(sentence))


PIECES = [
    "增加值",
    "全市",
    "增长",
    "5%",
    "3家",
    "、",
    "，",
    "和",
    "占",
    "的",
    "分别",
    "其中",
    "引进",
    "企业",
    "（",
    "）",
    "“",
    "2万元",
    "由",
    "到",
    "。",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_names_are_words_of_the_text(sentence: str) -> None:
    """Every quantity has one match, and its name is the text of its spans, in whatever order they stand."""
    text = Text(sentence)
    times = scan_periods(text)
    quantities = scan_quantities(text, times)
    found = read_indicators(text, times, quantities, read_changes(text, quantities), read_subjects(text, times, quantities))
    assert len(found) == len(quantities)
    for match in found:
        assert match.name == "".join(text.norm[start:end] for start, end in match.spans)
