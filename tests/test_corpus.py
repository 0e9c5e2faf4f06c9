from pathlib import Path

import pytest

import govnews

TEXTS = sorted((Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "texts").glob("*.txt"))


@pytest.mark.skipif(not TEXTS, reason="the corpus is not beside this checkout")
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_text_is_read_and_every_place_is_right(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    document = govnews.extract(text, published="2022-10-14")
    assert [metric.text for metric in document] == [text[metric.start : metric.end] for metric in document]
    assert [metric.start for metric in document] == sorted(metric.start for metric in document)
