"""What becomes of 10,000 articles when much goes wrong: ``python benchmarks/load.py [--articles N] [--jobs N]``, on Linux.

Makes a folder of articles, among them such as cannot be read, reads it by the command line, and disturbs it: workers and the
command itself are killed, interrupted, and run out of disk, articles vanish and change. Prints a line a check and ends with 1
where something is lost, twice, or not named.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from types import MappingProxyType
from typing import Final, NamedTuple

import attrs

from articles import EXAMPLES, texts_of, varied
from govnews.articles import Article, result_of
from govnews.dates import published_date
from govnews.records import Record

PUBLISHED: Final = "2022-10-14"
MANY: Final = 20
"""Articles of each fault, and those that vanish or change."""
TEXT: Final = "今年前三季度，全区新建厂房3座，完成投资1.2亿元，同比增长8.3%。"


def _locked(path: Path) -> None:
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)


class Fault(NamedTuple):
    """A way to make an article that cannot be read, what its error begins with, and the place in the file that this names."""

    make: Callable[[Path], object]
    reason: str
    place: str = ""


def _holding(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


FAULTS: Final[Mapping[str, Fault]] = MappingProxyType(
    {
        "empty.txt": Fault(Path.touch, "no text: it is empty"),
        "blank.txt": Fault(_holding(b" \r\n\t"), "no text: it is empty"),
        "binary.txt": Fault(_holding(b"\x00\xff\xfe" * 999), "not utf-8: "),
        "gb18030.txt": Fault(_holding(TEXT.encode("gb18030")), "not utf-8: "),
        "cut.txt": Fault(_holding(TEXT.encode()[:-1]), "not utf-8: "),
        "cut.txt.gz": Fault(_holding(gzip.compress(TEXT.encode())[:-9]), "Compressed file ended"),
        "packed.txt.gz": Fault(_holding(TEXT.encode()), "Not a gzipped file"),
        "dangling.txt": Fault(lambda path: path.symlink_to(f"{path.name}-gone"), "No such file or directory"),
        "loop.txt": Fault(lambda path: path.symlink_to(path.name), "Too many levels of symbolic links"),
        "pipe.txt": Fault(os.mkfifo, "no file but a pipe"),
        "row.jsonl": Fault(_holding(b"{"), "no JSON: ", place=":1"),
        "row.csv": Fault(_holding(b'text\n" "\n'), "no text: it is empty", place=":2"),
        "row.parquet": Fault(_holding(b"PAR1"), "no Parquet that can be read"),
        # whoever is root may read it all the same
        **({} if os.geteuid() == 0 else {"locked.txt": Fault(_locked, "Permission denied")}),
    }
)
"""Articles that cannot be read, by what their names end with."""

LIMITED: Final = """
import resource, sys
from govnews.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(main(sys.argv[2:]))
"""
"""The command with files that may only grow so far, as on a full disk."""


@attrs.frozen(kw_only=True)
class Job:
    """A folder of articles, with what is to be said of each."""

    folder: Path
    jobs: int
    texts: dict[str, list[str]]
    """by its key the texts that an article may have had when it was read, none of those that cannot be read"""
    faults: dict[str, str]

    @classmethod
    def made(cls, folder: Path, articles: int, jobs: int) -> Job:
        """So many articles in two folders, and those with faults evenly among them."""
        texts: dict[str, list[str]] = {}
        faults: dict[str, str] = {}
        paragraphs = (line for text in varied(texts_of([EXAMPLES])) for line in text.splitlines() if "亿元" in line)
        for number, text in enumerate(islice(paragraphs, articles)):
            path = folder / str(number * 2 // articles) / f"{number:06}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            texts[str(path)] = [text]
        for path in list(map(Path, texts))[:: max(1, articles // MANY)]:
            for name, fault in FAULTS.items():
                wrong = path.with_name(f"{path.stem}-{name}")
                fault.make(wrong)
                faults[f"{wrong}{fault.place}"] = fault.reason
        return cls(folder=folder, jobs=jobs, texts=texts, faults=faults)

    def command(self, out: Path, *more: str) -> list[str]:
        """The arguments of ``govnews``."""
        return ["extract", str(self.folder), "--published", PUBLISHED, "--jobs", str(self.jobs), "-o", str(out), *more]


class Run:
    """A job under way, in a process group of its own as a shell starts it."""

    def __init__(self, job: Job, out: Path, *more: str, limit: int | None = None) -> None:
        self.out = out
        self._said = out.parent.with_name(f"{out.parent.name}.said")
        self._begun = self._done()
        program = ["-m", "govnews"] if limit is None else ["-c", LIMITED, str(limit)]
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, *program, *job.command(out, *more)], stderr=said, start_new_session=True
            )

    def until(self, size: float) -> bool:
        """Wait until so many bytes of work are done, some of them by this run; whether the job still runs then."""
        while self.process.poll() is None:
            if self._done() > max(size, self._begun):
                return True
            sleep(0.01)
        return False

    def _done(self) -> int:
        """The bytes of work that are done."""
        work = self.out.with_name(f"{self.out.name}.work")
        return work.stat().st_size if work.exists() else 0

    def workers(self) -> list[int]:
        """The processes that it has started, the one that keeps track of resources first."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]

    def end(self) -> tuple[int, str]:
        """The exit status, and what was said."""
        return self.process.wait(), self._said.read_text(encoding="utf-8")


