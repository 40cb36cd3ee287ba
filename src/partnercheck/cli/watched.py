"""Things that are gone through one by one, while somebody may watch."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from partnercheck.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Item = TypeVar("Item")


def watched(items: Sequence[Item], what: str) -> Iterator[Item]:
    """Yield items, and move a bar on with each that is done."""
    with progress(what, len(items)) as advance:
        for item in items:
            yield item
            advance(1)
