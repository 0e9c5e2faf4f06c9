"""The command line: articles in; tables, explanations, files of metrics or a report out."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from functools import partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final, NoReturn, Self

import attrs

from govnews import report
from govnews.articles import Article, read
from govnews.dates import published_date
from govnews.decoding import text_encoding
from govnews.document import Document
from govnews.explain import explain
from govnews.extras import needs
from govnews.inputs import Reader
from govnews.jobs import WorkFile, processors, run
from govnews.model import ParseError
from govnews.outputs import FORMATS, format_of, put, write
from govnews.progress import Progress, say
from govnews.render import table
from govnews.results import Result
from govnews.sources import KINDS, STDIN
from govnews.streams import abandon_standard_output, stand_in, standard_output
from govnews.tally import ORIGINS, Tally, holds_errors
from govnews.terminal import visible

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

_STATUSES: Final = """\
exit status:
  0    all is well
  1    an article could not be read; the others are, and the output is complete but for it
  2    the arguments make no sense; nothing was read
  3    the output cannot be written
  129  hung up (SIGHUP)
  130  interrupted (Ctrl-C)
  141  whoever read the output has gone
  143  terminated (SIGTERM)
"""
_ENDING: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that ask to end; Windows has not all of them."""

_TABLE: Final = "table"
_SHELLS: Final = ("bash", "zsh", "tcsh")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status, one of those above.

    Arguments that make no sense end in SystemExit(2).
    """
    stand_in()
    parser = _parser()
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


class _Parser(argparse.ArgumentParser):
    """A parser whose messages cannot steer the terminal, whatever the arguments."""

    def error(self, message: str) -> NoReturn:
        super().error(visible(message))


def _parser() -> argparse.ArgumentParser:
    inputs = _inputs()
    parser = _Parser(
        prog="govnews",
        description="Read the metrics out of Chinese government news: exact numbers with unit, bound and place in the text.",
        epilog=_STATUSES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('govnews')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, said: str, *parents: _Parser) -> _Parser:
        return commands.add_parser(
            name,
            help=said,
            description=f"{said[0].upper()}{said[1:]}.",
            parents=parents,
            epilog=_STATUSES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    _extract_options(command("extract", "write the metrics as a table or to a file", inputs))
    command("explain", "say of each metric in plain words what it states, and from which words that was read", inputs)
    _report_options(command("report", "make a page that shows the articles with their metrics marked", inputs))
    completion = command("completion", "print what makes a shell complete this command")
    completion.add_argument("shell", choices=_SHELLS)
    return parser


def _inputs() -> _Parser:
    """The arguments of every command that reads articles."""
    parser = _Parser(add_help=False)
    parser.add_argument(
        "articles",
        nargs="+",
        metavar="ARTICLE",
        help="a file (.txt .md .html .jsonl .csv .parquet, all but the last also with .gz), a folder of such files, "
        "a pattern ('news/**/*.txt'), or - for standard input",
    )
    group = parser.add_argument_group("how articles are read")
    group.add_argument(
        "--published",
        type=_date,
        metavar="DATE",
        help="day of publication (2022-10-14), to tell 今年 from; else from its column, name or dateline",
    )
    group.add_argument("--text", metavar="COLUMN", help="column of the texts; default: text, content, 正文 and the like")
    group.add_argument("--published-column", metavar="COLUMN", help="column of the dates; default: published, date, 发布日期 …")
    group.add_argument("--key", metavar="COLUMN", help="column of the keys; default: id, url …, else the file's name and the row")
    group.add_argument("--as", dest="kind", choices=KINDS, help="read all inputs as this, whatever their names end with")
    group.add_argument("--encoding", type=_encoding, help="such as gb18030; default: by the byte order mark or page, else utf-8")
    return parser


def _extract_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE, or to the folder that brat wants")
    parser.add_argument("--format", choices=(_TABLE, *FORMATS), help=f"default: by the ending of FILE, without one {_TABLE}")
    parser.add_argument("--bom", action="store_true", help="put a byte order mark before CSV, for spreadsheets")
    parser.add_argument(
        "-j", "--jobs", type=_jobs, default=1, metavar="N", help="read with N processes, 0: one a processor; default: %(default)s"
    )
    parser.add_argument(
        "--resume",
        action=argparse.BooleanOptionalAction,
        help="go on where the same command broke off, by the work file beside FILE; or begin anew",
    )


def _report_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", help="write the page to FILE and not to standard output")
    parser.add_argument("--language", choices=("en", "zh"), default="en", help="of the page's own words; default: %(default)s")
    parser.add_argument("--title", help="the heading of the page")


def _date(text: str) -> date | None:
    try:
        return published_date(text)
    except ParseError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error.message}") from None


def _encoding(name: str) -> str:
    try:
        return text_encoding(name)
    except LookupError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _jobs(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text) or processors()


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
        format_ = options.format or (_TABLE if out is None else format_of(out))
    except ValueError as error:
        parser.error(str(error))
    if out is None and options.resume is not None:
        parser.error("what broke off can be taken up again where it goes to a file: -o")
    if format_ != _TABLE:
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
    with _orderly_end() as heed, Progress(is_shown=is_shown) as progress, ExitStack() as stack:
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


@contextmanager
def _orderly_end() -> Iterator[Callable[[], None]]:
    """Let SIGTERM and SIGHUP end the job the way Ctrl-C does: processes are ended, and nothing half-written stays.

    Gives what is to be called now and then. It ends a job that was asked to and has not: what a signal raises is lost where
    it comes while a library tidies up, and Python only prints that it is ignored.
    """
    asked: list[int] = []

    def end(number: int, _: object = None) -> None:
        asked.append(number)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        sys.exit(128 + number)

    def heed() -> None:
        if asked:
            end(asked[0])

    if threading.current_thread() is not threading.main_thread():
        yield heed  # only the main thread sets signals
        return
    # what whoever started the command has it ignore (nohup) stays ignored
    numbers = [number for number in _ENDING if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield heed
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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
    with needs("cli"):
        import shtab  # noqa: PLC0415 - an extra
    for command in _subparsers(parser):
        for action in command._actions:  # noqa: SLF001 - argparse has no other way to its arguments
            if action.metavar in {"ARTICLE", "FILE"}:
                action.complete = shtab.FILE  # type: ignore[attr-defined] # where shtab looks for it
    print(shtab.complete(parser, shell=options.shell), flush=True)
    return OK


def _subparsers(parser: argparse.ArgumentParser) -> Iterable[argparse.ArgumentParser]:
    choices = (action.choices for action in parser._actions if action.dest == "command")  # noqa: SLF001 - the same
    return (command for found in choices if isinstance(found, dict) for command in found.values())


_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace, argparse.ArgumentParser], int]]] = MappingProxyType(
    {"extract": _extract, "explain": _explain, "report": _report, "completion": _completion}
)
