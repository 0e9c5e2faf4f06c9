"""Work files: what a job has finished so far, to go on from where it broke off."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from io import BufferedRandom
from pathlib import Path

import attrs

from govnews.articles import Article
from govnews.results import Result


class WorkFile:
    """What a job has finished so far: a line for each article that was read, written as soon as it is there.

    A line holds a digest of the article and its result. Whoever takes up the job again goes through its articles once more
    and reads those that have no line, wherever they stand among the others.

    >>> import tempfile
    >>> from govnews.jobs import run
    >>> articles = [Article(document="a.txt", text="新建厂房3座。"), Article(document="b.txt", text="产值5亿元。")]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     broken_off = WorkFile(Path(folder, "work")).results(articles, run)
    ...     _ = next(broken_off)
    ...     broken_off.close()
    ...     [result.document for result in WorkFile(Path(folder, "work")).results(articles, run)]
    ['a.txt', 'b.txt']
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def results(
        self, items: Iterable[Article | Result], read: Callable[[Iterable[Article | Result]], Generator[Result, None, None]]
    ) -> Generator[Result, None, None]:
        """The results of the items in their order: those in the file, and the others as ``read`` gives them, which are kept.

        ``read`` has to pass results through and keep the order, as :func:`govnews.jobs.run` does. Raises OSError where the
        file cannot be written. Close the iterator to close what ``read`` gave before it is exhausted.
        """
        unfinished: deque[bytes | None] = deque()
        with self._path.open("a+b") as lines:
            places = _places(lines)

            def left() -> Iterator[Article | Result]:
                for item in items:
                    digest = None if isinstance(item, Result) else _digest(item)
                    finished = None if digest not in places else _result(lines, places[digest], item)
                    unfinished.append(digest if finished is None else None)
                    yield item if finished is None else finished

            with closing(read(left())) as results:
                for result in results:
                    if (digest := unfinished.popleft()) is not None:
                        lines.write(_line(digest, result))
                        lines.flush()
                    yield result

    def remove(self) -> None:
        """Remove the file, when all is done."""
        self._path.unlink(missing_ok=True)


def _places(lines: BufferedRandom) -> dict[bytes | None, int]:
    """Where in the file the line of each digest begins; a last line that is cut off is taken away."""
    places: dict[bytes | None, int] = {}
    end = lines.seek(0)
    for line in lines:
        if not line.endswith(b"\n"):
            lines.truncate(end)
            break
        places[line.partition(b" ")[0]] = end
        end += len(line)
    return places


def _line(digest: bytes, result: Result) -> bytes:
    # the text is in the article, and would be most of the file
    return digest + b" " + attrs.evolve(result, text="").to_line()


def _result(lines: BufferedRandom, place: int, item: Article | Result) -> Result | None:
    """The result of this item on the line at a place of the file, if it is one."""
    lines.seek(place)
    try:
        return attrs.evolve(Result.from_line(lines.readline().partition(b" ")[2]), text=item.text)
    except ValueError:
        return None


def _digest(article: Article) -> bytes:
    """Tells apart all that a result depends on: the article with its date, and the version of this package."""
    parts = (_version(), article.document, article.text, article.published, article.published_from)
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest().encode()


@cache
def _version() -> str:
    return version("govnews")
