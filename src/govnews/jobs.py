"""Jobs: articles read by one process or by several, with a work file to go on from where a job broke off.

The results come in the order of the articles and are the same to the last bit, however many processes read. A window of
articles is held at a time, never all. A process that dies takes only the article it was reading with it: that one is read
again by another, and is an error where that dies too.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Final, Self, cast

import attrs

from govnews.extract import extract
from govnews.inputs import Article
from govnews.results import Result

_AHEAD: Final = 16
"""How many articles a worker may be ahead of the one that all wait for."""

_TRIES: Final = 2
"""How often an article is begun whose reader dies."""

_PATIENCE: Final = 5
"""For how many seconds a worker that has hung up may take to end."""

_STARTS: Final = 3
"""How many workers in a row may die before they are ready to read; then something else is wrong."""


def read(article: Article) -> Result:
    """The result of an article; its error, where reading raises what it never should.

    >>> read(Article(document="a.txt", text="新建厂房3座。")).records[0]["text"]
    '3座'
    """
    try:
        document = extract(article.text, published=article.published)
    except Exception as error:  # noqa: BLE001 - one article that breaks the reader is no reason to lose all others
        return _failed(article, f"reading it raised {type(error).__name__}: {error}")
    return Result.of(document, document=article.document, published_from=article.published_from)


def run(
    items: Iterable[Article | Result], *, jobs: int = 1, say: Callable[[str], None] = lambda _: None
) -> Generator[Result, None, None]:
    """The results of the articles in their order, read by ``jobs`` processes; what is a result already passes through.

    ``say`` is told of each process that dies. Raises OSError where processes cannot be started. Close the iterator to end
    the processes before it is exhausted.

    >>> [result.records[0]["text"] for result in run([Article(document="a.txt", text="新建厂房3座。")])]
    ['3座']
    """
    if jobs == 1:
        yield from (item if isinstance(item, Result) else read(item) for item in items)
    else:
        with _Crew(jobs, say) as crew:
            yield from crew.results(iter(items))


def _failed(article: Article, error: str) -> Result:
    return Result(
        document=article.document,
        text=article.text,
        published=article.published,
        published_from=article.published_from,
        error=error,
    )


@attrs.define(kw_only=True)
class _Task:
    """An article with its place among all, and how often it was begun."""

    place: int
    article: Article
    tries: int = 0


class _Worker:
    """A process that reads one article after the other; ``task`` is the one it is at."""

    def __init__(self) -> None:
        # not forked: that is unsafe beside threads, and Windows has none
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _uninterrupted():
            self.process.start()
        # the only other end is now the worker's, so its death ends the connection
        theirs.close()
        self.is_ready = False
        self.task: _Task | None = None

    def give(self, task: _Task) -> None:
        self.task = task
        task.tries += 1
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
        return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


class _Crew:
    """The workers of a job; a worker is started when there is an article that no other is free for."""

    def __init__(self, size: int, say: Callable[[str], None]) -> None:
        self._size = size
        self._say = say
        self._workers: list[_Worker] = []
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
            while has_more and self._is_free() and taken - handed < window:
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

    def _is_free(self) -> bool:
        return len(self._workers) < self._size or any(worker.task is None for worker in self._workers)

    def _give(self, task: _Task) -> None:
        worker = next((worker for worker in self._workers if worker.task is None), None)
        if worker is None:
            worker = _Worker()
            self._workers.append(worker)
        worker.give(task)

    def _answers(self) -> Iterator[tuple[int, Result]]:
        """Wait until one of the workers answers, and give what there is."""
        busy = {worker.connection: (worker, worker.task) for worker in self._workers if worker.task is not None}
        for connection in wait(list(busy)):
            worker, task = busy[cast("Connection", connection)]
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                yield from self._replaced(worker, task)
                continue
            if answer is None:
                worker.is_ready = True
                self._stillborn = 0
            else:
                worker.task = None
                yield task.place, answer

    def _replaced(self, worker: _Worker, task: _Task) -> Iterator[tuple[int, Result]]:
        """Have the article of a dead worker read by another, or give it up."""
        self._workers.remove(worker)
        worker.end(patience=_PATIENCE)
        if not worker.is_ready:
            task.tries -= 1
            self._stillborn += 1
            if self._stillborn == _STARTS:
                raise OSError(f"no process can be started to read articles: the last one {worker.ending}")
        if task.tries == _TRIES:
            yield task.place, _failed(task.article, f"the process that read it {worker.ending}, {_TRIES} times")
        else:
            self._say(f"{task.article.document}: process {worker.process.pid}, which read it, {worker.ending}; it is read again")
            self._give(task)


def _serve(connection: Connection) -> None:
    """What a worker does: read what it is given until nobody gives it any more."""
    # Ctrl-C goes to all processes of a terminal; the first one ends the others. On Windows this is not inherited
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            connection.send(read(connection.recv()))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach before they can say so themselves."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread sets signals
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class WorkFile:
    """What a job has finished so far: a line for each item, in their order, written as soon as it is there.

    A line holds a digest of the article and its result. Whoever takes up the job again goes through its articles once more
    and reads those anew whose line is missing, beginning with the first article that is another than it was.

    >>> import tempfile
    >>> from pathlib import Path
    >>> articles = [Article(document="a.txt", text="新建厂房3座。"), Article(document="b.txt", text="产值5亿元。")]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     broken_off = WorkFile(Path(folder, "work"))
    ...     _ = next(broken_off.kept(run(articles)))
    ...     again = WorkFile(Path(folder, "work"))
    ...     [type(item).__name__ for item in again.finished(articles)]
    ['Result', 'Article']
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._finished = 0

    def finished(self, items: Iterable[Article | Result]) -> Iterator[Article | Result]:
        """The items, with its result in the place of each article that is finished."""
        remaining = iter(items)
        self._path.touch()
        with self._path.open("r+b") as lines:
            end = 0
            for item in remaining:
                line = lines.readline()
                result = _result(line, item)
                if result is None:
                    lines.truncate(end)
                    yield item
                    break
                end += len(line)
                self._finished += 1
                yield result
        yield from remaining

    def kept(self, results: Iterable[Result]) -> Iterator[Result]:
        """The results of the items, each kept before it is given on; raises OSError where the file cannot be written."""
        with self._path.open("ab") as lines:
            for place, result in enumerate(results):
                if place >= self._finished:
                    lines.write(_line(result))
                    lines.flush()
                yield result

    def remove(self) -> None:
        """Remove the file, when all is done."""
        self._path.unlink(missing_ok=True)


def _line(result: Result) -> bytes:
    # the text is in the article, and would be most of the file
    return _digest(result) + b" " + attrs.evolve(result, text="").to_line()


def _result(line: bytes, item: Article | Result) -> Result | None:
    """The result on a line, if it is whole and that of this item."""
    digest, _, rest = line.partition(b" ")
    if digest != _digest(item) or not rest.endswith(b"\n"):
        return None
    return item if isinstance(item, Result) else attrs.evolve(Result.from_line(rest), text=item.text)


def _digest(item: Article | Result) -> bytes:
    """Tells apart all that a result depends on: the article with its date, and the version of this package."""
    parts = (_version(), item.document, item.text, item.published, item.published_from)
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest().encode()


@cache
def _version() -> str:
    return version("govnews")
