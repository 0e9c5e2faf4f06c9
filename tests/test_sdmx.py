"""SDMX-CSV: the mapping as a table, and every file read back by sdmx1 with the structure definition that goes with it."""

import csv
import io
import re
from decimal import Context, Decimal, localcontext
from pathlib import Path

import pytest
import sdmx
from hypothesis import given
from hypothesis import strategies as st
from sdmx.message import DataMessage, StructureMessage
from sdmx.model.common import BaseObservation
from sdmx.model.v30 import DataStructureDefinition

from govnews import extract
from govnews.records import Record
from govnews.results import Result
from govnews.sdmx import CODES, COMPONENTS, DATED, UNDATED, UNKNOWN, structure, write_sdmx
from govnews.surrogates import encodable

ARTICLES = ("zone.txt", "communique.txt", "broadcast.txt")
FIRST = extract("2021年，全市产值31.65亿元。").to_dicts()[0]
LINE_BREAK = re.compile("[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")

odd = st.sampled_from("\n\r\v\f\x1c\x85\u2028\ud800😀,;\"'_U=")
hostile = st.lists(odd | st.characters(exclude_categories=())).map("".join)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=4).map(lambda number: f"{number:f}")


def written(*results: Result) -> str:
    out = io.StringIO(newline="")
    write_sdmx(results, out)
    return out.getvalue()


def cells(text: str, **changes: str | int | None) -> dict[str, str]:
    """The cells of the last metric of a text, some keys of its record changed before."""
    record: Record = {**extract(text).to_dicts()[-1], **changes}
    *_, row = csv.DictReader(io.StringIO(written(Result(document="a.txt", records=(record,))), newline=""))
    return row


def definition(name: str) -> DataStructureDefinition:
    message = sdmx.read_sdmx(io.BytesIO(structure().encode()))
    assert isinstance(message, StructureMessage)
    found = message.structure[name]
    assert isinstance(found, DataStructureDefinition)
    return found


METRICS = definition(DATED)


def read_back(text: str) -> list[dict[str, str]]:
    """The observations as sdmx1 reads them, each by the names of its parts."""
    message = sdmx.read_sdmx(io.BytesIO(text.encode()), format="CSV", structure=METRICS)
    assert isinstance(message, DataMessage)
    return [parts(observation) for data_set in message.data for observation in data_set.obs]


def parts(observation: BaseObservation) -> dict[str, str]:
    assert observation.dimension is not None
    key = {name: str(part.value) for name, part in observation.dimension.values.items()}
    return {**key, "OBS_VALUE": str(observation.value)} | {
        name: str(part.value) for name, part in observation.attached_attribute.items()
    }


def test_the_structure_definition_has_every_column() -> None:
    read = [*METRICS.dimensions.components, *METRICS.measures.components, *METRICS.attributes.components]
    assert [component.id for component in read] == [component.id for component in COMPONENTS]
    for component, ours in zip(read, COMPONENTS, strict=True):
        assert type(component).__name__ == {"Attribute": "DataAttribute"}.get(ours.kind, ours.kind)
        assert component.concept_identity is not None
        assert str(component.concept_identity.name) == ours.name
        assert component.local_representation is not None
        coded = component.local_representation.enumerated
        assert (set() if coded is None else set(coded.items)) == set(CODES.get(ours.representation, ()))


def test_the_second_structure_has_no_time() -> None:
    dated, undated = ([part.id for part in definition(name).dimensions.components] for name in (DATED, UNDATED))
    assert undated == [name for name in dated if name != "TIME_PERIOD"]


@pytest.mark.parametrize("article", ARTICLES)
def test_articles_read_back(article: str, root: Path) -> None:
    document = extract((root / "examples" / article).read_text(encoding="utf-8"), published="2022-10-14")
    result = Result.of(document, document=article)
    read = {int(told["POSITION"]): told for told in read_back(written(result))}
    assert len(read) == len(document)
    for record in result.records:
        assert isinstance(record["start"], int)
        told = read[record["start"]]
        assert told.keys() == {component.id for component in COMPONENTS}
        assert (told["TEXT"], told["BOUND"], told["ROLE"]) == (record["text"], record["bound"], record["role"])
        assert (told["UNIT_MEASURE"], told["INDICATOR"]) == (record["unit"], record["indicator"] or UNKNOWN)
        assert bool(told["TIME_PERIOD"]) == (record["period_start"] is not None and record["period_end"] is not None)
        if record["value"] is not None:
            size = Decimal(told["OBS_VALUE"]).scaleb(int(told["UNIT_MULT"]))
            assert size == Decimal(record["value"]) * (-1 if record["change"] == "down" else 1)
        for component in COMPONENTS:
            if component.representation in CODES:
                assert told[component.id] in CODES[component.representation]


