"""Which pages plain pytest leaves alone: tests/engines runs these, in a folder of their own and with what they need."""  # noqa: INP001 - not a package

collect_ignore = ["dask.md", "duckdb.md", "pandas.md", "polars.md", "spark.md"]
