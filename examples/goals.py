"""What was planned, and what became of it: the goals of each year beside the figures of the next report.

Run it from anywhere: ``python examples/goals.py``. The articles are ``yearly/DATE.txt``, named by the day they appeared.
"""

from collections.abc import Iterator
from pathlib import Path

import govnews


def growths(folder: Path, indicator: str) -> Iterator[govnews.Metric]:
    """How much the indicator grew, or is to grow, in each article."""
    for path in sorted(folder.glob("*.txt")):
        for metric in govnews.extract(path.read_text(encoding="utf-8"), published=path.stem):
            if metric.indicator == indicator and metric.change is not None:
                yield metric


goals: dict[int, govnews.Quantity] = {}
for growth in growths(Path(__file__).with_name("yearly"), "生产总值"):
    if growth.period is None or growth.period.start is None:
        continue
    year = growth.period.start.year
    if growth.status is govnews.Status.PLANNED:
        goals[year] = growth.quantity
    elif year in goals:
        print(f"{year}: planned {goals[year]}, came to {growth.quantity}")