def test_keys_are_unique(root: Path) -> None:
    """No two metrics share all dimensions, so that no reader takes one for a correction of the other."""
    texts = [(root / "examples" / article).read_text(encoding="utf-8") for article in ARTICLES]
    results = [Result.of(extract(text), document=str(number)) for number, text in enumerate(texts * 2)]
    dimensions = [component.id for component in COMPONENTS if component.kind.endswith("Dimension")]
    keys = [tuple(row[name] for name in dimensions) for row in csv.DictReader(io.StringIO(written(*results), newline=""))]
    assert len(set(keys)) == len(keys) > 100


def test_articles_without_a_key_are_numbered() -> None:
    results = [Result.of(extract("全市产值5亿元，同比增长3%。"), document=key) for key in (None, "a.txt", "", None)]
    rows = list(csv.DictReader(io.StringIO(written(*results), newline="")))
    assert [row["DOCUMENT"] for row in rows] == [key for key in ("_U", "a.txt", "_U~2", "_U~3") for _ in range(2)]


@given(document=hostile, indicator=hostile, subject=hostile, text=hostile)
def test_hostile_words_read_back(document: str, indicator: str, subject: str, text: str) -> None:
    """Whatever the words, sdmx1 reads one observation with them, line breaks as blanks and lone surrogates as U+FFFD."""
    reads_back(document, indicator, subject, text)


def test_injections_read_back(injection: str) -> None:
    reads_back(injection, injection, injection, injection)


def reads_back(document: str, indicator: str, subject: str, text: str) -> None:
    record: Record = {**FIRST, "indicator": indicator, "subject": subject, "text": text}
    (read,) = read_back(written(Result(document=document, records=(record,))))
    expected = {
        "DOCUMENT": document or UNKNOWN,
        "INDICATOR": indicator or UNKNOWN,
        "REF_AREA": subject or UNKNOWN,
        "SUBJECT": subject,
        "TEXT": text,
    }
    assert {name: read[name] for name in expected} == {
        name: LINE_BREAK.sub(" ", encodable(words)) for name, words in expected.items()
    }


