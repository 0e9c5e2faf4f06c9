from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews import Bound, ParseError, Quantity, find_quantities, parse_quantity
from govnews.model import Mention
from govnews.quantities import may_measure, scan_quantities
from govnews.text import Text


def shown(mention: Mention[Quantity]) -> str:
    """A mention on one line: text, value or ends, unit, bound."""
    quantity = mention.value
    number = f"{quantity.low}~{quantity.high}" if quantity.value is None else f"{quantity.value}"
    return f"{mention.text} {number} {quantity.unit.code} {quantity.bound.value}"


# a sentence, and what is found in it: "text value unit bound", separated by " | "
FOUND: dict[str, list[tuple[str, str]]] = {
    "money": [
        ("全年完成投资31.65亿元", "31.65亿元 3165000000 CNY eq"),
        ("到账资金1亿2千万元", "1亿2千万元 120000000 CNY eq"),
        ("拨付补贴壹仟贰佰万元整", "壹仟贰佰万元整 12000000 CNY eq"),
        ("每斤收购价一元五角，运费5角", "一元五角 1.5 CNY eq | 5角 0.5 CNY eq"),
        ("罚款3千元", "3千元 3000 CNY eq"),
        ("进出口总额12.5亿美元，其中出口八千万美元", "12.5亿美元 1250000000 USD eq | 八千万美元 80000000 USD eq"),
        ("折合人民币6.7元", "6.7元 6.7 CNY eq"),
        (
            "签约3.2亿港元、5000万欧元、20亿日元",
            "3.2亿港元 320000000 HKD eq | 5000万欧元 50000000 EUR eq | 20亿日元 2000000000 JPY eq",
        ),
        ("票价3元5角，单程1小时30分钟", "3元5角 3.5 CNY eq | 1小时30分钟 1.5 hour eq"),
        ("每斤3元5角2分，跑完用了1小时30分36秒", "3元5角2分 3.52 CNY eq | 1小时30分36秒 1.51 hour eq"),
        ("3元5角7角，5元5元", "3元5角 3.5 CNY eq | 7角 0.7 CNY eq | 5元 5 CNY eq | 5元 5 CNY eq"),
        ("户均增收3000多元", "3000多元 3000 CNY gt"),
        ("总投资达6，175亿元", "6，175亿元 617500000000 CNY eq"),
    ],
    "measures": [
        ("粮食总产515.6亿斤", "515.6亿斤 51560000000 斤 eq"),
        ("原煤产量4.5亿吨，折标准煤3.2亿吨标准煤", "4.5亿吨 450000000 t eq | 3.2亿吨标准煤 320000000 tce eq"),
        ("建成区面积120平方公里，绿地３５公顷", "120平方公里 120 km2 eq | ３５公顷 35 ha eq"),
        ("新建厂房两万平方米、仓库800㎡", "两万平方米 20000 m2 eq | 800㎡ 800 m2 eq"),
        ("流转土地1.2万亩", "1.2万亩 12000 亩 eq"),
        ("改造农村公路5500公里", "5500公里 5500 km eq"),
        ("日供水能力30万立方米", "30万立方米 300000 m3 eq"),
        ("±800千伏特高压，用电760亿千瓦/时", "800千伏 800 kV eq | 760亿千瓦/时 76000000000 kWh eq"),
        ("历时5小时30分", "5小时30分 5.5 hour eq"),
        ("发电量299亿千瓦时，用电5.2万度", "299亿千瓦时 29900000000 kWh eq | 5.2万度 52000 kWh eq"),
        ("新增装机120万千瓦，其中风电0.8吉瓦", "120万千瓦 1200000 kW eq | 0.8吉瓦 0.8 GW eq"),
        ("细颗粒物浓度29微克/立方米", "29微克/立方米 29 ug/m3 eq"),
        ("气温降到零下5度", "零下5度 -5 degC eq"),
        ("吨钢成本3200元/吨", "3200元/吨 3200 CNY/t eq"),
        ("人口密度为650人/平方公里", "650人/平方公里 650 人/km2 eq"),
        ("算力规模达到3.5EFLOPS", "3.5EFLOPS 3.5 EFLOPS eq"),
    ],
    "ratios": [
        ("增长3.2%、2.5‰和1.5个百分点", "3.2% 3.2 % eq | 2.5‰ 2.5 permille eq | 1.5个百分点 1.5 pp eq"),
        ("合格率百分之九十八点五", "百分之九十八点五 98.5 % eq"),
        ("死亡率为千分之三", "千分之三 3 permille eq"),
        ("利率下调25个基点", "25个基点 25 bp eq"),
        ("比重由三成五升到四成", "三成五 35 % eq | 四成 40 % eq"),
        ("产量增长1.8倍，产值翻一番", "1.8倍 1.8 倍 eq | 一番 1 番 eq"),
        ("超过一半的村通了客车", "一半 0.5 1 gt"),
        ("三分之二的企业实现盈利", f"三分之二 {Fraction(2, 3)} 1 eq"),
        ("占总数的3/4", "3/4 0.75 1 eq"),
        ("降幅达-3.2%", "-3.2% -3.2 % eq"),
    ],
    "counts": [
        ("新增高新技术企业41家、上市公司2户", "41家 41 家 eq | 2户 2 户 eq"),
        ("3万人参加活动，2000人参与", "3万人 30000 人 eq | 2000人 2000 人 eq"),
        ("成交384.9万手", "384.9万手 3849000 手 eq"),
        ("为3710人发放补贴，接待游客32.5万人次", "3710人 3710 人 eq | 32.5万人次 325000 人次 eq"),
        ("选派三十名干部、8位专家、1200口人", "三十名 30 人 eq | 8位 8 人 eq | 1200口 1200 人 eq"),
        ("开行班列924列，吞吐量200万标箱", "924列 924 列 eq | 200万标箱 2000000 标箱 eq"),
        ("出动车辆30台次，放映电影65场次", "30台次 30 台次 eq | 65场次 65 场次 eq"),
        ("存栏生猪四万五千头、家禽30万羽", "四万五千头 45000 头 eq | 30万羽 300000 羽 eq"),
        ("受理案件2.5万多起，事故120余起。", "2.5万多起 25000 起 gt | 120余起 120 起 gt"),
        ("学校10所以上，票价50元起", "10所 10 所 ge | 50元 50 CNY ge"),
        ("位次上升6位，选出8位代表", "6位 6 位 eq | 8位 8 人 eq"),
        ("51万新就业人员参保", "51万 510000 1 eq"),
        ("30余高校参加", "30余 30 1 gt"),
        ("综合指数为102.3，同比上升", "102.3 102.3 1 eq"),
        ("采购经理指数为50.1，高于8月份的49.7。", "50.1 50.1 1 eq | 49.7 49.7 1 eq"),
        ("得票多于8月份的49.7", ""),
        ("新增就业14.7万分别来自两个镇", "14.7万 147000 1 eq | 两个 2 个 eq"),
        ("消费指数达到负24.7点", "负24.7点 -24.7 点 eq"),
        ("最后80多名代表离村", "80多名 80 人 gt"),
    ],
    "durations": [
        ("工期缩短20天，提前3个月完工", "20天 20 day eq | 3个月 3 month eq"),
        ("办理时间由7个工作日压缩到2小时", "7个工作日 7 工作日 eq | 2小时 2 hour eq"),
        ("历时两年半建成，比原计划多用三天半", "两年半 2.5 year eq | 三天半 3.5 day eq"),
        ("施工用了两个半月", "两个半月 2.5 month eq"),
    ],
    "bounds": [
        ("完成投资约5亿元", "5亿元 500000000 CNY approx"),
        ("近5万人受益", "5万人 50000 人 approx"),
        ("增长6%左右", "6% 6 % approx"),
        ("年产值突破20亿元", "20亿元 2000000000 CNY gt"),
        ("规模超过100家，其中逾30家上市", "100家 100 家 gt | 30家 30 家 gt"),
        ("价值1千多万，另投2千多万元", "1千多万 10000000 CNY gt | 2千多万元 20000000 CNY gt"),
        ("收盘在4600元附近", "4600元 4600 CNY approx"),
        ("投入7000多万元", "7000多万元 70000000 CNY gt"),
        ("惠及1.6 万余户", "1.6 万余户 16000 户 gt"),
        ("解决问题50多个，来客20来家", "50多个 50 个 gt | 20来家 20 家 approx"),
        ("奖励50万元以上，最低不少于10万元", "50万元 500000 CNY ge | 10万元 100000 CNY ge"),
        ("覆盖率不低于95%", "95% 95 % ge"),
        ("利用率不到三成", "三成 30 % lt"),
        ("不足10人，低于5%", "10人 10 人 lt | 5% 5 % lt"),
        ("控制在5.5%以内，不超过300元", "5.5% 5.5 % le | 300元 300 CNY le"),
        ("几十家企业、数百人", "几十家 10 家 gt | 数百人 100 人 gt"),
        ("上千名志愿者，近百户", "千名 1000 人 ge | 百户 100 户 approx"),
        ("节约成本5000元，签约8家", "5000元 5000 CNY eq | 8家 8 家 eq"),
        ("成本分别下降超过60%和80%", "60% 60 % gt | 80% 80 % gt"),
        ("成本分别下降超过3%至5%和8%", "3%至5% 3~5 % range | 8% 8 % eq"),
        ("年龄在60岁以上，任职5年多", "60岁 60 岁 ge | 5年 5 year gt"),
        ("注册资本5000万元（含）以上", "5000万元 50000000 CNY ge"),
    ],
    "ranges": [
        ("年增长3%至5%", "3%至5% 3~5 % range"),
        ("投资1.2—1.5亿元", "1.2—1.5亿元 120000000~150000000 CNY range"),
        ("产能10～20万吨", "10～20万吨 100000~200000 t range"),
        ("补贴5000万至8000万元", "5000万至8000万元 50000000~80000000 CNY range"),
        ("补助8000—1万元", "8000—1万元 8000~10000 CNY range"),
        ("配备3到5个、三四十人", "3到5个 3~5 个 range | 三四十人 30~40 人 range"),
        ("气温-3℃～5℃", "-3℃～5℃ -3~5 degC range"),
        ("最低气温-3.2摄氏度", "-3.2摄氏度 -3.2 degC eq"),
        ("气温3-5摄氏度", "3-5摄氏度 3~5 degC range"),
        ("新装100兆宽带、8300千兆路由器", ""),
        ("产量从1吨到7吨", "1吨 1 t eq | 7吨 7 t eq"),
        ("每年递增百分之四到五", "百分之四到五 4~5 % range"),
        ("涨价一两百元，约一两千人", "一两百元 100~200 CNY range | 一两千人 1000~2000 人 range"),
        ("库存略减545吨至11700吨", "545吨 545 t eq | 11700吨 11700 t eq"),
        ("七八百家商户", "七八百家 700~800 家 range"),
    ],
    "lists": [
        ("涨幅分别回落8.7个和8.8个百分点", "8.7个 8.7 pp eq | 8.8个百分点 8.8 pp eq"),
        ("增速分别回落1.8、1.45和0.4个百分点", "1.8 1.8 pp eq | 1.45 1.45 pp eq | 0.4个百分点 0.4 pp eq"),
        ("产量分别为5、6和7万吨", "5 50000 t eq | 6 60000 t eq | 7万吨 70000 t eq"),
    ],
    "without a unit": [
        ("负债接近2万亿，投资额超3000亿", "2万亿 2000000000000 CNY approx | 3000亿 300000000000 CNY gt"),
        ("注册用户突破2700万，参保人数增加1753万", "2700万 27000000 1 gt | 1753万 17530000 1 eq"),
        ("产值由189亿增长到316亿", "189亿 18900000000 CNY eq | 316亿 31600000000 CNY eq"),
        ("吸引1.8万以上青年人才", "1.8万 18000 1 ge"),
        ("全市3000企业和200学校参与", "3000 3000 1 eq | 200 200 1 eq"),
        ("搭乘人次78,615，户数1,234。", "78,615 78615 1 eq | 1,234 1234 1 eq"),
    ],
    "joined and apart": [
        ("跳高1米8，水深5米3", "1米8 1.8 m eq | 5米3 5.3 m eq"),
        ("开行D3115两趟列车", "两趟 2 趟 eq"),
        ("价格上涨一成多，一半多的企业", "一成 10 % gt | 一半多 0.5 1 gt"),
        ("约合人民币8亿元", "8亿元 800000000 CNY approx"),
        ("經費新臺幣200元，獎金5萬元", "200元 200 TWD eq | 5萬元 50000 TWD eq"),
        ("下降0 .6%，8 .9万台", "0 .6% 0.6 % eq | 8 .9万台 89000 台 eq"),
        ("原煤3,205,4万吨", "3,205,4万吨 32054000 t eq"),
        ("完成投资31.\n65亿元", "31.\n65亿元 3165000000 CNY eq"),
    ],
    "without a counting word": [
        ("摘得10金7银9铜", "10 10 1 eq | 7 7 1 eq | 9 9 1 eq"),
        ("收获3金、2银、1铜", "3 3 1 eq | 2 2 1 eq | 1 1 1 eq"),
        ("事故致2死13伤，另有1失踪", "2 2 1 eq | 13 13 1 eq | 1 1 1 eq"),
        ("收入比值由3.2缩小至2.9", "3.2 3.2 1 eq | 2.9 2.9 1 eq"),
        ("供水安全系数从1.0提高到1.3。", "1.0 1.0 1 eq | 1.3 1.3 1 eq"),
        ("性别比为105.2（以女性为100）", "105.2 105.2 1 eq"),
        ("疫苗接种剂次5,220。", "5,220 5220 1 eq"),
        ("办件量超千万。播放量破亿，进出口突破万亿", "千万 10000000 1 gt | 亿 100000000 1 gt | 万亿 1000000000000 CNY gt"),
        ("超百万粉丝，超万，万亿台阶", ""),
    ],
    "times of athletes": [
        ("游出46秒40", "46秒40 46.4 second eq"),
        ("用时2分04秒27", "2分04秒27 12427/6000 minute eq"),
        ("跑出9秒83，领先0.12秒", "9秒83 9.83 second eq | 0.12秒 0.12 second eq"),
        ("最快5秒30家", "5秒 5 second eq | 30家 30 家 eq"),
    ],
    "shares of a whole": [
        ("约占全国总量的47%", "47% 47 % approx"),
        ("不到全省平均水平的三分之一", "三分之一 1/3 1 lt"),
        ("超过全年总量的50%，接近市场份额的20%", "50% 50 % gt | 20% 20 % approx"),
        ("超过去年同期的2.8%", "2.8% 2.8 % eq"),
        ("约占总量的40%以上", "40% 40 % ge"),
    ],
    "ranks": [
        ("总量位居全省第三", "第三 3 rank eq"),
        ("增速排名第4位，综合得分居首位", "第4位 4 rank eq | 首位 1 rank eq"),
        ("进入全国前十名", "十名 10 rank le"),
    ],
    "old style": [
        ("投资二七·五亿元", "二七·五亿元 2750000000 CNY eq"),
        ("建成合作社一、六〇〇个", "一、六〇〇个 1600 个 eq"),
        ("产值增长百分之一七八·六", "百分之一七八·六 178.6 % eq"),
    ],
    "traditional": [
        ("補助經費3億1,706萬9千元，受惠二千餘戶", "3億1,706萬9千元 317069000 CNY eq | 二千餘戶 2000 户 gt"),
        ("成長5個百分點", "5個百分點 5 pp eq"),
    ],
}

