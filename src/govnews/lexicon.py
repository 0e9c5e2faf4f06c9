"""Word lists: data files in ``tables/``, read once and lazily.

Every file is UTF-8 with tab-separated columns. Lines that begin with ``#`` are its header: what each column means and
where the data come from. Grammar is code and stands in the module that uses the words; words stand here.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``tables/name.tsv``, each padded with empty cells to the length of the longest.

    Raises FileNotFoundError where there is no such table.

    >>> rows("traditional")[0]
    ('萬', '万')
    """
    source = files("govnews").joinpath("tables", f"{name}.tsv").read_text(encoding="utf-8")
    cells = [tuple(line.split("\t")) for line in source.splitlines() if line and not line.startswith("#")]
    width = max(map(len, cells), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in cells)


@cache
def words(name: str) -> tuple[str, ...]:
    """The first column of ``tables/name.tsv``.

    >>> "增长" in words("unbreakable")
    True
    """
    return tuple(row[0] for row in rows(name))
