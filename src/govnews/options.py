"""Options: what the command line can be told, and what it says of itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from typing import Final, NoReturn

from govnews.dates import published_date
from govnews.decoding import text_encoding
from govnews.extras import needs
from govnews.jobs import processors
from govnews.model import ParseError
from govnews.outputs import FORMATS
from govnews.sources import KINDS
from govnews.terminal import visible

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

TABLE: Final = "table"
"""What is no format of a file, and is printed."""

_SHELLS: Final = ("bash", "zsh", "tcsh")


class _Parser(argparse.ArgumentParser):
    """A parser whose messages cannot steer the terminal, whatever the arguments."""

    def error(self, message: str) -> NoReturn:
        super().error(visible(message))


def argument_parser() -> argparse.ArgumentParser:
    """The parser of the commands, which the namespace holds under ``command``, and of their arguments."""
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
    parser.add_argument("--format", choices=(TABLE, *FORMATS), help=f"default: by the ending of FILE, without one {TABLE}")
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


def completion(parser: argparse.ArgumentParser, shell: str) -> str:
    """What makes a shell complete the arguments of the parser; raises ImportError without shtab (``govnews[cli]``)."""
    with needs("cli"):
        import shtab  # noqa: PLC0415 - an extra
    for command in _subparsers(parser):
        for action in command._actions:  # noqa: SLF001 - argparse has no other way to its arguments
            if action.metavar in {"ARTICLE", "FILE"}:
                action.complete = shtab.FILE  # type: ignore[attr-defined] # where shtab looks for it
    return shtab.complete(parser, shell=shell)


def _subparsers(parser: argparse.ArgumentParser) -> Iterable[argparse.ArgumentParser]:
    choices = (action.choices for action in parser._actions if action.dest == "command")  # noqa: SLF001 - the same
    return (command for found in choices if isinstance(found, dict) for command in found.values())
