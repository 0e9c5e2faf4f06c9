"""The report page in a real browser, headless Chromium: what it does under the hand, and that it asks the network for nothing."""

import io
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from govnews import Document, Metric, Quantity, extract
from govnews.cells import COLUMNS
from govnews.report import page
from govnews.results import Result
from govnews.spreadsheet import write_csv

REQUIRED = "chromium" in os.environ.get("GOVNEWS_REQUIRE", "").split(",")
if not REQUIRED:
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed; the extra test has it")
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Locator, Page, ViewportSize, expect, sync_playwright  # noqa: E402 - only where it is there

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
PHONE: ViewportSize = {"width": 375, "height": 812}


def chromium() -> str:
    """The browser of the system; without one the tests are skipped, or fail where they must not be."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and REQUIRED:
        pytest.fail("GOVNEWS_REQUIRE asks for chromium, and there is none")
    return found or pytest.skip(f"no browser: none of {', '.join(NAMES)} is installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as started:
        launched = started.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1440, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


Show = Callable[[str], Page]


@pytest.fixture
def show(context: BrowserContext, tmp_path: Path) -> Iterator[Show]:
    """Opens a page as a file and sees to it that it logs nothing, opens no dialog and asks for nothing but itself."""
    told: list[str] = []

    def refused(dialog: Dialog) -> None:
        told.append(dialog.message)
        dialog.dismiss()

    def opened(html: str) -> Page:
        path = tmp_path / "report.html"
        path.write_text(html, encoding="utf-8")
        tab = context.new_page()
        tab.on("console", lambda message: told.append(message.text))
        tab.on("pageerror", lambda error: told.append(str(error)))
        tab.on("dialog", refused)
        tab.on("request", lambda request: told.append(request.url) if request.url not in {path.as_uri(), "data:,"} else None)
        tab.goto(path.as_uri())
        return tab

    yield opened
    assert told == []


@pytest.fixture(scope="module")
def articles() -> list[tuple[str, Document]]:
    examples = Path(__file__).resolve().parent.parent / "examples"
    texts = {name: (examples / f"{name}.txt").read_text(encoding="utf-8") for name in ("zone", "harvest", "broadcast")}
    return [(f"{name}.txt", extract(text, published="2022-10-14")) for name, text in texts.items()]


def style(tab: Page, node: str, name: str) -> str:
    """The computed value of a property, of the node that an expression gives."""
    return str(tab.evaluate(f"getComputedStyle({node}).getPropertyValue('{name}')"))


def lit(tab: Page, part: str) -> str:
    return "".join(tab.locator(f".text .{part}").all_inner_texts())


def mark(tab: Page, text: str) -> Locator:
    return tab.locator(".text a.m", has_text=text).first


def rows(tab: Page, article: int = 0) -> list[str]:
    """The numbers of the rows that are shown, from above."""
    return tab.locator(f"#table{article} tbody tr:visible td.number a").all_inner_texts()


def test_hovering_lights_up_the_words_and_the_row(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    mark(tab, "7.8%").hover()
    assert [lit(tab, part) for part in ("number", "indicator", "subject", "period", "change", "level")] == [
        *("7.8%", "地区生产总值", "全区", "今年前三季度", "同比增长", "86.35亿元"),
    ]
    expect(tab.locator("tr.on td.number a")).to_have_text("7.8%")
    expect(tab.locator("tr.on")).to_be_in_viewport()
    tab.locator("h1").hover()
    assert lit(tab, "number") == lit(tab, "indicator") == ""
    expect(tab.locator("tr.on")).to_have_count(0)


def test_hovering_a_row_lights_up_the_text(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    tab.locator("#table0 tbody tr").nth(3).hover()
    assert lit(tab, "number") == "86.35亿元"
    assert lit(tab, "subject") == "全区"


def test_the_table_follows_the_text(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    last = tab.locator("#table0 tbody tr").last
    expect(last).not_to_be_in_viewport()
    tab.locator("#d0 .text a.m").last.hover()
    expect(last).to_be_in_viewport()


def test_a_click_holds_the_light_until_escape(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    mark(tab, "7.8%").click()
    tab.locator("h1").hover()
    assert lit(tab, "indicator") == "地区生产总值"
    tab.keyboard.press("Escape")
    assert lit(tab, "indicator") == ""


def test_a_row_leads_to_its_place_in_the_text(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    place = tab.locator("#t0-46")
    expect(place).not_to_be_in_viewport()
    tab.evaluate("document.querySelector('#r0-46 a').click()")
    expect(place).to_be_in_viewport()
    assert lit(tab, "number") == place.inner_text()


def test_everything_is_reached_by_keyboard_in_order(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    reached = []
    for _ in range(19):
        tab.keyboard.press("Tab")
        reached.append(str(tab.evaluate("document.activeElement.id || document.activeElement.textContent")))
        assert style(tab, "document.activeElement", "outline-style") == "solid", reached
        assert style(tab, "document.activeElement", "outline-width") == "3px", reached
    kinds = ["fact", "plan", "expectation", "metric", "threshold", "specification", "rank"]
    assert reached == [
        *("Skip to the articles", "English", "中文", "zone.txt", "harvest.txt", "broadcast.txt", "search", "copy", *kinds),
        *("t0-0", "t0-1", "t0-2", "t0-3"),
    ]
    assert lit(tab, "number") == "86.35亿元"
    expect(tab.locator("#t0-3")).to_have_attribute("aria-describedby", "r0-3")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.id") == "t0-4"
    assert lit(tab, "level") == "86.35亿元"
    tab.keyboard.press("ArrowLeft")
    tab.keyboard.press("Enter")
    assert lit(tab, "number") == "86.35亿元"
    tab.keyboard.press("Escape")
    assert lit(tab, "number") == ""


def test_the_skip_link_leads_past_the_tools(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "t0-0"


def test_filtering_by_words(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    expect(tab.locator("#count")).to_have_text("85 metrics")
    tab.locator("#search").fill("用电量 ４．６")
    assert rows(tab) == ["4.6%"]
    expect(tab.locator("#count")).to_have_text("1 of 85 metrics")
    expect(mark(tab, "4.6%")).not_to_have_class("out")
    assert tab.locator("a.m.out").count() == 84
    expect(tab.locator("#d1 .none")).to_be_visible()
    tab.locator("#search").press("Escape")
    expect(tab.locator("#count")).to_have_text("85 metrics")


@pytest.mark.parametrize("width", [1100, 1280, 1440])
def test_the_table_stays_below_the_tools_when_they_wrap(show: Show, articles: list[tuple[str, Document]], width: int) -> None:
    tab = show(page(articles))
    tab.set_viewport_size({"width": width, "height": 700})
    tab.locator("#search").fill("园区")
    tab.evaluate("window.scrollTo(0, 900)")
    edges = (
        "document.querySelector('.aside').getBoundingClientRect().top",
        "document.getElementById('tools').getBoundingClientRect().bottom",
    )
    tab.wait_for_function(" >= ".join(edges))


def test_filtering_by_status_and_role(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    chip = tab.locator(".chips button", has_text="plan")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    assert set(rows(tab)) == {m.text for m in articles[0][1] if m.status.value == "planned"}
    tab.locator(".chips button", has_text="threshold").click()
    assert rows(tab) == ["10亿元"]
    chip.click()
    assert rows(tab) == ["2公里", "10亿元"]


def test_sorting(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    heading = tab.locator("#table1 th.number")
    written = rows(tab, 1)
    heading.locator("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    weights = [text for text in rows(tab, 1) if text.endswith("万吨")]
    assert weights == ["35.84万吨", "36.52万吨", "37.10万吨", "37.95万吨", "38.41万吨", "40万吨"]
    heading.locator("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert [text for text in rows(tab, 1) if text.endswith("万吨")] == weights[::-1]
    heading.locator("button").press("Space")
    expect(heading).not_to_have_attribute("aria-sort", "descending")
    assert rows(tab, 1) == written


def test_what_has_no_value_is_sorted_last_either_way(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    periods = tab.locator("#table0 tbody td.period")
    button = tab.locator("#table0 th.period button")
    for _ in range(2):
        button.click()
        told = [bool(text) for text in periods.all_inner_texts()]
        assert told == sorted(told, reverse=True)
        assert True in told
        assert False in told


def copied(tab: Page) -> str:
    tab.locator("#copy").click()
    expect(tab.locator("#count")).to_contain_text("Copied")
    return str(tab.evaluate("navigator.clipboard.readText()"))


def written(*documents: tuple[str, Document]) -> str:
    out = io.StringIO(newline="")
    write_csv((Result.of(document, document=name) for name, document in documents), out)
    return out.getvalue()


def test_copying_gives_the_csv_of_the_command_line(show: Show) -> None:
    document = extract("=1+1，产值-3.2%，\t@公司新建“厂房”3座,改造\n道路12公里。同比下降5%。", published="2022-10-14")
    names = ("=cmd|' /C calc'!A0", "+a.txt", "@b", "-3", "'c", "＝全角", " =d", 'quo"ted', "a,b", "\tt", "a\nb")
    named = [(name, document) for name in names]
    tab = show(page(named))
    assert copied(tab) == written(*named)
    expect(tab.locator("#count")).to_have_text(f"Copied {len(names) * len(document)} rows")


def test_copying_tells_where_the_date_is_from(show: Show) -> None:
    document = extract("今年新建厂房3座。", published="2022-10-14")
    out = io.StringIO(newline="")
    write_csv([Result.of(document, document="a.txt", published_from="dateline")], out)
    assert copied(show(page([("a.txt", document, "dateline")]))) == out.getvalue()


def test_copying_takes_what_is_shown_as_it_is_shown(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    tab.locator("#search").fill("粮食总产量")
    tab.locator("#table1 th.number button").click()
    lines = copied(tab).splitlines()
    assert [line.split(",")[3] for line in lines[1:]] == rows(tab, 1)
    assert len(lines) > 5


def test_copying_where_the_clipboard_is_not_given(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    tab.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')) }")
    assert copied(tab).splitlines() == written(*articles).splitlines()


def test_the_language_changes_all_words_and_no_others(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    texts = tab.locator(".text").all_text_contents()
    tab.locator("#search").fill("用电量")
    tab.locator(".languages button", has_text="中文").click()
    expect(tab.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(tab.locator("#count")).to_have_text("共 85 个指标，显示 3 个")
    expect(tab.locator("h1")).to_have_text("文中指标")
    expect(tab.locator("#search")).to_have_attribute("aria-label", "筛选指标")
    expect(tab.locator("#search")).to_have_attribute("placeholder", "指标、主体、数字…")
    expect(tab.locator("#table0 th.number")).to_have_text("数值")
    expect(tab.locator("#table0 caption")).to_have_text("zone.txt 中的指标")
    assert tab.locator(".text").all_text_contents() == texts
    told = tab.locator("[data-word]").all_inner_texts()
    tab.locator(".languages button", has_text="English").click()
    expect(tab.locator("#count")).to_have_text("3 of 85 metrics")
    assert not {"数值", "计划", "同比"} & set(tab.locator("[data-word]").all_inner_texts())
    assert {"数值", "计划", "同比"} <= set(told)


def test_a_page_begins_in_its_language(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles, language="zh"))
    expect(tab.locator("#count")).to_have_text("85 个指标")
    expect(tab.locator(".languages button", has_text="中文")).to_have_attribute("aria-pressed", "true")


def width(tab: Page) -> int:
    return int(tab.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("size", [375, 320, 768, 1024, 1440])
def test_no_width_makes_the_page_scroll_sideways(show: Show, articles: list[tuple[str, Document]], size: int) -> None:
    nines = "9" * 300
    number = Metric(text=nines, start=2, end=302, quantity=Quantity(nines, "家"), indicator="i" * 300, subject="s" * 300)
    tab = show(page([*articles, ("name" * 100, Document(text=f"企业{nines}家", metrics=(number,)))]))
    tab.set_viewport_size({"width": size, "height": 800})
    assert width(tab) <= size
    tab.locator("#t0-4").click()
    assert width(tab) <= size
    for long in (tab.locator(f".text a.m:has-text('{nines}')"), *tab.locator("#d3 td:visible").all()):
        long.scroll_into_view_if_needed()
        box = long.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= size


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [375, 800, 1024, 1060, 1180, 1440])
def test_no_heading_breaks_inside_its_word(show: Show, articles: list[tuple[str, Document]], size: int, language: str) -> None:
    tab = show(page(articles, language=language))
    tab.set_viewport_size({"width": size, "height": 900})
    headings = tab.evaluate(
        """[...document.querySelectorAll("#table0 th span")].map((word) => [
          word.textContent,
          word.getClientRects().length,
          word.getBoundingClientRect().right,
          word.closest("th").getBoundingClientRect().right
        ])"""
    )
    assert len(headings) == len(COLUMNS)
    assert [word for word, lines, right, edge in headings if lines > 1 or right > edge] == []


def test_a_phone_shows_the_metric_that_is_tapped(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    tab.set_viewport_size(PHONE)
    card = tab.locator("#card")
    expect(card).to_be_hidden()
    tab.locator("#t0-4").click()
    expect(card).to_be_visible()
    expect(card.locator("dd.number a")).to_have_text("7.8%")
    assert card.locator("dt:visible").all_inner_texts() == ["Indicator", "Subject", "Period", "Change", "Kind"]
    expect(tab.locator("#t0-4")).to_be_in_viewport()
    card.get_by_role("button", name="Next").click()
    expect(card.locator("dd.number a")).to_have_text("5.27亿元")
    card.get_by_role("button", name="Previous").click()
    assert lit(tab, "number") == "7.8%"
    card.get_by_role("button", name="Close").click()
    expect(card).to_be_hidden()
    assert lit(tab, "number") == ""
    assert style(tab, "document.querySelector('#r0-0')", "display") == "grid"
    for button in tab.locator("#table0 th button").all():
        expect(button).to_be_visible()


def test_a_finger_does_what_a_hand_does(browser: Browser, articles: list[tuple[str, Document]], tmp_path: Path) -> None:
    path = tmp_path / "touch.html"
    path.write_text(page(articles), encoding="utf-8")
    phone = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    tab = phone.new_page()
    tab.goto(path.as_uri())
    assert width(tab) == 375
    tab.locator("#t0-4").tap()
    assert lit(tab, "indicator") == "地区生产总值"
    expect(tab.locator("#card dd.number a")).to_have_text("7.8%")
    tab.locator("#t0-8").tap()
    assert lit(tab, "number") == "近六百万美元"
    tab.locator("#d0 .text p").nth(2).tap(position={"x": 5, "y": 5})
    assert lit(tab, "number") == ""
    phone.close()


def test_fingers_have_room(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    tab.set_viewport_size(PHONE)
    tab.locator("#t0-4").click()
    heights = (
        "[...document.querySelectorAll('button, input')].filter(b => b.offsetParent).map(b => b.getBoundingClientRect().height)"
    )
    assert min(tab.evaluate(heights)) >= 24  # WCAG 2.2, target size (minimum)


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_dark_mode(show: Show, articles: list[tuple[str, Document]], scheme: str, dark: bool) -> None:  # noqa: FBT001 - a table
    tab = show(page(articles))
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    ground, ink = (sum(map(int, re.findall(r"\d+", style(tab, "document.body", name)))) for name in ("background-color", "color"))
    assert (ground < ink) is dark


def test_print_shows_articles_and_tables_and_no_tools(show: Show, articles: list[tuple[str, Document]]) -> None:
    tab = show(page(articles))
    tab.emulate_media(media="print")
    for hidden in ("#tools", "#card", ".languages", ".skip"):
        expect(tab.locator(hidden)).to_be_hidden()
    expect(tab.locator("#table0")).to_be_visible()
    assert style(tab, "document.querySelector('.aside')", "overflow-y") == "visible"


def test_injections_are_inert(show: Show, injections: tuple[str, ...], crafted: Callable[[str], Document]) -> None:
    tab = show(page([(text, crafted(text)) for text in injections], title="".join(injections)))
    for place, text in enumerate(injections):
        tab.locator(f"#t{place}-0").hover()
        assert lit(tab, "subject").strip() or not text.strip()
    tab.locator("#search").fill(injections[0])
    tab.locator(".languages button", has_text="中文").click()
    tab.locator("#search").fill("")
    tab.locator("#copy").click()
    counts = tab.evaluate(
        "['script', 'style', 'img', 'iframe', 'base', 'title', 'section'].map(tag => document.getElementsByTagName(tag).length)"
    )
    assert counts == [2, 1, 0, 0, 0, 1, len(injections)]
    names = set(tab.evaluate("[...document.querySelectorAll('*')].flatMap(node => node.getAttributeNames())"))
    assert not [name for name in names if name.startswith("on") or name in {"style", "srcdoc", "autofocus"}]


def test_the_policy_is_in_force(context: BrowserContext, tmp_path: Path) -> None:
    path = tmp_path / "policy.html"
    path.write_text(page([("a.txt", extract("新建厂房3座。"))]), encoding="utf-8")
    tab = context.new_page()
    tab.goto(path.as_uri())
    for attempt, wanted in (("innerHTML = '<b>'", "TrustedHTML"), ("setAttribute('onclick', 'alert(1)')", "TrustedScript")):
        with pytest.raises(Error, match=wanted):
            tab.evaluate(f"() => {{ document.body.{attempt} }}")


def test_without_script_the_page_can_be_read(browser: Browser, articles: list[tuple[str, Document]], tmp_path: Path) -> None:
    path = tmp_path / "plain.html"
    path.write_text(page(articles), encoding="utf-8")
    plain = browser.new_context(java_script_enabled=False)
    tab = plain.new_page()
    tab.goto(path.as_uri())
    expect(tab.locator("#tools")).to_be_hidden()
    tab.locator("#t0-4").click()
    expect(tab.locator("#r0-4")).to_be_in_viewport()
    plain.close()


def test_three_thousand_metrics_and_a_megabyte(show: Show) -> None:
    line = "全区完成产值{}亿元，同比增长5%，新建厂房3座。" + "这一天和往常一样平静。" * 30 + "\n"
    document = extract("".join(line.format(place) for place in range(1, 1001)), published="2022-10-14")
    assert len(document) == 3000
    assert len(document.text.encode()) > 1_000_000
    tab = show(page([("long.txt", document)]))
    expect(tab.locator("#count")).to_have_text("3000 metrics")
    tab.locator("#t0-2997").focus()
    assert lit(tab, "number") == "1000亿元"
    tab.locator("#search").fill("产值 777")
    assert rows(tab) == ["777亿元"]
    tab.locator("#search").fill("")
    tab.locator("th.number button").click()
    assert rows(tab)[:2] == ["3座", "3座"]  # a dimension after the other
