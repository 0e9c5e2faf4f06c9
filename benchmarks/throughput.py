"""How fast articles are read: ``python benchmarks/throughput.py [TEXT ...]``; README.md says what the figures mean."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import regex

import govnews
from articles import ARTICLES, FEATURES, example, texts_of, varied
from pages import table

AT_LEAST = 300_000
"""Characters that a run reads of each kind: the texts over and over, each time with other digits."""

NUMERAL = regex.compile(r"[0-9０-９〇零一二三四五六七八九十百千万亿两][0-9０-９〇零一二三四五六七八九十百千万亿两.,．]*")
NO_NUMBER = regex.compile(r"[0-9〇零一二三四五六七八九十百千万亿两半几数双壹贰叁肆伍陆柒捌玖拾]")
"""What is left out for texts without numbers: all that could begin one, as 陆 does in 陆续."""

# run by a Python of its own each; the peak is in KiB on Linux and in bytes on macOS, so it is read where Linux tells it
PEAK = (
    "import resource, sys; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == 'darwin' else 1024))"
)
HOLD = "import json, sys; texts = json.load(sys.stdin)\n"
READ = HOLD + "import govnews\nfor text in texts: govnews.extract(text)\n"
FIRST = HOLD + (
    "import govnews\nfrom time import perf_counter\n"
    "start = perf_counter(); govnews.extract(texts[0][:200]); print(perf_counter() - start)\n"
)


def kinds(paths: Sequence[Path]) -> dict[str, list[str]]:
    """The texts to read, by their kind: those of the paths, or else four kinds of our own."""
    if paths:
        return {"texts": texts_of(paths)}
    features = texts_of([FEATURES])
    return {
        "features": features,
        "articles": texts_of([ARTICLES]),
        "communiqué": [example("communique")],
        "no numbers": [NO_NUMBER.sub("", text) for text in features],
    }


def seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """How long the work takes over all texts."""
    start = perf_counter()
    for text in texts:
        work(text)
    return perf_counter() - start


BYTECODE = TemporaryDirectory()
"""Where the modules are kept compiled, as pip leaves those of an installed package, whatever the environment says."""
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": BYTECODE.name}


def in_fresh_python(code: str, stdin: str = "") -> str:
    """What the code prints, run by a Python of its own."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=True, env=ENVIRONMENT).stdout


def peak_bytes(code: str, stdin: str) -> int:
    """The most memory that a fresh Python had while it ran the code.

    A child begins with the peak of its parent, so that a small Python stands between.
    """
    between = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code + PEAK!r}], check=True)"
    return int(in_fresh_python(between, stdin))


def start_seconds(code: str) -> float:
    """How long a fresh Python takes to run the code and end."""
    start = perf_counter()
    in_fresh_python(code)
    return perf_counter() - start


@dataclass
class Rate:
    """How fast texts of one kind are read, in characters a second."""

    characters: int
    numbers: int
    metrics: int
    extract: float
    scan: float
    ratio: float


def rate_of(texts: Sequence[str], runs: int) -> Rate:
    """Medians over runs in which both were timed one after the other, on texts that differ from run to run."""
    each = len(texts) * -(-AT_LEAST // sum(map(len, texts)))
    endless = varied(texts)
    once = list(islice(endless, each))
    metrics = sum(len(govnews.extract(text)) for text in once)
    numbers = sum(len(NUMERAL.findall(text)) for text in once)
    read, pairs = 0, []
    for _ in range(runs):
        once = list(islice(endless, each))
        read = sum(map(len, once))
        pairs.append((seconds(govnews.extract, once), seconds(NUMERAL.findall, once)))
    return Rate(
        characters=read,
        numbers=numbers,
        metrics=metrics,
        extract=median(read / extract for extract, _ in pairs),
        scan=median(read / scan for _, scan in pairs),
        ratio=median(extract / scan for extract, scan in pairs),
    )


def start_of(texts: Sequence[str], runs: int) -> dict[str, float]:
    """What a fresh Python takes for it, in seconds and bytes."""
    held = json.dumps(texts)
    in_fresh_python(FIRST, held)  # compiles the modules
    starts = [(start_seconds("import govnews"), start_seconds("pass")) for _ in range(max(3, runs))]
    return {
        "import": median(with_us - without for with_us, without in starts),
        "first call": median(float(in_fresh_python(FIRST, held)) for _ in range(3)),
        "peak memory": peak_bytes(READ, held) - peak_bytes(HOLD, held),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="*", type=Path, help="texts, and folders of *.txt (default: four kinds of our own)")
    parser.add_argument("--runs", type=int, default=5, help="runs to take the median of (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    read = kinds(options.texts)
    if not any(map(any, read.values())):
        parser.error("there is no text in these")
    rates = {kind: rate_of(texts, options.runs) for kind, texts in read.items()}
    started = start_of(next(iter(read.values())), options.runs)
    if options.json:
        print(json.dumps({**{kind: asdict(rate) for kind, rate in rates.items()}, **started}))
        return
    headings = ("", "characters", "a number", "a metric", "M characters/s", "scan", "ratio")
    print(table(headings, [_row(kind, rate) for kind, rate in rates.items()]))
    print(f"\nimport       {started['import'] * 1000:.0f} ms")
    print(f"first call   {started['first call'] * 1000:.0f} ms")
    print(f"peak memory  {started['peak memory'] / 2**20:.1f} MiB over Python's own")
    print(f"Python {sys.version.split()[0]}, medians of {options.runs}")


def _row(kind: str, rate: Rate) -> tuple[str, ...]:
    every = (f"{rate.characters / found:.0f}" if found else "-" for found in (rate.numbers, rate.metrics))
    return kind, f"{rate.characters:,}", *every, f"{rate.extract / 1e6:.2f}", f"{rate.scan / 1e6:.1f}", f"{rate.ratio:.1f}"


if __name__ == "__main__":
    main()
