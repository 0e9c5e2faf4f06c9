import json
import pickle
from collections.abc import Sequence
from datetime import date

import pytest

from govnews import Document, extract

TEXT = "全县新建厂房3座，改造道路12公里，惠及居民四万多人。"


@pytest.fixture
def document() -> Document:
    return extract(TEXT, published="2022-10-14")


def test_document_is_a_sequence_of_its_metrics(document: Document) -> None:
    assert isinstance(document, Sequence)
    assert [metric.text for metric in document] == ["3座", "12公里", "四万多人"]
    assert (len(document), document[0].text, document[-1].text) == (3, "3座", "四万多人")
    assert next(reversed(document)) is document[2]
    assert document[1] in document
    with pytest.raises(IndexError):
        document[3]


def test_slice_is_a_document_of_the_same_text(document: Document) -> None:
    assert document[1:] == Document(text=TEXT, published=date(2022, 10, 14), metrics=document.metrics[1:])
    assert all(TEXT[metric.start : metric.end] == metric.text for metric in document[1:])


def test_repr_is_short(document: Document) -> None:
    assert repr(document) == "<Document: 3 metrics in 27 characters, published 2022-10-14>"
    assert repr(extract("共5家。")) == "<Document: 1 metric in 4 characters>"


def test_json_and_records_say_the_same(document: Document) -> None:
    assert json.loads(document.to_json()) == document.to_dicts()
    assert [record["value"] for record in document.to_dicts()] == ["3", "12", "40000"]


def test_empty_text_gives_an_empty_document() -> None:
    document = extract("")
    assert (len(document), document.to_dicts(), document.to_json(), bool(document)) == (0, [], "[]", False)


def test_document_pickles_and_hashes(document: Document) -> None:
    assert pickle.loads(pickle.dumps(document)) == document
    assert hash(document) == hash(extract(TEXT, published=date(2022, 10, 14)))
