"""What fuzzing once found, over the same oracles: see ``tests/fuzz``."""

import json
from itertools import islice

import pytest

from fuzz import FINDS, seeds, told
from oracles import OF_TEXTS
from readers import OF_FILES

ORACLES = OF_TEXTS | OF_FILES


@pytest.mark.parametrize("line", FINDS.read_text(encoding="utf-8").splitlines())
def test_what_was_found_stays_mended(line: str) -> None:
    find = json.loads(line)
    ORACLES[find["target"]](find["case"])


@pytest.mark.parametrize("target", ORACLES)
def test_the_oracles_are_content_with_what_inputs_grow_from(target: str) -> None:
    for seed in islice(seeds(target), 0, None, 9):
        ORACLES[target](told(target, seed))
