"""Lone surrogates: what a Python string may hold and UTF-8 cannot."""

from __future__ import annotations

import re
from typing import Final

_LONE: Final = r"[\ud800-\udfff]"


def encodable(text: str) -> str:
    r"""The text with U+FFFD for each lone surrogate, so that it can be written as UTF-8 and no place moves.

    >>> encodable("产值\ud8005亿元") == "产值\ufffd5亿元"
    True
    """
    # what can be printed holds none, which is sooner told
    return text if text.isascii() or text.isprintable() else re.sub(_LONE, "\ufffd", text)
