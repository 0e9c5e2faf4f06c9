"""The report: one page that shows articles with the metrics marked in their text, beside a table of them.

The page is one file that asks the network for nothing. Its style and its script are named by their hashes in the policy
that the browser enforces, and the script builds no markup from strings, so nothing an article holds can run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Final

import attrs

from govnews.cells import COLUMNS, cells, days, kinds
from govnews.drawings import Bar, bars
from govnews.marks import blocks, lit_spans
from govnews.markup import Markup, data_block, element, inline, joined, part
from govnews.metric import Metric
from govnews.model import Role, Status
from govnews.results import ROW_KEYS, Read, Result
from govnews.series import Series, amount, find_series, levels
from govnews.wording import LANGUAGES, TAGS, said, spoken, words

_NAMES: Final = {"en": "English", "zh": "中文"}
_KINDS: Final = (*(f"status.{status.value}" for status in Status), *(f"role.{role.value}" for role in Role))


@attrs.frozen
class _Article:
    name: str
    document: Read
    published_from: str | None = None


def page(
    documents: Iterable[tuple[str, Read] | tuple[str, Read, str | None]], *, language: str = "en", title: str | None = None
) -> str:
    """One self-contained HTML page of articles, each given as its name, which may be empty, and its document.

    Behind the document may stand where its date comes from (``published_from`` of a record), which *Copy as CSV* then has.
    ``language`` is that of the page's own words at first, ``en`` or ``zh``; a reader can switch. ``title`` is the heading.
    Raises ValueError for another language. The page can always be encoded as UTF-8.

    >>> import govnews
    >>> shown = page([("a.txt", govnews.extract("新建厂房3座，改造道路12公里。"))], language="zh")
    >>> shown.startswith("<!DOCTYPE html>"), shown.count('id="t0-1"')
    (True, 1)
    """
    words(language)
    articles = [_Article(*one) for one in documents]
    body = element(
        "body",
        element("a", said("skip", language), class_="skip", href="#articles", data_word="skip"),
        _header(articles, language, title),
        _tools(language),
        element("main", *(_article(place, one, language) for place, one in enumerate(articles)), id="articles", tabindex=-1),
        _card(language),
        data_block(_data(articles), id="data"),
        inline("script", part("page.js")),
    )
    head = _head(said("title", language) if title is None else title)
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=TAGS[language])}\n"


def _head(title: str) -> Markup:
    style = part("page.css")
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, part("page.js"))),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("link", rel="icon", href="data:,"),
        element("title", title),
        inline("style", style),
    )


def _policy(style: str, script: str) -> str:
    """What the browser may do for the page: run this one script, use this one style, and nothing else."""
    rules = {
        "default-src": "'none'",
        "img-src": "data:",
        "style-src": _hash(style),
        "script-src": _hash(script),
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return "; ".join(f"{rule} {value}" for rule, value in rules.items())


def _hash(code: str) -> str:
    from base64 import b64encode  # noqa: PLC0415 - the two take longer to import than half of the house, for a report only
    from hashlib import sha256  # noqa: PLC0415

    return f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"


def _header(articles: Sequence[_Article], language: str, title: str | None) -> Markup:
    heading = spoken("title", language, tag="h1") if title is None else element("h1", element("bdi", title))
    count = spoken("count", language, sum(len(article.document.metrics) for article in articles))
    switch = _group("language", language, *(_switch(one, language) for one in LANGUAGES), class_="languages")
    return element("header", heading, count, switch, _contents(articles, language) if len(articles) > 1 else Markup())


def _switch(language: str, current: str) -> Markup:
    pressed = "true" if language == current else "false"
    return element("button", _NAMES[language], type="button", lang=TAGS[language], data_language=language, aria_pressed=pressed)


def _contents(articles: Sequence[_Article], language: str) -> Markup:
    entries = [
        element(
            "li",
            element("a", element("bdi", article.name or str(place + 1)), href=f"#d{place}"),
            spoken("count", language, len(article.document.metrics)),
        )
        for place, article in enumerate(articles)
    ]
    return element("nav", element("ol", *entries), **_named("contents", language))


def _group(key: str, language: str, *children: Markup, class_: str) -> Markup:
    return element("div", *children, class_=class_, role="group", **_named(key, language))


def _named(key: str, language: str, n: str | None = None) -> dict[str, str | None]:
    """The attributes of an element that has a name but does not show it."""
    return {"aria_label": said(key, language, n), "data_label": key, "data_n": n}


def _tools(language: str) -> Markup:
    """What works on all tables at once. The script shows it, because without the script it does nothing."""
    chips = [
        element(
            "button",
            spoken(key, language, class_=f"sign {key.partition('.')[2]}"),
            type="button",
            data_kind=key,
            aria_pressed="false",
        )
        for key in _KINDS
    ]
    hint = said("search.hint", language)
    search = element(
        "input", type="search", id="search", placeholder=hint, data_placeholder="search.hint", **_named("search", language)
    )
    copy = element("button", said("copy", language), type="button", id="copy", data_word="copy")
    count = element("output", id="count", for_="search")
    return element("div", search, copy, count, _group("show", language, *chips, class_="chips"), id="tools", hidden=True)


def _article(place: int, article: _Article, language: str) -> Markup:
    name, document = article.name, article.document
    heading = [element("h2", element("bdi", name))] if name else []
    date = [spoken("published", language, str(document.published))] if document.published else []
    jump = element("a", said("skip.table", language), class_="jump", href=f"#table{place}", data_word="skip.table")
    facts = element("p", *date, spoken("count", language, len(document.metrics)), jump if document.metrics else "")
    return element(
        "section",
        element("div", *heading, facts, class_="head"),
        element("div", *blocks(document, _marker(place, document.metrics), pieces=True), class_="text", lang="zh"),
        element(
            "div", _series(place, document.metrics, language), _table(place, name, document.metrics, language), class_="aside"
        ),
        id=f"d{place}",
        class_="article",
        aria_label=name or None,
    )


def _marker(document: int, metrics: Sequence[Metric]) -> Callable[[int, Markup], Markup]:
    def mark(place: int, text: Markup) -> Markup:
        row = f"r{document}-{place}"
        return element(
            "a", text, class_=f"m {kinds(metrics[place])}", id=f"t{document}-{place}", href=f"#{row}", aria_describedby=row
        )

    return mark


def _series(document: int, metrics: Sequence[Metric], language: str) -> Markup:
    """The series of an article, drawn; nothing where there is none."""
    figures = [_figure(document, metrics, series) for series in find_series(metrics)]
    if not figures:
        return Markup()
    note = spoken("series.note", language, tag="p", class_="note")
    return element("div", spoken("series", language, tag="h3"), element("div", *figures, class_="strip"), note, class_="series")


def _figure(document: int, metrics: Sequence[Metric], series: Series) -> Markup:
    drawn = [_bar(document, place, metrics[place]) for place in series.places]
    whose = element("small", element("bdi", series.subject)) if series.subject else Markup()
    caption = element("figcaption", element("bdi", series.indicator), whose, lang="zh")
    return element("figure", caption, bars(drawn, label=series.indicator))


def _bar(document: int, place: int, metric: Metric) -> Bar:
    return Bar(
        amount=amount(metric.quantity),
        above=metric.text,
        below="" if metric.period is None else days(metric.period),
        href=f"#r{document}-{place}",
        kind=metric.status.value,
    )


def _table(document: int, name: str, metrics: Sequence[Metric], language: str) -> Markup:
    if not metrics:
        return spoken("empty", language, tag="p", class_="note")
    caption = spoken("table" if name else "title", language, name or None, tag="caption", class_="aloud")
    headings = [
        element("th", element("button", spoken(key, language)), scope="col", class_=key, data_sort=key) for key in COLUMNS
    ]
    known = levels(metrics)
    rows = [_row(document, place, metric, language, known.get(place)) for place, metric in enumerate(metrics)]
    table = element("table", caption, element("thead", element("tr", *headings)), element("tbody", *rows), id=f"table{document}")
    return joined([table, spoken("none", language, tag="p", class_="note none")])


def _row(document: int, place: int, metric: Metric, language: str, pair: tuple[Fraction, Fraction] | None) -> Markup:
    name = element("a", element("bdi", metric.text), href=f"#t{document}-{place}", lang="zh")
    told = zip(COLUMNS, cells(metric, language, name=name, levels=pair), strict=True)
    return element("tr", *(element("td", content, class_=key) for key, content in told), id=f"r{document}-{place}")


def _card(language: str) -> Markup:
    """Where a narrow page shows the metric that is lit, and leads to the next."""
    buttons = [
        element("button", sign, type="button", data_step=step, **_named(key, language))
        for sign, step, key in (("‹", -1, "previous"), ("›", 1, "next"), ("×", 0, "close"))
    ]
    return element("aside", element("div", *buttons), element("dl"), id="card", hidden=True, **_named("detail", language))


def _data(articles: Sequence[_Article]) -> dict[str, object]:
    """What the script needs: the rows to copy, which words to light up, how numbers come in order, and all words."""
    return {
        "keys": ROW_KEYS,
        "articles": list(map(_article_data, articles)),
        "words": {TAGS[language]: words(language) for language in LANGUAGES},
    }


def _article_data(article: _Article) -> dict[str, object]:
    document, length, metrics = article.document, len(article.document.text), article.document.metrics
    result = Result.of(document, document=article.name, published_from=article.published_from)
    return {
        "rows": [list(row.values()) for row in result.rows()],
        "lit": [[(span.part, span.start, span.end) for span in lit_spans(metric, length)] for metric in metrics],
        "order": _order(metrics),
    }


def _order(metrics: Sequence[Metric]) -> list[int]:
    """For each metric its rank by number, exactly: numbers of one dimension together, equal ones with one rank."""
    keys = [(metric.quantity.unit.dimension, amount(metric.quantity)) for metric in metrics]
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
    return [ranks[key] for key in keys]
