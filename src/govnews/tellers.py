"""Tellers: who tells of others than himself, by his name and by what is said of him.

A bureau that publishes speaks of its place, an organ of the country of the country, one of many countries of the world; an
association or a firm of analysts tells of a whole industry. A newspaper or a site only passes on.
"""

from __future__ import annotations

import re
from typing import Final

from govnews.entities import PLACES, Entity
from govnews.patterns import plain
from govnews.text import HAN

_LEARNED: Final = plain(r"[^,。;\n]{0,20}?(?:获悉|了解|得知|看到)")
_SPEAKER: Final = plain(r"[^,。;:!?“”\n]{0,24}?(?:说道?|介绍|表示|告诉|透露|指出|坦言|称|认为|解释|强调)(?!为|书|号|赞|定)")
_SOURCE: Final = plain(
    r"[^,。;\n]{0,24}?(?:发布|公布|数据|统计|消息|获悉|了解到|显示|初步核算|通报|举行|召开|新闻发言人|监测|测算)"
)
_REPORTS: Final = plain(r"[^,。;\n]{0,32}?(?:发布|公布|数据|统计|显示|监测|测算)")
_OBSERVERS: Final = (
    *("协会", "学会", "联合会", "商会", "研究院", "研究所", "研究会", "研究中心", "研究机构", "智库", "交易所", "卫队", "联席会"),
)
"""What the name of an organisation ends in that watches others."""
_WATCHER: Final = plain(r".*(?:咨询|资讯|证券|期货|评级|调查|研究)(?:集团|有限|股份|责任|公司)*")
_OBSERVES: Final = plain(r"[^,。;\n]{0,32}?(?:报道|预测|预计|认为|估计|估算|分析|指出|表示|调查|称)")
"""How those speak of others that watch them."""
_WATCHES: Final = plain(r"[^,。;\n0-9]{0,16}?(?:数据|监测|统计|调查|报道|预测|预计|认为|估计|估算|分析)")
_MEDIA: Final = plain(
    rf"[{HAN}]{{1,8}}?(?:网|在线|资讯|新干线|[日晚早时商]报|周刊|电视台|证券|期货|财经|共同社|时事社|通讯社)[{HAN}]{{0,6}}?"
    r"(?:认为|表示|数据|监测|统计|报道|分析|预计|预测|显示|称|消息)"
)
"""What goes on from a place: a newspaper or a site that is named after its place and tells of others."""
_MEDIUM: Final = plain("[网线讯干报刊视券货经社]")
"""One of these stands in every such name."""
_AGENCY_LASTS: Final = frozenset("社网报")
_AGENCY: Final = plain(r"(?:新华|中新|央视|央广|人民|本)[社网报]\Z")
_PRESS: Final = plain("(?:当地|主流|官方|多家)?媒体")
_PUBLISHES: Final = plain(r"(?:统计局|调查总队|海关|政府|市委|省委|县委|区委|国务院)\Z")
_HANDLES: Final = plain(r"[^,。;\n0-9]{0,6}?(?:验放|查获|查验|监管|检验|检疫|缉|征收|征税|办理|审核|受理|签发|退运|销毁|截获)")
"""What customs do themselves; their other figures are of their place."""
_NATIONAL: Final = plain(
    r"""国家[^,。]{0,12}[局委部署会] | 国务院 | 海关总[署局] | 税务总[署局] | 人民银行 | 央行 | 银保监会 | 证监会 | 国资委
      | 发改委 | 中国人民银行 | 最高人民法院 | 最高人民检察院 | 最高法 | 最高检 | 全国总工会 | 全国妇联 | 供销总社
      | 市场监管总局 | 金融监管总局 | 体育总局 | 广电总局 | 工商总局 | 质检总局 | 安监总局 | 新闻出版总署 | 民航总局 | 林业总局
      | 财政部 | 商务部 | 工业和信息化部 | 交通运输部 | 教育部 | 科技部 | 农业部 | 农业农村部 | 民政部 | 公安部 | 水利部
      | 住房和城乡建设部 | 文化和旅游部 | 生态环境部 | 自然资源部 | 人力资源和?社会保障部 | 铁道部 | 卫生部 | 工信部 | 人社部
      | 住建部 | 应急管理部 | 国铁集团 | 国家铁路集团 | 退役军人事务部
      | 中国物流与采购联合会 | 中央 | 国民经济 | 中国(?<![其展]中国)(?![家有]) """,
    re.VERBOSE,
)
_WORLDWIDE: Final = plain("联合国|世界|国际|世贸|世卫")
"""What the name of an organ of many countries begins with."""


