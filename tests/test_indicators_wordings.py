"""Indicators by wording: what stands around a number and names it, and what looks like a name and is none.

One line a sentence, first the names of its numbers (``/`` between them), then the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

import govnews

COUNTED = """
全国重点实验室: 新建3家全国重点实验室
全国示范社区 / 全省绿色工厂: 建成12个全国示范社区和4家全省绿色工厂
国内知名品牌: 引来9个国内知名品牌
景区: 打造5个世界知名的景区
企业 / 年营收: 有6家年营收10亿元以上企业
县城 / 海拔: 为4个海拔3500米以上县城供暖
项目 / 单体投资: 完成17个单体投资2亿元以上的项目
车站 / 重点工程: 推进2个车站、物流园等40个重点工程
农户 / 户均增收: 带动3.2万农户户均增收1500元
会员: 吸收4.1万名会员
山桃林: 建设6万亩山桃林
护坡: 修复2公里护坡
建设高标准农田: 建设高标准农田3万亩
编制: 精简编制300人的决定已经下达
技术工人: 招聘20名的技术工人已经到岗
"""

GROUPS = """
设备供应商: 设备供应商中，有6家来自欧洲
城市 / 城市: 60个城市中，有21个价格上涨
城市 / 省会: 60个城市中，有11个省会
完成验收: 在建项目中，14个完成验收
"""

HELD_AGAINST = """
税收收入 / 税收收入 / 税收收入: 税收收入40亿元，为年初预算的104%，增长6%
客运量 / 客运量: 客运量320万人次，完成年度计划的81%
工业总产值 / 工业总产值: 工业总产值90亿元，超过全年计划的3%
能耗: 能耗仅为老设备的三分之一
价格 / 价格: 价格是进口产品的六成，为上一代产品的一半
研发投入: 研发投入相当于营业收入的7%
订单: 订单达到去年同期的2.4倍
预算支出: 预算支出为37亿元
"""

WITHIN = """
服务业在经济总量中的比重: 服务业在经济总量中的比重达到56%
煤炭在能源消费中的占比 / 煤炭在能源消费中的占比: 煤炭在能源消费中的占比由62%下降到54%
总产值 / 总产值在全国同行业中的比重: 总产值80亿元，在全国同行业中的比重为4%
清洁能源对能源消费的占比: 清洁能源对能源消费的占比提升到21%
占比: 在建设中，占比达到40%
"""

GOALS = """
发展目标: 今年的发展目标是600万千瓦
减排目标: 减排目标定为12%
地区生产总值: 地区生产总值目标增长6%
"""

AVERAGES = """
发送旅客 / 日均发送旅客 / 日均发送旅客: 发送旅客96万人次，日均2.4万人次，增长7%
人均增收 / 村均增收: 参与群众人均增收900元，村均增收6万元
门店收入 / 店均收入: 门店收入8亿元，店均收入45万元
常住人口: 常住人口年平均增长率为0.4%
基本养老金: 基本养老金提高到人均每月2400元
新增企业 / 新增企业总数: 新增企业41家，总数达到126家
就业人员 / 新增就业人员: 就业人员120万人，新增6万人
展位总数 / 展位总数: 展位总数达3600个，增加240个
用户总数: 用户总数突破8万户
"""

COMPARED = """
常住人口 / 常住人口 / 常住人口: 常住人口41万人，与2010年普查的39万人相比，增加2万人
交易量: 交易量与前期相比大幅增加26%
出厂价格: 出厂价格相比上月下降0.2%
产量 / 产量: 产量40万吨，与去年同期相比亦增加3%
"""

SHARES_THAT_GROW = """
出口 / 出口占外贸总值 / 出口: 出口8亿元，占外贸总值的61%，增长11%
出口 / 出口占外贸总值 / 出口占外贸总值: 出口8亿元，占外贸总值的61%，提高1.4个百分点
"""

ASIDES = """
农民人均纯收入: 农民人均纯收入，考虑物价下降因素，实际增长4%
零售额 / 零售额: 零售额70亿元，剔除价格变动的因素，实际增长5%
客流量: 客流量，受天气影响，下降8%
"""

PARTS = """
国家级创新平台 / 省级创新平台: 国家级、省级创新平台分别达到7家、31家
线上零售额 / 线下零售额: 线上、线下零售额分别为4亿元和6亿元
短期贷款 / 中长期贷款: 短期、中长期贷款分别增长3%和6%
一般债务 / 专项债务: 一般、专项债务分别为98亿元和114亿元
城乡低保覆盖范围 / 城乡低保覆盖范围: 城乡低保覆盖范围由3万人扩大到5万人
医疗救助基金累计支出总额: 医疗救助基金累计支出总额为2亿元
发电量: 截至6月末累计发电量3亿千瓦时
"""

WORDS = """
基本每股收益 / 每股净资产: 基本每股收益0.4元，每股净资产5元
研发投入: 报告期内研发投入3亿元
联合收割机: 拥有联合收割机620台
联合检查: 联合检查12次
新增减税降费及退税缓费: 新增减税降费及退税缓费6亿元
库存: 此前库存一度高达9万吨
"""

FAMILIES = {
    "counted": COUNTED,
    "groups": GROUPS,
    "held against": HELD_AGAINST,
    "within": WITHIN,
    "goals": GOALS,
    "averages": AVERAGES,
    "compared": COMPARED,
    "shares that grow": SHARES_THAT_GROW,
    "asides": ASIDES,
    "parts": PARTS,
    "words": WORDS,
}


def _parameters() -> Iterator[ParameterSet]:
    for family, table in FAMILIES.items():
        for line in table.strip().splitlines():
            names, sentence = line.split(": ", 1)
            yield pytest.param(sentence, names.split(" / "), id=f"{family}: {sentence}")


@pytest.mark.parametrize(("sentence", "names"), list(_parameters()))
def test_names(sentence: str, names: list[str]) -> None:
    assert [metric.indicator for metric in govnews.extract(sentence)] == names
