"""Outputs: results written to a file, a folder or standard output, in the format that its name or the caller says.

Results are written as they come, a bounded number of them in memory. What is written stands under a hidden name beside its
place until all of it is there, and is then moved: an output that failed leaves whatever was there before.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TextIO

from govnews import arrow
from govnews.brat import write_brat
from govnews.extras import needs
from govnews.records import json_lines
from govnews.results import Result
from govnews.sdmx import structure, write_sdmx
from govnews.spreadsheet import BOM, write_csv
from govnews.streams import standard_output
from govnews.surrogates import encodable

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "jsonl": ".jsonl",
        "csv": ".csv",
        "parquet": ".parquet",
        "duckdb": ".duckdb",
        "sdmx": ".sdmx.csv",
        "brat": ".brat",
    }
)
"""The formats, each with the ending of a name that stands for it."""

_ARTICLES: Final = 100


def format_of(path: Path | str) -> str:
    """The format that the ending of a name stands for; raises ValueError where it stands for none.

    >>> format_of("metrics.duckdb"), format_of("metrics.csv"), format_of("METRICS.SDMX.CSV")
    ('duckdb', 'csv', 'sdmx')
    """
    name = Path(path).name.lower()
    # .sdmx.csv ends with .csv too, and the longest ending is meant
    found = max((format_ for format_, ending in FORMATS.items() if name.endswith(ending)), key=_length, default=None)
    if found is None:
        endings = ", ".join(f"{ending} ({format_})" for format_, ending in FORMATS.items())
        raise ValueError(f"the name {str(path)!r} stands for no format; these do: {endings}")
    return found


def _length(format_: str) -> int:
    return len(FORMATS[format_])


def write(
    results: Iterable[Result],
    out: Path | None,
    *,
    format: str,  # noqa: A002 - the word that users know it by
    bom: bool = False,
) -> None:
    """Write the metrics of the results to ``out``; a text format (jsonl, csv, sdmx) to standard output where it is None.

    A file that is there is replaced once all is written, a device or a pipe is written to as it is. ``brat`` makes a folder
    and takes one only where it is empty, because annotations may have been worked on. ``sdmx`` puts the structure definition
    beside the file. ``bom`` puts a byte order mark before CSV. A result with an error is in no table of metrics; ``duckdb``
    has it among its documents.

    Raises ValueError for a format that there is not, or that ``out`` or ``bom`` does not go with, OSError where the output
    cannot be written, ImportError where an extra is missing.

    >>> import govnews
    >>> result = Result.of(govnews.extract("新建厂房3座。"), document="a.txt")
    >>> write([result], None, format="jsonl")  # doctest: +ELLIPSIS
    {"document": "a.txt", "published": null, "published_from": null, "text": "3座", "start": 4, ...}
    """
    if format not in FORMATS:
        raise ValueError(f"{format!r} is no format; these are: {', '.join(FORMATS)}")
    if bom and format != "csv":
        raise ValueError(f"a byte order mark goes with csv, not with {format}")
    if out is None or _is_stream(out):
        if format not in _TEXTS:
            raise ValueError(f"{format} needs a file of its own; standard output, devices and pipes take {', '.join(_TEXTS)}")
        with _standard_output() if out is None else _text_file(out) as stream:
            _write_text(results, stream, format, bom=bom)
        return
    _refuse(out, folder=format == "brat")
    with _staged(out) as staged:
        if format in _TEXTS:
            with _text_file(staged) as stream:
                _write_text(results, stream, format, bom=bom)
        else:
            _BINARIES[format](results, staged)
        if format == "sdmx":
            _write_structure(out)


def put(text: str, out: Path) -> None:
    """Write a text to ``out``: a file that is there is replaced once all is written, a device or a pipe is written to as it is.

    Raises OSError where it cannot be written.
    """
    if _is_stream(out):
        with _text_file(out) as stream:
            stream.write(text)
        return
    _refuse(out, folder=False)
    with _staged(out) as staged, _text_file(staged) as stream:
        stream.write(text)


def _write_text(results: Iterable[Result], out: TextIO, format_: str, *, bom: bool) -> None:
    if bom:
        out.write(BOM)
    _TEXTS[format_](results, out)


def _is_stream(out: Path) -> bool:
    return out.exists() and not out.is_file() and not out.is_dir()


def _refuse(out: Path, *, folder: bool) -> None:
    """Raise OSError for what could not take the output at the end either, before hours of work are spent on it."""
    if not out.parent.is_dir():
        raise _os_error(errno.ENOTDIR if out.parent.exists() else errno.ENOENT, out.parent)
    if folder and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise _os_error(errno.EEXIST, out)
    if folder and out.exists() and not os.access(out, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise _os_error(errno.EACCES, out)
    if not folder and out.is_dir():
        raise _os_error(errno.EISDIR, out)


def _os_error(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))


@contextmanager
def _staged(out: Path) -> Iterator[Path]:
    """A place for what is to be ``out``, on the same disk; it takes the place of ``out`` where all went well, else it goes.

    What is replaced hands its permissions on.
    """
    # a link stays a link, and what it leads to is replaced
    target = Path(os.path.realpath(out))
    with TemporaryDirectory(prefix=".govnews-", dir=target.parent) as folder:
        staged = Path(folder) / target.name
        yield staged
        if target.exists():
            shutil.copymode(target, staged)
        # an empty folder: not every system replaces one by another
        if target.is_dir():
            target.rmdir()
        staged.replace(target)


@contextmanager
def _text_file(path: Path) -> Iterator[TextIO]:
    with path.open("w", encoding="utf-8", newline="") as stream:
        yield stream


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    stream = standard_output()
    yield stream
    stream.flush()


def _write_json_lines(results: Iterable[Result], out: TextIO) -> None:
    out.writelines(json_lines(row for result in results for row in result.rows()))


def _write_structure(out: Path) -> None:
    """The structure definition beside SDMX-CSV: metrics.sdmx.xml for metrics.sdmx.csv."""
    name = out.name.removesuffix(".csv").removesuffix(".sdmx")
    put(structure(), out.with_name(f"{name}.sdmx.xml"))


def _write_parquet(results: Iterable[Result], path: Path) -> None:
    with needs("arrow"):
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra
    with pq.ParquetWriter(path, arrow.schema(), compression="zstd") as writer:
        for batch in arrow.batches(results):
            writer.write_batch(batch)


def _write_duckdb(results: Iterable[Result], path: Path) -> None:
    with needs("duckdb"):
        import duckdb  # noqa: PLC0415 - an extra
    try:
        with duckdb.connect(path) as database:
            _fill(database, iter(results))
    except duckdb.Error as error:
        raise OSError(f"DuckDB cannot write: {error}") from error


def _fill(database: duckdb.DuckDBPyConnection, results: Iterator[Result]) -> None:
    """The tables ``metrics`` and ``documents``, with what each column holds as its comment."""
    for name, empty in (("metrics", arrow.table([])), ("documents", _documents([]))):
        database.from_arrow(empty).create(name)
        for field in empty.schema:
            said = (field.metadata or {}).get(b"description", b"").decode().replace("'", "''")
            database.execute(f"COMMENT ON COLUMN {name}.\"{field.name}\" IS '{said}'")
    for some in iter(lambda: list(islice(results, _ARTICLES)), []):
        database.from_arrow(arrow.table(some)).insert_into("metrics")
        database.from_arrow(_documents(some)).insert_into("documents")
    # a full disk is to be heard of here, and not when the connection closes
    database.execute("CHECKPOINT")


def _documents(results: list[Result]) -> pa.Table:
    """The articles as a table, a row each, the ones with an error too."""
    import pyarrow as pa  # noqa: PLC0415 - an extra, which arrow.table has asked for before

    columns = {
        "document": (pa.string(), "the key of the article in its job", [_told(result.document) for result in results]),
        "published": (pa.date32(), "the day of publication", [result.published for result in results]),
        "published_from": (pa.string(), "where that day comes from", [result.published_from for result in results]),
        "characters": (pa.int64(), "how many code points the text has", [len(result.text) for result in results]),
        "metrics": (pa.int64(), "how many metrics were found", [len(result.records) for result in results]),
        "error": (pa.string(), "why the article could not be read", [_told(result.error) for result in results]),
    }
    fields = [pa.field(name, kind, metadata={"description": said}) for name, (kind, said, _) in columns.items()]
    return pa.table([pa.array(values, kind) for kind, _, values in columns.values()], schema=pa.schema(fields))


def _told(text: str | None) -> str | None:
    return None if text is None else encodable(text)


def _write_brat(results: Iterable[Result], folder: Path) -> None:
    folder.mkdir()
    write_brat(results, folder)


_TEXTS: Final[Mapping[str, Callable[[Iterable[Result], TextIO], None]]] = MappingProxyType(
    {"jsonl": _write_json_lines, "csv": write_csv, "sdmx": write_sdmx}
)
_BINARIES: Final[Mapping[str, Callable[[Iterable[Result], Path], None]]] = MappingProxyType(
    {"parquet": _write_parquet, "duckdb": _write_duckdb, "brat": _write_brat}
)
