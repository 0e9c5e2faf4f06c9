"""Progress: what a job tells on standard error while it runs."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final, Protocol, Self

from govnews.results import Result
from govnews.tally import Tally
from govnews.terminal import visible

_PAUSE: Final = 1.0
"""Seconds before a job counts as long, and between two lines of the plain count."""


def say(message: str) -> None:
    """Write a message of the command to standard error as one line, if anybody is there to read it."""
    with suppress(OSError):
        sys.stderr.write(f"govnews: {visible(message)}\n")
        sys.stderr.flush()


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
            with suppress(OSError):
                self._bar.close()

    def counted(self, results: Iterable[Result], tally: Tally) -> Iterator[Result]:
        """The results, each counted by the tally and by the bar."""
        for result in results:
            tally.count(result)
            if self._bar is not None:
                with suppress(OSError):
                    self._bar.update()
            yield result

    def say(self, message: str) -> None:
        """Print a message that the bar does not garble."""
        if self._bar is not None:
            with suppress(OSError):
                self._bar.clear()
        say(message)


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
