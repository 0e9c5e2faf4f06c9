"""What is no metric: every number of VETOED is part of a name, every number of PASSING may be a metric."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from govnews.lexicon import rows
from govnews.names import veto
from govnews.numerals import scan_numerals
from govnews.text import Text
from govnews.units import match_unit


def vetoes(raw: str) -> list[tuple[str, str]]:
    """The numbers of a text, each with the rule that vetoes it or an empty string."""
    text = Text(raw)
    found = []
    for start, end, _ in scan_numerals(text.norm):
        unit = match_unit(text.norm, end, start)
        unit_end, code = (unit.end, unit.unit.code) if unit is not None else (end, "")
        found.append((text.norm[start:unit_end], veto(text, start, end, unit_end, code)))
    return found


VETOED = {
    "party formulae": """
        践行三个代表重要思想 协调推进四个全面 统筹五位一体总体布局 做到两个维护 拥护两个确立 增强四个意识 坚定四个自信
        坚持两个毫不动摇 从严落实八项规定 开展三严三实教育 落实三会一课 规范三重一大决策 牢记三个务必 运用四种形态
        学好四史教育 压实一岗双责 两学一做常态化 六个必须坚持 十个明确 五级书记抓振兴 两弹一星元勋 两会期间 两院院士来访
        实现第一个百年目标 落实四下基层 五个一工程奖 三支一扶 四风问题整改 两优一先表彰 一府两院报告""",
    "policy words": """
        共建一带一路 服务三农 做好六稳工作 落实六保任务 推进三去一降一补 打好三大攻坚战 深化三权分置 践行两山理念
        做好三资管理 治理三高污染 压减三公经费 缴纳五险一金 建设四好农村路 两不愁三保障 一网通办 一网统管 三馆一站免费
        发展四新经济 认证三品一标 入库四上企业 实施千村示范万村整治 推广百千万工程 深化三变改革 三期叠加 三驾马车 两横三纵
        三位一体 三来一补 三区三线划定 两高一剩 两免三减半 三减三健 三医联动 三全育人 五育并举 三票制 五水共治 八八战略
        七通一平 三证合一 五证合一 多证合一一照一码 三网融合 两化融合 一件事一次办 一窗受理 一站式服务 一老一小 一户一策
        一企一策 一村一品 一校一策 一刀切 一把手 一票否决 千企改造 万企兴万村 百企帮百村 三旧改造 三线建设 两新组织
        两重项目 两税合一 两癌筛查""",
    "slogans made freely": """
        构建五纵五横路网 形成三横三纵格局 建成两横一纵通道 打造一核两翼 形成一主两副 一轴三带 一网一门一次 三点一线
        百城百园 千城万店 两个聚焦 四个更加 三个坚持 五个必须 六个一服务 三个一批 两个统筹 四个走在前列 四个面向 三个导向
        三大行动 十大工程 “四个中心”建设 “三个一”活动 “双十百千”计划 “两个健康”示范 “六个统一”标准
        “一件事”改革 “三员”队伍 “十件大事” “五个到位” “七个一”机制""",
    "congresses, plenums, bodies": """
        党的十八大以来 学习二十大报告 迎接十九大 十九届四中全会 二十届三中全会精神 十一届三中全会 七届二中全会
        第十四届全国人大 十四届全国政协 市委十二届历次全会 政协十届三次会议 第六次党代会 第三届博览会 第82集团军 第八师""",
    "days and events": """
        五四运动 九一八事变 七七事变 一二·九运动 八一建军节 五一劳动节 十一黄金周 双11成交 双十一促销 618大促 3·15晚会
        9·11事件 9.11事件 7·20暴雨 12·4宪法日 五卅运动 三八红旗手 七一勋章 六一儿童节 八一南昌起义 “3.15”行动
        “5.12”汶川 “九一八”""",
    "codes of letters and figures": """
        5G基站 4K高清 8K超高清 3D打印 6G研发 WiFi6 B2B平台 O2O模式 P2P网贷 PM2.5浓度 PM10浓度 CO2排放 H7N9疫情 C919客机
        ARJ21飞机 J-20战机 N95口罩 F1赛道 1.5T发动机 5A级景区 4A级景区 3A景区 4S店 IPv6改造 CCTV-13频道 GB/T2260标准
        ISO9001认证 COVID-19疫情 MU5735航班 G102次列车 K528次列车 G15高速 S203省道 T3航站楼 M8线 R16版本 X86架构 V2X技术
        A320客机 B737客机 DF-41导弹 F-16战机 T+0交易 A4纸 L3级 Q345钢 SHA256算法""",
    "sums that are codes": """
        1+X证书 1+N体系 8+3产业 “8+3”产业 “4+8”布局 “10+N” “2+26”城市 1+3+N N+1制 5+2工作制 “1233”思路
        “3060”目标""",
    "hyphens, numbers of models": """
        歼-20战机 运-20飞机 直-10 东风-41导弹 硼-10酸 铀-235 碳-14测年 神舟十三号 嫦娥五号 天问一号 长征五号火箭 钴60 歼20
        神舟18号 055型驱逐舰 99式坦克 90后青年 80后创业者 00后学生 60后""",
    "plans and projects": """
        863计划 973计划 985高校 211工程 111计划 2011计划 5511工程 1233行动 7918战略 333人才计划 “125”计划""",
    "telephone numbers and identifiers": """
        拨打12345热线 12315平台 12306网站 110报警 119指挥中心 120急救 拨打110 电话:024-23128888 电话010-66012345
        手机:13800138000 邮编:110013 邮政编码110013 账号:622848001 96110专线 拨打96110 QQ群:12345678""",
    "documents, lists, tables": """
        国发〔2022〕15号 国发[2021]3号 第15号令 中央一号文件 3号文件 图3 表2 附件1 附表2 专栏5 注1 见注[8] (三)加快建设
        (1)工业 一是抓项目 二是抓投资 三要抓落实 第3页 第二章 第十二条 《关于三项制度的意见》 《十条措施》""",
    "roads, lines, sites": """
        318国道 国道318 107国道 104国道 省道203 2号机组 1号线 3号楼 5号院 7号台风 95号汽油 92号汽油 0号柴油 一号高炉
        三环路 四环 302室 3单元 18弄 “318”川藏线""",
    "scores, ratios, coordinates": "以3:2获胜 以3比2战胜 比例为1:3.5 北纬38度 东经121度 7×24小时",
    "versions": "工业4.0 2.0版 医保2.0版 数字政府3.0 Web3.0 升级3.0版本 5.0时代",
    "places": """
        三亚市 三明市 四平市 四川省 五台县 六安市 六盘水 七台河市 八达岭 九江市 九寨沟 十堰市 百色市 千岛湖 万州区 万宁市
        两江新区 两广 双鸭山 三门峡 三江平原 三江源 三峡工程 三里屯 五道口 五里桥 八一镇 万家镇 万家岭 九台区 千山区
        五指山 三台县 三元区 三河市 三原县 五大连池 西双版纳 零陵区 三坊七巷 六股河 九股河 五里坡 六道沟 三家镇 七里河""",
    "firms and schools": """
        三一重工 中国一汽 中国一重 中国二重 中国五矿 十七冶 中铁四局 中建八局 三只松鼠 六个核桃 九牧 一中 八中 301医院
        58同城 7-11便利店 三星电子 三甲医院 三级甲等 二级甲等 一线城市 二线城市 360公司""",
    "ordinals": """
        第一批 第二条生产线 第五届 第三方 第一产业 第三产业 二等奖 一等品 三等功 二级公路 四级响应 一级医院 二孩 三孩 三胎
        三产 一审 二审 三伏 三九 高三 大二 初一 八年级 一楼 老二 第一、二、三产业 一期工程 二期项目 二次创业 头一回 其二
        三号位""",
    "words": """
        二手房 二手车 二氧化碳 三氯氰胺 四氢呋喃 五金 三文鱼 四季 五谷 百货 百姓 百科 千斤顶 万能 万一 万岁 千万别
        亿万人民 十分重要 十足 一些 一定 一般 一样 一起 一直 一切 一致 一律 一同 一体 一流 一线 一方面 一系列 一批 一度
        一旦 一面 一道 统一 唯一 专一 之一 进一步 一步 一带 同一 单一 任一 每一 某一 逐一 不一 半导体 半岛 半径 零售 零件
        零星 零跑腿 零距离 零碳 两岸 两侧 两旁 两国 两者 两手 提高1.2个百分点里的百分点 陆续 队伍 陆家嘴 二维码 三角洲
        两位数""",
    "sessions": """
        七届人大五次会议 十届三次、五次、六次全会 市委八届三次全体会议 政协五届一次、二次会议 党委七次全会""",
    "grades and classes": """
        三类海水 四类、劣四类海水 二三级公立医院 五百亿级产业集群 千亿级产业 百亿级园区 二级图书馆 三级医院 一级、二级馆
        三级城市""",
    "wheels, rounds, stages": """
        三轮汽车 两轮电动车 四轮驱动 二轮土地延包 二轮修志 一二期工程 二三期建设 三四线城市 二三产业""",
    "formulae and regions": """
        农业八字宪法 三面红旗 三反五反 “工业新十七条” “人民”二字 “公平”两个字 二十字总要求 三方协商 四方机制 三方权益
        一场两馆 五馆一书城 三地七方 “三分之一工作法” “3个1000亿工程” “3亿人上冰雪” 和平共处五项原则 愛台十二項計畫
        爱台十二建设 东北三省 长三角三省一市 苏浙沪两省一市 京津冀三地 两面夹攻 十年内乱 两岸三地""",
    "the first and the last": """
        前两次会议 前三批名单 前10名 头两天 头两年 后三位 后两次 最后三名 末两位""",
    "how often": "十年一遇 五年一次 百年一遇 两年一届 3年一聘 四年一度",
    "places with numbers inside": """
        七股区 五股区 三重区 八里乡 六龟区 四湖乡 五结乡 九如乡 四围堡 八面城 大鹏五村 曹杨二村 鞍山四村""",
    "more codes": """
        G7次 C-1组 第104條或105條 第3、5及7條 第三项、第四项及第五项 06-2991111分機1028 06-6322231轉6155
        分机8077 地址:110013沈阳市 表112012年 [地址]700臺南市中西區""",
    "一 as an article": """
        一家企业 一瓶粉末 一项 一个 一名 一位 一座 一套 一次 一场 一台 一辆 一艘 一架 一件 一种 一所 一栋 一株 一头 一只
        一条 一处 一宗 一例 一届 一班 一列 一张 一册 一篇 一部 一份 一批 一支 一段 一年 这一天 一周 一个月 一番 一分
        唯一一家 一号 一人""",
    "bare scales": """
        百家企业 千亩良田 万亩果园 万元户 百公里油耗 万吨轮 万里长城 百日攻坚 百年大计 千年古都 百强县 500强企业 30佳""",
    "idioms": """
        千方百计 一波三折 四面八方 五湖四海 千家万户 百花齐放 七上八下 三言两语 一心一意 千载难逢 百年大计 百尺竿头
        十全十美 万无一失 万众一心 千军万马 百废待兴 三五成群 千辛万苦 千山万水 千变万化 千头万绪 千锤百炼 五花八门
        五光十色 五颜六色 六神无主 七嘴八舌 八仙过海 九牛一毛 九死一生 十拿九稳 百折不挠 百炼成钢 百里挑一 千篇一律
        千秋万代 万紫千红 万象更新 万马奔腾 万事如意 成千上万 成百上千 数以万计 一举两得 一鼓作气 一如既往 一以贯之
        一视同仁 一目了然 举一反三 独一无二 三令五申 三番五次 隔三差五 乱七八糟 横七竖八 始终如一 日理万机 不远千里
        气象万千""",
    "plans by years": """
        三年行动计划 五年规划 十年禁渔 三年攻坚 三年倍增计划 三年清零攻坚行动 三年改革攻坚计划 3年提质攻坚行动 十年长期照顾计划
        長期照顧十年計畫2.0 五年振兴方案""",
    "schools by their years": "三年制学校 五年制大专 3年制中专 四年制本科",
    "estates, schools, lakes": "四村 三校二期 红旗二校 三道海子 二道白河 曹杨二村",
    "sports, books, set words": "国际铁人三项赛 现代五项赛 九地篇 三管齐下",
    "those just named": "工信部等五部门印发 三地联合 两市合作 沪苏两地",
    "templates nobody filled": "$1.$2％ $1.$2万元",
}

PASSING = """
        两亿多元 三十多人 十余名干部 5家国家级企业 67个项目 五千名 百余家 近百户 三成 一半 两项 三家企业 20条政策 8类 3种
        100% 两年 12次 4所 七台发动机 “5000万元” “超过5000万元” “完成投资3.5亿元” “增长12%” “新增岗位1200个”
        3.2万个基站 35个项目 31.65亿元 一亿元 一吨 一倍 一成 一个百分点 一公里 一万人 一千家 一百户 一百二十个 近一年
        约一年 不到一年 一年多 一个多月 仅一个月 至少一天 一度电 翻一番 一元钱 一亩 一人死亡 一人受伤 两家 两个 两名 两位
        两所 两万 两千 两百 两成 两倍 三倍 三个 三万亩 三台 三吨 三斤 三米 三天 三个月 三小时 三次 三人 四个 四家 四成
        五成 五万 五百 五个百分点 六家 六成 七成 七百万吨 八成 九成 九百 十家 十个 十天 十万 十亿元 十二个 二十家 二十多个
        二十一 三十万 四十五个 五十六个 九十九家 百亿元以上 亿元以上项目 近万人 上千家 上百个 逾百家 超千人 数百家 数千人
        几十个 十几家 百万人 五十万吨 GDP500亿元 GDP增长5% CPI上涨0.8% 增长-3.2% -5℃ 10% 3.5% 0.8个百分点 1.2万元 10亿
        2.5亿 300万吨 1,200家 12,000人 38度 5级地震 6级大风 8级大风 7.8级地震 50号人 500公里 120平方公里 60万千瓦 3000小时
        24小时 15天 6个月 2家 1家 1个 3项 9万户 10件 100部 1000台 18艘 4架 3个五千吨 5个工程 8个计划 12项工程 30个专项
        6个国家 9个省份 百名党员 下降三分之一 三分之二 百分之十二 千分之三 1/3 十余家 三百余户 二十余项 5000多人 七八个
        覆盖三市 辖五市 全省三市 涉及三地 用三年实施改造工程 历时五年完成规划 连续三年投资工程 9部门 两年制定 三市五县 $5
        三四十家 先后三次 提前10天 以前三次 会后5天 三类企业 两类医院 5类人才 共三村 辖五村 三轮谈判
        二三家 三条措施 五项要求 二十字 2个字母 3个省份 6.5年 五年 3日办结 三四十家 五六百人
        两三年 三至五年 3至5年 3-5个 10-20万吨 1.2—1.5亿元 二百人 二万人 二亿元 二千元 三千万"""


def cases(block: str) -> list[str]:
    return block.split()


@pytest.mark.parametrize("phrase", [phrase for block in VETOED.values() for phrase in cases(block)])
def test_a_number_in_a_name_is_no_metric(phrase: str) -> None:
    for raw in (phrase, f"会议要求,{phrase}。"):
        allowed = [number for number, rule in vetoes(raw) if not rule]
        assert allowed == ([] if "1.2个百分点" not in phrase else ["1.2个百分点"])


@pytest.mark.parametrize("phrase", cases(PASSING))
def test_a_measure_or_count_passes(phrase: str) -> None:
    for raw in (phrase, f"全市共有{phrase}。"):
        found = [(number, rule) for number, rule in vetoes(raw) if number not in {"百", "百分"}]
        assert found
        assert [rule for _, rule in found if rule] == []


@pytest.mark.parametrize(
    ("raw", "allowed"),
    [
        ("建成5G基站3.2万个", ["3.2万个"]),
        ("“百日攻坚”项目35个", ["35个"]),
        ("第三产业增加值492087亿元", ["492087亿元"]),
        ("三亚市接待游客120万人次", ["120万人次"]),
        ("八项规定精神落实,查处问题12起", ["12起"]),
        ("世界500强企业26家", ["26家"]),
        ("318国道改造40公里", ["40公里"]),
        ("12345热线受理诉求3.1万件", ["3.1万件"]),
        ("一家企业投资两亿元", ["两亿元"]),
        ("千家万户用电5亿度", ["5亿度"]),
        ("六稳六保成效明显,新增就业6万人", ["6万人"]),
        ("PM2.5浓度28微克/立方米", ["28微克/立方米"]),
        ("三農工作投入兩億元", ["两亿元"]),
        ("二十届三中全会后开工67个项目", ["67个"]),
        ("2号机组发电3亿千瓦时", ["3亿千瓦时"]),
        ("工业4.0示范工厂7家", ["7家"]),
        ("C919飞机交付10架", ["10架"]),
        ("一是新增企业30家;二是增资2亿元", ["30家", "2亿元"]),
        ("三级医院新增床位500张", ["500张"]),
        ("百亿级园区入驻企业120家", ["120家"]),
        ("前10名选手获奖金2万元", ["2万元"]),
        ("建设\n6.三级三类:指三级书记负总责", []),
        ("6.2023年新增企业5家", ["5家"]),
        ("加开D3115两趟列车", ["两趟"]),
        ("上限为1.4x40%", ["40%"]),
        ("6.新增企业5家:增资2亿元", ["5家", "2亿元"]),
    ],
)
def test_only_the_name_is_vetoed(raw: str, allowed: list[str]) -> None:
    assert [number for number, rule in vetoes(raw) if not rule] == allowed


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ("第三批", "ordinal"),
        ("一家企业", "article"),
        ("歼-20", "name"),
        ("Q345钢", "latin-name"),
        ("千方百计", "idiom"),
        ("三亚", "place"),
        ("三横三纵", "slogan"),
        ("“九个从严”", "quoted-name"),
        ("以3:2获胜", "score"),
        ("工业4.0", "version"),
        ("(三)", "list-number"),
        ("1.加快建设", "list-number"),
        ("2、加强管理", "list-number"),
        ("三、主要任务", "list-number"),
        ("一、2022年工作", "list-number"),
        ("国发〔2022〕", "document-number"),
        ("手机13800138000", "identifier"),
        ("1+X", "code"),
        ("《十条措施》", "title"),
        ("12·4宪法日", "event"),
    ],
)
def test_the_rule_is_named(raw: str, rule: str) -> None:
    assert vetoes(raw)[0][1] == rule


@pytest.mark.parametrize("table", ["names", "idioms", "number_places"])
def test_every_listed_name_holds_a_number(table: str) -> None:
    for kind, line in rows(table):
        assert kind
        for name in line.split(" "):
            assert regex.search("[零〇一二两三四五六七八九十百千万亿半几数0-9]", name), name


@given(st.text(alphabet='一三百万5G+-·:(《“”"》)第号个年元.、\n届A家'), st.text(alphabet="三5百个元年”》)+-:号"))
def test_any_text_is_answered(head: str, tail: str) -> None:
    """Total: veto answers for every numeral of any text."""
    assert all(isinstance(rule, str) for _, rule in vetoes(head + tail))


@given(st.integers(2, 10**9), st.sampled_from(["亿元", "万吨", "家", "%", "人", "公里"]))
def test_a_plain_figure_with_its_unit_passes(number: int, unit: str) -> None:
    """A figure and a unit in plain prose is never a name."""
    assert vetoes(f"全市共有{number}{unit},增速稳定")[0] == (f"{number}{unit}", "")
