"""Standard streams: what comes in and goes out, also where whoever started the process has closed them."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import Final, TextIO

_CLOSED: Final = (("stdin", "r", os.O_WRONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY))
"""What stands in for each: messages go nowhere; the other two fail when they are used, because they go the wrong way."""


def stand_in() -> None:
    """Put something in the place of each standard stream that is closed.

    Without it the next file that is opened would get its number, and in it would end what is meant for the stream.
    """
    for name, mode, way in _CLOSED:
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, way), mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - as long as it runs


def standard_input() -> io.BufferedReader:
    """The bytes of standard input, to be closed without closing it."""
    return open(os.dup(sys.stdin.fileno()), "rb")  # noqa: PTH123 - it has no path


def standard_output() -> TextIO:
    """Standard output in UTF-8 with line ends as they are written; what cannot be encoded is escaped."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    return sys.stdout


def abandon_standard_output() -> None:
    """Let go of what standard output could not take, or Python would try once more at the end and fail."""
    with suppress(io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
