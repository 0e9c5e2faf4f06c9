"""brat standoff: read back by a parser that follows the published rules of the format."""

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govnews import Document, extract
from govnews.brat import ATTRIBUTES, NUMBER, WORDS, file_name, plain, standoff, write_brat
from govnews.model import Evidence
from govnews.records import KEYS, Record
from govnews.results import Result
from govnews.surrogates import encodable

ARTICLE = "2021年，全市完成投资超过31.65\r\n亿元，同比增长7.8%。\U00020000村新建厂房3座，力争到2025年建成40座。"
DOCUMENT = extract(ARTICLE, published="2022-01-20")

_SPANS: Final = re.compile(r"(\S+) ([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)")
_RELATION: Final = re.compile(r"(\S+) Arg1:(\S+) Arg2:(\S+)")


@attrs.define(kw_only=True)
class Annotations:
    """What stands in an annotation file, by identifier."""

    entities: dict[str, tuple[str, list[tuple[int, int]]]] = attrs.field(factory=dict)
    attributes: dict[str, tuple[str, str, str]] = attrs.field(factory=dict)
    relations: dict[str, tuple[str, str, str]] = attrs.field(factory=dict)
    notes: dict[str, tuple[str, str]] = attrs.field(factory=dict)

    def place(self, identifier: str) -> tuple[int, int]:
        _, spans = self.entities[identifier]
        return spans[0][0], spans[-1][1]


def parse(text: str, annotations: str) -> Annotations:
    """Read a text and its annotations as brat does, and refuse what brat would refuse."""
    read, seen = Annotations(), set()
    assert annotations.splitlines() == annotations.split("\n")[:-1], "a line is a line to every reader"
    for line in annotations.splitlines():
        identifier, data, *tail = line.split("\t")
        assert identifier not in seen, "identifiers are unique"
        seen.add(identifier)
        match identifier[0]:
            case "T":
                read.entities[identifier] = _entity(text, data, *tail)
            case "A":
                name, target, value = data.split(" ")
                read.attributes[identifier] = (name, target, value)
            case "R":
                matched = _RELATION.fullmatch(data)
                assert matched, data
                read.relations[identifier] = (matched[1], matched[2], matched[3])
            case "#":
                name, target = data.split(" ")
                assert name == "AnnotatorNotes"
                (note,) = tail
                read.notes[identifier] = (target, note)
            case other:
                pytest.fail(f"{other} begins no annotation")
    targets = {name for _, *names in read.relations.values() for name in names}
    targets |= {target for _, target, _ in read.attributes.values()} | {target for target, _ in read.notes.values()}
    assert targets <= read.entities.keys()
    return read


def _entity(text: str, data: str, words: str) -> tuple[str, list[tuple[int, int]]]:
    matched = _SPANS.fullmatch(data)
    assert matched, data
    spans = [(int(start), int(end)) for start, end in (span.split(" ") for span in matched[2].split(";"))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end < start for (_, end), (start, _) in pairwise(spans))
    pieces = [text[start:end] for start, end in spans]
    assert words == " ".join(pieces)
    assert not any("\n" in piece for piece in pieces)
    return matched[1], spans


