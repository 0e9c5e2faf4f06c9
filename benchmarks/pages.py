"""What benchmarks share in telling: tables of figures, and their place on a page of the documentation."""

from collections.abc import Mapping, Sequence


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1) -> str:
    """Aligned columns, the first ``left`` of them to the left and the others, which hold numbers, to the right.

    >>> print(table(("", "seconds"), [("first", "1.5"), ("second", "12")]))
            seconds
    first       1.5
    second       12
    """
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    places = ("<" if column < left else ">" for column in range(len(widths)))
    form = "  ".join(f"{{:{place}{width}}}" for place, width in zip(places, widths, strict=True))
    return "\n".join(form.format(*row).rstrip() for row in (headings, *rows))


def updated(page: str, parts: Mapping[str, str]) -> str:
    r"""The page with each part in place of what stands behind its mark; raises ValueError where a mark is missing.

    >>> print(updated("<!-- rates -->\n```text\nold\n```", {"rates": "new"}))
    <!-- rates -->
    ```text
    new
    ```
    """
    for name, part in parts.items():
        head, mark, rest = page.partition(f"<!-- {name} -->\n```text\n")
        if not mark:
            raise ValueError(f"the page has no place for {name}")
        page = head + mark + part + rest[rest.index("\n```") :]
    return page
