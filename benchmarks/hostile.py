"""How the time to read a text grows on texts made to be slow: ``python benchmarks/hostile.py [--longest N] [FAMILY ...]``.

Each family is read at 1,000 characters, ten times as many, and so on. Ten times the text should take at most 12 times as
long, and a character at most three times what one of news takes in the same run. Prints a line a family, with the share
of the time that Python's garbage collector took of the longest, those that pass a limit once more and last, and ends with
1 if there are any.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Final, NamedTuple

import govnews
from articles import example
from govnews.lexicon import rows, words

TABLES: Final = sorted(path.stem for path in (Path(govnews.__file__).parent / "tables").glob("*.tsv"))
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
    "ten thousand": "万",
    "hundred million": "亿",
    "point": "点",
    "half": "半",
    "two": "两",
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
    "semicolon": "；",
    "enumeration": "一、",
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
    "word and line separator": "的\u2028",
    "number and carriage return": "5家\r",
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
    "shortest money": "5元",
    "shortest change": "涨5%",
    "shortest count": "5家",
    "shortest time": "5年",
    "number before its unit": "两6",
    "shortest list": "5及5吨",
    "shares of shares": "占%5%",
    "parts of money": "5元5角5分",
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
    "plans": "力争5家",
    "targets": "目标是",
    "plan headings": "2022年工作安排\n5家。\n",
    "year headings": "2013年工作回顾\n5家。\n",
    "compared": "比5%",
    "compared and doubled": "比5番",
    "compared behind a fall": "降3%和",
    "compared behind a rise": "翻5%比",
    "lists of falls": "降3和5%",
    "compared with": "与上年相比5%",
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
    "long company": "沈阳新光公司",
    "named": "(以下简称“新光”)",
    "this product": "该产品5吨，",
    "enterprises": "各企业",
    "a county and none": "银保监会，全县",
    "numbers": "号",
    "points": "在上，",
    "clauses": "产值5家的",
    "heads": "一是",
    "traditional": "億萬圓",
}
"""What the families repeat, one sentence to the end where the piece ends none."""

STRETCHES: Final = {
    # nested
    "nested brackets": ("（", "）"),
    "nested brackets in turn": ("（" * 50 + "5家" + "）" * 50,),
    "nested brackets with numbers": ("（其中5家", "）"),
    "nested quotes": ("“‘", "’”"),
    "nested titles": ("《〈", "〉》"),
    "nested clauses": ("增长5%的", "地区的企业"),
    "nested clauses of whose": ("产值达到5亿元的企业所在的", "地区"),
    "nested lists": ("其中，产值由3%（", "提高到5%），"),
    # the one half has to find its way through the other
    "names, then numbers": ("产值、", "5%、"),
    "names dealt out": ("产值、", "分别增长5%、", "6%、"),
    "places, then numbers": ("沈阳市、", "5家、"),
    "times, then numbers": ("2021年、", "5亿元、"),
    "times dealt out": ("2021年、", "分别完成5亿元、", "6亿元、"),
    "numbers, then times": ("5%、", "2021年、"),
    "starts, then ends": ("由5%", "提高到6%"),
    "spaces, then numbers": (" ", "5家"),
    "marks, then numbers": ("、", "5家"),
    "Chinese numerals, then a unit": ("一", "亿元"),
    "words without a mark": ("的", "增长5%"),
    "short names": ("（以下简称“新光”）", "该公司5家，"),
    "companies, then numbers": ("沈阳新光公司", "5家"),
}
"""What fills a stretch of the text each, one stretch behind the other."""

LINE_ENDS: Final = {"LF": "\n", "CR": "\r", "VT": "\x0b", "NEL": "\x85", "LS": "\u2028", "LF with spaces": " \n　　"}
"""What ends the lines of wrapped texts."""

ENCODINGS: Final = ("gb18030", "big5", "utf-8", "utf-16-le", "utf-16-be", "shift_jis", "euc_kr", "latin-1", "cp1251", "utf-7")
"""What random bytes are read as."""


Family = Callable[[int], str]
"""Makes a text of so many characters."""


def families() -> dict[str, Family]:
    """The families by their names."""
    made = {name: stretches(piece) for name, piece in REPEATED.items()}
    made |= {name: stretches(*pieces) for name, pieces in STRETCHES.items()}
    made["one sentence of news"] = stretches(news().translate(dict.fromkeys(map(ord, "。！？；\n"), "，")))
    made["news without marks"] = stretches(news().translate(dict.fromkeys(map(ord, "，、。！？；：（）\n"), None)))
    for name, line_end in LINE_ENDS.items():
        made[f"lines of news, {name}"] = stretches(wrapped(news(), line_end))
    made["all divisions"] = stretches("".join(f"{row[1]}5家、" for row in rows("divisions")))
    every = sorted({word for table in TABLES for word in words(table)})
    random.Random(1).shuffle(every)  # noqa: S311 - the same on every run is the point
    made["all words"] = stretches("".join(every))
    made["all words with numbers"] = stretches("".join(f"{word}5%" for word in every))
    made["different companies"] = numbered("{0}公司5家，")
    made["different short names"] = numbered("沈阳{0}公司（以下简称“{0}”），")
    made["different projects"] = numbered("{0}项目投资5亿元。")
    made["mixed characters"] = drawn("一二三1２3.，、。（）“”%元亿年月日增长同比至 \n")
    made["mixed widths"] = drawn("1１一壹.．,，%％(（-－~～ 　a")
    made["mixed marks"] = drawn("，、。；：！？…—～-（）《》“”‘’「」【】〔〕[]()\"'")
    made["mixed spaces"] = drawn(" \t\r\n\u00a0\u2003\u2028\u3000\u200b1亿")
    made["any characters"] = drawn([chr(code) for code in range(0x2FFF)])
    for encoding in ENCODINGS:
        made[f"bytes as {encoding}"] = decoded(encoding)
    return made


def news() -> str:
    """An article with a number every 17 characters: what the cost of the others is measured by."""
    return example("zone")


def stretches(*pieces: str) -> Family:
    """Each piece over and over, to an equal share of the text."""

    def text(length: int) -> str:
        share = -(-length // len(pieces))
        return "".join((piece * (share // len(piece) + 1))[:share] for piece in pieces)[:length]

    return text


def wrapped(text: str, line_end: str) -> str:
    """The text in lines of equal length, as a column of a newspaper."""
    flat = "".join(text.split())
    return "".join(flat[at : at + 30] + line_end for at in range(0, len(flat), 30))


def numbered(form: str) -> Family:
    """The form over and over, each time with another name of two characters."""
    each = len(form.format("名称"))

    def text(length: int) -> str:
        names = (chr(0x4E00 + at % 999) + chr(0x6000 + at // 999) for at in range(length // each + 1))
        return "".join(map(form.format, names))[:length]

    return text


def drawn(characters: Sequence[str]) -> Family:
    """Characters drawn from a few, the same on every run."""
    return lambda length: "".join(random.Random(1).choices(characters, k=length))  # noqa: S311 - the same is the point


def decoded(encoding: str) -> Family:
    """Random bytes, read in an encoding that most of them do not fit."""
    # four bytes may make one character, and none makes two
    return lambda length: random.Random(1).randbytes(4 * length).decode(encoding, "replace")[:length]  # noqa: S311 - the same is the point


def framed(text: str) -> str:
    """The text between two quantities, so that no reader may pass over it unread."""
    return f"全区有5家，{text}，共8%。"


class Taken(NamedTuple):
    """The processor's time to read a text, and how much of it Python's garbage collector took, in seconds."""

    seconds: float
    collecting: float


class Collector:
    """Adds up the time that the garbage collector takes."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._start = 0.0

    def __call__(self, phase: str, _: dict[str, int]) -> None:
        """What ``gc`` calls where a collection begins and where it ends."""
        if phase == "start":
            self._start = process_time()
        else:
            self.seconds += process_time() - self._start


