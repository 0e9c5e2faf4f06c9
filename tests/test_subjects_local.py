"""Whose metric it is in the news of cities, counties, towns and villages, and in items from abroad.

A subject may be given in several ways, parted by ``|``; neighbours that are alike stand once; ``-`` is none.
"""

from __future__ import annotations

import pytest

from govnews.periods import scan_periods
from govnews.quantities import scan_quantities
from govnews.subjects import read_subjects
from govnews.text import Text

TOWNS = {
    # a town that no place stands before is shown to be one: it comes again, or has organs and villagers
    "云溪镇上半年完成工业产值33亿元。云溪镇下半年力争引资4亿元。": "云溪镇",
    "石桥乡党委书记王某说，村集体收入每年增加40万元。": "石桥乡",
    "在松溪镇柳湾村，今年栽下果树9000棵。": "松溪镇柳湾村",
    "在松溪镇柳湾村，今年栽下果树9000棵。柳湾村村民每户增收2000元。": "松溪镇柳湾村",
    "建昌县松溪镇柳湾村修路3公里。松溪镇柳湾村还种树5万棵。柳湾村村民说，去年收入增加900元。": "建昌县松溪镇柳湾村",
    # and no kind of town
    "沈阳市有行政村1500个。行政村通车率100%。": "沈阳市",
    "沈阳市特色小镇产值9亿元，特色小镇游客4万人次。": "沈阳市",
    "沈阳市家乡特产销量6万件，家乡特产出口3万件。": "沈阳市",
    # the first character of a county is no town's last
    "云南昭通市镇雄县修路8公里。": "镇雄县",
    # a line may be about the place that it begins with
    "辽宁省：全省当天接待游客50万人次。\n吉林省：全省当天接待游客40万人次。\n四川：10月1日，全省90万人次。": "辽宁省 吉林省 四川",
    "沈阳市新增企业90家。\n其中2019年新增6家。": "沈阳市",
}
ABROAD = {
    "美国加利福尼亚州山火持续。火灾造成3人死亡，过火面积80平方公里。": "加利福尼亚州",
    "美国得克萨斯州上月停电9次，得州新增电站5座。": "得克萨斯州 得州",
    "日本福岛县积雪2米，东京降雪10厘米。": "福岛县 东京",
    "几内亚出口铝土矿9000万吨，索马里进口粮食20万吨。": "几内亚 索马里",
    "乌克兰军方称，俄军使用导弹5枚。": "俄军",
    "黎巴嫩卫生部称，以军袭击造成40人死亡。": "黎巴嫩",
    "新疆生产建设兵团植树9万亩。": "新疆生产建设兵团",
    "阿拉山口口岸今年开行班列6000列。": "阿拉山口口岸",
    # parts of other words
    "辽宁沿海地区新增企业90家。": "辽宁",
    "浙江义乌新增企业90家。义乌出口3亿元。顺德区规定日期，顺德植树3万棵。": "义乌 顺德区",
    "沈阳市推广岛内旅游，游客4万人次；目前海外仓有9个；取得州级奖项2个。": "沈阳市",
    # the press of a country tells of what was spoken of in it, and of the country where nothing was
    "美国得克萨斯州多地停电。据美国媒体报道，过去24小时有8600户停电。": "得克萨斯州",
    "据日本媒体报道，今年大米价格上涨20%。": "日本",
    "据美国媒体报道，美国犹他州发生雪崩。已有5人受伤。": "犹他州",
    "欧盟委员会发布报告，将欧元区今年增长预期下调0.3个百分点。": "欧元区",
    "欧洲央行决定将欧元区利率上调0.25个百分点。": "欧元区",
    # from one place to another
    "沈阳市新开线路3条。从大连到鞍山全程300公里。": "沈阳市",
}
NAMES = {
    "第三届绿色能源应用峰会今天在沈阳举行。本届峰会设室外展区2000平方米。": "第三届绿色能源应用峰会",
    "辽宁大连、丹东等地3000多艘渔船回港，作业人员5000名撤离。": "大连、丹东等地",
    "燕京啤酒投资3亿元扩产，河钢产钢4000万吨。": "燕京啤酒 河钢",
    "中国移动通信用户达到9亿户。": "中国",
    "中国铁矿石进口7亿吨。": "中国",
    "首都医科大学有附属医院20家。": "首都医科大学",
    "中国服装协会副秘书长谢某在“放心穿衣”行动启动仪式上表示，童装内需增长20%。": "我国|中国",
    "湖山县打造农旅品牌。湖山县深耕农业合作社建设，合作社流转土地500亩。": "-",
}


