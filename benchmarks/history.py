"""A year of monthly dossiers as one page with a chart, by the clock: asked for in under a second.

The dossier is the longest example, dated to the last days of twelve months. Bytecode must be compiled, as an
installed program's is: `python -m compileall src` (`make benchmarks` does it). Run:
python benchmarks/history.py
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = str(Path(sys.executable).parent / "partnercheck")
ROUNDS, MOST = 7, 1.0


def year(folder: Path) -> Path:
    """Lay out the dossiers of twelve months beside what they name; return their folder."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    home = folder / "examples" / "year"
    home.mkdir()
    text = (folder / "examples" / "acme.yaml").read_text(encoding="utf-8")
    shutil.copytree(folder / "examples" / "evidence", home / "evidence")
    for month in range(1, 13):
        dated = re.sub(r"^as_of: .*$", f"as_of: 2026-{month:02}-28", text, flags=re.MULTILINE)
        dated = dated.replace("organisation: us.yaml", "organisation: ../us.yaml")
        (home / f"acme-{month:02}.yaml").write_text(dated, encoding="utf-8")
    return home


def main() -> int:
    """Print the median and the least; the exit code is 1 where the median is over the bound."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    times = []
    with tempfile.TemporaryDirectory() as name:
        home = year(Path(name))
        command = [PROGRAM, "history", str(home), "--quiet", "-o", str(Path(name, "history.html"))]
        for _ in range(ROUNDS + 1):
            began = time.perf_counter()
            subprocess.run(command, check=True, env=environment)
            times.append(time.perf_counter() - began)
    middle = statistics.median(times[1:])
    told = f"a year of months: {middle:.2f} s, at best {min(times[1:]):.2f} s"
    print(f"{told} (load {os.getloadavg()[0]:.1f}; asked for: under {MOST:g})")
    return 0 if middle < MOST else 1


if __name__ == "__main__":
    sys.exit(main())
