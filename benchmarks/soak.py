"""Whether memory stays flat: ``python benchmarks/soak.py [--minutes 30]``; README.md says what the figures mean."""

from __future__ import annotations

import argparse
import csv
import gc
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

import attrs
import pyarrow as pa

import govnews
from articles import EXAMPLES, texts_of, varied
from govnews.cli import main as govnews_command
from govnews.report import page

AT_ONCE: Final = 12
"""Articles of a round."""
SAMPLES: Final = 60
"""How often memory is looked at."""
WARM: Final = 0.2
"""The part of the time in which tables are read and caches fill; it does not count."""
MORE: Final = 0.02
"""How much more memory the second half may have than the first, as medians."""

WORDS: Final = """\
亿元 万吨 % 个百分点 家 倍 元/吨 平方公里 增长 同比 由 提高到 分别 近 多 以上 今年 年 月 日 春节 “十四五” 以来 截至
预计 市 县 集团有限公司 项目 第
0 1 2 3 4 5 6 7 8 9 . 一 二 三 四 五 六 七 八 九 十 百 千 万 亿 零 两 几 半 ， 。 、 （ ） 《 》"""


@attrs.frozen(kw_only=True)
class Sample:
    """The state of the process at a moment; memory in bytes."""

    minutes: float
    articles: int
    memory: int
    files: int
    objects: int

    @classmethod
    def taken(cls, minutes: float, articles: int) -> Sample:
        """The state now."""
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        files = len(list(Path("/proc/self/fd").iterdir()))
        return cls(minutes=minutes, articles=articles, memory=pages * 4096, files=files, objects=len(gc.get_objects()))

    def __str__(self) -> str:
        return f"{self.minutes:7.1f} {self.articles:9,} {self.memory / 2**20:9.1f} {self.files:6} {self.objects:9,}"


def strange() -> Iterator[str]:
    """Texts that nobody writes: words of the grammar and any Chinese characters, thrown together."""
    dice = Random(1)  # noqa: S311 - texts for a benchmark
    while True:
        words = dice.choices(WORDS.split(), k=300) + [chr(dice.randint(0x4E00, 0x9FA5)) for _ in range(150)]
        dice.shuffle(words)
        yield "".join(words)


def fill() -> None:
    """Fill what remembers a limited number of numerals, which would else take hours."""
    for number in map(Decimal, range(12_000, 24_000)):
        chinese = govnews.render_numeral(number, "chinese")
        govnews.extract(f"{number / 7:.2f}亿元，近{number}多万吨，约{chinese}余人，{chinese}户，下降{number}.5%")


def read(texts: list[str], folder: Path) -> None:
    """Read the texts in every way there is: in Python, in a batch, as a report, by threads and by the command line."""
    documents = [govnews.extract(text, published="2022-10-14") for text in texts]
    for document in documents:
        json.loads(document.to_json())
        list(map(document.explain, document))
        for metric in document[:3]:
            repr(metric.quantity if metric.value is None else metric.quantity.to_pint())
    page((str(number), document, None) for number, document in enumerate(documents[:2]))
    days = ["2022-10-14"] * len(texts)
    govnews.extract_batch(pa.record_batch({"id": range(len(texts)), "text": texts, "published": days}))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(govnews.extract, texts[:4]))
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["text"], *([text] for text in texts)])
    with redirect_stderr(io.StringIO()):
        govnews_command(["extract", str(folder / "articles.csv"), "-o", str(folder / "metrics.csv")])


def soak(minutes: float) -> Iterator[Sample]:
    """Read for so many minutes, and tell the state of the process at even times."""
    texts = chain.from_iterable(zip(varied(texts_of([EXAMPLES])), strange(), strict=False))
    articles, start, due = 0, monotonic(), 0.0
    fill()
    with TemporaryDirectory() as folder:
        while (passed := (monotonic() - start) / 60) < minutes:
            read(list(islice(texts, AT_ONCE)), Path(folder))
            articles += AT_ONCE
            if passed >= due:
                yield Sample.taken(passed, articles)
                due += minutes / SAMPLES


def growth(values: list[int]) -> float:
    """How much larger the median of the second half is than that of the first, as a part of it."""
    half = len(values) // 2
    first, second = median(values[:half]), median(values[half:])
    return second / first - 1


def kinds() -> Counter[str]:
    """How many objects there are of each kind."""
    return Counter(type(thing).__name__ for thing in gc.get_objects())


def main() -> int:
    """Read, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30, help="how long (default: %(default)s)")
    options = parser.parse_args()
    print("minutes  articles    memory  files   objects", flush=True)
    samples: list[Sample] = []
    before: Counter[str] = Counter()
    for sample in soak(options.minutes):
        print(sample, flush=True)
        if sample.minutes >= WARM * options.minutes:
            before = before or kinds()
            samples.append(sample)
    if len(samples) < 4:
        parser.error("too short: nothing can be said of halves")
    grown = growth([sample.memory for sample in samples])
    files = samples[-1].files - samples[0].files
    print(f"memory of the second half against the first, medians: {grown:+.2%}; files: {files:+}")
    if grown <= MORE and files <= 0:
        return 0
    print("not flat; what there is more of:")
    for kind, more in (kinds() - before).most_common(10):
        print(f"  {kind}: {more:+,}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
