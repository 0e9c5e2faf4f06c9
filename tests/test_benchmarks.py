"""The benchmarks that take minutes, for seconds: they run, and what they judge is judged."""

from __future__ import annotations

import importlib
import json
import signal
import sys
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="they read /proc")


@pytest.fixture
def benchmark(root: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> ModuleType:
    """The benchmark that the test names."""
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    return importlib.import_module(request.param)


@pytest.mark.parametrize("benchmark", ["load"], indirect=True)
def test_a_small_job_loses_nothing(benchmark: ModuleType, tmp_path: Path, terminal: None) -> None:  # noqa: ARG001 - as under one
    news, first, second = (tmp_path / name for name in ("news", "first", "second"))
    for folder in (news, first, second):
        folder.mkdir()
    job = benchmark.Job.made(news, 4, 2)
    assert len(job.faults) == 4 * len(benchmark.FAULTS)
    assert not list(benchmark.undisturbed(job, first))
    whole = first / "out.jsonl"
    assert not list(benchmark.ended(job, second, whole, number=signal.SIGTERM, status=143))
    whole.write_bytes(whole.read_bytes().splitlines(keepends=True)[0])
    assert list(benchmark.same(second / "out.jsonl", whole))
    assert list(benchmark.faults_of(job, whole))


@pytest.mark.parametrize("benchmark", ["soak"], indirect=True)
def test_every_way_to_read_is_soaked(benchmark: ModuleType, tmp_path: Path) -> None:
    benchmark.read([*islice(benchmark.strange(), 1), "前三季度，全市新增企业1.6万余户，同比增长8.3%。"], tmp_path)
    assert (tmp_path / "metrics.csv").stat().st_size > 0
    sample = benchmark.Sample.taken(0.5, 2)
    assert sample.memory > 2**20
    assert str(sample).split()[:2] == ["0.5", "2"]


@pytest.mark.parametrize("benchmark", ["soak"], indirect=True)
@pytest.mark.parametrize(("more", "files", "status"), [(0, 0, 0), (1, 0, 0), (3, 0, 1), (-5, 0, 0), (0, 1, 1)])
def test_memory_that_grows_is_told(
    benchmark: ModuleType, monkeypatch: pytest.MonkeyPatch, more: int, files: int, status: int
) -> None:
    samples = [
        benchmark.Sample(
            minutes=minute, articles=0, memory=100 + more * (minute > 30), files=5 + files * (minute > 30), objects=0
        )
        for minute in range(6, 60, 3)
    ]
    monkeypatch.setattr(benchmark, "soak", lambda _: iter(samples))
    monkeypatch.setattr(sys, "argv", ["soak.py"])
    assert benchmark.main() == status


@pytest.mark.parametrize("benchmark", ["throughput"], indirect=True)
@pytest.mark.parametrize(("kind", "least", "most"), [("articles", 95, 105), ("features", 30, 34), ("communiqué", 9, 13)])
def test_texts_are_as_dense_as_their_kind(benchmark: ModuleType, kind: str, least: int, most: int) -> None:
    text = "".join(benchmark.kinds([])[kind])
    assert least < len(text) / len(benchmark.NUMERAL.findall(text)) < most


@pytest.mark.parametrize("benchmark", ["throughput"], indirect=True)
def test_what_is_given_is_measured(
    benchmark: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("全市新增企业1200家，第一个月增长3.5%。", encoding="utf-8")
    monkeypatch.setattr(benchmark, "AT_LEAST", 100)
    monkeypatch.setattr(sys, "argv", ["throughput.py", "--runs", "1", "--json", str(tmp_path)])
    benchmark.main()
    measured = json.loads(capsys.readouterr().out)
    assert (measured["texts"]["numbers"], measured["texts"]["metrics"]) == (15, 10)
    (tmp_path / "a.txt").unlink()
    with pytest.raises(SystemExit):
        benchmark.main()
    assert "there is no text" in capsys.readouterr().err
