"""Sources: the files that names, folders and patterns lead to, each once, and standard input."""

from __future__ import annotations

import glob
import gzip
import io
import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from govnews.results import Result
from govnews.streams import standard_input

KINDS: Final = ("text", "html", "jsonl", "csv", "parquet")
"""How an input can be read."""

STDIN: Final = "-"

_SUFFIXES: Final = {
    suffix: kind
    for kind, suffixes in (
        ("text", (".txt", ".md")),
        ("html", (".html", ".htm", ".xhtml")),
        ("jsonl", (".jsonl", ".ndjson")),
        ("csv", (".csv", ".tsv")),
        ("parquet", (".parquet",)),
    )
    for suffix in suffixes
}


class Source(NamedTuple):
    """A file to be read, or standard input, which has no path; ``shown`` is how it is called in keys and messages."""

    path: Path | None
    shown: str

    @property
    def kind(self) -> str | None:
        """How it is read by the ending of its name (one of ``KINDS``), or None where nobody knows."""
        return None if self.path is None else _kind(self.path)

    def opened(self) -> io.BufferedReader | gzip.GzipFile:
        """Its bytes, unpacked where its name ends with ``.gz``."""
        if self.path is None:
            return standard_input()
        return gzip.open(self.path) if _is_packed(self.path) else self.path.open("rb")

    def read(self) -> bytes:
        """All its bytes."""
        with self.opened() as file:
            return file.read()


def find_sources(names: Iterable[str], *, skip: Collection[Path], say: Callable[[str], None]) -> Iterator[Source | Result]:
    """The sources that the names lead to, in order, each once; where a name leads to none, a result says why.

    A name is that of a file, of a folder, of which all is read that can be, a pattern (``**/*.txt``), or ``-``. Those of
    ``skip`` are passed over, and ``say`` is told.

    >>> list(find_sources(["-", "-"], skip=(), say=print))
    [Source(path=None, shown='standard input')]
    """
    passed_over = {_resolved(path) for path in skip}
    seen: set[str] = set()
    for name in names:
        for source in _named(name):
            if isinstance(source, Result):
                yield source
                continue
            resolved = STDIN if source.path is None else _resolved(source.path)
            if resolved in seen:
                continue
            seen.add(resolved)
            if resolved in passed_over:
                say(f"{source.shown}: passed over, because it is to be written")
            else:
                yield source


def _resolved(path: Path | str) -> str:
    return os.path.realpath(path)


def _named(name: str) -> Iterator[Source | Result]:
    if name == STDIN:
        yield Source(None, "standard input")
        return
    if not name:  # a variable of the shell that is not set; Path would take it for the folder at hand
        yield Result(document="''", error="an empty name")
        return
    path = Path(name)
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as error:
        yield Result(document=_shown(path), error=reason(error))
        return
    if is_folder:
        yield from _folder(path)
    elif glob.has_magic(name) and not is_there:
        yield from _pattern(name)
    else:
        yield Source(path, _shown(path))


def _folder(folder: Path) -> Iterator[Source | Result]:
    """The files under a folder that can be read, by name; a folder with none of them is an error."""
    is_empty = True
    for source in _walk(folder, set()):
        is_empty = False
        yield source
    if is_empty:
        yield Result(document=_shown(folder), error=f"no articles in this folder ({', '.join(_SUFFIXES)}, also with .gz)")


def _walk(folder: Path, entered: set[str]) -> Iterator[Source | Result]:
    """The files under a folder, also where a link leads to; ``entered`` are the folders so far, each of which is read once."""
    if (resolved := _resolved(folder)) in entered:
        return
    entered.add(resolved)
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, _is_folder(entry)) for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        yield Result(document=_shown(folder), error=reason(error))
        return
    for name, is_folder in found:
        path = folder / name
        if is_folder:
            yield from _walk(path, entered)
        elif _kind(path) is not None:
            yield _found(path)


def _found(path: Path) -> Source | Result:
    """A file that nobody has named: whoever opens a pipe waits for its other end, perhaps for ever."""
    if _is_special(path):
        return Result(document=_shown(path), error="no file but a pipe, a socket or a device; it is read where it is named")
    return Source(path, _shown(path))


def _is_special(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False  # reading it says what is wrong
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    # a link may lead nowhere or to itself, of which only Path says nothing
    return Path(entry).is_dir() if entry.is_symlink() else entry.is_dir()


def _pattern(name: str) -> Iterator[Source | Result]:
    matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - a pattern may begin at the root of a drive
    if not matches:
        yield Result(document=_shown(Path(name)), error="nothing is called like this")
    for match in map(Path, matches):
        if not match.is_dir():
            yield _found(match)


def _shown(path: Path) -> str:
    """The path as a string that can be written as UTF-8, whatever bytes the name has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace") if os.name == "posix" else str(path)


def _kind(path: Path) -> str | None:
    """How a file of this suffix is read, or None where nobody knows."""
    return _SUFFIXES.get(Path(path.stem if _is_packed(path) else path.name).suffix.lower())


def _is_packed(path: Path) -> bool:
    return path.suffix.lower() == ".gz"


def reason(error: Exception) -> str:
    """What is wrong, in a line."""
    if isinstance(error, UnicodeDecodeError):
        return f"not {error.encoding}: {error.reason} at byte {error.start} ({error.object[error.start]:#04x}); see --encoding"
    said = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return " ".join(said.split())
