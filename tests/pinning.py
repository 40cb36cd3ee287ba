"""Texts that people read, pinned word for word in a golden file beside the test.

`pytest --update-golden` writes them anew, without those of tests that are gone.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

GOLDEN = "golden"
"""The folder beside a module of tests that holds its texts, each under a line `== test`."""

updating = False
"""Whether the texts are written anew; `conftest.py` sets it."""


collected: set[str] | None = None
"""The ids of all tests of the modules that run; None: only some were asked for. `conftest.py` sets it."""

_pinned: list[str] = []
"""The running test, and how often it has pinned a text."""


def pin(*texts: object) -> None:
    """Hold that texts, each on lines of its own, are those that the running test has always had."""
    text = "\n".join(map(str, texts)).replace(f"{Path.cwd()}/", "")
    module, _, test = os.environ["PYTEST_CURRENT_TEST"].rpartition(" ")[0].partition("::")
    if test not in _pinned:
        _pinned.clear()
    _pinned.append(test)
    test += f" {len(_pinned)}" if len(_pinned) > 1 else ""
    home = Path(__file__).parent / Path(module).relative_to("tests")
    file = home.with_name(GOLDEN) / f"{home.stem}.txt"
    if updating:
        dead = stale(file)
        texts = {name: each for name, each in _texts(file).items() if name not in dead}
        texts[test] = text.strip("\n")
        file.parent.mkdir(exist_ok=True)
        written = "\n".join(f"== {name}\n{each}\n" for name, each in texts.items())
        file.write_text(written, encoding="utf-8", newline="\n")
        _texts.cache_clear()
    assert text.strip("\n") == _texts(file)[test]


def stale(file: Path) -> set[str]:
    """Return the names of tests that are gone, as far as that is known, whose texts a golden file holds."""
    module = (Path("tests") / file.relative_to(Path(__file__).parent)).parents[1] / f"{file.stem}.py"
    tests = {each.partition("::")[2] for each in collected or () if each.startswith(f"{module.as_posix()}::")}
    return {name for name in _texts(file) if tests and re.sub(" [0-9]+$", "", name) not in tests}


@cache
def _texts(file: Path) -> dict[str, str]:
    parts = file.read_text(encoding="utf-8").split("\n== ") if file.exists() else []
    pairs = (part.removeprefix("== ").partition("\n") for part in parts)
    return {name: text.strip("\n") for name, _, text in pairs}
