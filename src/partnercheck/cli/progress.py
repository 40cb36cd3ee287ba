"""A bar for long work, on standard error, for terminals only."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Item = TypeVar("Item")


def advancing(items: Sequence[Item], what: str) -> Iterable[Item]:
    """Return items that move a bar on as they are taken; the bar goes when all is done."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, what, console=Console(stderr=True), transient=True)