# what is no metric, and a sentence around it
NOTHING = [
    "2020年10月12日上午9时30分",
    "今年上半年，“十四五”以来",
    "5G网络、4K电视和PM2.5",
    "PM2.5年平均浓度",
    "863计划、211工程",
    "硼-10同位素和铀-235",
    "“8+3”产业体系",
    "推进三证合一和一网通办",
    "百城百园行动",
    "万家镇、三亚和五一路",
    "第三批、第二条生产线、一等奖",
    "首批企业",
    "一家企业、一系列政策、一批项目",
    "千方百计、一波三折",
    "国发〔2022〕15号",
    "电话024-12345678",
    "拨打12345热线",
    "第十四届全国人大三次会议",
    "统一、唯一、万一",
    "半导体、上半年、多半",
    "百家企业进校园",
    "三次产业",
    "①建设 ②管理",
    "建党100周年",
    "3月25日前",
    "每万人口",
    "其中之一",
    "零距离服务",
    "“人才20条”落地",
    "工业从1.0到4.0",
    "“从0到1”的突破",
    "5伤员",
    "18金属",
]


@pytest.mark.parametrize(("sentence", "expected"), [row for rows in FOUND.values() for row in rows])
def test_found(sentence: str, expected: str) -> None:
    assert " | ".join(shown(mention) for mention in find_quantities(sentence)) == expected


