"""Reads texts with one reader of a library, in an environment that holds it; compare.py starts it: ``python reader.py READER``.

A line of standard input is a JSON list of articles, each a text with its day of publication, and is answered by a line: the
processor's seconds to read them, the memory that this process has taken since before the library was loaded, and what was
found. A number is found with its place, its ends (both the same where it is one number) and a unit in our codes, or none; a
time with its place, its first and its last day. A library that gives no places has null there.
"""

import json
import re
import resource
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from importlib.metadata import version
from time import process_time
from typing import Any

Found = tuple[int | None, int | None, str, str, str]
"""A number: start, end, low, high, unit (empty where none is told). A time: start, end, first day, last day, nothing."""
Reader = Callable[[str, date], list[Found]]

PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")


def records() -> Reader:
    """Whole records, of which the numbers are compared."""
    from govnews import extract

    def read(text: str, published: date) -> list[Found]:
        return [(m.start, m.end, *ends(m), "" if m.unit == "1" else m.unit) for m in extract(text, published=published)]

    return read


def quantities() -> Reader:
    """Numbers with unit and bound."""
    from govnews import find_quantities

    def read(text: str, _: date) -> list[Found]:
        return [(m.start, m.end, *ends(m.value), m.value.unit.code) for m in find_quantities(text)]

    return read


def numerals() -> Reader:
    """Numbers without unit."""
    from govnews import find_numerals

    def read(text: str, _: date) -> list[Found]:
        return [(m.start, m.end, *ends(m.value), "") for m in find_numerals(text)]

    return read


def ends(number: Any) -> tuple[str, str]:  # noqa: ANN401 - a Metric, Quantity or Numeral, which only some environments have
    """The ends of a number of ours."""
    told = [str(end) for end in (number.value, number.low, number.high) if end is not None]
    return told[0], told[-1]


def periods() -> Reader:
    """Times, those of plans and eras among them."""
    from govnews import find_periods

    def read(text: str, published: date) -> list[Found]:
        found = find_periods(text, published=published)
        return [(m.start, m.end, str(m.value.start), str(m.value.end), "") for m in found]

    return read


def jionlp_money() -> Reader:
    """Money: one number, or two ends where the text says 多 or 余."""
    import jionlp as jio

    currencies = {"元": "CNY", "美元": "USD", "港元": "HKD", "日元": "JPY", "欧元": "EUR", "英镑": "GBP"}

    def read(text: str, _: date) -> list[Found]:
        numbers: list[Found] = []
        for money in jio.ner.extract_money(text, with_parsing=True) or []:
            amount = money["detail"]["num"]
            low, high = amount if isinstance(amount, list) else (amount, amount)
            numbers.append((*money["offset"], low, high, currencies.get(money["detail"]["case"], "")))
        return numbers

    return read


def jionlp_times() -> Reader:
    """Points and spans of time; spells without a place in the calendar are left out."""
    import jionlp as jio

    def read(text: str, published: date) -> list[Found]:
        base = {"year": published.year, "month": published.month, "day": published.day}
        times: list[Found] = []
        for found in jio.ner.extract_time(text, time_base=base, with_parsing=True) or []:
            moments = found["detail"].get("time")
            if found["type"] in {"time_span", "time_point"} and isinstance(moments, list):
                times.append((*found["offset"], moments[0][:10], moments[1][:10], ""))
        return times

    return read


