"""Reads texts with one library, in an environment that holds it: ``python reader.py LIBRARY < job.json``.

Prints one JSON object: the version, the processor's seconds of each run, the peak of memory, and what was found. A number is
found with its place, its ends (both the same where it is one number) and a unit in our codes, or none; a time with its place,
its first and its last day. A library that gives no places has null there. compare.py starts this file and knows what it prints.
"""

import json
import re
import resource
import sys
import warnings
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from importlib.metadata import version
from time import process_time
from typing import Any

Number = tuple[int | None, int | None, str, str, str]
"""Start, end, low, high, unit (empty where none is told)."""
Time = tuple[int | None, int | None, str, str]
"""Start, end, first day, last day."""
Found = tuple[list[Number], list[Time]]

PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")


def govnews(published: date) -> Callable[[str], Found]:
    """Our own: whole records; their numbers and the words of their periods are compared."""
    from govnews import extract, find_periods

    def read(text: str) -> Found:
        numbers: list[Number] = []
        for metric in extract(text, published=published):
            ends = [str(number) for number in (metric.value, metric.low, metric.high) if number is not None]
            numbers.append((metric.start, metric.end, ends[0], ends[-1], "" if metric.unit == "1" else metric.unit))
        times: list[Time] = [
            (found.start, found.end, str(found.value.start), str(found.value.end))
            for found in find_periods(text, published=published)
        ]
        return numbers, times

    return read


def jionlp(published: date) -> Callable[[str], Found]:
    """Money and times. Its money is one number, or two ends where the text says 多 or 余."""
    import jionlp as jio

    currencies = {"元": "CNY", "美元": "USD", "港元": "HKD", "日元": "JPY", "欧元": "EUR", "英镑": "GBP"}
    base = {"year": published.year, "month": published.month, "day": published.day}

    def read(text: str) -> Found:
        numbers: list[Number] = []
        for money in jio.ner.extract_money(text, with_parsing=True) or []:
            amount = money["detail"]["num"]
            low, high = amount if isinstance(amount, list) else (amount, amount)
            numbers.append((*money["offset"], low, high, currencies.get(money["detail"]["case"], "")))
        times: list[Time] = []
        for found in jio.ner.extract_time(text, time_base=base, with_parsing=True) or []:
            moments = found["detail"].get("time")
            if found["type"] in {"time_span", "time_point"} and isinstance(moments, list):
                times.append((*found["offset"], moments[0][:10], moments[1][:10]))
        return numbers, times

    return read


def recognizers(published: date) -> Callable[[str], Found]:
    """Numbers, percentages, money, dimensions and times, each by a recognizer of its own; the longest of a place counts."""
    import recognizers_suite as suite

    chinese = suite.Culture.Chinese
    units = {
        "Chinese yuan": "CNY",
        "United States dollar": "USD",
        "Kilometer": "km",
        "Meter": "m",
        "Square kilometer": "km2",
        "Cubic meter": "m3",
        "Kilogram": "kg",
        "Metric ton": "t",
        "C": "degC",
        "Hour": "hour",
        "Year": "岁",
        "Mu": "亩",
    }
    readers = (suite.recognize_number, suite.recognize_percentage, suite.recognize_currency, suite.recognize_dimension)
    now = datetime(published.year, published.month, published.day)  # noqa: DTZ001 - the library takes it so

    def read(text: str) -> Found:
        by_start: dict[int, Number] = {}
        for reader in readers:
            for found in reader(text, chinese):
                value = str((found.resolution or {}).get("value") or "")
                if not PLAIN.fullmatch(value):
                    continue
                unit = "%" if value.endswith("%") else units.get(str(found.resolution.get("unit")), "")
                number = value.rstrip("%")
                if found.start not in by_start or found.end + 1 > (by_start[found.start][1] or 0):
                    by_start[found.start] = (found.start, found.end + 1, number, number, unit)
        times: list[Time] = []
        for found in suite.recognize_datetime(text, chinese, reference=now):
            for value in (found.resolution or {}).get("values", []):
                if "start" in value and "end" in value:  # its ends are the first day behind
                    last = date.fromisoformat(value["end"][:10]) - timedelta(days=1)
                    times.append((found.start, found.end + 1, value["start"][:10], str(last)))
                elif value.get("type") == "date" and "value" in value:
                    times.append((found.start, found.end + 1, value["value"], value["value"]))
        return list(by_start.values()), times

    return read


def cn2an(_published: date) -> Callable[[str], Found]:
    """Numerals only, written back into the text: the numbers of that text, without their places."""
    from cn2an import transform

    warnings.simplefilter("ignore")

    def read(text: str) -> Found:
        written = PLAIN.findall(transform(text, "cn2an"))
        return [(None, None, n.rstrip("%"), n.rstrip("%"), "%" if n.endswith("%") else "") for n in written], []

    return read


def dateparser(published: date) -> Callable[[str], Found]:
    """Days only, without their places."""
    from dateparser.search import search_dates

    settings: Any = {"RELATIVE_BASE": datetime(published.year, published.month, published.day)}  # noqa: DTZ001

    def read(text: str) -> Found:
        days = [str(found.date()) for _, found in search_dates(text, languages=["zh"], settings=settings) or []]
        return [], [(None, None, day, day) for day in days]

    return read


LIBRARIES: dict[str, tuple[Callable[[date], Callable[[str], Found]], str]] = {
    "govnews": (govnews, "govnews"),
    "JioNLP": (jionlp, "jionlp"),
    "Recognizers-Text": (recognizers, "recognizers-text-suite"),
    "cn2an": (cn2an, "cn2an"),
    "dateparser": (dateparser, "dateparser"),
}
"""Each library with the name it is installed by."""


def seconds(read: Callable[[str], Found], texts: Iterable[str]) -> float:
    """The processor's time to read the texts."""
    start = process_time()
    for text in texts:
        read(text)
    return process_time() - start


def main() -> None:
    """Read the job from standard input, and print what came of it."""
    job = json.load(sys.stdin)
    make, distribution = LIBRARIES[sys.argv[1]]
    out, sys.stdout = sys.stdout, sys.stderr  # some of them greet
    read = make(date.fromisoformat(job["published"]))
    found = [read(text) for text in job["texts"]]
    taken = [seconds(read, job["texts"]) for _ in range(job["runs"])]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    json.dump({"version": version(distribution), "seconds": taken, "peak": peak, "found": found}, out)


if __name__ == "__main__":
    main()
