"""CSV for spreadsheets: RFC 4180, with cells that a spreadsheet would run as a formula made harmless.

A spreadsheet takes a cell for a formula by its first character, quoted or not, and the words of an article are anybody's.
So a cell that begins like a formula gets an apostrophe in front, which spreadsheets read as "this is text". A cell that
begins with an apostrophe gets one more: then whatever begins with an apostrophe has one to lose, and nothing else has.
Numbers stay numbers: -3.2 is no formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Final, TextIO

from govnews.patterns import pattern
from govnews.records import KNOWN_KEYS, WHOLE_KEYS, Record
from govnews.results import ROW_KEYS, Result
from govnews.surrogates import encodable

BOM: Final = "\ufeff"
"""The byte order mark: what tells Excel that a file is UTF-8."""

_LONGEST_CELL: Final = 2**31 - 1
_NUMBER: Final = pattern(r"-?[0-9]+(?:\.[0-9]+)?%?")
# full-width signs begin a formula where the spreadsheet runs in Chinese or Japanese; blanks before a sign are dropped by some
_FORMULA: Final = pattern(r"[\s\p{Cc}\p{Cf}]*+[=+\-@＝＋－＠﹢﹣﹦﹫]|[\t\r\n\0']")


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
    writer.writerows(map(_written, (row for result in results for row in result.rows())))


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
    rows = csv_rows(lines)
    headings = next(rows, [])
    if isinstance(headings, ValueError) or tuple(heading.removeprefix(BOM) for heading in headings) != ROW_KEYS:
        found = headings if isinstance(headings, ValueError) else repr(", ".join(headings))
        raise ValueError(f"the columns are {found}, and not those of govnews")
    for cells in rows:
        if isinstance(cells, ValueError):
            raise cells
        yield {key: _value(key, cell) for key, cell in zip(ROW_KEYS, cells, strict=True)}


def csv_rows(lines: Iterable[str], *, delimiter: str = ",") -> Iterator[list[str] | ValueError]:
    r"""The rows of any CSV, with cells of any length; where the quotes of a row do not match, a ValueError stands in its place.

    ``lines`` is the file, open with ``newline=""``, or its lines. An empty line is a row without cells.

    >>> for row in csv_rows(['a,"b"\r\n', '"c"d,e\r\n', "f,g\r\n"]):
    ...     print(row)
    ['a', 'b']
    its quotes do not match: ',' expected after '"'
    ['f', 'g']
    """
    module = _unlimited()
    rows: Iterator[list[str]] = module.reader(lines, delimiter=delimiter, strict=True)
    at = 0
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except module.Error as error:
            count = rows.line_num - at  # type: ignore[attr-defined] # an iterator that counts lines
            lost = "" if count == 1 else f"; they take {count} lines with them"
            yield ValueError(f"its quotes do not match: {error}{lost}")
        at = rows.line_num  # type: ignore[attr-defined]


def guarded(cell: str) -> str:
    """The cell so that no spreadsheet runs it: behind an apostrophe where it begins like a formula, else as it is.

    >>> guarded("=SUM(A1:A9)"), guarded("'90"), guarded("-3.2"), guarded("到位资金")
    ("'=SUM(A1:A9)", "''90", '-3.2', '到位资金')
    """
    # no formula begins with a letter or a figure, and most cells do
    is_formula = not cell[:1].isalnum() and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula else cell


def unguarded(cell: str) -> str:
    """The cell as it was before :func:`guarded`, whatever it was.

    >>> unguarded("'=SUM(A1:A9)"), unguarded("''90"), unguarded("-3.2")
    ('=SUM(A1:A9)', "'90", '-3.2')
    """
    return cell.removeprefix("'")


@cache
def _unlimited() -> ModuleType:
    """The csv module with a limit of its own, because that of the common one is the limit of everybody in the process."""
    spec = find_spec("_csv")
    if spec is None or spec.loader is None:
        raise ImportError("this Python has no csv module", name="_csv")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.field_size_limit(_LONGEST_CELL)
    return module


def _written(row: Record) -> list[str | int | None]:
    return [guarded(encodable(value)) if isinstance(value, str) else value for value in map(row.__getitem__, ROW_KEYS)]


def _value(key: str, cell: str) -> str | int | None:
    if cell == "" and key not in KNOWN_KEYS:
        return None
    return int(cell) if key in WHOLE_KEYS else unguarded(cell)
