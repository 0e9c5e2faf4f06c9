"""Progress: what a job tells on standard error while it runs and when it ends, and the file of its errors."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Protocol, Self

from govnews.records import json_lines
from govnews.results import Result

_PAUSE: Final = 1.0
"""Seconds before a job counts as long, and between two lines of the plain count."""

_ORIGINS: Final = {
    "option": "from --published",
    "column": "from columns",
    "page": "from heads of pages",
    "name": "from names",
    "dateline": "from datelines",
    None: "unknown",
}
"""Where dates of publication come from, in the words of the last line."""


def say(message: str) -> None:
    """Write a message of the command to standard error."""
    sys.stderr.write(f"govnews: {message}\n")


class Tally:
    """Counts what was read and what was not; errors are told at once, and kept in a file if there is to be one.

    >>> tally = Tally()
    >>> tally.count(Result(document="a.txt", records=({}, {}), published_from="name"))
    >>> print(tally)
    1 article, 2 metrics; dates: 1 from names; 0 errors
    """

    def __init__(self, *, errors: Path | None = None) -> None:
        self.articles: int = 0
        self.metrics: int = 0
        self.errors: int = 0
        self._origins: Counter[str | None] = Counter()
        self._file = errors

    @property
    def items(self) -> int:
        """How many articles there were, read or not."""
        return self.articles + self.errors

    def count(self, result: Result) -> None:
        """Count a result; raises OSError where the file of errors cannot be written."""
        if result.error is None:
            self.articles += 1
            self.metrics += len(result.records)
            self._origins[result.published_from] += 1
            return
        self.errors += 1
        say(f"{result.document}: {result.error}")
        if self._file is not None:
            with self._file.open("w" if self.errors == 1 else "a", encoding="utf-8", newline="") as lines:
                lines.writelines(json_lines([{"document": result.document, "error": result.error}]))

    def __str__(self) -> str:
        origins = ", ".join(f"{self._origins[origin]:,} {said}" for origin, said in _ORIGINS.items() if self._origins[origin])
        dates = f"; dates: {origins}" if origins else ""
        return (
            f"{_several(self.articles, 'article')}, {_several(self.metrics, 'metric')}{dates}; {_several(self.errors, 'error')}"
        )


def _several(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


class _Bar(Protocol):
    """What is used of tqdm's bar."""

    def update(self, n: float = 1, /) -> object:
        """Count on."""

    def clear(self) -> None:
        """Take the bar off the terminal until it is drawn again."""

    def close(self) -> None:
        """Take it off for good."""


class Progress:
    """A count of articles that moves on a terminal; nothing where it is not to be shown."""

    def __init__(self, *, is_shown: bool) -> None:
        self._bar = _bar() if is_shown and sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def counted(self, results: Iterable[Result], tally: Tally) -> Iterator[Result]:
        """The results, each counted by the tally and by the bar."""
        for result in results:
            if result.error is not None:
                self._make_room()
            tally.count(result)
            if self._bar is not None:
                self._bar.update()
            yield result

    def say(self, message: str) -> None:
        """Print a message that the bar does not garble."""
        self._make_room()
        say(message)

    def _make_room(self) -> None:
        if self._bar is not None:
            self._bar.clear()


def _bar() -> _Bar:
    try:
        from tqdm import tqdm  # noqa: PLC0415 - an extra
    except ImportError:
        return _PlainCount()
    return tqdm(unit=" articles", delay=_PAUSE, leave=False, dynamic_ncols=True, file=sys.stderr)


class _PlainCount:
    """A count on one line, where there is no tqdm."""

    def __init__(self) -> None:
        self._count = 0.0
        self._width = 0
        self._shown = time.monotonic()

    def update(self, n: float = 1, /) -> None:
        self._count += n
        if time.monotonic() - self._shown >= _PAUSE:
            self._shown = time.monotonic()
            self._put(f"{self._count:,.0f} articles")

    def clear(self) -> None:
        self._put("")

    def close(self) -> None:
        self.clear()

    def _put(self, line: str) -> None:
        sys.stderr.write(f"\r{line:<{self._width}}\r{line}" if self._width or line else "")
        sys.stderr.flush()
        self._width = len(line)
