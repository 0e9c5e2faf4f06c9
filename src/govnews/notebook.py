"""Notebooks: a light picture of an article that stands among the outputs of its cells."""

from __future__ import annotations

from typing import Final

from govnews.cells import COLUMNS, cells, kinds, number
from govnews.marks import blocks, first
from govnews.markup import Markup, element, inline, joined, part
from govnews.metric import Metric
from govnews.results import Read
from govnews.series import levels
from govnews.wording import said, spoken

_METRICS: Final = 100
_CHARACTERS: Final = 20_000
"""How much of an article a notebook shows: what it shows is saved with it."""


def fragment(document: Read, *, language: str = "en") -> str:
    """A piece of static HTML: the article with its metrics marked, and a table of them to unfold.

    It holds its style and no script, and takes on the light or dark colours of the notebook. Of a long article it shows the
    beginning: 100 metrics or 20,000 characters. ``language`` is ``en`` or ``zh``; ValueError for any other.

    >>> import govnews
    >>> shown = fragment(govnews.extract("新建厂房3座。"))
    >>> "<script" in shown, "<mark" in shown
    (False, True)
    """
    shown = first(document, metrics=_METRICS, characters=_CHARACTERS)
    count = spoken("count", language, len(document.metrics))
    date = [" · ", spoken("published", language, str(document.published))] if document.published else []
    more = [" ", spoken("more", language, len(shown.metrics))] if len(shown.text) < len(document.text) else []

    def mark(place: int, text: Markup) -> Markup:
        metric = shown.metrics[place]
        return element("mark", text, class_=kinds(metric), title=_title(metric, language))

    return element(
        "div",
        inline("style", part("notebook.css")),
        element("div", *blocks(shown, mark, pieces=False), class_="text", lang="zh"),
        element("details", element("summary", count, *date, *more), element("div", _table(shown, language), class_="rows")),
        class_="govnews",
    )


def _title(metric: Metric, language: str) -> str:
    """What the mark says when one points at it."""
    told = [number(metric), metric.indicator, metric.subject, said(f"status.{metric.status.value}", language)]
    return " · ".join(filter(None, told))


def _table(document: Read, language: str) -> Markup:
    known = levels(document.metrics)
    headings = [element("th", spoken(key, language), scope="col") for key in COLUMNS]
    rows = [
        element(
            "tr", *(element("td", content) for content in cells(metric, language, name=_name(metric), levels=known.get(place)))
        )
        for place, metric in enumerate(document.metrics)
    ]
    return element("table", element("thead", element("tr", *headings)), element("tbody", joined(rows)))


def _name(metric: Metric) -> Markup:
    return element("bdi", metric.text, lang="zh")
