"""The calendar that statistics count in: years, halves, quarters, months, ten-day spells and days.

A :class:`Stretch` has a first and a last day and the TIMEX3 value that names it. A year that nobody wrote is None; then
the days are None too and the value says what is known (``XXXX-Q1``). Nothing here reads text or a clock.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, NamedTuple

from govnews.model import Grain, ParseError

START, MID, END, APPROX = "START", "MID", "END", "APPROX"


class Stretch(NamedTuple):
    """A stretch of the calendar, both ends inclusive.

    ``is_edge`` marks the close of something longer (年底, 月末), which is read as a point in time.

    >>> month(2024, 2).last
    datetime.date(2024, 2, 29)
    """

    first: date | None
    last: date | None
    timex: str
    grain: Grain
    mod: str = ""
    is_edge: bool = False


def published_date(published: date | datetime | str | None) -> date | None:
    """The day of publication from what callers give; an ISO string, a date or a datetime.

    Raises TypeError for anything else and :class:`ParseError` for a string that is no ISO date.

    >>> published_date("2022-10-14T08:00:00")
    datetime.date(2022, 10, 14)
    """
    if published is None:
        return None
    if isinstance(published, datetime):
        return published.date()
    if isinstance(published, date):
        return published
    if not isinstance(published, str):
        raise TypeError(f"published is a date, a datetime or an ISO string, not {type(published).__name__}")
    try:
        return datetime.fromisoformat(published.strip()).date()
    except ValueError:
        raise ParseError("published is no ISO date (2022-10-14)", source=published, position=0) from None


_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def last_day(year: int, month: int) -> int:
    """The last day of a month, which ``calendar.monthrange`` tells too, together with much that nobody asks for here.

    >>> last_day(2024, 2)
    29
    """
    is_leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if is_leap else _DAYS[month - 1]


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none: 30 February."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= last_day(year, month) else None


def shift_years(day: date, years: int) -> date:
    """The same day ``years`` later; 29 February becomes the 28th where there is none.

    >>> shift_years(date(2024, 2, 29), -1)
    datetime.date(2023, 2, 28)
    """
    year = min(max(day.year + years, 1), 9999)
    return safe_date(year, day.month, day.day) or date(year, day.month, 28)


def shift_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the last day of a month that is too short.

    >>> shift_months(date(2024, 3, 31), -1)
    datetime.date(2024, 2, 29)
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), 9999)
    return date(year, month0 + 1, min(day.day, last_day(year, month0 + 1)))


def shift_days(day: date, days: int) -> date:
    """The day ``days`` later, held inside the years 1 to 9999."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def year(number: int | None) -> Stretch:
    """A calendar year.

    >>> year(None).timex
    'XXXX'
    """
    return months(number, 1, 12, timex=_year(number), grain=Grain.YEAR)


def half(number: int | None, which: int) -> Stretch:
    """The first or second half of a year.

    >>> half(2022, 1).timex, half(2022, 1).last
    ('2022-H1', datetime.date(2022, 6, 30))
    """
    return months(number, which * 6 - 5, which * 6, timex=f"{_year(number)}-H{which}", grain=Grain.HALF)


def quarters(number: int | None, first: int, last: int) -> Stretch:
    """One quarter, or the run of quarters from ``first`` to ``last``.

    >>> quarters(2022, 1, 3).timex
    '2022-Q1/2022-Q3'
    """
    name = _run(_year(number), f"Q{first}", f"Q{last}")
    return months(number, first * 3 - 2, last * 3, timex=name, grain=Grain.QUARTER)


def months(number: int | None, first: int, last: int, *, timex: str = "", grain: Grain = Grain.MONTH) -> Stretch:
    """One month, or the run of months from ``first`` to ``last`` of one year.

    >>> months(2022, 1, 9).timex
    '2022-01/2022-09'
    """
    timex = timex or _run(_year(number), f"{first:02}", f"{last:02}")
    if number is None:
        return Stretch(None, None, timex, grain)
    return Stretch(date(number, first, 1), date(number, last, last_day(number, last)), timex, grain)


def month(number: int | None, which: int) -> Stretch:
    """One month."""
    return months(number, which, which)


_SEASONS = ("SP", "SU", "FA", "WI")


def season(number: int | None, which: int) -> Stretch:
    """Spring (March to May), summer, autumn or the winter that ends in the next February.

    >>> season(2022, 4).timex, season(2022, 4).last
    ('2022-WI', datetime.date(2023, 2, 28))
    """
    timex = f"{_year(number)}-{_SEASONS[which - 1]}"
    if number is None:
        return Stretch(None, None, timex, Grain.SEASON)
    first = date(number, which * 3, 1)
    return Stretch(first, shift_days(shift_months(first, 3), -1), timex, Grain.SEASON)


