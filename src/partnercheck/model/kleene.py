"""Three-valued logic: true, false, and None for unknown (S. C. Kleene, 1952)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Truth = bool | None


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return false if any is false, else unknown if any is unknown, else true."""
    all_known = True
    for truth in truths:
        if truth is False:
            return False
        all_known = all_known and truth is not None
    return True if all_known else None


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return true if any is true, else unknown if any is unknown, else false."""
    all_known = True
    for truth in truths:
        if truth is True:
            return True
        all_known = all_known and truth is not None
    return False if all_known else None
