"""Which rubrics extend which: a change of one is a change of all that rest on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from partnercheck.load.files import beginning, real
from partnercheck.load.rubric_files import is_path
from partnercheck.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from partnercheck.resources import Place

_EXTENDS = re.compile(
    rb"""(?:^|^\{[ \t]*|,[ \t]*)["']?extends["']?[ \t]*:[ \t]*["']?(?P<name>[^"'#,}\r\n]+)""", re.MULTILINE
)
"""The key of a file in lines, and of one in braces. A faulty file has it too, and depends no less."""


def extended_by(raw: bytes) -> str | None:
    """Return the id, `id@version` or path that the text of a rubric extends, if it extends any."""
    found = _EXTENDS.search(raw)
    return found["name"].strip().decode(errors="replace") if found else None


def dependents(
    named: Iterable[Path],
    among: Iterable[Path],
    places: Mapping[str, list[Place]],
    read: Callable[[Path], bytes] | None = None,
) -> list[Path]:
    """Return the rubrics that extend one of those named, directly or through others, in the order of names.

    Args:
        named: The files of rubrics.
        among: The files that may extend them.
        places: Where the rubrics stand that go by their ids.
        read: Returns the bytes of a file; by default as it stands on disk.
    """
    parents = {path: _parent(path, places, read or _read) for path in among}
    by_file = {real(path): parent for path, parent in parents.items()}
    roots = {real(path) for path in named}
    return sorted(path for path in parents if real(path) not in roots and _leads(real(path), by_file, roots))


def _leads(path: Path, parents: Mapping[Path, Path | None], roots: set[Path]) -> bool:
    """Return whether what a rubric extends leads to one of the roots; a circle leads nowhere."""
    seen: set[Path] = set()
    parent = parents.get(path)
    while parent is not None and parent not in seen:
        if parent in roots:
            return True
        seen.add(parent)
        parent = parents.get(parent)
    return False


def _parent(path: Path, places: Mapping[str, list[Place]], read: Callable[[Path], bytes]) -> Path | None:
    name = extended_by(read(path))
    if name is None:
        return None
    if is_path(name):
        return real(path.parent / name)
    found = places.get(name.partition("@")[0], ())
    return real(found[0].path) if len(found) == 1 else None


def _read(path: Path) -> bytes:
    try:
        return beginning(path, MAX_BYTES)
    except (OSError, ValueError):  # loading it says so
        return b""