def expected(document: str, text: str) -> list[Record]:
    """The rows that an article gives."""
    article = Article(document=document, text=text, published=published_date(PUBLISHED), published_from="option")
    return list(result_of(article).rows())


def faults_of(job: Job, out: Path) -> Iterator[str]:
    """What is wrong with an output: articles that are lost, twice, or read otherwise, and errors that are not named."""
    errors: dict[str, str] = {}
    for line in out.with_name(f"{out.stem}.errors.jsonl").read_text(encoding="utf-8").splitlines():
        error = json.loads(line)
        if error["document"] in errors:
            yield f"{error['document']}: its error stands there twice"
        errors[error["document"]] = error["error"]
    read: set[str] = set()
    with out.open(encoding="utf-8") as lines:
        for document, rows in groupby(map(json.loads, lines), itemgetter("document")):
            if document in read:
                yield f"{document}: twice in the output"
            read.add(document)
            if list(rows) not in [expected(document, text) for text in job.texts.get(document, [])]:
                yield f"{document}: other records than by itself"
    for document, reason in job.faults.items():
        if not errors.pop(document, "").startswith(reason):
            yield f"{document}: its fault is not named: {reason}"
    gone = {document for document in job.texts if not Path(document).exists()}
    yield from (f"{document}: neither in the output nor in the errors" for document in job.texts.keys() - read - errors.keys())
    yield from (f"{document}: both in the output and in the errors" for document in read & errors.keys())
    yield from (f"{document}: {errors[document]}" for document in errors.keys() - gone)


def same(out: Path, whole: Path) -> Iterator[str]:
    """Whether an output and its errors are those of an undisturbed run, and nothing else stays beside them."""
    for suffix in (".jsonl", ".errors.jsonl"):
        if out.with_suffix(suffix).read_bytes() != whole.with_suffix(suffix).read_bytes():
            yield f"{out.with_suffix(suffix).name} is not that of an undisturbed run"
    beside = {path.name for path in out.parent.iterdir()} - {f"{out.stem}{suffix}" for suffix in (".jsonl", ".errors.jsonl")}
    yield from (f"{name} stays beside the output" for name in beside)


def undisturbed(job: Job, folder: Path) -> Iterator[str]:
    """A run that nothing happens to."""
    run = Run(job, folder / "out.jsonl")
    status, said = run.end()
    if status != 1 or f"{len(job.faults)} errors" not in said.splitlines()[-1]:
        yield f"status {status}: {said.splitlines()[-1:]}"
    yield from faults_of(job, run.out)


def ended(job: Job, folder: Path, whole: Path, *, number: signal.Signals, status: int) -> Iterator[str]:
    """Ended by a signal over and over, each time gone on with."""
    out, size = folder / "out.jsonl", whole.stat().st_size
    seen: set[int] = set()
    for part in (0.1, 0.3, 0.31, 0.5, 0.8):
        run = Run(job, out, "--resume")
        if run.until(size * part):
            os.killpg(run.process.pid, number)
        got, said = run.end()
        seen.add(got)
        # a signal in the middle of a library's tidying up is shown by Python as ignored, and heeded with the next article
        if got not in {status, 1} or ("Traceback" in said and "Exception ignored" not in said):
            yield f"status {got}: {said[-300:]}"
    if status not in seen:
        yield "it was done each time before it could be ended"
    got, said = Run(job, out, "--resume").end()
    if got != 1:
        yield f"status {got} at last: {said[-300:]}"
    # what is half-written stays where the command itself was killed, as the page on the command line says; or its folder alone,
    # where the signal came between the folder and the file
    for path in folder.glob(".govnews-*"):
        rmtree(path)
    yield from same(out, whole)