WORKS = {
    # a road or a bridge that a sentence opens with; the measures come later
    "金湾大桥北起海滨路，路线全长26公里，设计速度100公里/小时。": "金湾大桥",
    "城北过江隧道项目位于长江南岸。项目全长5公里，总投资45亿元。": "城北过江隧道项目",
    "大连至庄河高铁正线全长125公里。": "大连至庄河高铁",
    "沈阳绕城高速公路浑河大桥及接线工程是沈阳交通圈的重要通道，全长34公里。": "沈阳绕城高速公路浑河大桥及接线工程",
    "记者走进远东集团北方制造基地项目现场。该项目计划总投资15亿元，占地600亩。": "远东集团北方制造基地项目",
    "云岭跨江大桥昨日通车。该桥主跨500米，全桥总长1400米。": "云岭跨江大桥",
    "这里有8个重点项目。该项目总投资5亿元。": "-",
    "开工的项目有投资10亿元的康泰医疗器械生产项目、投资2亿元的远东电子锂电池项目。": "康泰医疗器械生产项目 远东电子锂电池项目",
    "沈阳市集中开工总投资800亿元的91个项目。": "沈阳市",
    # sights are known by their visitors
    "沈阳市接待游客90万人次，其中棋盘山接待游客14万人次，怪坡风景区前4天累计接待6万人。": "沈阳市 棋盘山 怪坡风景区",
    "大连市发现王国接待游客3万人次。": "大连市发现王国",
    "大连市乡村旅游接待游客3万人次，重点景区接待2万人次。": "大连市",
    "今年以来，北海湾国际集装箱码头吞吐量突破300万标箱。": "北海湾国际集装箱码头",
    "“北电南送”工程途经河南、安徽，年送电360亿千瓦时。": "“北电南送”工程",
    "记者从国铁集团获悉，今年中欧班列开行1.9万列。": "中国|我国|全国",
    "中老铁路今年发送旅客900万人次，货运总量300万吨，开行班列600列。": "中老铁路",
    "经珠海公路口岸进出境车辆330万辆次。": "珠海公路口岸",
    "青山风电场位于松嫩平原，现有风机119台。": "青山风电场",
}
FIRMS = {
    "盘锦石化报价每吨2.7万元，盘锦石化行业利润增长3%。": "盘锦石化 盘锦",
    "中国人民银行今天公布的数据显示，上半年人民币贷款新增12万亿元。": "中国",
    "抚顺市远东电子有限公司扩产。远东电子是一家上市企业，去年征地50亩。": "抚顺市远东电子有限公司",
    "“山泉”农牧专业合作社去年分红80万元。": "“山泉”农牧专业合作社",
    "“基地年产蘑菇500万棒。”远东菌业合作社负责人说。": "远东菌业合作社",
    "位于沈北高新区的远东玻璃有限公司年产玻璃90万吨。": "远东玻璃有限公司",
    "新引进的大连远东汽车有限公司投资8亿元。": "大连远东汽车有限公司",
    "市北经济开发区签约项目27个。": "市北经济开发区",
    "新华社沈阳8月3日电 记者走访多家企业，订单增长8%。": "-",
    "按照我国统一核算制度，今年云山县生产总值90亿元。": "-",
    "按照我国市场规模9亿台计算，销售额90亿元。": "我国",
}


def _found(raw: str) -> list[str]:
    text = Text(raw)
    times = scan_periods(text)
    found: list[str] = []
    for subject in read_subjects(text, times, scan_quantities(text, times)):
        name = subject.name or "-"
        if not found or found[-1] != name:
            found.append(name)
    return found


@pytest.mark.parametrize(("raw", "expected"), [*TOWNS.items(), *ABROAD.items(), *NAMES.items(), *WORKS.items(), *FIRMS.items()])
def test_subjects_near_and_far(raw: str, expected: str) -> None:
    found, accepted = _found(raw), [token.split("|") for token in expected.split()]
    assert len(found) == len(accepted), found
    assert all(name in one for name, one in zip(found, accepted, strict=True)), found