def taken_by(text: str) -> Taken:
    """What reading the text takes: the better of two runs, of one where a run is long."""
    runs = []
    for _ in range(2):
        gc.collect()
        collector = Collector()
        gc.callbacks.append(collector)
        start = process_time()
        govnews.extract(text, published="2022-10-14")
        runs.append(Taken(process_time() - start, collector.seconds))
        gc.callbacks.remove(collector)
        if runs[-1].seconds > 1:
            break
    return min(runs)


def seconds(text: str) -> float:
    """The processor's time to read the text."""
    return taken_by(text).seconds


def growths(times: Sequence[float]) -> list[float]:
    """How many times as long each length takes as the one before, where that took long enough to tell."""
    return [long / short for short, long in pairwise(times) if short >= RELIABLE]


class Times(NamedTuple):
    """What a family took at each length, and how long a character of news at the last."""

    lengths: Sequence[int]
    taken: Sequence[Taken]
    usual: float

    @property
    def growth(self) -> float:
        """How many times as long ten times the text took, at the worst."""
        return max(growths([taken.seconds for taken in self.taken]), default=1.0)

    @property
    def cost(self) -> float:
        """How many times as long a character took as one of news."""
        return self.taken[-1].seconds / self.lengths[-1] / self.usual

    @property
    def collecting(self) -> float:
        """How much of the time the garbage collector took, of 1, at the longest: only in long texts it looks at all objects."""
        return self.taken[-1].collecting / self.taken[-1].seconds

    @property
    def passes_limit(self) -> bool:
        """Whether the family is slower than it may be."""
        return self.growth > GROWTH or self.cost > COST

    def __str__(self) -> str:
        return "".join(f"{taken.seconds:>12.4f}" for taken in self.taken) + (
            f"{self.growth:>9.1f}{self.cost:>7.2f}{self.collecting:>11.0%}"
        )


