"""What a run tells of a file's problems, and whether it points where it should."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pinning import pin

if TYPE_CHECKING:
    from running import Result


def place_of(text: str, mark: str) -> tuple[int, int]:
    """Return line and column of the character after `<>` in a text that has it once."""
    before, _, _ = text.partition(mark)
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def told(result: Result) -> list[tuple[str, str, str | None]]:
    """Return place, code and hint of each diagnostic on standard error, and pin its wording."""
    pin(result.err)
    found: list[tuple[str, str, str | None]] = []
    for line in result.err.splitlines():
        if match := re.match(r"(\S+:\d+:\d+): (?:error|warning) ([a-z0-9-]+): ", line):
            found.append((match[1], match[2], None))
        elif line.startswith("  hint: "):
            found[-1] = (*found[-1][:2], line.removeprefix("  hint: "))
    return found


def check_one(
    result: Result, file: str, text: str, code: str, hint: str | None, error: str = "error"
) -> None:
    """Hold that there is one diagnostic, at the `<>` of a text, with its caret there."""
    line, column = place_of(text, "<>")
    assert told(result) == [(f"{file}:{line}:{column}", code, hint)], result.err
    assert f": {error} " in result.err
    source, caret = result.err.splitlines()[-2:]
    shown = text.replace("<>", "").splitlines()[line - 1][column - 1 :]
    assert source[caret.index("^") :][:20] == shown[:20]
