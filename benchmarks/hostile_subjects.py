"""How the time to read subjects grows on texts made to be slow: ten times the text should take about ten times as long.

python benchmarks/hostile_subjects.py

Prints a line a text: what is repeated, the seconds for 10,000 and for 100,000 characters, and their ratio.
"""

from __future__ import annotations

from time import perf_counter

from govnews.quantities import scan_quantities
from govnews.subjects import read_subjects
from govnews.text import Text

REPEATED = (
    *("一", "，", "（", "的", "“", "《", "号", "A"),
    *("该产品", "这台", "各企业", "公司", "水库", "全市", "沈阳", "沈阳、", "沈阳市\n", "新光公司。", "说。”"),
    *("该产品5吨，", "沈阳5家、", "东、中、", "在上，", "是公司5%。", "(以下简称“新光”)", "新光集团新星公司"),
)


def seconds(repeated: str, length: int) -> float:
    """The time for a text of the length that repeats a few words and ends in a quantity."""
    text = Text((repeated * (length // len(repeated) + 1))[:length] + "，共5家。")
    quantities = scan_quantities(text, [])
    start = perf_counter()
    read_subjects(text, [], quantities)
    return perf_counter() - start


def main() -> None:
    """Print a line a text."""
    for repeated in REPEATED:
        small, large = (seconds(repeated, length) for length in (10_000, 100_000))
        print(f"{repeated.strip():<20}{small:>9.4f}{large:>9.4f}{large / small:>8.1f}")


if __name__ == "__main__":
    main()
