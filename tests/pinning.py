"""Texts that people read, pinned word for word in a golden file beside the test.

`pytest --update-golden` writes them anew.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

GOLDEN = "golden"
"""The folder beside a module of tests that holds its texts, each under a line `== test`."""

updating = False
"""Whether the texts are written anew; `conftest.py` sets it."""


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
        texts = {**_texts(file), test: text.strip("\n")}
        file.parent.mkdir(exist_ok=True)
        written = "\n".join(f"== {name}\n{each}\n" for name, each in texts.items())
        file.write_text(written, encoding="utf-8", newline="\n")
        _texts.cache_clear()
    assert text.strip("\n") == _texts(file)[test]


@cache
def _texts(file: Path) -> dict[str, str]:
    parts = file.read_text(encoding="utf-8").split("\n== ") if file.exists() else []
    pairs = (part.removeprefix("== ").partition("\n") for part in parts)
    return {name: text.strip("\n") for name, _, text in pairs}
