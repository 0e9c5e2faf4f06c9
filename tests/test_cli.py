import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from govnews import Document, extract
from govnews.cli import BROKEN_PIPE, INTERRUPTED, OK, OUTPUT_FAILED, SOME_FAILED, main
from govnews.results import ROW_KEYS

SENTENCE = "全区新建厂房3座，投资1.2亿元。"
NO_NAME = re.compile("[/\0\ud800-\udc7f\udd00-\udfff]")
"""What a file's name cannot hold; it may hold any other byte, which Python has as one of the surrogates between."""


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
    assert main(["extract", str(article)]) == OK
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert lines[0].startswith("text")
    assert [line.split()[:3] for line in lines[1:]] == [["3座", "3", "座"], ["1.2亿元", "120,000,000", "CNY"]]
    assert captured.err == ""


def test_several_tables_have_headings_and_a_last_line(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "2022-10-14.txt"
    other.write_text(SENTENCE, encoding="utf-8")
    assert main(["extract", str(article), str(other)]) == OK
    captured = capsys.readouterr()
    assert captured.out.startswith(f"==> {article} <==\ntext")
    assert f"\n\n==> {other}, published 2022-10-14 (from the file's name) <==\ntext" in captured.out
    assert captured.err == "govnews: 2 articles, 4 metrics; dates: 1 from names, 1 unknown; 0 errors\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("20221014.txt", SENTENCE, "published 2022-10-14 (from the file's name)"),
        ("a.txt", f"发布日期：2022-10-14\n{SENTENCE}", "published 2022-10-14 (from its dateline)"),
        ("a.html", f"<meta name=PubDate content=2022-10-14>{SENTENCE}", "published 2022-10-14 (from the head of the page)"),
        ("a.jsonl", json.dumps({"text": SENTENCE, "date": "2022-10-14"}), "published 2022-10-14 (from its column)"),
    ],
)
@pytest.mark.parametrize("command", ["extract", "explain"])
def test_a_date_that_was_found_is_said(  # noqa: PLR0913, PLR0917 - the table and the fixtures
    command: str, name: str, text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert main([command, str(path)]) == OK
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f"==> {path}")
    assert first.endswith(f", {said} <==")


def test_json_lines(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(article), "--format", "jsonl"]) == OK
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [tuple(record) for record in records] == [ROW_KEYS] * 2
    assert [(record["document"], record["value"]) for record in records] == [(str(article), "3"), (str(article), "120000000")]


def test_csv(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(article), "--format", "csv"]) == OK
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))
    assert [row["value"] for row in rows] == ["3", "120000000"]
    assert {row["document"] for row in rows} == {str(article)}


