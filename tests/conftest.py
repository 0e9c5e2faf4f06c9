import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# Speed is a matter of benchmarks, never of a test. On CI the examples are the same on every run, so that a change is judged
# and not the dice; HYPOTHESIS_PROFILE=deep searches long for what nobody thought of.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("deep", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds README.md, docs, examples and tests."""
    return ROOT