def place_of(record: Record) -> tuple[int, int]:
    start, end = record["start"], record["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    return start, end


def cut(text: str, place: tuple[int, int]) -> str:
    return text[place[0] : place[1]]


def note(record: Record) -> Record:
    """What the note of a record holds."""
    return {key: encodable(value) if isinstance(value, str) else value for key, value in record.items() if value is not None}


def test_an_article_reads_back() -> None:
    result = Result.of(DOCUMENT)
    read = parse(plain(ARTICLE), standoff(result))
    numbers = [identifier for identifier, (kind, _) in read.entities.items() if kind == NUMBER]
    assert [read.place(identifier) for identifier in numbers] == [(metric.start, metric.end) for metric in DOCUMENT]
    assert read.entities[numbers[0]][1] == [(14, 19), (21, 23)]
    assert [json.loads(text) for _, text in read.notes.values()] == [note(record) for record in result.records]
    assert [target for target, _ in read.notes.values()] == numbers
    assert ("ChangeOf", numbers[1], numbers[0]) in read.relations.values()
    for number, record in zip(numbers, result.records, strict=True):
        told = {name.lower(): value for name, target, value in read.attributes.values() if target == number}
        assert told == {key: record[key] for key, values in ATTRIBUTES.items() if record[key] in values}
    assert [(name, value) for name, target, value in read.attributes.values() if target == numbers[0]] == [("Bound", "gt")]
    assert [(name, value) for name, target, value in read.attributes.values() if target == numbers[-1]] == [("Status", "planned")]


def test_the_words_of_a_metric_hang_on_its_number() -> None:
    read = parse(plain(ARTICLE), standoff(Result.of(DOCUMENT)))
    first = next(identifier for identifier, (kind, _) in read.entities.items() if kind == NUMBER)
    found = {(relation, cut(ARTICLE, read.place(to))) for relation, of, to in read.relations.values() if of == first}
    assert found == {("HasIndicator", "投资"), ("HasSubject", "全市"), ("HasPeriod", "2021年"), ("HasCue", "超过")}


def test_words_that_two_metrics_share_stand_once() -> None:
    read = parse(plain(ARTICLE), standoff(Result.of(DOCUMENT)))
    places = [(kind, tuple(spans)) for kind, spans in read.entities.values()]
    assert len(set(places)) == len(places)
    periods = [to for relation, _, to in read.relations.values() if relation == "HasPeriod"]
    assert len(set(periods)) < len(periods)


def test_without_evidence_there_are_the_numbers_alone() -> None:
    read = parse(plain(ARTICLE), standoff(attrs.evolve(Result.of(DOCUMENT), evidence=())))
    assert {kind for kind, _ in read.entities.values()} == {NUMBER}
    assert {relation for relation, *_ in read.relations.values()} == {"ChangeOf"}


odd = st.sampled_from([*"\n\r\t\v\f\0\x1c\x85\u2028\u2029\ud83d\ude00😀 T1#", "\r\n"])
hostile = st.lists(odd | st.characters(exclude_categories=()), min_size=1).map("".join)


def _record(text: str, start: int, end: int, indicator: str) -> Record:
    told: Record = {"text": text[start:end], "start": start, "end": end, "indicator": indicator, "status": "planned"}
    return {**dict.fromkeys(KEYS), **told}


@st.composite
def results(draw: st.DrawFn) -> Result:
    """A text with some stretches of it as numbers, and others as the words that they were read from."""
    text = draw(hostile)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).filter(lambda ends: ends[0] < ends[1])
    records = [_record(text, start, end, draw(hostile)) for start, end in draw(st.lists(places, max_size=4))]
    evidence = [
        tuple(
            Evidence(part=part, rule="", text=text[start:end], start=start, end=end)
            for part, (start, end) in draw(st.lists(st.tuples(st.sampled_from(sorted(WORDS)), places), max_size=4))
        )
        for _ in records
    ]
    return Result(document=draw(hostile), text=text, records=tuple(records), evidence=tuple(evidence))


@given(results())
def test_whatever_the_text_it_reads_back(result: Result) -> None:
    """Any stretches of any text are annotations that brat accepts, with the record beside each number."""
    text = plain(result.text)
    read = parse(text, standoff(result))
    notes = [json.loads(words) for _, words in read.notes.values()]
    assert notes == [note(record) for record in result.records if cut(text, place_of(record)).strip()]
    for target, told in zip((target for target, _ in read.notes.values()), notes, strict=True):
        start, end = place_of(told)
        inside = cut(text, (start, end))
        assert read.place(target) == (end - len(inside.lstrip()), start + len(inside.rstrip()))


def test_injections_stay_on_their_lines(injection: str, crafted: Callable[[str], Document], tmp_path: Path) -> None:
    result = Result.of(crafted(injection), document=injection)
    write_brat([result], tmp_path)
    files = {path.suffix: path.read_bytes().decode("utf-8") for path in tmp_path.iterdir() if path.suffix != ".conf"}
    assert sorted(files) == [".ann", ".jsonl", ".txt"]
    read = parse(files[".txt"], files[".ann"])
    assert sum(kind == NUMBER for kind, _ in read.entities.values()) == len(read.notes) == 1
    assert {kind for kind, _ in read.entities.values()} <= {NUMBER, "Subject"}
    assert [json.loads(words) for _, words in read.notes.values()] == [note(record) for record in result.records]
    (line,) = files[".jsonl"].split("\n")[:-1]
    assert json.loads(line)["document"] == injection


