"""CSV for spreadsheets: RFC 4180, with cells that a spreadsheet would run as a formula made harmless.

A spreadsheet takes a cell for a formula by its first character, quoted or not, and the words of an article are anybody's.
So a cell that begins like a formula gets an apostrophe in front, which spreadsheets read as "this is text". A cell that
begins with an apostrophe gets one more: then whatever begins with an apostrophe has one to lose, and nothing else has.
Numbers stay numbers: -3.2 is no formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Final, TextIO

import regex

from govnews.records import Record
from govnews.results import ROW_KEYS, Result, encodable

BOM: Final = "\ufeff"
"""The byte order mark: what tells Excel that a file is UTF-8."""

_NUMBER: Final = regex.compile(r"-?[0-9]+(?:\.[0-9]+)?%?")
# full-width signs begin a formula where the spreadsheet runs in Chinese or Japanese; blanks before a sign are dropped by some
_FORMULA: Final = regex.compile(r"[\s\p{Cc}\p{Cf}]*+[=+\-@＝＋－＠﹢﹣﹦﹫]|[\t\r\n\0']")
_WHOLE: Final = frozenset({"start", "end", "level_start", "level_end", "exponent"})
_NEVER_NULL: Final = frozenset(
    {
        *("text", "unit", "bound", "status", "role", "indicator", "subject"),
        *("period_text", "subject_text", "unit_kind", "rule"),
    }
)


def write_csv(results: Iterable[Result], out: TextIO) -> None:
    r"""Write the metrics as CSV: a line of headings, then a line a metric, each ended by ``\r\n``; null is an empty cell.

    ``out`` is open with ``newline=""``. Lone surrogates, which UTF-8 cannot hold, become U+FFFD.

    >>> import io
    >>> import govnews
    >>> out = io.StringIO(newline="")
    >>> write_csv([Result.of(govnews.extract("新建厂房3座。"), document="=a.txt")], out)
    >>> out.getvalue().splitlines()[1][:18]
    "'=a.txt,,,3座,4,6,3"
    """
    writer = csv.writer(out)
    writer.writerow(ROW_KEYS)
    writer.writerows(map(_cells, (row for result in results for row in result.rows())))


def read_csv(lines: Iterable[str]) -> Iterator[Record]:
    """The rows that :func:`write_csv` has written, each with all of ``ROW_KEYS``; the exact way back.

    ``lines`` is the file, open with ``newline=""``, or its lines. What was an empty string in a column that may be null comes
    back as null. Raises ValueError where the headings are others.

    >>> import io
    >>> import govnews
    >>> result = Result.of(govnews.extract("新建厂房3座。"), document="=a.txt")
    >>> write_csv([result], out := io.StringIO(newline=""))
    >>> list(read_csv(out.getvalue().splitlines(keepends=True))) == list(result.rows())
    True
    """
    reader = csv.reader(lines)
    headings = next(reader, [])
    if tuple(heading.removeprefix(BOM) for heading in headings) != ROW_KEYS:
        raise ValueError(f"the columns are {', '.join(headings)!r}, and not those of govnews")
    for cells in reader:
        yield {key: _value(key, cell) for key, cell in zip(ROW_KEYS, cells, strict=True)}


def guarded(cell: str) -> str:
    """The cell so that no spreadsheet runs it: behind an apostrophe where it begins like a formula, else as it is.

    >>> guarded("=SUM(A1:A9)"), guarded("'90"), guarded("-3.2"), guarded("到位资金")
    ("'=SUM(A1:A9)", "''90", '-3.2', '到位资金')
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before :func:`guarded`, whatever it was.

    >>> unguarded("'=SUM(A1:A9)"), unguarded("''90"), unguarded("-3.2")
    ('=SUM(A1:A9)', "'90", '-3.2')
    """
    return cell.removeprefix("'")


def _cells(row: Record) -> Iterator[str]:
    return ("" if value is None else guarded(encodable(str(value))) for value in (row[key] for key in ROW_KEYS))


def _value(key: str, cell: str) -> str | int | None:
    if cell == "" and key not in _NEVER_NULL:
        return None
    return int(cell) if key in _WHOLE else unguarded(cell)
