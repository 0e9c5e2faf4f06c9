"""The tally of a job: what was read and what was not, counted for its last line, and the file of its errors."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from govnews.records import json_lines
from govnews.results import Result

ORIGINS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "option": ("from --published", "from --published"),
        "column": ("from its column", "from columns"),
        "page": ("from the head of the page", "from heads of pages"),
        "name": ("from the file's name", "from names"),
        "dateline": ("from its dateline", "from datelines"),
    }
)
"""Where a date of publication comes from, in words: the date of one article, and those of several."""


class Tally:
    """Counts what was read and what was not; ``say`` is told of each error, and ``errors`` is the file that keeps them.

    >>> tally = Tally()
    >>> tally.count(Result(document="a.txt", records=({}, {}), published_from="name"))
    >>> print(tally)
    1 article, 2 metrics; dates: 1 from names; 0 errors
    """

    def __init__(self, say: Callable[[str], None] = lambda _: None, *, errors: Path | None = None) -> None:
        self.articles: int = 0
        self.metrics: int = 0
        self.errors: int = 0
        self._origins: Counter[str | None] = Counter()
        self._say = say
        self._file = errors

    @property
    def items(self) -> int:
        """How many articles there were, read or not."""
        return self.articles + self.errors

    def count(self, result: Result) -> None:
        """Count a result; raises OSError where the file of errors cannot be written."""
        if result.error is None:
            self.articles += 1
            self.metrics += len(result.records)
            self._origins[result.published_from] += 1
            return
        self.errors += 1
        self._say(f"{result.document}: {result.error}")
        if self._file is not None:
            with self._file.open("w" if self.errors == 1 else "a", encoding="utf-8", newline="") as lines:
                lines.writelines(json_lines([{"document": result.document, "error": result.error}]))

    def __str__(self) -> str:
        told = [*((origin, several) for origin, (_, several) in ORIGINS.items()), (None, "unknown")]
        origins = ", ".join(f"{self._origins[origin]:,} {said}" for origin, said in told if self._origins[origin])
        dates = f"; dates: {origins}" if origins else ""
        return (
            f"{_several(self.articles, 'article')}, {_several(self.metrics, 'metric')}{dates}; {_several(self.errors, 'error')}"
        )


def holds_errors(path: Path) -> bool:
    """Whether a file is one that a tally has written, or an empty one; raises OSError where it cannot be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.errors.jsonl")
    ...     Tally(errors=path).count(Result(document="a.txt", error="it is gone"))
    ...     holds_errors(path)
    True
    """
    with path.open(encoding="utf-8") as lines:
        try:
            return all(set(json.loads(line)) == {"document", "error"} for line in lines)
        except (ValueError, TypeError):
            return False


def _several(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