HALVED = {
    "年": "year", "天": "day", "周": "week", "小时": "hour", "倍": "倍", "斤": "斤", "亩": "亩", "里": "里", "公里": "km",
    "米": "m",
}  # fmt: skip
MEASURED = {
    "年": "year", "个月": "month", "周": "week", "天": "day", "小时": "hour", "分钟": "minute", "公里": "km", "米": "m",
    "吨": "t", "公斤": "kg", "斤": "斤", "亩": "亩", "倍": "倍", "平方米": "m2", "平方公里": "km2", "元": "CNY", "%": "%",
}  # fmt: skip

# a sentence with a gap, what is found in it, and all that may stand in the gap; {} in what is found is the word again
FAMILIES: list[tuple[str, str, str]] = [
    *((f"历时三{word}半建成", f"三{word}半 3.5 {unit} eq", "") for word, unit in HALVED.items()),
    *((f"共计5{word}{{}}", f"5{word} 5 {unit} gt", "多 余") for word, unit in MEASURED.items()),
    ("共计三{}半", "三{} 3 {} eq", "个 家"),
    ("共计5{}多", "5{} 5 {} eq", "家 个 户"),
    ("共计5元多{}", "5元 5 CNY eq", "元 次 种 样 年 位 名 家 个 方 部门 门 项 边 数 大 民族 党派 媒体"),
    ("一半多的村，占半数", "一半多 0.5 1 gt | 半数 0.5 1 eq", ""),
    ("比重由三成{}升到四成", "三成{} 35 % eq | 四成 40 % eq", "半 五"),
    ("跳高1米{}", "1米{} 1.3 m eq", "3 三"),
    ("一律{}折", "{}折 8.5 折 eq", "八五 85 八点五 8.5"),
    ("一律{}折", "{}折 10 折 eq", "10"),
    ("一律{}折", "{}折 9.9 折 eq", "99"),
    ("一律{}折", "{}折 1.1 折 eq", "11"),
    ("一律{}折", "{}折 100 折 eq", "100"),
    # the scale, the unit and the veto of a list and of a range
    ("产量{}6万吨", "5 50000 t eq | 6万吨 60000 t eq", "5、 5和 5与 5及 5或 5以及"),
    ("产量{}、3万吨", "{} 99990000 t eq | 3万吨 30000 t eq", "9999"),
    ("产量{}、3万吨", "{} 10000 t eq | 3万吨 30000 t eq", "10000 1万"),
    ("产量{}和2万吨", "{} 1/3 1 eq | 2万吨 20000 t eq", "三分之一"),
    ("开支0.2个{}0.5个百分点", "0.2个 0.2 pp eq | 0.5个百分点 0.5 pp eq", "、 和"),
    ("开办8家和9个", "8家 8 家 eq | 9个 9 个 eq", ""),
    ("第1、2、3条生产线，第5和6、7号{}", "", "线 楼"),
    ("应备第五{}六类文件", "", "、 和 及"),
    ("厂商(第一、二、三、四、五、{}应备)", "", "六类"),
    ("产量12000{}3万吨", "12000{}3万吨 12000~30000 t range", "至 到 - — ~ ——"),
    ("产量9000至1万吨", "9000至1万吨 9000~10000 t range", ""),
    ("{}5元到8元", "5元 5 CNY eq | 8元 8 CNY eq", "由 从 自"),
    ("{}5元到8元", "5元到8元 5~8 CNY range", "为 达 ，"),
    ("{}3吨至5吨", "3吨 3 t eq | 5吨 5 t eq", "减 增 降 升 涨 跌 加 减少 增加了"),
    ("{}3%至5%", "3%至5% 3~5 % range", "减 增 降 升 涨 跌 加 减少 增加了"),
    ("下降{}", "{} 0.1~0.3 pp range", "0.1个百分点至0.3个百分点"),
    ("增加{}", "{} 3~5 t range", "3吨—5吨 3吨-5吨 3吨~5吨"),
    ("年产{}吨", "2吨 2 t eq", "3至2"),
    ("年产{}", "5吨 5 t eq | 5吨 5 t eq", "5吨到5吨"),
    ("历时{}", "{} 3.5 year eq", "3年6个月"),
    ("全长{}", "{} 3.5 km eq", "3公里500米"),
    ("计{}", "5元 5 CNY eq | 5元 5 CNY eq", "5元5元"),
    ("增长{}", "3% 3 % eq | 5‰ 5 permille eq", "3%5‰"),
    ("运费3{}5角", "3 0.3 CNY eq | 5角 0.5 CNY eq", "、 和"),
    # inside a unit, and behind a time or a rank
    ("历时3个{}月", "3个{}月 3 month gt", "多 余"),
    ("历时3个半月", "3个半月 3.5 month eq", ""),
    ("2022年{}企业", "{} 3 家 eq", "3家"),
    ("{}投资298亿元", "298亿元 29800000000 CNY eq", "五年 2022年 3月10日"),
    ("排名第4位，产值5亿元", "第4位 4 rank eq | 5亿元 500000000 CNY eq", ""),
    # scale words without a figure
    ("{}参加", "{} 1000 人 gt", "千余人 千多人"),
    ("上{}参加", "{} 1000 人 ge", "千人 千名"),
    ("成{}参加", "{} 1000 人 eq", "千人 千名"),
    ("近{}参加", "{} 1000 人 approx", "千人 千名"),
    ("{}以上参加", "{} 1000 人 ge", "千人 千名"),
    ("{}参加", "{} 1000 人 eq", "千名"),
    ("{}参加", "", "千人 百家 千万家"),
    ("{}示范片", "", "百亩 千亩 百千亩"),
    ("约{}元", "{}元 1000000~2000000 CNY range", "一二百万"),
    ("每{}中有3人", "3人 3 人 eq", "10万人 百人 5人"),
    # what a text counts in 新台币
    ("新台幣{}元，人民幣8元", "{}元 5 TWD eq | 8元 8 CNY eq", "5"),
    ("獎金新台幣5元，{}，3公里", "5元 5 TWD eq | {} 0.3 TWD eq | 3公里 3 km eq", "3角"),
    ("獎金新台幣5元，{}，美元3元", "5元 5 TWD eq | {} 6 TWD eq | 3元 3 USD eq", "6块钱"),
]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (sentence.format(word), expected.format(*[word] * 2))
        for sentence, expected, words in FAMILIES
        for word in words.split(" ")
    ],
)
def test_every_word(sentence: str, expected: str) -> None:
    assert " | ".join(shown(mention) for mention in find_quantities(sentence)) == expected


