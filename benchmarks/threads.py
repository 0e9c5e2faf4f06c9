"""How reading grows with threads: ``python benchmarks/threads.py [--most N]``; README.md says what the figures mean."""

from __future__ import annotations

import argparse
import statistics
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from threading import Barrier
from time import perf_counter, process_time
from typing import Final

import govnews
from articles import EXAMPLES, texts_of, varied
from govnews.jobs import processors

ARTICLES: Final = 60
"""Articles that each thread reads."""


def seconds(threads: int) -> tuple[float, float]:
    """Seconds on the clock, and of processors, until each thread has read its articles."""
    shares = [list(islice(varied(texts_of([EXAMPLES]), seed=seed), ARTICLES)) for seed in range(threads)]
    at_once = Barrier(threads)

    def read(texts: list[str]) -> None:
        at_once.wait()
        for text in texts:
            govnews.extract(text, published="2022-10-14")

    with ThreadPoolExecutor(threads) as pool:
        clock, processor = perf_counter(), process_time()
        list(pool.map(read, shares))
    return perf_counter() - clock, process_time() - processor


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=processors(), help="threads at the most; default: one a processor")
    parser.add_argument("--runs", type=int, default=5, help="runs to take the median of (default: %(default)s)")
    options = parser.parse_args()
    sizes = sorted({1, *(2**power for power in range(options.most.bit_length()) if 2**power <= options.most), options.most})
    seconds(1)
    rounds = [{size: seconds(size) for size in sizes} for _ in range(options.runs)]
    has_lock = getattr(sys, "_is_gil_enabled", lambda: True)()
    print(f"Python {sys.version.split()[0]}, {'with' if has_lock else 'without'} its global lock; {processors()} processors")
    print("threads  times one  processor time an article")
    for size in sizes:
        growth = statistics.median(size * turn[1][0] / turn[size][0] for turn in rounds)
        cost = statistics.median(turn[size][1] / size / turn[1][1] for turn in rounds)
        print(f"{size:7}  {growth:9.2f}  {cost:.2f}")


if __name__ == "__main__":
    main()
