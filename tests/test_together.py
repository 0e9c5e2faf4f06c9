"""Law 9: articles that are read at the same time give the answers of one after the other, bit for bit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import product
from pathlib import Path
from threading import Barrier

import pytest

THREADS = 16
PROCESSES = 8
COUNT = 12
PUBLISHED = "2022-10-14"
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

# what the examples do not have: each of these leads to tables, patterns or a library of its own
RARE = """\
二〇二一年春节假期，全市接待游客一百二十三万四千五百六十七人次，恢复到2019年同期的九成。清明节当天售票3.2万张。

粮食產量二千三百萬噸，成長２．５個百分點；民國111年度稅收32億元，農曆八月十五遊客約三萬人。

“十三五”期间，863计划支持5G基站建设，由A厂的1.2—1.5万吨提高到B厂的壹佰贰拾万吨，分别增长3%、5%和1.5倍。

每亩节水三分之二，每千克12.5元；摄氏度零下1.5度，排名全国第三，力争到2025年翻一番，其中：城镇居民占六成五。

沈阳市去年进出口总额31.65亿元，葫芦岛市建昌县新增企业12家，新疆维吾尔自治区和浙江省台州市分别投产项目3个和5个。"""


def variants(count: int) -> Iterator[str]:
    """Our own articles, each time with other digits, so that no cache has the numbers of one for the next."""
    own = [*(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))), RARE]
    for turn, text in product(range(-(-count // len(own))), own):
        yield text.translate({ord(str(digit)): str((digit * 3 + turn) % 10) for digit in range(10)} if turn else {})


def everything(text: str) -> str:
    """A digest of all that is read from a text, by every way into the house."""
    import govnews  # noqa: PLC0415 - also the import may happen in many threads at once
    from govnews.results import Result  # noqa: PLC0415

    document = govnews.extract(text, published=PUBLISHED)
    found = [
        document.to_json(),
        document.to_html(),
        *map(document.explain, document),
        repr(document.metrics),
        repr(govnews.find_numerals(text)),
        repr(govnews.find_periods(text, published=PUBLISHED)),
        repr(govnews.parse_quantity("三千四百五十六万零七百八十九元").to("亿元")),
        Result.of(document).to_line().decode("utf-8", "surrogatepass"),
    ]
    return sha256("\0".join(found).encode("utf-8", "surrogatepass")).hexdigest()


def by_threads(texts: list[str]) -> list[list[str]]:
    """What each thread reads from all texts; all begin in the same moment, each with another text."""
    at_once = Barrier(THREADS)

    def read(first: int) -> list[str]:
        at_once.wait()
        order = [*range(first % len(texts), len(texts)), *range(first % len(texts))]
        found = {place: everything(texts[place]) for place in order}
        return [found[place] for place in range(len(texts))]

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(read, range(THREADS)))
    finally:
        sys.setswitchinterval(before)


def registries() -> int:
    """How many registries of Pint are given to threads that ask for it at once."""
    at_once = Barrier(THREADS)

    def registry(_: int) -> int:
        from govnews import pint_registry  # noqa: PLC0415 - in the threads, as above

        at_once.wait()
        return id(pint_registry())

    with ThreadPoolExecutor(THREADS) as pool:
        return len(set(pool.map(registry, range(THREADS))))


@pytest.fixture(scope="module")
def alone() -> list[str]:
    """What one thread reads from each text."""
    return [everything(text) for text in variants(COUNT)]


def test_sixteen_threads_give_the_answers_of_one(alone: list[str]) -> None:
    assert by_threads(list(variants(COUNT))) == [alone] * THREADS


@pytest.mark.parametrize("first", [0, 5])
def test_the_first_call_of_a_process_may_be_made_by_sixteen_threads(first: int, alone: list[str]) -> None:
    """Tables are read, patterns compiled and libraries imported by whoever is first, and all others get the same."""
    texts = list(variants(COUNT))[first : first + 6]
    ran = subprocess.run([sys.executable, __file__], input=json.dumps(texts), capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert json.loads(ran.stdout) == {"read": [alone[first : first + 6]] * THREADS, "registries": 1}


def test_eight_processes_give_the_answers_of_one() -> None:
    from govnews.articles import Article, result_of  # noqa: PLC0415 - not before the threads of a fresh process
    from govnews.jobs import run  # noqa: PLC0415

    articles = [Article(document=str(number), text=text) for number, text in enumerate(variants(48))]
    one = [result_of(article).to_line() for article in articles]
    assert [result.to_line() for result in run(articles, jobs=PROCESSES)] == one


if __name__ == "__main__":
    json.dump({"read": by_threads(json.load(sys.stdin)), "registries": registries()}, sys.stdout)
