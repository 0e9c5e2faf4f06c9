import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews import Basis, Bound, Change, Direction, Document, Evidence, Metric, Quantity, Role, Span, Status, Transition, extract
from govnews.cells import COLUMNS, days, kinds, number
from govnews.lexicon import rows
from govnews.marks import blocks, lit_spans
from govnews.markup import escaped, joined, part
from govnews.model import PeriodKind
from govnews.records import to_dict
from govnews.report import page
from govnews.results import ROW_KEYS
from govnews.surrogates import encodable
from govnews.wording import LANGUAGES, said, words

ARTICLE = "今年上半年，全区引进到位资金31.65亿元，同比增长37.13%；力争全年建成厂房3至5座，三分之二投产。"


class Node(HTMLParser):
    """A page as a browser reads it: elements with their attributes, and the text that stands in each kind of place."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[tuple[str, dict[str, str | None]]] = []
        self.told: list[tuple[list[tuple[str, dict[str, str | None]]], str]] = []
        self.feed(html)
        self.close()
        assert not self.stack, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta", "link", "input", "wbr"}:
            self.stack.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag, "no element crosses another"

    def handle_data(self, data: str) -> None:
        self.told.append((list(self.stack), data))

    def text(self, tag: str, **attributes: str) -> list[str]:
        """The texts of all elements of that kind."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        found: dict[int, str] = {}
        for stack, told in self.told:
            for inner, has in stack:
                if inner == tag and all(has.get(name) == value for name, value in wanted.items()):
                    found[id(has)] = found.get(id(has), "") + told
        return list(found.values())


def data(read: Node) -> Any:  # noqa: ANN401 - JSON
    (block,) = read.text("script", type="application/json")
    return json.loads(block)


