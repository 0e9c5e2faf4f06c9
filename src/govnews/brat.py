"""brat standoff: a folder with the articles as text and, beside each, the metrics as annotations of it.

A metric is a ``Number`` with attributes and a note that holds its record. The words it was read from are entities of their
own, and relations lead from the number to them. Offsets are code points of the text file. They are the record's own, because
that file has a character for each of the article's: blanks for tabs, carriage returns and other control characters, U+FFFD
for lone surrogates. Line breaks stay, and where one stands inside an annotation, brat has it in two fragments.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import attrs

from govnews.model import Basis, Bound, Direction, Role, Status, Transition
from govnews.patterns import pattern
from govnews.records import Record, json_lines
from govnews.results import Result
from govnews.surrogates import encodable

NUMBER: Final = "Number"

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "indicator": "Indicator",
        "subject": "Subject",
        "period": "Period",
        "base": "Base",
        **dict.fromkeys(("bound", "change", "status"), "Cue"),
    }
)
"""The type of the words that a part of a metric was read from; ``Has`` and the type is the relation that leads there."""

ATTRIBUTES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "bound": tuple(bound for bound in Bound if bound is not Bound.EQ),
        "change": tuple(Direction),
        "basis": tuple(Basis),
        "transition": tuple(Transition),
        "status": tuple(status for status in Status if status is not Status.ACTUAL),
        "role": tuple(role for role in Role if role is not Role.METRIC),
    }
)
"""The attributes of a number, by the keys of the record, with their values; what goes without saying has no attribute."""

_CHANGE_OF: Final = "ChangeOf"
_COLOURS: Final = {"Number": "#ffd966", "Indicator": "#9fc5e8", "Subject": "#b6d7a8", "Period": "#d5a6bd", "Base": "#ead1dc"}
_CARRIAGE_RETURN: Final = pattern(r"\r(?!\n)")
_CONTROL: Final = pattern(r"(?!\n)[\p{Cc}\u2028\u2029]")
_FRAGMENT: Final = pattern(r"\S(?:[^\n]*\S)?")
_UNFIT_FOR_A_NAME: Final = pattern(r"[^\w-]+")
_LONGEST_NAME: Final = 40


def write_brat(results: Iterable[Result], folder: Path) -> None:
    """Write a text file and an annotation file for each article into a folder that is there, with brat's configuration.

    The files are numbered in the order of the articles; ``documents.jsonl`` tells which article each of them is. An article
    without metrics has an empty annotation file, one that could not be read has none. Raises ValueError where the text of
    an article is not the one its records were read from.
    """
    (folder / "annotation.conf").write_text(_annotation_conf(), encoding="utf-8", newline="")
    (folder / "visual.conf").write_text(_visual_conf(), encoding="utf-8", newline="")
    with (folder / "documents.jsonl").open("w", encoding="utf-8", newline="") as names:
        for number, result in enumerate((result for result in results if result.error is None), 1):
            name = file_name(number, result.document)
            (folder / f"{name}.txt").write_text(plain(result.text), encoding="utf-8", newline="")
            (folder / f"{name}.ann").write_text(standoff(result), encoding="utf-8", newline="")
            names.writelines(json_lines([{"name": name, **result.envelope()}]))


def plain(text: str) -> str:
    r"""The text as brat has it: a character for each of the article's, ``\n`` alone as line break, nothing that UTF-8 lacks.

    >>> plain("1.6\t万\r\n余户\r。")
    '1.6 万 \n余户\n。'
    """
    return encodable(_CONTROL.sub(" ", _CARRIAGE_RETURN.sub("\n", text)))


def file_name(number: int, document: str | None) -> str:
    """The name of an article's two files without their ending: its number, and what of its key can stand in a name.

    >>> file_name(7, "../2022年/zone 1.txt"), file_name(8, None)
    ('000007-zone-1', '000008')
    """
    stem = Path(document or "").stem
    word = _UNFIT_FOR_A_NAME.sub("-", stem)[:_LONGEST_NAME].strip("-")
    return f"{number:06}-{word}" if word else f"{number:06}"


def standoff(result: Result) -> str:
    r"""The annotations of one article, as the file beside its text holds them.

    >>> import govnews
    >>> lines = standoff(Result.of(govnews.extract("新建厂房超过3座。"))).splitlines()
    >>> print(*(line.replace("\t", " ") for line in lines if line[0] != "#"), sep="\n")
    T1 Number 6 8 3座
    A1 Bound T1 gt
    T2 Cue 4 6 超过
    R1 HasCue Arg1:T1 Arg2:T2
    T3 Indicator 0 4 新建厂房
    R2 HasIndicator Arg1:T1 Arg2:T3
    """
    sheet = _Sheet(text=plain(result.text))
    numbers = [sheet.entity(NUMBER, *_place(record, result)) for record in result.records]
    places = {(record["start"], record["end"]): number for record, number in zip(result.records, numbers, strict=True)}
    for index, (record, number) in enumerate(zip(result.records, numbers, strict=True)):
        for key, values in ATTRIBUTES.items():
            if record[key] in values:
                sheet.attribute(key.capitalize(), number, str(record[key]))
        sheet.note(number, _note(record))
        for words in result.evidence[index] if result.evidence else ():
            if words.part in WORDS:
                kind = WORDS[words.part]
                sheet.relation(f"Has{kind}", number, sheet.entity(kind, words.start, words.end))
        sheet.relation(_CHANGE_OF, number, places.get((record["level_start"], record["level_end"])))
    return "".join(f"{line}\n" for line in sheet.lines)


@attrs.define(kw_only=True)
class _Sheet:
    """The annotations of one text while they are being written: each entity once, numbered as they come."""

    text: str
    lines: list[str] = attrs.field(factory=list)
    _entities: dict[tuple[str, str], str] = attrs.field(factory=dict)
    _counts: dict[str, int] = attrs.field(factory=dict)

    def entity(self, kind: str, start: int, end: int) -> str | None:
        """The identifier of a stretch of the text, or None where nothing but blanks stands there."""
        pieces = [match.span() for match in _FRAGMENT.finditer(self.text, start, end)]
        if not pieces:
            return None
        where = ";".join(f"{start} {end}" for start, end in pieces)
        if (kind, where) not in self._entities:
            words = " ".join(self.text[start:end] for start, end in pieces)
            self._entities[kind, where] = self._line("T", f"{kind} {where}\t{words}")
        return self._entities[kind, where]

    def attribute(self, name: str, entity: str | None, value: str) -> None:
        if entity is not None:
            self._line("A", f"{name} {entity} {value}")

    def note(self, entity: str | None, text: str) -> None:
        if entity is not None:
            self._line("#", f"AnnotatorNotes {entity}\t{text}")

    def relation(self, name: str, entity: str | None, other: str | None) -> None:
        if entity is not None and other is not None:
            self._line("R", f"{name} Arg1:{entity} Arg2:{other}")

    def _line(self, kind: str, rest: str) -> str:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        identifier = f"{kind}{self._counts[kind]}"
        self.lines.append(f"{identifier}\t{rest}")
        return identifier


def _place(record: Record, result: Result) -> tuple[int, int]:
    start, end = record["start"], record["end"]
    if not isinstance(start, int) or not isinstance(end, int) or result.text[start:end] != record["text"]:
        raise ValueError(f"{record['text']!r} does not stand at {start}:{end} of the text of {result.document!r}")
    return start, end


def _note(record: Record) -> str:
    """The record without its nulls as JSON, on one line whatever a reader takes for a line."""
    told = {key: value for key, value in record.items() if value is not None}
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", encodable(json.dumps(told, ensure_ascii=False)))


def _annotation_conf() -> str:
    kinds = tuple(dict.fromkeys(WORDS.values()))
    relations = [f"Has{kind}\tArg1:{NUMBER}, Arg2:{kind}" for kind in kinds]
    attributes = [f"{key.capitalize()}\tArg:{NUMBER}, Value:{'|'.join(values)}" for key, values in ATTRIBUTES.items()]
    return _conf(
        entities=[NUMBER, *kinds],
        relations=[
            *relations,
            f"{_CHANGE_OF}\tArg1:{NUMBER}, Arg2:{NUMBER}",
            "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
        ],
        events=[],
        attributes=attributes,
    )


def _visual_conf() -> str:
    return _conf(
        labels=[],
        drawing=[
            "SPAN_DEFAULT\tfgColor:black, bgColor:#eeeeee, borderColor:darken",
            "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5",
            *(f"{kind}\tbgColor:{colour}" for kind, colour in _COLOURS.items()),
        ],
    )


def _conf(**sections: Iterable[str]) -> str:
    return "\n".join(_section(name, lines) for name, lines in sections.items())


def _section(name: str, lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in (f"[{name}]", *lines))
