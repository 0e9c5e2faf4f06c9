import json
import os
import signal
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import cast

import pytest
from hypothesis import settings

from govnews import Document, Evidence, Metric, Quantity
from govnews.periods import scan_periods
from govnews.quantities import scan_quantities
from govnews.subjects import read_subjects
from govnews.text import Text

ROOT = Path(__file__).resolve().parent.parent

# Speed is a matter of benchmarks, never of a test. On CI the examples are the same on every run, so that a change is judged
# and not the dice; HYPOTHESIS_PROFILE=deep searches long for what nobody thought of.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("deep", deadline=None, max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))

INJECTIONS = tuple(
    text for texts in json.loads((ROOT / "tests" / "injections.json").read_text("utf-8")).values() for text in texts
)
"""Strings that would be more than text where an output forgets to see to it, each kind of them under its heading."""


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds README.md, docs, examples and tests."""
    return ROOT


@pytest.fixture(scope="session")
def injections() -> tuple[str, ...]:
    """All of them at once."""
    return INJECTIONS


@pytest.fixture(params=INJECTIONS, ids=ascii)
def injection(request: pytest.FixtureRequest) -> str:
    """One after the other."""
    return cast("str", request.param)


@pytest.fixture(scope="session")
def crafted() -> Callable[[str], Document]:
    """Makes an article in which everything that comes from outside is a text."""

    def document(text: str) -> Document:
        metric = Metric(
            text="5家",
            start=len(text),
            end=len(text) + 2,
            quantity=Quantity(5, "家"),
            indicator=text,
            subject=text,
            subject_text=f"{text}!",
            period_text=text,
            rule=text,
            evidence=(Evidence(part="subject", rule=text, text=text, start=0, end=len(text)),),
        )
        return Document(text=f"{text}5家", metrics=(metric,))

    return document


@pytest.fixture(scope="session")
def subjects_of() -> Callable[[str], list[str]]:
    """The names of the subjects of a text in their order, ``-`` for none; one for numbers in a row that share it."""

    def names(raw: str) -> list[str]:
        text = Text(raw)
        times = scan_periods(text)
        subjects = read_subjects(text, times, scan_quantities(text, times))
        return [name for name, _ in groupby(subject.name or "-" for subject in subjects)]

    return names


@pytest.fixture
def terminal() -> Iterator[None]:
    """Ctrl-C and hang-ups as under a terminal: what a shell starts in the background ignores them, and so do its children."""
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number in before:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
