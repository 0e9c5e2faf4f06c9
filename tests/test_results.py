"""Results: their rows, and the line of JSON that is the exact way there and back."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews import extract
from govnews.model import Evidence
from govnews.records import KEYS, Record
from govnews.results import ROW_KEYS, Result
from govnews.surrogates import encodable

DOCUMENT = extract("2021年，全市完成投资31.65亿元，同比增长7.8%。", published="2022-01-20")

# every code point, surrogates too, and often what JSON or a line would stumble over
odd = st.sampled_from([*"\n\r\t\v\0\x1c\x85\u2028\ud83d\ude00😀\"\\'{}[],:", "\ud83d\ude00"])
hostile = st.lists(odd | st.characters(exclude_categories=())).map("".join)
records = st.builds(
    lambda text, value, start: {**dict.fromkeys(KEYS), "text": text, "value": value, "start": start},
    text=hostile,
    value=st.none() | hostile,
    start=st.integers(),
)
evidence = st.builds(Evidence, part=hostile, rule=hostile, text=hostile, start=st.integers(), end=st.integers())
readings = st.lists(st.tuples(records, st.lists(evidence).map(tuple)))


def result(
    document: str | None, text: str, published: date | None, reading: list[tuple[Record, tuple[Evidence, ...]]], error: str | None
) -> Result:
    read = reading if error is None else []
    return Result(
        document=document,
        text=text,
        published=published,
        records=tuple(record for record, _ in read),
        evidence=tuple(words for _, words in read),
        error=error,
    )


results = st.builds(result, st.none() | hostile, hostile, st.none() | st.dates(), readings, st.none() | hostile)


@given(results)
def test_a_line_holds_the_whole_result(given_result: Result) -> None:
    """Any result, two surrogates beside each other included, is one line and reads back as the same result."""
    line = given_result.to_line()
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert Result.from_line(line) == given_result


def test_a_result_of_a_document_has_its_records_and_the_words_they_were_read_from() -> None:
    read = Result.of(DOCUMENT, document="a.txt", published_from="name")
    assert (read.document, read.text, read.published, read.published_from) == ("a.txt", DOCUMENT.text, date(2022, 1, 20), "name")
    assert list(read.records) == DOCUMENT.to_dicts()
    assert read.evidence == tuple(metric.evidence for metric in DOCUMENT)
    assert all(read.evidence)
    assert Result.from_line(read.to_line()) == read


def test_rows_are_the_records_with_their_article_before_them() -> None:
    rows = list(Result.of(DOCUMENT, document="a.txt").rows())
    assert [tuple(row) for row in rows] == [ROW_KEYS] * 2
    assert [(row["document"], row["published"], row["published_from"], row["text"]) for row in rows] == [
        ("a.txt", "2022-01-20", None, "31.65亿元"),
        ("a.txt", "2022-01-20", None, "7.8%"),
    ]


@pytest.mark.parametrize("published", [date(2022, 10, 14), datetime(2022, 10, 14, 23, 59, tzinfo=UTC)])
def test_the_day_of_publication_is_a_day(published: date) -> None:
    given_result = Result(document="a.txt", published=published)
    assert type(given_result.published) is date
    assert given_result.envelope()["published"] == "2022-10-14"
    assert Result.from_line(given_result.to_line()) == given_result


def test_an_error_has_no_rows() -> None:
    assert list(Result(document="a.txt", error="not UTF-8").rows()) == []


def test_records_and_an_error_do_not_go_together() -> None:
    with pytest.raises(ValueError, match="has no records"):
        Result(records=tuple(DOCUMENT.to_dicts()), error="not UTF-8")


def test_evidence_is_for_each_record_or_for_none() -> None:
    with pytest.raises(ValueError, match="evidence for 1 records, and there are 2"):
        Result(records=tuple(DOCUMENT.to_dicts()), evidence=((),))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b"\xff\xfe",
        Result.of(DOCUMENT).to_line()[:-20],
        Result.of(DOCUMENT).to_line().replace(b'"published": "2022', b'"published": "20x2'),
        Result.of(DOCUMENT).to_line().replace(b'"error"', b'"mistake"'),
    ],
    ids=["empty", "blank", "list", "null", "string", "no-keys", "no-utf-8", "cut-off", "no-day", "no-error-key"],
)
def test_what_is_no_result_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match="no result stands on this line"):
        Result.from_line(line)


@given(hostile)
def test_encodable_text_keeps_every_place(text: str) -> None:
    """Whatever the text, the encodable one can be encoded, is as long, and differs from it in surrogates only."""
    encoded = encodable(text)
    assert encoded.encode().decode() == encoded
    assert [a if a == b else (a, b) for a, b in zip(text, encoded, strict=True)] == [
        (char, "\ufffd") if "\ud800" <= char <= "\udfff" else char for char in text
    ]
