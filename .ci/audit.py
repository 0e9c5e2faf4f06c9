"""Whether users can trust what comes along: licences, upkeep and known advisories of all that govnews and its extras install.

``audit.py`` in an environment that holds govnews with all extras for users, and pip-audit. The advisories are asked of the
service that pip-audit knows; where that does not answer for every package, it says so, and advisories.tsv stands in for it,
unless GOVNEWS_REQUIRE names ``network``.
"""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib.metadata import PackageMetadata, distribution, metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

TABLE = Path(__file__).with_name("advisories.tsv").read_text(encoding="utf-8").splitlines()
LOOKED_UP = date.fromisoformat(next(found[0] for line in TABLE if (found := re.search(r"\d{4}-\d\d-\d\d", line))))
KNOWN: dict[str, dict[str, str]] = {
    canonicalize_name(row["package"]): row for row in csv.DictReader((s for s in TABLE if s[0] != "#"), delimiter="\t")
}

EXTRAS = {"lunar", "arrow", "pandas", "polars", "duckdb", "spark", "cli"}
"""Those for users."""

ALLOWED = re.compile(
    r"0BSD|Apache|BSD|CC0|CNRI-Python|ISC|MIT|Mozilla|MPL|Python Software Foundation|PSF|Public Domain|Unlicense|Zlib"
)
KEPT_UP = 730
"""Days without a release after which a package that govnews asks for counts as left alone."""


def required(name: str, extras: set[str]) -> Iterator[Requirement]:
    """What an installed package asks for itself, with these of its extras."""
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        if not requirement.marker or any(requirement.marker.evaluate({"extra": extra}) for extra in extras | {""}):
            yield requirement


def closure(name: str, extras: set[str], reached: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """All that comes along, whoever asks for it, with its version."""
    for requirement in required(name, extras):
        key = canonicalize_name(requirement.name), ",".join(sorted(requirement.extras))
        if key not in reached:
            reached[key] = distribution(requirement.name).version
            closure(requirement.name, requirement.extras, reached)
    return reached


def licence(found: PackageMetadata) -> str:
    """The licence as the package states it: the expression, else the classifiers, else a short text."""
    expressions, classifiers, texts = (found.get_all(key) or [] for key in ("License-Expression", "Classifier", "License"))
    classified = [line.rpartition("::")[2].strip() for line in classifiers if line.startswith("License ::")]
    return " AND ".join(expressions or classified or [text for text in texts if len(text) < 100])


def stated_faults(name: str) -> Iterator[str]:
    """What is wrong with a package by its own metadata."""
    found = metadata(name)
    terms = [term for term in re.split(r"\bAND\b|\bOR\b|[();]", licence(found)) if term.strip()]
    if not terms or not all(ALLOWED.search(term) and "GPL" not in term for term in terms):
        yield f"licence {licence(found) or 'not stated'}"
    if "Development Status :: 7 - Inactive" in (found.get_all("Classifier") or ()):
        yield "says that it is inactive"


def known_faults(packages: dict[str, str]) -> Iterator[str]:
    """What is wrong by the table, and with it."""
    asked = {canonicalize_name(requirement.name) for requirement in required("govnews", EXTRAS)} - {"govnews"}
    yield from (f"{name}: no row in advisories.tsv" for name in sorted(asked - KNOWN.keys()))
    yield from (f"{name}: in advisories.tsv, but nothing asks for it" for name in sorted(KNOWN.keys() - asked))
    for name, row in KNOWN.items():
        if (LOOKED_UP - date.fromisoformat(row["released"])).days > KEPT_UP:
            yield f"{name}: no release since {row['released']}"
        if row["fixed"] and name in packages and Version(packages[name]) < Version(row["fixed"]):
            yield f"{name} {packages[name]}: {row['advisory']} is fixed in {row['fixed']}"


def asked_service(packages: dict[str, str]) -> tuple[list[str], str]:
    """The advisories that the service knows, and why it could not be asked, if so."""
    options = ("--no-deps", "--disable-pip", "--format", "json", "--requirement")
    with TemporaryDirectory() as folder:
        pinned = Path(folder, "pinned.txt")
        pinned.write_text("".join(f"{name}=={version}\n" for name, version in packages.items()), encoding="utf-8")
        command = [sys.executable, "-m", "pip_audit", *options, str(pinned)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        except subprocess.TimeoutExpired as error:
            return [], str(error)
    try:
        read = json.loads(done.stdout)["dependencies"]
    except ValueError:
        return [], (done.stderr.strip().splitlines() or ["no answer"])[-1]
    found = [f"{one['name']} {one['version']}: {bad['id']}" for one in read for bad in one.get("vulns", ())]
    # pip-audit itself counts what it had to skip as no fault
    skipped = [one["skip_reason"] for one in read if "skip_reason" in one]
    return found, f"{skipped[0]} ({len(skipped)} of {len(packages)} packages)" if skipped else ""


def main() -> None:
    """Say what was checked and how; end with 1 where something is wrong."""
    packages = {name: version for (name, _), version in closure("govnews", EXTRAS, {}).items() if name != "govnews"}
    found, silent = asked_service(packages)
    stated = [f"{name} {version}: {fault}" for name, version in packages.items() for fault in stated_faults(name)]
    wrong = [*stated, *known_faults(packages), *found]
    print(f"{len(packages)} packages: licences and upkeep by their metadata")
    if not silent:
        print(f"advisories: the service knows {len(found)}")
    else:
        print(f"advisories: THE SERVICE DID NOT ANSWER: {silent}")
        print(f"advisories: checked by .ci/advisories.tsv of {LOOKED_UP} instead, which knows {len(KNOWN)} of the packages")
        if "network" in os.environ.get("GOVNEWS_REQUIRE", "").split(","):
            wrong.append("GOVNEWS_REQUIRE asks for the network")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
