"""Heads of clauses: where there may be one is seen before it is looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews.entities import Entity
from govnews.heads import Heads, clauses_in
from govnews.items import Item
from govnews.lexicon import rows
from govnews.model import Span
from govnews.organisations import find_entities
from govnews.things import match_thing

ITEM = Item(start=0, end=10_000, headings=())
BEFORE = "新光公司投产。"
COMPANY = Entity(start=0, end=4, name="新光公司", kind="company")

PIECES = (
    *(
        "该",
        "本",
        "这家",
        "这所",
        "这个",
        "此",
        "这",
        "各",
        "多数",
        "大部分",
        "“",
        "《",
        "》",
        "”",
        "的",
        ",",
        "3",
        "500家",
        "重点",
    ),
    *("公司", "集团", "企业", "银行", "厂", "高新区", "新区", "开发区", "经开区", "园区", "自贸区", "示范区", "试验区", "保税区"),
    *("产业园", "科技城", "院", "校", "馆", "中心", "基地", "镇", "村", "桥", "碧湖", "沈阳市", "全市", "在", "目前", "已", "有"),
    *("一号", "全长", "总投资", "展", "完成", "年产", "项目", "亩", "共"),
    *(word for word, _ in rows("thing_words")),
)


class Anywhere:
    """A scene in which every word that may stand for a name does."""

    item = ITEM
    topic = None
    spoken = COMPANY


def read(heads: Heads, start: int, end: int) -> list[Entity]:
    """The heads of the sentence ``norm[start:end]``."""
    return list(heads.of(Span(start=start, end=end), Anywhere()))


OPENINGS = ("", "", "沈阳市", "新光公司", "该公司", "园区", "各企业", "第一,", "从产业看,", "其中:", "目前", "这")
CLAUSES = st.tuples(st.sampled_from(OPENINGS), st.lists(st.sampled_from(PIECES), max_size=4).map("".join), st.sampled_from(",:"))


@given(st.lists(CLAUSES.map("".join), min_size=1, max_size=5).map("".join))
def test_the_clauses_that_are_passed_over_have_no_head(sentence: str) -> None:
    """The heads of a sentence are those of its clauses, as if each were read."""
    norm = BEFORE + sentence
    heads = Heads(norm, find_entities(norm), ())
    alone = [heads.head(*clause, Anywhere()) for clause in clauses_in(norm, len(BEFORE), len(norm))]
    assert read(heads, len(BEFORE), len(norm)) == [head for head in alone if head is not None]


@given(st.lists(CLAUSES.map("".join), min_size=1, max_size=3).map("".join))
def test_a_sentence_that_may_name_nothing_is_headed_by_things(sentence: str) -> None:
    """A head that is no thing stands in a sentence that may name something."""
    norm = BEFORE + sentence
    heads = Heads(norm, find_entities(norm), ())
    kinds = {head.kind for head in read(heads, len(BEFORE), len(norm))}
    assert kinds <= {"thing", "group", "roster"} or heads.may_name(len(BEFORE), len(norm))


@pytest.mark.parametrize("behind", ["沈阳市投资", "自贸区投资"])
def test_a_clause_of_marks_alone_is_headed_by_what_follows(behind: str) -> None:
    before = "沈阳自贸区扩建。\n   "
    heads = Heads(before + behind, find_entities(before + behind), ())
    assert read(heads, len(before) - 3, len(before))


def test_every_thing_and_group_may_be_a_head() -> None:
    for word, _ in rows("thing_words"):
        for clause in (f"碧湖{word}全长8公里", f"这座{word}", f"各{word}投资", f"“碧湖”{word}", f"{word}认为"):
            if match_thing(clause, 0, len(clause)) is not None:
                assert read(Heads(clause, (), ()), 0, len(clause)), clause


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("碧湖大桥景观带接待游客5万人次", "碧湖大桥景观带"),
        ("南岭跨海大桥观光长廊风景带2023年10月1日-2023年10月7日-2023年10月8日-接待游客5万人次", "南岭跨海大桥观光长廊风景带"),
        ("北方深海科学研究中心12号高速列车", "北方深海科学研究中心12号高速列车"),
        ("北方深海科学研究中心十二次高速列车", ""),
    ],
)
def test_what_a_thing_never_goes_without_may_stand_far_on(clause: str, name: str) -> None:
    thing = match_thing(clause, 0, len(clause))
    assert name == (thing.name if thing is not None else "")


@pytest.mark.parametrize(
    "words",
    [
        "公司 集团 企业 银行 厂",
        "高新区 新区 开发区 经开区 园区 自贸区 示范区 试验区 保税区 产业园 科技城",
        "该厂 本公司 这家企业",
    ],
)
def test_every_word_that_stands_for_a_name_may_be_a_head(words: str) -> None:
    for word in words.split():
        before = f"新光公司投产,沈阳{word}扩建。"
        norm = f"{before}{word}投资"
        assert read(Heads(norm, find_entities(before), ()), len(before), len(norm)), word