def speaks(norm: str, entity: Entity) -> bool:
    """Whether the entity, or somebody of it, is said to speak."""
    return _SPEAKER.match(norm, entity.end) is not None


def is_source(norm: str, entity: Entity) -> bool:
    """Whether it is said that something was learned of the entity: 记者从…获悉."""
    return _LEARNED.match(norm, entity.end) is not None


def is_medium(norm: str, place: Entity) -> bool:
    """Whether a place only begins the name of a newspaper or a site that tells of others: 上海有色网认为."""
    if place.kind not in PLACES or _MEDIUM.search(norm, place.end, place.end + 12) is None:
        return False
    return _MEDIA.match(norm, place.end) is not None


def passes_on(norm: str, place: Entity) -> bool:
    """Whether a place stands only in the name of a medium, or in a dateline: 新华社广州2月3日电."""
    if norm[place.start - 1 : place.start] in _AGENCY_LASTS and norm[place.end : place.end + 1].isdecimal():
        return _AGENCY.search(norm, max(place.start - 4, 0), place.start) is not None
    return is_medium(norm, place)


def is_press(norm: str, country: Entity) -> bool:
    """Whether a country is only that of the press that something is known from: 据美国媒体报道."""
    return norm.endswith("据", 0, country.start) and _PRESS.match(norm, country.end) is not None


def is_observer(name: str) -> bool:
    """Whether an organisation is of those that watch others: an association, an institute."""
    return name.endswith(_OBSERVERS)


def tells_of_home(norm: str, entity: Entity) -> bool:
    """Whether what an organisation says here is of the place that it is of."""
    if entity.kind == "bureau":
        return _speaks_for_home(norm, entity)
    if entity.kind != "body":
        return False
    observes = is_observer(entity.name) and _OBSERVES.match(norm, entity.end) is not None
    return observes or _REPORTS.match(norm, entity.end) is not None


def tells_of_country(norm: str, entity: Entity) -> bool:
    """Whether a company that makes its living by it tells of a whole market."""
    return (
        entity.kind == "company" and _WATCHER.fullmatch(entity.name) is not None and _WATCHES.match(norm, entity.end) is not None
    )


def _speaks_for_home(norm: str, bureau: Entity) -> bool:
    if speaks(norm, bureau) or _SOURCE.match(norm, bureau.end):
        return True
    if bureau.name.endswith("海关"):
        return _HANDLES.match(norm, bureau.end) is None
    tells = is_worldwide(bureau) and _OBSERVES.match(norm, bureau.end) is not None
    return tells or _PUBLISHES.search(bureau.name) is not None


def is_national(name: str) -> bool:
    """Whether an organisation is an organ of the country.

    >>> is_national("国家统计局"), is_national("沈阳市统计局")
    (True, False)
    """
    return _NATIONAL.match(name) is not None


def is_worldwide(entity: Entity) -> bool:
    """Whether an organ is one of many countries, which speaks of the world: 世界银行."""
    return entity.kind == "bureau" and _WORLDWIDE.match(entity.name) is not None


def publishes(name: str) -> bool:
    """Whether what an organisation says is said of its place: a statistics bureau, a government."""
    return _PUBLISHES.search(name) is not None


def names_nation(norm: str, start: int, end: int) -> int:
    """Where ``norm[start:end]`` first names an organ of the country or the national economy; -1 where it does not."""
    match = _NATIONAL.search(norm, start, end)
    return match.start() if match is not None else -1
