"""The texts that benchmarks read: those of examples/, dense with numbers, and newspaper prose with a number now and then."""

import re
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Final

EXAMPLES: Final = Path(__file__).resolve().parent.parent / "examples"
ARTICLES: Final = Path(__file__).resolve().parent / "texts" / "articles"
"""Newspaper articles as most are: a number every hundred characters, and most of those no metric."""
FEATURES: Final = Path(__file__).resolve().parent / "texts" / "features"
"""Feature stories: a number every thirty characters, a metric every hundred."""
_BEHIND_THE_POINT: Final = re.compile(r"(?<=[0-9]\.)[0-9]+")


def texts_of(paths: Sequence[Path]) -> list[str]:
    """The texts of files, and of the ``*.txt`` of folders."""
    files = [file for path in paths for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    return [file.read_text(encoding="utf-8") for file in files]


def example(name: str) -> str:
    """The text of one of the articles of examples/."""
    return (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def varied(texts: Sequence[str], *, seed: int = 0) -> Iterator[str]:
    """The texts over and over, each time with other digits behind the decimal points, so that nothing can be remembered whole."""
    dice = Random(seed)  # noqa: S311 - digits for a benchmark

    def others(digits: re.Match[str]) -> str:
        return "".join(str(dice.randint(1, 9)) for _ in digits[0])

    for text in cycle(texts):
        yield _BEHIND_THE_POINT.sub(others, text)
