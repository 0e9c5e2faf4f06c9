from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govnews.text import Text, as_text

NORMAL_FORMS = [
    # raw, normal form
    ("增长２．５％，共３０００人（含）", "增长2.5%,共3000人(含)"),
    ("1—2、1–2、1－2、1-2、1～2、1~2、1―2、1─2", "1—2、1—2、1-2、1-2、1~2、1~2、1—2、1—2"),
    ("兩億噸，5個百分點，萬畝", "两亿吨,5个百分点,万亩"),
    ("1.6 万余户", "1.6万余户"),
    ("增长 5 个 百分点", "增长5个百分点"),
    ("增长\u00a05％", "增长5%"),
    ("二〇二二年\n份", "二〇二二年份"),
    ("同比增\n长5%", "同比增长5%"),
    ("全区共有经营主体1.6\n万余户", "全区共有经营主体1.6万余户"),
    ("全区共有经营主体1.6\r\n万余户", "全区共有经营主体1.6万余户"),
    ("全区共有企业12\n\n家", "全区共有企业12家"),
    ("增\u200b长5%", "增长5%"),
    ("收入67 520元", "收入67520元"),
    ("收入 67 520.5 元（1 200人）", "收入67520.5元(1200人)"),
    ("总额1 234 567.8万元，增加１ ２３４人", "总额1234567.8万元,增加1234人"),
    ("下降0 .6%，1. 5G基站", "下降0.6%,1. 5G基站"),
    ("今年全\n\n市共有30个", "今年全市共有30个"),
    # what is layout stays
    ("粮食 12.5 13.1", "粮食12.5 13.1"),
    ("粮食 12 131 14 210", "粮食12 131 14 210"),
    ("共5 123 45元", "共5 123 45元"),
    ("粮食\t吨\t12.5", "粮食\t吨\t12.5"),
    ("第一章　　总则", "第一章　　总则"),
    ("工业\n12.5\n万吨", "工业\n12.5\n万吨"),
    ("开门红\n本报讯 今天", "开门红\n本报讯今天"),
    ("①2家", "①2家"),
    # a space parts the halves of a headline, and nothing in shorter pieces, in numbers or in sentences
    ("货物出口增长7% 进口总额下降2%", "货物出口增长7% 进口总额下降2%"),
    ("首批20个项目开工 总投资3亿元\n记者获悉。", "首批20个项目开工 总投资3亿元\n记者获悉。"),
    ("今年货物出口 增长7%", "今年货物出口 增长7%"),
    ("出口 总额", "出口总额"),
    ("全市二十五万 三千七百万元", "全市二十五万三千七百万元"),
    ("全市地区生产 总值增长,", "全市地区生产总值增长,"),
    ("新区,\n全市地区生产 总值增长", "新区,\n全市地区生产总值增长"),
    ("㎡和℃", "㎡和℃"),
]

WRAPPED = "新区坚持把项目建设作为头等大事,全年新\n开工项目三十六个,完成投资四十二亿元,\n同比增长百分之十二,为近五年来最好水平\n。"


@pytest.mark.parametrize(("raw", "norm"), NORMAL_FORMS)
def test_normal_form(raw: str, norm: str) -> None:
    assert Text(raw).norm == norm


def test_lines_that_typesetting_wrapped_are_joined() -> None:
    assert "全年新开工项目三十六个" in Text(WRAPPED).norm


def test_a_headline_is_not_joined_to_the_text_below() -> None:
    raw = "首批群众搬入新居\n记者从县里了解到,首批群众今天上午搬进了位于县城东侧的安置小区,当地为每户准备了生活用品。"
    assert Text(raw).norm == raw


def test_a_column_that_breaks_off_inside_a_paragraph_reads_on() -> None:
    raw = "全县坚持一手抓在建、一手抓储备,今年以来全县工业战线新建项目\n\n61个,续建项目85个。"
    assert "新建项目61个" in Text(raw).norm


@pytest.mark.parametrize("wrong", [b"5%", None, 5, ["5%"]])
def test_what_is_no_text_is_refused_by_name(wrong: object) -> None:
    with pytest.raises(TypeError, match=type(wrong).__name__):
        Text(wrong)  # type: ignore[arg-type]


def test_as_text_keeps_a_text() -> None:
    text = Text("5%")
    assert as_text(text) is text
    assert as_text("5%") == text


awkward = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "增长",
                "5",
                "１２",
                "亿",
                "元",
                " ",
                "  ",
                "\u3000",
                "\t",
                "\n",
                "\r\n",
                "\u200b",
                "，",
                "。",
                "“",
                "”",
                "（",
                "）",
                "％",
                "．",
                "—",
                "萬",
                "點",
                "家",
                "年",
                "份",
            ]
        ),
        st.characters(),
        st.characters(categories=["Cs"]),
    ),
    max_size=60,
).map("".join)


def squeezed(text: str) -> str:
    """The characters of a text in their normal form, without any space."""
    return "".join("".join(Text(c).norm for c in text).split()).replace("\u200b", "")


@given(awkward)
@example("增长 5 家")
def test_every_place_of_the_normal_form_leads_back(raw: str) -> None:
    """Law 1: offsets into the normal form lead back to the raw text, in order and inside it."""
    text = Text(raw)
    places = [text.raw_offset(i) for i in range(len(text.norm))]
    assert places == sorted(set(places))
    assert all(0 <= place < len(raw) for place in places)


@given(st.one_of(awkward, st.sampled_from(["增长 5 家，共１２ 亿元", "二〇二二年\n份 5 家"])), st.data())
def test_a_span_holds_its_characters_and_only_drops_spaces(raw: str, data: st.DataObject) -> None:
    """Law 1: a stretch of the normal form is a stretch of the raw text, less the spaces that were dropped inside it."""
    text = Text(raw)
    if not text.norm:
        return
    start = data.draw(st.integers(0, len(text.norm) - 1))
    end = data.draw(st.integers(start + 1, len(text.norm)))
    piece = text.raw_span(start, end).of(raw)
    assert len(piece) >= end - start
    assert text.gaps(start, end) == (len(piece) > end - start)
    assert squeezed(piece) == squeezed(text.norm[start:end])


@given(awkward)
def test_sentences_tile_the_text(raw: str) -> None:
    """The sentences cover the normal form without gaps or overlaps."""
    text = Text(raw)
    assert "".join(span.of(text.norm) for span in text.sentences) == text.norm
    for index in range(len(text.norm)):
        assert text.sentence_at(index).start <= index < text.sentence_at(index).end


def test_sentences_end_at_stops_with_their_closing_marks_and_at_lines() -> None:
    text = Text("他说：“够了。”大家散去！\n第二段……完")
    assert [span.of(text.norm) for span in text.sentences] == ["他说:“够了。”", "大家散去!", "\n", "第二段……", "完"]
    assert len(text.sentences) == len(text.sentences.starts) == 5


def test_nothing_has_no_sentences() -> None:
    assert not list(Text("").sentences)
    assert Text("").sentence_at(0).start == 0


def test_quotations_and_brackets() -> None:
    text = Text("“8+3”产业（含新区）《条例》「甲」")
    assert [span.of(text.norm) for span in text.quotations] == ["“8+3”", "《条例》", "「甲」"]
    assert [span.of(text.norm) for span in text.brackets] == ["(含新区)"]
