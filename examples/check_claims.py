"""Which numbers of a summary stand in the article, and which do not: for texts that a person or a model has written.

Run it from anywhere: ``python examples/check_claims.py``. Numbers are compared by what they mean: 三成 is 30%.
"""

from pathlib import Path

import govnews

SUMMARY = "前三季度，青禾湾地区生产总值八十六亿三千五百万元，增长7.8%；规上工业企业147家，研发人员占比接近四成，签约项目63个。"

article = govnews.extract(Path(__file__).with_name("zone.txt").read_text(encoding="utf-8"), published="2022-10-14")
for claim in govnews.extract(SUMMARY, published="2022-10-14"):
    sources = [metric for metric in article if metric.quantity == claim.quantity]
    same_number = [metric for metric in article if (metric.value, metric.unit) == (claim.value, claim.unit)]
    if sources:
        print(f"{claim.quantity}: stands at {sources[0].start} as {sources[0].text} ({sources[0].indicator})")
    elif same_number:
        print(f"{claim.quantity}: the article says {same_number[0].quantity} ({same_number[0].indicator})")
    else:
        print(f"{claim.quantity}: not in the article")
