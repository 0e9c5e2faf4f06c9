"""Long jobs of the command line, in processes of their own: killed, interrupted, taken up again, on a full disk."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import govnews
from govnews import articles, cli
from govnews.articles import Article
from govnews.cli import HUNG_UP, INTERRUPTED, OK, OUTPUT_FAILED, SOME_FAILED, TERMINATED, main
from govnews.document import Document
from govnews.jobs import run
from govnews.progress import Progress
from govnews.results import Result
from govnews.tally import Tally

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc and /dev/full")

pytestmark = pytest.mark.usefixtures("terminal")

COUNT = 240


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An input that takes a second or two, with a row that is none in it."""
    path = tmp_path_factory.mktemp("input") / "rows.jsonl"
    lines = [
        json.dumps({"id": n, "date": "2022-10-14", "text": f"今年新建厂房{n + 2}座，投资{n}.5亿元，同比增长{n}%。" * 4})
        for n in range(COUNT)
    ]
    path.write_text("\n".join([*lines[:7], "{", *lines[7:]]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def undisturbed(rows: Path) -> bytes:
    """What the job writes when nothing happens to it."""
    out = rows.with_name("undisturbed.jsonl")
    assert main(["extract", str(rows), "-o", str(out)]) == SOME_FAILED
    return out.read_bytes()


def start(*arguments: object) -> subprocess.Popen[bytes]:
    """The command in a process group of its own, as a shell starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "govnews", "extract", *map(str, arguments)], stderr=subprocess.PIPE, start_new_session=True
    )


def wait_for_lines(work: Path, count: int) -> None:
    for _ in range(3000):
        if work.exists() and work.read_bytes().count(b"\n") >= count:
            return
        time.sleep(0.02)
    raise AssertionError(f"{work} never had {count} lines")


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def finish(process: subprocess.Popen[bytes]) -> str:
    _, said = process.communicate(timeout=120)
    return said.decode("utf-8")


def left_over(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def resumed(rows: Path, out: Path, *arguments: str) -> bytes:
    assert main(["extract", str(rows), "-o", str(out), "--resume", *arguments]) == SOME_FAILED
    return out.read_bytes()


ENDINGS = (
    {}
    if os.name != "posix"
    else {
        signal.SIGINT: INTERRUPTED,
        signal.SIGTERM: TERMINATED,
        signal.SIGHUP: HUNG_UP,
        signal.SIGKILL: -signal.SIGKILL,
    }
)


@posix
@pytest.mark.parametrize(("number", "status"), ENDINGS.items())
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_job_that_was_ended_is_gone_on_with(  # noqa: PLR0913, PLR0917 - the tables and the fixtures
    jobs: str, number: signal.Signals, status: int, rows: Path, undisturbed: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    work = tmp_path / "out.jsonl.work"
    process = start(rows, "-o", out, "--jobs", jobs)
    wait_for_lines(work, 20)
    # Ctrl-C and a terminal that goes reach all processes of the group, the others the first
    (os.killpg if number in {signal.SIGINT, signal.SIGHUP} else os.kill)(process.pid, number)
    said = finish(process)
    assert process.returncode == status
    assert "Traceback" not in said
    assert not out.exists()
    finished = work.read_bytes().count(b"\n")
    assert 20 <= finished < COUNT
    if number != signal.SIGKILL:
        assert f"what is finished is kept in {work}; the same command with --resume goes on from there" in said
        assert left_over(tmp_path) == {"out.jsonl.work", "out.errors.jsonl"}
    assert resumed(rows, out, "--jobs", jobs) == undisturbed
    assert not work.exists()


@posix
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, INTERRUPTED), (signal.SIGTERM, TERMINATED)])
def test_an_end_that_is_asked_for_in_a_bad_moment_comes_all_the_same(  # noqa: PLR0913, PLR0917 - the table and the fixtures
    number: signal.Signals, status: int, rows: Path, undisturbed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a signal raises is lost in a __del__ and the like: the job ends with the next article."""
    usual, out = govnews.extract, tmp_path / "out.jsonl"

    def disturbed(text: str, *, published: date | None) -> Document:
        if text.startswith("今年新建厂房30座"):
            with suppress(KeyboardInterrupt, SystemExit):
                signal.raise_signal(number)
        return usual(text, published=published)

    monkeypatch.setattr(articles, "extract", disturbed)
    with pytest.raises(SystemExit) as ended:
        sys.exit(main(["extract", str(rows), "-o", str(out)]))
    assert ended.value.code == status
    assert left_over(tmp_path) == {"out.jsonl.work", "out.errors.jsonl"}
    monkeypatch.undo()
    assert resumed(rows, out) == undisturbed


@posix
def test_an_end_that_is_asked_for_behind_the_last_article_comes_too(
    rows: Path, undisturbed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"

    def disturbed(items: Iterable[Article | Result], **settings: Any) -> Iterator[Result]:  # noqa: ANN401 - those of run
        yield from run(items, **settings)
        with suppress(SystemExit):
            signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(cli, "run", disturbed)
    with pytest.raises(SystemExit) as ended:
        main(["extract", str(rows), "-o", str(out)])
    assert ended.value.code == TERMINATED
    assert left_over(tmp_path) == {"out.jsonl.work", "out.errors.jsonl"}
    monkeypatch.undo()
    assert resumed(rows, out) == undisturbed


@linux
def test_no_worker_outlives_a_killed_command(rows: Path, tmp_path: Path) -> None:
    process = start(rows, "-o", tmp_path / "out.jsonl", "--jobs", "2")
    wait_for_lines(tmp_path / "out.jsonl.work", 5)
    workers = children(process.pid)
    assert len(workers) >= 2
    process.kill()
    finish(process)
    for _ in range(500):
        if not any(Path(f"/proc/{pid}").exists() for pid in workers):
            return
        time.sleep(0.02)
    raise AssertionError("a worker is still there")


@linux
def test_a_killed_worker_is_named_and_nothing_is_lost(rows: Path, undisturbed: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = start(rows, "-o", out, "--jobs", "2")
    wait_for_lines(tmp_path / "out.jsonl.work", 5)
    # the first child is the tracker of resources, the last a worker
    worker = children(process.pid)[-1]
    os.kill(worker, signal.SIGKILL)
    said = finish(process)
    assert process.returncode == SOME_FAILED
    assert f"process {worker}, which had it at hand, was killed by SIGKILL; it is read again" in said
    assert out.read_bytes() == undisturbed


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.sdmx.csv"])
def test_several_processes_write_what_one_writes(name: str, rows: Path, tmp_path: Path) -> None:
    outs = [tmp_path / folder / name for folder in ("one", "two")]
    for out, jobs in zip(outs, ("1", "2"), strict=True):
        out.parent.mkdir()
        assert main(["extract", str(rows), "-o", str(out), "--jobs", jobs]) == SOME_FAILED
    one, two = (out.read_bytes() for out in outs)
    assert one == two


def test_a_job_that_broke_off_is_not_begun_anew_by_mistake(
    rows: Path, undisturbed: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, work = tmp_path / "out.jsonl", tmp_path / "out.jsonl.work"
    work.write_bytes(b"no line of a work file\n")
    with pytest.raises(SystemExit) as stopped:
        main(["extract", str(rows), "-o", str(out)])
    assert stopped.value.code == 2
    assert "--resume goes on with it, --no-resume begins anew" in capsys.readouterr().err
    assert main(["extract", str(rows), "-o", str(out), "--no-resume"]) == SOME_FAILED
    assert out.read_bytes() == undisturbed
    assert not work.exists()


def test_a_job_that_finished_nothing_leaves_nothing_in_the_way(rows: Path, tmp_path: Path) -> None:
    (tmp_path / "out.csv.work").touch()
    assert main(["extract", str(rows), "-o", str(tmp_path / "out.csv")]) == SOME_FAILED


def test_errors_stand_in_a_file_until_there_are_none(rows: Path, tmp_path: Path) -> None:
    out, errors = tmp_path / "out.csv", tmp_path / "out.errors.jsonl"
    assert main(["extract", str(rows), str(tmp_path / "gone.txt"), "-o", str(out)]) == SOME_FAILED
    assert [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()] == [
        {
            "document": f"{rows}:8",
            "error": "no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        },
        {"document": str(tmp_path / "gone.txt"), "error": "No such file or directory"},
    ]
    good = tmp_path / "good.txt"
    good.write_text("新建厂房3座。", encoding="utf-8")
    assert main(["extract", str(good), "-o", str(out)]) == OK
    assert not errors.exists()


def test_the_files_of_a_job_are_no_input_of_it_and_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("新建厂房3座。", encoding="utf-8")
    (tmp_path / "b.txt").touch()
    out = tmp_path / "metrics.jsonl"
    first, second = ([main(["extract", str(tmp_path), "-o", str(out)]), *capsys.readouterr().err.splitlines()] for _ in "12")
    empty = f"govnews: {tmp_path / 'b.txt'}: no text: it is empty"
    last = "govnews: 1 article, 1 metric; dates: 1 unknown; 1 error"
    over = [f"govnews: {path}: passed over, because it is to be written" for path in (tmp_path / "metrics.errors.jsonl", out)]
    assert first == [SOME_FAILED, empty, last]
    assert second == [SOME_FAILED, empty, *over, last]


def test_a_file_of_the_user_where_errors_go_is_spared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("新建厂房3座。", encoding="utf-8")
    mine = tmp_path / "z.errors.jsonl"
    mine.write_text('{"document": "a.txt", "error": "gone"}\n{"error": "mine"}\n', encoding="utf-8")
    before = mine.read_bytes()
    with pytest.raises(SystemExit) as stopped:
        main(["extract", str(tmp_path / "a.txt"), "-o", str(tmp_path / "z.jsonl")])
    assert stopped.value.code == 2
    assert f"{mine} is where errors go, and holds something else" in capsys.readouterr().err
    assert mine.read_bytes() == before
    assert left_over(tmp_path) == {"a.txt", "z.errors.jsonl"}


@posix
def test_what_is_to_be_ignored_stays_ignored(rows: Path, undisturbed: bytes, tmp_path: Path) -> None:
    """A job under nohup goes on when its terminal is gone."""
    out = tmp_path / "out.jsonl"
    code = (
        "import signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); "
        "from govnews.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "extract", str(rows), "-o", str(out)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    wait_for_lines(tmp_path / "out.jsonl.work", 5)
    os.killpg(process.pid, signal.SIGHUP)
    finish(process)
    assert process.returncode == SOME_FAILED
    assert out.read_bytes() == undisturbed


@posix
@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_a_full_disk(name: str, rows: Path, tmp_path: Path) -> None:
    out = tmp_path / name
    code = (
        "import resource, sys; from govnews.cli import main; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)); sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "extract", str(rows), "-o", str(out)], capture_output=True, check=False, timeout=120
    )
    said = done.stderr.decode("utf-8")
    assert done.returncode == OUTPUT_FAILED
    assert f"govnews: {out}: File too large\n" in said
    assert "the same command with --resume goes on from there" in said
    assert "Traceback" not in said
    assert left_over(tmp_path) == {f"{name}.work", "out.errors.jsonl"}


@linux
@pytest.mark.parametrize(
    "arguments", [["extract"], ["extract", "--format", "jsonl"], ["extract", "--format", "csv"], ["explain"], ["report"]]
)
def test_standard_output_that_is_full(arguments: list[str], rows: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "govnews", *arguments, str(rows)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )
    said = done.stderr.decode("utf-8")
    assert done.returncode == OUTPUT_FAILED
    assert said.endswith("govnews: standard output: No space left on device\n")
    assert "Exception ignored" not in said


@linux
def test_a_device_has_no_files_beside_it(rows: Path) -> None:
    before = set(Path("/dev").iterdir())
    done = subprocess.run(
        [sys.executable, "-m", "govnews", "extract", str(rows), "--format", "jsonl", "-o", "/dev/full"],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == OUTPUT_FAILED
    assert done.stderr.endswith(b"govnews: /dev/full: No space left on device\n")
    assert set(Path("/dev").iterdir()) == before


class Terminal(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("has_tqdm", [True, False])
def test_a_count_moves_on_a_terminal_and_goes_away(has_tqdm: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - a parameter of the test
    if not has_tqdm:
        monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setattr("govnews.progress._PAUSE", 0)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress(is_shown=True) as progress:
        results = [Result(document="a"), Result(document="b", error="lost"), Result(document="c")]
        for _ in progress.counted(results, Tally(progress.say)):
            time.sleep(0.15)
        progress.say("told")
    written = terminal.getvalue()
    assert "articles" in written
    # each message begins at the start of an empty line
    assert "\rgovnews: b: lost\n" in written
    assert "\rgovnews: told\n" in written
    assert written.split("\r")[-1].strip() in {"", "govnews: told"}


@pytest.mark.parametrize("is_terminal", [True, False])
def test_nothing_moves_elsewhere(is_terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - a parameter of the test
    stream = Terminal() if is_terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress(is_shown=not is_terminal) as progress:
        list(progress.counted([Result(document="a")] * 3, Tally()))
    assert stream.getvalue() == ""