@given(value=decimals, exponent=st.none() | st.integers(0, 16), change=st.sampled_from([None, "up", "down"]), scale=st.booleans())
def test_the_value_is_exact(value: str, exponent: int | None, change: str | None, *, scale: bool) -> None:
    """OBS_VALUE times ten to the UNIT_MULT is the value, negative for a decrease, whatever the caller's decimal context."""
    whole = f"{Decimal(value).scaleb(exponent or 0, Context(prec=100)):f}" if scale else value
    told = {"value": whole, "digits": value, "exponent": exponent, "change": change, "basis": "yoy" if change else None}
    read = cells("全市产值5亿元。", **told)
    with localcontext(Context(prec=3)):
        assert cells("全市产值5亿元。", **told) == read
    size = Decimal(read["OBS_VALUE"]).scaleb(int(read["UNIT_MULT"]), Context(prec=100))
    assert size == (Decimal(whole).copy_negate() if change == "down" else Decimal(whole))
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", read["OBS_VALUE"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市产值31.65亿元。", {"OBS_VALUE": "31.65", "UNIT_MULT": "8", "UNIT_MEASURE": "CNY", "TRANSFORMATION": "N"}),
        ("全市产值8.50亿元。", {"OBS_VALUE": "8.50", "UNIT_MULT": "8"}),
        ("票价5角。", {"OBS_VALUE": "0.5", "UNIT_MULT": "0"}),
        ("全市产值三十亿元。", {"OBS_VALUE": "3000000000", "UNIT_MULT": "0"}),
        ("产值同比增长7.8%。", {"OBS_VALUE": "7.8", "TRANSFORMATION": "GY", "CHANGE": "up", "BASIS": "yoy"}),
        ("产值同比下降7.8%。", {"OBS_VALUE": "-7.8", "TRANSFORMATION": "GY", "CHANGE": "down"}),
        ("产值环比增长7.8%。", {"OBS_VALUE": "7.8", "TRANSFORMATION": "G1"}),
        ("产值年均增长7.8%。", {"OBS_VALUE": "7.8", "TRANSFORMATION": "G_A"}),
        ("产值增长7.8%。", {"OBS_VALUE": "7.8", "TRANSFORMATION": "G_U"}),
        ("2021年产值比2019年增长7.8%。", {"TRANSFORMATION": "G_O", "BASE_PER": "2019", "TIME_PERIOD": "2021"}),
        ("产值同比增加3亿元。", {"OBS_VALUE": "3", "UNIT_MULT": "8", "TRANSFORMATION": "DY"}),
        ("占比同比提高1.2个百分点。", {"OBS_VALUE": "1.2", "TRANSFORMATION": "DY", "UNIT_MEASURE": "pp"}),
        ("占比环比回落1.2个百分点。", {"OBS_VALUE": "-1.2", "TRANSFORMATION": "D1"}),
        ("产量翻一番。", {"TRANSFORMATION": "G_U", "UNIT_MEASURE": "番"}),
        ("增长3%至5%。", {"OBS_VALUE": "", "OBS_LOW": "3", "OBS_HIGH": "5", "BOUND": "range"}),
        ("降低3%至5%。", {"OBS_VALUE": "", "OBS_LOW": "-5", "OBS_HIGH": "-3", "CHANGE": "down"}),
        ("力争产值突破5亿元。", {"OBS_STATUS": "F", "STATUS": "planned", "BOUND": "gt"}),
        ("预计产值5亿元。", {"OBS_STATUS": "F", "STATUS": "expected"}),
        ("产值5亿元。", {"OBS_STATUS": "A", "STATUS": "actual", "BOUND": "eq"}),
    ],
)
def test_mapping(text: str, expected: dict[str, str]) -> None:
    read = cells(text)
    assert {name: read[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("time", "period", "frequency"),
    [
        ("2021年", "2021", "A"),
        ("2022年上半年", "2022-S1", "S"),
        ("2022年三季度", "2022-Q3", "Q"),
        ("2022年9月", "2022-M09", "M"),
        ("2022年9月5日", "2022-09-05", "D"),
        ("2022年前三季度", "2022-01-01/P9M", "_O"),
        ("2016年至2020年", "2016-01-01/P5Y", "_O"),
        ("", "", UNKNOWN),
    ],
)
def test_time_and_frequency(time: str, period: str, frequency: str) -> None:
    read = cells(f"{time}，全市产值5亿元。")
    assert (read["TIME_PERIOD"], read["FREQ"]) == (period, frequency)
    assert read["STRUCTURE_ID"] == f"GOVNEWS:{DATED if period else UNDATED}(1.0.0)"


def test_a_week_is_weekly() -> None:
    read = cells("全市产值5亿元。", period_start="2022-10-10", period_end="2022-10-16")
    assert (read["TIME_PERIOD"], read["FREQ"]) == ("2022-10-10/P7D", "W")


def test_an_area_goes_by_its_code() -> None:
    read = cells("全市产值5亿元。", subject="沈阳市", subject_code="210100")
    assert (read["REF_AREA"], read["SUBJECT"]) == ("210100", "沈阳市")


def test_zero_has_no_sign() -> None:
    assert cells("产值同比下降5%。", value="0.0", digits="0.0", exponent=0)["OBS_VALUE"] == "0.0"


def test_the_page_on_conventions_explains_every_column(root: Path) -> None:
    page = (root / "docs" / "conventions.md").read_text(encoding="utf-8")
    table = page.partition("## SDMX")[2].partition("## TIMEX3")[0]
    explained = re.findall(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", table, re.MULTILINE)
    columns = [name for cell in explained for name in re.findall(r"`([A-Z_]+)`", cell)]
    assert columns == [component.id for component in COMPONENTS]
