"""Whether an assessment would be made from the same again."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from partnercheck.load import rubric_files  # noqa: F401  (all that looks must be known here)
from partnercheck.load.seen import LOOKS
from partnercheck.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.model.inputs import Seen

_SHARED = 1_000
"""So many looks are remembered: those at what many dossiers share."""


def sources(seen: Iterable[Seen]) -> tuple[Seen, ...]:
    """Return what was seen in the form that is kept: paths below the working folder are relative to it.

    So is what another working folder has under the same names another file. Where a name is no text that
    can be kept, nothing is, and nothing counts as unchanged.
    """
    here = f"{Path.cwd()}{os.sep}"
    found = tuple(each._replace(path=each.path.removeprefix(here)) for each in seen)
    try:
        repr_of = "".join(f"{each.path}{each.of}{each.found}" for each in found)
        repr_of.encode()
    except UnicodeEncodeError:
        return ()
    return found


class Again:
    """Looks again at what was seen, once at what many dossiers share."""

    def __init__(self) -> None:
        """Look at everything anew."""
        self._look = lru_cache(_SHARED)(_look)

    def unchanged(self, dossier: Path, before: Iterable[Seen]) -> bool:
        """Return whether all that the dossier was assessed from, itself above all, looks as it did."""
        here = f"{Path.cwd()}{os.sep}"
        own = str(dossier).removeprefix(here)
        itself = any(each.look == "beginning" and each.path == own for each in before)
        return itself and all(self._look(each.look, each.path, each.of) == each.found for each in before)


def _look(name: str, path: str, of: str | int | None) -> str | None:
    again = LOOKS.get(name)
    # What was kept may have been changed since; no more is read than any file may hold.
    if again is None:
        return None
    try:
        return again(path, max(0, min(of, MAX_BYTES + 1)) if isinstance(of, int) else of)
    except TypeError:  # it was never asked this
        return None