# the same, where what follows the first quantity begins another
FIRSTS: list[tuple[str, str, str]] = [
    ("用料三斤{}", "三斤 3 斤 eq", "半年 半月 半天 半日 半径 半岛 半导体 半数 半成品"),
    ("比重达三成{}", "三成 30 % eq", "一家 二个 五十 六百 七千 八万 九亿 四成"),
    ("跳高1米{}", "1米 1 m eq", "30 3.5 3,000 3% 3年 3月 3日 三个 三十 三百 三千 三万 三亿 三名 三位 三家 三项 三条 三台"),
]


@pytest.mark.parametrize(
    ("sentence", "expected"), [(s.format(word), found) for s, found, words in FIRSTS for word in words.split()]
)
def test_what_follows_begins_another(sentence: str, expected: str) -> None:
    assert shown(find_quantities(sentence)[0]) == expected


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("产量5吨", "number and unit"),
        ("投资5亿", "bare number"),
        ("投资US$5亿", "currency before the number"),
        ("增长百分之五", "百分之"),
        ("占三分之二", "fraction"),
        ("比重达三成五", "tenths"),
        ("跳高1米8", "tenths"),
        ("一律八五折", "discount"),
        ("历时两年半", "number, unit and a half"),
        ("全长3公里500米", "two units"),
        ("产量5—8吨", "range"),
        ("总量居全省第三", "rank"),
        ("排名榜首", "rank"),
    ],
)
def test_a_quantity_remembers_its_rule(sentence: str, rule: str) -> None:
    assert [mention.rule for mention in find_quantities(sentence)] == [rule]


