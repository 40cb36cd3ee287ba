"""How far a long run has come, on standard error and for somebody who watches only."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Item = TypeVar("Item")

_WORTH = 10
"""So few things are done before anybody reads."""


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Give what is to be called with each number of things done."""
    if total <= _WORTH or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda count: bar.advance(task, count)


def each_with_progress(items: Sequence[Item], what: str) -> Iterator[Item]:
    """Yield items, and move a bar on with each that is done."""
    with progress(what, len(items)) as advance:
        for item in items:
            yield item
            advance(1)
