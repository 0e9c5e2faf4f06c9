"""Extras: packages that ``pip install govnews`` leaves out, and what to say where one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Import in a ``with`` what an extra brings; where it is missing, the ImportError says how to get it.

    >>> with needs("arrow"):
    ...     import no_such_package
    Traceback (most recent call last):
        ...
    ImportError: No module named 'no_such_package'; it comes with: pip install 'govnews[arrow]'
    """
    try:
        yield
    except ImportError as error:
        raise ImportError(f"{error}; it comes with: pip install 'govnews[{extra}]'", name=error.name) from error
