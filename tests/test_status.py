from __future__ import annotations

import pytest

from govnews import extract
from govnews.periods import scan_periods
from govnews.quantities import scan_quantities
from govnews.status import read_role, read_statuses
from govnews.text import Text

# a sentence, and the status of each of its numbers: a actual, p planned, e expected
STATUSES = [
    ("完成投资5亿元", "a"),
    ("力争完成投资5亿元，新增岗位300个", "pp"),
    ("力争完成投资5亿元。已开工项目12个", "pa"),
    ("今年主要预期目标是：生产总值增长5%；新增就业3万人；单位能耗下降2%", "ppp"),
    ("预计年产值将达到20亿元，税收2亿元", "ee"),
    ("预计到6月底开工项目80个；全年开工率超过90%", "ee"),
    ("有望带动就业2000人", "e"),
    ("计划实施项目55个，总投资26亿元", "pp"),
    ("项目总投资6500万元", "p"),
    ("累计完成总投资6500万元", "a"),
    ("拟新建校舍3栋", "p"),
    ("确保粮食产量稳定在50亿斤以上", "p"),
    ("按计划推进，已建成厂房8万平方米", "a"),
    ("申报科技计划项目19个", "a"),
    ("争取省级资金3000万元", "a"),
    ("争取到2027年培育企业100家", "p"),
    ("将产量由1吨提升到7吨", "aa"),
    ("产量将达到7吨", "e"),
    ("即将投产的生产线有3条", "e"),
    ("主要产品产量12万吨，需要资金3亿元", "aa"),
    ("将新增床位500张；目前已有床位2000张", "ea"),
    ("6个新建项目将在年内投产", "e"),
    ("一位大将和3名战士", "a"),
    ("完成年度目标任务的91.5%", "a"),
    ("占全年目标的60%，完成规划面积的三分之二", "aa"),
    ("原计划投入3亿元，实际完成4亿元", "pa"),
    ("今年发展主要预期目标是：生产总值增长5%；努力争取更好结果；失业率5.5%左右；新增就业1200万人", "ppp"),
    ("赤字率拟按4%左右安排", "p"),
    ("要新建绿道100公里，改造小区50个", "pp"),
    ("我们将改造提升小区50个", "e"),
    ("累计将直接增加投资5万亿元", "e"),
    ("比上年预计数增加439亿元", "a"),
    ("锚定全面小康目标，抓住28个重点", "a"),
    ("实施了总投资7460万元的5个项目", "aa"),
    ("城镇建设总投资157亿元，增长27%", "aa"),
    ("计划裁减6500人", "p"),
    ("国家财政还将拨出25亿元", "e"),
    ("将由191元增加到300元", "ee"),
    ("将投资者持股比例由100%降低至80%", "aa"),
    ("比重要达到9.5%以上", "p"),
    ("必须控制在13%以下", "p"),
    ("今年计划投入农机400台", "p"),
    ("计划要求每年递增5%", "p"),
    ("今年主要预期目标是：生产总值增长5%左右。工业增加值增长7.5%左右，新增就业60万人。", "ppp"),
    ("今年主要目标包括：税收增长5%。\n去年完成投资3亿元。", "pa"),
    ("一、2025年工作回顾\n建成道路5公里。\n二、2026年重点工作\n新建校舍3栋，已开工2栋。", "apa"),
    ("三、今后五年的奋斗目标\n人均收入突破5万元。", "p"),
    ("园区规划面积38平方公里，落户企业1260家", "aa"),
    ("规划建设厂房12栋", "p"),
]
ROLES = [
    ("500万元以上项目67个", ["criterion", "metric"]),
    ("年产值在2.4亿元以上的企业41家", ["criterion", "metric"]),
    ("担保超过5000万元的镇有6个", ["criterion", "metric"]),
    ("投资增长15%以上", ["metric"]),
    ("奖励资金达到50万元以上", ["metric"]),
    ("新增产值12亿元以上；其余企业平稳", ["metric"]),
    ("保持在6%以上的水平", ["metric"]),
    ("花费了近300万元的现金", ["metric"]),
    ("建成100公里以上的道路", ["metric"]),
    ("有20家以上企业参加", ["metric"]),
    ("经历了6次以上明显波动", ["metric"]),
    ("投资过亿元的项目41个", ["criterion", "metric"]),
    ("投资500万元以上项目435个", ["criterion", "metric"]),
    ("65岁以上老人3万名", ["criterion", "metric"]),
    ("90%以上的企业", ["metric"]),
    ("打造100个以上人工智能大模型", ["metric"]),
    ("培育20家以上龙头企业", ["metric"]),
    ("超过一半的光伏电池", ["metric"]),
    ("支付US$5亿的罚款", ["metric"]),
    ("出口超亿美元企业3户", ["criterion", "metric"]),
    ("超百亿元园区3个", ["criterion", "metric"]),
    ("抛出过亿美元的订单", ["metric"]),
    # specifications
    ("建成8英寸硅片生产线", ["spec"]),
    ("一台63MVA电炉投运", ["spec"]),
    ("200公斤真空感应电炉", ["spec"]),
    ("铺设500公里光缆", ["metric"]),
    ("出口钢材5万吨，机床3台", ["metric", "metric"]),
    ("新建5000吨级码头2座", ["spec", "metric"]),
    ("6.8级地震造成3人受伤", ["spec", "metric"]),
    ("按8度抗震设防建设", ["spec"]),
    ("500千伏变电站3座", ["spec", "metric"]),
    ("新增装机63兆瓦", ["metric"]),
    ("新建500公里高速公路", ["metric"]),
    ("产量8吨", ["metric"]),
    ("总量位居全省第三", ["rank"]),
]


@pytest.mark.parametrize(("sentence", "expected"), STATUSES)
def test_statuses(sentence: str, expected: str) -> None:
    text = Text(sentence)
    statuses = read_statuses(text, scan_quantities(text, scan_periods(text)))
    assert "".join(match.status[0] for match in statuses) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2025年，工业增加值达到500亿元", "planned"),
        ("2027年完成造林3万亩", "planned"),
        ("到2021年，工业增加值达到500亿元", "actual"),
        ("2022年完成造林3万亩", "actual"),
        ("预计到2025年产值达到500亿元", "expected"),
    ],
)
def test_what_lies_ahead_is_planned(sentence: str, expected: str) -> None:
    assert extract(sentence, published="2022-10-14")[0].status == expected


@pytest.mark.parametrize(("sentence", "expected"), ROLES)
def test_roles(sentence: str, expected: list[str]) -> None:
    text = Text(sentence)
    assert [read_role(text, quantity).value for quantity in scan_quantities(text, scan_periods(text))] == expected
