"""Other libraries and govnews on the same texts, side by side: ``python benchmarks/peers/compare.py``.

Each library is installed into an environment of its own, which is kept for the next time. Every reader of them runs in a
process of its own, all of them take turns in every round, and a ratio is of one round. What they find is held against the
answers in answers.json, which a person can check. docs/peers.md says how to read the tables.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import venv
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final, cast

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # what all benchmarks share

from articles import ARTICLES, example, texts_of, varied  # noqa: E402 - found there
from pages import table, updated  # noqa: E402 - found there

ROOT: Final = HERE.parents[1]
ANSWERS: Final[Mapping[str, Any]] = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))

REQUIREMENTS: Final[Mapping[str, Sequence[str]]] = {
    "govnews": [str(ROOT)],
    "JioNLP": ["jionlp"],
    "Recognizers-Text": ["recognizers-text-suite==1.0.2a2", "emoji==1.1.0"],  # it cannot be imported with a newer emoji
    "cn2an": ["cn2an"],
    "dateparser": ["dateparser"],
}

UNITS: Final[Mapping[str, Collection[str]]] = {
    "money": {"CNY", "USD"},
    "percentages": {"%"},
    # what Recognizers-Text has units for, its temperatures and ages among them
    "dimensions": {"km", "m", "km2", "ha", "亩", "m3", "kg", "t", "degC", "岁"},
}
"""Kinds of numbers by their units; what is left are *other units*."""
NUMBERS: Final = ("numbers", *UNITS, "other units")
TIMES: Final = ("times", "days")
KINDS: Final = (*NUMBERS, *TIMES)
"""What is asked for: a number without regard to its unit, one of each kind of unit with it, a time, and a time that is a day."""

Item = Sequence[Any]
"""What a reader found: start, end, both ends of the number or the first and last day of the time, and the unit."""


@dataclass(frozen=True)
class Answer:
    """A number or a time of an article, as a person reads it."""

    start: int
    end: int
    low: str
    high: str
    unit: str | None = None
    """None for a time"""

    @property
    def kinds(self) -> Collection[str]:
        """The kinds that it counts for."""
        if self.unit is None:
            return TIMES if self.low == self.high else ("times",)
        return ("numbers", next((kind for kind, codes in UNITS.items() if self.unit in codes), "other units"))

    def is_in(self, items: Sequence[Item], kind: str) -> bool:
        """Whether a library found it: at its place, where the library tells places; a range may be found as two numbers."""
        near = [item for item in items if item[0] is None or (item[0] < self.end and self.start < item[1])]
        if self.unit is None:
            return any((self.low, self.high) == tuple(item[2:4]) for item in near)
        ends = {Fraction(end) for item in near if kind == "numbers" or item[4] == self.unit for end in item[2:4]}
        return all(any(abs(end - Fraction(wanted)) < CLOSE for end in ends) for wanted in (self.low, self.high))


CLOSE: Final = Fraction(1, 10**12)
"""As far as a decimal may be from 三分之二."""


@dataclass(frozen=True)
class Contender:
    """A reader of reader.py: the library it belongs to, what it reads, and the kinds of answers that it claims to find."""

    reader: str
    library: str
    reads: str
    claims: Sequence[str] = ()


CONTENDERS: Final = (
    Contender("records", "govnews", "whole records", NUMBERS),
    Contender("quantities", "govnews", "numbers with unit"),
    Contender("numerals", "govnews", "numbers"),
    Contender("periods", "govnews", "times", TIMES),
    Contender("jionlp_money", "JioNLP", "money", ("money",)),
    Contender("jionlp_times", "JioNLP", "times", TIMES),
    Contender("recognizers_units", "Recognizers-Text", "numbers with unit", NUMBERS[:4]),
    Contender("recognizers_times", "Recognizers-Text", "times", TIMES),
    Contender("cn2an", "cn2an", "numbers", ("numbers",)),
    Contender("dateparser", "dateparser", "days", ("days",)),
)

TEXTS: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "dense": [(example(name), asked["published"]) for name, asked in ANSWERS.items()],
    "news": [(text, "2026-10-20") for text in texts_of([ARTICLES])],
}
"""What is read, with its day of publication: the articles with answers, and newspaper articles with a number now and then."""
AT_LEAST: Final = 0.5
"""Seconds of the processor that a reader works in a round, or one reading of all texts of a kind where that takes longer."""


@dataclass
class Measured:
    """What was measured of a contender."""

    contender: Contender
    version: str = ""
    first: float = 0.0
    """seconds until the articles are read for the first time, loading and all"""
    memory: int = 0
    rates: Mapping[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in TEXTS})
    """characters a second on each kind of text, by rounds"""
    found: dict[str, int] = field(default_factory=dict)
    """answers, by kinds"""
    told: int = 0
    """all that it says, right or not"""


def environment(library: str, folder: Path) -> Path:
    """The Python of the library's environment; one that is there is used as it is, but for govnews, which may have changed."""
    home = folder / library.lower()
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    finished = home / "finished"
    if not finished.exists():
        venv.create(home, with_pip=True, clear=True)
        pip(python, *REQUIREMENTS[library])
        finished.touch()
    elif library == "govnews":
        pip(python, "--no-deps", "--force-reinstall", *REQUIREMENTS[library])
    return python


