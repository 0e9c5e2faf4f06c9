"""What must hold of any text whatever: an oracle takes one and fails where the reader breaks a law.

Fuzzing calls them with what it makes up (:mod:`fuzz`), and ``tests/test_finds.py`` with what it once found.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Final, TypeVar

from govnews import (
    Document,
    Metric,
    Period,
    Quantity,
    Span,
    Unit,
    extract,
    find_numerals,
    find_periods,
    find_quantities,
    from_dict,
    parse_numeral,
    parse_period,
    parse_quantity,
    parse_unit,
    render_numeral,
    to_arrow,
)
from govnews.arrow import to_rows
from govnews.articles import day_of_cell
from govnews.brat import plain, standoff
from govnews.datelines import find_dateline, full_date, stated_day
from govnews.explain import explain
from govnews.inputs import day_in_name
from govnews.markup import data_block, element, escaped
from govnews.model import Mention, ParseError
from govnews.records import KEYS, to_dict
from govnews.render import table
from govnews.report import page
from govnews.results import ROW_KEYS, Result
from govnews.sdmx import write_sdmx
from govnews.spelling import Style
from govnews.spreadsheet import guarded, read_csv, unguarded, write_csv
from govnews.surrogates import encodable
from govnews.terminal import visible
from govnews.units import all_units

T = TypeVar("T")

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
CLOCKS: Final = (None, date(2022, 10, 14), date.min, date.max)
STYLES: Final[tuple[Style, ...]] = ("arabic", "grouped", "full-width", "mixed", "chinese", "capital")

_ZERO_WIDTH: Final = "\u200b"
_WIDE: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_LONGEST: Final = 20
"""How many digits a number has at most that is written in every style: 亿亿 is the greatest power that has a word."""

_TIDY: Final = extract("2021年，全市完成投资31.65\n亿元，同比增长7.8%。力争新建3至5座。", published="2022-01-20")


def metrics(text: str) -> None:
    """Whatever the text and the day: no error, exact places in order, the quantities of the text, and the same again."""
    published = _clock(text)
    document = extract(text, published=published)
    _in_order(text, document)
    for metric in document:
        _stated(text, document, metric)
    assert extract(text, published=published).to_json() == document.to_json(), "the same text gives other records"
    if published is None:
        assert [(metric.span, metric.quantity) for metric in document] == [(q.span, q.value) for q in find_quantities(text)]


def twins(text: str) -> None:
    """Full width, characters that UTF-8 can hold, and marks without width between all characters change no metric."""
    published = _clock(text)
    expected = [*map(_measured, extract(text, published=published))]
    for twin in (widened(text), encodable(text)):
        assert [*map(_measured, extract(twin, published=published))] == expected
    if not any(map(str.isspace, text)):
        found = [_measured(metric) for metric in extract(_ZERO_WIDTH.join(text), published=published)]
        # a character of a number now takes two places, but for the last
        assert found == [(2 * start, 2 * end - 1, *rest) for start, end, *rest in expected]


def _clock(text: str) -> date | None:
    """A day that goes by the length of the text, so that every kind of day is tried on texts of every kind."""
    return CLOCKS[len(text) % len(CLOCKS)]


def _stated(text: str, document: Document, metric: Metric) -> None:
    """The metric says nothing that the text has not."""
    for words in metric.evidence:
        assert text[words.start : words.end] == words.text
    if metric.change is not None and metric.change.level is not None:
        assert metric.change.level in [other.span for other in document]
    assert metric.period_text in text
    _exact(metric.quantity)
    if metric.period is not None:
        _dated(metric.period)
    assert explain(metric).startswith(visible(metric.text))


def _measured(metric: Metric) -> tuple[int, int, *tuple[object, ...]]:
    return metric.start, metric.end, metric.quantity, metric.status, metric.role, metric.transition, metric.period


def published(text: str) -> None:
    """Whatever the first line is, it is a day of publication or refused as none; and the rest is read by it."""
    day, _, article = text.partition("\n")
    known = _or_refused(lambda: extract(article, published=day), day)
    if known is not None:
        assert known.published is not None
        assert extract(article, published=known.published) == known
        for mention in find_periods(article, day):
            _dated(mention.value)


def records(text: str) -> None:
    """Every record leads back to its metric, and through every format to itself."""
    document = extract(text, published=date(2022, 10, 14))
    written = document.to_dicts()
    assert [to_dict(from_dict(record)) for record in written] == written
    assert all(tuple(record) == KEYS for record in written)
    assert json.loads(document.to_json().encode()) == [_read_as_json(record) for record in written]
    result = Result.of(document, document=text[:40])
    assert Result.from_line(result.to_line()) == result
    rows = [{**row, "document": row["document"] or None} for row in _encodable(result.rows())]
    write_csv([result], out := io.StringIO(newline=""))
    assert list(read_csv(io.StringIO(out.getvalue().encode().decode(), newline=""))) == rows
    write_sdmx([result], out := io.StringIO(newline=""))
    out.getvalue().encode()
    assert len(plain(text)) == len(text)
    standoff(result).encode()
    assert table(document).count("\n") == (len(document) if document else 0)


def tables(text: str) -> None:
    """A table of Arrow holds every record, to the last digit."""
    document = extract(text, published=date(2022, 10, 14))
    expected = list(_encodable(Result.of(document).rows()))
    assert list(to_rows(to_arrow(document))) == [{**row, "published": "2022-10-14"} for row in expected]


def pages(text: str) -> None:
    """No text brings an element or an attribute onto a page of ours that was not there before."""
    document = extract(text)
    for markup in (document.to_html(title=text), document._repr_html_()):
        markup.encode()
        assert _names(markup) <= _usual_names()
    assert len(unescape(escaped(text))) == len(text)
    assert json.loads(data_block([text]).partition(">")[2].removesuffix("</script>")) == [encodable(text)]
    assert _names(element("p", text, title=text)) == {"p", "title"}


def numerals(text: str) -> None:
    """Numerals stand in order; what is one reads the same in full width, and as each style writes it."""
    found = find_numerals(text)
    _in_order(text, found)
    for mention in found:
        _numbers(mention.value.value, mention.value.low, mention.value.high)
    numeral = _or_refused(lambda: parse_numeral(text), text)
    assert _or_refused(lambda: parse_numeral(widened(text)), widened(text)) == numeral
    if numeral is not None and isinstance(numeral.value, Decimal) and len(f"{numeral.value:f}") <= _LONGEST:
        for style in STYLES:
            assert parse_numeral(render_numeral(numeral.value, style)).value == numeral.value, style


def quantities(text: str) -> None:
    """Quantities stand in order; what is one reads the same in full width, and as it writes itself, and converts back."""
    found = find_quantities(text)
    _in_order(text, found)
    for mention in found:
        _exact(mention.value)
    quantity = _or_refused(lambda: parse_quantity(text), text)
    assert _or_refused(lambda: parse_quantity(widened(text)), widened(text)) == quantity
    if quantity is not None:
        _exact(quantity)
        same = [unit for unit in all_units() if unit.dimension == quantity.unit.dimension]
        assert all(quantity.to(unit).to(quantity.unit) == quantity for unit in same)
        if _reads_alone(quantity.unit):
            assert all(parse_quantity(quantity.render(style)) == quantity for style in ("arabic", "mixed", "full-width"))


@cache
def _reads_alone(unit: Unit) -> bool:
    """Whether the name of the unit means it wherever it stands; 里拉 and 度 are more than one unit."""
    with suppress(ParseError):
        return parse_quantity(f"3{unit.symbol}").unit == unit
    return False


def units(text: str) -> None:
    """What is a unit has a code that is it, and reads the same in full width."""
    unit = _or_refused(lambda: parse_unit(text), text)
    assert _or_refused(lambda: parse_unit(widened(text)), widened(text)) == unit
    if unit is not None:
        assert parse_unit(unit.code) == unit
        assert unit.factor > 0


def periods(text: str) -> None:
    """Times stand in order and do not end before they begin; what is one is the same in full width."""
    clock = _clock(text)
    found = find_periods(text, clock)
    _in_order(text, found)
    for mention in found:
        _dated(mention.value)
    period = _or_refused(lambda: parse_period(text, clock), text)
    assert _or_refused(lambda: parse_period(widened(text), clock), widened(text)) == period
    assert period is None or period == found[0].value


def datelines(text: str) -> None:
    """A dateline is a line of the text; what is no day is refused and never raises."""
    found = find_dateline(text)
    if found is not None:
        assert text[found.start : found.end] == found.text
        assert find_dateline(text) == found
    day = stated_day(text)
    assert full_date(text) in {None, day}
    day_in_name(text)
    try:
        assert day_of_cell(text) == (None if not text.strip() else day)
    except ValueError:
        assert day is None


def back(text: str) -> None:
    """Whatever a line, or a record with these lines for keys, has become outside: it is read exactly, or a ValueError."""
    line = text.encode("utf-8", "surrogatepass")
    result = _refusable(lambda: Result.from_line(line))
    if result is not None:
        assert Result.from_line(result.to_line()) == result
    list(_refusable(lambda: list(read_csv(text.splitlines(keepends=True)))) or ())
    assert unguarded(guarded(text)) == text
    lines = (line.partition("=") for line in text.split("\n"))
    record = {**_TIDY.to_dicts()[1], **{key: _cell(written) for key, _, written in lines if key in KEYS}}
    metric = _refusable(lambda: from_dict(record))
    if metric is not None:
        assert to_dict(metric) == record


def _cell(written: str) -> object:
    """A value as JSON writes it, or the string itself."""
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        return written


def widened(text: str) -> str:
    """The text in full width."""
    return text.translate(_WIDE)


def _in_order(text: str, found: Iterable[Mention[T] | Metric]) -> None:
    """Law 1, and that nothing overlaps."""
    at = 0
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert at <= mention.start < mention.end
        assert mention.span == Span(start=mention.start, end=mention.end)
        at = mention.end


def _or_refused(parse: Callable[[], T], source: str) -> T | None:
    """What is parsed, or None where it is refused the way parsers may: with a place inside the text."""
    try:
        return parse()
    except ParseError as error:
        refusal = error
    assert refusal.source == source
    assert 0 <= refusal.position <= len(source)
    assert str(refusal).startswith(refusal.message)
    return None


def _refusable(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except (ValueError, RecursionError):
        return None


def _exact(quantity: Quantity) -> None:
    _numbers(quantity.value, quantity.low, quantity.high)
    assert quantity.is_range is (quantity.value is None)
    assert hash(quantity) == hash(quantity.to(quantity.unit))
    assert isinstance(quantity.unit, Unit)
    str(quantity), repr(quantity), quantity.render("capital"), quantity.render("chinese")


def _numbers(value: Decimal | Fraction | None, low: Decimal | Fraction | None, high: Decimal | Fraction | None) -> None:
    """Numbers are exact; either one, or two ends in order."""
    assert all(isinstance(number, Decimal | Fraction | None) for number in (value, low, high))
    assert (value is None) is (low is not None) is (high is not None)
    assert low is None or high is None or low <= high


def _dated(period: Period) -> None:
    assert (period.start is None) is (period.end is None) or period.timex
    assert period.is_resolved or not period.sdmx
    assert period.sdmx or not period.is_resolved
    assert period.edtf or not period.is_resolved


def _read_as_json(record: dict[str, str | int | None]) -> dict[str, str | int | None]:
    """The record as JSON holds it, in which two halves of a pair of surrogates make one character."""
    return {key: _paired(value) if isinstance(value, str) else value for key, value in record.items()}


def _paired(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _encodable(rows: Iterable[dict[str, str | int | None]]) -> Iterable[dict[str, str | int | None]]:
    for row in rows:
        assert tuple(row) == ROW_KEYS
        yield {key: encodable(value) if isinstance(value, str) else value for key, value in row.items()}


@cache
def _usual_names() -> frozenset[str]:
    """The names on pages that nobody has tampered with."""
    articles = [extract(path.read_text(encoding="utf-8")) for path in sorted(EXAMPLES.rglob("*.txt"))]
    return _names(page([(article.text[:9], article) for article in articles])) | _names(articles[0]._repr_html_())


def _names(markup: str) -> frozenset[str]:
    """The names of the elements and attributes of a page."""
    parser = _Names()
    parser.feed(markup)
    parser.close()
    return frozenset(parser.found)


class _Names(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs)}


OF_TEXTS: Final[dict[str, Callable[[str], None]]] = {
    oracle.__name__: oracle
    for oracle in (metrics, twins, published, records, tables, pages, numerals, quantities, units, periods, datelines, back)
}
