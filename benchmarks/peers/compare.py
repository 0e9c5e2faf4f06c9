"""Other libraries and govnews on the same texts, side by side: ``python benchmarks/peers/compare.py``.

Each library is installed into an environment of its own (kept in ``--environments`` for the next time) and reads the articles
of examples/, one process, one core. Prints a table as Markdown: characters a second, memory, and what each finds of the
answers, which answers.json holds and a person can check. A number is found where the place and the value fit, with its unit
where that fits too; a time where its first and last day do. Libraries that tell no places are taken at their word.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
REQUIREMENTS: Final = {
    "govnews": [str(ROOT)],
    "JioNLP": ["jionlp"],
    "Recognizers-Text": ["recognizers-text-suite==1.0.2a2", "emoji==1.1.0"],  # it cannot be imported with a newer emoji
    "cn2an": ["cn2an"],
    "dateparser": ["dateparser"],
}
READS: Final = {
    "govnews": "whole records",
    "JioNLP": "money, times",
    "Recognizers-Text": "numbers with unit, times",
    "cn2an": "numerals",
    "dateparser": "days",
}


def environment(name: str, folder: Path) -> Path:
    """The Python of the library's environment, which is made where it is not there."""
    home = folder / name.lower()
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    run([python, "-m", "pip", "install", "--quiet", *REQUIREMENTS[name]])
    return python


def run(command: Sequence[str | Path], stdin: str = "") -> str:
    """What the command prints; what it complains of is shown only where it fails, because some of them greet and warn."""
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stderr}\n{' '.join(map(str, command))} failed")
    return done.stdout


def read_with(name: str, python: Path, texts: Sequence[str], published: str, runs: int) -> dict[str, Any]:
    """What the library makes of the texts."""
    job = json.dumps({"texts": texts, "published": published, "runs": runs})
    read: dict[str, Any] = json.loads(run([python, HERE / "reader.py", name], job))
    return read


def places(text: str, words: Sequence[str]) -> list[int]:
    """Where the words of the answers stand; they are in the order of the text."""
    starts, position = [], 0
    for word in words:
        starts.append(text.index(word, position))
        position = starts[-1] + len(word)
    return starts


def fits_place(found: Sequence[Any], start: int, end: int) -> bool:
    """Whether what was found stands there, or has no place at all."""
    return found[0] is None or (found[0] < end and start < found[1])


def same_number(low: str, high: str, found: Sequence[Any]) -> bool:
    """Whether the number is the answer's; of 4200多万 the lower end is enough."""
    ends = Fraction(found[2]), Fraction(found[3])
    return ends[0] == close(low, ends[0]) and (low == high or ends[1] == close(high, ends[1]))


def close(answer: str, found: Fraction) -> Fraction:
    """The answer, or the found number where it is that fraction to 12 digits, as decimals give it."""
    exact = Fraction(answer)
    return found if abs(found - exact) < Fraction(1, 10**12) else exact


def score(text: str, answers: dict[str, Any], found: Sequence[Any]) -> tuple[int, int, int]:
    """How many numbers of the answers were found, how many with their unit, and how many times."""
    numbers, times = found
    values = units = days = 0
    for start, (word, low, high, unit) in zip(places(text, [a[0] for a in answers["numbers"]]), answers["numbers"], strict=True):
        right = [n for n in numbers if fits_place(n, start, start + len(word)) and same_number(low, high, n)]
        values += bool(right)
        units += any(n[4] == unit for n in right)
    for start, (word, first, last) in zip(places(text, [a[0] for a in answers["times"]]), answers["times"], strict=True):
        days += any(fits_place(t, start, start + len(word)) and [first, last] == list(t[2:4]) for t in times)
    return values, units, days


@dataclass
class Row:
    """What one library did on all articles together."""

    name: str
    version: str
    seconds: float
    peak: float
    numbers: int = 0
    with_unit: int = 0
    times: int = 0


def compared(name: str, python: Path, answers: dict[str, Any], runs: int) -> Row:
    """The library on every article."""
    row = Row(name, "", 0.0, 0.0)
    for article, asked in answers.items():
        text = text_of(article)
        read = read_with(name, python, [text], asked["published"], runs)
        numbers, with_unit, times = score(text, asked, read["found"][0])
        row.version = read["version"]
        row.seconds += statistics.median(read["seconds"])
        row.peak = max(row.peak, read["peak"])
        row.numbers += numbers
        row.with_unit += with_unit
        row.times += times
    return row


def text_of(article: str) -> str:
    """One of our own articles."""
    return (ROOT / "examples" / f"{article}.txt").read_text(encoding="utf-8")


def table(rows: Sequence[Row], answers: dict[str, Any], runs: int) -> str:
    """The figures as Markdown, govnews first."""
    numbers = sum(len(asked["numbers"]) for asked in answers.values())
    times = sum(len(asked["times"]) for asked in answers.values())
    characters = sum(len(text_of(article)) for article in answers)
    today = date.today()  # noqa: DTZ011 - the day where it is measured
    lines = [f"{today}, Python {platform.python_version()}, one core; {characters:,} characters, the median of {runs} runs.", ""]
    heads = ("library", "version", "reads", "characters a second", "of govnews", "memory, MiB")
    lines += [f"| {' | '.join(heads)} | numbers, of {numbers} | with unit | times, of {times} |"]
    lines += ["|---|---|---|---:|---:|---:|---:|---:|---:|"]
    for row in rows:
        speed = f"{characters / row.seconds:,.0f} | {rows[0].seconds / row.seconds:.2f} | {row.peak / 2**20:.0f}"
        found = f"{row.numbers} | {row.with_unit} | {row.times}"
        lines.append(f"| {row.name} | {row.version} | {READS[row.name]} | {speed} | {found} |")
    return "\n".join(lines)


def main() -> None:
    """Install, read, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--environments", type=Path, default=HERE / ".environments", help="where they are kept")
    parser.add_argument("--runs", type=int, default=5, help="runs to take the median of (default: %(default)s)")
    parser.add_argument("--output", type=Path, help="write the table here as well")
    options = parser.parse_args()
    answers = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))
    rows = [compared(name, environment(name, options.environments), answers, options.runs) for name in REQUIREMENTS]
    written = table(rows, answers, options.runs)
    print(written)
    if options.output:
        options.output.write_text(f"{written}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