def article(name: str, root: Path) -> Document:
    return extract((root / "examples" / f"{name}.txt").read_text(encoding="utf-8"), published="2022-10-14")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any text with any metrics and any evidence on it, as far as a Metric can be made: overlapping, nested, beyond the end."""
    text = draw(st.text(st.sampled_from("一2亿<&\"'\n\r\u2028\ud800\x00 ，。"), min_size=1, max_size=40))
    place = st.integers(0, len(text) + 3)

    def metric() -> Metric:
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        parts = draw(
            st.lists(st.sampled_from(["period", "subject", "indicator", "change", "status", "bound", "role", "?"]), max_size=4)
        )
        evidence = tuple(Evidence(part=name, rule="", text="", start=draw(place), end=draw(place)) for name in parts)
        change = Change(direction=Direction.UP, level=Span(start=draw(place), end=draw(place)))
        return Metric(text=text[start:end], start=start, end=end, quantity=Quantity(5, "家"), change=change, evidence=evidence)

    return Document(text=text, metrics=tuple(metric() for _ in range(draw(st.integers(0, 4)))))


@given(documents())
def test_marks_change_no_character_of_the_text(document: Document) -> None:
    """Whatever overlaps, the marked text is the text, line by line, and each lit piece stands where it says it does."""
    marked = "".join(blocks(document, lambda _, text: text, pieces=True))
    read = Node(marked)
    lines = [line for line in re.split(r"[\r\n\u2028\u2029]+", document.text) if line.strip()]
    told = [line for block in read.text("p") for line in re.split(r"[\r\n\u2028\u2029]+", block) if line.strip()]
    assert told == [Node(escaped(line)).told[0][1] for line in lines]
    for stack, piece in read.told:
        if stack and stack[-1][0] == "span":
            at = int(stack[-1][1]["data-at"] or "")
            assert Node(escaped(document.text[at : at + len(piece)])).told[0][1] == piece


@given(documents())
def test_lit_pieces_are_cut_where_the_words_end(document: Document) -> None:
    """The pieces that begin within lit words make up these words, without the line breaks in them."""
    read = Node("".join(blocks(document, lambda _, text: text, pieces=True)))
    pieces = {int(stack[-1][1]["data-at"] or ""): piece for stack, piece in read.told if stack and stack[-1][0] == "span"}
    for metric in document:
        for span in lit_spans(metric, len(document.text)):
            told = "".join(piece for at, piece in sorted(pieces.items()) if span.start <= at < span.end)
            wanted = document.text[span.start : span.end]
            assert re.sub(r"\s", "", told) == re.sub(r"\s", "", Node(escaped(wanted)).told[0][1]) or not wanted.strip()


def test_a_number_broken_over_two_lines_stays_in_one_mark() -> None:
    document = extract("新增企业1.6\n万余户。\n改造道路12公里。")
    assert document[0].text == "1.6\n万余户"
    told = Node("".join(blocks(document, lambda _, text: joined(["[", text, "]"]), pieces=False))).text("p")
    assert told == ["新增企业[1.6\n万余户]。", "改造道路[12公里]。"]


def test_overlapping_metrics_are_marked_once_each() -> None:
    metrics = [Metric(text="0123456789"[at], start=at, end=at + 1, quantity=Quantity(5, "家")) for at in (7, 0)]
    wide = [
        Metric(text="0123456789"[start:end], start=start, end=end, quantity=Quantity(5, "家")) for start, end in ((0, 4), (2, 6))
    ]
    document = Document(text="0123456789", metrics=(*wide, *metrics))
    told = Node("".join(blocks(document, lambda place, text: joined([f"[{place}:", text, "]"]), pieces=True))).text("p")
    assert told == ["[0:0123][1:45]6[2:7]89"]


def test_words_that_end_within_a_line_break_leave_none_of_it() -> None:
    evidence = (
        Evidence(part="period", rule="", text="", start=0, end=2),
        Evidence(part="subject", rule="", text="", start=2, end=4),
    )
    document = Document(
        text="甲\r\n乙5家", metrics=(Metric(text="5家", start=4, end=6, quantity=Quantity(5, "家"), evidence=evidence),)
    )
    assert Node("".join(blocks(document, lambda _, text: text, pieces=True))).text("p") == ["甲", "乙5家"]


def test_short_lines_without_a_sentence_are_headings() -> None:
    document = extract("某县：粮食丰收\n本报记者 某某\n一、综合\n全年平稳。\n他说：\n" + "长" * 41)
    marked = list(blocks(document, lambda _, text: text, pieces=False))
    assert ['class="line"' in block for block in marked] == [True, True, True, False, False, False]


def test_the_page_of_the_examples(root: Path) -> None:
    names = ("zone", "harvest", "communique", "broadcast")
    found = [(f"{name}.txt", article(name, root)) for name in names]
    read = Node(page(found))
    assert read.text("h2") == [f"{name}.txt" for name in names]
    ids = [has["id"] for _, has in read.elements if "id" in has]
    assert len(ids) == len(set(ids))
    links = [has["href"] or "" for tag, has in read.elements if tag == "a"]
    assert {link.removeprefix("#") for link in links} <= set(ids)
    for place, (_, document) in enumerate(found):
        marks = [(has["id"], has["class"]) for tag, has in read.elements if has.get("class", "") and tag == "a" and "id" in has]
        told = [(f"t{place}-{at}", f"m {kinds(metric)}") for at, metric in enumerate(document)]
        assert [mark for mark in marks if (mark[0] or "").startswith(f"t{place}-")] == told
        assert {f"r{place}-{at}" for at in range(len(document))} <= set(ids)


def test_each_row_says_what_the_metric_is() -> None:
    document = extract(ARTICLE, published="2022-10-14")
    read = Node(page([("a.txt", document)]))
    told = [[cell for key in COLUMNS for cell in [_cell(read, f"r0-{place}", key)]] for place in range(len(document))]
    assert told == [
        ["31.65亿元3,165,000,000 CNY", "引进到位资金", "全区", "2022-01/06今年上半年", "", "fact"],
        ["37.13%", "引进到位资金", "全区", "2022-01/06今年上半年", "↑up year on year", "fact"],
        ["3至5座3–5 座", "建成厂房", "全区", "2022全年", "", "plan"],
        ["三分之二2/3 1", "投产", "全区", "2022全年", "", "plan"],
    ]


def _cell(read: Node, row: str, key: str) -> str:
    return "".join(
        told
        for stack, told in read.told
        if any(has.get("id") == row for _, has in stack) and any(tag == "td" and has.get("class") == key for tag, has in stack)
    )


def test_the_data_are_the_records_in_order() -> None:
    document = extract(ARTICLE, published="2022-10-14")
    told = data(Node(page([("a.txt", document)])))
    (one,) = told["articles"]
    assert told["keys"] == list(ROW_KEYS)
    assert [dict(zip(ROW_KEYS, row, strict=True)) for row in one["rows"]] == [
        {"document": "a.txt", "published": "2022-10-14", "published_from": None, **to_dict(metric)} for metric in document
    ]
    assert ["level", 14, 21] in one["lit"][1]
    assert document.text[14:21] == "31.65亿元"


def test_the_data_tell_where_the_date_is_from() -> None:
    document = extract(ARTICLE, published="2022-10-14")
    told = data(Node(page([("a.txt", document, "dateline"), ("b.txt", document, None), ("c.txt", document)])))
    at = ROW_KEYS.index("published_from")
    assert [{row[at] for row in one["rows"]} for one in told["articles"]] == [{"dateline"}, {None}, {None}]


def test_numbers_are_put_in_order_exactly_and_by_dimension() -> None:
    document = extract("面积0.3平方公里、29公顷、30公顷；投资10000000000000000001元、10000000000000000000元、3亿元。")
    (one,) = data(Node(page([("", document)])))["articles"]
    assert one["order"] == [1, 0, 1, 4, 3, 2]


def test_what_an_article_holds_cannot_become_markup(injection: str, crafted: Callable[[str], Document]) -> None:
    html, clean = (page([(text, crafted(text))], title=text) for text in (injection, "甲"))
    safe, read = Node(clean), Node(html.encode("utf-8").decode("utf-8"))
    lines = {"p": 0, "span": 0}  # line breaks end a paragraph, and words that are but blanks have none
    assert {**read.tags, **lines} == {**safe.tags, **lines}
    assert {name for _, has in read.elements for name in has} <= {name for _, has in safe.elements for name in has}
    assert {has.get("href") for _, has in read.elements} == {has.get("href") for _, has in safe.elements}
    (row,) = data(read)["articles"][0]["rows"]
    assert row[0] == row[ROW_KEYS.index("indicator")] == encodable(injection)


def test_the_policy_names_the_style_and_the_script_and_nothing_else() -> None:
    html = page([("a.txt", extract(ARTICLE))])
    read = Node(html)
    policy = next(has["content"] or "" for tag, has in read.elements if has.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for tag in ("style", "script"):
        code = read.text(tag)[-1]
        assert rules[f"{tag}-src"] == f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == rules["trusted-types"] == "'none'"
    assert not re.search(r"https?://|url\(|@import|innerHTML|insertAdjacent|document\.write|eval\(", html)


def test_languages() -> None:
    document = extract(ARTICLE, published="2022-10-14")
    chinese = page([("a.txt", document)], language="zh")
    assert '<html lang="zh-Hans">' in chinese
    assert "发布日期 2022-10-14" in chinese
    assert '<html lang="en">' in page([("a.txt", document)])
    with pytest.raises(ValueError, match="a language is one of en, zh, not 'fr'"):
        page([], language="fr")


def test_every_word_is_there_in_both_languages() -> None:
    keys = [row[0] for row in rows("page_words")]
    assert len(keys) == len(set(keys))
    assert {key for key in keys for language in LANGUAGES if not words(language)[key]} == {"period.during"}
    values = {
        *(f"status.{one}" for one in Status),
        *(f"role.{one}" for one in Role),
        *(f"bound.{one}" for one in Bound if one not in {Bound.EQ, Bound.RANGE}),
        *(f"period.{one}" for one in PeriodKind),
        *(f"change.{one}" for one in Direction),
        *(f"basis.{one}" for one in Basis),
        *(f"transition.{one}" for one in Transition),
    }
    asked = set(re.findall(r'say\("([a-z.]+)"', part("page.js")))
    read = Node(page([("a", extract("没有。")), ("b", extract("2020年产值5亿元。2021年产值6亿元。", published="2022-01-01"))]))
    asked |= {
        has[name] or "" for _, has in read.elements for name in ("data-word", "data-label", "data-placeholder") if name in has
    }
    asked |= {"more"}  # of the notebook
    one = {key for key in keys if key.endswith(".one")}
    assert values | asked | one == set(keys)


def test_said() -> None:
    assert said("count", "en", 1) == "1 metric"
    assert said("count", "en", 0) == "0 metrics"
    assert said("published", "zh", "2022-10-14") == "发布日期 2022-10-14"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2022年前三季度，发电5亿千瓦时。", "2022-01/09"),
        ("2022年，发电5亿千瓦时。", "2022"),
        ("2020年至2022年，发电5亿千瓦时。", "2020/2022"),
        ("截至2022年9月30日，发电5亿千瓦时。", "2022-09-30"),
        ("3月25日，发电5亿千瓦时。", "XXXX-03-25"),
        ("目前，装机5万千瓦。", ""),
    ],
)
def test_days(text: str, told: str) -> None:
    period = extract(text)[0].period
    assert period is not None
    assert days(period) == told


def test_numbers_as_they_are_shown() -> None:
    told = [number(metric) for metric in extract("产值31.65亿元，厂房3至5座，三分之二投产。")]
    assert told == ["3,165,000,000 CNY", "3–5 座", "2/3 1"]
    assert number(Metric(text="百亿家", start=0, end=3, quantity=Quantity(Decimal("1E+10"), "家"))) == "10,000,000,000 家"


def test_titles() -> None:
    assert Node(page([])).text("h1") == ["Metrics in the text"]
    assert Node(page([], language="zh")).text("title") == ["文中指标"]
    assert Node(page([], title="甲 & 乙")).text("h1") == Node(page([], title="甲 & 乙")).text("title") == ["甲 & 乙"]


def test_an_article_without_a_name_has_no_heading() -> None:
    read = Node(page([("", extract(ARTICLE))]))
    assert read.text("h2") == []
    assert read.text("caption") == ["Metrics in the text"]


def test_articles_without_metrics_say_so() -> None:
    read = Node(page([("a.txt", Document(text="没有。", published=date(2022, 10, 14)))]))
    assert "No metrics were found in this article." in read.text("p")
    assert not read.tags["table"]
    assert "#table0" not in {has.get("href") for _, has in read.elements}


def test_contents_only_where_there_are_several() -> None:
    document = extract(ARTICLE)
    assert Node(page([("a", document)])).tags["nav"] == 0
    assert Node(page([("a", document), ("b", document)])).text("nav") == ["a4 metricsb4 metrics"]
    assert Node(page([("a", document), ("", document)])).text("nav") == ["a4 metrics24 metrics"]


def test_series_are_drawn_with_facts_and_plans_apart(root: Path) -> None:
    read = Node(page([("harvest.txt", article("harvest", root))]))
    assert read.text("figcaption") == ["粮食总产量全县", "农村居民人均可支配收入全县"]
    drawn = Counter(has["class"] for tag, has in read.elements if tag == "rect")
    assert drawn == {"actual": 8, "planned": 1, "then": 4, "now": 4}


def _colours(css: str) -> Iterator[dict[str, str]]:
    """The colours of the light page and of the dark one."""
    for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]:
        yield dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", block))


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    pairs = re.findall("..", digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (int(pair, 16) / 255 for pair in pairs)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_and_signs_keep_the_contrast_of_wcag_aa(theme: int) -> None:
    colours = list(_colours(part("page.css")))[theme]
    grounds = [name for name in colours if name in {"paper", "sheet"} or name.endswith("-tint")]
    pairs = [
        *(("ink", ground, 4.5) for ground in grounds),
        *(("soft", ground, 4.5) for ground in grounds),
        ("on-number", "number", 4.5),
        ("paper", "ink", 4.5),
        *((name, ground, 3.0) for name in ("number", "indicator", "subject", "period", "change") for ground in grounds),
    ]
    assert len(grounds) == 7
    for first, second, least in pairs:
        light, dark = sorted((_luminance(colours[first]), _luminance(colours[second])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= least, (first, second)
