"""The command line: articles in; a table, JSON Lines or CSV out."""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final, TextIO

from govnews.dates import published_date
from govnews.document import Document
from govnews.extract import extract
from govnews.model import ParseError
from govnews.records import KEYS, Record, json_lines, write_csv
from govnews.render import table

INTERRUPTED: Final = 130
"""The exit status after Ctrl-C, as shells know it: 128 + SIGINT."""

BROKEN_PIPE: Final = 141
"""The exit status when nobody reads the output any more: 128 + SIGPIPE."""

_STDIN: Final = "-"

_Read = tuple[str, Document]
"""The name of an article and what was read from it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    0: all is well. 1: an article could not be read (the others still are), or the output not be written. 130: interrupted.
    141: the reader of the output has gone. Arguments that make no sense end in SystemExit(2).
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.output is not None and any(_is_same_file(name, options.output) for name in options.articles):
        parser.error(f"{options.output} is both an article and the output")
    try:
        with _output(options.output) as out:
            return _run(options, out)
    except BrokenPipeError:
        # what is still buffered would raise once more when Python closes the stream
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        _complain(options.output or "standard output", error)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="govnews",
        description="Read the metrics out of Chinese government news: exact numbers with unit, bound and place in the text.",
        epilog="Exit status: 0 if all is well, 1 if an article could not be read (the others still are), 2 for wrong arguments.",
    )
    parser.add_argument("articles", nargs="+", metavar="ARTICLE", help="a text file; - reads standard input")
    parser.add_argument("--published", type=_date, metavar="DATE", help="day of publication (2022-10-14), to tell 今年 from")
    parser.add_argument("--format", choices=("table", "jsonl", "csv"), default="table", help="default: %(default)s")
    parser.add_argument("--explain", action="store_true", help="say in plain words from which words each part was read")
    parser.add_argument("--encoding", type=_encoding, default="utf-8", help="such as gb18030; default: %(default)s")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE and not to standard output")
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('govnews')}")
    return parser


def _date(text: str) -> date | None:
    try:
        return published_date(text)
    except ParseError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error.message}") from None


def _encoding(name: str) -> str:
    try:
        b" ".decode(name)
    except UnicodeError:
        return name  # a text encoding, in which one byte is no whole character
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(f"{name!r} is no text encoding") from None
    return name


def _is_same_file(name: str, output: str) -> bool:
    try:
        return name != _STDIN and Path(name).samefile(output)
    except OSError:
        return False


@contextmanager
def _output(name: str | None) -> Iterator[TextIO]:
    """Where the metrics go: UTF-8 with line ends as they are written; a file name that is no UTF-8 is escaped."""
    if name is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
        yield sys.stdout
        sys.stdout.flush()
    else:
        with Path(name).open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            yield out


def _run(options: argparse.Namespace, out: TextIO) -> int:
    failed: list[str] = []
    articles = _read_all(options, failed)
    match "explain" if options.explain else options.format:
        case "explain":
            _write_explanations(articles, out, headed=len(options.articles) > 1)
        case "jsonl":
            _write_json_lines(articles, out)
        case "csv":
            _write_csv(articles, out)
        case _:
            _write_tables(articles, out, headed=len(options.articles) > 1)
    return 1 if failed else 0


def _read_all(options: argparse.Namespace, failed: list[str]) -> Iterator[_Read]:
    """The articles one by one; what cannot be read is named on standard error and added to ``failed``."""
    for name in options.articles:
        shown = "standard input" if name == _STDIN else name
        try:
            text = _read(name, options.encoding)
        except (OSError, UnicodeError) as error:
            _complain(shown, error)
            failed.append(shown)
        else:
            yield shown, extract(text, published=options.published)


def _read(name: str, encoding: str) -> str:
    """The text of an article, strictly decoded, with its line ends as they are and without a byte order mark."""
    raw = sys.stdin.buffer.read() if name == _STDIN else Path(name).read_bytes()
    return raw.decode(encoding).removeprefix("\ufeff")


def _complain(name: str, error: OSError | UnicodeError) -> None:
    print(f"govnews: {name}: {_reason(error)}", file=sys.stderr)


def _reason(error: OSError | UnicodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"not {error.encoding}: {error.reason} at byte {error.start} ({error.object[error.start]:#04x}); see --encoding"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _write_tables(articles: Iterable[_Read], out: TextIO, *, headed: bool) -> None:
    # only a terminal has a width; a file or a pipe gets the whole table
    width = shutil.get_terminal_size().columns if out.isatty() else None
    for document in _headed(articles, out, headed=headed):
        print(table(document, width=width), file=out)


def _write_explanations(articles: Iterable[_Read], out: TextIO, *, headed: bool) -> None:
    for document in _headed(articles, out, headed=headed):
        print("\n\n".join(map(document.explain, document)), file=out)


def _headed(articles: Iterable[_Read], out: TextIO, *, headed: bool) -> Iterator[Document]:
    """The documents, each under a line with the name of its article where there are several."""
    for number, (name, document) in enumerate(articles):
        if headed:
            separator = "\n" if number else ""
            print(f"{separator}==> {name} <==", file=out)
        yield document


def _write_json_lines(articles: Iterable[_Read], out: TextIO) -> None:
    for name, document in articles:
        out.writelines(json_lines(_sourced(name, document)))


def _write_csv(articles: Iterable[_Read], out: TextIO) -> None:
    keys = ("source", *KEYS)
    write_csv([dict(zip(keys, keys, strict=True))], out, keys=keys)
    for name, document in articles:
        write_csv(_sourced(name, document), out, keys=keys)


def _sourced(name: str, document: Document) -> Iterator[Record]:
    """The records with the name of their article before all other keys."""
    return ({"source": name, **record} for record in document.to_dicts())