def test_a_list_remembers_whose_unit_it_shares() -> None:
    found = find_quantities("产量5、6万吨，长1 公里")
    assert [mention.rule for mention in found] == ["shared unit", "number and unit", "number and unit"]
    assert [(mention.start, mention.end) for mention in found] == [(2, 3), (4, 7), (9, 13)]


def test_a_range_may_have_no_unit() -> None:
    assert repr(parse_quantity("3至5")) == "Quantity(low='3', high='5', unit='1')"


def test_a_quantity_keeps_its_numeral() -> None:
    numerals = [mention.value.numeral for mention in find_quantities("投资31.65亿元，增长百分之五")]
    assert [(str(n.digits), n.exponent) for n in numerals if n is not None] == [("31.65", 8), ("5", 0)]


@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_is_found(sentence: str) -> None:
    assert [shown(mention) for mention in find_quantities(f"全市{sentence}。")] == []


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("31.65亿元", "3165000000", "CNY", "eq"),
        ("超过31.65亿元", "3165000000", "CNY", "gt"),
        (" 7.5%左右 ", "7.5", "%", "approx"),
        ("不低于100家", "100", "家", "ge"),
        ("5年多", "5", "year", "gt"),
        ("一家", "1", "家", "eq"),
        ("42", "42", "1", "eq"),
        (" 42 ", "42", "1", "eq"),
        ("US$5亿", "500000000", "USD", "eq"),
    ],
)
def test_parse(text: str, value: str, unit: str, bound: str) -> None:
    quantity = parse_quantity(text)
    assert (quantity.value, quantity.unit.code, quantity.bound) == (Decimal(value), unit, Bound(bound))


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        ("", "^no quantity here", 0),
        ("亩", "^no quantity here", 0),
        ("  亩", "^no quantity here", 2),
        ("约有很多", "^no quantity here", 0),
        ("产量5吨", "^not part of a quantity", 0),
        ("5吨左右的煤", "^the quantity ends here", 4),
        ("5吨6吨", "^the quantity ends here", 2),
    ],
)
def test_parse_says_where_it_failed(text: str, message: str, position: int) -> None:
    with pytest.raises(ParseError, match=message) as caught:
        parse_quantity(text)
    assert caught.value.position == position


