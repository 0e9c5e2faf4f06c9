"""Coverage-guided fuzzing: ``python tests/fuzz/fuzz.py TARGET [options of libFuzzer] [folder of inputs]``.

A target is an oracle of :mod:`oracles` or :mod:`readers`. Inputs grow from our own examples, by bytes and by the words of the
package's tables. A breach does not end the run: the first of each kind is made as small as it gets and printed as a line for
``finds.jsonl``, where a test keeps it. Needs ``pip install -e '.[fuzz]'``.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).parents[2]
TABLES: Final = ROOT / "src" / "govnews" / "tables"
FINDS: Final = Path(__file__).with_name("finds.jsonl")
WORDS: Final = Path(__file__).with_name("words.json")
"""Groups of what grammar, encodings and formats stumble over."""

_LONGEST_WORD: Final = 8
_OPTIONS: Final = ("-max_len=600", "-timeout=20", "-rss_limit_mb=0", "-print_final_stats=1")


def main(arguments: list[str]) -> None:
    """Fuzz a target until libFuzzer's own limits end it."""
    import atheris  # noqa: PLC0415 - an extra, and what it watches is imported after it

    with atheris.instrument_imports(include=["govnews"]):
        import oracles  # noqa: PLC0415
        import readers  # noqa: PLC0415
    target, *options = arguments
    oracle = (oracles.OF_TEXTS | readers.OF_FILES)[target]
    seen: set[object] = set()

    def judge(data: bytes) -> None:
        case = told(target, data)
        breach = _breach(oracle, case)
        if breach is not None and breach not in seen:
            seen.add(breach)
            case = _smallest(case, lambda smaller: _breach(oracle, smaller) == breach)
            with suppress(Exception):
                oracle(case)
            print(json.dumps({"target": target, "case": case, "was": " ".join(map(str, breach))}), flush=True)

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        dice = Random(seed)  # noqa: S311 - the fuzzer's own seed
        return _rewritten(data, dice)[:longest] if dice.randrange(3) else atheris.Mutate(data, longest)

    with TemporaryDirectory(prefix="govnews-seeds-") as folder:
        for number, seed in enumerate(seeds(target)):
            Path(folder, str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], *_OPTIONS, *options, folder], judge, custom_mutator=mutate)
        atheris.Fuzz()


def told(target: str, data: bytes) -> str:
    """The case that bytes make for a target: a text, or for a file its bytes as a string that leads back to them."""
    try:
        return data.decode("utf-8", _surrogates(target))
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def _surrogates(target: str) -> str:
    """What a surrogate is in a case: in a text itself, in a file a byte that is not of UTF-8."""
    from readers import OF_FILES  # noqa: PLC0415 - not before it is watched

    return "surrogateescape" if target in OF_FILES else "surrogatepass"


def _breach(oracle: Callable[[str], None], case: str) -> tuple[str, str, int] | None:
    """What was raised and where; None where the oracle is content."""
    try:
        oracle(case)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(ROOT)]
        return type(error).__name__, Path(frames[-1].filename).name, frames[-1].lineno or 0
    return None


def _smallest(case: str, fails: Callable[[str], bool]) -> str:
    """The case with as much left out as can be while it fails the same way."""
    size = len(case)
    while size:
        at = 0
        while at < len(case):
            shorter = case[:at] + case[at + size :]
            if fails(shorter):
                case = shorter
            else:
                at += size
        size //= 2
    return case


def _rewritten(data: bytes, dice: Random) -> bytes:
    """The data with a word put in, a stretch taken out, or one by the other; or with a stretch of it twice."""
    ends = [0, *(at for at in range(1, len(data)) if data[at] & 0xC0 != 0x80), len(data)]  # only where characters begin
    first = dice.randrange(len(ends))
    last = min(len(ends) - 1, first + dice.choice((0, 0, 0, 1, 2, 4, 16)))
    start, end = ends[first], ends[last]
    put = data[start:end] * 2 if dice.randrange(8) == 0 else b"" if end > start and dice.randrange(2) else _word(dice)
    return data[:start] + put + data[end:]


def _word(dice: Random) -> bytes:
    words = dice.choice(_words())
    encoding = "gb18030" if dice.randrange(16) == 0 else "utf-8"
    return dice.choice(words).encode(encoding, "surrogatepass" if encoding == "utf-8" else "replace")


@cache
def _words() -> list[list[str]]:
    """The words that inputs are made of, in groups that are drawn equally often, however long they are."""
    return [*json.loads(WORDS.read_text(encoding="utf-8")), *map(_table, sorted(TABLES.glob("*.tsv")))]


def _table(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = (cell for line in lines if not line.startswith("#") for cell in line.split("\t"))
    return sorted({cell for cell in cells if 0 < len(cell) <= _LONGEST_WORD})


def seeds(target: str) -> Iterator[bytes]:
    """What the inputs grow from: our own sentences, as each kind of file has them, and what was found before."""
    for line in FINDS.read_text(encoding="utf-8").splitlines():
        find = json.loads(line)
        if find["target"] == target:
            yield find["case"].encode("utf-8", _surrogates(target))
    for path in sorted((ROOT / "examples").rglob("*.txt")):
        for sentence in path.read_text(encoding="utf-8").split("。"):
            yield from _written(sentence, target)


def _written(sentence: str, target: str) -> Iterator[bytes]:
    """A sentence as the target takes it."""
    match target:
        case "numerals" | "units" | "quantities" | "periods":
            yield from (part.encode() for part in sentence.split("，"))
        case "published":
            yield f"2022-10-14\n{sentence}".encode()
        case "back":
            yield from _records(sentence)
        case "page":
            yield f"<meta name=PubDate content=2022-10-14><p title='a'>{sentence}<td>3<!-- --><script>1</script>".encode()
        case "rows":
            yield (json.dumps({"id": sentence[:2], "text": sentence, "date": "2022-10-14"}) + "\n\n").encode() * 2
        case "cells":
            yield f'id,text,date\r\n1,"{sentence}",2022-10-14\r\n,{sentence}\r\n'.encode()
        case "encoded":
            yield from (
                f"{name}\n".encode() + sentence.encode(name, "replace") for name in ("gb18030", "utf-16", "big5", "utf-7", "hz")
            )
        case "packed":
            yield gzip.compress(sentence.encode())
        case "table":
            yield _parquet(sentence)
        case _:
            yield sentence.encode()


def _records(sentence: str) -> Iterator[bytes]:
    import govnews  # noqa: PLC0415 - not before it is watched

    for record in govnews.extract(sentence).to_dicts():
        yield "\n".join(f"{key}={json.dumps(value)}" for key, value in record.items()).encode()


def _parquet(sentence: str) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    pq.write_table(pa.table({"text": [sentence], "date": [date(2022, 10, 14)]}), out := io.BytesIO())
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
