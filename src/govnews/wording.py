"""Wording: the words of pictures in the languages of their readers."""

from __future__ import annotations

from functools import cache
from typing import Final

from govnews.lexicon import rows
from govnews.markup import Markup, element

LANGUAGES: Final = ("en", "zh")
"""The languages that pictures speak; the words stand in ``tables/page_words.tsv``."""

TAGS: Final = {"en": "en", "zh": "zh-Hans"}
"""The languages as HTML names them (BCP 47)."""


@cache
def words(language: str) -> dict[str, str]:
    """The words of one language by their keys. Raises ValueError for a language that is none of ``LANGUAGES``.

    >>> words("zh")["status.planned"]
    '计划'
    """
    if language not in LANGUAGES:
        raise ValueError(f"a language is one of {', '.join(LANGUAGES)}, not {language!r}")
    column = 1 + LANGUAGES.index(language)
    return {row[0]: row[column] for row in rows("page_words")}


def said(key: str, language: str, n: int | str | None = None) -> str:
    """The words of a key, with ``n`` in their gap; one thing is said by the words of ``key.one``, where there are such.

    >>> said("count", "en", 1), said("count", "en", 2), said("count", "zh", 2)
    ('1 metric', '2 metrics', '2 个指标')
    """
    known = words(language)
    phrase = known.get(f"{key}.one", known[key]) if n == 1 else known[key]
    return phrase.replace("{n}", str(n))


def spoken(key: str, language: str, n: int | str | None = None, *, tag: str = "span", class_: str | None = None) -> Markup:
    """An element that says the words of a key, and knows the key, so that the page can change its language.

    >>> spoken("status.planned", "en")
    '<span data-word="status.planned">plan</span>'
    """
    return element(tag, said(key, language, n), class_=class_, data_word=key, data_n=n)
