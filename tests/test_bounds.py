from __future__ import annotations

import pytest

from govnews.bounds import BoundWord, bound_after, bound_before, bound_of_share
from govnews.lexicon import rows
from govnews.model import Bound

BEFORE = [
    ("近", "approx"),
    ("约", "approx"),
    ("将近", "approx"),
    ("接近", "approx"),
    ("超", "gt"),
    ("超过", "gt"),
    ("逾", "gt"),
    ("突破", "gt"),
    ("高于", "gt"),
    ("不低于", "ge"),
    ("至少", "ge"),
    ("不少于", "ge"),
    ("不到", "lt"),
    ("不足", "lt"),
    ("低于", "lt"),
    ("不超过", "le"),
    ("至多", "le"),
    ("≤", "le"),
    (">", "gt"),
    ("不得低于", "ge"),
    ("不能少于", "ge"),
    ("不应超过", "le"),
    ("约需", "approx"),
    ("约增加", "approx"),
    ("近增长", "approx"),
    ("最高可达", "le"),
    ("至少可以达到", "ge"),
]
NOT_BEFORE = [
    "节约",
    "签约",
    "合约",
    "条约",
    "预约",
    "附近",
    "最近",
    "赶超",
    "英超",
    "打破",
    "通过",
    "经过",
    "达到",
    "实现",
    "增长",
    "未突破",
    "",
]
AFTER = [
    ("左右", "approx"),
    ("上下", "approx"),
    ("以上", "ge"),
    ("及以上", "ge"),
    ("(含)以上", "ge"),
    ("(原粮)左右", "approx"),
    ("起,", "ge"),
    ("以下", "le"),
    ("以内", "le"),
    ("以内完成", "le"),
    ("有余", "gt"),
    ("出头", "gt"),
]
NOT_AFTER = ["起案件", "起来", "起诉", "内容", "内蒙古", "许多", "的", "", "以来", "以后"]


@pytest.mark.parametrize(("word", "bound"), BEFORE)
def test_a_word_before_the_number_bounds_it(word: str, bound: str) -> None:
    norm = f"全市{word}"
    found = bound_before(norm, len(norm))
    assert found is not None
    assert (norm[found.start : found.end], found.bound) == (word, Bound(bound))


@pytest.mark.parametrize("word", NOT_BEFORE)
def test_a_word_that_only_ends_like_one_does_not(word: str) -> None:
    assert bound_before(word, len(word)) is None


@pytest.mark.parametrize(("behind", "bound"), AFTER)
def test_a_word_behind_the_unit_bounds_it(behind: str, bound: str) -> None:
    found = bound_after(f"万元{behind}", 2)
    assert found is not None
    assert found.bound is Bound(bound)


@pytest.mark.parametrize("behind", NOT_AFTER)
def test_a_word_that_only_begins_like_one_does_not(behind: str) -> None:
    assert bound_after(f"万元{behind}", 2) is None


@pytest.mark.parametrize(
    ("words", "is_part", "bound"),
    [
        ("约占全国总量的", False, "approx"),
        ("约占全国的", False, "approx"),
        ("不到总数的", False, "lt"),
        ("占不足全省总量的", False, "lt"),
        ("超过了上年的", True, "gt"),
        ("接近全年计划总额的", False, "approx"),
        # a level of something else, and what no word bounds
        ("超过上年的", False, None),
        ("占全国总量的", False, None),
        ("超过9月份的", True, None),
        ("约占全国,省内的", False, None),
        ("约占", False, None),
        ("", True, None),
    ],
)
def test_a_word_before_a_whole_bounds_its_share(words: str, is_part: bool, bound: str | None) -> None:  # noqa: FBT001 - a column
    assert bound_of_share(words, len(words), is_part=is_part) == bound


def joined(firsts: str, seconds: str) -> str:
    """Each of the first words before each of the second; ``-`` is no word."""
    return " ".join(f"{first}{second}".replace("-", "") for first in firsts.split() for second in seconds.split())


NEGATED = "不 不得 不能 不应 不可 不会 不宜 不许"
SO_MUCH = "增加 增长 减少 下降 提高 需 需要 投资 投入 完成 实现"
REACHES = "达 达到 可达 可达到 可以达到 可 能 要 需 需要 为 占"

