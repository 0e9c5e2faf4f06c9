"""How the time to read a text grows on texts made to be slow: ``python benchmarks/hostile.py [--longest N] [FAMILY ...]``.

Each family is read at 1,000 characters, ten times as many, and so on. Ten times the text should take at most 12 times as
long, and a character at most three times what one of news takes in the same run. Prints a line a family, those that pass
a limit with a mark and last, and ends with 1 if there are any.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from itertools import cycle, islice, pairwise
from pathlib import Path
from time import process_time
from typing import Final

import govnews

EXAMPLES: Final = Path(__file__).resolve().parent.parent / "examples"
SHORTEST: Final = 1_000
GROWTH: Final = 12.0
"""How many times as long ten times the text may take."""
COST: Final = 3.0
"""How many times as long a character may take as one of news."""
RELIABLE: Final = 0.02
"""Seconds below which a time says nothing."""

REPEATED: Final = {
    # numerals
    "one": "一",
    "digit": "1",
    "zero": "〇",
    "hundred": "百",
    "ten thousand hundred million": "万亿",
    "all numerals": "一二三四五六七八九十百千万亿",
    "descending": "九千八百七十六万",
    "full-width digits": "１",
    "digit and comma": "1,",
    "grouped": "123,",
    "decimal points": "1.",
    "decimals": "3.14",
    "half and full": "1１一",
    "capitals": "壹佰",
    "several": "多余几数",
    "per cent": "%",
    "percentages": "百分之",
    "fractions": "分之一",
    "tenths": "三成",
    "double": "翻一番",
    # marks
    "comma": "，",
    "list comma": "、",
    "full stop": "。",
    "dots": "…",
    "dash": "—",
    "hyphen": "-",
    "tilde": "～",
    "colon": "：",
    "bracket": "（",
    "brackets": "（）",
    "closing bracket": "）",
    "title mark": "《",
    "quote": "“",
    "quotes": "“”",
    "footnotes": "[8]",
    "pipe": "|",
    "bullets": "①",
    "space": " ",
    "wide space": "　",
    "tab": "\t",
    "line": "\n",
    "lines": "\r\n",
    "digit and line": "1\n",
    "digit and space": "1 ",
    "combining marks": "e\u0301",
    "zero width": "\u200b",
    "joined emoji": "👩‍🌾",
    "surrogate": "\ud83d",
    "null": "\0",
    # times
    "years": "2022年",
    "months": "2022年1月",
    "days": "2022年1月1日",
    "clock": "12:30",
    "this year": "今年",
    "five-year plans": "“十四五”",
    "since": "以来",
    "until": "截至2020年底",
    "quarters": "前三季度",
    "recent years": "近三年来",
    # quantities and what is said of them
    "money": "5亿元",
    "money list": "5亿元、",
    "list of changes": "增长5%、",
    "list of levels": "达到5家和",
    "pairs of changes": "下降3%和5%、",
    "ranges": "3至5",
    "range dashes": "1—",
    "range signs": "3%～5%，",
    "nearly": "近",
    "more than": "超过",
    "up": "增长",
    "yoy": "同比增长5%",
    "from": "由",
    "from to": "由3%提高到",
    "dealt": "分别",
    "dealt lists": "产值、税收分别增长3%、5%，",
    "plan": "力争到",
    "of which": "其中",
    "ranks": "第一",
    "places first": "位居全省第",
    "each": "每个",
    "units": "平方公里",
    "unit slashes": "元/",
    # names
    "letter": "a",
    "letters and digits": "A1",
    "han": "的",
    "provinces": "辽宁省",
    "cities": "沈阳市",
    "city list": "沈阳、",
    "companies": "公司",
    "named": "(以下简称“新光”)",
    "this product": "该产品5吨，",
    "enterprises": "各企业",
    "numbers": "号",
    "points": "在上，",
    "clauses": "产值5家的",
    "heads": "一是",
    "traditional": "億萬圓",
}
"""What the families repeat, one sentence to the end where the piece ends none."""

ENCODINGS: Final = ("gb18030", "big5", "utf-8", "utf-16-le", "utf-16-be", "shift_jis", "euc_kr", "latin-1", "cp1251", "utf-7")
"""What random bytes are read as."""


def families() -> dict[str, Iterator[str]]:
    """The families: each an endless run of pieces."""
    made: dict[str, Iterator[str]] = {name: cycle([piece]) for name, piece in REPEATED.items()}
    made["nested brackets"] = cycle(["（" * 50, "5家", "）" * 50])
    made["nested quotes"] = cycle(["“‘" * 50, "5家", "’”" * 50])
    made["one sentence of news"] = cycle([news().translate(dict.fromkeys(map(ord, "。！？；\n"), "，"))])
    made["news without marks"] = cycle([news().translate(dict.fromkeys(map(ord, "，、。！？；：（）\n"), None))])
    made["mixed characters"] = drawn("一二三1２3.，、。（）“”%元亿年月日增长同比至 \n")
    made["any characters"] = drawn([chr(code) for code in range(0x2FFF)])
    for encoding in ENCODINGS:
        made[f"bytes as {encoding}"] = decoded(encoding)
    return made


def news() -> str:
    """An article: what the cost of the others is measured by."""
    return (EXAMPLES / "zone.txt").read_text(encoding="utf-8")


def drawn(characters: str | list[str]) -> Iterator[str]:
    """Characters drawn from a few, the same on every run."""
    draw = random.Random(1)  # noqa: S311 - the same on every run is the point
    while True:
        yield "".join(draw.choices(characters, k=1000))


def decoded(encoding: str) -> Iterator[str]:
    """Random bytes, read in an encoding that most of them do not fit."""
    draw = random.Random(1)  # noqa: S311 - the same on every run is the point
    while True:
        yield draw.randbytes(1000).decode(encoding, "replace")


def text_of(pieces: Iterator[str], length: int) -> str:
    """The first characters of an endless run, between two quantities, so that no reader may pass over it unread."""
    return f"全区有5家，{''.join(islice((char for piece in pieces for char in piece), length))}，共8%。"


def seconds(text: str) -> float:
    """The processor's time to read the text: the better of two runs, of one where a run is long."""
    taken = []
    for _ in range(2):
        start = process_time()
        govnews.extract(text, published="2022-10-14")
        taken.append(process_time() - start)
        if taken[-1] > 1:
            break
    return min(taken)


