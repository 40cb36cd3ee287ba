"""How many small changes of a package its tests notice: a sample drawn with a seed, or all of them.

mutmut makes the changes in a copy of the project, `build/mutants/PACKAGE`, and runs against each change the
tests that reach the changed function. A change is noticed if a test fails or does not end in time; one that
no test reaches is not. Printed are those that nothing noticed, and the rate with its 95 % interval (Wilson);
the exit code depends on the rate. `mutmut show NAME`, in that folder, shows one.

Run: python benchmarks/mutants.py PACKAGE [--sample N] [--seed S] [--processes N]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).parents[1]
COPIED = ["rubrics", "templates", "examples", "docs", "tests", "schemas"]

TESTS = {
    "engine": ["tests/engine"],
    "importing": ["tests/importing"],
    "load": [
        "tests/load",
        "tests/record",
        *(f"tests/authoring/test_cases_{each}.py" for each in ("refused", "tried")),
    ],
    "measures": ["tests/measures"],
}
"""What is run against the changes of a package."""

LEAST = 0.9
NOTICED = {"killed", "timeout", "segfault"}

MAKE = "import sys; from mutmut.__main__ import *; copy_src_dir(); create_mutants(int(sys.argv[1]))"
"""The first step of `mutmut run`: a sample can be drawn only from changes that have been made."""


def staged(package: str) -> Path:
    """Return a folder that holds the project and what mutmut shall do there; what it has done stays."""
    folder = ROOT / "build" / "mutants" / package
    (folder / "mutants").mkdir(parents=True, exist_ok=True)
    for each in ("src", *COPIED):
        if not (folder / each).exists():
            (folder / each).symlink_to(ROOT / each)
    chosen = {
        "source_paths": ["src"],
        "only_mutate": [f"src/partnercheck/{package}/*"],
        "pytest_add_cli_args_test_selection": TESTS[package],
        "also_copy": COPIED,
    }
    head = "[tool.mutmut]\n"
    more = "".join(f"{key} = {json.dumps(value)}\n" for key, value in chosen.items())
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(project.replace(head, head + more), encoding="utf-8")
    return folder


def outcomes(folder: Path) -> dict[str, str]:
    """Return what became of each change, by its name."""
    return {
        name: status_by_exit_code[code]
        for file in (folder / "mutants").rglob("*.meta")
        for name, code in json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"].items()
    }


def interval(noticed: int, tried: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a proportion."""
    z, rate = 1.96, noticed / tried
    middle = rate + z * z / (2 * tried)
    half = z * (rate * (1 - rate) / tried + z * z / (4 * tried * tried)) ** 0.5
    return (middle - half) / (1 + z * z / tried), (middle + half) / (1 + z * z / tried)


def main() -> int:
    parser = argparse.ArgumentParser(description="How many small changes of a package its tests notice.")
    parser.add_argument("package", choices=TESTS)
    parser.add_argument("--sample", type=int, default=0, help="how many changes to try; by default all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()

    folder = staged(given.package)
    subprocess.run(
        [sys.executable, "-c", MAKE, str(given.processes)], cwd=folder, check=True, capture_output=True
    )
    every = sorted(outcomes(folder))
    chosen = every
    if 0 < given.sample < len(every):
        chosen = random.Random(given.seed).sample(every, given.sample)
    mutmut = [str(Path(sys.executable).parent / "mutmut"), "run", "--max-children", str(given.processes)]
    subprocess.run([*mutmut, *chosen], cwd=folder, check=True)

    found = outcomes(folder)
    for name in sorted(chosen):
        if found[name] not in NOTICED:
            print(f"{found[name]:10} {name}")
    noticed = sum(found[name] in NOTICED for name in chosen)
    low, high = interval(noticed, len(chosen))
    print(
        f"{given.package}: of {len(every)} changes {len(chosen)} tried, {noticed} noticed: "
        f"{noticed / len(chosen):.1%} ({low:.1%} to {high:.1%}); {dict(Counter(map(found.get, chosen)))}"
    )
    return noticed < LEAST * len(chosen)


if __name__ == "__main__":
    sys.exit(main())
