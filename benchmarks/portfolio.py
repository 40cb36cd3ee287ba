"""A portfolio of many dossiers, scores only, with one process and with two, against PyYAML's C loader.

All take turns over the same dossiers in one run, so that a noisy machine disturbs them alike; what counts are
the medians of the ratios of their times by the clock. Every run writes its whole folder anew. Run:
python benchmarks/portfolio.py [COUNT]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import dossiers

COUNT = 10_000
FEW = 1_000
ROUNDS = 3

LOAD = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).iterdir()):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""


def run(command: list[str]) -> tuple[float, float]:
    """Return the seconds a process takes by the clock, and the most memory it held, in MB.

    The memory is that of the process and of the largest of its children, whichever is more.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"failed: {command}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def portfolio(source: Path, jobs: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as out:
        options = ["--no-reports", "--quiet", "--jobs", str(jobs), "-o", out]
        return run([sys.executable, "-m", "partnercheck", "portfolio", str(source), *options])


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as name:
        many, few = Path(name, "many"), Path(name, "few")
        for folder, number in ((many, count), (few, FEW)):
            folder.mkdir()
            dossiers.write(folder, number)
        loading, one, two = [], [], []
        for number in range(ROUNDS):
            load = f"{os.getloadavg()[0]:.1f}"
            loading.append(run([sys.executable, "-c", LOAD, str(many)])[0])
            one.append(portfolio(many, 1))
            two.append(portfolio(many, 2))
            print(
                f"round {number + 1}: CSafeLoader {loading[-1]:.1f} s, one process {one[-1][0]:.1f} s, "
                f"two {two[-1][0]:.1f} s (load before: {load})",
                flush=True,
            )
        _, small = portfolio(few, 2)
    gain = median(alone / both for (alone, _), (both, _) in zip(one, two, strict=True))
    ratio = median(both / load for (both, _), load in zip(two, loading, strict=True))
    memory = max(most for _, most in two)
    print(f"{count} dossiers, two processes ÷ one: {gain:.2f} × the rate (asked for: at least 1.6)")
    print(f"time a dossier, two processes ÷ CSafeLoader: {ratio:.2f} (asked for: at most 1)")
    print(f"peak memory of a process: {small:.0f} MB with {FEW}, {memory:.0f} MB with {count}")
    return 0 if gain >= 1.6 and ratio <= 1 and memory < 1.5 * small else 1


if __name__ == "__main__":
    sys.exit(main())
