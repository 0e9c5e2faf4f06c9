import json
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from govnews.articles import day_of_cell, text_of_cell
from govnews.batches import extract_batch
from govnews.inputs import Reader
from govnews.results import Result

DAY = date(2022, 10, 14)
DAYS: dict[object, date | None] = {
    None: None,
    "": None,
    " \n": None,
    DAY: DAY,
    datetime(2022, 10, 14, 23, 30): DAY,  # noqa: DTZ001 - a date of no zone
    "2022-10-14": DAY,
    " 2022-10-14T08:00:00+08:00 ": DAY,
    "20221014": DAY,
    20221014: DAY,
    "2022/10/14": DAY,
    "2022.10.14": DAY,
    "2022年10月14日": DAY,
    "2022年10月14日 10:00": DAY,
    "二〇二二年十月十四日": DAY,
}
NONE = ["soon", "昨天", "10月14日", "2022年10月", "2022-02-30", 2022]


@pytest.mark.parametrize("cell", DAYS, ids=repr)
def test_days_of_cells(cell: object) -> None:
    assert day_of_cell(cell) == DAYS[cell]


@pytest.mark.parametrize("cell", NONE)
def test_what_is_no_day(cell: object) -> None:
    with pytest.raises(ValueError, match=f"^no date: '{cell}'$"):
        day_of_cell(cell)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [(None, "no text"), ("", "no text: it is empty"), (" \u3000\n", "no text: it is empty"), (3, "the text is no string: 3")],
)
def test_what_is_no_text(cell: object, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{reason}$"):
        text_of_cell(cell)


@pytest.mark.parametrize("text", ["今年新建厂房3座。", "", " ", None])
@pytest.mark.parametrize(
    "day", [*(cell for cell in DAYS if isinstance(cell, str)), *(cell for cell in NONE if isinstance(cell, str))]
)
def test_a_row_says_the_same_in_a_file_and_in_a_batch(text: str | None, day: str, tmp_path: Path) -> None:
    """The same cells give the same day or the same error from a file and from a batch (law 10)."""
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"text": text, "date": day}), encoding="utf-8")
    (item,) = Reader().articles([str(path)])
    batch = pa.record_batch({"text": pa.array([text], pa.string()), "date": [day]})
    (row,) = extract_batch(batch, published="date", key=None).to_pylist()
    error = item.error if isinstance(item, Result) else None
    assert (item.published, error) == (row["published"], row["error"])
