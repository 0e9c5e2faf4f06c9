"""Patterns compile late, and all of them do compile."""

import gc
import re
from operator import attrgetter

import pytest
import regex

import govnews  # noqa: F401 - its modules hold the patterns
from govnews.patterns import pattern

LATE = type(pattern(""))


def test_every_pattern_of_the_grammar_compiles() -> None:
    held = [found for found in gc.get_objects() if isinstance(found, LATE)]
    assert len(held) > 200
    for found in held:
        found.search("")


def test_plain_patterns_repeat_no_group_possessively() -> None:
    """Python 3.11.0 to 3.11.4 ends such a repeat, and an atomic group, at a wrong place (gh-106052)."""
    possessive = regex.compile(r"\)(?:[*+?]|\{[0-9,]+\})\+|\(\?>")
    assert possessive.search(r"(?:a|b)*+")
    for found in [found for found in gc.get_objects() if isinstance(found, LATE)]:
        found.search("")
        compiled = attrgetter("search.__self__")(found)
        assert not (isinstance(compiled, re.Pattern) and possessive.search(compiled.pattern)), compiled.pattern


def test_a_pattern_is_compiled_at_its_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = regex.compile

    def noted(source: str, flags: int) -> regex.Pattern[str]:
        compiled.append(source)
        return compile_now(source, flags)

    monkeypatch.setattr(regex, "compile", noted)
    figure = pattern(r"[0-9]+")
    assert not compiled
    assert figure.search("第42条", pos=1) is not None
    assert figure.fullmatch("第42条", 1, 3) is not None
    assert compiled == ["[0-9]+"]


def test_a_source_that_reads_a_table_is_asked_at_the_first_use() -> None:
    asked: list[str] = []

    def source() -> str:
        asked.append("table")
        return "春节|元旦"

    festival = pattern(source)
    assert not asked
    assert festival.search("过春节") is not None
    assert festival.match("元旦") is not None
    assert asked == ["table"]


def test_a_fault_shows_at_the_first_use() -> None:
    broken = pattern("(")
    with pytest.raises(regex.error):
        broken.search("")