@pytest.mark.parametrize(
    ("published", "start"), [("2022-10-14", "2022-01-01"), ("2023-10-14", "2023-01-01"), ("2022-10-14T08:30:00", "2022-01-01")]
)
def test_published_is_the_clock(published: str, start: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("今年上半年新建厂房3座。", encoding="utf-8")
    assert main(["extract", str(path), "--published", published, "--format", "jsonl"]) == OK
    record = json.loads(capsys.readouterr().out)
    assert (record["period_start"], record["published_from"]) == (start, "option")


def test_standard_input_and_utf8_output_whatever_the_locale() -> None:
    done = govnews("extract", "-", "--format", "jsonl", stdin=SENTENCE.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    records = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert [(record["document"], record["text"]) for record in records] == [
        ("standard input", "3座"),
        ("standard input", "1.2亿元"),
    ]


def test_standard_input_of_another_kind() -> None:
    rows = f"text,date\n{SENTENCE},2022-10-14\n".encode()
    done = govnews("extract", "-", "--as", "csv", "--format", "jsonl", stdin=rows)
    assert (done.returncode, done.stderr) == (0, b"")
    assert {json.loads(line)["published"] for line in done.stdout.splitlines()} == {"2022-10-14"}


@pytest.mark.parametrize(
    ("raw", "arguments"),
    [
        (SENTENCE.encode("utf-8-sig"), []),
        (SENTENCE.encode("gb18030"), ["--encoding", "gb18030"]),
        (SENTENCE.encode("utf-16"), []),
    ],
)
def test_encodings(raw: bytes, arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    assert main(["extract", str(path), "--format", "jsonl", *arguments]) == OK
    record = json.loads(capsys.readouterr().out.splitlines()[0])
    assert SENTENCE[record["start"] : record["end"]] == "3座"


def test_line_ends_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = "第一段。\r\n\r\n新建厂房3座。\r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(raw.encode())
    assert main(["extract", str(path), "--format", "jsonl"]) == OK
    record = json.loads(capsys.readouterr().out)
    assert raw[record["start"] : record["end"]] == "3座"


def test_what_cannot_be_read_is_named_and_the_others_go_on(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged, rows = tmp_path / "damaged.txt", tmp_path / "rows.jsonl"
    damaged.write_bytes("全区".encode() + b"\xff\xfe" + "5家".encode())
    rows.write_text(json.dumps({"text": SENTENCE, "date": "soon"}), encoding="utf-8")
    inputs = [str(path) for path in (tmp_path / "missing.txt", damaged, rows, article)]
    assert main(["extract", *inputs, "--format", "jsonl"]) == SOME_FAILED
    captured = capsys.readouterr()
    assert captured.err.splitlines() == [
        f"govnews: {tmp_path / 'missing.txt'}: No such file or directory",
        f"govnews: {damaged}: not utf-8: invalid start byte at byte 6 (0xff); see --encoding",
        f"govnews: {rows}:1: no date: 'soon'",
        "govnews: 1 article, 2 metrics; dates: 1 unknown; 3 errors",
    ]
    assert {json.loads(line)["document"] for line in captured.out.splitlines()} == {str(article)}


def test_a_name_cannot_steer_the_terminal(
    injection: str, article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(article.parent)
    text = NO_NAME.sub("_", injection)
    name, empty = f"./{text}.txt", f"./{text}-"
    Path(name).write_text(f"{text}\n{SENTENCE}", encoding="utf-8", errors="replace")
    Path(empty).touch()
    assert main(["explain", name, "a.txt", empty]) == SOME_FAILED
    with pytest.raises(SystemExit):
        main(["report", name, "-o", name])
    captured = capsys.readouterr()
    assert [line[:4] for line in captured.out.split("\n")].count("==> ") == 2
    unread, counted, refused = (line for line in captured.err.split("\n") if line.startswith("govnews: "))
    assert unread.endswith("-: no text: it is empty")
    assert counted.startswith("govnews: 2 articles, ")
    assert refused.endswith("is both an article and the output")
    assert f"{captured.out}{captured.err}".replace("\n", "").isprintable()


def test_explain(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(article)]) == OK
    printed = capsys.readouterr().out
    assert printed.startswith("3座\n  number     3 座: “3座” at 6 (number and unit)\n")
    assert "\n\n1.2亿元\n" in printed


def test_an_explanation_says_what_date_it_counts_from(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(article), "--published", "2022-10-14"]) == OK
    assert capsys.readouterr().out.startswith(f"==> {article}, published 2022-10-14 (from --published) <==\n3座\n")


@pytest.mark.parametrize("command", ["extract", "explain", "report"])
def test_an_article_that_breaks_the_reader_costs_only_itself(
    command: str, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def faulty(text: str, **others: date | None) -> Document:
        if "9家" in text:
            raise RecursionError("too deep")
        return extract(text, **others)

    monkeypatch.setattr("govnews.articles.extract", faulty)
    broken = tmp_path / "broken.txt"
    broken.write_text("新增9家。", encoding="utf-8")
    assert main([command, str(broken), str(article)]) == SOME_FAILED
    captured = capsys.readouterr()
    assert "1.2亿元" in captured.out
    assert captured.err.splitlines()[0] == f"govnews: {broken}: reading it raised RecursionError: too deep"


def test_an_article_without_metrics(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("没有数字。", encoding="utf-8")
    assert [main([command, str(path)]) for command in ("extract", "explain")] == [OK, OK]
    assert capsys.readouterr().out == "no metrics\nno metrics\n"


def test_report(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "report.html"
    assert main(["report", str(tmp_path), "-o", str(out), "--language", "zh", "--title", "青禾湾"]) == OK
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "青禾湾" in page
    assert str(article) in page
    assert "passed over" not in capsys.readouterr().err
    # a second time, the report stands in the folder that is read
    assert main(["report", str(tmp_path), "-o", str(out), "--language", "zh", "--title", "青禾湾"]) == OK
    assert out.read_text(encoding="utf-8") == page
    assert f"govnews: {out}: passed over, because it is to be written\n" in capsys.readouterr().err
    assert main(["report", str(article)]) == OK
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == OK
    script = capsys.readouterr().out
    assert all(word in script for word in ("extract", "explain", "report", "published", "parquet"))
    assert {"bash": "compgen_files", "zsh": "_files", "tcsh": "'c/--output=/f/'"}[shell] in script


def test_completion_without_its_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == OUTPUT_FAILED
    assert capsys.readouterr().err.endswith("pip install 'govnews[cli]'\n")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "COMMAND"),
        (["a.txt"], "'a.txt'"),
        (["extract"], "ARTICLE"),
        (["extract", "a.txt", "--published", "yesterday"], "'yesterday': published is no ISO date"),
        (["extract", "a.txt", "--published", "2022-02-30"], "'2022-02-30'"),
        (["extract", "a.txt", "--encoding", "klingon"], "'klingon' is no text encoding"),
        (["extract", "a.txt", "--encoding", "hex"], "'hex' is no text encoding"),
        (["extract", "a.txt", "--format", "xml"], "'xml'"),
        (["extract", "a.txt", "--jobs", "-1"], "'-1' is no number of processes"),
        (["extract", "a.txt", "-o", "metrics.xml"], "'metrics.xml' stands for no format"),
        (["extract", "a.txt", "-o", "metrics.csv", "--format", "table"], "a table goes to standard output"),
        (["extract", "a.txt", "--format", "parquet"], "parquet needs a file"),
        (["extract", "a.txt", "--format", "jsonl", "--bom"], "a byte order mark goes with csv"),
        (["extract", "a.txt", "--resume"], "-o"),
        (["completion", "fish"], "'fish'"),
    ],
)
def test_wrong_arguments_end_with_2(arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize("command", ["extract", "report"])
def test_the_output_never_replaces_an_article(command: str, tmp_path: Path) -> None:
    article = tmp_path / "a.csv"
    article.write_text(f"text\n{SENTENCE}\n", encoding="utf-8")
    before = article.read_bytes()
    with pytest.raises(SystemExit) as stopped:
        main([command, str(article), "-o", str(article)])
    assert stopped.value.code == 2
    assert article.read_bytes() == before


@pytest.mark.parametrize(("command", "name"), [("extract", "metrics.csv"), ("report", "report.html")])
def test_an_output_that_cannot_be_written_is_named(
    command: str, name: str, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "no" / "such" / name
    assert main([command, str(article), "-o", str(out)]) == OUTPUT_FAILED
    said = capsys.readouterr().err
    assert re.fullmatch(rf"govnews: {re.escape(str(out.parent))}.*: No such file or directory\n", said)


def test_an_output_without_its_extra_is_refused(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert main(["extract", str(article), "-o", str(tmp_path / "metrics.duckdb")]) == OUTPUT_FAILED
    assert capsys.readouterr().err.endswith("pip install 'govnews[duckdb]'\n")


def test_a_reader_that_has_gone_is_no_noise(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(SENTENCE * 2000, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "govnews", "extract", str(path), "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == BROKEN_PIPE


@pytest.mark.skipif(os.name != "posix", reason="how a shell of POSIX closes a stream")
@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ("explain a.txt >&-", OUTPUT_FAILED, "standard output: Bad file descriptor"),
        ("extract a.txt --format jsonl >&-", OUTPUT_FAILED, "standard output: Bad file descriptor"),
        ("completion bash >&-", OUTPUT_FAILED, "standard output: Bad file descriptor"),
        ("extract - <&-", SOME_FAILED, "standard input: Bad file descriptor"),
        ("extract a.txt -o out.csv <&- >&-", OK, "1 article, 2 metrics; dates: 1 unknown; 0 errors"),
        ("extract a.txt -o out.csv <&- >&- 2>&-", OK, ""),
    ],
)
def test_a_stream_that_is_closed(arguments: str, status: int, said: str, article: Path) -> None:
    command = f'exec "$0" -m govnews {arguments}'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable], cwd=article.parent, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (status, f"govnews: {said}\n" if said else "")
    # and nothing of it is in the file that was opened first
    assert "out.csv" not in command or len((article.parent / "out.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_interrupted(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("govnews.articles.extract", interrupt)
    assert main(["extract", str(article)]) == INTERRUPTED


def test_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    import govnews as package  # noqa: PLC0415 - the name is the command's in this module

    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"govnews {package.__version__}\n"


@pytest.mark.parametrize("command", [[], ["extract"], ["explain"], ["report"]])
def test_help_tells_every_exit_status(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"])
    assert stopped.value.code == 0
    told = re.findall(r"^  (\d+) ", capsys.readouterr().out, flags=re.MULTILINE)
    assert told == ["0", "1", "2", "3", "129", "130", "141", "143"]


ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/howto/command-line.md")
SHOWN = [
    (arguments, output)
    for page in PAGES
    for arguments, output in re.findall(r"<!-- output: (.*) -->\n```text\n([^`]*)```", (ROOT / page).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("arguments", "shown"), SHOWN)
def test_the_pages_show_what_the_command_prints(
    arguments: str, shown: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert main(shlex.split(arguments)) in {OK, SOME_FAILED}
    captured = capsys.readouterr()
    printed = (captured.out + captured.err).splitlines()
    rows = shown.splitlines()
    assert rows
    assert [row for row in rows if row not in printed] == []


def test_readme_shows_the_main_job_and_an_explanation() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    job, explanation = (arguments for arguments, _ in SHOWN[:2])
    assert f"govnews {job}" in readme.partition("<!-- ci: tests -->")[0]
    assert explanation == job.replace("extract", "explain")
