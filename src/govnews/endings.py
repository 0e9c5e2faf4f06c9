"""Endings: a job that is asked to end before it is done, by Ctrl-C or by a signal, ends in good order."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_ENDING: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that ask to end; Windows has not all of them."""


@contextmanager
def orderly_end() -> Iterator[Callable[[], None]]:
    """Let SIGTERM and SIGHUP end the job the way Ctrl-C does: processes are ended, and nothing half-written stays.

    Gives what is to be called now and then. It ends a job that was asked to and has not: what a signal raises is lost where
    it comes while a library tidies up, and Python only prints that it is ignored.
    """
    asked: list[int] = []

    def end(number: int, _: object = None) -> None:
        asked.append(number)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        sys.exit(128 + number)

    def heed() -> None:
        if asked:
            end(asked[0])

    if threading.current_thread() is not threading.main_thread():
        yield heed  # only the main thread sets signals
        return
    # what whoever started the command has it ignore (nohup) stays ignored
    numbers = [number for number in _ENDING if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield heed
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
