"""Rendering a page against the assessment it shows, in one process: the first of a run, and later ones.

What is compared is what one `assess` does for a dossier: loading it with its rubric, deciding, explaining
and looking ahead, against putting it into words and HTML. Modules of both are imported before; models are
built, and compiled templates are read, by the first of each. A process before has compiled the templates, as
with an installed program. What counts are the ratios, of which the contract allows two.

Run: python benchmarks/reports.py
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.load import Loader
from partnercheck.render import templates
from partnercheck.render.document import document

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))
ROUNDS = 9
MOST = 2.0


class Timed(NamedTuple):
    """Seconds of both halves, and the size of the page."""

    assessing: float
    rendering: float
    size: int

    @property
    def ratio(self) -> float:
        return self.rendering / self.assessing


def once(path: Path) -> Timed:
    start = time.process_time()
    decision = decide(Loader().dossier(path))
    assessment = with_insight(decision, explain(decision))
    between = time.process_time()
    page = templates.html(document(assessment, decision.inputs))
    return Timed(between - start, time.process_time() - between, len(page.encode()))


def told(name: str, runs: Sequence[Timed]) -> float:
    ratio = statistics.median(run.ratio for run in runs)
    assessing = statistics.median(run.assessing for run in runs)
    rendering = statistics.median(run.rendering for run in runs)
    size = f"{runs[0].size / 1000:.0f} KB"
    print(
        f"{name:28} assessed in {1000 * assessing:5.1f} ms, page in {1000 * rendering:5.1f} ms, "
        f"{ratio:.2f} times, {size}"
    )
    return ratio


def first(path: Path) -> Timed:
    """Return the times of the first page of a process."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, __file__, str(path)]
    said = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    assessing, rendering, size = said.split()
    return Timed(float(assessing), float(rendering), int(size))


def main() -> int:
    """Print the ratios; return 1 where one is over the limit."""
    if sys.argv[1:]:
        print(*once(Path(sys.argv[1])))
        return 0
    paths = [path for path in EXAMPLES if path.name != "us.yaml"]
    _, *firsts = [first(paths[0]) for _ in range(ROUNDS)]
    ratios = [told(f"{paths[0].stem}, first in its process", firsts)]
    ratios += [told(path.stem, [once(path) for _ in range(ROUNDS)]) for path in paths]
    return int(max(ratios) >= MOST)


if __name__ == "__main__":
    sys.exit(main())
