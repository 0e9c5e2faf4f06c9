import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from govnews.cli import BROKEN_PIPE, INTERRUPTED, main
from govnews.records import KEYS

SENTENCE = "全区新建厂房3座，投资1.2亿元。"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    return path


def govnews(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own, where the locale knows ASCII only."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return subprocess.run(
        [sys.executable, "-m", "govnews", *arguments], input=stdin, capture_output=True, check=False, env=environment
    )


def test_table(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(article)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("text")
    assert [line.split()[:3] for line in lines[1:]] == [["3座", "3", "座"], ["1.2亿元", "120,000,000", "CNY"]]


def test_several_tables_have_headings(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(article), str(article)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"==> {article} <==\ntext")
    assert printed.count(f"\n\n==> {article} <==\n") == 1


def test_json_lines(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(article), "--format", "jsonl"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [tuple(record) for record in records] == [("source", *KEYS)] * 2
    assert [(record["source"], record["value"]) for record in records] == [(str(article), "3"), (str(article), "120000000")]


def test_csv(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(article), str(article), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))
    assert [row["value"] for row in rows] == ["3", "120000000"] * 2
    assert {row["source"] for row in rows} == {str(article)}


@pytest.mark.parametrize(
    ("published", "start"), [("2022-10-14", "2022-01-01"), ("2023-10-14", "2023-01-01"), ("2022-10-14T08:30:00", "2022-01-01")]
)
def test_published_is_the_clock(published: str, start: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("今年上半年新建厂房3座。", encoding="utf-8")
    assert main([str(path), "--published", published, "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["period_start"] == start


def test_standard_input_and_utf8_output_whatever_the_locale() -> None:
    done = govnews("-", "--format", "jsonl", stdin=SENTENCE.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    records = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert [(record["source"], record["text"]) for record in records] == [
        ("standard input", "3座"),
        ("standard input", "1.2亿元"),
    ]


@pytest.mark.parametrize(
    ("raw", "arguments"),
    [
        (SENTENCE.encode("utf-8-sig"), []),
        (SENTENCE.encode("gb18030"), ["--encoding", "gb18030"]),
        (SENTENCE.encode("utf-16"), ["--encoding", "utf-16"]),
    ],
)
def test_encodings(raw: bytes, arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    assert main([str(path), "--format", "jsonl", *arguments]) == 0
    record = json.loads(capsys.readouterr().out.splitlines()[0])
    assert SENTENCE[record["start"] : record["end"]] == "3座"


def test_line_ends_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = "第一段。\r\n\r\n新建厂房3座。\r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(raw.encode())
    assert main([str(path), "--format", "jsonl"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert raw[record["start"] : record["end"]] == "3座"


def test_what_cannot_be_read_is_named_and_the_others_go_on(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = tmp_path / "damaged.txt"
    damaged.write_bytes("全区".encode() + b"\xff\xfe" + "5家".encode())
    assert main([str(tmp_path / "missing.txt"), str(damaged), str(tmp_path), str(article), "--format", "jsonl"]) == 1
    captured = capsys.readouterr()
    missing, undecodable, folder = captured.err.splitlines()
    assert missing == f"govnews: {tmp_path / 'missing.txt'}: No such file or directory"
    assert re.fullmatch(rf"govnews: {re.escape(str(damaged))}: not utf-8: .* at byte 6 \(0xff\); see --encoding", undecodable)
    assert folder == f"govnews: {tmp_path}: Is a directory"
    assert {json.loads(line)["source"] for line in captured.out.splitlines()} == {str(article)}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "ARTICLE"),
        (["a.txt", "--published", "yesterday"], "'yesterday': published is no ISO date"),
        (["a.txt", "--published", "2022-02-30"], "'2022-02-30'"),
        (["a.txt", "--encoding", "klingon"], "'klingon' is no text encoding"),
        (["a.txt", "--encoding", "hex"], "'hex' is no text encoding"),
        (["a.txt", "--format", "xml"], "'xml'"),
    ],
)
def test_wrong_arguments_end_with_2(arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert reason in capsys.readouterr().err


def test_output_goes_to_a_file(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "metrics.jsonl"
    assert main([str(article), "--format", "jsonl", "-o", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert len(out.read_bytes().decode("utf-8").splitlines()) == 2


def test_the_output_never_replaces_an_article(article: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(article), "-o", str(article)])
    assert stopped.value.code == 2
    assert article.read_text(encoding="utf-8") == SENTENCE


def test_an_output_that_cannot_be_written_is_named(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "no" / "such" / "folder"
    assert main([str(article), "-o", str(out)]) == 1
    assert capsys.readouterr().err == f"govnews: {out}: No such file or directory\n"


def test_a_reader_that_has_gone_is_no_noise(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(SENTENCE * 2000, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "govnews", str(path), "--format", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == BROKEN_PIPE


def test_interrupted(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("govnews.cli.extract", interrupt)
    assert main([str(article)]) == INTERRUPTED


def test_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    import govnews as package  # noqa: PLC0415 - the name is the command's in this module

    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"govnews {package.__version__}\n"


README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SHOWN = dict(re.findall(r"<!-- output: (.*) -->\n```text\n([^`]*)```", README))


@pytest.mark.parametrize("arguments", SHOWN)
def test_readme_shows_what_the_command_prints(
    arguments: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert main(arguments.split()) == 0
    printed = capsys.readouterr().out.splitlines()
    rows = SHOWN[arguments].splitlines()
    assert len(rows) > 5
    assert [row for row in rows if row not in printed] == []


def test_readme_shows_the_main_job_and_an_explanation() -> None:
    job, explanation = SHOWN
    assert f"govnews {job}" in README.partition("<!-- ci: tests -->")[0]
    assert explanation == f"{job} --explain"
