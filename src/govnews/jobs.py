"""Jobs: articles read by one process or by several.

The results come in the order of the articles and are the same to the last bit, however many processes read. A window of
articles is held at a time, never all. A process that dies takes only the article it was reading with it: what it had at hand
is read again, each article by a process alone with it, and is an error where that one dies too.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.resource_tracker import ensure_running
from queue import SimpleQueue
from typing import Final, Self, cast

import attrs

from govnews.articles import Article, result_of
from govnews.results import Result

_AHEAD: Final = 16
"""How many articles a worker may be ahead of the one that all wait for."""

_AT_HAND: Final = 2
"""How many articles a worker has: the one it reads, and the next, so that it waits for nobody in between."""

_MOST: Final = 60
"""How many workers Windows can wait for at once, and a few less."""

_PATIENCE: Final = 5
"""For how many seconds a worker that has hung up may take to end."""

_STARTS: Final = 3
"""How many workers in a row may die before they are ready to read; then something else is wrong."""

_OF_TERMINAL: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name))
"""Signals that go to all processes of a terminal; the first process ends the others."""


def processors() -> int:
    """How many processors this process may use, which in a container or a batch system may be fewer than there are.

    >>> processors() >= 1
    True
    """
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    with suppress(AttributeError):  # not every system has it
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    items: Iterable[Article | Result], *, jobs: int = 1, say: Callable[[str], None] = lambda _: None
) -> Generator[Result, None, None]:
    """The results of the articles in their order, read by ``jobs`` processes; what is a result already passes through.

    ``say`` is told of each process that dies. Raises OSError where processes cannot be started. Close the iterator to end
    the processes before it is exhausted. On Windows there are no more than 60.

    >>> [result.records[0]["text"] for result in run([Article(document="a.txt", text="新建厂房3座。")])]
    ['3座']
    """
    if jobs == 1:
        yield from (item if isinstance(item, Result) else result_of(item) for item in items)
    else:
        with _Crew(min(jobs, _MOST) if sys.platform == "win32" else jobs, say) as crew:
            yield from crew.results(iter(items))


@attrs.define(kw_only=True)
class _Task:
    """An article with its place among all; it is a suspect once a process died that had it at hand."""

    place: int
    article: Article
    is_suspect: bool = False


class _Worker:
    """A process that reads one article after the other; ``tasks`` are those it has at hand, the one it is at first."""

    def __init__(self) -> None:
        # not forked: that is unsafe beside threads, and Windows has none
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        try:
            with _undisturbed():
                self.process.start()
        finally:
            # the only other end is now the worker's, so its death ends the connection
            theirs.close()
        self.is_ready = False
        self.tasks: deque[_Task] = deque()

    @property
    def has_room(self) -> bool:
        """Whether it may have one more; with a suspect it is left alone."""
        return len(self.tasks) < _AT_HAND and not any(task.is_suspect for task in self.tasks)

    def give(self, task: _Task) -> None:
        self.tasks.append(task)
        # if it is dead, that is heard of where its answer is waited for
        with suppress(OSError):
            self.connection.send(task.article)

    def end(self, *, patience: float = 0) -> None:
        """End the process, if it has not ended itself after so many seconds."""
        self.connection.close()
        self.process.join(patience)
        self.process.terminate()
        self.process.join()

    @property
    def ending(self) -> str:
        """How the process ended, which it has."""
        code = self.process.exitcode or 0
        if code >= 0:
            return f"ended with exit code {code}"
        names = {known.value: known.name for known in signal.Signals}
        return f"was killed by {names.get(-code, f'signal {-code}')}"  # those of real time have no name


class _Crew:
    """The workers of a job; a worker is started when there is an article that no other is free for."""

    def __init__(self, size: int, say: Callable[[str], None]) -> None:
        self._size = size
        self._say = say
        self._workers: list[_Worker] = []
        self._again: deque[_Task] = deque()
        self._stillborn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def results(self, items: Iterator[Article | Result]) -> Iterator[Result]:
        """The results in the order of the items, of which no more than a window is held."""
        window = self._size * _AHEAD
        finished: dict[int, Result] = {}
        taken = handed = 0
        has_more = True
        while has_more or handed < taken:
            while self._again and self._has_idle():
                self._give(self._again.popleft())
            while has_more and not self._again and self._has_room() and taken - handed < window:
                item = next(items, None)
                if item is None:
                    has_more = False
                elif isinstance(item, Result):
                    finished[taken] = item
                    taken += 1
                else:
                    self._give(_Task(place=taken, article=item))
                    taken += 1
            if handed < taken and handed not in finished:
                finished.update(self._answers())
            while handed in finished:
                yield finished.pop(handed)
                handed += 1

    def _has_idle(self) -> bool:
        return len(self._workers) < self._size or not all(worker.tasks for worker in self._workers)

    def _has_room(self) -> bool:
        return len(self._workers) < self._size or any(worker.has_room for worker in self._workers)

    def _give(self, task: _Task) -> None:
        """Give a task to the worker with the fewest; to a new one rather than to one that is busy."""
        with_room = (worker for worker in self._workers if worker.has_room)
        worker = min(with_room, key=lambda worker: len(worker.tasks), default=None)
        if worker is None or (worker.tasks and len(self._workers) < self._size):
            worker = _Worker()
            self._workers.append(worker)
        worker.give(task)

    def _answers(self) -> Iterator[tuple[int, Result]]:
        """Wait until one of the workers answers, and give what there is."""
        busy = {worker.connection: worker for worker in self._workers if worker.tasks}
        for connection in wait(list(busy)):
            worker = busy[cast("Connection", connection)]
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                yield from self._buried(worker)
                continue
            if answer is None:
                worker.is_ready = True
                self._stillborn = 0
            else:
                yield worker.tasks.popleft().place, answer

    def _buried(self, worker: _Worker) -> Iterator[tuple[int, Result]]:
        """Have what a dead worker had at hand read again, or give up what has killed it alone."""
        self._workers.remove(worker)
        worker.end(patience=_PATIENCE)
        if not worker.is_ready:
            self._stillborn += 1
            if self._stillborn == _STARTS:
                raise OSError(f"no process can be started to read articles: the last one {worker.ending}")
        for task in worker.tasks:
            if task.is_suspect and worker.is_ready:
                yield task.place, task.article.failed(f"the process that read it {worker.ending}, twice")
                continue
            if worker.is_ready:
                task.is_suspect = True
            name = task.article.document
            self._say(f"{name}: process {worker.process.pid}, which had it at hand, {worker.ending}; it is read again")
            self._again.append(task)


def _serve(connection: Connection) -> None:
    """What a worker does: read what it is given until nobody gives it any more."""
    for number in _OF_TERMINAL:
        signal.signal(number, signal.SIG_IGN)
    articles: SimpleQueue[Article | None] = SimpleQueue()
    with suppress(OSError):
        # before an article is taken, which may be the end of it
        connection.send(None)
        # taken by a thread of its own: else two that each wait until the other takes what it sends would wait for ever
        threading.Thread(target=_take, args=(connection, articles), daemon=True).start()
        while (article := articles.get()) is not None:
            connection.send(result_of(article))


def _take(connection: Connection, articles: SimpleQueue[Article | None]) -> None:
    """Take articles until nobody gives any more, for which None stands."""
    with suppress(EOFError, OSError):
        while True:
            articles.put(connection.recv())
    articles.put(None)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Start processes that the signals of a terminal do not reach before they can say so themselves; this one hears them late."""
    if sys.platform == "win32":
        yield  # there they are not inherited
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _OF_TERMINAL)
    try:
        # whoever is the first to start a process starts this one too, and it opens the way to signals again
        ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, _OF_TERMINAL)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