# every word of the table once, by what it says of a number
SAYS = [
    ("before", "approx", joined("约 大约", f"- 计 值 为 达 有 占 合 {SO_MUCH}")),
    ("before", "approx", joined("近", f"- 达 占 合 {SO_MUCH}")),
    ("before", "approx", joined("将近", f"- 计 值 为 达 有 占 合 {SO_MUCH}")),
    ("before", "approx", "大概 大致 大体 差不多 接近 接近于 逼近 临近 近乎 几乎 几近"),
    ("before", "gt", "超 超过 超过了 超出 超越 超逾 已超 远超 远超过 逾 逾越 突破 突破了 破 冲破 跨过 跨越 越过 迈过 过"),
    ("before", "gt", "高于 多于 大于 快于 >"),
    ("before", "ge", joined(NEGATED, "低于 少于 小于 短于") + " 不下于 不下 不亚于"),
    ("before", "ge", joined("至少 最少", f"- {REACHES}") + " 至少有 至少将 至少将达到 起码 最低可"),
    ("before", "ge", "大于等于 大于或等于 达到或超过 ≥"),
    ("before", "lt", "不到 不足 不满 未满 未达 未达到 不及 未到 低于 少于 小于 短于 弱于 慢于 <"),
    ("before", "le", joined(NEGATED, "高于 多于 大于 长于 超过 超") + " 未超过 没有超过 没超过"),
    ("before", "le", joined("至多 最多", f"- {REACHES}") + " 顶多 最高可 最高可达"),
    ("before", "le", "小于等于 小于或等于 ≤"),
    ("after", "approx", "上下 左右 前后 许 附近"),
    ("after", "gt", "有余 开外 出头 挂零"),
    ("after", "ge", "以上 及以上 或以上 之上 往上 朝上 起 起步 起跳"),
    ("after", "lt", "不到 不足 弱"),
    ("after", "le", "以下 及以下 或以下 之下 以内 之内 内 封顶"),
    ("whole", "approx", "约占 大约占 近占 接近 将近 相当于近 相当于约"),
    ("whole", "gt", "超过 超过了 逾"),
    ("whole", "lt", "占不到 不到 不足 不及 占不足"),
]


@pytest.mark.parametrize(("side", "bound", "words"), SAYS)
def test_what_each_word_says(side: str, bound: str, words: str) -> None:
    for word in words.split():
        if side == "whole":
            assert bound_of_share(f"{word}总量的", len(word) + 3, is_part=False) is Bound(bound), word
            continue
        found = bound_before(word, len(word)) if side == "before" else bound_after(word, 0)
        assert found == BoundWord(0, len(word), Bound(bound)), word


def test_the_table_has_these_words_and_no_other() -> None:
    said = {(word, side, bound) for side, bound, words in SAYS for word in words.split()}
    assert {row[:3] for row in rows("bounds")} == said


# words that end, or begin, like one that bounds a number
BOUND_NOTHING_BEFORE = (
    "节约 签约 合约 条约 预约 契约 续约 履约 毁约 违约 集约 制约 公约 特约 守约 失约 简约 婉约 绰约 隐约 规约 解约 邀约 "
    "期约 誓约 盟约 背约 赴约 爽约 俭约 纽约 附近 最近 邻近 靠近 新近 亲近 迫近 晚近 远近 拉近 走近 贴近 切近 就近 赶超 "
    "反超 英超 中超 意超 德超 西超 高超 女超 男超 未突破 打破 爆破 踏破 残破 识破 侦破 通过 经过 不过 突过 渡过 度过 路过 "
    "错过 穿过 翻过 受过 做过 见过 去过 得过 来过 用过 开过 有过 读过 走过 让过 给过 吃过 好过 转过 难过 改过 不快于 "
    "不弱于 不慢于 居不下 找不到 达不到 看不到 想不到 得不到 做不到 买不到 见不到 收不到 遇不到 至不足 美不足 "
)
BOUND_NOTHING_BEHIND = (
    "许多 许可 许诺 许愿 附近的 起案件 起事故 起来 起诉 起重 起因 起火 起交通事故 起到 起源 起草 起动 起飞 起码 起点 起降 "
    "起升 起伏 起义 起诉讼 起讼 起拨 起跑 起居 起始 起停 起诈骗 不到位 弱化 弱势 弱点 弱项 弱者 内容 内蒙古 内部 内地 "
    "内外 内涵 内陆 内资 内政 内阁 内在 内存 内销 内需 "
)


@pytest.mark.parametrize("word", BOUND_NOTHING_BEFORE.split())
def test_a_word_that_ends_like_one_bounds_nothing(word: str) -> None:
    assert bound_before(word, len(word)) is None


@pytest.mark.parametrize("word", BOUND_NOTHING_BEHIND.split())
def test_a_word_that_begins_like_one_bounds_nothing(word: str) -> None:
    assert bound_after(word, 0) is None


def test_what_hides_a_word_hides_each_that_begins_with_it() -> None:
    """As 节约 is no 约, 节约增加 is no 约增加."""
    unless = {word: hidden for word, side, _, hidden in rows("bounds") if side == "before"}
    for stem in ("约", "近"):
        longer = [word for word in unless if word.startswith(stem) and word != "近乎"]
        assert len(longer) > 10
        assert {unless[word] for word in longer} == {unless[stem]}