def recognizers_units() -> Reader:
    """Numbers, percentages, money, dimensions, temperatures and ages, each by a recognizer of its own."""
    import recognizers_suite as suite

    units = {
        "Kilometer": "km",
        "Meter": "m",
        "Square kilometer": "km2",
        "Hectare": "ha",
        "Mu": "亩",
        "Cubic meter": "m3",
        "Kilogram": "kg",
        "Ton": "t",
        "Metric ton": "t",
        "C": "degC",
        "Year": "岁",
    }
    recognizers = (
        suite.recognize_number,
        suite.recognize_percentage,
        suite.recognize_currency,
        suite.recognize_dimension,
        suite.recognize_temperature,
        suite.recognize_age,
    )

    def read(text: str, _: date) -> list[Found]:
        numbers: list[Found] = []
        for recognize in recognizers:
            for found in recognize(text, suite.Culture.Chinese):
                told = found.resolution or {}
                value = str(told.get("value") or "")
                unit = told.get("isoCurrency") or units.get(str(told.get("unit")), "")
                if PLAIN.fullmatch(value.removeprefix("-")):
                    number = value.rstrip("%")
                    numbers.append((found.start, found.end + 1, number, number, "%" if value.endswith("%") else unit))
        return numbers

    return read


def recognizers_times() -> Reader:
    """Dates and spans of them."""
    import recognizers_suite as suite

    def read(text: str, published: date) -> list[Found]:
        now = datetime(published.year, published.month, published.day)  # noqa: DTZ001 - the library takes it so
        return [
            (found.start, found.end + 1, *ends, "")
            for found in suite.recognize_datetime(text, suite.Culture.Chinese, reference=now)
            for ends in _days((found.resolution or {}).get("values", []))
        ]

    return read


def _days(values: list[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """First and last day of each reading that Recognizers-Text has for one time."""
    for value in values:
        if value.get("type", "").startswith("time"):  # an hour, of no day or of many
            continue
        if "start" in value and "end" in value:  # the end is the first day behind
            yield value["start"][:10], str(date.fromisoformat(value["end"][:10]) - timedelta(days=1))
        elif value.get("type") == "date" and "value" in value:
            yield value["value"], value["value"]


def cn2an() -> Reader:
    """Numerals, written back into the text: the numbers of that text, without their places."""
    from cn2an import transform

    warnings.simplefilter("ignore")

    def read(text: str, _: date) -> list[Found]:
        written = PLAIN.findall(transform(text, "cn2an"))
        return [(None, None, n.rstrip("%"), n.rstrip("%"), "%" if n.endswith("%") else "") for n in written]

    return read


def dateparser() -> Reader:
    """Days, without their places."""
    from dateparser.search import search_dates

    def read(text: str, published: date) -> list[Found]:
        settings: Any = {"RELATIVE_BASE": datetime(published.year, published.month, published.day)}  # noqa: DTZ001 - as above
        days = [str(found.date()) for _, found in search_dates(text, languages=["zh"], settings=settings) or []]
        return [(None, None, day, day, "") for day in days]

    return read


READERS: dict[str, tuple[str, Callable[[], Reader]]] = {
    "records": ("govnews", records),
    "quantities": ("govnews", quantities),
    "numerals": ("govnews", numerals),
    "periods": ("govnews", periods),
    "jionlp_money": ("jionlp", jionlp_money),
    "jionlp_times": ("jionlp", jionlp_times),
    "recognizers_units": ("recognizers-text-suite", recognizers_units),
    "recognizers_times": ("recognizers-text-suite", recognizers_times),
    "cn2an": ("cn2an", cn2an),
    "dateparser": ("dateparser", dateparser),
}
"""Each reader with the name its library is installed by."""


def peak() -> int:
    """Bytes that this process has held at its peak."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Answer each line of standard input with a line."""
    library, make = READERS[sys.argv[1]]
    out, sys.stdout = sys.stdout, sys.stderr  # some of them greet
    before = peak()
    read = None
    for line in sys.stdin:
        articles = [(text, date.fromisoformat(published)) for text, published in json.loads(line)]
        start = process_time()
        read = read or make()
        found = [read(text, published) for text, published in articles]
        answer = {"seconds": process_time() - start, "memory": peak() - before, "version": version(library), "found": found}
        print(json.dumps(answer), file=out, flush=True)


if __name__ == "__main__":
    main()
