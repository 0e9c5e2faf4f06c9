from __future__ import annotations

import pytest

from govnews.changes import ChangeMatch, read_changes
from govnews.periods import scan_periods
from govnews.quantities import scan_quantities
from govnews.text import Text


def read(sentence: str) -> list[ChangeMatch]:
    text = Text(sentence)
    return read_changes(text, scan_quantities(text, scan_periods(text)))


def shown(match: ChangeMatch) -> str:
    if match.change is not None:
        return f"{match.change.direction} {match.change.basis}"
    return match.transition or "-"


# a sentence, and for each of its numbers what it says of change
SENTENCES = [
    # growth and level
    ("产值5亿元，同比增长3%", "- | up yoy"),
    ("产值增长到5亿元", "-"),
    ("成本降至3元，覆盖率提高到95%", "- | -"),
    ("出口下降了4.2%", "down unstated"),
    ("利润降幅达12%，收入增幅为5%", "down unstated | up unstated"),
    ("用电量同比增长达到6%", "up yoy"),
    ("自然增长率为3.1‰", "-"),
    ("增长率为3.1%", "up unstated"),
    ("产量翻一番", "up unstated"),
    ("比重提高1.5个百分点", "up unstated"),
    ("压缩审批时限50%", "down unstated"),
    ("降低物流成本65亿元", "down unstated"),
    ("工期提前20天", "down unstated"),
    ("实施能力提升工程600项", "-"),
    ("新增就业5000人", "-"),
    ("增加值达到300亿元", "-"),
    ("节约资金2000万元", "-"),
    # bases
    ("比上年增长3%，环比下降1%", "up yoy | down mom"),
    ("较上年同期多增12亿元", "up yoy"),
    ("比去年末减少30户", "down yoy"),
    ("比上月回落0.3个百分点", "down mom"),
    ("五年来年均增长8%", "up avg"),
    ("比2020年增长20%", "up other"),
    ("较“十三五”末提高4个百分点", "up other"),
    ("比年初增加500亿元", "up other"),
    ("快于全国平均水平2.7个百分点", "up other"),
    ("低于全省1.2个百分点", "down other"),
    ("比计划工期缩短15天", "down other"),
    ("与常规材料相比强度相当，但减重三成", "down other"),
    ("比上年新增64家", "up yoy"),
    ("比上年少增63万人", "down yoy"),
    ("较快增长8%", "up unstated"),
    ("占比提高2个百分点", "up unstated"),
    ("对外贸易增长5%", "up unstated"),
    # a base carries on inside its sentence, and no further
    ("第一产业同比增长3%；第二产业增长5%", "up yoy | up yoy"),
    ("第一产业同比增长3%。第二产业增长5%", "up yoy | up unstated"),
    ("比2020年增长20%，其中出口增长5%", "up other | up other"),
    ("同比增长3%，较一季度提高5.9个百分点，其中化纤下降2个百分点", "up yoy | up other | down other"),
    ("比2020年增长12%；成本下降3%", "up other | down unstated"),
    ("比上年新增64家，减少损失300万元", "up yoy | down unstated"),
    # nouns of change with a copula
    ("涨幅仅为0.3%，增速在5%以上", "up unstated | up unstated"),
    ("降幅仅有2%，提价幅度在15%至20%之间", "down unstated | up unstated"),
    ("市场增长仅为48%", "up unstated"),
    ("营业额衰退7%，客流成长8%", "down unstated | up unstated"),
    # a level of something else is no change
    ("低于上一年的2.8%", "-"),
    ("利用率高于2010年的35%", "-"),
    ("成本比国外高出33%", "up other"),
    ("因提高效率而增加的占62%", "-"),
    ("增加住宅建设的支出152亿元", "-"),
    ("提高1200名教师待遇", "-"),
    ("新增3家技术中心", "-"),
    # bases under other openings
    ("与去年同期相比下降4.75%，同上月相比增长1%", "down yoy | up mom"),
    ("和上年相比增长3%", "up yoy"),
    ("較之上年成長5%", "up yoy"),
    ("较2010年成长175%", "up other"),
    ("比上年同期的1065亿元增长了47%", "- | up yoy"),
    # a footnote mark between verb and number
    ("比上年下降[43]3.9%", "down yoy"),
    # the verb behind the number
    ("以年均4%的速度增长", "up avg"),
    ("以15%以上的两位数速度增长", "up unstated"),
    ("以10%的幅度下降", "down unstated"),
    ("实现10%的增长，5%的增长目标", "up unstated | -"),
    ("增幅预计达3%", "up unstated"),
    ("相比上个月上升2.7个百分点", "up mom"),
    ("较4月份环比仅增长2.33%", "up mom"),
    ("比去年11月底增长5%", "up other"),
    ("位次前移5位，排名提升7位", "up unstated | up unstated"),
    # lists
    ("出口和进口分别增长7.1%和0.6%", "up unstated | up unstated"),
    ("各地增加值同比分别增长8%、7%、12%", "up yoy | up yoy | up yoy"),
    # transitions
    ("产量由1吨提升到7吨", "from | to"),
    ("占比从2020年的56%下降到2024年的53%", "from | to"),
    ("办理时间从5个工作日压缩至1个工作日", "from | to"),
    ("由21604元、8002元增加到24000元、9000元", "from | from | to | to"),
    ("从177.9点上攀至180.2点", "from | to"),
    ("亩均产值由5500元达到1万元", "from | to"),
    ("由一季度的-3.2%转为1.1%", "from | to"),
    ("从1000亿元向2000亿元的跨越", "from | to"),
    ("由3.2%扩大到4.1%，提高0.9个百分点", "from | to | up unstated"),
    ("从全国选派30人到基层工作2年", "- | -"),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_changes(sentence: str, expected: str) -> None:
    assert " | ".join(map(shown, read(sentence))) == expected


def test_a_base_and_a_verb_reach_only_so_far() -> None:
    far = "同比" + "地" * 500 + "增长3%"
    assert shown(read(far)[0]) == "up unstated"
