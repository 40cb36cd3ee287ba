"""Start-up, against bare processes that import the same libraries and load the same two files.

All take turns in one run; what counts are the ratios of their processor times. Bytecode must be compiled, as
an installed program's is: `python -m compileall src` (`make benchmarks` does it).

There are two bare processes, because `import pydantic` alone loads next to nothing: names such as `BaseModel`
are loaded when they are first asked for. The second one asks.

Run: python benchmarks/startup.py
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOSSIER = ROOT / "examples" / "acme.yaml"
RUBRIC = ROOT / "rubrics" / "strategic-alliance.yaml"
ROUNDS = 21

LOAD = f"""
for file in {[str(DOSSIER), str(RUBRIC)]!r}:
    with open(file, "rb") as stream:
        yaml.load(stream, Loader=yaml.CSafeLoader)
"""
BARE = "import typer, pydantic, yaml" + LOAD
MODELS = "import typer, pydantic, yaml\nclass Model(pydantic.BaseModel):\n    key: int\n" + LOAD

PROGRAM = [str(Path(sys.executable).parent / "partnercheck")]
COMMANDS = {
    "pass": [sys.executable, "-c", "pass"],
    "--version": [*PROGRAM, "--version"],
    "bare": [sys.executable, "-c", BARE],
    "bare, with a model": [sys.executable, "-c", MODELS],
    "assess --format json": [*PROGRAM, "assess", str(DOSSIER), "--format", "json"],
}
RATIOS = (
    ("--version", "pass", 1.5),
    ("assess --format json", "bare", 1.3),
    ("assess --format json", "bare, with a model", 1.3),
)


def seconds(command: list[str]) -> float:
    """Return the processor time of a process."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"failed: {command}")
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    """Print every ratio; the exit code is 1 where one is over its bound."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS + 1):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    for name, measured in times.items():
        print(f"{name:22} {1000 * statistics.median(measured[1:]):6.0f} ms")
    missed = False
    for name, base, bound in RATIOS:
        ratio = statistics.median(a / b for a, b in zip(times[name][1:], times[base][1:], strict=True))
        print(f"{name} ÷ {base}: {ratio:.2f} (asked for: at most {bound})")
        missed = missed or ratio > bound
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
