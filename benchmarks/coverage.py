"""How many metrics have no subject, no indicator or no period.

    python benchmarks/coverage.py [FOLDER | FILE] ...

Reads text files (``.txt``) and, from ``.jsonl`` or ``.jsonl.gz`` files, the key ``text`` with the date in ``published``; without
arguments the articles in ``examples/``. Prints the shares for each file or folder, and for all together.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import govnews
from articles import EXAMPLES

Article = tuple[str, str | None]


def dated(path: Path, limit: int) -> Iterator[Article]:
    """The texts of a folder or a file, each with its date of publication where one is given."""
    if path.is_dir():
        for file in sorted(path.glob("*.txt")):
            yield file.read_text(encoding="utf-8", errors="replace"), None
    elif ".jsonl" in path.suffixes:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for _, line in zip(range(limit), lines, strict=False):
                row = json.loads(line)
                yield row["text"], published if len(published := row.get("published") or "") == len("2022-10-14") else None
    else:
        yield path.read_text(encoding="utf-8"), None


def count(path: Path, limit: int) -> Counter[str]:
    """The metrics of a file or folder, and how many of them lack a part."""
    counts: Counter[str] = Counter()
    for text, published in dated(path, limit):
        for metric in govnews.extract(text, published=published):
            counts["metrics"] += 1
            counts["no subject"] += not metric.subject
            counts["no indicator"] += not metric.indicator
            counts["no period"] += metric.period is None
    return counts


def main() -> None:
    """Print a line a file or folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[EXAMPLES])
    parser.add_argument("--limit", type=int, default=500, help="lines of a JSON Lines file (default: %(default)s)")
    options = parser.parse_args()
    parts = ("no subject", "no indicator", "no period")
    print(f"{'':<32}{'metrics':>9}" + "".join(f"{part:>15}" for part in parts))
    total: Counter[str] = Counter()
    for path in options.paths:
        counts = count(path, options.limit)
        total += counts
        _print(path.name, counts, parts)
    if len(options.paths) > 1:
        _print("all", total, parts)


def _print(name: str, counts: Counter[str], parts: tuple[str, ...]) -> None:
    metrics = counts["metrics"]
    shares = "".join(f"{counts[part] / metrics:>15.1%}" if metrics else f"{'-':>15}" for part in parts)
    print(f"{name:<32}{metrics:>9}{shares}")


if __name__ == "__main__":
    main()