def full(job: Job, folder: Path, whole: Path) -> Iterator[str]:
    """A disk that is full, and gone on with once it is larger; where none can be mounted, files that may only grow so far."""
    size = whole.stat().st_size
    with small_disk(folder, size) as grow:
        run = Run(job, folder / "out.jsonl", limit=None if grow else size // 2)
        status, said = run.end()
        if status != 3 or "Traceback" in said or "--resume goes on" not in said:
            yield f"status {status}: {said[-300:]}"
        if grow:
            grow()
        status, said = Run(job, folder / "out.jsonl", "--resume").end()
        if status != 1:
            yield f"status {status} at last: {said[-300:]}"
        yield from same(run.out, whole)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Callable[[], object] | None]:
    """A file system in the folder that holds so many bytes, with what makes it larger; None where that may not be done."""

    def mount(options: str) -> int:
        return subprocess.run(
            ["/bin/mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=False, capture_output=True
        ).returncode

    if os.geteuid() != 0 or mount(f"size={size}") != 0:
        yield None
        return
    try:
        yield partial(mount, f"remount,size={size * 10}")
    finally:
        subprocess.run(["/bin/umount", folder], check=True)


def disturbed(job: Job, folder: Path, whole: Path) -> Iterator[str]:
    """Workers are killed, articles vanish and change while others are read. It comes last: the articles are others then."""
    run = Run(job, folder / "out.jsonl")
    killed = []
    for part in (0.1, 0.2, 0.4, 0.7):
        if run.until(whole.stat().st_size * part):
            killed.append(run.workers()[-1])
            os.kill(killed[-1], signal.SIGKILL)
    # their folder is listed by now: they are waited for
    for place, document in enumerate(list(job.texts)[-2 * MANY :]):
        if place % 2:
            Path(document).unlink()
        else:
            (new := folder / "new.txt").write_text(TEXT, encoding="utf-8")
            new.replace(document)
            job.texts[document].append(TEXT)
    status, said = run.end()
    if status != 1 or "Traceback" in said:
        yield f"status {status}: {said[-300:]}"
    yield from (f"process {pid} was killed and is not named" for pid in killed if f"process {pid}, which" not in said)
    if not killed:
        yield "it ended before a process could be killed"
    yield from faults_of(job, run.out)


def check(name: str, faults: Iterator[str]) -> bool:
    """Print what came of a check."""
    start = monotonic()
    found = list(faults)
    print(f"{name:40} {monotonic() - start:6.1f} s  {'all is well' if not found else f'{len(found)} faults'}", flush=True)
    for fault in found[:10]:
        print(f"  {fault}")
    return not found


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the articles, and read them under each disturbance."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000, help="how many can be read (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=4, help="processes that read (default: %(default)s)")
    options = parser.parse_args(arguments)
    # what a shell starts in the background ignores Ctrl-C, and so would all that it starts itself
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with TemporaryDirectory() as temporary:
        home = Path(temporary)
        names = ("news", "whole", "interrupted", "terminated", "killed", "full", "disturbed")
        news, *folders = (home / name for name in names)
        for folder in (news, *folders):
            folder.mkdir()
        job = Job.made(news, options.articles, options.jobs)
        whole = folders[0] / "out.jsonl"
        print(f"{len(job.texts):,} articles, {len(job.faults)} that cannot be read, {options.jobs} processes")
        checks = [
            ("undisturbed", undisturbed(job, folders[0])),
            ("Ctrl-C, five times", ended(job, folders[1], whole, number=signal.SIGINT, status=130)),
            ("SIGTERM, five times", ended(job, folders[2], whole, number=signal.SIGTERM, status=143)),
            ("SIGKILL, five times", ended(job, folders[3], whole, number=signal.SIGKILL, status=-9)),
            ("full disk", full(job, folders[4], whole)),
            ("killed workers, articles that vanish", disturbed(job, folders[5], whole)),
        ]
        well = [check(name, faults) for name, faults in checks]
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
