"""Decoding: bytes become text by an encoding that is known by its name or by a byte order mark; nothing is guessed."""

from __future__ import annotations

import codecs
import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from typing import Final

DEFAULT_ENCODING: Final = "utf-8"

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    # before UTF-16, whose mark is how this one begins
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARK: Final = "\ufeff"
_OF_HOSTS: Final = frozenset(("idna", "punycode"))
"""Encodings of the names of hosts, which take minutes on anything long."""

_WRONG: Final = "\udcff"
"""What stands for bytes that are not of the encoding: no text that was decoded holds it otherwise."""

_WRONG_MARKED: Final = "govnews.wrong-marked"


def text_encoding(name: str) -> str:
    """The name by which Python knows an encoding of texts; raises LookupError where it knows none of that name.

    >>> text_encoding("GB18030")
    'gb18030'
    >>> text_encoding("hex")
    Traceback (most recent call last):
    LookupError: 'hex' is no text encoding
    """
    try:
        known = codecs.lookup(name).name
        with suppress(UnicodeError):  # one byte may be no whole character
            b" ".decode(known)
    except (LookupError, ValueError):
        known = ""
    if not known or known in _OF_HOSTS:
        raise LookupError(f"{name!r} is no text encoding")
    return known


def marked_encoding(raw: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning tells, or None.

    >>> marked_encoding("产值".encode("utf-16")), marked_encoding("产值".encode())
    ('utf-16', None)
    """
    return next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)


def decoded(raw: bytes, encoding: str) -> str:
    r"""The text, strictly decoded, with its line ends as they are and without a byte order mark.

    Raises UnicodeDecodeError where bytes are not of the encoding, and ValueError where they are no text.

    >>> decoded("\ufeff产值5亿元\r\n".encode(), "utf-8")
    '产值5亿元\r\n'
    """
    text = raw.decode(encoding).removeprefix(_MARK)
    if "\0" in text:
        raise ValueError("no text: it holds binary data")
    return text


@contextmanager
def decoded_lines(file: io.BufferedReader | gzip.GzipFile, encoding: str, *, newline: str) -> Iterator[Iterator[str]]:
    """The lines of a file; bytes that are not of the encoding are marked where they stand, and harm no other line.

    :func:`is_damaged` tells a line that holds some.
    """
    with io.TextIOWrapper(file, encoding, errors=_WRONG_MARKED, newline=newline) as lines:
        first = lines.readline().removeprefix(_MARK)
        yield chain([first] if first else [], lines)


def is_damaged(line: str) -> bool:
    """Whether bytes stood in the line that are not of its encoding."""
    return _WRONG in line


def _marked(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _WRONG, error.end


codecs.register_error(_WRONG_MARKED, _marked)
