"""docs/scale.md: its tables are what benchmarks/scaling.py makes of the figures in benchmarks/scaling.json."""

import importlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def test_the_page_has_the_figures_that_were_measured(root: Path, tmp_path: Path) -> None:
    page, written = root / "docs" / "scale.md", tmp_path / "scale.md"
    shutil.copy(page, written)
    figures = root / "benchmarks" / "scaling.json"
    script = str(root / "benchmarks" / "scaling.py")
    command = [sys.executable, script, "--figures", str(figures), "--page", str(written)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    text = page.read_text(encoding="utf-8")
    assert written.read_text(encoding="utf-8") == text
    assert not [part for part in printed.split("\n\n") if part.strip("\n") not in text]  # nor is a mark missing


def test_memory_can_be_measured(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh Python reads as many articles as an executor does at once."""
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    scaling = importlib.import_module("scaling")
    corpus = scaling.Corpus.write(tmp_path / "articles.parquet", 8)
    assert scaling.memory(corpus) > 2**20