@pytest.mark.parametrize("wrong", [b"5", None, 5])
def test_what_is_no_text_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError):
        find_quantities(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        parse_quantity(wrong)  # type: ignore[arg-type]


EXPRESSIONS = [
    "31.65亿元", "1亿2千万元", "一千多万元", "三点五万人次", "百分之十二点五", "7000多万吨", "1.2—1.5亿元", "120万千瓦",
    "三四十家", "两个半月", "2.5个百分点", "29微克/立方米", "十五万三千亩", "-3.2%", "三成五",
]  # fmt: skip


@given(st.sampled_from(EXPRESSIONS), st.data())
def test_breaks_and_spaces_inside_change_no_value(expression: str, data: st.DataObject) -> None:
    """Law 4: a line break or spaces inside an expression as OCR leaves them change no value."""
    plain = find_quantities(f"全区合计为{expression}。")
    # typesetting parts characters anywhere but inside a figure; a break needs a writer's line before it
    places = [
        i for i in range(1, len(expression)) if not (expression[i - 1] in "0123456789.-—" and expression[i] in "0123456789.—/")
    ]
    at = data.draw(st.sampled_from(places))
    gap = data.draw(st.sampled_from([" ", "\u00a0"]))
    broken = find_quantities(f"全区合计为{expression[:at]}{gap}{expression[at:]}。")
    assert [mention.value for mention in broken] == [mention.value for mention in plain]


@given(st.sampled_from(EXPRESSIONS))
def test_widening_changes_no_value(expression: str) -> None:
    """Law 4: widening to full-width changes no value."""
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in expression)
    assert parse_quantity(wide) == parse_quantity(expression)


@pytest.mark.parametrize("text", ["3", "３家", "萬", "一半", "半數", "半 個月", "位居首 位", "列榜\n首", "廿", "陸", "○"])
def test_what_may_measure_is_read(text: str) -> None:
    assert may_measure(text)


@given(st.text(st.sampled_from("半首榜位数數年個公司里小时的前居列排名，。 \u3000\n\u200b")))
def test_a_text_that_needs_no_reading_has_no_quantity(text: str) -> None:
    """Whatever may_measure sets aside has no quantity."""
    source = Text(f"位居{text}")
    assert may_measure(source.raw) or not scan_quantities(source, [])
