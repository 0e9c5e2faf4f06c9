"""The command line: articles in; tables, explanations, files of metrics or a report out."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

import attrs

from govnews import report
from govnews.articles import Article, read
from govnews.document import Document
from govnews.endings import orderly_end
from govnews.explain import explain
from govnews.inputs import Reader
from govnews.jobs import run
from govnews.options import TABLE, argument_parser, completion
from govnews.outputs import FORMATS, format_of, put, write
from govnews.progress import Progress, say
from govnews.render import table
from govnews.results import Result
from govnews.sources import STDIN
from govnews.streams import abandon_standard_output, stand_in, standard_output
from govnews.tally import ORIGINS, Tally, holds_errors
from govnews.terminal import visible
from govnews.workfile import WorkFile

OK: Final = 0
SOME_FAILED: Final = 1
"""An article could not be read; what the others hold is written."""

OUTPUT_FAILED: Final = 3
"""The output could not be written."""

HUNG_UP: Final = 129
"""The terminal has gone: 128 + SIGHUP."""

INTERRUPTED: Final = 130
"""After Ctrl-C, as shells know it: 128 + SIGINT."""

BROKEN_PIPE: Final = 141
"""Nobody reads the output any more: 128 + SIGPIPE."""

TERMINATED: Final = 143
"""Asked to end, as batch systems do: 128 + SIGTERM."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status, one of those above.

    Arguments that make no sense end in SystemExit(2).
    """
    stand_in()
    parser = argument_parser()
    options = parser.parse_args(arguments)
    try:
        return _COMMANDS[options.command](options, parser)
    except BrokenPipeError:
        abandon_standard_output()
        return BROKEN_PIPE
    except (OSError, ImportError) as error:
        output = getattr(options, "output", None)
        if output is None and isinstance(error, OSError):
            abandon_standard_output()
        say(_fault(error, output))
        return OUTPUT_FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _fault(error: OSError | ImportError, output: str | None) -> str:
    if not isinstance(error, OSError) or error.strerror is None:
        return str(error)
    return f"{error.filename or output or 'standard output'}: {error.strerror}"


def _reader(options: argparse.Namespace) -> Reader:
    return Reader(
        published=options.published,
        text=options.text,
        published_column=options.published_column,
        key=options.key,
        encoding=options.encoding,
        kind=options.kind,
    )


def _documents(options: argparse.Namespace, tally: Tally, *, skip: Sequence[Path] = ()) -> Iterator[tuple[Article, Document]]:
    """The articles that can be read, one by one."""
    for item in _reader(options).articles(options.articles, skip=skip, say=say):
        if isinstance(item, Result):
            tally.count(item)
            continue
        match read(item):
            case Result() as failed:
                tally.count(failed)
            case document:
                tally.count(item.result(document))
                yield item, document


def _extract(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    out = None if options.output is None else Path(options.output)
    try:
        format_ = options.format or (TABLE if out is None else format_of(out))
    except ValueError as error:
        parser.error(str(error))
    if out is None and options.resume is not None:
        parser.error("what broke off can be taken up again where it goes to a file: -o")
    if format_ != TABLE:
        return _write(options, parser, out, format_)
    if out is not None or options.bom:
        parser.error("a table goes to standard output, and is no CSV; other formats: " + ", ".join(FORMATS))
    # only a terminal has a width; a file or a pipe gets the whole table
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    return _print(options, lambda document: table(document, width=width))


def _explain(options: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    return _print(options, lambda document: "\n\n".join(map(explain, document)) or "no metrics", unsaid=(None,))


def _print(
    options: argparse.Namespace, shown: Callable[[Document], str], *, unsaid: Collection[str | None] = (None, "option")
) -> int:
    """Print the articles, each under its name and its date where there are several; a single one where its date is to be said."""
    tally, out = Tally(say), standard_output()
    documents = _documents(options, tally)
    first, second = next(documents, None), next(documents, None)
    separator = ""
    for article, document in chain(filter(None, (first, second)), documents):
        if second is not None or article.published_from not in unsaid:
            print(f"{separator}==> {_heading(article)} <==", file=out)
        print(shown(document), file=out)
        separator = "\n"
    out.flush()
    return _closed(tally, is_told=tally.items > 1)


def _heading(article: Article) -> str:
    if article.published is None:
        return visible(article.document)
    return f"{visible(article.document)}, published {article.published} ({ORIGINS[article.published_from or ''][0]})"


def _closed(tally: Tally, *, is_told: bool) -> int:
    if is_told:
        say(str(tally))
    return SOME_FAILED if tally.errors else OK


def _report(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    tally = Tally(say)
    out = None if options.output is None else Path(options.output)
    _refuse_an_article(options, parser)
    documents = _documents(options, tally, skip=() if out is None else (out,))
    shown = ((article.document, document, article.published_from) for article, document in documents)
    page = report.page(shown, language=options.language, title=options.title)
    if out is None:
        stream = standard_output()
        stream.write(page)
        stream.flush()
    else:
        put(page, out)
    return _closed(tally, is_told=tally.items > 1)


def _refuse_an_article(options: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """End where the output would replace an article; in a folder it is passed over."""
    if options.output is not None and any(_is_same_file(name, options.output) for name in options.articles):
        parser.error(f"{options.output} is both an article and the output")


def _is_same_file(name: str, output: str) -> bool:
    try:
        return name != STDIN and Path(name).samefile(output)
    except OSError:
        return False


def _write(options: argparse.Namespace, parser: argparse.ArgumentParser, out: Path | None, format_: str) -> int:
    """Write the metrics to a file or to standard output."""
    _refuse_an_article(options, parser)
    beside = _Beside.of(out, format_)
    if beside is not None and beside.errors.is_file() and not holds_errors(beside.errors):
        parser.error(f"{beside.errors} is where errors go, and holds something else; -o with another name spares it")
    work = None if beside is None else _taken_up(beside.work, options, parser)
    is_shown = beside is not None or not sys.stdout.isatty()
    with orderly_end() as heed, Progress(is_shown=is_shown) as progress, ExitStack() as stack:
        tally = Tally(progress.say, errors=None if beside is None else beside.errors)
        skip = () if beside is None else beside.own
        items = _reader(options).articles(options.articles, skip=skip, say=progress.say)
        reading = partial(run, jobs=options.jobs, say=progress.say)
        results = stack.enter_context(closing(reading(items) if work is None else work.results(items, reading)))
        try:
            write(_heeding(progress.counted(results, tally), heed), out, format=format_, bom=options.bom)
        except ValueError as error:
            if tally.items:
                raise
            parser.error(str(error))
        except (OSError, KeyboardInterrupt, SystemExit):
            if beside is not None and beside.work.exists() and tally.items:
                progress.say(f"what is finished is kept in {beside.work}; the same command with --resume goes on from there")
            raise
    if beside is not None and work is not None:
        work.remove()
        if not tally.errors:
            beside.errors.unlink(missing_ok=True)
    return _closed(tally, is_told=beside is not None or tally.items > 1)


def _heeding(results: Iterable[Result], heed: Callable[[], None]) -> Iterator[Result]:
    for result in results:
        heed()
        yield result
    heed()


@attrs.frozen
class _Beside:
    """An output with the files beside it: what is finished, until all is, and what could not be read."""

    out: Path
    work: Path
    errors: Path

    @property
    def own(self) -> tuple[Path, ...]:
        """What is no input, though it may stand in a folder that is one."""
        return self.out, self.work, self.errors

    @classmethod
    def of(cls, out: Path | None, format_: str) -> Self | None:
        """The files beside ``out``; None for a device or a pipe, which nothing is beside."""
        if out is None or not (out.is_file() or out.is_dir() or not out.exists()):
            return None
        stem = out.name.removesuffix(FORMATS[format_])
        return cls(out=out, work=out.with_name(f"{out.name}.work"), errors=out.with_name(f"{stem}.errors.jsonl"))


def _taken_up(path: Path, options: argparse.Namespace, parser: argparse.ArgumentParser) -> WorkFile:
    """The work file of the job; one that is there is gone on with or begun anew, as the caller says."""
    if options.resume is None and path.exists() and path.stat().st_size:
        parser.error(f"{path} is of a job that broke off: --resume goes on with it, --no-resume begins anew")
    if not options.resume:
        path.unlink(missing_ok=True)
    return WorkFile(path)


def _completion(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    print(completion(parser, options.shell), file=standard_output(), flush=True)
    return OK


_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace, argparse.ArgumentParser], int]]] = MappingProxyType(
    {"extract": _extract, "explain": _explain, "report": _report, "completion": _completion}
)
