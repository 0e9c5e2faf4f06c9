"""How reading grows with processes and executors: ``python benchmarks/scaling.py``; README.md says what the figures mean."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import attrs
import pyarrow as pa
import pyarrow.parquet as pq

import govnews
from articles import EXAMPLES, texts_of, varied
from pages import table, updated

PUBLISHED: Final = date(2022, 10, 14)

# what a plan assumes and nothing measures
LENGTH: Final = 1000
"""Characters of an article."""
PRICE: Final = 0.05
"""Dollars for an hour of a core."""
IDLE: Final = 0.5
"""The load up to which a machine counts as idle."""
PLANS: Final = ((10**6, 1, 8), (10**6, 4, 16), (10**8, 16, 16), (10**8, 64, 16))
"""Articles, machines, cores of each."""


@attrs.frozen(kw_only=True)
class Figures:
    """What was measured. Rates are characters a second; ratios are of the same run, to one process or executor."""

    cores: int
    load: float
    python: str
    runs: int
    articles: int
    characters: int
    metrics: int
    bytes_in: int
    bytes_parquet: int
    bytes_jsonl: int
    memory: int
    extract: float
    jobs: Mapping[str, tuple[float, float]]
    spark: Mapping[str, tuple[float, float]]


@attrs.frozen(kw_only=True)
class Corpus:
    """Articles in a Parquet file, one a row: ``id``, ``text``, ``published``."""

    file: Path
    texts: Sequence[str]

    @classmethod
    def write(cls, file: Path, articles: int) -> Corpus:
        """The texts of examples/ over and over, each time with other digits behind the decimal points."""
        texts = list(islice(varied(texts_of([EXAMPLES])), articles))
        rows = pa.table({"id": range(articles), "text": texts, "published": [PUBLISHED] * articles})
        pq.write_table(rows, file, row_group_size=max(1, articles // 64))
        return cls(file=file, texts=texts)

    @property
    def characters(self) -> int:
        """Of all texts together."""
        return sum(map(len, self.texts))


def by_itself(corpus: Corpus) -> float:
    """Seconds that bare ``extract`` takes over the texts, without files: what a core can do."""
    start = perf_counter()
    for text in corpus.texts:
        govnews.extract(text, published=PUBLISHED)
    return perf_counter() - start


def by_jobs(corpus: Corpus, jobs: int, out: Path) -> float:
    """Seconds of the command line with so many processes, from its start to its end."""
    command = [sys.executable, "-m", "govnews", "extract", str(corpus.file), "--jobs", str(jobs), "-o", str(out)]
    start = perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return perf_counter() - start


def by_spark(corpus: Corpus, executors: int, out: Path) -> float:
    """Seconds of the job on a Spark of so many executors, which a Python of its own starts and stops."""
    command = [sys.executable, __file__, "--executors", str(executors), str(corpus.file), str(out)]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return float(ran.stdout.split()[-1])


def spark_job(executors: int, file: str, out: str) -> float:
    """The job itself: metrics to Parquet, by executors that have read a few articles before."""
    import pyspark  # noqa: PLC0415 - only this Python needs it
    from pyspark.sql import SparkSession  # noqa: PLC0415

    from govnews.spark import extract  # noqa: PLC0415

    with TemporaryDirectory() as home:
        # workers write into the folder SPARK_HOME/work: not into the installed package
        for part in Path(pyspark.__file__).parent.iterdir():
            (Path(home) / part.name).symlink_to(part)
        os.environ |= {"SPARK_HOME": home, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
        spark = (
            SparkSession.builder.master(f"local-cluster[{executors},1,1024]")
            .config("spark.executor.memory", "512m")
            .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
            .config("spark.ui.enabled", "false")
            .getOrCreate()
        )
        articles = spark.read.parquet(file).repartition(8 * executors).cache()
        articles.count()
        extract(articles.where("id % 20 = 0")).write.mode("overwrite").parquet(out)
        start = perf_counter()
        extract(articles).write.mode("overwrite").parquet(out)
        taken = perf_counter() - start
        spark.stop()
    return taken


def memory(corpus: Corpus) -> int:
    """Bytes that a fresh Python has at its peak when it reads as many articles as an executor does at once."""
    code = (
        "import resource, sys; import pyarrow.parquet as pq; import govnews; from govnews.batches import slices\n"
        "batch = next(pq.ParquetFile(sys.argv[1]).iter_batches())\n"
        "govnews.extract_batch(next(slices(batch)))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == 'darwin' else 1024))"
    )
    # a child begins with the peak of its parent, so that a small Python stands between
    between = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}, sys.argv[1]], check=True)"
    command = [sys.executable, "-c", between, str(corpus.file)]
    return int(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def measure(corpus: Corpus, out: Path, *, runs: int, most: int) -> Figures:
    """Run everything so many times, in turns, so that whatever else the machine does falls on all."""
    load = os.getloadavg()[0]
    by_itself(corpus)
    counts = range(1, most + 1)
    rounds = [
        (
            by_itself(corpus),
            {count: by_jobs(corpus, count, out / "jobs.parquet") for count in counts},
            {count: by_spark(corpus, count, out / "spark") for count in counts},
        )
        for _ in range(runs)
    ]
    by_jobs(corpus, most, out / "jobs.jsonl")
    return Figures(
        cores=os.cpu_count() or 0,
        load=round(load, 1),
        python=platform.python_version(),
        runs=runs,
        articles=len(corpus.texts),
        characters=corpus.characters,
        metrics=pq.read_metadata(out / "jobs.parquet").num_rows,
        bytes_in=sum(len(text.encode()) for text in corpus.texts),
        bytes_parquet=(out / "jobs.parquet").stat().st_size,
        bytes_jsonl=(out / "jobs.jsonl").stat().st_size,
        memory=memory(corpus),
        extract=corpus.characters / statistics.median(alone for alone, _, _ in rounds),
        jobs=_growth([jobs for _, jobs, _ in rounds], corpus.characters),
        spark=_growth([spark for _, _, spark in rounds], corpus.characters),
    )


def _growth(rounds: Sequence[Mapping[int, float]], characters: int) -> dict[str, tuple[float, float]]:
    """For each count the rate, and how many times as fast it was as one in the same round; medians of both."""
    return {
        str(count): (
            characters / statistics.median(seconds[count] for seconds in rounds),
            statistics.median(seconds[1] / seconds[count] for seconds in rounds),
        )
        for count in rounds[0]
    }


def growth_table(figures: Figures) -> str:
    """What was measured."""
    rows = [("extract by itself", f"{figures.extract:,.0f}", "")]
    for name, growth in (("--jobs", figures.jobs), ("Spark executors:", figures.spark)):
        rows.extend((f"{name} {count}", f"{rate:,.0f}", f"{ratio:.2f}") for count, (rate, ratio) in growth.items())
    return table(("", "characters/s", "times one"), rows)


def plan_table(figures: Figures) -> str:
    """What so many articles would take, by what was measured and by LENGTH and PRICE."""
    rows = []
    for articles, machines, cores in PLANS:
        hours = core_hours(figures) * articles / 10**6
        sizes = (
            articles * LENGTH / figures.characters * size
            for size in (figures.bytes_in, figures.bytes_parquet, figures.bytes_jsonl)
        )
        cells = (
            f"{articles:,}",
            f"{machines} x {cores}",
            f"{hours / machines / cores:,.1f}",
            f"{hours:,.0f}",
            f"${hours * PRICE:,.2f}",
        )
        rows.append((*cells, *(f"{size / 1e9:,.1f} GB" for size in sizes)))
    return table(("articles", "cores", "hours", "core hours", "cost", "text", "Parquet", "JSON Lines"), rows)


def formula(figures: Figures) -> str:
    """How the plan was worked out."""
    of_a_core = per_core(figures)
    return "\n".join(
        (
            f"characters a second and core      r = {of_a_core:,.0f}",
            f"core hours a million articles     h = {LENGTH:,} x 1,000,000 / r / 3600 = {core_hours(figures):,.1f}",
            f"cost of a million articles        h x ${PRICE:.2f} = ${core_hours(figures) * PRICE:,.2f}",
            f"metrics in a million articles     {LENGTH / figures.characters * figures.metrics:,.0f} million",
            f"memory of one that reads          {figures.memory / 2**20:,.0f} MiB",
        )
    )


def core_hours(figures: Figures) -> float:
    """Hours of one core for a million articles."""
    return 10**6 * LENGTH / per_core(figures) / 3600


def per_core(figures: Figures) -> float:
    """Characters a second of one core when as many executors work as were measured."""
    most = max(figures.spark, key=int)
    return figures.spark[most][0] / int(most)


def conditions(figures: Figures) -> str:
    """On what it was measured."""
    each = f"{figures.articles:,} articles, {figures.characters:,} characters, {figures.metrics:,} metrics a run"
    machine = f"Python {figures.python}, {figures.cores} cores, load {figures.load} before"
    busy = (
        "\nThe machine was busy with other work: rates are too low, and the growth says nothing." if figures.load > IDLE else ""
    )
    return f"{each}; median of {figures.runs}; {machine}{busy}"


def main() -> None:
    """Measure, or read what was measured, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1500, help="how many articles a run reads (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="runs to take the median of (default: %(default)s)")
    parser.add_argument("--most", type=int, default=os.cpu_count(), help="processes and executors at most (default: the cores)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE as well")
    parser.add_argument("--figures", type=Path, metavar="FILE", help="measure nothing: print the tables from FILE")
    parser.add_argument("--page", type=Path, metavar="FILE", help="put the tables into FILE, which is docs/scale.md")
    parser.add_argument("--executors", nargs=3, metavar=("COUNT", "FILE", "OUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.executors:
        count, file, out = options.executors
        print(spark_job(int(count), file, out))
        return
    if options.figures:
        figures = Figures(**json.loads(options.figures.read_text(encoding="utf-8")))
    else:
        with TemporaryDirectory() as scratch:
            corpus = Corpus.write(Path(scratch) / "articles.parquet", options.articles)
            figures = measure(corpus, Path(scratch), runs=options.runs, most=options.most)
    if options.json:
        options.json.write_text(json.dumps(attrs.asdict(figures), indent=1) + "\n", encoding="utf-8")
    parts = {made.__name__: made(figures) for made in (conditions, growth_table, formula, plan_table)}
    if options.page:
        options.page.write_text(updated(options.page.read_text(encoding="utf-8"), parts), encoding="utf-8")
    print(*parts.values(), sep="\n\n")


if __name__ == "__main__":
    main()
