"""The page of all units: it says of each what its row of the table says, and of no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from govnews.lexicon import rows


class Shown(NamedTuple):
    """What a page says of a unit, by its columns."""

    code: str
    kind: str
    symbol: str = ""
    worth: str = "1"
    written: str = ""
    before: str = ""


COLUMNS = {"code": "code", "symbol": "symbol", "written": "written", "before the number": "before"}


def shown_on(page: str) -> Iterator[Shown]:
    """The units of the page, those of its tables and those that are only named."""
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        table = [[cell.strip() for cell in line.strip("|").split("|")] for line in body.splitlines() if line.startswith("|")]
        for cells in table[2:]:
            columns = (COLUMNS.get(column, "worth") for column in table[0])
            yield Shown(kind=heading.lower(), **dict(zip(columns, [cells[0].strip("`"), *cells[1:]], strict=True)))
        for code in re.findall(r"`(\w+)`", body.partition("Written as their codes:")[2]):
            yield Shown(code, heading.lower(), written=code)


def test_the_page_has_the_units_of_the_table(root: Path) -> None:
    table = [
        Shown(
            code,
            kind,
            symbol,
            f"{factor or 1} + {offset}" if offset else factor or "1",
            "" if surfaces == "-" else surfaces or code,
            before,
        )
        for code, kind, factor, offset, symbol, _, surfaces, before in rows("units")
    ]
    shown = list(shown_on((root / "docs" / "units.md").read_text(encoding="utf-8")))
    assert sorted(shown) == sorted(table)


def test_what_converts_into_nothing_else_has_no_worth() -> None:
    of_their_own = {"money", "count", "cycle", "score", "transport", "other"}
    assert not [row for row in rows("units") if row[1] in of_their_own and (row[2] or row[3])]
