"""Assessing many dossiers in one process, against PyYAML's C loader reading the same files.

Both take turns over parts of the same files in one run, so that a noisy machine disturbs both alike; what
counts are the ratios. Run: python benchmarks/throughput.py
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

import dossiers
from partnercheck.engine import decide
from partnercheck.load import Loader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FEW = 1_000
PART = 50


def load_only(path: Path) -> object:
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def seconds(work: Callable[[Path], object], paths: Sequence[Path]) -> float:
    start = time.process_time()
    for path in paths:
        work(path)
    return time.process_time() - start


def peak() -> float:
    """Return the most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare(paths: Sequence[Path]) -> tuple[float, float, float]:
    """Return seconds of assessing, seconds of loading alone, and the median ratio of the parts."""
    loader = Loader()

    def assess(path: Path) -> object:
        return decide(loader.dossier(path)).ruling

    assess(paths[0])
    ours = theirs = 0.0
    ratios = []
    for start in range(0, len(paths), PART):
        part = paths[start : start + PART]
        one, other = seconds(assess, part), seconds(load_only, part)
        ours, theirs = ours + one, theirs + other
        ratios.append(one / other)
    return ours, theirs, statistics.median(ratios)


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        paths = dossiers.write(Path(name), 10_000)
        size = sum(path.stat().st_size for path in paths) / len(paths)
        print(f"dossiers of {size:.0f} bytes")
        small, theirs, ratio = compare(paths[:FEW])
        before = peak()
        print(f"1,000 assessed in {small:.2f} s; CSafeLoader alone {theirs:.2f} s")
        print(f"ratio {ratio:.2f} (asked for: at most 1)")
        large, theirs, later = compare(paths)
        growth = len(paths) / FEW * later / ratio
        print(f"10,000 assessed in {large:.2f} s; CSafeLoader alone {theirs:.2f} s")
        print(f"10,000 take {growth:.2f} × as long, in units of CSafeLoader (asked for: 10 ± 1)")
        print(f"peak memory {before:.0f} MB after 1,000, {peak():.0f} MB after 11,000")
    return 0 if ratio <= 1 and 9 <= growth <= 11 and peak() < 1.5 * before else 1


if __name__ == "__main__":
    sys.exit(main())
