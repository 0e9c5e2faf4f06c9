"""The terminal: text on its way to a screen, without anything that would steer it."""

from __future__ import annotations

import unicodedata


def visible(text: str) -> str:
    r"""The text on one line, with an escape in place of each character that would not be seen as what it is.

    Those are control characters, line breaks among them, marks that turn the direction of writing or cannot be seen at all,
    and lone surrogates. Blanks of any width stay.

    >>> print(visible("甲\x1b[31m乙\u202e丙\n"))
    甲\x1b[31m乙\u202e丙\n
    """
    return text if text.isprintable() else "".join(map(_seen, text))


def _seen(char: str) -> str:
    if char.isprintable() or unicodedata.category(char) == "Zs":
        return char
    return char.encode("unicode_escape").decode("ascii")