def growths(times: list[float]) -> list[float]:
    """How many times as long each length takes as the one before, where that took long enough to tell."""
    return [long / short for short, long in pairwise(times) if short >= RELIABLE]


def main() -> int:
    """Measure and print; 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("families", nargs="*", metavar="FAMILY", help="default: all of them")
    parser.add_argument("--longest", type=int, default=100_000, help="characters of the longest text (default: %(default)s)")
    options = parser.parse_args()
    made = families()
    if strange := set(options.families) - set(made):
        parser.error(f"no such family: {', '.join(sorted(strange))}")
    lengths = [SHORTEST]
    while lengths[-1] * 10 <= options.longest:
        lengths.append(lengths[-1] * 10)
    govnews.extract(news())
    measure = lengths[-1]
    usual = seconds(text_of(cycle([news()]), measure)) / measure
    print(f"{len(options.families or made)} families; news costs {usual * 1e6:.2f} µs a character")
    print(f"{'family':<30}" + "".join(f"{length:>12,}" for length in lengths) + f"{'growth':>9}{'cost':>7}")
    failed = []
    for name in options.families or made:
        times = [seconds(text_of(made[name], length)) for length in lengths]
        growth, cost = max(growths(times), default=1.0), times[-1] / lengths[-1] / usual
        line = f"{name:<30}" + "".join(f"{taken:>12.4f}" for taken in times) + f"{growth:>9.1f}{cost:>7.2f}"
        print(line, flush=True)
        if growth > GROWTH or cost > COST:
            failed.append(line)
    print(
        f"\n{len(failed)} over a limit ({GROWTH:.0f} times the time for 10 times the text, {COST:.0f} times the cost of news)",
        *failed,
        sep="\n",
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
