"""The words of changes one by one: each sentence holds a word that no other does."""

from __future__ import annotations

import re

import pytest

from govnews import changes
from govnews.changes import read_changes
from govnews.lexicon import rows
from govnews.periods import scan_periods
from govnews.quantities import scan_quantities
from govnews.text import Text


def read(sentence: str) -> str:
    text = Text(sentence)
    found = read_changes(text, scan_quantities(text, scan_periods(text)))
    return " | ".join(f"{one.change.direction} {one.change.basis}" if one.change else one.transition or "-" for one in found)


# what a sentence says of its numbers, and all that may stand in the gap
FAMILIES = [
    # where the name of a base ends
    ("销量比外地{}5%", "up other", "增加 提速 升值 上浮 多收 走高 加快 扩大 回升 涨 翻了 成长 放大 走强 反弹 高出"),
    ("销量比外地{}5%", "down other", "减产 降价 下调 少收 走低 缩水 回落 跌 衰退 滑落 放缓 走弱 收窄 跳水 贬值 精简"),
    ("位次比外地{}5位", "up other", "前移 前进 进位"),
    ("位次比外地{}5位", "down other", "后移 后退"),
    ("路程比外地{}5公里", "up other", "延长 拓宽 长 多"),
    ("路程比外地{}5公里", "down other", "短 少"),
    ("企业比外地{}5家", "up other", "新增 净增 净新增 多新增"),
    # verbs before the number, and those that may have their object between
    ("产量{}5%", "up unstated", "上扬 调增 升 攀升 跃升 回升 增 增支 增税 增资 增持 增多 多增 加快"),
    ("产量{}5%", "up unstated", "飙升 激增 猛增 剧增 大增 翻 翻了 拉升 走高"),
    ("产量{}5%", "up unstated", "高出 走扩 攀高 偏高 多了 涨价 净增长 正增长 净增加 净增 上移"),
    ("产量{}5%", "down unstated", "降 减 下挫 下落 净减少 减收 减亏 收缩 减缓 减慢 下浮"),
    ("产量{}5%", "down unstated", "下行 下移 走低 负增长 锐减 骤减 偏少 偏低 少了 衰减"),
    ("{}运行成本5%", "down unstated", "调减 缩减 缩短 缩小 压减 压降 削减 核减 裁减 降低 减少 精简"),
    ("{}运行效率5%", "up unstated", "提升 延长 提高 扩大"),
    # what something is compared with
    ("{}上年相比增长5%", "up yoy", "与 和 跟 同"),
    ("{}上月相比增长5%", "up mom", "与 和 跟 同"),
    ("{}外地相比增长5%", "up other", "与 和 跟 同"),
    ("{}外地比较，增长5%", "up unstated", "对"),
    ("与外地{}增长5%", "up other", "相比 比较"),
    ("{}上年增长5%", "up yoy", "比 较 比较 相较 相较于 相对 相对于 相比 相比于 较之 对比 与 和 跟 同"),
    ("{}上月增长5%", "up mom", "比 较 比较 相较 相较于 相对 相对于 相比 相比于 较之 对比 与 和 跟 同"),
    ("{}外地增长5%", "up other", "比 较 比较 相较 相较于 相对 相对于 相比 相比于 较之"),
    ("{}上年增长5%", "up unstated", "占比 反比 配比 类比"),
    ("比{}增长5%", "up yoy", "上年 上一年 去年 前一年 同期 往年同期 去年末 去年底 去年年末 去年同月 去年同季 上年同期"),
    ("比{}增长5%", "up mom", "上月 上个月 上一月 上一个月 上季 上季度 上个季度 上一季 上一季度 上周 上一周 上旬 上期 上月末"),
    ("比{}增长5%", "up mom", "前一月 前一个月 前月 前周 前一周 前期 上季度末 上月底"),
    ("比去年{}月增长5%", "up other", "9 11"),
    ("{}增长5%", "up unstated", "同期相比 同时相比 较快 比较快地 比较大的 比较明显地 较为明显 较显著 较平稳"),
    ("{}增长5%", "up unstated", "较稳步 较稳定 较迅速 占比 大比例 比例 比重 比率 比值"),
    ("{}增长5%", "up avg", "年均 年平均 年度平均 平均每年 每年平均"),
    ("与外地相比{}，增长5%", "up other", "相当 接近"),
    ("与外地相比{}增长5%", "up unstated", "； 。 ，各有长短， ，有长；有短，"),
    # between the verb and its number
    ("增长{}5%", "up unstated", "了 均 都 又 再 也 还 约 近 超 仅 仅为 仅有 只 只有 分别 高达 达 达到 超过"),
    ("增长{}5%", "up unstated", "率约 率接近 速度为 幅度为 幅度接近 幅度超过"),
    ("{}5%", "up unstated", "增速约 增速接近 增速超过 增幅约 增幅接近 增幅超过 涨幅为 提速约 提价幅度为 提价幅为"),
    ("增长{}5%", "-", "到 至 为 到了"),
    # behind the number
    ("以5%的{}增长", "up unstated", "速度 增速 幅度 比例 速率 增幅 年速度 平均速率"),
    ("以5%的{}递增", "up unstated", "速度 增速 幅度 比例 速率 增幅 升幅 涨幅"),
    ("以5%的{}回落", "down unstated", "速度 幅度 降幅 跌幅 减幅"),
    ("以5%的速度{}至今", "up unstated", "提高 上升"),
    ("以5%的速度{}至今", "down unstated", "下降 减少"),
    ("以5%的速度{}", "up unstated", "增长 增加 递增 上升 提高 上涨 扩大"),
    ("以5%的速度{}", "down unstated", "下降 减少 递减 降低 下跌 回落 萎缩"),
    ("实现5%的{}", "up unstated", "增长 涨幅 增速 增幅 升幅 提高"),
    ("出现5%的{}", "down unstated", "降幅 跌幅 减幅 下降"),
    # lists
    ("出口增长5%{}3%", "up unstated | up unstated", "、 和 与 及 以及 、和 、与"),
    ("由5元{}3元提高到6元{}4元", "from | from | to | to", "、 和 与 及 以及 、和 、与"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "said"), [(frame.replace("{}", word), said) for frame, said, words in FAMILIES for word in words.split(" ")]
)
def test_each_word(sentence: str, said: str) -> None:
    assert read(sentence) == said


def test_a_base_ends_in_front_of_every_verb() -> None:
    ends = re.compile(changes._WORD_OF_CHANGE)  # noqa: SLF001 - the table and the pattern are to agree
    verbs = [verb for verb, *_ in rows("changes")]
    assert len(verbs) > 100
    assert not [verb for verb in verbs if not ends.search(verb)]


def test_the_words_that_end_a_base_are_looked_for_at_once() -> None:
    """The engine looks for the first characters of all ways at once where each of them begins with one, and with no class."""
    assert all(word[0].isalpha() for word in changes._WORD_OF_CHANGE.split("|"))  # noqa: SLF001 - its speed hangs on it