def tenday(number: int | None, which_month: int, which: int) -> Stretch:
    """上旬, 中旬 or 下旬: the first ten, the second ten, the remaining days of a month.

    >>> tenday(2023, 2, 3).last
    datetime.date(2023, 2, 28)
    """
    mod = (START, MID, END)[which - 1]
    timex = f"{_year(number)}-{which_month:02}"
    if number is None:
        return Stretch(None, None, timex, Grain.TENDAY, mod)
    last = which * 10 if which < 3 else last_day(number, which_month)
    return Stretch(date(number, which_month, which * 10 - 9), date(number, which_month, last), timex, Grain.TENDAY, mod)


def days(number: int | None, which_month: int | None, first: int, last: int) -> Stretch | None:
    """One day, or a run of days of one month; None where the month has no such day."""
    stem = f"{_year(number)}-{'XX' if which_month is None else f'{which_month:02}'}"
    timex = _run(stem, f"{first:02}", f"{last:02}")
    if which_month is not None and last > last_day(2024 if number is None else number, which_month):
        return None
    if number is None or which_month is None:
        return Stretch(None, None, timex, Grain.DAY)
    return Stretch(date(number, which_month, first), date(number, which_month, last), timex, Grain.DAY)


def day(which: date) -> Stretch:
    """One day."""
    return Stretch(which, which, which.isoformat(), Grain.DAY)


def years(first: int, last: int, *, grain: Grain = Grain.YEAR, timex: str = "") -> Stretch:
    """The years from ``first`` to ``last``.

    >>> years(2016, 2020).timex
    '2016/2020'
    """
    return Stretch(date(first, 1, 1), date(last, 12, 31), timex or _run_years(first, last), grain)


def decade(first: int) -> Stretch:
    """The ten years from ``first`` on; its TIMEX3 value is three digits.

    >>> decade(1960).timex
    '196'
    """
    return years(first, first + 9, grain=Grain.DECADE, timex=f"{first // 10:03}")


def century(ordinal: int) -> Stretch:
    """The 20th century is 1901 to 2000 and TIMEX3 ``19``."""
    return years(ordinal * 100 - 99, ordinal * 100, grain=Grain.CENTURY, timex=f"{ordinal - 1:02}")


def week(which: date) -> Stretch:
    """The week, from Monday, that holds a day.

    >>> week(date(2022, 10, 14)).timex
    '2022-W41'
    """
    iso = which.isocalendar()
    monday = shift_days(which, 1 - iso.weekday)
    return Stretch(monday, shift_days(monday, 6), f"{iso.year:04}-W{iso.week:02}", Grain.WEEK)


def joined(first: Stretch, last: Stretch) -> Stretch | None:
    """From the first day of one to the last day of another; None where they stand in the wrong order."""
    if first.first is not None and last.last is not None and first.first > last.last:
        return None
    resolved = first.first is not None and last.last is not None
    ends = (first.first, last.last) if resolved else (None, None)
    return Stretch(*ends, f"{first.timex}/{last.timex}", last.grain)


def edge(stretch: Stretch, mod: str) -> Stretch:
    """The opening (初), the middle (中) or the close (底, 末) of a stretch.

    The opening and middle of a year are its first and sixth month, of a month its ten-day spells, of a century ten and twenty
    years; a close is the last day, but of a decade or century its last years.

    >>> edge(year(2022), "END").first
    datetime.date(2022, 12, 31)
    """
    grain = stretch.grain
    if stretch.first is None or stretch.last is None:
        return stretch._replace(mod=mod, is_edge=mod == END)
    first, last = stretch.first, stretch.last
    if mod == END and grain not in {Grain.DECADE, Grain.CENTURY}:
        return Stretch(last, last, stretch.timex, grain, mod, is_edge=True)
    if grain is Grain.MONTH:
        part = tenday(first.year, first.month, 1 if mod == START else 2)
    elif grain is Grain.YEAR:
        part = month(first.year, 1 if mod == START else 6)
    elif grain is Grain.CENTURY:
        opening = {START: 0, MID: 40, END: 90}[mod] + first.year
        part = years(opening, opening + (19 if mod == MID else 9))
    elif grain is Grain.PLAN:
        part = year(first.year if mod == START else first.year + 2)
    else:
        part = _third(stretch, first, last, mod)
    return Stretch(part.first, part.last, stretch.timex, grain, mod)


def _third(stretch: Stretch, first: date, last: date, mod: str) -> Stretch:
    """The first, second or last third of a stretch, in whole years or months."""
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    unit = 12 if length >= 36 else 1
    third = max(length // unit // 3, 1) * unit
    begin = {START: 0, MID: third, END: length - third}[mod]
    end = {START: third, MID: length - third, END: length}[mod]
    to = shift_days(shift_months(first, end), -1)
    return stretch._replace(first=shift_months(first, begin), last=to)


def _year(number: int | None) -> str:
    return "XXXX" if number is None else f"{number:04}"


def _run(stem: str, first: str, last: str) -> str:
    return f"{stem}-{first}" if first == last else f"{stem}-{first}/{stem}-{last}"


def _run_years(first: int, last: int) -> str:
    return f"{first:04}" if first == last else f"{first:04}/{last:04}"
