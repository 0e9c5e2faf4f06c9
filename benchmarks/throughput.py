"""How fast articles are read: ``python benchmarks/throughput.py [TEXT ...]``; README.md says what the figures mean."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import regex

import govnews

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
AT_LEAST = 300_000
"""Characters that a run reads; fewer are repeated until they make so many."""

NUMERAL = regex.compile(r"[0-9０-９〇零一二三四五六七八九十百千万亿两][0-9０-９〇零一二三四五六七八九十百千万亿两.,．]*")

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


def texts_of(paths: Sequence[Path]) -> list[str]:
    """The texts of files, and of the ``*.txt`` of folders."""
    files = [file for path in paths for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    return [file.read_text(encoding="utf-8") for file in files]


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


def measure(texts: Sequence[str], runs: int) -> dict[str, float]:
    """The figures, in characters a second, seconds and bytes."""
    characters = sum(map(len, texts))
    repeated = list(texts) * max(1, -(-AT_LEAST // characters))
    total = sum(map(len, repeated))
    for text in texts:
        govnews.extract(text)
    pairs = [(seconds(govnews.extract, repeated), seconds(NUMERAL.findall, repeated)) for _ in range(runs)]
    held = json.dumps(texts)
    in_fresh_python(FIRST, held)  # compiles the modules
    starts = [(start_seconds("import govnews"), start_seconds("pass")) for _ in range(max(3, runs))]
    return {
        "characters": total,
        "metrics": sum(len(govnews.extract(text)) for text in texts),
        "extract": statistics.median(total / extract for extract, _ in pairs),
        "scan": statistics.median(total / scan for _, scan in pairs),
        "ratio": statistics.median(extract / scan for extract, scan in pairs),
        "import": statistics.median(with_us - without for with_us, without in starts),
        "first call": statistics.median(float(in_fresh_python(FIRST, held)) for _ in range(3)),
        "peak memory": peak_bytes(READ, held) - peak_bytes(HOLD, held),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="*", type=Path, default=[EXAMPLES], help="texts or folders of texts (default: examples/)")
    parser.add_argument("--runs", type=int, default=5, help="runs to take the median of (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    figures = measure(texts_of(options.texts), options.runs)
    if options.json:
        print(json.dumps(figures))
        return
    print(f"texts        {figures['characters']:,} characters, Python {sys.version.split()[0]}, median of {options.runs}")
    print(f"extract      {figures['extract'] / 1e6:.2f} M characters/s")
    print(f"scan         {figures['scan'] / 1e6:.1f} M characters/s")
    print(f"ratio        {figures['ratio']:.1f} scans")
    print(f"import       {figures['import'] * 1000:.0f} ms")
    print(f"first call   {figures['first call'] * 1000:.0f} ms")
    print(f"peak memory  {figures['peak memory'] / 2**20:.1f} MiB over Python's own")


if __name__ == "__main__":
    main()
