"""What stands at a place in data that were read from YAML."""

from __future__ import annotations

from typing import Any


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        fits = isinstance(data, list) and isinstance(step, int) and step < len(data)
        data = data[step] if fits or (isinstance(data, dict) and step in data) else None
    return data
