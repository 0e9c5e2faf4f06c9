"""The calendar that statistics count in: every stretch with its ends, its name, its grain and its edge."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from govnews import dates
from govnews.dates import END, MID, START, Stretch, edge
from govnews.model import Grain, ParseError


def plan() -> Stretch:
    return dates.years(2021, 2025, grain=Grain.PLAN, timex="2021/2025")


def shown(stretch: Stretch | None) -> str:
    """A stretch on one line: its ends, its name, its grain, its part."""
    if stretch is None:
        return ""
    words = [
        stretch.first or "-",
        stretch.last or "-",
        stretch.timex,
        stretch.grain,
        stretch.mod,
        "edge" if stretch.is_edge else "",
    ]
    return " ".join(str(word) for word in words if word)


@pytest.mark.parametrize(
    ("stretch", "expected"),
    [
        (lambda: dates.year(2022), "2022-01-01 2022-12-31 2022 year"),
        (lambda: dates.year(985), "0985-01-01 0985-12-31 0985 year"),
        (lambda: dates.year(None), "- - XXXX year"),
        (lambda: dates.half(2022, 1), "2022-01-01 2022-06-30 2022-H1 half"),
        (lambda: dates.half(2022, 2), "2022-07-01 2022-12-31 2022-H2 half"),
        (lambda: dates.half(None, 2), "- - XXXX-H2 half"),
        (lambda: dates.quarters(2022, 1, 3), "2022-01-01 2022-09-30 2022-Q1/2022-Q3 quarter"),
        (lambda: dates.quarters(2022, 4, 4), "2022-10-01 2022-12-31 2022-Q4 quarter"),
        (lambda: dates.quarters(None, 2, 2), "- - XXXX-Q2 quarter"),
        (lambda: dates.months(2022, 1, 9), "2022-01-01 2022-09-30 2022-01/2022-09 month"),
        (lambda: dates.month(2024, 2), "2024-02-01 2024-02-29 2024-02 month"),
        (lambda: dates.month(None, 2), "- - XXXX-02 month"),
        (lambda: dates.season(2022, 1), "2022-03-01 2022-05-31 2022-SP season"),
        (lambda: dates.season(2022, 2), "2022-06-01 2022-08-31 2022-SU season"),
        (lambda: dates.season(2022, 4), "2022-12-01 2023-02-28 2022-WI season"),
        (lambda: dates.season(None, 3), "- - XXXX-FA season"),
        (lambda: dates.tenday(2023, 2, 1), "2023-02-01 2023-02-10 2023-02 tenday START"),
        (lambda: dates.tenday(2023, 2, 2), "2023-02-11 2023-02-20 2023-02 tenday MID"),
        (lambda: dates.tenday(2023, 2, 3), "2023-02-21 2023-02-28 2023-02 tenday END"),
        (lambda: dates.tenday(None, 2, 3), "- - XXXX-02 tenday END"),
        (lambda: dates.days(2022, 10, 1, 7), "2022-10-01 2022-10-07 2022-10-01/2022-10-07 day"),
        (lambda: dates.days(None, 2, 29, 29), "- - XXXX-02-29 day"),
        (lambda: dates.days(None, None, 31, 31), "- - XXXX-XX-31 day"),
        (lambda: dates.days(2022, None, 5, 5), "- - 2022-XX-05 day"),
        (lambda: dates.days(2023, 2, 28, 29), ""),
        (lambda: dates.days(None, 2, 30, 30), ""),
        (lambda: dates.day(date(2022, 10, 1)), "2022-10-01 2022-10-01 2022-10-01 day"),
        (lambda: dates.years(2016, 2020), "2016-01-01 2020-12-31 2016/2020 year"),
        (lambda: dates.years(2016, 2016), "2016-01-01 2016-12-31 2016 year"),
        (lambda: dates.decade(1960), "1960-01-01 1969-12-31 196 decade"),
        (lambda: dates.century(20), "1901-01-01 2000-12-31 19 century"),
        (lambda: dates.century(9), "0801-01-01 0900-12-31 08 century"),
        (lambda: dates.week(date(2022, 10, 14)), "2022-10-10 2022-10-16 2022-W41 week"),
        (lambda: dates.week(date(2021, 1, 3)), "2020-12-28 2021-01-03 2020-W53 week"),
        # opening, middle and close
        (lambda: edge(dates.year(2022), START), "2022-01-01 2022-01-31 2022 year START"),
        (lambda: edge(dates.year(2022), MID), "2022-06-01 2022-06-30 2022 year MID"),
        (lambda: edge(dates.year(2022), END), "2022-12-31 2022-12-31 2022 year END edge"),
        (lambda: edge(dates.year(None), START), "- - XXXX year START"),
        (lambda: edge(dates.year(None), END), "- - XXXX year END edge"),
        (lambda: edge(dates.month(2022, 2), START), "2022-02-01 2022-02-10 2022-02 month START"),
        (lambda: edge(dates.month(2022, 2), MID), "2022-02-11 2022-02-20 2022-02 month MID"),
        (lambda: edge(dates.month(2022, 2), END), "2022-02-28 2022-02-28 2022-02 month END edge"),
        (lambda: edge(dates.decade(1990), START), "1990-01-01 1992-12-31 199 decade START"),
        (lambda: edge(dates.decade(1990), MID), "1993-01-01 1996-12-31 199 decade MID"),
        (lambda: edge(dates.decade(1990), END), "1997-01-01 1999-12-31 199 decade END"),
        (lambda: edge(dates.century(20), START), "1901-01-01 1910-12-31 19 century START"),
        (lambda: edge(dates.century(20), MID), "1941-01-01 1960-12-31 19 century MID"),
        (lambda: edge(dates.century(20), END), "1991-01-01 2000-12-31 19 century END"),
        (lambda: edge(plan(), START), "2021-01-01 2021-12-31 2021/2025 plan START"),
        (lambda: edge(plan(), MID), "2023-01-01 2023-12-31 2021/2025 plan MID"),
        (lambda: edge(plan(), END), "2025-12-31 2025-12-31 2021/2025 plan END edge"),
        # other stretches are thirded, in months where they are shorter than three years
        (lambda: edge(dates.half(2022, 1), START), "2022-01-01 2022-02-28 2022-H1 half START"),
        (lambda: edge(dates.half(2022, 1), MID), "2022-03-01 2022-04-30 2022-H1 half MID"),
        (lambda: edge(dates.quarters(2022, 2, 2), MID), "2022-05-01 2022-05-31 2022-Q2 quarter MID"),
        (lambda: edge(dates.season(2022, 4), START), "2022-12-01 2022-12-31 2022-WI season START"),
        (lambda: edge(dates.years(2021, 2023), START), "2021-01-01 2021-01-31 2021/2023 year START"),
        # from the first day of one to the last day of another
        (lambda: dates.joined(dates.year(2021), dates.month(2023, 3)), "2021-01-01 2023-03-31 2021/2023-03 month"),
        (lambda: dates.joined(dates.year(None), dates.year(2022)), "- - XXXX/2022 year"),
        (lambda: dates.joined(dates.year(2022), dates.year(None)), "- - 2022/XXXX year"),
        (lambda: dates.joined(dates.year(2022), dates.year(2021)), ""),
        (
            lambda: dates.joined(dates.day(date(2022, 3, 1)), dates.day(date(2022, 3, 1))),
            "2022-03-01 2022-03-01 2022-03-01/2022-03-01 day",
        ),
    ],
)
def test_stretches(stretch: Callable[[], Stretch | None], expected: str) -> None:
    assert shown(stretch()) == expected


@pytest.mark.parametrize("year", [1, 4, 100, 400, 1900, 2000, 2023, 2024, 9999])
def test_the_last_day_of_every_month(year: int) -> None:
    assert [dates.last_day(year, month) for month in range(1, 13)] == [monthrange(year, month)[1] for month in range(1, 13)]


def test_days_are_held_inside_the_calendar() -> None:
    assert dates.shift_years(date(2, 5, 6), -3) == date(1, 5, 6)
    assert dates.shift_years(date(9998, 5, 6), 3) == date(9999, 5, 6)
    assert dates.shift_months(date(1, 1, 31), -1) == date(1, 12, 31)
    assert dates.shift_months(date(9999, 12, 31), 2) == date(9999, 2, 28)
    assert dates.shift_days(date(1, 1, 2), -5) == date(1, 1, 1)
    assert dates.shift_days(date(9999, 12, 30), 5) == date(9999, 12, 31)


@pytest.mark.parametrize(
    ("year", "month", "day", "exists"),
    [
        (2024, 2, 29, True),
        (2023, 2, 29, False),
        (2023, 0, 1, False),
        (2023, 13, 1, False),
        (2023, 12, 31, True),
        (2023, 1, 1, True),
        (2023, 1, 0, False),
    ],
)
def test_dates_that_there_are(year: int, month: int, day: int, exists: bool) -> None:  # noqa: FBT001 - the expected answer
    assert dates.safe_date(year, month, day) == (date(year, month, day) if exists else None)


def test_the_day_of_publication() -> None:
    assert dates.published_date(None) is None
    for given in (date(2022, 10, 14), datetime(2022, 10, 14, 8, tzinfo=UTC), "2022-10-14", " 2022-10-14T08:00:00 "):
        assert dates.published_date(given) == date(2022, 10, 14)
        assert type(dates.published_date(given)) is date
    with pytest.raises(TypeError, match=r"^published is a date, a datetime or an ISO string, not int$"):
        dates.published_date(2022)  # type: ignore[arg-type]
    with pytest.raises(ParseError, match=r"^published is no ISO date \(2022-10-14\)\n    14/10/2022\n    \^$") as caught:
        dates.published_date("14/10/2022")
    assert (caught.value.source, caught.value.position) == ("14/10/2022", 0)
