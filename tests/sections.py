"""Golden files of many short texts: each under a line `== its name`; `--update-golden` writes one anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def hold(file: Path, name: str, text: str, *, update: bool) -> None:
    """Hold that a text is the one that a golden file has under a name."""
    found = _read(file)
    if update:
        found[name] = text.strip("\n")
        file.parent.mkdir(exist_ok=True)
        written = "".join(f"== {each}\n{found[each]}\n\n" for each in found)
        file.write_text(written, encoding="utf-8", newline="\n")
    assert text.strip("\n") == found[name]


def _read(file: Path) -> dict[str, str]:
    parts = (
        re.split(r"^== (.+)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        if file.exists()
        else [""]
    )
    return {name: text.strip("\n") for name, text in zip(parts[1::2], parts[2::2], strict=True)}
