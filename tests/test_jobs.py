import multiprocessing
import multiprocessing.spawn
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count, islice
from multiprocessing.context import SpawnProcess

import pytest

from govnews import articles, jobs
from govnews.articles import Article, result_of
from govnews.jobs import run
from govnews.results import Result

ARTICLES = [Article(document=f"{n}.txt", text=f"今年新建厂房{n}座，同比增长{n}.5%。" * (1 + n % 7)) for n in range(40)]
FAILED = Result(document="gone.txt", error="No such file or directory")
ITEMS: list[Article | Result] = [*ARTICLES[:3], FAILED, *ARTICLES[3:]]
EXPECTED = [item if isinstance(item, Result) else result_of(item) for item in ITEMS]


REAL_TIME = 35
"""A signal that Python has no name for."""


class Deadly(str):
    """A text that ends the process that receives it."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return os._exit, (7,)


def kill_one() -> None:
    """Kill a worker, if there is one, as a system without memory does."""
    for process in multiprocessing.active_children()[:1]:
        process.kill()


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_results_are_those_of_one_process_in_their_order(size: int) -> None:
    assert list(run(ITEMS, jobs=size)) == EXPECTED


@pytest.mark.parametrize("items", [[], [FAILED], [FAILED] * 100, ARTICLES[:1]])
def test_few_items_and_none(items: list[Article | Result]) -> None:
    assert [result.document for result in run(items, jobs=2)] == [item.document for item in items]


def test_only_a_window_of_articles_is_held() -> None:
    taken = 0

    def items() -> Iterator[Article]:
        nonlocal taken
        # the first article takes far longer than all behind it
        yield Article(document="long.txt", text="新建厂房3座，投资1.2亿元。" * 3000)
        for n in range(1000):
            taken += 1
            yield Article(document=f"{n}", text="新建厂房3座。")

    with closing(run(items(), jobs=2)) as results:
        for handed, _ in enumerate(islice(results, 100)):
            assert taken - handed <= 2 * jobs._AHEAD  # noqa: SLF001 - the window is nobody else's


def test_a_killed_worker_is_named_and_its_article_read_again() -> None:
    said: list[str] = []

    def items() -> Iterator[Article | Result]:
        for n, item in enumerate(ITEMS):
            if n in {5, 20}:
                kill_one()
            yield item

    assert list(run(items(), jobs=2, say=said.append)) == EXPECTED
    assert said
    assert all("which had it at hand, was killed by SIGKILL; it is read again" in line for line in said)


def test_an_article_that_kills_its_reader_twice_is_an_error() -> None:
    said: list[str] = []
    deadly = Article(document="deadly.txt", text=Deadly("新建厂房3座。"))
    *before, failed, last = run([*ARTICLES[:5], deadly, ARTICLES[5]], jobs=2, say=said.append)
    assert before == [result_of(article) for article in ARTICLES[:5]]
    assert last == result_of(ARTICLES[5])
    assert (failed.document, failed.error) == ("deadly.txt", "the process that read it ended with exit code 7, twice")
    assert any(line.startswith("deadly.txt: process ") for line in said)


def test_processes_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    before = multiprocessing.spawn.get_executable()
    multiprocessing.spawn.set_executable(sys.executable + "-missing")
    try:
        with pytest.raises(OSError, match=r"No such file|no process can be started"):
            list(run(ARTICLES[:3], jobs=2))
    finally:
        multiprocessing.spawn.set_executable(before)
    # Python starts and cannot find the package
    monkeypatch.setattr("multiprocessing.spawn.get_preparation_data", lambda _: {"sys_path": []})
    with pytest.raises(OSError, match="no process can be started to read articles: the last one ended with exit code 1"):
        list(run(ARTICLES[:3], jobs=2))


@pytest.mark.usefixtures("terminal")
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interruption_while_a_process_starts_is_heard_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C does not reach the process that starts, and reaches the one that starts it."""
    started, usual = [], SpawnProcess.start

    def start(process: SpawnProcess) -> None:
        signal.raise_signal(signal.SIGINT)
        usual(process)
        started.append(process)

    monkeypatch.setattr(SpawnProcess, "start", start)
    with pytest.raises(KeyboardInterrupt):
        list(run(ARTICLES, jobs=2))
    (process,) = started
    # its connection is gone, so that it ends by itself
    process.join(timeout=60)
    assert process.exitcode == 0


def test_no_process_stays_when_the_results_are_not_all_wanted() -> None:
    with closing(run(ARTICLES, jobs=2)) as results:
        next(results)
        assert multiprocessing.active_children()
    assert not multiprocessing.active_children()


def test_an_article_that_breaks_the_reader_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(articles, "extract", broken)
    assert [result.error for result in run(ARTICLES[:2])] == ["reading it raised RuntimeError: boom"] * 2


def test_workers_that_die_at_birth_are_counted_in_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two that die, one that is ready, and two more that die are no reason to give up."""
    usual, births = multiprocessing.spawn.get_preparation_data, count(1)

    def prepared(name: str) -> dict[str, object]:
        return {"sys_path": []} if next(births) in {1, 2, 4, 5} else usual(name)

    monkeypatch.setattr("multiprocessing.spawn.get_preparation_data", prepared)

    def items() -> Iterator[Article]:
        for n, article in enumerate(ARTICLES[:20]):
            if n == 10:
                kill_one()
            yield article

    said: list[str] = []
    with jobs._Crew(1, said.append) as crew:  # noqa: SLF001 - one worker, whose births can be counted
        assert list(crew.results(items())) == [result_of(article) for article in ARTICLES[:20]]
    assert next(births) == 7
    assert sum("exit code 1" in line for line in said) >= 4


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_signal_without_a_name_is_told_by_its_number() -> None:
    class Killing(str):
        __slots__ = ()

        def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
            return signal.raise_signal, (REAL_TIME,)

    (failed,) = run([Article(document="a.txt", text=Killing("新建厂房3座。"))], jobs=2)
    assert failed.error == f"the process that read it was killed by signal {REAL_TIME}, twice"


def test_what_stands_beside_a_deadly_article_is_read() -> None:
    """However the articles share processes, only what kills one alone is an error."""
    items = [Article(document=f"{n}", text=Deadly("新建厂房3座。") if n % 3 == 0 else f"新建厂房{n}座。") for n in range(9)]
    errors = [result.document for result in run(items, jobs=2) if result.error]
    assert errors == ["0", "3", "6"]


def test_large_articles_with_large_results_pass_each_other() -> None:
    """Nobody waits for ever where what goes to a worker and what comes from it are both more than the system holds between."""
    items = [Article(document=f"{n}", text="新建厂房3座。" * 3000 + "无" * 1_000_000) for n in range(5)]
    assert [len(result.records) for result in run(items, jobs=2)] == [3000] * 5


def test_processors_are_those_that_may_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.version_info >= (3, 13):
        monkeypatch.setattr(os, "process_cpu_count", lambda: 3)
    else:
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 5}, raising=False)
    assert jobs.processors() == 3
