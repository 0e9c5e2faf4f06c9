"""Read an article, and keep what can be counted on: levels in money that are facts.

Run it from anywhere: ``python examples/quickstart.py``.
"""

from datetime import date
from pathlib import Path

import govnews

article = Path(__file__).with_name("zone.txt").read_text(encoding="utf-8")
document = govnews.extract(article, published=date(2022, 10, 14))
print(document)

for metric in document:
    if metric.unit == "CNY" and metric.change is None and metric.status is govnews.Status.ACTUAL:
        print(f"{metric.start:>5}  {metric.text}  =  {metric.value:,f} {metric.unit}  ({metric.bound})")
