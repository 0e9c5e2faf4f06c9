"""Word lists: data files in ``tables/``, read once and lazily; and the way to any data file of the package.

Every file of words is UTF-8 with tab-separated columns. Lines that begin with ``#`` are its header: what each column means and
where the data come from. Grammar is code and stands in the module that uses the words; words stand here.
"""

from __future__ import annotations

from functools import cache


def data(path: str) -> str:
    """A data file of the package, by its path inside it. Raises FileNotFoundError where there is none.

    >>> data("tables/units.tsv")[0]
    '#'
    """
    # importlib.resources takes longer to import than all tables to read
    from pkgutil import get_data  # noqa: PLC0415 - it too takes a while to import, and no import reads a table

    source = get_data("govnews", path)
    if source is None:
        raise FileNotFoundError(f"no {path}: the package is loaded in a way that gives no access to its data")
    return source.decode()


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``tables/name.tsv``, each padded with empty cells to the length of the longest.

    Raises FileNotFoundError where there is no such table.

    >>> rows("traditional")[0]
    ('萬', '万')
    """
    lines = [line for line in data(f"tables/{name}.tsv").splitlines() if line and not line.startswith("#")]
    tabs = max([line.count("\t") for line in lines], default=0)
    return tuple([tuple((line + "\t" * (tabs - line.count("\t"))).split("\t")) for line in lines])


@cache
def listed(name: str, role: str) -> tuple[str, ...]:
    """The words of one role in ``tables/name.tsv``, of which every line has a role and its words, parted by spaces.

    Raises KeyError where no line has the role.

    >>> listed("naming_words", "share")
    ('比重', '比例', '份额', '占比')
    """
    found = tuple(word for its, line in rows(name) if its == role for word in line.split())
    if not found:
        raise KeyError(role)
    return found


@cache
def words(name: str) -> tuple[str, ...]:
    """The first column of ``tables/name.tsv``.

    >>> "增长" in words("unbreakable")
    True
    """
    return tuple(row[0] for row in rows(name))
