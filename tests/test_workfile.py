from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews import workfile
from govnews.articles import Article, result_of
from govnews.jobs import run
from govnews.results import Result
from govnews.workfile import WorkFile

ARTICLES = [Article(document=f"{n}.txt", text=f"今年新建厂房{n}座，同比增长{n}.5%。" * (1 + n % 7)) for n in range(5)]
FAILED = Result(document="gone.txt", error="No such file or directory")
ITEMS: list[Article | Result] = [*ARTICLES[:3], FAILED, *ARTICLES[3:]]
EXPECTED = [item if isinstance(item, Result) else result_of(item) for item in ITEMS]


def work(path: Path, items: Iterable[Article | Result], read_anew: list[str | None] | None = None) -> Iterator[Result]:
    """The results of a job with its work file; notes the articles that were read and not taken from the file."""

    def noted(items: Iterable[Article | Result]) -> Iterator[Article | Result]:
        for item in items:
            if read_anew is not None and isinstance(item, Article):
                read_anew.append(item.document)
            yield item

    return WorkFile(path).results(items, lambda items: run(noted(items)))


def test_a_job_that_broke_off_anywhere_is_gone_on_with(tmp_path: Path) -> None:
    """Wherever the work file ends, the results are those of a job that never broke off, and the file is whole again."""
    path = tmp_path / "work"
    assert list(work(path, ITEMS)) == EXPECTED
    whole = path.read_bytes()
    ends = [len(b"".join(whole.splitlines(keepends=True)[:n])) for n in range(len(ITEMS))]
    for cut in sorted({*range(0, len(whole), 499), *ends, *(end - 1 for end in ends[1:]), *(end + 1 for end in ends[:-1])}):
        path.write_bytes(whole[:cut])
        anew: list[str | None] = []
        assert list(work(path, ITEMS, anew)) == EXPECTED
        assert path.read_bytes() == whole
        finished = sum(end <= cut for end in ends[1:])
        assert anew == [item.document for item in ITEMS if isinstance(item, Article)][finished:]


def test_only_what_changed_meanwhile_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "work"
    list(work(path, ARTICLES[:4]))
    new, changed = Article(document="new.txt", text="税收2亿元。"), Article(document="1.txt", text="产值5亿元。")
    items: list[Article | Result] = [new, FAILED, ARTICLES[3], changed, ARTICLES[2]]
    for expected in (["new.txt", "1.txt"], []):
        anew: list[str | None] = []
        assert list(work(path, items, anew)) == [item if isinstance(item, Result) else result_of(item) for item in items]
        assert anew == expected


def test_a_work_file_of_another_version_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "work"
    list(work(path, list(ARTICLES[:2])))
    monkeypatch.setattr(workfile, "_version", lambda: "0.0.0")
    anew: list[str | None] = []
    list(work(path, list(ARTICLES[:2]), anew))
    assert anew == ["0.txt", "1.txt"]


@pytest.mark.parametrize("damage", [b"\xff\xfe\n", b"{}\n", b"no line at all\n", b"\n"])
def test_a_work_file_that_is_none(damage: bytes, tmp_path: Path) -> None:
    path = tmp_path / "work"
    path.write_bytes(damage)
    assert list(work(path, list(ARTICLES[:2]))) == [result_of(article) for article in ARTICLES[:2]]


@given(text=st.text(min_size=1), document=st.text())
def test_a_result_comes_back_from_the_file_as_it_was(text: str, document: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the text and the key, the result from the work file equals the one that went in."""
    path = tmp_path_factory.mktemp("work") / "work"
    article = Article(document=document, text=text + "今年产值5亿元。")
    (first,) = work(path, [article])
    anew: list[str | None] = []
    (second,) = work(path, [article], anew)
    assert first == second
    assert not anew
