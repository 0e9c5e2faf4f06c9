"""The comparison with other libraries: its answers are those of the articles, and it counts what is right and nothing else."""

import importlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def compare(root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - a script
    monkeypatch.syspath_prepend(str(root / "benchmarks" / "peers"))
    return importlib.import_module("compare")


def test_our_own_readers_find_every_answer_at_its_place(compare: Any) -> None:  # noqa: ANN401 - a script
    reader = importlib.import_module("reader")
    for name, asked in compare.ANSWERS.items():
        text, day = compare.example(name), date.fromisoformat(asked["published"])
        numbers, times = reader.records()(text, day), reader.periods()(text, day)
        answers = list(compare.placed(name))
        assert [text[answer.start : answer.end] for answer in answers] == [
            words for words, *_ in asked["numbers"] + asked["times"]
        ]
        assert [a for a in answers if not all(a.is_in(times if a.unit is None else numbers, kind) for kind in a.kinds)] == []


@pytest.mark.parametrize(
    ("item", "kind", "is_right"),
    [
        ([4, 9, "5", "8", "CNY"], "money", True),
        ([None, None, "5", "8", "CNY"], "money", True),
        ([9, 12, "5", "8", "CNY"], "money", False),
        ([4, 9, "5", "5", "CNY"], "money", False),
        ([4, 9, "5", "8", "USD"], "money", False),
        ([4, 9, "5", "8", ""], "numbers", True),
        ([4, 9, "5", "9", "CNY"], "numbers", False),
    ],
)
def test_what_is_right(compare: Any, item: Sequence[object], kind: str, is_right: bool) -> None:  # noqa: ANN401, FBT001 - a table
    answer = compare.Answer(4, 9, "5", "8", "CNY")
    assert answer.kinds == ("numbers", "money")
    assert answer.is_in([item], kind) is is_right


def test_a_range_may_be_two_numbers_and_a_fraction_a_decimal(compare: Any) -> None:  # noqa: ANN401 - a script
    assert compare.Answer(4, 9, "5", "8", "CNY").is_in([[4, 5, "5", "5", ""], [6, 9, "8", "8", "CNY"]], "numbers")
    assert compare.Answer(0, 4, "2/3", "2/3", "").is_in([[0, 4, "0.6666666666666667", "0.6666666666666667", ""]], "numbers")
    assert compare.Answer(0, 2, "2022-01-01", "2022-01-01").kinds == ("times", "days")
    assert not compare.Answer(0, 2, "2022-01-01", "2022-12-31").is_in([[0, 2, "2022-01-01", "2022-01-01", ""]], "times")
