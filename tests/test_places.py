"""Places and organisations: what is one, what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govnews.entities import Entity, fits
from govnews.items import find_items, is_heading, lines_of
from govnews.lexicon import rows
from govnews.organisations import find_entities, find_organisations
from govnews.places import find_places, match_place, may_name_level, short_name
from govnews.text import Text


def places(norm: str) -> list[str]:
    return [norm[place.start : place.end] for place in find_places(norm)]


def organisations(norm: str) -> list[str]:
    return [match.name for match in find_organisations(norm, find_places(norm))]


@pytest.mark.parametrize(
    ("norm", "expected"),
    [
        ("沈阳市、大连市和辽宁省", ["沈阳市", "大连市", "辽宁省"]),
        ("沈阳与大连", ["沈阳", "大连"]),
        ("内蒙古、宁夏、新疆、西藏、广西", ["内蒙古", "宁夏", "新疆", "西藏", "广西"]),
        ("内蒙古自治区赤峰市阿鲁科尔沁旗", ["内蒙古自治区", "赤峰市", "阿鲁科尔沁旗"]),
        ("京津冀、长三角和粤港澳大湾区", ["京津冀", "长三角", "粤港澳大湾区"]),
        ("台南市安平区", ["台南市", "安平区"]),
        ("香港、澳门、台湾", ["香港", "澳门", "台湾"]),
        ("对日本出口,对德国进口", ["日本", "德国"]),
        ("全市、我省、该区、全国", ["全市", "我省", "该区", "全国"]),
        # shy short names want the full one
        ("建昌县签约,建昌籍企业家", ["建昌县", "建昌"]),
        ("建昌籍企业家", []),
        ("西藏定日发生地震", ["西藏", "定日"]),
        ("朝阳产业兴旺", []),
        ("朝阳市工业,朝阳农业", ["朝阳市", "朝阳"]),
        # parts of longer words
        ("沈阳市场活跃", ["沈阳"]),
        ("全市场统一", []),
        ("县域经济", []),
        ("其中国有企业", []),
        ("发展中国家", ["发展中国家"]),
        ("中国企业、中国民营经济、我国有港口", ["中国", "中国", "我国"]),
        ("近日本报记者", []),
        ("其中山东", ["山东"]),
        ("上海海南路", ["上海"]),
        ("健全国家标准", []),
        ("中国共产党历史", []),
        ("长江西岸", ["长江"]),
        ("大连接入", []),
        ("西北大学、鲁西北、西北风、大西北、西北和西南", ["西北", "西北", "西南"]),
        ("太湖蓝藻、长江存储、长江干流、世界屋脊", ["太湖", "长江干流"]),
        ("中国石油需求、中国移动支付、中国移动", ["中国", "中国", "中国移动"]),
        # words that happen to spell a division
        ("创建国家示范县", []),
        ("新增城市绿地、新增城区绿道", []),
        ("适应城市发展、沿海城市、各项城市工作", []),
        ("完成县乡公路、市和县区、提高县级财力", []),
        ("创新乡村治理、田园风光、形成都市圈", []),
        ("沈阳市长、合肥市级平台", ["沈阳", "合肥"]),
        ("全州空气优良", ["全州"]),
        ("黑河治理、松花江沿岸", []),
        ("黑龙江省黑河市与黑河口岸", ["黑龙江省", "黑河市", "黑河"]),
        # names made of ordinary words
        ("改造老城区，建设新城区", []),
        ("洛阳市改造老城区", ["洛阳市", "老城区"]),
        ("广西全州县产柑橘", ["广西", "全州县"]),
        ("江北区与江南区", []),
        ("重庆的江北区", ["重庆", "江北区"]),
        ("浙江的江北区", ["浙江"]),
    ],
)
def test_places(norm: str, expected: list[str]) -> None:
    assert places(norm) == expected


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("沈阳市", "沈阳"),
        ("黑龙江省", "黑龙江"),
        ("宁夏回族自治区", "宁夏"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("延边朝鲜族自治州", "延边"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("阿拉善盟", "阿拉善"),
        ("大兴安岭地区", "大兴安岭"),
        ("忠县", "忠县"),
        ("铁西区", "铁西区"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(("name", "codes"), [("沈阳市", ("210100",)), ("朝阳区", ("110105", "220104")), ("锦西市", ("211400",))])
def test_codes(name: str, codes: tuple[str, ...]) -> None:
    place = match_place(name, 0)
    assert place is not None
    assert place.codes == codes


def test_every_division_in_force_is_found_under_its_name() -> None:
    """A name of the table is found where it stands alone, with its code among its codes."""
    missed = []
    for code, name, _level, _since, until in rows("divisions"):
        place = match_place(name, 0)
        if not until and (place is None or place.end != len(name) or code not in place.codes):
            missed.append(name)
    assert not missed


@pytest.mark.parametrize("norm", ["全市", "我省", "该区", "本县", "全国", "全旗", "全镇"])
def test_scope_words(norm: str) -> None:
    place = match_place(norm, 0)
    assert place is not None
    assert (place.end, place.level) == (2, norm[1])


@pytest.mark.parametrize("norm", ["全市场", "全省级", "全区域", "我们", "本来", "全县域", "应该省"])
def test_what_is_no_scope_word(norm: str) -> None:
    assert all(match_place(norm, pos) is None for pos in range(len(norm)))


@pytest.mark.parametrize(
    ("norm", "expected"),
    [
        ("沈阳新光机器人股份有限公司投产", ["沈阳新光机器人股份有限公司"]),
        ("记者走进辽阳石化设备制造有限公司", ["辽阳石化设备制造有限公司"]),
        ("沈阳市科技局局长李某来到新光集团", ["沈阳市科技局", "新光集团"]),
        ("西门子透平机械(葫芦岛)有限公司", ["西门子透平机械(葫芦岛)有限公司"]),
        ("平山区民生和社会保障事务服务中心招人", ["平山区民生和社会保障事务服务中心"]),
        ("东北大学与中国科学院合作", ["东北大学", "中国科学院"]),
        ("大连高新区、沈抚改革创新示范区", ["大连高新区", "沈抚改革创新示范区"]),
        ("海城市西柳镇", ["海城市西柳镇"]),
        ("省教育厅和市场监管局", ["省教育厅"]),
        ("侵华日军旧址陈列馆", ["侵华日军旧址陈列馆"]),
        ("省农业担保公司兴城办事处", ["省农业担保公司兴城办事处"]),
        # kinds of organisations
        ("国有企业和民营公司", []),
        ("大型商业银行", []),
        ("省级医院", []),
        ("各乡镇", []),
        ("这家公司", []),
        ("8个项目", []),
        ("外资公司", []),
        ("我国航空公司", []),
        # what is done stands before the name and is no part of it
        ("班列开往青岛港", ["青岛港"]),
        ("第三届中非经贸博览会", ["中非经贸博览会"]),
        ("飞船飞抵，首次亮相酒泉卫星发射中心", ["酒泉卫星发射中心"]),
        ("奥新控股集团公司", ["奥新控股集团公司"]),
    ],
)
def test_organisations(norm: str, expected: list[str]) -> None:
    assert organisations(norm) == expected


def test_no_limit_of_names_holds_a_mark() -> None:
    """So that a walk to the left meets either a limit or a mark first, and never a limit across a mark."""
    assert all(word.isalpha() for word, *_ in rows("name_limits"))


def test_limits_of_places_are_of_names_that_exist() -> None:
    assert [name for name, *_ in rows("place_limits") if (place := match_place(name, 0)) is None or place.end < len(name)] == []


def test_introduced_names_are_found_again() -> None:
    norm = "沈阳新光机器人有限公司(以下简称“新光”)扩产,新光增收。"
    assert organisations(norm) == ["沈阳新光机器人有限公司"] * 3


@pytest.mark.parametrize(
    ("level", "name", "expected"),
    [
        ("省", "辽宁省", True),
        ("市", "辽宁省", False),
        ("市", "北京市", True),
        ("省", "北京市", False),
        ("区", "广西壮族自治区", True),
        ("区", "铁西区", True),
        ("县", "铁西区", False),
        ("县", "建昌县", True),
        ("州", "延边朝鲜族自治州", True),
        ("旗", "扎鲁特旗", True),
    ],
)
def test_what_level_words_may_stand_for(level: str, name: str, expected: bool) -> None:  # noqa: FBT001 a table's column
    entity = find_entities(name)[0]
    assert fits(entity, level) is expected


@pytest.mark.parametrize(
    "words", ["企校携手 科学育种", "沈阳：全面优化营商环境", "12个项目复工", "沈阳 2023 年工作要点", "一图\t看懂"]
)
def test_headings(words: str) -> None:
    assert is_heading(Text(words).norm)


@pytest.mark.parametrize(
    "words",
    [
        "全市新增企业12家。",
        "本报记者 李明",
        "王某摄",
        "一是扩大投资；",
        "",
        "日本\t120\t3.5",
        "日本|120|-3.5|",
        "日本  120  3.5",
        "日本 120 3.5",
    ],
)
def test_what_is_no_heading(words: str) -> None:
    assert not is_heading(Text(words).norm)


@given(st.text(alphabet="沈阳市全我省公司有限新光集团局(以下简称“”)的、,。\n5家", max_size=60))
@example("我省5集团")
def test_entities_are_in_order_and_apart(norm: str) -> None:
    """The entities of a text stand in order, do not overlap, and lie in it."""
    found = find_entities(norm)
    assert all(0 <= entity.start < entity.end <= len(norm) for entity in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.text(alphabet="全我本该国省市县区州旗盟镇岛乡村域面积,", max_size=12))
def test_a_place_by_its_level_is_seen_before_it_is_looked_for(norm: str) -> None:
    """Where a word names a place in the country by its level, such a word may stand."""
    for place in find_places(norm):
        assert place.level == "国" or may_name_level(norm, place.start, place.end)


@given(st.text(alphabet="沈阳市本报讯记者李明摄图说 \n。全5家■", max_size=80))
def test_items_tile_the_text(norm: str) -> None:
    """The items of a text follow each other without a gap, from its start to its end."""
    items = find_items(norm, lines_of(norm), lambda _: False)
    assert (items[0].start, items[-1].end) == (0, len(norm))
    assert all(left.end == right.start for left, right in pairwise(items))


def test_entities_are_values() -> None:
    assert Entity(start=0, end=2, name="沈阳", kind="division") == Entity(start=0, end=2, name="沈阳", kind="division")
