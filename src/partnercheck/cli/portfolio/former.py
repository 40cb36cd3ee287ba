"""The state that earlier versions kept as lines of JSON."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from pydantic_core import from_json

from partnercheck.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def reports(home: Path) -> set[str] | None:
    """Return the names that it says are reports; None where there is no such state."""
    states = [path for path in files(home) if path.suffix == ".jsonl" and path.is_file()]
    if not states or not _is_one(next(_lines(states[0]), {})):
        return None
    return {
        name
        for path in states
        for line in _lines(path)
        if isinstance(names := line.get("reports"), list)
        for name in names
        if isinstance(name, str)
    }


def files(home: Path) -> list[Path]:
    """Return the files that it consisted of, its head first."""
    return [home / "state.jsonl", home / "lock", *sorted((home / "done").glob("*.jsonl"))]


def _is_one(head: dict[str, object]) -> bool:
    return str(head.get("partnercheck")).startswith("portfolio-state/")


def _lines(path: Path) -> Iterator[dict[str, object]]:
    with path.open("rb") as file:
        for line in iter(partial(file.readline, MAX_BYTES), b""):
            with suppress(ValueError):  # also where a line is cut off, or nested too deep
                data = from_json(line)
                if isinstance(data, dict):
                    yield data