def pip(python: Path, *requirements: str) -> None:
    """Install; ends the program with what pip complains of where that fails."""
    done = subprocess.run([python, "-m", "pip", "install", "--quiet", *requirements], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stderr}\n{' '.join(requirements)} cannot be installed")


class Process:
    """A reader at work: articles in, an answer out."""

    def __init__(self, sent: IO[str], answered: IO[str], complaints: IO[bytes]) -> None:
        self._sent = sent
        self._answered = answered
        self._complaints = complaints

    @classmethod
    @contextmanager
    def of(cls, reader: str, python: Path) -> Iterator[Process]:
        """Start the reader, and end it."""
        command: list[str | Path] = [python, HERE / "reader.py", reader]
        with (
            TemporaryFile() as complaints,
            subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, encoding="utf-8"
            ) as process,
        ):
            yield cls(cast("IO[str]", process.stdin), cast("IO[str]", process.stdout), complaints)

    def read(self, articles: Sequence[tuple[str, str]]) -> dict[str, Any]:
        """The answer to the articles; some libraries greet and warn, which is shown only where one fails."""
        self._sent.write(f"{json.dumps(articles)}\n")
        self._sent.flush()
        line = self._answered.readline()
        if not line:
            self._complaints.seek(0)
            sys.exit(self._complaints.read().decode(errors="replace"))
        answer: dict[str, Any] = json.loads(line)
        return answer


def compared(folder: Path, runs: int) -> list[Measured]:
    """Every contender on the texts, once for what it finds and then in turns for the time it takes."""
    with ExitStack() as stack:
        pythons = {library: environment(library, folder) for library in REQUIREMENTS}
        working = [
            (Measured(contender), stack.enter_context(Process.of(contender.reader, pythons[contender.library])))
            for contender in CONTENDERS
        ]
        for measured, process in working:
            answer = process.read(TEXTS["dense"])
            measured.version, measured.first = answer["version"], answer["seconds"]
            measured.found = found(measured.contender.claims, answer["found"])
            measured.told = sum(map(len, answer["found"]))
        for kind, once in TEXTS.items():
            time_in_turns(kind, once, runs, working)
    return [measured for measured, _ in working]


def time_in_turns(kind: str, once: Sequence[tuple[str, str]], runs: int, working: Sequence[tuple[Measured, Process]]) -> None:
    """The rates of all readers on texts of a kind, which have other digits each time; in every round each has its turn."""
    lengths = []
    for measured, process in working:
        again = process.read(once)
        measured.memory = max(measured.memory, again["memory"])
        lengths.append(max(1, round(AT_LEAST / again["seconds"])) * len(once))
    texts, published = varied([text for text, _ in once]), [day for _, day in once]
    for _ in range(runs):
        articles = list(zip(islice(texts, max(lengths)), cycle(published), strict=False))
        for (measured, process), length in zip(working, lengths, strict=True):
            answer = process.read(articles[:length])
            measured.rates[kind].append(sum(len(text) for text, _ in articles[:length]) / answer["seconds"])


