"""Typed metrics out of Chinese government news.

>>> import govnews
>>> document = govnews.extract("今年上半年，全区引进到位资金31.65亿元，同比增长37.13%。", published="2022-10-14")
>>> [(metric.text, metric.indicator) for metric in document]
[('31.65亿元', '引进到位资金'), ('37.13%', '引进到位资金')]
"""

from govnews.batches import extract_batch, extract_table
from govnews.document import Document, to_arrow
from govnews.extract import extract
from govnews.metric import Metric
from govnews.model import (
    Basis,
    Bound,
    Change,
    Direction,
    Evidence,
    Grain,
    Mention,
    Numeral,
    ParseError,
    Period,
    PeriodKind,
    Role,
    Span,
    Status,
    Transition,
    Unit,
)
from govnews.numerals import find_numerals, parse_numeral
from govnews.periods import find_periods, parse_period
from govnews.quantities import find_quantities, parse_quantity
from govnews.quantity import Quantity, UnitConversionError
from govnews.records import from_dict, record_schema
from govnews.registry import pint_registry
from govnews.spelling import render_numeral
from govnews.units import parse_unit

__version__ = "0.1.0"

__all__ = [
    "Basis",
    "Bound",
    "Change",
    "Direction",
    "Document",
    "Evidence",
    "Grain",
    "Mention",
    "Metric",
    "Numeral",
    "ParseError",
    "Period",
    "PeriodKind",
    "Quantity",
    "Role",
    "Span",
    "Status",
    "Transition",
    "Unit",
    "UnitConversionError",
    "__version__",
    "extract",
    "extract_batch",
    "extract_table",
    "find_numerals",
    "find_periods",
    "find_quantities",
    "from_dict",
    "parse_numeral",
    "parse_period",
    "parse_quantity",
    "parse_unit",
    "pint_registry",
    "record_schema",
    "render_numeral",
    "to_arrow",
]
