"""Units: the table, the ambiguous surfaces, compounds, and the Pint registry."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govnews.lexicon import rows
from govnews.model import ParseError, Unit
from govnews.numerals import scan_numerals
from govnews.registry import pint_name, pint_registry
from govnews.text import Text
from govnews.units import all_units, currency_before, match_unit, parse_unit, per, unit_parts

UNITS = all_units()
SURFACES = [
    (row[0], *surface.partition("*")[::2])
    for row in rows("units")
    for surface in ([] if row[6] == "-" else row[6].split() or [row[0]])
]
DECIDED = {surface for row in rows("unit_senses") for surface in row[0].split()}


def read(text: str) -> tuple[str, str | None, Fraction]:
    """The first numeral with its unit as written, the code, and the multiplier."""
    norm = Text(text).norm
    numeral = next(iter(scan_numerals(norm)))
    match = match_unit(norm, numeral.end, numeral.start)
    if match is None:
        return norm[numeral.start : numeral.end], None, Fraction(1)
    return norm[numeral.start : match.end], match.unit.code, match.multiplier


@pytest.mark.parametrize(
    ("text", "written", "code"),
    [
        # 度
        ("用电5.2万度", "5.2万度", "kWh"),
        ("节电800度", "800度", "kWh"),
        ("300度电", "300度电", "kWh"),
        ("每度电降到0.3元/度", "0.3元/度", "CNY/kWh"),
        ("夜里降到零下5度", "零下5度", "degC"),
        ("白天气温升至38度", "38度", "degC"),
        ("35度以上高温天气", "35度", "degC"),
        ("按8度抗震设防", "8度", "度"),
        ("北纬40度", "40", None),
        ("25度以上坡耕地", "25度", "deg"),
        ("2023年度", "2023", None),
        # counting words before words that begin like another
        ("走访17家乡镇卫生院", "17家", "家"),
        ("200多家纺织企业", "200多家", "家"),
        ("10家具有资质的单位", "10家", "家"),
        ("30家具厂", "30", None),
        ("6家用电企业", "6家", "家"),
        ("2.5家用电器", "2.5", None),
        ("60户外资企业", "60户", "户"),
        ("60户外帐篷", "60", None),
        ("80处以上景点", "80处", "处"),
        ("80处理器", "80", None),
        ("9起重大案件", "9起", "起"),
        ("9起重机", "9", None),
        ("7场强降雨", "7场", "场"),
        ("由3只增加到40只", "3只", "只"),
        ("12部长篇小说", "12部", "部"),
        ("3万组数据", "3万组", "组"),
        ("5台风电机组", "5台", "台"),
        ("5台风", "5", None),
        ("4600名流动人口", "4600名", "人"),
        ("18套装置", "18套", "套"),
        ("50项目标任务", "50项", "项"),
        ("8例外省病例", "8例", "例"),
        ("连续7天下降", "7天", "day"),
        # things that are counted so
        ("放流20万尾鱼苗", "20万尾", "尾"),
        ("12尾号", "12", None),
        ("全文共6章，30条", "6章", "章"),
        ("6章程", "6", None),
        ("礼炮21响", "21响", "响"),
        ("21响应", "21", None),
        ("治理河道3段，", "3段", "段"),
        ("鲜花8000盆", "8000盆", "盆"),
        ("3盆地", "3", None),
        ("炮弹2万发炮弹", "2万发", "发"),
        ("2万发展", "2万", None),
        ("30把火炬", "30把", "把"),
        ("30把握", "30", None),
        ("日均装车4万车，", "4万车", "车"),
        ("4万车主", "4万", None),
        ("10万标准机架", "10万标准机架", "机架"),
        ("发病率12.5/10万，", "12.5/10万", "1/10万"),
        ("出口3/10万元", "3", None),
        # 分, 角, 块, 毛
        ("驾照被扣3分", "3分", "分"),
        ("测评得分90分", "90分", "分"),
        ("每斤涨3分钱", "3分钱", "CNY"),
        ("300分局", "300", None),
        ("上午9时30分", "9", None),
        ("3分20秒", "3分", "minute"),
        ("5角", "5角", "CNY"),
        ("八角楼", "八", None),
        ("20块钱", "20块钱", "CNY"),
        ("20块展板", "20块", "块"),
        # 里, 方, 点, 号, 级
        ("走了20里", "20里", "里"),
        ("走5里地", "5里地", "里"),
        ("20里程碑", "20", None),
        ("浇筑300方混凝土", "300方", "m3"),
        ("甲乙丙三方", "三方", "方"),
        ("7方面", "7方面", "方面"),
        ("下午3点开会", "3", None),
        ("8点30分", "8", None),
        ("3点左右", "3", None),
        ("提高5点", "5点", "点"),
        ("指数报3245.6点", "3245.6点", "点"),
        ("回落2个点", "2个点", "pp"),
        ("三点意见", "三点", "点"),
        ("在3号楼", "3", None),
        ("发生6.8级地震", "6.8级", "级"),
        ("5级别", "5", None),
        # 个, 个人, 人, 名, 位, 口, 员
        ("共100个", "100个", "个"),
        ("为期3个月", "3个月", "month"),
        ("提高2个百分点", "2个百分点", "pp"),
        ("派出3个人", "3个人", "人"),
        ("20个人工湖", "20个", "个"),
        ("5000个体工商户", "5000", None),
        ("20个体育场", "20个", "个"),
        ("达到51万人均", "51万", None),
        ("3100人均已撤离", "3100人", "人"),
        ("2人身份确认", "2人", "人"),
        ("2人身高", "2", None),
        ("10人民币", "10人民币", "CNY"),
        ("5人民警察", "5", None),
        ("5万人口", "5万人", "人"),
        ("12万人次", "12万人次", "人次"),
        ("30名教师", "30名", "人"),
        ("30名单", "30", None),
        ("5位院士", "5位", "人"),
        ("64位处理器", "64位", "位"),
        ("打了两口井", "两口", "口"),
        ("全家五口人", "五口", "人"),
        ("2000余员工", "2000余", None),
        # counting words that begin other words
        ("3起案件", "3起", "起"),
        ("3起来", "3", None),
        ("67家企业", "67家", "家"),
        ("2000家庭", "2000", None),
        ("30项目", "30", None),
        ("15部门", "15", None),
        ("15部法规", "15部", "部"),
        ("12县", "12县", "县"),
        ("12县城", "12", None),
        ("50对新人", "50对", "对"),
        ("2000对外投资", "2000", None),
        ("二十国集团", "二十", None),
        ("27国", "27国", "国"),
        ("5期", "5期", "期"),
        ("5期间", "5", None),
        ("二期工程", "二", None),
        ("2022届毕业生", "2022", None),
        ("十分重要", "十", None),
        ("扣十分。", "十分", "分"),
        ("千方百计", "千", None),
        ("十三亿方", "十三亿方", "m3"),
        ("两位数增长", "两", None),
        ("万里长江", "万", None),
        ("行军二万五千里", "二万五千里", "里"),
        # times
        ("2022年", "2022", None),
        ("二〇二三年", "二〇二三", None),
        ("历时6年", "6年", "year"),
        ("80年代", "80", None),
        ("6年级", "6", None),
        ("建市30周年", "30", None),
        ("连续3周", "3周", "week"),
        ("3周边", "3", None),
        ("3周岁", "3周岁", "岁"),
        ("3月5日", "3", None),
        ("5日内办结", "5日", "day"),
        ("5日,市政府召开会议", "5", None),
        ("断水影响持续5日,", "5日", "day"),
        ("断水影响持续\n5日,市政府召开会议", "5", None),
        ("50天", "50天", "day"),
        ("50天然气", "50", None),
        ("20个工作日", "20个工作日", "工作日"),
        # SI words that begin with a multiplier, and Latin symbols
        ("120万千瓦", "120万千瓦", "kW"),
        ("500兆瓦", "500兆瓦", "MW"),
        ("5千克", "5千克", "kg"),
        ("100 MW", "100 MW", "MW"),
        ("100MWh", "100MWh", "MWh"),
        ("5G基站", "5", None),
        ("5max", "5", None),
        ("12㎡", "12㎡", "m2"),
        ("3000P算力", "3000P", "PFLOPS"),
        # ratios
        ("近三成", "三成", "%"),
        ("20成立", "20", None),
        ("3.2‰", "3.2‰", "permille"),
        ("8折", "8折", "折"),
        ("8折扣", "8", None),
        # money by its name before the number
        ("港币500元", "500元", "HKD"),
        ("新台币3亿元", "3亿元", "TWD"),
        ("人民币300万元", "300万元", "CNY"),
        ("15亿美元", "15亿美元", "USD"),
        ("3元素", "3", None),
        # compounds
        ("15元/吨", "15元/吨", "CNY/t"),
        ("15元每平方米", "15元每平方米", "CNY/m2"),
        ("50人/平方公里", "50人/平方公里", "人/km2"),
        ("0.5吨标准煤/万元", "0.5吨标准煤/万元", "tce/万元"),
        ("20.5例/10万", "20.5例/10万", "例/10万"),
        ("8升/百公里", "8升/百公里", "L/百公里"),
        ("8L/100km", "8L/100km", "L/百公里"),
        ("900元/人·年", "900元/人·年", "CNY/人/year"),
        ("5%/3%", "5%", "%"),
        # the same word beside other neighbours
        ("投资1.5亿圆", "1.5亿圆", "CNY"),
        ("2.5圆桌", "2.5", None),
        ("每斤八角整", "八角", "CNY"),
        ("每斤5毛，", "5毛", "CNY"),
        ("毛线八毛衣", "八", None),
        ("黄金5钱，", "5钱", "钱"),
        ("5钱包", "5", None),
        ("用时30分", "30分", "分"),
        ("涨到28点", "28点", "点"),
        ("28点钟", "28", None),
        ("房屋80平，", "80平", "m2"),
        ("80平均", "80", None),
        ("5平方，", "5平方", "m2"),
        ("5平方根", "5", None),
        ("5立方，", "5立方", "m3"),
        ("5立方根", "5", None),
        ("7度抗震", "7度", "度"),
        ("抗震烈度8度", "8度", "度"),
        ("旋转30度", "30度", "deg"),
        ("30度绿电", "30度", "kWh"),
        ("3万度", "3万度", "kWh"),
        ("3万度假", "3万", None),
        ("眼镜300度", "300度", "度"),
        ("300度假", "300", None),
        ("热量200卡，", "200卡", "cal"),
        ("200卡车", "200", None),
        ("算力达5P", "5P", "PFLOPS"),
        ("5P", "5", None),
        ("5m高", "5m", "m"),
        ("2倍增长", "2倍", "倍"),
        ("2倍增器", "2", None),
        ("下降三成", "三成", "%"),
        ("三成立", "三", None),
        ("历时5日完成", "5日", "day"),
        ("5日完成", "5", None),
        ("3星期，", "3星期", "week"),
        ("3季，", "3季", "季"),
        ("3季节", "3", None),
        ("连续3季度", "3季度", "quarter"),
        ("三季度以上", "三季度", "quarter"),
        ("三季度", "三", None),
        ("5位居民", "5位", "人"),
        ("上升5位", "5位", "位"),
        ("打井5口", "5口", "口"),
        ("5架空客", "5架", "架"),
        ("5架空线", "5", None),
        ("5件数码", "5件", "件"),
        ("5种植物", "5种", "种"),
        ("5种植业", "5", None),
        ("5座位于", "5座", "座"),
        ("5座位", "5", None),
        ("5头重达", "5头", "头"),
        ("5头重工", "5", None),
        ("5条理由", "5条", "条"),
        ("5条理", "5", None),
        ("5次重大", "5次", "次"),
        ("5列入藏", "5列", "列"),
        ("5列入", "5", None),
        ("5张家庭", "5张", "张"),
        ("5张家", "5", None),
        ("5支农技", "5支", "支"),
        ("5支农", "5", None),
        ("5市民营", "5市", "市"),
        ("5市民", "5", None),
        ("5省外贸", "5省", "省"),
        ("5省外", "5", None),
        ("5国集团", "5", None),
        ("5节油罐", "5节", "节"),
        ("5节油", "5", None),
        ("5层高的", "5层", "层"),
        ("5层高", "5", None),
        ("5首推荐", "5首", "首"),
        ("5首推", "5", None),
        ("9.8环", "9.8环", "环"),
        ("9.8环保", "9.8", None),
        ("5席，", "5席", "席"),
        ("5席卷", "5", None),
        ("5盘，", "5盘", "盘"),
        ("五盘", "五", None),
        ("5群，", "5群", "群"),
        ("五群", "五", None),
        ("公路3段，", "3段", "段"),
        ("第3段", "3", None),
        ("5单位，", "5单位", "单位"),
        ("5单位5", "5单位", "单位"),
        ("成交5万手", "5万手", "手"),
        ("5万手机", "5万", None),
        ("5千伏特高压", "5千伏", "kV"),
        ("30家每家企业", "30家", "家"),
    ],
)
def test_what_a_surface_means_is_decided_by_its_neighbours(text: str, written: str, code: str | None) -> None:
    assert read(text)[:2] == (written, code)


# words that begin with a unit's; the character alone is the unit
NO_UNITS = (
    "块状 尺寸 寸步 顷刻 码头 担任 升级 克服 斤两 米饭 焦点 瓦解 伏击 希望 赫鲁晓夫 帕金森 倍增 番茄 秒杀 里程 级别 位居 "
    "口岸 项目 户籍 台湾 套餐 架构 件均 种植 所有 座谈 头部 只有 羽毛 条件 处理 宗旨 场地 次日 届时 班子 列入 床上 张家 "
    "册子 篇章 剂型 针对 份额 组织 双方 片区 幅度 面积 粒子 根据 支持 枝叶 管理 瓶颈 箱包 袋装 包括 桶装 票价 单价 笔者 "
    "类似 门户 科技 村级 乡级 镇级 市场 省级 国内 区间 旗帜 州长 校区 院士 企业 营业 连续 师生 军队 地区 站点 节约 层面 "
    "档案 岁月 轮换 回收 遍布 字样 页岩 卷烟 本市 集团 首先 曲线 课程 孔子 眼前 厅局 窝点 匹配 峰会 间接 代表 顶层 扇形 "
    "伙食 队员 团队 帮扶 股份 批准 波动 道路 轴承 杯赛 副省 餐饮 版权 则是 声音 步伐 圈子 味道 打造 贴息 服务 路线 端口 "
    "听取 厂房 店铺 社会 馆藏 园区 桌面 屋顶 行业 维护 棚户 家庭 名单 起来 部门 县城 期间 人民 员工 方面 分别 对外 例如 "
)


@pytest.mark.parametrize("word", NO_UNITS.split())
def test_a_word_that_begins_like_a_unit_is_none(word: str) -> None:
    alone, inside = match_unit(f"3{word[0]},", 1, 0), match_unit(f"3{word},", 1, 0)
    assert alone is not None
    assert alone.end == 2
    assert inside is None or inside.end > 2


def test_parts_of_a_unit_are_multiplied_out() -> None:
    assert read("5角")[2] == Fraction(1, 10)
    assert read("三成")[2] == 10
    assert read("3分钱/千瓦时")[1:] == ("CNY/kWh", Fraction(1, 100))
    norm = "5元3角2分"
    assert [match_unit(norm, at, at - 1) for at in (1, 3, 5)] == [
        (2, parse_unit("元"), 1, ""),
        (4, parse_unit("元"), Fraction(1, 10), ""),
        (6, parse_unit("元"), Fraction(1, 100), ""),
    ]


@pytest.mark.parametrize(
    ("before", "number", "behind", "code"),
    [
        ("每斤2元", "5", "毛", "CNY"),
        ("每斤2元", "5", "角", "CNY"),
        ("八角", "五", "分", "CNY"),
        ("白银", "八", "两，", "两"),
        ("白银", "5", "两重", "两"),
        ("两斤", "三", "两", "两"),
        ("一两", "5", "钱", "钱"),
        ("全程2小时", "30", "分", "minute"),
        ("上午9点", "30", "分", None),
        ("东经120度", "30", "分", None),
        ("参加", "5", "两会", None),
        ("每逢", "3", "星期五", None),
    ],
)
def test_what_stands_before_a_number_may_tell_its_unit(before: str, number: str, behind: str, code: str | None) -> None:
    match = match_unit(Text(before + number + behind).norm, len(before + number), len(before))
    assert (match and match.unit.code) == code


@pytest.mark.parametrize(
    ("text", "pos", "end", "code", "inner"),
    [("3个多月", 1, 4, "month", "多"), ("两个半小时", 1, 5, "hour", "半"), ("3个半", 1, 2, "个", ""), ("5个多", 1, 2, "个", "")],
)
def test_what_stands_inside_a_duration(text: str, pos: int, end: int, code: str, inner: str) -> None:
    match = match_unit(text, pos, 0)
    assert match is not None
    assert (match.end, match.unit.code, match.inner) == (end, code, inner)


@pytest.mark.parametrize(
    ("text", "start", "found"),
    [
        ("US$5亿", 3, (0, "USD")),
        ("约¥5亿", 2, (1, "CNY")),
        ("新台币 300", 4, (0, "TWD")),
        ("XUSD5", 4, None),
        ("共5亿", 1, None),
        ("5亿", 0, None),
    ],
)
def test_currencies_before_the_number(text: str, start: int, found: tuple[int, str] | None) -> None:
    match = currency_before(text, start)
    assert (match and (match[0], match[1].code)) == found


def test_no_surface_stands_in_two_rows() -> None:
    counted = Counter(surface for _, surface, _ in SURFACES)
    assert [surface for surface, times in counted.items() if times > 1] == []


def test_only_these_codes_are_surfaces_of_another_unit() -> None:
    assert {surface for code, surface, _ in SURFACES if surface != code} & {unit.code for unit in UNITS} == set("度分方位口")


@pytest.mark.parametrize(("code", "surface", "multiplier"), SURFACES)
def test_every_surface_is_read_as_its_row_says(code: str, surface: str, multiplier: str) -> None:
    if surface.startswith("/"):
        assert parse_unit(f"吨{surface}").code == f"t/{code}"
        return
    unit = parse_unit(surface)
    if surface in {unit.code for unit in UNITS}:
        assert unit.code == surface
    else:
        row = parse_unit(code)
        assert (unit.dimension, unit.factor, unit.offset) == (row.dimension, row.factor * Fraction(multiplier or 1), row.offset)
    if surface not in DECIDED:
        match = match_unit(f"7{surface}", 1, 0)
        assert match is not None
        assert (match.end, match.unit.code, match.multiplier) == (1 + len(surface), code, Fraction(multiplier or 1))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.code)
def test_a_code_gives_its_unit_back(unit: Unit) -> None:
    assert parse_unit(unit.code) == unit


@pytest.mark.parametrize(
    ("text", "code", "dimension", "factor"),
    [
        ("万元", "万元", "money:CNY", 10**4),
        ("萬元", "万元", "money:CNY", 10**4),
        ("亿美元", "亿美元", "money:USD", 10**8),
        ("亿千瓦时", "亿千瓦时", "energy", 36 * 10**13),
        ("万人次", "万人次", "count:人次", 10**4),
        ("亩", "亩", "area", Fraction(2000, 3)),
        ("千瓦", "kW", "power", 1000),
        ("百万千瓦", "百万千瓦", "power", 10**9),
        ("角", "角", "money:CNY", Fraction(1, 10)),
        ("成", "成", "ratio", Fraction(1, 10)),
        ("万元/亩", "万元/亩", "money:CNY/area", 15),
        ("元每吨", "CNY/t", "money:CNY/mass", Fraction(1, 10**6)),
        ("mg/kg", "mg/kg", "ratio", Fraction(1, 10**6)),
        ("吨标准煤/万元", "tce/万元", "energy/money:CNY", 2930760),
        ("人/万人", "人/万人", "ratio", Fraction(1, 10**4)),
        ("斤", "斤", "mass", 500),
        ("CNY/人/year", "CNY/人/year", "money:CNY/calendar/count:人", Fraction(1, 12)),
    ],
)
def test_parse_unit(text: str, code: str, dimension: str, factor: Fraction) -> None:
    unit = parse_unit(text)
    assert (unit.code, unit.dimension, unit.factor) == (code, dimension, factor)
    assert parse_unit(unit.code) == unit


@pytest.mark.parametrize(
    ("text", "position"), [("", 0), ("某", 0), ("万", 0), ("元/", 1), ("元x", 1), ("吨/某", 1), (" 元 吨", 3), ("万摄氏度", 0)]
)
def test_what_is_no_unit_raises_with_the_place(text: str, position: int) -> None:
    with pytest.raises(ParseError) as caught:
        parse_unit(text)
    assert caught.value.position == position


def test_a_unit_is_read_from_text_only() -> None:
    with pytest.raises(TypeError):
        parse_unit(b"t")  # type: ignore[arg-type]


@given(st.sampled_from(UNITS), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_quotients_are_read_back(first: Unit, second: Unit, third: Unit) -> None:
    """Law: ``parse_unit(unit.code) == unit`` for every unit, compounds included; their factors divide."""
    for unit, below in ((per(first, second), [second]), (per(per(first, second), third), [second, third])):
        factor = first.factor
        for divisor in below:
            factor /= divisor.factor
        assert unit.factor == factor
        assume(not {divisor.code for divisor in below} & set("度分方位口"))  # these are measures below a bar
        assert parse_unit(unit.code) == unit
        assert unit_parts(unit)[1] == (first, *below)


POWERS = ("", "十", "百", "千", "万", "百万", "亿", "万亿")
BELOW = ("", "/人", "/百升", "/百L", "/万人", "/10万ITL", "每百公里", "/十户/月")


@pytest.mark.parametrize("power", POWERS)
def test_a_code_is_read_back_whatever_stands_before_and_below_it(power: str) -> None:
    """Law: ``parse_unit(unit.code) == unit`` for every unit and every writing of it, behind powers of ten and over others."""
    writings = {unit.code for unit in UNITS} | {unit.symbol for unit in UNITS}
    units = [unit for writing in writings for below in BELOW if (unit := parsed(f"{power}{writing}{below}"))]
    assert len(units) > 1000
    for unit in units:
        assert parse_unit(unit.code) == unit


def parsed(writing: str) -> Unit | None:
    try:
        return parse_unit(writing)
    except ParseError:
        return None


@given(st.text(alphabet="5元/每万百千人个多月度分点角里克吨 kWhm2·年日方平", max_size=12), st.integers(0, 12))
def test_reading_a_unit_never_raises_and_stays_inside_the_text(text: str, pos: int) -> None:
    """Law: ``match_unit`` is total, and what it finds is a stretch of the text that is not empty."""
    at = min(pos, len(text))
    match = match_unit(text, at, max(at - 1, 0))
    assert match is None or at < match.end <= len(text)


def test_pint_has_every_unit_with_its_factor() -> None:
    registry = pint_registry()
    names = [pint_name(unit) for unit in UNITS]
    assert len(set(names)) == len(names)
    bases = {unit.dimension: unit for unit in reversed(UNITS) if unit.factor == 1 and not unit.offset}
    for unit in UNITS:
        base = bases[unit.dimension]
        in_base = registry.Quantity(Fraction(3), pint_name(unit)).to(pint_name(base)).magnitude
        assert in_base == 3 * unit.factor + unit.offset, unit.code


def test_pint_keeps_counts_money_and_measures_apart() -> None:
    import pint  # noqa: PLC0415

    registry = pint_registry()
    for one, other in (("家", "t"), ("CNY", "USD"), ("人", "人次"), ("pp", "percent"), ("year", "day")):
        with pytest.raises(pint.DimensionalityError):
            registry.Quantity(Fraction(1), one) + registry.Quantity(Fraction(1), other)