@given(hostile)
def test_the_text_keeps_every_place(text: str) -> None:
    """The text file has a character for each of the article's, and every reader of text files sees the same ones."""
    written = plain(text)
    assert len(written) == len(text)
    assert re.split("\r\n|\n|\r", written) == written.splitlines() + [""] * written.endswith("\n") or not written
    changed = {(old, new) for old, new in zip(text, written, strict=True) if old != new}
    assert {new for _, new in changed} <= {" ", "\n", "\ufffd"}
    assert all(not old.isprintable() for old, _ in changed)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("产值\r\n5亿元", "产值 \n5亿元"),
        ("产值\r5亿元", "产值\n5亿元"),
        ("a\tb\u2028c\x85d\0e", "a b c d e"),
        ("\ud800😀", "\ufffd😀"),
    ],
)
def test_plain_text(text: str, written: str) -> None:
    assert plain(text) == written


def test_a_record_of_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'31.65\\r\\n亿元' does not stand at 14:23 of the text of 'a.txt'"):
        standoff(attrs.evolve(Result.of(DOCUMENT), document="a.txt", text="另一篇"))


def test_a_folder_reads_back(tmp_path: Path) -> None:
    documents = ["2022年/区.txt", None, "区.txt", "unread.txt"]
    results = [Result.of(DOCUMENT, document=document, published_from="name") for document in documents[:2]]
    results += [Result(document=documents[3], error="not UTF-8"), Result(document=documents[2], text="没有数字。")]
    write_brat(results, tmp_path)
    names = [json.loads(line) for line in (tmp_path / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [name["document"] for name in names] == documents[:3]
    assert names[0] == {"name": "000001-区", "document": "2022年/区.txt", "published": "2022-01-20", "published_from": "name"}
    counts = []
    for name in names:
        # once with line ends as they are and once with those of any system made \n: brat and its tools do the one or the other
        text = (tmp_path / f"{name['name']}.txt").read_bytes().decode("utf-8")
        assert text == (tmp_path / f"{name['name']}.txt").read_text(encoding="utf-8")
        read = parse(text, (tmp_path / f"{name['name']}.ann").read_text(encoding="utf-8"))
        counts.append(len(read.notes))
    assert counts == [len(DOCUMENT), len(DOCUMENT), 0]
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [*[".ann"] * 3, *[".conf"] * 2, ".jsonl", *[".txt"] * 3]


def test_the_configuration_allows_what_is_written(tmp_path: Path) -> None:
    write_brat([Result.of(DOCUMENT)], tmp_path)
    conf = (tmp_path / "annotation.conf").read_text(encoding="utf-8")
    sections = {name: body.split("\n") for name, body in re.findall(r"^\[(\w+)\]\n((?:[^\[\n][^\n]*\n)*)", conf, re.MULTILINE)}
    assert list(sections) == ["entities", "relations", "events", "attributes"]
    read = parse(plain(ARTICLE), standoff(Result.of(DOCUMENT)))
    assert {kind for kind, _ in read.entities.values()} <= set(sections["entities"])
    relations = {line.split("\t")[0] for line in sections["relations"]}
    assert {name for name, *_ in read.relations.values()} <= relations
    values = {line.split("\t")[0]: line.rpartition(":")[2].split("|") for line in sections["attributes"] if line}
    assert all(value in values[name] for name, _, value in read.attributes.values())
    drawn = (tmp_path / "visual.conf").read_text(encoding="utf-8")
    assert re.findall(r"^(\w+)\tbgColor:#[0-9a-f]{6}$", drawn, re.MULTILINE) == sections["entities"][:-2]


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("a.txt", "000001-a"),
        (None, "000001"),
        ("", "000001"),
        ("...", "000001"),
        ("../../etc/passwd", "000001-passwd"),
        ("a\0b\nc*?<>|.txt", "000001-a-b-c"),
        ("/", "000001"),
        ("\ud800", "000001"),
        ("长" * 300, "000001-" + "长" * 40),
        ("2022-10-14 区报.txt", "000001-2022-10-14-区报"),
    ],
)
def test_a_file_name_is_tame(document: str | None, name: str) -> None:
    assert file_name(1, document) == name


@given(hostile)
def test_any_key_makes_a_file_name(document: str) -> None:
    """Whatever the key of an article, its file can be written anywhere, and stays in its folder."""
    name = file_name(12, document)
    assert name.startswith("000012")
    assert not set(name) & set('/\\:*?"<>|. \0\n\r\t\x85\u2028\ud83d')
    assert len(f"{name}.txt".encode()) <= 255
