from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

import govnews
from govnews import Basis, Bound, Direction, PeriodKind, Role, Status, Transition
from govnews.records import KEYS, KNOWN_KEYS, WHOLE_KEYS, Record, to_dict
from govnews.results import ROW_KEYS, Result

SCHEMA = govnews.record_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
NUMBER = to_dict(govnews.extract("2022年产值31.65亿元。")[0])
RANGE = to_dict(govnews.extract("增长3%至5%。")[0])


def test_it_is_a_json_schema_with_a_version() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "urn:govnews:record:1"


def test_it_has_every_key_in_order_and_asks_for_those_of_a_record() -> None:
    assert tuple(SCHEMA["properties"]) == ROW_KEYS
    assert tuple(SCHEMA["required"]) == KEYS
    assert all(key["description"] for key in SCHEMA["properties"].values())


def types(key: str) -> set[str]:
    """The JSON types of a key's values."""
    said = SCHEMA["properties"][key]
    said = SCHEMA["$defs"][said["$ref"].rpartition("/")[2]] if "$ref" in said else said
    if "enum" in said:
        return {"null" if word is None else "string" for word in said["enum"]}
    return {said["type"]} if isinstance(said["type"], str) else set(said["type"])


def test_it_tells_what_is_a_whole_number_and_what_is_never_null() -> None:
    assert {key for key in ROW_KEYS if "integer" in types(key)} == WHOLE_KEYS
    assert {key for key in ROW_KEYS if "null" not in types(key)} == KNOWN_KEYS


@pytest.mark.parametrize(
    ("key", "enum", "optional"),
    [
        ("bound", Bound, False),
        ("change", Direction, True),
        ("basis", Basis, True),
        ("transition", Transition, True),
        ("status", Status, False),
        ("role", Role, False),
        ("period_kind", PeriodKind, True),
    ],
)
def test_its_words_are_those_of_the_model(key: str, enum: type[Bound], *, optional: bool) -> None:
    assert SCHEMA["properties"][key]["enum"] == [*(member.value for member in enum), *([None] if optional else [])]


def test_every_record_of_the_examples_is_valid(root: Path) -> None:
    for path in (root / "examples").glob("*.txt"):
        document = govnews.extract(path.read_text(encoding="utf-8"), published="2022-10-14")
        for row in Result.of(document, document=path.name, published_from="option").rows():
            VALIDATOR.validate(row)


pieces = st.sampled_from(
    [
        *(
            "2022年",
            "3月25日",
            "上半年",
            "同比增长",
            "由",
            "提高到",
            "三分之二",
            "零下",
            "近",
            "居第",
            "位",
            "到2025年",
            "全区",
            "产值",
        ),
        *("5%", "31.65亿元", "1.2—1.5万", "两三百", "家", "三分之一至二分之一", "，", "。", "\n", "１２", "\ud800"),
    ]
)


@given(st.lists(pieces, max_size=40).map("".join), st.none() | st.dates())
@example("居第两三百", None)
def test_every_record_is_valid(text: str, published: date | None) -> None:
    """Whatever the text, its records are valid."""
    for record in govnews.extract(text, published=published).to_dicts():
        VALIDATOR.validate(record)


@pytest.mark.parametrize("record", [NUMBER, RANGE])
def test_these_are_valid(record: Record) -> None:
    VALIDATOR.validate(record)


@pytest.mark.parametrize(
    ("record", "key", "value"),
    [
        (NUMBER, "text", ""),
        (NUMBER, "text", None),
        (NUMBER, "start", -1),
        (NUMBER, "start", "3"),
        (NUMBER, "value", 3165000000),
        (NUMBER, "value", "3.165E+9"),
        (NUMBER, "value", None),
        (NUMBER, "low", "3"),
        (RANGE, "high", None),
        (RANGE, "value", "4"),
        (NUMBER, "unit", None),
        (NUMBER, "bound", "about"),
        (NUMBER, "bound", None),
        (NUMBER, "status", None),
        (NUMBER, "indicator", None),
        (NUMBER, "period_start", "2022-1-1"),
        (NUMBER, "period_start", "2022-02-30"),
        (NUMBER, "timex", ""),
        (NUMBER, "subject_code", 110108),
        (NUMBER, "digits", "3,165"),
        (NUMBER, "exponent", "8"),
        (NUMBER, "fraction", "0.5"),
        (NUMBER, "published_from", "guess"),
    ],
)
def test_these_are_not(record: Record, key: str, value: object) -> None:
    with pytest.raises(ValidationError):
        VALIDATOR.validate({**record, key: value})


@pytest.mark.parametrize("key", KEYS)
def test_no_key_may_be_missing(key: str) -> None:
    with pytest.raises(ValidationError, match=f"'{key}' is a required property"):
        VALIDATOR.validate({other: value for other, value in NUMBER.items() if other != key})


def test_each_call_gives_a_schema_of_its_own() -> None:
    govnews.record_schema()["properties"].clear()
    assert govnews.record_schema() == SCHEMA
