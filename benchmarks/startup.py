"""Start-up, against bare processes that import the same libraries and load the same two files.

All take turns in one run; what counts are the ratios of their processor times. Bytecode must be compiled, as
an installed program's is: `python -m compileall src` (`make benchmarks` does it). Each process runs in an
empty folder, as this project's own has a pyproject.toml that names the program, so that settings would be
looked for.

There are two bare processes. In units of `python -c pass`, typer, pydantic and PyYAML were measured to cost
13 when the bound was set: that is a process which has defined one model. `import pydantic` alone costs much
less, as names such as `BaseModel` are loaded when they are first asked for. The exit code depends on the
process with a model; the ratio against the other one is printed to be seen.

Run: python benchmarks/startup.py [EXAMPLE], by default acme, fernlight and ostermere in turn. Of these acme
takes longest: it has every section, and identifiers with check digits.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUBRIC = ROOT / "rubrics" / "strategic-alliance.yaml"
EXAMPLES = ("acme", "fernlight", "ostermere")
ROUNDS = 21

IMPORT = "import typer, pydantic, yaml"
MODEL = "class Model(pydantic.BaseModel):\n    key: int"
LOAD = """
for file in {files!r}:
    with open(file, "rb") as stream:
        yaml.load(stream, Loader=yaml.CSafeLoader)
"""

PROGRAM = [str(Path(sys.executable).parent / "partnercheck")]
BOUNDS = (
    ("--version", "pass", 1.5),
    ("assess --format json", "bare, with a model", 1.3),
)
SEEN = ("assess --format json", "bare")
"""A ratio that no bound is asked of."""


def commands(example: str) -> dict[str, list[str]]:
    """Return what is timed, by name."""
    dossier = str(ROOT / "examples" / f"{example}.yaml")
    load = LOAD.format(files=[dossier, str(RUBRIC)])
    return {
        "pass": [sys.executable, "-c", "pass"],
        "--version": [*PROGRAM, "--version"],
        "bare": [sys.executable, "-c", f"{IMPORT}\n{load}"],
        "bare, with a model": [sys.executable, "-c", f"{IMPORT}\n{MODEL}\n{load}"],
        "assess --format json": [*PROGRAM, "assess", dossier, "--format", "json"],
    }


def seconds(command: list[str]) -> float:
    """Return the processor time of a process."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"failed: {command}")
    return usage.ru_utime + usage.ru_stime


def compare(example: str) -> bool:
    """Print the times and ratios for one dossier; return whether every bound is met."""
    times: dict[str, list[float]] = {name: [] for name in commands(example)}
    for _ in range(ROUNDS + 1):
        for name, command in commands(example).items():
            times[name].append(seconds(command))

    def ratio(name: str, base: str) -> float:
        return statistics.median(a / b for a, b in zip(times[name][1:], times[base][1:], strict=True))

    print(example)
    for name, measured in times.items():
        print(f"  {name:22} {1000 * statistics.median(measured[1:]):6.0f} ms")
    for name, base, bound in BOUNDS:
        print(f"  {name} ÷ {base}: {ratio(name, base):.2f} (asked for: at most {bound})")
    print(f"  {SEEN[0]} ÷ {SEEN[1]}: {ratio(*SEEN):.2f} (no bound)")
    return all(ratio(name, base) <= bound for name, base, bound in BOUNDS)


def main() -> int:
    """Compare every example; the exit code is 1 where a ratio is over its bound."""
    met = [compare(example) for example in sys.argv[1:] or EXAMPLES]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