def found(claims: Collection[str], read: Sequence[Sequence[Item]]) -> dict[str, int]:
    """How many answers of each kind that is claimed are among what was read, article by article."""
    asked = [list(placed(name)) for name in ANSWERS]
    return {
        kind: sum(
            kind in answer.kinds and answer.is_in(items, kind)
            for answers, items in zip(asked, read, strict=True)
            for answer in answers
        )
        for kind in claims
    }


def placed(name: str) -> Iterator[Answer]:
    """The answers of an article with where their words stand; each list of them is in the order of the text."""
    text = example(name)
    for told in ("numbers", "times"):
        position = 0
        for words, *ends in ANSWERS[name][told]:
            start = text.index(words, position)
            position = start + len(words)
            yield Answer(start, position, *ends)


def speed_table(all_measured: Sequence[Measured]) -> str:
    """How fast each reader is on each kind of text, and what it costs; ratios to whole records in the same round."""
    rows = []
    for measured in all_measured:
        timed: list[str] = []
        for kind, rates in measured.rates.items():
            ratios = (ours / theirs for ours, theirs in zip(all_measured[0].rates[kind], rates, strict=True))
            timed += (f"{statistics.median(rates):,.0f}", f"{statistics.median(ratios):.2f}")
        of_it = measured.contender
        rows.append((of_it.library, of_it.reads, *timed, f"{measured.first:.1f}", f"{measured.memory / 2**20:.0f}"))
    heads = [head for kind in TEXTS for head in (f"{kind}, characters/s", "time")]
    return table(("", "reads", *heads, "first, s", "MiB"), rows, left=2)


def found_table(all_measured: Sequence[Measured]) -> str:
    """How many answers each library finds of what it claims to read."""
    answers = [answer for name in ANSWERS for answer in placed(name)]
    heads = [f"{kind}, {sum(kind in answer.kinds for answer in answers)}" for kind in KINDS]
    rows = []
    for library in REQUIREMENTS:
        of_it = [measured for measured in all_measured if measured.contender.library == library]
        counts = {kind: count for measured in of_it for kind, count in measured.found.items()}
        told = sum(measured.told for measured in of_it if "days" in measured.contender.claims)
        rows.append((library, of_it[0].version, *(str(counts.get(kind, "-")) for kind in KINDS), str(told or "-")))
    return table(("", "version", *heads, "times said"), rows, left=2)


def conditions(runs: int) -> str:
    """When, on what and on how much text it was measured."""
    lengths = ", ".join(
        f"{kind} {len(texts)} of {sum(len(text) for text, _ in texts):,} characters" for kind, texts in TEXTS.items()
    )
    today = date.today()  # noqa: DTZ011 - the day where it is measured
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    return f"{today}; {machine}; articles: {lengths}; medians of {runs} rounds"


def main() -> None:
    """Install, read, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--environments", type=Path, default=HERE / ".environments", metavar="FOLDER", help="where the libraries are kept"
    )
    parser.add_argument("--runs", type=int, default=7, help="rounds to take the median of (default: %(default)s)")
    parser.add_argument("--page", type=Path, metavar="FILE", help="put the tables into FILE, which is docs/peers.md")
    options = parser.parse_args()
    measured = compared(options.environments, options.runs)
    parts = {
        "conditions": conditions(options.runs),
        "speed_table": speed_table(measured),
        "found_table": found_table(measured),
    }
    print(*parts.values(), sep="\n\n")
    if options.page:
        options.page.write_text(updated(options.page.read_text(encoding="utf-8"), parts), encoding="utf-8")


if __name__ == "__main__":
    main()
