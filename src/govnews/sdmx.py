"""SDMX-CSV 2.0: metrics as observations for statistical software, with the structure definition that reads them back.

The mapping, one row of ``COMPONENTS`` for each column, is explained in docs/conventions.md. An observation is one metric: what
it says stands in the dimensions that SDMX knows (REF_AREA, INDICATOR, TIME_PERIOD …), and ``DOCUMENT`` and ``POSITION`` make
it one of its own, because two articles may well state the same. What no time can be told of stands under a second structure
that has no TIME_PERIOD.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Context, Decimal
from functools import lru_cache
from itertools import count
from types import MappingProxyType
from typing import Final, TextIO
from xml.etree import ElementTree as ET

import attrs

from govnews.model import Period
from govnews.patterns import pattern
from govnews.records import Record
from govnews.results import Result
from govnews.surrogates import encodable

AGENCY: Final = "GOVNEWS"
VERSION: Final = "1.0.0"
DATED: Final = "METRICS"
"""The structure of the metrics whose period is known."""
UNDATED: Final = "METRICS_UNDATED"
"""The structure of the others: the same without TIME_PERIOD."""

UNKNOWN: Final = "_U"
"""What SDMX writes for a dimension that is not known."""

CODES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "CL_FREQ": {
            "A": "Annual",
            "S": "Half-yearly",
            "Q": "Quarterly",
            "M": "Monthly",
            "W": "Weekly",
            "D": "Daily",
            "_O": "Other: January to September, 2021 to 2025",
            UNKNOWN: "Unknown",
        },
        "CL_TRANSFORMATION": {
            "N": "Not transformed: a level",
            "GY": "Growth rate over one year",
            "G1": "Growth rate, period on period",
            "G_A": "Growth rate, average of a year",
            "G_O": "Growth rate over another base, which BASE_PER gives where it is known",
            "G_U": "Growth rate, base not stated",
            "DY": "Difference over one year",
            "D1": "Difference, period on period",
            "D_A": "Difference, average of a year",
            "D_O": "Difference to another base, which BASE_PER gives where it is known",
            "D_U": "Difference, base not stated",
        },
        "CL_OBS_STATUS": {"A": "Normal value", "F": "Forecast value: a plan or an expectation, see STATUS"},
    }
)
"""The code lists, each code with its name; those of SDMX as far as they go."""

_STEPS: Final = {"yoy": "Y", "mom": "1", "avg": "_A", "other": "_O", "unstated": "_U"}
_GROWTH: Final = frozenset({"ratio", "score:番"})
_FREQUENCIES: Final = {"": "A", "-S": "S", "-Q": "Q", "-M": "M", "-": "D", "/P7D": "W"}
_TIME: Final = pattern(r"[0-9]{4}(?:(?<part>-[SQM])[0-9]+|(?<day>-)[0-9]{2}-[0-9]{2}(?<length>/P\w+)?)?")
_LINE_BREAK: Final = pattern(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@attrs.frozen
class Component:
    """A column: its place in the structure, and how its cell is made from a row; an empty cell says that nothing is known."""

    id: str
    kind: str
    """Dimension, TimeDimension, Measure or Attribute"""
    name: str
    cell: Callable[[Record], str]
    representation: str = "String"
    """a code list of ``CODES``, or a data type of SDMX"""


def write_sdmx(results: Iterable[Result], out: TextIO) -> None:
    r"""Write the metrics as SDMX-CSV 2.0, an observation a line, each ended by ``\r\n``; ``out`` is open with ``newline=""``.

    Articles without a key of their own are ``_U``, ``_U~2`` and so on, so that no two observations have the same dimensions.
    Line breaks inside a cell become blanks, because readers of SDMX-CSV go by lines, and lone surrogates U+FFFD.

    >>> import io
    >>> import govnews
    >>> document = govnews.extract("2021年，全市产值31.65亿元，同比下降1.3%。")
    >>> write_sdmx([Result.of(document, document="a.txt")], out := io.StringIO(newline=""))
    >>> for line in out.getvalue().splitlines():
    ...     print(",".join(line.split(",")[3:13]))
    DOCUMENT,POSITION,FREQ,REF_AREA,INDICATOR,TRANSFORMATION,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,UNIT_MULT
    a.txt,10,A,全市,产值,N,CNY,2021,31.65,8
    a.txt,22,A,全市,产值,GY,%,2021,-1.3,0
    """
    writer = csv.writer(out)
    writer.writerow(("STRUCTURE", "STRUCTURE_ID", "ACTION", *(component.id for component in COMPONENTS)))
    writer.writerows(map(_observation, (row for result in _keyed(results) for row in result.rows())))


def _keyed(results: Iterable[Result]) -> Iterator[Result]:
    """The results, those without a key under one that no other of them has."""
    numbers = count(1)
    for result in results:
        yield result if result.document else attrs.evolve(result, document=_numbered(next(numbers)))


def _numbered(number: int) -> str:
    return UNKNOWN if number == 1 else f"{UNKNOWN}~{number}"


def structure() -> str:
    """The structure definition that SDMX-CSV is read back with: an SDMX-ML 3.0 message, always the same.

    >>> structure().count("<str:DataStructure ")
    2
    """
    message = ET.Element("mes:Structure", _NAMESPACES)
    header = ET.SubElement(message, "mes:Header")
    ET.SubElement(header, "mes:ID").text = AGENCY
    ET.SubElement(header, "mes:Test").text = "false"
    # the standard asks for the day of preparation; a fixed one keeps the message the same for ever
    ET.SubElement(header, "mes:Prepared").text = "2025-01-01T00:00:00Z"
    ET.SubElement(header, "mes:Sender", id=AGENCY)
    structures = ET.SubElement(message, "mes:Structures")
    _code_lists(ET.SubElement(structures, "str:Codelists"))
    _concepts(ET.SubElement(structures, "str:ConceptSchemes"))
    definitions = ET.SubElement(structures, "str:DataStructures")
    _definition(definitions, DATED, "Metrics of Chinese government news", COMPONENTS)
    undated = tuple(component for component in COMPONENTS if component.kind != "TimeDimension")
    _definition(definitions, UNDATED, "Metrics of Chinese government news whose period is not known", undated)
    ET.indent(message)
    written: bytes = ET.tostring(message, encoding="utf-8", xml_declaration=True)
    return f"{written.decode()}\n"


def _observation(row: Record) -> tuple[str, ...]:
    identity = f"{AGENCY}:{DATED if _time(row) else UNDATED}({VERSION})"
    return ("datastructure", identity, "I", *[_in_one_line(component.cell(row)) for component in COMPONENTS])


def _in_one_line(cell: str) -> str:
    return cell if cell.isprintable() else _LINE_BREAK.sub(" ", encodable(cell))


def _of(key: str, otherwise: str = "") -> Callable[[Record], str]:
    """The cell that is the value of a key, and ``otherwise`` where it is null or empty."""

    def cell(row: Record) -> str:
        value = row[key]
        return otherwise if value in (None, "") else str(value)

    return cell


def _time(row: Record) -> str:
    return _period(row["period_start"], row["period_end"])


def _base(row: Record) -> str:
    return _period(row["base_start"], row["base_end"])


@lru_cache(maxsize=4096)
def _period(start: str | int | None, end: str | int | None) -> str:
    """The period as SDMX writes it, or nothing where an end is not known."""
    if start is None or end is None:
        return ""
    return Period(start=date.fromisoformat(str(start)), end=date.fromisoformat(str(end))).sdmx


def _frequency(row: Record) -> str:
    return _frequency_of(_time(row))


@lru_cache(maxsize=4096)
def _frequency_of(time: str) -> str:
    match = _TIME.fullmatch(time)
    if match is None:
        return UNKNOWN
    return _FREQUENCIES.get(match["length"] or match["day"] or match["part"] or "", "_O")


def _area(row: Record) -> str:
    return _of("subject_code")(row) or _of("subject", UNKNOWN)(row)


def _transformation(row: Record) -> str:
    if row["change"] is None:
        return "N"
    relative = str(row["unit_kind"]) in _GROWTH
    return f"{'G' if relative else 'D'}{_STEPS[str(row['basis'])]}"


def _written(row: Record) -> tuple[str, int]:
    """The digits as the article has them with their power of ten; the value itself where they do not make it."""
    value, digits, exponent = row["value"], row["digits"], row["exponent"]
    if value is None:
        return "", 0
    if digits is not None and isinstance(exponent, int) and exponent >= 0:
        # a context of its own, wide enough for all digits, so that no caller's context rounds
        exact = Decimal(digits).scaleb(exponent, Context(prec=max(len(str(digits)), 1)))
        if exact == Decimal(value):
            return str(digits), exponent
    return str(value), 0


def _observed(row: Record) -> str:
    return _signed(_written(row)[0], row)


def _multiplier(row: Record) -> str:
    return str(_written(row)[1])


def _low(row: Record) -> str:
    return _signed(row["high" if row["change"] == "down" else "low"], row)


def _high(row: Record) -> str:
    return _signed(row["low" if row["change"] == "down" else "high"], row)


def _signed(number: str | int | None, row: Record) -> str:
    """The number, turned around where it is the size of a decrease: 下降1.3% is a growth of -1.3."""
    if number is None or number == "":
        return ""
    written = str(number)
    if row["change"] != "down" or not written.strip("-0."):
        return written
    return written[1:] if written.startswith("-") else f"-{written}"


def _status(row: Record) -> str:
    return "A" if row["status"] == "actual" else "F"


COMPONENTS: Final = (
    Component("DOCUMENT", "Dimension", "The key of the article", _of("document")),
    Component("POSITION", "Dimension", "Where the number begins in the article, in code points", _of("start"), "Integer"),
    Component("FREQ", "Dimension", "Frequency: the length of the period", _frequency, "CL_FREQ"),
    Component("REF_AREA", "Dimension", "The subject: its code in GB/T 2260 where it has one, else its name", _area),
    Component("INDICATOR", "Dimension", "What is measured", _of("indicator", UNKNOWN)),
    Component("TRANSFORMATION", "Dimension", "Level or change, and against what", _transformation, "CL_TRANSFORMATION"),
    Component("UNIT_MEASURE", "Dimension", "Unit of measure: ISO 4217, UCUM or a Chinese word", _of("unit")),
    Component("TIME_PERIOD", "TimeDimension", "Time period", _time, "ObservationalTimePeriod"),
    Component("OBS_VALUE", "Measure", "The number as written; a decrease is negative; empty for a range", _observed, "Decimal"),
    Component("UNIT_MULT", "Attribute", "The power of ten that OBS_VALUE is to be multiplied by", _multiplier, "Integer"),
    Component("OBS_STATUS", "Attribute", "Observation status", _status, "CL_OBS_STATUS"),
    Component("SUBJECT", "Attribute", "The name of the subject", _of("subject")),
    Component("STATUS", "Attribute", "actual, planned or expected", _of("status")),
    Component("BOUND", "Attribute", "How the number limits what it measures", _of("bound")),
    Component("OBS_LOW", "Attribute", "The lower end of a range, multiplied out", _low, "Decimal"),
    Component("OBS_HIGH", "Attribute", "The upper end of a range, multiplied out", _high, "Decimal"),
    Component("ROLE", "Attribute", "metric, criterion, spec or rank", _of("role")),
    Component("CHANGE", "Attribute", "up or down, where the number is the size of a change", _of("change")),
    Component("BASIS", "Attribute", "What a change is measured against", _of("basis")),
    Component("BASE_PER", "Attribute", "The period that a change is measured against", _base, "ObservationalTimePeriod"),
    Component("TRANSITION", "Attribute", "The end of a transition: from or to", _of("transition")),
    Component("PERIOD_KIND", "Attribute", "during, asof, by or since", _of("period_kind")),
    Component("TIMEX", "Attribute", "The time as TIMEX3 writes it", _of("timex")),
    Component("TEXT", "Attribute", "The number with its unit as the article has it", _of("text")),
    Component("PUBLISHED", "Attribute", "The day of publication", _of("published"), "ObservationalTimePeriod"),
)
"""The columns, in order."""

_STANDARD: Final = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/"
_NAMESPACES: Final = {f"xmlns:{name[:3]}": _STANDARD + name for name in ("message", "structure", "common")}
_URN: Final = "urn:sdmx:org.sdmx.infomodel"
_LISTS: Final = {"Dimension": "DimensionList", "Attribute": "AttributeList", "Measure": "MeasureList"}


def _named(parent: ET.Element, tag: str, identity: str, name: str) -> ET.Element:
    element = ET.SubElement(parent, tag, id=identity)
    ET.SubElement(element, "com:Name", {"xml:lang": "en"}).text = name
    return element


def _maintained(parent: ET.Element, tag: str, identity: str, name: str) -> ET.Element:
    element = _named(parent, tag, identity, name)
    element.attrib.update(agencyID=AGENCY, version=VERSION)
    return element


def _urn(kind: str, identity: str) -> str:
    return f"{_URN}.{kind}={AGENCY}:{identity}({VERSION})"


def _code_lists(parent: ET.Element) -> None:
    for identity, codes in CODES.items():
        code_list = _maintained(parent, "str:Codelist", identity, f"Codes of {identity.removeprefix('CL_')}")
        for code, name in codes.items():
            _named(code_list, "str:Code", code, name)


def _concepts(parent: ET.Element) -> None:
    scheme = _maintained(parent, "str:ConceptScheme", "CONCEPTS", "Concepts of govnews")
    for component in COMPONENTS:
        _named(scheme, "str:Concept", component.id, component.name)


def _definition(parent: ET.Element, identity: str, name: str, components: Iterable[Component]) -> None:
    definition = _maintained(parent, "str:DataStructure", identity, name)
    parts = ET.SubElement(definition, "str:DataStructureComponents")
    lists = {kind: ET.SubElement(parts, f"str:{tag}", id=f"{tag.removesuffix('List')}Descriptor") for kind, tag in _LISTS.items()}
    for component in components:
        _component(lists[component.kind.removeprefix("Time")], component)


def _component(parent: ET.Element, component: Component) -> None:
    element = ET.SubElement(parent, f"str:{component.kind}", id=component.id)
    concept = f"{_urn('conceptscheme.Concept', 'CONCEPTS')}.{component.id}"
    ET.SubElement(element, "str:ConceptIdentity").text = concept
    representation = ET.SubElement(element, "str:LocalRepresentation")
    if component.representation in CODES:
        ET.SubElement(representation, "str:Enumeration").text = _urn("codelist.Codelist", component.representation)
    else:
        ET.SubElement(representation, "str:TextFormat", textType=component.representation)
    if component.kind == "Attribute":
        ET.SubElement(ET.SubElement(element, "str:AttributeRelationship"), "str:Observation")