def usual_cost(length: int) -> float:
    """How long a character of news takes in a text of that length."""
    return seconds(framed(stretches(news())(length))) / length


def times_of(family: Family, lengths: Sequence[int], usual: float) -> Times:
    """Read the family at each length; again where it passes a limit, for the machine may have been busy.

    News is then read right before it and right behind it, and the cheaper of both counts: the machine may have become slower
    since news was read first, and if it is slow for news alone, that makes no family look cheap.
    """
    texts = [framed(family(length)) for length in lengths]
    times = Times(lengths, [taken_by(text) for text in texts], usual)
    if times.passes_limit:
        before, taken = usual_cost(lengths[-1]), [taken_by(text) for text in texts]
        times = Times(lengths, taken, min(before, usual_cost(lengths[-1])))
    return times


def main() -> int:
    """Measure and print; 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("families", nargs="*", metavar="FAMILY", help="default: all of them")
    parser.add_argument("--longest", type=int, default=100_000, help="characters of the longest text (default: %(default)s)")
    parser.add_argument("--part", default="1/1", help="2/4: the second quarter of the families alone (default: %(default)s)")
    options = parser.parse_args()
    made = families()
    if strange := set(options.families) - set(made):
        parser.error(f"no such family: {', '.join(sorted(strange))}")
    part, parts = map(int, options.part.split("/"))
    chosen = (options.families or list(made))[part - 1 :: parts]
    lengths = [SHORTEST]
    while lengths[-1] * 10 <= options.longest:
        lengths.append(lengths[-1] * 10)
    govnews.extract(news())
    usual = usual_cost(lengths[-1])
    print(f"{len(chosen)} families; news costs {usual * 1e6:.2f} µs a character")
    print(f"{'family':<30}" + "".join(f"{length:>12,}" for length in lengths) + f"{'growth':>9}{'cost':>7}{'collector':>11}")
    every = {}
    for name in chosen:
        every[name] = times_of(made[name], lengths, usual)
        print(f"{name:<30}{every[name]}", flush=True)
    failed = [f"{name:<30}{times}" for name, times in every.items() if times.passes_limit]
    growth, cost = max(times.growth for times in every.values()), max(times.cost for times in every.values())
    print(
        f"\nworst growth {growth:.1f}, worst cost {cost:.2f}"
        f"\n{len(failed)} over a limit ({GROWTH:.0f} times the time for 10 times the text, {COST:.0f} times the cost of news)",
        *failed,
        sep="\n",
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
