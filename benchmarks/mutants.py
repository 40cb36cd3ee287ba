"""How many small changes of a package its tests notice: a sample drawn with a seed, or all of them.

mutmut makes the changes in a copy of the project, `build/mutants/PACKAGE`, and runs against each change the
tests that reach the changed function. A change is noticed if a test fails or does not end in time; one that
no test reaches is not. Printed are those that nothing noticed, and the rate with its 95 % interval (Wilson);
the exit code depends on the rate. `mutmut show NAME`, in that folder, shows one.

Changes are tried in random order, so what was tried before an interruption (Ctrl-C) is a random sample too.

Run: python benchmarks/mutants.py PACKAGE [--sample N] [--seed S] [--processes N]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).parents[1]
COPIED = ["rubrics", "templates", "examples", "docs", "tests", "schemas"]
COPIED += [each.name for each in ROOT.glob("*.md")]

TESTS = {
    "engine": ["tests/engine"],
    "importing": [
        "tests/importing",
        *(
            f"tests/cli/test_cli_{each}.py"
            for each in ("collect", "collect_again", "collect_enclosed", "financials")
        ),
    ],
    "load": [
        "tests/load",
        "tests/record",
        "tests/cli/test_cli_calibration.py",
        *(f"tests/cli/test_cli_portfolio{each}.py" for each in ("", "_again", "_faults")),
        *(f"tests/authoring/test_cases_{each}.py" for each in ("refused", "tried")),
    ],
    "measures": ["tests/measures"],
}
"""What is run against the changes of a package."""

LEAST = 0.9
NOTICED = {"killed", "timeout", "segfault"}
UNTRIED = {None, 2, -signal.SIGTERM}
"""How a change ends on which no tests were run, or were stopped with the program."""


def staged(package: str) -> Path:
    """Return a new folder that holds the project and what mutmut shall do there."""
    folder = ROOT / "build" / "mutants" / package
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "mutants").mkdir(parents=True)
    for each in ("src", *COPIED):
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


def make(package: str, sample: int, seed: int, processes: int) -> int:
    """Make the changes below the current folder, as `mutmut run` does first; return how many there could be.

    mutmut writes out every change before it tries one, which takes minutes; a sample is drawn before that.
    """
    from mutmut import __main__ as mutmut  # noqa: PLC0415  (it reads the current folder's configuration)
    from mutmut.mutation import file_mutation  # noqa: PLC0415

    found_in = file_mutation.create_mutations
    every = [
        (str(path), index)
        for path in sorted(Path(f"src/partnercheck/{package}").rglob("*.py"))
        for index, each in enumerate(found_in(str(path), path.read_text(encoding="utf-8"))[1])
        if each.contained_by_top_level_function  # mutmut tries no others
    ]
    chosen = set(random.Random(seed).sample(every, sample) if 0 < sample < len(every) else every)

    def some_in(path: str, *more: Any) -> tuple[Any, ...]:
        module, mutations, *rest = found_in(path, *more)
        return module, [each for index, each in enumerate(mutations) if (path, index) in chosen], *rest

    file_mutation.create_mutations = some_in
    mutmut.copy_src_dir()
    mutmut.create_mutants(processes)
    return len(every)


def run(seed: int, processes: int) -> None:
    """Try the changes in random order; mutmut would begin with those whose tests are quick."""
    from mutmut import __main__ as mutmut  # noqa: PLC0415  (as above)

    mutmut.estimated_worst_case_time = lambda name: random.Random(f"{seed} {name}").random()
    mutmut.run.callback(mutant_names=(), max_children=processes)


def outcomes() -> dict[str, str]:
    """Return what became of each change that was tried, by its name."""
    return {
        name: status_by_exit_code[code]
        for file in Path("mutants").rglob("*.meta")
        for name, code in json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"].items()
        if code not in UNTRIED
    }


def interval(noticed: int, tried: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a proportion: of nothing, all there is."""
    if not tried:
        return 0.0, 1.0
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

    os.chdir(staged(given.package))
    total = make(given.package, given.sample, given.seed, given.processes)
    run(given.seed, given.processes)

    found = outcomes()
    for name in sorted(name for name, each in found.items() if each not in NOTICED):
        print(f"{found[name]:10} {name}")
    tried, noticed = len(found), sum(each in NOTICED for each in found.values())
    low, high = interval(noticed, tried)
    print(
        f"{given.package}: of {total} changes {tried} tried, {noticed} noticed: "
        f"{noticed / max(tried, 1):.1%} ({low:.1%} to {high:.1%}); {dict(Counter(found.values()))}"
    )
    return noticed < LEAST * tried


if __name__ == "__main__":
    sys.exit(main())
